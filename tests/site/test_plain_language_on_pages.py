"""Pages say how hard they are to read, and 7-minute briefings how long they take to read aloud."""

from __future__ import annotations

import re

import pytest
from built_site import BuiltSite
from publishing.checks.reading_age import reading_age
from publishing.checks.seven_minutes import ALOUD_WORDS_A_MINUTE, minutes_aloud
from publishing.content.text import blocks_of

BRIEFINGS = ("icon", "care-leavers", "child-criminal-exploitation", "child-sexual-exploitation", "making-a-good-quality-referral", "managing-allegations")


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_briefing_says_how_long_it_takes_to_read_aloud(site: BuiltSite, name: str) -> None:
    text = site.page(f"/briefings/seven-minute/{name}/").text
    minutes = re.search(r"about (\d) minutes to read aloud", text)
    assert minutes and 3 <= int(minutes[1]) <= 7


def test_only_briefings_with_a_text_are_said_to_be_read_aloud(site: BuiltSite) -> None:
    for address in ("/briefings/seven-minute/learning-from-scr-beatrice/", "/briefings/general/genogram/", "/about/"):
        assert "to read aloud" not in site.page(address).text.partition("About this page")[0].partition("On this page")[0]


def test_a_page_states_its_reading_age_and_the_limit(site: BuiltSite) -> None:
    found = re.search(r"Reading age ?(\d+) years, by the Flesch-Kincaid formula; our limit is (\d+)", site.page("/briefings/general/genogram/").text)
    assert found and 5 <= int(found[1]) <= int(found[2])


def test_minutes_are_words_over_the_rate_and_a_contact_is_a_few_words() -> None:
    assert minutes_aloud(blocks_of("word " * ALOUD_WORDS_A_MINUTE)) == 1
    assert 0 < minutes_aloud(blocks_of('Call {{ contact("front-door") }}.')) * ALOUD_WORDS_A_MINUTE < 15


def test_reading_age_rises_with_longer_sentences_and_words() -> None:
    simple, harder = blocks_of("We see the child. We ask how it is. " * 20), blocks_of("Practitioners communicate considerations regarding safeguarding responsibilities. " * 20)
    assert (reading_age(simple) or 0) < 8 < 16 < (reading_age(harder) or 0)
    assert reading_age(blocks_of("Too short to say.")) is None
