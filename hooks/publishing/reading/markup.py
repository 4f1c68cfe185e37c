"""Signs of markup in words that are shown as they stand: a title, a name, a note in a data file.

Every pattern looks at each character a fixed number of times, so that no text takes long.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"""
    <[!?/] | <[A-Za-z][^<>]*[=>]                                            # a tag, a comment, an address in angle brackets
    | \]\( | \]\[ | !\[ | \[\[                                              # a link or an image
    | \*\*[^\s*][^*]*\*\* | (?<![\w*])\*[^\s*][^*]*(?<!\s)\*(?![\w*])      # emphasis: *so*, but not 5* or A* to C*
    | (?<!\w)__?[^\s_][^_]*(?<!\s)__?(?!\w)
    | `[^`]+` | ~~[^~]+~~
    | ^= | ^[+@-][^\s(|!]*[(|!]                                              # a formula, to a program that opens a table of it
    | https?:// | (?:java|vb)script: | data:\w+/                            # an address, which belongs under a key of its own
    """, re.VERBOSE | re.IGNORECASE)

_IN_BRACES = re.compile(r"(?<!\{)\{(?!%)([^{}]*)\}(?!\})")
"""Not of a macro, or of what looks like one: that is for the macros to say."""

_ATTRIBUTE = re.compile(r"(?:^:?|\s)\s?(?:[#.][A-Za-z]|[\w:@][\w.-]{0,40}\s?=)")


def attribute_list(words: str) -> str | None:
    """Return the first list of attributes in words: ``{#top}``, ``{: .box}``, ``{ onclick=… }``; ``None`` where there is none.

    Other programs take such a list away and put it on the element before it; here it would be printed.
    """
    if "{:" in words:
        return "{:"
    return next((found[0] for found in _IN_BRACES.finditer(words) if _ATTRIBUTE.search(found[1][:500])), None)


def markup(words: str) -> str | None:
    """Return the first sign of markup in words that take none; ``None`` where there is none."""
    found = _SIGNS.search(words)
    return found[0] if found else attribute_list(words)
