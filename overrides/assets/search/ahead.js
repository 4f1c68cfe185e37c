/* Ahead: asks for the files of the index that a question will need, before the script that reads them is here. */

import { prepare } from "./spelling.js";

export const LONGEST = 5; /* words of a phrase: as in hooks/publishing/search/index.py */
const FEW_WORDS = 2; /* so few are fetched what it takes to mend them before it is known that they need it; as in start.js */

/* Whether words of questions are asked for too, because they may say what it is about. */
export function isLong(index, tokens) {
  return tokens.length >= index.core.weights.meaning_after;
}

/* The same files as question.js asks for, of words and phrases as they are typed. */
export function askAhead(index, text, unfinished) {
  const tokens = index.folding.tokens(text);
  const onlyWeak = tokens.every((token) => token.weak);
  prepareSpelling(index, tokens, unfinished ? tokens.at(-1) : null);
  tokens.forEach((token, place) => {
    const row = tokens.slice(place, place + LONGEST);
    if (!token.weak || onlyWeak || isLong(index, tokens)) index.expect([token.key]);
    if (row.length > 1 && (onlyWeak || !row.every((one) => one.weak))) index.expect(row.map((one) => one.key));
  });
}

/* What only a misspelling needs is asked for before one is known: where the words are few, and for the last, which is being typed. Returns
   the words of which that holds. */
export function prepareSpelling(index, tokens, last) {
  const prepared = tokens.length <= FEW_WORDS ? tokens : tokens.filter((token) => token === last);
  for (const token of prepared) {
    prepare(index, token.word, token === last).then((keys) => keys.forEach((key) => index.expect([key]))).catch(() => {});
  }
  return prepared;
}
