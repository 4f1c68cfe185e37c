"""The index: many small files, of which a reader fetches the few that the typed words need.

    core.json       what it takes to ask for words: how they are folded, and how many files there are
    rest.json       what else every search needs: what ranks pages, the names of kinds, and the words of names, so that a misspelt one is
                    mended without another wait; it says for which version of the others it is
    w/<n>.json      words and phrases by their keys: which documents each leads to, and how well
    m/<key>.json    what a word of questions speaks for, of which nothing else is asked in a question that has others
    l/<n>.json      lists of words by their keys: how names go on after a word and two letters, and which words sound alike
    v/<start>.json  how the version of the others begins, and the other words that stand on pages, by their first two letters, to mend
                    and complete what is typed; keys of words that are never printed, by their first letter too, for a slip in the second
    d/<n>.json      what results show of one document
    t/<n>.json      the text of one document by section, to show the passage that matched
    facets.json     kind, year, topics and audiences of every document, for the filters

All but core.json, rest.json and v/ lie in a folder named after their content, so that an old file never meets a new one. What mends words can
be asked for before the name of that folder is known, so it says for which it is: by the letters of the version that tell printed words from
others, which stay while other words are counted as often. For any two letters there is a file.
No other name of a page stands in it as it is typed: names are keys (:func:`publishing.search.folding.key`).
"""

from __future__ import annotations

import hashlib
import math
import re
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, combinations, pairwise, product
from string import ascii_lowercase, ascii_uppercase
from typing import Any, TypeVar

from publishing.data.accounts import NO_ACCOUNTS, Accounts
from publishing.kept.memory import NOTHING, Memory, NotRead
from publishing.output_folder.standing import Known
from publishing.output_folder.standing import sum_of as sum_of_file
from publishing.search import weights
from publishing.search.documents import Document, Section
from publishing.search.english import commonness
from publishing.search.folding import APOSTROPHES, GLUE, WEAK, Folder, all_words, key, number_of, phrase_key, rules, sound, stem, words, words_of_each
from publishing.search.meaning import Meanings, meanings
from publishing.search.posted import (
    LIST_BYTES,
    SHARD_BYTES,
    WEAK_KEYS,
    Exchanged,
    OfWords,
    apart,
    as_json,
    file_of,
    in_shards,
    lengths_of_phrases,
    lies_by,
    marks,
    of_question,
    posted,
    rare_in_shards,
    shards_for,
    taken_up,
)
from publishing.search.postings import DIGITS, Indexed, LiesBy, Lines, exchanged, in_digits, in_order, led_to, of_keys, place_of, places_of, remembered

LONGEST = 5
"""How many words a phrase has at most."""

MOST_COMPLETIONS = 4
LONGEST_WORD = 24
"""Letters of a word that is completed, or shown as what another was meant for."""

LENGTH_STEP = 100
"""In so many letters the length of a text is counted."""
MOST_NAMES = 2000
"""So many printed words of names travel with every search, to mend a word without another wait: those that weigh most."""

LEAST_HIDDEN, MOST_SIFTED = 5, 14
"""Letters of a word that is never printed and is mended to; of a longer one, which is a title without its spaces as a rule, nobody knows before another wait."""
SIEVE = 256
"""Of so many words that are not in a sieve, one is taken for one that is."""

VERSION_LETTERS = 5
"""So many letters tell the printed words of one index from those of another, and so many more one index from another: 32 letters, of which none is another in capitals."""

_Content = TypeVar("_Content", bound=str | Known)

_TWO_LETTERS = frozenset(map("".join, product(ascii_lowercase, repeat=2)))


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


@dataclass(frozen=True)
class OfIndex:
    """What is known of an index while no more than the texts of few documents are others."""

    state: bytes
    """A sum over all documents."""
    usual: float
    """The length of a usual text."""
    lengths: tuple[int, ...]
    """Those of all."""
    numbers: Mapping[str, int]
    """Of each document, by its address."""
    core: Mapping[str, Any]
    rest: Mapping[str, Any]
    named: frozenset[str]
    """The words of names."""
    heard: bytes
    """A sum over what lists of words are made of, and counts of words decide."""
    words: OfWords
    files: Mapping[str, str]
    """The sum of each file that lies in the folder that is named after its content, by its path there."""


def index_files(documents: Sequence[Document], folder: Folder, topics: Mapping[str, str], audiences: Mapping[str, str],
                shown: Iterable[str] = (), frames: str = "", elsewhere: str = "", accounts: Accounts = NO_ACCOUNTS, memory: Memory = NOTHING, made_of: bytes | None = None) -> dict[str, str]:
    """Return the files of the index by their path below its folder; ``memory`` has what an earlier build has made.

    ``topics`` and ``audiences`` give the names that filters show; ``shown`` are words that may be printed though they
    stand on no page; ``frames`` count little beside a subject, as do the names of kinds;
    ``elsewhere`` are words of what the site does not answer; ``accounts`` say how people ask for it, and how they tell of danger.
    Where there is a sum over all that it is ``made_of``, :func:`index_again` can make it again of that and of few other texts.
    """
    lengths = tuple(map(_length, documents))
    usual = _usual(lengths)
    shared = Counter(name for document in documents for name in {tuple(folder.keys(name)) for name, _ in document.names})
    diluted = [_diluted(document, folder, shared) for document in documents]
    led = led_to(diluted, lambda place: _indexed(diluted[place], place, folder, usual), _looked_at_by(folder, usual), memory)
    vocabulary = _counted(shown, led.of_keys.printed)
    titled = [replace(document, sections=()) for document in documents]
    named, meant, completions = memory.newest("names of the index", (repr((titled, accounts.elsewhere, accounts.danger, accounts.calm)), repr(folder.variants)), partial(_of_names, titled, folder, accounts))
    spelt = _Spelt.of(vocabulary, named)
    texts = posted(led.texts, marks(folder.keys(elsewhere), meant.danger), meant.words, memory.newest("english", (), commonness))
    phrases, taken = lengths_of_phrases(led.texts), taken_up(texts.values())
    lie_apart, of_words = apart(phrases), OfWords(dict(phrases), taken, shards_for(taken, SHARD_BYTES))
    held = in_shards(texts, of_words.shards, lambda one: lies_by(led.texts[one][0], lie_apart) if one in led.texts else one)
    lists = {**completions, **_sounds(named - {*spelt.names}, vocabulary)}
    lists_held = in_shards(lists, shards_for(taken_up(lists.values()), LIST_BYTES), lambda one: one)
    kinds = sorted({document.kind for document in documents})
    rare = rare_in_shards(of_words.shards, memory)
    files = {f"w/{number}.json": file_of(one, rare.get(number, "")) for number, one in enumerate(held)}
    files |= {f"l/{number}.json": file_of(one) for number, one in enumerate(lists_held)}
    files |= {f"m/{one}.json": of_question(texts.get(one, "")) for one in sorted(WEAK_KEYS)}
    for number, document in enumerate(documents):
        files |= _document_files(number, document, kinds)
    files["facets.json"] = as_json(_facets(documents, kinds, topics, audiences))
    core = {"version": "", "shards": of_words.shards, "lists": len(lists_held), "apart": "".join(sorted(lie_apart)), "rules": rules(),
            "meaning_after": weights.QUESTION["meaning_after"], "variants": _variants(folder), "longest": folder.longest}
    rest = {"version": "", "documents": len(documents), "weights": weights.QUESTION, "kinds": kinds, "starts": "",
            "urgent": [number for number, document in enumerate(documents) if document.urgent],
            "topics": [[number, *(other for other in sorted(meant.told) if other < len(documents) and documents[other].resource and {*document.topics} & {*documents[other].topics})]
                       for number, document in enumerate(documents) if document.kind == "Topic"],
            "told": in_order((number, in_digits(min(64 ** 2 - 1, math.ceil(words)), 2)) for number, words in meant.told.items()),
            "frames": "".join(sorted(set(folder.keys(frames)))),
            "of_kinds": "".join(sorted({one for document in documents if document.resource for one in folder.keys(document.kind)}))}
    sums = {path: sum_of_file(text.encode()) for path, text in files.items()}
    if made_of is not None:
        of_words.keep(held, made_of, memory)
        numbers = {document.address: number for number, document in enumerate(documents)}
        memory.learn(_INDEX, (made_of,), OfIndex(led.of_keys.state, usual, lengths, numbers, core, rest, named, spelt.heard, of_words, sums))
    return _with_version(files, sums, core, rest, spelt)


_INDEX = "index"


def index_again(sections: Mapping[str, tuple[Section, ...]], folder: Folder, shown: Iterable[str], memory: Memory, made_of: bytes) -> dict[str, str | Known]:
    """Return the same files of an index of which the texts of some documents alone are others: their ``sections`` by their addresses.

    ``memory`` has what :func:`index_files` kept of all that it was ``made_of``. Raises :class:`NotRead` where that does not do.
    """
    found = memory.known(_INDEX, (made_of,))
    if found is None:
        raise NotRead
    before: OfIndex = found[0]
    looked_at_by = _looked_at_by(folder, before.usual)
    keys = of_keys(looked_at_by, memory)
    if keys is None or keys.state != before.state:
        raise NotRead
    lengths, new = [*before.lengths], dict[int, Document]()
    for address, now in sections.items():
        if (number := before.numbers.get(address)) is None:
            continue
        was = remembered(number, keys.documents[number], looked_at_by, memory)
        if was is None or not isinstance(was.document, Document):
            raise NotRead
        new[number] = replace(was.document, sections=now)
        lengths[number] = _length(new[number])
    exchange = exchanged(keys, {number: _indexed(document, number, folder, before.usual) for number, document in new.items()}, looked_at_by, memory)
    if exchange is None or _usual(lengths) != before.usual:
        raise NotRead
    words = Exchanged(before.words, made_of, memory)
    for one, (old, leads) in exchange.keys.items():
        if old != leads:
            words.exchange(one, old, leads)
    spelt = _Spelt.of(_counted(shown, exchange.printed), before.named)
    if spelt.heard != before.heard:
        raise NotRead
    files = {f"w/{number}.json": text for number, text in words.files().items()}
    files |= {f"m/{one}.json": of_question(text) for one, text in words.of_questions.items()}
    for number, document in new.items():
        files |= _document_files(number, document, before.rest["kinds"])
    sums = {path: sum_of_file(files[path].encode()) if path in files else known for path, known in before.files.items()}
    if not files.keys() <= sums.keys():
        raise NotRead
    return _with_version({path: files[path] if path in files else Known(known, partial(_as_before, path, words)) for path, known in sums.items()}, sums, before.core, before.rest, spelt)


def _as_before(path: str, words: Exchanged) -> str:
    """Return what a file says that is as it was. Raises :class:`NotRead` where it is not known."""
    folder, _, name = path.partition("/")
    if folder != "w":
        raise NotRead
    return words.text(int(name.removesuffix(".json")))


def _with_version(files: Mapping[str, _Content], sums: Mapping[str, str], core: Mapping[str, Any], rest: Mapping[str, Any], spelt: _Spelt) -> dict[str, _Content]:
    """Return all files: those that have these sums lie in a folder that is named after their content; the others say for which version they are."""
    of_words = {start: spelt.by_start.get(start, ("", "", "")) for start in sorted(spelt.by_start.keys() | _TWO_LETTERS)}
    words = _letters(of_words.items())
    version = words + _letters([*sorted(sums.items()), words])
    found: dict[str, Any] = {"core.json": as_json({**core, "version": version}), "rest.json": as_json({**rest, "version": version, **spelt.rest}), **{f"v/{start}.json": as_json([words, *known]) for start, known in of_words.items()}}
    return {**found, **{f"{version}/{path}": content for path, content in files.items()}}


def _letters(of: Iterable[object]) -> str:
    """Return letters that tell one from another."""
    return b32encode(hashlib.sha256(repr([*of]).encode()).digest()).decode().lower()[:VERSION_LETTERS]


def _looked_at_by(folder: Folder, usual: float) -> tuple[float, str]:
    """Return what a document is looked at by, besides itself."""
    return usual, repr(folder.variants)


def _usual(lengths: Sequence[int]) -> float:
    """Return the length of a usual text, of texts that have these."""
    return _rounded(max(weights.LEAST_USUAL_LENGTH, sum(lengths) / max(1, len(lengths))))


def _counted(shown: Iterable[str], printed: Mapping[str, int]) -> Counter[str]:
    """Return how often each word counts that can be shown: those that are ``shown`` though they stand on no page, and those ``printed`` in documents."""
    vocabulary: Counter[str] = Counter()
    for text in shown:
        vocabulary.update(words(text))
    vocabulary.update({word: times for word, times in printed.items() if _can_be_shown(word)})
    return vocabulary


def _variants(folder: Folder) -> str:
    """Return the spelling variants: the keys that are meant, and those of all that are read so."""
    written: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(folder.variants.items()):
        written["".join(new)].append(old)
    return ",".join(f"{meant}:{''.join(keys)}" for meant, keys in written.items())


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
    return Indexed(answers.lines, answers.lies_by, tuple({*chain(*found)}), replace(document, sections=()))


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
    own = [one for one in title if one not in WEAK_KEYS]
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
        content = sorted({one for one in keys if one not in WEAK_KEYS})
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
    return "".join([one for one in keys if one not in WEAK_KEYS][:2] or keys[:2])


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


@dataclass(frozen=True)
class _Spelt:
    """The words that mend and complete what is typed."""

    names: list[str]
    """The printed words of names that travel with every search."""
    heard: bytes
    """A sum over these and those that are never printed, by which all others that are named are known too."""
    by_start: Mapping[str, tuple[str, str, str]]
    rest: Mapping[str, Any]
    """What every search knows of them."""

    @classmethod
    def of(cls, vocabulary: Counter[str], named: Collection[str]) -> _Spelt:
        """Return those of words that are counted, some of which are ``named``."""
        hidden = sorted({*named} - vocabulary.keys() - WEAK)
        names = sorted(sorted({*named} & vocabulary.keys() - GLUE, key=lambda word: (-vocabulary[word], word))[:MOST_NAMES])
        by_start = _vocabulary(vocabulary, named, names, hidden)
        return cls(names, hashlib.sha256(repr((names, hidden)).encode()).digest(), by_start,
                   {"starts": " ".join(sorted(by_start.keys() - _TWO_LETTERS)), "names": _printed(names, vocabulary, named), "hidden": _sieve(word for word in hidden if LEAST_HIDDEN <= len(word) <= MOST_SIFTED)})


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


def _document_files(number: int, document: Document, kinds: Sequence[str]) -> dict[str, str]:
    """Return the files of the document of a number."""
    shown = as_json([document.address.removeprefix("/"), document.title, kinds.index(document.kind), document.month, document.summary,
                     document.within, [[section.id, section.heading] for section in document.sections[1:]]])
    return {f"d/{number}.json": shown, **({f"t/{number}.json": as_json([section.text for section in document.sections])} if document.sections else {})}


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
