"""Hiding small numbers, and whatever they could be worked out from.

A hidden number loses its value here, before anything is printed, drawn or offered as data: nothing further down can
show what it does not have.

In a breakdown with a known total, one hidden figure is the total less the others. So the smallest of the others is
hidden as well, and the next, until more than one answer is possible for each figure that a rule protects. Sums that a
hidden figure is part of are hidden, and where a total is hidden, so is each part of it: the parts would give it away.
(The approach is that of statistical offices: secondary suppression, smallest first; see the Government Statistical
Service's guidance on disclosure control for tables from administrative sources.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from publishing.data.figures.year import Figure, Measure, Year, number_of

NOT_SHOWN = "not shown"
"""What is printed for a number that is hidden to protect another."""


class Unprotected(Exception):
    """No choice of further figures to hide can protect what a measure hides."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(measure.name)
        self.measure = measure


def hide(year: Year) -> Year:
    """Return a year without the numbers that it hides. Raises :class:`Unprotected`."""
    figures = dict(year.figures)
    hidden = {name: figure.suppressed.words for name, figure in figures.items() if figure.suppressed}
    if not hidden:
        return year
    size = -1
    while size != len(hidden):
        size = len(hidden)
        for measure in year.measures.values():
            for name in _also(measure, figures, hidden):
                hidden.setdefault(name, NOT_SHOWN)
    return replace(year, measures={name: _without(measure, hidden) for name, measure in year.measures.items()})


def _also(measure: Measure, figures: Mapping[str, Figure], hidden: Mapping[str, str]) -> list[str]:
    """Return what else a measure must hide."""
    total = figures.get(measure.total) if measure.total else None
    sums = [found.name for found in measure.sums if any(part in hidden for part in found.parts)]
    if total is None or total in measure.sums:  # a total worked out from these figures is hidden with them
        return sums
    parts = [figure.name for figure in measure.figures]
    if total.name in hidden:
        return [*sums, *parts]
    if not any(name in hidden for name in parts):
        return sums
    more: list[str] = []
    rest = sorted((figure for figure in measure.figures if figure.name not in hidden), key=lambda figure: (not figure.value, figure.value, figure.label))
    while not _safe(measure, total, {*hidden, *more}):
        if not rest:
            raise Unprotected(measure)
        more.append(rest.pop(0).name)
    return [*sums, *more]


def _safe(measure: Measure, total: Figure, hidden: set[str]) -> bool:
    """Say whether each protected figure of a breakdown could have more than one value, for all that a reader knows.

    A reader knows the total, the figures that are shown, and under which number each protected figure is.
    """
    unseen = [figure for figure in measure.figures if figure.name in hidden]
    left = number_of(total) - sum((number_of(figure) for figure in measure.figures if figure.name not in hidden), Decimal(0))
    for figure in unseen:
        others = [other for other in unseen if other is not figure]
        if not others:
            return False
        most_of_others = [other.suppressed.below - 1 for other in others if other.suppressed]
        least = left - sum(most_of_others) if len(most_of_others) == len(others) else Decimal(0)
        most = left - sum((_floor(other, figure) for other in others), Decimal(0))
        if figure.suppressed:
            most = min(most, Decimal(figure.suppressed.below - 1))
        if max(least, Decimal(0)) >= most:
            return False
    return True


def _floor(other: Figure, figure: Figure) -> Decimal:
    """Return the least that a reader may take ``other`` to be: what is not marked as small is taken to be not small."""
    below = Decimal(figure.suppressed.below) if figure.suppressed else Decimal(0)
    return below if not other.suppressed and other.value is not None and other.value >= below else Decimal(0)


def _without(measure: Measure, hidden: Mapping[str, str]) -> Measure:
    total_hidden = measure.total in hidden

    def emptied(figure: Figure) -> Figure:
        if figure.name in hidden:
            return replace(figure, value=None, as_published=None, hidden=hidden[figure.name])
        return replace(figure, as_published=None) if total_hidden else figure

    return replace(measure, figures=tuple(map(emptied, measure.figures)), sums=tuple(map(emptied, measure.sums)))
