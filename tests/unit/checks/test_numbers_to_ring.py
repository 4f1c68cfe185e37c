"""A short number that nobody answers is told, and a number that counts something is left alone."""

from __future__ import annotations

import pytest

from publishing.checks.numbers_to_ring import check
from publishing.checks.pieces import Piece

OF_NOBODY = {"Ring 911.": "Ring 911", "If a child is in danger, call 112 or 991 now": "call 991", "dial 9999": "dial 9999", "Call the police on 911 if": "Call 911", "ring 999/911": "ring 911",
             "The emergency number is 911.": "emergency 911", "Dial nine nine one": "Dial nine nine one", "Ring 1111": "Ring 1111", "Ring **911**": "Ring 911", "Ring\n000\nnow": "Ring 000"}
COUNTS = ("Ring 999, 112, 101, 111, 105 or 116 123.", "Dial nine nine nine", "We call 911 families a year", "calls: 900, texts: 950", "Call 190 children", "Call on 12 May", "Call 0900 to 1700", "In 911 of 950 calls",
          "We call 250 and visit 30", "Text 900 words", "Text 103", "Phone one or two people", "Ring 0800 1111 for", "The emergency services were called 950 times.", "Call one another", "Ring 01632 960 911 now.")


@pytest.mark.parametrize("text", OF_NOBODY)
def test_a_number_that_nobody_answers_is_told(text: str) -> None:
    said = [(problem.line, problem.values["words"]) for problem in check([Piece(1, text)], "a.md")]
    assert said == [(2 if "\n" in text else 1, OF_NOBODY[text])]


@pytest.mark.parametrize("text", COUNTS)
def test_what_is_answered_or_counts_something_is_not(text: str) -> None:
    assert list(check([Piece(1, text)], "a.md")) == []
