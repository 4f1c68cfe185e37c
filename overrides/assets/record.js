/* The record sheet: prints it, clears it, and lets each box grow with its words. It keeps nothing and sends nothing. */

const sheet = document.querySelector(".record");
const boxes = [...sheet.querySelectorAll("textarea")];

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function clear() {
  for (const box of boxes) box.value = "";
  boxes.forEach(grow);
}

for (const box of boxes) box.addEventListener("input", () => grow(box));
sheet.querySelector(".record__print").addEventListener("click", () => print());
sheet.querySelector(".record__clear").addEventListener("click", () => {
  if (boxes.some((box) => box.value) && !confirm("Everything on this sheet will be gone. Clear it?")) return;
  clear();
  boxes[0].focus();
});
addEventListener("pagehide", clear); /* so that nobody who goes back to the page finds the words */
sheet.querySelector(".record__do").hidden = false;
