"""How common words are in English: a word tells much because few people use it, not because few of our pages do."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publishing.search.folding import key, stem

TABLE = Path(__file__).with_name("english.txt")
"""Written by ``tools/english_words.py``, with where it is from."""

RARE = 26
"""A word that is less common tells as much however rare it is: all that counts is that it is one."""


@lru_cache(maxsize=1)
def commonness() -> dict[str, int]:
    """Return how common each English word is by the key it is folded to: that of its commonest form. See the head of the table."""
    found: dict[str, int] = {}
    for line in TABLE.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            number, *forms = line.split()
            for form in forms:
                found.setdefault(key.__wrapped__(stem.__wrapped__(form)), int(number))  # the commonest stand first; few stand on a page, and to remember all takes up more than the table
    return found
