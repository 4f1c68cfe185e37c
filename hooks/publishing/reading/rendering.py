"""From the tokens of a text to the HTML of its page, by markdown-it-py's own renderer and a few rules of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from publishing.reading.html import COMMENT
from publishing.reading.markdown import words_of
from publishing.reading.plain_markdown import PlainLine

Tokens = Sequence[Token]

TABLE_BOX = '<div class="table" role="group" aria-label="Table, scrolls sideways" tabindex="0">\n'
"""A table scrolls sideways on a narrow screen in a box of its own, which can be reached with the keyboard."""

PLACE, MEANING = "part", "abbr__words"
"""The classes of what a page adds to the text itself (:mod:`publishing.pages.reading_aids`): where one is in it, and what an abbreviation stands for."""


def render(tokens: Tokens, link: Callable[[str], str]) -> str:
    """Return tokens as HTML.

    ``link`` turns the address of a link or an image, as it was written, into one from this page; where it returns
    nothing, the link's words stand without a link.
    """
    return _rendered(tokens, link, lambda written: normalizeLink(link(written)))


def _rendered(tokens: Tokens, link: Callable[[str], str], address: Callable[[str], str]) -> str:
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {"link": link, "address": address, "plain": []}))


@dataclass(frozen=True)
class Draft:
    """The HTML of a text before it is known where its links lead. It takes up a tenth of what its tokens do."""

    parts: tuple[str, ...]
    """What stands around the addresses."""
    addresses: tuple[str, ...]
    """As they were written."""

    def html(self, link: Callable[[str], str]) -> str | None:
        """Return what :func:`render` returns of the tokens; ``None`` where a link leads nowhere, so that only the tokens tell what stands in its place."""
        found = [link(written) for written in self.addresses]
        if not all(found):
            return None
        return "".join(chain.from_iterable(zip_longest(self.parts, (escapeHtml(normalizeLink(address)) for address in found), fillvalue="")))


def draft(tokens: Tokens) -> Draft | None:
    """Return tokens as HTML whose addresses are still as they were written; ``None`` where a text has the character that stands for one meanwhile, as none that was read does."""
    written: list[str] = []

    def later(address: str) -> str:
        written.append(address)
        return _LATER

    parts = _rendered(tokens, lambda address: _LATER, later).split(_LATER)
    return Draft(tuple(parts), tuple(written)) if len(parts) == len(written) + 1 else None


_LATER = "\0"
"""Stands for an address: https://spec.commonmark.org/0.31.2/#insecure-characters has it replaced wherever it is written."""


class _Renderer(RendererHTML):
    """Each method renders tokens of the type that it is named after."""

    def render(self, tokens: Tokens, options: OptionsDict, env: Any) -> str:
        """Return tokens as HTML; those of a plain line without making its parts."""
        out: list[str] = []
        for place, token in enumerate(tokens):
            if isinstance(token, PlainLine):
                out.append(_plain_line(token))
            elif token.type == "inline":
                out.append(self.renderInline(token.children or (), options, env))
            else:
                out.append(self.rules.get(token.type, self.renderToken)(tokens, place, options, env))
        return "".join(out)

    def renderToken(self, tokens: Tokens, idx: int, options: OptionsDict, env: Any) -> str:  # noqa: N802 - the parser's name
        """Return the tag of a token: at once where nothing but its name stands in it."""
        token = tokens[idx]
        if token.hidden:
            return ""
        if not token.nesting or token.attrs:
            return super().renderToken(tokens, idx, options, env)
        if token.nesting < 0 or not token.block:
            return f"<{'/' if token.nesting < 0 else ''}{token.tag}>{chr(10) if token.block else ''}"
        follows = tokens[idx + 1] if idx + 1 < len(tokens) else None
        goes_on = follows is not None and (follows.type == "inline" or follows.hidden or (follows.nesting < 0 and follows.tag == token.tag))
        return f"{chr(10) if idx and tokens[idx - 1].hidden else ''}<{token.tag}>{'' if goes_on else chr(10)}"

    def link_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        plain = not env["link"](str(tokens[place].attrs["href"]))
        env["plain"].append(plain)
        return "<span>" if plain else self._with_address(tokens, place, options, env, "href")

    def link_close(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return "</span>" if env["plain"].pop() else "</a>"

    def image(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        tokens[place].attrSet("alt", words_of(tokens[place].children or ()).replace("\n", " "))
        return self._with_address(tokens, place, options, env, "src")

    def _with_address(self, tokens: Tokens, place: int, options: OptionsDict, env: Any, name: str) -> str:
        token = tokens[place].copy()
        token.attrs = {**token.attrs, name: env["address"](str(token.attrs[name]))}
        return self.renderToken([token], 0, options, env)

    def table_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return TABLE_BOX + self.renderToken(tokens, place, options, env)

    def table_close(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return self.renderToken(tokens, place, options, env) + "</div>\n"

    def th_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        if style := tokens[place].attrs.get("style"):  # a page has no style but that of its files
            del tokens[place].attrs["style"]
            tokens[place].attrSet("class", f"to-the-{str(style).removeprefix('text-align:')}")
        return self.renderToken(tokens, place, options, env)

    td_open = th_open

    def alert_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return f'<div class="note note--{tokens[place].info.lower()}">\n'

    def alert_title_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return '<p class="note__title">'

    def html_block(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return COMMENT.sub("", tokens[place].content)

    def html_inline(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return self.html_block(tokens, place, options, env)

    def macro_inline(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return str(tokens[place].meta["printed"].html)

    def macro_block(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return f"{tokens[place].meta['printed'].html}\n"

    def part(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return f'<p class="{PLACE}">{escapeHtml(tokens[place].content)}</p>\n'

    def abbreviation(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        token = tokens[place]
        address = escapeHtml(env["address"](token.meta["address"]))
        return (f'<span class="abbr" tabindex="-1">{escapeHtml(token.content)}<a class="{MEANING}" href="{address}"> '
                f'({escapeHtml(token.meta["said"])})</a></span>')

    def footnote_ref(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        note, mention = tokens[place].meta["id"] + 1, _mention(tokens[place])
        return (f'<sup class="footnote-ref"><a href="#footnote--{note}" id="mention--{mention}" aria-label="Footnote [{note}]">'
                f'[{note}]</a></sup>')

    def footnote_block_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return '<section class="footnotes" aria-label="Footnotes">\n<ol>\n'

    def footnote_block_close(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return f'<li id="footnote--{tokens[place].meta["id"] + 1}">\n'

    def footnote_close(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        mention = _mention(tokens[place])
        return f' <a class="footnote-back" href="#mention--{mention}" aria-label="Back to where footnote {mention} is mentioned">&#8617;</a>'

    def footnote_unused(self, tokens: Tokens, place: int, options: OptionsDict, env: Any) -> str:
        return ""

    footnote_twice = footnote_within = reference_unused = footnote_unused


def _plain_line(line: PlainLine) -> str:
    first, *rest = escapeHtml(line.content).split("**")
    return first + "".join([f"<{'/' if place % 2 else ''}strong>{words}" for place, words in enumerate(rest)])


def _mention(token: Token) -> str:
    """Return which mention of which footnote a token is: ``2``, and from the second mention on ``2-2``."""
    note, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    return f"{note}-{again + 1}" if again else f"{note}"


_MARKDOWN = MarkdownIt("gfm-like2", {"xhtmlOut": False}, renderer_cls=_Renderer)
