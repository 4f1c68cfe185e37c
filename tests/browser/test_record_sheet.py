"""The record sheet: what is typed stays on the screen, is kept nowhere and sent nowhere, and prints on one side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from publishing.pages.macros import RECORD_SHEET

ADDRESS = "/record-sheet/"
SAID = "Zebra said the ice cracked."
"""What no page says."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, example_served: str) -> Page:
    page = context.new_page()
    page.goto(example_served + ADDRESS)
    page.wait_for_load_state("networkidle")
    return page


def type_all(page: Page) -> None:
    """Type into every box, key by key in the first, as somebody does."""
    first, *others = page.locator(".ask textarea").all()
    first.press_sequentially(SAID)
    for box in others:
        box.fill(SAID)


def typed(page: Page) -> list[str]:
    return page.locator(".ask textarea").evaluate_all("boxes => boxes.map((box) => box.value)")


def test_it_has_a_box_with_a_label_for_all_that_a_record_has(page: Page) -> None:
    for _, label, _ in RECORD_SHEET:
        page.get_by_label(label, exact=True).fill(SAID)
    assert typed(page) == [SAID] * len(RECORD_SHEET)


def test_what_is_typed_is_sent_nowhere_and_kept_nowhere(page: Page, context: BrowserContext) -> None:
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url))
    address = page.url
    type_all(page)
    page.locator(".ask textarea").first.press("Enter")
    page.wait_for_timeout(300)
    assert sent == [] and page.url == address and context.cookies() == []
    kept = page.evaluate("""async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, history.state, document.title,
                                         document.documentElement.outerHTML]""")
    assert kept[:4] == [0, 0, 0, None]
    assert not [text for text in kept[4:] if SAID in text]  # nor where another script, or a page that is saved, would find it
    assert page.locator("form:has(.instrument), .instrument form, .instrument [name]").count() == 0


def test_after_reloading_going_back_and_coming_in_anew_it_is_empty(page: Page, context: BrowserContext, example_served: str) -> None:
    empty = [""] * len(RECORD_SHEET)
    type_all(page)
    page.reload()
    assert typed(page) == empty
    type_all(page)
    page.goto(f"{example_served}/about/")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.url.endswith(ADDRESS) and typed(page) == empty
    other = context.new_page()
    other.goto(example_served + ADDRESS)
    assert typed(other) == empty


def test_a_button_clears_it_and_a_box_grows_with_its_words(page: Page) -> None:
    box = page.get_by_label("When: day and time", exact=True)
    before = box.bounding_box()["height"]
    box.fill("One line.\n" * 12)
    assert box.bounding_box()["height"] > before * 2
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear it").click()
    assert "One line." in box.input_value(), "asked first, and thought better of it"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear it").click()
    assert typed(page) == [""] * len(RECORD_SHEET) and abs(box.bounding_box()["height"] - before) < 2
    assert page.evaluate("document.activeElement.id") == f"record-sheet--{RECORD_SHEET[0][0]}"


def test_a_button_prints_it(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True


def test_without_script_it_can_be_filled_in_and_has_no_buttons_that_do_nothing(browser: Browser, example_served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_served + ADDRESS)
    box = page.get_by_label(RECORD_SHEET[0][1], exact=True)
    box.fill(SAID)
    assert box.input_value() == SAID
    assert not page.get_by_role("button", name="Print").is_visible() and not page.get_by_role("button", name="Clear it").is_visible()
    context.close()
