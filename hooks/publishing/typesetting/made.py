"""What a build has made and the next need not make again, known by the hash of all that it is made of."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MADE_FOLDER = ".made"
"""Beside the content, and not in the repository."""

UNUSED_DAYS = 30
"""A file that no build has asked for in so long is forgotten. A preview and a build share the folder, and ask for different files."""

_NAME = re.compile("[0-9a-f]{64}")
_SUM = 32
"""Bytes of the sum that each file begins with: of one that is damaged, nothing is taken."""


class Made:
    """Bytes by their names, kept in a folder that may be thrown away; without a folder, everything is made anew."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what has a name, the :func:`name_of` all that it is made of; ``make`` makes it where it is not there, or not whole."""
        found = self._read(name)
        if found is None:
            found = make()
            self._write(name, found)
        return found

    def _read(self, name: str) -> bytes | None:
        if self._folder is None:
            return None
        path = f"{self._folder}/{name}"
        try:
            with open(path, "rb") as file:
                known, content = file.read(_SUM), file.read()
                used = os.fstat(file.fileno()).st_mtime
            if sha256(content).digest() != known:
                return None
            if time.time() - used > 86_400:
                os.utime(path)
        except OSError:
            return None
        return content

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; where nothing can be written, the next build makes it again."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, new = tempfile.mkstemp(dir=self._folder)
            try:
                with open(handle, "wb") as file:
                    file.write(sha256(content).digest() + content)
                os.replace(new, self._folder / name)
            except OSError:
                Path(new).unlink(missing_ok=True)
                raise

    def forget_unused(self) -> None:
        """Throw away what no build has asked for in a month, and what a killed one left half written."""
        if self._folder is None:
            return
        with suppress(OSError), os.scandir(self._folder) as found:
            now = time.time()
            for entry in found:
                if now - entry.stat().st_mtime > (UNUSED_DAYS * 86_400 if _NAME.fullmatch(entry.name) else 3_600):
                    os.unlink(entry)


def made_beside(root: Path) -> Made:
    """Return what is kept: beside the content on somebody's own machine, where git knows that it is not content; or where ``MADE`` says."""
    if chosen := os.environ.get("MADE"):
        return Made(Path(chosen))
    ignored = root / ".gitignore"
    at_home = not os.environ.get("CI") and ignored.is_file() and f"/{MADE_FOLDER}/" in ignored.read_text(encoding="utf-8", errors="replace").split()
    return Made(root / MADE_FOLDER if at_home else None)
