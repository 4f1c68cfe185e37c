"""What shows that a year's file was made of another year's, and not all of it was changed: its source, its words, its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publishing.data.figures.hiding import notes_of, place_of
from publishing.data.figures.ties import is_counted
from publishing.data.figures.year import Year
from publishing.data.sources import Source
from publishing.problems.problem import Problem, listed, shortened
from publishing.problems.rule import FIGURES, WARNING, Rule
from publishing.reading.fields import Place
from publishing.words.dates import MONTHS

SOURCE_OF_ANOTHER_YEAR = Rule("source-of-another-year", FIGURES, "the source is of {other}, and this file of {year}: {source}",
                              "Name the report of {year}: give it an entry of its own in data/sources.yml, and write the word of that entry after source:.",
                              "Below every number of the year stands where it was published; readers would look for it in the wrong report.",
                              {"other": "2020-21", "year": "2021-22", "source": '"Annual report 2020-21"'})
SOURCE_TWICE = Rule("source-of-two-years", FIGURES, "the figures of {other} name the same source", "Name the report of this year. If one report has both years, nothing needs to be done.",
                    "Mostly the line came along when last year's file was copied.", {"other": "2020-21"}, WARNING)
WORDS_OF_ANOTHER_YEAR = Rule("words-of-another-year", FIGURES, '{name}: "{words}" names {other}, and not {year}',
                             "Write the year that is meant. If it is {other}, nothing needs to be done.",
                             "It stands beside the numbers of {year}. Mostly it came along when last year's file was copied.",
                             {"name": "period", "words": "on 31 March 2021", "other": "2021", "year": "2021-22"}, WARNING)
COPIED = Rule("figures-copied", FIGURES, "each of the {count} numbers here is the same as in {file}", "Copy the numbers of {year} from this year's report, one by one.",
              "No two years are alike: last year's file was copied, and its numbers were not changed.", {"count": 23, "file": "data/figures/2020-21.yml", "year": "2021-22"})
PARTLY_COPIED = Rule("figures-partly-copied", FIGURES, "{same} of the {count} numbers that {file} has too are the same{titles}",
                     "Compare them with this year's report. If they are right, nothing needs to be done.",
                     "So much is rarely the same two years running; mostly it was copied and not changed.",
                     {"same": 19, "count": 23, "file": "data/figures/2020-21.yml", "titles": ': all of "Length of plans"'}, WARNING)
LIST_COPIED = Rule("list-copied", FIGURES, 'each row of "{title}" is the same as in {file}', "Compare the rows with this year's report. If they are right, nothing needs to be done.",
                   "Mostly they came along when last year's file was copied.", {"title": "The scrutineer's ratings", "file": "data/figures/2020-21.yml"}, WARNING)

FEWEST = 3
"""So many numbers or rows must be alike: fewer can be by chance."""

_RANGE = re.compile(rf"(?<!\d)((?:19|20)\d\d) ?(?:[-/–—]|to|and) ?(?:the )?(?:\d{{1,2}} )?(?:(?:{'|'.join(MONTHS)}) )?((?:19|20)\d\d|\d\d)(?![\d-])")
_YEAR = re.compile(rf"(?:({'|'.join(MONTHS)}) )?(?<![\d.,])((?:19|20)\d\d)(?![\d.,]\d|\d)")


def copied(year: Year, place: Place, years: Mapping[str, Year]) -> Iterator[Problem]:
    """Find what a year's file has of another year; ``place`` is the whole of it, ``years`` are all that could be read."""
    earlier = [other for other in years.values() if other.name < year.name and not other.broken]
    yield from _source(year, place, earlier)
    yield from _words(year, place, earlier)
    yield from _numbers(year, place, earlier)


def years_named(words: str) -> Mapping[str, str]:
    """Return the reporting years that words may mean, each with how it is written: ``2020-21``, "April 2020 to March 2021", or a day or year within it."""
    found: dict[str, str] = {}
    for match in _RANGE.finditer(words):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if first < last < first + 10:
            found.update((_name(start), match[0]) for start in range(first, last))
            words = words.replace(match[0], " " * len(match[0]))
    for match in _YEAR.finditer(words):
        month, number = MONTHS.index(match[1]) + 1 if match[1] else 0, int(match[2])
        if month != 1 and month != 2 and month != 3:
            found.setdefault(_name(number), match[0])
        if month < 5:  # a year that ends with March may be counted on the day after
            found.setdefault(_name(number - 1), match[0])
    return found


def _name(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02}"


def _another(words: str, year: Year) -> str:
    """Return how words name other years and not this one; nothing where they do not."""
    named = years_named(words)
    return next(iter(named.values()), "") if year.name not in named else ""


def _source(year: Year, place: Place, earlier: list[Year]) -> Iterator[Problem]:
    source = year.source
    if source is None:
        return
    said = next((words for words in (source.title, source.id) if years_named(words)), "")
    before = [int(match[2]) for match in _YEAR.finditer(source.dated)]
    other = _another(said, year) or (str(max(before)) if before and max(before) < int(year.name[:4]) else "")
    if other:
        yield place.at("source").problem(SOURCE_OF_ANOTHER_YEAR, other=other, year=year.name, source=f'"{shortened(source.title)}"')
    elif not said and (twice := _with_source(source, earlier)):
        yield place.at("source").problem(SOURCE_TWICE, other=twice.name)


def _with_source(source: Source, years: list[Year]) -> Year | None:
    return next((year for year in years if year.source == source), None)


def _words(year: Year, place: Place, earlier: list[Year]) -> Iterator[Problem]:
    """Find words that name another year. A note may, to compare; not where the very same one stands in that year's file."""
    known = {note for other in earlier for _, note in _notes(other, place)}
    given = [*_places(year, place), *((at, note) for at, note in _notes(year, place) if note in known)]
    for at, words in given:
        if isinstance(at.value, str) and (other := _another(words, year)):
            yield at.problem(WORDS_OF_ANOTHER_YEAR, name=at.name, words=shortened(words), other=other, year=year.name)


def _places(year: Year, place: Place) -> Iterator[tuple[Place, str]]:
    """Return the words of a year that are about its numbers, and where each is written."""
    for at in (place, *(place.at("measures").at(name) for name in place.value.get("measures", {})), *(place.at("lists").at(name) for name in year.lists)):
        yield from ((at.at(key), str(at.at(key).value)) for key in ("title", "heading", "period", "section", "small_numbers"))
    for figure in year.figures.values():
        if year.measure_of(figure).name in place.value.get("measures", {}):
            at = place_of(figure, year, place)
            yield from ((at.at(key), str(at.at(key).value)) for key in ("label", "period", "section", "small_numbers"))


def _notes(year: Year, place: Place) -> Iterator[tuple[Place, str]]:
    for name, measure in year.measures.items():
        yield from notes_of(measure, place.at("measures").at(name))
    for name, rows in year.lists.items():
        yield from notes_of(rows, place.at("lists").at(name))


def _numbers(year: Year, place: Place, earlier: list[Year]) -> Iterator[Problem]:
    for other in reversed(earlier):
        file = f"{place.document.file.rpartition('/')[0]}/{other.name}.yml"
        yield from (place.at("lists").at(name).problem(LIST_COPIED, title=shortened(rows.title), file=file) for name, rows in year.lists.items()
                    if name in other.lists and len(rows.rows) >= FEWEST and rows.rows == other.lists[name].rows)
        shared = {figure.name: figure.value == other.figures[figure.name].value for measure in year.measures.values() if not is_counted(measure, year)
                  for figure in measure.figures if figure.value is not None and figure.name in other.figures and other.figures[figure.name].value is not None}
        wholly = [measure.title for measure in year.measures.values() if (own := [shared.get(figure.name, False) for figure in measure.figures]) and all(own)]
        count, same = len(shared), sum(shared.values())
        if count >= FEWEST and same == count:
            yield place.problem(COPIED, count=count, file=file, year=year.name)
        elif same > FEWEST and 2 * same > count:
            titles = listed(f'"{shortened(title, 40)}"' for title in wholly)
            yield place.problem(PARTLY_COPIED, same=same, count=count, file=file, titles=f": all of {titles}" if wholly else "")
        else:
            continue
        return
