"""No pattern tries the same stretch of a text again and again: each takes time in step with the length of what it reads."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import markdown_it
import pytest
from mdit_py_plugins import footnote, gfm_autolink

import publishing
from patterns import Busy, busy_texts, modules, patterns_of

FIRST, LONG = 600, 24_000
"""Characters: a text this short shows which ones keep a pattern busy; one this long shows whether it matters."""
SECONDS = 0.5
"""Of the processor. A pattern that looks at each character a hundred times takes a tenth of that; one that begins again at each, twice as much or more."""
UNUSED = "markdown_it.common."
"""Where the parser keeps its own patterns of tags, for which it uses ours."""

MODULES = [module for package in (publishing, markdown_it, footnote, gfm_autolink) for module in modules(package) if "cli" not in module.__name__]
SOURCES = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in MODULES)
PATTERNS = {(pattern.pattern, pattern.flags): (place, pattern, at_beginning) for module in MODULES if not module.__name__.startswith(UNUSED)
            for place, (pattern, at_beginning) in patterns_of(module, SOURCES).items()}


def seconds(pattern: re.Pattern[Any], at_beginning: bool, text: str) -> float:
    """Return how long a pattern takes over a text."""
    read = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    start = time.process_time()
    if at_beginning:
        pattern.match(read)
        pattern.fullmatch(read)
    else:
        for _ in pattern.finditer(read):
            pass
    return time.process_time() - start


def slow_text(pattern: re.Pattern[Any], at_beginning: bool) -> Busy | None:
    """Return a text over which a pattern takes too long; ``None`` where none was found."""
    took = sorted(((seconds(pattern, at_beginning, busy.text(FIRST)), number, busy) for number, busy in enumerate(busy_texts(pattern))), reverse=True)
    for _, _, busy in took[:2]:
        for length in (FIRST * 10, LONG):  # step by step, so that a hopeless one ends soon
            if seconds(pattern, at_beginning, busy.text(length)) > SECONDS:
                return busy
    return None


def test_all_patterns_are_found() -> None:
    found = {place for place, _, _ in PATTERNS.values()}
    assert {"publishing.templating.sandbox.MACRO", "publishing.content.reading_age.WORD"} <= found
    assert any(place.startswith("publishing.checks.identifying.PATTERNS[") for place in found), "those within other values"
    assert any(re.fullmatch(r"publishing\.words\.slugs:\d+", place) for place in found), "those that stand in a call"
    assert len(found) > 150


@pytest.mark.parametrize("spelt", [r"[.!?]+\s", r"<!--.*?-->", r"\[[^\]]*\]\("])
def test_a_text_is_made_over_which_a_bad_pattern_begins_again_and_again(spelt: str) -> None:
    """Over a text four times as long such a pattern takes sixteen times as long, and a good one four times."""
    pattern = re.compile(spelt, re.DOTALL)
    took, busy = max(((seconds(pattern, False, busy.text(1_500)), busy) for busy in busy_texts(pattern)), key=lambda found: found[0])
    assert min(seconds(pattern, False, busy.text(6_000)) for _ in range(3)) > 8 * took or took > SECONDS


@pytest.mark.parametrize("place", [place for place, _, _ in PATTERNS.values()])
def test_each_pattern_reads_a_long_text_quickly(place: str) -> None:
    pattern, at_beginning = next((pattern, at_beginning) for name, pattern, at_beginning in PATTERNS.values() if name == place)
    assert slow_text(pattern, at_beginning) is None, pattern.pattern
