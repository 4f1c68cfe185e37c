"""Bar charts as SVG, drawn when the site is built: no script, the page's own colours and letters.

matplotlib draws; what it leaves behind is reduced to shapes and text with a class each, so that the site's style sheet
gives them their colours in light, in dark and in print. Letters stay letters, in the reader's own font. Nothing is
placed by measuring letters, so the drawing does not depend on the fonts of the machine that makes it.
"""

from __future__ import annotations

import io
import logging
import textwrap
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

Bar = tuple[str, float | None, str]
"""A bar's label, its number (``None`` where it is not shown) and the words beside it."""

WIDTH = 340
"""In points, near enough to the text of a 320-pixel screen that letters keep their size there."""

LETTERS = 14
LINE = 20
THICKNESS = 16
GAP = 12
LETTER = 9.5
"""The width that a bold letter is given beside a bar."""

LABEL_LENGTH = 44
"""Letters that fit on a line above a bar."""

_SVG = "{http://www.w3.org/2000/svg}"


def draw(bars: tuple[Bar, ...], identifier: str, title: str) -> str:
    """Return a chart as an ``<svg>`` element on one line; ``identifier`` keeps its ids apart from others on the page."""
    shapes, height = _shapes(bars)
    return (f'<svg class="chart__drawing" role="img" aria-labelledby="{identifier}-title" viewBox="0 0 {WIDTH} {height}" '
            f'preserveAspectRatio="xMinYMin meet" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{identifier}-title">{escape(title)}</title>{shapes}</svg>')


@lru_cache(maxsize=None)
def _shapes(bars: tuple[Bar, ...]) -> tuple[str, int]:
    """Draw bars below each other, each under its label; return the shapes and the height."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it reports on its own font cache
    import matplotlib  # here, because a site without charts need not wait for it
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    labels = [textwrap.wrap(label, LABEL_LENGTH) for label, _, _ in bars]
    height = sum(len(lines) * LINE + THICKNESS + GAP for lines in labels)
    room = min(WIDTH * 0.6, 8 + LETTER * max((len(words) for _, number, words in bars if number is not None), default=0))
    longest = max((number for _, number, _ in bars if number is not None), default=0) or 1
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever this machine's own matplotlibrc says
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "chart", "font.family": "DejaVu Sans", "font.size": LETTERS})
        figure = Figure(figsize=(WIDTH / 72, height / 72))
        canvas = FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, longest * WIDTH / (WIDTH - room))
        axes.set_ylim(height, 0)
        axes.axis("off")
        top = 0
        for place, ((_, number, words), lines) in enumerate(zip(bars, labels, strict=True)):
            for line in lines:
                axes.text(0, top + LINE * 0.68, line, gid=f"label-{place}")
                top += LINE
            length = number or 0
            if length:
                axes.barh(top + THICKNESS / 2, length, height=THICKNESS, clip_on=False)[0].set_gid(f"bar-{place}")
            axes.annotate(words, (length, top + THICKNESS / 2), xytext=(6 if length else 0, -0.36 * LETTERS),
                          textcoords="offset points", gid=f"number-{place}")
            top += THICKNESS + GAP
        output = io.StringIO()
        canvas.print_svg(output, metadata={"Date": None, "Creator": None})
    return _reduced(output.getvalue()), height


def _reduced(svg: str) -> str:
    """Keep matplotlib's shapes and text, with classes instead of its colours and fonts."""
    kept = []
    for group in ElementTree.fromstring(svg).iter(f"{_SVG}g"):
        kind = group.get("id", "").partition("-")[0]
        if kind == "bar":
            for path in group.iter(f"{_SVG}path"):
                kept.append(f'<path class="chart__bar" d="{escape(" ".join(path.get("d", "").split()))}"/>')
        elif kind in ("label", "number"):
            for text in group.iter(f"{_SVG}text"):
                kept.append(f'<text class="chart__{kind}" x="{text.get("x")}" y="{text.get("y")}">{escape("".join(text.itertext()))}</text>')
    return "".join(kept)
