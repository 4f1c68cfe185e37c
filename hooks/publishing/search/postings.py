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
COUNT_DIGITS = 3
"""Digits of the number of documents in which a word counts: of a phrase nobody asks for it."""

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

Place = tuple[float, int, int, int, str]
"""How well a key leads to a document, which one, and which section of it; how much that weighs, and what is written of it: see :func:`place_of`."""
Lines = dict[str, Place]
"""The keys to which a document answers. Hundreds share a few dozen places, which are worked out once."""
LiesBy = dict[str, str]
"""The key that says in which file a key stands, where that is another: of a phrase."""


def place_of(impact: float, section: int, document: int) -> Place:
    """Return a place."""
    return places_of(impact, (section,), document)[0]


def places_of(impact: float, sections: Iterable[int], document: int) -> list[Place]:
    """Return a place in each of some sections."""
    weighs, digit = _worth(impact)
    return [(impact, document, section, weighs, digit + DIGITS[min(section, 63)]) for section in sections]


@dataclass(slots=True)
class Cut:
    """What is known of a key of which only the best places are."""

    weighs: int
    """In how many documents it counts, in thousandths: whole numbers add up to the same in any order."""
    documents: int
    """To how many it leads."""
    least: float
    """What a later document must lead to better than, to be among the best."""


class Postings:
    """For each key the documents it leads to, which come one after the other."""

    def __init__(self) -> None:
        self.best: dict[str, list[Place]] = defaultdict(list)
        """The best, and some that turned out not to be among them. Such as lead equally well stand in the order of the documents."""
        self.cut: dict[str, Cut] = {}
        """Those that lead to more documents."""
        self.by: LiesBy = {}
        """The key that says in which file each stands, where that is another."""
        self.mixed: set[str] = set()
        """Those that lie by several keys, as is known once all documents are there: different words whose keys are alike by chance."""
        self._by_another: Counter[str] = Counter()
        """In how many documents each lies by another key."""

    def add(self, lines: Lines, lies_by: LiesBy) -> None:
        """Note the keys of a document."""
        best, cut, most = self.best, self.cut, 2 * _SPARE
        for at, by in lies_by.items():
            if self.by.setdefault(at, at if at in best else by) != by:
                self.mixed.add(at)
        self._by_another.update(lies_by.keys())
        for at, place in lines.items():  # it is here some five hundred times for each page
            if at in cut:
                known = cut[at]
                known.weighs += place[3]
                known.documents += 1
                if place[0] <= known.least:
                    continue
            found = best[at]
            found.append(place)
            if len(found) > most:
                self._cut(at)

    def _cut(self, at: str) -> None:
        """Keep of a key what is best."""
        found = self.best[at]
        if at not in self.cut:
            self.cut[at] = Cut(sum(map(_weight, found)), len(found), 0.0)
        found.sort(key=_impact, reverse=True)
        del found[_SPARE:]
        self.cut[at].least = _impact(found[-1])

    def lead(self) -> dict[str, tuple[str, str]]:
        """Return for each key, once all documents are there, that which says in which file it stands, and what stands there."""
        self.mixed.update(at for at, documents in self._by_another.items() if documents != (self.cut[at].documents if at in self.cut else len(self.best[at])))
        return {at: self.leads(at) for at in self.best}

    def leads(self, at: str) -> tuple[str, str]:
        """Return it for one key."""
        found = self.best[at]
        found.sort(key=_impact, reverse=True)
        weighs = self.cut[at].weighs if at in self.cut else sum(map(_weight, found))
        return self.by.get(at, at), in_digits(_in_documents(weighs), COUNT_DIGITS) + in_order((number, written) for _, number, _, _, written in found[:MOST])

    def replace(self, at: str, document: int, old: Place | None, new: Place | None, by: str) -> bool:
        """Let a document answer to a key otherwise than before; return whether its best are still known."""
        found, cut = self.best[at], self.cut.get(at)
        if at in self.mixed or (new and (found or cut) and self.by.get(at, at) != by):
            return False
        if old:
            found[:] = [place for place in found if place[1] != document]
            if cut:
                cut.weighs -= _weight(old)
        if new:
            self.by[at] = by
            if cut:
                cut.weighs += _weight(new)
            if not cut or (found and _rank(new) < _rank(found[-1])):
                found[:] = sorted((*found, new), key=_rank)
        return not cut or len(found) >= MOST

    def part_of(self, at: str) -> _Kept:
        """Return what is to be remembered of a key: of what is mixed, nothing is known."""
        if at in self.mixed or not self.best[at]:
            return None
        if len(self.best[at]) > _SPARE:
            self._cut(at)
        return (*zip(*self.best[at], strict=True), self.by.get(at, at), self.cut[at].weighs if at in self.cut else None)

    def remember(self, at: str, kept: _Kept) -> None:
        """Take up what is remembered of a key."""
        if kept is None:
            self.best[at] = []
            self.mixed.add(at)
            return
        *places, by, weighs = kept
        self.best[at] = [*zip(*places, strict=True)]
        if by != at:
            self.by[at] = by
        if weighs is not None:
            self.cut[at] = Cut(weighs, 0, 0.0)


_Kept = tuple[Any, ...] | None
"""What is remembered of a key: its places, best first, as columns, which are written and read in half of the time; by which key it lies; and how much it weighs, where it leads to more."""
_Part = dict[str, _Kept]


def _rank(place: Place) -> tuple[float, int]:
    return -place[0], place[1]


_impact, _weight = itemgetter(0), itemgetter(3)


@lru_cache(maxsize=100_000)
def _worth(impact: float) -> tuple[int, str]:
    """Return how much an impact weighs, and its digit: hundreds of thousands of places share a few thousand."""
    return _weighs(impact), DIGITS[_quantised(impact)]


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


_HALF = len(DIGITS) // 2


@lru_cache(maxsize=100_000)
def _in_few_digits(value: int) -> str:
    """Return a number in as many digits as it needs: each but the last is of the upper half."""
    text = DIGITS[value % _HALF]
    while value := value // _HALF:
        text = DIGITS[_HALF + value % _HALF] + text
    return text


def in_order(said: Iterable[tuple[int, str]]) -> str:
    """Return what is said of documents in the order of their numbers, each after how many were left out before it: that is mostly one digit, and a low one."""
    parts: list[str] = []
    after = 0
    for number, text in sorted(said):
        parts += _in_few_digits(number - after), text
        after = number + 1
    return "".join(parts)


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


Indexed = tuple[Lines, LiesBy, Sequence[str]]
"""The keys to which a document answers and by which they lie, and its words."""


def led_to(documents: Sequence[object], index: Callable[[int], Indexed], made_of: tuple[Any, ...], memory: Memory = NOTHING) -> Led:
    """Return what keys lead to. ``index`` looks into the document of a number, and goes by nothing but the document and what else all is ``made_of``.

    ``memory`` has what an earlier build found: where few documents are others, only their keys are looked at again.
    """
    if memory is NOTHING:
        return _anew(documents, index)[0]
    sums = tuple(sha256(repr(document).encode("utf-8", "surrogatepass")).digest() for document in documents)
    known = memory.known("led to", made_of)
    found = _renewed(known[0], sums, index, made_of, memory) if known else None
    if found is None:
        def looked_at(place: int) -> Indexed:
            one = index(place)
            memory.learn(("indexed", place), (sums[place], *made_of), one)
            return one

        found, postings = _anew(documents, looked_at)
        state = joined(*sums)
        parts = _parts(postings)
        for part, kept in parts.items():
            memory.learn(("postings", part), (state,), kept)
        found = Led(found.texts, found.printed, sums, dict.fromkeys(parts, state))
    if known is None or found is not known[0]:
        memory.learn("led to", made_of, found)
    return found


def _anew(documents: Sequence[object], index: Callable[[int], Indexed]) -> tuple[Led, Postings]:
    postings, printed = Postings(), Counter[str]()
    for place in range(len(documents)):
        lines, lies_by, words = index(place)
        postings.add(lines, lies_by)
        printed.update(words)
    return Led(postings.lead(), dict(printed)), postings


def _parts(postings: Postings) -> dict[str, _Part]:
    """Return what is to be remembered, apart by the first letters of keys."""
    parts: dict[str, _Part] = defaultdict(dict)
    for at in postings.best:
        parts[at[:_PART]][at] = postings.part_of(at)
    return parts


def _renewed(before: Led, sums: tuple[bytes, ...], index: Callable[[int], Indexed], made_of: tuple[Any, ...], memory: Memory) -> Led | None:
    """Return what is led to now, from what was before; ``None`` where too much is another, or something is not remembered."""
    changed = [place for place, (old, new) in enumerate(zip(before.documents, sums, strict=False)) if old != new]
    if len(before.documents) != len(sums) or len(changed) > _FEW:
        return None
    if not changed:
        return before
    postings, printed, there = Postings(), Counter(before.printed), set[str]()
    keys: set[str] = set()
    for place in changed:
        known, (lines, lies_by, words) = memory.known(("indexed", place), (before.documents[place], *made_of)), index(place)
        if known is None:
            return None
        old_lines, old_by, old_words = known[0]
        printed.subtract(old_words)
        printed.update(words)
        for at in sorted(at for at in {*old_lines, *lines} if old_lines.get(at) != lines.get(at) or old_by.get(at) != lies_by.get(at)):
            if (part := at[:_PART]) not in there:
                there.add(part)
                if not _remember(postings, part, before, memory):
                    return None
            if not postings.replace(at, place, old_lines.get(at), lines.get(at), lies_by.get(at, at)):
                return None
            keys.add(at)
        memory.learn(("indexed", place), (sums[place], *made_of), (lines, lies_by, words))
    texts, state = dict(before.texts), joined(*sums)
    for at in keys:
        if postings.best[at]:
            texts[at] = postings.leads(at)
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
    for at, kept in (known[0] if known else {}).items():
        postings.remember(at, kept)
    return known is not None
