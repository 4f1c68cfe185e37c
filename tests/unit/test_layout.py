"""The layout's own identifiers can never be a heading's."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from projects import ROOT
from publishing.words.slugs import slug, unique

FRAMES = ("main.html", *(f"fragments/{name}.html" for name in ("header", "home", "intro", "outro", "footer", "search", "search-box", "search-key",
                                                                "not-found", "chart-drawing")))


def test_each_has_two_hyphens_in_a_row() -> None:
    found = [identifier for name in FRAMES for identifier in re.findall(r'\bid="([^"]*)"', (ROOT / "overrides" / name).read_text(encoding="utf-8"))]
    assert len(found) > 15 and [identifier for identifier in found if "--" not in identifier] == []


@given(st.text(max_size=40))
def test_no_heading_ever_has(words: str) -> None:
    assert "--" not in unique(slug(words), ())
