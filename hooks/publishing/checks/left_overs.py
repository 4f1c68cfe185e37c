"""What was to be filled in or taken out before a text was published, and was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from publishing.checks.pieces import Piece
from publishing.content.help_notes import help_notes
from publishing.content.text import Text
from publishing.problems.problem import Problem, shortened
from publishing.problems.rule import TEXT, Rule, allow_in_front_matter
from publishing.words.at_a_glance import FOLDED_OTHERWISE, words_at_a_glance
from publishing.words.patterns import pattern

TO_FILL_IN = Rule("left-over", TEXT, '"{words}" looks like something still to be written or taken out',
                  "Write what belongs there, or take it out." + allow_in_front_matter("left-over"), "Readers would see that nobody has read it.",
                  {"words": "[insert name of worker]"}, allowable=True)
OF_A_HELP_NOTE = Rule("half-a-help-note", TEXT, 'a help note of the template stands here as text: "{words}"', "Take out what is left of it.",
                      "It is for whoever writes the page.", {"words": "Two or three short sentences."})

LEFT_OVERS = (TO_FILL_IN, OF_A_HELP_NOTE)

_WAYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("[",), r"\[(?:insert|enter|add|type|delete|complete|fill|your|xx|tbc|name of|date of|number of|details of)\b[^\]\n]{0,80}\]"),
    (("[",), r"\[(?:names?|full name|first name|surname|date|time|links?|hyperlink|url|address|number|(?:tele)?phone|email|logo|image|picture|photo|place|venue|role"
             r"|(?:job )?title|signature|source|ref(?:erence)?|page|text|(?!(?<=^\[)x\] \S)x+|\?+|\.{2,}|\u2026+|_+|check\b[^\]\n]{0,60}|comment\b[^\]\n]{0,80})\]"),
    (("[",), r"\[[^\]\n]{0,40}\b(?:goes here|to follow|to be (?:added|confirmed|inserted))\]"),
    (("[",), r"\[(?-i:[A-Z]{1,3}\d{1,2}(?:R\d{1,2})?)\]"),
    (("<",), r"<(?:insert|enter|add|your|name|date)\b[^<>\n]{0,60}>"),
    (("\u00ab",), r"\u00ab[a-z][a-z _]{1,30}\u00bb"),
    (("{",), r"\{(?:name|date|number|address|email|phone)\}"),
    (("??",), r"\?{3,}"),
    (("xx", "dd"), r"\b(?:xx|dd)[/. -](?:xx|mm)[/. -](?:xx(?:xx)?|yy(?:yy)?|20\d\d)\b|\bx{4,}\b"),
    (("click",), r"\bclick(?: or tap)? here to enter\b"),
    (("choose an item",), r"\bchoose an item\."),
    (("insert",), r"\binsert (?:hyperlink|logo)\b|\binsert \w{1,20} here\b"),
    (("goes here",), r"\b(?:text|picture|image|link|logo) goes here\b"),
    (("01234",), r"\b01234[ -]?567[ -]?89[0-9]\b"),
    (("to be confirmed", "to be announced", "to be advised"),
     r"\b(?:dates?|times?|venues?|places?|rooms?|speakers?|trainers?|names?|numbers?|links?|details?|costs?)(?: (?:is|are))?(?: still)? to be (?:confirmed|announced|advised)\b"
     r"|(?:[:(\u2013|-] {0,3}|^)(?:still )?to be (?:confirmed|announced|advised)(?= {0,3}(?:[).,;|]|$))"),
    (("___",), r"(?<!_)_{3,}(?!\w)"),
    (("lorem ipsum",), r"\blorem ipsum\b"),
    (("tbc", "tbd", "tba", "todo", "fixme", "xx"), r"\b(?:TBC|TBD|TBA|TODO|FIXME|XXX+)\b(?!-)"),
    (("t.b.c.",), r"\bT\.B\.C\."),
    (("toc",), r"\[(?:toc|_toc_)\]"),
    (("pageref", "hyperlink", "mergeformat", "styleref"), r"\bPAGEREF _Toc\d+|\bHYPERLINK (?:\\l )?[\"\u201c]|\bMERGEFORMAT\b|\bSTYLEREF\b"),
    (("cid",), r"\[cid:[^\]\n]{1,80}\]"),
    (("sent from my",), r"\bsent from my (?:iphone|ipad|galaxy|samsung|android|blackberry|mobile)\b"),
    (("original message",), r"-{3} ?original message ?-{3}"),
    (("formatted",), r"\bFormatted: (?:Font|Indent|Justified|Normal|List|Space|Right|Left|Centered|Bullets|Heading)\b"),
    (("newpage", "pagebreak"), r"\\(?:newpage|pagebreak)\b"),
    (("....", "\u2026\u2026"), r"\w ?(?:\.{5,200}|\u2026{2,99}) ?\d{1,3}$"),
    (("official",), r"^official ?[-\u2013:]? ?sensitive(?:[ :-]{1,3}(?:personal|commercial))?\.?$"),
    (("confidential",), r"^(?:strictly )?private (?:and|&) confidential[.:]?$"),
    (("internal use",), r"^(?:for )?internal use only[.:]?$"),
    (("protectively marked",), r"^not protectively marked\.?$"),
    (("commented",), r"\bCommented \["),
    (("error!",), r"\bError! (?:Bookmark|Reference|Hyperlink)\b"),
    (("draft",), r"^(?:first |final |initial |working )?draft(?: (?:only|document|copy|version|v\.? ?\d[\d.]{0,5}))?$|\bdraft\W{1,3}(?:not|for comment)\b"),
    (("not for",), r"\bnot for (?:circulation|onward sharing|publication)\b"),
    (("page ",), r"^page \d{1,3} of \d{1,3}$"),
)
"""Each pattern with what stands, in small letters, in whatever it finds: to look for that first takes a tenth of the time."""
_LEFT = pattern("|".join(pattern for _, pattern in _WAYS), re.IGNORECASE | re.MULTILINE)
_TELLING = {part: words_at_a_glance(part) if part != "xx" else frozenset[str]() for parts, _ in _WAYS for part in parts}
"""The same with its words, which then stand there as whole words; of signs "x" there may be more."""
_SMALL = pattern("tba|todo|fixme|xxx")
"""Letters that are placeholders in capitals alone."""


def check(text: Text, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Find what is left over in a text that is no draft; ``pieces`` are all that its page shows, with its front matter."""
    if text.page is not None and text.page.draft:
        return
    everything = "\n".join([piece.words for piece in pieces])
    strange = any(letter in everything for letter in FOLDED_OTHERWISE)
    everything = everything.lower()
    own = {block.words for block in text.blocks}
    stand = {*text.folded_vocabulary, *map(str.casefold, words_at_a_glance("\n".join([piece.words for piece in pieces if piece.words not in own])))}
    telling = [part for part, words in _TELLING.items() if words <= stand and part in everything]
    for piece in pieces if telling or strange else ():
        for found in _LEFT.finditer(piece.words) if strange or any(part in piece.words.lower() for part in telling) else ():
            if not _SMALL.fullmatch(found[0]):
                yield TO_FILL_IN.problem(text.file, piece.line + piece.words.count("\n", 0, found.start()), found=found[0], words=shortened(" ".join(found[0].split())))
    notes = [note for note, words in _words_of_notes().items() if words <= text.vocabulary]
    for block in text.blocks if notes or "Help" in text.vocabulary else ():
        words = " ".join(block.words.split())
        if words.startswith("Help: ") or any(note in words for note in notes):
            yield OF_A_HELP_NOTE.problem(text.file, block.line, words=words[:60])


@lru_cache(maxsize=1)
def _words_of_notes() -> Mapping[str, frozenset[str]]:
    """Return the help notes of the templates, each with its single words."""
    return {note: words_at_a_glance(note) for note in help_notes()}
