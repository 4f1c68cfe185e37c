"""The words of an attachment are found wherever a reader would find them, and where they are hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

import attachments as made
from publishing.reading.attachments import Passage, text_of_attachment

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
