"""Another partnership takes the site over with data and content alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_site import BuiltSite, serving
from projects import TODAY, bytes_of, copy_project, run
from publishing.data.everything import read_data

INVENTED = Path(__file__).parent / "example"
DAY = TODAY.replace(year=2033)


@pytest.fixture(scope="module")
def northmoor(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of a partnership that does not exist, built with our code."""
    root = copy_project(tmp_path_factory.mktemp("northmoor") / "project", content=INVENTED)
    done = run(root, "build", today=DAY)
    assert done.status == 0, done.output
    return BuiltSite(root / "site")


def names_of_ours(real_project: Path) -> list[str]:
    """Return every name and address by which our own partnership could show through."""
    data = read_data(real_project, [])
    contacts = [value for contact in data.contacts.values() if not contact.national
                for value in (contact.phone, contact.call, contact.email, contact.post, contact.web) if value]
    return ["Sefton", "Merseyside", "CHAT", "resources.example", data.partnership.colours.light, *contacts]


def test_nothing_of_ours_shows(northmoor: BuiltSite, real_project: Path) -> None:
    names = names_of_ours(real_project)
    assert len(names) > 20
    for file, content in bytes_of(northmoor.folder).items():
        for name in names:
            assert name.lower() not in file.lower()
            pattern = rb"\b%s\b" % re.escape(name.encode()) if name == "CHAT" else re.escape(name.encode())
            assert not re.search(pattern, content, re.IGNORECASE), f"{name} in {file}"


def test_their_own_names_colours_and_contacts_show(northmoor: BuiltSite) -> None:
    page = northmoor.page("/briefings/seven-minute/ponds/")
    assert "Northmoor First Call, 01632 960001 (confirmed by the partnership on 1 May 2031)" in page.text
    assert "This is the official site of Northmoor Safeguarding Children Partnership." in page.text
    assert "#5b2a86" in (northmoor.folder / "assets" / "partnership.css").read_text(encoding="utf-8")
    assert "written by" not in page.text  # their own text needs no word on whose it is
    assert "An example only" not in northmoor.page("/level-of-need/").text
    assert page.find("link", rel="canonical")[0].get("href") == "https://northmoor.example/safeguarding/briefings/seven-minute/ponds/"


def test_every_kind_has_its_listing(northmoor: BuiltSite) -> None:
    for listing, title in {"/briefings/seven-minute/": "Ponds in seven minutes", "/briefings/practice-learning/": "Oak",
                           "/briefings/general/": "Maps", "/newsletters/": "Newsletter, June 2031: summer",
                           "/strategies/": "River safety strategy", "/annual-report/": "Annual report 2031-32",
                           "/topics/water/": "Oak", "/for/clubs/": "Maps", "/whats-new/": "Level of Need"}.items():
        assert title in northmoor.page(listing).text, listing
    assert northmoor.broken_links() == []


@pytest.mark.parametrize(("address", "file"), [
    ("/contact/", "docs/contact.md"), ("/level-of-need/", "level_of_need/index.md"),
    ("/briefings/general/maps/", "briefings/general/maps.md"), ("/newsletters/2031-06/", "newsletters/2031-06.md"),
    ("/annual-report/2031-32/training/", "docs/annual-report/2031-32/training.md")])
def test_with_a_repository_each_page_links_to_its_own_source(northmoor: BuiltSite, address: str, file: str) -> None:
    links = [link for link in northmoor.page(address).links() if link.startswith("https://git.example")]
    assert links == [f"https://git.example/northmoor/site/edit/main/{file}"]
    assert (INVENTED / file).is_file()


def test_pages_the_site_makes_and_sites_without_repository_have_no_edit_link(northmoor: BuiltSite, site: BuiltSite) -> None:
    assert "Edit this page" not in northmoor.page("/glossary/").text
    assert not [address for address, page in site.pages.items() if "Edit this page" in page.text]


def test_it_works_where_it_was_built_for(northmoor: BuiltSite) -> None:
    assert '<a href="/safeguarding/">' in northmoor.page("/404.html").source
    with serving(northmoor.folder, "/safeguarding") as address:
        assert address.endswith("/safeguarding")
