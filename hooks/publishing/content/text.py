"""A page's text, parsed once for every check: its blocks with their lines, as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markdown_it.token import Token

from publishing.content.kinds import Page
from publishing.reading.markdown_links import parse

MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or cell of a table: its words without Markdown's signs."""

    line: int
    """Counted from 1, within the file."""
    words: str
    """With a line end where the author made one, and two underscores where a macro stands."""
    heading: int = 0
    """The level of a heading, else 0."""
    quoted: bool = False
    """Whether it stands in a block of quotation."""

    def line_of(self, place: int) -> int:
        """Return the line of a place in ``words``."""
        return self.line + self.words.count("\n", 0, place)


@dataclass(frozen=True)
class Text:
    """One Markdown file for the checks."""

    file: str
    body: str
    first_line: int
    """The line of the file on which ``body`` starts."""
    front: Any
    """Its front matter as plain values; ``None`` where it cannot be read."""
    page: Page | None
    """What the front matter says, where it can be read."""
    source: str
    """The whole file."""
    lines: Mapping[Any, int] = field(default_factory=dict)
    """The line of each value in the front matter, by the keys that lead to it."""

    @cached_property
    def tokens(self) -> list[Token]:
        """What markdown-it-py reads in it."""
        return parse(self.body)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, in order."""
        return tuple(_blocks(self.tokens, self.first_line))

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """Its blocks without headings."""
        return tuple(block for block in self.blocks if not block.heading)

    def line_of(self, token: Token) -> int:
        """Return the line of the file on which a token starts."""
        return self.first_line + (token.map[0] if token.map else 0)


def blocks_of(body: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text that stands alone."""
    return tuple(_blocks(parse(body), 1))


def _blocks(tokens: list[Token], first_line: int) -> Iterator[Block]:
    heading = quotes = row = 0
    for token in tokens:
        if token.map:
            row = token.map[0]
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        elif token.type == "inline":
            words = MACRO.sub(lambda macro: "__" + "\n" * macro[0].count("\n"), _words(token.children or ()))
            if words.strip():
                yield Block(first_line + row, words, heading, quotes > 0)


def _words(children: Any) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
