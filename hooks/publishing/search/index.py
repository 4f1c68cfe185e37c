"""The index: many small files, of which a reader fetches the few that the typed words need.

    core.json       what it takes to ask for words: how they are folded, and how many files there are
    rest.json       what else every search needs: what ranks pages, the names of kinds, and the words of names, so that a misspelt one is
                    mended without another wait; it says for which version of the others it is
    w/<n>.json      words and phrases by their keys: which documents each leads to, and how well
    m/<key>.json    what a word of questions speaks for, of which nothing else is asked in a question that has others
    l/<n>.json      lists of words by their keys: how names go on after a word and two letters, and which words sound alike
    v/<start>.json  the version of the others, and the other words that stand on pages, by their first two letters, to mend and
                    complete what is typed; keys of words that are never printed, by their first letter too, for a slip in the second
    d/<n>.json      what results show of one document
    t/<n>.json      the text of one document by section, to show the passage that matched
    facets.json     kind, year, topics and audiences of every document, for the filters

All but core.json, rest.json and v/ lie in a folder named after their content, so that an old file never meets a new one. What mends words can
be asked for before the name of that folder is known, so it says for which it is; and for any two letters there is a file.
No other name of a page stands in it as it is typed: names are keys (:func:`publishing.search.folding.key`).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import chain, combinations, pairwise, product
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from publishing.data.accounts import NO_ACCOUNTS, Accounts
from publishing.kept.memory import NOTHING, Memory
from publishing.search import weights
from publishing.search.documents import Document
from publishing.search.english import commonness, rare_words
from publishing.search.folding import (
    APOSTROPHES,
    GLUE,
    KEY_LENGTH,
    WEAK,
    Folder,
    all_words,
    in_file,
    in_sieve,
    key,
    number_of,
    phrase_key,
    rules,
    shard,
    sound,
    stem,
    words,
    words_of_each,
)
from publishing.search.meaning import Meanings, meanings
from publishing.search.postings import COUNT_DIGITS, DIGITS, FULL, Indexed, LiesBy, Lines, in_digits, in_order, led_to, place_of, places_of

LONGEST = 5
"""How many words a phrase has at most."""

STEPS_MEANT = 8
"""Steps of one digit for a meaning of 1."""

ELSEWHERE = 32
"""What the mark of a word of what the site does not answer is more than that of another."""
CALM, STEPS_OF_DANGER = 16, 4
"""The mark of a word that says nothing of danger, and how many steps more or less one has of which that is e times as likely."""

MOST_COMPLETIONS = 4
LONGEST_WORD = 24
"""Letters of a word that is completed, or shown as what another was meant for."""

SHARD_BYTES, LIST_BYTES = 325, 1300
"""So many bytes has a file of words in the mean, and one of lists, for which few ask: smaller ones would be less for a question to fetch, and more for a build to write."""
PHRASES_BYTES = 2000
"""A word's phrases lie with the word, so that no file more is fetched for them, unless they take up more than this."""
APART_LETTERS = 3
"""So many letters of the key of such a word are told to the search: that a few others are taken for one does no harm."""
LENGTH_STEP = 100
"""In so many letters the length of a text is counted."""
MOST_NAMES = 2000
"""So many printed words of names travel with every search, to mend a word without another wait: those that weigh most."""

LEAST_HIDDEN, MOST_SIFTED = 5, 14
"""Letters of a word that is never printed and is mended to; of a longer one, which is a title without its spaces as a rule, nobody knows before another wait."""
SIEVE = 256
"""Of so many words that are not in a sieve, one is taken for one that is."""

_TWO_LETTERS = frozenset(map("".join, product(ascii_lowercase, repeat=2)))
_WEAK_KEYS = frozenset(key(stem(word)) for word in WEAK)


class _Answers:
    """To which keys one document answers: how well, and in which section best."""

    def __init__(self, document: int) -> None:
        """``document`` is its number."""
        self.lines, self.lies_by = Lines(), LiesBy()
        self.place = lru_cache(maxsize=None)(partial(place_of, document=document))
        self.places = partial(places_of, document=document)

    def add(self, at: str, by: str, impact: float, section: int = 0) -> None:
        """Note that ``at`` leads to the document; ``by`` is the key that says in which file it stands, or of a phrase those of two of its words."""
        known = self.lines.get(at)
        if known is None or known[0] < impact:
            self.lines[at] = self.place(impact, section)
            if by != at:
                self.lies_by[at] = by
            elif at in self.lies_by:
                del self.lies_by[at]


def index_files(documents: Sequence[Document], folder: Folder, topics: Mapping[str, str], audiences: Mapping[str, str],
                shown: Iterable[str] = (), frames: str = "", elsewhere: str = "", accounts: Accounts = NO_ACCOUNTS, memory: Memory = NOTHING) -> dict[str, str]:
    """Return the files of the index by their path below its folder; ``memory`` has what an earlier build has made.

    ``topics`` and ``audiences`` give the names that filters show; ``shown`` are words that may be printed though they
    stand on no page; ``frames`` count little beside a subject, as do the names of kinds;
    ``elsewhere`` are words of what the site does not answer; ``accounts`` say how people ask for it, and how they tell of danger.
    """
    vocabulary: Counter[str] = Counter()
    for text in shown:
        vocabulary.update(words(text))
    usual = _rounded(max(weights.LEAST_USUAL_LENGTH, sum(map(_length, documents)) / max(1, len(documents))))
    shared = Counter(name for document in documents for name in {tuple(folder.keys(name)) for name, _ in document.names})
    diluted = [_diluted(document, folder, shared) for document in documents]
    led = led_to(diluted, lambda place: _indexed(diluted[place], place, folder, usual), (usual, repr(folder.variants)), memory)
    vocabulary.update({word: times for word, times in led.printed.items() if _can_be_shown(word)})
    titled = [replace(document, sections=()) for document in documents]
    named, meant, completions = memory.newest("names of the index", (repr((titled, accounts.elsewhere, accounts.danger, accounts.calm)), repr(folder.variants)), partial(_of_names, titled, folder, accounts))
    hidden = sorted(named - vocabulary.keys() - WEAK)
    names = sorted(sorted(named & vocabulary.keys() - GLUE, key=lambda word: (-vocabulary[word], word))[:MOST_NAMES])
    apart = _apart(led.texts)
    posted = _posted(led.texts, _marks(folder.keys(elsewhere), meant.danger), meant.words, memory.newest("english", (), commonness))
    files, shards = _by_key("w", posted, SHARD_BYTES, lambda one: _lies_by(led.texts[one][0], apart) if one in led.texts else one,
                            lambda shards: memory.newest("rare words", (shards,), lambda: _rare(shards)))
    lists, shards_of_lists = _by_key("l", {**completions, **_sounds(named - set(names), vocabulary)}, LIST_BYTES, lambda one: one)
    files |= lists | {f"m/{one}.json": _json(_of_question(posted.get(one, ""))) for one in sorted(_WEAK_KEYS)}
    kinds = sorted({document.kind for document in documents})
    files |= _document_files(documents, kinds)
    files["facets.json"] = _json(_facets(documents, kinds, topics, audiences))
    spelt = _vocabulary(vocabulary, named, names, hidden)
    version = _version({**files, **{start: _json(known) for start, known in spelt.items()}})
    core = {"version": version, "shards": shards, "lists": shards_of_lists, "apart": "".join(sorted(apart)), "rules": rules(),
            "meaning_after": weights.QUESTION["meaning_after"], "variants": _variants(folder), "longest": folder.longest}
    rest = {"version": version, "documents": len(documents), "weights": weights.QUESTION, "kinds": kinds, "starts": " ".join(sorted(spelt.keys() - _TWO_LETTERS)),
            "urgent": [number for number, document in enumerate(documents) if document.urgent],
            "topics": [[number, *(other for other in sorted(meant.told) if other < len(documents) and documents[other].resource and {*document.topics} & {*documents[other].topics})]
                       for number, document in enumerate(documents) if document.kind == "Topic"],
            "told": in_order((number, in_digits(min(64 ** 2 - 1, math.ceil(words)), 2)) for number, words in meant.told.items()),
            "frames": "".join(sorted(set(folder.keys(frames)))),
            "of_kinds": "".join(sorted({one for document in documents if document.resource for one in folder.keys(document.kind)})),
            "names": _printed(names, vocabulary, named), "hidden": _sieve(word for word in hidden if LEAST_HIDDEN <= len(word) <= MOST_SIFTED)}
    return {"core.json": _json(core), "rest.json": _json(rest), **{f"v/{start}.json": _json([version, *spelt.get(start, ("", "", ""))]) for start in sorted(spelt.keys() | _TWO_LETTERS)},
            **{f"{version}/{path}": text for path, text in files.items()}}


def _variants(folder: Folder) -> str:
    """Return the spelling variants: the keys that are meant, and those of all that are read so."""
    written: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(folder.variants.items()):
        written["".join(new)].append(old)
    return ",".join(f"{meant}:{''.join(keys)}" for meant, keys in written.items())


def _version(files: Mapping[str, str]) -> str:
    """Return what tells one index from another: taken up file by file, for joined they are as large as all texts."""
    taken = hashlib.sha256()
    for path in sorted(files):
        taken.update(f"{path}\0{files[path]}\0".encode())
    return taken.hexdigest()[:10]


def _of_names(documents: Sequence[Document], folder: Folder, accounts: Accounts) -> tuple[frozenset[str], Meanings, dict[str, str]]:
    """Return what is made of documents without their sections: the words of names, what words speak for, and how names go on."""
    names = [*{name for document in documents for name in (document.title, *(name for name, _ in document.names))}]
    words_of = dict(zip(names, words_of_each(names), strict=True))
    named = {*chain(*words_of.values())}
    folder.read([*dict.fromkeys(chain(accounts.elsewhere, accounts.danger, accounts.calm, *(document.accounts for document in documents)))])
    subjects = [document for document in documents if document.accounts]  # of ten thousand titles, joined words would be most of the files
    named |= {"".join(of_title(document.title)) for document in subjects for of_title in (words, all_words) if len(words(document.title)) > 1}
    named |= {joined for document in subjects for joined in _joined_starts(document.title)}  # corgroup
    return frozenset(named), meanings(documents, folder, accounts), _completions(documents, words_of, folder)


def _diluted(document: Document, folder: Folder, shared: Mapping[tuple[str, ...], int]) -> Document:
    """Return a document whose names count less the more documents share them: a name of many is less of a name."""
    return replace(document, names=tuple((name, weight * shared[tuple(folder.keys(name))] ** weights.SHARED_NAME) for name, weight in document.names))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _can_be_shown(word: str) -> bool:
    return len(word) <= LONGEST_WORD and not word.isdigit()


def _indexed(document: Document, number: int, folder: Folder, usual: float) -> Indexed:
    """Return the keys to which the document of a number answers, and its words; ``usual`` is the length of a usual text."""
    answers, headings = _Answers(number), [document.title, document.summary, *(section.heading for section in document.sections)]
    found = words_of_each((*headings, *(section.text for section in document.sections)))
    for heading, its_words in zip(headings, found, strict=False):
        folder.know(heading, its_words)
    _index_words(document, found[len(headings):], folder, answers, usual)
    _index_phrases(document, folder, answers)
    return answers.lines, answers.lies_by, tuple({*chain(*found)})


def _length(document: Document) -> int:
    return sum(len(section.text) for section in document.sections)


def _rounded(length: float) -> int:
    """Return a length as it counts: a word more on one page changes nothing for other words, there or elsewhere."""
    return max(1, round(length / LENGTH_STEP)) * LENGTH_STEP


def _index_words(document: Document, texts: Iterable[Iterable[str]], folder: Folder, answers: _Answers, usual: float) -> None:
    """Note how well each word leads to the document: mostly by the best place where it stands. ``texts`` are the words of its sections."""
    found: dict[str, list[float]] = defaultdict(list)

    def say(keys: Iterable[str], impact: float) -> None:
        for one in set(keys):
            found[one].append(impact)

    title = folder.keys(document.title)
    own = [one for one in title if one not in _WEAK_KEYS]
    say(title, weights.TITLE + (1 - weights.TITLE) / max(1, len(own)))
    for name, weight in document.names:
        keys = folder.keys(name)
        say(keys, weight * (weights.NAME if len(keys) == 1 else weights.NAME_OF_SEVERAL / math.sqrt(max(1, len(keys)))))
    for text, weight in document.around:
        say(folder.keys(text), weight)
    say(folder.keys(document.summary), weights.SUMMARY)
    say(folder.keys(document.within if document.kind != "Glossary" else ""), weights.WITHIN)
    for name in document.topic_names:
        say(folder.keys(name), weights.TOPIC)
    say(folder.keys(document.kind), weights.KIND if document.resource else weights.KIND_OF_PAGE)
    say(folder.keys(document.month), weights.MONTH)
    of_page = {one: max(impacts) for one, impacts in found.items()}
    headings = [folder.keys(section.heading) for section in document.sections]
    for heading in headings:
        say(heading, weights.HEADING + weights.HEADING_SHARED / max(1, len(heading)))
    of_sections = [folder.keys_of(text) for text in texts]
    section_of = _sections(of_sections, headings)
    length = weights.LENGTH_FIXED + weights.LENGTH_SHARED * _rounded(_length(document)) / usual
    body = Counter(chain.from_iterable(of_sections))
    counts = {times: weights.BODY * times / (times + weights.HALF_WAY * length) for times in set(body.values())}
    places = {times: answers.places(document.weight * impact, range(len(of_sections))) for times, impact in counts.items()}
    answers.lines = {one: places[times][section_of[one]] for one, times in body.items()}  # most words stand in the text alone
    for one, impacts in found.items():
        if one in body:
            impacts.append(counts[body[one]])
        best = max(impacts)
        impact = min(1.0, best + weights.OTHER_PLACES * (sum(impacts) - best) / (1 + len(impacts) / weights.MANY_PLACES))
        place = section_of.get(one, 0) if best > of_page.get(one, 0) else 0  # a word of the whole page leads to its top
        answers.lines[one] = answers.place(document.weight * impact, place)


def _sections(texts: Sequence[Iterable[str]], headings: Sequence[Iterable[str]]) -> dict[str, int]:
    """Return for each key the section to lead to: the first whose heading has it, else the first of those whose text has it most often; of each are the keys given."""
    found: dict[str, int] = {}
    for place in reversed(range(len(texts))):
        found.update(dict.fromkeys(texts[place], place))
    most: dict[str, int] = {}
    for place, text in enumerate(texts):
        for one, times in Counter(text).items():
            if times > 1 and times > most.get(one, 1):
                most[one], found[one] = times, place
    for place in reversed(range(len(headings))):
        found.update(dict.fromkeys(headings[place], place))
    return found


def _index_phrases(document: Document, folder: Folder, postings: _Answers) -> None:
    """Note the phrases that lead to the document, and the queries that are one of its names."""
    def name(text: str, weight: float, section: int = 0, bigrams: float = 0.0, pairs: bool = True) -> None:
        keys = folder.keys(text)
        if not keys:
            return
        by = _lying_by(keys)
        if len(keys) <= LONGEST + 2:
            postings.add(phrase_key(["=", *keys]), by, document.weight * weight, section)
        if 2 <= len(keys) <= LONGEST:
            postings.add(phrase_key(keys), by, document.weight * weight, section)
        for joined in _joined(text) if len(keys) <= LONGEST + 2 else ():  # levelofneed
            one = key(stem(joined))
            postings.add(one, one, document.weight * weight, section)
        content = sorted({one for one in keys if one not in _WEAK_KEYS})
        if pairs and len(content) <= 3:  # "missed hospital appointments" has both words of "missed appointments"
            for first, second in combinations(content, 2):
                postings.add(phrase_key(["~", first, second]), first, document.weight * weight * 2 / len(content), section)
        for pair in pairwise(keys) if bigrams else ():
            postings.add(phrase_key(pair), _lying_by(pair), document.weight * bigrams, section)

    name(document.title, weights.TITLE_AS_PHRASE, bigrams=weights.PAIR_IN_TERM if document.kind == "Glossary" else weights.PAIR_IN_TITLE)
    for part in re.split(r": | \(|\)|, | and the ", document.title if document.kind != "Glossary" else ""):
        if part and part != document.title:
            name(part, weights.PART_OF_TITLE)
    for joined in _joined_starts(document.title):  # coregroup
        one = key(stem(joined))
        postings.add(one, one, weights.TITLE_AS_PHRASE)
    whole = folder.keys(document.title)
    if whole and len(whole) <= LONGEST + 2 and not document.resource:  # a list counts little beside what it lists, unless it is asked for by its title
        postings.add(phrase_key(["=", *whole]), _lying_by(whole), weights.LIST_BY_ITS_TITLE)
    if document.kind == "Topic" and (subject := folder.keys(document.title.partition(": ")[2])):
        postings.add(phrase_key(["=", *subject]), _lying_by(subject), weights.TOPIC_BY_ITS_SUBJECT)
    for other, weight in document.names:
        name(other, weight)
    for position, section in enumerate(document.sections):
        heading = re.sub(r"^\d+\. ", "", section.heading)
        name(heading, weights.HEADING_AS_PHRASE, position, bigrams=weights.PAIR_IN_HEADING, pairs=False)
        if ": " in heading:
            name(heading.partition(": ")[0], weights.BEFORE_COLON_OF_HEADING, position, pairs=False)
    for text, weight in ((document.summary, weights.PAIR_IN_SUMMARY), (document.within, weights.PAIR_WITHIN),
                         (document.kind if document.resource else "", weights.PAIR_IN_KIND)):
        keys = folder.keys(text)
        for pair in pairwise(keys):
            postings.add(phrase_key(pair), _lying_by(pair), document.weight * weight)


def _lying_by(keys: Sequence[str]) -> str:
    """Return the keys that say in which file a phrase stands: its first two, of words that are more than words of questions where it has such."""
    return "".join([one for one in keys if one not in _WEAK_KEYS][:2] or keys[:2])


def _joined(name: str) -> set[str]:
    """Return a name of several words as some type it, without the spaces between: with its small words or without, and the s of "mother's" in it."""
    every = all_words(name)
    told = [word for word in every if word not in GLUE]
    spelt = _LETTERS.findall(name.lower().translate(_NO_APOSTROPHES))
    return {"".join(parts) for parts in (every, told, spelt) if len(parts) > 1}


_LETTERS = re.compile("[a-z0-9]+")
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)


def _joined_starts(title: str) -> set[str]:
    """Return the first two words of a title as some type them, without the space between: of a title of more words."""
    found = words(title)
    return {"".join(found[:2])} if len(found) > 2 and WEAK.isdisjoint(found[:2]) else set()


def _completions(documents: Iterable[Document], words_of: Mapping[str, Sequence[str]], folder: Folder) -> dict[str, str]:
    """Return how names go on: for a word and the first two letters of the next, the keys of what the next may be, likeliest first; ``words_of`` has the words of each name."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for document in documents:
        for name, weight in ((document.title, 1.0), *document.names):
            for before, after in pairwise(words_of[name]):
                if len(after) > 2:
                    found[key(f"<{folder.keys(before)[-1]}{after[:2]}")][key(stem(after))] += weight * document.weight
    return {one: "|" + "".join(after for after, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_COMPLETIONS])
            for one, counts in found.items()}


def _sounds(named: Iterable[str], printed: Collection[str]) -> dict[str, str]:
    """Return the words of names by how they sound: those that are printed, and after a stroke the keys of the others."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for word in sorted(named):
        if len(word) > 3 and word not in WEAK and not word.isdigit() and len(heard := sound(word)) > 1:
            plain, hidden = found[key(f"?{heard}")]
            if word in printed:
                plain.append(word)
            else:
                hidden.append(key(stem(word)))
    return {one: f"{' '.join(plain)}|{''.join(dict.fromkeys(hidden))}" for one, (plain, hidden) in found.items()}


def _apart(led: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Return the first letters of the keys of words that have so many phrases that these lie each by itself."""
    lengths: Counter[str] = Counter()
    for by, places in led.values():
        if len(by) > KEY_LENGTH:
            for word in {by[:KEY_LENGTH], by[KEY_LENGTH:]}:
                lengths[word] += KEY_LENGTH + len(places)
    return frozenset(word[:APART_LETTERS] for word, length in lengths.items() if length > PHRASES_BYTES)


def _lies_by(by: str, apart: Collection[str]) -> str:
    """Return the key that says in which file a key stands: of a phrase, that of the first of its two words that has few, or that of both."""
    for place in range(0, len(by), KEY_LENGTH):
        if len(by) == KEY_LENGTH or by[place:place + APART_LETTERS] not in apart:
            return by[place:place + KEY_LENGTH]
    return key(by)


_NO_MARK = DIGITS[CALM]


def _marks(elsewhere: Collection[str], danger: Mapping[str, float]) -> dict[str, str]:
    """Return the marks of the words that have any: of what the site does not answer, and what a word says of danger."""
    steps = {one: max(-CALM, min(CALM - 1, round(STEPS_OF_DANGER * value))) for one, value in danger.items()}
    elsewhere = {*elsewhere}
    return {one: DIGITS[CALM + steps.get(one, 0) + ELSEWHERE * (one in elsewhere)] for one in {*elsewhere, *(one for one, step in steps.items() if step)}}


def _posted(led: Mapping[str, tuple[str, str]], marks: Mapping[str, str], near: Mapping[str, Iterable[tuple[int, float]]], english: Mapping[str, int]) -> dict[str, str]:
    """Return what stands at each key: of a phrase, where it leads to; of a word, first how common it is in English, its mark and in how many documents it counts; last what it speaks for."""
    texts = {one: DIGITS[english.get(one, 0)] + marks.get(one, _NO_MARK) for one in {*english, *marks}}
    unknown = DIGITS[0] + _NO_MARK
    for one, (by, places) in led.items():
        texts[one] = texts.get(one, unknown) + places if by == one else places[COUNT_DIGITS:]
    for one, meant in near.items():
        texts[one] = f"{texts.get(one, unknown)} {in_order((document, DIGITS[min(FULL, round(STEPS_MEANT * value))]) for document, value in meant)}"
    return texts


def _of_question(text: str) -> str:
    """Return what a question needs of a word of questions, of what stands at its key: its mark and what it speaks for."""
    return text[1:2] + text.partition(" ")[2]


def _by_key(folder: str, texts: Mapping[str, str], most: int, lies_by: Callable[[str], str], rare: Callable[[int], Mapping[int, str]] | None = None) -> tuple[dict[str, str], int]:
    """Return the files of a folder for what stands at keys, and how many they are: of so many bytes at most, in the mean.

    Keys stand in a row, and so does what stands at them, the same beside the same. The letter of a key is left out that says most of its file.
    Last stand the ``rare`` words, which are asked for by how many files there are.
    """
    total = sum(len(text) + KEY_LENGTH + 1 for text in texts.values())
    shards = max(8, 2 ** math.ceil(math.log2(max(1, total / most))))
    grouped: dict[int, list[tuple[str, str]]] = defaultdict(list)
    in_shard = cache(partial(shard, shards=shards))  # of a word lie many phrases
    for one, text in texts.items():
        grouped[in_shard(lies_by(one))].append((text, one))
    sieves = rare(shards) if rare else {}
    return {f"{folder}/{number}.json": _json(["".join(in_file(one) for _, one in found), ",".join(text for text, _ in found), *filter(None, [sieves.get(number)])])
            for number in range(shards) for found in [sorted(grouped.get(number, ()))]}, shards


def _rare(shards: int) -> dict[int, str]:
    """Return the rare words of English by the number of their file, as a sieve: the places that are taken."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in rare_words():
        found[shard(one, shards)].add(in_sieve(one))
    return {number: in_order((place, "") for place in places) for number, places in found.items()}


def _vocabulary(vocabulary: Counter[str], named: Collection[str], known: Collection[str], hidden: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Return the words by how they start, without those that are ``known`` to every search; of words that are never printed only keys are kept."""
    grouped: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for word in sorted(vocabulary.keys() - GLUE - {*known}):
        for start in _starts(word) if word in named else {word[:2]}:
            grouped[start][0].append(word)
    for word in hidden:
        if len(word) >= LEAST_HIDDEN:
            for start in _starts(word):
                grouped[start][1].append(key(f"-{word}"))
    return {start: (*_printed(printed, vocabulary, named), "".join(sorted(keys))) for start, (printed, keys) in grouped.items()}


def _printed(words_in_order: Iterable[str], vocabulary: Mapping[str, int], named: Collection[str]) -> tuple[str, str]:
    """Return words, each written as how much it shares with the one before it and the rest, and what they weigh.

    A word of a name weighs more than any that stands in texts alone, however often: "tre" is a tree before it is treatment.
    """
    before, parts, weights_of_words = "", [], []
    for word in words_in_order:
        shared, most = 0, min(len(before), len(word), len(ascii_uppercase) - 1)
        while shared < most and before[shared] == word[shared]:
            shared += 1
        parts.append(ascii_uppercase[shared] + word[shared:])
        weights_of_words.append(DIGITS[min(31, round(2 * math.log2(1 + vocabulary[word]))) + (32 if word in named else 0)])
        before = word
    return "".join(parts), "".join(weights_of_words)


def _sieve(hidden: Iterable[str]) -> tuple[int, str, str]:
    """Return what tells of a word whether it may be one of these, in a byte for each: places among so many, as the digits of what lies between them."""
    keys = {key(f"-{word}") for word in hidden}
    size, most = SIEVE * max(1, len(keys)), len(DIGITS) ** 2 - 1
    before, gaps = 0, list[int]()
    for place in sorted({number_of(one) % size for one in keys}):
        full, rest = divmod(place - before, most)
        gaps += [most] * full + [rest]
        before = place
    return size, "".join(DIGITS[gap // len(DIGITS)] for gap in gaps), "".join(DIGITS[gap % len(DIGITS)] for gap in gaps)


def _starts(word: str) -> set[str]:
    """Return the letters under which a word of a name lies: its first two, its first for a slip in the second, and its next two for a slip in the first."""
    return {word[:2], word[:1], word[1:3]} - {""}


def _document_files(documents: Sequence[Document], kinds: Sequence[str]) -> dict[str, str]:
    files = {}
    for number, document in enumerate(documents):
        files[f"d/{number}.json"] = _json([
            document.address.removeprefix("/"), document.title, kinds.index(document.kind), document.month, document.summary,
            document.within, [[section.id, section.heading] for section in document.sections[1:]]])
        if document.sections:
            files[f"t/{number}.json"] = _json([section.text for section in document.sections])
    return files


def _facets(documents: Sequence[Document], kinds: Sequence[str], topics: Mapping[str, str], audiences: Mapping[str, str]) -> Any:
    """Return what filters ask of the resources, which are the first documents: digits are places in the lists."""
    found = [document for document in documents if document.resource]
    years = sorted({document.year for document in found if document.year}, reverse=True)
    topic_ids, audience_ids = list(topics), list(audiences)

    def places(ids: Iterable[str], known: list[str]) -> str:
        return "".join(DIGITS[known.index(one)] for one in ids)

    return {"kinds": list(kinds), "years": years, "topics": topic_ids, "audiences": audience_ids,
            "kind": "".join(DIGITS[kinds.index(document.kind)] for document in found),
            "year": "".join(DIGITS[years.index(document.year)] if document.year else "_" for document in found),
            "topic": ",".join(places(document.topics, topic_ids) for document in found),
            "audience": ",".join(places(document.audiences, audience_ids) for document in found)}
