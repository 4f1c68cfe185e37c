"""Pages say how hard they are to read, and 7-minute briefings how long they take to read aloud."""

from __future__ import annotations

import re

from built_site import BuiltSite
from publishing.checks.reading_age import reading_age
from publishing.checks.seven_minutes import ALOUD_WORDS_A_MINUTE, minutes_aloud
from publishing.content.text import blocks_of


def test_a_briefing_says_how_long_it_takes_to_read_aloud(example_site: BuiltSite) -> None:
    assert "about 6 minutes to read aloud" in example_site.page("/briefings/seven-minute/ponds/").text
    assert "about 1 minute to read aloud" in example_site.page("/briefings/seven-minute/ice/").text


def test_only_briefings_with_a_text_are_said_to_be_read_aloud(example_site: BuiltSite) -> None:
    for address in ("/briefings/seven-minute/lanterns/", "/briefings/general/meetings/", "/about/"):
        assert "to read aloud" not in example_site.page(address).text


def test_a_page_states_its_reading_age_and_the_limit(example_site: BuiltSite) -> None:
    found = re.search(r"Reading age ?(\d+) years, by the Flesch-Kincaid formula; our limit is 14", example_site.page("/briefings/general/meetings/").text)
    assert found and 5 <= int(found[1]) <= 14


def test_minutes_are_words_over_the_rate_and_a_contact_is_a_few_words() -> None:
    assert minutes_aloud(blocks_of("word " * ALOUD_WORDS_A_MINUTE)) == 1
    assert 0 < minutes_aloud(blocks_of('Call {{ contact("first-call") }}.')) * ALOUD_WORDS_A_MINUTE < 15


def test_reading_age_rises_with_longer_sentences_and_words() -> None:
    simple, harder = blocks_of("We see the child. We ask how it is. " * 20), blocks_of("Practitioners communicate considerations regarding safeguarding responsibilities. " * 20)
    assert (reading_age(simple) or 0) < 8 < 16 < (reading_age(harder) or 0)
    assert reading_age(blocks_of("Too short to say.")) is None
