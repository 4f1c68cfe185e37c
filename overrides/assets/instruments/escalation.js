/* Escalation, step by step: shows the step that somebody is at, and fills their facts into its words. */

import { answer, instrument } from "./shared.js";

const box = document.querySelector(".steps__choose").closest(".instrument");
const steps = [...box.querySelectorAll(".steps__step")];
const facts = [...box.querySelectorAll(".steps__fact")];
const chosen = () => steps.find((step) => document.getElementById(step.id.replace("--", "--at-")).checked);

const blanks = [...box.querySelectorAll(".steps__blank")].map((place) => [place, place.textContent]);

function fillBlanks() {
  const words = Object.fromEntries(facts.map((fact) => [fact.querySelector(".steps__of").textContent, answer(fact.querySelector("textarea, input"))]));
  for (const [place, blank] of blanks) {
    place.textContent = words[blank] || blank;
    place.classList.toggle("steps__blank--filled", Boolean(words[blank]));
  }
}

box.querySelector(".steps__choose").hidden = false;
instrument(box, {
  text: () => chosen()?.querySelector(".steps__words").textContent.trim() ?? "",
  left: () => (chosen().querySelector(".steps__blank:not(.steps__blank--filled)") ? box.querySelector(".says--blank").textContent : ""),
  changed() {
    fillBlanks();
    const step = chosen();
    for (const other of steps) other.hidden = Boolean(step) && other !== step;
    box.classList.toggle("steps--chosen", Boolean(step));
  },
});
