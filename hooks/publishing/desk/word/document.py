"""A Word file as Markdown and pictures, with a list of all that did not come along. Mammoth reads it; what it would carry over unasked is taken out before."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import mammoth

from publishing.checks.identifying import masked
from publishing.desk.repair.pasted import repaired_pasted
from publishing.desk.word.markdown import Lost, markdown_of
from publishing.desk.word.pictures import Crop, made_anew
from publishing.problems.problem import Fault
from publishing.problems.rule import NEW, Rule
from publishing.reading import xml
from publishing.reading.archives import Archive, Locked, Refused, TooLarge
from publishing.reading.html import words_of_html
from publishing.reading.xml import attributes, local

NOT_READ = Rule("word-not-read", NEW, '"{file}" cannot be made into a page: {what}', "{advice}", "Only a whole Word file of today's sort, .docx, can be read.",
                {"file": "Neglect.doc", "what": "it is a Word file of the old sort", "advice": "Open it in Word, then File, Save As, Word Document (.docx)."})
LEFT = Rule("word-left-behind", NEW, "{what}", "{advice}", "What a page cannot show, or must not, is not carried over without a word.",
            {"what": 'It has 2 comments, the first beside "Ring the front door": none of them is on the page', "advice": "Read them in Word, and do what they ask for."})


class NotRead(Exception):
    """The file cannot be read; the text says why, and what to do."""

    def __init__(self, file: str, what: str, advice: str) -> None:
        super().__init__(str(Fault(NOT_READ, {"file": file, "what": what, "advice": advice})))


@dataclass(frozen=True)
class Picture:
    """A picture of the text, in whose Markdown ``![](#picture-1)`` stands for the first."""

    raw: bytes
    ending: str
    words: str
    """What Word says that it shows; often nothing."""
    near: str
    """The words beside it."""


@dataclass(frozen=True)
class WordText:
    """What came of a Word file."""

    title: str
    """Nothing where the file does not say it."""
    body: str
    """Markdown, with headings from level 2 on."""
    pictures: dict[int, Picture]
    left: tuple[Fault, ...]
    """What did not come along, or is to be looked at."""


Anew = Callable[[bytes, Crop], tuple[bytes, str] | None]
"""Makes a picture anew of what is shown of it, and returns it with its ending; nothing where it is none."""

_OLE = b"\xd0\xcf\x11\xe0"
_AS_DOCX = "Open it in Word, then File, Save As, Word Document (.docx)."
_WHOLE = "Open it in Word. If Word can open it, save it anew with File, Save As; else ask for the file once more."


def read_word(path: Path) -> WordText:
    """Return what a Word file holds. Raises :class:`NotRead`, and :class:`OSError` where it cannot be opened."""
    return read_word_bytes(path.name, path.read_bytes())


def read_word_bytes(name: str, raw: bytes, anew: Anew = made_anew) -> WordText:
    """Return what a Word file of this name holds. ``anew`` makes its pictures. Raises :class:`NotRead`."""
    if not raw:
        raise NotRead(name, "it is empty", "Look whether it was saved or sent to its end, and ask for it once more.")
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise NotRead(name, "it is protected by a password", "Open it in Word, then File, Info, Protect Document, Encrypt with Password: empty the box, and save.")
        raise NotRead(name, "it is a file of the old sort, as .doc is", _AS_DOCX)
    if raw.startswith(b"%PDF"):
        raise NotRead(name, "it is a PDF", "Ask whoever made it for the Word file that it was made from.")
    if raw.startswith(b"{\\rtf"):
        raise NotRead(name, "it is RTF", _AS_DOCX)
    try:
        with Archive(io.BytesIO(raw)) as archive:
            return _Reading(archive, name, anew).text()
    except TooLarge:
        raise NotRead(name, "there is far too much in it", "Take large pictures and films out, or make several pages of it.") from None
    except Locked:
        raise NotRead(name, "it is protected by a password", "Save it without one.") from None
    except (Refused, xml.Refused, RecursionError):
        what = "it is damaged" if raw.startswith(b"PK") else "it is no Word file"
        raise NotRead(name, what, _WHOLE if raw.startswith(b"PK") else _AS_DOCX) from None


_STYLES = "\n".join((
    "p[style-name='Title'] => h1.title:fresh", *(f"p[style-name='{name}'] => blockquote > p:fresh" for name in ("Quote", "Intense Quote")),
    *(f"p[style-name='List {name} {level}'] => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh" for name, tag in (("Bullet", "ul"), ("Number", "ol")) for level in (2, 3))))
"""What Word's own styles are, beyond what mammoth knows."""

_HIDDEN = ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange")
_NOTES, _REFERENCES = ("word/footnotes.xml", "word/endnotes.xml"), ("footnoteReference", "endnoteReference")
_COMMENTS = "word/comments.xml"
_SHOWN_CHANGES = ("ins", "moveTo")
_AROUND = ("fldSimple", "dir", "bdo")
"""What stands around words that mammoth would leave out with it: a field in short, a direction of writing."""
_GRAPHICS = {"chart": "a chart", "chartex": "a chart", "diagram": "a drawing (SmartArt)"}


@dataclass
class _Found:
    """One kind of thing that is in the file: how often, and beside which words first."""

    count: int = 0
    near: str = ""


@dataclass
class _Reading:
    archive: Archive
    file: str
    anew: Anew
    found: dict[str, _Found] = field(default_factory=dict)
    shown: dict[int, tuple[str, Crop, str]] = field(default_factory=dict)
    """Of each picture, what Word says of it, what it does not show of it, and the words beside it."""
    raw: dict[int, bytes] = field(default_factory=dict)
    hidden_styles: frozenset[str] = frozenset()
    """The styles whose words Word hides."""
    notes: frozenset[tuple[str, str]] = frozenset()
    """Of each note whose words are in the file, what refers to it, and its number."""

    def text(self) -> WordText:
        main = self._main()
        self.hidden_styles = self._hidden_styles()
        parts = {main: self.archive.xml(main), **self._notes()}
        self.notes = frozenset((f"{local(note.tag)}Reference", attributes(note).get("id", "")) for name in _NOTES if name in parts for note in parts[name])
        for root in parts.values():
            _choose(root)
            self._look(root)
            self._take_out(root)
        html = self._html(parts)
        title, html = self._title(html)
        pictures: dict[int, Picture] = {}
        lost = Lost()

        def picture(element: Element) -> str:
            number = int((element.get("src") or "#picture-0").rpartition("-")[2])
            words, crop, near = self.shown.get(number, ("", Crop(), ""))
            made = self.anew(self.raw.get(number, b""), crop)
            if made is None:
                self._count("pictures", near)
                return ""
            pictures[number] = Picture(*made, words, near)
            return f"![](#picture-{number})"

        body = repaired_pasted(markdown_of(html, picture, lost))[0].replace("\t", " ")
        title, body = _titled(title, body)
        return WordText(title, levelled(body), pictures, tuple(self._left(lost)))

    def _main(self) -> str:
        """Return the part that holds the text. Raises :class:`NotRead` where the file is another program's."""
        members = self.archive.members
        if "mimetype" in members and b"opendocument" in self.archive.read("mimetype"):
            raise NotRead(self.file, "it is an OpenDocument file, as .odt is", "Open it in Word or LibreOffice, then File, Save As, Word Document (.docx).")
        links = self.archive.xml("_rels/.rels") if "_rels/.rels" in members else ()
        main = next((attributes(link).get("Target", "").lstrip("/") for link in links if attributes(link).get("Type", "").endswith("/officeDocument")), "")
        if main not in members or "[Content_Types].xml" not in members:
            raise NotRead(self.file, "it is a ZIP file, and no Word file", "Unpack it, and give the Word file that is in it.")
        if local(self.archive.xml(main).tag) != "document":
            raise NotRead(self.file, "it is a file of Excel, PowerPoint or another program", "Give the Word file, or copy its text into one.")
        return main

    def _notes(self) -> dict[str, Element]:
        """Return the parts with notes that can be read: a program that loses them leaves the text whole."""
        found = dict[str, Element]()
        for name in _NOTES:
            with suppress(KeyError, xml.Refused):
                found[name] = self.archive.xml(name)
        return found

    def _lacks_words(self, element: Element) -> bool:
        """Say whether an element refers to a note of which the file has no words."""
        return local(element.tag) in _REFERENCES and (local(element.tag), attributes(element).get("id", "")) not in self.notes

    # What is in it

    def _count(self, what: str, near: str = "") -> None:
        found = self.found.setdefault(what, _Found())
        found.count += 1
        found.near = found.near or near

    def _look(self, root: Element) -> None:
        """Count what will not come along, and give each picture a number in the place of its words."""
        near = ""
        for begins, element in xml.walk(root):
            tag = local(element.tag)
            if not begins:
                continue
            if tag == "p":
                near = _quoted(_words(element)) or near
            elif tag == "commentReference":
                self._count("comments", near)
            elif self._lacks_words(element):
                self._count("notes", near)
            elif tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"):
                self._count("changes", near)
            elif tag == "oMath":
                self._count("equations", near)
            elif tag in ("object", "altChunk"):
                self._count("objects", near)
            elif tag == "txbxContent":
                near = _quoted(_words(element)) or near
                self._count("boxes", near)
            elif tag == "graphicData" and (sort := _GRAPHICS.get(attributes(element).get("uri", "").rpartition("/")[2], "")):
                self._count(sort, near)
            elif tag == "r" and _is_hidden(element, self.hidden_styles) and _said(element):
                self._count("hidden", near)
            elif tag in ("inline", "anchor"):
                self._number_picture(element, near)
            elif tag == "imagedata":
                number = len(self.shown) + 1
                self.shown[number] = attributes(element).get("title", ""), Crop(), near
                for name in [name for name in element.attrib if local(name) == "title"]:
                    del element.attrib[name]
                element.set("{urn:schemas-microsoft-com:office:office}title", f"picture {number}")

    def _number_picture(self, element: Element, near: str) -> None:
        number = len(self.shown) + 1
        properties = next((part for part in element.iter() if local(part.tag) == "docPr"), None)
        blip = next((part for part in element.iter() if local(part.tag) == "blip"), None)
        if properties is None or blip is None:
            return
        if "embed" not in attributes(blip):
            self._count("linked", near)
            return
        given = attributes(properties)
        cut = next((attributes(part) for part in element.iter() if local(part.tag) == "srcRect"), {})
        sides = {name: max(0.0, int(cut[short]) / 100_000) for name, short in (("left", "l"), ("top", "t"), ("right", "r"), ("bottom", "b"))
                 if re.fullmatch(r"-?[0-9]{1,7}", cut.get(short, ""))}
        self.shown[number] = given.get("descr", "").strip() or given.get("title", "").strip(), Crop(**sides), near
        properties.set("descr", f"picture {number}")

    def _take_out(self, root: Element) -> None:
        """Take out what mammoth would carry over and a page must not have, or could not show."""
        for parent in reversed(list(root.iter())):  # what stands within others first
            children: list[Element] = []
            for child in parent:
                tag = local(child.tag)
                if tag == "br" and attributes(child).get("type") in ("page", "column"):
                    child.tag = child.tag.removesuffix("br") + "tab"  # of which words stay apart
                if tag == "del" and local(parent.tag) in ("rPr", "trPr"):
                    children.append(child)  # of the end of a paragraph, or of a row: mammoth goes by it
                    continue
                if tag in _HIDDEN or tag in ("object", "oMath", "oMathPara", "commentReference", "altChunk") or self._lacks_words(child) or _is_hidden(child, self.hidden_styles) or _is_contents(child):
                    continue
                children += list(child) if tag in (*_SHOWN_CHANGES, *_AROUND) else [child]
            if children != list(parent):
                parent[:] = children

    # Mammoth

    def _hidden_styles(self) -> frozenset[str]:
        if "word/styles.xml" not in self.archive.members:
            return frozenset()
        return frozenset(attributes(style).get("styleId", "") for style in self.archive.xml("word/styles.xml") if any(map(_hides, style)))

    def _html(self, parts: Mapping[str, Element]) -> str:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name in (name for name in self.archive.members if name in parts or name not in (*_NOTES, _COMMENTS)):
                new.writestr(name, tostring(parts[name], encoding="utf-8", xml_declaration=True) if name in parts else self.archive.read(name))

        def image(found: Any) -> dict[str, str]:
            number = int(re.sub(r"\D", "", found.alt_text or "") or 0)
            self.raw[number] = b""
            with suppress(KeyError), found.open() as file:  # the file itself may be gone
                self.raw[number] = file.read()
            return {"src": f"#picture-{number}"}

        try:
            result = mammoth.convert_to_html(out, style_map=self._styles(), convert_image=mammoth.images.img_element(image), include_embedded_style_map=False,
                                             external_file_access=False)
        except Exception:  # whatever it stumbles over in a file that is not as it should be
            raise NotRead(self.file, "it is damaged", _WHOLE) from None
        for number, (_, _, near) in self.shown.items():
            if number not in self.raw:  # within a group of drawings, which mammoth leaves out
                self._count("pictures", near)
        for message in result.messages:
            if "w:sym" in message.message:
                self._count("signs")
        return str(result.value)

    def _styles(self) -> str:
        """Return which styles are headings and quotations: Word's own, and those that a partnership made of them."""
        lines = [_STYLES]
        if "word/styles.xml" in self.archive.members:
            levels, based = dict[str, int](), dict[str, str]()
            for style in self.archive.xml("word/styles.xml"):
                name = attributes(style).get("styleId", "")
                if attributes(style).get("type") != "paragraph" or not re.fullmatch(r"[A-Za-z][\w-]*", name, re.ASCII):
                    continue
                for part in style.iter():
                    value = attributes(part).get("val", "")
                    if local(part.tag) == "outlineLvl" and value in ("0", "1", "2", "3", "4", "5"):
                        levels[name] = int(value) + 1
                    elif local(part.tag) == "basedOn":
                        based[name] = value
            for name in {*levels, *based}:
                above, steps = name, 0
                while above not in levels and above in based and steps < 20:
                    above, steps = based[above], steps + 1
                if above in levels and not name.startswith(("Title", "TOC")):
                    lines.append(f"p.{name} => h{levels[above]}:fresh")
        return "\n".join(lines)

    def _title(self, html: str) -> tuple[str, str]:
        found = re.search(r'<h1 class="title">(.*?)</h1>', html, re.DOTALL)
        if not found:
            return "", html
        return words_of_html(_NOTE_IN_TITLE.sub("", found[1])), html[:found.start()] + html[found.end():]

    # What did not come along

    def _left(self, lost: Lost) -> Iterator[Fault]:
        for key, (one, many, rest, advice) in _KINDS.items():
            if found := self.found.get(key):
                beside = f', {"" if found.count == 1 else "the first "}beside "{found.near}"' if found.near else ""
                yield _fault(f"It has {one if found.count == 1 else f'{found.count} {many}'}{beside}: {rest}", advice)
        for name in sorted(self.archive.members):
            part = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
            if part and (words := " ".join(_words(self.archive.xml(name)).split())):
                yield _fault(f'The {part[1]} of its pages says "{_quoted(words)}": that is not on the page', "If readers need it, write it into the text.")
            if part and any(local(element.tag) == "textpath" for element in self.archive.xml(name).iter()):
                yield _fault("It has a watermark, which is not on the page", "If it is a draft, leave the line draft: true where it is.")
        yield from left_behind(lost)


def _fault(what: str, advice: str) -> Fault:
    return Fault(LEFT, {"what": what, "advice": advice})


def left_behind(lost: Lost) -> Iterator[Fault]:
    """Return what HTML could not carry over, whatever it came from."""
    for key, count in (("comments", lost.comments), ("changes", lost.changes), ("hidden", lost.hidden)):
        if count:
            one, many, rest, advice = _KINDS[key]
            yield _fault(f"It has {one if count == 1 else f'{count} {many}'}: {rest}", advice)
    for words in lost.links:
        yield _fault(f'The link "{_quoted(words)}" leads to somebody\'s computer or a shared folder: its words are there, and no link', "Upload the file beside the page, or link to its page.")
    for words in lost.unfollowed:
        yield _fault(f'The link "{_quoted(words)}" works only in the page or program that it was copied from: its words are there, and no link', "Open it there, and copy the address that the browser then shows, from https:// on; if there is none, take the words out.")
    for address in lost.pictured:
        yield _fault(f'A picture was a link to "{_quoted(address)}": the picture is there, and no link', "Write the link below it, with words that say where it leads.")
    for words in lost.merged:
        yield _fault(f'In the table that begins "{_quoted(words)}" cells were joined: each has its words in the first of them', "Look at the table, and fill or shorten it.")
    for words in lost.laid_out:
        yield _fault(f'The table that begins "{_quoted(words)}" only placed text on the sheet: its cells stand one below the other', "Look whether their order is right.")


_KINDS: dict[str, tuple[str, str, str, str]] = {
    "comments": ("a comment", "comments", "none of it is on the page", "Read it in Word, and do what it asks for."),
    "notes": ("a note of which the file has no words", "notes of which the file has no words", "none of it is on the page", "Look in Word whether the notes are there, and ask whoever wrote it; or write them into the text."),
    "changes": ("a tracked change", "tracked changes", "the page has the text as if all were accepted", "Look in Word, under Review, whether all are meant."),
    "hidden": ("hidden words", "stretches of hidden words", "they are not on the page", "If readers need them, let them be seen in Word, or write them on the page."),
    "boxes": ("a text box", "text boxes", "the words stand below the paragraph that it is fixed to", "Look whether they are in the right place."),
    "equations": ("an equation", "equations", "it is not on the page", "Write it in words."),
    "objects": ("an object of another program", "objects of other programs", "it is not on the page", "Write down what it says, or put a picture of it beside the page."),
    "a chart": ("a chart", "charts", "it is not on the page", "Write down its figures as a table."),
    "a drawing (SmartArt)": ("a drawing (SmartArt)", "drawings (SmartArt)", "it is not on the page", "Write down what it says, as a list."),
    "pictures": ("a picture that no browser shows, or a damaged one", "pictures that no browser shows, or damaged ones", "it is not beside the page", "In Word, right-click on it, Save as Picture, choose PNG, and put that beside the page."),
    "signs": ("a sign of a font of its own", "signs of fonts of their own", "it is not on the page", "Look for gaps in the text, and write a word there."),
    "linked": ("a picture that is only linked", "pictures that are only linked", "it is not beside the page", "Put the file itself beside the page."),
}
"""What may not come along: one of them, several, what became of it, and what to do."""


def _choose(root: Element) -> None:
    """Put one thing in the place of what stands there twice, for new programs and for old ones.

    Mammoth reads what is for old programs, which has the words of text boxes; but the words of a picture are with the new one.
    """
    for parent in list(root.iter()):
        while alternatives := [(place, child) for place, child in enumerate(parent) if local(child.tag) == "AlternateContent"]:
            for place, child in reversed(alternatives):
                new, old = ([list(part) for part in child if local(part.tag) == sort] for sort in ("Choice", "Fallback"))
                picture = any(local(part.tag) == "graphicData" and any(local(inner.tag) == "pic" for inner in part) for part in child.iter())
                parent[place:place + 1] = new[0] if new and (picture or not old) else old[0] if old else []


def _words(element: Element) -> str:
    """Return the words of a part of the text, without those that were deleted or are hidden."""
    hidden = {part for run in element.iter() if _is_hidden(run) for part in run}
    return " ".join("".join((part.text or "") if local(part.tag) == "t" and part not in hidden else " " if local(part.tag) in ("tab", "br", "p") else "" for part in element.iter()).split())


def _quoted(words: str) -> str:
    """Return the beginning of words as a message can quote it: without what may be somebody's number or address."""
    return masked(words)[:40].strip()


def _hides(properties: Element) -> bool:
    """Say whether the properties of a stretch of words, or those of a style, hide words."""
    return local(properties.tag) == "rPr" and any(local(style.tag) in ("vanish", "webHidden") and attributes(style).get("val") not in ("0", "false") for style in properties)


def _is_hidden(element: Element, hidden_styles: frozenset[str] = frozenset()) -> bool:
    return local(element.tag) == "r" and any(_hides(part) or any(local(style.tag) == "rStyle" and attributes(style).get("val") in hidden_styles for style in part)
                                             for part in element if local(part.tag) == "rPr")


def _said(run: Element) -> str:
    return "".join(part.text or "" for part in run if local(part.tag) == "t").strip()


def _is_contents(element: Element) -> bool:
    """Say whether a part is Word's table of contents: the page makes its own."""
    tag = local(element.tag)
    if tag == "sdt":
        return any(local(part.tag) == "docPartGallery" and attributes(part).get("val") == "Table of Contents" for part in element.iter())
    return tag == "p" and any(local(part.tag) == "pStyle" and attributes(part).get("val", "").upper().startswith("TOC") for part in element.iter())


_NOTE_IN_TITLE = re.compile(r'<sup><a href="#(?:foot|end)note-[^<>]*>[^<>]*</a></sup>')
_HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
_SORT_OF_PAGE = re.compile(r"^(?:7|seven)[- ]?minutes? briefings?\s*[:\u2013\u2014-]?\s*", re.IGNORECASE)


def _titled(title: str, body: str) -> tuple[str, str]:
    """Return the title, which may be the only heading of the first level, or the first if it says of what sort the page is, and the text without it."""
    headings = _HEADING.findall(body)
    only = len(headings) > 1 and body.startswith("# ") and [len(signs) for signs, _ in headings].count(1) == 1
    if not title and (first := _HEADING.match(body)) and (only or _SORT_OF_PAGE.match(first[2])):
        body = body[first.end():]
        title = words_of_html(first[2].replace("\\", ""))
    return _SORT_OF_PAGE.sub("", title).strip() or title, body.strip("\n")


def levelled(body: str) -> str:
    """Return a text whose headings begin at level 2 and leave none out."""
    above: list[int] = []

    def level(heading: re.Match[str]) -> str:
        given = len(heading[1])
        while above and above[-1] >= given:
            above.pop()
        above.append(given)
        return f"{'#' * min(len(above) + 1, 6)} {heading[2]}"

    return _HEADING.sub(level, body)


Parts = Sequence[tuple[str, str]]
"""The headings of a template's parts, without their signs, each with the help below it."""


def in_parts(body: str, parts: Parts) -> tuple[str, list[str]]:
    """Return a text with all parts of its kind, and which of them were not found in it and stand there empty now."""
    wanted = [heading for heading, _ in parts]
    headings = [match for match in _HEADING.finditer(body) if match[1] == "##"]
    numbers = [_part(match[2], wanted) for match in headings]
    if len(headings) == len(parts) and {*numbers} != {*range(len(parts))} and _NUMBERED.match(wanted[0]):
        numbers = [*range(len(parts))]  # as many as there must be, under other names: it is their order that counts
    missing = [number for number in range(len(parts)) if number not in numbers]
    added = [wanted[number] for number in missing]
    made, last = "", 0
    for match, number in zip(headings, numbers, strict=True):
        if number is None or numbers.index(number) != len([place for place in headings if place.start() < match.start()]):
            continue
        made += body[last:match.start()]
        while missing and missing[0] < number:
            made += _empty(parts[missing.pop(0)])
        sign = _NUMBERED.match(wanted[number])
        made += f"## {sign[0]}{_NUMBERED.sub('', match[2])}" if sign else f"## {wanted[number]}"
        last = match.end()
    made += body[last:]
    for number in missing:
        made = f"{made.rstrip()}\n\n{_empty(parts[number])}"
    return made.strip("\n"), added


_NUMBERED = re.compile(r"^(?:(?:part|step) )?[0-9]{1,2}(?:[.):] ?| (?!minutes?\b))(?=\S)", re.IGNORECASE)


def _part(words: str, wanted: Sequence[str]) -> int | None:
    """Return which part of a kind a heading begins: the one with its number, else the one whose name is like it."""
    number = _NUMBERED.match(words)
    place = int(re.sub(r"\D", "", number[0])) - 1 if number else -1
    if number and _NUMBERED.match(wanted[0]):
        return place if 0 <= place < len(wanted) else None
    names = [_NUMBERED.sub("", heading).casefold() for heading in wanted]
    plain = _NUMBERED.sub("", words).casefold().strip(" .:?")
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.8)
    return names.index(near[0]) if near else next((number for number, name in enumerate(names) if "question" in name and "question" in plain), None)


def _empty(part: tuple[str, str]) -> str:
    heading, note = part
    return f"## {heading}\n\n{note}\n\n"
