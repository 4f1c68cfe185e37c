"""Whether a page is harder to read than the partnership wants. :mod:`publishing.content.reading_age` measures it."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.content.reading_age import sentences
from publishing.content.text import Text
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import LANGUAGE, WARNING, Rule

TOO_HARD = Rule("reading-age", LANGUAGE, "this page has a reading age of {age}; the limit is {limit}",
                "Make long sentences into two, and put plain words for long ones. The longest sentence begins on line {line}.",
                "The more people who can read a page at once, tired, on a phone, the more use it is. The limit is in data/language.yml.",
                {"age": 17, "limit": 14, "line": 23}, WARNING, allowable=True)


def check(text: Text, language: Language) -> Iterator[Problem]:
    """Find a text that is harder to read than the partnership wants."""
    if language.reading_age is None:
        return
    age = text.reading_age
    if age is not None and age > language.reading_age:
        longest = max(sentences(text.prose), key=lambda found: len(found[1]))
        yield TOO_HARD.problem(text.file, text.first_line, found=str(age), age=age, limit=language.reading_age, line=longest[0])
