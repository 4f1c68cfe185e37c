"""Pictures: not larger than a phone can unpack, nothing behind their end, and silent about who made them and where.

Nothing is decoded: a picture is a row of blocks, and each must be one that the picture needs, or say nothing of people.
Sources: PNG (W3C, third edition), JPEG (ITU T.81), JFIF, GIF89a, WebP (RFC 9649).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from publishing.checks.attachments import exif, xmp
from publishing.checks.attachments.found import APPENDED, AUTHOR, DETAILS, OTHER, PIXELS, Damaged, is_harmless
from publishing.problems.problem import Fault

MOST_PIXELS = 25_000_000
LONGEST_SIDE = 12_000

_BEGINNINGS = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF"}
_AUTHORS = frozenset(("author", "artist", "creator", "photographer", "owner", "by-line"))
_NO_WORDS = re.compile(r"(?:CREATOR: gd-jpeg|Lavc|LEAD Technologies|Created with (?:GIMP|The GIMP|Paint)|File written by Adobe Photoshop|Compressed by jpeg-recompress|Intel\(R\)|"
                       r"Optimized by JPEGmini|AppleMark|Processed By eBay|Handmade Software|Created by AccuSoft)[^\n]*", re.IGNORECASE)
"""What programs write of themselves as a picture's comment."""


def check(raw: bytes, ending: str, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what is wrong with a picture whose name has an ending (``png``, ``jpg``, ``jpeg``, ``gif``, ``webp``)."""
    try:
        yield from {"png": _png, "gif": _gif, "webp": _webp}.get(ending, _jpeg)(raw, organisations)
    except (Damaged, struct.error, IndexError):
        yield Fault(OTHER, {"ending": ending})


def sort_of(raw: bytes) -> str:
    """Return the ending that a picture's first bytes stand for; nothing for what is none that we look at."""
    return next((ending for ending, start in _BEGINNINGS.items() if raw.startswith(start)), "")


def _size(width: int, height: int) -> Iterator[Fault]:
    if not width or not height:
        raise Damaged("no size")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        yield Fault(PIXELS, {"width": f"{width:,}", "height": f"{height:,}"})


def _appended(rest: bytes) -> Iterator[Fault]:
    if rest.strip(b"\0\r\n \xff"):
        yield Fault(APPENDED, {"how": "Take a screenshot of the picture and use that."})


def _note(words: str, organisations: frozenset[str], name: str = "") -> Iterator[Fault]:
    if is_harmless(words, organisations) or _NO_WORDS.fullmatch(words.strip(" \0\r\n")):
        return
    yield Fault(AUTHOR, {}) if name.lower() in _AUTHORS else Fault(DETAILS, {"what": f'a note, "{name[:40]}"' if name else "a comment"})


# PNG

_PNG_NEEDS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT tIME acTL fcTL fdAT cICP mDCV mDCv cLLI cLLi oFFs sCAL vpAg caNv orNT iDOT sTER gIFg".split())
_PNG_NOTES = frozenset(("software", "creation time", "date:create", "date:modify", "date:timestamp"))


def _png(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or raw[12:16] != b"IHDR":
        raise Damaged("no PNG")
    yield from _size(*struct.unpack_from(">LL", raw, 16))
    at, name = 8, b""
    while name != b"IEND":
        size, name = struct.unpack_from(">L4s", raw, at)
        body = raw[at + 8: at + 8 + size]
        if zlib.crc32(name + body) != struct.unpack_from(">L", raw, at + 8 + size)[0]:
            raise Damaged("a block is broken")
        at += 12 + size
        if name == b"eXIf":
            yield from exif.check(body, organisations)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(name, body, organisations)
        elif name not in _PNG_NEEDS:
            yield Fault(DETAILS, {"what": f'a block "{name.decode("latin-1") if name.isalnum() else "?"}" of the program that made it'})
    yield from _appended(raw[at:])


def _png_text(kind: bytes, body: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    key, _, value = body.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and value[:1] == b"\1")
    if kind == b"zTXt":
        value = value[1:]
    elif kind == b"iTXt":
        value = value[2:].split(b"\0", 2)[-1]
    if packed:
        try:
            value = zlib.decompressobj().decompress(value, 1_000_000)
        except zlib.error:
            raise Damaged("a text is broken") from None
    name = key.decode("latin-1")
    if name == "XML:com.adobe.xmp":
        yield from xmp.check(value, organisations)
    elif name.lower() not in _PNG_NOTES:
        yield from _note(value.decode("utf-8", "replace"), organisations, name if name.isprintable() else "?")


# JPEG

_JPEG_NEXT = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _jpeg(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if not raw.startswith(b"\xff\xd8\xff"):
        raise Damaged("no JPEG")
    at, sized = 2, False
    while True:
        found = _JPEG_NEXT.search(raw, at)
        if not found:
            raise Damaged("broken off")
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            break
        if marker == 0x01:
            continue
        size = struct.unpack_from(">H", raw, at)[0]
        body, at = raw[at + 2: at + size], at + size
        if size < 2 or len(body) < size - 2:
            raise Damaged("broken off")
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", body, 1)
            sized = True
            yield from _size(width, height)
        elif marker == 0xFE:
            yield from _note(body.decode("utf-8", "replace"), organisations)
        elif 0xE0 <= marker <= 0xEF:
            yield from _jpeg_block(marker, body, organisations)
    if not sized:
        raise Damaged("no size")
    yield from _appended(raw[at:])


def _jpeg_block(marker: int, body: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if body.startswith(b"Exif\0"):
        yield from exif.check(body[6:], organisations)
    elif body.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
        yield from xmp.check(body.partition(b"\0")[2], organisations)
    elif body.startswith(b"Photoshop 3.0\0"):
        yield from exif.photoshop(body[14:], organisations)
    elif not body.startswith((b"JFIF\0", b"JFXX\0", b"ICC_PROFILE\0", b"MPF\0", b"Adobe", b"Ducky", b"urn:iso:std:iso:ts:21496")) and body.strip(b"\0 "):
        yield Fault(DETAILS, {"what": f"a block APP{marker - 0xE0} of the program that made it"})


# GIF

_GIF_NEEDS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012", b"ImageMagick")


def _gif(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if not raw.startswith((b"GIF87a", b"GIF89a")):
        raise Damaged("no GIF")
    width, height, flags = struct.unpack_from("<HHB", raw, 6)
    yield from _size(width, height)
    at = 13 + _colours(flags)
    while raw[at] != 0x3B:
        if raw[at] == 0x2C:
            at += 11 + _colours(raw[at + 9])
            _, at = _gif_pieces(raw, at)
        elif raw[at] == 0x21:
            kind = raw[at + 1]
            first = raw[at + 3: at + 3 + raw[at + 2]]
            body, at = _gif_pieces(raw, at + 2)
            if kind == 0xFF and first == b"XMP DataXMP":
                yield from xmp.check(body[:-257] if len(body) > 257 else body, organisations)  # XMP stands unpacked, with a ramp of 258 bytes behind it
            elif kind == 0xFE:
                yield from _note(body.decode("utf-8", "replace"), organisations)
            elif kind not in (0xF9, 0xFF) or (kind == 0xFF and first not in _GIF_NEEDS):
                yield Fault(DETAILS, {"what": "a block of the program that made it"})
        else:
            raise Damaged("an unknown block")
    yield from _appended(raw[at + 1:])


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_pieces(raw: bytes, at: int) -> tuple[bytes, int]:
    """Return the bytes of a row of pieces, as they stand, and where the next block begins."""
    start = at
    while raw[at]:
        at += raw[at] + 1
    return (raw[start + 1 + raw[start]: at] if raw[start] == 11 else b"".join(_pieces(raw, start))), at + 1


def _pieces(raw: bytes, at: int) -> Iterator[bytes]:
    while raw[at]:
        yield raw[at + 1: at + 1 + raw[at]]
        at += raw[at] + 1


# WebP

_WEBP_NEEDS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"))


def _webp(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if raw[:4] != b"RIFF" or raw[8:12] != b"WEBP":
        raise Damaged("no WebP")
    end = 8 + struct.unpack_from("<L", raw, 4)[0]
    if end > len(raw):
        raise Damaged("broken off")
    yield from _size(*_webp_size(raw))
    at = 12
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sL", raw, at)
        body = raw[at + 8: at + 8 + size]
        at += 8 + size + size % 2
        if name == b"EXIF":
            yield from exif.check(body.removeprefix(b"Exif\0\0"), organisations)
        elif name == b"XMP ":
            yield from xmp.check(body, organisations)
        elif name not in _WEBP_NEEDS:
            yield Fault(DETAILS, {"what": "a block of the program that made it"})
    yield from _appended(raw[end:])


def _webp_size(raw: bytes) -> tuple[int, int]:
    kind = raw[12:16]
    if kind == b"VP8X":
        return int.from_bytes(raw[24:27], "little") + 1, int.from_bytes(raw[27:30], "little") + 1
    if kind == b"VP8L" and raw[20] == 0x2F:
        bits = int.from_bytes(raw[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", raw, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise Damaged("no size")
