"""The files of figures: one a year under ``data/figures/``, read once into typed values.

What a key means stands at the head of ``data/figures/2020-21.yml``, for the person who fills it in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from publishing.data.figures.year import NUMBER, TALLY, Figure, Measure, Rows, Suppression, Year, is_year
from publishing.data.partnership import Source
from publishing.problems.problem import Problem, errors, suggestion
from publishing.reading.fields import REFUSED, Key, Place, Reader, is_slug, many, mapping_of, one_of, read_keys, text
from publishing.reading.tree import read_text
from publishing.reading.yaml_source import Document, parse_yaml

FOLDER = "data/figures"

NEEDED = ("unit", "period", "section")
"""What every figure has, of its own or from its measure."""


def number(place: Place) -> Any:
    """Read a number of nought or more."""
    value = place.value
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        digits = re.sub(r"[^\d.]", "", str(value)).lstrip("0") if isinstance(value, str) else ""
        shown = f'"{value}"' if value is not None else "nothing"
        return place.refuse(f"{place.name}: {shown} is not a number",
                            f"Write it in digits alone, without words, commas or quotation marks: {place.name}: {digits or '252'}.")
    if value < 0:
        return place.refuse(f"{place.name}: {value} is less than nought", "Nothing counted can be: correct it.")
    return Decimal(str(value)).normalize() if isinstance(value, float) and not value.is_integer() else Decimal(int(value))


def _names(read: Reader) -> Reader:
    """Read a mapping whose keys are names that can stand in an address and in a macro."""

    def read_all(place: Place) -> Any:
        if not isinstance(place.value, dict) or not place.value:
            return place.refuse(f'"{place.name}" is empty', "Write a name and a colon, and its keys indented below it.")
        found = {}
        for name in place.value:
            if not all(is_slug(part) for part in str(name).split(".")):
                place.at(name).refuse(f'the name "{name}" cannot be used', "Write it in small letters, digits and hyphens, for example sexual-abuse.")
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
        Key("value", number, "The number.", "value: 134"),
        Key("as_published", number, "The percentage in the source.", "as_published: 53"),
        Key("suppressed", mapping_of((
            Key("below", number, "The number under which counts are not shown.", "below: 5", required=True),
            Key("rule", text(), "Who decided, and why.", "rule: …", required=True),
        ), lambda below, rule: Suppression(int(below), rule)), "That it is not shown.",
            "suppressed: {below: 5, rule: The partnership does not show counts under five.}"),
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
        return place.refuse('"rows" is not a list', "Begin each row with a hyphen.")
    return tuple(place.at(position) for position in range(len(place.value)))


def read_figures(root: Path, sources: Mapping[str, Source], problems: list[Problem]) -> tuple[dict[str, Year], dict[str, Document]]:
    """Read every year below ``root``: the years, oldest first, and each file as it was read, by the year's name."""
    years: dict[str, Year] = {}
    documents: dict[str, Document] = {}
    folder = root / FOLDER
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        file = f"{FOLDER}/{path.name}"
        if path.suffix not in (".yml", ".yaml"):
            continue
        if path.suffix == ".yaml" or not is_year(path.stem):
            problems.append(Problem(file, 1, "the file's name is not a reporting year", "Name it after its year, for example 2021-22.yml."))
            continue
        before = len(errors(problems))
        content = read_text(path, file, problems)
        document = Document(file, problems, unreadable=True) if content is None else parse_yaml(content, file, problems)
        year = _year(path.stem, Place(document), sources) if not document.unreadable else None
        documents[path.stem] = document
        years[path.stem] = Year(path.stem, broken=True) if year is None or len(errors(problems)) > before else year
    return years, documents


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
        Key("source", one_of(sources, "source", "data/sources.yml"), "The report.", "source: sefton-annual-report-2020-21", required=True),
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
                at.refuse(f'there is a measure "{made.name}" as well', "Rename one of the two.")
            measures[made.name] = made
    _check_names(measures, place)
    return Year(name, defaults.source, measures, lists)


def _measure(name: str, given: Mapping[str, Any], year: _Defaults, place: Place) -> Measure:
    defaults = year.under(given)
    figures = tuple(_figure(f"{name}.{key}", own, defaults, place.at("figures").at(key)) for key, own in given["figures"].items())
    first = figures[0] if figures else None
    shared = {key: given.get(key) or getattr(first, key, "") for key in NEEDED}
    sums = tuple(Figure(name=f"{name}.{key}", label=own["label"], source=defaults.source, parts=tuple(f"{name}.{part}" for part in own["of"]), **shared)
                 for key, own in given.get("sums", {}).items())
    return Measure(name=name, title=given["title"], heading=given.get("heading", "What"), source=defaults.source, figures=figures,
                   sums=_worked_out(sums, figures, place), total=given.get("total"), notes=given.get("notes", ()), **shared)


def _figure(name: str, own: Mapping[str, Any], measure: _Defaults, place: Place) -> Figure:
    defaults = measure.under(own)
    for missing in (key for key in NEEDED if not defaults.words.get(key)):
        example = next(key.example for key in figure_keys({}) if key.name == missing)
        place.refuse(f'the figure "{own["label"]}" has no {missing}', f"Add a line to it or to its measure: {example}")
    if set(place.value) <= _FIGURE_WORDS and not {"value", "suppressed"} & set(place.value):  # a misspelt key has been reported
        place.refuse(f'the figure "{own["label"]}" has no value',
                     "Add a line: value: 134. If the number must not be shown, say so with suppressed.")
    return Figure(name=name, label=own["label"], source=defaults.source, value=own.get("value"), as_published=own.get("as_published"),
                  suppressed=own.get("suppressed"), notes=own.get("notes", ()), small_numbers=defaults.words.get("small_numbers", ""),
                  **{key: defaults.words.get(key, "") for key in NEEDED})


def _worked_out(sums: tuple[Figure, ...], figures: tuple[Figure, ...], place: Place) -> tuple[Figure, ...]:
    values = {figure.name: figure.value for figure in figures}
    done = []
    for found in sums:
        key = found.name.rpartition(".")[2]
        for position, part in enumerate(found.parts):
            if part not in values:
                short = part.rpartition(".")[2]
                place.at("sums").at(key).at("of").at(position).refuse(
                    f'there is no figure "{short}" in this measure',
                    suggestion(short, [name.rpartition(".")[2] for name in values]) or "Name figures of this measure.")
        parts = [values.get(part) for part in found.parts]
        done.append(replace(found, value=None if None in parts else sum(parts, Decimal(0))))
    return tuple(done)


def _rows(name: str, given: Mapping[str, Any], source: Source, place: Place) -> Rows:
    columns = given["columns"]
    scale = given.get("scale")
    counted = given.get("counted_by")
    if counted is not None and counted not in columns:
        place.at("counted_by").refuse(f'there is no column "{counted}"', suggestion(counted, columns) or "Name one of the columns.")
    if (counted is None) != (scale is None):
        place.refuse("counted_by and scale go together", "Give the list both, or neither.")
    keys = tuple(Key(column, one_of(scale, "word of the scale") if column == counted and scale else text(),
                     heading, f"{column}: …", required=True) for column, heading in columns.items())
    read = [read_keys(row, keys) for row in given["rows"]]
    return Rows(name=name, title=given["title"], unit=given["unit"], period=given["period"], section=given["section"], source=source,
                columns=columns, rows=tuple(row for row in read if row is not None), notes=given.get("notes", ()))


def _counts(rows: Rows, given: Mapping[str, Any], place: Place) -> Iterator[Measure]:
    """Make the measures that a list gives: how many rows it has, and how often each word stands in it."""
    shared: dict[str, Any] = {"unit": rows.unit, "period": rows.period, "section": rows.section, "source": rows.source}
    count = Figure(name=f"{rows.name}.{NUMBER}", label=rows.unit.capitalize(), value=Decimal(len(rows.rows)), small_numbers="counted here", **shared)
    yield Measure(name=rows.name, title=rows.title, heading="What", figures=(count,), **shared)
    column, scale = given.get("counted_by"), given.get("scale")
    if column in rows.columns and scale:
        name = f"{rows.name}.{TALLY}"
        tally = tuple(Figure(name=f"{name}.{_slug(word)}", label=word, value=Decimal(sum(row[column] == word for row in rows.rows)),
                             small_numbers="counted here", **shared) for word in scale)
        yield Measure(name=name, title=f"{rows.title}: how many of each", heading=rows.columns[column], figures=tally,
                      total=count.name, **shared)


def _slug(word: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", word.lower()))


def _check_names(measures: Mapping[str, Measure], place: Place) -> None:
    seen: dict[str, str] = {}
    for measure in measures.values():
        for figure in (*measure.figures, *measure.sums):
            if figure.name in seen or figure.name in measures:
                key = figure.name.rpartition(".")[2]
                group = "sums" if figure in measure.sums else "figures"
                place.at("measures").at(measure.name).at(group).at(key).refuse(
                    f'"{figure.name}" names two things', "Rename one of the two.")
            seen[figure.name] = measure.name
