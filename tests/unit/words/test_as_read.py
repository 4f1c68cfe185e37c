"""A text as a reader sees it, with the lines that it had."""

from __future__ import annotations

import pytest

from publishing.words.as_read import as_read

ALIKE = {
    "no-break, thin, figure and wide spaces": ("1\u00a02\u20093\u20074\u30005", "1 2 3 4 5"),
    "tabs and what ends a line elsewhere": ("1\t2\u20283\x0b4\x855", "1 2 3 4 5"),
    "signs without width": ("b\u200bo\u00adr\u2060n\ufeff", "born"),
    "variation selectors and keycaps": ("0\ufe0f\u20e37\ufe0f\u20e3", "07"),
    "strokes set on letters": ("b\u0336o\u0336r\u0336n", "born"),
    "letters without a shape": ("9\u31644\u28003", "943"),
    "wide letters and digits": ("\uff24\uff2f\uff22 \uff11\uff12", "DOB 12"),
    "digits of other scripts": ("\u0661\u0662 \u06f3\u06f4 \u0967", "12 34 1"),
    "mathematical and circled digits": ("\U0001d7d7\u2460", "91"),
    "dashes and hyphens": ("1\u20112\u20133\u20144\u22125", "1-2-3-4-5"),
    "strokes between numbers": ("1\u20442\u22153", "1/2/3"),
    "entities": ("9&#52;3&nbsp;476&#x20;5&shy;910&commat;", "943 476 5910@"),
    "an entity that is a line end": ("one&NewLine;two", "one two"),
    "apostrophes": ("child\u2019s", "child's"),
    "the number of a footnote": ("12 May 2014\u00b9, 2015\u00b2\u00b3", "12 May 2014, 2015"),
    "a number in small digits": ("\u2070\u2077\u2077", "077"),
    "line ends": ("one\n\ntwo\n", "one\n\ntwo\n"),
    "plain text": ("R&D, AT&T: 1 < 2", "R&D, AT&T: 1 < 2"),
}


@pytest.mark.parametrize(("written", "read"), ALIKE.values(), ids=ALIKE)
def test_what_looks_alike_becomes_alike(written: str, read: str) -> None:
    assert as_read(written) == read


def test_lines_stay_where_they_are() -> None:
    text = "one &#10; two\u2028three\n\u200b\nfour\u0085five\n"
    assert as_read(text).count("\n") == text.count("\n")
