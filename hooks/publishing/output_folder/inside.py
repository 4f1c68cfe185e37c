"""The last wall before the disk: nothing is written outside the folder of the new site. And what is inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


class OutsideError(ValueError):
    """A file would be written outside the site's folder, or under a name that not every system has."""


def inside(path: str) -> str:
    """Return the path of a file within the site's folder as it is; raise :class:`OutsideError` for one that could lead out of it.

    Names are of letters, digits, hyphens, underscores and dots, and none begins with a dot: so there is no ``..``, no root
    and no drive.
    """
    if not _PATH.fullmatch(path):
        raise OutsideError(f"{path!r} is not a path within the site's folder. This is a mistake of ours, not yours.")
    return path


class FilesOf(Mapping[str, bytes]):
    """The files of a folder by their paths below it, each read when it is asked for; or some of them."""

    def __init__(self, folder: Path, paths: Iterable[str] | None = None) -> None:
        self._folder, self._paths = folder, None if paths is None else [*paths]

    def __getitem__(self, path: str) -> bytes:
        if path not in self:
            raise KeyError(path)
        return (self._folder / path).read_bytes()

    def __contains__(self, path: object) -> bool:
        return _PATH.fullmatch(str(path)) is not None and (self._folder / str(path)).is_file()

    def __iter__(self) -> Iterator[str]:
        if self._paths is not None:
            return iter(self._paths)
        return (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)
