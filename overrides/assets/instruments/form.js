/* A form of data/forms.yml: its answers as text, and below them the questions that have none, where the form says so. */

import { asText, count, instrument, unanswered } from "./shared.js";

for (const box of document.querySelectorAll(".instrument--form")) {
  const missing = box.querySelector(".says--missing")?.textContent;
  instrument(box, {
    changed: () => count(box),
    text() {
      const answered = asText(box);
      const left = missing && answered ? unanswered(box) : [];
      return left.length ? [answered, "", missing.toUpperCase(), "", ...left].join("\n") : answered;
    },
  });
}
