"""The code on paper that leads back to a page: a QR code of its address (ISO/IEC 18004).

It has no margin: what stands around it must leave four of its dots free. A seventh of it may be smudged (level M).
What was ``made`` before is not drawn again.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any

from publishing.reading.passed import name_of
from publishing.typesetting.made import Made

CODE_FILE = "code.png"
"""Beside its page. On a screen nobody sees it, so no browser fetches it there; it is fetched for print."""

_DOT = 8
"""How many pixels wide a dot of the picture is: each fills a byte of its row, so that it packs best; on paper they are 500 to the inch."""


def drawing(address: str, made: Made) -> str:
    """Return the code of a whole address as an SVG drawing, for a PDF."""
    def draw() -> bytes:
        drawn = io.BytesIO()
        _code(address).save(drawn, kind="svg", xmldecl=False, border=0, omitsize=True, svgclass=None, lineclass=None)
        return drawn.getvalue().strip()

    return _made("code", address, made, draw).decode()


def picture(address: str, made: Made) -> bytes:
    """Return the same code as a PNG picture, for a page that prints: a fifth of the bytes of the drawing."""
    def draw() -> bytes:
        from PIL import Image  # what only a build needs

        rows = [bytes(0 if dark else 255 for dark in row) for row in _code(address).matrix]
        side, output = len(rows) * _DOT, io.BytesIO()
        Image.frombytes("1", (side, side), b"".join(row * _DOT for row in rows)).save(output, "PNG", optimize=True)
        return output.getvalue()

    return _made("picture of a code", address, made, draw)


@lru_cache(maxsize=1)
def _code(address: str) -> Any:
    """Return a code that is not drawn yet: what takes longest. A page's PDF and its picture ask for it one after the other."""
    import segno  # what only a build needs

    return segno.make_qr(address, error="m")


def _made(form: str, address: str, made: Made, draw: Callable[[], bytes]) -> bytes:
    return made.get(name_of(form, *_versions(), address), draw)


@cache
def _versions() -> tuple[str, ...]:
    return version("segno"), version("pillow")
