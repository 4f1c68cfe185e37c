"""The templates' help for authors, which must not be published with their text."""

from __future__ import annotations

from publishing.problems.problem import Problem
from publishing.reading.fields import Place

HELP = "<!-- Help:"
"""How a help note in a template's text begins."""

TITLE = "Write the title here"
SUMMARY = "Write one sentence here on what this page helps with."
"""What a template has in place of a title and a summary."""


def refuse_help_notes(place: Place, title: str, summary: str, body: str, body_line: int) -> None:
    """Report what is left of the template in a page that is no longer a draft."""
    for key, value, words in (("title", title, TITLE), ("summary", summary, SUMMARY)):
        if value == words:
            place.at(key).refuse(f"the {key} is still that of the template", f"Write the page's own {key}.")
    for row, line in enumerate(body.split("\n")):
        if HELP in line:
            place.document.problems.append(Problem(
                place.document.file, body_line + row, "a help note of the template is still in the text",
                "Delete it, from <!-- to -->."))
