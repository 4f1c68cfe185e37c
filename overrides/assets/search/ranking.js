/* Ranking: adds up what the words of a question, its phrases, its pairs of words and it as a whole lead to.
   The weights are those of hooks/publishing/search/weights.py, which travel with the index. */

const NUMBER = /^\d+(?:am|pm|st|nd|rd|th)?$/;

const total = (tokens, value) => tokens.reduce((sum, token) => sum + token[value], 0);
const between = (least, value, most) => Math.min(most, Math.max(least, value));

export class Ranking {
  constructor({ core, frames, ofKinds, told }, { tokens, phrases, names, pairs, whole, ofName }) {
    Object.assign(this, { core, frames, ofKinds, told, weights: core.weights, tokens, phrases, names, pairs, whole, ofName });
    this.scores = new Map();
  }

  ranked() {
    const { name, name_alone, phrase_votes, least_by_word, most_least, places, least_of_places } = this.weights;
    this.weigh();
    const all = total(this.tokens, "rarity");
    this.scoreWords();
    this.scorePhrases();
    this.scoreNames();
    this.scorePairs();
    this.score(this.whole, name * total(this.tokens, "full") + name_alone, this.tokens, phrase_votes * all);
    for (const hit of this.scores.values()) hit.score *= this.coverage(hit, all);
    this.tellOf();
    this.scoreMeaning();
    this.preferTopics();
    for (const hit of this.scores.values()) {
      hit.section = this.section(hit, all);
    }
    const sorted = [...this.scores.values()].sort((a, b) => b.score - a.score || a.at - b.at);
    this.liftTopic(sorted);
    const least = Math.min(most_least, least_by_word * this.tokens.filter((token) => !token.weak).length) * sorted[0]?.score; /* the more is asked, the more must fit */
    const every = sorted.filter((hit) => hit.covers.size || hit.score >= least);
    const nearest = this.about.size ? sorted.slice(0, places).filter((hit) => hit.score >= least_of_places * sorted[0].score) : []; /* a description may be of the second or the third */
    const verdict = this.verdict(every[0]);
    return { every, hits: every.filter((hit) => hit.score >= least || nearest.includes(hit)), verdict, urgent: this.isUrgent(every[0], verdict) };
  }

  /* Whether a child may be in danger now: by what all words say of it, and by whether an urgent guide answers best, or nothing does. */
  isUrgent(hit, verdict) {
    const { danger_guide, danger_least } = this.weights;
    const guides = verdict === "nothing" ? -1 : verdict === "found" && this.core.urgent.includes(hit.at) ? 1 : 0;
    return total(this.tokens, "danger") + danger_guide * guides >= danger_least;
  }

  /* A topic counts more than a page on it, unless the whole question is the name of another page: "incest" is a strategy's. */
  preferTopics() {
    const named = this.whole?.found[0]?.[0];
    for (const [topic] of this.core.topics) {
      const hit = this.scores.get(topic);
      if (hit && (named ?? topic) === topic) hit.score *= this.weights.topic;
    }
  }

  /* Puts a topic of the first hit among the first few, where none is: the list of all that there is about the subject. */
  liftTopic(sorted) {
    const { places, most_least, topic_before } = this.weights;
    const topics = this.core.topics.filter(([, ...pages]) => pages.includes(sorted[0]?.at)).sort((a, b) => a.length - b.length).map(([topic]) => topic);
    const isNear = sorted[places - 1]?.score > topic_before * sorted[0]?.score;
    if (!topics.length || isNear || sorted.slice(0, places).some((hit) => topics.includes(hit.at))) return;
    const lifted = sorted.find((hit) => topics.includes(hit.at)) ?? { at: topics[0], covers: new Map(), section: 0 };
    const rest = sorted.filter((hit) => hit !== lifted);
    lifted.score = Math.max(rest[places - 1]?.score ?? 0, most_least * rest[0].score);
    sorted.splice(0, Infinity, ...rest.slice(0, places - 1), lifted, ...rest.slice(places - 1));
  }

  /* Says what each word is worth: "full" where it is a name, "rarity" elsewhere, "inPhrase" beside others. */
  weigh() {
    const { weak, frame, of_kind, doubtful, weak_in_phrase, number } = this.weights;
    const is = (token, names) => token.keys.some((key) => names.has(key));
    const isFrame = (token) => is(token, this.frames) || is(token, this.ofKinds);
    const isSubject = (token) => !token.weak && token.found.length > 0 && !isFrame(token);
    const hasSubject = this.tokens.some(isSubject);
    for (const token of this.tokens) {
      token.isFrame = hasSubject && isFrame(token);
      token.trust = token.weak ? weak : hasSubject && is(token, this.ofKinds) ? of_kind : hasSubject && !isSubject(token) ? frame : this.isDoubtful(token) ? doubtful : 1;
      token.telling = NUMBER.test(token.word) ? number : this.telling(Math.max(0, ...token.entries.map((entry) => entry.common)));
      token.full = token.found.length ? this.rarity(Math.max(...token.found.map((entry) => entry.count))) * token.trust : 0;
      token.rarity = token.full * token.telling;
      token.inPhrase = token.found.length ? token.full * Math.sqrt(token.telling) : token.weak ? weak_in_phrase : 0;
    }
  }

  isDoubtful(token) {
    return token.mended && token.word.length < this.weights.long && this.tokens.length > 1 && !token.firmness;
  }

  /* How much an English word tells, from 0 to 1, by how common it is. */
  telling(common) {
    const { english_rare, english_slope, english_least } = this.weights;
    return between(english_least, 1 - english_slope * (common - english_rare), 1);
  }

  /* How much a word tells apart the pages of this site: the same scale however large it is, so that it keeps its proportion to what
     names and phrases are worth. */
  rarity(count) {
    const { documents } = this.core;
    return Math.max(this.weights.least_rarity, this.weights.rarest * Math.log(1 + (documents - count + 0.5) / (count + 0.5)) / Math.log(1 + documents));
  }

  scoreWords() {
    const { name_from, name_full, variant_impact, longer_phrase } = this.weights;
    for (const token of this.tokens) {
      const best = this.bestOfReadings(token);
      const worth = (impact) => token.rarity + (token.full - token.rarity) * between(0, (impact - name_from) / (name_full - name_from), 1);
      this.score({ found: best.map(([at, impact, section]) => [at, impact * worth(impact), section, impact]) }, 1, [token], token.rarity);
      if (token.variant) this.score({ found: best.filter(([, impact]) => impact > variant_impact) }, longer_phrase, [], 0);
    }
  }

  bestOfReadings(token) {
    const best = new Map();
    token.found.forEach((entry, place) => {
      for (const [at, impact, section] of entry.found) {
        const value = impact * (place ? this.weights.other_reading : 1);
        if (value > (best.get(at)?.[1] ?? 0)) best.set(at, [at, value, section]);
      }
    });
    return [...best.values()];
  }

  scorePhrases() {
    const { phrase, longer_phrase, phrase_votes } = this.weights;
    for (const { i, j, entry } of this.phrases) {
      const within = this.tokens.slice(i, j + 1);
      const worth = total(within, "inPhrase");
      const trust = Math.max(...within.map((token) => token.trust));
      this.score(entry, phrase * worth + longer_phrase * (j - i) * trust, within, phrase_votes * worth);
    }
  }

  scoreNames() {
    for (const { place, entry } of this.names) this.score(entry, this.weights.one_word_name * this.tokens[place].trust, [], 0);
  }

  scorePairs() {
    for (const { places, entry } of this.pairs) {
      const both = places.map((place) => this.tokens[place]);
      this.score(entry, this.weights.together * (total(both, "inPhrase") + 1), both, both[0].inPhrase);
    }
  }

  /* In a question of many words no single one decides, but what all of them are about: see hooks/publishing/search/meaning.py. A short
     one names its subject, unless no row of its words stands in a name. */
  scoreMeaning() {
    const { meaning, meaning_after, meaning_over, meaning_named, meaning_span, meaning_bulk, phrase_names, unnamed_longer } = this.weights;
    const isName = this.whole?.found.length > 0;
    const isNamed = isName || this.phrases.some(({ entry }) => entry.found[0][1] >= phrase_names);
    const length = this.asked().length + (isNamed ? 0 : unnamed_longer);
    const best = Math.max(1, ...[...this.scores.values()].map((hit) => hit.score));
    const share = meaning * between(0, (length - meaning_after) / meaning_over, 1) * (isName ? meaning_named : 1);
    const span = meaning_span * Math.sqrt(this.speaking); /* the more words speak, the more two pages differ by chance */
    const pages = [...this.about.keys()].filter((at) => at < this.core.documents);
    const likely = (at) => this.about.get(at) + meaning_bulk * Math.log(this.told.get(at));
    const likeliest = Math.max(...pages.map(likely));
    const near = pages.map((at) => [at, 1 - (likeliest - likely(at)) / span, 0, 0]);
    this.score({ found: near.filter(([, value]) => share && value > 0) }, share * best, [], 0);
  }

  /* The words that say what is asked: where these are a name of many, the name alone, and nothing that stands around it. */
  asked() {
    return this.whole?.found.length && this.ofName.length > this.weights.meaning_after ? this.ofName : this.tokens;
  }

  /* How many times as likely the question's words are where people tell of each document as anywhere, as a logarithm. */
  tellOf() {
    const { usual_words } = this.weights;
    const isName = this.whole?.found.length > 0; /* what stands around a name says no more of it */
    const speaking = this.asked().filter((token) => token.meaning.length && !(isName && token.isFrame));
    this.speaking = speaking.length;
    this.about = new Map(speaking.length ? [...this.told].map(([at, words]) => [at, -speaking.length * Math.log1p(words / usual_words)]) : []);
    for (const { meaning } of speaking) for (const [at, value] of meaning) this.about.set(at, this.about.get(at) + value);
  }

  /* Adds to each document of an entry what it is worth, the tokens it covers, and a vote for the section it names. */
  score(entry, worth, covers, votes) {
    for (const [at, impact, section, fit = impact] of entry?.found ?? []) {
      if (!this.scores.has(at)) this.scores.set(at, { at, score: 0, covers: new Map(), sections: new Map() });
      const hit = this.scores.get(at);
      hit.score += impact * worth;
      for (const token of covers) hit.covers.set(token, Math.max(hit.covers.get(token) ?? 0, fit));
      if (section) hit.sections.set(section, (hit.sections.get(section) ?? 0) + votes);
    }
  }

  /* A page that answers the whole question counts more than one that answers half. */
  coverage(hit, all) {
    const { coverage } = this.weights;
    const covered = total([...hit.covers.keys()], "rarity") / (all || 1);
    return 1 - coverage + coverage * covered ** 2;
  }

  /* Whether the best hit answers: "found", "weak" or "nothing". Each word that tells counts by how well the hit fits it; words that
     no page has, words of what this site does not answer, and a question that sounds more like these than like any page count against.
     Of a page of which hardly anything is told, its own words alone say what it answers. A page that holds every word is never nothing. */
  verdict(hit) {
    if (!hit) return "nothing";
    const { full_fit, sure_fit, sure_score, sure_ours, most_ours, ours_untold, sure_elsewhere, sure_missing, weak_below, nothing_below } = this.weights;
    const asked = this.tokens.some((token) => !token.weak) ? this.tokens.filter((token) => !token.weak) : this.tokens;
    const worth = (is) => asked.reduce((sum, token) => sum + token.telling * token.trust * is(token), 0);
    const fit = (token) => hit.covers.get(token) ?? 0;
    const all = worth(() => 1);
    const elsewhere = worth((token) => token.entries.some((entry) => entry.elsewhere && !this.isNamed(entry)));
    const missing = worth((token) => !token.found.length && !token.joined && !NUMBER.test(token.word));
    const ours = this.isTold(hit.at) ? between(-most_ours, this.ours(), most_ours) : ours_untold;
    const sure = sure_fit * worth((token) => Math.min(1, fit(token) / full_fit)) / (all || 1) + sure_score * Math.log(0.1 + hit.score)
      + sure_ours * ours - sure_elsewhere * elsewhere - sure_missing * missing;
    const isName = this.whole?.found.some(([at, impact]) => at === hit.at && impact >= full_fit);
    if (sure >= weak_below || (!elsewhere && !missing && (isName || asked.length === 1))) return "found"; /* a name, or one word that pages have */
    const isPart = asked.some((token) => !hit.covers.has(token));
    return sure < nothing_below && isPart && (elsewhere + missing > 0 || ours < 0) ? "nothing" : "weak"; /* where little is told of pages, little speaks for any */
  }

  isTold(at) {
    return this.told.get(at) >= this.weights.told_least;
  }

  /* Whether a page of which nobody tells is named by a word, so that the site answers it though others do not. */
  isNamed({ found }) {
    return found.some(([at, impact]) => impact >= this.weights.full_fit && !this.isTold(at));
  }

  /* How much likelier it is that people tell so of the likeliest page than of what this site does not answer, as a logarithm. */
  ours() {
    const { documents } = this.core;
    const pages = [...this.about].filter(([at]) => at < documents).map(([, value]) => value);
    return pages.length ? Math.max(...pages) - (this.about.get(documents) ?? 0) : 0;
  }

  section(hit, all) {
    const [section, votes] = [...hit.sections].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
    return votes >= this.weights.majority * all ? section : 0;
  }
}
