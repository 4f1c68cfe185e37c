"""What has passed a check before and need not be looked at again, known by its hash: what differs in one letter is another thing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

from publishing.kept.memory import News
from publishing.kept.second_process import interleaved

if TYPE_CHECKING:  # a browser has no store
    from publishing.kept.store import Store

_T = TypeVar("_T")


class Passed:
    """The names of what has passed, kept in a store with all else that is kept; without one, for as long as the process runs."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._now: set[bytes] = set()

    def has(self, name: str) -> bool:
        """Say whether it has passed, in this run or before."""
        digest = bytes.fromhex(name)
        return digest in self._now or (self._store is not None and self._store.get(digest) is not None)

    def add(self, name: str) -> None:
        """Remember that it has passed."""
        digest = bytes.fromhex(name)
        self._now.add(digest)
        if self._store is not None:
            self._store.put(digest, b"")

    def news(self) -> News:
        """Return what has passed in this run, for a process of which this one is a copy."""
        return dict.fromkeys(self._now, b""), self._store.news()[1] if self._store is not None else frozenset()

    def take(self, news: News) -> None:
        """Take over what has passed in a copy of this process."""
        self._now.update(news[0])
        if self._store is not None:
            self._store.take(news)


def together_with(passed: Passed, halves: Sequence[tuple[Sequence[_T], News]]) -> Iterator[_T]:
    """Return what two processes have found of each item, in order, and take over what has passed there."""
    for _, news in halves:
        passed.take(news)
    return interleaved([found for found, _ in halves])


def name_of(*parts: str) -> str:
    """Return the name of what is made of parts, among which is the :func:`version` of what looks at it."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def version(*modules: str) -> str:
    """Return what changes whenever the code of modules does, which are named: of what passed an older one, nothing is known."""
    return name_of(sys.version, *(_code(module).decode("latin-1") for module in modules))


def _code(name: str) -> bytes:
    """Return the file of a module, which need not be imported, wherever Python has it from: in a browser it lies in an archive."""
    spec: Any = find_spec(name)
    content: bytes = spec.loader.get_data(spec.origin)
    return content
