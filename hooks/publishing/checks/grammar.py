"""Signs that would be printed as they stand: of another Markdown, or of this one where a sign is wrong.

There is one grammar, GitHub's. What other programs write differently shows here as signs in the middle of a text; so
does a link whose address cannot be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from publishing.content.text import TAG, Text
from publishing.problems.problem import Problem
from publishing.problems.rule import MACROS, TEXT, Rule
from publishing.reading.from_word import indented_prose
from publishing.reading.html import COMMENT, identifiers_of_html
from publishing.reading.markdown import MACRO_SIGN, has_macro, parse, placed, words_of
from publishing.reading.markup import attribute_list
from publishing.reading.plain_markdown import PlainLine
from publishing.words.private_addresses import why_private

_PRINTED = "Its signs would be printed as they stand."

NOTE = Rule("note-written-otherwise", TEXT, "this is not how a note is written here",
            "Write > [!NOTE] on a line of its own, and begin each line of the note below it with > and a space; or run make fix (on GitHub: comment /fix), which does so where the note is indented below this line.", _PRINTED)
NOTE_ALONE = Rule("note-begins-with-words", TEXT, "[!{kind}] stands with other words on its line", "Put these words on the next line, which begins with > as well.",
                  _PRINTED, {"kind": "NOTE"})
KIND_OF_NOTE = Rule("kind-of-note", TEXT, 'there is no note of the kind "{kind}"', "Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION].", _PRINTED, {"kind": "DANGER"})
NOTE_WITHIN = Rule("note-within", TEXT, "a note stands within a list, a quotation or another note", "Put it below, at the beginning of a line, after an empty line.",
                   "GitHub shows it as a quotation there, so its preview would not be what the site shows.")
LINK = Rule("link-signs", TEXT, "brackets of a link or an image stand here and make none",
            "Write [its words](file.md), or ![what it shows](picture.png), with no space, quotation mark or anything else in the address.", _PRINTED)
FOOTNOTE = Rule("no-such-footnote", TEXT, "there is no footnote {name} in this text", "Write it on a line of its own: {name}: its text. Or take {name} out.",
                _PRINTED, {"name": "[^1]"})
UNUSED = Rule("footnote-not-mentioned", TEXT, "nothing mentions the footnote {name}", "Write {name} where it belongs, or take the footnote out.",
              "A footnote that nothing mentions is not shown at all.", {"name": "[^1]"})
TWICE = Rule("footnote-twice", TEXT, "the footnote {name} is written a second time here", "Give it another name, here and where it is mentioned.",
             "Only one of the two would be shown.", {"name": "[^1]"})
WITHIN = Rule("footnote-within-footnote", TEXT, "the footnote {name} is written within another one", "Begin it at the beginning of a line, below the other one.",
              "Words of the other one would be lost.", {"name": "[^2]"})
REFERENCE = Rule("reference-not-used", TEXT, 'nothing uses the address that is named "{name}" here', "Take the line out. If it is text, do not put what comes before the colon into square brackets.",
                 "Such a line is not shown at all.", {"name": "worker"})
CELLS = Rule("too-many-cells", TEXT, "this row has more cells than its table has columns", r"Give the heading as many columns. A sign | within a cell is written \|.",
             "What is too much is not shown at all.")
TABLE = Rule("table-signs", TEXT, "a row of a table stands here and makes none", "Put a line of hyphens below its heading, | --- | --- |, with as many columns as the heading has.",
             _PRINTED)
CURLY = Rule("curly-brackets", TEXT, "signs in curly brackets stand here", "Take them out: a heading has its address from its words, and looks are not the text's.", _PRINTED)
ABBREVIATION = Rule("abbreviation-written-otherwise", TEXT, "this is not how an abbreviation is explained here", "Add it to data/glossary.yml, and take the line out.", _PRINTED)
DEFINITION = Rule("definition-written-otherwise", TEXT, "this line begins with a colon and shows as plain text", "Write a list, or a heading with a paragraph below it.", _PRINTED)
BOLD = Rule("bold-signs", TEXT, "signs ** stand here and make nothing bold",
            "Put them right before the first word and right after the last, with a space outside of them: Ring **now** please. Or take them out.", _PRINTED)
STRUCK = Rule("struck-out", TEXT, "words between signs ~ are struck out", 'Take the old words out. If the sign meant "about", write about.',
              "A correction left visible is rarely meant, and hard to read.")
TASK = Rule("task-list", TEXT, "a list item begins with a box to tick", "Write a plain list: take [ ] out.", "A box that nobody can tick misleads.")
DRAWN = Rule("drawn-by-github", TEXT, 'GitHub makes a drawing or a formula of this block of "{kind}"; readers would see its signs', "Take it out. Put a picture beside the page and name it here, or say in words what it shows.",
             "Its preview would not be what the site shows.", {"kind": "mermaid"})
FORMULA = Rule("formula-signs", TEXT, "GitHub makes a formula of the words between $ here; readers would see its signs", "Write it in words.", "Its preview would not be what the site shows.")
EMOJI = Rule("emoji-code", TEXT, "GitHub makes a small picture of {code}; readers would see these signs", "Take it out, or say in words what it means.",
             "Its preview would not be what the site shows.", {"code": ":warning:"})
NOT_CLOSED = Rule("code-not-closed", TEXT, "a block of code begins here and does not end", "Write {signs} on a line of its own where it ends; or, where no code is meant, take {signs} out.",
                  "All that follows would be shown as code, without its headings, lists and links.", {"signs": "```"})
BY_SPACES = Rule("code-by-spaces", TEXT, "four spaces at its beginning make a block of code of this line", "Take the spaces out, or run make fix (on GitHub: comment /fix). Where code is meant, write ``` on a line of its own before and after it.",
                 "Text that was pasted with an indent is shown as code: in one long line, with its signs as they stand.")
IN_LINE = Rule("macro-within-line", MACROS, "this macro prints a table, a list or a chart, and stands within a line", "Put it on a line of its own.",
               "Lists and tables cannot stand within a sentence.")
IN_CODE = Rule("macro-in-code", MACROS, "this macro prints a table, a list or a chart, and stands in code",
               "Take out the signs ` or ~ around it, or the spaces before it, and put it on a line of its own.", "Code shows words as they stand, and no table or list.")
IN_ADDRESS = Rule("macro-in-address", MACROS, "a macro stands in the address of a link", "Write the address itself.", "What a macro prints is words, and no address.")
IN_LINK = Rule("macro-in-link", MACROS, "this macro prints a link, and stands within the words of a link", "Take it out of the square brackets.",
               "A link cannot stand within a link.")
REPEATED = Rule("macro-twice", MACROS, "this macro prints again what stands on this page already", "Take one of the two out.",
                "Links to one of its parts would lead to the other.")
IN_HTML = Rule("macro-in-html", MACROS, "a macro stands within HTML", "Put an empty line between the HTML and the macro, or take the HTML out.",
               "Within HTML nothing is read as Markdown, and a macro prints nothing.")
IN_FENCE = Rule("macro-beside-fence", MACROS, "a macro stands behind the signs that begin a block of code", "Put it on a line of its own, before or after the block.",
                "What stands there only names the language of the code, and is not shown.")

MARKDOWN_IN_HTML = Rule("markdown-in-html", TEXT, "signs of Markdown stand within HTML here", "Put an empty line between the HTML and the text, before and after it; or take the signs out.",
                        "Within HTML nothing is read as Markdown: its signs would be printed as they stand.")

_NOTE = re.compile(r"(?:!!!|\?\?\?\+?) ?\w|:::+ ?\{?\w")
_KIND = re.compile(r"\[!([A-Za-z]+)\]")
_KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_LINK = re.compile(r"\]\(|\] \((?:[^\s()]{1,200}\.(?:md|pdf|docx|xlsx|png|jpe?g)(?:#[^\s()]*)?\)|$)|\)\[[^\[\]\s]{1,200}(?:\.md|/)[^\[\]\s]*\]|\[(?=[^\[\]]*[A-Za-z])[^\[\]]*+\]\[(?=[^\[\]]*[A-Za-z])|\[(?=[^\[\]]*[A-Za-z]{2})[^\[\]]*+\]\[|\[\[|!\[")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_TABLE = re.compile(r"\|.*\|[ \t]*$|:?-{3,}:? *\|")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])")
"""What was to begin bold words. Stars within a word stand for letters that nobody wants to print."""
_EMOJI = re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9_]{2,30}|\+1|-1):(?![\w:/])")
_BETWEEN_DOLLARS = re.compile(r"(?<![\\$\w])\$\$?(?=[^\s$])(?=[^$\n]{0,200}[\\^_{])[^$\n`]{1,200}(?<=\S)\$\$?(?![\d$])")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")


_LOST = {"footnote_unused": UNUSED, "footnote_twice": TWICE, "footnote_within": WITHIN, "reference_unused": REFERENCE}


def check(text: Text) -> Iterator[Problem]:
    """Find signs that would be printed as they stand, what would be lost, and what GitHub's grammar has and this site has not."""
    quoted = False
    identifiers: set[str] = set()
    for token in text.tokens:
        if token.type == "inline":
            yield from (rule.problem(text.file, text.first_line + place, **values) for rule, place, values in _in_line(token, quoted))
            continue
        line = text.line_of(token)
        if token.type == "list_item_open" and token.attrs.get("class") == "task-list-item":
            yield TASK.problem(text.file, line)
        elif token.type == "alert_open" and token.level:
            yield NOTE_WITHIN.problem(text.file, line)
        elif token.type in _LOST:
            yield _LOST[token.type].problem(text.file, line, name=token.meta["name"])
        elif token.type == "html_block":
            if has_macro(COMMENT.sub("", token.content)):
                yield IN_HTML.problem(text.file, line)
            elif (row := _markdown_row(token.content)) is not None:
                yield MARKDOWN_IN_HTML.problem(text.file, line + row)
            if attribute_list(token.content):
                yield CURLY.problem(text.file, line)
        elif token.type == "fence" and has_macro(token.info):
            yield IN_FENCE.problem(text.file, line)
        elif token.type == "fence" and (kind := token.info.split(maxsplit=1)[:1]) and kind[0].lower() in _DRAWN:
            yield DRAWN.problem(text.file, line, kind=kind[0])
        elif token.type == "fence" and not _ends(token, text):
            yield NOT_CLOSED.problem(text.file, line, signs=token.markup)
        elif token.type == "code_block" and indented_prose([token]):
            yield BY_SPACES.problem(text.file, line)
        elif token.type in ("fence", "code_block") and has_macro(token.content):
            row = next(row for row, words in enumerate(token.content.split("\n")) if has_macro(words))
            yield IN_CODE.problem(text.file, line + row + (token.type == "fence"))
        elif token.type == "macro_block":
            printed = {*identifiers_of_html(token.meta["printed"].html)}
            if printed & identifiers:
                yield REPEATED.problem(text.file, line)
            identifiers |= printed
        quoted = token.type == "blockquote_open" or (quoted and token.type == "paragraph_open")
    yield from _cells(text)


_DRAWN = ("mermaid", "math", "geojson", "topojson", "stl")
"""https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/creating-diagrams"""


def _ends(fence: Token, text: Text) -> bool:
    """Say whether a block of code ends with the signs that it begins with, and not where the text ends or what it stands in."""
    first, end = fence.map or (0, 0)
    last = text.expanded.text.split("\n")[end - 1].lstrip("> \t").rstrip() if end - first > 1 else ""
    return len(last) >= len(fence.markup) and not last.strip(fence.markup[0])


def _markdown_row(source: str) -> int | None:
    """Return the row of a piece of HTML, counted from 0, on which its text has signs of Markdown."""
    words = TAG.sub(lambda tag: "\n" * tag[0].count("\n"), source)
    for token in parse("\n".join(line.strip() for line in words.split("\n"))):
        if token.type not in _PLAIN:
            return token.map[0] if token.map else 0
        for row, child in placed(token):
            if child.type not in ("text", "softbreak", "html_inline"):
                return row
    return None


_PLAIN = ("paragraph_open", "paragraph_close", "inline")


def _cells(text: Text) -> Iterator[Problem]:
    """Find rows of tables with more cells than their table has columns."""
    lines = text.expanded.text.split("\n")
    columns = 0
    for token in text.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns:
            row = escapedSplit(re.sub(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*", "", lines[token.map[0]]).strip())
            cells = len(row) - (row[:1] == [""]) - (row[-1:] == [""])
            if cells > columns:
                yield CELLS.problem(text.file, text.line_of(token))


def _in_line(token: Token, quoted: bool) -> Iterator[tuple[Rule, int, dict[str, str]]]:
    if isinstance(token, PlainLine) and not _PERHAPS_IN_PLAIN.search(token.content):
        return
    if row := _row_of_attributes(token):
        yield CURLY, row - 1 + (token.map or [0])[0], {}
    begins, links, tables = True, 0, False
    if token.content.count("$") > 1 and (formula := _BETWEEN_DOLLARS.search(token.content)):
        yield FORMULA, token.content.count("\n", 0, formula.start()) + (token.map or [0])[0], {}
    for row, child in placed(token):
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text":
            for rule, values in _in_words(child.content, begins, quoted, begins and row > (token.map or [row])[0]):
                if rule is not TABLE or not tables:  # one message for one table
                    yield rule, row, values
                tables = tables or rule is TABLE
            if ":" in child.content and (code := _EMOJI.search(child.content)):
                yield EMOJI, row, {"code": code[0]}
            if "**" in child.content and _BOLD.search(child.content) and r"\*" not in token.content:
                yield BOLD, row, {}
        elif child.type == "s_open":
            yield STRUCK, row, {}
        elif child.type == "html_inline" and has_macro(COMMENT.sub("", child.content)):
            yield IN_HTML, row, {}
        elif child.type in ("link_open", "image") and has_macro(str(child.attrs.get("href") or child.attrs.get("src") or "")):
            yield IN_ADDRESS, row, {}
        elif child.type == "code_inline" and has_macro(child.content):
            yield IN_CODE, row, {}
        elif _prints_a_list(child):
            yield IN_LINE, row, {}
        elif child.type == "macro_inline" and links and "<a " in child.meta["printed"].html:
            yield IN_LINK, row, {}
        begins = child.type in ("softbreak", "hardbreak")


def _prints_a_list(part: Token) -> bool:
    """Say whether a macro that prints a table, a list or a chart stands in a part of a line: also in the title of a link, and in the words of an image."""
    return (part.type == "macro_inline" and part.meta["printed"].block) or has_macro(str(part.attrs.get("title", ""))) or any(map(_prints_a_list, part.children or ()))


def _row_of_attributes(token: Token) -> int:
    """Return the row, counted from 1, on which a list of attributes begins, whatever else is made of the signs within it; 0 where there is none."""
    if "{" not in token.content and "&" not in token.content:  # which may write one
        return 0
    words = words_of((child if child.type != "code_inline" else _CODE for child in token.children or ()), macros=False)
    found = attribute_list(words)
    return words.count("\n", 0, words.index(found)) + 1 if found else 0


_CODE = Token("text", "", 0, content=MACRO_SIGN)
"""Stands for code: what is in it is meant to be printed."""


_PERHAPS_IN_PLAIN = re.compile(r"[{$|\]:!?](?:(?<=[{$|\]])|(?<=:)[a-z:+-]|(?<=\n:) |(?<=[!?])[!?])")
"""Stands in whatever is found in a line that is plain."""


def _in_words(words: str, begins: bool, quoted: bool, later: bool) -> Iterator[tuple[Rule, dict[str, str]]]:
    """Find signs in a stretch of text. ``begins``: it begins a line; ``later``: that is not the first of its paragraph."""
    if begins and not words[:1].isalnum():  # with which none of these begins
        if _NOTE.match(words):
            yield NOTE, {}
        if quoted and (kind := _KIND.match(words)):
            yield (NOTE_ALONE if kind[1].upper() in _KINDS else KIND_OF_NOTE), {"kind": kind[1]}
        if _TABLE.match(words):
            yield TABLE, {}
        if _ABBREVIATION.match(words):
            yield ABBREVIATION, {}
    if later and words.startswith(": "):
        yield DEFINITION, {}
    if "[" not in words and "]" not in words:
        return
    if link := _LINK.search(words):
        private = why_private(words[link.end():].partition(")")[0].lstrip("<")) if link[0] == "](" else None
        yield (private.rule, dict(private.values)) if private else (LINK, {})
    elif note := _FOOTNOTE.search(words):
        yield FOOTNOTE, {"name": note[0]}
