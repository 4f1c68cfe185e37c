"""What stands at keys, and in which files: where few keys lead elsewhere than before, only those files are put together again that hold one."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from publishing.kept.memory import Memory, NotRead
from publishing.search.english import rare_words
from publishing.search.folding import KEY_LENGTH, WEAK, in_file, in_sieve, key, shard, stem
from publishing.search.postings import COUNT_DIGITS, DIGITS, FULL, Leads, in_order

STEPS_MEANT = 8
"""Steps of one digit for a meaning of 1."""

ELSEWHERE = 32
"""What the mark of a word of what the site does not answer is more than that of another."""
CALM, STEPS_OF_DANGER = 16, 4
"""The mark of a word that says nothing of danger, and how many steps more or less one has of which that is e times as likely."""

SHARD_BYTES, LIST_BYTES = 325, 1300
"""So many bytes has a file of words in the mean, and one of lists, for which few ask: smaller ones would be less for a question to fetch, and more for a build to write."""
PHRASES_BYTES = 2000
"""A word's phrases lie with the word, so that no file more is fetched for them, unless they take up more than this."""
APART_LETTERS = 3
"""So many letters of the key of such a word are told to the search: that a few others are taken for one does no harm."""

WEAK_KEYS = frozenset(key(stem(word)) for word in WEAK)

Shard = dict[str, str]
"""What a file holds: what stands at its keys."""

_TOGETHER = 32
"""So many files of words are kept as one for the next build."""
_WORDS = "words of the index"


def as_json(value: Any) -> str:
    """Return what a file of the index says."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lengths_of_phrases(led: Mapping[str, Leads]) -> Counter[str]:
    """Return how much the phrases of each word take up."""
    lengths: Counter[str] = Counter()
    for leads in led.values():
        lengths.update(_length_of_phrase(leads))
    return lengths


def _length_of_phrase(leads: Leads) -> dict[str, int]:
    """Return how much a phrase takes up, by its words; nothing of a word."""
    by, places = leads
    return dict.fromkeys((by[:KEY_LENGTH], by[KEY_LENGTH:]), KEY_LENGTH + len(places)) if len(by) > KEY_LENGTH else {}


def apart(phrases: Mapping[str, int]) -> frozenset[str]:
    """Return the first letters of the keys of words that have so many phrases that these lie each by itself."""
    return frozenset(word[:APART_LETTERS] for word, length in phrases.items() if length > PHRASES_BYTES)


def lies_by(by: str, lie_apart: Collection[str]) -> str:
    """Return the key that says in which file a key stands: of a phrase, that of the first of its two words that has few, or that of both."""
    for place in range(0, len(by), KEY_LENGTH):
        if len(by) == KEY_LENGTH or by[place:place + APART_LETTERS] not in lie_apart:
            return by[place:place + KEY_LENGTH]
    return key(by)


_NO_MARK = DIGITS[CALM]
_UNKNOWN = DIGITS[0] + _NO_MARK
"""What stands first at a word that is not common in English and has no mark."""


def marks(elsewhere: Collection[str], danger: Mapping[str, float]) -> dict[str, str]:
    """Return the marks of the words that have any: of what the site does not answer, and what a word says of danger."""
    steps = {one: max(-CALM, min(CALM - 1, round(STEPS_OF_DANGER * value))) for one, value in danger.items()}
    elsewhere = {*elsewhere}
    return {one: DIGITS[CALM + steps.get(one, 0) + ELSEWHERE * (one in elsewhere)] for one in {*elsewhere, *(one for one, step in steps.items() if step)}}


def posted(led: Mapping[str, Leads], marked: Mapping[str, str], near: Mapping[str, Iterable[tuple[int, float]]], english: Mapping[str, int]) -> dict[str, str]:
    """Return what stands at each key: of a phrase, where it leads to; of a word, first how common it is in English, its mark and in how many documents it counts; last what it speaks for."""
    texts = {one: DIGITS[english.get(one, 0)] + marked.get(one, _NO_MARK) for one in {*english, *marked}}
    for one, (by, places) in led.items():
        texts[one] = texts.get(one, _UNKNOWN) + places if by == one else places[COUNT_DIGITS:]
    for one, meant in near.items():
        texts[one] = f"{texts.get(one, _UNKNOWN)} {in_order((document, DIGITS[min(FULL, round(STEPS_MEANT * value))]) for document, value in meant)}"
    return texts


def of_question(text: str) -> str:
    """Return the file of a word of questions, for what stands at its key: its mark and what it speaks for."""
    return as_json(text[1:2] + text.partition(" ")[2])


def taken_up(texts: Iterable[str]) -> int:
    """Return how many bytes are taken up by what stands at keys."""
    return sum(len(text) + KEY_LENGTH + 1 for text in texts)


def shards_for(total: int, most: int) -> int:
    """Return in how many files so many bytes stand, of so many at most in the mean."""
    return int(max(8, 2 ** math.ceil(math.log2(max(1, total / most)))))


def in_shards(texts: Mapping[str, str], shards: int, lie_by: Callable[[str], str]) -> list[Shard]:
    """Return what so many files hold, for what stands at keys."""
    found: list[Shard] = [{} for _ in range(shards)]
    in_shard = cache(partial(shard, shards=shards))  # of a word lie many phrases
    for one, text in texts.items():
        found[in_shard(lie_by(one))][one] = text
    return found


def rare_in_shards(shards: int, memory: Memory) -> Mapping[int, str]:
    """Return the rare words of English by the number of their file, of so many, as a sieve: the places that are taken."""
    return memory.newest("rare words", (shards,), partial(_rare_in_shards, shards))


def _rare_in_shards(shards: int) -> dict[int, str]:
    found: dict[int, set[int]] = defaultdict(set)
    for one in rare_words():
        found[shard(one, shards)].add(in_sieve(one))
    return {number: in_order((place, "") for place in places) for number, places in found.items()}


def file_of(held: Shard, rare: str = "") -> str:
    """Return what a file says; ``rare`` are the rare words that belong to it.

    Keys stand in a row, and so does what stands at them, the same beside the same. The letter of a key is left out that says most of its file.
    Last stand the rare words, where there are any.
    """
    found = sorted((text, one) for one, text in held.items())
    return as_json(["".join(in_file(one) for _, one in found), ",".join(text for text, _ in found), *filter(None, [rare])])


@dataclass(frozen=True)
class OfWords:
    """What is known of the files of words while few keys lead elsewhere."""

    phrases: Mapping[str, int]
    """How much the phrases of each word take up."""
    size: int
    """How many bytes are taken up."""
    shards: int

    def keep(self, held: list[Shard], made_of: bytes, memory: Memory) -> None:
        """Let the next builds know what is in the files; ``made_of`` is a sum over all that the index is made of."""
        for start in range(0, self.shards, _TOGETHER):
            memory.learn((_WORDS, start), (made_of,), held[start:start + _TOGETHER])


class Exchanged:
    """The files of words as they were, and those that hold keys which lead elsewhere now."""

    def __init__(self, before: OfWords, made_of: bytes, memory: Memory) -> None:
        """``memory`` has what was kept of the same."""
        self._before, self._made_of, self._memory = before, made_of, memory
        self._phrases, self._size, self._apart = Counter(before.phrases), before.size, apart(before.phrases)
        self._rare = rare_in_shards(before.shards, memory)
        self._held: dict[int, list[Shard]] = {}
        self._changed: set[int] = set()
        self.of_questions: dict[str, str] = {}
        """What stands now at those keys that are of words of questions."""

    def text(self, number: int) -> str:
        """Return what a file says. Raises :class:`NotRead` where it is not known."""
        return file_of(self._shard(number), self._rare.get(number, ""))

    def exchange(self, one: str, was: Leads | None, now: Leads | None) -> None:
        """Let a key lead elsewhere, or nowhere. Raises :class:`NotRead` where not all is known that this changes."""
        by = (now or was or ("",))[0]
        number = shard(lies_by(by, self._apart), self._before.shards)
        texts = self._shard(number)
        old = texts.pop(one, None)
        near = "".join(old.partition(" ")[1:]) if old else ""
        new = self._of_word(old, now, near) if by == one else self._of_phrase(one, was, now, near)
        if new is not None:
            texts[one] = new
        self._size += taken_up(text for text in (new,) if text is not None) - taken_up(text for text in (old,) if text is not None)
        self._phrases.update(_length_of_phrase(now) if now else {})
        self._phrases.subtract(_length_of_phrase(was) if was else {})
        self._changed.add(number)
        if one in WEAK_KEYS:
            self.of_questions[one] = new or ""

    def files(self) -> dict[int, str]:
        """Return the files that are others now, by their numbers. Raises :class:`NotRead` where keys lie in other files than before."""
        if shards_for(self._size, SHARD_BYTES) != self._before.shards or apart(self._phrases) != self._apart:
            raise NotRead
        return {number: self.text(number) for number in sorted(self._changed)}

    def _shard(self, number: int) -> Shard:
        place = number % _TOGETHER
        start = number - place
        if start not in self._held:
            known = self._memory.known((_WORDS, start), (self._made_of,))
            if known is None:
                raise NotRead
            self._held[start] = known[0]
        return self._held[start][place]

    @staticmethod
    def _of_word(old: str | None, now: Leads | None, near: str) -> str | None:
        start = old[:len(_UNKNOWN)] if old else _UNKNOWN
        return start + (now[1] if now else "") + near if now or near or start != _UNKNOWN else None

    def _of_phrase(self, one: str, was: Leads | None, now: Leads | None, near: str) -> str:
        if now is None or (was is None and one in self._shard(shard(one, self._before.shards))):
            raise NotRead  # a word has the same key by chance, or may have
        return now[1][COUNT_DIGITS:] + near
