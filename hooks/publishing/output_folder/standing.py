"""What stands already: a new folder takes over from the old one each file whose content it is to have as well.

Such a file is linked (https://pubs.opengroup.org/onlinepubs/9799919799/functions/link.html), so that nothing of it is written
again; where the system knows no links, it is copied. The two folders then share it until the old one goes, so nothing may
write into a file that is there: what is to be another is another file.

The folder in whose place the old one came is not thrown away, but put aside, and the new folder begins as it: most of its
files are those of the old folder, and need not even be linked. What they are is not asked of it: a file counts where it is
the very file of the old folder (the same number on the same disk), and goes otherwise.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from publishing.output_folder.inside import inside

Number = tuple[int, int]
"""The disk of a file and its number there: two names with the same are one file."""


class Found(NamedTuple):
    """What stands in a folder, and in the one that was put aside; nothing of one in which there is what no build writes."""

    sums: Mapping[str, str] = MappingProxyType({})
    """The sum of each file of the folder, by its path."""
    files: Mapping[str, Number] = MappingProxyType({})
    aside: Mapping[str, Number] = MappingProxyType({})


def look(folder: Path, aside: Path) -> Found:
    """Return what stands in a folder, and in that which was put aside."""
    files = files_in(folder) or {}
    return Found(sums_of(folder, files=files) or {}, files, files_in(aside) or {})


_NOTHING = Found()


class Known(NamedTuple):
    """A file whose content need not be made where it stands."""

    sum: str
    make: Callable[[], str]


class Standing:
    """The files of a folder by their content, as it was when somebody looked."""

    def __init__(self, folder: Path | None = None, found: Found = _NOTHING, aside: Path | None = None) -> None:
        """``found`` is what stands in ``folder``, and in that which was put ``aside``: see :func:`look`."""
        self._folder, self._aside, self._found = None if folder is None else os.fspath(folder), aside, found
        self._paths = {one: path for path, one in found.sums.items()}
        self._sums = {found.files[path]: one for path, one in found.sums.items() if path in found.files}

    @property
    def is_kept(self) -> bool:
        """Say whether there is a folder, so that its files and those of the new one may be one."""
        return self._folder is not None

    @property
    def sums(self) -> Mapping[str, str]:
        """The sum of each file, by its path."""
        return self._found.sums

    def number(self, path: str) -> Number | None:
        """Return the number of the file at a path, where there is one."""
        return self._found.files.get(path)

    def has(self, sums: Iterable[str]) -> bool:
        """Say whether there is a file of each of these sums."""
        return all(one in self._paths for one in sums)

    def hand_over(self, folder: Path) -> dict[str, Number]:
        """Put what was put aside into the place of a folder, where that is empty and the system lets it; return what lies there now."""
        if self._aside is None or not self._found.aside:
            return {}
        try:
            folder.rmdir()
            self._aside.rename(folder)
        except OSError:
            return {}
        return dict(self._found.aside)

    def is_it(self, found: str, number: Number | None) -> bool:
        """Say whether a file is one of those that stand in the folder, and has that sum."""
        return self._sums.get(number) == found if number else False

    def put(self, path: str, found: str, new: str) -> None:
        """Put a file of that sum at a place where there is none; that which had this ``path`` goes first. Raises :class:`OSError`."""
        assert self._folder is not None
        old = f"{self._folder}/{self._from(path, found)}"
        try:
            os.link(old, new)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # another disk, or one without links; or there are too many of this file
            shutil.copyfile(old, new)

    def _from(self, path: str, found: str) -> str:
        return path if self._found.sums.get(path) == found else self._paths[found]


class NewFolder:
    """A folder that is being written, beside one that stands."""

    def __init__(self, folder: Path, standing: Standing) -> None:
        """``folder`` begins as that which was put aside."""
        self._folder, self._standing = os.fspath(folder), standing
        self._left = standing.hand_over(folder)
        """What lies there and is not known to belong there."""
        self._folders_left = _folders_of(self._left)
        self._there = set[str]()
        self.sums: dict[str, str] = {}
        """Of each file that is written by now, the sum."""

    def write(self, path: str, content: bytes | str | Known, alike: dict[str, str] | None = None) -> str:
        """Write a file at a path within; return its sum. Raises :class:`~publishing.output_folder.inside.OutsideError` and :class:`OSError`.

        ``alike`` has the places of files that were written before, by their sums: where one is the same, the two are one. This one is added to it.
        """
        if isinstance(content, Known):
            if self._is_there(path, content.sum) or self._standing.has((content.sum,)):
                self._put(path, content.sum)
                return content.sum
            content = content.make()
        content = content.encode() if isinstance(content, str) else content
        found = sum_of(content)
        if self._standing.has((found,)):
            self._put(path, found)
        else:
            place = self.place(path)
            if not _linked((alike or {}).get(found), place):
                with open(place, "wb") as file:
                    file.write(content)
                if alike is not None:
                    alike[found] = place
            self.sums[path] = found
        return found

    def take_over(self, files: Mapping[str, str]) -> bool:
        """Take over files, which have a path and a sum; return whether that can be done: of all or of none."""
        if not self._standing.has(files.values()):
            return False
        for path, found in files.items():
            self._put(path, found)
        return True

    def take_over_but(self, paths: Collection[str]) -> None:
        """Take over every file of the folder that stands, but those at some paths."""
        for path, found in self._standing.sums.items():
            if path in paths:
                continue
            if path in self._left and self._left[path] == self._standing.number(path):  # as nearly all: who asks no more of them is many times quicker
                del self._left[path]
                self.sums[path] = found
            else:
                self._put(path, found)

    def _put(self, path: str, found: str) -> None:
        if self._is_there(path, found):
            del self._left[path]
        else:
            self._standing.put(path, found, self.place(path))
        self.sums[path] = found

    def _is_there(self, path: str, found: str) -> bool:
        """Say whether what lies at a path already is a file of that sum."""
        return self._standing.is_it(found, self._left.get(path))

    def place(self, path: str) -> str:
        """Return where a file is to stand, in a folder that is there; what lay there is gone, for it may be a file of the folder that stands."""
        folder = inside(path).rpartition("/")[0]
        if folder not in self._there:
            for parent in _parents(path):
                if parent in self._left:
                    self._take_away(parent)
            os.makedirs(f"{self._folder}/{folder}", exist_ok=True)
            self._there.add(folder)
        place = f"{self._folder}/{path}"
        if path in self._folders_left:
            shutil.rmtree(place, ignore_errors=True)
        elif path in self.sums or path in self._left:
            self._take_away(path)
        return place

    def write_named_anew(self, folder: str, files: Mapping[str, bytes | str | Known]) -> dict[str, str]:
        """Write all files of a ``folder``, in which another may be named after its content; return their sums.

        Where its name alone is another, the folder that lies there is renamed: most of its files are the same.
        """
        lie, needed = _folders_in(folder, self._left), _folders_in(folder, files)
        for new in needed - lie:
            shutil.rmtree(f"{self._folder}/{new}", ignore_errors=True)  # of a copy of this process that did not come to its end
        if len(lie - needed) == len(needed - lie) == 1:
            self._rename(*lie - needed, *needed - lie)
        alike: dict[str, str] | None = {} if self._standing.is_kept else None  # hundreds of small files are the same
        sums = {path: self.write(path, content, alike) for path, content in files.items()}
        self._take_away_all([path for path in self._left if path.startswith(f"{folder}/") and path not in files])
        return sums

    def _rename(self, old: str, new: str) -> None:
        with suppress(OSError):
            os.rename(f"{self._folder}/{old}", f"{self._folder}/{new}")
            self._left = {f"{new}{path[len(old):]}" if path.startswith(f"{old}/") else path: number for path, number in self._left.items()}
            self._folders_left = _folders_of(self._left)

    def take_away_the_rest(self) -> None:
        """Take away whatever lies there and was not written or taken over by now."""
        self._take_away_all(self._left.keys() - self.sums.keys())  # what a copy of this process has written is among these
        self._left, self._folders_left = {}, set()

    def _take_away_all(self, gone: Collection[str]) -> None:
        for path in gone:
            self._take_away(path)
        for folder in sorted(_folders_of(gone), reverse=True):
            with suppress(OSError):
                os.rmdir(f"{self._folder}/{folder}")  # which fails where there is something in it

    def _take_away(self, path: str) -> None:
        self._left.pop(path, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{self._folder}/{path}")


def _linked(old: str | None, new: str) -> bool:
    """Link a file that is there to a place where there is none; return whether that could be done."""
    if old is None:
        return False
    try:
        os.link(old, new)
    except (OSError, NotImplementedError):  # as in Standing.put
        return False
    return True


def _parents(path: str) -> list[str]:
    """Return the folders that a file lies in, the outermost first."""
    return [path[:position] for position, sign in enumerate(path) if sign == "/"]


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders that some files lie in, one in the other: most files share theirs."""
    found = {path.rpartition("/")[0] for path in paths}
    return (found | {parent for folder in found for parent in _parents(folder)}) - {""}


def _folders_in(folder: str, paths: Iterable[str]) -> set[str]:
    """Return the folders that lie in one, of the files with these paths."""
    start = len(folder) + 1
    return {path[:end] for path in paths if path.startswith(f"{folder}/") and (end := path.find("/", start)) > 0}


def packed(content: bytes, day: date) -> bytes:
    """Return a file packed by gzip (https://www.rfc-editor.org/rfc/rfc1952), which bears a day."""
    found = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=found, mtime=datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) as file:
        file.write(content)
    return found.getvalue()


def sum_of(content: bytes) -> str:
    """Return the sum over what is in a file."""
    return sha256(content).hexdigest()


def sums_of(folder: Path, known: Mapping[str, str] = MappingProxyType({}), files: Mapping[str, Number] | None = None) -> dict[str, str] | None:
    """Return the sum of each file below a folder, by its path; ``None`` where there is something that no build writes.

    What is ``known`` is not read. ``files`` are those of the folder, where somebody has looked.
    """
    files = files_in(folder) if files is None else files
    if files is None:
        return None
    sums: dict[str, str] = {}
    try:
        for path in files:
            if path in known:
                sums[path] = known[path]
            else:
                with open(f"{os.fspath(folder)}/{path}", "rb") as file:
                    sums[path] = sum_of(file.read())
    except OSError:
        return None
    return sums


def files_in(folder: Path) -> dict[str, Number] | None:
    """Return the disk and number of each file below a folder, by its path; ``None`` where there is something that no build writes."""
    files: dict[str, Number] = {}

    def look(inside: str, within: str) -> bool:
        disk = os.stat(inside).st_dev
        with os.scandir(inside) as entries:
            found = list(entries)
        for entry in found:
            path = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not look(entry.path, f"{path}/"):
                    return False
            elif entry.is_file(follow_symlinks=False):
                files[path] = (disk, entry.inode())
            else:
                return False
        return bool(found)

    try:
        return files if not folder.is_symlink() and look(os.fspath(folder), "") else None
    except OSError:
        return None
