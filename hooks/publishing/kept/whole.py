"""A whole command that need not run again: what it said and wrote, under the hash of everything that it could read.

Finer results are in :mod:`publishing.kept.on_disk`. This one asks no more than whether anything at all is different, and
imports nothing that takes long.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TextIO

from publishing.kept.digest import joined, program
from publishing.kept.environment import asks_the_environment, environment
from publishing.kept.memory import State, state_of
from publishing.kept.store import Store, store_beside

WRITTEN = re.compile(r"(?:\.git|\.venv|site|preview|report|\.made|\.(?:kept|passed|site|preview|report|being-written)[^/]*|\.(?:pytest|mypy|ruff)_cache)")
"""What lies in a project's folder and is written by commands, or is git's own: nothing is made of it."""

_OF_PYTHON = ("", "hooks", "tests", "tools")
"""Folders in which Python keeps what it has compiled."""


class Said(NamedTuple):
    """What a command left."""

    status: int
    said: Sequence[tuple[bool, str]]
    """What it printed, in order, each with whether it is told as an error."""
    files: dict[str, str]
    """The sum of each file that it wrote, by its path in the folder that is its own; empty where it has none."""


class Since(NamedTuple):
    """What is known of commands that ran before, where since then nothing but files has changed that were there already."""

    made_of: bytes
    """The sum of everything when one of them last kept its files."""
    files: Sequence[str]
    """Those that are others now."""
    left: Said
    """What the last of them has left."""


class Facts(NamedTuple):
    """What a command goes by besides files and the environment."""

    said: Sequence[str]
    """The day, and what git says."""
    read: Sequence[str] = ()
    """Files that are read wherever they lie, by their paths."""


@dataclass(frozen=True)
class _File:
    state: object
    sum: bytes


class _NotKept(Exception):
    """Of a project of which nobody can say what a command reads."""


class Whole:
    """Everything that a command can read, as it is now."""

    def __init__(self, store: Store, root: Path, name: str, facts: Callable[[], Facts]) -> None:
        """Look at the files below ``root``. ``name`` is the command, ``facts`` says what else it goes by. Raises :class:`OSError`."""
        self._store, self._root, self._ask = store, root, facts
        self._facts = facts()
        if any(WRITTEN.fullmatch(file.partition("/")[0]) for file in self._facts.read):
            raise _NotKept
        self._files = dict(_files(root))
        if asks_the_environment(root):
            raise _NotKept
        self._place, self._place_of_files = (joined(sort, str(root.resolve()).encode("utf-8", "surrogateescape"), name.encode()) for sort in (b"whole", b"files"))
        self._besides = joined(program(), *(fact.encode("utf-8", "surrogateescape") for fact in (*self._facts.said, *environment())))
        self.sum = joined(self._besides, *(part for file, found in sorted(self._files.items()) for part in (file.encode("utf-8", "surrogateescape"), found.sum)))
        """A hash of all of it."""

    def before(self) -> Said | None:
        """Return what the command left when it last ran, if everything was as it is now."""
        content = self._store.get(self._place)
        if content is None or not content.startswith(self.sum):
            return None
        self._store.keep()
        return _said(content[len(self.sum):])

    def since(self) -> Since | None:
        """Return what has :meth:`changed`, and what the command left when it last ran."""
        changed, content = self.changed(), self._store.get(self._place)
        return Since(*changed, _said(content[len(self.sum):])) if changed and content else None

    def keep(self, left: Said, with_files: bool = False) -> None:
        """Keep what the command has left, unless a file was changed while it ran; and ``with_files``, of which files that was made, for :meth:`changed`."""
        with suppress(OSError, _NotKept):
            if self._facts == self._ask() and self._files == dict(_files(self._root, self._files)):
                self._store.put(self._place, self.sum + json.dumps(left).encode())
                if with_files:
                    self._store.put(self._place_of_files, self.sum + self._besides + json.dumps({file: found.sum.hex() for file, found in self._files.items()}).encode())
                self._store.keep()

    def changed(self) -> tuple[bytes, tuple[str, ...]] | None:
        """Return the :attr:`sum` of everything when the command last kept its files, and those that are others now; ``None`` where anything else is, or a file is new or gone."""
        content = self._store.get(self._place_of_files) or b""
        before, besides = content[:len(self.sum)], content[len(self.sum):2 * len(self.sum)]
        if besides != self._besides:
            return None
        sums: dict[str, str] = json.loads(content[2 * len(self.sum):])
        return (before, tuple(sorted(file for file, found in self._files.items() if found.sum.hex() != sums[file]))) if sums.keys() == self._files.keys() else None


def _said(content: bytes) -> Said:
    status, said, files = json.loads(content)
    return Said(status, [(bool(error), str(text)) for error, text in said], files)


def whole_of(root: Path, name: str, facts: Callable[[], Facts]) -> Whole | None:
    """Return everything that a command can read, where results are kept; ``None`` where nobody can say what that is."""
    store = store_beside(root) if "GITHUB_STEP_SUMMARY" not in os.environ else None
    try:
        return Whole(store, root, name, facts) if store else None
    except (OSError, _NotKept):
        return None


def _files(folder: str | Path, known: dict[str, _File] | None = None, within: str = "") -> Iterator[tuple[str, _File]]:
    """Return every file below a folder; of one that is ``known`` in this very state, the sum is known as well."""
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if (not within and WRITTEN.fullmatch(entry.name)) or (entry.name == "__pycache__" and within.partition("/")[0] in _OF_PYTHON):
            continue
        file = f"{within}{entry.name}"
        if entry.is_symlink():  # what it leads to may be anything
            raise _NotKept
        if entry.is_dir():
            if within or not os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):  # of a virtual environment, the program knows the packages
                yield from _files(entry.path, known, f"{file}/")
        elif entry.is_file():
            state, before = state_of(entry.path), (known or {}).get(file)
            if before and isinstance(state, State) and before.state == state:
                yield file, before
            else:
                with open(entry.path, "rb") as found_file:
                    content = sha256(found_file.read()).digest()
                yield file, before if before and before.sum == content else _File(state, content)
        else:
            raise _NotKept


@contextmanager
def heard(aloud: bool = True) -> Iterator[list[tuple[bool, str]]]:
    """Yield what is printed within, which is printed as ever, or where it is not ``aloud``, is not."""
    said: list[tuple[bool, str]] = []
    with ExitStack() as streams:
        for stream, redirected in ((sys.stdout, redirect_stdout), (sys.stderr, redirect_stderr)):
            if stream is not None:
                hearing = _Heard(stream, said, aloud, error=stream is sys.stderr)
                streams.enter_context(redirected(hearing))
                streams.callback(hearing.speak)
        yield said


def say(said: Sequence[tuple[bool, str]]) -> None:
    """Print again what a command has said."""
    for error, text in said:
        stream = sys.stderr if error else sys.stdout
        if stream is not None:
            stream.write(text)


class _Heard(io.TextIOBase):
    def __init__(self, stream: TextIO, said: list[tuple[bool, str]], aloud: bool, error: bool) -> None:
        self._stream, self._said, self._aloud, self._error = stream, said, aloud, error

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    def speak(self) -> None:
        """Print from now on: a log may have kept it to write to."""
        self._aloud = True

    def write(self, text: str) -> int:
        self._said.append((self._error, text))
        return self._stream.write(text) if self._aloud else len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()
