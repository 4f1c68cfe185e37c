"""How old a reader must be to read a text with ease, by the Flesch-Kincaid grade.

Flesch-Kincaid: Kincaid and others (1975), Derivation of new readability formulas for Navy enlisted personnel. A grade
of a school in the United States is five years less than the age of its pupils. Syllables are counted with Pyphen's
hyphenation patterns, which come with it, as textstat 0.7.4 does. A list item or the cell of a table without a full stop
counts as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from string import digits
from typing import TYPE_CHECKING, Any, NamedTuple

from publishing.words.at_a_glance import Counts

if TYPE_CHECKING:
    from pyphen import Pyphen

    from publishing.content.text import Block

LEAST_WORDS = 100
"""Below this the figure says nothing."""

_SPOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)\n|(?<=[.!?])(?<![.!?][.!?])[.!?]*+[\"'”’)]*+(?:\s|$))")
"""A row of full stops and the like, or an empty line. It begins with a set of signs, of which the first is found in half the time."""


@cache
def syllables(word: str) -> int:
    """Return how many syllables a word has; at least one."""
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> Pyphen:
    from pyphen import LANGUAGES, HyphDict, Pyphen, hdcache  # it looks for its tables when it is imported, and most texts are known

    path = LANGUAGES[_LANGUAGE]
    written = [row for row in path.read_text("utf-8").split() if row.islower()]  # and no setting
    patterns = _Patterns(zip("\n".join(written).translate(_WITHOUT_DIGITS).split("\n"), written, strict=True))
    hdcache[path] = read = HyphDict.__new__(HyphDict)
    read.patterns, read.cache, read.maxlen = patterns, {}, max(map(len, patterns))
    return Pyphen(lang=_LANGUAGE)


_LANGUAGE = "en_US"


class _Patterns(dict[str, Any]):
    """Pyphen's patterns by their letters, each as it is written until a word has these letters: Pyphen reads all eleven thousand, which takes longer than to measure many texts."""

    def get(self, letters: str, default: object = None) -> Any:
        found = super().get(letters)
        if type(found) is str:
            found = self[letters] = _numbers_between(found)
        return found


def _numbers_between(written: str) -> tuple[int, tuple[int, ...]]:
    """Return the numbers between the letters of a pattern, from the first that is not 0 to the last, and where they begin."""
    numbers = "".join(f"{number or 0}" for number, _ in _PARTS.findall(written))
    start = len(numbers) - len(numbers.lstrip("0"))
    return start, tuple(map(int, numbers.strip("0")))


_WITHOUT_DIGITS = str.maketrans("", "", digits)
_PARTS = re.compile(r"(\d?)(\D?)")


def sentences(blocks: Iterable[Block]) -> Iterator[tuple[int, list[str]]]:
    """Return the words of each sentence, with the line on which it starts."""
    for block in blocks:
        start = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(block.prose)), len(block.prose)):
            if words := WORD.findall(block.prose[start:end]):
                yield block.line + block.prose.count("\n", 0, start), words
            start = end


def reading_age(blocks: Iterable[Block]) -> int | None:
    """Return the age in whole years; ``None`` for a text that is too short to say."""
    proses = [block.prose for block in blocks]
    each = [*map(measured, proses)]
    count = sum([measure.words for measure in each])
    if count < LEAST_WORDS:
        return None
    grade = 0.39 * count / _count_of_sentences("\n\n".join(proses)) + 11.8 * sum([measure.syllables for measure in each]) / count - 15.59
    return max(5, round(grade + 5))


class Measure(NamedTuple):
    """How much there is to read in some prose."""

    spoken: int
    """How many words somebody says who reads it aloud: a number is one."""
    words: int
    """How many are made of letters."""
    syllables: int
    """How many syllables these have."""


@lru_cache(maxsize=1_000)
def measured(prose: str) -> Measure:
    """Return how much there is to read in the prose of a block: that of a page is asked for several times in a row."""
    rest, spoken = divmod(_MEASURES.of(prose), _ONE)
    return Measure(spoken, *divmod(rest, _ONE))


def _measure(part: str) -> int:
    words = WORD.findall(part)
    return (len(words) * _ONE + sum(syllables(word.lower()) for word in words)) * _ONE + len(_SPOKEN.findall(part))


_ONE = 1 << 30
"""Parts the numbers of a measure, which are added up as one: no text has as many words or syllables."""
_MEASURES = Counts(_measure)


def _count_of_sentences(text: str) -> int:
    """Return how many sentences :func:`sentences` finds in blocks, between which an empty line stands."""
    return sum(map(bool, map(_LETTER.search, _SENTENCE_END.split(text))))
