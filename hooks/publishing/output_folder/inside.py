"""The last wall before the disk: nothing is written outside the folder of the new site."""

from __future__ import annotations

import re

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
