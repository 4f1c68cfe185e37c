"""How much of anything a page may hold. Whatever is read costs time, and what is published costs it again in every list and feed.

Each bound is some ten times what the largest real page has; between them, no text that fits into a file takes long.
"""

from __future__ import annotations

from collections.abc import Iterator

from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import SAFE, Rule
from publishing.reading.plain_markdown import PlainLine

HEADINGS, LINKS, ROWS, CELLS, FOOTNOTES = "headings", "links and images", "rows of tables", "cells of tables", "footnotes"
MOST = {HEADINGS: 200, LINKS: 300, ROWS: 1_000, CELLS: 5_000, FOOTNOTES: 200}
"""The most that the largest real pages have: 13 headings, 15 links, 15 rows, 49 cells, no footnote."""

TOO_MANY = Rule("too-much-of-one-thing", SAFE, "this page has {count} {what}", "Split it into several pages, each with at most {most} {what}.",
                "No page that a person wrote has so many; something else was pasted here.", {"count": 5000, "what": HEADINGS, "most": 200})

_COUNTED = {"heading_open": HEADINGS, "tr_open": ROWS, "th_open": CELLS, "td_open": CELLS, "footnote_reference_open": FOOTNOTES, "footnote_open": FOOTNOTES}
_COUNTED_IN_LINES = {"link_open": LINKS, "image": LINKS}


def check(text: Text) -> Iterator[Problem]:
    """Find what a text has far too much of, with the line of the first that is too much."""
    lines: dict[str, list[int]] = {what: [] for what in MOST}
    for token in text.tokens:
        if what := _COUNTED.get(token.type):
            lines[what].append(text.line_of(token))
        for child in () if isinstance(token, PlainLine) else token.children or ():
            if what := _COUNTED_IN_LINES.get(child.type):
                lines[what].append(text.line_of(token))
    for what, found in lines.items():
        if len(found) > MOST[what]:
            yield TOO_MANY.problem(text.file, found[MOST[what]], count=len(found), what=what, most=MOST[what])
