"""What is kept of a page rests on all that the page shows of others: that of a resource, and a feed, on no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from projects import KEPT, TODAY, change, noting, write
from publishing.content.catalogue import Catalogue
from publishing.content.page import Resource
from publishing.gate import pieces_of
from publishing.kept.memory import Memory
from publishing.outputs import feeds_in, syndication
from publishing.pages.site_pages import SitePage
from publishing.paper.everything import papers_of
from publishing.seen import Seen
from publishing.site import HOME, Site, read_site
from publishing.typesetting.typst_document import Typesetter

ANSWERED = {"report_of", "chapters", "related", "since_previous", "sessions_after", "of_kind", "by_file"}
"""The catalogue's questions whose answers are among what a resource's page is made of (``shown_on``)."""

FOR_ALL = {"root", "today", "data", "files", "kinds", "sessions",
           "catalogue", "fragments", "preview", "menu", "footer", "who_to_call", "keep", "links", "feeds", "addresses", "team_record"}
"""What is the same for all pages, and known of a site as a whole."""

ITS_OWN = {"link_from", "html", "take_html", "rendered", "same_for_many", "_abbreviations"}
"""What a site makes of one page, or of the whole of these."""


def resources(site: Site) -> list[SitePage]:
    return [made for made in site.pages if isinstance(made.page, Resource)]


def test_a_page_of_a_resource_asks_for_nothing_else(example_read: Site) -> None:
    asked: set[str] = set()
    site = noting(asked, Site, example_read, ANSWERED)
    for name in ("same_for_many", "rendered", "feeds", "addresses", "team_record"):
        site.__dict__.pop(name, None)
    site.__dict__.update({name: getattr(example_read, name) for name in ("feeds", "addresses", "team_record")}, catalogue=noting(asked, Catalogue, example_read.catalogue, ANSWERED))
    papers = papers_of(site, Typesetter(site.catalogue.root, KEPT))
    papers.beside("/")  # it looks once which pages there are
    shown = resources(example_read)
    asked.clear()
    for made in shown:
        assert list(pieces_of(site, made))
        papers.files_beside(made.address)
    assert asked <= ANSWERED | FOR_ALL | ITS_OWN
    assert {"report_of", "related", "by_file"} <= asked


EDITS: dict[str, Callable[[Path], object]] = {
    "a title": lambda root: change(root, "briefings/general/maps.md", "title: ", "title: New "),
    "a summary": lambda root: change(root, "briefings/seven-minute/ice.md", "summary: ", "summary: Now "),
    "a newsletter": lambda root: change(root, "newsletters/2032-06.md", "title: \"", "title: \"New "),
    "a plain page": lambda root: change(root, "docs/about.md", "title: ", "title: New "),
    "a topic": lambda root: change(root, "briefings/practice-learning/elm.md", "topics: [case-reviews, ", "topics: [water, "),
    "a withdrawal": lambda root: change(root, "briefings/practice-learning/oak.md", "\nsummary: ", "\nwithdrawn: {date: 2032-11-01, reason: It is old.}\nsummary: "),
    "a page more": lambda root: write(root, "briefings/general/new.md", "---\ntitle: New\nsummary: What is new.\npublished: 2032-05\ntopics: [water]\n---\n\nNew.\n"),
}


def made_of(root: Path) -> dict[str, tuple[bytes, object]]:
    """Return what each resource's page and each feed is made of, and what is made of it."""
    site = read_site(root, TODAY)
    seen, feeds = Seen(site, Memory()), feeds_in(site)
    files = syndication(site, {made.address: site.html(made) for made in site.pages})
    return {**{made.uri: (seen.made_of_page(made), [piece.html for piece in pieces_of(site, made)]) for made in resources(site)},
            **{path: (seen.made_of_document(document), files[path]()) for path, document in feeds.items()}}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_made_of_the_same_is_the_same(example: Path, edit: str) -> None:
    before = made_of(example)
    EDITS[edit](example)
    now = made_of(example)
    assert before != now or edit == "a plain page"
    for uri in before.keys() & now.keys():
        assert before[uri][0] != now[uri][0] or before[uri][1] == now[uri][1], uri


def test_a_title_is_another_on_few_pages(example: Path) -> None:
    before = made_of(example)
    EDITS["a title"](example)
    now = made_of(example)
    another = [uri for uri in now if before[uri][0] != now[uri][0]]
    assert "briefings/general/maps.md" in another and len(another) < len(now) / 2


def made_of_page(root: Path, address: str) -> bytes:
    """Return the hash of all that a page is made of."""
    site = read_site(root, TODAY)
    return Seen(site, Memory()).made_of_page(next(page for page in site.pages if page.address == address))


@pytest.mark.parametrize(("file", "macro", "more"), [("docs/about.md", "{{ sessions() }}", "None."),
                                                    ("docs/about.md", "{{ sessions() }}", "{{ sessions() }}\n\n{{ levels() }}"),
                                                    ("docs/which-level.md", "{{ which_level() }}", "None.")])
def test_others_lead_to_what_the_macros_of_a_text_print(example: Path, file: str, macro: str, more: str) -> None:
    before = made_of_page(example, HOME)
    change(example, file, macro, more)
    assert made_of_page(example, HOME) != before


def test_the_words_of_one_text_are_seen_by_no_other(example: Path) -> None:
    before = made_of_page(example, HOME)
    change(example, "docs/which-level.md", "{{ which_level() }}", "{{ which_level() }}\n\nOne more word.")
    assert made_of_page(example, HOME) == before
