"""A file that will lie beside a page, without what it says of the people who made it, where that can be taken out and nothing else changes.

What is taken out is what the check finds fault with: each of these asks it. What asks for somebody's judgement stays and is told:
changes that were tracked may be meant or not, and a hidden sheet may be needed.
"""

from __future__ import annotations

from publishing.writing.cleaning import office, open_document, pictures

_OFFICE = ("docx", "xlsx", "pptx")
_OPEN_DOCUMENT = ("odt", "ods", "odp")


def cleaned(raw: bytes, ending: str, organisations: frozenset[str]) -> bytes:
    """Return a file's bytes without what names people and places; as they were where nothing can be taken out. ``organisations`` may stand in it."""
    try:
        if ending in _OFFICE:
            return office.cleaned(raw, ending, organisations)
        if ending in _OPEN_DOCUMENT:
            return open_document.cleaned(raw, organisations)
        if ending in pictures.SORTS:
            return pictures.cleaned(raw)
        if ending == "pdf":
            from publishing.writing.cleaning import pdf

            return pdf.cleaned(raw, organisations)
    except Exception:  # a damaged file leads a parser anywhere; the check says what is wrong with it
        return raw
    return raw
