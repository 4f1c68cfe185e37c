"""What is typed is read as it is meant: how words sound, numbers in words, apostrophes, and how common words of English are."""

from __future__ import annotations

import pytest

from publishing.search.english import commonness
from publishing.search.folding import key, sound, stem, words


@pytest.mark.parametrize(("typed", "meant"), [
    ("jenogram", "genogram"), ("jeorge", "george"), ("fone", "phone"), ("skreaming", "screaming"), ("nursrey", "nursery"), ("bruse", "bruise"), ("skool", "school"), ("nife", "knife"), ("escalashun", "escalation")])
def test_words_that_sound_alike(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)


def test_words_that_differ_do_not_sound_alike() -> None:
    assert len({sound(word) for word in ("april", "george", "neglect", "referral", "meeting")}) == 5


def test_numbers_in_words_and_apostrophes() -> None:
    assert stem("eighteen") == "18"
    assert words("section forty-seven") == words("section forty seven") == words("s.47") == ["s47"]
    assert words("Twenty one years, ninety nine, fifty and five, county one, twenty") == ["21", "years", "99", "fifty", "five", "county", "one", "twenty"]
    assert words("she'll ring, the child\u2019s mum doesn't") == ["she", "ring", "child", "mum", "doesnt"]


def test_a_missing_child_is_no_missed_appointment() -> None:
    assert stem("missing") != stem("missed") == stem("misses")


def test_common_words_are_told_from_rare_ones() -> None:
    common = commonness()
    assert common[key(stem("want"))] > common[key(stem("woman"))] > common[key(stem("allegation"))] > common.get(key(stem("genogram")), 0) == 0
