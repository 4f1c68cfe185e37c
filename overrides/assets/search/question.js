/* A question: fetches all that may answer it, as many files as possible at a time, for every wait counts on a phone. */

import { LONGEST, LONGEST_NAME, isLong, prepareSpelling } from "./ahead.js";
import { Ranking } from "./ranking.js";
import { follows, goesOn, isWord, meant, misread, near, parted, slip } from "./spelling.js";

const MOST_READINGS_OF_ROW = 6;
const LEAST_TYPED = 3; /* letters of a question that is still being typed, before it is told that nothing is about it */

/* What matches a question, best first: { hits: [{ at, score, section }], every, tokens, corrections }. Of every match, hits are
   those that are not far behind the best; filters choose among every one. Null where nothing is asked. */
export async function find(index, text, unfinished) {
  const question = new Question(index, text, unfinished);
  if (!question.tokens.length) return null;
  await question.read();
  const found = new Ranking(index, question).ranked();
  if (text.trim().length < LEAST_TYPED && unfinished && found.every.length) found.verdict = "found"; /* nobody knows yet */
  return { ...found, hits: found.verdict === "nothing" ? [] : found.hits, tokens: question.tokens, corrections: question.corrections() };
}

/* A hit as it is shown. Where the words stand in a section and not in the title, it leads to that section. */
export async function shown(index, hit, tokens) {
  const { folding } = index;
  const found = await index.document(hit.at);
  const inTitle = new Set(folding.words(`${found.title} ${found.summary}`).map((word) => folding.wordKey(word)));
  const [id, heading] = found.headings[hit.section - 1] ?? [];
  const section = id && !tokens.every((token) => token.weak || token.keys.some((key) => inTitle.has(key))) ? { id, heading } : null;
  if (section) found.url.hash = section.id;
  return { ...found, section, hit };
}

const leads = (entry) => entry?.found.length > 0; /* and is not a word of English that no page has */
const chosenKey = (token) => token.keys[token.chosen ?? 0];
const speakingKey = (token) => (token.chosen === undefined && token.own) || chosenKey(token); /* "mate" is a word, though it may become maternity */

/* Its tokens gain, as it is read: keys, one for each word that may be meant; chosen, the place of the one that neighbours confirm,
   and firmness, how well; own, its own key, where it is a word and may still become another; found, the entries of the keys;
   mended, the words it may be meant for; doubt, where English has it, how well a row must lead that confirms another;
   offered, what the reader may have meant by a word that few people use; joined, where it is half a word. */
class Question {
  constructor(index, text, unfinished) {
    this.index = index;
    this.tokens = index.folding.tokens(text);
    this.last = unfinished ? this.tokens.at(-1) : null;
    this.isLong = isLong(index, this.tokens);
    this.onlyWeak = this.tokens.every((token) => token.weak);
    this.whole = null; /* the name that the question is, and its words */
    this.ofName = [];
    this.entries = new Map();
  }

  /* An entry of the index, once; "by" are the keys that say in which file it stands. */
  load(key, by) {
    if (!this.entries.has(key)) this.entries.set(key, this.index.entry(key, by));
    return this.entries.get(key);
  }

  async read() {
    this.begin(this.tokens);
    let runs = this.runs();
    prepareSpelling(this.index, this.tokens, this.last).catch(() => {});
    const changes = await Promise.all(this.tokens.map((token, place) => this.mend(token, place)));
    const isParted = changes.some((change) => change?.parts);
    if (isParted) this.part(changes);
    if (isParted || changes.includes(true)) {
      runs = this.runs();
      this.tokens.filter((token) => token.counts).forEach((token) => token.keys.forEach((key) => this.load(key))); /* on the same trip as the phrases */
    }
    await this.readPhrases([...runs, ...changes.filter((change) => change?.entry && !isParted)]);
    this.choose();
    await Promise.all([this.readWords(), this.readMeaning(), this.readNames(), this.readPairs(), this.readWhole()]);
  }

  begin(tokens) {
    for (const token of tokens) {
      token.keys = [token.key];
      token.counts = !token.weak || this.onlyWeak;
      if (token.counts) this.load(token.key);
    }
  }

  /* Every run of words that holds more than words of questions, with each reading of it: perhaps a phrase. */
  runs() {
    return this.tokens.flatMap((_, from) => this.runsFrom(from));
  }

  runsFrom(i) {
    const { tokens } = this;
    const found = [];
    let rows = tokens[i].keys.map((key, at) => ({ keys: [key], chosen: [at] }));
    for (let j = i + 1; j < Math.min(tokens.length, i + LONGEST); j++) {
      rows = rows.flatMap((row) => tokens[j].keys.map((key, at) => ({ keys: [...row.keys, key], chosen: [...row.chosen, at] }))).slice(0, MOST_READINGS_OF_ROW);
      if (!this.onlyWeak && tokens.slice(i, j + 1).every((token) => token.weak)) continue;
      for (const { keys, chosen } of rows) found.push({ i, j, chosen, entry: this.phrase(keys) });
    }
    return found;
  }

  phrase(keys) {
    const { folding } = this.index;
    const joined = folding.phraseKey(keys);
    const variant = folding.variant(joined); /* "step donw" is "step down" only once it is mended */
    return variant?.length === 1 ? this.load(variant[0]) : this.load(joined, keys);
  }

  /* Gives a token the keys of what it was meant for: true if it did. Where it is half of a word ("trap house" for
     "traphouse"), returns that word as a phrase. */
  async mend(token, place) {
    if (!token.counts || token.variant) return false;
    const { index } = this;
    const known = await this.load(token.key);
    if (token === this.last) {
      const before = this.tokens[place - 1];
      const [following, longer] = await Promise.all([before ? follows(index, before.key, token.word) : [], goesOn(index, token.word)]);
      const keys = [...following, ...(longer?.keys ?? [])]; /* "alle" is on its way to allegation, and has the stem of "all" */
      if (keys.length) {
        token.own = known && token.key;
        token.keys = [...new Set([...keys, ...(known ? [token.key] : [])])];
        return true;
      }
    }
    if (known) return !leads(known) && this.tokens.length > 1 && this.doubt(token, misread(index, token.word), index.core.weights.phrase_names);
    const joined = await this.joined(place, isWord);
    if (joined) return this.join(token, joined);
    if (await index.isRare(token.key)) return this.offer(token);
    const slipped = await slip(index, token.word);
    const parts = slipped ? null : await parted(index, token.word);
    if (parts) return { parts };
    let found = slipped ?? await near(index, token.word);
    if (!found) {
      const [other, meaning] = await Promise.all([this.joined(place, () => true), meant(index, token.word)]);
      if (other) return this.join(token, other);
      found = meaning;
    }
    if (!found) return false;
    token.keys = found.keys;
    token.mended = found.shown;
    return true;
  }

  /* Of a word that few people use nobody knows whether it was meant so: it is read as another where any row confirms that, and else the
     reader is asked. */
  async offer(token) {
    const slipped = await slip(this.index, token.word);
    token.offered = (slipped ?? misread(this.index, token.word))?.shown.find(Boolean);
    return this.doubt(token, slipped ?? await near(this.index, token.word), 0);
  }

  /* Lets a word of English, which no page has, be read as what was "found" too, should a row with its neighbours lead anywhere at "least" so
     well: "county liens". A common word needs more than a rare one. */
  doubt(token, found, least) {
    if (!found) return false;
    token.doubt = least;
    token.keys = [token.key, ...found.keys];
    token.mended = [token.word, ...found.shown];
    return true;
  }

  join(token, joined) {
    token.joined = true;
    return joined;
  }

  /* Puts the words in the place of a token that it was joined of. */
  part(changes) {
    const { folding } = this.index;
    this.tokens = this.tokens.flatMap((token, place) => changes[place]?.parts?.flatMap((word) => folding.tokens(word)) ?? [token]);
    this.begin(this.tokens.filter((token) => !token.keys));
  }

  /* The one word that a token and its neighbour are together, as a phrase; "may" says of which it is asked. */
  async joined(place, may) {
    const { tokens, index } = this;
    const pairs = [[place, place + 1], [place - 1, place]].filter(([i, j]) => tokens[i] && tokens[j]);
    const found = await Promise.all(pairs.map(async ([i, j]) => {
      const word = tokens[i].word + tokens[j].word;
      return { i, j, entry: await may(index, word) ? await this.load(index.folding.wordKey(word)) : null };
    }));
    return found.find(({ entry }) => leads(entry));
  }

  async readPhrases(runs) {
    const read = await Promise.all(runs.map(async (run) => ({ ...run, entry: await run.entry })));
    this.phrases = read.filter(({ entry }) => leads(entry));
  }

  /* Which reading of each word its neighbours confirm. */
  choose() {
    for (const { i, j, chosen, entry } of this.phrases) {
      const impact = entry.found[0][1];
      const firmness = impact * (j - i);
      chosen?.forEach((at, step) => {
        const token = this.tokens[i + step];
        if (impact >= (token.doubt ?? 0) && firmness > (token.firmness ?? 0)) Object.assign(token, { chosen: at, firmness });
      });
    }
    this.settle();
  }

  /* What no neighbour confirms of a word that English has is as if it had never been thought of. */
  settle() {
    const isDoubted = (token) => token.doubt !== undefined;
    const isRead = (token, at) => !isDoubted(token) || at === (token.chosen ?? 0);
    this.phrases = this.phrases.filter(({ i, chosen }) => !chosen || chosen.every((at, step) => isRead(this.tokens[i + step], at)));
    for (const token of this.tokens.filter(isDoubted)) {
      const { keys, mended, chosen } = token;
      Object.assign(token, chosen ? { keys: [keys[chosen]], mended: [mended[chosen]], chosen: 0 } : { keys: [token.key], mended: null });
    }
  }

  readWords() {
    return Promise.all(this.tokens.map(async (token) => {
      token.entries = token.counts ? (await Promise.all(token.keys.map((key) => this.load(key)))).filter(Boolean) : [];
      token.found = token.entries.filter(leads);
    }));
  }

  /* What the words speak for and say of danger, those of questions too, in a question of more than two: "may i", "not", "nobody". */
  async readMeaning() {
    await Promise.all(this.tokens.map(async (token) => {
      const said = token.counts ? await this.load(speakingKey(token)) : this.isLong ? await this.index.ofQuestion(token.key) : null;
      Object.assign(token, { meaning: said?.meaning ?? [], danger: said?.danger ?? 0 });
    }));
  }

  /* The words that are more than words of questions, each with its place and the key that was chosen. */
  content() {
    return this.tokens.map((token, place) => ({ key: chosenKey(token), place })).filter(({ place }) => !this.tokens[place].weak);
  }

  async readNames() {
    const content = this.tokens.length > 1 ? this.content() : [];
    this.names = await Promise.all(content.map(async ({ key, place }) => ({ place, entry: await this.name([key]) })));
  }

  async readPairs() {
    const { folding } = this.index;
    const pairs = this.content().flatMap((one, _, content) => content.filter((other) => one.key < other.key).map((other) => [one, other]));
    this.pairs = await Promise.all(pairs.map(async ([one, other]) => (
      { places: [one.place, other.place], entry: await this.load(folding.phraseKey(["~", one.key, other.key]), [one.key]) })));
  }

  /* "what does fgm mean" is first a name, then "fgm mean", and "fgm" only if neither is one; "the desk cube as pdf" is the desk cube, and
     "what went wrong in the case of Ben" is Ben. */
  async readWhole() {
    const { frames, ofKinds } = this.index;
    const told = this.tokens.filter((token) => !token.weak);
    const unframed = told.filter((token) => !frames.has(chosenKey(token)) || ofKinds.has(chosenKey(token)));
    const subject = unframed.filter((token) => !ofKinds.has(chosenKey(token)));
    for (const words of [...this.rowsAround(subject), told, unframed, subject]) {
      const entry = !this.whole && words.length ? await this.name(words.map(chosenKey)) : null;
      if (entry) [this.whole, this.ofName] = [entry, words];
    }
  }

  /* All words, and the rows that hold all of some, longest first: those of which the phrases have been read. Where there are none to hold,
     all words without those of questions in front. */
  rowsAround(subject) {
    const { tokens } = this;
    if (!subject.length) return [tokens, tokens.slice(Math.max(0, tokens.findIndex((token) => !token.weak)))];
    const first = tokens.indexOf(subject[0]), last = tokens.indexOf(subject.at(-1));
    const rows = tokens.slice(0, first + 1).flatMap((_, from) => tokens.slice(last).map((_, more) => tokens.slice(from, last + more + 1)));
    return [tokens, ...rows.filter((row) => row.length <= LONGEST).sort((a, b) => b.length - a.length)];
  }

  /* The entry of words that are the whole of a name: no longer one has any. */
  name(keys) {
    const { folding } = this.index;
    return keys.length > LONGEST_NAME ? null : this.load(folding.phraseKey(["=", ...keys]), keys);
  }

  /* Words that were mended, with what they are taken for: null where that is never printed, undefined where there is nothing, and then what
     may be offered. Of a word that is still being typed nothing is said but what it may become. */
  corrections() {
    const mended = this.tokens.filter((token) => token.mended);
    const unknown = this.tokens.filter((token) => token.counts && !token.found.length && !token.joined && !token.mended && (token.offered || token !== this.last));
    return [...mended.map((token) => [token.word, token.mended[token.chosen ?? 0] ?? null]), ...unknown.map((token) => [token.word, undefined, token.offered])];
  }
}
