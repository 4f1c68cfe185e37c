"""Figures that somebody typed by hand in a page of the annual report are found, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from projects import change, problems
from publishing.checks.typed_numbers import typed_numbers
from publishing.content.text import text_alone
from publishing.data.figures.year import Figure, Measure, Suppression, Year
from publishing.data.sources import Source

SOURCE = Source("report", "Invented report", "Invented partnership", "2022")


def _figure(name: str, label: str, unit: str, value: str) -> Figure:
    return Figure(name=name, label=label, unit=unit, period="2020-21", section="Data", source=SOURCE, value=Decimal(value))


def _measure(*figures: Figure, total: str | None = None) -> Measure:
    name = figures[0].name.rpartition(".")[0]
    return Measure(name=name, title=name, heading="What", unit="", period="", section="", source=SOURCE, figures=figures, total=total)


YEAR = Year("2020-21", SOURCE, {measure.name: measure for measure in (
    _measure(_figure("plans.all", "Children on a plan", "children", "252")),
    _measure(_figure("kind.neglect", "Neglect", "children", "134"), _figure("kind.other", "Other", "children", "118"), total="plans.all"),
    _measure(_figure("training.people", "Professionals", "professionals", "1860"), _figure("training.sessions", "Sessions", "sessions", "52")),
    _measure(_figure("news.issues", "Newsletters", "publications", "6"), _figure("news.posts", "Posts", "posts", "3.8")),
    _measure(_figure("length.long", "2 years to under 3 years", "children", "1")),
    _measure(_figure("asked.number", "Priorities", "priorities", "4")),
)})


@pytest.mark.parametrize("text, words", [
    ("There were 252 children.", "252"),
    ("Of them 53% were neglected.", "53%"),
    ("Some 7% is a share nobody knows.", "7%"),
    ("It was 53 per cent.", "53 per cent"),
    ("There were 1,860 professionals.", "1,860"),
    ("There were 1860 professionals.", "1860"),
    ("There were fifty-two of them.", "fifty-two"),
    ("The board sent six newsletters.", "six"),
    ("The board sent 6 special newsletters.", "6"),
    ("The board wrote SIX publications.", "SIX"),
    ("There was 1 child.", "1"),
    ("There was one child.", "one"),
    ("The four main priorities.", "four"),
    ("They fill 3.8 posts.", "3.8"),
    ("| Plans | 252 |\n| --- | --- |\n| a | b |", "252"),
    ("- a list item with 134 in it", "134"),
    ("## A heading with 134", "134"),
    ("<p>134</p>", "134"),
    ('{{ figure("x") }} and 134', "134"),
])
def test_typed_figure_is_found(text: str, words: str) -> None:
    assert [found.words for found in typed_numbers(text_alone(text), YEAR)] == [words]


@pytest.mark.parametrize("text", [
    "There were 251 children.",
    "In 252 places" .replace("252", "[252](x.md)"),
    "The code `252` is code.",
    "    252 is code",
    "A 52-minute film, GCP252, A252, 252nd.",
    "See section 52, pages 134 and 252, and priority 4.",
    "Sections 52 and 134.",
    "On 6 May 2020, in May 2020, on 6 and 7 June.",
    "In 2020-21, 2020/21 and 2020.",
    "one year later",
    "One of them. One priority.",
    "six days of newsletters",
    "6. newsletters",
    "It lasted 6 months.",
    '{{ figure("news.issues") }} newsletters',
    '{{ not_a_figure("252") }} cases',
    "From 9:52 to 1.252 and £252.",
    "![252](x.png)",
])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(typed_numbers(text_alone(text), YEAR)) == []


def test_message_says_line_figure_and_what_to_write() -> None:
    found, = typed_numbers(text_alone("A line.\n\nAnother,\nwith 134 in it."), YEAR)
    problem = found.problem("page.md", found.line)
    assert (problem.line, problem.message, problem.remedy) == (
        4, 'the number "134" is typed by hand and seems to be the figure "kind.neglect"',
        'Write {{ figure("kind.neglect") }} instead; where it is no figure of the report, {{ not_a_figure("134") }}.')


def test_typed_figures_are_named_in_title_summary_and_text_of_a_report_alone(example: Path) -> None:
    page = "docs/annual-report/2031-32/swimming.md"
    change(example, page, "title: Swimming in", "title: The eight publications of")
    change(example, page, "summary: Where children", "summary: Where 240 children")
    change(example, page, "Of all {{", "For 52% of plans it was neglect. Of all {{")
    change(example, "docs/about.md", "Northmoor's council", "All 240 of us: Northmoor's council")
    assert [problem.split(" is typed by hand")[0] for problem in problems(example)] == [
        f'{page}:2: the number "eight"', f'{page}:3: the number "240"', f'{page}:6: the number "52%"']


@pytest.mark.parametrize("text, found", [
    ("Three boats were lost.", ["Three"]), ("None, or 0 boats.", ["0"]), ("There were five boats.", []), ("It took three days.", []),
])
def test_what_a_hidden_figure_may_be_is_found(text: str, found: list[str]) -> None:
    hidden = replace(_figure("losses.boats", "Lost", "boats", "0"), value=None, suppressed=Suppression(5, "Ours."))
    assert [typed.words for typed in typed_numbers(text_alone(text), Year("2020-21", SOURCE, {"losses": _measure(hidden)}))] == found
