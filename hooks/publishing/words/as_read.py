"""A text as a reader sees it, whatever signs it is written with: what looks alike becomes alike, and what is not seen goes.

Every check that looks for a number or a word somebody may have disguised, or a program spelt strangely, looks at this.
Line ends stay where they are, so that a place in it has the line of the text it was made from.

Sources: Unicode Standard Annex 15, form NFKC, for signs that are other forms of one sign; Unicode's general categories
(DerivedGeneralCategory.txt) for spaces, dashes, digits and signs without a shape.
"""

from __future__ import annotations

import html
import re
import unicodedata

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing (Unicode Standard Annex 9): with them a text reads otherwise than it is stored."""

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs by their class, of which nothing is printed (Unicode's Default_Ignorable_Code_Point, and the blank of Braille)."""

_ALIKE = {"\n": "\n", "\u2044": "/", "\u2215": "/", "\u2212": "-", "\u00b7": ".", "\u3002": ".", "\u2022": " ", "\u2018": "'", "\u2019": "'", "\u02bc": "'",
          **dict.fromkeys("\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "), **dict.fromkeys(BLANK, "")}
"""What the categories do not tell: strokes, points and apostrophes, what ends a line elsewhere, and letters without a shape."""

_SHAPELESS = ("Cf", "Cc", "Mn", "Me")
"""Signs that steer others, and marks that are set on others: soft hyphens, joiners, variation selectors, keycaps, strokes."""

_MARKS_OF_NOTES = re.compile("(?<=[^\\W\u00b9\u00b2\u00b3\u2070\u2074-\u2079])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2}(?![\u00b9\u00b2\u00b3\u2070\u2074-\u2079])")
"""A small number that leads to a note belongs to no number before it."""


class _Signs(dict[int, str]):
    """What each sign becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        category = unicodedata.category(sign)
        if sign in _ALIKE:
            found = _ALIKE[sign]
        elif category in _SHAPELESS:
            found = ""
        elif category == "Zs":
            found = " "
        elif category == "Pd":
            found = "-"
        elif category == "Nd":
            found = str(unicodedata.decimal(sign))
        else:
            found = sign
        self[code] = found
        return found


_SIGNS = _Signs()


def as_read(text: str) -> str:
    """Return a text with plain letters, digits, dashes and single spaces, and with as many lines as before."""
    if "&" in text:
        text = "\n".join(" ".join(html.unescape(line).splitlines()) if "&" in line else line for line in text.split("\n"))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _MARKS_OF_NOTES.sub("", text))
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_SIGNS)
    if "  " in text or "\n " in text or " \n" in text:
        text = "\n".join([" ".join(line.split()) for line in text.split("\n")])
    return text
