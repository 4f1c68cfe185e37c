"""A word has as many syllables as Pyphen finds in it."""

from __future__ import annotations

from pyphen import LANGUAGES, HyphDict

from projects import ROOT
from publishing.content.reading_age import WORD, syllables


def test_the_patterns_that_are_read_as_asked_are_those_that_pyphen_reads() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "guide").glob("*.md"))
    words = sorted({word.lower() for word in WORD.findall(text)} | {"naïve", "oﬀence", "aﬃliate", "zażółć", "o'neill", "x"})
    read = HyphDict(LANGUAGES["en_US"])
    assert [syllables(word) for word in words] == [sum(2 <= place <= len(word) - 2 for place in read.positions(word)) + 1 for word in words]
