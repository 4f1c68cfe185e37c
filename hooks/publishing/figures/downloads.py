"""The figures as open data: each measure and list as CSV and as JSON, and each year as one data package.

The package is described as the Data Package standard wants it (https://datapackage.org/standard/data-package/).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from publishing.data.figures.year import Figure, Measure, Rows, Year, Years

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

FIELDS: Mapping[str, tuple[str, str]] = {
    "year": ("string", "Reporting year"),
    "figure": ("string", "Permanent name of the figure"),
    "label": ("string", "What is counted, in words"),
    "value": ("number", "The number; empty where it is not shown"),
    "unit": ("string", "What is counted"),
    "percent": ("integer", "Share of the measure's total, rounded half up; empty where there is none or it is not shown"),
    "percent_as_published": ("number", "Share as the source prints it"),
    "status": ("string", "shown, or what stands instead of the number"),
    "period": ("string", "The time or moment that the number is about"),
    "source": ("string", "The document that the number is from"),
    "section": ("string", "The heading in that document"),
    "notes": ("string", "What a reader must know"),
}
"""The columns of a measure's CSV: type and description."""


def folder_of(year: Year) -> str:
    """Return the address under which a year's files lie."""
    return f"/annual-report/{year.name}/data/"


def file_of(what: Measure | Rows, year: Year, ending: str) -> str:
    """Return the address of a measure's file."""
    return f"{folder_of(year)}{what.name}.{ending}"


def package_of(year: Year) -> str:
    """Return the address of a year's data package."""
    return f"{folder_of(year)}datapackage.json"


def downloads_of(year: Year) -> Iterator[tuple[Measure | Rows, str, str]]:
    """Return each measure and list of a year with the addresses of its CSV and its JSON."""
    for what in _tables(year):
        yield what, file_of(what, year, "csv"), file_of(what, year, "json")


def download_files(years: Years) -> dict[str, bytes]:
    """Return every file to publish, by its path on the site."""
    files: dict[str, bytes] = {}
    for year in years.values():
        if year.source is None:
            continue
        for what in _tables(year):
            files[file_of(what, year, "csv")[1:]] = _csv(what, year).encode()
            files[file_of(what, year, "json")[1:]] = _json(_described(what, year))
        files[package_of(year)[1:]] = _json(_package(year))
    return files


def _tables(year: Year) -> list[Measure | Rows]:
    """Return what is published as a table: a list stands for the measure that only counts its rows."""
    return [*(measure for name, measure in year.measures.items() if name not in year.lists), *year.lists.values()]


def _csv(what: Measure | Rows, year: Year) -> str:
    output = io.StringIO()
    writer = csv.writer(output)
    if isinstance(what, Rows):
        writer.writerow(["year", *what.columns])
        writer.writerows([year.name, *row.values()] for row in _in_order(what))
    else:
        writer.writerow(FIELDS)
        writer.writerows(["" if value is None else value for value in record.values()] for record in _records(what, year))
    return output.getvalue()


def _in_order(rows: Rows) -> list[dict[str, str]]:
    return [{column: row[column] for column in rows.columns} for row in rows.rows]


def _records(measure: Measure, year: Year) -> list[dict[str, Any]]:
    return [{
        "year": year.name, "figure": figure.name, "label": figure.label, "value": _plain(figure.value), "unit": figure.unit,
        "percent": _plain(year.share(figure)), "percent_as_published": _plain(figure.as_published),
        "status": figure.hidden or "shown", "period": figure.period, "source": figure.source.title, "section": figure.section,
        "notes": " ".join((*measure.notes, *figure.notes)),
    } for figure in (*measure.figures, *measure.sums)]


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _described(what: Measure | Rows, year: Year) -> dict[str, Any]:
    described: dict[str, Any] = {"name": what.name, "title": what.title, "year": year.name, "unit": what.unit, "period": what.period,
                                 "source": _source(what), "section": what.section, "notes": list(what.notes)}
    if isinstance(what, Rows):
        return {**described, "columns": dict(what.columns), "rows": _in_order(what)}
    total: Figure | None = year.total_of(what)
    return {**described, "total": {"figure": total.name, "value": _plain(total.value)} if total else None, "figures": _records(what, year)}


def _source(what: Measure | Rows) -> dict[str, str]:
    source = what.source
    return {"title": f"{source.title}, {source.publisher}", **({"path": source.address} if source.address else {})}


def _package(year: Year) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": f"annual-report-{year.name}",
        "title": f"Figures of the annual report {year.name}",
        "description": "Every measure and list of the report as a table. Numbers that could identify a child are left out, "
                       "and so is what they could be worked out from; the column status says where.",
        "sources": list({what.source.id: _source(what) for what in _tables(year)}.values()),
        "resources": [_resource(what, year) for what in _tables(year)],
    }


def _resource(what: Measure | Rows, year: Year) -> dict[str, Any]:
    return {
        "name": what.name, "title": what.title, "path": f"{what.name}.csv", "type": "table", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "schema": {"fields": _fields(what), **({} if isinstance(what, Rows) else {"primaryKey": ["year", "figure"]})},
    }


def _fields(what: Measure | Rows) -> list[dict[str, Any]]:
    if isinstance(what, Rows):
        return [{"name": "year", "type": "string", "description": "Reporting year"},
                *({"name": column, "type": "string", "title": heading} for column, heading in what.columns.items())]
    return [{"name": name, "type": kind, "description": words, "constraints": {"required": name in ("year", "figure", "label", "status")}}
            for name, (kind, words) in FIELDS.items()]


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
