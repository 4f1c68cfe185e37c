"""Word, Excel and PowerPoint files (.docx, .xlsx, .pptx): their parts are on a list, nothing runs or is fetched, and they name nobody.

Source: ECMA-376, parts 1 and 2; [MS-OFFMACRO2] for what macros look like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from publishing.checks.attachments import pictures
from publishing.checks.attachments.found import ACTIVE, AUTHOR, CHANGES, DETAILS, HIDDEN, OTHER, PROGRAMS, is_harmless, private_link, scheme_of, within
from publishing.problems.problem import Fault
from publishing.reading import xml
from publishing.reading.archives import Archive
from publishing.reading.xml import attributes, local
from publishing.words.patterns import pattern

Inner = Callable[[BinaryIO, str], Iterator[Fault]]
"""Checks a file inside another: its contents, and its ending."""

_MAIN = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
         "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"}

_MEDIA = pattern(r"(?:word|xl|ppt|docProps|word/glossary)/(?:media/[^/]+|thumbnail)\.(\w+)")
_ORDINARY_PARTS = pattern(
    r"\[Content_Types\]\.xml|\[trash\]/.*|package/services/metadata/core-properties/\w+\.psmdcp|(?:.+/)?_rels/[^/]*\.rels|docProps/(?:core|app|custom)\.xml|customXml/item(?:Props)?\d+\.xml|docMetadata/LabelInfo\.xml"
    r"|(?:word|xl|ppt)/(?:\w+\.xml|(?:theme|charts|chartex|diagrams|drawings|ink|glossary|glossary/theme)/[^/]+\.xml|drawings/[^/]+\.vml)"
    r"|word/fonts/[^/]+\.odttf|ppt/fonts/[^/]+\.fntdata"
    r"|xl/(?:worksheets|chartsheets|tables|pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches|threadedComments|persons|richData|richStyles|featurePropertyBag|ctrlProps|namedSheetViews)/[^/]+\.xml"
    r"|xl/printerSettings/printerSettings\d+\.bin|ppt/printerSettings/printerSettings\d+\.bin"
    r"|ppt/(?:slides|slideLayouts|slideMasters|notesSlides|notesMasters|handoutMasters|comments|modernComments|tags|changesInfos|ink)/[^/]+\.xml")
_RUNS = {
    **dict.fromkeys(("vba", "macrosheet", "dialogsheet"), ("macros", "")), **dict.fromkeys(("customui", "attachedtoolbars"), ("buttons that run something", "")),
    "activex": ("a control that can run something", ""), "afchunk": ("another file inside it", ""), "xl/model": ("a data model with all its data", ""),
    "embeddings/": ("another file inside it, with all its data", "Put a picture of it in its place: click on the chart or object, cut it, then Home, Paste, Paste Special, Picture (PNG), and save."),
    "externallink": ("links to files on somebody's computer", "In Excel: Data, Edit Links, choose them all, Break Link, and save."),
    **dict.fromkeys(("connections", "querytable"), ("a connection that fetches data", "In Excel: Data, Queries & Connections, delete each of them, and save.")),
    "webextension": ("an add-in", "Click on the add-in, delete it, and save."), "revisions/": ("every change that was ever made", "In Excel: Review, Unshare Workbook, and save.")}
"""A sign in the name of a part, what it then holds, and how to take it out."""

_RUNNING_LINKS = {"oleObject": "embeddings/", "package": "embeddings/", "aFChunk": "afchunk", "vbaProject": "vba", "control": "activex", "externalLink": "externallink", "webextension": "webextension"}
"""Kinds of links between parts, and the sign of the parts to which they lead, whatever these are called."""

_PICTURES = frozenset(("png", "jpg", "jpeg", "gif", "webp", "svg"))
_UNCHECKED_PICTURES = frozenset(("emf", "wmf", "tif", "tiff", "bmp", "wdp", "hdp", "emz", "wmz"))
_FILMS = frozenset(("mp4", "m4v", "m4a", "mp3"))

_CORE = frozenset("title subject keywords description category created modified revision language version contentStatus identifier lastPrinted contentType".split())
_CUSTOM = pattern(r"ContentTypeId|MediaServiceImageTags|Order|ICV|KSOProductBuildVer|GrammarlyDocumentId|xd_Signature|_dlc_DocIdItemGuid|"
                     r"MSIP_Label_[0-9a-f-]+_(?:Enabled|SetDate|Method|Name|SiteId|ActionId|ContentBits|Tag|Application)|ClassificationContentMarking\w+")

_FIELDS = frozenset(
    "= ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BIBLIOGRAPHY CITATION COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY DISPLAYBARCODE DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN "
    "FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE "
    "PAGEREF PRINTDATE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE ADDIN".split())
_FORMULAS = pattern(r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|FILTERXML|IMAGE|PY|SQL\.REQUEST|DDE|IMPORTXML|IMPORTDATA)\s*\(|\|\s*'|\w\|[^|]{0,200}!", re.IGNORECASE)
_CHANGES = frozenset("ins del moveFrom moveTo cellIns cellDel cellMerge rPrChange pPrChange sectPrChange tblPrChange tcPrChange trPrChange tblGridChange numberingChange".split())
_COMMENTS = pattern(r"(?:word/comments\w*|xl/comments\d*|xl/threadedComments/.*|ppt/(?:comments|modernComments)/.*)\.xml")
_PEOPLE = pattern(r"(?:word/people|xl/persons/.*|ppt/(?:commentAuthors|authors|changesInfos/.*))\.xml")


def check(file: BinaryIO, ending: str, organisations: frozenset[str], inner: Inner) -> Iterator[Fault]:
    """Find what is wrong inside an Office file. Raises :class:`publishing.reading.archives.Refused` where it is none."""
    with Archive(file) as archive:
        try:
            if not _is_main(archive, ending):
                yield Fault(OTHER, {"ending": ending})
                return
            yield from _parts(archive, ending, inner)
            for name in archive.members:
                if name.endswith(".rels"):
                    yield from _relationships(archive.xml(name), ending)
                elif name.endswith((".xml", ".psmdcp")) and name != "[Content_Types].xml":
                    yield from of_part(name, archive.xml(name), ending, organisations)
        except xml.Refused:
            yield Fault(OTHER, {"ending": ending})


def _macros(ending: str) -> str:
    return f"Save it without that: in {PROGRAMS[ending]}, File, Save As, .{ending}. Or save it as PDF."


def _is_main(archive: Archive, ending: str) -> bool:
    """Say whether it is the file that its name says: not another program's, not a template, not one with macros."""
    if "[Content_Types].xml" not in archive.members or "_rels/.rels" not in archive.members:
        return False
    main = [attributes(link).get("Target", "").lstrip("/") for link in archive.xml("_rels/.rels") if attributes(link).get("Type", "").endswith("/officeDocument")]
    types = {attributes(part).get("PartName", "").lstrip("/"): attributes(part).get("ContentType", "") for part in archive.xml("[Content_Types].xml")}
    return len(main) == 1 and main[0] in archive.members and types.get(main[0]) == _MAIN[ending]


def _parts(archive: Archive, ending: str, inner: Inner) -> Iterator[Fault]:
    for name in archive.members:
        lower = name.lower()
        media = _MEDIA.fullmatch(name)
        sort = media[1].lower() if media else ""
        sign = next((sign for sign in _RUNS if sign in lower and not media), "")
        if sign:
            yield _runs(sign, ending)
        elif sort in _PICTURES | _FILMS:
            raw = archive.read(name)
            yield from within(name.rpartition("/")[2], ending, inner(io.BytesIO(raw), "mp4" if sort in ("m4v", "m4a") else pictures.sort_of(raw) or sort))
        elif sort not in _UNCHECKED_PICTURES and not _ORDINARY_PARTS.fullmatch(name):
            yield Fault(ACTIVE, {"what": f"a part that no ordinary document has, {name[-60:]}", "advice": _macros(ending)})
    types = {attributes(part).get("ContentType", "").lower() for part in archive.xml("[Content_Types].xml")}
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        yield Fault(ACTIVE, {"what": "macros", "advice": _macros(ending)})


def _runs(sign: str, ending: str) -> Fault:
    what, advice = _RUNS[sign]
    return Fault(ACTIVE, {"what": what, "advice": advice or _macros(ending)})


def _relationships(root: Element, ending: str) -> Iterator[Fault]:
    for link in root:
        given = attributes(link)
        kind, target = given.get("Type", "").rpartition("/")[2], given.get("Target", "")
        if given.get("TargetMode", "").lower() != "external":
            if kind in _RUNNING_LINKS:
                yield _runs(_RUNNING_LINKS[kind], ending)
        elif kind != "hyperlink":
            what = "a template that is fetched when it is opened" if kind == "attachedTemplate" else "something that is fetched from elsewhere when it is opened"
            advice = 'In Word: File, Options, Add-ins, Manage "Templates", Go, choose the template "Normal", and save.' if kind == "attachedTemplate" else \
                f"Put it into the document itself: delete it, and insert it from a file on your computer. Then save as .{ending}."
            yield Fault(ACTIVE, {"what": what, "advice": advice})
        elif target and not _leads_to_a_page(target):
            yield _bad_link(target)
        else:
            yield from private_link(target)


def _leads_to_a_page(target: str) -> bool:
    return scheme_of(target) is None or target.startswith("#")


def _bad_link(target: str) -> Fault:
    return Fault(ACTIVE, {"what": f'a link that begins with "{target[:12]}"', "advice": "Let the link lead to a page with https://, or take it out."})


_PROPERTIES = {"core-properties": "core", "extended-properties": "app", "extendedProperties": "app", "custom-properties": "custom", "customProperties": "custom"}
"""The last word of the namespaces of properties, whatever the part is called that holds them."""


def sort_of_properties(root: Element) -> str:
    """Return which properties a part holds, ``core``, ``app`` or ``custom``, by its root; nothing where it holds none."""
    return _PROPERTIES.get(str(root.tag).partition("}")[0].rpartition("/")[2], "")


def of_properties(sort: str, items: Iterable[Element], organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what properties of one sort say of people and their computers."""
    for item in items:
        words, own = "".join(item.itertext()), item.get("name", "") if sort == "custom" else local(item.tag)
        if is_harmless(words, organisations) or (sort == "core" and own in _CORE) or (sort == "custom" and _CUSTOM.fullmatch(own)):
            continue
        if own in ("creator", "lastModifiedBy", "Manager"):
            yield Fault(AUTHOR, {})
        elif sort != "app":
            yield Fault(DETAILS, {"what": f'its property "{own[:40]}"'})
        elif own == "HyperlinkBase" or re.search(r"[A-Za-z]:\\|\\\\|file:", words):
            yield Fault(DETAILS, {"what": "a folder on somebody's computer"})


def _custom(root: Element, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at data that other programs keep in the file, SharePoint above all: people stand in them by name."""
    if local(root.tag) in ("Sources", "contentTypeSchema", "CoverPageProperties", "FormTemplates", "sst"):
        return
    for item in root.iter():
        words = (item.text or "").strip()
        if local(item.tag) in ("DisplayName", "AccountId") and re.search(r"[A-Za-z]", words):
            yield Fault(AUTHOR, {})
        elif re.search(r"[A-Za-z]{3}", words) and local(item.tag) not in ("TermName", "TermId") and not re.fullmatch(r"[0-9a-fA-F{}-]+|[\w.]+,.*|true|false", words) \
                and not is_harmless(words, organisations):
            yield Fault(DETAILS, {"what": f'its property "{local(item.tag)[:40]}"'})


def of_part(name: str, root: Element, ending: str, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at a part: at its changes, comments, fields, formulas, and at what it hides; properties may stand in any."""
    if sort := sort_of_properties(root):
        yield from of_properties(sort, root, organisations)
        return
    if name.startswith("customXml/item") and "Props" not in name:
        yield from _custom(root, organisations)
        return
    if _PEOPLE.fullmatch(name) or (_COMMENTS.fullmatch(name) and len(root)):
        if len(root):
            yield Fault(CHANGES, {"what": "comments, and the names of who made them", "advice": _without_comments(ending)})
        return
    fields: list[list[str]] = []
    for begins, element in xml.walk(root):
        tag = local(element.tag)
        if not begins:
            continue
        if tag in _CHANGES and ending == "docx":
            yield Fault(CHANGES, {"what": "changes that were tracked", "advice": 'In Word: Review, Accept, "Accept All Changes and Stop Tracking", and save.'})
        elif tag == "r" and ending == "docx" and _is_hidden(element):
            yield Fault(HIDDEN, {"what": "words", "advice": 'In Word: File, Info, "Check for Issues", "Inspect Document", "Inspect", press "Remove All" beside "Hidden Text", and save.'})
        elif tag == "srcRect" and any(value not in ("", "0") for value in attributes(element).values()):
            yield Fault(HIDDEN, {"what": "the parts of a picture that were cut off", "advice": f'In {PROGRAMS[ending]}: click on the picture, Picture Format, "Compress Pictures", tick "Delete cropped areas of pictures", press OK, and save.'})
        elif tag == "fldChar":
            kind = attributes(element).get("fldCharType")
            if kind == "begin":
                fields.append([])
            elif fields:
                yield from _field("".join(fields[-1]))
                fields[-1] = [""]
                if kind == "end":
                    fields.pop()
        elif tag in ("instrText", "delInstrText") and fields:
            fields[-1].append(element.text or "")
        elif tag == "instrText":
            yield from _field(element.text or "")
        elif tag == "fldSimple":
            yield from _field(attributes(element).get("instr", ""))
        elif ending == "xlsx":
            yield from _of_sheet(tag, element)
        elif tag in ("hlinkClick", "hlinkHover", "hlinkMouseOver") and attributes(element).get("action", "").startswith(("ppaction://program", "ppaction://macro", "ppaction://ole")):
            yield Fault(ACTIVE, {"what": "a button that starts a program", "advice": "In PowerPoint: Insert, Action, None, and save."})
        if tag == "sld" and attributes(element).get("show") == "0":
            yield Fault(HIDDEN, {"what": f'the slide {"".join(re.findall(r"[0-9]+", name.rpartition("/")[2]))}', "advice": "Delete it, or let it be seen."})


def _is_hidden(run: Element) -> bool:
    """Say whether a run of words in a Word file is not shown."""
    hides = any(local(part.tag) == "vanish" and attributes(part).get("val", "1") not in ("0", "false", "off") for part in run.iter())
    return hides and any(local(part.tag) == "t" and (part.text or "").strip() for part in run)


def _without_comments(ending: str) -> str:
    return f'In {PROGRAMS[ending]}: Review, delete all comments; then File, Info, "Check for Issues", "Inspect Document", "Inspect", "Remove All", and save.'


def _field(instruction: str) -> Iterator[Fault]:
    """Look at a field of Word, which may fetch or run something: its first word says what it does."""
    if not instruction.strip():
        return
    first = re.match(r"\s*(=|[A-Za-z]*)", instruction)
    kind = first[1].upper() if first else ""
    if kind not in _FIELDS:
        yield Fault(ACTIVE, {"what": f'a field "{kind[:20]}"', "advice": "In Word: click on it, press Ctrl and Shift and F9, which leaves its words, and save."})
    elif kind == "HYPERLINK":
        target = re.match(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]+))', instruction, re.IGNORECASE)
        address = (target[1] or target[2] or "") if target else ""
        if address and not _leads_to_a_page(address) and not re.match(r'\s*HYPERLINK\s+\\l', instruction, re.IGNORECASE):
            yield _bad_link(address)


def _fetches(formula: str) -> bool:
    """Say whether a formula fetches or runs something, or links to what is not a page."""
    links = re.findall(r'HYPERLINK\s*\(\s*"([^"]*)"', formula, re.IGNORECASE)
    return bool(_FORMULAS.search(re.sub(r'"[^"]*"', '""', formula))) or any(scheme_of(link) for link in links)


def _of_sheet(tag: str, element: Element) -> Iterator[Fault]:
    given = attributes(element)
    if tag == "sheet" and given.get("state", "visible") != "visible":
        advice = ("In Excel: right-click on any sheet's name, Unhide, and look at it. Delete it if it is not meant for everybody." if given.get("state") == "hidden" else
                  'Excel shows it to no one: in File, Info, "Check for Issues", "Inspect Document", "Inspect", press "Remove All" beside "Hidden Worksheets", and save.')
        yield Fault(HIDDEN, {"what": f'the sheet "{given.get("name", "")[:40]}"', "advice": advice})
    elif tag in ("col", "row") and (given.get("hidden") in ("1", "true") or "0" in (given.get("width"), given.get("ht"))):
        yield Fault(HIDDEN, {"what": "rows or columns of a sheet", "advice": "In Excel: choose the whole sheet (Ctrl+A), Home, Format, Hide & Unhide, and look at them. Delete what is not meant for everybody."})
    elif tag in ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula") and element.text and _fetches(element.text):
        yield Fault(ACTIVE, {"what": "a formula that fetches or runs something", "advice": "Copy the cell and paste it as a value (Paste Special, Values)."})
    elif tag == "pivotCacheRecords" and len(element):
        yield Fault(HIDDEN, {"what": "all the data behind a pivot table", "advice": "Copy the table, paste it as values (Paste Special, Values) on a new sheet, and delete the old one."})
