/* Folding: what makes two ways of writing a word the same word to the search. The same as hooks/publishing/search/folding.py,
   whose rules travel with the index: they are written once. */

export const KEY_LENGTH = 6;
export const KEYS = new RegExp(`.{${KEY_LENGTH}}`, "g");
const LETTER_BITS = 5, LETTER = 2 ** LETTER_BITS - 1; /* of a key, which letters say in which file it lies */
const SHARD_LETTERS = 4, SIEVED = 4096;
const MOST_WORDS = 16; /* of a question: what follows is left out */
const IF_VOWEL = -1, UNLESS_SHORT = -2; /* how the rules mark suffixes that go by no measure */
const FNV_OFFSET = 2166136261, FNV_PRIME = 16777619; /* FNV-1a, and after it the last steps of MurmurHash3 */
const MIXING = [[16, 0x85ebca6b], [13, 0xc2b2ae35], [16, 1]];

const compiled = (rules) => rules.map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
const replaced = (text, rules) => rules.reduce((changed, [pattern, by]) => changed.replace(pattern, by), text);

export class Folding {
  constructor({ rules, variants, longest }) {
    this.text = compiled(rules.text);
    this.word = compiled(rules.word);
    this.sounds = compiled(rules.sound);
    this.steps = rules.stem;
    this.numbers = new Map(rules.numbers.map((word, value) => [word, String(value)]));
    this.glue = new Set(rules.glue);
    this.weak = new Set(rules.weak);
    this.alphabet = rules.alphabet;
    this.salt = rules.salt;
    this.variants = new Map([...variants.matchAll(/(\w+):(\w+)/g)].flatMap(([, meant, written]) => written.match(KEYS).map((key) => [key, meant.match(KEYS)])));
    this.longest = longest;
    this.keys = new Map();
    this.weakKeys = new Set(rules.weak.map((word) => this.wordKey(word)));
  }

  words(text) {
    const plain = replaced(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(), this.text);
    return (plain.match(/[a-z0-9]+/g) ?? []).filter((word) => !this.glue.has(word));
  }

  stem(word) {
    word = replaced(this.numbers.get(word) ?? word, this.word);
    if (word.length <= 2 || /^\d/.test(word)) return word;
    for (const step of this.steps) word = this.step(word, step);
    return word.length > 3 && word.at(-1) === word.at(-2) && !"aeious".includes(word.at(-1)) ? word.slice(0, -1) : word;
  }

  step(word, step) {
    const [suffix, by, least] = step.find(([one]) => word.endsWith(one)) ?? [];
    if (suffix === undefined) return word;
    const before = word.slice(0, word.length - suffix.length);
    if (least === IF_VOWEL) return /[aeiouy]/.test(before) ? this.mended(before) : word;
    if (least === UNLESS_SHORT) return this.isShort(before) ? word : before;
    const isPlural = least === 1 && ["s", "ies", "ied"].includes(suffix) && before.length > 1;
    return this.measure(before) >= least || isPlural ? before + by : word;
  }

  mended(before) {
    if (/(at|bl|iz)$/.test(before)) return before + "e";
    if (/([^aeiouylsz])\1$/.test(before)) return before.slice(0, -1);
    return this.isShort(before) ? before + "e" : before;
  }

  isShort(text) {
    return text.length < 3 || (this.measure(text) === 1 && /[^aeiouy][aeiouy][^aeiouywx]$/.test(text));
  }

  measure(text) {
    return (text.match(/[aeiouy]+[^aeiouy]+/g) ?? []).length;
  }

  sound(word) {
    return replaced(word, this.sounds);
  }

  key(text) {
    const value = this.hash(text);
    return Array.from({ length: KEY_LENGTH }, (_, place) => this.alphabet[(value >>> (LETTER_BITS * place)) & LETTER]).join("");
  }

  /* What a key says, as a number: quicker where thousands are compared. What is folded has no letter beyond ASCII. */
  hash(text) {
    let value = FNV_OFFSET;
    for (let place = 0; place < this.salt.length; place++) value = Math.imul(value ^ this.salt.charCodeAt(place), FNV_PRIME);
    for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), FNV_PRIME);
    for (const [shift, factor] of MIXING) value = Math.imul(value ^ (value >>> shift), factor);
    return value >>> (32 - LETTER_BITS * KEY_LENGTH);
  }

  hashOfKey(key) {
    return [...key].reduceRight((value, letter) => (value << LETTER_BITS) | this.alphabet.indexOf(letter), 0);
  }

  phraseKey(keys) {
    return this.key(keys.join(""));
  }

  wordKey(word) {
    if (!this.keys.has(word)) this.keys.set(word, this.key(this.stem(word)));
    return this.keys.get(word);
  }

  shard(key, shards) {
    return [...key.slice(0, SHARD_LETTERS)].reduce((value, letter) => value * 32 + this.alphabet.indexOf(letter), 0) % shards;
  }

  /* A key as it stands in its file: without the letter that says most of which file that is. */
  inFile(key) {
    return key.slice(0, SHARD_LETTERS - 1) + key.slice(SHARD_LETTERS);
  }

  /* The place of a key in the sieve of its file. */
  inSieve(key) {
    return this.hashOfKey(key.slice(SHARD_LETTERS) + key[0]) % SIEVED;
  }

  /* The keys that words in a row are read as, where they are a spelling variant; the argument is the key of the row. */
  variant(key) {
    return this.variants.get(key);
  }

  /* The words of a question with their keys, spelling variants replaced, longest first. */
  tokens(text) {
    const typed = this.words(text).slice(0, MOST_WORDS).map((word) => ({ word, key: this.wordKey(word), weak: this.weak.has(word) }));
    const found = [];
    for (let place = 0; place < typed.length;) {
      const meant = this.variantAt(typed, place) ?? [typed[place]];
      found.push(...meant);
      place += meant[0].parts?.length ?? 1;
    }
    return found;
  }

  /* The tokens that stand for those from a place on, where they are a variant; "parts" are the keys of what was typed. */
  variantAt(typed, place) {
    for (let length = Math.min(this.longest, typed.length - place); length > 0; length--) {
      const row = typed.slice(place, place + length);
      const parts = row.map((token) => token.key);
      const keys = this.variant(this.phraseKey(parts));
      if (keys) return keys.map((key) => ({ word: row.map((token) => token.word).join(" "), key, weak: false, variant: true, parts }));
    }
    return null;
  }
}
