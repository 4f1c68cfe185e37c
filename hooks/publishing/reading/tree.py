"""The content folders as they lie on disk, and the addresses that their files get."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from publishing.kept.memory import NOTHING, Memory
from publishing.problems.problem import Problem
from publishing.reading.encodings import decode, too_large
from publishing.reading.names import COPY, LINK, NAME, NOT_A_FILE, PROTECTED, RESERVED, TAKEN, is_copy, is_of_windows, is_plain, tidy

CONTENT_FOLDERS = ("briefings", "newsletters", "level_of_need", "docs")
"""Where Markdown is read from. ``docs/`` stands at the site's root; the others keep their name."""

IGNORED = re.compile(
    r"(?:^|/)(?:\.|~|\#[^/]*\#$|(?:ehthumbs|Thumbs)\.db$|desktop\.ini$|Icon\r$|4913$|(?:__MACOSX|__pycache__|@eaDir|nppBackup|\$RECYCLE\.BIN|System\ Volume\ Information)(?:/|$))"
    r"|~$|\.(?:sw[a-z]|te?mp|bak|orig|rej|save|autosave|asd|wbk|lnk|url)$|___jb_(?:tmp|old)___$", re.IGNORECASE)
"""What editors (Emacs, Vim, Word, Notepad++, PyCharm) and operating systems leave behind; never content."""


@dataclass(frozen=True)
class SourceFile:
    """One file in a content folder."""

    file: str
    """Path from the project's root: ``briefings/seven-minute/icon.md``."""
    path: Path

    @cached_property
    def uri(self) -> str:
        """Its path on the site: ``briefings/seven-minute/icon.md``; of ``docs/about.md``, ``about.md``."""
        return uri_of_file(self.file)

    @property
    def is_page(self) -> bool:
        """Whether it is Markdown, as opposed to an image or a document."""
        return self.file.endswith(".md")

    @cached_property
    def address(self) -> str:
        """Where it is found on the site, from the root: ``/briefings/seven-minute/icon/``."""
        return address_of(self.uri)


def uri_of_file(file: str) -> str:
    """Return the path on the site of a file of the content folders."""
    folder, _, rest = file.partition("/")
    return rest if folder == "docs" else f"{folder.replace('_', '-')}/{rest}"


def address_of(uri: str) -> str:
    """Return the address of a path on the site; a page's ends with a slash."""
    if not uri.endswith(".md"):
        return f"/{uri}"
    stem = uri.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"/{stem}"


def find_sources(root: Path, problems: list[Problem], memory: Memory = NOTHING) -> list[SourceFile]:
    """Return every file of the content folders in order of path; report names that cannot be published."""
    sources: list[SourceFile] = []
    claimed: set[Path] = set()
    plain: dict[str, SourceFile] = memory.result("files with plain names", (os.fspath(root),), dict, lasting=False)
    for folder in CONTENT_FOLDERS:
        if (root / folder).is_symlink():
            problems.append(LINK.problem(folder, 1))
            continue
        above = len(os.fspath(root / folder)) + 1
        for entry in _walk(root / folder):
            file = f"{folder}/{entry.path[above:].replace(os.sep, '/')}"
            if file in plain and not entry.is_symlink():
                sources.append(plain[file])
                continue
            path = Path(entry.path)
            ignored = IGNORED.search(file)
            if entry.is_symlink() and (not ignored or entry.is_dir()):  # MkDocs would follow every link to a folder
                problems.append(LINK.problem(file, 1))
            if ignored or entry.is_symlink():
                continue
            source = SourceFile(file, path)
            if all(map(is_plain, file.split("/")[1:])):
                plain[file] = source
            else:
                problems.append(_bad_name(path, file, claimed))
            sources.append(source)
    return sources


def _bad_name(path: Path, file: str, claimed: set[Path]) -> Problem:
    """Return what is wrong with a file's name or that of a folder above it; ``claimed`` collects the names to be."""
    bad = next(part for part in file.split("/")[1:] if not is_plain(part))
    shown, better = {"name": bad}, tidy(bad)
    if bad == path.name:
        beside = {other.name for other in path.parent.iterdir()}
        if is_copy(bad, beside):
            return COPY.problem(file, 1, **shown)
        target = path.with_name(better)
        if target in claimed or (target.exists() and not target.samefile(path)):
            stem, dot, ending = better.partition(".")
            free = next(name for number in count(2) if (name := f"{stem}-{number}{dot}{ending}") not in beside and path.with_name(name) not in claimed)
            claimed.add(path.with_name(free))
            return TAKEN.problem(file, 1, **shown, plain=better, better=free)
        claimed.add(target)
    rule = RESERVED if is_of_windows(bad) else NAME
    return rule.problem(file, 1, **shown, better=better)


def _walk(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if not entry.is_symlink() and entry.is_dir():
            yield from _walk(entry.path)
        elif entry.is_symlink() or entry.is_file():
            yield entry


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """Read a file as UTF-8 text with plain line ends; report one that is not, and return ``None``."""
    raw = read_bytes(path, file, problems)
    return None if raw is None else decode(raw, file, problems)


def read_bytes(path: Path, file: str, problems: list[Problem]) -> bytes | None:
    """Read a file that is to hold text; report what is no file of the project, or cannot be opened, and return ``None``.

    ``file`` is its path from the project's root.
    """
    if leads_elsewhere(path, file):
        problems.append(LINK.problem(file, 1))
        return None
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            problems.append(NOT_A_FILE.problem(file, 1, what="a folder" if stat.S_ISDIR(found.st_mode) else "a device of the computer"))
            return None
        if large := too_large(found.st_size, file):
            problems.append(large)
            return None
        return path.read_bytes()
    except PermissionError:
        problems.append(PROTECTED.problem(file, 1))
        return None


def leads_elsewhere(path: Path, file: str) -> bool:
    """Say whether a file, or a folder on the way to it from the project's root, is a link to another place on disk."""
    return any(step.is_symlink() for step in (path, *list(path.parents)[:file.count("/")]))
