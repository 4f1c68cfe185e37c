"""Charts can be read on a phone and on a large screen, in light and in dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from shapes import open_page


@pytest.mark.parametrize("width, scheme", [(320, "light"), (1280, "dark")])
def test_charts_are_readable(example_served: str, browser: Browser, width: int, scheme: str) -> None:
    page = open_page(browser, scheme, width)
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    sizes = page.evaluate("""[...document.querySelectorAll('svg.chart__drawing')].map(svg => {
        const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll('text')];
        return {letters: 14 * scale, right: Math.max(...texts.map(text => text.getBoundingClientRect().right)), width: innerWidth,
                ink: getComputedStyle(texts[0]).fill, bar: getComputedStyle(svg.querySelector('path, rect')).fill}})""")
    page.close()
    assert len(sizes) == 2
    for size in sizes:
        assert size["letters"] >= 11 and size["right"] <= size["width"]
        assert size["ink"] == ("rgb(27, 31, 36)" if scheme == "light" else "rgb(232, 236, 240)")
        assert size["bar"] == ("rgb(91, 42, 134)" if scheme == "light" else "rgb(215, 184, 255)"), "the partnership's own colours"
