/* What every instrument on the device shares: it copies, prints, clears, and keeps what somebody asks it to keep. The HTML
   around it, and every word, is overrides/fragments/instrument.html.

   Nothing is sent. Nothing is kept until "Keep on this device" is pressed, and then in one place: localStorage, under the
   name of the instrument and the path of the site. Whatever else would bring words back (a reload, the way back) does not. */

import { inWords } from "../moment.js";

const site = new URL("../../", import.meta.url);

const wordsOf = (element) => element.textContent.trim().replace(/\s+/g, " ");
const ticked = (field) => /^(checkbox|radio)$/.test(field.type);

/* What stands in one field, as it is read: a day as 26 November 2026, what is ticked by the words beside it. */
export function answer(field) {
  if (ticked(field)) return field.checked ? wordsOf(field.labels[0]) : "";
  const value = field.value.trim();
  if (!value || field.type !== "date") return value;
  return new Date(`${value}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

const answersIn = (part) => [...part.querySelectorAll("textarea, input, select")].map(answer).filter(Boolean);

/* What was answered to one question, line by line; where it has rows, each is one line with its number. */
export function answers(ask) {
  const rows = [...ask.querySelectorAll(".ask__row")].map((row) => answersIn(row).join(", ")).filter(Boolean);
  return rows.length ? rows.map((row, at) => `${at + 1}. ${row}`) : answersIn(ask);
}

const asked = (ask) => wordsOf(ask.querySelector(".ask__words"));

/* The questions of a part of a page that have an answer, as plain text: each below its heading, with its own words first. */
export function asText(part) {
  const lines = [];
  let heading = null;
  for (const element of part.querySelectorAll(".ask__part, .ask")) {
    if (!element.matches(".ask")) {
      heading = element;
      continue;
    }
    const found = answers(element);
    if (!found.length) continue;
    if (heading) lines.push(wordsOf(heading).toUpperCase(), "");
    heading = null;
    lines.push(asked(element), ...found, "");
  }
  return lines.join("\n").trim();
}

/* The words of the questions that have no answer. */
export const unanswered = (part) => [...part.querySelectorAll(".ask")].filter((ask) => !answers(ask).length).map(asked);

/* Shows how many questions of a form have an answer; with the first of them the bar comes into sight. */
export function count(box) {
  const number = [...box.querySelectorAll(".ask")].filter((ask) => answers(ask).length).length;
  box.querySelector(".form__answered").textContent = number;
  box.querySelector(".instrument__bar").classList.toggle("instrument__bar--idle", !number);
}

/* What stands in some fields, by their ids, as plain values; and back. */
export const valuesOf = (fields) => Object.fromEntries(fields.map((field) => [field.id, ticked(field) ? field.checked : field.value]).filter(([, value]) => value));

export function fillIn(fields, found) {
  for (const field of fields) {
    if (ticked(field)) field.checked = found[field.id] ?? false;
    else field.value = found[field.id] ?? "";
  }
}

/* Starts an instrument, by its name or its element; returns what its own script may need of it.

     text     returns the exact text to copy, "" while there is none
     values   returns what is to be kept, as plain values; fill puts them back, and empties all for {}
     clear    empties what is not kept; fill({}) does, unless it is given
     changed  is called after every change, and once at the start
     filled   says whether anything stands there; it does where a field has an answer, unless it is given
     left     returns what is still to be done with the text, to be said when it is copied
     stored   is called with what has been kept, here or in another window; whoever gives it takes both up
     version  of what is kept: a page that is newer does not show what it would misread */
export function instrument(which, { text, values, fill, clear = () => fill({}), changed = () => {}, filled, left = () => "", stored = null, version = 1 } = {}) {
  const box = which.nodeType ? which : document.getElementById(`instrument--${which}`);
  const name = box.id.slice("instrument--".length);
  const part = (what) => box.querySelector(`.instrument__${what}`);
  const says = (what) => box.querySelector(`.says--${what}`).textContent;
  const [copied, said, state, keep, remove] = ["text", "said", "state", "keep", "delete"].map(part);
  const shown = copied.querySelector("textarea");
  const KEY = `instrument ${name} ${site.pathname}`;

  const fields = () => [...box.querySelectorAll("textarea, input, select")].filter((field) => field !== shown && field.id);

  text ??= () => asText(box);
  values ??= () => valuesOf(fields());
  fill ??= (found) => fillIn(fields(), found);

  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    for (const field of box.querySelectorAll("textarea")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  }

  /* What stands in the one place, as it was when this window last kept, read or deleted it; null where what stands here is something else. */
  let seen = null;
  let unreadable; /* what stood there and could not be shown, if anything */

  function source() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function say(words) {
    said.textContent = words;
  }

  /* What is kept: null where nothing is, and without values where this page cannot read it. */
  function kept() {
    try {
      const found = JSON.parse(source());
      return found && (found.version !== version || source() === unreadable) ? {} : found;
    } catch {
      return {};
    }
  }

  const same = (found) => JSON.stringify(found?.values ?? {}) === JSON.stringify(values());

  /* Whether something stands here that would be lost. */
  const unkept = () => (filled?.() ?? fields().some(answer)) && !(keep && same(kept()));

  function show() {
    shown.value = text();
    grow();
    if (!keep) return;
    const found = kept();
    const since = found?.values && [`${says("kept")} ${inWords(found.kept)}.`, same(found) ? "" : says(stored || source() === seen ? "changed" : "else")];
    state.textContent = !found ? "" : since ? since.join(" ").trim() : says("old");
    remove.hidden = !found;
  }

  function afterChange() {
    say("");
    changed();
    show();
  }

  /* Something else begins here: what is kept is not to be lost for it unasked. */
  function anew() {
    seen = null;
    afterChange();
  }

  function refill(found) {
    fill(found);
    afterChange();
  }

  function readKept() {
    seen = source();
    try {
      refill(kept()?.values ?? {});
    } catch {
      unreadable = seen;
      refill({});
    }
  }

  async function copy(words, to = said) {
    try {
      await navigator.clipboard.writeText(words);
      to.textContent = [says("copied"), left()].join(" ").trim();
    } catch {
      to.textContent = says("by-hand");
      shown.value = words;
      copied.open = true;
      grow();
      shown.focus();
      shown.select();
    }
  }

  /* Keeps values in the one place, or takes them away where there are none; says whether the browser let it. */
  function store(found) {
    try {
      if (found) localStorage.setItem(KEY, JSON.stringify({ version, kept: Date.now(), values: found }));
      else localStorage.removeItem(KEY);
    } catch {
      say(says("refused"));
      return false;
    }
    seen = source();
    stored?.(found);
    show();
    return true;
  }

  /* Prints the page with only that part of the instrument: see print.css. */
  function printOnly(part) {
    box.classList.add(`instrument--prints-${part}`);
    addEventListener("afterprint", () => box.classList.remove(`instrument--prints-${part}`), { once: true });
    print();
  }

  function focusFirst() {
    fields()[0]?.focus();
  }

  part("copy").addEventListener("click", () => {
    shown.value = text();
    if (shown.value) copy(shown.value);
    else say(says("nothing"));
  });
  part("print")?.addEventListener("click", () => printOnly("answers"));
  part("clear").addEventListener("click", () => {
    if (unkept() && !confirm(says("clear"))) return;
    clear();
    anew();
    focusFirst();
  });
  keep?.addEventListener("click", () => {
    const other = source();
    if (!text()) say(says("nothing"));
    else if (!stored && other && other !== seen && !confirm(says("other"))) return;
    else if (store(values())) say(says("now"));
  });
  remove?.addEventListener("click", () => {
    if (!confirm(says("delete")) || !store(null)) return;
    refill({});
    say(says("deleted"));
    keep.focus();
  });
  box.addEventListener("input", afterChange);
  addEventListener("storage", ({ key }) => {
    if (key !== KEY && key !== null) return; /* another window kept something, or deleted it; null: deleted all */
    stored?.(kept()?.values);
    say("");
    show();
  });
  addEventListener("pagehide", () => refill({})); /* so that nobody who goes back to the page finds the words */
  addEventListener("pageshow", ({ persisted }) => persisted && readKept());

  part("without")?.remove();
  for (const shownNow of ["bar", "text", "keeping"]) part(shownNow).hidden = false;
  readKept();
  const linked = document.getElementById(location.hash.slice(1));
  if (linked?.matches("option") && box.contains(linked)) { /* a link that chooses one of a list */
    linked.selected = true;
    afterChange();
    linked.parentElement.scrollIntoView({ block: "center" });
  }
  return { box, say, says, unkept, changed: afterChange, anew, copy, store, print: printOnly };
}
