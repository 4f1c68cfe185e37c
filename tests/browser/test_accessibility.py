"""axe finds nothing on any shape of page, and a keyboard gets everywhere. ``shapes.py`` says what axe is asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from built_site import BuiltSite
from publishing.site import Site
from publishing.words.addresses import UNCONFIRMED
from shapes import SETTINGS, by_turns, faults_found_by_axe, open_page, pages_to_stay_on, shapes, violations


def test_one_page_of_each_shape(example_read: Site, example_served: str, browser: Browser) -> None:
    assert faults_found_by_axe(browser, example_served, by_turns(shapes(example_read))) == []


@pytest.mark.parametrize("setting", [*SETTINGS[:2], *(pytest.param(setting, marks=pytest.mark.exhaustive) for setting in SETTINGS[2:])], ids=lambda setting: f"{setting[0]}, {setting[1]}")
def test_what_is_read_in_an_urgent_hour_while_services_are_open(example_served: str, browser: Browser, setting: tuple[str, int]) -> None:
    """In each scheme and at each width (at night in all four settings), at an hour when cards say "open until" in a colour of its own, and beside numbers with their mark."""
    page = open_page(browser, *setting)
    page.clock.set_fixed_time(datetime(2032, 11, 22, 9, tzinfo=UTC))
    for address in ("/urgent/thin-ice/", "/record-sheet/", "/contact/", UNCONFIRMED):
        page.goto(example_served + address)
        page.locator(".now--open").first.wait_for()
        assert page.locator(".mark").first.is_visible()
        assert violations(page) == [], address
    page.close()


@pytest.mark.exhaustive
def test_every_page_in_every_setting(example_site: BuiltSite, example_served: str, browser: Browser) -> None:
    tried = [(address, setting) for address in pages_to_stay_on(example_site) for setting in SETTINGS]
    assert faults_found_by_axe(browser, example_served, tried) == []


def test_axe_would_find_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#aaa;background:#fff">faint</p><img src="x"></main>')
    assert {fault.split(":")[0] for fault in violations(page)} >= {"color-contrast", "image-alt"}
    page.close()


def test_keyboard_reaches_text_menu_and_links(example_served: str, browser: Browser) -> None:
    page = open_page(browser, "light", 360)
    page.goto(f"{example_served}/contact/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page's text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page--content"
    page.get_by_text("Menu", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Annual report 2031-32").first.is_visible()
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_finger_must_hit_is_large_enough(example_served: str, browser: Browser, width: int) -> None:
    """Buttons, menus and links outside sentences are 44 pixels high, and more than WCAG 2.2 AA asks (24)."""
    page = open_page(browser, "light", width)
    page.goto(f"{example_served}/")
    if width < 1000:
        page.get_by_text("Menu", exact=True).click()
    for section in page.locator(".menu__section > summary").all():
        section.click()
        for link in page.locator(".menu summary:visible, .menu a:visible").all():
            assert link.bounding_box()["height"] >= 40, link.inner_text()
    for link in page.locator(".search__go, .rows a, .role summary").all():
        assert link.bounding_box()["height"] >= 40, link.inner_text()
    page.close()
