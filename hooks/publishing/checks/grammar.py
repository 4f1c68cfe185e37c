"""Signs that would be printed as they stand: of another Markdown, or of this one where a sign is wrong.

There is one grammar, GitHub's. What other programs write differently shows here as signs in the middle of a text; so
does a link whose address cannot be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import MACROS, TEXT, Rule
from publishing.reading.html import COMMENT
from publishing.reading.markdown import FIRST_STAND_IN, placed

_PRINTED = "Its signs would be printed as they stand."

NOTE = Rule("note-written-otherwise", TEXT, "this is not how a note is written here",
            "Write > [!NOTE] on a line of its own, and begin each line of the note below it with > and a space; or run make fix.", _PRINTED)
KIND_OF_NOTE = Rule("kind-of-note", TEXT, 'there is no note of the kind "{kind}"', "Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION].", _PRINTED, {"kind": "DANGER"})
LINK = Rule("link-signs", TEXT, "brackets of a link or an image stand here and make none",
            "Write [its words](file.md), or ![what it shows](picture.png), with no space, quotation mark or anything else in the address.", _PRINTED)
FOOTNOTE = Rule("no-such-footnote", TEXT, "there is no footnote {name} in this text", "Write it on a line of its own: {name}: its text. Or take {name} out.",
                _PRINTED, {"name": "[^1]"})
UNUSED = Rule("footnote-not-mentioned", TEXT, "nothing mentions the footnote {name}", "Write {name} where it belongs, or take the footnote out.",
              "A footnote that nothing mentions is not shown at all.", {"name": "[^1]"})
TABLE = Rule("table-signs", TEXT, "a row of a table stands here and makes none", "Put a line of hyphens below its heading, | --- | --- |, with as many columns as the heading has.",
             _PRINTED)
CURLY = Rule("curly-brackets", TEXT, "signs in curly brackets stand here", "Take them out: a heading has its address from its words, and looks are not the text's.", _PRINTED)
ABBREVIATION = Rule("abbreviation-written-otherwise", TEXT, "this is not how an abbreviation is explained here", "Add it to data/glossary.yml, and take the line out.", _PRINTED)
DEFINITION = Rule("definition-written-otherwise", TEXT, "this line begins with a colon and shows as plain text", "Write a list, or a heading with a paragraph below it.", _PRINTED)
STRUCK = Rule("struck-out", TEXT, "words between signs ~ are struck out", 'Take the old words out. If the sign meant "about", write about.',
              "A correction left visible is rarely meant, and hard to read.")
TASK = Rule("task-list", TEXT, "a list item begins with a box to tick", "Write a plain list: take [ ] out.", "A box that nobody can tick misleads.")
IN_LINE = Rule("macro-within-line", MACROS, "this macro prints a table, a list or a chart, and stands within a line", "Put it on a line of its own.",
               "Lists and tables cannot stand within a sentence.")
IN_HTML = Rule("macro-in-html", MACROS, "a macro stands within HTML", "Put an empty line between the HTML and the macro, or take the HTML out.",
               "Within HTML nothing is read as Markdown, and a macro prints nothing.")

_NOTE = re.compile(r"(?:!!!|\?\?\?\+?) ?\w|:::+ ?\{?\w")
_KIND = re.compile(r"\[!([A-Za-z]+)\]")
_LINK = re.compile(r"\]\(|\]\[|\[\[|!\[")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_TABLE = re.compile(r"\|.*\|[ \t]*$|:?-{3,}:? *\|")
_CURLY = re.compile(r"\{:|\{ ?[#.][\w-]|\{ ?\w+=[\"'\w]")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")


def check(text: Text) -> Iterator[Problem]:
    """Find signs that would be printed as they stand, and what GitHub's grammar has and this site has not."""
    quoted = False
    for token in text.tokens:
        line = text.line_of(token)
        if token.type == "list_item_open" and token.attrs.get("class") == "task-list-item":
            yield TASK.problem(text.file, line)
        elif token.type == "footnote_unused":
            yield UNUSED.problem(text.file, line, name=f"[^{token.meta['label']}]")
        elif token.type == "html_block" and _has_macro(token.content):
            yield IN_HTML.problem(text.file, line)
        elif token.type == "inline":
            for rule, row, values in _in_line(token, quoted):
                yield rule.problem(text.file, text.first_line + row, **values)
        quoted = token.type == "blockquote_open" or (quoted and token.type == "paragraph_open")


def _in_line(token: Token, quoted: bool) -> Iterator[tuple[Rule, int, dict[str, str]]]:
    begins = True
    for row, child in placed(token):
        if child.type == "text":
            yield from ((rule, row, values) for rule, values in _in_words(child.content, begins, quoted, begins and row > (token.map or [row])[0]))
        elif child.type == "s_open":
            yield STRUCK, row, {}
        elif child.type == "html_inline" and _has_macro(child.content):
            yield IN_HTML, row, {}
        elif child.type == "macro_inline" and child.meta["printed"].block:
            yield IN_LINE, row, {}
        begins = child.type in ("softbreak", "hardbreak")


def _in_words(words: str, begins: bool, quoted: bool, later: bool) -> Iterator[tuple[Rule, dict[str, str]]]:
    """Find signs in a stretch of text. ``begins``: it begins a line; ``later``: that is not the first of its paragraph."""
    if begins and _NOTE.match(words):
        yield NOTE, {}
    if begins and quoted and (kind := _KIND.match(words)):
        yield KIND_OF_NOTE, {"kind": kind[1]}
    if begins and _TABLE.match(words):
        yield TABLE, {}
    if begins and _ABBREVIATION.match(words):
        yield ABBREVIATION, {}
    if later and words.startswith(": "):
        yield DEFINITION, {}
    if _LINK.search(words):
        yield LINK, {}
    elif note := _FOOTNOTE.search(words):
        yield FOOTNOTE, {"name": note[0]}
    if _CURLY.search(words):
        yield CURLY, {}


def _has_macro(source: str) -> bool:
    return any(ord(sign) >= FIRST_STAND_IN for sign in COMMENT.sub("", source))
