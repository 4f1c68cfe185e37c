"""The search knows which pages a topic lists, of those of which something is told."""

from __future__ import annotations

import json

from publishing.search.documents import Document
from publishing.search.folding import Folder
from publishing.search.index import index_files

POND = Document("/ponds/", "Ponds", "What floats", "Guidance", 1.0, accounts=("he slipped into the water",), topics=("water",), resource=True)
ROAD = Document("/roads/", "Roads", "What drives", "Guidance", 1.0, accounts=("a car hit him",), topics=("traffic",), resource=True)
LAKE = Document("/lakes/", "Lakes", "What is deep", "Guidance", 1.0, topics=("water",), resource=True)
TOPIC = Document("/topics/water/", "Topic: Water", "", "Topic", 0.5, topics=("water",))


def test_topics_travel_with_their_pages() -> None:
    files = index_files([POND, ROAD, LAKE, TOPIC], Folder(), {"water": "Water", "traffic": "Traffic"}, {})
    assert json.loads(files["core.json"])["topics"] == [[3, 0]]
