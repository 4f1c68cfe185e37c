"""The plainest of Markdown, read at once: what most lines of a text are, of which one look tells that no other rule can match.

The parser asks a dozen rules of each line, and as many of each sign that some rule begins with. Here are its own rules for a
paragraph, a heading, a list, and words with none but bold among them, where these alone can match; whatever is less plain
is left to it. A test compares the two on whatever it can think of.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading
from markdown_it.rules_core import StateCore, normalize, text_join
from markdown_it.token import Token

_NOTHING: Any = MappingProxyType({})
"""What a token has that has neither attributes nor notes. Most have none, and two empty dictionaries of its own are a third of what it takes up."""


def read_plainly(parser: MarkdownIt) -> None:
    """Let a parser read at once what is plain."""
    parser.block.ruler.before("table", "plain", _block)
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.at("inline", _inline)
    parser.core.ruler.at("text_join", _text_join)


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
        return (first + 1 >= last or state.isEmpty(first + 1)) and (_heading(state, first, start) or heading(state, first, last, False))
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
    state.line, level = end, state.level
    state.tokens += (token("paragraph_open", "p", 1, level, rows=[first, end]),
                     token("inline", "", 0, level + 1, mdTrim(state.getLines(first, end, state.blkIndent, False)), rows=[first, end], children=[]),
                     token("paragraph_close", "p", -1, level))
    return True


def _heading(state: StateBlock, first: int, start: int) -> bool:
    """Read a heading that ends with its words, and not with signs of one."""
    found = _HEADING.fullmatch(state.src, start, state.eMarks[first])
    if found is None or state.sCount[first] - state.blkIndent > 3:
        return False
    state.line, level, signs = first + 1, state.level, found[1]
    tag = f"h{len(signs)}"
    state.tokens += (token("heading_open", tag, 1, level, markup=signs, rows=[first, first + 1]),
                     token("inline", "", 0, level + 1, mdTrim(found[2]), rows=[first, first + 1], children=[]),
                     token("heading_close", tag, -1, level, markup=signs))
    return True


_HEADING = re.compile(r"(#{1,6}) ([^#\n]+)")


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
    found = [token("bullet_list_open", "ul", 1, level, markup=sign, rows=[first, after])]
    for row, words in enumerate(items, first):
        found += (token("list_item_open", "li", 1, level + 1, markup=sign, rows=[row, row + 1 if row + 1 < end else after]),
                  token("paragraph_open", "p", 1, level + 2, rows=[row, row + 1], hidden=True),
                  token("inline", "", 0, level + 3, words, rows=[row, row + 1], children=[]),
                  token("paragraph_close", "p", -1, level + 2, hidden=True),
                  token("list_item_close", "li", -1, level + 1, markup=sign))
    found.append(token("bullet_list_close", "ul", -1, level, markup=sign))
    state.tokens += found
    state.line = after
    return True


def token(sort: str, tag: str, nesting: Any, level: int, content: str = "", markup: str = "", rows: list[int] | None = None, children: list[Token] | None = None,
          hidden: bool = False) -> Token:
    """Return a token of a block, as the parser would make it, which looks into each value again: that takes five times as long."""
    made = _NEW(Token)
    (made.type, made.tag, made.nesting, made.level, made.content, made.markup, made.map, made.children, made.hidden,
     made.attrs, made.info, made.meta, made.block) = sort, tag, nesting, level, content, markup, rows, children, hidden, {}, "", {}, True
    return made


def _part(sort: str, tag: str, nesting: Any, level: int, content: str = "", markup: str = "") -> Token:
    """Return a token within a line, to which no rule adds anything."""
    made = _NEW(Token)
    (made.type, made.tag, made.nesting, made.level, made.content, made.markup, made.map, made.children, made.hidden,
     made.attrs, made.info, made.meta, made.block) = sort, tag, nesting, level, content, markup, None, None, False, _NOTHING, "", _NOTHING, False
    return made


_NEW = Token.__new__


class PlainLine(Token):
    """A line in which nothing but bold words and the ends of lines can be meant. Most who look at it need its words alone, so its parts are made when somebody asks for them.

    Whoever gives it other parts makes a line of it that is as any other.
    """

    __slots__ = ()

    @property
    def children(self) -> list[Token] | None:
        """Its parts, as the parser would make them."""
        found: list[Token] | None = _CHILDREN.__get__(self)
        if found is None:
            found = _parts(self.content)
            _CHILDREN.__set__(self, found)
        return found

    @children.setter
    def children(self, parts: list[Token] | None) -> None:
        self.__class__ = Token  # type: ignore[assignment]
        self.children = parts

    @property
    def words(self) -> str:
        """What a reader sees of it."""
        return self.content.replace("**", "")


_CHILDREN: Any = Token.children  # type: ignore[misc]  # where a token has them


def _inline(state: StateCore) -> None:
    less_plain = state.env[_LESS_PLAIN] = []
    for line in state.tokens:
        if line.type == "inline":
            if is_plain(line.content):
                line.children = None
                line.__class__ = PlainLine
            else:
                line.children = []
                state.md.inline.parse(line.content, state.md, state.env, line.children)
                less_plain.append(line)


_LESS_PLAIN = "less plain"
"""What a text has of lines that the parser has read by all its rules."""


def _text_join(state: StateCore) -> None:
    """Join pieces of text, of which a plain line has none that stand side by side."""
    every, state.tokens = state.tokens, state.env.pop(_LESS_PLAIN)
    text_join(state)
    state.tokens = every


def is_plain(words: str) -> bool:
    """Say whether nothing but bold words and the ends of lines can be meant in a line."""
    return not (_SIGN.search(words) or "www." in words or ("*" in words and not _BOLD.fullmatch(words)) or (":" in words and _ADDRESS.search(words)))


def _parts(words: str) -> list[Token]:
    """Return the parts of a plain line."""
    if not words:
        return []
    found: list[Token] = []
    parts = words.split("**")
    for place, part in enumerate(parts):
        bold = place % 2
        if place:
            found.append(_part("strong_open", "strong", 1, 0, markup="**") if bold else _part("strong_close", "strong", -1, 0, markup="**"))
        lines = part.split("\n")
        for row, line in enumerate(lines):
            if row:
                found.append(_part("softbreak", "br", 0, bold))
            if line or row == 0 or (place + 1 < len(parts) and row + 1 == len(lines)):  # before a bold word stand words, be they none
                found.append(_part("text", "", 0, bold, line))
    return found


_SIGN = re.compile(r"[\\`_~\[<&@]|\n[ \t]|[ \t]\n")
_BOLD = re.compile(r"[^*]*+(?:(?:(?<=[ \n])|\A)\*\*[A-Za-z0-9](?:[^*]*[^*\s])?\*\*(?=[ \n.,;:]|\Z)[^*]*+)+")
"""Signs of which each can only begin, or only end, something bold."""
_ADDRESS = re.compile(r"(?:https?|mailto|xmpp):")
