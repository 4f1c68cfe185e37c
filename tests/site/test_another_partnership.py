"""Another partnership takes the site over with data and content alone: the example is one, built with our code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from built_site import BuiltSite, words
from projects import EXAMPLE, ROOT, readable
from publishing.data.everything import read_data
from publishing.layout import page_parts
from publishing.site import Site


def names_of_ours() -> list[str]:
    """Return every name and address by which our own partnership could show through."""
    data = read_data(ROOT, [])
    assert data is not None
    partnership = data.partnership
    contacts = [value for contact in data.contacts.values() if not contact.national
                for value in (contact.phone, contact.call, contact.email, contact.post, contact.web) if value]
    return [partnership.name, partnership.area, partnership.site_name, partnership.site_address, partnership.ids.authority, partnership.colours.light, *contacts]


def test_nothing_of_ours_shows(example_site: BuiltSite) -> None:
    names = names_of_ours()
    pattern = re.compile("|".join(re.escape(name) for name in names).encode(), re.IGNORECASE)
    for file, content in readable(example_site.folder).items():
        found = pattern.search(file.encode()) or pattern.search(content)
        assert not found, f"{found[0]!r} in {file}"


def test_their_own_names_colours_and_contacts_show(example_site: BuiltSite) -> None:
    page = example_site.page("/briefings/seven-minute/ponds/")
    assert "Northmoor First Call, 01632 960001 (closed? Night Team 01632 960002, unconfirmed)" in page.text
    assert "This is the official site of Northmoor Safeguarding Children Partnership." in page.text
    assert "#5b2a86" in (example_site.folder / "assets" / "partnership.css").read_text(encoding="utf-8")
    assert "written by" not in page.text  # their own text needs no word on whose it is
    assert "These are Northmoor's levels of need." in example_site.page("/level-of-need/").text
    assert page.find("link", rel="canonical")[0].get("href") == "https://northmoor.example/safeguarding/briefings/seven-minute/ponds/"
    assert '<a href="/safeguarding/">' in example_site.page("/404.html").source


@pytest.mark.parametrize(("address", "file"), [
    ("/contact/", "docs/contact.md"), ("/level-of-need/", "level_of_need/index.md"),
    ("/briefings/general/maps/", "briefings/general/maps.md"), ("/newsletters/2031-06/", "newsletters/2031-06.md"),
    ("/annual-report/2031-32/training/", "docs/annual-report/2031-32/training.md")])
def test_with_a_repository_each_page_links_to_its_own_source(example_site: BuiltSite, address: str, file: str) -> None:
    links = [link for link in example_site.page(address).links() if link.startswith("https://git.example")]
    assert links == [f"https://git.example/northmoor/site/edit/main/{file}"]
    assert (EXAMPLE / file).is_file()


def test_pages_that_the_site_makes_and_sites_without_repository_have_no_edit_link(example_site: BuiltSite, example_read: Site) -> None:
    assert "Edit this page" not in example_site.page("/glossary/").text
    catalogue = example_read.catalogue
    partnership = replace(catalogue.data.partnership, repository=None)
    without = replace(example_read, catalogue=replace(catalogue, data=replace(catalogue.data, partnership=partnership)))
    about = next(page for page in example_read.pages if page.address == "/about/")
    assert [("Edit this page" in page_parts(site, about, "https://example.org/")["outro"]) for site in (example_read, without)] == [True, False]


def test_levels_print_what_cannot_wait_first_and_are_named_from_their_file(example_site: BuiltSite) -> None:
    said = words(example_site.page("/level-of-need/").find("div", class_="level level--level-three")[0])
    assert said.index("The child says so") < said.index("Is hurt")
    assert "unconfirmed" not in said  # these levels are the partnership's own
    page = example_site.page("/level-of-need/consent/")
    assert "At Level three, tell them what you do." in page.text
    assert "Level twoAsk the family first." in words(page.find("table")[0])
