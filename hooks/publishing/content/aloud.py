"""How long it takes to read a text aloud."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from publishing.content.kinds import SevenMinuteBriefing
from publishing.content.text import Block, Text
from publishing.reading.markdown import MACRO_SIGN

WORDS_A_MINUTE = 183
"""Mean rate at which adults read English aloud: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

_SPOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SPOKEN_FOR_A_MACRO = 8
"""Words for what a macro prints within a sentence: a name and a number, as somebody would say them. Its source in brackets is not read out."""


def spoken_words(blocks: Iterable[Block]) -> int:
    """Return how many words somebody says who reads a text aloud, headings included; what is folded away is not read out."""
    return sum(len(_SPOKEN.findall(block.prose)) + _SPOKEN_FOR_A_MACRO * block.prose.count(MACRO_SIGN) for block in blocks if not block.folded)


def minutes_aloud(blocks: Iterable[Block]) -> float:
    """Return how many minutes it takes to read a text aloud."""
    return spoken_words(blocks) / WORDS_A_MINUTE


def whole_minutes_aloud(text: Text) -> int | None:
    """Return about how many minutes a 7-minute briefing takes to read aloud; ``None`` for any other page."""
    if not isinstance(text.page, SevenMinuteBriefing) or text.page.held:
        return None
    return max(1, math.ceil(minutes_aloud(text.blocks)))
