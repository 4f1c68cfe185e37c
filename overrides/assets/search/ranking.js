/* Ranking: adds up what the words of a question, its phrases, its pairs of words and it as a whole lead to. */

/* How much a word counts. */
const RAREST = 4.5, LEAST_RARITY = 0.05;
const WEAK = 0.12, WEAK_IN_PHRASE = 2; /* a word of questions, by itself and beside others */
const OF_KIND = 0.6; /* "briefing", beside a word that says what about */
const DOUBTFUL = 0.5, LONG = 6; /* a word of fewer letters that was mended and that no neighbour confirms: "cold" is no slip for "could" */
const OTHER_READING = 0.8; /* what it is less likely to be meant for */

/* What a full match is worth. */
const PHRASE = 0.9, LONGER_PHRASE = 0.6; /* for the rarity of its words, and for each of them after the first */
const TOGETHER = 0.5; /* two words of one name, for their rarity, wherever they stand */
const ONE_WORD_NAME = 1.6;
const NAME = 1.3, NAME_ALONE = 2.5; /* the whole question as a name: for the rarity of its words, and at all */
const VARIANT_IMPACT = 0.4; /* a spelling variant counts as a phrase as well, where it leads somewhere so well */

const PHRASE_VOTES = 2, MAJORITY = 0.5; /* of a hit's sections, the one in which most of the question stands */
const COVERAGE = 0.6; /* what is lost by a page that answers none of the question */
const LEAST = 0.05; /* what has less of the best score is left out */

const total = (tokens, value) => tokens.reduce((sum, token) => sum + token[value], 0);

export class Ranking {
  constructor(core, { tokens, phrases, names, pairs, whole }) {
    Object.assign(this, { core, tokens, phrases, names, pairs, whole });
    this.scores = new Map();
  }

  ranked() {
    this.weigh();
    const all = total(this.tokens, "rarity");
    this.scoreWords();
    this.scorePhrases();
    this.scoreNames();
    this.scorePairs();
    this.score(this.whole, NAME * all + NAME_ALONE, this.tokens, PHRASE_VOTES * all);
    for (const hit of this.scores.values()) {
      hit.score *= this.coverage(hit, all);
      hit.section = this.section(hit, all);
    }
    const every = [...this.scores.values()].sort((a, b) => b.score - a.score || a.at - b.at);
    return { every, hits: every.filter((hit) => hit.score >= LEAST * every[0].score) };
  }

  /* Says what each word is worth: by itself as its rarity, and within a phrase. */
  weigh() {
    const ofKinds = new Set(this.core.of_kinds); /* in "cce 7 minute briefing" only one word says what about */
    const isSubject = (token) => !token.weak && token.found.length > 0 && !token.keys.some((key) => ofKinds.has(key));
    const hasSubject = this.tokens.some(isSubject);
    for (const token of this.tokens) {
      token.trust = token.weak ? WEAK : hasSubject && !isSubject(token) ? OF_KIND : this.isDoubtful(token) ? DOUBTFUL : 1;
      token.rarity = token.found.length ? this.rarity(Math.max(...token.found.map((entry) => entry.count))) * token.trust : 0;
      token.inPhrase = token.found.length ? token.rarity : token.weak ? WEAK_IN_PHRASE : 0;
    }
  }

  isDoubtful(token) {
    return token.mended && token.word.length < LONG && this.tokens.length > 1 && !token.firmness;
  }

  /* From 0 to RAREST however large the site is, so that it keeps its proportion to what names and phrases are worth. */
  rarity(count) {
    const { documents } = this.core;
    return Math.max(LEAST_RARITY, RAREST * Math.log(1 + (documents - count + 0.5) / (count + 0.5)) / Math.log(1 + documents));
  }

  scoreWords() {
    for (const token of this.tokens) {
      const best = this.bestOfReadings(token);
      this.score({ found: best }, token.rarity, [token], token.rarity);
      if (token.variant) this.score({ found: best.filter(([, impact]) => impact > VARIANT_IMPACT) }, LONGER_PHRASE, [], 0);
    }
  }

  bestOfReadings(token) {
    const best = new Map();
    token.found.forEach((entry, place) => {
      for (const [at, impact, section] of entry.found) {
        const value = impact * (place ? OTHER_READING : 1);
        if (value > (best.get(at)?.[1] ?? 0)) best.set(at, [at, value, section]);
      }
    });
    return [...best.values()];
  }

  scorePhrases() {
    for (const { i, j, entry } of this.phrases) {
      const within = this.tokens.slice(i, j + 1);
      const worth = total(within, "inPhrase");
      const trust = Math.max(...within.map((token) => token.trust));
      this.score(entry, PHRASE * worth + LONGER_PHRASE * (j - i) * trust, within, PHRASE_VOTES * worth);
    }
  }

  scoreNames() {
    for (const { place, entry } of this.names) this.score(entry, ONE_WORD_NAME * this.tokens[place].trust, [], 0);
  }

  scorePairs() {
    for (const { places, entry } of this.pairs) {
      const both = places.map((place) => this.tokens[place]);
      this.score(entry, TOGETHER * (total(both, "inPhrase") + 1), both, both[0].inPhrase);
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

  /* A page that answers the whole question counts more than one that answers half. */
  coverage(hit, all) {
    const covered = total([...hit.covers], "rarity") / (all || 1);
    return 1 - COVERAGE + COVERAGE * covered ** 2;
  }

  section(hit, all) {
    const [section, votes] = [...hit.sections].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
    return votes >= MAJORITY * all ? section : 0;
  }
}
