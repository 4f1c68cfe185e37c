"""What an earlier build remembered of the index leads to the same index, whatever has changed since."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from publishing.kept.on_disk import LastingMemory
from publishing.kept.store import Store
from publishing.search.postings import Indexed, Postings, in_order, led_to, place_of

KEYS = [f"{start}{end}" for start in ("aa", "ab", "ba", "bb") for end in ("0", "1", "2")]


def documents(chance: random.Random, count: int) -> list[str]:
    return [" ".join(chance.sample(KEYS, chance.randrange(len(KEYS) // 2, len(KEYS) + 1))) for _ in range(count)]


def indexed(document: str, number: int) -> Indexed:
    """Return that a document answers to each of its words, the better the earlier it stands; one of them lies in either of two files."""
    found = document.split()
    lies_by = {"bb2": found[0]} if "bb2" in found[1:] else {}
    return Indexed({word: place_of(1 / (2 + place), place, number) for place, word in enumerate(found)}, lies_by, tuple(found))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_changes_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    now = documents(chance, (3, 400, 1000)[seed % 3])
    for _ in range(6):
        for change in range(chance.choice((0, 1, 1, 3, 60))):
            now[chance.randrange(len(now))] = documents(chance, 1)[0] if change % 2 else ""
        if chance.random() < 0.2:
            now.insert(chance.randrange(len(now)), "aa0")
        store = Store(tmp_path / "store")
        found = led_to(now, lambda place: indexed(now[place], place), (2,), LastingMemory(store, tmp_path))
        if chance.random() < 0.8:
            store.keep()
        cold = led_to(now, lambda place: indexed(now[place], place), (2,))
        assert (found.texts, found.of_keys.printed) == (cold.texts, cold.of_keys.printed)


def test_one_that_is_another_is_looked_at_alone(tmp_path: Path) -> None:
    now, asked = [document.replace("bb2", "") for document in documents(random.Random(1), 30)], list[int]()

    def looked_at(place: int) -> Indexed:
        asked.append(place)
        return indexed(now[place], place)

    for change in (lambda: None, lambda: now.__setitem__(7, "aa0 ab1")):
        change()
        asked.clear()
        store = Store(tmp_path / "store")
        led_to(now, looked_at, (2,), LastingMemory(store, tmp_path))
        store.keep()
    assert asked == [7]


def test_of_a_common_key_the_best_lead() -> None:
    postings = Postings()
    for place in range(2000):
        postings.add({"aa0": place_of((place * 7 % 2000) / 2000, 0, place)}, {})
    assert len(postings.best["aa0"]) <= 640 and "aa0" in postings.cut
    best = sorted(((place * 7 % 2000), place) for place in range(2000))[-160:]
    by, text = postings.lead()["aa0"]
    assert by == "aa0" and 3 + 160 * 3 <= len(text) < 3 + 160 * 4
    assert {place for _, place in best} == {place for _, place, *_ in sorted(postings.best["aa0"], reverse=True)[:160]}


def test_the_best_are_known_however_often_few_have_changed(tmp_path: Path) -> None:
    """Each build lets the fifty best of a word go, which leads to fewer documents than are looked at while it is read, and more than are remembered of a common one."""
    now, store = ["aa0"] * 200 + ["ab0 aa0"] * 300, Store(tmp_path / "store")
    for gone in range(0, 200, 50):
        led_to(now, lambda place: indexed(now[place], place), (2,), LastingMemory(store, tmp_path))
        store.keep()
        now[gone:gone + 50] = ["ab0"] * 50
        store = Store(tmp_path / "store")
    found = led_to(now, lambda place: indexed(now[place], place), (2,), LastingMemory(store, tmp_path))
    assert found.texts == led_to(now, lambda place: indexed(now[place], place), (2,)).texts


def test_pages_that_mention_a_word_in_passing_hardly_make_it_common() -> None:
    def weighs(impacts: list[float]) -> str:
        postings = Postings()
        for document, impact in enumerate(impacts):
            postings.add({"aa0": place_of(impact, 0, document)}, {})
        return postings.leads("aa0")[1][:3]

    assert weighs([0.1] * 20) < weighs([0.8])


def test_documents_stand_in_order_each_after_how_many_were_left_out() -> None:
    assert in_order([(3, "a"), (0, "b"), (35, "c"), (68, "d")]) == "0b" + "2a" + "Vc" + "X0d"
    assert in_order([(32 ** 2, "e")]) == "XW0e"
