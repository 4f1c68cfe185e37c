"""The tag of a recording, frame by frame, those of its chapters too.

Sources: https://id3.org/id3v2.3.0, https://id3.org/id3v2.4.0-structure, https://id3.org/id3v2-chapters-1.0.

Not a library, because of what a check must not miss. tinytag passes over chapters, the older tag where there is a newer one,
and what QuickTime and 3GPP say of a film. mutagen reads what iTunes says of a film, and no more; it is also under the GPL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HEAD = 10
_CHANGED = 0x80
_EXTENDED = 0x40


class Broken(ValueError):
    """A tag is broken off, or is none."""


class Unreadable(Broken):
    """A tag is packed, locked or of a kind that nobody has written down."""


def seven_bits(raw: bytes) -> int:
    """Return a number of whose bytes the first bit is never set."""
    if any(byte > 127 for byte in raw):
        raise Broken("no size")
    return sum(byte << 7 * place for place, byte in enumerate(reversed(raw)))


def frames(tag: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the frames of a tag, each with its name: of a chapter first what stands in it. Raises :class:`Broken`."""
    version, flags = tag[3], tag[5]
    if version not in (2, 3, 4) or flags & _CHANGED or (version == 2 and flags & _EXTENDED):  # which meant packed then
        raise Unreadable("a tag of another kind")
    at = HEAD
    if flags & _EXTENDED:
        at += seven_bits(tag[10:14]) if version == 4 else 4 + int.from_bytes(tag[10:14], "big")
    for name, body in _frames(tag[at:], version):
        for inner in _frames(body[_begin_of_inner(name, body):], version) if name in ("CHAP", "CTOC") else ():
            if inner[0] in ("CHAP", "CTOC"):
                raise Broken("a chapter within a chapter")
            yield inner
        yield name, body


def _frames(raw: bytes, version: int) -> Iterator[tuple[str, bytes]]:
    at, long, head = 0, *((3, 6) if version == 2 else (4, 10))
    while at + long < len(raw) and raw[at]:
        name, size = raw[at:at + long].decode("latin-1"), raw[at + long:at + 2 * long]
        length = seven_bits(size) if version == 4 else int.from_bytes(size, "big")
        if version > 2 and raw[at + 9:at + 10] != b"\0":
            raise Unreadable("a frame that is packed or locked")
        body = raw[at + head:at + head + length]
        if not re.fullmatch(r"[A-Z][A-Z0-9]{2,3}", name) or len(body) < length:
            raise Broken("a frame is broken off")
        yield name, body
        at += head + length


def _begin_of_inner(name: str, body: bytes) -> int:
    """Return where the frames of a chapter begin, behind its name and times, or those of a list of chapters, behind the names of these."""
    at = body.index(b"\0") + 1
    if name == "CHAP":
        return at + 16
    count, at = body[at + 1], at + 2
    for _ in range(count):
        at = body.index(b"\0", at) + 1
    return at


def words(body: bytes) -> str:
    """Return the words of a frame, of which the first byte says how they are written."""
    coding = {1: "utf-16", 2: "utf-16-be", 3: "utf-8"}.get(body[0] if body else 0, "latin-1")
    return body[1:].decode(coding, "replace")
