"""A figure is copied with its period, its source and its address; what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from shapes import violations

SITE = "https://northmoor.example/safeguarding/annual-report/2031-32"


@pytest.fixture(scope="module")
def page(browser: Browser, example_served: str) -> Iterator[Page]:
    """A reader's page, whose clipboard can be read, on a day of its own."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2032, 11, 26, 9, tzinfo=UTC))
    yield page
    context.close()


def button_of(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Copy with citation: {title}", exact=True)


def copied(page: Page, button: Locator) -> list[str]:
    """Press the button of a figure with the keyboard, and return the lines that are then in the clipboard."""
    button.focus()
    page.keyboard.press("Enter")
    expect(button.locator("xpath=following-sibling::*[@role='status']")).to_have_text("Copied.")
    return str(page.evaluate("navigator.clipboard.readText()")).splitlines()


def test_a_chart_is_copied_with_all_that_belongs_to_it(page: Page, example_served: str) -> None:
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    assert copied(page, button_of(page, "Length of plans, 2031-32")) == [
        "Length of plans, 2031-32",
        "Under 6 months: 2030-31: 51; 2031-32: 96; Change: +45; Share, 2031-32: 40%",
        "6 months to under 1 year: 2030-31: 102; 2031-32: 84; Change: −18; Share, 2031-32: 35%",
        "1 year to under 2 years: 2030-31: 48; 2031-32: 55; Change: +7; Share, 2031-32: 23%",
        "2 years or more: 2030-31: 3; 2031-32: 5; Change: +2; Share, 2031-32: 2%",
        "Total: 2030-31: 204; 2031-32: 240; Change: +36; Share, 2031-32: 100%",
        '2 years or more: The report prints this label as "long plans".',
        'Period: on 31 March 2032. Source: Northmoor annual report 2031-32, under "Plans".',
        f"Available at {SITE}/data/#figure--plans-length-2031-32 (copied 26 November 2032)"]
    assert page.locator("#figure--plans-length-2031-32 svg").is_visible()
    html = page.evaluate("navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())")
    assert html.count("<tr>") == 6 and "<caption>Length of plans, 2031-32</caption>" in html and f'href="{SITE}/data/#figure--plans-length-2031-32"' in html


def test_a_figure_in_a_sentence_is_copied_with_its_value(page: Page, example_served: str) -> None:
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    title = page.locator("[data-cite]").first.get_attribute("data-cite") or ""
    assert copied(page, button_of(page, title)) == [
        'Children with a plan, 2031-32: 240. Period: on 31 March 2032. Source: Northmoor annual report 2031-32, under "Plans". The report counts each child once.',
        f"Available at {SITE}/data/#where-the-numbers-are-from (copied 26 November 2032)"]


def test_what_is_hidden_stays_hidden(page: Page, example_served: str) -> None:
    page.goto(f"{example_served}/annual-report/2031-32/swimming/")
    lines = "\n".join(line for button in page.get_by_role("button", name="Copy with citation").all() for line in copied(page, button))
    assert "#figure--places-water-2031-32 " in lines and "#figure--places-water-2031-32_1 " in lines, "each where it stands"
    assert "In the sea, 2031-32: not shown" in lines and "fewer than 5" in lines
    assert violations(page) == []


def test_who_is_not_let_copy_is_told_what_to_do(page: Page, example_served: str) -> None:
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy with citation").first.click()
    expect(page.get_by_role("status").filter(has_text="copy them by hand")).to_be_visible()


def test_without_script_there_is_no_button(browser: Browser, example_served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_served}/annual-report/2031-32/data/")
    assert page.get_by_text("Copy with citation").count() == 0
    context.close()
