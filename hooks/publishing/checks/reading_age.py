"""How old a reader must be to read a text with ease, by the Flesch-Kincaid grade, and how long it takes to read it aloud.

Flesch-Kincaid: Kincaid and others (1975), Derivation of new readability formulas for Navy enlisted personnel. A grade
of a school in the United States is five years less than the age of its pupils. Syllables are counted with Pyphen's
hyphenation patterns, which come with it, as textstat 0.7.4 does. A list item or the cell of a table without a full stop
counts as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyphen import Pyphen

from publishing.content.text import Block, Text
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import LANGUAGE, WARNING, Rule

TOO_HARD = Rule("reading-age", LANGUAGE, "this page has a reading age of {age}; the limit is {limit}",
                "Make long sentences into two, and put plain words for long ones. The longest sentence begins on line {line}.",
                "The more people who can read a page at once, tired, on a phone, the more use it is. The limit is in data/language.yml.",
                {"age": 17, "limit": 14, "line": 23}, WARNING, allowable=True)

LEAST_WORDS = 100
"""Below this the figure says nothing."""

WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*(?:\s|$)|\n\n")
_PYPHEN = Pyphen(lang="en_US")


@cache
def syllables(word: str) -> int:
    """Return how many syllables a word has; at least one."""
    return len(_PYPHEN.positions(word)) + 1


def sentences(blocks: Iterable[Block]) -> Iterator[tuple[int, list[str]]]:
    """Return the words of each sentence, with the line on which it starts."""
    for block in blocks:
        start = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(block.words)), len(block.words)):
            if words := WORD.findall(block.words[start:end]):
                yield block.line_of(start), words
            start = end


def reading_age(blocks: Iterable[Block]) -> int | None:
    """Return the age in whole years; ``None`` for a text that is too short to say."""
    found = [words for _, words in sentences(blocks)]
    count = sum(map(len, found))
    if count < LEAST_WORDS:
        return None
    grade = 0.39 * count / len(found) + 11.8 * sum(syllables(word.lower()) for words in found for word in words) / count - 15.59
    return max(5, round(grade + 5))


def check(text: Text, language: Language) -> Iterator[Problem]:
    """Find a text that is harder to read than the partnership wants."""
    if language.reading_age is None:
        return
    age = reading_age(text.prose)
    if age is not None and age > language.reading_age:
        longest = max(sentences(text.prose), key=lambda found: len(found[1]))
        yield TOO_HARD.problem(text.file, text.first_line, found=str(age), age=age, limit=language.reading_age, line=longest[0])
