"""What must hold of a year's figures: they add up, they agree with what was published, they endanger nobody.

Each check reports to the file's own problems, with the line to look at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from publishing.data.figures.as_if_hidden import as_if_hidden
from publishing.data.figures.copied import copied, years_named
from publishing.data.figures.hiding import further_of, hiding, place_of, worked_out
from publishing.data.figures.suppression import exposures, noughts, number_is_small
from publishing.data.figures.ties import is_counted
from publishing.data.figures.year import HIDE, SMALL, Figure, Measure, Year, in_digits, percent_of
from publishing.problems.problem import Problem, errors, shortened, suggestion
from publishing.problems.rule import FIGURES, Rule
from publishing.reading.fields import Place

_COMPARE = "Compare each with the source and correct the one that is wrong"
_DO_NOT_ADD_UP = 'the figures of "{title}" add up to {sum}, and their total {total} is {value}: {gap}'
_WHY_SUMS = "One of the numbers was copied wrong, and readers would see it."
_A_SUM = {"title": "Reasons for plans", "sum": 199, "total": "plans.all", "value": 200, "gap": "1 too few"}

LABEL_TWICE = Rule("label-twice", FIGURES, '"{title}" has the label "{label}" twice', "Delete one of the two, or give it a label of its own.",
                   "In a table or chart nobody could tell one from the other.", {"title": "Reasons for plans", "label": "Neglect"})
NO_TOTAL = Rule("no-such-total", FIGURES, 'there is no figure "{name}" to be the total', "{near}Write measure and figure, for example plans.all.",
                "The figures are added up and compared with it.", {"name": "plans.al", "near": 'Did you mean "plans.all"? '})
DO_NOT_ADD_UP = Rule("sum-is-not-total", FIGURES, _DO_NOT_ADD_UP, f"{_COMPARE}.", _WHY_SUMS, _A_SUM)
DO_NOT_ADD_UP_FOR_ONE = Rule("sum-is-not-total-for-one", FIGURES, _DO_NOT_ADD_UP,
                             _COMPARE + ': look first at "{label}" on line {line}, which does not fit its published percentage.', _WHY_SUMS,
                             {**_A_SUM, "label": "Neglect", "line": 19})
MORE_THAN_TOTAL = Rule("more-than-total", FIGURES, 'the figures of "{title}" add up to more than their total {total}, even without those not given',
                       f"{_COMPARE}.",
                       _WHY_SUMS, {"title": "Reasons for plans", "total": "plans.all"})
_WHO_MAY_BE_KNOWN = "Where few are counted, people nearby may know who they are."
SMALL_NUMBER = Rule("small-number", FIGURES, '"{label}" is a count of {unit} under five, which may identify a child',
                    "Hide it: take out value: (and as_published:, where it stands there), and write in its place " + HIDE + ". Or, if the partnership has decided that it may be shown, "
                    "write small_numbers: and a sentence that says why and names {year}, beside it, in its measure, or at the head of the file. Units that are no people, such as sessions, stand under not_people in data/language.yml.",
                    _WHO_MAY_BE_KNOWN, {"label": "Neglect", "unit": "children", "year": "2021-22"})
DECISION_OF_NO_YEAR = Rule("small-number-of-another-year", FIGURES, '"{label}" is a count of {unit} under five, and small_numbers, which says why such may be shown, does not name {year}',
                           "Hide it: take out value: (and as_published:, where it stands there), and write in its place " + HIDE + ". If the partnership has decided for {year} that it may be shown, say so in small_numbers, with the year.",
                           f"A decision is about the numbers of one year, and is easily copied along with last year's file. {_WHO_MAY_BE_KNOWN}",
                           {"label": "Neglect", "unit": "children", "year": "2021-22"})
_DECISIONS = (SMALL_NUMBER, DECISION_OF_NO_YEAR)
PERCENTAGE_ALONE = Rule("percentage-without-total", FIGURES, "a published percentage needs a total to be compared with",
                        "Give the measure a total, or take as_published out.", "A percentage is always one of a total.")
PERCENTAGE_DIFFERS = Rule("percentage-differs", FIGURES, '"{label}" is {value} of {total}, which is {computed}%, and was published as {published}%',
                          "Compare both with the source and correct the one that is wrong.", "One of the two was copied wrong, and readers would see it.",
                          {"label": "Neglect", "value": 150, "total": 200, "computed": 75, "published": 74})

_RATE = re.compile(r"%|\bper\b|\bper ?cent", re.IGNORECASE)


def checked(years: Mapping[str, Year], places: Mapping[str, Place], not_people: Collection[str] | None = ()) -> dict[str, Year]:
    """Check the years that could be read, and return them; ``places`` are their files.

    ``not_people`` are the units of which a few tell of nobody; where they are not known (``None``), nobody is asked about small numbers.

    A year with errors comes back as broken, so that no page complains about what its file has been told already.
    """
    asked = {name: _asked(year, not_people) for name, year in years.items() if year.measures}
    found = {name: [*_wrong(years[name], places[name], figures)] for name, figures in asked.items()}
    # What else must be hidden is said together with the small numbers: as if these were hidden already.
    sound = {name: as_if_hidden(years[name], asked[name]) for name, wrong in found.items() if not errors(problem for problem in wrong if problem.rule not in _DECISIONS)}
    exposed = [*exposures(sound)]
    for problem, name in worked_out(exposed, sound, places):
        found[name].append(problem)
    seen = {**years, **{name: as_if_hidden(year, further_of(exposed, name)) for name, year in sound.items()}}
    for name, wrong in found.items():
        wrong.extend((*hiding(seen[name], places[name], seen), *copied(years[name], places[name], years)))
        places[name].document.problems.extend(wrong)
    return {name: replace(year, broken=year.broken or bool(errors(found[name]))) for name, year in years.items()}


def _asked(year: Year, not_people: Collection[str] | None) -> dict[str, int]:
    """Return the counts of people about which the officer is asked, and under which number each is. A rate or a share is none."""
    if not_people is None:
        return {}
    told = {figure.name for figure, _ in noughts(year)}
    return {figure.name: SMALL for measure in year.measures.values() if not is_counted(measure, year) for figure in measure.figures
            if figure.name not in told and figure.unit.casefold() not in not_people and number_is_small(figure, SMALL)
            and not _RATE.search(figure.unit) and year.name not in years_named(figure.small_numbers)}


def _wrong(year: Year, place: Place, asked: Collection[str]) -> Iterator[Problem]:
    for measure in year.measures.values():
        at = _place_of(measure, year, place)
        yield from _labels(measure, at)
        sums = list(_total(measure, year, at))
        yield from sums
        for figure in measure.figures:
            where = place_of(figure, year, place)
            if figure.name in asked:
                rule = DECISION_OF_NO_YEAR if figure.small_numbers else SMALL_NUMBER
                yield where.at("value").problem(rule, label=shortened(figure.label), unit=shortened(figure.unit), year=year.name)
            if not sums:
                yield from _published(figure, measure, year, where)


def _place_of(measure: Measure, year: Year, place: Place) -> Place:
    name = measure.name if measure.name not in year.lists else None
    return place.at("measures").at(measure.name) if name else place.at("lists").at(measure.name)


def _key(figure: Figure) -> str:
    return figure.name.rpartition(".")[2]


def _labels(measure: Measure, place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for figure in measure.figures:
        if figure.label.casefold() in seen:
            yield place.at("figures").at(_key(figure)).problem(LABEL_TWICE, title=measure.title, label=figure.label)
        seen.add(figure.label.casefold())


def _total(measure: Measure, year: Year, place: Place) -> Iterator[Problem]:
    """Find figures that do not add up to their total, as far as they have one and all are known."""
    if measure.total is None:
        return
    total = year.figures.get(measure.total)
    if total is None:
        yield place.at("total").problem(NO_TOTAL, name=measure.total, near=suggestion(measure.total, year.figures))
        return
    known = [figure.value for figure in measure.figures if figure.value is not None]
    found = sum(known, Decimal(0))
    if total.value is None or found == total.value:
        return
    if len(known) == len(measure.figures):
        yield _gap(measure, total, total.value, found, place)
    elif found > total.value:
        yield place.at("total").problem(MORE_THAN_TOTAL, title=measure.title, total=measure.total)


def _gap(measure: Measure, total: Figure, value: Decimal, found: Decimal, place: Place) -> Problem:
    """Say by how much figures miss their total; name the one that does not fit the percentage published with it, where it is one alone."""
    gap = f"{in_digits(abs(found - value))} too {'many' if found > value else 'few'}"
    values = {"title": measure.title, "sum": in_digits(found), "total": measure.total, "value": in_digits(value), "gap": gap}
    suspects = [figure for figure in measure.figures if _computed(figure, total) != figure.as_published]
    if len(suspects) != 1:
        return place.at("total").problem(DO_NOT_ADD_UP, **values)
    line = place.at("figures").at(_key(suspects[0])).at("value").line
    return place.at("total").problem(DO_NOT_ADD_UP_FOR_ONE, **values, label=suspects[0].label, line=line)


def _published(figure: Figure, measure: Measure, year: Year, place: Place) -> Iterator[Problem]:
    if figure.as_published is None:
        return
    place = place.at("as_published")
    if measure.total is None:
        yield place.problem(PERCENTAGE_ALONE)
        return
    total = year.total_of(measure)
    if total is None or total.value is None or figure.value is None:
        return
    computed = _computed(figure, total)
    if computed != figure.as_published:
        yield place.problem(PERCENTAGE_DIFFERS, label=figure.label, value=in_digits(figure.value), total=in_digits(total.value),
                            computed=computed, published=figure.as_published)


def _computed(figure: Figure, total: Figure) -> Decimal | None:
    """Return a figure's percentage with as many decimals as the published one, where there is one to compare."""
    if figure.as_published is None or figure.value is None or not total.value:
        return figure.as_published
    places = max(0, -int(figure.as_published.as_tuple().exponent))
    return percent_of(figure.value, total.value, places)
