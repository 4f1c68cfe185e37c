"""Characters that nobody sees: they hide a word from the checks and from the search, or turn its direction."""

from __future__ import annotations

import re
from unicodedata import category

from publishing.words.as_read import BLANK
from publishing.words.at_a_glance import is_plain_ascii

_CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
_FORMAT = "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0d\ufeff\ufff9-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001" + "".join(sorted(BLANK))
_PRIVATE = "\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff"
"""No font has them but the author's own. We let some of the last planes stand for macros."""

_OTHER = "\u0370-\u1dff\u2190-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U00010000-\U000dffff"
"""Emoji, and letters of the scripts in which two joining characters (U+200C and U+200D) belong to the spelling."""

UNSEEN = re.compile(
    f"[{_CONTROLS}{_FORMAT}{_PRIVATE}]"
    f"|(?<![{_OTHER}])[\u200c\u200d]|[\u200c\u200d](?![{_OTHER}])"
    "|(?<![0-9#*\u00a9\u00ae\u203c-\U000dffff])[\ufe0e\ufe0f]"  # which say whether an emoji is shown in colour
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]")  # which, after a black flag, make those of England, Scotland and Wales
"""Any character of a text that is not seen and has no business there. Tabs and the ends of lines are others' business."""

_PERHAPS_UNSEEN = re.compile(f"[{_CONTROLS}{_FORMAT}{_PRIVATE}\u200c\u200d\ufe0e\ufe0f\U000e0020-\U000e007f]")


def first_unseen(text: str) -> re.Match[str] | None:
    """Return the first of :data:`UNSEEN` in a text. To look for a single character first takes a twentieth of the time, and most texts have none."""
    return UNSEEN.search(text) if not is_plain_ascii(text) and _PERHAPS_UNSEEN.search(text) else None


HTML_SIGN = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A sign as HTML writes it, and Markdown too."""

LOST = "\ufffd"
"""Stands where a program could not read a character."""

_MEANT = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\u2122\u00a3\u00a9\u00ae\u00b0\u00b7\u00bd\u00d7\u00a0\u00e0\u00e1\u00e2\u00e4\u00e7\u00e8\u00e9\u00ea\u00eb\u00ed\u00ef\u00f1\u00f3\u00f4\u00f6\u00fa\u00fc"
MEANT_BY = {"".join(bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for byte in sign.encode("utf-8")): sign for sign in _MEANT}
"""What stands there where a program took UTF-8 for Windows ANSI, and the sign that was meant: of an apostrophe it makes three signs."""
GARBLED = re.compile("|".join(map(re.escape, MEANT_BY)))


def first_garbled(text: str) -> re.Match[str] | None:
    """Return the first of :data:`MEANT_BY` in a text."""
    return GARBLED.search(text) if not text.isascii() and ("\u00e2" in text or "\u00c2" in text or "\u00c3" in text) else None


SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that only look like one, for a class of a pattern. Between words they are welcome."""


def shows_something(words: str) -> bool:
    """Say whether a reader sees anything of words: a letter, a digit or another sign that is printed."""
    return any(category(sign)[0] not in "ZCM" and sign not in BLANK for sign in words)
