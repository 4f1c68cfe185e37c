"""What a question is about is learned from how people tell of each subject, and of what the site does not answer."""

from __future__ import annotations

from publishing.data.accounts import Accounts
from publishing.search.documents import Document
from publishing.search.folding import Folder, key, stem
from publishing.search.meaning import MOST, meanings

POND = Document("/ponds/", "Ponds", "What floats", "Page", 1.0, accounts=("he slipped into the water", "she fell through the ice"))
ROAD = Document("/roads/", "Roads", "What drives", "Page", 1.0, names=(("zebra crossing", 0.9),), around=(("car kerb she", 0.35),))
TERM = Document("/glossary/#ice", "ICE", "", "Glossary", 1.0, accounts=("ice",))
ELSEWHERE = 3
"""The number after the last document."""


def of(word: str) -> list[tuple[int, float]]:
    found = meanings([POND, ROAD, TERM], Folder(), Accounts(elsewhere=("when does the ice cream van come", "ice cream for she")))
    return found.words.get(key(stem(word)), [])


def test_words_speak_for_what_is_told_with_them() -> None:
    assert [at for at, _ in of("slipped")] == [0]
    assert [at for at, _ in of("crossing")] == [at for at, _ in of("kerb")] == [1]
    assert of("heron") == []


def test_title_and_summary_tell_of_a_page_of_which_people_tell() -> None:
    assert [at for at, _ in of("ponds")] == [at for at, _ in of("floats")] == [0]
    assert of("roads") == of("drives") == []


def test_words_of_what_is_not_answered_speak_for_it() -> None:
    assert [at for at, _ in of("cream")] == [ELSEWHERE]
    assert [at for at, _ in of("ice")] == [ELSEWHERE, 0]


def test_words_of_many_subjects_speak_less() -> None:
    assert {at for at, _ in of("she")} == {0, 1, ELSEWHERE}
    assert dict(of("she"))[0] < of("slipped")[0][1]


def test_what_is_not_answered_is_kept_however_many_subjects_a_word_has() -> None:
    many = [Document(f"/{number}/", str(number), "", "Page", 1.0, accounts=("water",)) for number in range(MOST + 5)]
    found = meanings(many, Folder(), Accounts(elsewhere=("water for the garden and the car and the dog",))).words[key(stem("water"))]
    assert len(found) == MOST + 1 and found[-1][0] == len(many)


def test_how_much_is_told_of_each_is_counted() -> None:
    told = meanings([POND, ROAD, TERM], Folder(), Accounts(elsewhere=("ice cream",))).told
    assert told.keys() == {0, 1, ELSEWHERE} and told[0] > told[1] > told[ELSEWHERE] == 2


def danger_of(accounts: Accounts) -> dict[str, float]:
    found = meanings([POND], Folder(), accounts).danger
    return {word: found[key(stem(word))] for word in ("ice", "she", "under", "lessons") if key(stem(word)) in found}


def test_words_say_danger_by_how_much_likelier_they_are_where_people_tell_of_it() -> None:
    found = danger_of(Accounts(danger=("she fell through the ice", "she went under", "he is under the ice"), calm=("ice skating lessons", "swimming lessons for her", "she likes the ice")))
    assert found["under"] > found["she"] > found["ice"] > found["lessons"]
    assert found["under"] > 0 > found["lessons"]


def test_without_accounts_of_danger_or_of_calm_no_word_says_any() -> None:
    assert danger_of(Accounts(danger=("she fell through the ice",))) == danger_of(Accounts(calm=("ice skating lessons",))) == {}


def test_accounts_of_danger_and_calm_say_nothing_of_which_page_is_meant() -> None:
    with_them = meanings([POND, ROAD], Folder(), Accounts(danger=("kerb kerb kerb water",), calm=("crossing", "water")))
    without = meanings([POND, ROAD], Folder(), Accounts())
    assert (with_them.words, with_them.told) == (without.words, without.told)
