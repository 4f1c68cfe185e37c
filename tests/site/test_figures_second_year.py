"""A second reporting year needs a data file and a page, and no code; comparisons then appear by themselves."""

from __future__ import annotations

import re

import pytest
from built_site import BuiltSite, words
from projects import copy_project, run, write

PAGE = """\
---
title: Annual report 2021-22
summary: An invented year in which {{ figure("child-protection.plans") }} children had a plan.
period: April 2021 to March 2022
chapters: [data]
---

Plans: {{ difference("child-protection.plans") }}; {{ trend("child-protection.plans") }}.

Before: {{ figure("child-protection.plans", year="2020-21") }}. Sessions: {{ trend("training.sessions") }}; {{ difference("training.sessions") }}.

{{ chart("child-protection.category") }}
"""

CHAPTER = """\
---
title: Data
summary: An invented chapter.
---

{{ table("child-protection.length") }}
"""


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site with an invented second year: the first year's file with other numbers in it."""
    root = copy_project(tmp_path_factory.mktemp("two-years") / "project")
    text = (root / "data" / "figures" / "2020-21.yml").read_text(encoding="utf-8")
    text = re.sub(r"\n *as_published: .*", "", text)
    for old, new in (("value: 252", "value: 1240"), ("value: 134", "value: 1122"), ("value: 58", "value: 1046")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    write(root, "data/figures/2021-22.yml", text)
    write(root, "docs/annual-report/2021-22/index.md", PAGE)
    write(root, "docs/annual-report/2021-22/data.md", CHAPTER)
    done = run(root, "build")
    assert done.status == 0, done.output
    return BuiltSite(root / "site")


def test_sentences_compare_with_the_year_before(two_years: BuiltSite) -> None:
    text = two_years.page("/annual-report/2021-22/").text
    assert "Plans: 988 more than in 2020-21; from 252 in 2020-21 to 1,240 in 2021-22, up by 988 (392%)." in text
    assert "Before: 252. Sessions: from 52 in 2020-21 to 52 in 2021-22, no change; the same as in 2020-21." in text


def test_tables_have_the_year_before_and_the_change(two_years: BuiltSite) -> None:
    table, = two_years.page("/annual-report/2021-22/data/").find("table")
    rows = [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    assert rows[0] == ["Length", "2020-21", "2021-22", "Change", "Share, 2021-22"]
    assert rows[1] == ["Under 3 months", "58", "1,046", "+988", "84%"]
    assert rows[2] == ["3 months to under 6 months", "49", "49", "0", "4%"]
    assert rows[-1] == ["Total", "252", "1,240", "+988", "100%"]


def test_each_page_keeps_to_its_own_year(two_years: BuiltSite) -> None:
    first, second = (two_years.page(f"/annual-report/{year}/") for year in ("2020-21", "2021-22"))
    assert "252 children were subject" in first.text and "1,240" not in first.text
    assert "An invented year in which 1,240 children had a plan." in two_years.page("/annual-report/").text
    assert "Category of current child protection plans, 2021-22" in second.text
    assert "1,240 children" not in two_years.page("/annual-report/2020-21/child-protection-data/").text


def test_each_year_has_its_downloads(two_years: BuiltSite) -> None:
    assert all(two_years.has(f"/annual-report/{year}/data/{file}") for year in ("2020-21", "2021-22")
               for file in ("datapackage.json", "child-protection.length.csv", "child-protection.length.json"))
    assert two_years.broken_links() == []
