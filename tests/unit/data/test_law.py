"""A standing is printed in words that are true on the day of the build, and claim no more than was found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from projects import TODAY, change, problems
from publishing.data.law import STANDINGS, Law
from publishing.site import read_site
from publishing.words.dates import parse_published

LOOKED = date(2032, 11, 1)


@pytest.mark.parametrize(("standing", "since", "words"), [
    ("in force", None, "in force"),
    ("in force", "2031-03-01", "in force since 1 March 2031"),
    ("in force", "2031-03", "in force since March 2031"),
    ("in force", "2032-11-22", "in force since 22 November 2032"),
    ("in force", "2032-11-23", "not yet in force; from 23 November 2032"),
    ("passed", None, "passed; start date not confirmed; we looked on 1 November 2032"),
    ("proposed", None, "proposed; we looked on 1 November 2032"),
    ("proposed", "2032-02-12", "proposed on 12 February 2032; we looked on 1 November 2032"),
    ("published", None, "published"),
    ("published", "2032-05", "published in May 2032"),
    ("published", "2033-09-01", "not yet published; from 1 September 2033"),
    ("replaced", None, "replaced"),
    ("replaced", "2031-12-15", "replaced on 15 December 2031"),
])
def test_a_standing_in_words(standing: str, since: str | None, words: str) -> None:
    law = Law("ice", "Say when the ice is thin.", "act", standing, parse_published(since) if since else None, LOOKED)
    assert standing in STANDINGS and law.words(TODAY) == words


def test_a_day_to_come_counts_as_a_change_once_it_has_come() -> None:
    found, starts = date(2032, 10, 1), date(2033, 4, 1)
    law = Law("ice", "Say when the ice is thin.", "act", "in force", parse_published("2033-04-01"), LOOKED, found)
    assert law.last_changed(starts - timedelta(days=1)) == found
    assert law.last_changed(starts) == starts
    assert Law("ice", "Say so.", "act", "in force").last_changed(TODAY) is None


def test_one_line_changes_every_page(example: Path) -> None:
    def printed(file: str) -> str:
        return read_site(example, TODAY).texts[file].expanded.words

    assert "(passed; start date not confirmed; we looked on 1 November 2032)" in printed("level_of_need/consent.md")
    change(example, "data/law.yml", "  standing: passed\n", "  standing: in force\n  since: 2032-11-20\n")
    assert "(in force since 20 November 2032)" in printed("level_of_need/consent.md")
    assert "In force since 20 November 2032" in printed("docs/about.md")


def test_a_page_rests_on_what_it_prints_and_on_what_names_it(example: Path) -> None:
    assert read_site(example, TODAY).rests_on == {"briefings/seven-minute/ice.md": {"ice-warning"}, "level_of_need/consent.md": {"river-reports"}}


def test_another_partnership_needs_no_law(example: Path) -> None:
    (example / "data/law.yml").unlink()
    change(example, "level_of_need/consent.md", ' ({{ law("river-reports") }})', "")
    change(example, "docs/about.md", "{{ laws() }}\n", "")
    assert problems(example) == []


def test_a_law_that_cannot_be_read_is_one_error(example: Path) -> None:
    change(example, "data/law.yml", "  standing: passed\n", "  standing: pased\n")
    assert problems(example) == ['data/law.yml:12: "pased" is not a known standing. Did you mean "passed"? '
                                 "Choose one of in force, passed, proposed, published and replaced."]
