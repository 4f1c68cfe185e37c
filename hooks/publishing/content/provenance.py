"""Whose text a page holds, in one sentence that every page and feed prints alike, at the end."""

from __future__ import annotations

from publishing.content.page import Page, Resource
from publishing.data.partnership import Partnership
from publishing.words.dates import in_words


def whose_text(page: Page, partnership: Partnership) -> str:
    """Return who wrote a page's text and when, in one sentence; nothing for the partnership's own text."""
    if page.written is None:
        return ""
    wrote = f"written by {partnership.written_by} on {in_words(page.written)}, from public sources"
    if not isinstance(page, Resource):
        return f"This text was {wrote}."
    if page.held:
        return f"What stands on this page was {wrote}."
    if page.listed_as:
        return f"{_listed(page)}; its text is not available to us, so this page was {wrote}."
    return f"This text is not the partnership's own: it was {wrote}."


def held_text(page: Page) -> str:
    """Return what is known of a document whose text this site has not; nothing for every other page.

    It says what the partnership's report lists, and no more: neither that a document has the page's title nor who holds it.
    """
    if not isinstance(page, Resource) or not page.held:
        return ""
    return f"{_listed(page)}. Its text is not on this site." if page.listed_as else "The text of this document is not on this site."


def _listed(page: Resource) -> str:
    when = f", {page.published.text}" if page.published else ""
    return f'The annual report lists "{page.listed_as}"{when}'
