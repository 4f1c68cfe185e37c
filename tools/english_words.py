# /// script
# requires-python = ">=3.11"
# dependencies = ["wordfreq==3.1.1"]
# ///
"""Write how common each English word is into hooks/publishing/search/english.txt, from the wordfreq package.

    uv run tools/english_words.py

The package is 58 MB, for a table that changes hardly ever: so this is not a part of a build. wordfreq is by Robyn Speer,
Apache License 2.0; its data, and so the table, CC BY-SA 4.0 (https://github.com/rspeer/wordfreq).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

TABLE = Path(__file__).resolve().parent.parent / "hooks" / "publishing" / "search" / "english.txt"
LEAST = 3.25
"""On the Zipf scale: the logarithm of how often a word stands in a thousand million. Below it, misspellings begin."""
STEPS = 8
"""How finely the table tells: so many steps to ten times as common."""
MOST = 30_000
HEAD = f"""\
# How common English words are, written by tools/english_words.py: {STEPS} times the logarithm of how often a word stands in a
# thousand million, and the words. A word that is not here is rarer than {round(LEAST * STEPS)}.
# Data of wordfreq 3.1.1 by Robyn Speer, https://github.com/rspeer/wordfreq, CC BY-SA 4.0; so is this table.
"""


def main() -> None:
    """Write the table."""
    found = defaultdict(list)
    for word in top_n_list("en", MOST):
        plain = word.replace("'", "").replace("\u2019", "")
        if plain.isascii() and plain.isalpha() and zipf_frequency(word, "en") >= LEAST:
            found[round(zipf_frequency(word, "en") * STEPS)].append(plain)
    lines = [f"{commonness} {' '.join(word for word, _ in groupby(sorted(words)))}\n" for commonness, words in sorted(found.items(), reverse=True)]
    TABLE.write_text(HEAD + "".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
