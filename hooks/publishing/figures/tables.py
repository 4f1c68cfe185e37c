"""The macros that print figures as tables and charts, with where they are from. ``docs/figures.md`` shows them at work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from publishing.data.figures.ties import is_counted
from publishing.data.figures.year import NOT_SHOWN, SMALL, Figure, Measure, Rows, Year, in_digits, number_of
from publishing.figures.charts import Bar, draw
from publishing.figures.downloads import downloads_of, file_of, package_of
from publishing.figures.words import FigureWords, percentage, year_before
from publishing.problems.problem import listed, suggestion
from publishing.problems.rule import FIGURES, Rule
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import MacroError, prints_blocks
from publishing.words.slugs import slug, unique

_MEASURES_ARE_IN = "The measures are in data/figures/{year}.yml."

NO_MEASURE = Rule("no-such-measure", FIGURES, 'there is no measure "{name}" in {year}', "{near}" + _MEASURES_ARE_IN, "There is nothing to print.",
                  {"name": "trainin", "year": "2020-21", "near": 'Did you mean "training"? '})
LIST_FOR_MEASURE = Rule("list-for-a-measure", FIGURES, 'there is no measure "{name}" in {year}',
                        '"{name}" is a list: use table, or name its {name}.tally. ' + _MEASURES_ARE_IN, "A chart shows numbers, and a list holds words.",
                        {"name": "ratings", "year": "2020-21"})
FIGURE_FOR_MEASURE = Rule("figure-for-a-measure", FIGURES, 'there is no measure "{name}" in {year}',
                          '"{name}" is a single figure: use figure. ' + _MEASURES_ARE_IN, "A table or chart shows the figures of a whole measure.",
                          {"name": "training.sessions", "year": "2020-21"})


@dataclass(frozen=True)
class Line:
    """A line of a measure's table."""

    label: str
    number: str
    share: str
    before: str
    change: str


class FigureTables:
    """What the macros for tables and charts print on the page at one address; ``url`` makes its links."""

    def __init__(self, words: FigureWords, fragments: Fragments, url: Callable[[str], str]) -> None:
        self._words = words
        self._fragments = fragments
        self._url = url
        self._charts = 0
        self._identifiers: set[str] = set()
        self.offered: dict[str, Year] = {}
        """Every year whose files are offered to be downloaded."""

    @prints_blocks
    def table(self, name: str, year: str | None = None) -> Markup:
        """Print a measure or a list as a table, with its source."""
        found = self._words.year(year)
        what = self._measure(name, found, lists=True)
        if what is None:
            return Markup()
        return self._table(what, found, self._identifier(what, found)) + Markup("\n") + self._note(what, found)

    @prints_blocks
    def chart(self, name: str, year: str | None = None) -> Markup:
        """Print a measure as a chart, with what it shows in words, its table and its source."""
        found = self._words.year(year)
        measure = self._measure(name, found)
        if measure is None:
            return Markup()
        self._charts += 1
        return self._show("chart", number=self._charts, identifier=self._identifier(measure, found), title=f"{measure.title}, {found.name}", summary=in_words(measure, found),
                          drawing=draw(_bars(measure, found)), table=self._table(measure, found), note=self._note(measure, found))

    @prints_blocks
    def source_note(self, name: str, year: str | None = None) -> Markup:
        """Print where a figure, measure or list is from, and what time it is about."""
        found = self._words.year(year)
        figure = found.figures.get(name)
        what = figure or self._measure(name, found, lists=True)
        if what is None:
            return Markup()
        figures = [figure] if figure else what.figures if isinstance(what, Measure) else ()
        return self._show("figure-source", items=[(what, cited((one, found) for one in figures))])

    @prints_blocks
    def downloads(self, year: str | None = None) -> Markup:
        """Print links to every file of a year's figures."""
        found = self._words.year(year)
        self.offered[found.name] = found
        return self._show("downloads", year=found, package=package_of(found), files=list(downloads_of(found)))

    def sources_of_mentioned(self) -> Markup:
        """Print where the figures are from that stand in the page's sentences; nothing where there are none."""
        seen: dict[tuple[str, ...], tuple[Measure, list[tuple[Figure, Year]]]] = {}
        for figure, year in self._words.mentioned.values():
            measure = replace(year.measure_of(figure), period=figure.period, section=figure.section)
            alike = seen.setdefault((year.name, measure.title.partition(":")[0], figure.section, figure.period), (measure, []))
            alike[1].append((figure, year))
        return self._show("figure-source", items=[(measure, cited(figures)) for measure, figures in seen.values()]) if seen else Markup()

    def _identifier(self, what: Measure | Rows, year: Year) -> str:
        """Return the identifier of a table or chart on this page, by which it can be cited; two hyphens keep it from being a heading's."""
        found = unique(f"figure--{slug(what.name.replace('.', '-'))}-{year.name}", self._identifiers)
        self._identifiers.add(found)
        return found

    def _measure(self, name: str, year: Year, lists: bool = False) -> Any:
        if lists and name in year.lists:
            return year.lists[name]
        known = {*year.measures} - {*year.lists}
        if name in known:
            return year.measures[name]
        if year.broken:
            return None
        if name in year.lists:
            raise MacroError(LIST_FOR_MEASURE, name=name, year=year.name)
        if name in year.figures:
            raise MacroError(FIGURE_FOR_MEASURE, name=name, year=year.name)
        raise MacroError(NO_MEASURE, name=name, year=year.name, near=suggestion(str(name), known | {*year.lists} if lists else known))

    def _table(self, what: Measure | Rows, year: Year, identifier: str = "") -> Markup:
        if isinstance(what, Rows):
            return self._show("list-table", list=what, year=year, identifier=identifier)
        earlier = self._year_to_compare(what, year)
        total = year.total_of(what)
        return self._show("figure-table", measure=what, identifier=identifier, year=year, earlier=earlier, shares=total is not None,
                          lines=[_line(figure, year, earlier) for figure in what.figures],
                          total=_line(total, year, earlier, "100%") if total else None)

    def _year_to_compare(self, measure: Measure, year: Year) -> Year | None:
        found = (year_before(self._words.years, year, figure.name) for figure in measure.figures)
        return max((other for other in found if other), key=lambda other: other.name, default=None)

    def _note(self, what: Measure | Rows, year: Year) -> Markup:
        return self._show("figure-note", what=what, notes=list(_notes(what, year)), csv=file_of(what, year, "csv"), json=file_of(what, year, "json"))

    def _show(self, fragment: str, **values: Any) -> Markup:
        return self._fragments.render(fragment, self._url, **values)


def _line(figure: Figure, year: Year, earlier: Year | None, share: str = "") -> Line:
    before = earlier.figures.get(figure.name) if earlier else None
    change = ""
    if earlier:
        change = "not comparable" if before is None else NOT_SHOWN
        if before is not None and before.value is not None and figure.value is not None:
            gap = figure.value - before.value
            change = f"{'+' if gap > 0 else '−' if gap < 0 else ''}{in_digits(abs(gap))}"
    return Line(figure.label, figure.text, share or percentage(year, figure), before.text if before else "none", change)


def _notes(what: Measure | Rows, year: Year) -> Iterator[str]:
    yield from what.notes
    if isinstance(what, Rows):
        return
    yield from (f"{figure.label}: {note}" for figure in what.figures for note in figure.notes)
    shares = [share for figure in what.figures if (share := year.share(figure)) is not None]
    if len(shares) == len(what.figures) and sum(shares) != 100:
        yield f"The percentages add up to {sum(shares)} because each is rounded."
    rules = dict.fromkeys(figure.suppressed.rule for figure in what.figures if figure.suppressed)
    if any(figure.hidden for figure in what.figures):
        yield "Some numbers are not shown, to protect children, and neither are others from which they could be worked out."
    yield from dict.fromkeys(f"{figure.text.capitalize()} may mean none." for figure in what.figures if figure.suppressed)
    yield from rules


def cited(figures: Iterable[tuple[Figure, Year]]) -> str:
    """Return figures with their years as they are cited: ``Length of plans: under 6 months, 2031-32: 96``. What is hidden stays so."""
    def named(figure: Figure, year: Year) -> str:
        title = year.measure_of(figure).title
        return title if figure.label == title else f"{title}: {figure.label}"

    return "; ".join(f"{named(figure, year)}, {year.name}: {figure.text}" for figure, year in figures)


def in_words(measure: Measure, year: Year) -> str:
    """Return what a chart of a measure shows, in a sentence or two.

    Words point harder than a row of a table, so they name no group of fewer than five, unless it is of rows of a list.
    """
    shown = [figure for figure in measure.figures if figure.value is not None]
    if not shown:
        return "No number of this measure is shown."
    least = 0 if is_counted(measure, year) else SMALL

    def amount(figure: Figure) -> str:
        alike = [other.label for other in shown if other.value == figure.value]
        share = f" ({percentage(year, figure)})" if year.share(figure) is not None else ""
        return f"{listed(alike)}, {figure.text}{share}{' each' if len(alike) > 1 else ''}"

    total = year.total_of(measure)
    whole = f"Of {total.text} {measure.unit}: " if total and total.value is not None and total.value >= least else ""
    ordered = sorted(shown, key=lambda figure: -number_of(figure))
    if number_of(ordered[0]) < least:
        return f"{whole}{'each' if whole else 'Each'} number that is shown is under five. The table has them."
    words = f"{whole}{'the' if whole else 'The'} largest number {'shown ' if len(shown) < len(measure.figures) else ''}is {amount(ordered[0])}"
    if ordered[0].value != ordered[-1].value and number_of(ordered[-1]) >= least:
        words += f"; the smallest {'shown ' if len(shown) < len(measure.figures) else ''}is {amount(ordered[-1])}"
    return f"{words}."


def _bars(measure: Measure, year: Year) -> list[Bar]:
    def words(figure: Figure) -> str:
        return f"{figure.text} ({percentage(year, figure)})" if year.share(figure) is not None else figure.text

    return [Bar(figure.label, figure.value, words(figure)) for figure in measure.figures]
