"""What is needed first stands first, and an urgent guide is found wherever somebody looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import BuiltPage, BuiltSite, words
from feed_reading import read_json
from projects import change, problems, write
from publishing.site import Site

GUIDE, TITLE = "/urgent/thin-ice/", "A child is on thin ice"


def under(page: BuiltPage, heading: str) -> list[str]:
    """Return the links of the first list under a heading."""
    following = iter(page.tree.iter())
    next(element for element in following if element.tag == "h2" and words(element) == heading)
    return [words(link) for link in next(element for element in following if element.tag == "ul").iter("a")]


def headings(page: BuiltPage) -> list[str]:
    return [words(heading) for heading in page.find("h2")]


def test_an_audiences_page_begins_with_what_it_needs_first_in_the_order_of_its_data(example_site: BuiltSite) -> None:
    page = example_site.page("/for/clubs/")
    assert headings(page)[:2] == ["Start here", "Everything for you, changed last first"]
    assert under(page, "Start here") == [TITLE, "Contact"]
    assert "Start here" not in example_site.page("/for/health/").text  # whose data name nothing


def test_what_is_not_published_yet_waits_and_what_is_not_there_is_wrong(example: Path) -> None:
    change(example, "data/audiences.yml", "docs/contact.md]", "briefings/seven-minute/floods.md, briefings/general/night-walks.md]")
    assert problems(example) == []
    change(example, "data/audiences.yml", "briefings/general/night-walks.md]", "docs/abuot.md]")
    assert problems(example) == ['data/audiences.yml:1: there is no page "docs/abuot.md" to begin with. Did you mean "docs/about.md"? Name the file of a page, as docs/about.md.']


def test_home_begins_with_danger_then_the_first_part_of_the_menu_then_roles(example_site: BuiltSite) -> None:
    page = example_site.page("/")
    assert headings(page)[:8] == ["Read", "I am a…", "Level of Need", "New and changed", "Training sessions", "The year in figures", "By subject", "New"]
    assert under(page, "I am a…")[:1] == ["Level of Need"] and under(page, "Read")[0] == TITLE
    danger = page.find("section", class_="danger")[0]
    assert [link.get("href") for link in danger.iter("a")][:1] == ["tel:999"] and "01632 960001" in words(danger)


def test_home_and_whats_new_say_what_changed_newest_first(example_site: BuiltSite) -> None:
    assert under(example_site.page("/"), "New and changed") == ["Elm", "Elm", TITLE, "About us"]
    assert under(example_site.page("/whats-new/"), "Changed on this site") == ["Elm", "Elm", TITLE, "About us", "Ice on open water", "Winter plan"]
    first = example_site.page("/whats-new/").find("ul", class_="changes")[0].find("li")
    assert words(first) == "Elm: A new question for teams. 2 November 2032"
    assert "Ice on open water (new) 1 March 2032" in example_site.page("/whats-new/").text


def test_an_urgent_guide_says_what_to_do_before_anything_about_itself(example_site: BuiltSite) -> None:
    page = example_site.page(GUIDE)
    assert headings(page)[:5] == ["Do now", "Do not", "Then", "Whom to call", "Why"]
    assert "On this page" not in page.text and "to read aloud" not in page.text
    assert page.text.index("Ring 999") < page.text.index("Urgent guide")


@pytest.mark.parametrize("feed", ["feed", "urgent/feed", "topics/water/feed", "for/clubs/feed"])
def test_it_is_in_the_feeds(example_site: BuiltSite, feed: str) -> None:
    assert TITLE in [item["title"] for item in read_json(example_site.folder / f"{feed}.json")["items"]]


@pytest.mark.parametrize("address", ["/urgent/", "/search/", "/topics/water/", "/for/clubs/", "/for/schools/"])
def test_it_is_in_the_lists(example_site: BuiltSite, address: str) -> None:
    page = example_site.page(address)
    assert GUIDE in {target[0] for link in page.links() if (target := example_site.within(page, link))}


def test_it_is_in_the_search(example_site: BuiltSite) -> None:
    assert TITLE in "".join(path.read_text(encoding="utf-8") for path in (example_site.folder / "assets/search-index").rglob("d*/*.json"))


def test_every_part_must_be_there_in_its_place(example: Path, example_read: Site) -> None:
    text = (example / "docs/urgent/thin-ice.md").read_text(encoding="utf-8")
    write(example, "docs/urgent/thin-ice.md", text.replace("## Do not", "## x").replace("## Then", "## Do not").replace("## x", "## Then"))
    assert [line for line in problems(example) if "five headings" in line]
    assert not [problem for problem in example_read.problems if problem.rule.id.startswith("urgent")]
