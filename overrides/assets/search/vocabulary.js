/* The vocabulary: reads from the files that hooks/publishing/search/index.py writes which words there are, and in which files they lie: no more
   is needed to ask for what may answer a question. */

import { Folding, KEYS } from "./folding.js";

export const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
export const digit = new Map([...DIGITS].map((letter, value) => [letter, value]));

const APART_LETTERS = 3, APART = new RegExp(`.{${APART_LETTERS}}`, "g"); /* of the keys of words whose phrases do not lie with them */
const PRINTED = /([A-Z])([a-z0-9]*)/g, NONE_SHARED = "A".charCodeAt(); /* how much a word shares with the one before it, and the rest */
const LEAST_HEARD = 4, LEAST_SOUND = 2; /* letters of a word, and of what is left of it as it sounds: of fewer, too many sound alike */

const TWO_LETTERS = /^[a-z]{2}$/; /* a file of words is there for each such start, and for those that the rest names */

const fileOfWords = (start) => `../v/${start}.json`;

/* The place of a key among keys in a row, or undefined. */
function placeOf(key, keys) {
  for (let at = keys.indexOf(key); at >= 0; at = keys.indexOf(key, at + 1)) {
    if (!(at % key.length)) return at / key.length;
  }
}

/* What stands at a key of a file, as it stands there: keys in a row, and texts in the same order. */
export const standingAt = ([keys, texts], key) => texts.split(",")[placeOf(key, keys)];

export class Vocabulary {
  /* "folder" is the index's address, "core" and "rest" the answers on the way for its core.json and rest.json, and "early" those for files of
     words, by their start. */
  static async open(folder, core, rest, early = new Map()) {
    const vocabulary = new this(folder);
    await vocabulary.begin(core, rest);
    for (const [start, answer] of early) vocabulary.keep(fileOfWords(start), answer);
    return vocabulary;
  }

  constructor(folder) {
    this.folder = folder;
    this.forget();
  }

  forget() {
    [this.files, this.found] = [new Map(), new Map()];
  }

  /* Reads what says where words lie. The rest mends words, and ranks pages: nothing that asks for words as they are typed waits for it. */
  async begin(core, rest) {
    this.core = await (await core).json();
    this.folding = new Folding(this.core);
    this.apart = new Set(this.core.apart.match(APART));
    this.mends = this.complete(rest);
    this.mends.catch(() => {}); /* whoever needs it meets that too */
  }

  /* The two lie side by side, so a browser may have kept one of another version. */
  async complete(answer) {
    const { version, ...rest } = await (await answer).json();
    if (version !== this.core.version) throw new Error(`rest.json: ${version}`);
    Object.assign(this.core, rest);
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

  /* Asks so for what a word of questions speaks for. */
  expectMeaning(key) {
    this.fileOfMeaning(key).catch(() => {});
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

  /* The file of what a word of questions speaks for. */
  fileOfMeaning(key) {
    return this.file(`m/${key}.json`);
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

  /* They lie where they can be asked for before the core is here; so an old file may meet a new core, and is fetched anew. Which words are
     printed is what a version begins with. */
  async readWords(start) {
    await this.mends;
    if (!TWO_LETTERS.test(start) && !this.once("starts", () => new Set(this.core.starts.split(" "))).has(start)) return this.namesLike(start);
    const path = fileOfWords(start);
    let [version, words, weights, hidden] = await this.file(path);
    if (!this.core.version.startsWith(version)) [, words, weights, hidden] = await this.keep(path, fetch(this.address(path), { cache: "reload" }));
    return { printed: [...this.namesLike(start).printed, ...this.printed(words, weights)], hidden: new Set(hidden.match(KEYS)?.map((key) => this.folding.hashOfKey(key))) };
  }

  /* The same of words of names alone, which every search knows: nothing is fetched for them. */
  namesLike(start) {
    const isWhole = start.length > 1;
    const isLike = ([one]) => one.startsWith(start) || (isWhole && one.startsWith(start, 1));
    return this.once(`names ${start}`, () => ({ printed: [...this.names()].filter(isLike), hidden: new Set() }));
  }

  /* Words of names that every search knows, with what they weigh. */
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

  /* Those that sound like this. */
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
}
