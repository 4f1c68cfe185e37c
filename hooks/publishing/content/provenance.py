"""Whose text a page holds, in a sentence that every page and feed prints alike."""

from __future__ import annotations

from publishing.content.page import Page, Resource
from publishing.data.partnership import Partnership
from publishing.words.dates import in_words


def whose_text(page: Page, partnership: Partnership) -> str:
    """Return who wrote a page's text and when; nothing for the partnership's own text."""
    if page.written is None:
        return ""
    wrote = f"written by {partnership.written_by} on {in_words(page.written)}, from public sources"
    if not isinstance(page, Resource):
        return f"This text was {wrote}."
    if page.published is None:
        return f"The text on this page was {wrote}. It is not the partnership's own."
    when = f"{'on' if page.published.day else 'in'} {page.published.text}"
    if page.held:
        return (f"The partnership published a document of this title {when} and has its text; this site has not. "
                f"What stands here was {wrote}.")
    return (f"The partnership published a document of this title {when}. Its text is not available to us: the text on "
            f"this page was {wrote}.")
