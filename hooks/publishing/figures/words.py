"""The macros that print figures within a sentence. ``docs/figures.md`` shows each of them at work."""

from __future__ import annotations

import re

from publishing.data.figures.year import NOT_SHOWN, Figure, Year, Years, in_digits, is_year, percent_of
from publishing.problems.problem import Fault, listed, suggestion
from publishing.problems.rule import FIGURES, Rule
from publishing.reading.fields import is_lost
from publishing.templating.sandbox import MacroEnvironment, MacroError, NotRead, expand, prints_words

NO_EARLIER_YEAR = "no earlier year to compare with"

REPORTS = "/annual-report/"

_FIGURES_ARE_IN = "The figures are in data/figures/{year}.yml."

NO_PERCENTAGE = Rule("figure-without-percentage", FIGURES, '"{name}" is not part of a breakdown, so it has no percentage',
                     "Give its measure a total in the data file, or use figure.", "A percentage is always one of a total.", {"name": "training.sessions"})
NO_FIGURES = Rule("no-figures", FIGURES, "there are no figures yet", "Add a file for a reporting year, for example data/figures/2021-22.yml.",
                  "There is nothing to print.")
NO_SUCH_YEAR = Rule("no-such-year", FIGURES, 'there are no figures for the year "{year}"',
                    'Did you mean "{near}"? The years are {known}; each has a file in data/figures/.', "There is nothing to print.",
                    {"year": "2020-2021", "near": "2020-21", "known": "2019-20 and 2020-21"})
NOT_THIS_YEAR = Rule("no-figures-of-this-report", FIGURES, "there are no figures for {year}, the year of this page",
                     'Add data/figures/{year}.yml, or name a year: year="{newest}".', "A page of a report prints the figures of its own year.",
                     {"year": "2021-22", "newest": "2020-21"})
NO_FIGURE = Rule("no-such-figure", FIGURES, 'there is no figure "{name}" in {year}', "{near}" + _FIGURES_ARE_IN, "There is nothing to print.",
                 {"name": "training.session", "year": "2020-21", "near": 'Did you mean "training.sessions"? '})
MEASURE_FOR_FIGURE = Rule("measure-for-a-figure", FIGURES, 'there is no figure "{name}" in {year}',
                          '"{name}" is a measure of several figures: use table or chart, or name one of them. ' + _FIGURES_ARE_IN,
                          "Within a sentence only one number can be printed.", {"name": "training", "year": "2020-21"})


class FigureWords:
    """What the macros for figures print within a sentence, on the page at one address. Titles and summaries may hold them too."""

    def __init__(self, years: Years, address: str) -> None:
        self.years = years
        self._address = address
        self.mentioned: dict[tuple[str, str], tuple[Figure, Year]] = {}
        """Every figure that was printed, and its year, in order."""

    @prints_words
    def figure(self, name: str, year: str | None = None) -> str:
        """Print a figure."""
        return self._mention(name, self.year(year)).text

    @prints_words
    def percent(self, name: str, year: str | None = None) -> str:
        """Print a figure's percentage of its measure's total."""
        found = self.year(year)
        figure = self._mention(name, found)
        if found.broken:
            return ""
        if found.total_of(found.measure_of(figure)) is None:
            raise MacroError(NO_PERCENTAGE, name=name)
        return percentage(found, figure)

    @prints_words
    def difference(self, name: str, since: str | None = None, year: str | None = None) -> str:
        """Print how many more or fewer a figure is than a year before."""
        now, then, earlier = self._compared(name, since, year)
        if then is None or earlier is None:
            return NO_EARLIER_YEAR
        if now.value is None or then.value is None:
            return NOT_SHOWN
        gap = now.value - then.value
        return f"the same as in {earlier}" if not gap else f"{in_digits(abs(gap))} {'more' if gap > 0 else 'fewer'} than in {earlier}"

    @prints_words
    def trend(self, name: str, since: str | None = None, year: str | None = None) -> str:
        """Print where a figure came from and how far it moved."""
        now, then, earlier = self._compared(name, since, year)
        if then is None or earlier is None:
            return NO_EARLIER_YEAR
        moved = f"from {then.text} in {earlier} to {now.text} in {self.year(year).name}"
        if now.value is None or then.value is None:
            return moved
        gap = now.value - then.value
        if not gap:
            return f"{moved}, no change"
        share = f" ({percent_of(abs(gap), then.value)}%)" if then.value else ""
        return f"{moved}, {'up' if gap > 0 else 'down'} by {in_digits(abs(gap))}{share}"

    @prints_words
    def not_a_figure(self, words: str) -> str:
        """Print words as they are, and say that the number in them is not a figure of the report."""
        return words

    def _compared(self, name: str, since: str | None, year: str | None) -> tuple[Figure, Figure | None, str | None]:
        current = self.year(year)
        now = self._mention(name, current)
        if since is not None:
            return now, self._mention(name, self.year(since)), since
        earlier = year_before(self.years, current, name)
        return now, earlier.figures[name] if earlier else None, earlier.name if earlier else None

    def year(self, name: str | None) -> Year:
        """Return the year named, else the year of the page, else the newest."""
        wanted = year_of(self._address) if name is None else name
        if wanted not in self.years and is_lost(self.years, wanted):
            raise NotRead
        if not self.years:
            raise MacroError(NO_FIGURES)
        if name is None:
            return self.years.get(wanted or "") or self._year_of_report()
        if name not in self.years:
            raise MacroError(NO_SUCH_YEAR, year=name, near=_nearest_year(str(name), self.years), known=listed(self.years))
        return self.years[name]

    def _year_of_report(self) -> Year:
        named = year_of(self._address)
        if named:
            raise MacroError(NOT_THIS_YEAR, year=named, newest=list(self.years)[-1])
        return list(self.years.values())[-1]

    def _mention(self, name: str, year: Year) -> Figure:
        figure = year.figures.get(name)
        if figure is not None:
            self.mentioned[(year.name, name)] = figure, year
            return figure
        if year.broken:
            return _IN_BROKEN_YEAR
        if name in year.measures or name in year.lists:
            raise MacroError(MEASURE_FOR_FIGURE, name=name, year=year.name)
        raise MacroError(NO_FIGURE, name=name, year=year.name, near=suggestion(str(name), year.figures))


_IN_BROKEN_YEAR = Figure(name="", label="", unit="", period="", section="", source=None)  # type: ignore[arg-type]


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
    return next((other for other in reversed([*years.values()]) if other.name < year.name and name in other.figures), None)


def percentage(year: Year, figure: Figure) -> str:
    """Return a figure's percentage as it is printed everywhere."""
    share = year.share(figure)
    return NOT_SHOWN if share is None else f"{share}%"


def resolve(words: str, years: Years, address: str) -> tuple[str, Fault | None]:
    """Return a title or summary with its figures in it, and what is wrong with the first macro that cannot be printed."""
    expanded = expand(words, MacroEnvironment.of(FigureWords(years, address)))
    return (words, expanded.wrong[0][1]) if expanded.wrong else (expanded.words, None)
