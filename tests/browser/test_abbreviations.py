"""What an abbreviation stands for is shown on hover, focus and tap, goes on Escape, and moves nothing: WCAG 1.4.13."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

ADDRESS = "/briefings/general/meetings/"


def is_shown(words: Locator, shown: bool = True) -> None:
    expect(words).to_have_css("opacity", "1" if shown else "0")
    expect(words).to_have_css("pointer-events", "auto" if shown else "none")


def opened(browser: Browser, address: str, script: bool, width: int = 1280) -> tuple[Page, Locator, Locator]:
    page = browser.new_page(java_script_enabled=script, has_touch=True, viewport={"width": width, "height": 800})
    page.goto(f"{address}{ADDRESS}")
    return page, page.locator(".abbr"), page.locator(".abbr__words")


def test_a_pointer_shows_it_and_can_move_onto_it_without_script(example_served: str, browser: Browser) -> None:
    page, short, words = opened(browser, example_served, script=False)
    measure = "[document.documentElement.scrollHeight, document.querySelector('p:has(.abbr)').getBoundingClientRect().height]"
    before = page.evaluate(measure)
    is_shown(words, False)
    short.hover(position={"x": 3, "y": 3})
    is_shown(words)
    words.hover()
    is_shown(words)
    assert page.evaluate(measure) == before
    page.mouse.move(0, 0)
    is_shown(words, False)
    page.close()


def test_a_keyboard_shows_it_and_leads_to_the_glossary_without_script(example_served: str, browser: Browser) -> None:
    page, _, words = opened(browser, example_served, script=False)
    words.focus()
    is_shown(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#mam")
    page.close()


def test_a_finger_shows_it_and_takes_it_away_without_script_and_within_the_screen(example_served: str, browser: Browser) -> None:
    page, short, words = opened(browser, example_served, script=False, width=320)
    short.tap(position={"x": 3, "y": 3})
    is_shown(words)
    box = words.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["height"] >= 24
    page.locator(".text p").first.tap()
    is_shown(words, False)
    page.close()


def test_escape_takes_it_away_where_pointer_and_focus_stay(example_served: str, browser: Browser) -> None:
    page, short, words = opened(browser, example_served, script=True)
    short.hover(position={"x": 3, "y": 3})
    is_shown(words)
    page.keyboard.press("Escape")
    is_shown(words, False)
    page.mouse.move(0, 0)
    words.focus()
    is_shown(words)
    page.keyboard.press("Escape")
    is_shown(words, False)
    assert page.evaluate("document.activeElement.className") == "abbr__words"
    page.keyboard.press("Shift+Tab")
    words.focus()
    is_shown(words)
    page.close()
