"""An OpenDocument file without the names in its properties: OASIS OpenDocument 1.3, part 3, chapter 4."""

from __future__ import annotations

from publishing.checks.attachments import open_document
from publishing.writing.cleaning import pictures
from publishing.writing.cleaning.cutting import rewritten, without


def cleaned(raw: bytes, organisations: frozenset[str]) -> bytes:
    """Return the file without what its properties say of people. Raises an error where it is damaged."""
    def changed(name: str, content: bytes) -> bytes:
        if name.rpartition("/")[2] == "meta.xml":
            return without(content, lambda root: (item for item in root.iter() if any(open_document.of_properties([item], organisations))))
        if name.startswith("Pictures/") and name.rpartition(".")[2].lower() in pictures.SORTS:
            return pictures.cleaned(content)
        return content

    return rewritten(raw, changed)

