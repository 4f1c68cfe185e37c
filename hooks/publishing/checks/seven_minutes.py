"""Seven minutes means seven: a 7-minute briefing can be read aloud to a team in that time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from publishing.content.kinds import Page, SevenMinuteBriefing
from publishing.content.text import Block, Text, blocks_of
from publishing.problems.problem import Problem
from publishing.problems.rule import SEVEN, WARNING, Rule

ALOUD_WORDS_A_MINUTE = 183
"""Mean rate at which adults read English aloud: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

MINUTES = 7
MARGIN = 0.5
"""Below the limit: a briefing this near it is not read in seven minutes by somebody who pauses."""

TOO_LONG = Rule("seven-minutes", SEVEN, "this briefing takes {minutes} minutes to read aloud: it has {words} words",
                "Take out at least {over} words: seven minutes are {most} words, at {rate} words a minute.",
                "Teams are told that it takes seven minutes of their meeting.",
                {"minutes": "8.2", "words": 1500, "over": 219, "most": 1281, "rate": 183})
NEAR = Rule("nearly-seven-minutes", SEVEN, "this briefing takes {minutes} minutes to read aloud, which leaves no time to pause",
            "Take out some {over} words, if you can.", "People who read aloud also stop, look up and turn the page.",
            {"minutes": "6.8", "over": 60}, WARNING, allowable=True)

_SPOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SPOKEN_FOR_A_CONTACT = 8
"""Words for what a macro prints: a name and a number, as somebody would say them. Its source in brackets is not read out."""


def spoken_words(blocks: Iterable[Block]) -> int:
    """Return how many words somebody says who reads a text aloud, headings included."""
    return sum(len(_SPOKEN.findall(block.words)) + _SPOKEN_FOR_A_CONTACT * block.words.count("__") for block in blocks)


def minutes_aloud(blocks: Iterable[Block]) -> float:
    """Return how many minutes it takes to read a text aloud."""
    return spoken_words(blocks) / ALOUD_WORDS_A_MINUTE


def whole_minutes_aloud(page: Page | None) -> int | None:
    """Return about how many minutes a 7-minute briefing takes to read aloud; ``None`` for any other page."""
    if not isinstance(page, SevenMinuteBriefing) or page.held:
        return None
    return max(1, math.ceil(minutes_aloud(blocks_of(page.body))))


def check(text: Text) -> Iterator[Problem]:
    """Find a 7-minute briefing that takes longer."""
    if not isinstance(text.page, SevenMinuteBriefing) or text.page.held:
        return
    words = spoken_words(text.blocks)
    minutes, most = words / ALOUD_WORDS_A_MINUTE, MINUTES * ALOUD_WORDS_A_MINUTE
    if minutes > MINUTES:
        yield TOO_LONG.problem(text.file, text.first_line, minutes=_shown(minutes), words=words, over=words - most, most=most, rate=ALOUD_WORDS_A_MINUTE)
    elif minutes > MINUTES - MARGIN:
        yield NEAR.problem(text.file, text.first_line, found="length", minutes=_shown(minutes),
                           over=math.ceil(words - (MINUTES - MARGIN) * ALOUD_WORDS_A_MINUTE))


def _shown(minutes: float) -> str:
    return f"{math.ceil(minutes * 10) / 10:.1f}"
