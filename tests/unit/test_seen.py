"""A page is kept until something changes that it shows: its own text, or what it may show of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import TODAY, change
from publishing.kept.memory import Memory
from publishing.seen import Seen
from publishing.site import HOME, read_site


def made_of(root: Path, address: str) -> bytes:
    """Return the hash of all that a page is made of."""
    site = read_site(root, TODAY)
    return Seen(site, Memory()).made_of_page(next(page for page in site.pages if page.address == address))


@pytest.mark.parametrize(("file", "macro", "more"), [("docs/about.md", "{{ sessions() }}", "None."), ("docs/about.md", "{{ sessions() }}", "{{ sessions() }}\n\n{{ levels() }}"), ("docs/which-level.md", "{{ which_level() }}", "None.")])
def test_others_lead_to_what_the_macros_of_a_text_print(example: Path, file: str, macro: str, more: str) -> None:
    before = made_of(example, HOME)
    change(example, file, macro, more)
    assert made_of(example, HOME) != before


def test_the_words_of_one_text_are_seen_by_no_other(example: Path) -> None:
    before = made_of(example, HOME)
    change(example, "docs/which-level.md", "{{ which_level() }}", "{{ which_level() }}\n\nOne more word.")
    assert made_of(example, HOME) == before
