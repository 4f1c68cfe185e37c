/* Which level of need: shows what the picked signs ask for. The signs, the levels and every word are overrides/fragments/which-level.html.

   The rule is one line, and knows no order of picking: a sign on which to phone ends the counting; else it is the highest
   level with a picked sign. */

import { instrument } from "./shared.js";

const box = document.getElementById("instrument--levels");
const find = (name) => box.querySelector(`.which__${name}`);
const all = (name) => [...box.querySelectorAll(`.which__${name}`)];
const says = (name) => box.querySelector(`.says--${name}`).textContent;
const ticked = (id) => document.getElementById(id).checked;

const levels = all("at").map((part) => ({ part, name: part.querySelector("h3").textContent, means: part.querySelector(".level__means").textContent, agreement: part.querySelector("p:last-child").textContent }));
const signs = all("pick").map((input) => ({
  input,
  label: input.closest("label"),
  words: input.nextElementSibling.textContent,
  level: Number(input.className.match(/which__pick--(\d+)/)[1]) - 1,
  phone: input.classList.contains("which__pick--phone"),
  side: input.closest(".which__domain")?.querySelector("h3").textContent,
}));
const ages = [...box.querySelectorAll('[name="which--age"]')];
const anyAge = ages[0];
const words = document.getElementById("which--words");
const compared = [...find("compare").querySelectorAll("li")];

const withSide = ({ side, words }) => (side ? `${side}: ${words}` : words);
const withLevel = (sign) => `${levels[sign.level].name}. ${withSide(sign)}`;
/* A sign on which to phone may stand on a lower level, which would make it read as less than it is. */
const withLevelToPhone = (sign) => (levels[sign.level].part.classList.contains("which__at--once") ? withLevel(sign) : withSide(sign));
const chosenAge = () => ages.find((age) => age.checked && age !== anyAge);

/* What is picked, and what it points to: { phone, top } with the signs that say so, and those below. */
function found() {
  const picked = signs.filter(({ input }) => input.checked);
  const phone = picked.filter((sign) => sign.phone);
  const top = phone.length ? -1 : Math.max(-1, ...picked.map(({ level }) => level));
  return { picked, phone, top, because: picked.filter(({ level }) => level === top), below: picked.filter(({ level }) => level < top) };
}

function list(place, lines) {
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

/* Leaves out the signs that cannot be about the chosen age, and those of the sides that nobody chose. What is picked, and what asks to phone, stays. */
function leaveOut() {
  const age = chosenAge()?.id.replace("age--", "which__sign--");
  const chosen = new Set(all("worries input").filter(({ checked }) => checked).map(({ id }) => id.replace("worry--", "domain--")));
  for (const { input, label, phone } of signs) {
    const otherAge = Boolean(age) && /which__sign--/.test(label.className) && !label.classList.contains(age);
    const otherSide = chosen.size > 0 && !chosen.has(label.closest(".which__domain")?.id);
    label.hidden = !phone && !input.checked && (otherAge || otherSide);
  }
  const empty = (part) => [...part.querySelectorAll("label")].every((label) => label.hidden);
  for (const part of box.querySelectorAll("fieldset.which__group, .which__domain")) part.hidden = empty(part);
  for (const note of all("age")) note.hidden = note.id !== `${chosenAge()?.id}--note`;
}

function changed() {
  leaveOut();
  const { picked, phone, top, because, below } = found();
  const asks = ticked("which--unsure") || ticked("which--nothing");
  const state = phone.length ? "phone" : top >= 0 ? "points" : asks ? "ask" : "nothing";
  for (const name of ["nothing", "points", "phone"]) find(`so--${name}`).hidden = name !== state;
  find("so--ask").hidden = !asks || state === "phone";
  box.classList.toggle("which--picked", picked.length > 0 || asks);
  find("phone-now").hidden = state !== "phone";
  find("points").hidden = state !== "points";
  find("also").hidden = !below.length;
  find("together")?.toggleAttribute("hidden", state === "phone" || picked.length === 1);
  find("decide").hidden = state === "phone";
  find("ask").hidden = state === "phone";
  if (asks) find("points").before(find("ask")); /* asking comes first, where it was asked for */
  else find("each").after(find("ask"));
  list(find("because--phone"), phone.map(withSide));
  list(find("because"), because.map(withSide));
  list(find("below"), below.map(withLevel));
  for (const place of all("level")) place.textContent = levels[top]?.name ?? "";
  const shown = phone.length ? all("at--once").at(-1) : levels[top]?.part;
  find("calls").hidden = true; /* they stand with what asks for them */
  for (const { part } of levels) part.hidden = state !== "nothing" && part !== shown;
  compared.forEach((step, order) => step.classList.toggle("scale__here", order === top));
}

/* The reasons as somebody pastes them into a referral. */
function text() {
  const { picked, phone, top, because, below } = found();
  const [unsure, nothing, own] = [ticked("which--unsure"), ticked("which--nothing"), words.value.trim()];
  if (!picked.length && !unsure && !nothing && !own) return "";
  const lines = (heading, found) => (found.length ? ["", says(heading), ...found.map((line) => `- ${line}`)] : []);
  const said = (name, value) => (value ? [`${says(name)} ${value}`] : []);
  const level = phone.length ? undefined : levels[top];
  return [
    says("title"),
    says("example"),
    "",
    ...said("level", level?.name),
    ...said("means", level?.means),
    ...said("age", chosenAge()?.labels[0].textContent.trim()),
    ...lines("phone", phone.map(withLevelToPhone)),
    ...lines("because", because.map(withSide)),
    ...lines("below", below.map(withLevel)),
    ...lines("besides", phone.length ? picked.filter((sign) => !sign.phone).map(withSide) : []),
    ...(unsure || nothing ? [""] : []),
    ...(unsure ? [says("unsure")] : []),
    ...(nothing ? [says("none")] : []),
    ...(own ? ["", says("words"), own] : []),
    "",
    ...(phone.length ? [says("phoned"), says("told")] : []),
    ...(level ? [level.agreement, says("family")] : []),
    says("decided"),
  ].filter((line, place, found) => line || found[place - 1]).join("\n");
}

const kept = () => [...box.querySelectorAll("input[id]:checked")].filter((input) => input !== anyAge).map(({ id }) => id);

/* Leads within the page, without a word of it in the address. A level that somebody compares is shown beside the one that is pointed to. */
box.addEventListener("click", (event) => {
  const place = document.getElementById(event.target.closest('a[href^="#"]')?.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
  place.tabIndex = -1;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
});

instrument("levels", {
  text,
  changed,
  values: () => ({ ...(kept().length ? { picked: kept() } : {}), ...(words.value ? { words: words.value } : {}) }),
  fill: ({ picked = [], words: own = "" }) => {
    anyAge && (anyAge.checked = true);
    for (const input of box.querySelectorAll("input[id]")) if (input !== anyAge) input.checked = picked.includes(input.id);
    words.value = own;
  },
  version: signs.map(({ input }) => input.id).join(" "),
});
