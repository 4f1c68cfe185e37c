"""Pages say how hard they are to read, and 7-minute briefings how long they take to read aloud."""

from __future__ import annotations

import re

from built_site import BuiltSite
from publishing.content.aloud import WORDS_A_MINUTE, minutes_aloud
from publishing.content.reading_age import reading_age
from publishing.content.text import text_alone


def test_a_briefing_says_how_long_it_takes_to_read_aloud(example_site: BuiltSite) -> None:
    assert "about 5½ minutes to read aloud" in example_site.page("/briefings/seven-minute/ponds/").text
    assert "about 1 minute to read aloud" in example_site.page("/briefings/seven-minute/ice/").text


def test_only_briefings_with_a_text_are_said_to_be_read_aloud(example_site: BuiltSite) -> None:
    for address in ("/briefings/seven-minute/lanterns/", "/briefings/general/meetings/", "/about/"):
        assert "to read aloud" not in example_site.page(address).text


def test_a_page_states_its_reading_age_and_the_limit(example_site: BuiltSite) -> None:
    found = re.search(r"Reading age ?(\d+) years, by the Flesch-Kincaid formula; our limit is 14", example_site.page("/briefings/general/meetings/").text)
    assert found and 5 <= int(found[1]) <= 14


def test_minutes_are_words_over_the_rate_and_a_contact_is_a_few_words() -> None:
    assert minutes_aloud(text_alone("word " * WORDS_A_MINUTE).blocks) == 1
    assert 0 < minutes_aloud(text_alone('Call {{ contact("first-call") }}.').blocks) * WORDS_A_MINUTE < 15


def test_reading_age_rises_with_longer_sentences_and_words() -> None:
    simple = text_alone("We see the child. We ask how it is. " * 20).prose
    harder = text_alone("Practitioners communicate considerations regarding safeguarding responsibilities. " * 20).prose
    assert (reading_age(simple) or 0) < 8 < 16 < (reading_age(harder) or 0)
    assert reading_age(text_alone("Too short to say.").prose) is None
