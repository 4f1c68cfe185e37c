"""The words in an attachment: what a reader of a Word, Excel, PowerPoint, OpenDocument, PDF, SVG, CSV or ZIP file finds in it, and what a player shows of a film or a recording."""

from __future__ import annotations

import csv
import io
import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from publishing.reading import id3, xml
from publishing.reading.archives import Archive
from publishing.reading.encodings import utf16
from publishing.reading.xml import attributes, local

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it remarks on damaged files in words of its own: we say what is wrong

LARGEST = 20_000_000
"""In bytes: what is larger is neither read nor published."""
MOST_PAGES = 400
MOST_ROWS_OF_A_FORM = 200
MOST_OF_PAGES = 3_000_000
"""Of a PDF, in bytes of what draws its pages: a million takes a second. A page of words has some five thousand."""


@dataclass(frozen=True)
class Passage:
    """Words that stand together in an attachment."""

    where: str
    """As a person finds it: ``page 3``, ``sheet Names, column Date of birth``; nothing where the file has no parts."""
    text: str
    """Paragraphs, or the cells of a column, each on a line; nothing for a whole table."""
    rows: tuple[Mapping[int, str], ...] = ()
    """Of a whole table, its rows: each the words of its cells, by the number of their column."""


def text_of_attachment(path: Path) -> Iterator[Passage]:
    """Yield the words of a file, hidden ones too; nothing where it has none or is of another type.

    What is damaged or too large is read as far as it goes and raises nothing: :mod:`publishing.checks.files` refuses it.
    """
    try:
        with path.open("rb") as file:
            yield from _passages(file, path.suffix.lower().removeprefix("."))
    except Exception:  # whatever a damaged file makes a parser raise
        return


def _passages(file: BinaryIO, ending: str, inside: bool = False) -> Iterator[Passage]:
    if ending == "zip" and not inside:
        yield from _of_zip(file)
    elif ending in ("docx", "pptx", "xlsx", "odt", "odp", "ods"):
        with Archive(file) as archive:
            yield from _of_office(archive, ending)
    elif ending == "pdf":
        yield from _of_pdf(file)
    elif ending == "svg":
        raw = without_doctype(file.read())
        root = xml.parse(raw)
        yield from _said("", "\n".join((*map(_drawn, _drawn_words(root)), *(words for element in root.iter() for words in (*_behind("", element), *_named(element))))))
        yield from _said("comments", "\n\n".join(_remarks(decoded(raw))))
    elif ending in ("mp3", "mp4"):
        yield from _said("its properties", "\n\n".join(_of_sound(file) if ending == "mp3" else _of_film(file)))
    elif ending in ("csv", "txt"):
        text = decoded(file.read())
        yield from _table(map(enumerate, csv.reader(io.StringIO(text), delimiter=_separator(text))), "") if ending == "csv" else _said("", text)


def _said(where: str, text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(where, text.strip())


def _of_zip(file: BinaryIO) -> Iterator[Passage]:
    with Archive(file) as archive:
        yield from _said("the names of the files in it", "\n\n".join(f"{name}\n\n{re.sub('[_-]', ' ', name)}" for name in archive.members))
        for name in archive.members:
            try:
                for passage in _passages(io.BytesIO(archive.read(name)), name.rpartition(".")[2].lower(), inside=True):
                    yield replace(passage, where=f"{name}: {passage.where}" if passage.where else name)
            except Exception:  # a damaged member hides nothing in the others
                continue


def _of_sound(file: BinaryIO) -> Iterator[str]:
    """Return what a recording says in words: its title, those of its chapters and the other texts of ID3, the older way too."""
    head = file.read(id3.HEAD)
    if head[:3] == b"ID3":
        yield from (id3.words(body).strip("\0") for name, body in id3.frames(head + file.read(min(id3.seven_bits(head[6:]), LARGEST_PROPERTIES))) if name[:1] == "T")
    file.seek(max(0, file.seek(0, 2) - 128))
    if (old := file.read(128)).startswith(b"TAG"):
        yield old[3:127].replace(b"\0", b" ").decode("latin-1")


def _of_film(file: BinaryIO) -> Iterator[str]:
    """Return what a film says in words: what can be read in the boxes for its properties (ISO/IEC 14496-12, udta and meta)."""
    stop, at = file.seek(0, 2), 0
    while at + 8 <= stop:
        file.seek(at)
        size, name = struct.unpack(">L4s", file.read(8))
        if name in (b"moov", b"udta", b"meta"):
            content = file.read(max(0, min(size or stop, LARGEST_PROPERTIES) - 8))
            boxes = [content] if name != b"moov" else [content[box.end():box.start() + int.from_bytes(box[1], "big")] for box in _PROPERTIES.finditer(content)]
            yield from (words for box in boxes for words in _READABLE.findall(_without_covers(box).decode("utf-8", "replace")))
        if size < 8:  # one that reaches to the end, or a large one, as only the film itself is
            size = int.from_bytes(file.read(8), "big") if size == 1 and name not in (b"moov", b"udta", b"meta") else 0
        at = at + size if size >= 8 else stop


def _without_covers(box: bytes) -> bytes:
    """Return what a film says of itself without the pictures in it: among their bytes some look like words, and like a postcode."""
    for cover in reversed(list(_COVER.finditer(box))):
        box = box[:cover.start()] + box[cover.start() + int.from_bytes(cover[1], "big"):]
    return box


_COVER = re.compile(rb"(....)covr....data.{8}(?=\x89PNG|\xff\xd8\xff)", re.DOTALL)
_PROPERTIES = re.compile(rb"(....)(?:udta|meta)", re.DOTALL)
_READABLE = re.compile("[^\0-\x1f\x7f-\x9f\ufffd]{4,}")
LARGEST_PROPERTIES = 2_000_000
"""Of a film or a recording, in bytes: what it says of itself takes up a few hundred."""


def decoded(raw: bytes) -> str:
    """Return text whatever its encoding: UTF-8, UTF-16, or else Windows ANSI."""
    if codec := utf16(raw):
        return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _table(rows: Iterable[Iterable[tuple[int, str]]], where: str) -> Iterator[Passage]:
    """Yield each column under its heading, which is its cell in the first row that has words, and the whole; cells come with their columns' numbers."""
    read = tuple({number: " ".join(cell.split()) for number, cell in row if cell.strip()} for row in rows)
    columns: dict[int, list[str]] = {}
    for row in read:
        for number, cell in row.items():
            columns.setdefault(number, []).append(cell)
    for number in sorted(columns):
        yield Passage(f"{where}{', ' if where else ''}column {columns[number][0][:60]}", "\n".join(columns[number]))
    yield Passage(where, "", read)


# Word, Excel, PowerPoint and OpenDocument


def _of_office(archive: Archive, ending: str) -> Iterator[Passage]:
    parts = [name for name in archive.members if name.endswith(".xml") and not name.startswith(("_rels/", "META-INF/"))]
    numbered = sorted(parts, key=lambda name: [int(piece) if piece.isdecimal() else piece for piece in re.split(r"(\d+)", name)])
    if ending == "xlsx":
        yield from _of_workbook(archive)
        numbered = [name for name in numbered if not re.match(r"xl/(worksheets/|sharedStrings|styles|workbook|calcChain)", name)]
    for name in numbered:
        yield from _of_part(archive.xml(name), _part(name))
    for name in archive.members:
        ending = name.rpartition(".")[2].lower()
        if ending == "rels":
            yield from _said("links", "\n\n".join(unquote(given.get("Target", "")) for given in map(attributes, archive.xml(name)) if given.get("TargetMode", "").lower() == "external"))
        elif ending == "svg":
            yield from (replace(passage, where=f"the picture {name.rpartition('/')[2]}") for passage in _passages(io.BytesIO(archive.read(name)), "svg"))
        elif ending == "vml":  # HTML of a sort, which need not be whole
            yield from _said("drawings", re.sub("<[^<>]*>", "\n\n", decoded(archive.read(name))))
        elif ending in _METAFILES:
            yield from _said(f"the picture {name.rpartition('/')[2]}", "\n".join(_of_metafile(archive.read(name))))


def _part(name: str) -> str:
    """Return what a person calls a part of an Office file."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    if name.startswith("docProps/") or name.endswith("meta.xml"):
        return "properties"
    if match := re.fullmatch(r"(slide|notesSlide|header|footer|footnotes|endnotes|comments|chart|drawing)(\d*)", stem):
        word = {"notesSlide": "notes of slide"}.get(match[1], match[1])
        return f"{word} {match[2]}".strip()
    return ""


_METAFILES = frozenset(("emf", "wmf", "emz", "wmz"))
_WORDS_OF_A_METAFILE = re.compile(rb"(?:[\x20-\x7e]\0){4,}|[\x20-\x7e]{6,}")
_MOST_OF_A_METAFILE = 20_000_000


def _of_metafile(raw: bytes) -> Iterator[str]:
    """Yield what looks like words in a drawing of Windows, as they stand between its other bytes ([MS-EMF], [MS-WMF]); a packed one is unpacked."""
    if raw.startswith(b"\x1f\x8b"):
        raw = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, _MOST_OF_A_METAFILE)
    yield from (found[0].replace(b"\0", b"").decode("ascii") for found in _WORDS_OF_A_METAFILE.finditer(raw))


_PARAGRAPHS = frozenset(("p", "h"))
_TABLES, _ROWS, _CELLS = frozenset(("tbl", "table")), frozenset(("tr", "table-row")), frozenset(("tc", "table-cell", "covered-table-cell"))
_GAPS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}


def _of_part(root: Element, where: str) -> Iterator[Passage]:
    """Yield a part's paragraphs, and each of its tables once more, column by column."""
    lines: list[str] = []
    open_paragraphs: list[list[str]] = []
    tables: list[list[dict[int, list[str]]]] = []
    columns: list[int] = []
    for begins, element in xml.walk(root):
        name = local(element.tag)
        if begins:
            if name in _PARAGRAPHS:
                open_paragraphs.append([])
            elif name in _TABLES:
                tables.append([])
                columns.append(0)
            elif name in _ROWS and tables:
                tables[-1].append({})
                columns[-1] = 0
            elif name in _CELLS and tables and tables[-1]:
                tables[-1][-1][columns[-1]] = []
            elif name in _GAPS and open_paragraphs:
                open_paragraphs[-1].append(_GAPS[name])
            lines += _behind(name, element)
            if element.text:
                (open_paragraphs[-1] if open_paragraphs else lines).append(element.text)
            continue
        if name in _PARAGRAPHS:
            words = "".join(open_paragraphs.pop())
            lines.append(words)
            if tables and tables[-1] and columns[-1] in tables[-1][-1]:
                tables[-1][-1][columns[-1]].append(words)
        elif name in _CELLS and tables:
            columns[-1] += _repeated(element)
        elif name in _TABLES and tables:
            columns.pop()
            sheet = next((value for key, value in element.attrib.items() if key.endswith("table:1.0}name")), "")
            title = f"{'sheet' if where == '' and sheet else 'table'} {sheet}".strip()
            yield from _table((((number, " ".join(cell)) for number, cell in row.items()) for row in tables.pop()), f"{where}, {title}" if where else title)
        if element.tail:
            (open_paragraphs[-1] if open_paragraphs else lines).append(element.tail)
    yield from _said(where, "\n".join(line for line in lines if line.strip()))


_BEHIND = frozenset(("descr", "title", "alt", "tooltip", "prompt", "promptTitle", "display", "displayText", "aria-label", "aria-description", "label"))
"""Attributes whose words are shown beside what they belong to, or read out in its place."""


_BEHIND_SOME = frozenset((*((name, "val") for name in ("docVar", "alias", "tag", "default", "lvlText", "name")), ("listItem", "value"), ("bookmarkStart", "name"), ("docPr", "name"), ("cNvPr", "name"),
                          ("definedName", "name"), ("tableColumn", "name"), ("cacheField", "name"), ("s", "v")))
"""The same of some elements: a choice of a list, what somebody called a place, a picture or a column, what a pivot table keeps."""


def _behind(name: str, element: Element) -> list[str]:
    """Return the words in the attributes of an element: of a picture, a link, a field, or what a program keeps under a name of its own."""
    given = attributes(element)
    return [re.sub("_", " ", value) if key == "name" else unquote(value) for key, value in given.items()
            if key in _BEHIND or (name, key) in _BEHIND_SOME or (key == "href" and value.lower().startswith(("mailto:", "tel:")))]


def _repeated(cell: Element) -> int:
    times = attributes(cell).get("number-columns-repeated", "1")
    return int(times) if times.isdecimal() and len(times) < 6 else 1


def _of_workbook(archive: Archive) -> Iterator[Passage]:
    """Yield each column of each sheet, its days as days, and the first rows cell by cell: in a form the words beside a cell say what it is."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.members:
        shared = ["".join(part.text or "" for part in item.iter() if local(part.tag) == "t")
                  for item in archive.xml("xl/sharedStrings.xml")]
    days = _styles_of_days(archive.xml("xl/styles.xml")) if "xl/styles.xml" in archive.members else frozenset()
    names = _names_of_sheets(archive)
    for part in sorted(name for name in archive.members if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)):
        root = archive.xml(part)
        rows = [row for row in root.iter() if local(row.tag) == "row"]
        sheet = names.get(part, part.rpartition("/")[2].removesuffix(".xml"))
        cells = [list(_cells(row, shared, days)) for row in rows]
        yield from _table(cells, f"sheet {sheet}")
        for row in cells[:MOST_ROWS_OF_A_FORM]:
            yield from _said(f"sheet {sheet}", "\n\n".join(" ".join(cell.split()) for _, cell in row if cell.strip()))
        yield from _said(f"sheet {sheet}, beside its cells", "\n\n".join(_beside_cells(root)))
    yield from _said("the names of its sheets", "\n\n".join((*names.values(), *_beside_cells(archive.xml("xl/workbook.xml")))))


_FORMULAS = frozenset(("f", "formula", "formula1", "formula2", "definedName"))
_CODE_OF_A_HEADER = re.compile(r'&(?:[A-Z]|"[^"]*"|\d{1,3})')


def _beside_cells(root: Element) -> Iterator[str]:
    """Yield what a sheet or book holds beside the values of its cells: headers and footers, notes and lists of choices, words within formulas."""
    for element in root.iter():
        name = local(element.tag)
        yield from _behind(name, element)
        if element.text and name in _FORMULAS:
            yield from re.findall(r'"([^"]+)"', element.text)
        elif element.text and name not in ("v", "t"):
            yield _CODE_OF_A_HEADER.sub(" ", element.text)


def _names_of_sheets(archive: Archive) -> dict[str, str]:
    leads = {attributes(link).get("Id", ""): attributes(link).get("Target", "") for link in archive.xml("xl/_rels/workbook.xml.rels")}
    found = {}
    for sheet in archive.xml("xl/workbook.xml").iter():
        if local(sheet.tag) == "sheet":
            target = leads.get(attributes(sheet).get("id", ""), "")
            found[target.removeprefix("/") if target.startswith("/") else f"xl/{target}"] = attributes(sheet).get("name", "")
    return found


_DAYS_OF_EXCEL = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
"""The numbers of its own formats for days: ECMA-376, part 1, 18.8.30."""
_FIRST_DAY = date(1899, 12, 30)


def _styles_of_days(styles: Element) -> frozenset[str]:
    """Return the numbers of the styles that show a number as a day."""
    own = {attributes(found).get("numFmtId", ""): attributes(found).get("formatCode", "") for found in styles.iter() if local(found.tag) == "numFmt"}
    formats = next((list(found) for found in styles.iter() if local(found.tag) == "cellXfs"), [])

    def is_day(number: str) -> bool:
        code = re.sub(r'"[^"]*"|\[[^][]*\]|\\.', "", own.get(number, ""))
        return bool(re.search(r"[dy]", code, re.IGNORECASE)) or (number.isdecimal() and len(number) < 6 and int(number) in _DAYS_OF_EXCEL)

    return frozenset(str(position) for position, found in enumerate(formats) if is_day(attributes(found).get("numFmtId", "")))


def _cells(row: Element, shared: list[str], days: frozenset[str]) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in row:
        given = attributes(cell)
        value = "".join(part.text or "" for part in cell.iter() if local(part.tag) in ("v", "t"))
        if given.get("t") == "s" and value.isdecimal() and len(value) < 9:
            value = shared[int(value)] if int(value) < len(shared) else ""
        elif given.get("s") in days and re.fullmatch(r"\d{1,6}(\.\d+)?", value):
            value = (_FIRST_DAY + timedelta(days=int(value.partition(".")[0]))).isoformat()
        column = _column(given["r"]) if "r" in given else column + 1
        yield column, value


def _column(reference: str) -> int:
    """Return the number of a cell's column, from 0: of ``AB12``, 27."""
    number = 0
    for letter in re.match("[A-Z]{0,3}", reference)[0]:  # type: ignore[index]  # it matches always
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else 0


# SVG and PDF


def _drawn_words(root: Element) -> Iterator[Element]:
    """Yield the outermost elements of a drawing that hold words."""
    inside = 0
    for begins, element in xml.walk(root):
        if local(element.tag) in ("text", "title", "desc", "metadata"):
            inside += 1 if begins else -1
            if begins and inside == 1:
                yield element


def _drawn(text: Element) -> str:
    """Return the words of an element; a part with a place of its own stands on a line of its own."""
    pieces: list[str] = []
    for begins, element in xml.walk(text):
        if begins:
            pieces += ["\n" * any(key in element.attrib for key in ("x", "y", "dx", "dy")), element.text or ""]
        elif element is not text:
            pieces.append(element.tail or "")
    return "".join(pieces)


def _named(element: Element) -> Iterator[str]:
    """Yield what a program called a part of a drawing, or keeps beside it; what says where and how it is drawn is no words."""
    for key, value in attributes(element).items():
        if key in ("id", "class", "docname"):
            yield re.sub("[_-]", " ", value)
        elif key.startswith("data-"):
            yield f"{key.removeprefix('data-')}: {value}"


def _remarks(source: str) -> Iterator[str]:
    """Yield the comments of a drawing and of its styles, which whoever opens it as text can read."""
    for opens, closes in (("<!--", "-->"), ("/*", "*/")):
        yield from (part.partition(closes)[0] for part in source.split(opens)[1:])


_PLAIN_DOCTYPE = re.compile(rb"(\s*+(?:<\?xml[^<>]*\?>\s*+)?(?:<!--(?:(?!-->)[^\0])*+-->\s*)*+)<!DOCTYPE\s+svg(?:\s+PUBLIC\s+\"[^\"<>\[]*\"\s*\"[^\"<>\[]*\"|\s+SYSTEM\s+\"[^\"<>\[]*\")?\s*>")


def without_doctype(raw: bytes) -> bytes:
    """Return a drawing without the line that names its type, which older programs write and which defines nothing."""
    doctype = _PLAIN_DOCTYPE.match(raw)
    return doctype[1] + raw[doctype.end():] if doctype else raw


def _of_pdf(file: BinaryIO) -> Iterator[Passage]:
    from pypdf import PdfReader

    reader = PdfReader(file)
    properties = [str(value) for value in (reader.metadata or {}).values()]
    told = {*properties}
    yield from _said("properties", "\n".join(properties))
    for number, page in readable_pages(reader):
        yield from _said(f"page {number}", page.extract_text())
        notes = [words for note in page.get("/Annots") or () for words in _strings(note.get_object(), ("/A", "/Parent"))]
        yield from _said(f"notes on page {number}", "\n\n".join(notes))
        told.update(notes)
    behind = dict.fromkeys(words for found in objects_of(reader) for words in _strings(found))
    yield from _said("behind its pages", "\n\n".join(words for words in behind if words not in told))


def objects_of(reader: Any) -> Iterator[Any]:
    """Yield each object of a PDF that can be read, and what is at its end."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    for number, generation in sorted(numbers_of_objects(reader)):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except Exception:  # an object that cannot be read is shown by nobody; the rest can be
            continue


def numbers_of_objects(reader: Any) -> set[tuple[int, int]]:
    """Return the numbers and generations of the objects of a PDF."""
    return {(number, generation) for generation, found in reader.xref.items() for number in found} | {(number, 0) for number in reader.xref_objStm}


def _strings(found: Any, follow: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the texts in an object of a PDF, its properties in XMP among them; other objects that it names only where they stand under a key to ``follow``."""
    ahead = [found]
    while ahead:
        value = ahead.pop()
        if isinstance(value, dict):
            ahead += [value[key] if key in follow else inner for key, inner in reversed(value.items())]
            if value.get("/Type") == "/Metadata" and hasattr(value, "get_data"):
                yield from (words for element in xml.parse(value.get_data().strip(b"\0 \r\n\t")).iter() for words in (element.text or "", *element.attrib.values()) if words.strip())
        elif isinstance(value, list):
            ahead += reversed(value)
        elif isinstance(value, str) and not value.startswith("/") and value.strip():
            yield unquote(value)


def readable_pages(reader: Any) -> Iterator[tuple[int, Any]]:
    """Yield the pages of a PDF with their numbers, from 1, as far as they can be read in a few seconds."""
    left = MOST_OF_PAGES
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        left -= len(contents.get_data()) if contents is not None else 0
        if number > MOST_PAGES or left < 0:
            return
        yield number, page
