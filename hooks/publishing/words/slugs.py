"""How words become part of an address: the identifier of a heading, the name of a file or a figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container


def slug(words: str) -> str:
    """Return words as they stand in an address: ``what-to-do`` for "What to do?".

    Letters lose their accents; whatever is neither a letter nor a digit goes, and spaces and hyphens become one hyphen.
    That is the rule by which the headings that are published have had their identifiers from the beginning
    (Python-Markdown's ``toc`` extension), and none of these may change.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def anchor(words: str) -> str:
    """Return the identifier of a heading: its slug; in the letters of its own script where nothing of it is Latin."""
    return slug(words) or re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", words)).strip().lower())


def unique(identifier: str, taken: Container[str], least: int = 0) -> str:
    """Return an identifier, with ``_1``, ``_2`` and so on behind it where it is taken or empty.

    ``least`` is how often that is known to have been so already.
    """
    found, number = identifier, least
    while not found or found in taken:
        number += 1
        found = f"{identifier}_{number}"
    return found
