"""Headings: one step at a time, written so that they are headings, and each with words in it; and a text below the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.content.page import Resource
from publishing.content.text import Text, crowded_row
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, Rule
from publishing.reading.characters import SPACES

SKIPPED = Rule("heading-level", TEXT, "this heading is of level {level} and stands below one of level {above}", 'Begin it with "{signs}" and a space.',
               "People who use a screen reader find their way by the levels of the headings: no level may be left out.",
               {"level": 4, "above": 2, "signs": "###"})
EMPTY_HEADING = Rule("empty-heading", TEXT, "this heading has no words", "Write its words after the # signs, or delete the line.",
                     "An empty heading shows as a gap, and a screen reader reads it as nothing.")
NO_SPACE = Rule("heading-space", TEXT, "this line begins with # and shows as plain text, not as a heading", 'Put a space after the # signs: "## {words}".',
                "Without the space the # signs are printed as they stand.", {"words": "What to do"})
EMPTY = Rule("empty-page", TEXT, "this page has no text", "Write its text below the front matter; until then, add a line draft: true.",
             "A page with a title alone must not go live.")

_NO_SPACE = re.compile(rf"[{SPACES}]*(?:#{{2,6}}(?=[^\s#])|#{{7,}}\s*(?=[^\s#])|#{{1,6}}\s*(?=[^\s#])(?<=\s))(.+)")
"""Nor is it one with a space that does not break, before or after these signs."""


def _shows_nothing(text: Text) -> bool:
    """Say whether a text has neither words nor pictures nor macros, which are checked elsewhere, as are texts that cannot be read."""
    return not (text.blocks or text.links or text.expanded.printed or text.expanded.wrong or crowded_row(text.body))


def check(text: Text) -> Iterator[Problem]:
    """Find headings that are out of step, empty or not headings at all, and a page without text."""
    if _shows_nothing(text) and not (text.page and (text.page.draft or (not isinstance(text.page, Resource) and text.file == "docs/index.md"))):
        yield EMPTY.problem(text.file, max(1, text.first_line - 1))
    above = 1
    for heading in text.headings:
        if heading.level > above + 1:
            yield SKIPPED.problem(text.file, heading.line, level=heading.level, above=above, signs="#" * (above + 1))
        if not heading.title:
            yield EMPTY_HEADING.problem(text.file, heading.line)
        above = heading.level
    for before, token in zip(text.tokens, text.tokens[1:], strict=False):
        for row, line in enumerate(token.content.split("\n") if before.type == "paragraph_open" and before.level == 0 else ()):
            if match := _NO_SPACE.match(line):
                yield NO_SPACE.problem(text.file, text.line_of(token) + row, words=match[1][:60])
