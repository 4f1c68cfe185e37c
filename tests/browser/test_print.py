"""What is handed round goes on one sheet of A4: a 7-minute briefing on both its sides, an urgent guide and a record sheet on one."""

from __future__ import annotations

import io
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from publishing.content.aloud import minutes_aloud
from publishing.content.kinds import SevenMinuteBriefing, UrgentGuide
from publishing.paper.codes import CODE_FILE
from publishing.site import Site


def printed(page: Page) -> list[str]:
    """Return the words on each side of paper."""
    return [side.extract_text() for side in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_every_seven_minute_briefing_prints_on_one_sheet(example_read: Site, example_served: str, browser: Browser) -> None:
    briefings = example_read.catalogue.of_kind(SevenMinuteBriefing)
    assert max(minutes_aloud(example_read.texts[briefing.file].blocks) for briefing in briefings) > 5, "one of them is long"
    page = browser.new_page()
    sides = {}
    for briefing in briefings:
        page.goto(example_served + briefing.address)
        found = printed(page)
        sides[briefing.address] = len(found)
        text = "".join(found)
        assert "999" in text and "Menu" not in text and (not briefing.sources or "Sources" in text)
    page.close()
    assert {address: count for address, count in sides.items() if count > 2} == {}


def test_an_urgent_guide_prints_on_one_side_with_whom_to_call(example_read: Site, example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    for guide in example_read.catalogue.of_kind(UrgentGuide):
        page.goto(example_served + guide.address)
        side, = printed(page)
        assert all(part in side for part in UrgentGuide.parts) and "999" in side and "01632 960001" in side and "written by" in side
    page.close()


@pytest.mark.parametrize("said", ["", "The ice cracked, and nobody came to help. " * 8], ids=["empty", "filled in"])
def test_a_record_sheet_prints_on_one_side(example_served: str, browser: Browser, said: str) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/record-sheet/")
    page.get_by_label("What the child said, in the child's own words", exact=True).fill(said)
    side, = printed(page)
    assert " ".join(said.split()) in " ".join(side.split()) and "Signature" in side and "Day and time of writing" in side
    assert "Copy as text" not in side and "Menu" not in side
    page.close()


@pytest.mark.parametrize(("address", "sides"), [("/ask-first-call/", 1), ("/team-record/", 1), ("/disagree/", 1)])
def test_an_instrument_prints_its_questions_and_no_buttons(example_served: str, browser: Browser, address: str, sides: int) -> None:
    page = browser.new_page()
    page.goto(example_served + address)
    page.locator(".ask textarea").first.fill("The ice cracked.")
    found = printed(page)
    assert len(found) == sides
    text = unicodedata.normalize("NFKC", " ".join(" ".join(found).split()))  # letters that are joined in print
    assert [asked for asked in ("The ice cracked.", *page.locator(".ask__words:not(.steps__choose *)").all_inner_texts()) if asked not in text] == []
    assert "answered" not in text and "Keep on this device" not in text and "On your device" not in text
    page.close()


def test_the_records_of_a_team_print_as_one_sheet(example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/team-record/")
    for number in range(1, 4):
        page.get_by_label("What did we see?").fill(f"The ice cracked {number} times.")
        page.get_by_role("button", name="Keep on this device").click()
        page.get_by_role("button", name="Start another record").click()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the sheet").click()
    side, = printed(page)
    assert all(f"The ice cracked {number} times." in side for number in range(1, 4)) and "Which day" not in side and "Open" not in side
    page.close()


def test_an_abbreviation_is_spelled_out_in_brackets(example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/briefings/general/meetings/")
    assert "MAM (Multi-agency meeting) means nothing" in " ".join(" ".join(printed(page)).split())
    page.close()


def test_paper_says_where_updates_are_and_when_it_was_printed_and_a_screen_fetches_nothing_for_it(example_served: str, browser: Browser) -> None:
    address = "/briefings/seven-minute/ice/"
    context = browser.new_context(timezone_id="Europe/London")
    page = context.new_page()
    page.clock.set_fixed_time("2033-02-03T12:00:00Z")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(example_served + address)
    page.wait_for_load_state("networkidle")
    assert not page.locator(".on-paper").is_visible() and not [url for url in fetched if url.endswith((CODE_FILE, ".pdf"))]
    page.emulate_media(media="print")  # who prints waits for what is loaded late; Chromium's own command for a PDF does so in some versions alone
    page.wait_for_function("document.querySelector('.on-paper__code').naturalWidth > 0")
    text = " ".join("".join(printed(page)).split())
    assert [url for url in fetched if url.endswith(CODE_FILE)] == [f"{example_served}{address}{CODE_FILE}"]
    assert "Check for updates at northmoor.example/safeguarding" in text and "Printed on 3 February 2033." in text and "This page as a PDF" not in text
    context.close()


def test_the_buttons_that_copy_a_figure_are_not_printed(example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    assert page.locator("li > .cite").count() and page.locator(":not(li) > .cite").count()
    assert "Copy with citation" not in "".join(printed(page))
    page.close()
