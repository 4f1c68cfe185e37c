"""A picture inside a document, without the blocks that say who made it and where; not one of its pixels changes."""

from __future__ import annotations

import re
import struct

SORTS = ("jpg", "jpeg", "png")

_NEXT = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_JPEG_NEEDS = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
_PNG_NEEDS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP"))
_TURNED = 0x0112
"""The tag of Exif that says how a picture is to be turned: all that is kept of it."""


def cleaned(raw: bytes) -> bytes:
    """Return a JPEG or PNG file with the blocks alone that it needs to be shown. Raises an error where it is damaged."""
    return _jpeg(raw) if raw.startswith(b"\xff\xd8") else _png(raw) if raw.startswith(b"\x89PNG\r\n\x1a\n") else raw


def _png(raw: bytes) -> bytes:
    kept, at, name = [raw[:8]], 8, b""
    while name != b"IEND":
        size, name = struct.unpack_from(">L4s", raw, at)
        if name in _PNG_NEEDS:
            kept.append(raw[at: at + 12 + size])
        at += 12 + size
    return b"".join(kept)


def _jpeg(raw: bytes) -> bytes:
    kept, at = [raw[:2]], 2
    while True:
        found = _NEXT.search(raw, at)
        if not found:
            return b"".join((*kept, raw[at:]))
        marker, start, after = found[1][0], found.start(), found.end()
        if marker == 0xD9:
            return b"".join((*kept, raw[at:after]))
        if marker == 0x01:
            kept.append(raw[at:after])
            at = after
            continue
        end = after + struct.unpack_from(">H", raw, after)[0]
        body = raw[after + 2:end]
        kept.append(raw[at:start])
        if marker == 0xE1:
            kept.append(_turned(body))
        elif marker != 0xFE and not (0xE0 <= marker <= 0xEF and not body.startswith(_JPEG_NEEDS)):
            kept.append(raw[start:end])
        at = end


def _turned(body: bytes) -> bytes:
    """Return a block of Exif that says how the picture is turned, and nothing else; nothing where nothing says it."""
    order, tags = {b"II": "<", b"MM": ">"}.get(body[6:8], ""), body[6:]
    if not body.startswith(b"Exif\0\0") or not order:
        return b""
    try:
        start = struct.unpack_from(f"{order}L", tags, 4)[0]
        found = [struct.unpack_from(f"{order}HHLH", tags, start + 2 + 12 * number) for number in range(struct.unpack_from(f"{order}H", tags, start)[0])]
    except struct.error:
        return b""
    for tag, sort, _, value in found:
        if tag == _TURNED and sort == 3 and 1 < value <= 8:
            exif = b"Exif\0\0MM\0*" + struct.pack(">LHHHLHHL", 8, 1, _TURNED, 3, 1, value, 0, 0)
            return struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif
    return b""
