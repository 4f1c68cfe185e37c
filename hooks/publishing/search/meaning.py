"""Meaning: what a question is about, learned from how people tell of each subject.

A page is as likely as what leads to it is to hold the words of the question (naive Bayes with a Dirichlet prior: Manning, Raghavan
and Schütze, "Introduction to Information Retrieval", chapters 12 and 13). ``ranking.js`` adds it up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publishing.search import weights
from publishing.search.documents import Document
from publishing.search.folding import Folder

MOST = 40
"""So many documents are kept for a word: the best."""
MOST_TOLD = 500
"""So many documents are subjects: those that most is told of. The list travels with every search."""


@dataclass(frozen=True)
class Meanings:
    """What words speak for, by their keys, and how much is told of each document."""

    words: dict[str, list[tuple[int, float]]]
    """The documents that a word speaks for, best first: the logarithm of how many times as likely the word is there as where nobody tells of it."""
    told: dict[int, float]
    """Of how many words what leads to a document consists."""


def meanings(documents: Iterable[Document], folder: Folder) -> Meanings:
    """Return what the words speak for that lead to documents."""
    counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    everywhere: dict[str, float] = defaultdict(float)
    for number, document in enumerate(documents):
        if document.kind != "Glossary":  # a term is no subject
            for text, weight in _telling(document):
                for one in folder.keys(text):
                    counts[number][one] += weight
                    everywhere[one] += weight
    told = {number: sum(counted.values()) for number, counted in counts.items()}
    subjects = sorted(told, key=lambda number: (-told[number], number))[:MOST_TOLD]
    total = sum(everywhere.values())
    words: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number in subjects:
        for one, times in counts[number].items():
            words[one].append((number, math.log1p(times / (weights.QUESTION["usual_words"] * everywhere[one] / total))))
    return Meanings({one: sorted(found, key=lambda item: (-item[1], item[0]))[:MOST] for one, found in words.items()},
                    {number: told[number] for number in subjects})


def _telling(document: Document) -> Iterator[tuple[str, float]]:
    """Return the texts that tell of a document, and how much each counts."""
    yield from document.accounts
    yield from ((words, weight / weights.AROUND) for words, weight in document.around)
    yield from document.names
