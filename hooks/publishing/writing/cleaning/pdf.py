"""A PDF without the names in its properties: ISO 32000-2, 14.3. Its pages, links and tags stay as they are."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from publishing.checks.attachments import pdf
from publishing.reading import xml
from publishing.reading.xml import local
from publishing.writing.cleaning import pictures

_KEPT = {"http://www.aiim.org/pdfua/ns/id/": "pdfuaid", "http://www.aiim.org/pdfa/ns/id/": "pdfaid"}
"""What a PDF says of the standard that it keeps, by the namespaces of both."""


def cleaned(raw: bytes, organisations: frozenset[str]) -> bytes:
    """Return the file without what its properties say of people, and without its earlier versions; as it is where it is signed, which would be void.

    Raises whatever pypdf does where it is damaged or locked.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    if b"/ByteRange" in raw:
        return raw
    reader = PdfReader(io.BytesIO(raw))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    information = dict(reader.metadata or {})
    writer.metadata = None
    writer.add_metadata({key: value for key, value in information.items() if not any(pdf.of_information({key: value}, organisations))})
    for place, found in enumerate(writer._objects):
        if isinstance(found, StreamObject) and found.get("/Filter") == "/DCTDecode":
            found._data = pictures.cleaned(found._data)
        if isinstance(found, DictionaryObject) and "/Metadata" in found and found is not writer.root_object:
            del found["/Metadata"]
        if isinstance(found, StreamObject) and found.get("/Type") == "/Metadata":
            writer._objects[place] = None
    if "/Metadata" in writer.root_object:
        stream = StreamObject()
        stream._data = _packet(reader.root_object["/Metadata"], str(information.get("/Title", "")))
        stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _packet(metadata: Any, title: str) -> bytes:
    """Return a packet of XMP with a document's title, and the standards that it says it keeps."""
    try:
        root = xml.parse(metadata.get_object().get_data().strip(b" \t\r\n\0"), 50_000)
        said = [(namespace, local(element.tag), element.text or "") for element in root.iter() for namespace in _KEPT if str(element.tag).startswith(f"{{{namespace}}}")]
        said += [(namespace, local(name), value) for element in root.iter() for name, value in element.attrib.items() for namespace in _KEPT if name.startswith(f"{{{namespace}}}")]
    except xml.Refused:
        said = []
    names = "".join(f' xmlns:{_KEPT[namespace]}="{namespace}"' for namespace in dict.fromkeys(namespace for namespace, _, _ in said))
    kept = "".join(f"<{_KEPT[namespace]}:{name}>{escape(value)}</{_KEPT[namespace]}:{name}>" for namespace, name, value in said)
    return (f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"{names}>{kept}'
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>').encode()
