"""What a question is about is learned from how people tell of each subject."""

from __future__ import annotations

from publishing.search.documents import Document
from publishing.search.folding import Folder, key, stem
from publishing.search.meaning import meanings

POND = Document("/ponds/", "Ponds", "", "Page", 1.0, accounts=(("he slipped into the water", 1.0), ("she fell through the ice", 1.0)))
ROAD = Document("/roads/", "Roads", "", "Page", 1.0, names=(("zebra crossing", 0.9),), around=(("car kerb she", 0.35),))
LATER = Document("/rivers/", "Rivers", "", "Page", 1.0, accounts=(("he slipped into the water", 0.3),))
TERM = Document("/glossary/#ice", "ICE", "", "Glossary", 1.0, accounts=(("ice", 1.0),))


def of(word: str) -> list[tuple[int, float]]:
    return meanings([POND, ROAD, LATER, TERM], Folder()).words.get(key(stem(word)), [])


def test_words_speak_for_what_is_told_with_them() -> None:
    assert [at for at, _ in of("ice")] == [0]
    assert [at for at, _ in of("crossing")] == [at for at, _ in of("kerb")] == [1]
    assert of("heron") == []


def test_words_speak_more_for_the_first_page_of_a_group() -> None:
    assert [at for at, _ in of("slipped")] == [0, 2]
    assert of("slipped")[0][1] > of("slipped")[1][1]


def test_words_of_many_subjects_speak_less() -> None:
    assert {at for at, _ in of("she")} == {0, 1}
    assert of("she")[0][1] < of("ice")[0][1]


def test_how_much_is_told_of_each_is_counted() -> None:
    told = meanings([POND, ROAD, LATER, TERM], Folder()).told
    assert told.keys() == {0, 1, 2} and told[0] > told[1] > told[2]
