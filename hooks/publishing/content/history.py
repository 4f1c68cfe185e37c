"""The pages that were published, as git's history of the main branch has them: so that no address dies that nobody wrote down.

A page was published that was in a commit of that branch, and neither a draft nor dated later than it stayed there. Only
that branch's own commits count (its first parents): what came and went within a pull request was never seen. Nor does it
count what was there while the permanent ids were another's: who takes the site over sets ``ids`` in
data/partnership.yml, and what came before was another partnership's, unless the ledger still holds ids made with the old
name: then only the name was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from publishing.data.everything import Data
from publishing.kept.memory import NOTHING, Memory
from publishing.reading.front_matter import split_front_matter
from publishing.reading.git import git
from publishing.reading.tree import CONTENT_FOLDERS, IGNORED, address_of, uri_of_file
from publishing.reading.yaml_source import parse_yaml
from publishing.words.dates import parse_published

PARTNERSHIP_FILE = "data/partnership.yml"

USUAL_BRANCHES = ("main", "master")
"""What the published branch is called where ``repository`` in data/partnership.yml does not say so."""

ALIKE = 0.5
"""How much of two texts is the same where one is the other, moved: git's own measure (``--find-renames``)."""

NO_GIT = "Addresses: git does not answer here, so only those in data/ledger.yml are protected."
CUT_SHORT = "Addresses: git's history is cut short here, so pages that were published before are not all known. git fetch --unshallow brings the rest."
NO_BRANCH = "Addresses: git knows no branch {name} here, so only those in data/ledger.yml are protected. git fetch origin brings it."


@dataclass(frozen=True)
class Published:
    """A page that was published."""

    file: str
    text: str
    """Its whole file, as it was published last."""
    until: int
    """The commit with which it was gone, counted from the first; that after the last where only the working files lack it."""

    @property
    def address(self) -> str:
        """Where it was found."""
        return address_of(uri_of_file(self.file))


@dataclass
class _Version:
    blob: str
    first: int
    """The commit it came with."""
    after: int | None = None
    """The commit that replaced it."""


@dataclass(frozen=True)
class History:
    """The commits of the main branch, oldest first, with every page that was ever in them."""

    root: Path
    days: tuple[date, ...] = ()
    """The day of each commit."""
    versions: Mapping[str, list[_Version]] = field(default_factory=dict)
    """Those of each page, and of the partnership's own file, by the file's path."""
    gap: str = ""
    """Why it is not whole, in one sentence; nothing where it is."""

    def published(self, here: Callable[[str], bool], today: date, owners: Collection[str]) -> list[Published]:
        """Return the pages that were published, of the files that are not ``here`` by ``today``.

        ``owners`` has the domain names of the permanent ids that are the partnership's.
        """
        asked = {file: versions for file, versions in self.versions.items() if file != PARTNERSHIP_FILE and not here(file)}
        if not asked:
            return []
        own = self.versions.get(PARTNERSHIP_FILE, [])
        texts = _blobs(self.root, {version.blob for versions in (*asked.values(), own) for version in versions})
        ours = [version for version in own if _authority(texts.get(version.blob, "")) in owners]
        found = []
        for file, versions in asked.items():
            seen = [version for version in versions if any(self._together(version, other) for other in ours)
                    and _is_published(texts.get(version.blob, ""), file, min(self._last_day(version, today), today))]
            if seen:
                after = versions[-1].after
                found.append(Published(file, texts[seen[-1].blob], len(self.days) if after is None else after))
        return found

    def came_after(self, file: str, gone: Published) -> bool:
        """Say whether a file came when another page was gone, or later: then it may be that page, moved."""
        versions = self.versions.get(file)
        return versions is None or versions[0].first >= gone.until

    def _together(self, one: _Version, other: _Version) -> bool:
        return one.first < self._end(other) and other.first < self._end(one)

    def _end(self, version: _Version) -> int:
        return len(self.days) if version.after is None else version.after

    def _last_day(self, version: _Version, today: date) -> date:
        return today if version.after is None else self.days[version.after]


def read_history(root: Path, branch: str = "", memory: Memory = NOTHING) -> History:
    """Return the history of the published ``branch`` as far as the working files have it: what others publish meanwhile is not missing here."""
    refs = git(root, "show-ref", "--head") if memory is not NOTHING else None
    if not refs:
        return _read_history(root, branch)
    shallow = git(root, "rev-parse", "--is-shallow-repository")
    whole = (shallow or "").strip() == "false"  # of one that is cut short, nothing says how far it goes
    return memory.result("history", (refs, shallow, branch), partial(_read_history, root, branch), lasting=whole)


def _read_history(root: Path, branch: str) -> History:
    if git(root, "rev-parse", "--git-dir") is None:
        return History(root, gap=NO_GIT)
    names = (branch,) if branch else USUAL_BRANCHES
    main = next((ref for name in names for ref in (f"refs/remotes/origin/{name}", f"refs/heads/{name}") if git(root, "rev-parse", "--verify", "--quiet", ref)), None)
    if main is None:
        return History(root, gap=NO_BRANCH.format(name=names[0]))
    listing = git(root, "log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--format=commit %H %ct", main, "--", *CONTENT_FOLDERS, PARTNERSHIP_FILE)
    if listing is None:
        return History(root, gap=NO_GIT)
    not_here = {*(git(root, "rev-list", "--first-parent", main, "--not", "HEAD") or "").split()}
    days, versions = _parsed(listing, not_here)
    shallow = (git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
    return History(root, tuple(days), versions, CUT_SHORT if shallow else "")


def _parsed(listing: str, left_out: Collection[str]) -> tuple[list[date], dict[str, list[_Version]]]:
    days: list[date] = []
    versions: dict[str, list[_Version]] = {}
    for commit in reversed(re.split(r"^commit ", listing, flags=re.MULTILINE)[1:]):
        head, *changes = commit.splitlines()
        name, _, seconds = head.partition(" ")
        if name in left_out:
            continue
        number = len(days)
        days.append(datetime.fromtimestamp(int(seconds), UTC).date())
        for change in changes:
            match = _CHANGE.fullmatch(change)
            if not match or not (match[2] == PARTNERSHIP_FILE or (match[2].endswith(".md") and not IGNORED.search(match[2]))):
                continue
            of_file = versions.setdefault(match[2], [])
            if of_file and of_file[-1].after is None:
                of_file[-1].after = number
            if match[1].strip("0"):
                of_file.append(_Version(match[1], number))
    return days, {file: found for file, found in versions.items() if found}


_CHANGE = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\t(.+)")
"""A line of ``git log --raw``: modes, the blob before, the blob after (noughts where the file is gone), what happened, the file."""


def _blobs(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the texts of blobs, with one call of git."""
    printed = git(root, "cat-file", "--batch=%(objectname) end", given="".join(f"{name}\n" for name in sorted(names))) or ""
    parts = re.split(r"^([0-9a-f]{40,64}) (?:end|missing)\n", printed, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _authority(text: str) -> str:
    value = parse_yaml(text, PARTNERSHIP_FILE, []).value
    ids = value.get("ids") if isinstance(value, dict) else None
    return str(ids.get("authority", "")) if isinstance(ids, dict) else ""


def _is_published(text: str, file: str, last_day: date) -> bool:
    """Say whether a page was published that stood in the main branch up to a day."""
    front = split_front_matter(text, file, []).front_matter.value
    if not isinstance(front, dict) or "title" not in front or str(front.get("draft", "")).lower() == "true":
        return False
    published = parse_published(str(front.get("published", "")))
    return published is None or published.first_day <= last_day


def lost_pages(history: History, data: Data, here: Collection[str], files: Collection[str], text_of: Callable[[str], str], today: date) -> list[tuple[Published, str | None]]:
    """Return each page that was published and has no address any more, and the file that it was moved to, where one is like it.

    ``here`` has the addresses of this build, ``files`` those of its pages that may be one of them, and ``text_of`` returns what stands in one.
    """
    if {"ledger", "partnership"} & data.unread:  # then nobody knows what has moved, and whose it is
        return []
    owners = {data.partnership.ids.authority, *(entry.id.removeprefix("tag:").partition(",")[0] for entry in data.ledger.values())}
    known = {*here, *(old for address, entry in data.ledger.items() if address in here for old in entry.former)}
    lost = history.published(lambda file: address_of(uri_of_file(file)) in known, today, owners)
    return [(gone, _moved_to(gone, {file: text_of(file) for file in files if history.came_after(file, gone)})) for gone in sorted(lost, key=lambda gone: (gone.until, gone.file))]


def _moved_to(gone: Published, pages: Mapping[str, str]) -> str | None:
    """Return the one of ``pages``, texts by file, that is most like a page that is gone; ``None`` where none is."""
    lines = _lines(gone.text)
    alike = {file: _alike(lines, _lines(text)) for file, text in pages.items()}
    best = max(sorted(alike), key=alike.__getitem__, default=None)
    return best if best and alike[best] >= ALIKE else None


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip(" \t-"))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return what share of the letters of two texts stands in lines that both have; a title that both have is half of it."""
    both, all_of_them = (sum(len(line) * count for line, count in lines.items()) for lines in (one & other, one + other))
    same_title = any(line.startswith("title:") for line in one & other)
    return max(2 * both / (all_of_them or 1), ALIKE if same_title else 0)
