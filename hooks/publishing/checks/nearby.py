"""Where in a text a pattern that takes long may find something: around what is quick to look for."""

from __future__ import annotations

import re


def around(near: re.Pattern[str], text: str, room: int) -> list[tuple[int, int]]:
    """Return the stretches of a text that reach ``room`` signs to each side of whatever ``near`` finds."""
    stretches: list[tuple[int, int]] = []
    for match in near.finditer(text):
        start, end = max(0, match.start() - room), match.end() + room
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return stretches
