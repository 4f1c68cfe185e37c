"""The code that prints beside a page is the one that stands on its PDF."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from publishing.paper.codes import drawing, picture
from publishing.typesetting.made import Made


def dark_in_drawing(svg: str) -> set[tuple[int, int]]:
    """Return the dark dots of a drawing by column and row: one path, of moves and of lines to the right."""
    found, column, row = set(), 0, 0
    for order, numbers in re.findall("([Mmh])([0-9. -]+)", svg.partition(' d="')[2].partition('"')[0]):
        if order == "h":
            found |= {(column + step, row) for step in range(int(numbers))}
            column += int(numbers)
        else:
            right, down = (int(float(number)) for number in numbers.split())
            column, row = (right, down) if order == "M" else (column + right, row + down)
    return found


@pytest.mark.parametrize("address", ["https://northmoor.example/", "https://northmoor.example/safeguarding/briefings/seven-minute/ice/"])
def test_the_picture_has_the_dots_of_the_drawing(address: str) -> None:
    dark = dark_in_drawing(drawing(address, Made()))
    shown = Image.open(io.BytesIO(picture(address, Made())))
    side = max(column for column, _ in dark) + 1
    wide = shown.width // side
    assert shown.size == (side * wide, side * wide) and shown.mode == "1"
    assert {(column // wide, row // wide) for column in range(shown.width) for row in range(shown.height) if not shown.getpixel((column, row))} == dark
    assert all(not shown.getpixel((column * wide + right, row * wide + down)) for column, row in dark for right in (0, wide - 1) for down in (0, wide - 1))


def test_a_picture_is_small_and_sharp() -> None:
    content = picture("https://northmoor.example/safeguarding/briefings/seven-minute/ice/", Made())
    assert len(content) < 800 and Image.open(io.BytesIO(content)).width > 14 / 25.4 * 300, "on paper it is 14 mm wide"
