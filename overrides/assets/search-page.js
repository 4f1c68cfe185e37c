/* The list of results on the search page, fetched only there. */

import { DIGITS, NOT_LOADED, correctionNote, count, element, facts, find, marked, shown } from "./search.js";

const ON_PAGE = 10;

/* The piece of a section with most of the question's words in it. */
function passage(index, text, tokens) {
  const { folding } = index;
  const wanted = new Map(tokens.filter((token) => !token.weak).flatMap((token) => token.keys.map((key) => [key, token.rarity + 0.1])));
  const pieces = [...text.matchAll(/\S+/g)];
  const values = pieces.map((piece) => Math.max(0, ...folding.words(piece[0]).map((word) => wanted.get(folding.wordKey(word)) ?? 0)));
  const LENGTH = 30;
  let best = 0, bestValue = -1;
  for (let start = 0; start < Math.max(1, pieces.length - LENGTH / 2); start += 3) {
    const value = values.slice(start + 3, start + LENGTH - 3).reduce((sum, one) => sum + one, 0);
    if (value > bestValue) [best, bestValue] = [start, value];
  }
  if (bestValue <= 0 || !pieces.length) return null;
  const last = pieces[Math.min(pieces.length, best + LENGTH) - 1];
  const cut = text.slice(pieces[best].index, last.index + last[0].length);
  return { value: bestValue, text: `${best ? "… " : ""}${cut}${best + LENGTH < pieces.length ? " …" : ""}` };
}

/* How much two texts share, from 0 to 1: pairs of letters, so that words spelt beyond recognition still lean somewhere. */
function likeness(one, other) {
  const pairs = (text) => new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => [...word].slice(1).map((letter, place) => word[place] + letter)));
  const [a, b] = [pairs(one), pairs(other)];
  return 2 * [...a].filter((pair) => b.has(pair)).length / (a.size + b.size || 1);
}

/* The list of results on the search page, with its filters. */
export class ResultsPage {
  constructor(form, index, box) {
    Object.assign(this, { form, index, box });
    this.narrow = document.getElementById("search-filters");
    this.filters = [...this.narrow.querySelectorAll("select")];
    this.section = document.getElementById("search-results");
    this.title = document.getElementById("results-title");
    this.note = document.getElementById("results-note");
    this.list = document.getElementById("results-list");
    this.more = document.getElementById("results-more");
    this.help = document.getElementById("search-help");
    this.wider = document.getElementById("search-wider");
    this.topics = [...this.help.querySelectorAll("[data-topic]")];
    this.asked = 0;
    for (const filter of this.filters) filter.addEventListener("change", () => this.submit(false));
    this.more.addEventListener("click", () => this.showMore());
    this.wider.querySelector("button").addEventListener("click", () => {
      for (const filter of this.filters) filter.value = "";
      this.submit();
    });
    addEventListener("popstate", () => this.fromAddress());
  }

  /* A filter may have been set while this script was on its way. */
  open() {
    if (location.hash.startsWith("#q=")) history.replaceState(null, "", new URL(`?${location.hash.slice(1)}`, location.href));
    const values = new URLSearchParams(location.search);
    if (this.filters.some((filter) => filter.value && filter.value !== values.get(filter.name))) this.submit(false);
    else this.fromAddress();
    const [visit] = performance.getEntriesByType("navigation");
    if (values.size && visit?.type !== "back_forward" && matchMedia("(max-width: 47.99rem)").matches) this.form.scrollIntoView({ block: "start" });
  }

  fromAddress() {
    const values = new URLSearchParams(location.search);
    if (document.activeElement !== this.box.input || !this.box.input.value) this.box.input.value = values.get("q") ?? "";
    for (const filter of this.filters) filter.value = [...filter.options].some((option) => option.value === values.get(filter.name)) ? values.get(filter.name) : "";
    this.show(false);
  }

  /* Keeps the question in the address, so that it can be linked and the back button leads to it. */
  submit(moveFocus = true) {
    const to = new URL(location.href);
    const values = [["q", this.box.input.value.trim()], ...this.filters.map((filter) => [filter.name, filter.value])];
    to.search = new URLSearchParams(values.filter(([, value]) => value));
    to.hash = "";
    if (to.href !== location.href) history.pushState(null, "", to);
    this.show(moveFocus);
  }

  async show(moveFocus) {
    const asked = ++this.asked;
    const text = this.box.input.value.trim();
    const filtered = this.filters.some((filter) => filter.value);
    this.section.dataset.state = "searching";
    if (!text && !filtered) {
      this.section.hidden = this.help.hidden = true;
      return;
    }
    let answer, allowed;
    try {
      [answer, allowed] = await this.index.steadily(async () => [text && await find(this.index, text, false), filtered && await this.allowed()]);
    } catch {
      this.section.hidden = false;
      this.list.replaceChildren();
      this.more.hidden = this.note.hidden = true;
      this.box.status.textContent = this.title.textContent = NOT_LOADED;
      return;
    }
    if (asked !== this.asked) return;
    let hits = answer ? answer.hits : text ? [] : [...allowed].map((at) => ({ at, section: 0 }));
    if (answer && allowed) hits = answer.every.filter((hit) => allowed.has(hit.at));
    Object.assign(this, { hits, tokens: answer?.tokens ?? [] });
    if (filtered) this.narrow.open = true;
    if (!hits.length) await this.offerHelp(text, answer?.hits ?? [], filtered);
    if (asked !== this.asked) return;
    this.list.replaceChildren();
    this.section.hidden = false;
    this.help.hidden = hits.length > 0;
    const choices = this.filters.filter((filter) => filter.value).map((filter) => filter.selectedOptions[0].textContent);
    const about = [text && `for \u201c${text}\u201d`, choices.length && `in ${choices.join(", ")}`].filter(Boolean).join(" ");
    this.title.textContent = `${hits.length ? count(hits.length) : "No results"} ${about}`;
    const note = hits.length ? correctionNote(answer?.corrections ?? []) : null;
    this.note.hidden = !note;
    this.note.replaceChildren(...(note ? [note] : []));
    await this.showMore();
    this.box.status.textContent = `${this.title.textContent}. ${this.note.textContent}`;
    this.section.dataset.state = "shown";
    if (moveFocus) this.title.focus();
  }

  /* Where nothing was found: the way out of the filters, and the subjects, nearest first. */
  async offerHelp(text, withoutFilters, filtered) {
    this.wider.hidden = !filtered;
    this.wider.firstElementChild.textContent = text ? `Take the filters away: ${count(withoutFilters.length)} without them` : "Take the filters away";
    const facets = await this.index.file("facets.json");
    const topicsOf = facets.topic.split(",");
    const found = withoutFilters.slice(0, ON_PAGE).map((hit) => topicsOf[hit.at] ?? "");
    const near = ({ dataset, textContent }) => {
      const digit = DIGITS[facets.topics.indexOf(dataset.topic)];
      return found.reduce((sum, topics, place) => sum + (topics.includes(digit) ? 1 / (1 + place + topics.indexOf(digit)) : 0), likeness(text, textContent));
    };
    const sorted = this.topics.map((topic) => [near(topic), topic]).sort((a, b) => b[0] - a[0]);
    this.topics[0]?.parentElement.append(...sorted.map(([, topic]) => topic));
  }

  async allowed() {
    const facets = await this.index.file("facets.json");
    const chosen = Object.fromEntries(this.filters.map((filter) => [filter.name, filter.value]));
    const many = { topic: facets.topic.split(","), audience: facets.audience.split(",") };
    const place = (name) => DIGITS[facets[`${name}s`].indexOf(chosen[name])] ?? "none";
    const found = new Set();
    for (let at = 0; at < facets.kind.length; at++) {
      const fits = (!chosen.kind || facets.kind[at] === place("kind")) && (!chosen.year || facets.year[at] === place("year"))
        && (!chosen.topic || many.topic[at].includes(place("topic"))) && (!chosen.audience || many.audience[at].includes(place("audience")));
      if (fits) found.add(at);
    }
    return found;
  }

  async showMore() {
    const { hits, tokens } = this;
    const from = this.list.children.length;
    const results = await Promise.all(hits.slice(from, from + ON_PAGE).map((hit) => shown(this.index, hit, tokens)));
    if (hits !== this.hits) return;
    const items = results.map((result) => this.item(result));
    this.list.append(...items);
    if (from && items[0]) items[0].querySelector("a").focus();
    this.more.hidden = this.list.children.length >= hits.length;
  }

  item(result) {
    const text = element("p", { class: "card__summary" }, marked(this.index, result.summary, this.tokens));
    const item = element("li", { class: "card" },
      element("h3", { class: "card__title" }, element("a", { href: result.url.href }, marked(this.index, result.title, this.tokens),
        result.section ? ": " : null, result.section ? marked(this.index, result.section.heading, this.tokens) : null)),
      element("p", { class: "card__facts" }, facts(result)), text);
    const inSummary = text.querySelector("mark");
    if (this.tokens.length && !inSummary && result.headings.length) this.quote(result, text);
    return item;
  }

  /* Puts the passage that matched in the place of a summary without any of the words. */
  async quote(result, into) {
    const texts = await this.index.file(`t/${result.hit.at}.json`).catch(() => []);
    const found = [result.hit.section, ...texts.keys()].map((section) => passage(this.index, texts[section] ?? "", this.tokens))
      .reduce((best, one) => (one && one.value > (best?.value ?? 0) ? one : best), null);
    if (found) into.replaceChildren(marked(this.index, found.text, this.tokens));
  }
}
