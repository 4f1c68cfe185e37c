"""What a chart shows in words: the largest and the smallest group, and none so small that it points at a child."""

from __future__ import annotations

from pathlib import Path

import pytest

from figure_years import BREAKDOWN, HEAD, read
from publishing.figures.tables import in_words

LIST = """
    lists:
      ratings:
        title: Ratings
        unit: issues
        period: in June
        section: Data
        columns: {issue: Issue, rating: Rating}
        counted_by: rating
        scale: [Good, Poor]
        rows: [{issue: One, rating: Good}, {issue: Two, rating: Good}, {issue: Three, rating: Poor}]
"""


def _plans(total: int, first: str, second: str, third: str) -> str:
    return (BREAKDOWN.replace("value: 200", f"value: {total}").replace("value: 150, as_published: 75", first).replace("value: 49", second)
            .replace("value: 1, as_published: 1", third))


@pytest.mark.parametrize("text, words", [
    (_plans(200, "value: 150", "value: 45", "value: 5"),
     "Of 200 children: the largest number is First reason, 150 (75%); the smallest is Third reason, 5 (3%)."),
    (_plans(200, "value: 150", "value: 49", "value: 1"), "Of 200 children: the largest number is First reason, 150 (75%)."),
    (_plans(200, "value: 150", "value: 50", "value: 0"), "Of 200 children: the largest number is First reason, 150 (75%)."),
    (_plans(7, "value: 3", "value: 3", "value: 1"), "Of 7 children: each number that is shown is under five. The table has them."),
    (_plans(3, "value: 1", "value: 1", "value: 1"), "Each number that is shown is under five. The table has them."),
    (_plans(200, "value: 150", "withheld: true", "suppressed: {below: 5, rule: Ours.}"), "Of 200 children: the largest number shown is First reason, 150 (75%)."),
    (_plans(200, "withheld: true", "withheld: true", "suppressed: {below: 5, rule: Ours.}"), "No number of this measure is shown."),
], ids=["large", "one", "none", "all-small", "total-small", "hidden", "all-hidden"])
def test_caption_names_no_group_of_fewer_than_five(tmp_path: Path, text: str, words: str) -> None:
    year, problems = read(tmp_path, text)
    assert problems == []
    assert in_words(year.measures["plans.reason"], year) == words


def test_rows_of_a_list_are_no_children(tmp_path: Path) -> None:
    year, problems = read(tmp_path, HEAD + LIST)
    assert problems == []
    assert in_words(year.measures["ratings.tally"], year) == "Of 3 issues: the largest number is Good, 2 (67%); the smallest is Poor, 1 (33%)."
