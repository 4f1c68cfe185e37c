"""A day on which something was done has come."""

from __future__ import annotations

from pathlib import Path

from projects import EXAMPLE, change, problems


def test_numbers_on_paper_are_of_no_day_to_come(example: Path) -> None:
    change(example, "data/paper.yml", "2032-11-20", "2032-12-20")
    line = (EXAMPLE / "data/paper.yml").read_text(encoding="utf-8").splitlines().index("numbers_of: 2032-11-20") + 1
    assert [problem.partition(" is still to come")[0] for problem in problems(example)] == [f"data/paper.yml:{line}: numbers_of: 20 December 2032"]
