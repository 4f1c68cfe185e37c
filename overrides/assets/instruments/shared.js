/* What every instrument on the device shares: it copies, prints, clears, and keeps what somebody asks it to keep. The HTML
   around it, and every word, is overrides/fragments/instrument.html.

   Nothing is sent. Nothing is kept until "Keep on this device" is pressed, and then in one place: localStorage, under the
   name of the instrument and the path of the site. Whatever else would bring words back (a reload, the way back) does not. */

const site = new URL("../../", import.meta.url);

export const inWords = (moment) => new Date(moment).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });

/* What was answered to one question: typed, chosen from a list, or ticked, by the words beside it. */
function answers(ask) {
  const found = [];
  for (const field of ask.querySelectorAll("textarea, input, select")) {
    if (/^(checkbox|radio)$/.test(field.type)) {
      if (field.checked) found.push(wordsOf(field.labels[0]));
    } else if (field.value.trim()) {
      found.push(field.tagName === "SELECT" ? wordsOf(field.selectedOptions[0]) : shownValue(field));
    }
  }
  return found;
}

const wordsOf = (element) => element.textContent.trim().replace(/\s+/g, " ");

/* A day as it is read: 26 November 2026. */
function shownValue(field) {
  if (field.type !== "date") return field.value.trim();
  return new Date(`${field.value}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/* The questions of a part of a page that have an answer, as plain text: each below its heading, with its own words first. */
export function asText(part) {
  const lines = [];
  let heading = null;
  for (const element of part.querySelectorAll("h2, h3, .ask")) {
    if (!element.matches(".ask")) {
      heading = element;
      continue;
    }
    const found = answers(element);
    if (!found.length) continue;
    if (heading) lines.push(wordsOf(heading).toUpperCase(), "");
    heading = null;
    lines.push(wordsOf(element.querySelector(".ask__words")), ...found, "");
  }
  return lines.join("\n").trim();
}

/* Starts the instrument of that name, where the page has it; returns what its own script may need of it.

     text     returns the exact text to copy, "" while there is none
     values   returns what is to be kept, as plain values; fill puts them back, or empties all for {}
     changed  is called after every change, and once at the start
     version  of what is kept: a page that is newer does not show what it would misread */
export function instrument(name, { text, values, fill, changed = () => {}, version = 1 } = {}) {
  const box = document.getElementById(`instrument--${name}`);
  const part = (which) => box.querySelector(`.instrument__${which}`);
  const says = (which) => box.querySelector(`.says--${which}`).textContent;
  const [copied, said, state, keep, remove] = ["text", "said", "state", "keep", "delete"].map(part);
  const shown = copied.querySelector("textarea");
  const KEY = `instrument ${name} ${site.pathname}`;

  const fields = () => [...box.querySelectorAll("textarea, input, select")].filter((field) => field !== shown && field.id);
  const ticked = (field) => /^(checkbox|radio)$/.test(field.type);

  text ??= () => asText(box);
  values ??= () => Object.fromEntries(fields().map((field) => [field.id, ticked(field) ? field.checked : field.value]).filter(([, value]) => value));
  fill ??= (found) => {
    for (const field of fields()) {
      if (ticked(field)) field.checked = found[field.id] ?? false;
      else field.value = found[field.id] ?? "";
    }
  };

  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    for (const field of box.querySelectorAll("textarea")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  }

  function say(words) {
    said.textContent = words;
  }

  /* What is kept: null where nothing is, and without values where this page cannot read it. */
  function kept() {
    let source = null;
    try {
      source = localStorage.getItem(KEY);
      const found = JSON.parse(source);
      return found && found.version !== version ? {} : found;
    } catch {
      return source === null ? null : {};
    }
  }

  function show() {
    shown.value = text();
    grow();
    if (!keep) return;
    const found = kept();
    const same = found?.values && JSON.stringify(found.values) === JSON.stringify(values());
    const since = found?.values && [`${says("kept")} ${inWords(found.kept)}.`, same ? "" : says("changed")];
    state.textContent = !found ? "" : since ? since.join(" ").trim() : says("old");
    remove.hidden = !found;
  }

  function afterChange() {
    say("");
    changed();
    show();
  }

  function refill(found) {
    fill(found);
    afterChange();
  }

  function focusFirst() {
    fields()[0]?.focus();
  }

  part("copy").addEventListener("click", async () => {
    shown.value = text();
    if (!shown.value) return say(says("nothing"));
    try {
      await navigator.clipboard.writeText(shown.value);
      say(says("copied"));
    } catch {
      say(says("by-hand"));
      copied.open = true;
      grow();
      shown.focus();
      shown.select();
    }
  });
  part("print").addEventListener("click", () => print());
  part("clear").addEventListener("click", () => {
    if (Object.keys(values()).length && !confirm(says("clear"))) return;
    refill({});
    focusFirst();
  });
  keep?.addEventListener("click", () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ version, kept: Date.now(), values: values() }));
      show();
      say(state.textContent);
    } catch {
      say(says("refused"));
    }
  });
  remove?.addEventListener("click", () => {
    if (!confirm(says("delete"))) return;
    localStorage.removeItem(KEY);
    refill({});
    say(says("deleted"));
    keep.focus();
  });
  box.addEventListener("input", afterChange);
  addEventListener("storage", ({ key }) => key === KEY && show());
  addEventListener("pagehide", () => fill({})); /* so that nobody who goes back to the page finds the words */
  addEventListener("pageshow", ({ persisted }) => persisted && refill(kept()?.values ?? {}));

  part("without").hidden = true;
  for (const which of ["bar", "text", "keeping"]) part(which).hidden = false;
  refill(kept()?.values ?? {});
  return { box, say, changed: afterChange };
}
