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
from typing import Any, NamedTuple

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
Leads = tuple[str, str]
"""Of a key, that which says in which file it stands, and what stands there."""


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

    def lead(self) -> dict[str, Leads]:
        """Return where each key leads to, once all documents are there."""
        self.mixed.update(at for at, documents in self._by_another.items() if documents != (self.cut[at].documents if at in self.cut else len(self.best[at])))
        return {at: self.leads(at) for at in self.best}

    def leads(self, at: str) -> Leads:
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
class OfKeys:
    """What is known of keys besides where each leads to: enough to look at few documents again."""

    printed: dict[str, int]
    """In how many documents each word stands that can be shown."""
    documents: tuple[bytes, ...] = ()
    """A sum over each document."""
    states: Mapping[str, bytes] = field(default_factory=dict)
    """Of which documents that was made which is remembered of keys, by their first letters: a sum over all."""

    @property
    def state(self) -> bytes:
        """A sum over all documents."""
        return joined(*self.documents)


@dataclass(frozen=True)
class Led:
    """What stands in the files of the index for keys, and what else is known of them."""

    texts: dict[str, Leads]
    """By the key."""
    of_keys: OfKeys


class Indexed(NamedTuple):
    """What was found in a document."""

    lines: Lines
    lies_by: LiesBy
    words: Sequence[str]
    document: object = None
    """What must be known of it to look at another text of it."""


_KEYS, _TEXTS = "led to", "texts of keys"


def led_to(documents: Sequence[object], index: Callable[[int], Indexed], made_of: tuple[Any, ...], memory: Memory = NOTHING) -> Led:
    """Return what keys lead to. ``index`` looks into the document of a number, and goes by nothing but the document and what else all is ``made_of``.

    ``memory`` has what an earlier build found: where few documents are others, only their keys are looked at again.
    """
    if memory is NOTHING:
        return _anew(documents, index)[0]
    sums = tuple(map(sum_of, documents))
    before = of_keys(made_of, memory)
    texts = memory.known(_TEXTS, (before.state, *made_of)) if before else None
    if before and texts and before.documents == sums:
        return Led(texts[0], before)
    found = _renewed(Led(texts[0], before), sums, index, made_of, memory) if before and texts else None
    if found is None:
        def looked_at(place: int) -> Indexed:
            one = index(place)
            _remember_document(place, sums[place], one, made_of, memory)
            return one

        found, postings = _anew(documents, looked_at)
        parts, state = _parts(postings), joined(*sums)
        for part, kept in parts.items():
            memory.learn(("postings", part), (state,), kept)
        found = Led(found.texts, OfKeys(found.of_keys.printed, sums, dict.fromkeys(parts, state)))
    memory.learn(_TEXTS, (found.of_keys.state, *made_of), found.texts)
    memory.learn(_KEYS, made_of, found.of_keys)
    return found


def of_keys(made_of: tuple[Any, ...], memory: Memory) -> OfKeys | None:
    """Return what an earlier build has kept of its keys."""
    known = memory.known(_KEYS, made_of)
    return known[0] if known else None


def sum_of(document: object) -> bytes:
    """Return a sum over a document."""
    return sha256(repr(document).encode("utf-8", "surrogatepass")).digest()


def remembered(place: int, found: bytes, made_of: tuple[Any, ...], memory: Memory) -> Indexed | None:
    """Return what was found in the document of a number that had this sum."""
    known = memory.known(("indexed", place), (found, *made_of))
    return Indexed(*known[0]) if known else None


def _remember_document(place: int, found: bytes, one: Indexed, made_of: tuple[Any, ...], memory: Memory) -> None:
    memory.learn(("indexed", place), (found, *made_of), tuple(one))


def _anew(documents: Sequence[object], index: Callable[[int], Indexed]) -> tuple[Led, Postings]:
    postings, printed = Postings(), Counter[str]()
    for place in range(len(documents)):
        one = index(place)
        postings.add(one.lines, one.lies_by)
        printed.update(one.words)
    return Led(postings.lead(), OfKeys(dict(printed))), postings


def _parts(postings: Postings) -> dict[str, _Part]:
    """Return what is to be remembered, apart by the first letters of keys."""
    parts: dict[str, _Part] = defaultdict(dict)
    for at in postings.best:
        parts[at[:_PART]][at] = postings.part_of(at)
    return parts


def _renewed(before: Led, sums: tuple[bytes, ...], index: Callable[[int], Indexed], made_of: tuple[Any, ...], memory: Memory) -> Led | None:
    """Return what is led to now, from what was before; ``None`` where too much is another, or something is not remembered."""
    known = before.of_keys
    changed = [place for place, (old, new) in enumerate(zip(known.documents, sums, strict=False)) if old != new]
    if len(known.documents) != len(sums) or len(changed) > _FEW:
        return None
    new = {place: index(place) for place in changed}
    found = exchanged(known, new, made_of, memory)
    if found is None:
        return None
    for place, one in new.items():
        _remember_document(place, sums[place], one, made_of, memory)
    texts, state = dict(before.texts), joined(*sums)
    for at, (_, leads) in found.keys.items():
        if leads:
            texts[at] = leads
        else:
            texts.pop(at, None)
    for part, kept in found.parts.items():
        memory.learn(("postings", part), (state,), kept)
    return Led(texts, OfKeys(found.printed, sums, {**known.states, **dict.fromkeys(found.parts, state)}))


class Exchange(NamedTuple):
    """What is another where few documents are others."""

    keys: dict[str, tuple[Leads | None, Leads | None]]
    """Where each key led to, and where it leads now; ``None`` is nowhere."""
    printed: dict[str, int]
    """In how many documents each word stands now."""
    parts: dict[str, _Part]
    """What is to be remembered of these keys, and of those that begin with the same letters."""


def exchanged(before: OfKeys, new: Mapping[int, Indexed], made_of: tuple[Any, ...], memory: Memory) -> Exchange | None:
    """Return what is another where some documents are others, by their numbers; ``None`` where something is not remembered."""
    postings, printed, parts = Postings(), Counter(before.printed), set[str]()
    led: dict[str, Leads | None] = {}
    for place, now in new.items():
        old = remembered(place, before.documents[place], made_of, memory)
        if old is None:
            return None
        printed.subtract(old.words)
        printed.update(now.words)
        for at in sorted(at for at in {*old.lines, *now.lines} if old.lines.get(at) != now.lines.get(at) or old.lies_by.get(at) != now.lies_by.get(at)):
            if (part := at[:_PART]) not in parts:
                parts.add(part)
                if not _remember(postings, part, before, memory):
                    return None
            if at not in led:
                led[at] = _leads(postings, at)
            if not postings.replace(at, place, old.lines.get(at), now.lines.get(at), now.lies_by.get(at, at)):
                return None
    keys = {at: (was, _leads(postings, at)) for at, was in led.items()}
    for at, (_, leads) in keys.items():
        if leads is None:
            postings.best.pop(at, None)
    kept = _parts(postings)
    return Exchange(keys, {word: times for word, times in printed.items() if times}, {part: kept.get(part, {}) for part in parts})


def _leads(postings: Postings, at: str) -> Leads | None:
    return postings.leads(at) if postings.best.get(at) else None


def _remember(postings: Postings, part: str, before: OfKeys, memory: Memory) -> bool:
    """Take up what is remembered of keys that begin with the same letters; return whether it was there."""
    if part not in before.states:
        return True
    known = memory.known(("postings", part), (before.states[part],))
    for at, kept in (known[0] if known else {}).items():
        postings.remember(at, kept)
    return known is not None
