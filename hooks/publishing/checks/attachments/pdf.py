"""PDF: nothing in it runs, nothing hides in it, and it names nobody.

It is looked at twice, because programs disagree on damaged files: byte by byte, for the names of what runs, wherever they
stand and however they are written; and object by object, as pypdf reads it. Source: ISO 32000-2, chapters 7, 12 and 14.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from publishing.checks.attachments import pictures, xmp
from publishing.checks.attachments.found import (
    ACTIVE,
    APPENDED,
    AUTHOR,
    CHANGES,
    DETAILS,
    HIDDEN,
    LOCKED,
    OTHER,
    SCAN,
    UNPACKS,
    UNREAD,
    UNTAGGED,
    is_harmless,
    private_link,
    scheme_of,
    within,
)
from publishing.problems.problem import Fault, listed
from publishing.problems.rule import PRIVATE
from publishing.reading.attachments import numbers_of_objects, objects_of, readable_pages

MOST_OBJECTS = 25_000
"""A report of a hundred pages has some three thousand."""
_MOST_UNPACKED = 30_000_000

_AGAIN = "Save the document that it was made from as PDF again, without it. If you do not have that, print this file to a new PDF (File, Print, as PDF)."
_RUNS = {"JavaScript": "JavaScript", "JS": "JavaScript", "Launch": "an action that starts a program", "SubmitForm": "a form that sends what is typed into it",
         "ImportData": "a form that fetches data", "RichMedia": "a film or program", "RichMediaContent": "a film or program", "EmbeddedFile": "another file inside it",
         "EmbeddedFiles": "another file inside it", "GoToE": "another file inside it", "GoToR": "a link to a file on somebody's computer", "XFA": "a form made of a program",
         "Rendition": "a film or sound", "Movie": "a film or sound", "FileAttachment": "another file inside it", "EF": "another file inside it", "AA": "something that runs by itself",
         "Collection": "other files inside it", "3D": "a model that can run something", "Sound": "a film or sound", "Screen": "a film or sound", "RichMediaExecute": "a film or program"}
_NOT_BY_CHANCE = frozenset(("JavaScript", "Launch", "SubmitForm", "ImportData", "RichMedia", "RichMediaContent", "EmbeddedFile", "EmbeddedFiles", "FileAttachment", "RichMediaExecute"))
"""Names too long to stand among the bytes of a picture by chance."""
_NAME = re.compile(rb"/(" + "|".join(_NOT_BY_CHANCE | {"JS", "XFA", "GoToE", "GoToR", "Rendition"}).encode() + rb")(?![\w.-])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")

_ACTIONS = frozenset(("/GoTo", "/URI", "/Named", "/ResetForm", "/SetOCGState", "/Thread", "/Hide", "/Trans", "/GoToDp"))
_NOTES = frozenset(("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Ink", "/Caret", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Popup"))
_ANNOTATIONS = frozenset(("/Link", "/Widget", "/Watermark", "/PrinterMark", "/TrapNet", "/Redact", *_NOTES))
_INFORMATION = frozenset(("/Title", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped", "/SourceModified", "/PTEX.Fullbanner",
                          "/AAPL:Keywords", "/GTS_PDFXVersion", "/GTS_PDFXConformance", "/ContentTypeId", "/Rendition"))
_LABELS = re.compile(r"/(?:MSIP_Label_[0-9a-f-]+_(?:Enabled|SetDate|Method|Name|SiteId|ActionId|ContentBits|Tag)|MediaServiceImageTags|GrammarlyDocumentId|ICN\w*)")


def check(file: BinaryIO, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a PDF would run, what it hides and whom it names."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    raw = file.read()
    if not raw.startswith(b"%PDF-"):
        yield Fault(OTHER, {"ending": "pdf"})
        return
    if b"/Encrypt" in _HEX.sub(_sign, raw[-3000:]):
        yield Fault(LOCKED, {})
        return
    yield from _bytes(raw)
    try:
        file.seek(0)
        reader = PdfReader(file)
        if reader.is_encrypted:
            yield Fault(LOCKED, {})
            return
        yield from of_information(dict(reader.metadata or {}), organisations)
        yield from _objects(reader, organisations)
        if not reader.pages:
            yield Fault(OTHER, {"ending": "pdf"})
        elif (last := max((number for number, _ in readable_pages(reader)), default=0)) < len(reader.pages):
            yield Fault(UNREAD, {"page": last + 1})
        else:
            yield from _for_everybody(reader)
    except LimitReachedError:
        yield Fault(UNPACKS, {})
    except Exception:  # pypdf raises whatever a damaged file leads it to
        yield Fault(OTHER, {"ending": "pdf"})


def _for_everybody(reader: Any) -> Iterator[Fault]:
    """Find what a screen reader cannot read: pages that are pictures, or words without tags (ISO 32000-2, 14.8.1)."""
    mute = [number for number, page in enumerate(reader.pages, 1) if _is_picture(page)]
    if mute:
        some = len(mute) < len(reader.pages)
        pages = f"page{'s' if len(mute) > 1 else ''} {listed(map(str, mute[:_MOST_NAMED]))}{' and others' if len(mute) > _MOST_NAMED else ''}" if some else "the pages"
        yield Fault(SCAN, {"pages": pages, "seem": "seems" if pages == f"page {mute[0]}" else "seem"})
    root = _under(reader.trailer, "/Root")
    tagged = "/K" in _under(root, "/StructTreeRoot") and _under(root, "/MarkInfo").get("/Marked")
    if len(mute) < len(reader.pages) and not tagged:
        yield Fault(UNTAGGED, {})


def _under(found: Any, key: str) -> Any:
    """Return the dictionary under a key; an empty one where there is none."""
    value = found.get(key)
    value = value.get_object() if value is not None else None
    return value if isinstance(value, dict) else {}


_MOST_NAMED = 10
_FEW_LETTERS = 40
"""A scanner's own mark on a page, or its number, has no more."""


def _is_picture(page: Any) -> bool:
    """Say whether a page draws something and has no words, or shows a picture and hardly any words."""
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    if not drawn.strip():
        return False
    inside = _under(_under(page, "/Resources"), "/XObject")
    kinds = {str(_under(inside, name).get("/Subtype")) for name in inside}
    if "/Image" not in kinds and "/Form" not in kinds:
        return not re.search(rb"T[jJ*]|['\"]", drawn)
    return len(re.findall(r"\w", page.extract_text())) < _FEW_LETTERS


def _active(name: str) -> Fault:
    return Fault(ACTIVE, {"what": _RUNS.get(name, "an action that is not a link"), "advice": _AGAIN})


def _sign(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


# Byte by byte


def _bytes(raw: bytes) -> Iterator[Fault]:
    end = raw.rfind(b"%%EOF")
    if end < 0:
        yield Fault(OTHER, {"ending": "pdf"})
    elif raw[end + 5:].strip(b"\0\r\n\t "):
        yield Fault(APPENDED, {"how": _AGAIN})
    if raw.count(b"%%EOF") > (2 if b"/Linearized" in raw[:1500] else 1):
        yield Fault(HIDDEN, {"what": "an earlier version of itself", "advice": _AGAIN})
    plain, streams = _parted(raw)
    unpacked = 0
    names = {match[1].decode() for match in _NAME.finditer(_HEX.sub(_sign, plain))}
    names.update({match[1].decode() for match in _NAME.finditer(raw)} & _NOT_BY_CHANCE)
    for written, start, stop in streams:
        head = _HEX.sub(_sign, written)
        if not re.search(rb"/ObjStm(?!\w)", head):
            continue
        try:
            objects = zlib.decompressobj().decompress(raw[start:stop], _MOST_UNPACKED - unpacked) if b"/FlateDecode" in head else raw[start:stop]
        except zlib.error:
            continue
        unpacked += len(objects)
        if unpacked >= _MOST_UNPACKED:
            yield Fault(UNPACKS, {})
            return
        names.update(match[1].decode() for match in _NAME.finditer(_HEX.sub(_sign, objects)))
    for name in sorted(names):
        yield _active(name)


def _parted(raw: bytes) -> tuple[bytes, list[tuple[bytes, int, int]]]:
    """Return what stands outside of streams; and each stream's dictionary, its first byte and the byte behind its last."""
    plain: list[bytes] = []
    streams: list[tuple[bytes, int, int]] = []
    at = 0
    while True:
        start = raw.find(b"stream", at)
        stop = raw.find(b"endstream", start + 6) if start >= 0 else -1
        if stop < 0:
            return b"\n".join((*plain, raw[at:])), streams
        plain.append(raw[at:start])
        begin = start + 6 + (2 if raw[start + 6: start + 8] == b"\r\n" else 1)
        streams.append((raw[max(at, start - 2000): start], begin, stop))
        at = stop + 9


# Object by object


def of_information(information: dict[str, Any], organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a document's properties say of people; by their names, as ``/Author``."""
    for key, value in information.items():
        if key in _INFORMATION or _LABELS.fullmatch(key) or is_harmless(str(value), organisations):
            continue
        yield Fault(AUTHOR, {}) if key in ("/Author", "/Manager", "/Owner") else Fault(DETAILS, {"what": f'its property "{key[1:40]}"'})


def _objects(reader: Any, organisations: frozenset[str]) -> Iterator[Fault]:
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    if len(numbers_of_objects(reader)) > MOST_OBJECTS:
        yield Fault(UNPACKS, {})
        return
    ahead: list[Any] = [*objects_of(reader)]
    while ahead:
        found = ahead.pop()
        if isinstance(found, DictionaryObject):
            yield from _dictionary(found, organisations)
            if isinstance(found, StreamObject):
                yield from _stream(found, organisations)
            ahead.extend(value for value in found.values() if isinstance(value, (ArrayObject, DictionaryObject)))
        elif isinstance(found, ArrayObject):
            ahead.extend(value for value in found if isinstance(value, (ArrayObject, DictionaryObject)))


def _dictionary(found: Any, organisations: frozenset[str]) -> Iterator[Fault]:
    keys = {str(key)[1:] for key in found}
    if "ImageMask" not in keys:
        for key in ("JS", "XFA", "EF", "EmbeddedFiles", "RichMediaContent", "AA", "Collection"):
            if key in keys:
                yield _active(key)
    for key in ("/A", "/OpenAction", "/PA", "/Next"):
        for action in _actions(found.get(key)):
            yield from _action(action)
    if found.get("/Type") == "/Action":
        yield from _action(found)
    if "Subtype" in keys and "Rect" in keys and str(found["/Subtype"]) not in _ANNOTATIONS:
        yield _active(str(found["/Subtype"])[1:])
    if "Subtype" in keys and "Rect" in keys and str(found["/Subtype"]) == "/Redact":
        yield Fault(CHANGES, {"what": "words that are marked to be blacked out and still there", "advice": "Apply the redactions in Acrobat, and save it under a new name."})
    if "Subtype" in keys and "Rect" in keys and str(found["/Subtype"]) in _NOTES and str(found.get("/T", "") or found.get("/Contents", "")).strip():
        yield Fault(CHANGES, {"what": "comments", "advice": f"Delete the comments and save it. {_AGAIN}"})
    if found.get("/Type") == "/Sig" and not is_harmless(str(found.get("/Name", "")), organisations):
        yield Fault(AUTHOR, {})
    if isinstance(base := found.get("/Base"), str) and scheme_of(base) is not None:
        yield _active("URI")


def _actions(value: Any) -> list[Any]:
    """Return the actions that stand under a key; a place in the document is none."""
    value = value.get_object() if hasattr(value, "get_object") else value
    several = value if isinstance(value, list) else [value]
    inner = [one.get_object() if hasattr(one, "get_object") else one for one in several]
    return [one for one in inner if isinstance(one, dict) and "/S" in one and "/Pg" not in one and "/K" not in one]


def _action(action: Any) -> Iterator[Fault]:
    kind = str(action.get("/S"))
    if kind not in _ACTIONS:
        yield _active(kind[1:])
    elif kind == "/URI":
        address = action.get("/URI", "")
        address = address.decode("latin-1") if isinstance(address, bytes) else str(address)
        scheme = scheme_of(address)
        if scheme or (scheme == "" and address.startswith(("\\", "//"))):
            yield Fault(ACTIVE, {"what": f'a link that begins with "{scheme[:20] or address[:2]}"', "advice": f"Take the link out of the document that it was made from. {_AGAIN}"})
        else:
            yield from private_link(address)


def _stream(found: Any, organisations: frozenset[str]) -> Iterator[Fault]:
    if "/F" in found:
        yield _active("GoToR")
    filters = found.get("/Filter")
    filters = [str(one) for one in (filters if isinstance(filters, list) else [filters])]
    if found.get("/Type") == "/Metadata":
        yield from xmp.check(found.get_data(), organisations, document=True)
    elif filters == ["/DCTDecode"]:
        inside = pictures.check(found._data, "jpg", organisations)
        yield from within("a picture", "pdf", (fault for fault in inside if fault.rule.group == PRIVATE))
