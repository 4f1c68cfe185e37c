"""A social card shows its page's title whole, in the partnership's colour, and is small."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from PIL import Image

from projects import ROOT
from publishing.layout import page_parts
from publishing.pages.cards import SIZE, card_of, social_cards
from publishing.pages.site_pages import SitePage
from publishing.site import Site
from publishing.typesetting.made import Made
from publishing.typesetting.typst_document import Typesetter

ADDRESS = "https://northmoor.example/safeguarding/"
SMALL = 25_000
LONGEST = {"title": "Swimming lessons in rivers, ponds and the sea, " * 4, "summary": "What to know before a child goes into the water. " * 6}


def of(site: Site, made: SitePage) -> bytes:
    """Return the card of a page, made anew."""
    _, make = social_cards((made,), replace(site.catalogue, root=ROOT), Made())[card_of(made, site.catalogue).removeprefix("/")]
    return make()


def page(site: Site, address: str) -> SitePage:
    return next(made for made in site.pages if made.address == address)


@pytest.mark.parametrize(("title", "summary"), [
    ("A", "B"), (LONGEST["title"][:120], LONGEST["summary"][:200]), ("Donaudampfschifffahrtsgesellschaftskapitän", "x" * 90), ("W" * 40, "W" * 60), ('#set text(red) "$ ]', "\\ *a* <b>")])
def test_words_stay_within_its_margins(example_read: Site, title: str, summary: str) -> None:
    made = of(example_read, replace(page(example_read, "/briefings/seven-minute/ponds/"), title=title, summary=summary))
    picture = Image.open(io.BytesIO(made))
    assert picture.size == SIZE and len(made) <= SMALL
    shown = picture.convert("RGB")
    colours = {colour for _, colour in shown.getcolors() or ()}
    assert {(0x5b, 0x2a, 0x86), (255, 255, 255)} <= colours and len(colours) <= 4, "the partnership's own colour, and steps from it to white"
    width, height = SIZE
    for edge in ((0, 0, 66, height), (width - 66, 0, width, height), (0, height - 40, width, height)):
        assert shown.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), (0x5b, 0x2a, 0x86))]


def test_it_is_the_same_each_time_and_made_once(example_read: Site, tmp_path: Path) -> None:
    ponds, ice = (page(example_read, f"/briefings/seven-minute/{name}/") for name in ("ponds", "ice"))
    assert of(example_read, ponds) == of(example_read, ponds) != of(example_read, ice)
    kept, catalogue = Made(tmp_path / "made"), replace(example_read.catalogue, root=ROOT)

    def cards(*pages: SitePage) -> dict[str, tuple[str, bytes]]:
        return {path: (name, make()) for path, (name, make) in social_cards(pages, catalogue, kept).items()}

    first = cards(ponds, ice)
    with mock.patch.object(Typesetter, "png", side_effect=AssertionError):
        assert cards(ponds, ice) == first
        with pytest.raises(AssertionError):
            cards(replace(ponds, title="Another"))


@pytest.mark.parametrize(("address", "card"), [
    ("/", "home"), ("/briefings/seven-minute/ponds/", "briefings/seven-minute/ponds"), ("/newsletters/", "newsletters"), ("/search/", "home"), ("/topics/water/", "home")])
def test_a_page_names_its_card_whole(example_read: Site, address: str, card: str) -> None:
    made = page(example_read, address)
    meta = dict(re.findall(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)">', page_parts(example_read, made, ADDRESS)["meta"]))
    assert meta["og:image"] == f"{ADDRESS}assets/cards/{card}.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630") and meta["twitter:card"] == "summary_large_image"
    assert meta["og:image:alt"].startswith(meta["og:title"]) and meta["og:image:alt"].endswith("Safeguarding in Northmoor.")


def test_every_card_that_is_named_is_made(example_read: Site) -> None:
    made = social_cards(example_read.pages, example_read.catalogue, Made())
    assert {card_of(one, example_read.catalogue).removeprefix("/") for one in example_read.pages} == made.keys()


def test_a_preview_has_none(example_read: Site) -> None:
    made = page(example_read, "/about/")
    assert "og:image" not in page_parts(replace(example_read, preview=True), made, ADDRESS)["meta"]
