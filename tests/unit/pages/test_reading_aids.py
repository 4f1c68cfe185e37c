"""An abbreviation of the glossary explains itself once on a page, in running text, unless the text does so itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from built_site import BuiltSite
from projects import EXAMPLE, TODAY, change
from publishing.content.text import text_alone
from publishing.data.contacts import Contact
from publishing.data.glossary import Term
from publishing.feeds.standing_alone import standing_alone
from publishing.kept.memory import Memory
from publishing.pages.reading_aids import Meaning, abbreviations, explained
from publishing.reading.markdown import words_of
from publishing.reading.rendering import render
from publishing.search.documents import sections_of
from publishing.site import Site, read_site

KNOWN = abbreviations([Term("FC", "First Call", ""), Term("DSL / DDSL", "Designated safeguarding lead / Deputy", ""), Term("CHAT", "Children's Help and Advice Team", ""),
                       Term("River watch", "Volunteers", ""), Term("Prevent", "A programme", ""), Term("S47", "Section 47", ""), Term("<b>", "x", "")])

CASES = {
    "the first mention alone": ("Ring FC. Then FC again.\n\nAnd FC.", ["FC"]),
    "each form of a term, and more than one": ("The DSLs or a DDSL, not DSL.", ["DSLs", "DDSL"]),
    "within strong words and lists, and with a possessive": ("- **Ring FC's** line\n- CHAT", ["FC", "CHAT"]),
    "with a digit": ("An S47 enquiry", ["S47"]),
    "not in headings, tables, quotations, links and code": ("## FC\n\n| FC |\n| --- |\n| FC |\n\n> FC\n\n[FC](a.md) `FC`\n\n```\nFC\n```\n\nFC", ["FC"]),
    "in a note": ("> [!IMPORTANT]\n> Ring FC.", ["FC"]),
    "not within another word": ("FCs-plus, FC-x, aFC, FC2 and fc", []),
    "a term in words is none": ("River watch and Prevent", []),
    "spelled out before it": ("The Children’s Help **and Advice Team** (CHAT), and CHAT again", []),
    "spelled out in other words with the same initials": ("First calls (FC), and FC again", []),
    "spelled out behind it": ("FC (first call), and FC again", []),
    "said what it means": ("CHAT means the children's help and advice team.", []),
    "in brackets that spell nothing out: the next mention": ("Ring the front door (CHAT). CHAT answers.", ["CHAT"]),
    "in brackets with other words": ("Ring (FC when it is open).", ["FC"]),
}


@pytest.mark.parametrize(("markdown", "found"), CASES.values(), ids=CASES)
def test_what_is_explained(markdown: str, found: list[str]) -> None:
    tokens = text_alone(markdown).tokens
    shown = [child.content for token in explained(tokens, KNOWN) for child in token.children or () if child.type == "abbreviation"]
    assert shown == found
    assert not any(child.type == "abbreviation" for token in tokens for child in token.children or ()), "what was checked stays as it was"


def page(markdown: str) -> str:
    return render([*explained(text_alone(markdown).tokens, KNOWN)], lambda address: f"../..{address}")


def test_it_is_text_in_brackets_with_a_link_to_the_glossary() -> None:
    assert page("Ring CHAT, now.") == (
        '<p>Ring <span class="abbr" tabindex="-1">CHAT<a class="abbr__words" href="../../glossary/#chat"> (Children\'s Help and Advice Team)</a></span>, now.</p>\n')
    assert "&lt;" in render([*explained(text_alone("An XY.").tokens, {"XY": Meaning("<i>", "<i>", '/"')})], str)


@pytest.mark.parametrize(("changed", "said"), [
    ({}, ' href="tel:01632960001"> (First Call, 01632\u00a0960001, unconfirmed)<'),
    ({"national": True}, ' href="tel:01632960001"> (First Call, 01632\u00a0960001)<'),
    ({"phone": None}, ' href="/glossary/#fc"> (First Call)<'),
    ({"standing": "superseded"}, ' href="/glossary/#fc"> (First Call)<'),
    ({"short": "Call"}, ' href="/glossary/#fc"> (First Call)<')])
def test_the_short_name_of_a_contact_has_its_number_and_rings_it(changed: dict[str, Any], said: str) -> None:
    contact = Contact(**{"id": "first-call", "name": "First Call (FC)", "group": "Now", "use": "Now.", "standing": "current", "phone": "01632 960001", "short": "FC"} | changed)
    known = abbreviations([Term("FC", "First Call", "")], [contact])
    assert said in render([*explained(text_alone("Ring FC.").tokens, known)], str)
    assert "abbr" not in render([*explained(text_alone("Ring First Call (FC), then FC.").tokens, known)], str)


EMERGENCY = Contact(id="emergency", name="Emergency services", group="Now", use="In danger.", standing="current", phone="999", national=True)
RING = '<a class="phone" href="tel:999">999</a>'


@pytest.mark.parametrize(("markdown", "shown"), [
    ("Ring 999. **999**, then 999 again (999).", f"<p>Ring {RING}. <strong>{RING}</strong>, then {RING} again ({RING}).</p>"),
    ("999 or 999/A&E, in 999-danger", f"<p>{RING} or {RING}/A&amp;E, in 999-danger</p>"),
    ("1,999 and 999,000, £999, 999%, 999.5, 2/999, 0999 and 9990", "<p>1,999 and 999,000, £999, 999%, 999.5, 2/999, 0999 and 9990</p>"),
    ("[Ring 999](a.md) `999`", '<p><a href="a.md">Ring 999</a> <code>999</code></p>')])
def test_999_is_rung_from_each_place_that_says_it_and_nothing_else_is(markdown: str, shown: str) -> None:
    known = abbreviations([], [EMERGENCY])
    assert render([*explained(text_alone(markdown).tokens, known)], str).strip() == shown
    assert "tel:" not in render([*explained(text_alone("Ring 999.").tokens, abbreviations([], []))], str)


def test_a_feed_has_the_words_and_no_link_that_opens_nothing() -> None:
    assert standing_alone(page("Ring CHAT, now."), "https://a.example/b/") == "<p>Ring CHAT (Children's Help and Advice Team), now.</p>"
    assert standing_alone('<h2>1. One</h2><p class="part">Part 1 of 7</p><p>Two</p>', "https://a.example/b/") == "<h2>1. One</h2><p>Two</p>"


def test_the_search_finds_a_page_by_what_was_written_alone() -> None:
    assert [section.text for section in sections_of(f'{page("Ring CHAT, now.")}<p class="part">Part 1 of 7</p>')] == ["Ring CHAT, now."]


def test_a_long_row_of_mentions_in_brackets_stays_as_it_is() -> None:
    assert words_of(next(token for token in explained(text_alone("(CHAT) " * 5000).tokens, KNOWN) if token.children).children or ()).count("CHAT") == 5000


def test_on_a_page_it_leads_to_its_entry(example_site: BuiltSite) -> None:
    link, = example_site.page("/briefings/general/meetings/").find("a", class_="abbr__words")
    assert link.get("href") == "../../../glossary/#mam" and link.text == " (Multi-agency meeting)"
    assert "MAM means" in (EXAMPLE / "briefings" / "general" / "meetings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("looked_at", [False, True])
def test_it_is_explained_as_the_glossary_is_now_whether_or_not_a_page_was_asked_for_before(example: Path, looked_at: bool) -> None:
    def shown(site: Site) -> str:
        return site.html(next(page for page in site.pages if page.address == "/about/"))

    memory = Memory()
    change(example, "docs/about.md", "{{ sessions() }}", "Ask for a MAM early.\n\n{{ sessions() }}")
    before = read_site(example, TODAY, memory=memory)
    if looked_at:
        assert "Multi-agency meeting" in shown(before)
    change(example, "data/glossary.yml", "Multi-agency meeting", "Meeting of agencies")
    assert "Meeting of agencies" in shown(read_site(example, TODAY, memory=memory))
