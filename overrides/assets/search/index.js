/* The index: reads the small files that hooks/publishing/search/index.py writes, of which a question needs a few. */

import { KEYS } from "./folding.js";
import { DIGITS, Vocabulary, digit } from "./vocabulary.js";

const number = (text) => [...text].reduce((value, letter) => value * DIGITS.length + digit.get(letter), 0);

const ENGLISH = 2, COUNT_DIGITS = 3, PER_DOCUMENT = 10; /* in how many documents a word counts, in tenths */
const FULL = 63, STEPS = 8; /* the best impact, and how many steps it is to half of it */
const STEPS_MEANT = 8; /* of a meaning of 1 */

export class Index extends Vocabulary {
  /* The index of a vocabulary, with what is known of it already. */
  static async of(vocabulary) {
    const index = Object.assign(new Index(vocabulary.folder), vocabulary);
    index.site = new URL("../../", index.folder);
    await index.learn().catch(() => index.renew());
    return index;
  }

  /* Reads what ranks pages. */
  async learn() {
    await this.mends;
    const { frames, of_kinds, told, width } = this.core;
    this.frames = new Set(frames.match(KEYS));
    this.ofKinds = new Set(of_kinds.match(KEYS));
    this.told = new Map([...told.matchAll(new RegExp(`(.{${width}})(..)`, "g"))].map(([, at, words]) => [number(at), number(words)]));
  }

  async renew() {
    const [core, rest] = ["core.json", "rest.json"].map((name) => fetch(new URL(name, this.folder), { cache: "reload" }));
    rest.catch(() => {}); /* is met below, unless the core is missed first */
    await this.begin(core, rest);
    await this.learn();
    this.forget();
  }

  /* Asks, and once more from a new core: after the site was built anew its old files are gone. */
  async steadily(ask) {
    try {
      return await ask();
    } catch {
      await this.renew();
      return ask();
    }
  }

  /* What a key leads to; "by" are the keys of the words that say in which file it stands, of which two count. */
  async entry(key, by = [key]) {
    const file = await this.fileOf(by);
    return file[key] ? this.read(file[key]) : null;
  }

  read(entry) {
    const { width } = this.core;
    const [text, near = ""] = entry.split(" ");
    const found = [];
    for (let place = ENGLISH + COUNT_DIGITS; place < text.length; place += width + 2) {
      const [impact, section] = [...text.slice(place + width, place + width + 2)].map((letter) => digit.get(letter));
      found.push([number(text.slice(place, place + width)), 2 ** ((impact - FULL) / STEPS), section]);
    }
    const meaning = [];
    for (let place = 0; place < near.length; place += width + 1) {
      meaning.push([number(near.slice(place, place + width)), digit.get(near[place + width]) / STEPS_MEANT]);
    }
    return { meaning, common: digit.get(text[0]), elsewhere: text[1] === "1", danger: text[1] === "2", count: number(text.slice(ENGLISH, ENGLISH + COUNT_DIGITS)) / PER_DOCUMENT, found };
  }

  async document(at) {
    const [address, title, kind, month, summary, within, headings] = await this.file(`d/${at}.json`);
    return { url: new URL(address || "./", this.site), title, kind: this.core.kinds[kind], month, summary, within, headings };
  }

  /* The text of a document by section, where it has one. */
  texts(at) {
    return this.file(`t/${at}.json`).catch(() => []);
  }

  /* What filters ask of each resource, by its number: its { kind, year, topic, audience }, each a list. */
  async facets() {
    const facets = await this.file("facets.json");
    const digits = { kind: [...facets.kind], year: [...facets.year], topic: facets.topic.split(","), audience: facets.audience.split(",") };
    const values = (name, at) => [...digits[name][at]].map((letter) => facets[`${name}s`][digit.get(letter)]);
    return digits.kind.map((_, at) => Object.fromEntries(Object.keys(digits).map((name) => [name, values(name, at)])));
  }
}
