"""How common words are in English: a word tells much because few people use it, not because few of our pages do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from publishing.search.folding import key, stem

TABLE = Path(__file__).with_name("english.txt")
RARE_WORDS = TABLE.with_name("rare.txt")
"""Both written by ``tools/english_words.py``, with where they are from."""


@lru_cache(maxsize=1)
def commonness() -> dict[str, int]:
    """Return how common each English word is by the key it is folded to: that of its commonest form. See the head of the table."""
    found: dict[str, int] = {}
    for number, *forms in _lines(TABLE):
        for form in forms:
            found.setdefault(key.__wrapped__(stem.__wrapped__(form)), int(number))  # the commonest stand first; few stand on a page, and to remember all takes up more than the table
    return found


def rare_words() -> list[str]:
    """Return the keys of rarer English words: all that counts is that they are such."""
    return [key.__wrapped__(word) for words in _lines(RARE_WORDS) for word in words]


def _lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            yield line.split()
