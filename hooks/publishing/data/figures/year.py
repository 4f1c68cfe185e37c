"""The figures of each reporting year, as typed values. :mod:`publishing.data.figures.file` reads them.

A *figure* is one number with its label, unit, period and source. A *measure* is a group of figures that belong
together; a breakdown has a total that they add up to. A *list* holds what is not a number, such as ratings; how many
rows it has, and how often each word of a column stands in it, are figures too, so that nobody counts by hand.

What is hidden to protect children has no number here, because its file has none: the file is as public as the page. That
what is left protects it is checked by :mod:`publishing.data.figures.suppression`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from publishing.data.sources import Source
from publishing.words.dates import YEARS

NUMBER = "number"
TALLY = "tally"
"""The figures that a list gives: ``ratings.number``, and the measure ``ratings.tally``."""

SMALL = 5
"""Counts below this may identify a child."""

HIDE_UNDER = "suppressed: {{below: {below}, rule: Counts under {below} are not shown.}}"
HIDE = HIDE_UNDER.replace("{below}", str(SMALL))
"""What hides a small number, as rules show it: it can be pasted as it stands."""

NOT_SHOWN = "not shown"
"""What is printed for a number that is hidden to protect another."""


@dataclass(frozen=True)
class Suppression:
    """That a figure is not shown because it is small, and by which rule."""

    below: int
    rule: str

    @property
    def words(self) -> str:
        """What is printed instead of the number."""
        return f"fewer than {self.below}"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number of the report."""

    name: str
    """Measure and figure: ``training.sessions``."""
    label: str
    unit: str
    period: str
    section: str
    source: Source
    value: Decimal | None = None
    """``None`` where it is not shown."""
    as_published: Decimal | None = None
    """The percentage that the source prints."""
    suppressed: Suppression | None = None
    """Where it is hidden because it is small."""
    withheld: bool = False
    """Whether it is hidden to protect another."""
    parts: tuple[str, ...] = ()
    """The figures that it is the sum of, where it is worked out."""
    small_numbers: str = ""
    """Why it may be shown although it is small."""
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it is printed, everywhere."""
        return self.hidden if self.value is None else in_digits(self.value)

    @property
    def hidden(self) -> str:
        """What is printed instead of the number, where it is not shown."""
        if self.value is not None:
            return ""
        return self.suppressed.words if self.suppressed else NOT_SHOWN


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Figures that belong together."""

    name: str
    title: str
    heading: str
    unit: str
    period: str
    section: str
    source: Source
    figures: tuple[Figure, ...]
    sums: tuple[Figure, ...] = ()
    total: str | None = None
    """The figure that these add up to."""
    no_total: str = ""
    """Why there is none, where figures are hidden and somebody might look for one."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list: rows of text under headings."""

    name: str
    title: str
    unit: str
    period: str
    section: str
    source: Source
    columns: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Year:
    """The figures of one reporting year."""

    name: str
    """``2020-21``"""
    source: Source | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)
    lists: Mapping[str, Rows] = field(default_factory=dict)
    broken: bool = False
    """Whether its file has errors. They are reported; what then cannot be found is not wrong as well."""

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by its name."""
        return {figure.name: figure for measure in self.measures.values() for figure in (*measure.figures, *measure.sums)}

    @cached_property
    def _measure_of(self) -> Mapping[str, Measure]:
        return {figure.name: measure for measure in self.measures.values() for figure in (*measure.figures, *measure.sums)}

    def measure_of(self, figure: Figure) -> Measure:
        """Return the measure that a figure belongs to."""
        return self._measure_of[figure.name]

    def total_of(self, measure: Measure) -> Figure | None:
        """Return the figure that a measure's figures add up to."""
        return self.figures.get(measure.total) if measure.total else None

    def share(self, figure: Figure, places: int = 0) -> Decimal | None:
        """Return a figure's percentage of its measure's total, rounded half up; ``None`` where there is none to show."""
        total = self.total_of(self.measure_of(figure))
        if total is None or not total.value or figure.value is None:
            return None
        return percent_of(figure.value, total.value, places)


Years = Mapping[str, Year]
"""Every reporting year by its name, oldest first."""


def number_of(figure: Figure) -> Decimal:
    """Return the number of a figure that has one; nought where it has none."""
    return figure.value or Decimal(0)


def percent_of(part: Decimal, whole: Decimal, places: int = 0) -> Decimal:
    """Return what percentage of a whole a part is, with so many decimals, rounded half up; the whole is not nought."""
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_digits(number: Decimal) -> str:
    """Return a number as it is printed everywhere: with commas between thousands."""
    return f"{number:,f}"


def is_year(name: str) -> bool:
    """Say whether a name is a reporting year: two years that follow each other, as ``2020-21``."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", name)
    return match is not None and int(match[1]) in YEARS and (int(match[1]) + 1) % 100 == int(match[2])
