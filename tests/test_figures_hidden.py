"""A hidden number stands nowhere: not in pages, charts, downloads or page sources, and cannot be worked out."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from built_site import BuiltSite
from figure_years import HEAD, read
from projects import bytes_of, run, write

SVG = "{http://www.w3.org/2000/svg}"
FILE = "data/figures/2021-22.yml"


def _year(total: int, *figures: str) -> str:
    lines = "".join(f"          f{place}: {{label: Figure {place}, {figure}}}\n" for place, figure in enumerate(figures))
    return HEAD.replace("value: 200", f"value: {total}") + f"""\
      plans.reason:
        title: Reasons
        unit: children
        period: on 31 March 2022
        section: Data
        total: plans.all
        figures:
{lines}"""


S = "suppressed: {below: 5, rule: The partnership does not show counts under five.}"


@pytest.mark.parametrize("total, figures, shown", [
    (200, ("value: 150", "value: 40", f"value: 10, {S}".replace("10", "4"), "value: 6"), ["150", "40", "fewer than 5", "not shown"]),
    (200, ("value: 150", f"value: 3, {S}", f"value: 4, {S}", "value: 43"), ["150", "fewer than 5", "fewer than 5", "43"]),
    (200, ("value: 150", f"value: 4, {S}", f"value: 4, {S}", "value: 42"), ["150", "fewer than 5", "fewer than 5", "not shown"]),
    (200, ("value: 190", f"value: 0, {S}", "value: 5", "value: 5"), ["not shown", "fewer than 5", "not shown", "not shown"]),
    (200, ("value: 150", S, "value: 47"), ["150", "fewer than 5", "not shown"]),
    (200, ("value: 198", f"value: 2, {S}", "value: 0"), ["not shown", "fewer than 5", "0"]),
], ids=["one", "two", "two-at-their-most", "nought", "value-left-out", "nought-does-not-help"])
def test_what_would_reveal_a_number_is_hidden_too(tmp_path: Path, total: int, figures: tuple[str, ...], shown: list[str]) -> None:
    year, problems = read(tmp_path, _year(total, *figures))
    assert problems == []
    assert [figure.text for figure in year.measures["plans.reason"].figures] == shown
    assert all(figure.value is None for figure in year.figures.values() if figure.hidden)


def test_hidden_total_hides_all_its_parts_and_their_percentages(tmp_path: Path) -> None:
    text = HEAD.replace("value: 200", S) + _year(0, "value: 2", "value: 1, as_published: 33").removeprefix(HEAD.replace("value: 200", "value: 0"))
    year, problems = read(tmp_path, text)
    assert problems == []
    assert {figure.text for figure in year.figures.values()} == {"fewer than 5", "not shown"}
    assert all(figure.as_published is None and year.share(figure) is None for figure in year.figures.values())


def test_sum_with_a_hidden_part_is_hidden(tmp_path: Path) -> None:
    text = _year(200, "value: 150", f"value: 2, {S}", f"value: 3, {S}", "value: 45") + """\
        sums:
          rare: {label: Both rare ones, of: [f1, f2]}
          open: {label: Both common ones, of: [f0, f3]}
"""
    year, problems = read(tmp_path, text)
    assert problems == []
    assert (year.figures["plans.reason.rare"].text, year.figures["plans.reason.open"].text) == ("not shown", "195")


def test_what_cannot_be_hidden_is_an_error(tmp_path: Path) -> None:
    _, problems = read(tmp_path, _year(2, f"value: 2, {S}"))
    assert problems == [f'{FILE}:11: what is hidden in "Reasons" can be worked out from its total. Mark the total "plans.all" as suppressed as well.']


YEAR = """\
source: sefton-annual-report-2020-21
measures:
  rare:
    title: Rare things
    unit: children
    period: 2021-22
    section: Data
    figures:
      all: {label: All, value: 9000}
      alone: {label: Alone, suppressed: {below: 5, rule: The partnership does not show counts under five.}}
  rare.kind:
    title: Kinds of rare things
    unit: children
    period: 2021-22
    section: Data
    total: rare.all
    figures:
      common: {label: Common kind, value: 8123}
      middle: {label: Middle kind, value: 873, as_published: 10}
      small: {label: Small kind, value: 4, as_published: 0, suppressed: {below: 5, rule: The partnership does not show counts under five.}}
    sums:
      both: {label: Middle and small, of: [middle, small]}
"""

PAGE = """\
---
title: Annual report 2021-22
summary: An invented year with {{ figure("rare.kind.small") }} of the small kind.
period: April 2021 to March 2022
---

Of all {{ figure("rare.all") }} things, {{ figure("rare.kind.small") }} ({{ percent("rare.kind.small") }}) were small, {{ figure("rare.kind.middle") }}
middling, {{ figure("rare.alone") }} alone, {{ figure("rare.kind.both") }} of both. Change: {{ difference("rare.kind.small") }}.

{{ chart("rare.kind") }}

{{ table("rare.kind") }}
"""


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site with an invented year that hides numbers."""
    from projects import copy_project

    root = copy_project(tmp_path_factory.mktemp("hiding") / "project")
    write(root, "data/figures/2021-22.yml", YEAR)
    write(root, "docs/annual-report/2021-22/index.md", PAGE)
    done = run(root, "build")
    assert done.status == 0, done.output
    return BuiltSite(root / "site")


def test_page_prints_words_instead(hiding: BuiltSite) -> None:
    page = hiding.page("/annual-report/2021-22/")
    assert "Of all 9,000 things, fewer than 5 (not shown) were small, not shown middling, fewer than 5 alone, not shown of both." in page.text
    assert "An invented year with fewer than 5 of the small kind." in page.text
    assert "The partnership does not show counts under five." in page.text
    assert "An invented year with fewer than 5 of the small kind." in hiding.page("/annual-report/").text


def test_no_file_of_the_site_holds_the_numbers(hiding: BuiltSite) -> None:
    for file, content in bytes_of(hiding.folder).items():
        assert b"873" not in content or b"Rare" not in content, file
        if "2021-22" in file:
            text = content.decode()
            assert "873" not in text and "877" not in text, file
            assert not re.search(r">4<|,4,|: 4[,\n]|>10%<|>0%<|: 10\b", text), file


def test_downloads_leave_the_numbers_out(hiding: BuiltSite) -> None:
    folder = hiding.folder / "annual-report" / "2021-22" / "data"
    rows = list(csv.DictReader((folder / "rare.kind.csv").open(encoding="utf-8", newline="")))
    assert [(row["label"], row["value"], row["percent"], row["percent_as_published"], row["status"]) for row in rows] == [
        ("Common kind", "8123", "90", "", "shown"), ("Middle kind", "", "", "", "not shown"),
        ("Small kind", "", "", "", "fewer than 5"), ("Middle and small", "", "", "", "not shown")]
    figures = json.loads((folder / "rare.kind.json").read_text(encoding="utf-8"))["figures"]
    assert [(figure["value"], figure["percent"], figure["percent_as_published"]) for figure in figures] == [(8123, 90, None), *[(None, None, None)] * 3]


def test_chart_draws_no_bar_for_what_it_hides(hiding: BuiltSite) -> None:
    drawing, = hiding.page("/annual-report/2021-22/").find(f"{SVG}svg", class_="chart__drawing")
    texts = ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
    assert texts == ["Common kind", "8,123 (90%)", "Middle kind", "not shown", "Small kind", "fewer than 5"]
    assert len(list(drawing.iter(f"{SVG}rect"))) == 1
