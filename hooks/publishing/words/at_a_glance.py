"""What a text can hold, at a glance: the words and the digits that stand in it, each found in one pass.

A check that looks for something rare asks this first: most texts do not have what it looks for, and to ask each pattern of
each of them takes most of the time of a check.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

_LETTERS = re.compile(r"[^\W\d_]+")
_APART = {code: " " for code in range(128) if not chr(code).isalpha()}
_ALL_BUT_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
FOLDED_OTHERWISE = "\u0130\u0131\u017f\u212a"
"""Letters that a pattern without regard to capitals takes for one of ASCII, and :meth:`str.lower` does not, or as two."""


def words_at_a_glance(text: str) -> frozenset[str]:
    """Return the words of a text as they are written, each once: letters that stand together, without any other sign."""
    found = frozenset(text.translate(_APART).split())
    if text.isascii():
        return found
    strange = {word for word in found if not word.isascii()}
    return (found - strange).union(*map(_LETTERS.findall, strange))


def is_plain_ascii(text: str) -> bool:
    """Say whether a text has no other signs than those of ASCII that are printed, and the ends of its lines."""
    return text.isascii() and text.replace("\n", "").isprintable()


class AsMet(dict[str, _T]):
    """What is worked out of a piece of text when it is first met: the same stand in many texts. Where ``most`` are known, it begins anew."""

    def __init__(self, work_out: Callable[[str], _T], most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, part: str) -> _T:
        if len(self) >= self._most:
            self.clear()
        self[part] = found = self._work_out(part)
        return found


class Counts(AsMet[int]):
    """A number of each piece of text that stands between two spaces, worked out once for each way of writing it."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__(count, _MOST_KNOWN)

    def of(self, text: str) -> int:
        """Return the sum of all pieces of a text."""
        return sum(map(self.__getitem__, text.split()))


_MOST_KNOWN = 50_000


def may_hold_digits(text: str, count: int = 1) -> bool:
    """Say whether so many digits may stand in a text once it is read: a sign that is not of ASCII, and what begins with an ``&``, may be one."""
    return not text.isascii() or "&" in text or count_of_digits(text) >= count


def count_of_digits(text: str) -> int:
    """Return how many digits a text has at most: where it has other signs than those of ASCII, each of these counts for one or more."""
    return len(text.encode("utf-8", "surrogatepass").translate(None, _ALL_BUT_DIGITS))
