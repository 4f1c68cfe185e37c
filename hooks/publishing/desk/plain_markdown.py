"""Words of others within Markdown that GitHub shows: as they are, whatever signs they have."""

from __future__ import annotations

from publishing.problems.problem import printable

_SIGNS = "\\`*_[]<>#|~"
_NO_WIDTH = "\u200b"


def plain(words: str) -> str:
    """Return words so that Markdown shows them as they are: no markup, no link, and nobody is notified."""
    words = printable(words).replace("&", "&amp;")
    for sign in _SIGNS:
        words = words.replace(sign, f"\\{sign}" if sign != "<" else "&lt;")
    for begins in ("@", "://", "www."):
        words = words.replace(begins, f"{begins[0]}{_NO_WIDTH}{begins[1:]}")
    return words


def code(words: str) -> str:
    """Return a name or an address in the letters of code, also within a table."""
    return plain(words) if "`" in words or "|" in words else f"`{printable(words)}`"
