"""What a page tells its present mode: how long each part takes, and which comes last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from projects import TODAY
from publishing.content.presenting import presenting
from publishing.content.text import Text, text_alone
from publishing.site import read_site

FOLDED = "<details>\n<summary>Speaker's notes</summary>\n\nwords that nobody says\n\n</details>\n\n"


@pytest.fixture(scope="module")
def texts(example_root: Path) -> dict[str, Text]:
    """The example's texts, by their files."""
    return dict(read_site(example_root, TODAY).texts)


@pytest.fixture
def ponds(texts: dict[str, Text]) -> Text:
    return texts["briefings/seven-minute/ponds.md"]


def test_a_7_minute_briefing_has_seven_minutes_and_the_time_of_each_part(ponds: Text) -> None:
    found = presenting(ponds)
    assert found is not None and found.minutes == 7 and found.last == "7-questions-for-the-team"
    assert len(found.seconds) == 8 and found.seconds[0] == 0 and min(found.seconds[1:]) > 0 and 300 < sum(found.seconds) <= 420


def test_another_briefing_has_as_long_as_it_takes(texts: dict[str, Text]) -> None:
    text = texts["briefings/general/meetings.md"]
    found = presenting(text)
    assert found is not None and found.minutes - 1 < sum(found.seconds) / 60 <= found.minutes and found.last == ""


@pytest.mark.parametrize("file", ["docs/strategies/rivers.md", "docs/about.md", "briefings/seven-minute/sun.md"])
def test_what_is_no_briefing_or_no_longer_to_be_used_is_not_presented(texts: dict[str, Text], file: str) -> None:
    assert presenting(texts[file]) is None


@pytest.mark.parametrize("heading", ["7. Questions for the team", "Questions for your team", "questions for our team this week"])
def test_questions_for_the_team_come_last(ponds: Text, heading: str) -> None:
    found = presenting(replace(text_alone(f"## First\n\n## Questions to ask at the first contact\n\n## {heading}\n\n## More\n"), page=ponds.page))
    assert found is not None and "team" in found.last


def test_nobody_says_what_is_folded_away(ponds: Text) -> None:
    plain, folded = (presenting(replace(text_alone(f"Said.\n\n## A part\n\n{more}Said as well.\n\n## Another\n\nThe end.\n"), page=ponds.page)) for more in ("", FOLDED))
    assert plain == folded
