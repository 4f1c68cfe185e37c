"""Images and documents: of a type that opens everywhere, not too large, and silent about who made them and where."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from pypdf import PdfReader

from publishing.problems.problem import Problem
from publishing.problems.rule import FILES, PRIVATE, SAFE, Rule, allowance

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it remarks on damaged files in words of its own: we say what is wrong

IMAGES = {"png", "jpg", "jpeg", "gif", "webp", "svg"}
OFFICE = {"docx", "pptx", "xlsx", "odt", "odp", "ods"}
DOCUMENTS = {"pdf", "csv", "txt", "mp3", "mp4", "zip", *OFFICE}
LARGEST_IMAGE = 1_000_000
LARGEST_DOCUMENT = 20_000_000


def _allow(rule: str) -> str:
    return " If it may stand, add to the front matter of a page in the same folder: " + allowance(rule, "{name}") + "."


TYPE = Rule("file-type", FILES, 'files of the type "{ending}" are not published', "{advice}",
            "The site publishes pages, pictures and documents that open on every computer and phone.",
            {"ending": "exe", "advice": "Use PDF, Word, OpenDocument, PNG, JPEG, SVG, CSV, MP3 or MP4."})
SIZE = Rule("file-size", FILES, "this file has {size} MB; the limit is {limit} MB", "{advice}", "People open the site on a phone, with little data left.",
            {"size": "4.2", "limit": "1.0", "advice": "Make the picture smaller: 1,600 pixels wide is enough for every screen."})
EMPTY = Rule("file-empty", FILES, "this file is empty", "Put the file itself here again.", "Something went wrong when it was copied or uploaded.")
OTHER = Rule("file-contents", FILES, "the contents of this file are not what its name says: it is not a {ending}",
             "Save it again in that format; changing the end of its name is not enough.", "Browsers and programs refuse such a file, or treat it as something else.", {"ending": "pdf"})
SVG = Rule("svg-script", SAFE, "this picture could run something or fetch something from elsewhere", 'Save it again as a plain SVG ("optimised", "without scripts"), or as PNG.',
           "An SVG file is a small web page, and can do what a web page can do.")
AUTHOR = Rule("file-author", PRIVATE, "this file names its author or owner",
              'Take the name out: in Word, File, Info, "Inspect Document"; for a picture or PDF, Properties, "Remove properties and personal information".' + _allow("file-author"),
              "Programs write the name of whoever made a file into it, and everybody who opens it can see it.", {"name": "poster.pdf"}, allowable=True)
GPS = Rule("file-place", PRIVATE, "this picture says where it was taken",
           'Take the place out: Properties, "Remove properties and personal information", or take a screenshot of the picture.' + _allow("file-place"),
           "A phone writes the place into each photograph, to a few metres.", {"name": "photo.jpg"}, allowable=True)

_ADVICE = {
    "doc": "Save it as .docx, or better as an accessible PDF.", "xls": "Save it as .xlsx or .csv.", "ppt": "Save it as .pptx, or as PDF.",
    "heic": "Save the picture as .jpg.", "tiff": "Save the picture as .png.", "tif": "Save the picture as .png.", "bmp": "Save the picture as .png.",
    "html": "Write it as a page in Markdown, in a file that ends in .md.", "htm": "Write it as a page in Markdown, in a file that ends in .md.",
    "markdown": "Let its name end in .md.", "txt": "Write it as a page in Markdown, in a file that ends in .md.",
    "yml": "Data belong in the folder data/.", "yaml": "Data belong in the folder data/.", "rtf": "Save it as .docx or PDF.", "pages": "Save it as .docx or PDF.",
}
_BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF", "pdf": b"%PDF-", "zip": b"PK",
               **dict.fromkeys(OFFICE, b"PK")}
_SVG = re.compile(rb"<\s*(?:[a-z]+:)?(script|foreignobject|iframe|handler|set|animate)|\son[a-z]+\s*=|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpe?g))|<!entity|@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)
_XMP_PLACE = re.compile(rb"exif:GPSLatitude")
_XMP_AUTHOR = re.compile(rb"<dc:creator>[^<]*(?:<rdf:\w+>\s*)*<rdf:li[^>]*>[^<\s][^<]*<|photoshop:AuthorsPosition|<pdf:Author>[^<\s]", re.IGNORECASE)
_MARKS = {"author", "artist", "creator", "photographer", "lastmodifiedby", "initial-creator"}
_LARGEST_PROPERTIES = 200_000


def check(path: Path, file: str, organisations: frozenset[str]) -> Iterator[Problem]:
    """Find what is wrong with an image or document. ``organisations`` may stand as its author."""
    ending, name = file.rpartition(".")[2].lower() if "." in file.rpartition("/")[2] else "", file.rpartition("/")[2]
    if ending not in IMAGES | (DOCUMENTS - {"txt"}):
        advice = _ADVICE.get(ending, "Use PDF, Word, OpenDocument, PNG, JPEG, SVG, CSV, MP3 or MP4, or take the file away.")
        yield TYPE.problem(file, 1, ending=ending[:20] or name[:20], advice=advice)
        return
    size, limit = path.stat().st_size, LARGEST_IMAGE if ending in IMAGES else LARGEST_DOCUMENT
    if size > limit:
        advice = ("Make the picture smaller: 1,600 pixels wide is enough for every screen." if ending in IMAGES
                  else 'Save it again with smaller pictures ("minimum size"), or link to where it is published.')
        yield SIZE.problem(file, 1, size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.1f}", advice=advice)
        return
    raw = path.read_bytes()
    if not raw:
        yield EMPTY.problem(file, 1)
    elif not raw.startswith(_BEGINNINGS.get(ending, b"")):
        yield OTHER.problem(file, 1, ending=ending)
    elif ending == "svg" and _SVG.search(raw):
        yield SVG.problem(file, 1)
    else:
        try:
            authors, placed = _says(raw, ending)
        except Exception:
            yield OTHER.problem(file, 1, ending=ending)
            return
        if {author for author in authors if author.strip(" \0").casefold() not in organisations | {""}}:
            yield AUTHOR.problem(file, 1, found=name, name=name[:60])
        if placed:
            yield GPS.problem(file, 1, found=name, name=name[:60])


def _says(raw: bytes, ending: str) -> tuple[list[str], bool]:
    """Return whom a file names as its authors, and whether it says where it was made."""
    if ending in OFFICE:
        return _office(raw), False
    if ending == "pdf":
        metadata = PdfReader(io.BytesIO(raw)).metadata
        return [str(metadata.author)] if metadata and metadata.author else [], False
    authors, placed = ["?"] if _XMP_AUTHOR.search(raw) else [], bool(_XMP_PLACE.search(raw))
    if ending in IMAGES - {"svg"}:
        from PIL import ExifTags, Image  # here, because it is no pure Python, and a check of texts must run without it

        with Image.open(io.BytesIO(raw)) as image:
            exif = image.getexif()
            inner = exif.get_ifd(ExifTags.IFD.Exif)
            authors += [_words(value) for tag in (ExifTags.Base.Artist, ExifTags.Base.XPAuthor, ExifTags.Base.CameraOwnerName) for value in (exif.get(tag), inner.get(tag)) if value]
            authors += [str(value) for key, value in image.info.items() if isinstance(key, str) and key.lower() in _MARKS]
            placed = placed or bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    return authors, placed


def _words(value: object) -> str:
    return value.decode("utf-16-le", "replace").strip("\0") if isinstance(value, bytes) else str(value)


def _office(raw: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for part in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
            if part in archive.namelist() and archive.getinfo(part).file_size <= _LARGEST_PROPERTIES:
                text = archive.read(part)
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise ValueError("properties with definitions of their own")
                found += [element.text for element in ElementTree.fromstring(text).iter()
                          if element.text and element.tag.rpartition("}")[2].lower() in _MARKS | {"manager"}]
    return found
