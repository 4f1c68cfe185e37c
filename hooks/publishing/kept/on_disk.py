"""A memory that lasts: results that one command leaves for the next, under the hash of all that they were made of.

What it gives back is what would be made anew, or nothing: the name of a result has in it what it is called, everything it
was made of, and the program (:func:`publishing.kept.digest.program`). A change of any of them is another name.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from publishing.kept.digest import Digests, NoDigest, program
from publishing.kept.memory import NOTHING, Memory
from publishing.kept.store import Store, store_beside

_T = TypeVar("_T")
_OURS = "publishing."
_PLAIN = {("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("markupsafe", "Markup"),
          ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("pathlib", "PurePosixPath"), ("pathlib._local", "PosixPath"), ("pathlib._local", "WindowsPath"), ("pathlib._local", "PurePosixPath")}
"""What else a result may be made of: a file that somebody else has written is to run nothing."""


class LastingMemory(Memory):
    """A memory whose results are also in a store, where it is known what they are made of."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store, self._digests = store, Digests()

    def result(self, name: Hashable, made_of: tuple[Any, ...], make: Callable[[], _T], holds: Callable[[_T], bool] = lambda result: True, lasting: bool = True) -> _T:
        try:
            digest = self._digests.of((program(), name, made_of))
        except NoDigest:
            return super().result(name, made_of, make, holds)

        def from_store() -> _T:
            if lasting and (content := self._store.get(digest)) is not None and (found := _read(content)) is not None and holds(found[0]):
                result: _T = found[0]
            else:
                result = make()
                if lasting and (content := _written((result,))) is not None:
                    self._store.put(digest, content)
            return result

        result = super().result(name, made_of, from_store, holds)
        self._digests.know(result, digest)
        return result

    def told(self, name: Hashable, made_of: tuple[Any, ...], problems: list[Any], make: Callable[[], _T], lasting: bool = True) -> _T:
        result = super().told(name, made_of, problems, make, lasting)
        if (both := self._results[name][1])[0] is result and (digest := self._digests.known(both)) is not None:
            self._digests.know(result, digest)
        return result

    def keep(self) -> None:
        """Write down what is new."""
        self._store.keep()


def memory_beside(root: Path) -> Memory:
    """Return the memory of a project, where it keeps one."""
    store = store_beside(root)
    return LastingMemory(store) if store else NOTHING


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module.startswith(_OURS) and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")


def _read(content: bytes) -> tuple[Any] | None:
    try:
        found = _Reader(io.BytesIO(content)).load()
    except Exception:
        return None
    return found if isinstance(found, tuple) and len(found) == 1 else None


def _written(result: tuple[Any]) -> bytes | None:
    try:
        return pickle.dumps(result, protocol=5)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None
