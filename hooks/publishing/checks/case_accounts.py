"""Accounts of cases: names of people, and what together tells people nearby who it was."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property, partial
from zlib import crc32

from publishing.content.kinds import PracticeLearningBriefing
from publishing.content.page import Resource
from publishing.content.text import Block, Text
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.kept.memory import NOTHING, Memory
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allow_in_front_matter
from publishing.words.at_a_glance import words_at_a_glance
from publishing.words.dates import MONTHS
from publishing.words.patterns import pattern

NAME = Rule("given-name", PRIVATE, "a given name stands on this line of a page about a case",
            "If it is a child's, a parent's or a worker's own, take it out. A pseudonym can be declared in data/language.yml under pseudonyms." + allow_in_front_matter("given-name"),
            "In an account of a case no name may stand that is somebody's own.", severity=WARNING, allowable=True)
UNKNOWN = Rule("unknown-name", PRIVATE, 'a word with a capital "{initial}" on this line of a page about a case may be somebody\'s name',
               "If it is a child's, a parent's or a worker's, take it out. If it is a body's or a document's, add that to data/glossary.yml or data/sources.yml; if it is a pseudonym, to pseudonyms in "
               "data/language.yml." + allow_in_front_matter("unknown-name"),
               "It stands in no glossary, contact, source or place of ours, and no text has it in small letters: so it may be a name that is in no list.", {"initial": "K"}, WARNING, allowable=True)
AGE = Rule("age-time-place", PRIVATE, "an age, a month or year, and a place stand close together in a page about a case",
           "Leave one of the three out, or write it roughly: a teenager, some years ago, in the area." + allow_in_front_matter("age-time-place"),
           "Together they are often enough for people nearby to know who it was.", severity=WARNING, allowable=True)

_IN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_CHILD = r"(?:boy|girl|child|baby|infant|son|daughter|brother|sister|sibling|pupil|young person|teenager)"
AGE_OF_A_CHILD = pattern(rf"\b(?:\d{{1,2}}|{_IN_WORDS})[ -](?:year|month|week|day)s?[ -]old\b|\b\d{{1,2}} ?y(?:ea)?rs?[ -]old\b|\b\d{{1,2}} ?[ym]/?o\b|\baged? (?:of )?(?:\d{{1,2}}|{_IN_WORDS})\b|"
                            rf"\b{_CHILD}(?: \((?:\d{{1,2}}|{_IN_WORDS})[,)]|, (?:\d{{1,2}}|{_IN_WORDS}),)|\bYear \d{{1,2}} (?:pupil|boy|girl|child|student)|\b(?:he|she|{_CHILD}) (?:was|is) (?:\d{{1,2}}|{_IN_WORDS}) (?:years?|months?|weeks?|days?)\b",
                            re.IGNORECASE)
_TIME = pattern(rf"\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b")
_CAPITAL = pattern(r"[A-Z][a-z]+(?:['’-][A-Z][a-z]+)?")
_WORDS_TOO = frozenset("Will Grace Mark Rose Hope Faith Joy May June April August Jack Bill Dawn Art Frank Earnest Summer Autumn Ruby Amber Pearl "
                       "Ivy Lily Daisy Poppy Violet Holly Hazel Heather Robin Chase Rob Sue Pat Gene Ray Guy Drew Max Miles Grant Victor Christian "
                       "Paris Sofia Florence Chelsea Israel Jordan Austin Brooklyn Savannah Harmony Melody Destiny Honey Angel Prince King Major "
                       "Iris Olive Sky Storm River Blue Star Kit Tiger Penny Carol Harry Nick Chuck Dean Clay Reed Wade Cliff Dale Glen".split())


_CAPITALS, _SMALL = ("".join(filter(case, map(chr, range(ord("A"), 0x530)))) for case in (str.isupper, str.islower))
"""The letters of Latin, Greek and Cyrillic: a worker's own keyboard may have written a name."""
_NAMED = rf"[{_CAPITALS}][{_SMALL}]+(?:['’-][{_CAPITALS}{_SMALL}][{_SMALL}]+)?|[OD]['’][A-Z][a-z]+|Ma?c[A-Z][a-z]+"
_RUN = pattern(rf"(?<![\w'’.@/-])(?:{_NAMED})(?:['’]s)?(?: (?:(?:of|for|and|the) )?(?:{_NAMED})(?:['’]s)?(?![\w@]))*(?![\w@/])")
_IN_RUN = pattern(_NAMED)
_SAID_OF_PEOPLE = pattern(r"(?:['’]s)?,? (?:was|is|had|has|and (?:his|her|their)|said|says|told|lived|lives|did|went|came|who|aged?|\d|died|felt|wanted|asked|moved|became|spoke|began|family|household|siblings|twins|\w+ed|"
                             r"rang|hid|ran|wrote|took|gave|got|made|left|saw|knew|found|kept|let|met|put|sat|slept|fell|hurt|hit|thought|brought|bought|broke|drank|drove|ate|held|heard|lost|paid|read|sent|shook|slid|stood|swore|threw|woke|wore|cries|cried|never|often|always|still|then|could|would|might|may)\b|['’]s ")
_OF_PEOPLE = frozenset("Mr Mrs Ms Miss Mx Child Baby Mother Father Mum Dad Brother Sister Aunt Auntie Uncle Grandmother Grandfather Nan Nana Grandad Pupil Boy Girl Twin".split())
_NEVER_OF_PEOPLE = frozenset("St Saint Operation Project Storm Exercise".split())
_NEVER_NAMES = frozenset((*MONTHS, *calendar.day_name, *(
    "A After All Also Although An And Another Any As At Because Before Both But By Children Despite During Each Every Everybody Everything Few For From He Her Here His How However I If In It Its "
    "Many Most My Next No Nobody None Not Nothing Now Of On Once One Only Or Other Others Our Parents People Professionals Since So Some Somebody Something Staff Such That The Their Then There These They "
    "This Those Though Three To Two Under Until We What When Where Whether Which While Who Whoever Why With Without Workers Yes You Your").split()))
"""Of a small site no other text may have them in small letters."""


SMALL_WORDS = "small words"
"""What is known of a text ahead: the words that it has in small letters."""


@dataclass(frozen=True)
class Words:
    """The words that are nobody's name: those that our texts have in small letters, and all that our data name."""

    small: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[Text], data_files: Iterable[str], memory: Memory = NOTHING) -> Words:
        """Collect them from all texts, and from the data but those that list names."""
        bundles: list[list[str]] = [[] for _ in range(_BUNDLES)]
        for text in texts:
            bundles[crc32(text.file.encode("utf-8", "surrogateescape")) % _BUNDLES].append(memory.result(("small words", text.file), (text,), partial(small_words, text)))
        small = tuple(memory.result(("small words of many", number), tuple(bundle), partial(_together, bundle), lasting=False) for number, bundle in enumerate(bundles))
        named = tuple(memory.result(("words of data", number), (source,), partial(words_in, source), lasting=False) for number, source in enumerate(data_files))
        return memory.result("words", (small, named), lambda: cls(frozenset().union(*small), frozenset().union(*named)), lasting=False)

    @cached_property
    def _said(self) -> dict[str, bool]:
        """Of each word that was asked for, whether it is one of them: accounts ask for the same, and again when the site is read again."""
        return {}

    def have(self, word: str) -> bool:
        """Say whether a word is one of them, or the same in the plural or as what is somebody's."""
        if word not in self._said:
            self._said[word] = any(one in self.small or one in self.named for one in forms(word))
        return self._said[word]

    @cached_property
    def _agreed(self) -> dict[int, dict[str, bool]]:
        """The answers that have been compared with these words, each by its number, which no other can have while it is here."""
        return {}

    def agree(self, answers: dict[str, bool]) -> bool:
        """Say whether each word that an account once asked for is one of them still, or is still none: where no text has other words, an account need not ask again."""
        if id(answers) not in self._agreed and all(self.have(word) == had for word, had in answers.items()):
            self._agreed[id(answers)] = answers
        return id(answers) in self._agreed


def forms(word: str) -> tuple[str, str, str]:
    """Return the words in small letters any of which says that a word is nobody's name: the same in the singular and in the plural, and not as what is somebody's."""
    plain = _without_owner(word).casefold()
    return plain, plain.removesuffix("s"), f"{plain}s"


_BUNDLES = 16
"""So many parts the texts are put together in, each file always in the same: where one has other words, those of the other parts are known."""


def _together(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(str.split, words))


def words_in(source: str) -> frozenset[str]:
    """Return the words that stand in the text of a data file."""
    return frozenset(word.casefold() for word in words_at_a_glance(source))


def small_words(text: Text, told: Set[str] = frozenset()) -> str:
    """Return the words that somebody wrote into a text in small letters and that are not ``told``, with a space between them: one by one they take up ten times as much."""
    if SMALL_WORDS in text.ahead:
        found: str = text.ahead.pop(SMALL_WORDS)
        return found
    own = words_at_a_glance("\n".join([block.words for block in _own(text)])) if any(block.printed for block in text.blocks) else text.vocabulary
    return " ".join(sorted(filter(str.islower, own.difference(told))))


def _own(text: Text) -> Iterator[Block]:
    """Return what somebody wrote in a text: what its macros list belongs to other pages."""
    return (block for block in text.blocks if not block.printed)


def is_about_a_case(text: Text) -> bool:
    """Say whether a page tells of cases that were reviewed."""
    topics = text.front.get("topics") if isinstance(text.front, dict) else None
    return (isinstance(text.page, PracticeLearningBriefing) or text.file.startswith(f"{PracticeLearningBriefing.folder}/")
            or text.file.endswith("/case-reviews.md") or (isinstance(topics, list) and "case-reviews" in topics)
            or (isinstance(text.page, Resource) and "case-reviews" in text.page.topics))


def names_that_are_terms(language: Language, glossary: tuple[Term, ...]) -> frozenset[str]:
    """Return the given names that stand in the glossary, as words of a term."""
    return language.given_names.intersection(word for term in glossary for word in _CAPITAL.findall(f"{term.term} {term.stands_for}"))


Ordinary = Callable[[str], bool]
"""Says whether a word is nobody's name, as :meth:`Words.have`."""


def check(text: Text, language: Language, terms: frozenset[str] = frozenset(), ordinary: Ordinary | None = None) -> Iterator[Problem]:
    """Find given names, other names that nothing explains, and ages with time and place, in a page about a case.

    ``terms`` are names that are words of the glossary. Where nobody can say which words are ``ordinary``, only names of the list are found.
    """
    if not is_about_a_case(text):
        return
    names = language.given_names - language.pseudonyms - set(MONTHS) - terms
    told = names | language.pseudonyms | language.nobodys_names | language.places
    own = [Block(1, f"Title: {text.front[key]}") for key in ("title", "summary") if isinstance(text.front, dict) and isinstance(text.front.get(key), str)]
    for block in (*own, *_own(text)):
        for match in _CAPITAL.finditer(block.words):
            if match[0] in names and not (match[0] in _WORDS_TOO and _begins_sentence(block.words, match.start())):
                yield NAME.problem(text.file, block.line_of(match.start()), found=match[0])
        if ordinary:
            yield from _unknown(text, block, ordinary, told)
    yield from _ages(text, language)


def _unknown(text: Text, block: Block, ordinary: Ordinary, told: frozenset[str]) -> Iterator[Problem]:
    """Find words with a capital that are no ordinary word, nothing that our data name, and no part of what ends in an ordinary word, as St George's Centre."""
    for run in _RUN.finditer(block.words):
        parts = [_without_owner(part) for part in _IN_RUN.findall(run[0])]
        person = parts[0] in _OF_PEOPLE and len(parts) > 1
        strange = [part for part in parts if part not in told and part not in _NEVER_NAMES and not ("-" in part and re.search("-[a-z]", part)) and not ordinary(part)]
        if not strange and not (person and parts[0] in ("Mr", "Mrs", "Ms", "Miss", "Mx")):
            continue
        begins = _begins_sentence(block.words, run.start())
        if (parts[0] in _NEVER_OF_PEOPLE or (parts[-1] not in strange and not person)
                or (begins and len(parts) == 1 and not _SAID_OF_PEOPLE.match(block.words, run.end() - (2 if re.search("['’]s$", run[0]) else 0)))):
            continue
        found = strange[0] if strange else parts[1]
        yield UNKNOWN.problem(text.file, block.line_of(run.start()), found=found, initial=found[0])


def _without_owner(word: str) -> str:
    """Return a word without what says that something is its own: an apostrophe and an s."""
    return re.sub("['’]s$", "", word) if word.endswith("s") else word


def _begins_sentence(words: str, place: int) -> bool:
    before = words[:place].rstrip(" \n\"“'‘(*")
    return not before or before[-1] in ".!?:;"


def _ages(text: Text, language: Language) -> Iterator[Problem]:
    place = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(language.places)))})\b") if language.places else None
    if place is None or not any(_TIME.search(block.words) for block in _own(text)):  # which has no space in it
        return
    parts = [(block.line_of(match.start()), match[0]) for block in _own(text) for match in re.finditer(r"[^.!?]+[.!?]*", re.sub(r"\s", " ", block.words))]
    together = " ".join(words for _, words in parts)
    if not (place.search(together) and _TIME.search(together) and AGE_OF_A_CHILD.search(together)):  # then no two sentences have all three
        return
    told = 0
    for (line, first), (_, second) in zip(parts, (*parts[1:], (0, "")), strict=False):
        near = f"{first} {second}"
        age = AGE_OF_A_CHILD.search(near)
        if age and place.search(near) and _TIME.search(near) and line > told:
            told = line
            yield AGE.problem(text.file, line, found=age[0])
