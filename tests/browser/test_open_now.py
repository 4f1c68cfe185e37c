"""What a page says of open and closed, by London's clock: at a dozen moments, and nothing where anything is unsure.

First Call answers Monday to Friday 8am to 8pm, Saturday 9am to 1pm and 2pm to 5pm, never on bank holidays; the Night Team
whenever First Call does not; the Children's line every day from 8am to midnight, and nobody said what it does on bank
holidays. The example is built on Monday 22 November 2032.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

FIRST_CALL, NIGHT_TEAM, CHILDRENS_LINE = "#first-call", "#night-team", "#childrens-line"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(timezone_id="America/New_York", locale="de-DE")
    yield context
    context.close()


def shown(page: Page, card: str) -> str:
    return page.locator(f"{card} .now").inner_text().strip() if page.locator(f"{card} .now").is_visible() else ""


def at(context: BrowserContext, address: str, moment: str) -> tuple[str, str, str]:
    """Return what the three cards say at a moment, given with its distance from Greenwich."""
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(f"{address}/contact/")
    page.wait_for_load_state("networkidle")
    found = shown(page, FIRST_CALL), shown(page, NIGHT_TEAM), shown(page, CHILDRENS_LINE)
    page.close()
    return found


@pytest.mark.parametrize(("moment", "first_call", "night_team", "childrens_line"), [
    ("2032-11-22T09:00+00:00", "open until 8pm", "not open now", "open until midnight"),
    ("2032-11-22T07:59+00:00", "closed now, opens at 8am", "open now", "closed now, opens at 8am"),
    ("2032-11-22T20:00+00:00", "closed now, opens tomorrow at 8am", "open now", "open until midnight"),
    ("2032-11-27T13:30+00:00", "closed now, opens at 2pm", "open now", "open until midnight"),
    ("2032-11-28T12:00+00:00", "closed now, opens tomorrow at 8am", "open now", "open until midnight"),
    ("2033-03-27T00:30+00:00", "closed now, opens tomorrow at 8am", "open now", "closed now, opens at 8am"),  # the night the clocks go forward
    ("2033-03-28T07:30+00:00", "open until 8pm", "not open now", "open until midnight"),  # 8:30 in London, for it is summer
    ("2033-10-29T08:30+01:00", "closed now, opens at 9am", "open now", "open until midnight"),
    ("2033-10-31T07:30+00:00", "closed now, opens at 8am", "open now", "closed now, opens at 8am"),  # the clocks went back
    ("2032-12-24T21:00+00:00", "closed now, opens on Wednesday at 8am", "open now", "open until midnight"),  # Christmas on a Saturday
    ("2032-12-27T12:00+00:00", "closed now, opens on Wednesday at 8am", "open now", ""),  # a bank holiday
    ("2033-04-15T12:00+01:00", "closed now, opens tomorrow at 9am", "open now", ""),  # Good Friday
    ("2031-12-31T12:00+00:00", "", "", ""),  # a clock before the year of the build is wrong
    ("2034-01-03T12:00+00:00", "", "", ""),  # nobody knew the bank holidays of that year
])
def test_open_and_closed_by_londons_clock(context: BrowserContext, example_served: str, moment: str, first_call: str, night_team: str, childrens_line: str) -> None:
    assert at(context, example_served, moment) == (first_call, night_team, childrens_line)


def test_a_browser_that_does_not_know_london_says_nothing(context: BrowserContext, example_served: str) -> None:
    context.add_init_script("Intl.DateTimeFormat.prototype.formatToParts = () => { throw new RangeError('no such time zone'); };")
    assert at(context, example_served, "2032-11-22T09:00+00:00") == ("", "", "")


def test_without_script_the_hours_stand_there(browser: Browser, example_served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_served}/contact/")
    card = page.locator(FIRST_CALL)
    assert "Monday to Friday 8am to 8pm; Saturday 9am to 1pm and 2pm to 5pm; closed on bank holidays." in card.inner_text()
    assert "Closed? Ring Night Team 01632 960002" in card.inner_text()
    assert not card.locator(".now").is_visible()
    assert "Mon to Fri 8am to 8pm" in page.locator(".danger").inner_text()
    context.close()


def test_a_page_left_open_keeps_up(context: BrowserContext, example_served: str) -> None:
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2032-11-22T19:59:30+00:00"))
    page.goto(f"{example_served}/contact/")
    page.locator(f"{FIRST_CALL} .now--open").wait_for()
    page.clock.fast_forward(60_000)
    assert shown(page, FIRST_CALL) == "closed now, opens tomorrow at 8am"
    page.close()


def test_the_largest_number_is_one_that_is_answered(context: BrowserContext, example_served: str) -> None:
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2032-11-22T19:59:30+00:00"))
    page.goto(f"{example_served}/contact/")
    page.locator(f"{FIRST_CALL} .now--open").wait_for()
    assert size(page, f"{FIRST_CALL} .call__number") > size(page, f"{FIRST_CALL} .call__closed")
    page.clock.fast_forward(60_000)
    assert size(page, f"{FIRST_CALL} .call__number") < size(page, f"{FIRST_CALL} .call__closed") == size(page, f"{NIGHT_TEAM} .call__number")
    page.emulate_media(media="print")
    assert size(page, f"{FIRST_CALL} .call__number") > size(page, f"{FIRST_CALL} .call__closed"), "paper is read at any time"
    page.close()


def size(page: Page, place: str) -> float:
    return float(page.locator(f"{place} .phone").evaluate("number => parseFloat(getComputedStyle(number).fontSize)"))
