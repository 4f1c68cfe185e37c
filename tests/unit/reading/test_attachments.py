"""The words of an attachment are found wherever a reader would find them, and where they are hidden."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

import attachments as made
from publishing.reading.attachments import Passage, text_of_attachment


def named(**values: object) -> DictionaryObject:
    """Return a dictionary of a PDF."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def of_pdf(change: Callable[[PdfWriter], object]) -> bytes:
    """Return a PDF to which something was done."""
    writer = PdfWriter()
    change(writer)
    return made.pdf(writer=writer)


ROWS = (("Name", "Date of birth"), ("Sam", "12/05/2014"))
COLUMN = "Date of birth\n12/05/2014"

HELD = {
    "word in pieces": ("a.docx", made.word("<w:p><w:r><w:t>943 4</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>76 5919</w:t></w:r></w:p>"), Passage("", "943 476 5919")),
    "word in a table": ("a.docx", made.word(made.word_table(ROWS)), Passage("table, column Date of birth", COLUMN)),
    "word deleted": ("a.docx", made.word("<w:p><w:del><w:r><w:delText>943 476 5919</w:delText></w:r></w:del></w:p>"), Passage("", "943 476 5919")),
    "word in a footer": ("a.docx", made.word(more={"word/footer1.xml": f"<w:ftr {made.W}><w:p><w:r><w:t>Ring Sam</w:t></w:r></w:p></w:ftr>"}), Passage("footer 1", "Ring Sam")),
    "word in a box": ("a.docx", made.word("<w:p><w:r><w:t>out</w:t><w:txbx><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbx><w:t>side</w:t></w:r></w:p>"), Passage("", "in\noutside")),
    "word's picture": ("a.docx", made.word('<w:p><w:r><docPr xmlns="a" id="1" descr="943 476 5919"/></w:r></w:p>'), Passage("", "943 476 5919")),
    "word's own store": ("a.docx", made.word(more={"word/settings.xml": f'<w:settings {made.W}><w:docVars><w:docVar w:name="x" w:val="943 476 5919"/></w:docVars></w:settings>'}), Passage("", "943 476 5919")),
    "svg's label": ("a.svg", made.svg(root='aria-label="943 476 5919"'), Passage("", "943 476 5919")),
    "word's properties": ("a.docx", made.word(more={"docProps/core.xml": made.properties(title="About Sam")}), Passage("properties", "About Sam")),
    "excel": ("a.xlsx", made.excel(ROWS), Passage("sheet Names, column Date of birth", COLUMN)),
    "excel's rows": ("a.xlsx", made.excel((("Name", "", "Year"), ("", "Sam", "2014"))), Passage("sheet Names", "", ({0: "Name", 2: "Year"}, {1: "Sam", 2: "2014"}))),
    "word's drawing": ("a.docx", made.word(more={"word/media/image1.svg": made.svg("<text>943 476 5919</text>")}), Passage("the picture image1.svg", "943 476 5919")),
    "opendocument's drawing": ("a.odt", made.open_document(more={"Pictures/1.svg": made.svg("<text>943 476 5919</text>")}), Passage("the picture 1.svg", "943 476 5919")),
    "word's links": ("a.docx", made.word(more={"word/_rels/document.xml.rels": made.relationships(("hyperlink", "mailto:sam%2Esmith@example.org"))}), Passage("links", "mailto:sam.smith@example.org")),
    "word's list of choices": ("a.docx", made.word('<w:sdt><w:listItem w:displayText="Sam" w:value="943 476 5919"/><w:bookmarkStart w:name="Sam_Smith"/></w:sdt>'), Passage("", "Sam\n943 476 5919\nSam Smith")),
    "word's metafile": ("a.docx", made.word(more={"word/media/image1.emf": b"\1\0\0\0" + "Sam 943 476 5919".encode("utf-16-le") + b"\xff\1"}), Passage("the picture image1.emf", "Sam 943 476 5919")),
    "word's packed metafile": ("a.docx", made.word(more={"word/media/image1.wmz": gzip.compress(b"\xd7\xcd943 476 5919\0")}), Passage("the picture image1.wmz", "943 476 5919")),
    "excel's drawn note": ("a.xlsx", made.excel(more={"xl/drawings/vmlDrawing1.vml": "<xml><div>Ring<br>Sam</div></xml>"}), Passage("drawings", "Ring\n\nSam")),
    "excel's choices, header and words in a formula": ("a.xlsx", made.excel(more={"xl/worksheets/sheet1.xml": '<a><row><c><f>IF(A1,"Sam","")</f></c></row><hyperlink tooltip="Ring Sam"/><dataValidation prompt="Whom?">'
        '<formula1>"Sam,Alex"</formula1></dataValidation><oddHeader>&amp;L943 476 5919&amp;"Arial"&amp;12x</oddHeader></a>'}), Passage("sheet Names, beside its cells", "Sam\n\nRing Sam\n\nWhom?\n\nSam,Alex\n\n 943 476 5919  x")),
    "excel's names": ("a.xlsx", made.excel(), Passage("the names of its sheets", "Names")),
    "opendocument's link": ("a.odt", made.open_document('<text:p><text:a xlink:href="mailto:sam@example.org">Sam</text:a></text:p>'), Passage("", "mailto:sam@example.org\nSam")),
    "pdf's link, form and note": ("a.pdf", of_pdf(lambda writer: writer.add_blank_page(9, 9).update(named(Annots=ArrayObject([
        named(Subtype=NameObject("/Link"), A=named(URI=TextStringObject("mailto:sam@example.org"))), named(Parent=writer._add_object(named(V=TextStringObject("943 476 5919"))))])))),
        Passage("notes on page 1", "mailto:sam@example.org\n\n943 476 5919")),
    "pdf behind its pages": ("a.pdf", of_pdf(lambda writer: writer._add_object(named(Alt=TextStringObject("Sam at school"), K=ArrayObject([TextStringObject("Class 7")])))),
        Passage("behind its pages", "Sam at school\n\nClass 7")),
    "svg with a type": ("a.svg", b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n' + made.svg("<text>Ring Sam</text>"), Passage("", "Ring Sam")),
    "zip's names": ("a.zip", made.zipped({"Sam_943-476-5919.csv": "a,b\n"}), Passage("the names of the files in it", "Sam_943-476-5919.csv\n\nSam 943 476 5919.csv")),
    "excel's form": ("a.xlsx", made.excel((("Referral", ""), ("DOB", "12/05/2014"))), Passage("sheet Names", "DOB\n\n12/05/2014")),
    "excel's days": ("a.xlsx", made.excel((("Name", "DOB"), ("Sam", "#41771"))), Passage("sheet Names, column DOB", "DOB\n2014-05-12")),
    "powerpoint": ("a.pptx", made.slides("Ring Sam"), Passage("slide 1", "Ring Sam")),
    "opendocument text": ("a.odt", made.open_document("<text:p>94<text:span>3 476</text:span> 5919</text:p>"), Passage("", "943 476 5919")),
    "opendocument sheet": ("a.ods", made.open_document('<table:table table:name="Names"><table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>DOB</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell/>"
        "<table:table-cell><text:p>12/05/2014</text:p></table:table-cell></table:table-row></table:table>", "ods"), Passage("sheet Names, column DOB", "DOB\n12/05/2014")),
    "opendocument properties": ("a.odt", made.open_document(meta="<dc:title>About Sam</dc:title>"), Passage("properties", "About Sam")),
    "pdf": ("a.pdf", made.pdf("Ring Sam"), Passage("page 1", "Ring Sam")),
    "pdf's properties": ("a.pdf", made.pdf(information={"/Title": "About Sam", "/Producer": "x"}), Passage("properties", "x\nAbout Sam")),
    "svg's names of its parts": ("a.svg", made.svg('<g id="dob_12-05-2014" class="a" d="M0 0"/><g data-dob="12/05/2014"/>'), Passage("", "dob 12 05 2014\na\ndob: 12/05/2014")),
    "svg's comments": ("a.svg", made.svg("<!-- Ring Sam --><style>/* not Alex */ a{b:c}</style>"), Passage("comments", "Ring Sam \n\n not Alex")),
    "svg": ("a.svg", made.svg('<text>94<tspan>3 476</tspan> 5919<tspan x="0" dy="9">Ring Sam</tspan></text>'), Passage("", "943 476 5919\nRing Sam")),
    "csv": ("a.csv", "Name;Date of birth\nSam;12/05/2014\n".encode("utf-8-sig"), Passage("column Date of birth", COLUMN)),
    "csv of Excel": ("a.csv", "Name\tTown\nZoë\tBootle\n".encode("utf-16"), Passage("column Name", "Name\nZoë")),
    "csv of old": ("a.csv", "Name\nZoë\n".encode("cp1252"), Passage("column Name", "Name\nZoë")),
    "zip": ("a.zip", made.zipped({"in/b.csv": "DOB\n12/05/2014\n", "a.docx": made.word(), "c.pdf": b"broken"}), Passage("in/b.csv: column DOB", "DOB\n12/05/2014")),
}


@pytest.mark.parametrize(("name", "content", "passage"), HELD.values(), ids=HELD)
def test_words_are_found(name: str, content: bytes, passage: Passage, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert passage in list(text_of_attachment(tmp_path / name))


@pytest.mark.parametrize(("name", "content", "passage"), HELD.values(), ids=HELD)
def test_damaged_files_raise_nothing(name: str, content: bytes, passage: Passage, tmp_path: Path) -> None:
    for damaged in (b"", content[:20], content[: len(content) // 2], content[:-1], content[: len(content) // 2] + b"\xff" + content[len(content) // 2 + 1:]):
        (tmp_path / name).write_bytes(damaged)
        list(text_of_attachment(tmp_path / name))
    (tmp_path / name).unlink()
    assert list(text_of_attachment(tmp_path / name)) == []
