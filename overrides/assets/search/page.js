/* The list of results on the search page, with its filters; fetched only there. */

import { NOT_LOADED, callCard, count, element, facts, marked, putNote, telling, why } from "./box.js";
import { find, shown } from "./question.js";
import { digit } from "./vocabulary.js";

const MOST_SHOWN = 10; /* at first, and with each "more" */
const PASSAGE = 30, STRIDE = 3; /* words: how long a passage is, and from where to where the next is tried */

/* The piece of a section with most of the question's words in it: { text, value }, or null where it has none. */
function passage(folding, text, tokens) {
  const wanted = new Map(telling(tokens).flatMap((token) => token.keys.map((key) => [key, token.rarity || 1])));
  const pieces = [...text.matchAll(/\S+/g)];
  const values = pieces.map((piece) => Math.max(0, ...folding.words(piece[0]).map((word) => wanted.get(folding.wordKey(word)) ?? 0)));
  let best = 0, bestValue = 0;
  for (let start = 0; start < Math.max(1, pieces.length - PASSAGE / 2); start += STRIDE) {
    const value = values.slice(start + STRIDE, start + PASSAGE - STRIDE).reduce((sum, one) => sum + one, 0); /* not at its edges */
    if (value > bestValue) [best, bestValue] = [start, value];
  }
  return bestValue ? { value: bestValue, text: cut(text, pieces, best) } : null;
}

function cut(text, pieces, from) {
  const to = Math.min(pieces.length, from + PASSAGE);
  const last = pieces[to - 1];
  const words = text.slice(pieces[from].index, last.index + last[0].length);
  return `${from ? "… " : ""}${words}${to < pieces.length ? " …" : ""}`;
}

/* How much two texts share, from 0 to 1: pairs of letters, so that words spelt beyond recognition still lean somewhere. */
function likeness(one, other) {
  const [a, b] = [letterPairs(one), letterPairs(other)];
  return 2 * [...a].filter((pair) => b.has(pair)).length / (a.size + b.size || 1);
}

function letterPairs(text) {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(words.flatMap((word) => [...word].slice(1).map((letter, place) => word[place] + letter)));
}

/* The text of a document by section, where it has one. */
const textsOf = (index, at) => index.file(`t/${at}.json`).catch(() => []);

/* What filters ask of each resource, by its number: its { kind, year, topic, audience }, each a list. */
async function facetsOf(index) {
  const found = await index.file("facets.json");
  const digits = { kind: [...found.kind], year: [...found.year], topic: found.topic.split(","), audience: found.audience.split(",") };
  const values = (name, at) => [...digits[name][at]].map((letter) => found[`${name}s`][digit.get(letter)]);
  return digits.kind.map((_, at) => Object.fromEntries(Object.keys(digits).map((name) => [name, values(name, at)])));
}

class ResultsPage {
  constructor(box) {
    Object.assign(this, { box, index: box.index });
    this.narrow = document.getElementById("search--filters");
    this.filters = [...this.narrow.querySelectorAll("select")];
    this.section = document.getElementById("search--results");
    this.title = document.getElementById("results--title");
    this.call = document.getElementById("results--call");
    this.note = document.getElementById("results--note");
    this.list = document.getElementById("results--list");
    this.more = document.getElementById("results--more");
    this.help = document.getElementById("search--help");
    this.wider = document.getElementById("search--wider");
    this.topics = [...this.help.querySelectorAll("[data-topic]")];
    this.asked = 0;
    this.listen();
  }

  listen() {
    this.box.showAll = () => this.submit();
    for (const filter of this.filters) filter.addEventListener("change", () => this.submit(false));
    this.more.addEventListener("click", () => this.showMore());
    this.wider.querySelector("button").addEventListener("click", () => {
      for (const filter of this.filters) filter.value = "";
      this.submit();
    });
    addEventListener("popstate", (event) => this.fromAddress(event.state));
    addEventListener("pagehide", () => this.remember());
    this.list.addEventListener("click", () => this.remember());
    if ("scrollRestoration" in history) history.scrollRestoration = "manual"; /* the results come later than the browser looks for the place */
  }

  /* Keeps with the address how many results are shown and where on the page the reader is, for the way back. */
  remember() {
    history.replaceState({ shown: this.list.children.length, place: scrollY }, "");
  }

  /* A filter may have been set while this script was on its way. */
  open() {
    if (location.hash.startsWith("#q=")) history.replaceState(history.state, "", new URL(`?${location.hash.slice(1)}`, location.href));
    const values = new URLSearchParams(location.search);
    if (this.filters.some((filter) => filter.value && filter.value !== values.get(filter.name))) this.submit(false);
    else this.fromAddress(history.state);
    const [visit] = performance.getEntriesByType("navigation");
    if (values.size && visit?.type !== "back_forward" && !history.state && matchMedia("(max-width: 47.99rem)").matches) this.box.form.scrollIntoView({ block: "start" });
  }

  fromAddress(state) {
    const values = new URLSearchParams(location.search);
    const { input } = this.box;
    if (document.activeElement !== input || !input.value) input.value = values.get("q") ?? "";
    for (const filter of this.filters) {
      const value = values.get(filter.name);
      filter.value = [...filter.options].some((option) => option.value === value) ? value : "";
    }
    this.show(false, state);
  }

  /* Keeps the question in the address, so that it can be linked and the back button leads to it. */
  submit(moveFocus = true) {
    const to = new URL(location.href);
    const values = [["q", this.box.input.value.trim()], ...this.filters.map((filter) => [filter.name, filter.value])];
    to.search = new URLSearchParams(values.filter(([, value]) => value));
    to.hash = "";
    if (to.href !== location.href) {
      this.remember();
      history.pushState(null, "", to);
    }
    this.show(moveFocus);
  }

  async show(moveFocus, state) {
    const asked = ++this.asked;
    dispatchEvent(new Event("asked"));
    const text = this.box.input.value.trim();
    const chosen = this.filters.filter((filter) => filter.value);
    this.section.dataset.state = "searching";
    if (!text && !chosen.length) return this.showNothing();
    let answer, resources;
    try {
      [answer, resources] = await this.index.steadily(() => this.ask(text, chosen));
    } catch {
      return this.showNotLoaded();
    }
    if (asked !== this.asked) return;
    Object.assign(this, { hits: this.choose(answer, resources, text, chosen), tokens: answer?.tokens ?? [] });
    if (chosen.length) this.narrow.open = true;
    if (!this.hits.length || (answer && answer.verdict !== "found")) await this.offerHelp(text, answer, chosen.length > 0);
    if (asked !== this.asked) return;
    await this.showHits(text, chosen, answer ?? {}, state?.shown);
    if (state?.place) scrollTo(0, state.place);
    if (moveFocus) this.title.focus();
  }

  showNothing() {
    this.section.hidden = this.help.hidden = true;
  }

  showNotLoaded() {
    this.section.hidden = false;
    this.list.replaceChildren();
    this.more.hidden = this.note.hidden = true;
    this.box.status.textContent = this.title.textContent = NOT_LOADED;
  }

  /* What matches the words, where there are any, and what filters ask of the resources, where one is set. */
  async ask(text, chosen) {
    return [text ? await find(this.index, text, false) : null, chosen.length ? await facetsOf(this.index) : null];
  }

  /* The hits that the filters let through; all that they let through where there are no words. */
  choose(answer, resources, text, chosen) {
    const fits = (resource) => chosen.every(({ name, value }) => resource?.[name].includes(value));
    if (answer) return resources ? answer.every.filter((hit) => fits(resources[hit.at])) : answer.hits;
    return text ? [] : resources.flatMap((resource, at) => (fits(resource) ? [{ at, section: 0 }] : []));
  }

  async showHits(text, chosen, { corrections = [], verdict = "found", urgent = false }, number = 0) {
    const { hits } = this;
    const items = this.items(0, Math.max(MOST_SHOWN, number)), all = Promise.all(items);
    all.catch(() => {}); /* is met below */
    const first = await items[0];
    if (hits !== this.hits) return;
    this.section.hidden = false;
    const choices = chosen.map((filter) => filter.selectedOptions[0].textContent).join(", ");
    const about = [text && `for \u201c${text}\u201d`, choices && `in ${choices}`].filter(Boolean).join(" ");
    this.title.textContent = `${hits.length ? count(hits.length) : "No results"} ${about}`;
    putNote(this.call, urgent ? callCard() : null);
    const said = { verdict: chosen.length ? "found" : verdict, corrections };
    putNote(this.note, hits.length || verdict === "nothing" ? this.box.notes(text, hits.length, said, this.box.form.dataset.about) : null);
    this.list.replaceChildren(...(first ? [first] : []));
    const [, ...others] = await all;
    if (hits !== this.hits) return;
    this.list.append(...others);
    this.help.hidden = hits.length > 0 && verdict === "found";
    this.more.hidden = items.length >= hits.length;
    this.box.status.textContent = `${this.title.textContent}. ${this.note.textContent}`;
    this.section.dataset.state = "shown";
  }

  /* Where nothing was found: the way out of the filters, and the subjects, nearest first. */
  async offerHelp(text, answer, filtered) {
    this.wider.hidden = !filtered || this.hits.length > 0;
    this.wider.firstElementChild.textContent = text ? `Take the filters away: ${count(answer?.hits.length ?? 0)} without them` : "Take the filters away";
    const resources = await facetsOf(this.index);
    const found = (answer?.every ?? []).slice(0, MOST_SHOWN).map((hit) => resources[hit.at]?.topic ?? []);
    const near = ({ dataset: { topic }, textContent }) => found.reduce(
      (sum, topics, place) => sum + (topics.includes(topic) ? 1 / (1 + place + topics.indexOf(topic)) : 0), likeness(text, textContent));
    const sorted = this.topics.map((topic) => [near(topic), topic]).sort((a, b) => b[0] - a[0]);
    this.topics[0]?.parentElement.append(...sorted.map(([, topic]) => topic));
  }

  async showMore() {
    const { hits } = this;
    const items = await Promise.all(this.items(this.list.children.length, MOST_SHOWN));
    if (hits !== this.hits) return;
    this.list.append(...items);
    items[0]?.querySelector("a").focus();
    this.more.hidden = this.list.children.length >= hits.length;
  }

  /* So many results from one on, whole: a passage that came later would move what is being read. */
  items(from, number) {
    const { hits, tokens } = this;
    return hits.slice(from, from + number).map(async (hit) => this.item(await shown(this.index, hit, tokens)));
  }

  async item(result) {
    const mark = (text) => marked(this.index, text, this.tokens);
    const text = element("p", { class: "card__summary" }, mark(result.summary));
    const section = result.section ? [": ", mark(result.section.heading)] : [];
    const title = element("h3", { class: "card__title" }, element("a", { href: result.url.href }, mark(result.title), ...section));
    const explains = [title, text].some((part) => part.querySelector("mark"));
    if (this.tokens.length && !explains && result.headings.length) await this.quote(result, text);
    return element("li", { class: "card" }, title,
      element("p", { class: "card__facts" }, [facts(result), why(result, this.tokens)].filter(Boolean).join(" \u00b7 ")), text);
  }

  /* Puts the passage that matched in the place of a summary without any of the words. */
  async quote({ hit }, into) {
    const texts = await textsOf(this.index, hit.at);
    const found = [hit.section, ...texts.keys()].map((section) => passage(this.index.folding, texts[section] ?? "", this.tokens))
      .reduce((best, one) => (one && one.value > (best?.value ?? 0) ? one : best), null);
    if (found) into.replaceChildren(marked(this.index, found.text, this.tokens));
  }
}

export const open = (box) => new ResultsPage(box).open();
