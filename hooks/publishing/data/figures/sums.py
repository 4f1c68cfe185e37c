"""What must hold of a year's figures: they add up, they agree with what was published, they endanger nobody.

Each check reports to the file's own problems, with the line to look at.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from publishing.data.figures.suppression import Unprotected, hide
from publishing.data.figures.year import Figure, Measure, Year, in_digits, percent_of
from publishing.problems.problem import Severity, errors, suggestion
from publishing.reading.fields import Place

SMALL = 5
"""Counts below this may identify a child."""


def checked(year: Year, place: Place) -> Year:
    """Check a year that could be read, and return it as it may be shown: without what it hides.

    A year with errors comes back as broken, so that no page complains about what its file has been told already.
    """
    if year.broken:
        return year
    before = len(errors(place.document.problems))
    for measure in year.measures.values():
        at = _place_of(measure, year, place)
        _check_labels(measure, at)
        adds_up = _check_total(measure, year, at)
        for figure in measure.figures:
            where = at.at("figures").at(_key(figure))
            _check_suppressed(figure, where)
            _check_small(figure, where)
            if adds_up:
                _check_published(figure, measure, year, where)
    shown = year
    if len(errors(place.document.problems)) == before:
        try:
            shown = hide(year)
        except Unprotected as error:
            place.at("measures").at(error.measure.name).refuse(
                f'what is hidden in "{error.measure.title}" can be worked out from its total',
                f'Mark the total "{error.measure.total}" as suppressed as well.')
    return replace(shown, broken=True) if len(errors(place.document.problems)) > before else shown


def _place_of(measure: Measure, year: Year, place: Place) -> Place:
    name = measure.name if measure.name not in year.lists else None
    return place.at("measures").at(measure.name) if name else place.at("lists").at(measure.name)


def _key(figure: Figure) -> str:
    return figure.name.rpartition(".")[2]


def _check_labels(measure: Measure, place: Place) -> None:
    seen: set[str] = set()
    for figure in measure.figures:
        if figure.label.casefold() in seen:
            place.at("figures").at(_key(figure)).refuse(
                f'"{measure.title}" has the label "{figure.label}" twice', "Delete one of the two, or give it a label of its own.")
        seen.add(figure.label.casefold())


def _check_total(measure: Measure, year: Year, place: Place) -> bool:
    """Say whether a measure's figures add up to its total, as far as it has one and both are known."""
    if measure.total is None:
        return True
    total = year.figures.get(measure.total)
    if total is None:
        place.at("total").refuse(f'there is no figure "{measure.total}" to be the total',
                                 f"{suggestion(measure.total, year.figures)}Write measure and figure, for example child-protection.plans.")
        return False
    values = [figure.value for figure in measure.figures]
    if total.value is None or None in values:
        return _check_room(measure, total, place)
    found = sum(values, Decimal(0))
    if found != total.value:
        gap = abs(found - total.value)
        place.at("total").refuse(
            f'the figures of "{measure.title}" add up to {in_digits(found)}, and their total {measure.total} is '
            f"{in_digits(total.value)}: {in_digits(gap)} too {'many' if found > total.value else 'few'}",
            "Compare each with the source and correct the one that is wrong" + _suspects(measure, total, place))
    return found == total.value


def _suspects(measure: Measure, total: Figure, place: Place) -> str:
    """Name the figures that do not fit the percentages published with them: the likely mistakes."""
    lines = [f'"{figure.label}" on line {place.at("figures").at(_key(figure)).at("value").line}'
             for figure in measure.figures if _computed(figure, total) != figure.as_published]
    return f": look first at {lines[0]}, which does not fit its published percentage." if len(lines) == 1 else "."


def _check_room(measure: Measure, total: Figure, place: Place) -> bool:
    """Report known figures that are more than their total already, where some are not given."""
    known = sum((figure.value for figure in measure.figures if figure.value is not None), Decimal(0))
    if total.value is not None and known > total.value:
        place.at("total").refuse(f'the figures of "{measure.title}" add up to more than their total {measure.total}, even without those not given',
                                 "Compare each with the source and correct the one that is wrong.")
        return False
    return True


def _check_suppressed(figure: Figure, place: Place) -> None:
    if figure.suppressed and figure.value is not None and figure.value >= figure.suppressed.below:
        place.at("suppressed").refuse(f'"{figure.label}" is suppressed as {figure.suppressed.words}, and its value is not',
                                      "Take the suppression out, or correct the number.")


def _check_small(figure: Figure, place: Place) -> None:
    value = figure.value
    if value is not None and value < SMALL and value == value.to_integral_value() and not figure.suppressed and not figure.small_numbers:
        place.at("value").refuse(
            f'"{figure.label}" is a count under five, which may identify a child',
            "Choose: hide it with suppressed: {below: 5, rule: …}, or say why it may be shown with small_numbers: … "
            "beside it, in its measure, or at the head of the file.", Severity.WARNING)


def _check_published(figure: Figure, measure: Measure, year: Year, place: Place) -> None:
    if figure.as_published is None:
        return
    if measure.total is None:
        place.at("as_published").refuse("a published percentage needs a total to be compared with", "Give the measure a total, or take as_published out.")
        return
    total = year.total_of(measure)
    if total is None or figure.value is None or not total.value:
        return
    computed = _computed(figure, total)
    if computed != figure.as_published:
        place.at("as_published").refuse(
            f'"{figure.label}" is {in_digits(figure.value)} of {in_digits(total.value)}, which is {computed}%, and was published as {figure.as_published}%',
            "Compare both with the source and correct the one that is wrong.")


def _computed(figure: Figure, total: Figure) -> Decimal | None:
    """Return a figure's percentage with as many decimals as the published one, where there is one to compare."""
    if figure.as_published is None or figure.value is None or not total.value:
        return figure.as_published
    places = max(0, -int(figure.as_published.as_tuple().exponent))
    return percent_of(figure.value, total.value, places)
