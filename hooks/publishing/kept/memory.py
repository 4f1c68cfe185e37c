"""Results that one reading of a site leaves for the next, in the same process: in the preview, after each change.

A result has a name, as ("page", its file), and is known with all that it was made of. It is taken over where each of these
is still the same: the same object, or the same text, number or day. So nothing has to say what a change touches. What was
made anew and turns out equal is put back to what was there before (:meth:`Memory.same`), so that what is made of it stays.

Without a memory nothing is taken over: :data:`NOTHING`. One that lasts is :mod:`publishing.kept.on_disk`.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:  # a browser has none
    from publishing.kept.store import Store

_T = TypeVar("_T")
_P = TypeVar("_P")

_SETTLED = 2.0
"""Seconds after which a file's times tell of every change: some file systems count in steps of one or two
(https://git-scm.com/docs/racy-git)."""


News = tuple[Mapping[bytes, bytes], frozenset[bytes]]
"""What a copy of this process would have kept: what is new, and the names of what it used."""


class NotRead(Exception):
    """Somebody asks for what was not read, because it is as it was when all was: all of it must be read again."""


class Memory:
    """Results by their names, each with what it was made of."""

    store: Store | None = None
    """What is behind it, where it lasts."""

    def __init__(self) -> None:
        self._results: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._asked: set[Hashable] = set()
        self._within: dict[Hashable, list[Hashable]] = {}
        """What was asked for when a result was made, by its name: it stays as long as that does, but for what a next command may ask for anew."""
        self._making: list[list[Hashable]] = []

    def result(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool] = lambda result: True, lasting: bool = True) -> _T:
        """Return what ``make`` returns, or returned when it was made of the same; ``holds`` may say that it must be made anew.

        ``lasting`` is what is worth keeping for the next command, where results are kept so long: what costs more to make than to read.
        """
        self._ask(name, lasting)
        known = self._results.get(name)
        if known is None or not _all_same(known[0], made_of) or not holds(known[1]):
            self._making.append([])
            try:
                known = self._results[name] = (made_of, self._anew(name, made_of, make, holds, lasting))
            finally:
                self._within[name] = self._making.pop()
        result: _T = known[1]
        return result

    def _ask(self, name: Hashable, lasting: bool = False) -> None:
        self._asked.add(name)
        if self._making and not lasting:
            self._making[-1].append(name)

    def _anew(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool], lasting: bool) -> _T:
        """Return a result that this process does not have."""
        return make()

    def found(self, name: Hashable) -> Any:
        """Return what this reading has asked for under a name; ``None`` where it has asked for nothing of that name."""
        known = self._results.get(name)
        return known[1] if known else None

    def has(self, name: Hashable, made_of: tuple[Any, ...], holds: Callable[[Any], bool] = lambda result: True) -> bool:
        """Say whether there is such a result, so that it need not be made."""
        known = self._results.get(name)
        return known is not None and _all_same(known[0], made_of) and holds(known[1])

    def apart(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns, or returned when it was made of the same, of what takes up much and is seldom asked for: it may lie in the store and does not stay in this process."""
        return make()

    def told(self, name: Hashable, made_of: tuple[Any, ...], problems: list[_P], make: Callable[[], _T], lasting: bool = True) -> _T:
        """Return the same of what also reports to ``problems``: they are reported again."""
        fresh = []

        def made() -> tuple[_T, tuple[_P, ...]]:
            start = len(problems)
            result = make()
            fresh.append(True)
            return result, tuple(problems[start:])

        result, found = self.result(name, made_of, made, lasting=lasting)
        if not fresh:
            problems.extend(found)
        return result

    def of_file(self, name: tuple[str, str], path: Path, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool] = lambda result: True) -> _T:
        """Return what ``make`` returns, which looks into a file: while a process runs, its state is enough to go by; from one command to the next, its content."""
        def by_content() -> _T:
            return self.result(("content", *name), (sum_of(path), *made_of), make, holds)

        return self.result(name, (state_of(path), *made_of), by_content, holds, lasting=False)

    def known(self, name: Hashable, made_of: tuple[Any, ...]) -> tuple[Any] | None:
        """Return, alone in a tuple, what an earlier command has kept by :meth:`learn`, where it was made of the same."""
        return None

    def learn(self, name: Hashable, made_of: tuple[Any, ...], result: object) -> None:
        """Keep a result for the next command, in the place of what had its name before: it is too large for more than one, or to stay in this process."""

    def newest(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns, or what was learnt of the same."""
        found = self.known(name, made_of)
        if found is None:
            found = (make(),)
            self.learn(name, made_of, found[0])
        result: _T = found[0]
        return result

    def news(self) -> News:
        """Return what is to be kept of what a second process has made; there nothing is kept."""
        return {}, frozenset()

    def take(self, news: News) -> None:
        """Keep what a second process has made."""

    def same(self, name: Hashable, value: _T) -> _T:
        """Return what had this name before, where it is equal to ``value``, and else ``value``."""
        self._ask(name)
        known = self._results.get(name)
        if known is None or not (known[1] is value or (type(known[1]) is type(value) and bool(known[1] == value))):
            known = self._results[name] = ((), value)
        result: _T = known[1]
        return result

    def keep(self) -> None:
        """Write down what is to last, where anything is."""

    def forget_the_rest(self) -> None:
        """Forget what has not been asked for since this was last called, nor when something was made that has."""
        left = [*self._asked]
        for name in left:
            left += (inner for inner in self._within.get(name, ()) if inner not in self._asked)
            self._asked.update(self._within.get(name, ()))
        self._results = {name: known for name, known in self._results.items() if name in self._asked}
        self._within = {name: inner for name, inner in self._within.items() if inner and name in self._asked}
        self._asked = set()


class _Nothing(Memory):
    """Remembers nothing: everything is made anew."""

    def result(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool] = lambda result: True, lasting: bool = True) -> _T:
        return make()

    def told(self, name: Hashable, made_of: tuple[Any, ...], problems: list[_P], make: Callable[[], _T], lasting: bool = True) -> _T:
        return make()

    def of_file(self, name: tuple[str, str], path: Path, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool] = lambda result: True) -> _T:
        return make()

    def same(self, name: Hashable, value: _T) -> _T:
        return value


NOTHING: Memory = _Nothing()


class AsItIs(Memory):
    """What a memory has learnt, to which nothing is added: where few texts are others, the next command compares with the same."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def known(self, name: Hashable, made_of: tuple[Any, ...]) -> tuple[Any] | None:
        return self._memory.known(name, made_of)


def _all_same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    return len(before) == len(now) and not [one for one, other in zip(before, now, strict=False) if one is not other and not _same(one, other)]  # quicker than all(): a preview comes by here a hundred thousand times


def _same(one: Any, other: Any) -> bool:
    if type(one) is type(other) and isinstance(one, _BY_VALUE):
        return bool(one == other)
    return isinstance(one, tuple) and isinstance(other, tuple) and _all_same(one, other)


class State(NamedTuple):
    """What a computer says of a file. It is sure for as long as a process runs, and no longer: what is made of it does not last."""

    mode: int
    device: int
    number: int
    size: int
    modified: int
    changed: int


_BY_VALUE = (str, bytes, int, float, bool, date, type(None), State)


def state_of(path: str | Path) -> object:
    """Return what is another whenever a file is: its number, size and times; of one that was changed just now, nothing is sure."""
    try:
        found = os.lstat(path)
    except OSError:
        return object()
    if stat.S_ISLNK(found.st_mode) or abs(time.time() - max(found.st_mtime, found.st_ctime)) < _SETTLED:
        return object()
    return State(found.st_mode, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def sum_of(path: Path) -> object:
    """Return a sum over a file's content and size; of one that cannot be read, nothing is sure."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").digest()
    except OSError:
        return object()


def contents_below(folder: Path) -> tuple[object, ...]:
    """Return every name below a folder with what is in the file: for few and small ones."""
    return tuple(part for path in sorted(folder.rglob("*")) for part in (str(path), _content(path)))


def _content(path: Path) -> object:
    try:
        if path.is_symlink():
            return object()
        return None if path.is_dir() else path.read_bytes()
    except OSError:
        return object()
