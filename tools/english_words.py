# /// script
# requires-python = ">=3.11"
# dependencies = ["wordfreq==3.1.1"]
# ///
"""Write how common each English word is into hooks/publishing/search/english.txt, from the wordfreq package, and rare.txt from a dictionary.

    PYTHONPATH=hooks uv run tools/english_words.py british-english-large

The argument is the large word list of SCOWL: on Debian and Ubuntu, the package wbritish-large puts it into /usr/share/dict.
wordfreq is 58 MB, for a table that changes hardly ever: so this is not a part of a build. It is by Robyn Speer, Apache
License 2.0; its data, and so the table, CC BY-SA 4.0 (https://github.com/rspeer/wordfreq). SCOWL is by Kevin Atkinson, and
free for any purpose (http://wordlist.aspell.net): the list says so, as is asked of whoever copies it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from wordfreq import iter_wordlist, zipf_frequency

from publishing.search.folding import key, stem

FOLDER = Path(__file__).resolve().parent.parent / "hooks" / "publishing" / "search"
LEAST = 3.25
"""On the Zipf scale: the logarithm of how often a word stands in a thousand million. Below it, misspellings begin, and only what a dictionary has is a word."""
LEAST_RARE = 1.75
"""So common must a word be that the dictionary has: below it, one is likelier a slip than that word ("concent", "esculent")."""
LEAST_OF_NAME = 2.25
"""The same of a name."""
STEPS = 8
"""How finely the table tells: so many steps to ten times as common."""
HEAD = f"""\
# How common English words are, written by tools/english_words.py: {STEPS} times the logarithm of how often a word stands in a
# thousand million, and the words; of those that fold alike the commonest.
# Data of wordfreq 3.1.1 by Robyn Speer, https://github.com/rspeer/wordfreq, CC BY-SA 4.0; so is this table.
"""
HEAD_OF_RARE = """\
# Rarer English words, as they are folded (stem in folding.py), written by tools/english_words.py: those that a dictionary has.
# The dictionary is SCOWL, http://wordlist.aspell.net, Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify,
# distribute and sell these word lists, the associated scripts, the output created from the scripts, and its documentation for
# any purpose is hereby granted without fee, provided that the above copyright notice appears in all copies and that both that
# copyright notice and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about
# the suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""


def main() -> None:
    """Write the table of common words, and the list of rare ones."""
    folded, found = set[str](), defaultdict[int, list[str]](list)
    for word in iter_wordlist("en"):  # the commonest first
        plain, frequency = _plain(word), zipf_frequency(word, "en")
        if re.fullmatch("[a-z]+", plain) and frequency >= LEAST and key(stem(plain)) not in folded:
            folded.add(key(stem(plain)))
            found[round(frequency * STEPS)].append(plain)
    lines = [f"{commonness} {' '.join(sorted(words))}\n" for commonness, words in sorted(found.items(), reverse=True)]
    (FOLDER / "english.txt").write_text(HEAD + "".join(lines), encoding="ascii")
    dictionary = Path(sys.argv[1]).read_text(encoding="utf-8").split()
    words = [_plain(word.lower()) for word in dictionary if zipf_frequency(word, "en") >= (LEAST_RARE if word.islower() else LEAST_OF_NAME)]
    rare = sorted({stem(word) for word in words if re.fullmatch("[a-z]{3,}", word) and key(stem(word)) not in folded})
    (FOLDER / "rare.txt").write_text(HEAD_OF_RARE + "".join(f"{' '.join(alike)}\n" for _, alike in groupby(rare, itemgetter(slice(0, 2)))), encoding="ascii")


def _plain(word: str) -> str:
    return word.replace("'", "").replace("\u2019", "")


if __name__ == "__main__":
    main()
