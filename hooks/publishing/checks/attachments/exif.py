"""What a camera wrote into a picture: Exif tags, and IPTC of picture agencies.

Sources: Exif 2.32 (CIPA DC-008), TIFF 6.0, IPTC-IIM 4.2. Numbers tell nothing of a person and may stand; of texts only
those on a list.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from publishing.checks.attachments import xmp
from publishing.checks.attachments.found import AUTHOR, DETAILS, PLACE, is_harmless
from publishing.problems.problem import Fault

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_TEXTS = (1, 2, 7, 129)
_DIRECTORIES = {0x8769: "exif", 0x8825: "gps", 0xA005: "interoperability", 0x014A: "more"}
_MOST_TAGS = 2000

_MAY_STAND = frozenset((
    0x000B, 0x0131,  # the program
    0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292,  # days and times
    0x9000, 0x9101, 0xA000, 0xA300, 0xA301, 0xA302, 0xA40B, 0xC4A5, 0x8773, 0x0211, 0x0212,  # versions, colours, settings
    0x0201, 0x0202, 0xEA1C, 0xEA1D, 0x828F, 0x9214, 0x935C, 0x014D))  # places within the file, padding
_NAMES = {0x013B, 0x9C9D, 0xA430, 0x013C}
_WORDS = {0x010E: "a description", 0x010F: "the make of a camera", 0x0110: "the model of a camera", 0x8298: "a copyright notice", 0x927C: "a camera's own notes",
          0x9286: "a comment", 0x9C9B: "a title", 0x9C9C: "a comment", 0x9C9E: "keywords", 0x9C9F: "a subject", 0xA420: "a number of its own",
          0xA431: "a camera's serial number", 0xA433: "the make of a lens", 0xA434: "the model of a lens", 0xA435: "a lens's serial number"}


def check(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what Exif says of people and places. ``raw`` begins with its byte order, as a TIFF file does."""
    try:
        yield from _tags(raw, organisations)
    except (struct.error, IndexError, ValueError):
        yield Fault(DETAILS, {"what": "notes of a camera that cannot be read"})


def _tags(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    order = {b"II*\0": "<", b"MM\0*": ">"}[raw[:4]] if raw[:4] in (b"II*\0", b"MM\0*") else ""
    if not order:
        raise ValueError("no byte order")
    ahead = [("main", struct.unpack_from(f"{order}L", raw, 4)[0])]
    seen: set[int] = set()
    read = 0
    while ahead:
        directory, start = ahead.pop()
        if start in seen or start == 0:
            continue
        seen.add(start)
        count = struct.unpack_from(f"{order}H", raw, start)[0]
        read += count
        if read > _MOST_TAGS:
            raise ValueError("too many tags")
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, sort, times = struct.unpack_from(f"{order}HHL", raw, at)
            size = _SIZES.get(sort, 1) * times
            place = at + 8 if size <= 4 else struct.unpack_from(f"{order}L", raw, at + 8)[0]
            value = raw[place: place + size]
            if tag in _DIRECTORIES:
                ahead += [(_DIRECTORIES[tag], start) for (start,) in struct.iter_unpack(f"{order}L", value[: len(value) // 4 * 4])]
            elif directory == "gps":
                if tag and value.strip(b" \0"):
                    yield Fault(PLACE, {})
            elif directory != "interoperability" and sort in _TEXTS:
                yield from _text(tag, value, organisations)
        if start + 2 + 12 * count + 4 <= len(raw):
            ahead.append((directory, struct.unpack_from(f"{order}L", raw, start + 2 + 12 * count)[0]))


def _text(tag: int, value: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if tag == 0x02BC:
        yield from xmp.check(value, organisations)
    elif tag == 0x83BB:
        yield from iptc(value, organisations)
    elif tag not in _MAY_STAND:
        if tag == 0x9286 and value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)):
            value = value[8:]
        words = value.decode("utf-16-le" if 0x9C9B <= tag <= 0x9C9F else "utf-8", "replace").replace("\0", "")
        if not is_harmless(words, organisations):
            yield Fault(AUTHOR, {}) if tag in _NAMES else Fault(DETAILS, {"what": _WORDS.get(tag, "notes of the program that made it")})


_IPTC_MAY_STAND = frozenset((0, 3, 4, 7, 8, 10, 30, 35, 37, 38, 42, 45, 47, 50, 55, 60, 62, 63, 65, 70, 75, 130, 131, 135))
_IPTC_NAMES = frozenset((80, 85, 110, 118, 122))
_IPTC_PLACES = frozenset((26, 27, 90, 92, 95, 100, 101))


def iptc(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a picture agency's record says of people and places."""
    at = 0
    while at + 5 <= len(raw) and raw[at] == 0x1C:
        record, number, size = raw[at + 1], raw[at + 2], int.from_bytes(raw[at + 3: at + 5], "big")
        words = raw[at + 5: at + 5 + size].decode("utf-8", "replace")
        at += 5 + size
        if record != 2 or number in _IPTC_MAY_STAND or is_harmless(words, organisations):
            continue
        if number in _IPTC_PLACES:
            yield Fault(PLACE, {})
        elif number in _IPTC_NAMES:
            yield Fault(AUTHOR, {})
        else:
            yield Fault(DETAILS, {"what": "a caption, keywords or a copyright notice"})


def photoshop(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find the same in the blocks that Photoshop writes: "Adobe Photoshop File Formats Specification", Image Resources."""
    at = 0
    while at + 12 <= len(raw) and raw[at: at + 4] in (b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR"):
        number, name = int.from_bytes(raw[at + 4: at + 6], "big"), raw[at + 6]
        at += 6 + (name + 2) // 2 * 2
        size = int.from_bytes(raw[at: at + 4], "big")
        value = raw[at + 4: at + 4 + size]
        at += 4 + (size + 1) // 2 * 2
        if number == 0x0404:
            yield from iptc(value, organisations)
        elif number in (0x0422, 0x0423):
            yield from check(value, organisations)
        elif number == 0x0424:
            yield from xmp.check(value, organisations)
        elif number == 0x040B and value.strip():
            yield Fault(DETAILS, {"what": "the address of its owner"})
