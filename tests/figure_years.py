"""Invented figures for tests: a year file, read and checked without a site."""

from __future__ import annotations

import textwrap
from pathlib import Path

from projects import write
from publishing.data.figures.file import read_figures
from publishing.data.figures.sums import checked
from publishing.data.figures.year import Year
from publishing.data.sources import Source
from publishing.problems.problem import Problem
from publishing.reading.fields import Place

SOURCES = {"report": Source("report", "Invented report, 2021 to 2023", "Invented partnership", "2022", "https://example.org/report"),
           "other": Source("other", "Another document", "Invented council", "2022")}

HEAD = """\
    source: report
    small_numbers: Invented for 2021-22, so nobody can be identified.
    measures:
      plans:
        title: Plans
        unit: children
        period: on 31 March 2022
        section: Data
        figures:
          all: {label: All plans, value: 200}
"""

BREAKDOWN = HEAD + """\
      plans.reason:
        title: Reasons for plans
        unit: children
        period: on 31 March 2022
        section: Data
        total: plans.all
        figures:
          first: {label: First reason, value: 150, as_published: 75}
          second: {label: Second reason, value: 49}
          third: {label: Third reason, value: 1, as_published: 1}
"""


def read(root: Path, text: str, year: str = "2021-22", not_people: tuple[str, ...] = ()) -> tuple[Year, list[str]]:
    """Return a year, and its problems and those of other years in the folder as they are printed."""
    found, problems = _checked(root, text, year, not_people)
    return found[year], [str(problem) for problem in problems]


def problems_of(root: Path, text: str, year: str = "2021-22") -> list[Problem]:
    """Return the problems of a year, and those of other years in the folder."""
    return _checked(root, text, year, ())[1]


def _checked(root: Path, text: str, year: str, not_people: tuple[str, ...]) -> tuple[dict[str, Year], list[Problem]]:
    write(root, f"data/figures/{year}.yml", textwrap.dedent(text))
    problems: list[Problem] = []
    years, files = read_figures(root, SOURCES, problems)
    return checked(years, {name: Place(document) for name, document in files.items()}, not_people), problems
