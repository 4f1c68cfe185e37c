"""The words of a link: they must say where it leads, because many people hear or see the links of a page alone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from publishing.content.text import Text
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, Rule

VAGUE = Rule("link-text", TEXT, 'the link "{words}" does not say where it leads',
             "Use the name of what it leads to: [Early help strategy]({target}).",
             "People who use a screen reader often hear the links of a page one after the other, without the words around them.",
             {"words": "click here", "target": "early-help.md"})
NO_WORDS = Rule("link-without-words", TEXT, "this link has no words to click on", "Write what it leads to between the square brackets: [Early help strategy]({target}).",
                "Nobody can see it, and a screen reader reads its address.", {"target": "early-help.md"})
BARE = Rule("bare-address", TEXT, "this link shows its whole address as its words", "Use the name of the page: [the NSPCC's page on neglect](https://…).",
            "A screen reader reads an address letter by letter.")
OLD_HOST = Rule("superseded-host", TEXT, "{host} is no longer in use", "{instead} The list of such addresses is in data/language.yml.",
                "The address was given up; what stands there now is not the partnership's.",
                {"host": "old.example.org", "instead": "Look for the page at new.example.org."})

RULES = (VAGUE, NO_WORDS, BARE, OLD_HOST)

_VAGUE = {"click", "click here", "here", "read more", "more", "link", "this link", "this", "this page", "page", "see here", "find out more",
          "learn more", "more information", "more info", "info", "details", "website", "this website", "go", "download", "pdf", "document",
          "this document", "follow this link", "see more", "view", "view here", "read", "read this", "continue"}


def check(text: Text, language: Language) -> Iterator[Problem]:
    """Find links whose words say nothing, and links to places that were given up."""
    for token in text.tokens:
        if token.type != "inline" or not token.children:
            continue
        line, target, words, picture = text.line_of(token), None, "", False
        for child in token.children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                words += " "
            elif child.type == "link_open":
                target, words, picture, start = str(child.attrs.get("href", "")), "", False, line
            elif child.type == "link_close" and target is not None:
                yield from _one(text.file, start, target, " ".join(words.split()), picture, child.info == "auto", language)
                target = None
            elif child.type == "image":
                picture = picture or bool(child.content.strip())
            elif child.type in ("text", "code_inline"):
                words += child.content


def _one(file: str, line: int, target: str, words: str, picture: bool, automatic: bool, language: Language) -> Iterator[Problem]:
    shown = words.strip(" .,:;!?>»→()\"'“”").casefold()
    if not shown and not picture:
        yield NO_WORDS.problem(file, line, target=target[:60])
    elif shown in _VAGUE:
        yield VAGUE.problem(file, line, words=words[:60], target=target[:60])
    elif (automatic or shown.startswith(("http://", "https://", "www."))) and not target.startswith("mailto:"):
        yield BARE.problem(file, line)
    try:
        host = (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return
    for old, instead in language.superseded_hosts.items():
        if host == old or host.endswith(f".{old}"):
            yield OLD_HOST.problem(file, line, host=old, instead=instead)
