"""Results on the disk, by names that no two different results have: what one command has made, the next takes over.

The file is SQLite's, so that a write is whole or not there, whoever is interrupted. Each result stands with its sum: of
one that is damaged, and of a file that is no store of ours, nothing is taken. A file that is damaged is begun anew, whenever
that is met; one that somebody else is writing, or that cannot be written, is left as it is.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing, suppress
from hashlib import sha256
from pathlib import Path

from publishing.kept.memory import News

STORE_FILE = ".kept"
"""Beside the content, and not in the repository."""

UNUSED_DAYS = 30
MOST_WAITING = 16_000_000
"""Bytes that wait in memory to be written: what is written earlier is as whole."""
_DAY = 86_400
_FORMAT = 1
_SUM = 32
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REFUSED = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite says of a damaged file may be nothing that Python can read."""


class _NoStore(Exception):
    """Of a file that holds something else."""


class Store:
    """Bytes by their names, in a file that may be thrown away. Where it cannot be read or written, nothing is kept."""

    def __init__(self, file: Path) -> None:
        self._file, self._process = file, os.getpid()
        """A copy of this process must not use what it has open (https://sqlite.org/howtocorrupt.html, section 2.6)."""
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._waiting = 0
        self._inherited: sqlite3.Connection | None = None
        self._before: Mapping[bytes, bytes] = {}
        """What was new before this copy of the process was made."""
        self._today = int(time.time() // _DAY)
        self._open = self._begun()

    def _in_a_copy(self) -> None:
        """In a copy of the process that opened it: read through a connection of its own, and write nothing, but collect what is new."""
        if self._process != os.getpid():
            self._inherited = self._open  # or it would be closed, with the locks of the other process
            self._process, self._before, self._new, self._used, self._waiting = os.getpid(), self._new, {}, set(), 0
            try:
                self._open = self._open and sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", uri=True, timeout=1, isolation_level=None)
            except _REFUSED:
                self._open = None

    def _begun(self) -> sqlite3.Connection | None:
        """Open the file; what is no store of this format is thrown away first."""
        with suppress(_NoStore):
            return self._opened()
        return self._begun_anew()

    def _begun_anew(self) -> sqlite3.Connection | None:
        with suppress(OSError, _NoStore):
            for name in (self._file, *(self._file.with_name(f"{self._file.name}-{part}") for part in ("journal", "wal", "shm"))):
                name.unlink(missing_ok=True)
            return self._opened()
        return None

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file, where it is a store of this format or none yet; else raise :class:`_NoStore`."""
        if self._file.is_symlink():  # what it leads to is not ours
            raise _NoStore
        try:
            with ExitStack() as or_closed:
                opened = or_closed.enter_context(closing(sqlite3.connect(self._file, timeout=1, isolation_level=None)))
                version = opened.execute("PRAGMA user_version").fetchone()[0]
                if version == 0:
                    opened.execute("CREATE TABLE IF NOT EXISTS results (name BLOB PRIMARY KEY, used INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID")
                    opened.execute(f"PRAGMA user_version = {_FORMAT}")
                if version in (0, _FORMAT):
                    opened.execute("SELECT name, used, content FROM results LIMIT 1").fetchone()
                    or_closed.pop_all()
                    return opened
        except _REFUSED as error:
            if _code(error) not in (*_DAMAGED, sqlite3.SQLITE_ERROR):  # the last is of a file that has other tables
                return None
        raise _NoStore

    def _after(self, error: Exception) -> sqlite3.Connection | None:
        """Return a store that was begun anew, where an error says that this one is damaged; a copy of the process leaves that to the first."""
        if self._open is None or self._inherited or _code(error) not in _DAMAGED:
            return None
        self._open.close()
        return self._begun_anew()

    def get(self, name: bytes) -> bytes | None:
        """Return what has a name; ``None`` where there is nothing, or nothing whole."""
        self._in_a_copy()
        for new in (self._new, self._before):
            if name in new:
                return new[name]
        if self._open is None:
            return None
        try:
            row = self._open.execute("SELECT used, content FROM results WHERE name = ?", (name,)).fetchone()
        except _REFUSED as error:
            self._open = self._after(error)
            return None
        if row is None or not isinstance(row[1], bytes) or sha256(name + row[1][_SUM:]).digest() != row[1][:_SUM]:
            return None
        if row[0] != self._today:
            self._used.add(name)
        return row[1][_SUM:]

    def put(self, name: bytes, content: bytes) -> None:
        """Keep something under its name."""
        self._in_a_copy()
        self._new[name] = content
        self._waiting += len(content)
        if self._waiting > MOST_WAITING:
            self.keep()

    def news(self) -> News:
        """Return what is new and what was used in a copy of the process that keeps it, and nothing in that one."""
        self._in_a_copy()
        return (self._new, frozenset(self._used)) if self._inherited else ({}, frozenset())

    def take(self, news: News) -> None:
        """Keep what a copy of this process has made."""
        new, used = news
        for name, content in new.items():
            self.put(name, content)
        self._used |= used

    def keep(self) -> None:
        """Write what is new, all of it or nothing, and forget what no command has asked for in a month."""
        if self._open is None or self._inherited or not (self._new or self._used):
            return
        try:
            self._write(self._open)
        except _REFUSED as error:
            if anew := self._after(error):
                self._open = anew
                with suppress(*_REFUSED):
                    self._write(anew)
        self._new.clear()
        self._used.clear()
        self._waiting = 0

    def _write(self, store: sqlite3.Connection) -> None:
        rows = ((name, self._today, sha256(name + content).digest() + content) for name, content in self._new.items())
        with store:
            store.execute("BEGIN IMMEDIATE")
            store.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            store.executemany("UPDATE results SET used = ? WHERE name = ?", ((self._today, name) for name in self._used))
            store.execute("DELETE FROM results WHERE used < ?", (self._today - UNUSED_DAYS,))


def _code(error: Exception) -> int:
    """Return what SQLite says is wrong, without the particulars (https://sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, sqlite3.Error) else sqlite3.SQLITE_CORRUPT


def store_beside(root: Path) -> Store | None:
    """Return the store: beside the content on somebody's own machine, where git knows that it is not content, unless ``KEPT`` is ``no``."""
    ignored = root / ".gitignore"
    at_home = not os.environ.get("CI") and ignored.is_file() and f"/{STORE_FILE}" in ignored.read_text(encoding="utf-8", errors="replace").split()
    return Store(root / STORE_FILE) if at_home and os.environ.get("KEPT") != "no" else None
