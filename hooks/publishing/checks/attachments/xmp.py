"""What programs write about a file in XMP, an XML of properties that pictures, films, PDF and SVG hold alike (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from publishing.checks.attachments.found import AUTHOR, DETAILS, PLACE, is_harmless
from publishing.problems.problem import Fault
from publishing.reading import xml
from publishing.reading.xml import local

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NO_PROPERTIES = (_RDF, "{http://www.w3.org/XML/1998/namespace}", "{adobe:ns:meta/}", "{http://www.aiim.org/pdfa/ns/")
_NO_TEXT = re.compile(r"[\d\s.,:/+\-TZ]*|true|false|(?:(?:uuid|xmp\.[di]id|adobe:docid:\w+):)?[0-9a-f-]{16,}|\w+/[\w.+-]+", re.IGNORECASE)
"""Numbers, days, identifiers and types."""

_MAY_STAND = frozenset(
    "CreatorTool Producer Software softwareAgent action changed parameters format type ColorMode ICCProfile ColorSpace RenditionClass conformance part "
    "Trapped DocumentID InstanceID OriginalDocumentID documentID instanceID originalDocumentID DerivedFrom renditionClass maskMarkers versionID Rating "
    "CreateDate ModifyDate MetadataDate DateCreated DateTimeOriginal DateTimeDigitized ExifVersion FlashpixVersion ComponentsConfiguration NativeDigest "
    "LegacyIPTCDigest image license permits requires prohibits Permission GTS_PDFXVersion GTS_PDFXConformance unit mode fontFamily fontFace fontType "
    "versionString fontFileName swatchName groupName groupType tint PlateNames HasVisibleTransparency HasVisibleOverprint StartupProfile".split())
_OF_DOCUMENTS = frozenset("title subject Keywords description Subject Title language".split())
_NAMES = frozenset("creator author artist authors authorsposition captionwriter contributor credit owner ownername cameraownername publisher rights lastmodifiedby agent "
                   "personinimage creatorcontactinfo ciemailwork citelwork writereditor".split())
_PLACES = re.compile(r"GPS|City|State|Country|Location|Province|AltitudeRef|Latitude|Longitude", re.IGNORECASE)


def check(raw: bytes, organisations: frozenset[str], document: bool = False) -> Iterator[Fault]:
    """Find what a packet of XMP says of people and places; a document may have a title and a summary."""
    try:
        root = xml.parse(raw.strip(b" \t\r\n\0"), 50_000)
    except xml.Refused:
        yield Fault(DETAILS, {"what": "properties that cannot be read"})
        return
    yield from check_properties(root, organisations, document)


def check_properties(root: Element, organisations: frozenset[str], document: bool = False) -> Iterator[Fault]:
    """Find the same in what was parsed already."""
    for name, words in _properties(root):
        if name in _MAY_STAND or is_harmless(words, organisations) or (document and name in _OF_DOCUMENTS):
            continue
        if _PLACES.search(name):
            yield Fault(PLACE, {})
        elif not _NO_TEXT.fullmatch(words.strip()):
            yield Fault(AUTHOR, {}) if name.lower() in _NAMES else Fault(DETAILS, {"what": f'its property "{name[:40]}"'})


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Yield each text with the name of the property that it belongs to."""
    names = [""]
    for begins, element in xml.walk(root):
        if not begins:
            names.pop()
            continue
        own = local(element.tag) if isinstance(element.tag, str) and not element.tag.startswith(_NO_PROPERTIES) else names[-1]
        names.append(own)
        if element.text and element.text.strip() and not _is_of_pdfa(element):
            yield own, element.text
        yield from ((local(key), value) for key, value in element.attrib.items() if not key.startswith(_NO_PROPERTIES) and "}" in key)
        if (resource := element.attrib.get(f"{_RDF}resource")) and own:
            yield own, resource


def _is_of_pdfa(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith("{http://www.aiim.org/pdfa/ns/")
