/* The index: reads the small files that hooks/publishing/search/index.py writes, of which a question needs a few. */

import { KEYS } from "./folding.js";
import { DIGITS, Vocabulary, digit, standingAt } from "./vocabulary.js";

const HALF = DIGITS.length / 2; /* a digit of the upper half has another after it */
const number = (text) => [...text].reduce((value, letter) => value * DIGITS.length + digit.get(letter), 0);

const ENGLISH = 2, COUNT_DIGITS = 3, PER_DOCUMENT = 10; /* in how many documents a word counts, in tenths */
const FULL = 63, STEPS = 8; /* the best impact, and how many steps it is to half of it */
const STEPS_MEANT = 8; /* of a meaning of 1 */
const ELSEWHERE = 32; /* from here on marks are of words of what the site does not answer */
const CALM = 16, STEPS_OF_DANGER = 4; /* the mark of a word that says nothing of danger, and steps of one that says 1 */

/* What is said of documents, with so many digits of each: [[its number, the digits]], first the lowest. Of each number stands how many were left out before it. */
function inOrder(text, digits) {
  const found = [];
  for (let place = 0, at = 0; place < text.length; at++) {
    let value, left = 0;
    do {
      value = digit.get(text[place++]);
      left = left * HALF + value % HALF;
    } while (value >= HALF);
    at += left;
    found.push([at, [...text.slice(place, place += digits)].map((letter) => digit.get(letter))]);
  }
  return found;
}

const meaningIn = (text) => inOrder(text, 1).map(([at, [value]]) => [at, value / STEPS_MEANT]);

const dangerIn = (mark) => ((digit.get(mark) % ELSEWHERE) - CALM) / STEPS_OF_DANGER;

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
    const { frames, of_kinds, told } = this.core;
    this.frames = new Set(frames.match(KEYS));
    this.ofKinds = new Set(of_kinds.match(KEYS));
    this.told = new Map(inOrder(told, 2).map(([at, [high, low]]) => [at, high * DIGITS.length + low]));
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
    const text = standingAt(await this.fileOf(by), this.folding.inFile(key));
    return text ? this.read(text, key === by[0]) : null;
  }

  /* Whether English has a word that no page has, though few people use it: one of two hundred that it has not is taken for one. */
  async isRare(key) {
    const [, , sieve = ""] = await this.fileOf([key]);
    return inOrder(sieve, 0).some(([place]) => place === this.folding.inSieve(key));
  }

  /* What a word of questions says of danger, and speaks for: where a question has others, nothing else is asked of it. */
  async ofQuestion(key) {
    const text = await this.fileOfMeaning(key);
    return text ? { danger: dangerIn(text[0]), meaning: meaningIn(text.slice(1)) } : null;
  }

  /* What stands at a key: of a word, more than of a phrase. */
  read(entry, isWord) {
    const [text, near = ""] = entry.split(" ");
    const found = inOrder(text.slice(isWord ? ENGLISH + COUNT_DIGITS : 0), 2).map(([at, [impact, section]]) => [at, 2 ** ((impact - FULL) / STEPS), section]);
    found.sort((one, other) => other[1] - one[1]);
    const meaning = meaningIn(near);
    if (!isWord) return { found, meaning };
    return { meaning, common: digit.get(text[0]), elsewhere: digit.get(text[1]) >= ELSEWHERE, danger: dangerIn(text[1]), count: number(text.slice(ENGLISH, ENGLISH + COUNT_DIGITS)) / PER_DOCUMENT, found };
  }

  async document(at) {
    const [address, title, kind, month, summary, within, headings] = await this.file(`d/${at}.json`);
    return { url: new URL(address || "./", this.site), title, kind: this.core.kinds[kind], month, summary, within, headings };
  }
}
