/* Spelling: what a word was meant for that no page has, and what one may become that is still being typed. */

const START = 2; /* words lie by so many of their first letters */
const NAMED = 32; /* what a word of a name weighs at least */
const MOST_READINGS = 3;
const LEAST_LETTERS = 3; /* shorter words are not mended */
const LEAST_PART = 3, LEAST_SMALL = 2; /* nor parted into shorter ones, but for "by" and "my" */
const MOST_UNHEARD = 3; /* so many letters more or less may two words have that sound alike */
const TWO_SLIPS = 6; /* in a word of so many letters two may be wrong */

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

const startOf = (word) => word.slice(0, START);

/* Fetches what it takes to mend a word, should it be misspelt, and "expects" the keys of what that may then be meant for: on the same trip,
   as far as the core tells. */
export async function prepare(index, word, isUnfinished, expect) {
  if (!isMended(word) && !isUnfinished) return;
  await index.mends;
  const expectAll = (found) => found?.keys.forEach(expect);
  if (!index.isAsked(startOf(word))) {
    near(index, word).catch(() => {});
    expectAll(alike(index, word, ...ofNames(index, word, index.namesLike(startOf(word)))));
  }
  if (await isWord(index, word) || (!isUnfinished && isForm(index, word, await index.wordsLike(startOf(word))))) return;
  const found = (isUnfinished && await goesOn(index, word)) || await slip(index, word);
  if (found || !isMended(word)) return expectAll(found);
  const maybe = hiddenStarts(index, word);
  maybe.forEach((one) => expect(index.folding.wordKey(one)));
  if (maybe.length) { /* whether they are words, "near" has to fetch */
    const named = ofNames(index, word, await index.wordsLike(startOf(word)));
    expectAll(alike(index, word, ...named) ?? lessAlike(index, word, ...named));
  }
  const [parts] = await Promise.all([parted(index, word), near(index, word).then(expectAll)]);
  parts?.forEach((part) => expect(index.folding.wordKey(part)));
}

const isPrinted = (word, { printed }) => printed.some(([one]) => one === word);
const isHidden = (index, word, { hidden }) => hidden.has(hashOfHidden(index, word));
const has = (index, word, like) => isPrinted(word, like) || isHidden(index, word, like);
const isForm = ({ folding }, word, { printed }) => printed.some(([one]) => folding.wordKey(one) === folding.wordKey(word));
const hashOfHidden = ({ folding }, word) => folding.hash(`-${word}`);

/* Whether a page or a name has a word. */
export async function isWord(index, word) {
  await index.mends;
  return index.names().has(word) || (isMended(word) && has(index, word, await index.wordsLike(startOf(word))));
}

/* Whether a name has a word, or another form of it that starts alike: then it was meant as it is. */
export const isNamed = (index, word) => index.names().has(word) || isForm(index, word, index.namesLike(startOf(word)));

const otherStarts = (word) => [word[0], word[1] + word[0], word.slice(1, 1 + START)];
const soundsOf = ({ folding }, word) => [word, folding.stem(word)].map((one) => folding.sound(one));

/* Fetches the rest as well, for a word that is: words of names that the core has not, how they sound, and other starts that it may have had. */
const farther = (index, word) => Promise.all([
  ...soundsOf(index, word).map((sound) => index.list(index.folding.key(`?${sound}`))),
  ...otherStarts(word).map((start) => index.wordsLike(start))]);

/* How a word goes on that is still being typed; null where it is a word by itself or none starts so. */
export async function goesOn(index, word) {
  const { printed } = word.length < START ? { printed: [] } : await index.wordsLike(startOf(word));
  const longer = printed.filter(([one]) => one.startsWith(word));
  return longer.length && !longer.some(([one]) => one === word) ? readings(index, longer) : null;
}

/* The keys of what may follow a word, of which two letters are typed. */
export async function follows(index, before, word) {
  return word.length === START ? (await index.list(index.folding.key(`<${before}${word}`))).keys : [];
}

const isMended = (word) => word.length >= LEAST_LETTERS && !/\d/.test(word);

/* The words with one slip between them and one that neither a page nor English has, which start like it. */
export function slip(index, word) {
  return index.once(`slip ${word}`, async () => (isMended(word) ? neighbours(index, word, [await index.wordsLike(startOf(word))], 1) : null));
}

/* The words of names with one slip between them and one that English has, though no page: nothing is fetched for them. */
export function misread(index, word) {
  return isMended(word) ? neighbours(index, word, [startOf(word), ...otherStarts(word)].map((start) => index.namesLike(start)), 1) : null;
}

/* What else it may be meant for, as far as the core tells: what starts with its first two letters swapped, or with another first letter; what
   sounds like it; and what it is short for. */
export function near(index, word) {
  return index.once(`near ${word}`, async () => {
    if (!isMended(word)) return null;
    await index.mends;
    const maybe = hiddenStarts(index, word);
    const [own, ...hidden] = await Promise.all([index.wordsLike(startOf(word)), ...maybe.map((one) => isWord(index, one))]);
    const [like, sounding] = ofNames(index, word, own);
    like.push({ printed: [], hidden: new Set(maybe.filter((_, place) => hidden[place]).map((one) => hashOfHidden(index, one))) });
    return alike(index, word, like, sounding) ?? lessAlike(index, word, like, sounding);
  });
}

/* The same with what else is fetched for it. */
export async function meant(index, word) {
  if (!isMended(word)) return null;
  const [[own], sounding] = ofNames(index, word, await index.wordsLike(startOf(word)));
  const [sounds, soundsOfStem, ...others] = await farther(index, word);
  const like = [own, ...others];
  const all = () => [sounds, soundsOfStem].map(({ printed, keys }, at) => ({ printed: [...sounding()[at].printed, ...printed], keys }));
  return alike(index, word, like, all) ?? lessAlike(index, word, like, all);
}

/* The words that start like one, first its "own", which start just so; and those that sound like it, and like its stem. */
function ofNames(index, word, own) {
  const sounding = () => soundsOf(index, word).map((sound) => ({ printed: index.namesSounding(sound), keys: [] })); /* the first time it takes a while */
  return [[own, ...otherStarts(word).map((start) => index.namesLike(start))], sounding];
}

/* What may be never printed, and becomes this word by a slip in its first two letters. */
function hiddenStarts(index, word) {
  const [first, second] = word;
  const rest = word.slice(START);
  const others = [word.slice(1), first + rest, second + first + rest, ...LETTERS.flatMap((letter) => [letter + word, letter + word.slice(1), first + letter + word.slice(1), first + letter + rest])];
  return isMended(word) ? [...new Set(others)].filter((one) => one !== word && index.mayBeHidden(one)) : [];
}

const alike = (index, word, like, sounding) => neighbours(index, word, like, 1) ?? soundsLike(index, word, sounding()[0]);

/* Two slips, what is left of it without its ending ("anonymosly" is nearer to anonymous then, and "foneing" to phone), and what it is short for. */
function lessAlike(index, word, like, sounding) {
  const stem = index.folding.stem(word);
  const [own, sameLetter] = like;
  return longForms(index, word, [own], false) ?? (word.length < TWO_SLIPS ? null : neighbours(index, word, like, 2))
    ?? (stem.length > LEAST_LETTERS ? neighbours(index, stem, like, 1) ?? soundsLike(index, stem, sounding()[1]) : null)
    ?? longForms(index, word, [own, sameLetter], true);
}

/* The two words that one was joined of: "lowlevel", "mumspartner", "bymen". */
export async function parted(index, word) {
  if (!isMended(word)) return null;
  const own = await index.wordsLike(startOf(word));
  const isSmall = (part) => part.length >= LEAST_SMALL && (index.folding.glue.has(part) || index.folding.weak.has(part));
  const isFirst = (part) => part.length >= LEAST_PART && (has(index, part, own) || (part.endsWith("s") && has(index, part.slice(0, -1), own)));
  const isRest = async (part) => part.length >= LEAST_PART && isWord(index, part);
  const found = await Promise.all(cuts(word).map(async ([one, rest]) => {
    if (isFirst(one)) return isSmall(rest) || await isRest(rest) ? [one, rest] : null;
    return isSmall(one) && await isRest(rest) ? [one, rest] : null;
  }));
  return found.findLast((parts) => parts) ?? null; /* the first as long as may be */
}

function soundsLike(index, word, { printed, keys }) {
  const near = printed.filter((one) => Math.abs(one.length - word.length) <= MOST_UNHEARD).map((one) => [one, -distance(word, one, word.length)]);
  return near.length || keys.length ? readings(index, near, keys) : null;
}

/* "strat" is on its way to strategy; where letters are "left out", "mtg" is meeting and "refrl" referral: the same start, and its letters in this order. */
function longForms(index, word, like, leftOut) {
  const inOrder = new RegExp(`^${[...word].join(".*")}$`);
  const longer = like.flatMap(({ printed }) => printed).filter(([one, weight]) => weight >= NAMED && one.length > word.length + 1
    && ((word.length > LEAST_LETTERS && one.startsWith(word)) || (leftOut && inOrder.test(one))));
  return longer.length ? readings(index, longer) : null;
}

function neighbours(index, word, like, limit) {
  const near = printedNear(word, like, limit);
  const hidden = hiddenNear(index, word, like);
  if (!near.length && !hidden.length) return null;
  const least = Math.min(...near.map(([, , away]) => away));
  return readings(index, hidden.length && least > 1 ? [] : near.filter(([, , away]) => away === least), hidden);
}

/* Printed words with what they weigh and how far away they are. */
function printedNear(word, like, limit) {
  const leastWeight = word.length === LEAST_LETTERS ? NAMED : 0; /* three letters may be anything: only a word of a name is near enough */
  return like.flatMap(({ printed }) => printed).filter(([, weight]) => weight >= leastWeight)
    .map(([one, weight]) => [one, weight, distance(word, one, limit)]).filter(([one, , away]) => away <= (one[0] === word[0] ? limit : 1));
}

/* The keys of words that are never printed and are near: of all that it becomes where a letter is left out, another put in, or both. */
function hiddenNear(index, word, like) {
  if (!like.some(({ hidden }) => hidden.size)) return [];
  const shorter = [word, ...cuts(word).map(([before, after]) => before + after.slice(1))];
  const others = new Set(shorter.flatMap((one) => [one, ...cuts(one).flatMap(([before, after]) => LETTERS.map((letter) => before + letter + after))]));
  return [...others].filter((one) => like.some((words) => isHidden(index, one, words))).map((one) => index.folding.wordKey(one));
}

/* A word in two parts, at each of its places. */
const cuts = (word) => Array.from({ length: word.length + 1 }, (_, place) => [word.slice(0, place), word.slice(place)]);

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

/* The likeliest of some words, and of the keys of folded ones: { keys, shown }, with null for what is never printed. */
function readings({ folding }, printed, hidden = []) {
  const words = new Map();
  for (const [one] of printed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    if (!words.has(folding.wordKey(one)) && words.size < MOST_READINGS) words.set(folding.wordKey(one), one);
  }
  for (const key of hidden.slice(0, MOST_READINGS)) if (!words.has(key)) words.set(key, null);
  return { keys: [...words.keys()], shown: [...words.values()] };
}
