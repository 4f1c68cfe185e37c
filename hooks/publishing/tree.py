"""The content folders as they lie on disk, and the addresses that their files get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publishing.problems import Problem

CONTENT_FOLDERS = ("briefings", "newsletters", "level_of_need", "docs")
"""Where Markdown is read from. ``docs/`` stands at the site's root; the others keep their name."""

IGNORED = re.compile(r"(^|/)(\.|~|Thumbs\.db$|desktop\.ini$)|~$|\.(swp|tmp|bak)$")
"""What editors and operating systems leave behind; never content."""

_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z0-9]+)?")


@dataclass(frozen=True)
class SourceFile:
    """One file in a content folder."""

    file: str
    """Path from the project's root: ``briefings/seven-minute/icon.md``."""
    path: Path

    @property
    def uri(self) -> str:
        """Its path on the site: ``briefings/seven-minute/icon.md``; of ``docs/about.md``, ``about.md``."""
        folder, _, rest = self.file.partition("/")
        return rest if folder == "docs" else f"{folder.replace('_', '-')}/{rest}"

    @property
    def is_page(self) -> bool:
        """Whether it is Markdown, as opposed to an image or a document."""
        return self.file.endswith(".md")

    @property
    def address(self) -> str:
        """Where it is found on the site, from the root: ``/briefings/seven-minute/icon/``."""
        return address_of(self.uri)


def address_of(uri: str) -> str:
    """Return the address of a path on the site; a page's ends with a slash."""
    if not uri.endswith(".md"):
        return f"/{uri}"
    stem = uri.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"/{stem}"


def find_sources(root: Path, problems: list[Problem]) -> list[SourceFile]:
    """Return every file of the content folders in order of path; report names that cannot be published."""
    sources: list[SourceFile] = []
    for folder in CONTENT_FOLDERS:
        for path in _walk(root / folder):
            file = path.relative_to(root).as_posix()
            if IGNORED.search(file):
                continue
            if path.is_symlink():
                problems.append(Problem(file, 1, "this is a link to another place on disk, not a file",
                                        "Put the file itself here."))
                continue
            bad = [part for part in file.split("/")[1:] if not _NAME.fullmatch(part)]
            if bad:
                problems.append(Problem(
                    file, 1, f'the name "{bad[0]}" cannot stand in an address',
                    "Rename it with small letters, digits and hyphens only, for example neglect-briefing.md."))
                continue
            sources.append(SourceFile(file, path))
    return sources


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and not path.is_symlink():
            if not path.name.startswith("."):
                yield from _walk(path)
        else:
            yield path


def read_text(source: Path, file: str, problems: list[Problem]) -> str | None:
    """Read a file as UTF-8 text with plain line ends; report one that is not, and return ``None``."""
    raw = source.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, "this file is not saved as UTF-8", "Save it again and choose UTF-8 as its encoding."))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(Problem(file, line, "this file is not plain text", "Save it again as plain text in UTF-8."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
