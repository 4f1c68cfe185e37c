"""A day on which something was done has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import EXAMPLE, change, problems, write


def test_numbers_on_paper_are_of_no_day_to_come(example: Path) -> None:
    change(example, "data/paper.yml", "2032-11-20", "2032-12-20")
    line = (EXAMPLE / "data/paper.yml").read_text(encoding="utf-8").splitlines().index("numbers_of: 2032-11-20") + 1
    assert [problem.partition(" is still to come")[0] for problem in problems(example)] == [f"data/paper.yml:{line}: numbers_of: 20 December 2032"]


RIGHT = ("Tuesday 24 November 2026, Wednesday 25 November 2026", "Tues 24 Nov 2026, Weds 25 Nov 2026", "24 November 2026\nWednesday 25 November 2026", "Tuesday, November 24, 2026, Wednesday, November 25, 2026",
         "The panel of 24 November 2026 sat in Northmoor.", "From 26 November 2026, Monday meetings are online.", "24 November 2026 – Friday 27 November 2026", "Tuesday (24 November 2026), Thursday (26 November 2026)",
         "Circular 12/2020/31, version 10.1.2020.5 and the Act of 2018/789", "Not 11/26/2026, which is American.")
WRONG = ("26 November 2026 (Friday)", "26/11/2026 (Fri)", "26 November 2026, a Friday", "26 November 2026, Friday.", "On Friday (26 November 2026)", "Friday\u00a026\u00a0November\u00a02026", "Friday 26 November\n2026", "Fri 26-11-2026",
         "Monday 24 November 2026, Wednesday 25 November 2026", "31/11/2026", "31.06.2026", "2027-02-29", "June 31, 2026", "Friday 11/26/2026")


@pytest.mark.parametrize("body", RIGHT)
def test_days_that_are_right(body: str, example: Path) -> None:
    write(example, "briefings/general/new.md", f"---\ntitle: A page\nsummary: When to come.\n---\n\n{body}\n")
    assert problems(example) == []


@pytest.mark.parametrize("body", WRONG)
def test_days_that_are_wrong_however_they_are_written(body: str, example: Path) -> None:
    write(example, "briefings/general/new.md", f"---\ntitle: A page\nsummary: When to come.\n---\n\n{body}\n")
    assert ["that day is a" in problem or "has no such day" in problem for problem in problems(example)] == [True]


def test_a_weekday_in_data_is_looked_at_too(example: Path) -> None:
    write(example, "data/training.yml", "rivers: {title: Rivers, starts: 2032-12-19 09:30, ends: 2032-12-19 16:00, summary: Book by Monday 26 November 2032.}\n")
    assert problems(example)[0].startswith('data/training.yml:1: "Monday 26 November 2032": that day is a Friday')
