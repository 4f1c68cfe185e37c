"""Listings, topics, what's new and newsletters are drawn from the catalogue: one Markdown file is enough."""

from __future__ import annotations

import re
from datetime import date

import pytest

from built_site import BuiltPage, BuiltSite, words
from projects import build, copy_project, write
from publishing.site import Site


def cards(page: BuiltPage) -> list[str]:
    """Return the titles of a listing, in order."""
    return [words(heading) for heading in page.tree.iter() if "card__title" in (heading.get("class") or "" if isinstance(heading.tag, str) else "")]


def times(page: BuiltPage) -> set[tuple[str | None, str]]:
    """Return each date of a page as a machine reads it, and as people do."""
    return {(time.get("datetime"), words(time)) for time in page.find("time")}


def test_listings_are_newest_first(example_site: BuiltSite) -> None:
    assert cards(example_site.page("/briefings/seven-minute/")) == [
        "Lanterns: learning from one evening", "Ice on open water", "Ponds in seven minutes"]
    assert cards(example_site.page("/newsletters/")) == ["Newsletter, June 2032", "Newsletter, September 2031", "Newsletter, June 2031: summer"]


def test_a_day_sorts_within_its_month_and_a_month_as_its_first_day(example_site: BuiltSite) -> None:
    assert cards(example_site.page("/topics/water/")) == [
        "Ice on open water", "Ponds in seven minutes", "Oak", "River safety strategy", "A child is on thin ice"]


def test_whats_new_is_by_month_newest_first_and_says_where_no_month_is_known(example_site: BuiltSite, example_read: Site) -> None:
    months = [words(heading) for heading in example_site.page("/whats-new/").find("h2")]
    assert months[:4] == ["Changed on this site", "October 2032", "June 2032", "May 2032"]
    assert months[-1] == "Month not stated in our sources"
    found = cards(example_site.page("/whats-new/"))
    assert found[-2:] == ["When you disagree", "Winter plan"]
    assert len(found) == sum(not resource.at_once for resource in example_read.catalogue.listed)


def test_a_month_is_shown_and_read_by_machines_as_a_month(example_site: BuiltSite) -> None:
    assert times(example_site.page("/briefings/seven-minute/")) == {
        ("2032-05", "May 2032"), ("2032-02", "February 2032"), ("2031-05-02", "2 May 2031")}


def test_a_newsletter_lists_what_came_out_since_the_one_before(example_site: BuiltSite) -> None:
    def listed(address: str) -> list[str]:
        page = example_site.page(address)
        heading = next(heading for heading in page.find("h2") if words(heading) == "Published by the partnership since the previous newsletter")
        following = [element for element in page.tree.iter() if element.tag in ("h2", "ul", "p", "section")]
        items = []
        for element in following[following.index(heading) + 1:]:
            if element.tag in ("h2", "section"):
                break
            if element.tag == "ul":
                items += [words(link) for link in element.iter("a")]
        return items

    assert listed("/newsletters/2032-06/") == ["Annual report 2031-32", "Lanterns: learning from one evening", "Meetings", "Journeys", "Ice on open water"]
    assert listed("/newsletters/2031-06/") == ["Annual report 2030-31", "Ponds in seven minutes", "Oak", "River safety strategy", "Maps", "Level of Need"]
    assert listed("/newsletters/2031-09/") == []
    assert "Nothing that the sources date to these months." in example_site.page("/newsletters/2031-09/").text


NEW = """---
title: Baths
summary: What to say to families about baths and the small children in them.
published: 2033-01-05
topics: [water, whole-family]
audience: [schools]
---
## Near water

Text.
"""


@pytest.fixture(scope="module")
def next_year(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example's site on the day for which a page waited, with one file more."""
    root = copy_project(tmp_path_factory.mktemp("next-year") / "project")
    write(root, "briefings/general/baths.md", NEW)
    done = build(root, today=date(2033, 2, 1))
    assert done.status == 0, done.output
    return BuiltSite(root / "site")


def test_one_file_is_enough(next_year: BuiltSite) -> None:
    for address in ("/briefings/general/", "/topics/whole-family/", "/for/schools/"):
        assert cards(next_year.page(address))[0] == "Baths", address
    assert cards(next_year.page("/"))[:2] == cards(next_year.page("/topics/water/"))[:2] == cards(next_year.page("/whats-new/"))[:2] == ["Floods", "Baths"]
    assert "Baths" in next_year.page("/search/").text
    assert words(next_year.page("/whats-new/").find("h2")[2]) == "January 2033"
    assert ("2033-01-05", "5 January 2033") in times(next_year.page("/briefings/general/"))
    assert next_year.broken_links() == []


def test_a_page_of_the_future_appears_on_its_day_and_links_to_it_then(example_site: BuiltSite, next_year: BuiltSite) -> None:
    assert not example_site.has("/briefings/seven-minute/floods/") and next_year.has("/briefings/seven-minute/floods/")
    sentence = "From next year one on what to do when the river rises."
    before, after = (site.page("/strategies/rivers/") for site in (example_site, next_year))
    assert sentence in before.text and sentence in after.text
    assert not [link for link in before.links() if "floods" in link]
    assert "../../briefings/seven-minute/floods/#4-what-to-do" in after.links()


def test_drafts_and_the_future_are_in_no_file_of_the_site(example_site: BuiltSite) -> None:
    for path in example_site.folder.rglob("*"):
        assert "night-walks" not in path.name and "floods" not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert b"Night walks" not in content and b"Floods" not in content, path


def test_a_withdrawn_page_stays_at_its_address_and_leaves_the_listings(example_site: BuiltSite) -> None:
    assert "Withdrawn on 1 August 2032. Use the national guidance on hot weather." in example_site.page("/briefings/seven-minute/sun/").text
    for address, page in example_site.pages.items():
        if address != "/briefings/seven-minute/sun/":
            assert "Sun and heat" not in page.text and not [link for link in page.links() if "/sun/" in link], address


def test_what_replaces_and_what_was_replaced_lead_to_each_other(example_site: BuiltSite) -> None:
    assert "Replaced by Journeys." in example_site.page("/briefings/general/maps/").text
    assert "This replaces Maps." in example_site.page("/briefings/general/journeys/").text
    assert "Replaced" in next(words(card) for card in example_site.page("/briefings/general/").find("li", class_="card") if "Maps" in words(card))


def test_a_resource_shows_all_that_is_known_of_it(example_site: BuiltSite) -> None:
    page = example_site.page("/briefings/seven-minute/ice/")
    about = words(page.find("section", aria_labelledby="page--about")[0])
    for part in ("Kind 7-minute briefing", "Published by the partnership February 2032", "This text written 1 March 2032",
                 "To be looked at again by 1 March 2033, a day set by us for our text", "Topics Safety near water, Seasons and weather",
                 "For Clubs and groups, Schools"):
        assert part in about
    assert "1 minute to read" in page.text
    assert page.text.count("written by the Northmoor business team") == 1 and 'The annual report lists "Ice and rivers", February 2032; its text' in about
    assert "Children and water: what helps Example Water Society, about 2030" in words(page.find("section", class_="sources")[0])
    assert "Ponds in seven minutes 7-minute briefing, 2 May 2031" in words(page.find("section", aria_labelledby="page--related")[0])
    assert "Lanterns: learning from one evening 7-minute briefing, May 2032, text held by the partnership" in words(page.find("section", aria_labelledby="page--related")[0])


def test_files_that_a_page_names_are_published_and_say_what_they_are(example_site: BuiltSite) -> None:
    assert example_site.has("/newsletters/river.png")
    text = example_site.page("/briefings/general/meetings/").text
    for file in ("Agenda to print (PDF, 1 KB, in English; may not work with a screen reader)", "Times and rooms (CSV, 1 KB, in English)",
                 "Where to sit (PNG image, 1 KB, in English)"):
        assert file in text


def test_a_period_that_has_ended_says_so(example_site: BuiltSite) -> None:
    assert "Period ended" in example_site.page("/strategies/winter/").text
    listing = {words(card.find(".//a")): words(card) for card in example_site.page("/strategies/").find("li", class_="card")}
    assert [title for title, card in listing.items() if "Period ended" in card] == ["Winter plan"]


def test_reports_chapters_lead_to_each_other(example_site: BuiltSite) -> None:
    chapters = [words(link) for link in example_site.page("/annual-report/2031-32/").tree.findall(".//ol[@class='chapters']/li/a")]
    assert chapters == ["Plans in 2031-32", "Swimming in 2031-32", "Ratings in 2031-32", "Training in 2031-32"]
    page = example_site.page("/annual-report/2031-32/ratings/")
    assert "Annual report 2031-32: all chapters" in page.text
    assert [words(link) for link in page.find("nav", class_="crumbs")[0].iter("a")] == ["Home", "Annual reports", "Annual report 2031-32"]


def test_what_people_type_is_printed_nowhere(example_site: BuiltSite) -> None:
    """The glossary's and the synonyms' search words, and each page's also_known_as."""
    for path in example_site.folder.rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".txt", ".atom"):
            text = path.read_text(encoding="utf-8").lower()
            for word in ("wobblestone", "moordesk", "splashpit", "duckwater", "zebrawalk", "blowerbook"):
                assert word not in text, f"{word} in {path}"


def test_the_a_to_z_has_every_page_and_term_but_the_withdrawn(example_site: BuiltSite, example_read: Site) -> None:
    page = example_site.page("/search/")
    links = [words(link) for link in page.find("a")]
    catalogue = example_read.catalogue
    withdrawn = {resource.title for resource in catalogue.resources if resource.withdrawn}
    assert {one.title for one in catalogue.written} - set(links) == withdrawn != set()
    assert {f"{term.term}: {term.stands_for}" for term in catalogue.data.glossary} <= set(links)
    letters = [heading.get("id") for heading in page.find("h2") if (heading.get("id") or "").startswith("letter-")]
    assert letters[0] == "letter-0" and letters == sorted(letters) and len(letters) > 10


def test_the_glossary_has_all_its_terms_under_each_form(example_site: BuiltSite, example_read: Site) -> None:
    page = example_site.page("/glossary/")
    assert len(page.find("div", class_="glossary__term")) == len(example_read.catalogue.data.glossary)
    assert {"nfc", "dsl", "ddsl", "river-watch"} <= set(page.identifiers())


def test_every_page_has_the_banner_and_a_way_to_say_what_is_wrong(example_site: BuiltSite) -> None:
    for address, page in example_site.pages.items():
        if page.find("meta", http_equiv="refresh") or address == "/404.html":
            continue
        assert ("Child in danger now? 999 Police, not urgent: 101 Worried? First Call 01632 960001 "
                "(Mon to Fri 8am to 8pm; Sat 9am to 1pm and 2pm to 5pm) Closed? Night Team 01632 960002 unconfirmed Who to call") in page.text, address
        feedback = next(link for link in page.find("a") if words(link) == "Something wrong on this page?").get("href")
        assert feedback.startswith("mailto:partnership@northmoor.example?subject=Something%20wrong%20on%20this%20page")
        assert f"https%3A//northmoor.example/safeguarding{address}" in feedback, address


def test_a_text_that_the_partnership_holds_is_asked_for_in_one_wording(example_site: BuiltSite) -> None:
    notice = words(example_site.page("/newsletters/2031-09/").find("div", class_="notice")[0])
    assert notice == "Text held by the partnership. The text of this document is not on this site. To ask for it: partnership@northmoor.example."
    assert example_site.page("/newsletters/2031-09/").text.count("written by the Northmoor business team") == 1


def test_a_label_stands_apart_from_the_word_before_it(example_site: BuiltSite) -> None:
    before = [page.source[label.start() - 1] for page in example_site.pages.values() for label in re.finditer('<span class="label', page.source)]
    assert set(before) == {" "}
