/* The search box, and what it and the page of results both show. */

import { Index } from "./index.js";
import { find, shown } from "./question.js";

const MOST_SHOWN = 6;
const LEAST_TELLING = 0.55; /* of a word that is marked, and given as a reason */
const LEAST_SPEAKING = 1; /* of a word that is given as a reason because people tell so of the subject */
const MOST_REASONS = 4; /* words: more are no reason that anybody reads */
const SPEAK_AFTER = 400; /* milliseconds without another letter, so that a screen reader is not told every step */

export const NOT_LOADED = "The search could not be loaded. The A to Z works without it.";

export function element(tag, values = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/* The words of a question that tell, or all where none does: "you" and "want" explain no result. */
export function telling(tokens) {
  const found = tokens.filter((token) => !token.weak && token.telling >= LEAST_TELLING);
  return found.length ? found : tokens;
}

/* A text with the words of the question marked. */
export function marked({ folding }, text, tokens) {
  const wanted = new Set(telling(tokens).flatMap((token) => [...token.keys, ...(token.parts ?? [])]));
  const parts = document.createDocumentFragment();
  for (const part of text.split(/([\p{L}\p{N}]+(?:['\u2019.][\p{L}\p{N}]+)*)/u)) {
    const isMatch = part && folding.words(part).some((word) => wanted.has(folding.wordKey(word)));
    parts.append(isMatch ? element("mark", {}, part) : part);
  }
  return parts;
}

export const facts = (result) => [result.kind, result.month, result.within !== result.kind && result.within].filter(Boolean).join(" · ");

/* Why a result is there: the most telling words of English in the question that led to it, as they are meant. Others may be match-only, and are not said again. */
export function why(result, tokens) {
  const speaks = (token) => Math.max(0, ...token.meaning.map(([at, value]) => (at === result.hit.at ? value : 0)));
  const led = telling(tokens).filter((token) => result.hit.covers?.has(token) || speaks(token) > LEAST_SPEAKING);
  const named = led.filter((token) => token.entries.some((entry) => entry.common));
  const strength = (token) => token.telling * (1 + speaks(token));
  const strongest = new Set([...named].sort((one, other) => strength(other) - strength(one)).slice(0, MOST_REASONS));
  const words = new Set(named.filter((token) => strongest.has(token)).map((token) => token.mended?.[token.chosen ?? 0] ?? token.word));
  return words.size ? `Found\u00a0by:\u00a0${[...words].join(", ")}` : led.length ? "Found by its name or another name for it" : "";
}

/* Whom to ring, from the top of the page, where the words say that a child is in danger now. */
export function callCard() {
  const lines = [...document.querySelectorAll(".danger p")].map((line) => line.cloneNode(true));
  return lines.length ? element("div", { class: "search__call" }, ...lines) : null;
}

/* What stands above a first result that may not answer, and in the place of results where there are none; with what the site is
   about, where there is room for it. */
function verdictNote(verdict, about) {
  const isNothing = verdict === "nothing";
  return element("p", {}, element("strong", {}, isNothing ? "Nothing here is about that." : "Nothing here is quite about that."),
    isNothing ? null : " What follows is nearest.", about ? ` On this site: ${about}` : null);
}

export const count = (found) => (found === 1 ? "1 result" : `${found} results`);

/* "Did you mean", in words that pages have; a word that is never printed is mended without being named. */
function correctionNote(corrections) {
  if (!corrections.length) return null;
  const named = corrections.filter(([, word]) => word);
  const missing = corrections.map(([typed]) => `\u201c${typed}\u201d`).join(" or ");
  const note = element("p", {}, `Nothing has ${missing}. `);
  if (named.length) note.append("Did you mean ", element("strong", {}, named.map(([, word]) => word).join(", ")), "? These are results for that.");
  else note.append(`These are results for ${corrections.some(([, word]) => word === null) ? "similar words" : "the other words"}.`);
  return note;
}

/* Puts a note into its place, and hides the place where there is none. */
export function putNote(place, note) {
  place.hidden = !note;
  place.replaceChildren(...(note ? [note] : []));
}

export class Box {
  /* The box of a form, when what is known of words already has become an index. */
  static async of(form, vocabulary) {
    return new Box(form, await Index.of(vocabulary));
  }

  constructor(form, index) {
    Object.assign(this, { form, index, input: form.elements.q, panel: form.querySelector(".search__panel"), status: form.querySelector(".search__status") });
    this.form.dataset.ready = "";
    this.asked = 0;
    this.active = -1;
    this.options = [];
    this.addParts();
    this.listen();
  }

  addParts() {
    this.call = element("div", { hidden: true });
    this.note = element("div", { class: "search__note", hidden: true });
    this.list = element("div", { role: "listbox", id: "search-options", "aria-label": "Search results", class: "search__options", hidden: true });
    this.all = element("a", { class: "search__all", href: this.form.action, hidden: true });
    this.panel.append(this.call, this.note, this.list, this.all);
    const role = { role: "combobox", "aria-expanded": "false", "aria-controls": "search-options", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(role)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("focus", () => this.update());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    /* A keyboard that is put away, and a tap on what is no link, leave the panel open. */
    this.form.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !this.form.contains(relatedTarget)) this.close(); });
    document.addEventListener("pointerdown", ({ target }) => { if (!this.form.contains(target)) this.close(); });
    this.list.addEventListener("mousedown", (event) => { if (!event.button) event.preventDefault(); });
  }

  async update() {
    const asked = ++this.asked;
    const text = this.input.value.trim();
    this.form.dataset.state = "searching";
    if (!text) return this.close(true);
    const found = await this.index.steadily(() => this.find(text)).catch(() => null);
    if (asked !== this.asked) return;
    this.show(text, found);
    const others = await Promise.allSettled(found?.others ?? []);
    if (asked !== this.asked) return;
    this.add(others.flatMap(({ value }) => value ?? []), found?.tokens);
    this.form.dataset.state = "shown";
    this.form.dataset.asked = text;
  }

  /* With the first result, and the others on their way: each comes in a file of its own. */
  async find(text) {
    const { hits = [], corrections = [], tokens = [], verdict, urgent } = await find(this.index, text, true) ?? {};
    const [first, ...others] = hits.slice(0, MOST_SHOWN).map((hit) => shown(this.index, hit, tokens));
    for (const other of others) other.catch(() => {}); /* whoever needs it meets that too */
    return { results: first ? [await first] : [], others, total: hits.length, corrections, tokens, verdict, urgent };
  }

  /* What was found for a text; null where the search could not be loaded. */
  show(text, found) {
    const { results = [], others = [], total = 0, corrections = [], tokens = [], verdict, urgent } = found ?? {};
    const number = results.length + others.length;
    this.active = -1;
    [this.results, this.options] = [[], []];
    this.list.replaceChildren();
    this.add(results, tokens);
    this.list.hidden = !number;
    putNote(this.call, urgent ? callCard() : null);
    putNote(this.note, found === null ? NOT_LOADED : this.notes(text, number, { verdict, corrections }, verdict === "nothing" && this.form.dataset.about));
    this.linkToAll(text, number, total);
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(number > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.form.dataset.verdict = verdict ?? "";
    this.speakSoon(number, total, corrections.length > 0);
  }

  add(results, tokens) {
    const options = results.map((result, place) => this.option(result, this.results.length + place, tokens));
    this.results.push(...results);
    this.options.push(...options);
    this.list.append(...options);
  }

  /* What stands above what was found for a text, with what the site is "about" where there is room for it. */
  notes(text, number, { verdict, corrections }, about) {
    const notes = [verdict !== "found" && verdictNote(verdict, about), number > 0 && correctionNote(corrections), this.offer(text, corrections)].filter(Boolean);
    return notes.length ? element("div", {}, ...notes) : null;
  }

  /* "Did you mean", as a link to what the question would be then: where English has a word that no page has, only the reader knows. */
  offer(text, corrections) {
    const meant = corrections.reduce((changed, [typed, , offered]) => (offered ? changed.replace(new RegExp(`\\b${typed}\\b`, "i"), offered) : changed), text);
    if (meant === text) return null;
    const link = element("a", {}, meant);
    this.leadTo(meant, link);
    return element("p", {}, "Did you mean ", link, "?");
  }

  /* Lets a link lead to the page of results for a text. */
  leadTo(text, link) {
    const to = new URL(this.form.action);
    to.search = new URLSearchParams({ q: text });
    link.href = to;
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey) return;
      this.input.value = text;
      this.submit(event);
    };
  }

  option(result, place, tokens) {
    const part = (name, ...content) => element("span", { class: `search__${name}` }, ...content);
    const mark = (text) => marked(this.index, text, tokens);
    const values = { role: "option", id: `search-option-${place}`, tabindex: -1, "aria-selected": "false", class: "search__option" };
    return element("a", { ...values, href: result.url.href, "data-address": result.url.href },
      part("title", mark(result.title)), result.section ? part("section", mark(result.section.heading)) : null,
      part("facts", [facts(result), why(result, tokens)].filter(Boolean).join(" · ")), part("summary", mark(result.summary)));
  }

  linkToAll(text, number, total) {
    this.leadTo(text, this.all);
    this.all.textContent = !number ? "What you can do now" : total > number ? `All ${count(total)}, and filters` : "All summaries, and filters";
    this.all.hidden = false;
  }

  speakSoon(number, total, isCorrected) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      const note = this.note.textContent;
      const corrected = isCorrected ? ` ${note}` : "";
      this.status.textContent = number ? `${count(total)}. ${number} shown: use the arrow keys.${corrected}` : note;
    }, SPEAK_AFTER);
  }

  close(forget = false) {
    clearTimeout(this.speaking);
    this.panel.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (forget) {
      this.status.textContent = "";
      this.form.dataset.asked = "";
    }
    this.form.dataset.state = "closed";
  }

  press(event) {
    const isOpen = !this.panel.hidden && this.options.length > 0;
    if (event.key === "Escape") {
      event.preventDefault();
      this.escape();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.move(event.key === "ArrowDown" ? 1 : -1);
      else this.update();
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.go(this.active, event.ctrlKey || event.metaKey);
    }
  }

  /* Once closes the panel, twice empties the box. */
  escape() {
    if (this.panel.hidden) this.input.value = "";
    this.asked++;
    this.close(this.panel.hidden);
  }

  move(step) {
    const places = this.options.length + 1; /* one more: back in the box, no option */
    this.choose(((this.active + 1 + step + places) % places) - 1);
  }

  choose(place) {
    this.active = place;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[place].id);
    this.options[place].scrollIntoView({ block: "nearest" });
  }

  go(place, elsewhere) {
    const { href } = this.results[place].url;
    if (elsewhere) return void open(href, "_blank", "noopener");
    this.close();
    location.assign(href);
  }

  submit(event) {
    event.preventDefault();
    this.asked++;
    this.close();
    this.showAll();
  }

  /* Leads to the page of results, which shows them itself where it is open. */
  showAll() {
    const to = new URL(this.form.action);
    to.hash = new URLSearchParams({ q: this.input.value.trim() }); /* what stands after # is not sent to the server */
    location.assign(to);
  }
}
