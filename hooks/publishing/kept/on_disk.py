"""A memory that lasts: results that one command leaves for the next, under the hash of all that they were made of.

What it gives back is what would be made anew, or nothing: the name of a result has in it what it is called, everything it
was made of, and the program (:func:`publishing.kept.digest.program`). A change of any of them is another name.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from publishing.kept.digest import Digests, NoDigest, joined, program
from publishing.kept.memory import NOTHING, Memory, News
from publishing.kept.second_process import Writer, read_only
from publishing.kept.store import Store, store_beside
from publishing.problems.rule import rule_called

_T = TypeVar("_T")
_OURS = "publishing."
_PLAIN = {("builtins", "frozenset"), ("builtins", "set"), ("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("markupsafe", "Markup"),
          ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib", "PurePosixPath"), ("pathlib._local", "PosixPath"), ("pathlib._local", "WindowsPath"), ("pathlib._local", "PurePosixPath")}
"""What else a result may be made of: a file that somebody else has written is to run nothing."""

_TOGETHER, _MORE = "together", "together, and more"
MOST_APART = 1000
"""So many results are worth to be put together with all others that were used."""


class LastingMemory(Memory):
    """A memory whose results are also in a store, where it is known what they are made of."""

    store: Store

    def __init__(self, store: Store, root: Path) -> None:
        super().__init__()
        self.store, self._digests = store, Digests()
        where = str(root.resolve()).encode("utf-8", "surrogateescape")  # results name files of the project by their place on the disk
        self._program, self._place = joined(program(), where), joined(b"learnt", where)
        self._used: set[bytes] = set()
        self._more: dict[bytes, bytes] = {}
        """What is used and does not lie :attr:`_together`, as it is written."""

    def _anew(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool], lasting: bool) -> _T:
        digest = self._digest(name, *made_of)
        if digest is None:
            return make()
        found = self._get(digest) if lasting else None
        if found is not None and holds(found[0]):
            result: _T = found[0]
        else:
            result = make()
            if lasting and (content := _written((result,))) is not None:
                self.store.put(digest, content)
                self._more[digest] = content
        self._digests.know(result, digest)
        return result

    def apart(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T]) -> _T:
        digest = self._digest(name, *made_of)
        found = _read(self.store.get(digest)) if digest else None
        if found is not None:
            result: _T = found[0]
            return result
        result = make()
        if digest and (content := _written((result,))) is not None:
            self.store.put(digest, content)
        return result

    def has(self, name: Hashable, made_of: tuple[Any, ...], holds: Callable[[Any], bool] = lambda result: True) -> bool:
        if super().has(name, made_of, holds):
            return True
        digest = self._digest(name, *made_of)
        found = self._get(digest) if digest is not None else None
        return found is not None and holds(found[0])

    @cached_property
    def _together(self) -> dict[bytes, Any]:
        """The results that an earlier command has used, by their hashes: what is read at once costs a tenth of what is read one by one."""
        more = self.known(_MORE, ())
        self._more = more[0] if more else {}
        found = self._all_together()
        for digest, content in self._more.items():
            if (one := _read(content)) is not None:
                found[digest] = one[0]
        return found

    def _all_together(self) -> dict[bytes, Any]:
        known = self.known(_TOGETHER, ())
        return known[0] if known else {}

    def _get(self, digest: bytes) -> tuple[Any] | None:
        """Return, alone in a tuple, what is kept under a hash."""
        self._used.add(digest)
        if digest in self._together:
            return (self._together[digest],)
        content = self.store.get(digest)
        if content is not None:
            self._more[digest] = content
        return _read(content)

    def _put_together(self) -> None:
        """Let the next command find together what this one has used."""
        self._more = {digest: content for digest, content in self._more.items() if digest in self._used}
        if len(self._more) > MOST_APART:
            used = {digest: one for digest, one in self._all_together().items() if digest in self._used}  # read again: what was made of them may have changed them
            used.update((digest, one[0]) for digest, content in self._more.items() if (one := _read(content)) is not None)
            self.learn(_TOGETHER, (), used)
            self._more = {}
        known = self.known(_MORE, ())
        if self._more != (known[0] if known else {}):
            self.learn(_MORE, (), self._more)

    def known(self, name: Hashable, made_of: tuple[Any, ...]) -> tuple[Any] | None:
        place, digest = joined(self._place, self._digests.of(name)), self._digest(*made_of)
        content = self.store.get(place) if digest else None
        return _read(content[len(digest):]) if content and digest and content.startswith(digest) else None

    def learn(self, name: Hashable, made_of: tuple[Any, ...], result: object) -> None:
        place, digest = joined(self._place, self._digests.of(name)), self._digest(*made_of)
        if digest and (content := _written((result,))) is not None:
            self.store.put(place, digest + content)

    def news(self) -> News:
        return self.store.news()

    def take(self, news: News) -> None:
        self.store.take(news)

    def _digest(self, *values: object) -> bytes | None:
        """Return a hash of values, and of the program and where the project lies; ``None`` where nobody can say what one is made of."""
        try:
            return joined(self._program, *map(self._digests.of, values))
        except NoDigest:
            return None

    def told(self, name: Hashable, made_of: tuple[Any, ...], problems: list[Any], make: Callable[[], _T], lasting: bool = True) -> _T:
        before = self._results.get(name)
        result = super().told(name, made_of, problems, make, lasting)
        now = self._results[name]
        if now is not before and (both := now[1])[0] is result and (digest := self._digests.known(both)) is not None:
            self._digests.know(result, digest)
        return result

    def keep(self) -> None:
        """Write down what is new."""
        if self._used:
            self._put_together()
        self.store.keep()

    def forget_the_rest(self) -> None:
        super().forget_the_rest()
        before, self._digests = self._digests, Digests()  # else what is forgotten would stay
        for made_of, result in self._results.values():
            for value in (*made_of, result, *(result if type(result) is tuple else ())):
                if (digest := before.known(value)) is not None:
                    self._digests.know(value, digest)


def memory_beside(root: Path) -> Memory:
    """Return the memory of a project, where it keeps one."""
    store = store_beside(root)
    return LastingMemory(store, root) if store else NOTHING


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module.startswith(_OURS) and "." not in name):
            found = super().find_class(module, name)
            if (module, name) in _PLAIN or found in (rule_called, read_only, zone_called) or (isinstance(found, type) and (is_dataclass(found) or issubclass(found, (dict, Enum)))):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")


def zone_called(name: str) -> ZoneInfo:
    """Make a zone of time again of its name, by which it is written: Python would read it by a call that could be for anything."""
    return ZoneInfo(name)


class _Writer(Writer):
    dispatch_table = MappingProxyType({**Writer.dispatch_table, ZoneInfo: lambda zone: (zone_called, (zone.key,))})


def _read(content: bytes | None) -> tuple[Any] | None:
    if content is None:
        return None
    try:
        found = _Reader(io.BytesIO(zlib.decompress(content))).load()
    except Exception:
        return None
    return found if isinstance(found, tuple) and len(found) == 1 else None


def _written(result: tuple[Any]) -> bytes | None:
    try:
        written = io.BytesIO()
        _Writer(written, protocol=5).dump(result)
        return zlib.compress(written.getvalue(), 1)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None
