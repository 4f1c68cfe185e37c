"""The one grammar: GitHub Flavored Markdown, as GitHub shows it (https://github.github.com/gfm/).

A text is parsed once, into tokens with their lines. The checks look at these tokens, and the page is rendered from
them (:mod:`publishing.reading.rendering`), so nothing can be shown that was not looked at. Therefore the parser refuses
nothing by itself: whatever it may not show is for the checks to name.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from publishing.reading.html import TAG, words_of_html
from publishing.reading.plain_markdown import PlainLine, read_plainly
from publishing.words.slugs import anchor, unique

FIRST_STAND_IN = 0xF0000
"""Where the characters begin that stand for macros: a plane of Unicode for private use, which no text holds."""

DEEPEST = 12
"""How deep lists, quotations and notes may stand inside each other, in steps of the parser: a list in a list takes four."""

_NO_LIMIT = 120
"""The parser drops what is nested deeper than its limit without a word. The checks refuse it long before."""


@dataclass(frozen=True)
class Printed:
    """What a macro printed."""

    html: str
    block: bool
    """Whether it stands by itself, as a table does, rather than within a sentence."""

    @property
    def words(self) -> str:
        """The same as a reader sees it, on one line."""
        return words_of_html(self.html) if "<" in self.html or "&" in self.html else self.html


def stand_in(number: int) -> str:
    """Return the character that stands in a text for what its macro of this number printed."""
    return chr(FIRST_STAND_IN + number)


def has_macro(words: str) -> bool:
    """Say whether a character in words stands for what a macro printed."""
    return _STAND_IN.search(words) is not None


_STAND_IN = re.compile(f"[{chr(FIRST_STAND_IN)}-\U0010ffff]")


def parse(text: str, printed: Sequence[Printed] = (), taken: Iterable[str] = ()) -> list[Token]:
    """Read a Markdown text in which characters stand for what macros ``printed``.

    Headings get their identifiers, none of which is in ``taken``. Tokens of macros are of the types ``macro_block`` and
    ``macro_inline``, and have what was printed in ``meta``.
    """
    return _PARSER.parse(text, {"printed": printed, "taken": set(taken), "references": _References(), "footnotes": {"refs": _Footnotes()}})


def placed(token: Token) -> Iterator[tuple[int, Token]]:
    """Return the parts of an ``inline`` token, each with the row of the text on which it begins, counted from 0."""
    row = token.map[0] if token.map else 0
    for child in token.children or ():
        yield row, child
        if child.type in ("softbreak", "hardbreak"):
            row += 1
        elif child.type in ("html_inline", "code_inline"):
            row += child.content.count("\n")


def words_of_line(token: Token, macros: bool = True) -> str:
    """Return what a reader sees of an ``inline`` token: the same as :func:`words_of` of its parts."""
    return token.words if isinstance(token, PlainLine) else words_of(token.children or (), macros)


def words_of(children: Iterable[Token], macros: bool = True) -> str:
    """Return what a reader sees of the parts of a line, with a line end where the author made one.

    Without ``macros``, a sign that belongs to no word stands for what they print.
    """
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(words_of(child.children or (), macros))
        elif child.type == "html_inline":
            parts.append(" " if _BREAK.match(child.content) else "")
        elif child.type == "macro_inline":
            printed = child.meta["printed"]
            parts.append(printed.words if macros and not printed.block else MACRO_SIGN)  # a list within a line is refused, and a check does not make it
    return "".join(parts)


_BREAK = re.compile(r"<br\b", re.IGNORECASE)

MACRO_SIGN = "\ufffc"
"""Stands for an object within a text: Unicode's own sign for that."""


# The parser


def _macro_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read a line on which a macro stands alone that prints a block; it may end a paragraph."""
    if not state.env["printed"]:
        return False
    line = state.src[state.bMarks[first] + state.tShift[first]:state.eMarks[first]].strip()
    found = _printed(line, state.env) if len(line) == 1 else None
    if found is None or not found.block:
        return False
    if not silent:
        token = state.push("macro_block", "", 0)
        token.map = [first, first + 1]
        token.meta = {"printed": found}
        state.line = first + 1
    return True


def _macros_in_lines(state: StateCore) -> None:
    """Part each line of text at its macros; code shows what they print as words, and keeps the character that stands for a table or a list."""
    if not state.env["printed"]:
        return
    for token in state.tokens:
        if token.type == "inline" and (has_macro(token.content) if isinstance(token, PlainLine) else token.children):
            token.children = list(_parted(token.children or (), state.env))
        elif token.type in ("fence", "code_block"):
            token.content = _with_words(token.content, state.env)


def _parted(children: Iterable[Token], env: Any) -> Iterator[Token]:
    for child in children:
        if child.type == "image":
            child.children = list(_parted(child.children or (), env))
        elif child.type == "code_inline":
            child.content = _with_words(child.content, env)
        if "title" in child.attrs:
            child.attrSet("title", _with_words(str(child.attrs["title"]), env))
        if child.type != "text" or not has_macro(child.content) or not any(_printed(sign, env) for sign in child.content):
            yield child
            continue
        start = 0
        for place, sign in enumerate(child.content):
            if (found := _printed(sign, env)) is None:
                continue
            if place > start:
                yield Token("text", "", 0, content=child.content[start:place], level=child.level)
            yield Token("macro_inline", "", 0, meta={"printed": found}, level=child.level)
            start = place + 1
        if start < len(child.content):
            yield Token("text", "", 0, content=child.content[start:], level=child.level)


def _printed(sign: str, env: Any) -> Printed | None:
    number = ord(sign) - FIRST_STAND_IN if sign else -1
    return env["printed"][number] if 0 <= number < len(env["printed"]) else None


def _with_words(text: str, env: Any) -> str:
    return "".join(found.words if (found := _printed(sign, env)) and not found.block else sign for sign in text)


class _References(dict[str, Any]):
    """The definitions of references in a text, and which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        self.used.add(label)
        return super().get(label, default)


class _Footnotes(dict[str, Any]):
    """The footnotes of a text by their names, in which capital letters make no difference, as on GitHub."""

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name.casefold())

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name.casefold(), value)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).casefold())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.casefold(), default)


def _not_shown(state: StateCore) -> None:
    """Leave a token where something is written that is not shown: it would be gone without a word.

    These are a footnote or a reference that nothing mentions, a second footnote of one name, and one within another.
    """
    refs, references = state.env.get("footnotes", {}).get("refs", {}), state.env["references"]
    lost: list[tuple[str, Any, str]] = []
    seen: set[str] = set()
    depth = 0
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            name = token.meta["label"]
            sort = "twice" if name.casefold() in seen else "within" if depth else "unused" if refs.get(f":{name}", 0) < 0 else ""
            lost += [(f"footnote_{sort}", token.map, f"[^{name}]")] if sort else []
            seen.add(name.casefold())
            depth += 1
        elif token.type == "footnote_reference_close":
            depth -= 1
    for note in (*(token.meta for token in state.tokens if token.type == "footnote_reference_open"), *state.env.get("footnotes", {}).get("list", {}).values()):
        note["label"] = note["label"].casefold()  # the plugin puts a footnote's text where it is mentioned by this name
    lost += [("reference_unused", found["map"], label) for label, found in references.items() if label not in references.used]
    state.tokens.extend(Token(sort, "", 0, map=place, meta={"name": name}) for sort, place, name in lost)


def _identifiers(state: StateCore) -> None:
    """Give each heading its identifier."""
    taken = state.env["taken"]
    times: dict[str, int] = {}
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            plain = anchor(words_of_line(inline))
            identifier = unique(plain, taken, times.get(plain, 0))
            times[plain] = times.get(plain, -1) + 1
            taken.add(identifier)
            token.attrSet("id", identifier)


def _with_spaces_of_ascii() -> None:
    """Let the parser read tags by their grammar, in which only the spaces of ASCII are spaces.

    Its own patterns take a no-break space for a space and for a letter of a value as well, and so try all the ways to part
    a row of them: minutes for a line of a hundred.
    """
    importlib.import_module("markdown_it.rules_inline.html_inline").HTML_TAG_RE = TAG  # type: ignore[attr-defined]
    sequences = importlib.import_module("markdown_it.rules_block.html_block").HTML_SEQUENCES
    sequences[:] = [(re.compile(start.pattern, start.flags & re.IGNORECASE | re.ASCII), *rest) for start, *rest in sequences]


def _parser() -> MarkdownIt:
    _with_spaces_of_ascii()
    parser = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": _NO_LIMIT})
    parser.disable(["linkify"], ignoreInvalid=True)  # it would make links of bare words like example.org, as GitHub does not
    parser.use(gfm_autolink_plugin)
    parser.use(footnote_plugin, inline=False)
    parser.block.ruler.before("fence", "macro_block", _macro_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.before("footnote_tail", "not_shown", _not_shown)
    parser.core.ruler.push("macros", _macros_in_lines)
    parser.core.ruler.push("identifiers", _identifiers)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a refused link would become text that no check knows as a link
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the checks see an address as it was written
    read_plainly(parser)
    return parser


_PARSER = _parser()
