"""Bars and their letters stand where they should, for every number that may be drawn, and labels stay text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projects import ROOT
from publishing.figures.charts import LABEL_LENGTH, WIDTH, Bar, Text, draw
from publishing.templating.fragments import Fragments

FIRST = Bar("First reason", Decimal(100), "100 (67%)")
SECOND = Bar("Second reason", Decimal(50), "50 (33%)")


def _svg(*bars: Bar, title: str = "Reasons", number: int = 1) -> str:
    return Fragments(ROOT / "overrides").render("chart-drawing", str, drawing=draw(bars), title=title, number=number)


def test_a_drawing_is_these_bytes() -> None:
    assert _svg(FIRST, Bar("Hidden reason", None, "not shown"), SECOND, title="Reasons, 2021-22", number=2) == """\
<svg class="chart__drawing" role="img" aria-labelledby="chart--2" viewBox="0 0 340 144" preserveAspectRatio="xMinYMin meet">
<title id="chart--2">Reasons, 2021-22</title>
<text class="chart__label" x="0" y="13.6">First reason</text>
<rect class="chart__bar" y="20" width="246.5" height="16"/>
<text class="chart__number" x="252.5" y="33.04">100 (67%)</text>
<text class="chart__label" x="0" y="61.6">Hidden reason</text>
<text class="chart__number" x="0" y="81.04">not shown</text>
<text class="chart__label" x="0" y="109.6">Second reason</text>
<rect class="chart__bar" y="116" width="123.25" height="16"/>
<text class="chart__number" x="129.25" y="129.04">50 (33%)</text>
</svg>"""


def test_bars_are_as_long_as_their_numbers_and_leave_room_for_the_words() -> None:
    long, short = draw([FIRST, SECOND]).bars
    assert short.length * 2 == long.length
    assert WIDTH - long.words.x >= 9.5 * len(FIRST.words)


@pytest.mark.parametrize("number", [None, Decimal(0), Decimal("0.000001")], ids=["hidden", "nought", "too-small"])
def test_words_stand_at_the_edge_where_there_is_no_bar(number: Decimal | None) -> None:
    bar = draw([FIRST, Bar("Third", number, "words")]).bars[1]
    assert (bar.length, bar.words) == (0, Text(0, 81.04, "words"))
    assert _svg(FIRST, Bar("Third", number, "words")).count("<rect") == 1


@pytest.mark.parametrize("number", [None, Decimal(0)], ids=["hidden", "nought"])
def test_a_chart_without_any_bar_still_has_its_words(number: Decimal | None) -> None:
    drawing = draw([Bar("First", number, "none"), Bar("Second", number, "none")])
    assert [(bar.length, bar.words.x) for bar in drawing.bars] == [(0, 0), (0, 0)]
    assert drawing.height == 96


@pytest.mark.parametrize("number", [Decimal("0.5"), Decimal(1), Decimal("3.8"), Decimal(10) ** 400], ids=["half", "one", "decimals", "huge"])
def test_one_bar_has_all_the_room(number: Decimal) -> None:
    assert [bar.length for bar in draw([Bar("Only", number, "all")]).bars] == [WIDTH - 8 - 9.5 * 3]


def test_places_have_two_decimals_at_most() -> None:
    bars = draw([Bar("Third", Decimal(3), "3"), Bar("First", Decimal(1), "1"), Bar("Decimals", Decimal("0.77"), "0.77")]).bars
    assert [bar.length for bar in bars] == [294, 98, 75.46]
    assert [bar.words.x for bar in bars] == [300, 104, 81.46]


def test_words_of_any_length_leave_the_bars_two_fifths_of_the_width() -> None:
    assert draw([Bar("Long", Decimal(7), "7" * 80)]).bars[0].length == WIDTH * 0.4


def test_a_long_label_takes_several_lines_and_moves_what_is_below() -> None:
    label = f"{'x' * (LABEL_LENGTH + 1)} is a very long reason that nobody could ever read on a single line"
    drawing = draw([Bar(label, Decimal(7), "7"), SECOND])
    first, second = drawing.bars
    assert [line.letters for line in first.label] == ["x" * LABEL_LENGTH, "x is a very long reason that nobody could", "ever read on a single line"]
    assert [line.y for line in first.label] == [13.6, 33.6, 53.6]
    assert (first.top, second.label[0].y, second.top, drawing.height) == (60, 101.6, 108, 136)


def test_labels_words_and_titles_are_text_whatever_stands_in_them() -> None:
    hostile = """<b> & "quoted" 'so'"""
    safe = "&lt;b&gt; &amp; &#34;quoted&#34; &#39;so&#39;"
    drawn = _svg(Bar(hostile, Decimal(1), hostile), title=hostile)
    assert drawn.count(f">{safe}<") == 3 and "<b>" not in drawn
