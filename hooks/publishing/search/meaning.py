"""Meaning: what a question is about, learned from how people tell of each subject.

A page is as likely as what leads to it is to hold the words of the question (naive Bayes with a Dirichlet prior: Manning, Raghavan
and Schütze, "Introduction to Information Retrieval", chapters 12 and 13). ``ranking.js`` adds it up.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publishing.data.accounts import NO_ACCOUNTS, Accounts
from publishing.search import weights
from publishing.search.documents import Document
from publishing.search.folding import Folder

MOST = 64
"""So many documents are kept for a word: the best."""
MOST_TOLD = 500
"""So many documents are subjects: those that most is told of. The list travels with every search."""


@dataclass(frozen=True)
class Meanings:
    """What words speak for, by their keys, and how much is told of each document."""

    words: dict[str, list[tuple[int, float]]]
    """The documents that a word speaks for, best first: the logarithm of how many times as likely the word is there as where nobody tells of it."""
    told: dict[int, float]
    """Of how many words what leads to a document consists; the number after the last document stands for what the site does not answer."""
    danger: dict[str, float]
    """What words say of danger: the logarithm of how many times as likely the word is where people tell of a child in danger now as where nobody is."""


def meanings(documents: Sequence[Document], folder: Folder, accounts: Accounts = NO_ACCOUNTS) -> Meanings:
    """Return what the words speak for that lead to documents, and what those say of danger that ``accounts`` of it have."""
    counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    everywhere: dict[str, float] = defaultdict(float)
    for number, document in enumerate(documents):
        if document.kind != "Glossary":  # a term is no subject
            for text, weight in _telling(document):
                for one in folder.keys(text):
                    counts[number][one] += weight
                    everywhere[one] += weight
    asked_elsewhere = Counter(one for line in accounts.elsewhere for one in folder.keys(line))
    share = min(1.0, weights.ELSEWHERE_IN_ALL * sum(everywhere.values()) / max(1, asked_elsewhere.total()))
    for one, often in asked_elsewhere.items():
        counts[len(documents)][one] = often
        everywhere[one] += often * share
    told = {number: sum(counted.values()) for number, counted in counts.items()}
    subjects = sorted(told, key=lambda number: (-told[number], number))[:MOST_TOLD]
    total = sum(everywhere.values())
    words: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number in subjects:
        for one, times in counts[number].items():
            words[one].append((number, math.log1p(times / (weights.QUESTION["usual_words"] * everywhere[one] / total))))
    return Meanings({one: _best(found, len(documents)) for one, found in words.items()},
                    {number: told[number] for number in subjects}, _danger(accounts, folder))


def _danger(accounts: Accounts, folder: Folder) -> dict[str, float]:
    """Return how much likelier words are in accounts of danger than in calm ones; where either is missing, nothing is known of any."""
    danger, calm = (Counter(one for line in lines for one in folder.keys(line)) for lines in (accounts.danger, accounts.calm))
    if not danger or not calm:
        return {}
    known = danger | calm

    def likely(one: str, told: Counter[str]) -> float:
        return (told[one] + weights.UNTOLD) / (told.total() + weights.UNTOLD * len(known))

    return {one: math.log(likely(one, danger) / likely(one, calm)) for one in known}


def _best(found: list[tuple[int, float]], elsewhere: int) -> list[tuple[int, float]]:
    """Return what a word speaks for most, and what the site does not answer, where it speaks for that."""
    found.sort(key=lambda item: (-item[1], item[0]))
    return [*found[:MOST], *(item for item in found[MOST:] if item[0] == elsewhere)]


def _telling(document: Document) -> Iterator[tuple[str, float]]:
    """Return the texts that tell of a document, and how much each counts."""
    if document.accounts:  # of ten thousand pages of which nobody tells, none is a subject by its title alone
        yield from ((text, 1.0) for text in (document.title, document.summary, *document.accounts))
    yield from ((words, weight / weights.AROUND) for words, weight in document.around)
    yield from document.names
