"""What stands already: a new folder takes over from the old one each file whose content it is to have as well.

Such a file is linked (https://pubs.opengroup.org/onlinepubs/9799919799/functions/link.html), so that nothing of it is written
again; where the system knows no links, it is copied. The two folders then share it until the old one goes, so nothing may
write into a file that is there: what is to be another is another file.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from publishing.output_folder.inside import inside


class Standing:
    """The files of a folder by their content, as it was when somebody looked."""

    def __init__(self, folder: Path | None = None, sums: Mapping[str, str] = MappingProxyType({})) -> None:
        """``sums`` are those of the files in ``folder``, by their paths: see :func:`sums_of`."""
        self._folder, self._sums = None if folder is None else os.fspath(folder), sums
        self._paths = {found: path for path, found in sums.items()}

    def has(self, sums: Iterable[str]) -> bool:
        """Say whether there is a file of each of these sums."""
        return all(one in self._paths for one in sums)

    def put(self, path: str, found: str, new: str) -> None:
        """Put a file of that sum at a place where there is none; that which had this ``path`` goes first. Raises :class:`OSError`."""
        assert self._folder is not None
        old = f"{self._folder}/{path if self._sums.get(path) == found else self._paths[found]}"
        try:
            os.link(old, new)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # another disk, or one without links; or there are too many of this file
            shutil.copyfile(old, new)


class NewFolder:
    """A folder that is being written, beside one that stands."""

    def __init__(self, folder: Path, standing: Standing) -> None:
        self._folder, self._standing = os.fspath(folder), standing
        self._there = set[str]()
        self.sums: dict[str, str] = {}
        """Of each file that is written by now, the sum."""

    def write(self, path: str, content: bytes | str) -> str:
        """Write a file at a path within; return its sum. Raises :class:`~publishing.output_folder.inside.OutsideError` and :class:`OSError`."""
        content = content.encode() if isinstance(content, str) else content
        found = sum_of(content)
        if self._standing.has((found,)):
            self._put(path, found)
        else:
            with open(self._place(path), "wb") as file:
                file.write(content)
            self.sums[path] = found
        return found

    def take_over(self, files: Mapping[str, str]) -> bool:
        """Take over files, which have a path and a sum; return whether that can be done: of all or of none."""
        if not self._standing.has(files.values()):
            return False
        for path, found in files.items():
            self._put(path, found)
        return True

    def _put(self, path: str, found: str) -> None:
        self._standing.put(path, found, self._place(path))
        self.sums[path] = found

    def _place(self, path: str) -> str:
        """Return where a file is to stand, in a folder that is there."""
        folder = inside(path).rpartition("/")[0]
        if folder not in self._there:
            os.makedirs(f"{self._folder}/{folder}", exist_ok=True)
            self._there.add(folder)
        place = f"{self._folder}/{path}"
        if path in self.sums:
            os.unlink(place)  # what is written there now goes before it, and is another file
        return place


def packed(content: bytes, day: date) -> bytes:
    """Return a file packed by gzip (https://www.rfc-editor.org/rfc/rfc1952), which bears a day."""
    found = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=found, mtime=datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) as file:
        file.write(content)
    return found.getvalue()


def sum_of(content: bytes) -> str:
    """Return the sum over what is in a file."""
    return sha256(content).hexdigest()


def sums_of(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str] | None:
    """Return the sum of each file below a folder, by its path; ``None`` where there is something that no build writes.

    What is ``known`` is not read.
    """
    sums: dict[str, str] = {}

    def look(inside: str, within: str) -> bool:
        with os.scandir(inside) as entries:
            found = list(entries)
        for entry in found:
            path = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not look(entry.path, f"{path}/"):
                    return False
            elif entry.is_file(follow_symlinks=False):
                if path in known:
                    sums[path] = known[path]
                else:
                    with open(entry.path, "rb") as file:
                        sums[path] = sum_of(file.read())
            else:
                return False
        return bool(found)

    try:
        return sums if not folder.is_symlink() and look(os.fspath(folder), "") else None
    except OSError:
        return None
