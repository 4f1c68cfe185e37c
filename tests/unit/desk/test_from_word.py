"""``make new FROM=file.docx``: what is in a Word file comes to the page as what it is, and what must not come does not, by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from string import digits

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import attachments
from projects import TODAY, copy_project
from publishing.content.text import text_alone
from publishing.desk.new_resource import template, write_new_resource
from publishing.desk.word.document import NotRead, WordText, in_parts, read_word
from publishing.desk.word.markdown import markdown_of
from publishing.desk.word.pictures import Crop, made_anew
from publishing.problems.problem import Severity
from publishing.site import check_site

PARTS = [(line.removeprefix("## "), "<!-- Help: Some help. -->") for line in template("seven-minute").splitlines() if line.startswith("## ")]


def read(tmp_path: Path, made: Document | bytes, name: str = "Storms.docx") -> WordText:
    path = tmp_path / name
    if isinstance(made, bytes):
        path.write_bytes(made)
    else:
        made.save(str(path))
    return read_word(path)


def left(word: WordText) -> str:
    return "\n".join(map(str, word.left))


def photograph(**info: object) -> io.BytesIO:
    out, picture = io.BytesIO(), Image.new("RGB", (300, 200), "red")
    picture.paste("blue", (150, 0, 300, 200))
    exif = picture.getexif()
    exif[0x013B] = "Sam Green"
    picture.save(out, "JPEG", exif=exif, **info)
    out.seek(0)
    return out


def linked(document: Document, paragraph: Paragraph, words: str, address: str) -> None:
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), document.part.relate_to(address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True))
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


# What comes


def briefing() -> Document:
    """A 7-minute briefing as Word makes it, with all that a page can have."""
    made = docx.Document()
    made.core_properties.author = "Sam Green"
    made.add_heading("7-minute briefing: Storms", 0)
    for number, (heading, _) in enumerate(PARTS):
        made.add_heading(heading.partition(" ")[2] if number else heading, 1)
        if number == 0:
            paragraph = made.add_paragraph("A storm is ")
            paragraph.add_run("loud ").bold = True
            paragraph.add_run("and ")
            paragraph.add_run("wet").italic = True
            paragraph.add_run(". Read ")
            linked(made, paragraph, "what the Met Office says", "https://www.example.org/storms_(2031)")
            made.add_picture(photograph())
        elif number == 1:
            made.add_heading("In our area", 3)
            for words, style in (("Roofs", "List Bullet"), ("of schools", "List Bullet 2"), ("Trees", "List Bullet")):
                made.add_paragraph(words, style)
        elif number == 2:
            table = made.add_table(rows=2, cols=2)
            for cell, words in zip((cell for row in table.rows for cell in row.cells), ("Sign", "Means", "Thunder|wind", "Go in"), strict=True):
                cell.text = words
        elif number == 3:
            made.add_paragraph("Go in.", "List Number")
            made.add_paragraph("Ring home.", "List Number")
        else:
            made.add_paragraph("Ask what they saw.", "Quote" if number == 4 else None)
    return made


BRIEFING = """\
## 1. What it is

A storm is **loud** and *wet*. Read [what the Met Office says](https://www.example.org/storms_%282031%29)

![A red and a blue field](storms-1.jpg)

## 2. Why it matters

### In our area

- Roofs
  - of schools
- Trees

## 3. What to notice

| Sign | Means |
| --- | --- |
| Thunder\\|wind | Go in |

## 4. What to do

1. Go in.
2. Ring home.

## 5. The conversation

> Ask what they saw.

## 6. Who can help

Ask what they saw.

## 7. Questions for the team

Ask what they saw.
"""


def test_a_briefing_becomes_a_page_in_which_nothing_is_wrong(tmp_path: Path) -> None:
    briefing().save(str(tmp_path / "briefing.docx"))
    root, said, asked = copy_project(tmp_path / "project"), [], []
    before = set(check_site(root, TODAY)[1])

    def ask(question: str) -> str:
        asked.append(question)
        return "A red and a blue field" if "picture" in question else ""

    arguments = ["--from", str(tmp_path / "briefing.docx"), "--kind", "seven-minute", "--summary", "What to do in a storm.", "--topics", ""]
    assert write_new_resource(root, TODAY, arguments, ask, said.append) == 0
    page = (root / "briefings/seven-minute/storms.md").read_text(encoding="utf-8")
    assert page.endswith(f"draft: true\n---\n\n{BRIEFING}")
    assert asked[0] == 'Title, or just Enter for "Storms": ' and asked[1].startswith("What does picture 1 of 1 show, beside ") and len(asked) == 2
    assert set(check_site(root, TODAY)[1]) == before
    assert b"Sam" not in (root / "briefings/seven-minute/storms-1.jpg").read_bytes() and "Sam" not in page
    assert write_new_resource(root, TODAY, arguments, ask, said.append) == 1
    assert said[-1].startswith("Nothing was written. briefings/seven-minute/storms.md is there already")


def test_details_of_a_person_are_named_first(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Ring his mother on 07700 900123.")
    made.save(str(tmp_path / "a.docx"))
    root, said = copy_project(tmp_path / "project"), []
    write_new_resource(root, TODAY, ["--from", str(tmp_path / "a.docx"), "--kind", "general", "--title", "Storms", "--summary", "What to do.", "--topics", ""], say=said.append)
    assert said[0].startswith("\nSTOP: ") and "there is a phone number on this line" in said[0]
    assert "900123" not in "".join(said)


NASTY = st.lists(st.sampled_from(["*", "**", "_", "__", "`", "[", "]", "(", ")", "<", "<b>", ">", "#", "## ", "- ", "+ ", "1. ", "1)", "{{", "}}", "{%", "{#", "|", "~", "~~", "\\", "&amp;", "&", "!", "![", "[^1]",
                                  "---", "===", ": ", "a", "Ring", " ", " ", "word", "’", "é", "$", "!!! ", "https://", "www."]), min_size=1, max_size=9).map("".join)


@given(st.lists(NASTY, min_size=1, max_size=3), st.sampled_from(["p", "li", "td", "h2", "b"]))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_text_stays_text(paragraphs: list[str], where: str) -> None:
    """Whatever signs of Markdown, HTML or macros a text has, readers see them as they were typed."""
    def html(words: str) -> str:
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    inner = {"p": "<p>{}</p>", "li": "<ul><li>{}</li></ul><p>x</p>", "td": "<table><tr><td>{}</td><td>x</td></tr><tr><td>x</td><td>x</td></tr></table>", "h2": "<h2>{}</h2>",
             "b": "<p>x <strong>{}</strong> x</p>"}[where]
    source = "".join(inner.format(html(words)) for words in paragraphs)
    text = text_alone(markdown_of(source))
    seen = "".join("".join(block.words.split()) for block in text.blocks)
    frame = {"p": "{}", "li": "{}x", "td": "{}xxx", "h2": "{}", "b": "x{}x"}[where]
    assert seen == "".join(frame.format("".join(words.split())) for words in paragraphs)
    assert not text.expanded.wrong and not text.expanded.printed
    assert {block.heading for block in text.blocks} <= {2 if where == "h2" else 0}


@pytest.mark.parametrize(("mark", "note"), [
    ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Brandon 2020.</p>'),
    ('<a href="#_ftn1"><sup>[1]</sup></a>', '<div><div id="ftn1"><p><a href="#_ftnref1"><sup>[1]</sup></a> Brandon</p><p>of 2020.</p></div></div>'),
    ('<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>', '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;Brandon 2020.</p></div>'),
    ('<sup><a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a></sup>', '<div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Brandon 2020.</p></div>'),
])
def test_footnotes_of_other_programs(mark: str, note: str) -> None:
    assert markdown_of(f"<p>Neglect{mark} harms.</p>{note}") .replace("of 2020", "2020") == "Neglect[^1] harms.\n\n[^1]: Brandon 2020."


def test_footnotes_breaks_and_bold_that_word_parts() -> None:
    assert markdown_of('<p>A<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p><ol><li id="footnote-1"><p>Guidance <a href="#footnote-ref-1">\u2191</a></p></li></ol>') == "A[^1]\n\n[^1]: Guidance"
    assert markdown_of("<p>One<br>two<br><br>three</p>") == "One\\\ntwo\n\nthree"
    assert markdown_of("<p><b>Ring</b><b> </b><b>first</b>, 5<sup>th</sup> m<sup>2</sup></p>") == "**Ring first**, 5th m<sup>2</sup>"
    assert markdown_of('<p>See <a href="https://example.org/a_b">https://example.org/a_b</a>, <a href="https://example.org/">example.org</a>.</p>') == "See <https://example.org/a_b>, <https://example.org/>."
    assert markdown_of("<p>so<b>\u201cloud\u201d</b>ly</p>") == "so\u201cloud\u201dly"


def test_tables_that_only_place_text(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.paragraphs[0].add_run(f"{number + 1}. Part").bold = True
        cell.add_paragraph("Text.")
    word = read(tmp_path, made)
    assert word.body == "\n\n".join(f"## {number}. Part\n\nText." for number in (1, 2, 3, 4))
    assert "only placed text on the sheet" in left(word)


def test_a_briefing_whose_parts_stand_in_a_table(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=7, cols=2)
    for number, row in enumerate(table.rows, 1):
        row.cells[0].text = f"{number}. Part"
        row.cells[1].text = "Text."
        row.cells[1].add_paragraph("More.")
    assert read(tmp_path, made).body == "\n\n".join(f"## {number}. Part\n\nText.\n\nMore." for number in range(1, 8))


def test_a_first_line_that_says_of_what_sort_the_page_is_is_its_title_and_no_part(tmp_path: Path) -> None:
    made = docx.Document()
    for words in ("7 Minute Briefing: Storms", "1. What it is"):
        made.add_paragraph().add_run(words).bold = True
        made.add_paragraph("Text.")
    word = read(tmp_path, made)
    assert (word.title, word.body) == ("Storms", "Text.\n\n## 1. What it is\n\nText.")
    assert in_parts("## 7 minutes for a storm\n\nText.", PARTS)[1] == [heading for heading, _ in PARTS]


def test_styles_made_of_words_own(tmp_path: Path) -> None:
    made = docx.Document()
    style = made.styles.add_style("Partnership heading", 1)
    style.base_style = made.styles["Heading 2"]
    made.add_paragraph("What it is", style)
    made.add_paragraph("Text.")
    assert read(tmp_path, made).body == "## What it is\n\nText."


# The seven parts


HEADINGS = [heading.partition(" ")[2] for heading, _ in PARTS]


@pytest.mark.parametrize(("given_as", "missing"), [
    ([f"{number}. {words}" for number, words in enumerate(HEADINGS, 1)], []),
    ([f"{number}) {words}" for number, words in enumerate(HEADINGS, 1)], []),
    ([f"Part {number}: {words}" for number, words in enumerate(HEADINGS, 1)], []),
    (HEADINGS, []),
    (["Background", "The law", "Signs", "Action", "Talking", "Help", "Discuss"], []),
    ([HEADINGS[0], HEADINGS[3], "Some questions"], [HEADINGS[1], HEADINGS[2], HEADINGS[4], HEADINGS[5]]),
    (["3. What to notice"], [words for words in HEADINGS if words != "What to notice"]),
    ([], HEADINGS),
], ids=["numbered", "with brackets", "in words", "by name", "seven others", "some", "one", "none"])
def test_the_seven_parts_are_found(given_as: list[str], missing: list[str]) -> None:
    body, added = in_parts("\n\n".join(f"## {words}\n\nText {place}." for place, words in enumerate(given_as)) or "Text.", PARTS)
    numbers = [heading.title.partition(". ")[0] for heading in text_alone(body).headings]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]
    assert [words.partition(" ")[2] for words in added] == missing
    for place, words in enumerate(given_as):
        assert f"{words.rpartition(': ')[2].lstrip(digits + '.) ')}\n\nText {place}." in body


# What does not come


def field(kind: str) -> str:
    return f"<w:p><w:r><w:t>Ring first.</w:t></w:r>{kind}</w:p>"


LOST = {
    "comments": (field('<w:r><w:commentReference w:id="0"/></w:r>'), 'It has a comment, beside "Ring first.": none of it is on the page.'),
    "deleted": (field('<w:del w:id="1"><w:r><w:delText>SECRET</w:delText></w:r></w:del>'), 'It has a tracked change, beside "Ring first."'),
    "moved away": (field('<w:moveFrom w:id="1"><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>'), "It has a tracked change"),
    "hidden": (field("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"), 'It has hidden words, beside "Ring first.": they are not on the page.'),
    "an equation": (field('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>SECRET</m:t></m:r></m:oMath>'), "It has an equation"),
    "an object": (field("<w:r><w:object/></w:r>"), "It has an object of another program"),
    "a chart": (field('<w:r><w:drawing><wp:inline xmlns:wp="x"><a:graphic xmlns:a="y"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'),
                "It has a chart"),
}


@pytest.mark.parametrize(("body", "says"), LOST.values(), ids=LOST)
def test_what_must_not_come_is_named(body: str, says: str, tmp_path: Path) -> None:
    word = read(tmp_path, attachments.word(body))
    assert word.body == "Ring first."
    assert left(word).startswith(says)


def test_changes_are_as_if_accepted(tmp_path: Path) -> None:
    body = field("<w:ins><w:r><w:t> Then write.</w:t></w:r></w:ins>") + "<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>Ring first. 3</w:t></w:r></w:p>"
    assert read(tmp_path, attachments.word(body)).body == "Ring first. Then write."


def test_text_boxes_headers_and_watermarks(tmp_path: Path) -> None:
    box = ('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>')
    header = f'<w:hdr {attachments.W}><w:p><w:r><w:t>Only for 07700 900123</w:t></w:r><w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="DRAFT"/></w:pict></w:r></w:p></w:hdr>'
    word = read(tmp_path, attachments.word(field(box), {"word/header1.xml": header}))
    assert word.body == "Ring first.\n\nIn a box."
    assert [line.partition(":")[0] for line in map(str, word.left)] == [
        'It has a text box, beside "In a box."', 'The header of its pages says "Only for …"', "It has a watermark, which is not on the page. If it is a draft, leave the line draft"]


def test_what_stands_there_for_new_programs_and_for_old_ones_comes_once(tmp_path: Path) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    both = ('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing></mc:Choice>'
            f'<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    word = read(tmp_path, attachments.word(field(both)))
    assert word.body == "Ring first.\n\nIn a box."
    assert left(word).startswith("It has a text box, ")


def test_a_row_and_the_end_of_a_paragraph_that_were_deleted(tmp_path: Path) -> None:
    table = attachments.word_table([["A", "B"], ["C", "D"], ["E", "F"]])
    deleted = table.replace("<w:tr><w:tc><w:p><w:r><w:t>C", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>C")
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Ring </w:t></w:r></w:p><w:p><w:r><w:t>first.</w:t></w:r></w:p>"
    assert read(tmp_path, attachments.word(deleted + joined)).body == "| A | B |\n| --- | --- |\n| E | F |\n\nRing first."


def test_links_to_somebodys_computer(tmp_path: Path) -> None:
    made = docx.Document()
    linked(made, made.add_paragraph("Use "), "the form", "file:///C:/Users/sam/form.docx")
    word = read(tmp_path, made)
    assert word.body == "Use the form" and 'The link "the form" leads to somebody' in left(word)


def test_what_a_picture_does_not_show_stays_behind(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_picture(photograph())
    fill = next(made.element.body.iter(qn("pic:blipFill")))
    cut = OxmlElement("a:srcRect")
    cut.set("r", "50000")
    fill.insert(1, cut)
    next(made.element.body.iter(qn("wp:docPr"))).set("descr", "A red field")
    (picture,) = read(tmp_path, made).pictures.values()
    with Image.open(io.BytesIO(picture.raw)) as seen:
        assert seen.size == (150, 200) and not {"exif", "xmp", "comment"} & {*seen.info}
        assert {pixel[2] > 128 for pixel in (seen.getpixel((0, 0)), seen.getpixel((140, 100)))} == {False}
    assert picture.words == "A red field"


def test_pictures_made_anew() -> None:
    with_alpha, huge = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(with_alpha, "PNG", pnginfo=None)
    Image.new("RGB", (4000, 20)).save(huge, "BMP")
    assert (made_anew(with_alpha.getvalue(), Crop()) or (b"", ""))[1] == "png"
    with Image.open(io.BytesIO((made_anew(huge.getvalue(), Crop()) or (b"", ""))[0])) as seen:
        assert seen.size == (1600, 8)
    assert made_anew(b"\xd7\xcd\xc6\x9a" + bytes(100), Crop()) is None  # WMF
    assert made_anew(photograph().getvalue()[:300], Crop()) is None
    assert made_anew(photograph().getvalue(), Crop(left=0.7, right=0.7)) is None


NOT_WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is empty"),
    "of the old sort": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is a file of the old sort, as .doc is"),
    "locked": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password"),
    "OpenDocument": (attachments.open_document, "it is an OpenDocument file, as .odt is"),
    "Excel": (attachments.excel, "it is a file of Excel, PowerPoint or another program"),
    "PowerPoint": (attachments.slides, "it is a file of Excel, PowerPoint or another program"),
    "ZIP": (lambda: attachments.zipped({"a.txt": "A"}), "it is a ZIP file, and no Word file"),
    "PDF": (attachments.pdf, "it is a PDF"),
    "RTF": (lambda: b"{\\rtf1 A}", "it is RTF"),
    "text": (lambda: b"A text.", "it is no Word file"),
    "cut off": (lambda: attachments.word()[:-40], "it is damaged"),
    "no XML": (lambda: attachments.word("<w:p>"), "it is damaged"),
    "too deep": (lambda: attachments.word("<w:smartTag>" * 3000 + "</w:smartTag>" * 3000), "it is damaged"),
}


@pytest.mark.parametrize(("made", "what"), NOT_WORD.values(), ids=NOT_WORD)
def test_other_files_end_in_one_sentence(made: Callable[[], bytes], what: str, tmp_path: Path) -> None:
    with pytest.raises(NotRead) as reason:
        read(tmp_path, made(), "a.docx")
    assert str(reason.value).startswith(f'"a.docx" cannot be made into a page: {what}. ')


def test_a_name_without_a_file_writes_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    root = copy_project(tmp_path / "project")
    assert write_new_resource(root, TODAY, ["--from", str(tmp_path / "b.docx")], say=said.append) == 1
    assert said[0].startswith("Nothing was written. There is no file ")
    assert not [problem for problem in check_site(root, TODAY)[1] if problem.severity is Severity.ERROR]


NOTES = {
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
                                    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    "word/footnotes.xml": f'<w:footnotes {attachments.W}><w:footnote w:id="1"><w:p><w:r><w:t>Brandon</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> of Hill Street</w:t></w:r></w:p></w:footnote></w:footnotes>',
}
SIGNS = "<w:r><w:t>Neglect</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"


@pytest.mark.parametrize(("notes", "text", "lost"), [
    (None, "Neglect", "2 notes of which the file has no words, the first beside \"Neglect\""),
    ("", "Neglect", "2 notes of which"), ("<w:footnotes", "Neglect", "2 notes of which"),
    (NOTES["word/footnotes.xml"], "Neglect[^1]\n\n[^1]: Brandon", "a note of which the file has no words"),
], ids=["gone", "empty", "cut off", "one is gone"])
def test_a_text_is_read_whose_notes_are_lost(notes: str | None, text: str, lost: str, tmp_path: Path) -> None:
    more = {"word/_rels/document.xml.rels": NOTES["word/_rels/document.xml.rels"], **({} if notes is None else {"word/footnotes.xml": notes})}
    word = read(tmp_path, attachments.word(f"<w:p>{SIGNS}</w:p>", more=more))
    assert word.body == text and lost in left(word)


def test_a_text_is_read_whose_picture_is_lost(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("A pond")
    made.add_picture(photograph())
    whole = io.BytesIO()
    made.save(whole)
    kept = io.BytesIO()
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(kept, "w") as parts:
        for name in given.namelist():
            if not name.startswith("word/media/"):
                parts.writestr(name, given.read(name))
    word = read(tmp_path, kept.getvalue())
    assert word.body == "A pond" and "a picture that no browser shows, or a damaged one" in left(word)


STYLES = {"word/styles.xml": f'<w:styles {attachments.W}><w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'}


@pytest.mark.parametrize(("body", "more", "text", "hidden"), [
    ("<w:r><w:t>Neglect</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r>", NOTES, "Neglect[^1]\n\n[^1]: Brandon", "hidden words"),
    ("<w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>of Hill Street</w:t></w:r></w:ins><w:r><w:t>Seen</w:t></w:r>", {}, "Seen", "hidden words"),
    ("<w:r><w:rPr><w:rStyle w:val='Secret'/></w:rPr><w:t>of Hill Street</w:t></w:r><w:r><w:t>Seen</w:t></w:r>", STYLES, "Seen", "hidden words"),
    ("<w:r><w:t>Figure</w:t></w:r><w:fldSimple w:instr='SEQ Figure'><w:r><w:t> 1</w:t></w:r></w:fldSimple><w:dir w:val='rtl'><w:r><w:t> of 2</w:t></w:r></w:dir>", {}, "Figure 1 of 2", ""),
    ("<w:r><w:t>One</w:t><w:br w:type='page'/><w:t>two</w:t></w:r>", {}, "One two", ""),
])
def test_what_is_hidden_anywhere_stays_behind_and_what_is_shown_comes(body: str, more: dict[str, str], text: str, hidden: str, tmp_path: Path) -> None:
    word = read(tmp_path, attachments.word(f"<w:p>{body}</w:p>", more=more))
    assert word.body == text
    assert (hidden in left(word)) if hidden else not left(word)
