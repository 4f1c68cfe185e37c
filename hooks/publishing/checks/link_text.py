"""The words of a link: they must say where it leads, because many people hear or see the links of a page alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown_it.token import Token

from publishing.content.text import Link, Text
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, Rule
from publishing.reading.markdown import placed

VAGUE = Rule("link-text", TEXT, 'the link "{words}" does not say where it leads',
             "Use the name of what it leads to: [Early help strategy]({target}).",
             "People who use a screen reader often hear the links of a page one after the other, without the words around them.",
             {"words": "click here", "target": "early-help.md"})
NO_WORDS = Rule("link-without-words", TEXT, "this link has no words to click on", "Write what it leads to between the square brackets: [Early help strategy]({target}).",
                "Nobody can see it, and a screen reader reads its address.", {"target": "early-help.md"})
BARE = Rule("bare-address", TEXT, "this link shows its whole address as its words", "Use the name of the page: [the NSPCC's page on neglect](https://…).",
            "A screen reader reads an address letter by letter.")
NO_LINK = Rule("address-as-text", TEXT, 'the address "{address}" stands in the text and makes no link', "Make a link of it: [the NSPCC's page on neglect](https://…).",
               "Straight after a quotation mark or a dash an address is plain text.", {"address": "https://example.org/page"})
OLD_HOST = Rule("superseded-host", TEXT, "{host} is no longer in use", "{instead} The list of such addresses is in data/language.yml.",
                "The address was given up; what stands there now is not the partnership's.",
                {"host": "old.example.org", "instead": "Look for the page at new.example.org."})

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\w[^\s<>\"'“”‘’]*", re.IGNORECASE)

_VAGUE = {"click", "click here", "here", "read more", "more", "link", "this link", "this", "this page", "page", "see here", "find out more",
          "learn more", "more information", "more info", "info", "details", "website", "this website", "go", "download", "pdf", "document",
          "this document", "follow this link", "see more", "view", "view here", "read", "read this", "continue"}


def check(text: Text, language: Language) -> Iterator[Problem]:
    """Find links whose words say nothing, and links to places that were given up."""
    for link in text.links:
        if not link.image:
            yield from _one(text.file, link, language)
    for token in text.tokens:
        yield from _as_text(text, token) if token.type == "inline" and ("://" in token.content or "www." in token.content) else ()


def _as_text(text: Text, token: Token) -> Iterator[Problem]:
    links = 0
    for row, child in placed(token):
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and not links and (found := _ADDRESS.search(child.content)):
            yield NO_LINK.problem(text.file, text.first_line + row, address=found[0][:60])


def _one(file: str, link: Link, language: Language) -> Iterator[Problem]:
    shown = link.words.strip(" .,:;!?>»→()\"'“”").casefold()
    if not shown and not link.picture:
        yield NO_WORDS.problem(file, link.line, target=link.target[:60])
    elif shown in _VAGUE:
        yield VAGUE.problem(file, link.line, words=link.words[:60], target=link.target[:60])
    elif (link.bare or shown.startswith(("http://", "https://", "www."))) and not link.target.startswith("mailto:"):
        yield BARE.problem(file, link.line)
    try:
        host = (urlsplit(link.target).hostname or "").removeprefix("www.")
    except ValueError:
        return
    for old, instead in language.superseded_hosts.items():
        if host == old or host.endswith(f".{old}"):
            yield OLD_HOST.problem(file, link.line, host=old, instead=instead)
