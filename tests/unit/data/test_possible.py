"""Which whole numbers can stand where some are not known: held against trying all of them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.data.figures.possible import Effort, Row, TooMuch, Unknowns

ENOUGH = 100_000


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[list[int], list[int], list[Row]]:
    """Return a few unknowns with their bounds, and rows that tie them."""
    low = draw(st.lists(st.integers(0, 2), min_size=1, max_size=5))
    high = [least + draw(st.integers(0, 4)) for least in low]
    some, signs = st.sets(st.integers(0, len(low) - 1), min_size=1), st.sampled_from((1, 1, -1))
    rows = [(tuple((draw(signs), unknown) for unknown in draw(some)), draw(st.integers(-2, 9))) for _ in range(draw(st.integers(0, 4)))]
    return low, high, rows


def _solutions(low: list[int], high: list[int], rows: list[Row]) -> list[tuple[int, ...]]:
    return [values for values in product(*(range(least, most + 1) for least, most in zip(low, high, strict=True)))
            if all(sum(sign * values[unknown] for sign, unknown in terms) == result for terms, result in rows)]


@given(puzzles())
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_a_value_is_possible_where_a_solution_has_it(puzzle: tuple[list[int], list[int], list[Row]]) -> None:
    low, high, rows = puzzle
    solutions, unknowns = _solutions(*puzzle), Unknowns(low, high, rows)
    for unknown in range(len(low)):
        there = {values[unknown] for values in solutions}
        assert {value for value in range(9) if unknowns.can({unknown: value}, Effort(ENOUGH))} == there
        for most in range(5):
            assert unknowns.every(unknown, range(most + 1), Effort(ENOUGH)) == ({*range(most + 1)} <= there)
    if solutions:
        bounds = unknowns.bounds(Effort(ENOUGH))
        assert bounds and all(least <= value <= most for values in solutions for least, value, most in zip(bounds[0], values, bounds[1], strict=True))


def test_an_answer_that_would_take_too_long_is_none() -> None:
    many = 60
    rows: list[Row] = [(tuple((1, one) for one in range(start, many, 2)), 1) for start in (0, 1)]
    rows += [(((1, one), (1, (one * 7 + 3) % many)), 1) for one in range(many) if one != (one * 7 + 3) % many]
    with pytest.raises(TooMuch):
        Unknowns([0] * many, [10**9] * many, rows).can({}, Effort(500))
    whole = Effort(50)
    with pytest.raises(TooMuch):
        Unknowns([0] * many, [1] * many, rows).can({}, Effort(ENOUGH, whole))
