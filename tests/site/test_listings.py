"""Listings, topics, what's new and newsletters are drawn from the catalogue: one Markdown file is enough."""

from __future__ import annotations

from pathlib import Path

from built_site import BuiltPage, BuiltSite, words
from projects import change, run, write

NEW = """---
title: Water safety
summary: What to say to families about rivers, ponds and baths before the summer.
published: {published}
topics: [neglect, babies]
audience: [schools]
---
## Near water

Text.
"""


def cards(page: BuiltPage) -> list[str]:
    """Return the titles of a listing, in order."""
    return [words(heading) for heading in page.tree.iter() if "card__title" in (heading.get("class") or "" if isinstance(heading.tag, str) else "")]


def test_listings_are_newest_first(site: BuiltSite) -> None:
    assert cards(site.page("/briefings/seven-minute/")) == [
        "Child criminal exploitation", "Child sexual exploitation", "Managing allegations",
        "Making a good quality referral to MASH", "ICON: coping with a crying baby", "Care leavers",
        "Learning from serious case review (Beatrice)"]
    assert [title.partition(",")[2].strip()[:14] for title in cards(site.page("/newsletters/"))] == [
        "March 2021", "December 2020", "September 2020", "July 2020", "May 2020: Covi", "April 2020: Co"]


def test_april_the_case_is_not_april_the_month(site: BuiltSite) -> None:
    assert cards(site.page("/briefings/practice-learning/")) == ["April", "Enid", "Dickens Family", "George"]
    page = site.page("/whats-new/")
    months = [words(heading) for heading in page.find("h2")]
    assert months.index("October 2020") < months.index("April 2020")
    under = {words(heading): words(listing) for heading, listing in zip(page.find("h2"), page.find("ul", class_="cards"))}
    assert "April Practice learning briefing · October 2020" in under["October 2020"]
    assert "Practice learning briefing" not in under["April 2020"]


def test_whats_new_is_by_month_newest_first_and_says_where_no_month_is_known(site: BuiltSite) -> None:
    months = [words(heading) for heading in site.page("/whats-new/").find("h2")]
    assert months[:3] == ["March 2021", "January 2021", "December 2020"]
    assert months[-1] == "Month not stated in our sources"
    assert len(cards(site.page("/whats-new/"))) == 33


def test_a_month_is_shown_and_read_by_machines_as_a_month(site: BuiltSite) -> None:
    times = {(time.get("datetime"), words(time)) for time in site.page("/briefings/general/").find("time")}
    assert times == {("2021-01", "January 2021"), ("2020-12", "December 2020")}


def test_a_newsletter_lists_what_came_out_since_the_one_before(site: BuiltSite) -> None:
    def listed(address: str) -> list[str]:
        page = site.page(address)
        heading = next(heading for heading in page.find("h2") if words(heading) == "Published by the partnership since the previous newsletter")
        following = [element for element in page.tree.iter() if element.tag in ("h2", "ul", "p", "section")]
        after = following[following.index(heading) + 1:]
        items = []
        for element in after:
            if element.tag in ("h2", "section"):
                break
            if element.tag == "ul":
                items += [words(link) for link in element.iter("a")]
        return items

    assert listed("/newsletters/2021-03/") == ["Child criminal exploitation", "Child sexual exploitation", "Managing allegations", "Multi-agency meetings"]
    assert listed("/newsletters/2020-09/") == ["Care leavers", "Dickens Family", "George"]
    assert listed("/newsletters/2020-12/") == ["Genogram", "Making a good quality referral to MASH", "Think Family", "April", "Enid",
                                              "ICON campaign", "ICON: coping with a crying baby"]
    assert listed("/newsletters/2020-05/") == []
    assert "Nothing that the sources date to these months." in site.page("/newsletters/2020-05/").text


def test_one_file_is_enough(project: Path) -> None:
    write(project, "briefings/general/water-safety.md", NEW.format(published="2026-10-05"))
    assert run(project, "build").status == 0
    site = BuiltSite(project / "site")
    for address in ("/briefings/general/", "/whats-new/", "/topics/neglect/", "/topics/babies/", "/for/schools/", "/"):
        assert cards(site.page(address))[0] == "Water safety", address
    assert "Water safety" in site.page("/search/").text
    assert words(site.page("/whats-new/").find("h2")[0]) == "October 2026"
    assert ("2026-10-05", "5 October 2026") in {(time.get("datetime"), words(time)) for time in site.page("/briefings/general/").find("time")}
    assert site.broken_links() == []


def test_a_day_sorts_within_its_month_and_a_month_as_its_first_day(project: Path) -> None:
    for name, published in {"a": "2026-10", "b": "2026-10-31", "c": "2026-09-30", "d": "2026-11-01"}.items():
        write(project, f"briefings/general/{name}.md", NEW.format(published=published).replace("Water safety", f"Briefing {name}"))
    assert run(project, "build").status == 0
    assert cards(BuiltSite(project / "site").page("/briefings/general/"))[:4] == ["Briefing d", "Briefing b", "Briefing a", "Briefing c"]


def test_a_withdrawn_page_stays_at_its_address_and_leaves_the_listings(project: Path) -> None:
    change(project, "briefings/general/genogram.md", "published: 2020-12\n",
           "published: 2020-12\nwithdrawn: {date: 2026-11-01, reason: Use the new toolkit.}\n")
    assert run(project, "build").status == 0
    site = BuiltSite(project / "site")
    assert "Withdrawn on 1 November 2026. Use the new toolkit." in site.page("/briefings/general/genogram/").text
    for address in ("/briefings/general/", "/whats-new/", "/topics/whole-family/", "/for/social-care/", "/newsletters/2020-12/"):
        assert "Genogram" not in cards(site.page(address))
        assert not [link for link in site.page(address).links() if "genogram" in link], address
    assert "Genogram" not in [words(link) for link in site.page("/search/").find("a")]


def test_what_replaces_and_what_was_replaced_lead_to_each_other(project: Path) -> None:
    write(project, "briefings/general/water-safety.md",
          NEW.format(published="2026-10-05\nreplaces: briefings/general/genogram.md"))
    change(project, "briefings/general/genogram.md", "published: 2020-12\n",
           "published: 2020-12\nreplaced_by: briefings/general/water-safety.md\n")
    assert run(project, "build").status == 0
    site = BuiltSite(project / "site")
    assert "Replaced by Water safety." in site.page("/briefings/general/genogram/").text
    assert "This replaces Genogram." in site.page("/briefings/general/water-safety/").text
    assert "Replaced" in next(words(card) for card in site.page("/briefings/general/").find("li", class_="card") if "Genogram" in words(card))


def test_a_resource_shows_all_that_is_known_of_it(site: BuiltSite) -> None:
    page = site.page("/briefings/seven-minute/child-criminal-exploitation/")
    about = words(page.find("section", aria_labelledby="about-this-page")[0])
    for part in ("Kind 7-minute briefing", "Published by the partnership March 2021", "This text written 22 November 2026",
                 "To be looked at again by 22 May 2027, a day set by us for our text", "Topics Exploitation", "For Schools and colleges"):
        assert part in about
    assert "4 minutes to read" in page.text
    assert "Criminal exploitation of children and vulnerable adults: county lines, Home Office, 20 October 2023" in page.text
    assert "Child sexual exploitation (7-minute briefing, March 2021)" in words(page.find("section", aria_labelledby="related")[0])


def test_past_its_review_day_a_page_says_what_to_check(real_project: Path, tmp_path: Path) -> None:
    from datetime import date

    from projects import copy_project

    later = copy_project(tmp_path / "later", content=real_project)
    assert run(later, "build", today=date(2027, 5, 23)).status == 0
    page = BuiltSite(later / "site").page("/briefings/seven-minute/child-criminal-exploitation/")
    assert "This page is past its review day (22 May 2027). Before you rely on it, check its sources below" in page.text
    assert "a day set by us for our text; that day has passed" in page.text


def test_a_period_that_has_ended_says_so(site: BuiltSite) -> None:
    for address in ("/strategies/csafe-2020-22/", "/strategies/neglect-2020-25/"):
        assert "Period ended" in site.page(address).text
    listing = {words(card.find(".//a")): words(card) for card in site.page("/strategies/").find("li", class_="card")}
    assert [title for title, card in listing.items() if "Period ended" in card] == [
        "Child sexual abuse in the family environment (CSAFE) strategy 2020-22", "Neglect strategy 2020-25"]


def test_reports_chapters_lead_to_each_other(site: BuiltSite) -> None:
    page = site.page("/annual-report/2020-21/ratings/")
    assert "Annual report 2020-21: all chapters" in page.text
    assert [words(link) for link in page.find("nav", class_="crumbs")[0].iter("a")] == ["Home", "Annual reports", "Annual report 2020-21"]


def test_what_people_type_is_printed_nowhere(site: BuiltSite) -> None:
    """The glossary's search words, and each page's also_known_as."""
    for word in ("trap house", "asbo", "molest", "going country"):
        for path in site.folder.rglob("*"):
            if path.suffix in (".html", ".xml", ".json", ".txt"):
                assert word not in path.read_text(encoding="utf-8").lower(), f"{word} in {path}"


def test_the_a_to_z_has_every_page_and_term(site: BuiltSite) -> None:
    page = site.page("/search/")
    links = [words(link) for link in page.find("a")]
    assert "Child criminal exploitation" in links and "CHAT: Children's Help and Advice Team" in links and "Who to call" in links
    terms = [link for link in links if ": " in link]
    assert len(terms) >= 130
    letters = [heading.get("id") for heading in page.find("h2") if (heading.get("id") or "").startswith("letter-")]
    assert len(letters) > 15 and letters == sorted(letters)


def test_the_glossary_has_all_its_terms(site: BuiltSite) -> None:
    assert len(site.page("/glossary/").find("div", class_="glossary__term")) == 130


def test_every_page_has_the_banner_and_a_way_to_say_what_is_wrong(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        if page.find("meta", http_equiv="refresh") or address == "/404.html":
            continue
        assert "A child in immediate danger? Call 999. Not an emergency: police 101. Worried about a child: CHAT, 0151 934 4013 (seen in Sefton Council, undated; not yet confirmed)." in page.text, address
        feedback = next(link for link in page.find("a") if words(link) == "Something wrong on this page?").get("href")
        assert feedback.startswith("mailto:SSCP@sefton.gov.uk?subject=Something%20wrong%20on%20this%20page")
        assert f"https%3A//resources.example{address}".replace("/", "%2F").replace("%2F", "/") in feedback, address
