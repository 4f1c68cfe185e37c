"""A briefing says how long each of its parts takes to read aloud, from its words, and these times add up to that of the whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from built_site import BuiltSite, words
from publishing.content.aloud import WORDS_A_MINUTE, half_minutes_aloud, in_minutes, parts_aloud, spoken_words
from publishing.content.kinds import SevenMinuteBriefing
from publishing.content.text import Text, text_alone
from publishing.reading.tree import SourceFile
from publishing.site import Site

PONDS = "/briefings/seven-minute/ponds/"


def briefing(body: str) -> Text:
    """Return a text as that of a 7-minute briefing."""
    page = SevenMinuteBriefing(source=SourceFile("briefings/seven-minute/a.md", Path("a.md")), title="A", summary="A", words=0)
    return replace(text_alone(body), page=page)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 3 * WORDS_A_MINUTE), min_size=7, max_size=7), st.integers(0, 50))
def test_the_times_of_the_parts_are_their_words_and_add_up(lengths: list[int], before: int) -> None:
    text = briefing("before " * before + "".join(f"\n\n## {number}. One\n\n{'word ' * length}" for number, length in enumerate(lengths, 1)))
    parts, whole = parts_aloud(text), half_minutes_aloud(text)
    assert [part.number for part in parts] == [1, 2, 3, 4, 5, 6, 7] and {part.of for part in parts} == {7}
    assert whole and sum(part.half_minutes for part in parts) == whole
    for part, length in zip(parts, (lengths[0] + before, *lengths[1:]), strict=True):
        assert abs(part.half_minutes - 2 * (length + 2) / WORDS_A_MINUTE) < 2


def test_what_is_folded_away_is_not_read_out() -> None:
    shown = text_alone("One two.\n\n<details>\n<summary>History</summary>\n\nThree four.\n\n- five\n\n</details>\n\nSix.")
    assert spoken_words(shown.blocks) == 3
    assert [block.folded for block in shown.blocks] == [False, True, True, True, False]


def test_half_minutes_in_words() -> None:
    assert [in_minutes(half) for half in range(5)] == ["under ½ minute", "about ½ minute", "about 1 minute", "about 1½ minutes", "about 2 minutes"]


def test_each_part_says_which_it_is_and_how_long_it_takes(example_read: Site, example_site: BuiltSite) -> None:
    page = example_site.page(PONDS)
    parts = parts_aloud(example_read.texts["briefings/seven-minute/ponds.md"])
    said = [words(line) for line in page.find("p", class_="part")]
    assert said == [f"Part {part.number} of 7, {part.time}" for part in parts] and "Part 4 of 7, about 1 minute" in said
    assert [words(time) for time in page.find("span", class_="contents__time")] == [f"{part.minutes} min" for part in parts]
    assert [heading.get("id") for heading in page.find("h2")][:7] == [part.heading.id for part in parts]


def test_only_a_briefing_with_a_text_has_parts(example_site: BuiltSite) -> None:
    for address in ("/briefings/seven-minute/lanterns/", "/briefings/general/meetings/"):
        assert not example_site.page(address).find("p", class_="part")


