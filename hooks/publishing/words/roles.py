"""Roles, which stand where a name must not."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def looks_like_a_name(text: str) -> bool:
    """Say whether text that should be a role, as "duty manager" or "LADO", may be somebody's name.

    Roles are written in small letters; an abbreviation in capitals, and a capital at the start, may be in one.
    """
    words = _WORD.findall(text)
    capitals = [place for place, word in enumerate(words) if word[0].isupper() and not (word.isupper() and len(word) > 1)]
    return bool(capitals) and (capitals != [0] or len(words) == 1)
