"""The plainest of Markdown, read at once: what most lines of a text are, of which one look tells that no other rule can match.

The parser asks a dozen rules of each line, and as many of each sign that some rule begins with. Here are its own rules for a
paragraph, a heading, a list, and words with none but bold among them, where these alone can match; whatever is less plain
is left to it. A test compares the two on whatever it can think of.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token


def read_plainly(parser: MarkdownIt) -> None:
    """Let a parser read at once what is plain."""
    parser.block.ruler.before("table", "plain", _block)
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.at("inline", _inline)


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


_WORDS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ(\"'“‘")
"""Signs with which no rule begins."""
_DEEP = 100
"""Levels at which nothing is plain any more: the parser has a limit."""


def _begins_words(src: str, start: int) -> bool:
    """Say whether words begin here, bold or not, so that no rule but that of a paragraph can match."""
    return src[start] in _WORDS or (src[start:start + 2] == "**" and src[start + 2:start + 3] in _WORDS and start + 2 < len(src))


def _begins_item(src: str, start: int) -> bool:
    """Say whether an item of a list with words begins here, which is neither a line across the page nor a row of a table."""
    return src[start] in "-*+" and src[start + 1:start + 2] == " " and start + 2 < len(src) and _begins_words(src, start + 2)


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read a paragraph, a heading or a list, where nothing else can be meant."""
    if silent or state.level > _DEEP or last != state.lineMax:
        return False
    start = state.bMarks[first] + state.tShift[first]
    if _begins_words(state.src, start):
        return _paragraph(state, first)
    if state.src[start] == "#":  # the heading of a table begins like this as well
        return (first + 1 >= last or state.isEmpty(first + 1)) and heading(state, first, last, False)
    return _begins_item(state.src, start) and _list(state, first)


def _paragraph(state: StateBlock, first: int) -> bool:
    """Read a paragraph, all of whose lines begin with words."""
    if state.sCount[first] - state.blkIndent > 3:
        return False
    src, end = state.src, first + 1
    while end < state.lineMax:
        start = state.bMarks[end] + state.tShift[end]
        if start >= state.eMarks[end]:
            break
        if not _begins_words(src, start):
            if _begins_item(src, start) and 0 <= state.sCount[end] < state.blkIndent and state.sCount[end] - state.listIndent < 4:
                break
            return False
        end += 1
    state.line = end
    state.push("paragraph_open", "p", 1).map = [first, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = mdTrim(state.getLines(first, end, state.blkIndent, False)), [first, end], []
    state.push("paragraph_close", "p", -1)
    return True


def _list(state: StateBlock, first: int) -> bool:
    """Read a list, each of whose items is one line, and behind which stands an empty line and then something else."""
    src, end, indent = state.src, first, state.blkIndent
    sign = src[state.bMarks[first] + state.tShift[first]]
    items: list[str] = []
    while end < state.lineMax and not state.isEmpty(end):
        start = state.bMarks[end] + state.tShift[end]
        if state.sCount[end] != indent or src[start] != sign or not _begins_item(src, start):
            return False
        items.append(mdTrim(src[start + 2:state.eMarks[end]]))
        end += 1
    after = state.skipEmptyLines(end)
    if after < state.lineMax and (state.sCount[after] > indent + 1 or src[state.bMarks[after] + state.tShift[after]] in "-*+"):
        return False
    level = state.level
    found = [Token("bullet_list_open", "ul", 1, map=[first, after], level=level, markup=sign, block=True)]
    for row, words in enumerate(items, first):
        found += (Token("list_item_open", "li", 1, map=[row, row + 1 if row + 1 < end else after], level=level + 1, markup=sign, block=True),
                  Token("paragraph_open", "p", 1, map=[row, row + 1], level=level + 2, block=True, hidden=True),
                  Token("inline", "", 0, map=[row, row + 1], level=level + 3, children=[], content=words, block=True),
                  Token("paragraph_close", "p", -1, level=level + 2, block=True, hidden=True),
                  Token("list_item_close", "li", -1, level=level + 1, markup=sign, block=True))
    found.append(Token("bullet_list_close", "ul", -1, level=level, markup=sign, block=True))
    state.tokens += found
    state.line = after
    return True


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            if (children := plain_words(token.content)) is None:
                children = []
                state.md.inline.parse(token.content, state.md, state.env, children)
            token.children = children


def plain_words(words: str) -> list[Token] | None:
    """Return the parts of a line in which nothing but bold words and the ends of lines can be meant; ``None`` of any other."""
    if _SIGN.search(words) or "www." in words or ("*" in words and not _BOLD.fullmatch(words)) or (":" in words and _ADDRESS.search(words)):
        return None
    if not words:
        return []
    found: list[Token] = []
    for place, part in enumerate(words.split("**")):
        bold = place % 2
        if place:
            found.append(Token("strong_open", "strong", 1, markup="**") if bold else Token("strong_close", "strong", -1, markup="**"))
        for row, line in enumerate(part.split("\n")):
            if row:
                found.append(Token("softbreak", "br", 0, level=bold))
            if line or row == 0:
                found.append(Token("text", "", 0, content=line, level=bold))
    return found


_SIGN = re.compile(r"[\\`_~\[<&@]|\n[ \t]|[ \t]\n")
_BOLD = re.compile(r"[^*]*+(?:(?:(?<=[ \n])|\A)\*\*[A-Za-z0-9](?:[^*]*[^*\s])?\*\*(?=[ \n.,;:]|\Z)[^*]*+)+")
"""Signs of which each can only begin, or only end, something bold."""
_ADDRESS = re.compile(r"(?:https?|mailto|xmpp):")
