"""To which documents each key leads, and how well: of a common key, the best. Where few documents have changed, only that is
made again which an earlier build would have made otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import Any

from publishing.kept.digest import joined
from publishing.kept.memory import NOTHING, Memory
from publishing.search import weights

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
FULL = 63
"""The best a document can match a word: two digits would not be worth their bytes."""

MOST = 160
"""How many documents are kept for a word: the best. More of them would cost every search and show nothing."""

_SPARE = 2 * MOST
"""So many of the best are remembered, so that the best are known when some are gone."""
_FEW = 50
"""So many documents that have changed are looked at one by one."""
_PART = 2
"""What is remembered lies apart by so many letters of its key."""
_THOUSAND = 1000

Lines = dict[str, tuple[str, float, int]]
"""The keys to which a document answers, each with the key that says in which file it stands, how well, and in which section best."""
Place = tuple[float, int, int]
"""How well a key leads to a document, which one, and which section of it."""


class Postings:
    """For each key the documents it leads to, which come one after the other."""

    def __init__(self) -> None:
        self.best: dict[str, list[Place]] = defaultdict(list)
        """The best, and some that turned out not to be among them."""
        self.weighs: dict[str, int] = defaultdict(int)
        """In how many documents each counts, in thousandths: whole numbers add up to the same in any order."""
        self.by: dict[str, str] = {}
        """The key that says in which file each stands."""
        self.cut: set[str] = set()
        """Those that lead to more documents."""
        self.mixed: set[str] = set()
        """Those that are found by several keys: different words whose keys are alike by chance."""

    def add(self, document: int, lines: Lines) -> None:
        """Note the keys of a document."""
        best, weighs, known, most = self.best, self.weighs, self.by, 2 * _SPARE  # it is here some five hundred times for each page
        for at, (by, impact, section) in lines.items():
            found = best[at]
            found.append((impact, document, section))
            weighs[at] += _weighs(impact)
            if known.setdefault(at, by) != by:
                self.mixed.add(at)
            if len(found) > most:
                found[:] = _best(found)
                self.cut.add(at)

    def text(self, at: str, width: int) -> str:
        """Return what stands in a file of the index for a key; a document's number has so many digits (its ``width``)."""
        return in_digits(_in_documents(self.weighs[at]), 3) + "".join(
            in_digits(document, width) + DIGITS[_quantised(impact)] + DIGITS[min(section, 63)] for impact, document, section in _best(self.best[at])[:MOST])

    def replace(self, at: str, document: int, old: tuple[str, float, int] | None, new: tuple[str, float, int] | None) -> bool:
        """Let a document answer to a key otherwise than before; return whether its best are still known."""
        found = self.best[at]
        if old:
            found[:] = [place for place in found if place[1] != document]
            self.weighs[at] -= _weighs(old[1])
        if new:
            by, impact, section = new
            if self.by.setdefault(at, by) != by:
                return False
            self.weighs[at] += _weighs(impact)
            if at not in self.cut or (found and (-impact, document) < (-found[-1][0], found[-1][1])):
                found[:] = sorted((*found, (impact, document, section)), key=_rank)
        return at not in self.cut or len(found) >= MOST


def _rank(place: Place) -> tuple[float, int]:
    return -place[0], place[1]


def _best(found: Iterable[Place]) -> list[Place]:
    """Return the first by :func:`_rank`: the sort leaves in order what is equal, so one by documents comes first, which is quick because they come in order."""
    return sorted(sorted(found, key=_document), key=_impact, reverse=True)[:_SPARE]


_impact, _document = itemgetter(0), itemgetter(1)


def _weighs(impact: float) -> int:
    """Return how much a document counts among those that have a word: one where it stands in the text alone counts less.

    Without this, a thousand pages that mention a word in passing made it worthless in the title of the one about it.
    """
    return min(_THOUSAND, round(_THOUSAND * (weights.IN_TEXT_ALONE * impact) ** 2))


def _in_documents(weighs: int) -> int:
    """Return in how many documents a word counts, in tenths."""
    return min(64 ** 3 - 1, max(1, round(10 * weighs / _THOUSAND)))


def _quantised(impact: float) -> int:
    """Return an impact as one digit: eight steps from each power of two to the next."""
    return max(0, min(FULL, round(FULL + 8 * math.log2(max(impact, 0.001)))))


@lru_cache(maxsize=100_000)
def in_digits(value: int, width: int) -> str:
    """Return a number in so many digits."""
    return "".join(DIGITS[value >> 6 * place & 63] for place in reversed(range(width)))


@dataclass(frozen=True)
class Led:
    """What stands in the files of the index for keys, and what of documents is printed."""

    texts: dict[str, tuple[str, str]]
    """By the key: that which says in which file it stands, and what stands there."""
    printed: dict[str, int]
    """In how many documents each word stands that can be shown."""
    documents: tuple[bytes, ...] = ()
    """A sum over each document."""
    states: Mapping[str, bytes] = field(default_factory=dict)
    """Of which documents that was made which is remembered of keys, by their first letters: a sum over all."""


Indexed = tuple[Lines, Sequence[str]]
"""The keys to which a document answers, and its words that can be shown."""


def led_to(documents: Sequence[object], index: Callable[[int], Indexed], width: int, made_of: tuple[Any, ...], memory: Memory = NOTHING) -> Led:
    """Return what keys lead to. ``index`` looks into the document of a number, and goes by nothing but the document and what else all is ``made_of``.

    ``memory`` has what an earlier build found: where few documents are others, only their keys are looked at again.
    """
    if memory is NOTHING:
        return _anew(documents, index, width)[0]
    sums = tuple(sha256(repr(document).encode("utf-8", "surrogatepass")).digest() for document in documents)
    known = memory.known("led to", made_of)
    found = _renewed(known[0], sums, index, width, made_of, memory) if known else None
    if found is None:
        indexed = [index(place) for place in range(len(documents))]
        for place, one in enumerate(indexed):
            memory.learn(("indexed", place), (sums[place], *made_of), one)
        found, postings = _anew(documents, indexed.__getitem__, width)
        state = joined(*sums)
        parts = _parts(postings)
        for part, kept in parts.items():
            memory.learn(("postings", part), (state,), kept)
        found = Led(found.texts, found.printed, sums, dict.fromkeys(parts, state))
    if known is None or found is not known[0]:
        memory.learn("led to", made_of, found)
    return found


def _anew(documents: Sequence[object], index: Callable[[int], Indexed], width: int) -> tuple[Led, Postings]:
    postings, printed = Postings(), Counter[str]()
    for place in range(len(documents)):
        lines, words = index(place)
        postings.add(place, lines)
        printed.update(words)
    return Led({at: (postings.by[at], postings.text(at, width)) for at in postings.best}, dict(printed)), postings


_Part = dict[str, tuple[list[Place], int, str, bool]]


def _parts(postings: Postings) -> dict[str, _Part]:
    """Return what is to be remembered, apart by the first letters of keys: of what is mixed, nothing is known."""
    parts: dict[str, _Part] = defaultdict(dict)
    for at, found in postings.best.items():
        mixed = at in postings.mixed
        parts[at[:_PART]][at] = ([] if mixed else _best(found), postings.weighs[at], postings.by[at], mixed or at in postings.cut)
    return parts


def _renewed(before: Led, sums: tuple[bytes, ...], index: Callable[[int], Indexed], width: int, made_of: tuple[Any, ...], memory: Memory) -> Led | None:
    """Return what is led to now, from what was before; ``None`` where too much is another, or something is not remembered."""
    changed = [place for place, (old, new) in enumerate(zip(before.documents, sums, strict=False)) if old != new]
    if len(before.documents) != len(sums) or len(changed) > _FEW:
        return None
    if not changed:
        return before
    postings, printed, there = Postings(), Counter(before.printed), set[str]()
    keys: set[str] = set()
    for place in changed:
        known, (lines, words) = memory.known(("indexed", place), (before.documents[place], *made_of)), index(place)
        if known is None:
            return None
        old_lines, old_words = known[0]
        printed.subtract(old_words)
        printed.update(words)
        for at in sorted(at for at in {*old_lines, *lines} if old_lines.get(at) != lines.get(at)):
            if (part := at[:_PART]) not in there:
                there.add(part)
                if not _remember(postings, part, before, memory):
                    return None
            if not postings.replace(at, place, old_lines.get(at), lines.get(at)):
                return None
            keys.add(at)
        memory.learn(("indexed", place), (sums[place], *made_of), (lines, words))
    texts, state = dict(before.texts), joined(*sums)
    for at in keys:
        if postings.best[at]:
            texts[at] = (postings.by[at], postings.text(at, width))
        else:
            del postings.best[at]
            texts.pop(at, None)
    parts = _parts(postings)
    for part in there:
        memory.learn(("postings", part), (state,), parts.get(part, {}))
    return Led(texts, {word: times for word, times in printed.items() if times}, sums, {**before.states, **dict.fromkeys(there, state)})


def _remember(postings: Postings, part: str, before: Led, memory: Memory) -> bool:
    """Take up what is remembered of keys that begin with the same letters; return whether it was there."""
    if part not in before.states:
        return True
    known = memory.known(("postings", part), (before.states[part],))
    for at, (best, weighs, by, cut) in (known[0] if known else {}).items():
        postings.best[at], postings.weighs[at], postings.by[at] = best, weighs, by
        if cut:
            postings.cut.add(at)
    return known is not None
