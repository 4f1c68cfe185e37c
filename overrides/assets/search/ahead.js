/* Ahead: asks for the files of the index that a question will need, before the script that reads them is here. */

import { isNamed, isWord, prepare } from "./spelling.js";

export const LONGEST = 5; /* words of a phrase, and of a name: as in hooks/publishing/search/index.py */
export const LONGEST_NAME = LONGEST + 2;

/* Whether words of questions are asked for too, because they may say what it is about. */
export function isLong(index, tokens) {
  return tokens.length >= index.core.meaning_after;
}

/* The same files as question.js asks for, of words and phrases as they are typed. */
export function askAhead(index, text, unfinished) {
  const tokens = index.folding.tokens(text);
  const onlyWeak = tokens.every((token) => token.weak);
  if (tokens.length <= LONGEST_NAME) index.expect(tokens.map((token) => token.key));
  tokens.forEach((token, place) => {
    if (!token.weak || onlyWeak) index.expect([token.key]);
    else if (isLong(index, tokens)) index.expectMeaning(token.key);
    for (let end = place + 2; end <= Math.min(place + LONGEST, tokens.length); end++) {
      const row = tokens.slice(place, end);
      if (onlyWeak || !row.every((one) => one.weak)) index.expect(row.map((one) => one.key));
    }
  });
  prepareSpelling(index, tokens, unfinished ? tokens.at(-1) : null).catch(() => {});
}

/* What only a misspelling needs is asked for before one is known, of each word that the core does not have: what it may be meant for too. */
export async function prepareSpelling(index, tokens, last) {
  await index.mends;
  const onlyWeak = tokens.every((token) => token.weak);
  tokens.forEach((token, place) => {
    if (token.variant || (token.weak && !onlyWeak) || (token === last ? index.names().has(token.word) : isNamed(index, token.word))) return;
    const [before, after] = [tokens[place - 1], tokens[place + 1]];
    const expect = (key) => [[key], ...(before ? [[before.key, key]] : []), ...(after ? [[key, after.key]] : [])].forEach((keys) => index.expect(keys));
    prepare(index, token.word, token === last, expect).catch(() => {});
    for (const joined of [before && before.word + token.word, after && token.word + after.word]) {
      if (joined) isWord(index, joined).then((is) => is && index.expect([index.folding.wordKey(joined)])).catch(() => {});
    }
  });
}
