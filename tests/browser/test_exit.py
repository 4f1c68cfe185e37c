"""A page that somebody at risk may read can be left at once: by a button, by three presses of a key, and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from built_site import BuiltSite

ADDRESS = "/urgent/thin-ice/"
WEATHER = "https://weather.example/today"
BUTTON = "Emergency: Exit this page"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.route(f"{WEATHER}**", lambda route: route.fulfill(body="<title>Weather</title>Dry.", content_type="text/html"))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, example_served: str) -> Iterator[Page]:
    page = context.new_page()
    page.goto(f"{example_served}/about/")
    page.goto(example_served + ADDRESS)
    yield page
    page.close()


def test_the_button_is_the_first_thing_that_a_key_reaches_and_nothing_leads_back(page: Page, example_served: str) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == BUTTON
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == f"{example_served}/about/", "the page before it: its own place in the history is taken"


def test_three_presses_of_shift_leave_and_each_is_said(page: Page) -> None:
    said = page.locator(".exit__said")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift 2 more times to exit this page.")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift 1 more time to exit this page.")
    page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)


def test_who_types_capitals_selects_or_stops_stays(page: Page, example_served: str) -> None:
    box = page.locator("#search--words")
    box.press_sequentially("ABC")
    for _ in range(3):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.down("Shift")
    page.locator("h1").click()
    page.keyboard.up("Shift")
    assert page.url == example_served + ADDRESS and page.locator(".exit__said").inner_text() == "Press Shift 2 more times to exit this page."


def test_the_page_is_blank_before_the_other_has_come(page: Page) -> None:
    left, back = page.evaluate("""() => {
        const seen = () => [document.title, document.body.innerText.trim()];
        document.querySelector(".exit__leave").click();
        const left = seen();
        dispatchEvent(new Event("pageshow"));  // as where a browser shows it again
        return [left, seen()];
    }""")
    assert left == ["Loading", "Loading."]
    assert "thin ice" in back[0] and "Do now" in back[1] and "Loading" not in back[1]


def test_it_stays_in_reach_covers_no_focus_and_is_not_printed(page: Page) -> None:
    button = page.get_by_role("link", name=BUTTON)
    for size in ({"width": 320, "height": 256}, {"width": 1280, "height": 800}):
        page.set_viewport_size(size)
        page.evaluate("document.activeElement.blur()")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = button.bounding_box()
        assert box and 0 <= box["y"] < 20 and box["height"] >= 44, size
        link = page.locator("main a").first
        link.focus()
        assert link.bounding_box()["y"] >= box["y"] + box["height"], size
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    page.emulate_media(media="screen")


def test_without_script_it_is_a_link(browser: Browser, example_served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_served + ADDRESS)
    assert page.get_by_role("link", name=BUTTON).get_attribute("href") == WEATHER
    expect(page.get_by_text("three presses of the Shift key")).to_be_hidden()
    context.close()


def test_it_is_on_pages_that_say_so_and_in_nothing_that_is_sent_out(example_site: BuiltSite) -> None:
    assert [address for address, page in example_site.pages.items() if page.find("section", class_="exit")] == [ADDRESS]
    assert [path for path in example_site.folder.rglob("*") if path.suffix in (".xml", ".json", ".atom") and WEATHER in path.read_text(encoding="utf-8")] == []
    assert [address for address, page in example_site.pages.items() if any("exit." in link for link in page.links())] == [ADDRESS]
