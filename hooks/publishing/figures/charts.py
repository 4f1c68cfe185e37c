"""Bar charts: where their bars and letters stand. ``overrides/fragments/chart-drawing.html`` draws them as SVG.

Every place is computed when the site is built. Nothing is placed by measuring letters, so a drawing does not depend on
the fonts of the machine that makes it; letters stay letters, in the reader's own font. The site's style sheet gives
shapes and letters their colours in light, in dark and in print.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

WIDTH = 340
"""In points, near enough to the text of a 320-pixel screen that letters keep their size there."""

LETTERS = 14
LINE = 20
THICKNESS = 16
GAP = 12
BESIDE = 6
"""Between the end of a bar and the words beside it."""

LETTER = 9.5
"""The width that a bold letter is given beside a bar."""

LABEL_LENGTH = 44
"""Letters that fit on a line above a bar."""

FOOT_OF_LABEL = LINE * 0.68
"""From the top of a line above a bar down to the line its letters stand on."""

FOOT_OF_WORDS = THICKNESS / 2 + LETTERS * 0.36
"""From the top of a bar down to the line on which the letters beside it stand: half a capital's height below its middle."""


@dataclass(frozen=True)
class Bar:
    """What a bar is to show."""

    label: str
    number: Decimal | None
    """``None`` where it is not shown: then there is no bar, only the words."""

    words: str
    """What stands beside the bar."""


@dataclass(frozen=True)
class Text:
    """Letters on one line, and where the foot of the first one stands, in points."""

    x: float
    y: float
    letters: str


@dataclass(frozen=True)
class PlacedBar:
    """A bar and its letters, in points from the top left of the drawing, with two decimals at most."""

    label: tuple[Text, ...]
    top: float
    length: float
    """Nought where there is nothing to draw: the number is nought, not shown, or too small to be seen."""

    words: Text
    thickness: int = THICKNESS


@dataclass(frozen=True)
class Drawing:
    """Bars below each other, each under its label, and the size of the whole in points."""

    bars: tuple[PlacedBar, ...]
    height: int
    width: int = WIDTH


def draw(bars: Sequence[Bar]) -> Drawing:
    """Give every bar its place, of one or more; the longest leaves room for the words beside it."""
    labels = [textwrap.wrap(bar.label, LABEL_LENGTH) for bar in bars]
    *tops, height = accumulate((len(lines) * LINE + THICKNESS + GAP for lines in labels), initial=0)
    placed = (_placed(top, lines, length, bar.words) for top, lines, length, bar in zip(tops, labels, _lengths(bars), bars, strict=True))
    return Drawing(tuple(placed), height)


def _lengths(bars: Sequence[Bar]) -> list[float]:
    """Return how long each bar is; nought where there is none."""
    room = min(WIDTH * 0.6, BESIDE + 2 + LETTER * max((len(bar.words) for bar in bars if bar.number is not None), default=0))
    numbers = [bar.number or Decimal(0) for bar in bars]
    largest = max(numbers) or Decimal(1)
    return [round(float(number / largest) * (WIDTH - room), 2) for number in numbers]


def _placed(top: int, lines: Sequence[str], length: float, words: str) -> PlacedBar:
    """Place a bar, and its label above it, below ``top``."""
    top_of_bar = top + len(lines) * LINE
    label = tuple(Text(0, round(top + line * LINE + FOOT_OF_LABEL, 2), letters) for line, letters in enumerate(lines))
    beside = round(length + BESIDE, 2) if length else 0
    return PlacedBar(label, top_of_bar, length, Text(beside, round(top_of_bar + FOOT_OF_WORDS, 2), words))
