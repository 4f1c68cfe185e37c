"""An address that was published and whose file has moved: the old address leads to the new one, and keeps its permanent id."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from publishing.content.history import lost_pages, read_history
from publishing.data.everything import read_data
from publishing.data.ledger import LEDGER_FILE, Entry, updated_ledger
from publishing.desk.repair.links import follow
from publishing.output_folder.replace import write_whole
from publishing.reading.git import git
from publishing.reading.tree import SourceFile, find_sources
from publishing.words.dates import today


def follow_moves(root: Path) -> Iterator[str]:
    """Record, in the ledger, where each published address has gone whose file somebody moved; yield what was done.

    Every address counts that is in the ledger, or was published by git's history. A file has moved to the page that is
    like it, or to where git says it was renamed to; else to the one new page that has its name, or its title.
    """
    data = read_data(root, [])
    if data is None:
        return
    pages = {source.address: source.file for source in find_sources(root, []) if source.is_page}
    new = {address: file for address, file in pages.items() if address not in data.ledger}
    texts = {file: (root / file).read_text(encoding="utf-8", errors="replace") for file in new.values()}
    lost = {page.address: (page.file, file) for page, file in lost_pages(read_history(root, data.partnership.branch), data, pages.keys(), texts, texts.__getitem__, today())}
    gone = {*lost, *data.ledger} - pages.keys()
    if not gone or not new:
        return
    renamed = _renamed_in_git(root)
    moved: dict[str, str] = {}
    for address in sorted(gone):
        old, file = lost.get(address, (None, None))
        if not file:
            old = next((file for file in _files_of(address) if _file_address(root, renamed.get(file, "")) in new), None)
            file = renamed[old] if old else _alike(root, address, new)
            new.pop(_file_address(root, file or ""), None)
        if file:
            moved[old or _last_file(root, address)] = file
    if moved:
        yield from follow(root, moved)
        yield from record_moves(root, moved, lost)


def record_moves(root: Path, moved: Mapping[str, str], published: Collection[str] = ()) -> Iterator[str]:
    """Let the ledger's entries follow files that have moved, and keep their former addresses.

    ``published`` has addresses that were published and need not be in the ledger.
    """
    data = read_data(root, [])
    if data is None:
        return
    ledger: dict[str, Entry] = dict(data.ledger)
    done = []
    for old, new in moved.items():
        before, after = _file_address(root, old), _file_address(root, new)
        if (before in ledger or before in published) and before != after and old.endswith((".md", ".MD")) and after not in data.ledger:
            entry = ledger.pop(before, Entry(data.partnership.ids.mint(before)))
            other = ledger.get(after, Entry(entry.id))
            ledger[after] = replace(other, former=tuple(dict.fromkeys((*other.former, *(one for one in entry.former if one != after), before))))
            done.append(f"{LEDGER_FILE}: {before} now leads to {after}")
    if done:
        write_whole(root / LEDGER_FILE, updated_ledger(ledger, (), data.partnership.ids))
        yield from done


def _file_address(root: Path, file: str) -> str:
    return SourceFile(file, root / file).address if file else ""


def _files_of(address: str) -> list[str]:
    """Return the files that may have stood behind an address."""
    path = address.strip("/")
    first, _, rest = path.partition("/")
    stems = [f"docs/{path}", f"{first.replace('-', '_')}/{rest}", path]
    return [file for stem in dict.fromkeys(stems) for file in (f"{stem}.md", f"{stem}/index.md")]


def _last_file(root: Path, address: str) -> str:
    """Return the one of those files that git has kept; else the first that lies in a content folder."""
    files = _files_of(address)
    return next((file for file in files if _in_git(root, file) is not None), next((file for file in files if file.startswith(("briefings/", "newsletters/", "level_of_need/"))), files[0]))


def _in_git(root: Path, file: str) -> str | None:
    return git(root, "show", f"HEAD:{file}")


def _renamed_in_git(root: Path) -> dict[str, str]:
    """Return where git says that files were renamed to, in the index and in its history, the newest name for each."""
    names: dict[str, str] = {}
    listing = "\n".join(filter(None, (git(root, "diff", "HEAD", "--find-renames", "--diff-filter=R", "--name-status"),
                                      git(root, "log", "-n", "500", "--find-renames", "--diff-filter=R", "--name-status", "--format="))))
    for line in listing.splitlines():
        parts = line.split("\t")
        if len(parts) == 3:
            old, new = parts[1], parts[2]
            names.setdefault(old, names.get(new, new))
    return names


def _alike(root: Path, address: str, new: Mapping[str, str]) -> str | None:
    """Return the one new page with the name, text or title of the one that is gone."""
    name = posixpath.basename(address.strip("/"))
    same_name = [file for file in new.values() if posixpath.basename(file) == f"{name}.md"]
    if len(same_name) == 1:
        return same_name[0]
    old = next((text for file in _files_of(address) if (text := _in_git(root, file)) is not None), None)
    title = _title(old) if old else None
    same_title = [file for file in new.values() if title and _title((root / file).read_text(encoding="utf-8", errors="replace")) == title]
    return same_title[0] if len(same_title) == 1 else None


def _title(text: str) -> str | None:
    match = re.search(r"(?m)^title: *(.+)$", text)
    return match[1].strip("\"' ") if match else None
