"""Whom to call: what macros print of a contact, what is marked as not confirmed, and the page that says what the mark means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from built_site import BuiltSite, words
from projects import TODAY, change
from publishing.pages.macros import Macros
from publishing.site import Site, read_site
from publishing.templating.sandbox import MacroError

MARK = 'href="../unconfirmed/">unconfirmed</a>'


def macros(site: Site, address: str = "/contact/") -> Macros:
    return Macros(site.catalogue, site.fragments, address)


def plain(html: Markup) -> str:
    return " ".join(Markup(str(html).replace("</p>", "</p> ")).striptags().split())


@pytest.mark.parametrize(("name", "in_full", "alone"), [
    ("emergency", "999", "999"),
    ("first-call", "Northmoor First Call, 01632 960001 (closed? Night Team 01632 960002, unconfirmed)", "01632 960001 (closed? Night Team 01632 960002, unconfirmed)"),
    ("night-team", "Northmoor Night Team, 01632 960002 (unconfirmed)", "01632 960002 (unconfirmed)"),
    ("partnership", "Northmoor SCP, partnership@northmoor.example", "partnership@northmoor.example"),
    ("childrens-line", "Children's line, childrens-line.example.org (unconfirmed)", "childrens-line.example.org (unconfirmed)"),
    ("allegations", "Ask your senior manager how to reach the allegations officer.", "Ask your senior manager how to reach the allegations officer."),
])
def test_a_contact_within_a_sentence(example_read: Site, name: str, in_full: str, alone: str) -> None:
    assert plain(macros(example_read).contact(name)) == in_full
    assert plain(macros(example_read).number(name)) == alone
    assert "\n\n" not in macros(example_read).contact(name).strip()  # or its sentence would end there


def test_a_number_can_be_rung_and_its_mark_leads_to_what_it_means(example_read: Site) -> None:
    html = macros(example_read).number("night-team")
    assert 'href="tel:01632960002"' in html and MARK in html
    assert 'href="../../../unconfirmed/"' in macros(example_read, "/briefings/seven-minute/ice/").number("night-team")


def test_a_card_says_who_number_when_for_what_and_what_if_it_is_closed(example_read: Site) -> None:
    html = macros(example_read).call("first-call")
    assert plain(html) == ("Northmoor First Call 01632 960001 You are worried about a child in Northmoor. Monday to Friday 8am to 8pm; Saturday 9am to 1pm and 2pm to 5pm; "
                           "closed on bank holidays. Closed? Ring Night Team 01632 960002 (unconfirmed). Web page of First Call "
                           "Anybody can ring, and you need not be sure. Confirmed by the partnership on 1 May 2032.")
    assert 'data-times="480-1200 1920-2640 3360-4080 4800-5520 6240-6960 7740-7980 8040-8220 closed"' in html
    assert 'data-times="not 480-1200' in macros(example_read).call("night-team")
    assert "data-times" not in macros(example_read).call("emergency", "partnership")
    assert plain(macros(example_read).call("allegations")) == "Allegations officer Ask your senior manager how to reach the allegations officer. A colleague may have harmed a child."


def test_cards_stand_in_the_order_in_which_they_are_named(example_read: Site) -> None:
    html = plain(macros(example_read).call("night-team", "emergency"))
    assert html.index("Night Team") < html.index("Emergency services")


@pytest.mark.parametrize("name", ["moor-desk", "text-line", "first-cal"])
def test_what_is_out_of_date_or_unknown_has_no_card(example_read: Site, name: str) -> None:
    with pytest.raises(MacroError):
        macros(example_read).call("emergency", name)


def test_once_a_number_is_confirmed_its_mark_goes_and_nothing_else_changes(example: Path, example_read: Site) -> None:
    change(example, "data/contacts.yml", '  seen: {source: northmoor-night-team, dated: May 2031}\n  standing: current\n\n- id: moor-desk',
           '  seen: {source: northmoor-night-team, dated: May 2031}\n  standing: current\n  verified: {date: 2032-11-20, by: service manager, of: 01632 960002}\n\n- id: moor-desk')
    confirmed = read_site(example, TODAY)
    for before, after in ((macros(example_read).contact("night-team"), macros(confirmed).contact("night-team")),
                          (macros(example_read).call("first-call"), macros(confirmed).call("first-call"))):
        assert MARK in before and "unconfirmed" not in after
        assert re.sub(r", <a class=\"mark\"[^>]*>unconfirmed</a>| \(<a class=\"mark\"[^>]*>unconfirmed</a>\)", "", before) == after
    card = plain(macros(confirmed).call("night-team"))
    assert card == plain(macros(example_read).call("night-team")).replace(" unconfirmed", "") + " Confirmed by the partnership on 20 November 2032."


def test_the_page_on_the_mark_has_every_contact_and_where_it_is_from(example_site: BuiltSite, example_read: Site) -> None:
    page = example_site.page("/unconfirmed/")
    cards = [[words(line) for line in card.findall("p")] for card in page.find("li", class_="card")]
    rows = {name: [way, origin] for name, way, origin in cards}
    assert rows == {
        "Emergency services": ["999", "National number, in general use"],
        "Police": ["101", "National number, in general use"],
        "Northmoor First Call": ["01632 960001", "Confirmed by the partnership on 1 May 2032, by the service manager"],
        "Northmoor Night Team": ["01632 960002", "The Night Team, Northmoor Council, May 2031. Unconfirmed"],
        "Allegations officer": ["none found", "Ask your senior manager how to reach the allegations officer."],
        "Northmoor SCP": ["partnership@northmoor.example", "Confirmed by the partnership on 1 May 2032, by the business manager"],
        "Children's line": ["childrens-line.example.org", "Talk to us, Children's line, undated. Unconfirmed"],
    }
    assert "our-wording" in page.identifiers()
    assert {contact.name for contact in example_read.catalogue.data.contacts.values() if contact.printable} == set(rows)


def test_every_mark_of_the_site_is_one_word_and_leads_there(example_site: BuiltSite) -> None:
    found = 0
    for page in example_site.pages.values():
        assert "not yet confirmed" not in page.text
        for mark in page.find("a", class_="mark") if page.address != "/404.html" else ():
            found += 1
            target = example_site.within(page, mark.get("href") or "")
            assert (words(mark), target) in (("unconfirmed", ("/unconfirmed/", "")), ("our wording, unconfirmed", ("/unconfirmed/", "our-wording"))), page.address
    assert found > len(example_site.pages) / 2


def test_who_has_read_to_the_foot_of_a_page_can_ring_from_there(example_site: BuiltSite) -> None:
    feet = {address: page.find("p", class_="foot__call") for address, page in example_site.pages.items() if page.find("footer", class_="foot")}
    assert len(feet) > 40
    for address, lines in feet.items():
        assert [(words(line), next(line.iter("a")).get("href")) for line in lines] == [("Child in danger now? 999 Who to call", "tel:999")], address
