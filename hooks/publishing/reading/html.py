"""HTML: the tags in a text, and what a reader sees of a whole piece of it, read by html5lib as a browser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown_it.common import html_re

from publishing.reading import plain_html

COMMENT = re.compile(r"<!---?>|<!--(?:[^-]|-[^-]|--[^>])*+(?:-->|-{0,2}\Z)")
"""Markdown's own grammar of comments. One that is not closed goes on to the end, so that nothing is looked through twice; it is refused."""

TAG = re.compile(html_re.HTML_TAG_RE.pattern, re.ASCII)
"""Markdown's own grammar of tags. To HTML only the spaces of ASCII are spaces: with another one in it, a tag is none."""

_ATTRIBUTE_NAME = re.compile(r"(?<!\s)\s++([a-zA-Z_:][a-zA-Z0-9:._-]*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\"'=<>`\s]+))?", re.ASCII)

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
"""Elements without an end: https://html.spec.whatwg.org/multipage/syntax.html#void-elements."""

IN_LINES = frozenset("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split())
"""Elements within a line: the words before and after them are not parted."""

NOT_SHOWN = frozenset(("script", "style", "template"))


@dataclass(frozen=True)
class Tag:
    """A tag, a comment or a stray sign in a text."""

    row: int
    """Counted from 0, within the text."""
    sort: str
    """``open``, ``close``, ``comment``, or ``stray`` for what is not written as HTML must be."""
    name: str = ""
    """In small letters."""
    attributes: tuple[str, ...] = ()
    """The names of its attributes, in small letters."""


def tags(source: str) -> Iterator[Tag]:
    """Find every tag in a piece of HTML, by the strict grammar of Markdown's own tags (CommonMark 0.31.2, section 6.6).

    What is not of that grammar is a stray: a browser would make something of it, and nobody can say what.
    """
    place = 0
    while (place := source.find("<", place)) >= 0:
        row = source.count("\n", 0, place)
        match = TAG.match(source, place)
        written = match[0] if match else ""
        place += len(written) or 1
        if written.startswith("<!--") and "-->" not in written[:-3] and "--!>" not in written:  # a browser would end it at the first
            yield Tag(row, "comment", written)
        elif not written or written[1] in "!?":
            yield Tag(row, "stray", (written or source[place - 1:place + 20]).split("\n")[0])
            if source.startswith(("!", "?"), place):  # what is not closed here is closed nowhere
                return
        elif written.startswith("</"):
            yield Tag(row, "close", written[2:-1].strip().lower())
        else:
            name = re.match(r"<([A-Za-z][A-Za-z0-9-]*)", written)[1].lower()  # type: ignore[index]  # the grammar says so
            yield Tag(row, "open", name, tuple(found[1].lower() for found in _ATTRIBUTE_NAME.finditer(written, len(name) + 1)))


def tree_of(source: str) -> Element:
    """Return a piece of HTML as a browser reads it, below an element that holds it."""
    if (tree := plain_html.tree(source)) is not None:
        return tree
    import html5lib  # which takes as long to import as all of this house, and is seldom asked

    mended: Element = html5lib.parseFragment(source, namespaceHTMLElements=False)
    return mended


def elements_of(document: str) -> list[tuple[str, Mapping[str, str]]]:
    """Return every element of a whole document, in order: its name and its attributes."""
    if plain := plain_html.read(document):
        return [(tag.name, tag.attributes) for tag in plain.tags]
    import html5lib

    return [(element.tag, element.attrib) for element in html5lib.parse(document, namespaceHTMLElements=False).iter() if isinstance(element.tag, str)]


@lru_cache(maxsize=2000)
def words_of_html(source: str) -> str:
    """Return what a reader sees of a piece of HTML, on one line: the words of one block are parted from those of the next."""
    return " ".join("".join(_shown(tree_of(source))).split())


def _shown(element: Element) -> Iterator[str]:
    if element.tag in NOT_SHOWN or not isinstance(element.tag, str):
        return
    edge = "" if element.tag in IN_LINES else " "
    yield edge
    if element.tag == "img":
        yield element.get("alt") or ""
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""
    yield edge


@lru_cache(maxsize=2000)
def identifiers_of_html(source: str) -> tuple[str, ...]:
    """Return every identifier in a piece of HTML, in order."""
    if "id=" not in source:
        return ()
    if plain := plain_html.read(source):
        return plain.identifiers
    return tuple(identifier for element in tree_of(source).iter() if (identifier := element.get("id")))
