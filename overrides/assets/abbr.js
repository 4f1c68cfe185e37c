// Takes away what an abbreviation stands for when somebody presses Escape, until pointer and focus come back: WCAG 1.4.13. All else is style.

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const open of document.querySelectorAll(".abbr:is(:hover, :focus-within)")) {
    open.classList.add("abbr--shut");
    for (const left of ["mouseleave", "focusout"]) open.addEventListener(left, () => open.classList.remove("abbr--shut"), { once: true });
  }
});
