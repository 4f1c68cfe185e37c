"""Elements cut out of XML, and files out of a ZIP file: all that stays is as it was, byte for byte.

An XML that is parsed and written anew has other names for its namespaces, and Word then calls the file damaged.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element
from xml.parsers import expat

from publishing.reading import xml
from publishing.reading.archives import Archive

Choice = Callable[[Element], Iterable[Element]]
"""Returns, of the elements below a root, those to cut out with all that stands in them."""

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive: the first that a ZIP file can say. When somebody saved it is nobody's business."""


def without(raw: bytes, choose: Choice) -> bytes:
    """Return an XML text in UTF-8 without the elements that are chosen. Raises :class:`publishing.reading.xml.Refused`."""
    root = xml.parse(raw)
    chosen = {id(element) for element in choose(root)} - {id(root)}
    numbers = {number for number, element in enumerate(root.iter()) if id(element) in chosen}
    if not numbers:
        return raw
    spans: list[tuple[int, int]] = []
    beginnings: list[tuple[int, int]] = []
    """Of the elements that are open: the number of each, and its first byte."""
    parser = expat.ParserCreate("utf-8")
    count = 0

    def begins(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal count
        beginnings.append((count, parser.CurrentByteIndex))
        count += 1

    def ends(name: str) -> None:
        number, start = beginnings.pop()
        if number in numbers:
            tag = _TAG.match(raw, start)
            assert tag  # the parser has read it
            spans.append((start, tag.end() if tag[0].endswith(b"/>") else raw.index(b">", parser.CurrentByteIndex) + 1))

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.Parse(raw, True)
    left, at = [], 0
    for start, end in sorted(spans):
        if start >= at:  # else it stands in one that is cut out
            left.append(raw[at:start])
            at = end
    return b"".join((*left, raw[at:]))


def rewritten(raw: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a ZIP file with each file in it as ``change`` makes it of its name and bytes, and without those of which it makes nothing.

    Raises :class:`publishing.reading.archives.Refused` where it is no ordinary ZIP file.
    """
    out = io.BytesIO()
    with Archive(io.BytesIO(raw)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.members:
            new = change(name, archive.read(name))
            if new is not None:
                made.writestr(zipfile.ZipInfo(name, _MOMENT), new, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()
