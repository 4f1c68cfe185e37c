"""axe finds nothing, and a keyboard gets everywhere.

axe-core's rules for WCAG 2.0, 2.1 and 2.2, A and AA, and its best practices. It finds about half of what can be wrong
(its makers say 57 %), so the pages were also looked at and used by hand: docs/accessibility.md.
"""

from __future__ import annotations

import hashlib
from itertools import groupby

import pytest
from axe_playwright_python.sync_playwright import Axe
from built_site import BuiltSite
from playwright.sync_api import Browser, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
SETTINGS = [("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)]
EXEMPLARS = ("/", "/briefings/seven-minute/child-criminal-exploitation/", "/briefings/practice-learning/april/",
             "/briefings/seven-minute/", "/level-of-need/", "/glossary/", "/search/", "/who-to-call/", "/404.html")
"""One page of each shape: these are tried in every setting each time, the others in one setting by turns."""


def open_page(browser: Browser, served: str, address: str, scheme: str, width: int) -> Page:
    """Open a page as a reader with that colour scheme and that width of screen would."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(served + address)
    return page


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page."""
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 5, "axe did not run"
    return [f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:200]}" for fault in found["violations"] for node in fault["nodes"]]


def in_turn(address: str) -> tuple[str, int]:
    """Return the one setting in which a page is tried each time: always the same for the same page."""
    return SETTINGS[hashlib.sha256(address.encode()).digest()[0] % len(SETTINGS)]


def addresses(site: BuiltSite) -> list[str]:
    """Return every page a reader can stay on: a redirect leads on at once."""
    return [address for address, page in site.pages.items() if not page.find("meta", http_equiv="refresh")]


def check(browser: Browser, served: str, tried: list[tuple[str, str, int]]) -> list[str]:
    """Return what is wrong with pages, each in the setting named with it."""
    found = []
    for (scheme, width), pages in groupby(sorted(tried, key=lambda one: one[1:]), key=lambda one: one[1:]):
        page = open_page(browser, served, "/", scheme, width)
        for address, *_ in pages:
            page.goto(served + address)
            found += [f"{address} ({scheme}, {width}): {fault}" for fault in violations(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{address} ({scheme}, {width}): scrolls sideways, {wide} pixels wide")
        page.close()
    return found


def test_one_page_of_each_shape_in_every_setting(site: BuiltSite, served: str, browser: Browser) -> None:
    assert check(browser, served, [(address, *setting) for address in EXEMPLARS for setting in SETTINGS]) == []


def test_every_page_in_one_setting(site: BuiltSite, served: str, browser: Browser) -> None:
    others = [address for address in addresses(site) if address not in EXEMPLARS]
    assert check(browser, served, [(address, *in_turn(address)) for address in others]) == []


@pytest.mark.exhaustive
def test_every_page_in_every_setting(site: BuiltSite, served: str, browser: Browser) -> None:
    assert check(browser, served, [(address, *setting) for address in addresses(site) for setting in SETTINGS]) == []


def test_axe_would_find_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#aaa;background:#fff">faint</p><img src="x"></main>')
    assert {fault.split(":")[0] for fault in violations(page)} >= {"color-contrast", "image-alt"}
    page.close()


def test_no_page_scrolls_sideways_at_320_pixels(site: BuiltSite, served: str, browser: Browser) -> None:
    """WCAG 2.2, success criterion 1.4.10: a screen of 320 CSS pixels, or 1280 at 400 % zoom."""
    wide = {}
    for address in EXEMPLARS:
        page = open_page(browser, served, address, "light", 320)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[address] = width
        page.close()
    assert wide == {}


def test_keyboard_reaches_text_menu_and_links(served: str, browser: Browser) -> None:
    page = open_page(browser, served, "/who-to-call/", "light", 360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page's text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Managing allegations").first.is_visible()
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_finger_must_hit_is_large_enough(served: str, browser: Browser, width: int) -> None:
    """Buttons, menus and links outside sentences are 44 pixels high, and more than WCAG 2.2 AA asks (24)."""
    page = open_page(browser, served, "/", "light", width)
    page.locator("summary").click()
    for link in page.locator("summary, .search__go, .menu__sections a, .doors a").all():
        assert link.bounding_box()["height"] >= 40, link.inner_text()
    page.close()
