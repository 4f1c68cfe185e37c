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
"""Of the processor. What takes less over a long text does no harm, however it grows."""
GROWS = 8
"""Over a text four times as long a good pattern takes four times as long, and one that begins again at each character sixteen times."""
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
            if seconds(pattern, at_beginning, busy.text(length)) > SECONDS and grows(pattern, at_beginning, busy, length):
                return busy
    return None


def grows(pattern: re.Pattern[Any], at_beginning: bool, busy: Busy, length: int) -> bool:
    """Say whether a pattern's time grows faster than a text does, up to this length."""
    quarter, whole = (min(seconds(pattern, at_beginning, busy.text(long)) for _ in range(2)) for long in (length // 4, length))
    return whole > GROWS * quarter


def test_all_patterns_are_found() -> None:
    found = {place for place, _, _ in PATTERNS.values()}
    assert {"publishing.templating.sandbox.MACRO", "publishing.content.reading_age.WORD"} <= found
    assert any(place.startswith("publishing.checks.identifying._LABELLED[") for place in found), "those within other values"
    assert any(re.fullmatch(r"publishing\.words\.slugs:\d+", place) for place in found), "those that stand in a call"
    assert len(found) > 150


@pytest.mark.parametrize("spelt", [r"[.!?]+\s", r"<!--.*?-->", r"\[[^\]]*\]\("])
def test_a_text_is_made_over_which_a_bad_pattern_begins_again_and_again(spelt: str) -> None:
    pattern = re.compile(spelt, re.DOTALL)
    _, busy = max(((seconds(pattern, False, busy.text(1_500)), busy) for busy in busy_texts(pattern)), key=lambda found: found[0])
    assert grows(pattern, False, busy, 6_000)


@pytest.mark.parametrize("place", [place for place, _, _ in PATTERNS.values()])
def test_each_pattern_reads_a_long_text_quickly(place: str) -> None:
    pattern, at_beginning = next((pattern, at_beginning) for name, pattern, at_beginning in PATTERNS.values() if name == place)
    assert slow_text(pattern, at_beginning) is None, pattern.pattern
