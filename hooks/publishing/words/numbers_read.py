"""Numbers that a reader reads as such though they are not written in digits: in words, or with the letters O, l and I for 0 and 1.

What is made of a text is looked at beside it, never in its place: "one for all" is no number, and no check may say that it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from publishing.words.numbers import WORDS
from publishing.words.patterns import pattern

_DIGIT = "zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine"
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_SAID = rf"(?:{'|'.join(_TIMES)})[ -](?:{_DIGIT}|o|\d)|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|{_DIGIT}|o)(?: hundred)?|\d{{1,11}}"
_APART = "[ ,./()-]{1,3}"
_ROW = pattern(rf"(?<![^\W_])(?:plus |\+)?(?:{_SAID})(?:{_APART}(?:{_SAID})){{2,20}}(?![^\W_])", re.IGNORECASE)
_PART = pattern(rf"(?:{_SAID})(?![^\W_])", re.IGNORECASE)
_ROOM = 120
"""How many signs on each side of two words for digits are looked at."""
FEWEST_DIGITS = 9
"""Of a number that can be found by how long it is."""

_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_YEAR = pattern(rf"(?<![^\W_])(?:two thousand(?:,? and)?|twenty|nineteen)[ -](?:oh[ -])?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_UNIT}))?|"
                   rf"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|{_UNIT})(?![^\W_])", re.IGNORECASE)
_IN_A_YEAR = ("thousand", "twenty", "nineteen")
"""One of these stands in each."""
_CENTURIES = {"two": 20, "twenty": 20, "nineteen": 19}

_RARE = ("zero", "nought", "naught", "three", "four", "five", "six", "seven", "eight", "nine", "double", "hundred", "thousand", "twenty")
"""One of these stands in each number that has more in words than ones and twos."""
_SECOND = rf"[\s,./()-]++(?:{_DIGIT}|double|treble|triple|hundred|thousand|te|el|tw|th|fo|fi|o\b)"
_IN_WORDS = pattern(rf"(?:{_DIGIT}|hundred|teen|ty|[\s,]o){_SECOND}")
_PERHAPS_IN_WORDS = pattern(rf"[ohterxndy]{_SECOND}")
"""The same with the last letter of the first alone: it begins with one set of signs, of which the first is found in half the time."""

_WORD = pattern(r"[^\W_]++")
_ALL_DIGITS = pattern(r"()(?=[OolI]*\d|OO)([\dOolI]+)()")
_AMONG_LETTERS = pattern(r"([A-Za-z]{1,2})(?=[OolI]*\d)([\dOolI]+)([A-Za-z]{0,2})|()(O)([A-Z]{2})")
_AREA = pattern(r"(?:(?<![^\W_])0(?=[LX])|(?<=(?<![^\W_])[CPSY])0(?=\d))(?=[\dLX]{1,3} ?\d[A-Z]{2}(?![^\W_]))")
_A_LETTER = pattern(r"[0-9O](?:(?<=[0-9])(?:[OolI]|(?<=[OolI][0-9])|(?<=[CPSY]0)|[LX][0-9]|[A-Z]? O[A-Z]{2}\b)|(?<=O)O)")
"""Stands in each of these, and is quick to look for: it begins with what is rare."""
_AS_DIGITS = str.maketrans("OolI", "0011")
_LOOKALIKES = str.maketrans("\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0425\u0423\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
                            "ABCEHIJKMOPSTXYaeopcyxijsABEZHIKMNOPTYXo")
"""Letters of Cyrillic and Greek that look like Latin ones (Unicode Technical Standard 39, confusables)."""
_NO_POSTCODES = frozenset("OAP OAR OAT OBE ODD ODE OFF OFT OLD ONE OPT ORB ORE OUR OUT OWE OWL OWN".split())
"""Words in capitals that may stand behind a letter and a number and begin with an O."""


@dataclass(frozen=True)
class Reading:
    """A text in which something stands as digits, and where it stood otherwise."""

    text: str
    _made: tuple[tuple[int, int, int, int], ...]
    """Of each stretch: where it begins and ends here, and where it does in the text that was read."""

    def around(self, room: int) -> list[tuple[int, int]]:
        """Return the stretches of it that reach ``room`` signs to each side of whatever stands as digits."""
        stretches: list[tuple[int, int]] = []
        for start, end, *_ in self._made:
            if stretches and start - room <= stretches[-1][1]:
                stretches[-1] = stretches[-1][0], end + room
            else:
                stretches.append((max(0, start - room), end + room))
        return stretches

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of it stands in the text that was read; ``None`` where it stands there in the same signs."""
        first, last = (bisect_right(self._made, place, key=lambda made: made[0]) - 1 for place in (start, end - 1))
        if last == first and (first < 0 or self._made[first][1] <= start):
            return None
        return self._back(first, start, False), self._back(last, end, True)

    def _back(self, number: int, place: int, is_end: bool) -> int:
        if number < 0:
            return place
        _, end, was, was_end = self._made[number]
        return was_end + place - end if place >= end else was_end if is_end else was


def in_digits(text: str) -> Reading | None:
    """Return a text, as :func:`publishing.words.as_read.as_read` returns it and on one line, with such numbers in digits; ``None`` where it has none."""
    found = [*((*_years(text), *_said(text)) if may_have_words(text) else ()), *(_with_letters(text) if _A_LETTER.search(text) or (not text.isascii() and text.translate(_LOOKALIKES) != text) else ())]
    if not found:
        return None
    parts, made, place, length = list[str](), list[tuple[int, int, int, int]](), 0, 0
    for start, end, digits in sorted(found):
        if start < place:
            continue
        parts += [text[place:start], digits]
        length += start - place
        made.append((length, length + len(digits), start, end))
        place, length = end, length + len(digits)
    return Reading("".join((*parts, text[place:])), tuple(made))


@lru_cache(maxsize=100)  # several ask it of one piece
def may_have_words(text: str) -> bool:
    """Say whether numbers in words may stand in a text, also before it is read: it is quick to ask."""
    small = text.lower()
    for word in _RARE:  # a generator would take twice as long
        if word in small:
            return _PERHAPS_IN_WORDS.search(small) is not None and _IN_WORDS.search(small) is not None
    return False


def _said(text: str) -> Iterator[tuple[int, int, str]]:
    small = text.lower() if text.isascii() else text  # which has as many signs
    stretches: list[tuple[int, int]] = []
    for two in _IN_WORDS.finditer(small):
        start, end = max(0, two.start() - _ROOM), two.end() + _ROOM
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    for row in (row for start, end in stretches for row in _ROW.finditer(text, start, end)):
        parts = [part[0].lower() for part in _PART.finditer(row[0])]
        digits = [*map(_digits, parts)]
        in_words = sum(not part.isdecimal() for part in parts)
        counts = all(int(before) < int(after) < 100 for before, after in pairwise(digits))
        if (in_words > 1 or " hundred" in row[0].lower()) and len("".join(digits)) >= FEWEST_DIGITS and not counts:
            yield row.start(), row.end(), "+" * row[0].lower().startswith(("plus", "+")) + "".join(digits)


def _digits(part: str) -> str:
    times, _, digit = part.replace("-", " ").partition(" ")
    if times in _TIMES:
        return _digits(digit) * _TIMES[times]
    number = part.removesuffix(" hundred")
    return f"{number if number.isdecimal() else WORDS.get(number, 0)}{'00' if number != part else ''}"


def _years(text: str) -> Iterator[tuple[int, int, str]]:
    if text.isascii() and not any(map(text.lower().__contains__, _IN_A_YEAR)):
        return
    for year in _YEAR.finditer(text):
        words = re.sub(" thousand|,| and | oh ", " ", year[0].lower().replace("-", " ")).split()
        yield year.start(), year.end(), str(100 * _CENTURIES[words[0]] + sum(WORDS[word] for word in words[1:]))


def _with_letters(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((area.start(), area.end(), "O") for area in _AREA.finditer(text))
    for word in _WORD.finditer(text):
        latin = word[0].translate(_LOOKALIKES)
        if latin != word[0] and latin.isascii():
            yield word.start(), word.end(), latin
        found = _ALL_DIGITS.fullmatch(word[0]) or _AMONG_LETTERS.fullmatch(word[0])
        if found and word[0] not in _NO_POSTCODES:
            before, digits, behind = (part for part in found.groups() if part is not None)
            made = digits.translate(_AS_DIGITS)
            if made != digits:
                yield word.start() + len(before), word.end() - len(behind), made
