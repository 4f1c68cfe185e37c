"""A Word, Excel or PowerPoint file without the names in its properties, and a Word file without its comments.

Source: ECMA-376, part 2 (packages) and part 1, 17.13.4 (comments).
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Container, Iterator
from xml.etree.ElementTree import Element

from publishing.checks.attachments import office
from publishing.reading.archives import Archive
from publishing.reading.xml import attributes, local
from publishing.writing.cleaning import pictures
from publishing.writing.cleaning.cutting import rewritten, without

_COMMENTS = re.compile(r"word/(?:comments\w*|people)\.xml")
_PLACES_OF_COMMENTS = frozenset(("commentRangeStart", "commentRangeEnd", "commentReference"))
_CUSTOM = re.compile(r"customXml/item(\d+)\.xml")


def cleaned(raw: bytes, ending: str, organisations: frozenset[str]) -> bytes:
    """Return the file without what names people in it, as far as no program asks for what is gone. Raises an error where it is damaged."""
    with Archive(io.BytesIO(raw)) as archive:
        gone = {name for name in archive.members if ending == "docx" and _COMMENTS.fullmatch(name)}
        for name in archive.members:
            custom = _CUSTOM.fullmatch(name)
            if custom and any(office.of_part(name, archive.xml(name), ending, organisations)):
                gone |= {name, f"customXml/itemProps{custom[1]}.xml"}

    def changed(name: str, content: bytes) -> bytes | None:
        if name in gone or _owner(name) in gone:
            return None
        if name.rpartition(".")[2].lower() in pictures.SORTS:
            try:
                return pictures.cleaned(content)
            except Exception:  # a damaged picture is told by the check
                return content
        if name.endswith(".rels"):
            return without(content, lambda root: _leading_to(root, name, gone))
        if name == "[Content_Types].xml":
            return without(content, lambda root: (part for part in root if attributes(part).get("PartName", "").lstrip("/") in gone))
        if not name.endswith((".xml", ".psmdcp")):
            return content
        content = without(content, lambda root: _named(root, organisations))
        return without(content, lambda root: (element for element in root.iter() if local(element.tag) in _PLACES_OF_COMMENTS)) if ending == "docx" and name.startswith("word/") else content

    return rewritten(raw, changed)


def _owner(name: str) -> str:
    """Return the part whose links a file holds: ``word/document.xml`` of ``word/_rels/document.xml.rels``."""
    folder, _, base = name.rpartition("/")
    return f"{folder.removesuffix('_rels')}{base.removesuffix('.rels')}" if name.endswith(".rels") else ""


def _leading_to(root: Element, name: str, gone: Container[str]) -> Iterator[Element]:
    """Return the links in a file of links that lead to parts that are gone."""
    folder = posixpath.dirname(_owner(name))
    for link in root:
        target = attributes(link).get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path in gone and attributes(link).get("TargetMode", "").lower() != "external":
            yield link


def _named(root: Element, organisations: frozenset[str]) -> Iterator[Element]:
    """Return the properties of a document that the check finds fault with."""
    if sort := office.sort_of_properties(root):
        yield from (item for item in root if any(office.of_properties(sort, [item], organisations)))
