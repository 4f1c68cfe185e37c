"""What a Markdown text links to and shows, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Found:
    """Something in a Markdown text."""

    sort: str
    """``link``, ``image``, ``html`` (a link or image written as HTML) or ``title`` (a heading of the first level)."""
    line: int
    """Counted from 1, within the text."""
    target: str = ""


def parse(markdown: str) -> list[Token]:
    """Read a Markdown text, once for all that look at it."""
    return _PARSER.parse(markdown)


def find_links(tokens: Iterable[Token]) -> Iterator[Found]:
    """Find every link, image and first-level heading of a Markdown text.

    Macros are left alone: what they print is checked where they are made.
    """
    for token in tokens:
        line = (token.map[0] if token.map else 0) + 1
        if token.type == "heading_open" and token.tag == "h1":
            yield Found("title", line)
        elif token.type == "html_block":
            yield from _html(token.content, line)
        elif token.type == "inline":
            yield from _inline(token, line)


def _inline(token: Token, line: int) -> Iterator[Found]:
    lines = token.content.split("\n")
    row = 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            row = min(row + 1, len(lines) - 1)
        elif child.type == "link_open":
            yield Found("link", line + row, str(child.attrs.get("href", "")))
        elif child.type == "image":
            yield Found("image", line + row, str(child.attrs.get("src", "")))
        elif child.type == "html_inline":
            yield from _html(child.content, line + row)


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "srcset", "data", "poster", "action") and value:
                self.found.append((self.getpos()[0] - 1, value))


def _html(source: str, line: int) -> Iterator[Found]:
    parser = _Attributes()
    parser.feed(source)
    for row, target in parser.found:
        yield Found("html", line + row, target)
