"""How long it takes to read a text aloud, and each of its parts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from publishing.content.kinds import SevenMinuteBriefing
from publishing.content.reading_age import measured
from publishing.content.text import Block, Heading, Text
from publishing.reading.markdown import MACRO_SIGN

WORDS_A_MINUTE = 183
"""Mean rate at which adults read English aloud: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

SPOKEN_FOR_A_MACRO = 8
"""Words for what a macro prints within a sentence: a name and a number, as somebody would say them. Its source in brackets is not read out."""


@dataclass(frozen=True)
class Part:
    """A numbered part of a briefing."""

    heading: Heading
    number: int
    of: int
    """How many parts there are."""
    half_minutes: int
    """About how long it takes to read aloud."""

    @property
    def minutes(self) -> str:
        """The same as a number of minutes: ``1½``."""
        return _number(self.half_minutes)

    @property
    def time(self) -> str:
        """The same in words."""
        return in_minutes(self.half_minutes)


def spoken_words(blocks: Iterable[Block]) -> int:
    """Return how many words somebody says who reads a text aloud, headings included; what is folded away is not read out."""
    return sum(measured(block.prose).spoken + SPOKEN_FOR_A_MACRO * block.prose.count(MACRO_SIGN) for block in blocks if not block.folded)


def minutes_aloud(blocks: Iterable[Block]) -> float:
    """Return how many minutes it takes to read a text aloud."""
    return spoken_words(blocks) / WORDS_A_MINUTE


def half_minutes_aloud(text: Text) -> int | None:
    """Return about how many half minutes a 7-minute briefing takes to read aloud; ``None`` for any other page."""
    if not isinstance(text.page, SevenMinuteBriefing) or text.page.held:
        return None
    return text.once("half minutes aloud", lambda: max(1, math.ceil(2 * minutes_aloud(text.blocks))))


def numbered(text: Text) -> list[tuple[int, Heading]]:
    """Return the headings that begin the parts of a 7-minute briefing, each with the number that it has."""
    return [(int(match[1]), heading) for heading in text.headings if heading.level == 2 and (match := _NUMBERED.match(heading.title))]


_NUMBERED = re.compile(r"(\d{1,9})\. \S")


def parts_aloud(text: Text) -> tuple[Part, ...]:
    """Return the parts of a 7-minute briefing, whose times add up to that of the whole; nothing for any other page.

    What stands before the first part is read with it. The half minutes go to the parts by their words, what remains of
    the division to those that it leaves most of (largest remainders).
    """
    return text.once("parts aloud", lambda: _parts_aloud(text))


def _parts_aloud(text: Text) -> tuple[Part, ...]:
    whole, headings = half_minutes_aloud(text), [heading for _, heading in numbered(text)]
    if whole is None or not headings:
        return ()
    edges = [0, *(heading.line for heading in headings[1:]), math.inf]
    words = [spoken_words(block for block in text.blocks if start <= block.line < end) for start, end in pairwise(edges)]
    exact = [whole * some / sum(words) for some in words]
    order = sorted(range(len(words)), key=lambda place: (math.floor(exact[place]) - exact[place], place))
    more = {*order[:whole - sum(map(math.floor, exact))]}
    return tuple(Part(heading, place + 1, len(headings), math.floor(exact[place]) + (place in more)) for place, heading in enumerate(headings))


def in_minutes(half_minutes: int) -> str:
    """Return half minutes in words: ``about 1½ minutes``."""
    return f"{'about ' if half_minutes else ''}{_number(half_minutes)} minute{'' if half_minutes <= 2 else 's'}"


def _number(half_minutes: int) -> str:
    whole, half = divmod(half_minutes, 2)
    return f"{whole or ''}{'½' if half else ''}" if half_minutes else "under ½"
