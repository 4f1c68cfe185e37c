"""Links that follow the files they lead to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publishing.content.text import text_alone
from publishing.output_folder.replace import write_whole
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import CONTENT_FOLDERS, find_sources, read_bytes
from publishing.words.addresses import file_named


def follow(root: Path, moved: Mapping[str, str]) -> Iterator[str]:
    """Point every link and every file named in front matter from old paths to new ones."""
    if not moved:
        return
    before = {new: old for old, new in moved.items()}
    for source in find_sources(root, []):
        if not source.is_page:
            continue
        try:
            text = (read_bytes(source.path, source.file, []) or b"").decode("utf-8")
        except UnicodeDecodeError:
            continue
        new_text = text
        for link in sorted({link.target for link in text_alone(split_front_matter(text, source.file, []).text).links if link.target}, key=len, reverse=True):
            if better := _new_link(link, before.get(source.file, source.file), source.file, moved, root):
                for spelt in (link, unquote(link)):
                    new_text = re.sub(rf"(\]\(\s*<?|\]:\s*<?){re.escape(spelt)}(?=[>\s)]|$)", lambda match: match[1] + better, new_text)
        for old, new in moved.items():
            for key, was, now in (("replaces|replaced_by", old, new), ("file", posixpath.basename(old), posixpath.basename(new))):
                new_text = re.sub(rf"(?m)^((?:[ \t]*(?:- *)?|.*[{{,] *)(?:{key}): *[\"']?){re.escape(was)}(?=[\"'\s,}}]|$)", lambda match: match[1] + now, new_text)  # noqa: B023
        new_text = re.sub(r"(\]\(\s*)<([^<>\s]*)>", r"\1\2", new_text) if new_text != text else new_text
        if new_text != text:
            write_whole(source.path, new_text)
            yield f"{source.file}: pointed its links to the new names"

    yield from _follow_in_data(root, moved)


def _follow_in_data(root: Path, moved: Mapping[str, str]) -> Iterator[str]:
    """Point the data files that name pages, the menu and the synonyms, from old paths to new ones."""
    for path in sorted((root / "data").glob("*.yml")):
        raw = read_bytes(path, f"data/{path.name}", [])
        if raw is None:
            continue
        text = new_text = raw.decode("utf-8", "surrogateescape")
        for old, new in moved.items():
            new_text = re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w./-])", new, new_text)
        if new_text != text:
            write_whole(path, new_text.encode("utf-8", "surrogateescape"))
            yield f"data/{path.name}: pointed its links to the new names"


def _new_link(link: str, was_in: str, is_in: str, moved: Mapping[str, str], root: Path) -> str | None:
    """Return a link as it must be now; ``None`` where it needs no change, also because its picture moved beside its page."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    named = file_named(path, was_in)
    target = moved.get(named, named)
    if (target == named and was_in == is_in) or not target.startswith(CONTENT_FOLDERS):
        return None
    if (root / file_named(path, is_in)).exists() and not (root / target).exists():
        return None
    better = posixpath.relpath(target, posixpath.dirname(is_in)) + (f"#{parts.fragment}" if parts.fragment else "")
    return better if better != link else None
