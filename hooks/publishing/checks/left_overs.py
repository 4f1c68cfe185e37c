"""What was to be filled in or taken out before a text was published, and was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.pieces import of_text, of_values
from publishing.content.help_notes import help_notes
from publishing.content.text import Text
from publishing.problems.problem import Problem, shortened
from publishing.problems.rule import TEXT, Rule, allow_in_front_matter

TO_FILL_IN = Rule("left-over", TEXT, '"{words}" looks like something still to be written or taken out',
                  "Write what belongs there, or take it out." + allow_in_front_matter("left-over"), "Readers would see that nobody has read it.",
                  {"words": "[insert name of worker]"}, allowable=True)
OF_A_HELP_NOTE = Rule("half-a-help-note", TEXT, 'a help note of the template stands here as text: "{words}"', "Take out what is left of it.",
                      "It is for whoever writes the page.", {"words": "Two or three short sentences."})

LEFT_OVERS = (TO_FILL_IN, OF_A_HELP_NOTE)

_LEFT = re.compile(
    r"\[(?:insert|enter|add|type|delete|complete|fill|your|xx|tbc|name of|date of|number of|details of)\b[^\]\n]{0,80}\]"
    r"|\[(?:names?|full name|first name|surname|date|time|links?|hyperlink|url|address|number|(?:tele)?phone|email|logo|image|picture|photo|place|venue|role|(?:job )?title|signature|source|ref(?:erence)?"
    r"|page|text|x+|\?+|\.{2,}|\u2026+|_+|check\b[^\]\n]{0,60}|comment\b[^\]\n]{0,80})\]"
    r"|<(?:insert|enter|add|your|name|date)\b[^<>\n]{0,60}>|\u00ab[a-z][a-z _]{1,30}\u00bb|\{(?:name|date|number|address|email|phone)\}|\?{3,}"
    r"|\b(?:xx|dd)[/. -](?:xx|mm)[/. -](?:xx(?:xx)?|yy(?:yy)?|20\d\d)\b|\bx{4,}\b"
    r"|\bclick(?: or tap)? here to enter\b|\bchoose an item\.|\binsert (?:hyperlink|logo)\b|\b01234[ -]?567[ -]?89[0-9]\b"
    r"|\[[^\]\n]{0,40}\b(?:goes here|to follow|to be (?:added|confirmed|inserted))\]"
    r"|\b(?:dates?|times?|venues?|places?|rooms?|speakers?|trainers?|names?|numbers?|links?|details?|costs?)(?: (?:is|are))?(?: still)? to be (?:confirmed|announced|advised)\b"
    r"|(?:[:(\u2013|-] {0,3}|^)(?:still )?to be (?:confirmed|announced|advised)(?= {0,3}(?:[).,;|]|$))|(?<!_)_{3,}(?!\w)"
    r"|\blorem ipsum\b|\binsert \w{1,20} here\b|\b(?:text|picture|image|link|logo) goes here\b"
    r"|\b(?:TBC|TBD|TBA|TODO|FIXME|XXX+)\b(?!-)|\bT\.B\.C\."
    r"|\[(?-i:[A-Z]{1,3}\d{1,2}(?:R\d{1,2})?)\]|\bCommented \[|\bError! (?:Bookmark|Reference|Hyperlink)\b"
    r"|^(?:first |final |initial |working )?draft(?: (?:only|document|copy|version|v\.? ?\d[\d.]{0,5}))?$"
    r"|\bdraft\W{1,3}(?:not|for comment)\b|\bnot for (?:circulation|onward sharing|publication)\b|^page \d{1,3} of \d{1,3}$", re.IGNORECASE | re.MULTILINE)
_BEGINNINGS = ("[", "<", "{", "??", "xx", "dd", "lorem ipsum", "insert", "goes here", "tbc", "tbd", "tba", "todo", "fixme", "t.b.c.", "commented", "error!", "draft",
               "not for", "page ", "click", "choose an item", "01234", "to be confirmed", "to be announced", "to be advised", "___")
"""One of these, in small letters, stands in whatever the pattern finds: to look for them takes a tenth of the time."""
_SMALL = re.compile("tba|todo|fixme|xxx")
"""Letters that are placeholders in capitals alone."""


def check(text: Text) -> Iterator[Problem]:
    """Find what is left over in a text that is no draft."""
    if text.page is not None and text.page.draft:
        return
    pieces = (*of_values(text.front, text.lines, first_line=2), *of_text(text))
    everything = "\n".join([piece.words for piece in pieces]).lower()
    beginnings = [beginning for beginning in _BEGINNINGS if beginning in everything]
    for piece in pieces if beginnings or not everything.isascii() else ():
        for found in _LEFT.finditer(piece.words) if not piece.words.isascii() or any(beginning in piece.words.lower() for beginning in beginnings) else ():
            if not _SMALL.fullmatch(found[0]):
                yield TO_FILL_IN.problem(text.file, piece.line + piece.words.count("\n", 0, found.start()), found=found[0], words=shortened(" ".join(found[0].split())))
    everything = " ".join(" ".join([block.words for block in text.blocks]).split())
    notes = [note for note in help_notes() if note in everything]
    for block in text.blocks if notes or "Help: " in everything else ():
        words = " ".join(block.words.split())
        if words.startswith("Help: ") or any(note in words for note in notes):
            yield OF_A_HELP_NOTE.problem(text.file, block.line, words=words[:60])
