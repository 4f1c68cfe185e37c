"""Images and documents: of a type that opens everywhere, not too large, what their names say, and silent about who made them and where."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from publishing.checks.attachments import film_and_sound, office, open_document, pdf, pictures, svg, tables
from publishing.checks.attachments.found import ACTIVE, LOCKED, OTHER, UNPACKS, how, within
from publishing.problems.problem import Fault, Problem
from publishing.problems.rule import FILES, Rule
from publishing.reading import archives, attachments
from publishing.reading.archives import Archive
from publishing.reading.names import tidy

IMAGES = {"png", "jpg", "jpeg", "gif", "webp", "svg"}
_WORD = {"docx", "pptx", "xlsx"}
_OPEN_DOCUMENT = {"odt", "odp", "ods"}
DOCUMENTS = {"pdf", "csv", "mp3", "mp4", "zip", *_WORD, *_OPEN_DOCUMENT}
LARGEST_IMAGE = 1_000_000
_MOST_FOUND, _MOST_LOOKED_AT = 12, 500
"""So much that is wrong with one file is told at most, of so much that is found."""

_PIXELS = "Make the picture smaller: 1,600 pixels wide is enough for every screen."
_PICTURES = 'Save it again with smaller pictures ("minimum size"), or link to where it is published.'
_PUBLISHED = "Use PDF, Word, OpenDocument, PNG, JPEG, SVG, CSV, MP3 or MP4"

TYPE = Rule("file-type", FILES, 'files of the type "{ending}" are not published', "{advice}",
            "The site publishes pages, pictures and documents that open on every computer and phone.", {"ending": "exe", "advice": f"{_PUBLISHED}."})
NO_ENDING = Rule("file-without-ending", FILES, "the name of this file lacks its ending", "If it is a page, let its name end in .md: {name}.md. Else add the ending of its type, such as .pdf.",
                 "The ending says what a file is, to people and to programs.", {"name": "private-fostering"})
SIZE = Rule("file-size", FILES, "this file has {size} MB; the limit is {limit} MB", "{advice}", "People open the site on a phone, with little data left.",
            {"size": "4.2", "limit": "1.0", "advice": _PIXELS})
EMPTY = Rule("file-empty", FILES, "this file is empty", "Put the file itself here again.", "Something went wrong when it was copied or uploaded.")

_SMALLER = {
    "svg": "Draw it with fewer lines, or save it as .png, 1,600 pixels wide.",
    "csv": "Take out the rows and columns that nobody needs, make several files of it, or link to where it is published.",
    "mp3": "Save it again in mono with fewer kilobits a second, or link to where it is published.",
    "mp4": "Save it again with fewer pixels or in parts, or link to where it is published.",
    "zip": "Take out of it what nobody needs, make several files of it, or link to where it is published.",
}
"""What makes a file of a type smaller, where it is not what makes a picture or a document smaller."""
_ADVICE = {
    "doc": "Save it as .docx, or better as an accessible PDF.", "xls": "Save it as .xlsx or .csv.", "ppt": "Save it as .pptx, or as PDF.",
    "docm": "Save it as .docx, which has no macros.", "xlsm": "Save it as .xlsx, which has no macros.", "pptm": "Save it as .pptx, which has no macros.",
    "dotx": "Save it as .docx.", "xltx": "Save it as .xlsx.", "potx": "Save it as .pptx.", "xlsb": "Save it as .xlsx.",
    "heic": "Save the picture as .jpg.", "tiff": "Save the picture as .png.", "tif": "Save the picture as .png.", "bmp": "Save the picture as .png.",
    "mov": "Save the film as .mp4.", "wav": "Save it as .mp3.", "m4a": "Save it as .mp3.",
    "html": "Write it as a page in Markdown, in a file that ends in .md.", "htm": "Write it as a page in Markdown, in a file that ends in .md.",
    "markdown": "Let its name end in .md.", "txt": "Write it as a page in Markdown, in a file that ends in .md.",
    "yml": "Data belong in the folder data/.", "yaml": "Data belong in the folder data/.", "rtf": "Save it as .docx or PDF.", "pages": "Save it as .docx or PDF.",
}


def check(path: Path, file: str, organisations: frozenset[str]) -> Iterator[Problem]:
    """Find what is wrong with an image or document. ``organisations`` may stand as its author.

    A film is not read whole, nothing is decoded, and what is packed is bounded before it is unpacked.
    """
    name = file.rpartition("/")[2]
    meant = tidy(name)
    ending = meant.partition(".")[2]
    if not ending:
        yield NO_ENDING.problem(file, 1, name=meant)
        return
    if ending == "md":  # whatever is wrong with its name is told
        return
    if ending not in IMAGES | DOCUMENTS:
        yield TYPE.problem(file, 1, ending=ending[:20], advice=_ADVICE.get(ending, f"{_PUBLISHED}, or take the file away."))
        return
    size, limit = path.stat().st_size, LARGEST_IMAGE if ending in IMAGES else attachments.LARGEST
    if size > limit:
        yield SIZE.problem(file, 1, size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.1f}", advice=_SMALLER.get(ending) or (_PIXELS if ending in IMAGES else _PICTURES))
        return
    if not size:
        yield EMPTY.problem(file, 1)
        return
    yield from check_contents(path, file, organisations)


def check_contents(path: Path, file: str, organisations: frozenset[str]) -> Iterator[Problem]:
    """Find what is wrong inside an image or document of a type that is published, however large it is."""
    name = file.rpartition("/")[2]
    ending = tidy(name).partition(".")[2]
    with path.open("rb") as opened:
        found = (fault.rule.problem(file, 1, found=name, **{"inside": "", "how": how(ending), "name": name[:60], **fault.values})
                 for fault in islice(_inside(opened, ending, organisations), _MOST_LOOKED_AT))
        told = {str(problem): problem for problem in found}
    yield from islice(told.values(), _MOST_FOUND)


def _inside(file: BinaryIO, ending: str, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what is wrong with the contents of a file of a type that is published."""
    inner = partial(_inside, organisations=organisations)
    try:
        if ending == "svg":
            yield from svg.check(file.read(), organisations)
        elif ending in IMAGES:
            yield from pictures.check(file.read(), ending, organisations)
        elif ending == "pdf":
            yield from pdf.check(file, organisations)
        elif ending in _WORD:
            yield from office.check(file, ending, organisations, inner)
        elif ending in _OPEN_DOCUMENT:
            yield from open_document.check(file, ending, organisations, inner)
        elif ending == "mp4":
            yield from film_and_sound.mp4(file, organisations)
        elif ending == "mp3":
            yield from film_and_sound.mp3(file, organisations)
        elif ending == "zip":
            yield from _packed(file, organisations)
        else:
            yield from tables.check(file.read(), ending)
    except archives.TooLarge:
        yield Fault(UNPACKS, {})
    except archives.Locked:
        yield Fault(LOCKED, {})
    except archives.Refused:
        yield Fault(LOCKED if _is_locked_office(file) else OTHER, {"ending": ending})
    except Exception:  # a damaged file leads a parser anywhere, and a check must end all the same
        yield Fault(OTHER, {"ending": ending})


_APPLE_DOUBLE = b"\0\5\x16\7"
"""How the files begin that a Mac puts beside those that it packs."""


def _packed(file: BinaryIO, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at each file in a ZIP file as if it stood by itself. Another ZIP file in it is refused."""
    with Archive(file) as archive:
        for name in archive.members:
            ending = name.rpartition(".")[2].lower()
            if name.startswith("__MACOSX/") and archive.read(name).startswith(_APPLE_DOUBLE):
                continue
            if ending in (IMAGES | DOCUMENTS | {"txt"}) - {"zip"}:
                yield from within(name, "zip", _inside(io.BytesIO(archive.read(name)), ending, organisations))
            elif name.rpartition("/")[2] not in (".DS_Store", "Thumbs.db", "desktop.ini"):
                yield Fault(ACTIVE, {"what": f"a file of a type that is not published, {name[-60:]}", "advice": f"Unpack it, take that file out, and pack the others again. {_PUBLISHED}."})


def _is_locked_office(file: BinaryIO) -> bool:
    """Say whether it is what Office makes of a document with a password: another format, with a part of this name."""
    file.seek(0)
    return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and "EncryptedPackage".encode("utf-16-le") in file.read()
