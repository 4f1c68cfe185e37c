"""Meaning: to which subject a word of everyday language belongs, by how few subjects have it in their vocabulary."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from publishing.search import weights
from publishing.search.documents import Document
from publishing.search.english import commonness
from publishing.search.folding import Folder

MOST = 10
"""So many documents are kept for a word: the best."""
LEAST = 0.03
"""What leads to a document by no more than this is left out."""


def meanings(documents: Iterable[Document], folder: Folder) -> dict[str, list[tuple[int, float]]]:
    """Return for the keys of words the documents in whose vocabulary they stand, best first, and how much each belongs there."""
    holding: dict[str, dict[int, float]] = defaultdict(dict)
    for number, document in enumerate(documents):
        if document.kind != "Glossary":  # a term is no subject
            for one, weight in _vocabulary(document, folder).items():
                holding[one][number] = weight
    english = commonness()
    found = {}
    for one, weighed in holding.items():
        share = _telling(english.get(one, 0)) / math.sqrt(sum(weighed.values()))
        best = sorted(((number, weight * share) for number, weight in weighed.items() if weight * share > LEAST), key=lambda item: (-item[1], item[0]))
        if best:
            found[one] = best[:MOST]
    return found


def _vocabulary(document: Document, folder: Folder) -> Mapping[str, float]:
    """Return the keys of the words that lead to a document, and how much each is a word of it."""
    found: dict[str, float] = defaultdict(float)
    for text, weight in document.around:
        for one in folder.keys(text):
            found[one] = max(found[one], weight / weights.AROUND)
    for name, _ in document.names:
        keys = folder.keys(name)
        for one in keys:
            found[one] = max(found[one], weights.MEANT_BY_NAME / math.sqrt(len(keys)))
    return found


def _telling(common: int) -> float:
    """Return how much a word tells by how common it is in English, as ``ranking.js`` does of a question's."""
    question = weights.QUESTION
    return max(question["english_least"], min(1.0, 1 - question["english_slope"] * (common - question["english_rare"])))
