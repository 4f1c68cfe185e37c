"""Attachments made in code: ordinary files of every type that can be published, with room for what is wrong in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

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


def word(body: str = "<w:p><w:r><w:t>A form</w:t></w:r></w:p>", more: Parts = NONE) -> bytes:
    """Return a Word file with the XML of its body, and more parts."""
    document = f"{XML}<w:document {W}><w:body>{body}</w:body></w:document>"
    return _office("word/document.xml", "wordprocessingml.document", {"word/document.xml": document, **more})


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


def pdf(words: str = "A poster", information: Mapping[str, str] = MappingProxyType({"/Title": "A poster"}), writer: PdfWriter | None = None) -> bytes:
    """Return a PDF with a page of words; ``writer`` may hold what is wrong already."""
    out, made = io.BytesIO(), writer or PdfWriter()
    page = made.add_blank_page(200, 200)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 10 100 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = made._add_object(stream)
    made.add_metadata(dict(information))
    made.write(out)
    return out.getvalue()


def svg(inner: str = '<path d="M0 0"/>', root: str = "") -> bytes:
    """Return a drawing with what is inside it, and more attributes of its root."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {root}>{inner}</svg>'.encode()
