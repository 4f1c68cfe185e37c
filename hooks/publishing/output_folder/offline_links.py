"""Make a built site work from a disk: a browser that has no server shows a folder's list instead of its page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from lxml import html


def open_from_disk(folder: Path) -> None:
    """Let every link of the pages below ``folder`` name the file it leads to, instead of the file's folder."""
    for page in sorted(folder.rglob("*.html")):
        source = page.read_text(encoding="utf-8")
        page.unlink()  # or it might be written into a file of the preview that stands
        page.write_text(with_files_named(source), encoding="utf-8", newline="\n")


def with_files_named(source: str) -> str:
    """Return a page whose links to folders lead to their ``index.html``."""
    page = html.document_fromstring(source)
    for link in page.iter("a"):
        if address := link.get("href"):
            link.set("href", named(address))
    return f"{html.tostring(page, encoding='unicode', doctype='<!doctype html>')}\n"


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
