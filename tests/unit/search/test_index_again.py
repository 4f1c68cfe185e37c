"""An index of which few texts are others is what it would be if all were read."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.data.accounts import Accounts
from publishing.kept.memory import AsItIs, NotRead
from publishing.kept.on_disk import LastingMemory
from publishing.kept.store import Store
from publishing.output_folder.standing import Known, sum_of
from publishing.search import posted
from publishing.search.documents import Document, Section
from publishing.search.folding import Folder
from publishing.search.index import index_again, index_files

WORDS = [*"pond otter newt reed heron ferry jetty abacus lake mud can who what willow eel they mend dig ducks puddle map tide bank".split(), *(f"w{place}x" for place in range(60))]
MADE_OF = b"made of"
SHOWN = ["ponds and ducks"]


def a_text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


def a_document(chance: random.Random, place: int) -> Document:
    names = ((f"{chance.choice(WORDS)} {chance.choice(WORDS)}", 0.9), ("puddle ducks", 0.5)) if place % 3 == 0 else ()
    return Document(f"/{place}/", f"{chance.choice(WORDS)} {chance.choice(WORDS)} {place}", a_text(chance, 4), "Guidance", 1.0, sections(chance), names, accounts=("they will not mend it",) if place == 1 else (), resource=True)


def sections(chance: random.Random) -> tuple[Section, ...]:
    return Section("", "", a_text(chance, chance.randrange(60))), *(Section(f"s{place}", a_text(chance, chance.choice((1, 2))), a_text(chance, 30)) for place in range(chance.randrange(3)))


def edited(document: Document, chance: random.Random) -> tuple[Section, ...]:
    """Return the parts of a document of which one has a word more or less, or all are others."""
    if not document.sections or chance.random() < 0.2:
        return sections(chance)
    first, *others = document.sections
    return replace(first, text=f"{first.text} {chance.choice(WORDS)}" if chance.random() < 0.5 else first.text.rpartition(" ")[0]), *others


def cold(documents: list[Document], memory: LastingMemory | None = None) -> dict[str, str]:
    more = {"memory": memory, "made_of": MADE_OF} if memory else {}
    return index_files(documents, Folder(), {}, {}, SHOWN, "map", "ferry", Accounts(danger=("fell off the ferry",), calm=("pond life",)), **more)


def as_written(files: Mapping[str, str | Known], before: Mapping[str, str], every: bool) -> dict[str, str]:
    """Return what is in the files: of those that are as they were it is known from ``before``; where ``every`` one of words is made, from what was kept."""
    def text(path: str, content: str | Known) -> str:
        if not isinstance(content, Known):
            return content
        made = content.make() if every and "/w/" in path else before[path.partition("/")[2]]
        assert sum_of(made.encode()) == content.sum
        return made

    return {path: text(path, content) for path, content in files.items()}


@pytest.mark.parametrize("seed", range(4))
def test_few_texts_that_are_others_lead_to_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(posted, "PHRASES_BYTES", 60)
    chance, again = random.Random(seed), 0
    documents = [a_document(chance, place) for place in range(40)]
    store = Store(tmp_path / "store")
    first = cold(documents, LastingMemory(store, tmp_path))
    store.keep()
    assert first == cold(documents)
    before = {path.partition("/")[2]: text for path, text in first.items()}
    memory = AsItIs(LastingMemory(Store(tmp_path / "store"), tmp_path))
    for _ in range(8):
        changed = chance.sample(range(len(documents)), chance.choice((0, 1, 1, 1, 3)))
        others = {documents[place].address: edited(documents[place], chance) for place in changed}
        now = [replace(document, sections=others.get(document.address, document.sections)) for document in documents]
        try:
            found = index_again(others, Folder(), SHOWN, memory, MADE_OF)
        except NotRead:
            continue
        again += 1
        assert as_written(found, before, every=again % 2 == 0) == cold(now)
    assert again > 3


def test_nothing_is_made_of_what_is_not_known(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(NotRead):
        index_again({}, Folder(), (), LastingMemory(store, tmp_path), MADE_OF)
