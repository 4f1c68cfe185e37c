"""Every publication that the 2020-21 report names has its page, and stands where readers look for it."""

from __future__ import annotations

import pytest

from built_site import BuiltSite, words

PUBLICATIONS = {
    "/briefings/seven-minute/child-criminal-exploitation/": ("Child criminal exploitation", "March 2021", False),
    "/briefings/seven-minute/child-sexual-exploitation/": ("Child sexual exploitation", "March 2021", False),
    "/briefings/seven-minute/managing-allegations/": ("Managing allegations", "March 2021", False),
    "/briefings/seven-minute/making-a-good-quality-referral/": ("Making a good quality referral to MASH", "December 2020", False),
    "/briefings/seven-minute/icon/": ("ICON: coping with a crying baby", "October 2020", False),
    "/briefings/seven-minute/care-leavers/": ("Care leavers", "August 2020", False),
    "/briefings/seven-minute/learning-from-scr-beatrice/": ("Learning from serious case review (Beatrice)", "July 2020", True),
    "/briefings/practice-learning/dickens-family/": ("Dickens Family", "August 2020", True),
    "/briefings/practice-learning/george/": ("George", "August 2020", True),
    "/briefings/practice-learning/april/": ("April", "October 2020", True),
    "/briefings/practice-learning/enid/": ("Enid", "October 2020", True),
    "/briefings/general/genogram/": ("Genogram", "December 2020", False),
    "/briefings/general/think-family/": ("Think Family", "December 2020", False),
    "/briefings/general/multi-agency-meetings/": ("Multi-agency meetings", "January 2021", False),
    "/newsletters/2020-04/": ("Newsletter, April 2020: Covid-19 special", "April 2020", True),
    "/newsletters/2020-05/": ("Newsletter, May 2020: Covid-19 special, the child's voice", "May 2020", True),
    "/newsletters/2020-07/": ("Newsletter, July 2020", "July 2020", True),
    "/newsletters/2020-09/": ("Newsletter, September 2020", "September 2020", True),
    "/newsletters/2020-12/": ("Newsletter, December 2020", "December 2020", True),
    "/newsletters/2021-03/": ("Newsletter, March 2021", "March 2021", True),
}


def test_all_twenty_are_named_here() -> None:
    assert len(PUBLICATIONS) == 20


@pytest.mark.parametrize("address", PUBLICATIONS)
def test_publication_has_its_page_with_month_and_author(site: BuiltSite, address: str) -> None:
    title, month, held = PUBLICATIONS[address]
    page = site.page(address)
    assert page.title == title
    assert f"The partnership published a document of this title in {month}" in page.text
    assert "written by the makers of this site on 22 November 2026, from public sources" in page.text
    assert ("Text held by the partnership" in page.text) == held
    assert [time.get("datetime") for time in page.find("time") if words(time) == month]


@pytest.mark.parametrize("address", PUBLICATIONS)
def test_publication_is_listed_under_its_month(site: BuiltSite, address: str) -> None:
    _, month, held = PUBLICATIONS[address]
    listing = site.page(address.rstrip("/").rpartition("/")[0] + "/")
    card = next(card for card in listing.find("li", class_="card") if card.find(".//a").get("href", "").strip("./") == address.rstrip("/").rpartition("/")[2])
    assert month in words(card)
    assert ("Text held by the partnership" in words(card)) == held
