"""What is left of a hidden number for a reader who knows our code: simulated, for every table that there could be.

The officer's way is run on each table: all small numbers are suppressed, and whatever the check asks for is hidden as well.
What is then published is kept with the table. Tables with the same publication are what a reader, who can do the same,
cannot tell from each other. Every value that a suppressed figure has in one of them is possible for that reader.

By adding and subtracting alone, all values stay. Of how the rest was chosen, one may be learnt: that more had to be hidden
says that there was little to hide. ``below - 1`` of ``below`` values is therefore what is promised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import product

import pytest

from figure_years import SOURCES
from publishing.data.figures.suppression import Exposed, exposures
from publishing.data.figures.year import Figure, Measure, Suppression, Year

Table = Mapping[str, int]

SAID = {"unit": "children", "period": "2031-32", "section": "Data", "source": SOURCES["report"]}


def _year(table: Table, hidden: Mapping[str, int], totals: Mapping[str, str]) -> Year:
    """Return a year whose measures are what stands before the dot in a table's names; ``hidden`` gives under which number, or 0."""
    measures: dict[str, list[Figure]] = defaultdict(list)
    for name, value in table.items():
        below = hidden.get(name)
        measures[name.partition(".")[0]].append(Figure(
            name=name, label=name, value=None if below is not None else Decimal(value), suppressed=Suppression(below, "") if below else None,
            withheld=below == 0, **SAID))  # type: ignore[arg-type]
    return Year("2031-32", SOURCES["report"], {name: Measure(name=name, title=name, heading="", figures=tuple(figures), total=totals.get(name), **SAID)
                                               for name, figures in measures.items()})  # type: ignore[arg-type]


def _published(table: Table, totals: Mapping[str, str], below: int) -> tuple[tuple[str, object], ...]:
    """Return what is published of a table: of each figure its number, or in which way it is hidden."""
    hidden = {name: below for name, value in table.items() if value < below}
    for found in exposures({"2031-32": _year(table, hidden, totals)}):
        assert isinstance(found, Exposed) and found.enough, table
        hidden.update({key[1]: small for key, small in found.further.items()})
    assert not [*exposures({"2031-32": _year(table, hidden, totals)})], "what the check asks for is not enough"
    return tuple((name, ("suppressed" if hidden[name] else "withheld") if name in hidden else value) for name, value in table.items())


def _left_to_guess(tables: Iterable[Table], totals: Mapping[str, str], below: int, most: int) -> int:
    """Return the smallest number of values that a figure may have for a reader who knows all this and finds that it is small.

    Where the total is hidden, tables with a larger one than ``most`` may have the same publication, and were not tried: only
    publications that a table with at most two thirds of that has are looked at.
    """
    alike: dict[tuple[tuple[str, object], ...], list[Table]] = defaultdict(list)
    for table in tables:
        alike[_published(table, totals, below)].append(table)
    seen = [{table[name] for table in those} for published, those in alike.items() if min(table["plans.all"] for table in those) * 3 <= most * 2
            for name, value in published if isinstance(value, str)]
    small = [len(values) for values in seen if max(values) < below]
    assert len(small) > 10
    return min(small)


Shape = Callable[..., Table]

ONE: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b: {"reason.1": a, "reason.2": b, "plans.all": a + b}, 2, {"reason": "plans.all"})
THREE: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c: {"reason.1": a, "reason.2": b, "reason.3": c, "plans.all": a + b + c}, 3, {"reason": "plans.all"})
FOUR: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c, d: {"reason.1": a, "reason.2": b, "reason.3": c, "reason.4": d, "plans.all": a + b + c + d}, 4, {"reason": "plans.all"})
WITHIN: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c: {"reason.1": a, "reason.2": b + c, "age.1": b, "age.2": c, "plans.all": a + b + c}, 3, {"reason": "plans.all", "age": "reason.2"})
FIRST_OF_THREE: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c, d: {"reason.1": a + b, "reason.2": c, "reason.3": d, "age.1": a, "age.2": b, "plans.all": a + b + c + d}, 4,
    {"reason": "plans.all", "age": "reason.1"})
LAST_OF_THREE: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c, d: {"reason.1": a, "reason.2": b, "reason.3": c + d, "age.1": c, "age.2": d, "plans.all": a + b + c + d}, 4,
    {"reason": "plans.all", "age": "reason.3"})
AREAS: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c, d: {"north.1": a, "north.2": b, "south.1": c, "south.2": d, "area.north": a + b, "area.south": c + d, "plans.all": a + b + c + d}, 4,
    {"area": "plans.all", "north": "area.north", "south": "area.south"})
TWO_BREAKDOWNS: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c: {"reason.1": a, "reason.2": b, "age.1": c, "age.2": a + b - c, "plans.all": a + b}, 3, {"reason": "plans.all", "age": "plans.all"})
THREE_AND_TWO: tuple[Shape, int, Mapping[str, str]] = (
    lambda a, b, c, d: {"reason.1": a, "reason.2": b, "reason.3": c, "age.1": d, "age.2": a + b + c - d, "plans.all": a + b + c}, 4,
    {"reason": "plans.all", "age": "plans.all"})

LONG = pytest.mark.exhaustive


@pytest.mark.parametrize("shape, below, most", [
    pytest.param(ONE, 5, 30, id="two parts"), pytest.param(THREE, 3, 15, id="three parts"), pytest.param(WITHIN, 3, 15, id="one within another"),
    pytest.param(TWO_BREAKDOWNS, 3, 15, id="two breakdowns"), pytest.param(AREAS, 3, 9, id="four within two"),
    pytest.param(THREE, 5, 24, id="three parts, below five", marks=LONG), pytest.param(FOUR, 3, 18, id="four parts", marks=LONG),
    pytest.param(WITHIN, 5, 24, id="one within another, below five", marks=LONG), pytest.param(TWO_BREAKDOWNS, 5, 24, id="two breakdowns, below five", marks=LONG),
    pytest.param(FIRST_OF_THREE, 3, 14, id="within the first of three", marks=LONG), pytest.param(LAST_OF_THREE, 3, 14, id="within the last of three", marks=LONG),
    pytest.param(THREE_AND_TWO, 3, 14, id="three and two of one total", marks=LONG), pytest.param(AREAS, 3, 14, id="four within two, up to fourteen", marks=LONG),
])
def test_reader_who_knows_the_code_cannot_tell_a_hidden_number(shape: tuple[Shape, int, Mapping[str, str]], below: int, most: int) -> None:
    make, free, totals = shape
    tables = (make(*values) for values in product(range(most + 1), repeat=free))
    possible = (table for table in tables if table["plans.all"] <= most and min(table.values()) >= 0)
    assert _left_to_guess(possible, totals, below, most) >= below - 1
