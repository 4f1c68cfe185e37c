"""A year's figures as they are when more of them are hidden: so what follows from that can be said in the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from publishing.data.figures.year import Figure, Measure, Suppression, Year, number_of


def as_if_hidden(year: Year, hidden: Mapping[str, int]) -> Year:
    """Return a year with figures hidden: each as under a number, or withheld where that is 0.

    A measure that then hides figures, and says neither what they add up to nor that nothing holds their sum, has the total that it seems to have.
    """
    measures = {name: _hiding(measure, hidden) for name, measure in year.measures.items()}
    return replace(year, measures={name: replace(measure, total=measure.total or _likely_total(measure, year)) for name, measure in measures.items()})


def _hiding(measure: Measure, hidden: Mapping[str, int]) -> Measure:
    figures = tuple(_hidden(figure, hidden[figure.name]) if figure.name in hidden else figure for figure in measure.figures)
    sums = tuple(replace(figure, value=None) if any(part in hidden for part in figure.parts) else figure for figure in measure.sums)
    return replace(measure, figures=figures, sums=sums)


def _hidden(figure: Figure, below: int) -> Figure:
    return replace(figure, value=None, as_published=None, suppressed=Suppression(below, "") if below else None, withheld=not below)


def _likely_total(measure: Measure, year: Year) -> str | None:
    """Return the figure of another measure that is as much more than what is shown as what is small can be."""
    if measure.no_total or len(measure.figures) < 2 or not room_in(measure):
        return None
    shown = sum(map(number_of, measure.figures), Decimal(0))
    return next((figure.name for figure in year.figures.values()
                 if figure.value and shown and shown <= figure.value <= shown + room_in(measure)
                 and figure.unit == measure.unit and year.measure_of(figure).name != measure.name), None)


def room_in(measure: Measure) -> int:
    """Return how much the small figures of a measure can be in all; nought where it has none, or one that is withheld and may be anything."""
    return 0 if any(figure.withheld for figure in measure.figures) else sum(figure.suppressed.below - 1 for figure in measure.figures if figure.suppressed)
