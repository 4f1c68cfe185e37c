"""What a page tells its present mode: how long each part takes to say, and which part comes last."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from publishing.content.aloud import WORDS_A_MINUTE, spoken_words
from publishing.content.kinds import SevenMinuteBriefing
from publishing.content.page import Resource
from publishing.content.text import Block, Text

_QUESTIONS = re.compile(r"(?:[0-9]{1,9}\. )?questions for (?:the|your|our) team", re.IGNORECASE)
"""How the templates head what a team talks through, once it has heard the rest."""


@dataclass(frozen=True)
class Presenting:
    """How a page is presented."""

    seconds: tuple[int, ...]
    """How long it takes to read aloud what stands before the first part, and each part, as they stand on the page."""
    minutes: int
    """How long it may take."""
    last: str = ""
    """The identifier of the heading of the part that comes last, where one has questions for the team."""


def presenting(text: Text) -> Presenting | None:
    """Return how a page is presented to a team; ``None`` where its kind is not, or the page is no longer to be used."""
    page = text.page
    if not isinstance(page, Resource) or not page.presented or page.withdrawn:
        return None
    seconds = text.once("seconds aloud", lambda: tuple(round(spoken_words(part) * 60 / WORDS_A_MINUTE) for part in _parts(text)))
    minutes = page.minutes if isinstance(page, SevenMinuteBriefing) and not page.held else max(1, math.ceil(sum(seconds) / 60))
    last = next((heading.id for heading in text.headings if heading.level == 2 and _QUESTIONS.match(heading.title)), "")
    return Presenting(seconds, minutes, last)


def _parts(text: Text) -> list[list[Block]]:
    """Return what stands before the first heading of the second level, and what stands below each of them with it."""
    parts: list[list[Block]] = [[]]
    for block in text.blocks:
        if block.heading == 2:
            parts.append([])
        parts[-1].append(block)
    return parts
