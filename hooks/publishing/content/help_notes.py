"""The templates' help for authors, which must not be published with their text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from publishing.problems.rule import FRONT_MATTER, TEXT, Rule
from publishing.reading.fields import Place
from publishing.reading.front_matter import MarkdownFile

HELP = "<!-- Help:"
"""How a help note in a template's text begins."""

TITLE = "Write the title here"
SUMMARY = "Write one sentence here on what this page helps with."
"""What a template has in place of a title and a summary."""

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
"""Where the templates lie: they work by copy and paste as well as by ``make new``."""

SHORTEST = 20
"""A note with fewer characters may be anybody's sentence."""

STILL_THE_TEMPLATES = Rule("template-words", FRONT_MATTER, "the {key} is still that of the template", "Write the page's own {key}.",
                           "It would stand in every listing and search result.", {"key": "title"})
HELP_LEFT = Rule("help-note", TEXT, "a help note of the template is still in the text", "Delete it, from <!-- to -->.",
                 "It is for whoever writes the page, and would be published with it.")


def refuse_help_notes(place: Place, title: str, summary: str, markdown: MarkdownFile) -> None:
    """Report what is left of the template in a page that is no longer a draft."""
    for key, value, words in (("title", title, TITLE), ("summary", summary, SUMMARY)):
        if value == words:
            place.at(key).refuse(STILL_THE_TEMPLATES, key=key)
    for row, line in enumerate(markdown.text.split("\n") if HELP in markdown.text else ()):
        if HELP in line:
            place.document.problems.append(HELP_LEFT.problem(place.document.file, markdown.text_line + row))


@lru_cache(maxsize=1)
def help_notes() -> frozenset[str]:
    """Return the words of the templates' help notes as a page would show them, without what is around them."""
    notes = (note for path in sorted(TEMPLATES.glob("*.md")) for note in re.findall(rf"{HELP} ([^<>]*) -->", path.read_text(encoding="utf-8")))
    return frozenset(re.sub(r"\[([^][]*)\]\([^()]*\)", r"\1", note) for note in notes if len(note) >= SHORTEST)
