"""A page's text, parsed once for everything that looks at it and for the page itself."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from markdown_it.token import Token

from publishing.content.page import Page
from publishing.content.reading_age import reading_age
from publishing.kept.memory import NOTHING, Memory, NotRead
from publishing.reading.front_matter import MarkdownFile
from publishing.reading.html import COMMENT, IN_LINES, identifiers_of_html
from publishing.reading.markdown import has_macro, parse, placed, words_of, words_of_line
from publishing.reading.plain_markdown import PlainLine
from publishing.templating.sandbox import Expanded, MacroEnvironment, expand
from publishing.words.at_a_glance import words_at_a_glance

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, cell of a table, piece of code or of HTML: its words as a reader meets them."""

    line: int
    """Counted from 1, within the file."""
    words: str
    """With a line end where the author made one."""
    heading: int = 0
    """The level of a heading, else 0."""
    quoted: bool = False
    """Whether it stands in a block of quotation."""
    prose: str = ""
    """The words that somebody wrote as text, with a sign (:data:`publishing.reading.markdown.MACRO_SIGN`) for each macro; nothing for code."""
    labels: tuple[str, ...] = ()
    """What a table says of a cell: the heading of its column, the first cell of its row, and the cell before it."""
    folded: bool = False
    """Whether it is folded away in an element of details, until somebody opens it."""
    printed: bool = False
    """Whether a macro prints it, as a list of other pages: a check does not have the words of these lists."""

    def line_of(self, place: int) -> int:
        """Return the line of a place in ``words``."""
        return self.line + self.words.count("\n", 0, place)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a text."""

    line: int
    target: str
    """As it was written."""
    words: str
    """What a reader sees or hears of it, on one line."""
    image: bool = False
    picture: bool = False
    """Whether a link holds an image with words."""
    bare: bool = False
    """Whether the address alone makes the link."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text."""

    id: str
    title: str
    level: int
    line: int = 1
    """Counted from 1, within the file."""


@dataclass(frozen=True)
class Text:
    """One Markdown file, read."""

    file: str
    body: str
    """As it was written."""
    first_line: int
    """The line of the file on which ``body`` starts."""
    front: Any
    """Its front matter as plain values; ``None`` where it cannot be read."""
    page: Page | None
    """What the front matter says, where it can be read."""
    above: str = ""
    """What stands in its file above ``body``."""
    below: str = ""
    """The same below."""
    lines: Mapping[Any, int] = field(default_factory=dict)
    """The line of each value in the front matter, by the keys that lead to it."""
    expanded: Expanded = Expanded("")
    """``body`` with its macros run."""
    memory: Memory = field(default=NOTHING, compare=False, repr=False)
    """What has its HTML, if it was rendered before."""
    ahead: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found out of it before somebody asks for it."""

    @property
    def source(self) -> str:
        """The whole file."""
        return f"{self.above}{self.body}{self.below}"

    @cached_property
    def tokens(self) -> list[Token]:
        """What stands in it, by the one grammar."""
        return parse(self.expanded.text, self.expanded.printed, self.identifiers_of_macros)

    def let_go(self) -> None:
        """Let go of what takes up most and is made again in a millisecond, when the text has been looked at: whoever asks for it gets it all the same."""
        for name in ("tokens", "blocks", "prose", "vocabulary", "folded_vocabulary"):
            self.__dict__.pop(name, None)

    def measures(self, *names: str) -> dict[str, Any]:
        """Return what has been asked for by now and takes up little, and that of these ``names`` besides."""
        return {name: self.__dict__[name] for name in (*names, "measured", "reading_age", "links", "headings", "identifiers", "identifiers_of_macros") if name in self.__dict__}

    def know(self, measures: Mapping[str, Any]) -> None:
        """Take over what was asked for of an equal text."""
        self.__dict__.update(measures)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every word that its page shows, in order."""
        return tuple(_blocks(self.tokens, self.first_line))

    @cached_property
    def measured(self) -> dict[str, Any]:
        """What others have found out of it, by a name."""
        return {}

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns, or returned when it was asked for under this name before; it must be made of this text alone."""
        if name not in self.measured:
            self.measured[name] = make()
        found: _T = self.measured[name]
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that its page shows, as they are written, each once: letters alone."""
        return words_at_a_glance("\n".join([block.words for block in self.blocks]))

    @cached_property
    def folded_vocabulary(self) -> frozenset[str]:
        """The same without regard to capitals, as :meth:`str.casefold` returns them."""
        return frozenset(map(str.casefold, self.vocabulary))

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that somebody wrote as running text: no headings, no code, nothing that a macro prints by itself."""
        return tuple(block for block in self.blocks if block.prose and not block.heading)

    @cached_property
    def reading_age(self) -> int | None:
        """How old a reader must be to read it with ease; ``None`` where it is too short to say."""
        return reading_age(self.prose)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links and images, in order, but for one whose address a macro prints, of which grammar.py says that it is none."""
        return tuple(link for token in self.tokens if token.type == "inline" and not isinstance(token, PlainLine) for link in (_links(token, self.first_line) if any(child.attrs for child in token.children or ()) else ()) if not has_macro(link.target))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(Heading(str(token.attrs["id"]), " ".join(words_of_line(inline).split()), int(token.tag[1]), self.line_of(token))
                     for token, inline in zip(self.tokens, self.tokens[1:], strict=False) if token.type == "heading_open")

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Every identifier that a link can lead to in it."""
        return frozenset((*self.identifiers_of_macros, *(heading.id for heading in self.headings)))

    @cached_property
    def identifiers_of_macros(self) -> tuple[str, ...]:
        """Those of what its macros print, among which are all of the layout's: to know them, nobody has to parse it."""
        return tuple(identifier for printed in self.expanded.printed if printed.block for identifier in identifiers_of_html(printed.html))

    def line_of(self, token: Token) -> int:
        """Return the line of the file on which a token starts."""
        return self.first_line + (token.map[0] if token.map else 0)


class UnreadText(Text):
    """A text of which no more is known than its page, and the places in what its macros print. Raises :class:`~publishing.kept.memory.NotRead` for whatever else is asked of it."""

    def __init__(self, page: Page, identifiers_of_macros: tuple[str, ...]) -> None:
        self.know({"file": page.file, "page": page, "memory": NOTHING, "ahead": {}, "identifiers_of_macros": identifiers_of_macros})

    def __getattribute__(self, name: str) -> Any:
        if name in _OF_A_FILE:
            raise NotRead(self.file)
        return super().__getattribute__(name)


_OF_A_FILE = frozenset(("body", "first_line", "front", "above", "below", "lines", "expanded"))
"""What is known of a text whose file was read."""

TAG = re.compile(rf"{COMMENT.pattern}|<[^>]*(?:>|\Z)")
"""A tag or a comment of HTML."""

_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")

MOST_SIGNS = 2000
"""How often a sign of Markdown may stand in one paragraph: more is no text, and would take long to read."""
_SIGNS = "[]*_`<&!\\:@{~"
MOST_BARS = 6_000
"""The same of the sign that parts the cells of a table."""


def crowded_row(body: str) -> int | None:
    """Return the row, counted from 1, of a paragraph with far too many signs of Markdown: such a text is not read at all."""
    if len(body) <= MOST_SIGNS or (max(map(body.count, _SIGNS)) <= MOST_SIGNS and body.count("|") <= MOST_BARS):
        return None
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", body):
        if len(paragraph) > MOST_SIGNS and (
                max(map(paragraph.count, _SIGNS)) > MOST_SIGNS or paragraph.count("|") > MOST_BARS):
            return body.count("\n", 0, start) + 1
        start += len(paragraph)
    return None


def expanded(markdown: MarkdownFile, environment: MacroEnvironment | None = None) -> Expanded:
    """Return what is read of a Markdown file. Without an ``environment`` its macros print nothing."""
    return Expanded("") if crowded_row(markdown.text) else expand(markdown.text, environment)


def text_of(file: str, markdown: MarkdownFile, page: Page | None, environment: MacroEnvironment | None = None, memory: Memory = NOTHING, read: Expanded | None = None) -> Text:
    """Return the text of a Markdown file, of which :func:`expanded` may have read what there is."""
    body = markdown.text
    read = read or expanded(markdown, environment)
    front = markdown.front_matter.value
    return Text(file, body, markdown.text_line if body else markdown.body_line, front if isinstance(front, dict) else None, page, markdown.above, markdown.below,
                markdown.front_matter.lines, read, memory)


def text_alone(body: str, environment: MacroEnvironment | None = None) -> Text:
    """Return a Markdown text that stands alone, without a file."""
    return Text("", body, 1, None, None, expanded=expand(body, environment))


def _blocks(tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    heading = quotes = folds = row = 0
    table = _Table()
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
        elif token.type == "html_block":
            folds += len(_FOLD.findall(token.content)) - len(_FOLD_END.findall(token.content))
        for offset, words, prose in _shown(token):
            if words.strip():
                yield Block(first_line + row + offset, words, heading, quotes > 0, prose if prose.strip() else "", table.labels, folds > 0, token.type == "macro_block")
        table.meet(token)


_FOLD, _FOLD_END = re.compile(r"<details\b", re.IGNORECASE), re.compile(r"</details\b", re.IGNORECASE)


class _Table:
    """Where in a table the cell stands that comes next, and which cells say what is in it."""

    def __init__(self) -> None:
        self._headings: list[str] = []
        self._row: list[str] = []
        self._within = self._in_head = False

    @property
    def labels(self) -> tuple[str, ...]:
        """What says of the cell what it is."""
        if not self._within:
            return ()
        place = len(self._row)
        heading = self._headings[place] if not self._in_head and place < len(self._headings) else ""
        return tuple(dict.fromkeys(words for words in (heading, *self._row[:1], *self._row[-1:]) if words))

    def meet(self, token: Token) -> None:
        """Go on behind a token."""
        if token.type in ("thead_open", "tbody_open"):
            self._in_head, self._row = token.type == "thead_open", []
            self._headings = [] if self._in_head else self._headings
        elif token.type in ("th_open", "td_open"):
            self._within = True
        elif token.type == "tr_open":
            self._row = []
        elif token.type in ("th_close", "td_close"):
            self._within = False
        elif token.type == "inline" and self._within:
            self._row.append(" ".join(words_of_line(token).split()))
        elif token.type == "tr_close" and self._in_head:
            self._headings = self._row


def _shown(token: Token) -> Iterator[tuple[int, str, str]]:
    """Return what a token shows: how many rows below its first, its words, and those of them that are prose."""
    if isinstance(token, PlainLine):
        words = token.words
        yield 0, words, words
    elif token.type == "inline":
        children = token.children or []
        words = words_of(children)
        yield 0, words, words_of(children, macros=False) if any(child.type in ("image", "macro_inline") for child in children) else words
        for row, child in placed(token) if any(child.attrs for child in children) else ():
            if "title" in child.attrs:
                yield row - (token.map[0] if token.map else 0), str(child.attrs["title"]), ""
    elif token.type in ("fence", "code_block"):
        yield (1 if token.type == "fence" else 0), token.content, ""
    elif token.type == "html_block":
        words = html.unescape(TAG.sub(_space_of, token.content))
        yield 0, words, words
    elif token.type == "macro_block":
        yield 0, token.meta["printed"].words, ""


def _space_of(tag: re.Match[str]) -> str:
    """Return what parts the words around a tag of HTML, and the ends of the lines that it goes over."""
    name = _NAME.match(tag[0])
    return ("" if name is None or name[1].lower() in IN_LINES else " ") + "\n" * tag[0].count("\n")


def _links(token: Token, first_line: int) -> Iterator[Link]:
    """Find the links and images of a line. A link cannot stand within a link."""
    start: Token | None = None
    line, inside = 0, list[Token]()
    for row, child in placed(token):
        if child.type == "link_open":
            start, line, inside = child, first_line + row, []
        elif child.type == "link_close" and start is not None:
            yield Link(line, str(start.attrs["href"]), " ".join(words_of(part for part in inside if part.type != "image").split()),
                       picture=any(part.type == "image" and words_of(part.children or ()).strip() for part in inside), bare=start.info == "auto")
            start = None
        elif start is not None:
            inside.append(child)
        if child.type == "image":
            yield Link(first_line + row, str(child.attrs["src"]), " ".join(words_of(child.children or ()).split()), image=True)
