"""The desk cube of the levels of need: what is on its faces, and its net, to be cut out of one sheet of A4 and folded."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, repeat

from publishing.data.levels import Level, Levels
from publishing.data.paper import FACES

SHEET = (297, 210)
"""Millimetres: A4, laid across."""
SIDE, TAB = 62, 10
"""Millimetres: the edge of the cube, and how far a tab stands out for glue. The net then keeps more than 10 mm from each edge
of the sheet, which every office printer can print."""

_PLACES = ((0, 1), (1, 1), (2, 1), (3, 1), (1, 0), (1, 2))
"""Columns and rows of the six squares: four sides in a row, so that the words on all of them stand upright, the top and the bottom."""
_TABS = ((3, 1, "right"), (1, 0, "left"), (1, 0, "right"), (1, 2, "left"), (1, 2, "right"), (3, 1, "top"), (3, 1, "bottom"))
"""The edges with a tab: one of each pair that meets."""
_SLANT = 6
"""Millimetres by which a tab is narrower at each end of its outer edge."""

SPARE = ("call", "phone", "unsure")
"""What the faces hold that no level needs, most needed first: whom to call, signs on which to phone now, what to do where nobody is sure. Others are for notes."""


@dataclass(frozen=True)
class Face:
    """One face of the cube."""

    kind: str
    """``level``, or one of :data:`SPARE`, or ``notes``."""
    x: float
    y: float
    """Its upper left corner on the sheet, in millimetres."""
    level: Level | None = None


Line = tuple[float, float, float, float]
"""From where to where on the sheet, in millimetres."""


@dataclass(frozen=True)
class Net:
    """The cube, unfolded on a sheet."""

    faces: tuple[Face, ...]
    cuts: tuple[Line, ...]
    folds: tuple[Line, ...]

    sheet = SHEET
    side = SIDE
    tab = TAB


def net(levels: Levels) -> Net:
    """Return the net of the cube of at most six levels, lowest first."""
    kinds = chain((("level", level) for level in levels.levels), ((kind, None) for kind in SPARE), repeat(("notes", None)))
    faces = tuple(Face(kind, *_corner(*place), level) for (kind, level), place in zip(kinds, _PLACES, strict=False))
    assert len(faces) == FACES
    return Net(faces, *_lines())


def in_lines(words: str, width: int = 13, most: int = 5) -> list[str]:
    """Return words in short lines, for a picture in which nothing wraps by itself."""
    return textwrap.wrap(words, width, max_lines=most, placeholder=" …")


def _corner(column: int, row: int) -> tuple[float, float]:
    return (SHEET[0] - 4 * SIDE - TAB) / 2 + column * SIDE, (SHEET[1] - 3 * SIDE) / 2 + row * SIDE


def _edges(column: int, row: int) -> dict[str, Line]:
    x, y = _corner(column, row)
    return {"top": (x, y, x + SIDE, y), "right": (x + SIDE, y, x + SIDE, y + SIDE), "bottom": (x, y + SIDE, x + SIDE, y + SIDE), "left": (x, y, x, y + SIDE)}


def _lines() -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return where to cut and where to fold: an edge that two squares have, or that has a tab, is folded."""
    edges = [edge for place in _PLACES for edge in _edges(*place).values()]
    with_tab = [(_edges(column, row)[side], side) for column, row, side in _TABS]
    folded = {edge for edge in edges if edges.count(edge) == 2} | {edge for edge, _ in with_tab}
    cuts = [edge for edge in dict.fromkeys(edges) if edge not in folded]
    return (*cuts, *chain.from_iterable(_tab(edge, side) for edge, side in with_tab)), tuple(sorted(folded))


def _tab(edge: Line, side: str) -> Iterator[Line]:
    """Return the three lines along which a tab is cut."""
    x1, y1, x2, y2 = edge
    if side in ("top", "bottom"):
        out = y1 + (TAB if side == "bottom" else -TAB)
        corners = ((x1, y1), (x1 + _SLANT, out), (x2 - _SLANT, out), (x2, y2))
    else:
        out = x1 + (TAB if side == "right" else -TAB)
        corners = ((x1, y1), (out, y1 + _SLANT), (out, y2 - _SLANT), (x2, y2))
    return (start + end for start, end in pairwise(corners))
