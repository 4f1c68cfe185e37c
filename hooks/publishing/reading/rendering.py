"""How Markdown becomes HTML here, whoever does it: the extensions, and the identifiers that headings get."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": False},
}
"""Python-Markdown's own extensions and their settings."""


class _Identifiers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name == "id" and value)


def identifiers(text: str) -> set[str]:
    """Return every identifier that a link can lead to in a Markdown text."""
    parser = _Identifiers()
    parser.feed(markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS))
    return parser.found


class PageLinks(Extension):
    """Turns links as authors write them into links that the generator of the site understands.

    ``page`` is set before each page is rendered, to a function from a link to its replacement; where that is nothing, the
    link's words stand without a link.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: Callable[[str], str] = str

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register both tree processors: after inline text is parsed (20), before MkDocs resolves links (0)."""
        md.treeprocessors.register(_Rewrite(md, self), "page-links", 6)
        md.treeprocessors.register(_ScrollingTables(md), "scrolling-tables", 5)


class _Rewrite(Treeprocessor):
    def __init__(self, md: markdown.Markdown, links: PageLinks) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key and element.get(key):
                element.set(key, self._links.page(element.get(key)))
            if element.tag == "a" and element.get("href") == "":
                element.tag = "span"
                del element.attrib["href"]


class _ScrollingTables(Treeprocessor):
    """Puts each table into a box that scrolls sideways on a narrow screen and can be reached with the keyboard."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "table":
                    box = Element("div", {"class": "table", "role": "group", "aria-label": "Table, scrolls sideways", "tabindex": "0"})
                    parent.remove(child)
                    box.append(child)
                    parent.insert(place, box)
