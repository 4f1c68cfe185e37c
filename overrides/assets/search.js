/* The site's search. It reads the index that hooks/publishing/search/ writes, a few small files for each question, and
   asks nobody else: what is typed stays on this device. */

const HERE = new URL("search-index/", import.meta.url);
const ROOT = new URL("../", import.meta.url);
export const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const digit = new Map([...DIGITS].map((letter, value) => [letter, value]));
const number = (text) => [...text].reduce((value, letter) => value * 64 + digit.get(letter), 0);
const IN_BOX = 6, MOST_WORDS = 12, NAMED = 32, SHORT_KEYS = /.{5}/g;

/* ---- Folding: the rules are the index's, this applies them. The same is in hooks/publishing/search/folding.py. ---- */

export class Folding {
  constructor(core) {
    const rules = core.rules;
    this.text = rules.text.map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
    this.word = rules.word.map(([pattern, by]) => [new RegExp(pattern, "g"), by]);
    this.steps = rules.stem;
    this.numbers = new Map(rules.numbers.map((word, value) => [word, String(value)]));
    this.glue = new Set(rules.glue);
    this.weak = new Set(rules.weak);
    this.alphabet = rules.alphabet;
    this.salt = rules.salt;
    this.variants = core.variants;
    this.longest = core.longest;
    this.keys = new Map();
  }

  words(text) {
    let plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    for (const [pattern, by] of this.text) plain = plain.replace(pattern, by);
    return (plain.match(/[a-z0-9]+/g) ?? []).filter((word) => !this.glue.has(word));
  }

  stem(word) {
    word = this.numbers.get(word) ?? word;
    for (const [pattern, by] of this.word) word = word.replace(pattern, by);
    if (word.length <= 2 || /^\d/.test(word)) return word;
    for (const step of this.steps) word = this.step(word, step);
    return word.length > 3 && word.at(-1) === word.at(-2) && !"aeious".includes(word.at(-1)) ? word.slice(0, -1) : word;
  }

  step(word, step) {
    for (const [suffix, by, least] of step) {
      if (!word.endsWith(suffix)) continue;
      const before = word.slice(0, word.length - suffix.length);
      if (least === -1) return /[aeiouy]/.test(before) ? this.mended(before) : word;
      if (least === -2) return this.isShort(before) ? word : before;
      const short = least === 1 && ["s", "ies", "ied"].includes(suffix) && before.length > 1;
      return this.measure(before) >= least || short ? before + by : word;
    }
    return word;
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

  key(text) {
    let value = 2166136261;
    for (const byte of new TextEncoder().encode(this.salt + text)) value = Math.imul(value ^ byte, 16777619);
    for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35], [16, 1]]) value = Math.imul(value ^ (value >>> shift), factor);
    return [0, 1, 2, 3, 4, 5].map((place) => this.alphabet[(value >>> (2 + 5 * place)) & 31]).join("");
  }

  wordKey(word) {
    if (!this.keys.has(word)) this.keys.set(word, this.key(this.stem(word)));
    return this.keys.get(word);
  }

  shard(key, shards) {
    return [...key.slice(0, 4)].reduce((value, letter) => value * 32 + this.alphabet.indexOf(letter), 0) % shards;
  }

  /* The keys that words in a row are read as, where they are a spelling variant; the argument is the key of the row. */
  variant(key) {
    return this.variants[key]?.match(/.{6}/g);
  }

  /* The words of a question with their keys, spelling variants replaced. */
  tokens(text) {
    const typed = this.words(text).slice(0, MOST_WORDS).map((word) => ({ word, key: this.wordKey(word), weak: this.weak.has(word) }));
    const found = [];
    for (let place = 0; place < typed.length;) {
      let length = Math.min(this.longest, typed.length - place);
      let by;
      for (; length > 0 && !by; length--) by = this.variant(this.key(typed.slice(place, place + length).map((token) => token.key).join("")));
      if (by) {
        const replaced = typed.slice(place, place + length + 1);
        for (const key of by) found.push({ word: replaced.map((token) => token.word).join(" "), key, weak: false, variant: true, parts: replaced.map((token) => token.key) });
        place += replaced.length;
      } else found.push(typed[place++]);
    }
    return found;
  }
}

/* ---- The index ---- */

class Index {
  static async open() {
    const index = new Index();
    await index.renew(window.searchCore ?? Index.core());
    return index;
  }

  static core(options) {
    return fetch(new URL("core.json", HERE), options).then((answer) => answer.json());
  }

  async renew(core) {
    this.core = await core;
    this.files = new Map();
    this.folding = new Folding(this.core);
    this.starts = new Set(this.core.starts.split(" "));
  }

  /* Asks, and once more from a new core: after the site was built anew its old files are gone. */
  async steadily(ask) {
    try {
      return await ask();
    } catch {
      await this.renew(Index.core({ cache: "reload" }));
      return ask();
    }
  }

  /* A file of the index, once. */
  async file(path) {
    if (!this.files.has(path)) {
      this.files.set(path, fetch(new URL(`${this.core.version}/${path}`, HERE)).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.json();
      }));
      this.files.get(path).catch(() => this.files.delete(path));
    }
    return this.files.get(path);
  }

  async entry(key, by = key) {
    const file = await this.file(`w/${this.folding.shard(by, this.core.shards)}.json`);
    return file[key] ? this.read(file[key]) : null;
  }

  read(text) {
    const { width } = this.core;
    const found = [];
    for (let place = 3; place < text.length; place += width + 2) {
      found.push([number(text.slice(place, place + width)), 2 ** ((digit.get(text[place + width]) - 63) / 8), digit.get(text[place + width + 1])]);
    }
    return { count: number(text.slice(0, 3)) / 10, found };
  }

  async document(at) {
    const [address, title, kind, month, summary, within, headings] = await this.file(`d/${at}.json`);
    return { at, address, title, kind: this.core.kinds[kind], month, summary, within, headings };
  }

  /* The printed words that start like this, and the folded ones that are never printed, each by its misspellings. */
  async wordsLike(start) {
    if (!this.starts.has(start)) return { printed: [], folded: new Map() };
    const [text, keys] = await this.file(`v/${start}.json`);
    const printed = [];
    let before = "";
    for (const part of text ? text.split(" ") : []) {
      before = before.slice(0, digit.get(part[0])) + part.slice(1, -1);
      printed.push([before, digit.get(part.at(-1))]);
    }
    const folded = new Map();
    for (const [, own, misspelt] of keys.matchAll(/(\S{6})(\S*)/g)) {
      for (const one of misspelt.match(SHORT_KEYS)) folded.set(one, [...(folded.get(one) ?? []), own]);
    }
    return { printed, folded };
  }
}

/* How many letters to change, leave out, add or swap with the next to get from one word to another, up to a limit. */
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let older = [], old = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, old] = [old, row];
    if (Math.min(...row) > limit) return limit + 1;
  }
  return old[other.length];
}

/* How a word goes on that is still being typed; null where it is a word by itself or none starts so. */
async function goesOn(index, word) {
  const { printed } = await index.wordsLike(word.slice(0, 2));
  const longer = word.length > 1 ? printed.filter(([one]) => one.startsWith(word)) : [];
  return longer.length && !longer.some(([one]) => one === word) ? options(index.folding, longer) : null;
}

/* The nearest neighbours of a word that no page has, among those that start like it, or with its first two letters swapped. */
async function meant(index, word) {
  if (word.length < 3 || /\d/.test(word)) return null;
  const { folding } = index;
  const own = await index.wordsLike(word.slice(0, 2));
  const nearest = neighbours(folding, word, [own], 1);
  if (nearest) return nearest;
  const like = [own, ...await Promise.all([word[0], word[1] + word[0]].map((start) => index.wordsLike(start)))];
  const stem = folding.stem(word);
  return neighbours(folding, word, like, word.length < 6 ? 1 : 2)
    ?? (stem.length > 3 ? neighbours(folding, stem, like, 1) : null); /* "anonymosly" is nearer to anonymous without its end */
}

function neighbours(folding, word, like, limit) {
  const leastWeight = word.length === 3 ? NAMED : 0; /* three letters may be anything: only a word of a name is near enough */
  const near = like.flatMap(({ printed }) => printed).filter(([, weight]) => weight >= leastWeight)
    .map(([one, weight]) => [one, weight, distance(word, one, limit)]).filter(([one, , away]) => away <= (one[0] === word[0] ? limit : 1));
  const least = Math.min(...near.map(([, , away]) => away));
  const shorter = [word, ...[...word].map((_, place) => word.slice(0, place) + word.slice(place + 1))].map((one) => folding.key(`-${one}`).match(SHORT_KEYS)[0]);
  const hidden = [...new Set(like.flatMap(({ folded }) => shorter.flatMap((one) => folded.get(one) ?? [])))];
  if (!near.length && !hidden.length) return null;
  return options(folding, hidden.length && least > 1 ? [] : near.filter(([, , away]) => away === least), hidden);
}

/* The likeliest three of some words, and of folded ones. */
function options(folding, printed, hidden = []) {
  const words = new Map();
  for (const [one] of printed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    if (!words.has(folding.wordKey(one)) && words.size < 3) words.set(folding.wordKey(one), one);
  }
  for (const key of hidden.slice(0, 3)) if (!words.has(key)) words.set(key, null);
  return { keys: [...words.keys()], shown: [...words.values()] };
}

/* ---- A question, and what answers it ---- */

const PHRASE = 0.9, LONGER_PHRASE = 0.6, TOGETHER = 0.5, ONE_WORD_NAME = 1.6, NAME = 1.3, NAME_ALONE = 2.5, WEAK_IN_PHRASE = 2, OTHER_OPTION = 0.8,
  WEAK = 0.12, OF_KIND = 0.6, DOUBTFUL = 0.5, COVERAGE = 0.6, RAREST = 4.5, LEAST = 0.05;

/* What matches a question, best first: { hits: [{ at, score, section }], every, tokens, corrections }. Of every match, hits are
   those that are not far behind the best; filters choose among every one. */
export async function find(index, text, unfinished) {
  const question = new Question(index, text);
  if (!question.tokens.length) return null;
  await question.read(unfinished);
  return { ...question.ranked(), tokens: question.tokens, corrections: question.corrections() };
}

class Question {
  constructor(index, text) {
    this.index = index;
    this.tokens = index.folding.tokens(text);
    this.entries = new Map();
    this.mended = [];
  }

  /* An entry of the index, once; "by" is the key that says in which file it stands. */
  load(key, by) {
    if (!this.entries.has(key)) this.entries.set(key, this.index.entry(key, by));
    return this.entries.get(key);
  }

  /* Fetches all that can match: as many files as possible at a time, for every wait counts on a phone. */
  async read(unfinished) {
    const { tokens, index } = this;
    const onlyWeak = tokens.every((token) => token.weak);
    for (const token of tokens) {
      token.keys = [token.key];
      token.counts = !token.weak || onlyWeak;
      if (token.counts) this.load(token.key);
    }
    let phrases = this.phrases(onlyWeak);
    const last = this.last = unfinished ? tokens.at(-1) : null;
    for (const token of tokens.length <= 2 ? tokens : [last]) if (token) index.wordsLike(token.word.slice(0, 2)).catch(() => {}); /* should it be misspelt */
    const changes = await Promise.all(tokens.map((token, place) => this.mend(token, place, token === last)));
    if (changes.includes(true)) phrases = this.phrases(onlyWeak);
    this.found = (await Promise.all([...phrases, ...changes.filter((change) => change?.entry)]
      .map(async (phrase) => ({ ...phrase, entry: await phrase.entry })))).filter((phrase) => phrase.entry);
    this.choose();
    for (const token of tokens) token.found = token.counts ? (await Promise.all(token.keys.map((key) => this.load(key)))).filter(Boolean) : [];
    const content = tokens.map((token, place) => ({ key: token.keys[token.chosen ?? 0], place })).filter(({ place }) => !tokens[place].weak);
    this.names = await Promise.all(tokens.length > 1 ? content.map(async ({ key, place }) => ({ place, entry: await this.load(index.folding.key(`=${key}`), key) })) : []);
    this.pairs = await Promise.all(content.flatMap((one) => content.filter((other) => one.place !== other.place && one.key < other.key)
      .map(async (other) => ({ places: [one.place, other.place], entry: await this.load(index.folding.key(`~${one.key}${other.key}`), one.key) }))));
    /* "what does fgm mean" is first a name, then "fgm mean", and "fgm" only if neither is one */
    const start = tokens.findIndex((token) => !token.weak);
    this.whole = await this.wholeName(tokens) ?? await this.wholeName(tokens.slice(Math.max(0, start))) ?? await this.wholeName(tokens.filter((token) => !token.weak));
  }

  /* Every run of up to five words that holds more than words of questions, with each reading of them. */
  phrases(onlyWeak) {
    const { tokens, index: { folding } } = this;
    const found = [];
    for (let i = 0; i < tokens.length; i++) {
      let rows = tokens[i].keys.map((key, at) => ({ keys: [key], chosen: [at] }));
      for (let j = i + 1; j < Math.min(tokens.length, i + 5); j++) {
        rows = rows.flatMap((row) => tokens[j].keys.map((key, at) => ({ keys: [...row.keys, key], chosen: [...row.chosen, at] }))).slice(0, 6);
        if (tokens.slice(i, j + 1).every((token) => token.weak) && !onlyWeak) continue;
        for (const { keys, chosen } of rows) {
          const joined = folding.key(keys.join(""));
          const meant = folding.variant(joined); /* "step donw" is "step down" only once it is mended */
          found.push({ i, j, chosen, entry: meant?.length === 1 ? this.load(meant[0]) : this.load(joined, folding.key(keys[0] + keys[1])) });
        }
      }
    }
    return found;
  }

  /* Gives a token the keys of what it was meant for: true if it did. Where it is half of a word ("trap house" for
     "traphouse"), returns that word as a phrase. */
  async mend(token, place, isLast) {
    if (!token.counts || token.variant) return false;
    const { tokens, index } = this;
    const known = await this.load(token.key);
    const longer = isLast ? await goesOn(index, token.word) : null; /* "alle" is on its way to allegation, and has the stem of "all" */
    if (longer) {
      token.keys = [...new Set([...longer.keys, ...(known ? [token.key] : [])])];
      return true;
    }
    if (known) return false;
    const pairs = [[place, place + 1], [place - 1, place]].filter(([i, j]) => tokens[i] && tokens[j]);
    const [joined, near] = await Promise.all([
      Promise.all(pairs.map(([i, j]) => this.load(index.folding.wordKey(tokens[i].word + tokens[j].word)))), meant(index, token.word)]);
    const pair = joined.findIndex(Boolean);
    if (pair >= 0) {
      token.joined = true;
      return { i: pairs[pair][0], j: pairs[pair][1], entry: joined[pair] };
    }
    if (!near) return false;
    token.keys = near.keys;
    this.mended.push([token, near.shown]);
    return true;
  }

  /* Which reading of each word its neighbours confirm. */
  choose() {
    for (const { i, j, chosen, entry } of this.found) {
      const firmness = entry.found[0][1] * (j - i);
      chosen?.forEach((at, step) => {
        if (firmness > (this.tokens[i + step].firmness ?? 0)) Object.assign(this.tokens[i + step], { chosen: at, firmness });
      });
    }
  }

  wholeName(tokens) {
    if (!tokens.length) return null;
    const { folding } = this.index;
    const keys = tokens.map((token) => token.keys[token.chosen ?? 0]);
    return this.load(folding.key(`=${keys.join("")}`), keys.length === 1 ? keys[0] : folding.key(keys[0] + keys[1]));
  }

  /* Words that were mended, with what they are taken for: null where that is never printed, undefined where there is nothing.
     Of a word that is still being typed nothing is said but what it may become. */
  corrections() {
    return [...this.mended.map(([token, words]) => [token.word, words[token.chosen ?? 0] ?? null]),
      ...this.tokens.filter((token) => token.counts && !token.found.length && !token.joined && token !== this.last).map((token) => [token.word, undefined])];
  }

  /* From 0 to RAREST however large the site is, so that it keeps its proportion to what names and phrases are worth. */
  rarity(count) {
    const { documents } = this.index.core;
    return Math.max(0.05, RAREST * Math.log(1 + (documents - count + 0.5) / (count + 0.5)) / Math.log(1 + documents));
  }

  ranked() {
    const { tokens } = this;
    this.scores = new Map();
    const ofKinds = new Set(this.index.core.of_kinds); /* in "cce 7 minute briefing" only one word says what about */
    const isSubject = (token) => !token.weak && token.found.length > 0 && !token.keys.some((key) => ofKinds.has(key));
    const hasSubject = tokens.some(isSubject);
    for (const token of tokens) {
      const doubtful = token.word.length < 6 && tokens.length > 1 && !token.firmness && this.mended.some(([one]) => one === token); /* "cold" is no slip for "could" */
      token.trust = token.weak ? WEAK : hasSubject && !isSubject(token) ? OF_KIND : doubtful ? DOUBTFUL : 1;
      token.rarity = token.found.length ? this.rarity(Math.max(...token.found.map((entry) => entry.count))) * token.trust : 0;
      token.inPhrase = token.found.length ? token.rarity : token.weak ? WEAK_IN_PHRASE : 0;
    }
    const all = tokens.reduce((sum, token) => sum + token.rarity, 0);
    this.scoreWords();
    for (const { i, j, entry } of this.found) {
      const within = tokens.slice(i, j + 1);
      const worth = within.reduce((sum, token) => sum + token.inPhrase, 0);
      this.score(entry, PHRASE * worth + LONGER_PHRASE * (j - i) * Math.max(...within.map((token) => token.trust)), within, 2 * worth);
    }
    for (const { place, entry } of this.names) this.score(entry, ONE_WORD_NAME * tokens[place].trust, [], 0);
    for (const { places: [one, other], entry } of this.pairs) {
      this.score(entry, TOGETHER * (tokens[one].inPhrase + tokens[other].inPhrase + 1), [tokens[one], tokens[other]], tokens[one].inPhrase);
    }
    this.score(this.whole, NAME * all + NAME_ALONE, tokens, 2 * all);
    for (const hit of this.scores.values()) {
      const covered = [...hit.covers].reduce((sum, token) => sum + token.rarity, 0) / (all || 1);
      hit.score *= 1 - COVERAGE + COVERAGE * covered ** 2;
      const [section, votes] = [...hit.sections].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
      hit.section = votes >= 0.5 * all ? section : 0;
    }
    const every = [...this.scores.values()].sort((a, b) => b.score - a.score || a.at - b.at);
    return { every, hits: every.filter((hit) => hit.score >= LEAST * every[0].score) };
  }

  scoreWords() {
    for (const token of this.tokens) {
      const best = new Map();
      token.found.forEach((entry, rank) => {
        for (const [document, impact, section] of entry.found) {
          const value = impact * (rank ? OTHER_OPTION : 1);
          if (value > (best.get(document)?.[1] ?? 0)) best.set(document, [document, value, section]);
        }
      });
      this.score({ found: best.values() }, token.rarity, [token], token.rarity);
      if (token.variant) this.score({ found: [...best.values()].filter(([, impact]) => impact > 0.4) }, LONGER_PHRASE, [], 0);
    }
  }

  /* Adds to each document of an entry what it is worth, the tokens it covers, and a vote for the section it names. */
  score(entry, worth, covers, votes) {
    for (const [at, impact, section] of entry?.found ?? []) {
      if (!this.scores.has(at)) this.scores.set(at, { at, score: 0, covers: new Set(), sections: new Map() });
      const hit = this.scores.get(at);
      hit.score += impact * worth;
      for (const token of covers) hit.covers.add(token);
      if (section) hit.sections.set(section, (hit.sections.get(section) ?? 0) + votes);
    }
  }
}

/* A hit as it is shown. Where the words stand in a section and not in the title, it leads to that section. */
export async function shown(index, hit, tokens) {
  const document = await index.document(hit.at);
  const { folding } = index;
  const inTitle = new Set(folding.words(`${document.title} ${document.summary}`).map((word) => folding.wordKey(word)));
  const [id, heading] = document.headings[hit.section - 1] ?? [];
  const section = id && !tokens.every((token) => token.weak || token.keys.some((key) => inTitle.has(key))) ? { id, heading } : null;
  const url = new URL(document.address || "./", ROOT);
  if (section) url.hash = section.id;
  return { ...document, url, section, hit };
}

/* ---- What readers see ---- */

export function element(tag, values = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/* A text with the words of the question marked. */
export function marked(index, text, tokens) {
  const { folding } = index;
  const wanted = new Set(tokens.filter((token) => !token.weak || tokens.length === 1).flatMap((token) => [...token.keys, ...(token.parts ?? [])]));
  const parts = document.createDocumentFragment();
  for (const part of text.split(/([\p{L}\p{N}]+(?:['\u2019.][\p{L}\p{N}]+)*)/u)) {
    const isMatch = part && folding.words(part).some((word) => wanted.has(folding.wordKey(word)));
    parts.append(isMatch ? element("mark", {}, part) : part);
  }
  return parts;
}

export const facts = (result) => [result.kind, result.month, result.within !== result.kind && result.within].filter(Boolean).join(" · ");
export const count = (found) => (found === 1 ? "1 result" : `${found} results`);

/* "Did you mean", in words that pages have; a word that is never printed is mended without being named. */
export function correctionNote(corrections) {
  if (!corrections.length) return null;
  const named = corrections.filter(([, word]) => word);
  const note = document.createDocumentFragment();
  note.append(`Nothing has ${corrections.map(([typed]) => `\u201c${typed}\u201d`).join(" or ")}. `);
  if (named.length) note.append("Did you mean ", element("strong", {}, named.map(([, word]) => word).join(", ")), "? These are results for that.");
  else note.append(`These are results for ${corrections.some(([, word]) => word === null) ? "similar words" : "the other words"}.`);
  return note;
}

export const NOT_LOADED = "The search could not be loaded. The A to Z works without it.";

export async function start(form) {
  const index = await Index.open();
  const box = new Box(form, index);
  if (document.getElementById("search-results")) {
    const { ResultsPage } = await import("./search-page.js");
    box.page = new ResultsPage(form, index, box);
    box.page.open();
  }
  if (document.activeElement === box.input) box.update();
}

class Box {
  constructor(form, index) {
    Object.assign(this, { form, index, input: form.elements.q, panel: form.querySelector(".search__panel"), status: form.querySelector(".search__status") });
    this.form.dataset.ready = "";
    this.asked = 0;
    this.active = -1;
    this.options = [];
    this.note = element("p", { class: "search__note", hidden: true });
    this.list = element("ul", { role: "listbox", id: "search-options", "aria-label": "Search results", class: "search__options", hidden: true });
    this.all = element("a", { class: "search__all", hidden: true });
    this.panel.append(this.note, this.list, this.all);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "search-options", "aria-autocomplete": "list" })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("focus", () => this.update());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("focusout", (event) => { if (!this.form.contains(event.relatedTarget)) this.close(); });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(this.options.indexOf(option), event.ctrlKey || event.metaKey);
    });
    this.all.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey) this.submit(event);
    });
  }

  async update() {
    const asked = ++this.asked;
    const text = this.input.value.trim();
    this.form.dataset.state = "searching";
    if (!text) return this.close(true);
    const found = await this.index.steadily(() => this.find(text, true)).catch(() => null);
    if (asked !== this.asked) return;
    this.show(text, found);
  }

  async find(text, unfinished) {
    const answer = await find(this.index, text, unfinished);
    const hits = answer?.hits ?? [];
    const results = await Promise.all(hits.slice(0, IN_BOX).map((hit) => shown(this.index, hit, answer.tokens)));
    return { results, total: hits.length, corrections: answer?.corrections ?? [], tokens: answer?.tokens ?? [] };
  }

  show(text, found) {
    const { results = [], total = 0, corrections = [], tokens = [] } = found ?? {};
    this.active = -1;
    this.results = results;
    this.options = results.map((result, place) => element("li", { role: "option", id: `search-option-${place}`, "aria-selected": "false", class: "search__option", "data-address": result.url.href },
      element("span", { class: "search__title" }, marked(this.index, result.title, tokens)),
      result.section ? element("span", { class: "search__section" }, marked(this.index, result.section.heading, tokens)) : null,
      element("span", { class: "search__facts" }, facts(result)),
      element("span", { class: "search__summary" }, marked(this.index, result.summary, tokens))));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !results.length;
    const note = found === null ? NOT_LOADED
      : results.length ? correctionNote(corrections) : `Nothing found for \u201c${text}\u201d. Try fewer or other words.`;
    this.note.hidden = !note;
    this.note.replaceChildren(...(note ? [note] : []));
    const to = new URL(this.form.action);
    to.search = new URLSearchParams({ q: text });
    this.all.href = to;
    this.all.textContent = results.length ? (total > results.length ? `All ${count(total)}, and filters` : "Results with summaries, and filters") : "What you can do now";
    this.all.hidden = false;
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.form.dataset.state = "shown";
    this.form.dataset.asked = text;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.status.textContent = results.length ? `${count(total)}. ${results.length} shown: use the arrow keys.${corrections.length ? ` ${this.note.textContent}` : ""}` : this.note.textContent;
    }, 400);
  }

  close(forget = false) {
    clearTimeout(this.saying);
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
    const open = !this.panel.hidden && this.options.length > 0;
    if (event.key === "Escape") {
      if (this.panel.hidden) this.input.value = "";
      this.asked++;
      this.close(this.panel.hidden);
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.update();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = this.options.length + 1; /* one more: back in the box, no option */
      this.choose(((this.active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.go(this.active, event.ctrlKey || event.metaKey);
    }
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
    if (this.page) return this.page.submit();
    const to = new URL(this.form.action);
    to.hash = new URLSearchParams({ q: this.input.value.trim() }); /* what stands after # is not sent to the server */
    location.assign(to);
  }
}
