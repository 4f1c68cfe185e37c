"""What has passed a check before and need not be looked at again, known by its hash: what differs in one letter is another thing."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

CACHE_FILE = ".passed"
"""Beside the content, and not in the repository."""

_NAME = re.compile("[0-9a-f]{64}")


class Passed:
    """The names of what has passed, kept in a file that may be thrown away; without a file, for as long as the process runs.

    What no run has asked for since is forgotten. Whatever else stands in the file names nothing.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._before = self._read()
        self._now: set[str] = set()

    def _read(self) -> frozenset[str]:
        try:
            return frozenset(filter(_NAME.fullmatch, self._file.read_text(encoding="ascii").split())) if self._file else frozenset()
        except (OSError, ValueError):
            return frozenset()

    def has(self, name: str) -> bool:
        """Say whether it has passed, in this run or before."""
        if name in self._before:
            self._now.add(name)
        return name in self._now

    def add(self, name: str) -> None:
        """Remember that it has passed."""
        self._now.add(name)

    @property
    def names(self) -> frozenset[str]:
        """What has passed in this run, or was asked for."""
        return frozenset(self._now)

    def take(self, names: Iterable[str]) -> None:
        """Take over what has passed in another process."""
        self._now.update(names)

    def keep(self, complete: bool = True) -> None:
        """Write down what has passed, whole or not at all; where nothing can be written, the next run looks again.

        A run that is not ``complete`` has not asked for everything, and forgets nothing.
        """
        now = self._now if complete else self._now | self._before
        if self._file is None or now == self._before:
            return
        try:
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f"{self._file.name}-")
        except OSError:
            return
        try:
            with open(handle, "w", encoding="ascii", newline="\n") as file:
                file.write("\n".join(sorted(now)))
            os.replace(name, self._file)
        except OSError:
            Path(name).unlink(missing_ok=True)


def name_of(*parts: str) -> str:
    """Return the name of what is made of parts, among which is the :func:`version` of what looks at it."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def version(*modules: str) -> str:
    """Return what changes whenever the code of modules does, which are named: of what passed an older one, nothing is known."""
    return name_of(sys.version, *(_code(module).decode("latin-1") for module in modules))


def _code(name: str) -> bytes:
    """Return the file of a module, wherever Python has it from: in a browser it lies in an archive."""
    module: Any = sys.modules[name]
    content: bytes = module.__loader__.get_data(module.__file__)
    return content
