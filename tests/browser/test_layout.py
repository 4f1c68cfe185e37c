"""How a page is laid out, whatever stands on it: what is read first is seen first, nothing covers the text, nothing jumps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from publishing.site import Site
from shapes import open_page, shapes, width_needed

BRIEFING, GUIDE, LEVELS, LIST = "/briefings/seven-minute/ponds/", "/urgent/thin-ice/", "/level-of-need/", "/briefings/seven-minute/"
PARTS = "['.head', '.side', '.text', '.beside'].map(name => document.querySelector(`.page > ${name}`)).filter(Boolean)"

OUT_OF_ORDER = f"""() => {{
  const parts = {PARTS}.map(part => ({{name: part.className, box: part.getBoundingClientRect(), place: [...part.parentNode.children].indexOf(part)}}));
  const before = (one, other) => one.box.bottom <= other.box.top + 1 || (one.box.right <= other.box.left + 1 && one.box.top <= other.box.bottom);
  return parts.flatMap((one, at) => parts.slice(at + 1).filter(other => one.place > other.place || !before(one, other)).map(other => `${{one.name}}, ${{other.name}}`));
}}"""
"""Pairs of a page's parts of which the later one is seen first, to the left or above, or lies over the other."""

COVERING = """() => {  // but for "Exit this page", which must stay in reach: what is in focus is scrolled clear of it
  const text = document.querySelector(".text").getBoundingClientRect();
  return [...document.querySelectorAll("body :not(.exit, .exit *)")].filter(one => ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility()).filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < text.right && box.right > text.left && box.top < text.bottom && box.bottom > text.top;
  }).map(one => one.className);
}"""
"""What stays in its place and lies over the text, but for the way out of the page, which is to be in reach: test_exit.py."""

SHIFTS = "() => new Promise(done => new PerformanceObserver((list) => done(list.getEntries().map(one => one.value))).observe({type: 'layout-shift', buffered: true}) || setTimeout(done, 500, []))"


@pytest.mark.parametrize(("width", "height"), [(320, 256), (768, 900), (1024, 768), (1280, 900)])
def test_what_is_read_first_is_seen_first_and_nothing_that_stays_covers_the_text(example_served: str, browser: Browser, width: int, height: int) -> None:
    """320 by 256 is 1280 by 1024 at 400 % zoom (WCAG 2.2, 1.3.2, 1.4.10 and 2.4.11)."""
    page = open_page(browser, "light", width)
    page.set_viewport_size({"width": width, "height": height})
    for address in (BRIEFING, GUIDE, LEVELS, LIST):
        page.goto(example_served + address)
        assert page.evaluate(OUT_OF_ORDER) == [], address
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        assert page.evaluate(COVERING) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()


def test_letters_twice_as_large_need_no_scrolling_sideways_on_a_phone(example_served: str, example_read: Site, browser: Browser) -> None:
    page = open_page(browser, "light", 390)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for address in shapes(example_read):
        page.goto(example_served + address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert width_needed(page, 390) <= 390, address
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_a_page_loads_and_its_text_begins_on_the_first_screen(example_served: str, browser: Browser, width: int) -> None:
    page = open_page(browser, "light", width)
    page.clock.set_fixed_time(datetime(2032, 11, 22, 9, tzinfo=UTC))
    for address in (BRIEFING, GUIDE, LEVELS):
        page.goto(example_served + address)
        expect(page.locator(".danger .now--open")).to_be_visible()
        assert page.evaluate(SHIFTS) == [], address
        assert page.evaluate("document.querySelector('.text > *').getBoundingClientRect().top < innerHeight * .9"), address
    page.close()


def test_contents_stand_beside_the_text_where_there_is_room_and_behind_a_button_where_not(example_served: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for width, beside in ((360, False), (1280, True)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(example_served + BRIEFING)
        contents = page.get_by_role("navigation", name="On this page")
        link, button = contents.get_by_role("link").last, contents.locator("summary")
        assert (link.is_visible(), button.is_visible()) == (beside, not beside)
        if beside:
            page.mouse.wheel(0, 1000)
            page.wait_for_function("scrollY > 300")
            assert contents.bounding_box()["y"] >= 0, "they follow"
        else:
            button.click()
            link.click()
            assert page.url.endswith(link.get_attribute("href") or "?")
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_section_of_the_menu_opens_in_the_bar_by_keyboard(example_served: str, browser: Browser, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(example_served + BRIEFING)
    link = page.get_by_role("link", name="Annual report 2031-32", exact=True).first
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(".menu__section > summary:focus").count():
            break
    assert not link.is_visible()
    page.keyboard.press("Enter")
    assert link.is_visible()
    if script:
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert not link.is_visible() and page.locator(".menu__section > summary:focus").count() == 1
        page.keyboard.press("Enter")
        page.locator("h1").click()
        assert not link.is_visible()
    context.close()


def test_columns_of_sentences_can_be_read_on_a_phone_and_the_page_never_scrolls(example_served: str, browser: Browser) -> None:
    page = open_page(browser, "light", 360)
    page.goto(example_served + BRIEFING)
    widths = page.evaluate("""(words) => { const row = document.createElement("tr"); const box = document.createElement("div"); const table = document.createElement("table");
        row.append(...[words, words, words, "2032"].map(text => { const cell = document.createElement("td"); cell.textContent = text; return cell; }));
        box.className = "table"; table.append(row); box.append(table); document.querySelector(".text").append(box);
        return [...row.children].map(cell => cell.getBoundingClientRect().width); }""", "Ring the front door and say what you have seen. " * 4)
    assert [round(width) for width in widths[:3]] == [160, 160, 160] and widths[3] < 100
    assert width_needed(page, 360) <= 360
    page.close()


def test_in_forced_colours_no_picture_made_of_our_colours_lies_behind_words(example_served: str, example_read: Site, browser: Browser) -> None:
    """A browser takes our backgrounds away there, and leaves pictures: words in its own colour would stand on one of ours."""
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    for address in shapes(example_read):
        page.goto(example_served + address)
        assert page.evaluate("""() => [...document.querySelectorAll("*")].filter(one => { const style = getComputedStyle(one);
            return [style.borderImageSource, style.backgroundImage].some(source => source.includes("gradient")); }).map(one => one.className)""") == [], address
    page.close()
