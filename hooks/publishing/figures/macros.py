"""The macros that print figures. ``docs/figures.md`` shows each of them at work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jinja2 import TemplateError, nodes
from markupsafe import escape

from publishing.data.figures.suppression import NOT_SHOWN
from publishing.data.figures.year import Figure, Measure, Rows, Year, Years, in_digits, is_year
from publishing.figures.charts import Bar, draw
from publishing.figures.downloads import downloads_of, file_of, package_of
from publishing.problems.problem import listed, suggestion
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import MacroEnvironment, MacroError, expand

WORDS_WITH_FIGURES = ("difference", "figure", "not_a_figure", "percent", "trend")
"""The macros that print plain words: titles and summaries may hold them too."""

FIGURE_MACROS = (*WORDS_WITH_FIGURES, "chart", "downloads", "source_note", "table")

NO_EARLIER_YEAR = "no earlier year to compare with"

REPORTS = "/annual-report/"


class FigureWords:
    """What the macros for figures print within a sentence, on the page at one address."""

    def __init__(self, years: Years, address: str) -> None:
        self._years = years
        self._address = address

    def figure(self, name: str, year: str | None = None) -> str:
        """Print a figure."""
        return self._figure(name, self._year(year)).text

    def percent(self, name: str, year: str | None = None) -> str:
        """Print a figure's percentage of its measure's total."""
        found = self._year(year)
        figure = self._figure(name, found)
        if found.broken:
            return ""
        if found.total_of(found.measure_of(figure)) is None:
            raise MacroError(f'"{name}" is not part of a breakdown, so it has no percentage', "Give its measure a total in the data file, or use figure.")
        return percentage(found, figure)

    def difference(self, name: str, since: str | None = None, year: str | None = None) -> str:
        """Print how many more or fewer a figure is than a year before."""
        now, then, earlier = self._compared(name, since, year)
        if then is None or earlier is None:
            return NO_EARLIER_YEAR
        if now.value is None or then.value is None:
            return NOT_SHOWN
        gap = now.value - then.value
        return f"the same as in {earlier}" if not gap else f"{in_digits(abs(gap))} {'more' if gap > 0 else 'fewer'} than in {earlier}"

    def trend(self, name: str, since: str | None = None, year: str | None = None) -> str:
        """Print where a figure came from and how far it moved."""
        now, then, earlier = self._compared(name, since, year)
        if then is None or earlier is None:
            return NO_EARLIER_YEAR
        moved = f"from {then.text} in {earlier} to {now.text} in {self._year(year).name}"
        if now.value is None or then.value is None:
            return moved
        gap = now.value - then.value
        if not gap:
            return f"{moved}, no change"
        share = f" ({rounded(abs(gap) * 100 / then.value)}%)" if then.value else ""
        return f"{moved}, {'up' if gap > 0 else 'down'} by {in_digits(abs(gap))}{share}"

    def not_a_figure(self, words: str) -> str:
        """Print words as they are, and say that the number in them is not a figure of the report."""
        return str(escape(words))

    def _compared(self, name: str, since: str | None, year: str | None) -> tuple[Figure, Figure | None, str | None]:
        current = self._year(year)
        now = self._figure(name, current)
        if since is not None:
            return now, self._figure(name, self._year(since)), since
        earlier = year_before(self._years, current, name)
        return now, earlier.figures[name] if earlier else None, earlier.name if earlier else None

    def _year(self, name: str | None) -> Year:
        """Return the year named, else the year of the page, else the newest."""
        if not self._years:
            raise MacroError("there are no figures yet", "Add a file for a reporting year, for example data/figures/2021-22.yml.")
        if name is None:
            return self._years.get(year_of(self._address) or "") or self._year_of_report()
        if name not in self._years:
            raise MacroError(f'there are no figures for the year "{name}"',
                             f'Did you mean "{_nearest_year(str(name), self._years)}"? The years are {listed(self._years)}; each has a file in data/figures/.')
        return self._years[name]

    def _year_of_report(self) -> Year:
        named = year_of(self._address)
        if named:
            raise MacroError(f"there are no figures for {named}, the year of this page",
                             f"Add data/figures/{named}.yml, or name a year: year=\"{list(self._years)[-1]}\".")
        return list(self._years.values())[-1]

    def _figure(self, name: str, year: Year) -> Figure:
        found = year.figures.get(name)
        if found is not None:
            return found
        if year.broken:
            return _IN_BROKEN_YEAR
        hint = f'"{name}" is a measure of several figures: use table or chart, or name one of them. ' if name in year.measures or name in year.lists else ""
        raise MacroError(f'there is no figure "{name}" in {year.name}',
                         f"{hint or suggestion(str(name), year.figures)}The figures are in data/figures/{year.name}.yml.")


_IN_BROKEN_YEAR = Figure(name="", label="", unit="", period="", section="", source=None, hidden="…")  # type: ignore[arg-type]


def year_of(address: str) -> str | None:
    """Return the reporting year that an address names: ``2020-21`` of ``/annual-report/2020-21/ratings/``."""
    name = address.removeprefix(REPORTS).partition("/")[0]
    return name if address.startswith(REPORTS) and is_year(name) else None


def _nearest_year(name: str, years: Years) -> str:
    """Return the year nearest to what was typed; the newest where that names no year at all."""
    typed = re.search(r"\d{4}", name)
    return min(years, key=lambda year: abs(int(year[:4]) - int(typed[0]))) if typed else list(years)[-1]


def year_before(years: Years, year: Year, name: str) -> Year | None:
    """Return the newest year before ``year`` that has a figure of this name."""
    return next((other for other in reversed(years.values()) if other.name < year.name and name in other.figures), None)


def rounded(number: Decimal) -> Decimal:
    """Return a number without its decimals, rounded half up."""
    return number.quantize(Decimal(1), ROUND_HALF_UP)


def percentage(year: Year, figure: Figure) -> str:
    """Return a figure's percentage as it is printed everywhere."""
    share = year.share(figure)
    return NOT_SHOWN if share is None else f"{share}%"


def resolve(words: str, years: Years, address: str) -> tuple[str, tuple[int, str, str] | None]:
    """Return a title or summary with its figures in it, or what is wrong as :func:`publishing.templating.sandbox.expand` says it."""
    if "{{" not in words and "{%" not in words:
        return words, None
    printer = FigureWords(years, address)
    return expand(words, MacroEnvironment({name: getattr(printer, name) for name in WORDS_WITH_FIGURES}))


@dataclass(frozen=True)
class Line:
    """A line of a measure's table."""

    label: str
    number: str
    share: str
    before: str
    change: str


class FigureMacros(FigureWords):
    """The macros that print whole tables and charts."""

    def __init__(self, years: Years, fragments: Fragments, address: str) -> None:
        super().__init__(years, address)
        self._fragments = fragments
        self._charts = 0

    def url(self, address: str) -> str:
        """Return a link to an address of the site from this page."""
        raise NotImplementedError

    def table(self, name: str, year: str | None = None) -> str:
        """Print a measure or a list as a table, with its source."""
        found = self._year(year)
        what = self._measure(name, found, lists=True)
        if what is None:
            return ""
        return self._table(what, found) + "\n" + self._note(what, found)

    def chart(self, name: str, year: str | None = None) -> str:
        """Print a measure as a chart, with what it shows in words, its table and its source."""
        found = self._year(year)
        measure = self._measure(name, found)
        if measure is None:
            return ""
        self._charts += 1
        return self._show("chart", number=self._charts, title=f"{measure.title}, {found.name}", summary=in_words(measure, found),
                          drawing=draw(_bars(measure, found)), table=self._table(measure, found), note=self._note(measure, found))

    def source_note(self, name: str, year: str | None = None) -> str:
        """Print where a figure, measure or list is from, and what time it is about."""
        found = self._year(year)
        figure = found.figures.get(name)
        what = figure or self._measure(name, found, lists=True)
        return "" if what is None else self._show("figure-source", items=[what])

    def downloads(self, year: str | None = None) -> str:
        """Print links to every file of a year's figures."""
        found = self._year(year)
        return self._show("downloads", year=found, package=package_of(found), files=list(downloads_of(found)))

    def figures_used(self, markdown: str, environment: MacroEnvironment) -> str:
        """Print where the figures are from that stand in a page's sentences; nothing for a page without any."""
        seen: dict[tuple[str, ...], Measure] = {}
        for name, year in _named(markdown, environment):
            try:
                found = self._year(year)
                figure = self._figure(name, found)
            except MacroError:
                continue  # the check of this page's text says so
            if figure is not _IN_BROKEN_YEAR:
                measure = replace(found.measure_of(figure), period=figure.period, section=figure.section)
                seen.setdefault((found.name, measure.title.partition(":")[0], figure.section, figure.period), measure)
        if not seen:
            return ""
        return f"\n\n## Where the numbers are from\n\n{self._show('figure-source', items=list(seen.values()))}\n"

    def _measure(self, name: str, year: Year, lists: bool = False) -> Any:
        if lists and name in year.lists:
            return year.lists[name]
        known = {*year.measures} - {*year.lists}
        if name in known:
            return year.measures[name]
        if year.broken:
            return None
        hint = f'"{name}" is a list: use table, or name its {name}.tally. ' if name in year.lists else ""
        if name in year.figures:
            hint = f'"{name}" is a single figure: use figure. '
        near = suggestion(str(name), known | {*year.lists} if lists else known)
        raise MacroError(f'there is no measure "{name}" in {year.name}', f"{hint or near}The measures are in data/figures/{year.name}.yml.")

    def _table(self, what: Measure | Rows, year: Year) -> str:
        if isinstance(what, Rows):
            return self._show("list-table", list=what, year=year)
        earlier = self._year_to_compare(what, year)
        total = year.total_of(what)
        return self._show("figure-table", measure=what, year=year, earlier=earlier, shares=total is not None,
                          lines=[_line(figure, year, earlier) for figure in what.figures],
                          total=_line(total, year, earlier, "100%") if total else None)

    def _year_to_compare(self, measure: Measure, year: Year) -> Year | None:
        found = (year_before(self._years, year, figure.name) for figure in measure.figures)
        return max((other for other in found if other), key=lambda other: other.name, default=None)

    def _note(self, what: Measure | Rows, year: Year) -> str:
        return self._show("figure-note", what=what, notes=list(_notes(what, year)), csv=file_of(what, year, "csv"), json=file_of(what, year, "json"))

    def _show(self, fragment: str, **values: Any) -> str:
        return str(self._fragments.render(fragment, self.url, **values))


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
    yield from rules


def in_words(measure: Measure, year: Year) -> str:
    """Return what a chart of a measure shows, in a sentence or two."""
    shown = [figure for figure in measure.figures if figure.value is not None]
    if not shown:
        return "No number of this measure is shown."

    def amount(figure: Figure) -> str:
        alike = [other.label for other in shown if other.value == figure.value]
        share = f" ({percentage(year, figure)})" if year.share(figure) is not None else ""
        return f"{listed(alike)}, {figure.text}{share}{' each' if len(alike) > 1 else ''}"

    total = year.total_of(measure)
    whole = f"Of {total.text} {measure.unit}: " if total and total.value is not None else ""
    ordered = sorted(shown, key=lambda figure: -figure.value)
    words = f"{whole}{'the' if whole else 'The'} largest number {'shown ' if len(shown) < len(measure.figures) else ''}is {amount(ordered[0])}"
    if ordered[0].value != ordered[-1].value:
        words += f"; the smallest {'shown ' if len(shown) < len(measure.figures) else ''}is {amount(ordered[-1])}"
    return f"{words}."


def _bars(measure: Measure, year: Year) -> list[Bar]:
    def words(figure: Figure) -> str:
        return f"{figure.text} ({percentage(year, figure)})" if year.share(figure) is not None else figure.text

    return [Bar(figure.label, figure.value, words(figure)) for figure in measure.figures]


def _named(markdown: str, environment: MacroEnvironment) -> Iterator[tuple[str, str | None]]:
    """Find the figures, and the years, that a text's macros name."""
    try:
        template = environment.parse(markdown)
    except (TemplateError, RecursionError):  # the check of this page's text says so
        return
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("figure", "percent", "difference", "trend") and call.args:
            keywords = {keyword.key: keyword.value.value for keyword in call.kwargs if isinstance(keyword.value, nodes.Const)}
            if isinstance(call.args[0], nodes.Const):
                yield str(call.args[0].value), keywords.get("year")
