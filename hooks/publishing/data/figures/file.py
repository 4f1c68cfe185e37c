"""The files of figures: one a year under ``data/figures/``, read once into typed values.

What a key means stands at the head of ``data/figures/2020-21.yml``, for the person who fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from publishing.data.figures.hiding import comments_beside
from publishing.data.figures.year import HIDE, HIDE_UNDER, NUMBER, SMALL, TALLY, Figure, Measure, Rows, Suppression, Year, is_year
from publishing.data.sources import Source
from publishing.problems.problem import Problem, errors, nearest, shortened
from publishing.problems.rule import FIGURES, Rule
from publishing.reading.fields import REFUSED, Incomplete, Key, Place, Reader, flag, is_slug, many, mapping_of, one_of, read_keys, text
from publishing.reading.tree import IGNORED, read_text
from publishing.reading.yaml_source import Document, parse_yaml
from publishing.words.slugs import slug

FOLDER = "data/figures"

NEEDED = ("unit", "period", "section")
"""What every figure has, of its own or from its measure."""

THRESHOLDS = range(3, 21)
"""The numbers under which counts may be hidden. From three, so that more than one number of children stays possible."""

NOT_A_NUMBER = Rule("not-a-number", FIGURES, "{name}: {shown} is not a number",
                    "Write it in digits alone, without words, commas or quotation marks{digits}.",
                    "The site adds it up, compares it and draws it.", {"name": "value", "shown": '"1,860 people"', "digits": ": value: 1860"})
HIDDEN_AS_TEXT = Rule("hidden-as-text", FIGURES, 'value: "{shown}" is not a number, and seems to stand for one that is hidden',
                      "Take out value: (and as_published:, where it stands there), and write in its place " + HIDE_UNDER + ". "
                      "If the number is hidden to protect another, write withheld: true.",
                      "The site prints in words what is hidden, and checks that nothing gives it away.", {"shown": "<5", "below": 5})
LESS_THAN_NOUGHT = Rule("less-than-nought", FIGURES, "{name}: {value} is less than nought", "Nothing counted can be: correct it.",
                        "Mostly a hyphen came along when the number was copied.", {"name": "value", "value": -49})
NOTHING_NAMED = Rule("no-figure-names", FIGURES, '"{name}" is empty', "Write a name and a colon, and its keys indented below it.",
                     "Pages print a figure by its name.", {"name": "figures"})
NAME_UNUSABLE = Rule("figure-name", FIGURES, 'the name "{name}" cannot be used', "Write it in small letters, digits and hyphens, for example sexual-abuse.",
                     "It stands in macros, and in the addresses of files to download.", {"name": "Sexual abuse"})
NO_ROWS = Rule("rows-not-a-list", FIGURES, '"rows" is not a list', "Begin each row with a hyphen.",
               "The rows of the table are counted and printed in this order.")
NOT_A_YEAR = Rule("not-a-reporting-year", FIGURES, "the file's name is not a reporting year", "Name it after its year, for example 2021-22.yml.",
                  "Pages name the figures of a year by it.")
LIST_AND_MEASURE = Rule("list-named-as-a-measure", FIGURES, 'there is a measure "{name}" as well', "Rename one of the two.",
                        "How many rows a list has is a figure too, under the list's name.", {"name": "ratings"})
INCOMPLETE = Rule("figure-incomplete", FIGURES, 'the figure "{label}" has no {what}', "Add a line to it or to its measure: {example}",
                  "A number without what it counts, when, and where it was published says nothing.",
                  {"label": "Neglect", "what": "unit", "example": "unit: children"})
NO_VALUE = Rule("figure-without-value", FIGURES, 'the figure "{label}" has no value',
                "Add a line: value: 134. If the number must not be shown, add instead " + HIDE + " where it is small, "
                "and withheld: true where it is not.", "A page that prints it would have a gap.",
                {"label": "Neglect"})
NUMBER_BESIDE_HIDING = Rule("number-beside-hiding", FIGURES, '"{label}" is to be hidden, and its {key} can be read in this file',
                            "Delete {key}. If the file has been uploaded with it, the number stands in its history too: tell whoever looks after the project.",
                            "The file is as public as the page that is made of it.", {"label": "Neglect", "key": "value"})
HIDDEN_TWICE = Rule("hidden-twice", FIGURES, '"{label}" is both suppressed and withheld',
                    "Keep suppressed where the number is small, and withheld where it is not.",
                    "The one says that it is small, the other leaves that open.", {"label": "Neglect"})
NO_THRESHOLD = Rule("threshold-out-of-range", FIGURES, "below: {shown} is not a whole number from {least} to {most}",
                    "Write below: 5, or the number of the partnership's own rule.",
                    "Under a smaller number hiding tells what it hides: fewer than two is one or none.", {"shown": 2, "least": 3, "most": 20})
TOTAL_AND_NONE = Rule("total-and-none", FIGURES, "there is a total, and a reason why there is none", "Delete total or no_total.",
                      "Only one of the two can be true.")
NOT_IN_MEASURE = Rule("sum-of-no-figure", FIGURES, 'there is no figure "{name}" in this measure', "Name figures of this measure.",
                      "The sum is worked out from them.", {"name": "all"})
NEAR_IN_MEASURE = Rule("sum-near-a-figure", FIGURES, 'there is no figure "{name}" in this measure', 'Did you mean "{near}"?',
                       "The sum is worked out from them. Often one letter is wrong.",
                       {"name": "neglct", "near": "neglect"})
NO_COLUMN = Rule("no-such-column", FIGURES, 'there is no column "{name}"', "Name one of the columns.", "The words of that column are counted.",
                 {"name": "verdict"})
NEAR_COLUMN = Rule("near-a-column", FIGURES, 'there is no column "{name}"', 'Did you mean "{near}"?',
                   "The words of that column are counted. Often one letter is wrong.", {"name": "ratng", "near": "rating"})
COUNTED_OR_NOT = Rule("counted-by-and-scale", FIGURES, "counted_by and scale go together", "Give the list both, or neither.",
                      "Words can only be counted in a column, and in an order.")
TWO_THINGS = Rule("figure-names-two", FIGURES, '"{name}" names two things', "Rename one of the two.", "A page that prints it could mean either.",
                  {"name": "plans.reason.neglect"})


_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")
"""A number as it is to be written: plain decimal, and no larger than anybody counts."""

_MEANT = re.compile(r"[+£]?0*(?P<whole>[0-9]{1,12}|[0-9]{1,3}(?:[, ][0-9]{3})+)(?P<part>\.[0-9]{1,6})?(?: ?%| [a-z]+)?", re.IGNORECASE)
"""What can be taken for nothing else than one plain number."""

_STANDS_FOR_HIDDEN = re.compile(
    r"(?:<|fewer than|less than|under|below)\s*(?P<below>[0-9]{1,2})|(?:≤|<=|up to|1 ?[-–] ?|1 to )\s*(?P<most>[0-9]{1,2})"
    r"|[-–*.:]+|[cxz]|\[[cxz]\]|suppressed|withheld|not shown|n/?a",
    re.IGNORECASE)
"""As ``<5``, or the signs and letters that statistical offices print."""


def number(place: Place) -> Any:
    """Read a number of nought or more, written in plain decimal."""
    value = place.value
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        shown = f'"{shortened(value)}"' if value is not None else "nothing"
        meant = _MEANT.fullmatch(value) if isinstance(value, str) else None
        digits = f": {place.name}: {re.sub('[, ]', '', meant['whole'])}{meant['part'] or ''}" if meant else f", for example {place.name}: 252"
        return place.refuse(NOT_A_NUMBER, name=place.name, shown=shown, digits=digits)
    found = Decimal(value)
    if found < 0:
        return place.refuse(LESS_THAN_NOUGHT, name=place.name, value=value)
    return found.normalize() if found % 1 else Decimal(int(found))


def _value(place: Place) -> Any:
    """Read a figure's number. What stands for a hidden one in other people's tables is refused as that, and read as hidden where it says that it is small."""
    hidden = _STANDS_FOR_HIDDEN.fullmatch(place.value.strip()) if isinstance(place.value, str) else None
    if not hidden:
        return number(place)
    below = int(hidden["below"] or 0) or int(hidden["most"] or -1) + 1
    refused = place.refuse(HIDDEN_AS_TEXT, shown=shortened(place.value), below=below if below in THRESHOLDS else SMALL)
    return Suppression(below, "") if below in THRESHOLDS else refused


def _threshold(place: Place) -> Any:
    """Read the number under which counts are hidden."""
    value = place.value
    if not isinstance(value, str) or value not in map(str, THRESHOLDS):
        return place.refuse(NO_THRESHOLD, shown=shortened(value) if value is not None else "nothing", least=THRESHOLDS[0], most=THRESHOLDS[-1])
    return int(value)


def _names(read: Reader) -> Reader:
    """Read a mapping whose keys are names that can stand in an address and in a macro."""

    def read_all(place: Place) -> Any:
        if not isinstance(place.value, dict) or not place.value:
            return place.refuse(NOTHING_NAMED, name=place.name)
        found = {}
        for name in place.value:
            if not all(is_slug(part) for part in str(name).split(".")):
                place.at(name).refuse(NAME_UNUSABLE, name=shortened(name))
            elif (value := read(place.at(name))) is not REFUSED:
                found[str(name)] = value
        return found

    return read_all


def _common(sources: Mapping[str, Source], *, required: bool) -> tuple[Key, ...]:
    return (
        Key("source", one_of(sources, "source", "data/sources.yml"), "The document, where it is not the year's report."),
        Key("unit", text(), "What is counted.", "unit: children", required=required),
        Key("period", text(), "The time that the numbers are about.", "period: 2020-21", required=required),
        Key("section", text(), "The heading in the source.", "section: Multi Agency Training", required=required),
        Key("notes", many(text()), "What a reader must know.", "notes: [One sentence.]"),
        Key("small_numbers", text(), "Why counts under five may be shown.", "small_numbers: These are documents, not children."),
    )


def figure_keys(sources: Mapping[str, Source]) -> tuple[Key, ...]:
    """Return the keys of a figure."""
    return (
        Key("label", text(), "As it stands in the table.", "label: Neglect", required=True),
        Key("value", _value, "The number.", "value: 134"),
        Key("as_published", number, "The percentage in the source.", "as_published: 53"),
        Key("suppressed", mapping_of((
            Key("below", _threshold, "The number under which counts are not shown.", "below: 5", required=True),
            Key("rule", text(), "Who decided, and why.", "rule: Counts under 5 are not shown.", required=True),
        ), Suppression), "That it is not shown because it is small.",
            "suppressed: {below: 5, rule: The partnership does not show counts under five.}"),
        Key("withheld", flag, "That it is not shown, to protect another.", "withheld: true"),
        *_common(sources, required=False),
    )


_FIGURE_WORDS = {key.name for key in figure_keys({})}

SUM_KEYS = (
    Key("label", text(), "What it is.", "label: Under 1 year", required=True),
    Key("of", many(text()), "The figures that it is the sum of.", "of: [under-3-months, 3-to-6-months]", required=True),
)


def measure_keys(sources: Mapping[str, Source]) -> tuple[Key, ...]:
    """Return the keys of a measure."""
    figure = figure_keys(sources)
    return (
        Key("title", text(), "As it stands above the table.", "title: Multi-agency training", required=True),
        Key("heading", text(), "What stands above the labels.", "heading: Category"),
        Key("total", text(), "The figure that these add up to.", "total: child-protection.plans"),
        Key("no_total", text(), "Why there is none.", "no_total: These are not parts of one whole."),
        Key("figures", _names(lambda place: read_keys(place, figure) or REFUSED), "The numbers.", "figures:", required=True),
        Key("sums", _names(lambda place: read_keys(place, SUM_KEYS) or REFUSED), "Figures that are worked out.", "sums:"),
        *_common(sources, required=False),
    )


def list_keys(sources: Mapping[str, Source]) -> tuple[Key, ...]:
    """Return the keys of a list."""
    return (
        Key("title", text(), "As it stands above the table.", "title: Ratings", required=True),
        *_common(sources, required=True),
        Key("columns", _names(text()), "Each column's word and heading.", "columns: {issue: Issue}", required=True),
        Key("counted_by", text(), "The column whose words are counted.", "counted_by: rating"),
        Key("scale", many(text()), "The words of that column, in order.", "scale: [Good, Limited]"),
        Key("rows", _list_of_rows, "The rows.", "rows:", required=True),
    )


def _list_of_rows(place: Place) -> Any:
    if not isinstance(place.value, list) or not place.value:
        return place.refuse(NO_ROWS)
    return tuple(place.at(position) for position in range(len(place.value)))


def read_figures(root: Path, sources: Mapping[str, Source], problems: list[Problem]) -> tuple[dict[str, Year], dict[str, Document]]:
    """Read every year below ``root`` that is no draft: the years, oldest first, and each file as it was read, by the year's name."""
    years: dict[str, Year] = {}
    misnamed = False
    documents: dict[str, Document] = {}
    folder = root / FOLDER
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        file = f"{FOLDER}/{path.name}"
        if path.suffix not in (".yml", ".yaml") or IGNORED.search(file):
            continue
        if path.suffix == ".yaml" or not is_year(path.stem):
            problems.append(NOT_A_YEAR.problem(file, 1))
            misnamed = True
            continue
        year, document, found = _read(path, file, sources)
        if str(Place(document).at("draft").value).lower() == "true":
            continue
        problems.extend(found)
        years[path.stem] = year
        documents[path.stem] = replace(document, problems=problems)  # what is found in it from now on
    return Incomplete(years) if misnamed else years, documents


def _read(path: Path, file: str, sources: Mapping[str, Source]) -> tuple[Year, Document, list[Problem]]:
    """Return a year, its file as it was read, and what is wrong with it; with an error in it the year is broken.

    It has its figures nonetheless where nothing else is wrong than that some are hidden by words: what follows from that can be said at once.
    """
    found: list[Problem] = []
    content = read_text(path, file, found)
    document = Document(file, found, unreadable=True) if content is None else parse_yaml(content, file, found)
    year = None if document.unreadable else _year(path.stem, Place(document), sources)
    if year is not None and content is not None:
        found.extend(comments_beside(content, year, Place(document)))
    wrong = errors(found)
    known = year is not None and all(problem.rule is HIDDEN_AS_TEXT for problem in wrong)
    return replace(year, broken=bool(wrong)) if year is not None and known else Year(path.stem, broken=True), document, found


@dataclass(frozen=True)
class _Defaults:
    """What holds for a figure unless it says otherwise."""

    source: Source
    words: Mapping[str, str]
    sources: Mapping[str, Source]

    def under(self, given: Mapping[str, Any]) -> _Defaults:
        """Return what holds below a measure or a figure that says ``given``."""
        source = self.sources[given["source"]] if "source" in given else self.source
        own = {key: given[key] for key in (*NEEDED, "small_numbers") if key in given}
        return replace(self, source=source, words={**self.words, **own})


def _year(name: str, place: Place, sources: Mapping[str, Source]) -> Year | None:
    measures_keys, lists_keys = measure_keys(sources), list_keys(sources)
    values = read_keys(place, (
        Key("source", one_of(sources, "source", "data/sources.yml"), "The report.", "source: annual-report-2021-22", required=True),
        Key("draft", flag, "true until every number is there: so long the file is not read."),
        Key("small_numbers", text(), "Why counts under five may be shown."),
        Key("measures", _names(lambda at: read_keys(at, measures_keys) or REFUSED), "The measures.", "measures:", required=True),
        Key("lists", _names(lambda at: read_keys(at, lists_keys) or REFUSED), "The lists."),
    ))
    if values is None:
        return None
    defaults = _Defaults(sources[values["source"]], {"small_numbers": values.get("small_numbers", "")}, sources)
    measures: dict[str, Measure] = {}
    lists: dict[str, Rows] = {}
    for key, given in values["measures"].items():
        measures[key] = _measure(key, given, defaults, place.at("measures").at(key))
    for key, given in values.get("lists", {}).items():
        at = place.at("lists").at(key)
        rows = _rows(key, given, defaults.under(given).source, at)
        lists[key] = rows
        for made in _counts(rows, given, at):
            if made.name in measures:
                at.refuse(LIST_AND_MEASURE, name=made.name)
            measures[made.name] = made
    _check_names(measures, place)
    return Year(name, defaults.source, measures, lists)


def _measure(name: str, given: Mapping[str, Any], year: _Defaults, place: Place) -> Measure:
    defaults = year.under(given)
    if "total" in given and "no_total" in given:
        place.at("no_total").refuse(TOTAL_AND_NONE)
    figures = tuple(_figure(f"{name}.{key}", own, defaults, place.at("figures").at(key)) for key, own in given["figures"].items())
    first = figures[0] if figures else None
    shared: dict[str, Any] = {key: given.get(key) or getattr(first, key, "") for key in NEEDED}
    sums = tuple(Figure(name=f"{name}.{key}", label=own["label"], source=defaults.source, parts=tuple(f"{name}.{part}" for part in own["of"]), **shared)
                 for key, own in given.get("sums", {}).items())
    return Measure(name=name, title=given["title"], heading=given.get("heading", "What"), source=defaults.source, figures=figures,
                   sums=_worked_out(sums, figures, place), total=given.get("total"), no_total=given.get("no_total", ""), notes=given.get("notes", ()), **shared)


def _figure(name: str, own: Mapping[str, Any], measure: _Defaults, place: Place) -> Figure:
    defaults = measure.under(own)
    for missing in (key for key in NEEDED if not defaults.words.get(key)):
        example = next(key.example for key in figure_keys({}) if key.name == missing)
        place.refuse(INCOMPLETE, label=own["label"], what=missing, example=example)
    keys = {*place.value} - ({"withheld"} if place.at("withheld").value is False else set())
    if keys <= _FIGURE_WORDS and not {"value", "suppressed", "withheld"} & keys:  # a misspelt key has been reported
        place.refuse(NO_VALUE, label=own["label"])
    for key in ("value", "as_published") if {"suppressed", "withheld"} & keys else ():
        if key in keys:
            place.at(key).refuse(NUMBER_BESIDE_HIDING, label=shortened(own["label"]), key=key)
    if {"suppressed", "withheld"} <= keys:
        place.at("withheld").refuse(HIDDEN_TWICE, label=shortened(own["label"]))
    value, suppressed = own.get("value"), own.get("suppressed")
    if isinstance(value, Suppression):
        value, suppressed = None, value
    return Figure(name=name, label=own["label"], source=defaults.source, value=value, as_published=own.get("as_published"), suppressed=suppressed,
                  withheld=own.get("withheld", False), notes=own.get("notes", ()),
                  small_numbers=defaults.words.get("small_numbers", ""),
                  **_needed(defaults))


def _needed(defaults: _Defaults) -> dict[str, Any]:
    return {key: defaults.words.get(key, "") for key in NEEDED}


def _worked_out(sums: tuple[Figure, ...], figures: tuple[Figure, ...], place: Place) -> tuple[Figure, ...]:
    values = {figure.name: figure.value for figure in figures}
    done = []
    for found in sums:
        key = found.name.rpartition(".")[2]
        for position, part in enumerate(found.parts):
            if part not in values:
                short = part.rpartition(".")[2]
                near = nearest(short, [name.rpartition(".")[2] for name in values])
                at = place.at("sums").at(key).at("of").at(position)
                if near:
                    at.refuse(NEAR_IN_MEASURE, name=short, near=near)
                else:
                    at.refuse(NOT_IN_MEASURE, name=short)
        known = [value for part in found.parts if (value := values.get(part)) is not None]
        done.append(replace(found, value=sum(known, Decimal(0)) if len(known) == len(found.parts) else None))
    return tuple(done)


def _rows(name: str, given: Mapping[str, Any], source: Source, place: Place) -> Rows:
    columns = given["columns"]
    scale = given.get("scale")
    counted = given.get("counted_by")
    if counted is not None and counted not in columns:
        if near := nearest(counted, columns):
            place.at("counted_by").refuse(NEAR_COLUMN, name=counted, near=near)
        else:
            place.at("counted_by").refuse(NO_COLUMN, name=counted)
    if (counted is None) != (scale is None):
        place.refuse(COUNTED_OR_NOT)
    keys = tuple(Key(column, one_of(scale, "word of the scale") if column == counted and scale else text(),
                     heading, f"{column}: …", required=True) for column, heading in columns.items())
    read = [read_keys(row, keys) for row in given["rows"]]
    return Rows(name=name, title=given["title"], unit=given["unit"], period=given["period"], section=given["section"], source=source,
                columns=columns, rows=tuple(row for row in read if row is not None), notes=given.get("notes", ()))


def _counts(rows: Rows, given: Mapping[str, Any], place: Place) -> Iterator[Measure]:
    """Make the measures that a list gives: how many rows it has, and how often each word stands in it."""
    shared: dict[str, Any] = {"unit": rows.unit, "period": rows.period, "section": rows.section, "source": rows.source}
    count = Figure(name=f"{rows.name}.{NUMBER}", label=rows.unit.capitalize(), value=Decimal(len(rows.rows)), **shared)
    yield Measure(name=rows.name, title=rows.title, heading="What", figures=(count,), **shared)
    column, scale = str(given.get("counted_by")), given.get("scale")
    if column in rows.columns and scale:
        name = f"{rows.name}.{TALLY}"
        tally = tuple(Figure(name=f"{name}.{slug(word)}", label=word, value=Decimal(sum(row[column] == word for row in rows.rows)), **shared) for word in scale)
        yield Measure(name=name, title=f"{rows.title}: how many of each", heading=rows.columns[column], figures=tally,
                      total=count.name, **shared)


def _check_names(measures: Mapping[str, Measure], place: Place) -> None:
    seen: dict[str, str] = {}
    for measure in measures.values():
        for figure in (*measure.figures, *measure.sums):
            if figure.name in seen or figure.name in measures:
                key = figure.name.rpartition(".")[2]
                group = "sums" if figure in measure.sums else "figures"
                place.at("measures").at(measure.name).at(group).at(key).refuse(TWO_THINGS, name=figure.name)
            seen[figure.name] = measure.name
