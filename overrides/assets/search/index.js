/* The index: reads the small files that hooks/publishing/search/index.py writes, of which a question needs a few. */

import { Folding, KEYS } from "./folding.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const digit = new Map([...DIGITS].map((letter, value) => [letter, value]));
const HALF = DIGITS.length / 2; /* a digit of the upper half has another after it */
const number = (text) => [...text].reduce((value, letter) => value * DIGITS.length + digit.get(letter), 0);

const ENGLISH = 2, COUNT_DIGITS = 3, PER_DOCUMENT = 10; /* in how many documents a word counts, in tenths */
const FULL = 63, STEPS = 8; /* the best impact, and how many steps it is to half of it */
const STEPS_MEANT = 8; /* of a meaning of 1 */
const APART_LETTERS = 3, APART = new RegExp(`.{${APART_LETTERS}}`, "g"); /* of the keys of words whose phrases do not lie with them */
const PRINTED = /([A-Z])([a-z0-9]*)/g, NONE_SHARED = "A".charCodeAt(); /* how much a word shares with the one before it, and the rest */
const LEAST_HEARD = 4, LEAST_SOUND = 2; /* letters of a word, and of what is left of it as it sounds: of fewer, too many sound alike */

const TWO_LETTERS = /^[a-z]{2}$/; /* a file of words is there for each such start, and for those of the core */

const fileOfWords = (start) => `../v/${start}.json`;

/* What stands at a key of a file, as it stands there: keys in a row, and texts in the same order. */
function standingAt([keys, texts], key) {
  for (let place = keys.indexOf(key); place >= 0; place = keys.indexOf(key, place + 1)) {
    if (!(place % key.length)) return texts.split(",")[place / key.length];
  }
}

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

/* The lines of an answer, each as soon as it is here. */
async function* linesOf({ body }) {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  for (let text = "", ended = false; !ended; ) {
    const { done, value } = await reader.read();
    const lines = (text + decoder.decode(value, { stream: !done })).split("\n");
    [ended, text] = [done, done ? "" : lines.pop()];
    yield* lines;
  }
}

export class Index {
  /* "folder" is the index's address, "core" the answer on the way for its core.json, and "early" those for files of words, by their start. */
  static async open(folder, core, early = new Map()) {
    const index = new Index(folder);
    await index.renew(core);
    for (const [start, answer] of early) index.keep(fileOfWords(start), answer);
    return index;
  }

  constructor(folder) {
    this.folder = folder;
    this.site = new URL("../../", folder);
    this.forget();
  }

  forget() {
    [this.files, this.found] = [new Map(), new Map()];
  }

  /* Reads the core as it arrives: its first line has what every question needs, its second what mends words, for which nobody else waits. */
  async renew(answer) {
    const lines = linesOf(await answer);
    const next = async () => JSON.parse((await lines.next()).value.replace(/^\[|[,\]]$/g, ""));
    this.core = await next();
    this.mends = next().then((mends) => Object.assign(this.core, mends));
    this.mends.catch(() => {}); /* whoever needs it meets that too */
    this.folding = new Folding(this.core);
    this.apart = new Set(this.core.apart.match(APART));
    this.frames = new Set(this.core.frames.match(KEYS));
    this.ofKinds = new Set(this.core.of_kinds.match(KEYS));
    this.told = new Map([...this.core.told.matchAll(new RegExp(`(.{${this.core.width}})(..)`, "g"))].map(([, at, words]) => [number(at), number(words)]));
    this.starts = new Set(this.core.starts.split(" "));
  }

  /* Asks, and once more from a new core: after the site was built anew its old files are gone. */
  async steadily(ask) {
    try {
      return await ask();
    } catch {
      await this.renew(fetch(new URL("core.json", this.folder), { cache: "reload" }));
      this.forget();
      return ask();
    }
  }

  /* A file of the index, once. */
  async file(path) {
    return this.files.get(path) ?? this.keep(path, fetch(this.address(path)));
  }

  address(path) {
    return new URL(`${this.core.version}/${path}`, this.folder);
  }

  keep(path, asked) {
    const found = asked.then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    this.files.set(path, found);
    found.catch(() => this.files.delete(path));
    return found;
  }

  /* Asks for the file where a word or a phrase lies, before somebody needs it: who does meets what goes wrong. */
  expect(keys) {
    this.fileOf(keys).catch(() => {});
  }

  /* What a key leads to; "by" are the keys of the words that say in which file it stands, of which two count. */
  async entry(key, by = [key]) {
    const text = standingAt(await this.fileOf(by), this.folding.inFile(key));
    return text ? this.read(text, key === by[0]) : null;
  }

  /* The list of words that lies at a key: { printed, keys }. */
  async list(key) {
    const file = await this.file(`l/${this.folding.shard(key, this.core.lists)}.json`);
    const [words, keys] = standingAt(file, this.folding.inFile(key))?.split("|") ?? ["", ""];
    return { printed: words ? words.split(" ") : [], keys: keys.match(KEYS) ?? [] };
  }

  /* The file where a word lies, or a phrase of these. It lies by two of them, those of words of questions left out where it has others. */
  fileOf(keys) {
    const telling = keys.filter((key) => !this.folding.weakKeys.has(key));
    const two = (telling.length ? telling : keys).slice(0, 2);
    const few = two.find((key) => two.length === 1 || !this.apart.has(key.slice(0, APART_LETTERS)));
    return this.file(`w/${this.folding.shard(few ?? this.folding.phraseKey(two), this.core.shards)}.json`);
  }

  /* What a word of questions speaks for: where a question has others, nothing else is asked of it. */
  async meaning(key) {
    return meaningIn(await this.file(`m/${key}.json`));
  }

  /* What stands at a key: of a word, more than of a phrase. */
  read(entry, isWord) {
    const [text, near = ""] = entry.split(" ");
    const found = inOrder(text.slice(isWord ? ENGLISH + COUNT_DIGITS : 0), 2).map(([at, [impact, section]]) => [at, 2 ** ((impact - FULL) / STEPS), section]);
    found.sort((one, other) => other[1] - one[1]);
    const meaning = meaningIn(near);
    if (!isWord) return { found, meaning };
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

  /* What was found out before, and else what is found out now; a promise that is not kept is not remembered. */
  once(name, find) {
    if (!this.found.has(name)) {
      this.found.set(name, find());
      this.found.get(name).catch?.(() => this.found.delete(name));
    }
    return this.found.get(name);
  }

  /* The printed words that start like this, or do without their first letter, and the hashes of those that are never printed: read once. */
  wordsLike(start) {
    return this.once(`start ${start}`, () => this.readWords(start));
  }

  /* They lie where they can be asked for before the core is here; so an old file may meet a new core, and is fetched anew. */
  async readWords(start) {
    await this.mends;
    if (!TWO_LETTERS.test(start) && !this.starts.has(start)) return this.namesLike(start);
    const path = fileOfWords(start);
    let [version, words, weights, hidden] = await this.file(path);
    if (version !== this.core.version) [, words, weights, hidden] = await this.keep(path, fetch(this.address(path), { cache: "reload" }));
    return { printed: [...this.namesLike(start).printed, ...this.printed(words, weights)], hidden: new Set(hidden.match(KEYS)?.map((key) => this.folding.hashOfKey(key))) };
  }

  /* The same of words of names alone, which are in the core: nothing is fetched for them. */
  namesLike(start) {
    const isWhole = start.length > 1;
    const isLike = ([one]) => one.startsWith(start) || (isWhole && one.startsWith(start, 1));
    return this.once(`names ${start}`, () => ({ printed: [...this.names()].filter(isLike), hidden: new Set() }));
  }

  /* Words of names in the core, with what they weigh. */
  names() {
    return this.once("names", () => new Map(this.printed(...this.core.names)));
  }

  /* Whether a word may be one that is never printed: of a few hundred that are none, one may too. */
  mayBeHidden(word) {
    const [size] = this.core.hidden;
    return this.once("hidden", () => this.sieve()).has(this.folding.hash(`-${word}`) % size);
  }

  sieve() {
    const [, high, low] = this.core.hidden;
    let place = 0;
    return new Set([...high].map((letter, at) => (place += digit.get(letter) * DIGITS.length + digit.get(low[at]))));
  }

  /* Whether it is known, or about to be, which words start like this. */
  isAsked(start) {
    return this.files.has(fileOfWords(start));
  }

  /* The words of names in the core that sound like this. */
  namesSounding(sound) {
    return this.once("sounds", () => this.bySound()).get(sound) ?? [];
  }

  bySound() {
    const found = new Map();
    for (const one of this.names().keys()) {
      const sound = one.length < LEAST_HEARD ? "" : this.folding.sound(one);
      if (sound.length >= LEAST_SOUND) found.set(sound, [...(found.get(sound) ?? []), one]);
    }
    return found;
  }

  /* Printed words, each with what it weighs. */
  printed(words, weights) {
    let before = "";
    return [...words.matchAll(PRINTED)].map(([, shared, rest], place) => {
      before = before.slice(0, shared.charCodeAt() - NONE_SHARED) + rest;
      return [before, digit.get(weights[place])];
    });
  }

  /* What filters ask of each resource, by its number: its { kind, year, topic, audience }, each a list. */
  async facets() {
    const facets = await this.file("facets.json");
    const digits = { kind: [...facets.kind], year: [...facets.year], topic: facets.topic.split(","), audience: facets.audience.split(",") };
    const values = (name, at) => [...digits[name][at]].map((letter) => facets[`${name}s`][digit.get(letter)]);
    return digits.kind.map((_, at) => Object.fromEntries(Object.keys(digits).map((name) => [name, values(name, at)])));
  }
}
