"""Seven minutes means seven: a 7-minute briefing has seven parts, and can be read aloud to a team in that time."""

from __future__ import annotations

import math
from collections.abc import Iterator

from publishing.content.aloud import WORDS_A_MINUTE, numbered, spoken_words
from publishing.content.kinds import SevenMinuteBriefing
from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import SEVEN, WARNING, Rule

MINUTES = 7
MARGIN = 0.5
"""Below the limit: a briefing this near it is not read in seven minutes by somebody who pauses."""

NOT_SEVEN_PARTS = Rule("seven-parts", SEVEN, "a 7-minute briefing has seven numbered parts; here are {parts}",
                       'Give it seven headings: "## 1. …" to "## 7. Questions for the team".', "Teams know these briefings by their seven parts.",
                       {"parts": "1, 2, 3, 5"})
TOO_LONG = Rule("seven-minutes", SEVEN, "this briefing takes {minutes} minutes to read aloud: it has {words} words",
                "Take out at least {over} words: seven minutes are {most} words, at {rate} words a minute.",
                "Teams are told that it takes seven minutes of their meeting.",
                {"minutes": "8.2", "words": 1500, "over": 219, "most": 1281, "rate": 183})
NEAR = Rule("nearly-seven-minutes", SEVEN, "this briefing takes {minutes} minutes to read aloud, which leaves no time to pause",
            "Take out some {over} words, if you can.", "People who read aloud also stop, look up and turn the page.",
            {"minutes": "6.8", "over": 60}, WARNING, allowable=True)


def check(text: Text) -> Iterator[Problem]:
    """Find a 7-minute briefing without its seven parts, or one that takes longer."""
    if not isinstance(text.page, SevenMinuteBriefing) or text.page.held:
        return
    yield from _parts(text)
    words = spoken_words(text.blocks)
    minutes, most = words / WORDS_A_MINUTE, MINUTES * WORDS_A_MINUTE
    if minutes > MINUTES:
        yield TOO_LONG.problem(text.file, text.first_line, minutes=_shown(minutes), words=words, over=words - most, most=most, rate=WORDS_A_MINUTE)
    elif minutes > MINUTES - MARGIN:
        yield NEAR.problem(text.file, text.first_line, found="length", minutes=_shown(minutes),
                           over=math.ceil(words - (MINUTES - MARGIN) * WORDS_A_MINUTE))


def _parts(text: Text) -> Iterator[Problem]:
    numbers = [number for number, _ in numbered(text)]
    if numbers != list(range(1, SevenMinuteBriefing.parts + 1)):
        yield NOT_SEVEN_PARTS.problem(text.file, text.lines.get((), 1), parts=", ".join(map(str, numbers)) or "none")


def _shown(minutes: float) -> str:
    return f"{math.ceil(minutes * 10) / 10:.1f}"
