"""Make a built site work from a disk: a browser that has no server shows a folder's list instead of its page."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


def open_from_disk(folder: Path) -> None:
    """Let every link of the pages below ``folder`` name the file it leads to, instead of the file's folder."""
    for page in sorted(folder.rglob("*.html")):
        source = page.read_text(encoding="utf-8")
        page.write_text(with_files_named(source), encoding="utf-8", newline="\n")


def with_files_named(source: str) -> str:
    """Return a page whose links to folders lead to their ``index.html``; everything else is as it was."""
    parser = _FolderLinks(source)
    parser.feed(source)
    parser.close()
    parts, done = [], 0
    for start, old, new in parser.found:
        parts += [source[done:start], new]
        done = start + len(old)
    return "".join([*parts, source[done:]])


def named(link: str) -> str:
    """Return a link with ``index.html`` where it leads to a folder of the same site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    if parts.path.endswith("/"):
        path = f"{parts.path}index.html"
    elif parts.path.rpartition("/")[2] in (".", ".."):
        path = f"{parts.path}/index.html"
    else:
        return link
    return urlunsplit(("", "", path, parts.query, parts.fragment))


class _FolderLinks(HTMLParser):
    """Finds the tags of links that lead to folders: where each begins, how it reads and how it should."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []
        self._lines = [0]
        for line in source.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs).get("href")
        if tag != "a" or not link or named(link) == link:
            return
        line, column = self.getpos()
        changed = [(name, named(link) if name == "href" else value) for name, value in attrs]
        written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in changed)
        self.found.append((self._lines[line - 1] + column, self.get_starttag_text() or "", f"<a{written}>"))
