"""Finding figures of the report that somebody typed by hand, where a macro should print them.

What is looked at is a whole number that stands alone in prose. A number with a percent sign is always a figure; one of
ten or more is one when it equals a figure of the year; a smaller one when what is counted follows it ("six
newsletters"), and that may be what a figure hides ("three children", where fewer than five are not shown). Dates, links, code, list markers and the numbers in names ("section 11", "7-minute") are left alone, and
so is what ``not_a_figure`` says is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markdown_it.token import Token

from publishing.content.page import Page
from publishing.content.text import Text, text_alone
from publishing.data.figures.year import Figure, Year, Years
from publishing.figures.words import REPORTS, year_of
from publishing.problems.problem import Problem
from publishing.problems.rule import FIGURES, Rule
from publishing.reading.fields import Place, is_lost
from publishing.reading.markdown import MACRO_SIGN
from publishing.words.dates import MONTHS
from publishing.words.numbers import WORDS
from publishing.words.patterns import pattern

_OR_NONE = 'where it is no figure of the report, {{{{ not_a_figure("{words}") }}}}.'
_WHY = "A number that is typed stays as it is when the figure is corrected."

PERCENTAGE_TYPED = Rule("percentage-typed", FIGURES, 'the number "{words}" is typed by hand', 'Write {{{{ percent("measure.figure") }}}} instead; ' + _OR_NONE,
                        _WHY,
                        {"words": "7%"})
FIGURE_TYPED = Rule("figure-typed", FIGURES, 'the number "{words}" is typed by hand and seems to be the figure "{figure}"',
                    'Write {{{{ {macro}("{figure}") }}}} instead; ' + _OR_NONE, _WHY, {"words": "134", "figure": "plans.reason.neglect", "macro": "figure"})

_MONTH = f"(?:{'|'.join(f'{month}|{month[:3]}|Sept' for month in MONTHS)})"
_NAMED = r"(?:sections?|pages?|priority|priorities|chapters?|parts?|levels?|articles?|regulations?|steps?|rows?|numbers?|issues?|questions?|no\.)"
_NOT_PROSE = pattern(
    rf"\b{_NAMED}\s+\d+(?:\s*(?:,|and|or|to|-|–|/)\s*\d+)*\b"  # section 11, pages 82 and 83
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:to|and|-|–)\s*\d{{1,2}})?\s+{_MONTH}\b(?:\s+\d{{4}})?"  # 5 May 2022
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?\b"  # May 2021, March 21
    r"|\b(?:19|20)\d\d\b(?!\s*%)"  # a year
    r"|\b\d{1,2}:\d{2}\b",  # a time
    re.IGNORECASE)

_NUMBER = pattern(
    rf"(?<![\w.,/£$€-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?!-\w))"
    r"(?P<percent>\s?%|\s+per\s?cent\b)?(?![\w/]|-\w|[.,]\d)", re.IGNORECASE)

_TIME_WORDS = {"day", "week", "month", "year", "hour", "minute"}

_JOINTS = "of|in|for|to|on|at|from|with|by|and|or|the|a|an|that|which|who|is|are|was|were|had|has|have"
"""Words at which what a number counts ends: "seven days of publication" counts no publications."""

BETWEEN = 3
"""How many words may stand between a small number and what is counted: "six main multi-agency audits"."""


@dataclass(frozen=True)
class Typed:
    """A number that somebody typed, and the figure that it seems to be."""

    line: int
    words: str
    figure: Figure | None = None
    """``None`` for a percentage that is that of no figure."""

    def problem(self, file: str, line: int) -> Problem:
        """Return it as the problem of a place."""
        if self.figure is None:
            return PERCENTAGE_TYPED.problem(file, line, words=self.words)
        macro = "percent" if self.words.endswith(("%", "cent")) else "figure"
        return FIGURE_TYPED.problem(file, line, words=self.words, macro=macro, figure=self.figure.name)


def typed_numbers(text: Text, year: Year) -> Iterator[Typed]:
    """Find the figures of a year that are typed by hand in a text."""
    for line, prose in _prose(text):
        plain = _NOT_PROSE.sub(lambda match: MACRO_SIGN * len(match[0]), prose)
        for match in _NUMBER.finditer(plain):
            is_one, figure = _judge(match, plain, year)
            if is_one:
                yield Typed(line + prose.count("\n", 0, match.start()), match[0].strip(), figure)


def _judge(match: re.Match[str], plain: str, year: Year) -> tuple[bool, Figure | None]:
    """Say whether a number is a figure of the report, and which it seems to be, where that can be told."""
    written = match["number"].lower()
    value = Decimal(WORDS[written]) if written in WORDS else Decimal(written.replace(",", ""))
    if match["percent"]:
        return True, next((figure for figure in year.figures.values() if year.share(figure) == value), None)
    equal = [figure for figure in year.figures.values() if figure.value == value]
    if value >= 10 or value != value.to_integral_value():
        return bool(equal), next(iter(equal), None)
    following = re.match(rf"(?:[ \n]+(?!(?:{_JOINTS})\b)[\w'’-]+){{1,{BETWEEN + 1}}}", plain[match.end():], re.IGNORECASE)
    words = {_singular(word) for word in re.findall(r"[a-z’'-]+", following[0].lower())} if following else set()
    small = [figure for figure in year.figures.values() if figure.suppressed and value < figure.suppressed.below]
    figure = next((figure for figure in (*equal, *small) if words & _nouns(figure)), None)
    return figure is not None, figure


def _nouns(figure: Figure) -> set[str]:
    """Return what a figure counts: the last word of its label and of its unit."""
    last = (re.findall(r"[a-z-]+", words.lower())[-1:] for words in (figure.label, figure.unit))
    return {_singular(word) for words in last for word in words} - _TIME_WORDS


def _singular(word: str) -> str:
    if word == "children":
        return "child"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _prose(text: Text) -> Iterator[tuple[int, str]]:
    """Return each stretch of prose with the line it starts on: without links, code and what macros print."""
    for token in text.tokens:
        if token.type == "inline":
            yield text.line_of(token), "".join(_words(token))
        elif token.type == "html_block":
            yield text.line_of(token), html.unescape(re.sub(r"<[^>]*(?:>|\Z)", lambda tag: "\n" * tag[0].count("\n"), token.content))


def _words(inline: Token) -> Iterator[str]:
    depth = 0
    for child in inline.children or ():
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "text" and not depth:
            yield child.content
        elif child.type in ("code_inline", "image", "link_open", "macro_inline"):
            yield MACRO_SIGN


def is_of_a_report(page: Page) -> bool:
    """Say whether a page belongs to an annual report: on any other nobody looks for its figures."""
    return page.address.startswith(REPORTS)


def check_typed_numbers(text: Text, front_matter: Place, years: Years) -> Iterator[Problem]:
    """Find the figures typed by hand in a page of an annual report: in its title, its summary and its text."""
    if text.page is None or not is_of_a_report(text.page) or not years:
        return
    named = year_of(text.page.address) or ""
    if named not in years and is_lost(years, named):
        return
    year = years.get(named) or list(years.values())[-1]
    if year.broken:
        return
    for key in ("title", "summary"):
        place = front_matter.at(key)
        for found in typed_numbers(text_alone(str(place.value)), year):
            yield found.problem(text.file, place.line)
    for found in typed_numbers(text, year):
        yield found.problem(text.file, found.line)
