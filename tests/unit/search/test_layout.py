"""In which file of the index a word lies, and the phrases that begin with it: each file more is one more for a question to fetch."""

from __future__ import annotations

import json
from itertools import accumulate
from string import ascii_lowercase

import pytest

from publishing.data.accounts import Accounts
from publishing.search import index, posted
from publishing.search.documents import Document, Section
from publishing.search.folding import WEAK, Folder, in_file, in_sieve, key, number_of, phrase_key, shard, stem
from publishing.search.index import VERSION_LETTERS, index_files
from publishing.search.posted import APART_LETTERS
from publishing.search.postings import DIGITS
from search_index import entries

OTHERS = 200


def index_of(titles: list[str]) -> tuple[dict, dict[str, dict[str, str]], dict[str, str]]:
    """Return the core of an index of pages with these titles, its files of words, and all its files."""
    files = index_files([Document(f"/{place}/", title, "", "Guidance", 1.0, resource=True) for place, title in enumerate(titles)], Folder(), {}, {})
    core = json.loads(files["core.json"])
    return core, {path.rpartition("/")[2].removesuffix(".json"): entries(text) for path, text in files.items() if "/w/" in path}, files


def test_phrases_lie_with_their_first_word_that_has_few() -> None:
    core, words, _ = index_of(["Pond skater", *(f"Pond {'x' * 4}{place}" for place in range(OTHERS)), *(f"Otter {'y' * 4}{place}" for place in range(OTHERS)), "Pond otter"])
    pond, skater, otter = (key(stem(word)) for word in ("pond", "skater", "otter"))

    def file_of(one: str) -> dict[str, str]:
        return words[str(shard(one, core["shards"]))]

    assert pond[:APART_LETTERS] in core["apart"] and otter[:APART_LETTERS] in core["apart"]
    assert in_file(phrase_key([pond, skater])) in file_of(skater)
    assert in_file(phrase_key([pond, otter])) in file_of(phrase_key([pond, otter]))


def test_phrases_of_a_word_and_words_of_questions_lie_with_the_word() -> None:
    core, words, _ = index_of(["Who can mend a pond", "What now"])
    who, can, mend, pond, what, now = (key(stem(word)) for word in ("who", "can", "mend", "pond", "what", "now"))

    def file_of(one: str) -> dict[str, str]:
        return words[str(shard(one, core["shards"]))]

    assert in_file(phrase_key(["=", who, can, mend, pond])) in file_of(mend)
    assert in_file(phrase_key([can, mend])) in file_of(mend)
    assert in_file(phrase_key([what, now])) in file_of(now)
    assert in_file(phrase_key([who, can])) in file_of(who)


def test_what_a_word_of_questions_speaks_for_and_says_of_danger_lies_by_itself() -> None:
    accounts = Accounts(danger=("they will not wake",), calm=("your leaflet",))
    files = index_files([Document("/", "Ponds", "", "Guidance", 1.0, accounts=("they will not mend it",), resource=True)], Folder(), {}, {}, accounts=accounts)
    of_questions = {path.rpartition("/")[2].removesuffix(".json"): json.loads(text) for path, text in files.items() if "/m/" in path}
    assert of_questions.keys() == {key(stem(word)) for word in WEAK}
    they, your = of_questions[key(stem("they"))], of_questions[key(stem("your"))]
    assert len(they) > 1 and len(your) == 1 and DIGITS.index(they[0]) > posted.CALM > DIGITS.index(your)
    [entry] = [found[in_file(key(stem("they")))] for path, text in files.items() if "/w/" in path and in_file(key(stem("they"))) in (found := entries(text))]
    assert entry[1] + entry.partition(" ")[2] == they


def test_a_word_of_what_is_not_answered_keeps_what_it_says_of_danger() -> None:
    files = index_files([Document("/", "Ponds", "", "Guidance", 1.0, resource=True)], Folder(), {}, {}, elsewhere="ferry pizza", accounts=Accounts(danger=("fell off the ferry",), calm=("pond life",)))
    found = {at: text for path, words in files.items() if "/w/" in path for at, text in entries(words).items()}
    marks = {word: DIGITS.index(found[in_file(key(stem(word)))][1]) for word in ("ferry", "pizza", "off", "life")}
    assert marks["pizza"] == posted.ELSEWHERE + posted.CALM
    assert marks["ferry"] == posted.ELSEWHERE + marks["off"] > marks["pizza"]
    assert marks["off"] > posted.CALM > marks["life"]


def test_a_word_leads_to_the_section_whose_heading_has_it_or_else_that_has_it_most_often() -> None:
    sections = (Section("", "", "pond reed"), Section("newts", "The newt", "reed otter"), Section("otters", "Mud", "newt newt otter otter reed"))
    files = index_files([Document("/pond/", "Water", "", "Guidance", 1.0, sections, resource=True)], Folder(), {}, {})
    found = {at: text for path, words in files.items() if "/w/" in path for at, text in entries(words).items()}
    assert {word: DIGITS.index(found[in_file(key(stem(word)))][-1]) for word in ("pond", "reed", "newt", "otter", "mud")} == {"pond": 0, "reed": 0, "newt": 1, "otter": 2, "mud": 2}


def test_there_is_a_file_of_words_for_any_two_letters_that_says_for_which_index_it_is() -> None:
    files = index_files([Document("/", "Ponds", "Wading in a 4x4 on ice", "Guidance", 1.0, resource=True)], Folder(), {}, {})
    (core, rest), spelt = (json.loads(files[name]) for name in ("core.json", "rest.json")), {path[2:-5]: json.loads(text) for path, text in files.items() if path.startswith("v/")}
    assert spelt.keys() == {a + b for a in ascii_lowercase for b in ascii_lowercase} | {*rest["starts"].split()}
    assert rest["version"] == core["version"] and {version for version, *_ in spelt.values()} == {core["version"][:VERSION_LETTERS]}
    assert "4x" in spelt and spelt["wa"][1] == "Awading" and not spelt["zz"][1]


def test_words_of_names_travel_with_every_search_and_those_of_texts_by_how_they_start(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Document("/", "Ponds and ponies", "Ponder over a pond", "Guidance", 1.0, names=(("puddle ducks", 1.0),), resource=True)
    files = index_files([one], Folder(), {}, {})
    rest, of_texts = json.loads(files["rest.json"]), json.loads(files["v/po.json"])
    assert rest["names"][0] == "ApondsDies"
    assert of_texts[1] == "ApondEer" and len(of_texts[2]) == 2
    monkeypatch.setattr(index, "MOST_NAMES", 1)
    files = index_files([one], Folder(), {}, {})
    assert json.loads(files["rest.json"])["names"][0] == "Aponds" and "ies" in json.loads(files["v/po.json"])[1]


def test_a_word_that_is_never_printed_is_told_by_a_sieve_and_a_key() -> None:
    files = index_files([Document("/", "Ponds", "", "Guidance", 1.0, names=(("puddle ducks", 1.0),), resource=True)], Folder(), {}, {})
    size, high, low = json.loads(files["rest.json"])["hidden"]
    gaps = [len(DIGITS) * DIGITS.index(one) + DIGITS.index(other) for one, other in zip(high, low, strict=True)]
    assert {number_of(key("-puddle")) % size, number_of(key("-ducks")) % size} <= {*accumulate(gaps)}
    assert key("-puddle") in json.loads(files["v/pu.json"])[3]
    assert "puddle" not in "".join(files.values())


def test_rare_words_of_english_are_told_beside_the_words_of_their_file() -> None:
    core, _, files = index_of(["Herons"])
    typed = ("abacus", "plaice", "caret", "fees", "herron", "plaise")
    assert {one for one in typed if _is_sieved(files, core, key(stem(one)))} == {"abacus", "plaice", "caret"}


def _is_sieved(files: dict[str, str], core: dict, one: str) -> bool:
    _, _, *sieves = json.loads(files[f"{core['version']}/w/{shard(one, core['shards'])}.json"])
    return any(in_sieve(one) in _places(sieve) for sieve in sieves)


def _places(sieve: str) -> set[int]:
    """Return the places of a sieve: each stands as how many were left out before it, in digits of which those of the upper half have another after them."""
    found, left, at = set[int](), 0, 0
    for digit in map(DIGITS.index, sieve):
        left = left * 32 + digit % 32
        if digit < 32:
            found.add(at + left)
            at, left = at + left + 1, 0
    return found
