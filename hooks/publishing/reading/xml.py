"""XML from hands we do not know: nothing in it is expanded or fetched, and it is no larger than what people make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_TAGS = 400_000
"""Twenty thousand paragraphs or a hundred thousand cells; some half a second."""


class Refused(ValueError):
    """The XML is damaged, too large, or defines words of its own; the text says which."""


class _Plain(TreeBuilder):
    """Builds the tree, and stops at what could make a short text long or fetch another one."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise Refused("it has a document type")

    def pi(self, target: str, data: str | None) -> None:  # type: ignore[override]  # what the tree leaves out needs no element
        if target == "xml-stylesheet":
            raise Refused("it has a style sheet")


def parse(raw: bytes, most_tags: int = MOST_TAGS) -> Element:
    """Return the root of an XML text. Raises :class:`Refused`."""
    if raw.count(b"<") > 2 * most_tags:  # in every encoding that the parser knows; an opening and a closing tag are two
        raise Refused("it has too many tags")
    parser = XMLParser(target=_Plain())
    try:
        parser.feed(raw)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(str(error)) from None
    assert isinstance(root, Element)
    return root


@lru_cache(maxsize=1000)
def local(name: object) -> str:
    """Return the name of an element or attribute without its namespace; nothing for a comment."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attributes(element: Element) -> dict[str, str]:
    """Return an element's attributes by their names without namespace."""
    return {local(name): value for name, value in element.attrib.items()}


def walk(root: Element) -> Iterator[tuple[bool, Element]]:
    """Yield each element below and with ``root`` twice, in order: ``True`` where it begins, ``False`` where it ends.

    Without a call within a call, so that nothing can be nested too deep for it.
    """
    stack: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    yield True, root
    while stack:
        element, inner = stack[-1]
        child = next(inner, None)
        if child is None:
            stack.pop()
            yield False, element
        else:
            yield True, child
            stack.append((child, iter(child)))
