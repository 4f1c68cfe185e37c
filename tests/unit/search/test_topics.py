"""The search knows which pages a topic lists, of those of which something is told."""

from __future__ import annotations

import json
from dataclasses import replace

from publishing.search import weights
from publishing.search.documents import Document
from publishing.search.folding import Folder, in_file, key, phrase_key, stem
from publishing.search.index import index_files
from publishing.search.postings import DIGITS
from search_index import entries

POND = Document("/ponds/", "Ponds", "What floats", "Guidance", 1.0, accounts=("he slipped into the water",), topics=("water",), resource=True)
ROAD = Document("/roads/", "Roads", "What drives", "Guidance", 1.0, accounts=("a car hit him",), topics=("traffic",), resource=True)
LAKE = Document("/lakes/", "Lakes", "What is deep", "Guidance", 1.0, topics=("water",), resource=True)
TOPIC = Document("/topics/water/", "Topic: Water", "", "Topic", 0.5, topics=("water",))


def test_topics_travel_with_their_pages() -> None:
    files = index_files([POND, ROAD, LAKE, TOPIC], Folder(), {"water": "Water", "traffic": "Traffic"}, {})
    assert json.loads(files["rest.json"])["topics"] == [[3, 0]]


def test_topic_comes_before_what_shares_its_subject_as_another_name_and_after_what_is_called_so() -> None:
    shared = [replace(POND, title=title, weight=weights.STRATEGY_OR_REPORT, names=(("water", weights.OWN_NAME),)) for title in ("Strategy", "Campaign", "Audit")]
    assert led_to([*shared, TOPIC], "water")[0] == 3
    assert led_to([replace(POND, title="Water"), TOPIC], "water") == [0, 1]


def led_to(documents: list[Document], name: str) -> list[int]:
    """Return which documents a whole question leads to, best first."""
    asked = in_file(phrase_key(["=", key(stem(name))]))
    files = index_files(documents, Folder(), {"water": "Water"}, {})
    [places] = [found[asked] for path, file in files.items() if "/w/" in path and asked in (found := entries(file))]
    found, number = [], -1
    for at in range(0, len(places), 3):
        number += 1 + int(places[at])
        found.append((-DIGITS.index(places[at + 1]), number))
    return [number for _, number in sorted(found)]
