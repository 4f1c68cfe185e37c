"""Numbers in words and with letters, as digits, and where they stood."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publishing.words.numbers_read import in_digits, may_have_words

READ = {
    "digit by digit": ("Ring oh one six one, four nine six, zero one two three now.", "Ring 01614960123 now."),
    "twice and three times": ("double oh seven, treble nine, triple one, double two", "00799911122"),
    "hundreds": ("0161 nine hundred 1234", "01619001234"),
    "numbers of two digits": ("oh seven seventy-seven twelve thirty four fifty", "07771230450"),
    "a nought that is called o": ("o seven seven o o nine o o one two three", "07700900123"),
    "from abroad": ("plus four four seven seven double oh nine zero zero one two three", "+447700900123"),
    "years": ("in two thousand and fourteen, twenty fourteen, nineteen ninety-nine and twenty-oh-five", "in 2014, 2014, 1999 and 2005"),
    "letters among digits": ("O161 496 OI23, 9OO l23, OOO", "0161 496 0123, 900 123, 000"),
    "letters in a postcode": ("SE1O 3AB, M1 OAA, 0L1 2AB, 0X14 3XY, P01 2AB, S014 3XY", "SE10 3AB, M1 0AA, OL1 2AB, OX14 3XY, PO1 2AB, SO14 3XY"),
}


@pytest.mark.parametrize(("text", "read"), READ.values(), ids=READ)
def test_what_is_a_number_becomes_digits(text: str, read: str) -> None:
    found = in_digits(text)
    assert found is not None and found.text == read


@pytest.mark.parametrize("text", ["One for all, and all for one.", "Nine, nine, nine.", "one, two, three, four, five, six, seven, eight, nine, ten, eleven", "Three or four of the seven were nine.", "Level B1 ONE", "Look, oil: I will.", ""])
def test_what_is_none_stays(text: str) -> None:
    assert in_digits(text) is None


def test_a_stretch_is_found_where_it_stood() -> None:
    text = "Ring 0161 496 oh one double two or O161 or 12."
    found = in_digits(text)
    assert found is not None and found.text == "Ring 01614960122 or 0161 or 12."
    assert found.place(5, 16) == (5, 31) and found.place(20, 24) == (35, 39) and found.place(17, 24) == (32, 39)
    assert found.place(found.text.index("12."), len(found.text)) is None, "it stands there in digits"
    assert found.place(0, 9) == (0, 31)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(("zero", "One", "two", "double oh", "seven", "nine hundred", "twenty-five", "eleven", "o", "077", "3", ", ", "\n", "-", "(", "two thousand and ten", "nineteen ninety")), max_size=14).map(" ".join))
@example("zero 077 077 zero ,  zero")
@example("zero 3 3 twenty-five\no\no")
def test_words_are_found_where_they_may_stand(text: str) -> None:
    assert in_digits(" ".join(text.split())) is None or may_have_words(text)
