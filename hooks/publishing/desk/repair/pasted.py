"""What was pasted from Word, turned into Markdown: its HTML, lists, tables, and bold lines in place of headings. No word is changed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from markdown_it.token import Token

from publishing.desk.word.markdown import markdown_of
from publishing.reading.bullets import TICKS
from publishing.reading.from_word import (
    Item,
    Table,
    all_bold,
    bold_lines,
    code_rows,
    indented_prose,
    own_of_word,
    spaced_tables,
    word_html,
    word_lists,
    word_tables,
)
from publishing.reading.html import COMMENT
from publishing.reading.markdown import parse, words_of


def repaired_pasted(body: str) -> tuple[str, list[str]]:
    """Return a Markdown text with what came from Word written as Markdown, and what was done."""
    done: list[str] = []
    for repaired, what in ((_html, "wrote HTML from Word as Markdown"), (_lists_and_tables, "made lists and tables of the lines with tabs or many spaces"),
                           (_indents, "took out the spaces that made code of words"), (_bold, "took the bold from a text that was all bold"), (_headings, "made headings of bold lines")):
        new = repaired(body)
        if new != body:
            body = new
            done.append(what)
    return body, done


def _html(body: str) -> str:
    if "<" not in body:
        return body
    lines = body.split("\n")
    fences = {row for token in parse(body) if token.type == "fence" and token.map for row in range(*token.map)}
    for first, end in reversed(word_html(lines, fences)):
        if lines[first].lstrip().startswith("<"):
            lines[first:end] = markdown_of("\n".join(lines[first:end])).split("\n")
        else:
            without = COMMENT.sub(lambda comment: "" if re.fullmatch(r"<!--\[.*\]-->", comment[0], re.DOTALL) else comment[0], "\n".join(lines[first:end]))
            lines[first:end] = re.sub(r"<!\[[^<>]*>|</?(?:o:|w:|v:|st1:|span|font|p\b|div)[^<>]*>", "", without).split("\n")
            if own_of_word("\n".join(lines[first:end])):
                return body
    return "\n".join(lines)


def _lists_and_tables(body: str) -> str:
    lines, code = body.split("\n"), code_rows(parse(body))
    lists = word_lists(lines, code)
    taken = {item.row for run in lists for item in run}
    made = [(run[0].row, run[-1].row + 1, _list(run)) for run in lists]
    made += [(table.first, table.end, _table(table)) for table in (*word_tables(lines, code | taken), *spaced_tables(lines, code)[0])]
    for first, end, new in sorted(made, reverse=True):
        _put(lines, first, end, new)
    return "\n".join(lines)


def _indents(body: str) -> str:
    if "    " not in body and "\t" not in body:
        return body
    lines = body.split("\n")
    for token in indented_prose(parse(body)):
        for row, words in enumerate(token.content.rstrip().split("\n"), (token.map or (0, 0))[0]):
            quoted, indent, rest = re.fullmatch(r"((?:> ?)*+)([ \t]*+)(.*)", lines[row]).groups()  # type: ignore[union-attr]  # it matches always
            kept = max(0, len(indent.expandtabs(4)) - 4 - (len(words) - len(words.lstrip())))  # what makes it a part of an item of a list
            lines[row] = f"{quoted}{' ' * kept}{rest}"
    return "\n".join(lines)


def _put(lines: list[str], first: int, end: int, new: list[str]) -> None:
    """Put new lines in the place of old ones, with an empty line between them and others."""
    above = [""] if first and lines[first - 1].strip() else []
    below = [""] if end < len(lines) and lines[end].strip() else []
    lines[first:end] = [*above, *new, *below]


def _list(run: Sequence[Item]) -> list[str]:
    made: list[str] = []
    stack: list[tuple[Item, int]] = []
    """The items that the next one may stand within, and how wide what begins each is."""
    for item in run:
        kept = _kept(stack, item)
        if kept is None:  # another list begins
            made.append("")
            stack = []
        else:
            del stack[kept:]
        begin = item.sign if re.fullmatch(r"[0-9]{1,9}[.)]", item.sign) else "-"
        mark = f"{item.sign} " if item.sign in TICKS or re.fullmatch(r"\(?[0-9]+(?:\.[0-9]+)*[.)]?|\(?[A-Za-z]+[.)]", item.sign) else ""
        made.append(f"{' ' * sum(width for _, width in stack)}{begin} {'' if begin == item.sign else mark}{item.words}")
        stack.append((item, len(begin) + 1))
    return made


def _kept(stack: Sequence[tuple[Item, int]], item: Item) -> int | None:
    """Return how many of the items above an item it stands within; ``None`` where it begins another list."""
    depth = len(stack)
    while depth and stack[depth - 1][0].indent > item.indent:
        depth -= 1
    if not depth:
        return 0
    if stack[depth - 1][0].indent < item.indent:
        return depth
    alike = depth
    while alike and stack[alike - 1][0].indent == item.indent:
        if _sort(stack[alike - 1][0].sign, item.sign) == _sort(item.sign, stack[alike - 1][0].sign):
            return alike - 1
        alike -= 1
    if _sort(item.sign, "") == "number" and _sort(stack[alike][0].sign, "") == "bullet":
        return None if alike == 0 else alike
    return depth


def _sort(sign: str, other: str) -> str:
    """Return what sort of sign begins an item; of a letter that may be a number in Roman figures, the same as the ``other``'s where it can be."""
    if re.fullmatch(r"[0-9]{1,9}[.)]", sign):
        return "number" if not other else f"number{sign[-1]}"
    bare = sign.strip("().")
    if bare != sign and bare.isalpha():
        roman = re.fullmatch("[ivx]+", bare.lower())
        if len(bare) > 1 or (bare.lower() == "i" and other.strip("().").lower() not in ("h", "j", "")):
            return "roman"
        return "roman" if roman and len(other.strip("().")) > 1 else "letter"
    if re.fullmatch(r"[0-9].*", sign):
        return "numbers"
    return "bullet" if not other else "\u2022" if sign in "\u2022\u00b7-*" else sign


def _table(table: Table) -> list[str]:
    rows = [f"| {' | '.join(_BAR.sub(_IN_A_CELL, cell) for cell in row)} |" for row in table.rows]
    return [rows[0], f"|{' --- |' * len(table.rows[0])}", *rows[1:]]


_BAR, _IN_A_CELL = re.compile(r"(?<!\\)\|"), r"\\|"
_BOLD = re.compile(r"(?<!\\)\*\*|(?<![\\\w])__(?=\S)|(?<=\S)__(?!\w)")


def _without_bold(lines: list[str], token: Token) -> None:
    """Take the signs of bold out of the lines of a block, where its words stay what they are."""
    first, end = token.map or (0, 0)
    old = lines[first:end]
    new = [_BOLD.sub("", line) for line in old]
    if _words("\n".join(old)) == _words("\n".join(new)):
        lines[first:end] = new


def _words(text: str) -> list[str]:
    return " ".join(words_of(token.children or ()) for token in parse(text) if token.type == "inline").split()


def _bold(body: str) -> str:
    tokens = parse(body)
    if all_bold(tokens) is None:
        return body
    lines = body.split("\n")
    headings = {line.row for line in bold_lines(tokens)}
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline" and before.type != "heading_open" and token.map and token.map[0] not in headings:
            _without_bold(lines, token)
    return "\n".join(lines)


def _headings(body: str) -> str:
    lines = body.split("\n")
    for line in reversed(bold_lines(parse(body))):
        words = _BOLD.sub("", lines[line.row]).strip().removesuffix("\\").strip()
        heading = f"{'#' * line.level} {words}"
        if _words(heading) == _words(lines[line.row].strip().removesuffix("\\")):
            _put(lines, line.row, line.row + 1, [heading])
    return "\n".join(lines)
