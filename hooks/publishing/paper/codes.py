"""The code on paper that leads back to a page: a QR code of its address, as an SVG drawing."""

from __future__ import annotations

import io
from functools import cache
from importlib.metadata import version

from publishing.reading.passed import name_of
from publishing.typesetting.made import Made

CODE_FILE = "code.svg"
"""Beside its page. On a screen nobody sees it, so no browser fetches it there; it is fetched for print."""


def code(address: str, made: Made) -> str:
    """Return the QR code (ISO/IEC 18004) of a whole address, without a margin: what stands around it must leave four of its dots free.

    A seventh of it may be smudged (level M). What was ``made`` before is not drawn again.
    """
    def draw() -> bytes:
        import segno  # what only a build needs

        drawn = io.BytesIO()
        segno.make_qr(address, error="m").save(drawn, kind="svg", xmldecl=False, border=0, omitsize=True, svgclass=None, lineclass=None)
        return drawn.getvalue().strip()

    return made.get(name_of("code", _version(), address), draw).decode()


@cache
def _version() -> str:
    return version("segno")
