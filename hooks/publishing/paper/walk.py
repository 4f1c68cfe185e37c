"""From the HTML of a page's text to the plain values of which a sheet of paper is set: one walk, for whatever the text holds.

The HTML is what the gate let through, macros and all. A node is a text, or ``{"is": what, "of": [nodes]}`` with what it
needs besides; ``overrides/typst/text.typ`` sets each. What nobody can use on paper is left out, as the style for print
leaves it out: what opens and closes, drawings whose table stands below them, links to downloads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree.ElementTree import Element

from publishing.reading.html import tree_of

Node = str | dict[str, Any]

IN_LINES = {"a": "", "abbr": "", "b": "strong", "br": "br", "cite": "em", "code": "code", "del": "", "em": "em", "i": "em", "kbd": "code", "label": "", "mark": "strong", "q": "quoted",
            "s": "", "small": "small", "span": "", "strong": "strong", "sub": "sub", "sup": "sup", "time": "", "u": "", "var": "em", "wbr": ""}
"""Elements within a line, and how each is set: "" is as what stands around it."""

SVG = "{http://www.w3.org/2000/svg}"

LEFT_OUT = frozenset(("button", "details", "input", "script", "select", "style", "textarea"))
LEFT_OUT_CLASSES = frozenset(("chart__drawing", "call__now", "call__web", "downloads", "figures-note__files", "follow", "footnote-back", "letters", "now"))
"""Elements, and classes of our templates, that paper does without."""

SORTS = {"call__name": "name", "call__ask": "line", "call__number": "number", "note__title": "title", "part": "part"}
"""What a paragraph is, by its class: a line of a call card (the others explain), the first of a note, the place of a part."""


@dataclass
class Walk:
    """Walks over the text of one page."""

    address: str
    """The page's whole address: links lead from it."""
    picture: Callable[[str], str | None] = lambda address: None
    """Returns the file, from the project's root, of a picture at a whole address; ``None`` where there is none that can be set."""
    pictures: list[str] = field(default_factory=list)
    """The files of the pictures met."""
    left_out: list[str] = field(default_factory=list)
    """The words on what opens and closes, which a reader finds on the page alone."""
    _level: int = 1

    def blocks(self, html: str) -> list[Node]:
        """Return a text as the blocks that stand below each other."""
        return list(self._blocks(tree_of(html)))

    def _blocks(self, parent: Element) -> Iterator[Node]:
        """Return what stands in an element, block by block; words that stand between blocks make a paragraph of their own."""
        line: list[Node] = []
        for child in _children(parent):
            if isinstance(child, str) or child.tag in IN_LINES:
                line += self._in_line(child)
                continue
            yield from _paragraph(line)
            line = []
            yield from self._block(child)
        yield from _paragraph(line)

    def _block(self, element: Element) -> Iterator[Node]:
        name, classes = element.tag, (element.get("class") or "").split()
        if not self._shown(element):
            return
        if "key" in classes:
            yield {"is": "key", "items": [list(self._blocks(item)) for item in element]}
        elif name in ("p", "figcaption", "caption", "summary"):
            yield from self._sorted_paragraph(element, classes)
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._level = min(int(name[1]), self._level + 1)  # PDF/UA-1 lets no level be left out
            yield {"is": "heading", "level": self._level, "of": _trimmed(self._inside(element))}
        elif name in ("ul", "ol"):
            items = [list(self._blocks(item)) for item in element if item.tag == "li"]
            yield {"is": name, "start": _whole(element.get("start"), 1), "items": items}
        elif name == "table":
            yield from self._table(element)
        elif name == "dl":
            yield {"is": "terms", "of": list(self._terms(element))}
        elif name == "pre":
            yield {"is": "pre", "of": ["".join(element.itertext()).strip("\n")]}
        elif name == SVG + "svg":
            yield _drawing(element)
        elif name == "hr":
            yield {"is": "rule"}
        elif name == "img":
            yield from self._picture(element)
        elif name == "blockquote":
            yield {"is": "quote", "of": list(self._blocks(element))}
        elif "note" in classes:
            yield {"is": "note", "of": list(self._blocks(element))}
        elif "calls" in classes:
            yield {"is": "cards", "of": list(self._blocks(element))}
        elif "call" in classes:
            yield {"is": "card", "of": list(self._blocks(element))}
        elif "footnotes" in classes:
            yield {"is": "footnotes", "of": list(self._blocks(element))}
        else:  # an element that only groups
            yield from self._blocks(element)

    def _shown(self, element: Element) -> bool:
        if element.tag == "details" and (summary := element.find("summary")) is not None:
            self.left_out.append(" ".join("".join(summary.itertext()).split()))
        return not (element.tag in LEFT_OUT or element.get("hidden") is not None or LEFT_OUT_CLASSES & set((element.get("class") or "").split()))

    def _sorted_paragraph(self, element: Element, classes: Iterable[str]) -> Iterator[Node]:
        parts: list[Node] = list(self._blocks(element))  # a paragraph may hold a picture
        sort = next((SORTS[name] for name in classes if name in SORTS), "caption" if element.tag in ("caption", "figcaption") else "")
        yield from ({**part, "sort": sort} if sort and isinstance(part, dict) and part["is"] == "p" else part for part in parts)

    def _table(self, element: Element) -> Iterator[Node]:
        for caption in element.iterfind("caption"):
            yield from self._block(caption)
        rows = [(row, part.tag == "thead") for part in element if part.tag in ("thead", "tbody", "tfoot") for row in part]
        cells = [[self._cell(cell, head) for cell in row if cell.tag in ("td", "th")] for row, head in rows]
        width = max((sum(cell["columns"] for cell in row) for row in cells), default=0)
        if width:
            yield {"is": "table", "columns": width, "heads": sum(head for _, head in rows), "rows": cells}

    def _cell(self, element: Element, head: bool) -> dict[str, Any]:
        classes = (element.get("class") or "").split()
        align = next((way for way in ("center", "right") if f"to-the-{way}" in classes), "right" if "figures__number" in classes else "left")
        return {"of": list(self._blocks(element)), "head": head or element.tag == "th", "align": align, "columns": _whole(element.get("colspan"), 1),
                "rows": _whole(element.get("rowspan"), 1)}

    def _terms(self, element: Element) -> Iterator[Node]:
        for child in element:
            if child.tag == "div":
                yield from self._terms(child)
            elif child.tag in ("dt", "dd"):
                yield {"is": "term" if child.tag == "dt" else "said", "of": list(self._blocks(child))}

    def _picture(self, element: Element) -> Iterator[Node]:
        alt = element.get("alt") or ""
        file = self.picture(unquote(urljoin(self.address, element.get("src") or "")))
        if file:
            self.pictures.append(file)
            yield {"is": "picture", "file": file, "alt": alt}
        elif alt:
            yield {"is": "p", "of": [alt]}

    def _in_line(self, child: Element | str) -> list[Node]:
        if isinstance(child, str):
            return [child]
        if not self._shown(child):
            return []
        how = IN_LINES[child.tag]
        if how == "br":
            return [{"is": "br"}]
        inside = self._inside(child)
        if child.tag == "a":
            classes = (child.get("class") or "").split()
            if "mark" in classes:
                return [{"is": "mark", "of": inside}]
            if "phone" in classes:
                return [{"is": "strong", "of": [{"is": "link", "to": child.get("href") or "", "of": [str(part).replace(" ", "\u00a0") for part in inside]}]}]
            address = "" if "abbr__words" in classes else child.get("href") or ""
            return inside if address.startswith("#") or not address else [{"is": "link", "to": urljoin(self.address, address), "of": inside}]
        return [{"is": how, "of": inside}] if how else inside

    def _inside(self, element: Element) -> list[Node]:
        """Return what stands within a line; of a block in it, which HTML lets nobody write, its words."""
        found: list[Node] = []
        for child in _children(element):
            if isinstance(child, str) or child.tag in IN_LINES:
                found += self._in_line(child)
            elif child.tag == "img":
                found.append(child.get("alt") or "")
            elif self._shown(child):
                found += self._inside(child)
        return found


def _drawing(element: Element) -> Node:
    """Return a drawing: its size, what it shows, and its paths and letters as the markup of SVG without a style."""
    from xml.sax.saxutils import escape, quoteattr  # which imports what fetches addresses, and that takes long

    title = element.find(SVG + "title")
    inside = "".join(f'<{part.tag.removeprefix(SVG)} {" ".join(f"{name}={quoteattr(value)}" for name, value in part.attrib.items())}>{escape(part.text or "")}</{part.tag.removeprefix(SVG)}>'
                     for part in element if part is not title)
    return {"is": "drawing", "width": float(element.get("width") or 0), "height": float(element.get("height") or 0), "alt": (title.text or "") if title is not None else "", "inside": inside}


def _children(element: Element) -> Iterator[Element | str]:
    """Return the texts and elements in an element, without comments."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _paragraph(line: list[Node]) -> Iterator[Node]:
    trimmed = _trimmed(line)
    if trimmed:
        yield {"is": "p", "of": trimmed}


def _trimmed(line: Iterable[Node]) -> list[Node]:
    """Return a line as HTML sets it: each stretch of white space as one space, and none at its ends."""
    found = _spaced(line, [" "])
    while found and isinstance(found[-1], str) and not found[-1].strip(_SPACES):
        found.pop()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(_SPACES)
    return found


_SPACES = " \t\n\r\f"
"""What HTML takes for white space; a no-break space stays."""
_WHITE = re.compile(f"[{_SPACES}]+")


def _spaced(line: Iterable[Node], before: list[str]) -> list[Node]:
    """Return a line with single spaces; ``before`` holds the last character that was set."""
    found: list[Node] = []
    for node in line:
        if isinstance(node, str):
            words = _WHITE.sub(" ", node)
            if before[0] == " ":
                words = words.lstrip(" ")
            if words:
                before[0] = words[-1]
                found.append(words)
        elif node["is"] == "br":
            before[0] = " "
            found.append(node)
        else:
            found.append({**node, "of": _spaced(node["of"], before)})
    return found


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() else otherwise
