"""Files with names that cannot stand in an address get plain ones, and every link to them follows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from publishing.desk.repair.links import follow
from publishing.desk.repair.moves import record_moves
from publishing.reading.git import git
from publishing.reading.names import is_copy, is_plain, tidy
from publishing.reading.tree import find_sources, leads_elsewhere


def rename_files(root: Path) -> Iterator[str]:
    """Rename what needs it below ``root``; yield what was done. A name that is taken is left to a person, as is a second copy."""
    moved: dict[str, str] = {}
    for source in find_sources(root, []):
        parts = source.file.split("/")
        better = "/".join([parts[0], *(part if is_plain(part) else tidy(part) for part in parts[1:])])
        target = root / better
        if better == source.file or leads_elsewhere(target, better) or is_copy(source.path.name, os.listdir(source.path.parent)):
            continue
        if target.exists() and not target.samefile(source.path):
            continue
        move(root, source.file, better)
        moved[source.file] = better
        yield f"{source.file}: renamed to {better}"
    yield from follow(root, moved)
    yield from record_moves(root, moved)


def move(root: Path, old: str, new: str) -> None:
    """Move a file, through git where git keeps it, so that its history goes with it."""
    (root / new).parent.mkdir(parents=True, exist_ok=True)
    if git(root, "mv", "--", old, new) is None:
        (root / old).rename(root / new)
    folder = (root / old).parent
    while folder != root and not os.listdir(folder):
        folder.rmdir()
        folder = folder.parent
