// Says on paper on which day a page was printed. Without script there stands the day of its text.
addEventListener("beforeprint", () => {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  for (const place of document.querySelectorAll(".on-paper__day")) place.textContent = `Printed on ${day}.`;
});
