"""OpenDocument files (.odt, .ods, .odp): their parts are on a list, nothing runs or is fetched, and they name nobody.

Source: OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from publishing.checks.attachments import pictures
from publishing.checks.attachments.found import ACTIVE, AUTHOR, CHANGES, DETAILS, HIDDEN, LOCKED, OTHER, is_harmless, private_link, scheme_of, within
from publishing.checks.attachments.office import Inner
from publishing.problems.problem import Fault
from publishing.reading import xml
from publishing.reading.archives import Archive
from publishing.reading.xml import attributes, local

_TYPES = {"odt": b"application/vnd.oasis.opendocument.text", "ods": b"application/vnd.oasis.opendocument.spreadsheet", "odp": b"application/vnd.oasis.opendocument.presentation"}
_PARTS = re.compile(r"mimetype|(?:Object \d+/)?(?:content|styles|meta|settings)\.xml|META-INF/(?:manifest|documentsignatures)\.xml|manifest\.rdf|layout-cache|Thumbnails/thumbnail\.\w+"
                    r"|ObjectReplacements/Object \d+|Fonts/[^/]+|Configurations2/(?:accelerator/current\.xml|images/Bitmaps/.*)?")
_MEDIA = re.compile(r"(?:Object \d+/)?(?:Pictures|Media)/[^/]+\.(\w+)")
_CHECKED = frozenset(("png", "jpg", "jpeg", "gif", "webp", "svg", "mp4", "mp3"))
_UNCHECKED = frozenset(("emf", "wmf", "svm", "bmp", "tif", "tiff", "pdf"))
_META = frozenset("generator creation-date date editing-duration editing-cycles document-statistic title subject keyword description language print-date".split())
_NAMES = frozenset(("creator", "initial-creator", "printed-by"))
_RUNS = {"event-listener": "something that runs by itself", "script": "a macro", "plugin": "a program", "applet": "a program", "floating-frame": "a page from elsewhere",
         "dde-connection": "a connection that fetches data", "dde-connection-decl": "a connection that fetches data", "dde-source": "a connection that fetches data", "dde-link": "a connection that fetches data",
         "table-source": "a connection that fetches data", "cell-range-source": "a connection that fetches data", "object-ole": "another file inside it",
         "database-source-sql": "a connection that fetches data", "database-source-query": "a connection that fetches data", "database-source-table": "a connection that fetches data"}
_FORMULAS = re.compile(r"\b(?:DDE|WEBSERVICE|FILTERXML)\s*\(", re.IGNORECASE)


def check(file: BinaryIO, ending: str, organisations: frozenset[str], inner: Inner) -> Iterator[Fault]:
    """Find what is wrong inside an OpenDocument file. Raises :class:`publishing.reading.archives.Refused` where it is none."""
    with Archive(file) as archive:
        if "mimetype" not in archive.members or archive.read("mimetype").strip() != _TYPES[ending] or "content.xml" not in archive.members:
            yield Fault(OTHER, {"ending": ending})
            return
        if "META-INF/manifest.xml" in archive.members and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            yield Fault(LOCKED, {})
            return
        yield from _parts(archive, ending, inner)
        try:
            for name in archive.members:
                base = name.rpartition("/")[2]
                if base == "meta.xml":
                    yield from of_properties(archive.xml(name).iter(), organisations)
                elif base in ("content.xml", "styles.xml", "settings.xml"):
                    yield from _part(archive.xml(name), ending)
        except xml.Refused:
            yield Fault(OTHER, {"ending": ending})


def _without(ending: str) -> str:
    return f"Take it out in LibreOffice, and save it again as .{ending}; or save it as PDF."


def _parts(archive: Archive, ending: str, inner: Inner) -> Iterator[Fault]:
    for name in archive.members:
        media = _MEDIA.fullmatch(name)
        sort = media[1].lower() if media else ""
        if sort in _CHECKED:
            raw = archive.read(name)
            yield from within(name.rpartition("/")[2], ending, inner(io.BytesIO(raw), pictures.sort_of(raw) or sort))
        elif name.startswith(("Basic/", "Scripts/", "Dialogs/", "Object ")) and not _PARTS.fullmatch(name):
            yield Fault(ACTIVE, {"what": "another file inside it" if name.startswith("Object ") else "macros", "advice": _without(ending)})
        elif name == "META-INF/documentsignatures.xml":
            yield Fault(AUTHOR, {})
        elif name == "Configurations2/accelerator/current.xml" and archive.members[name]:
            yield Fault(ACTIVE, {"what": "keys that run something", "advice": _without(ending)})
        elif sort not in _UNCHECKED and not _PARTS.fullmatch(name):
            yield Fault(ACTIVE, {"what": f"a part that no ordinary document has, {name[-60:]}", "advice": _without(ending)})


def of_properties(items: Iterable[Element], organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what the properties of a document say of people and their computers."""
    for item in items:
        name, words = local(item.tag), item.text or ""
        if name in ("template", "auto-reload"):
            yield Fault(DETAILS, {"what": "a folder on somebody's computer"}) if name == "template" else \
                Fault(ACTIVE, {"what": "a page that is fetched when it is opened", "advice": _without("odt")})
        elif name in _META or is_harmless(words, organisations):
            continue
        else:
            yield Fault(AUTHOR, {}) if name in _NAMES else Fault(DETAILS, {"what": f'its property "{(attributes(item).get("name") or name)[:40]}"'})


def _hides(properties: Element) -> bool:
    given = attributes(properties)
    return (local(properties.tag) == "table-properties" and given.get("display") == "false") or (local(properties.tag) == "drawing-page-properties" and given.get("visibility") == "hidden")


def _part(root: Element, ending: str) -> Iterator[Fault]:
    hidden: set[str] = set()
    for element in root.iter():
        name, given = local(element.tag), attributes(element)
        if name == "event-listener" and "presentation" in str(element.tag) and given.get("action") not in ("execute", "execute-macro", "verb"):
            continue  # a button that leads to another slide
        if name in _RUNS and (name != "script" or len(element) or (element.text or "").strip()):
            yield Fault(ACTIVE, {"what": _RUNS[name], "advice": _without(ending)})
        elif name == "tracked-changes" and len(element):
            yield Fault(CHANGES, {"what": "changes that were tracked", "advice": 'In LibreOffice: Edit, Track Changes, "Accept All", and save.'})
        elif name == "annotation":
            yield Fault(CHANGES, {"what": "comments, and the names of who made them", "advice": "In LibreOffice: right-click on a comment, \"Delete All Comments\", and save."})
        elif name == "style" and any(_hides(part) for part in element):
            hidden.add(given.get("name", ""))
        elif name == "page" and given.get("style-name") in hidden:
            yield Fault(HIDDEN, {"what": f'the slide "{given.get("name", "")[:40]}"', "advice": "Delete it, or let it be seen."})
        elif name == "table" and given.get("style-name") in hidden:
            yield Fault(HIDDEN, {"what": f'the sheet "{given.get("name", "")[:40]}"', "advice": "In LibreOffice: right-click on any sheet's name, Show Sheet, and look at it. Delete it if it is not meant for everybody."})
        if _FORMULAS.search(given.get("formula", "")):
            yield Fault(ACTIVE, {"what": "a formula that fetches or runs something", "advice": _without(ending)})
        href = given.get("href")
        yield from private_link(href or "")
        if href and not _is_fine(name, href):
            yield Fault(ACTIVE, {"what": f'a link or a picture from elsewhere, that begins with "{href[:12]}"', "advice": _without(ending)})


def _is_fine(element: str, href: str) -> bool:
    """Say whether an address leads to a page that a reader chooses, or to a part of the file itself."""
    scheme = scheme_of(href)
    if scheme != "":
        return scheme is None and element in ("a", "form", "button")
    inside = re.fullmatch(r"(?:\./)?(?:Pictures/[^/]+|Media/[^/]+|Object \d+|ObjectReplacements/Object \d+|Fonts/[^/]+)", href)
    return href.startswith("#") or href == ".." or bool(inside)
