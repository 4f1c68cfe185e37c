"""What is typed is read as it is meant: how words sound, numbers in words, apostrophes, and how common words of English are."""

from __future__ import annotations

import pytest

from publishing.search.documents import Document
from publishing.search.english import commonness
from publishing.search.folding import Folder, in_file, key, sound, stem, words
from publishing.search.index import index_files
from search_index import entries


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
    for apostrophe in "\u2018\u2019'`\u02bc\u2032\u00b4 ":
        assert words(f"mother{apostrophe}s partner") == ["mother", "partner"]
    assert words("section-17 threshold") == words("s.17 threshold")
    assert stem("womens") == stem("women's".replace("'s", "")) == stem("woman")


def test_a_missing_child_is_no_missed_appointment() -> None:
    assert stem("missing") != stem("missed") == stem("misses")


def test_common_words_are_told_from_rare_ones() -> None:
    common = commonness()
    assert common[key(stem("want"))] > common[key(stem("woman"))] > common[key(stem("allegation"))] > common.get(key(stem("genogram")), 0) == 0


@pytest.mark.parametrize(("name", "joined"), [
    ("level of need", "levelofneed"), ("level of need", "levelneed"), ("mother's partner", "motherspartner"), ("for doctors", "fordoctors"), ("when is section 47", "whenissection47")])
def test_names_are_found_without_their_spaces(name: str, joined: str) -> None:
    files = index_files([Document("/a/", "A page", "", "Guidance", 1.0, names=((name, 0.9),))], Folder(), {}, {})
    assert in_file(key(stem(joined))) in {one for path, text in files.items() if "/w/" in path for one in entries(text)}
