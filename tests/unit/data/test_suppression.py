"""A hidden number cannot be worked out. ``site/test_figures.py`` looks for what hides in every file of a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from figure_years import HEAD, read

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
