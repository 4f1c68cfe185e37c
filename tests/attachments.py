"""Attachments made in code: ordinary files of every type that can be published, with room for what is wrong in one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

Parts = Mapping[str, str | bytes]
NONE: Parts = MappingProxyType({})

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(parts: Parts) -> bytes:
    """Return a ZIP file of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def relationships(*found: tuple[str, str]) -> str:
    """Return a part that names others: the last word of each kind, and where it is; addresses with a colon lie outside."""
    inner = "".join(f'<Relationship Id="rId{number}" Type="{_RELATIONSHIP}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if ":" in target else ""}/>'
                    for number, (kind, target) in enumerate(found, 1))
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def properties(**values: str) -> str:
    """Return an Office file's core properties; ``creator`` and the like."""
    dc = {"creator", "title", "description", "subject"}
    inner = "".join(f"<{'dc' if key in dc else 'cp'}:{key}>{value}</{'dc' if key in dc else 'cp'}:{key}>" for key, value in values.items())
    return (f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>')


def _office(main: str, kind: str, parts: Parts) -> bytes:
    types = (f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
             f'<Override PartName="/{main}" ContentType="{_MAIN}{kind}.main+xml"/></Types>')
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relationships(("officeDocument", main)), **parts})


def word(body: str = "<w:p><w:r><w:t>A form</w:t></w:r></w:p>", more: Parts = NONE, kind: str = "wordprocessingml.document") -> bytes:
    """Return a Word file with the XML of its body, and more parts; ``kind`` is what it says it is."""
    document = f"{XML}<w:document {W}><w:body>{body}</w:body></w:document>"
    return _office("word/document.xml", kind, {"word/document.xml": document, **more})


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as it stands in a Word file's body."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def excel(rows: Sequence[Sequence[str]] = (("Year", "Plans"), ("2031", "12")), more: Parts = NONE, state: str = "visible") -> bytes:
    """Return an Excel file with one sheet, Names, of texts; a cell that begins with # is a day's number."""
    def cell(row: int, column: int, value: str) -> str:
        place = f"{chr(65 + column)}{row}"
        return f'<c r="{place}" s="1"><v>{value[1:]}</v></c>' if value.startswith("#") else f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = "".join(f'<row r="{number}">{"".join(cell(number, column, value) for column, value in enumerate(row))}</row>' for number, row in enumerate(rows, 1))
    return _office("xl/workbook.xml", "spreadsheetml.sheet", {
        "xl/workbook.xml": f'{XML}<workbook {main} xmlns:r="{_RELATIONSHIP}"><sheets><sheet name="Names" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": f'{XML}<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"{XML}<worksheet {main}><sheetData>{data}</sheetData></worksheet>", **more})


def slides(words: str = "What to do", more: Parts = NONE) -> bytes:
    """Return a PowerPoint file with one slide."""
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return _office("ppt/presentation.xml", "presentationml.presentation", {
        "ppt/presentation.xml": f"{XML}<p:presentation {names}/>",
        "ppt/_rels/presentation.xml.rels": relationships(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f"{XML}<p:sld {names}><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sld>", **more})


_ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "meta", "draw", "script", "manifest", "form"))
_ODF += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def open_document(body: str = "<text:p>A form</text:p>", ending: str = "odt", meta: str = "", more: Parts = NONE) -> bytes:
    """Return an OpenDocument file with the XML of its body and of its properties, and more parts."""
    kind = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[ending]
    return zipped({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{XML}<office:document-content {_ODF}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "meta.xml": f"{XML}<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"{XML}<manifest:manifest {_ODF}/>", **more})


def pdf(words: str = "A poster", information: Mapping[str, str] = MappingProxyType({"/Title": "A poster"}), writer: PdfWriter | None = None,
        tagged: bool = True, picture: bool = False, drawn: bytes = b"") -> bytes:
    """Return a PDF with a page of words; ``writer`` may hold what is wrong already."""
    out, made = io.BytesIO(), writer or PdfWriter()
    page = made.add_blank_page(200, 200)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    stream = DecodedStreamObject()
    stream.set_data(drawn or f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode())
    if picture:
        image = DecodedStreamObject()
        image.set_data(bytes(3))
        image.update({NameObject(f"/{key}"): value for key, value in {
            "Type": NameObject("/XObject"), "Subtype": NameObject("/Image"), "Width": NumberObject(1), "Height": NumberObject(1),
            "ColorSpace": NameObject("/DeviceRGB"), "BitsPerComponent": NumberObject(8)}.items()})
        page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/Im1"): made._add_object(image)})
    page[NameObject("/Contents")] = made._add_object(stream)
    made.add_metadata(dict(information))
    if tagged:
        tags = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): ArrayObject()})
        made.root_object[NameObject("/StructTreeRoot")] = made._add_object(tags)
        made.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    made.write(out)
    return out.getvalue()


def svg(inner: str = '<path d="M0 0"/>', root: str = "") -> bytes:
    """Return a drawing with what is inside it, and more attributes of its root."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {root}>{inner}</svg>'.encode()


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a block of a PNG file."""
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def png(*more: bytes, width: int = 4, height: int = 4, behind: bytes = b"") -> bytes:
    """Return a PNG file with more blocks, and what stands behind its end."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(bytes(20))) + chunk(b"IEND", b"") + behind


def exif(**tags: bytes | int) -> bytes:
    """Return Exif with tags by their number (``x013b=b"Sam"``); ``gps`` gives it a place."""
    entries = []
    behind = b""
    start = 8 + 2 + 12 * len(tags) + 4
    for name, value in sorted(tags.items()):
        if name == "gps":
            entries.append(struct.pack("<HHLL", 0x8825, 4, 1, start + len(behind)))
            behind += struct.pack("<HHHL4sL", 1, 1, 2, 2, b"N\0\0\0", 0)
        elif isinstance(value, int):
            entries.append(struct.pack("<HHLHH", int(name[1:], 16), 3, 1, value, 0))
        else:
            padded = value + bytes(max(5, len(value) + 1) - len(value))
            entries.append(struct.pack("<HHLL", int(name[1:], 16), 7 if name == "x927c" else 1 if name.startswith("x9c") else 2, len(padded), start + len(behind)))
            behind += padded
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4) + behind


def jpeg(*more: tuple[int, bytes], width: int = 4, height: int = 4, behind: bytes = b"") -> bytes:
    """Return a JPEG file with more blocks, each with its marker, and what stands behind its end; it shows nothing."""
    blocks = ((0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), *more, (0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"), (0xDA, b"\1\1\0\0\x3f\0"))
    return b"\xff\xd8" + b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in blocks) + b"\x12\x34\xff\x00\x56\xff\xd9" + behind


def app1(tags: bytes) -> tuple[int, bytes]:
    """Return the block of a JPEG file that holds Exif."""
    return 0xE1, b"Exif\0\0" + tags


def xmp(inner: str) -> bytes:
    """Return a packet of XMP with properties."""
    names = " ".join(f'xmlns:{name}="http://{name}.example/"' for name in ("dc", "xmp", "photoshop", "exif", "pdf", "Iptc4xmpExt"))
    return (f'<?xpacket begin="\ufeff" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            f'<rdf:Description rdf:about="" {names}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>').encode()


def gif(*more: bytes, behind: bytes = b"") -> bytes:
    """Return a GIF file with more blocks."""
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0, 0, 0) + b"".join(more) + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0\x3b" + behind


def webp(*more: tuple[bytes, bytes], width: int = 4, height: int = 4, behind: bytes = b"") -> bytes:
    """Return a WebP file with more blocks."""
    blocks = ((b"VP8L", b"\x2f" + struct.pack("<L", width - 1 | height - 1 << 14) + b"\0"), *more)
    body = b"WEBP" + b"".join(name + struct.pack("<L", len(body)) + body + bytes(len(body) % 2) for name, body in blocks)
    return b"RIFF" + struct.pack("<L", len(body)) + body + behind


def box(name: bytes, *inner: bytes) -> bytes:
    """Return a box of an MP4 file."""
    body = b"".join(inner)
    return struct.pack(">L", len(body) + 8) + name + body


def mp4(*more: bytes, handler: bytes = b"vide", brand: bytes = b"isom", behind: bytes = b"") -> bytes:
    """Return a film with more boxes in its ``moov``; it shows nothing."""
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8), handler, bytes(13))))
    return box(b"ftyp", brand, bytes(4), b"isom") + box(b"moov", box(b"mvhd", bytes(100)), track, *more) + box(b"mdat", bytes(40)) + behind


def id3_frame(name: str, body: bytes) -> bytes:
    """Return a frame of ID3."""
    return name.encode() + struct.pack(">L", len(body)) + b"\0\0" + body


def mp3(*frames: tuple[str, bytes], behind: bytes = b"") -> bytes:
    """Return a recording with frames of ID3; it is silent."""
    tags = b"".join(id3_frame(name, body) for name, body in frames)
    size = bytes(len(tags) >> shift & 127 for shift in (21, 14, 7, 0))
    return (b"ID3\3\0\0" + size + tags if frames else b"") + (b"\xff\xfb\x90\0" + bytes(413)) * 3 + behind
