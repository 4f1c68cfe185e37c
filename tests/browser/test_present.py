"""Present mode: one part a screen, of the page itself, by key, clicker, button and finger, without the network; and the page as it was after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from built_site import BuiltSite
from publishing.content.kinds import KINDS
from publishing.site import Site
from shapes import NARROWEST, SETTINGS, violations

PONDS = "/briefings/seven-minute/ponds/"
PARTS = 7
NOTES = "Ask what a parent hears"
"""Words of the speaker's notes of its fifth part. They are not said to the room."""
ARTICLE = "document.getElementById('page--content').innerHTML"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, has_touch=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, example_served: str) -> Iterator[Page]:
    page = context.new_page()
    page.goto(example_served + PONDS)
    yield page
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.close()


def present(page: Page) -> None:
    page.get_by_role("button", name="Present to a team").click()
    page.locator(".presenting").wait_for()


def place(page: Page) -> str:
    return page.locator(".presenting__place").inner_text().partition(" ·")[0]


def heading(page: Page) -> str:
    """Return the one heading that is shown."""
    return page.locator("h1:visible, h2:visible").inner_text()


def go_to(page: Page, part: str, key: str = "ArrowRight") -> None:
    """Go on with a key until a part is shown."""
    for _ in range(60):
        if place(page) == part:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {part}")


def words_shown(page: Page) -> list[str]:
    return page.locator("article > p:not([data-present]):visible, article > :is(ul, ol) > li:visible").evaluate_all("all => all.flatMap((one) => one.textContent.trim().split(/\\s+/))")


def scrolled_to(page: Page) -> str:
    """Return the heading that has the focus, and is at the top of the window."""
    return str(page.evaluate("(() => { const one = document.activeElement, { top } = one.getBoundingClientRect(); return top >= 0 && top < innerHeight / 2 ? one.textContent : ''; })()"))


def test_each_part_has_its_screens_and_all_its_words_are_shown_once_in_order_without_the_network(page: Page, context: BrowserContext) -> None:
    words = page.locator("article > h2:not([id*='--']) ~ :is(p:not(.feedback, .part), ul, ol):not(h2[id*='--'] ~ *)").evaluate_all("all => all.flatMap((one) => one.textContent.trim().split(/\\s+/))")
    present(page)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    try:
        assert (place(page), heading(page)) == ("Title", "Ponds in seven minutes")
        for said in ("What to know about ponds", "2 May 2031", "Clubs"):
            assert page.get_by_text(said).locator("visible=true").count(), said
        shown, headings = [], []
        go_to(page, f"Part 1 of {PARTS}", "PageDown")
        while page.locator(".presenting__buttons button >> nth=1").get_attribute("aria-disabled") == "false":
            if not headings or headings[-1] != heading(page):
                headings.append(heading(page))
            before = page.locator(".presenting__place").inner_text()
            shown += words_shown(page)
            page.keyboard.press("PageDown")
            assert page.locator(".presenting__place").inner_text() != before
        shown += words_shown(page)
        assert headings[0] == "1. What a pond is to a child" and place(page) == f"Part {PARTS} of {PARTS}" and heading(page) == "7. Questions for the team"
        assert shown == words
        assert not page.get_by_text("Sources", exact=True).locator("visible=true").count() and not page.get_by_text(NOTES).is_visible()
        assert page.locator(".presenting__mark").count() == PARTS
    finally:
        context.set_offline(False)


def test_what_leads_to_a_list_is_said_again_where_the_list_goes_on(page: Page) -> None:
    present(page)
    page.set_viewport_size({"width": 360, "height": 500})
    go_to(page, f"Part 6 of {PARTS}")
    while not page.get_by_text("Journeys").is_visible():
        page.keyboard.press("ArrowRight")
    assert page.get_by_text("More help:").is_visible()
    page.set_viewport_size({"width": 1280, "height": 720})


def test_leaving_gives_back_the_page_as_it_was_at_the_part_that_was_shown(page: Page) -> None:
    page.locator("#page--content").evaluate("one => one.scrollIntoView()")
    before, address, entries = page.evaluate(ARTICLE), page.url, page.evaluate("history.length")
    present(page)
    go_to(page, f"Part 4 of {PARTS}")
    assert page.url.endswith("#page--present-4")
    page.keyboard.press("Escape")
    page.locator(".presenting").wait_for(state="detached")
    page.wait_for_timeout(100)
    assert scrolled_to(page) == "4. What to do"
    assert page.url == address and page.evaluate("history.length") == entries + 1
    page.keyboard.press("Tab")
    assert page.evaluate(ARTICLE) == before and page.evaluate("document.documentElement.outerHTML.slice(0, 60)").startswith('<html lang="en"><head>')
    assert page.locator("[data-present]").count() == 0


def test_the_browsers_own_back_leaves_and_loading_again_or_a_link_comes_to_the_part(page: Page) -> None:
    present(page)
    go_to(page, f"Part 3 of {PARTS}")
    page.reload()
    page.locator(".presenting").wait_for()
    assert place(page) == f"Part 3 of {PARTS}"
    page.go_back()
    page.locator(".presenting").wait_for(state="detached")
    assert page.url.endswith(PONDS) and scrolled_to(page).startswith("3. ")


def test_a_link_opens_it_and_leaving_stays_on_the_page(page: Page, example_served: str) -> None:
    page.goto("about:blank")
    page.goto(f"{example_served}{PONDS}#page--present")
    page.locator(".presenting").wait_for()
    assert place(page) == "Title"
    page.get_by_role("button", name="Leave").click()
    page.locator(".presenting").wait_for(state="detached")
    assert page.url == f"{example_served}{PONDS}" and page.evaluate("document.activeElement.id") == "page--present"


def test_every_key_does_what_the_options_say(page: Page) -> None:
    present(page)
    press = page.keyboard.press
    for forward, back in (("Space", "Shift+Space"), ("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")):
        page.evaluate("document.activeElement.blur()")
        press(forward)
        there = page.locator(".presenting__place").inner_text()
        assert there != "Title", forward
        press("Home")
        go_to(page, f"Part 1 of {PARTS}", forward)
        go_to(page, "Title", back)
    press("End")
    assert place(page) == f"Part {PARTS} of {PARTS}"
    press("?")
    assert page.evaluate("document.activeElement.textContent").startswith("Speaker’s notes") and page.get_by_role("button", name="Options").get_attribute("aria-expanded") == "true"
    press("Escape")
    assert page.locator(".presenting__options").is_hidden() and page.evaluate("document.activeElement.textContent") == "Options"
    press("Home")
    go_to(page, f"Part 5 of {PARTS}")
    press("n")
    assert page.get_by_text(NOTES).is_visible()
    press("n")
    assert not page.get_by_text(NOTES).is_visible()
    for key in ("b", "."):
        press(key)
        cover = page.get_by_role("button", name="Show the screen again")
        assert cover.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
        press("PageDown")
        assert cover.is_hidden() and place(page) == f"Part 5 of {PARTS}"
    large = "parseFloat(getComputedStyle(document.getElementById('page--content')).fontSize)"
    before = page.evaluate(large)
    for _ in range(4):
        press("+")
    assert page.evaluate(large) == pytest.approx(before * 2, rel=0.01) and place(page) == f"Part 5 of {PARTS}"
    press("-")
    press("t")
    assert page.get_by_role("timer").is_hidden()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Use letter keys").click()
    press("t")
    assert page.get_by_role("timer").is_hidden(), "letters are off: WCAG 2.2, 2.1.4"
    press("Escape")
    press("Escape")
    page.locator(".presenting").wait_for(state="detached")


def test_the_time_runs_from_the_first_part_can_be_paused_and_says_calmly_that_it_is_over(page: Page) -> None:
    page.clock.install()
    page.reload()
    present(page)
    timer = page.get_by_role("timer")
    page.clock.run_for(60_000)
    assert timer.inner_text() == "0 of 7 min"
    go_to(page, f"Part 1 of {PARTS}")
    page.clock.run_for(130_000)
    assert timer.inner_text() == "2 of 7 min"
    page.keyboard.press("p")
    page.clock.run_for(600_000)
    assert timer.inner_text() == "2 of 7 min"
    page.keyboard.press("p")
    page.clock.run_for(300_000)
    assert timer.inner_text() == "7 min over"
    page.keyboard.press("Escape")  # by mistake
    page.locator(".presenting").wait_for(state="detached")
    page.go_forward()
    page.locator(".presenting").wait_for()
    assert (place(page), timer.inner_text()) == (f"Part 1 of {PARTS}", "7 min over")
    page.keyboard.press("r")
    assert timer.inner_text() == "0 of 7 min"


def test_a_finger_that_goes_sideways_turns_and_one_that_goes_down_does_not(page: Page, context: BrowserContext) -> None:
    present(page)
    go_to(page, f"Part 2 of {PARTS}")
    touch = context.new_cdp_session(page)

    def swipe(*points: tuple[int, int]) -> None:
        for number, (x, y) in enumerate(points):
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if number else "touchStart", "touchPoints": [{"x": x, "y": y}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    start = page.locator(".presenting__place").inner_text()
    swipe((600, 300), (605, 200), (610, 100))
    assert page.locator(".presenting__place").inner_text() == start
    swipe((700, 300), (600, 302), (500, 304))
    further = page.locator(".presenting__place").inner_text()
    assert further != start
    swipe((300, 300), (400, 302), (500, 304))
    assert page.locator(".presenting__place").inner_text() == start


def test_on_paper_a_page_that_is_presented_is_the_page(page: Page) -> None:
    page.emulate_media(media="print")
    before = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    present(page)
    go_to(page, f"Part 2 of {PARTS}")
    page.emulate_media(media="print")
    assert page.locator("body").inner_text().strip() == before.strip()


def test_axe_finds_nothing_and_at_400_per_cent_nothing_scrolls_sideways(browser: Browser, example_served: str) -> None:
    for (scheme, width), key in zip(SETTINGS, ("n", "?"), strict=False):
        page = browser.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme, reduced_motion="reduce")
        page.goto(f"{example_served}{PONDS}#page--present-5")
        page.locator(".presenting").wait_for()
        page.keyboard.press(key)
        assert violations(page) == [], (scheme, width)
        page.close()
    page = browser.new_page(viewport={"width": NARROWEST, "height": 256})  # 1280 by 1024 at 400 %
    page.goto(f"{example_served}{PONDS}#page--present")
    page.locator(".presenting").wait_for()
    while place(page) != f"Part {PARTS} of {PARTS}":
        assert page.evaluate("(() => { const one = document.getElementById('page--content'); return one.scrollWidth - one.clientWidth; })()") == 0
        page.keyboard.press("ArrowRight")
    boxes = [button.bounding_box() for button in page.locator(".presenting__buttons > button").all()]
    assert all(box and box["height"] >= 44 and box["width"] >= 44 and box["x"] + box["width"] <= NARROWEST for box in boxes)
    page.close()


def test_it_is_offered_with_script_alone_on_every_briefing_that_is_in_use(browser: Browser, example_read: Site, example_site: BuiltSite, example_served: str) -> None:
    assert [kind.kind for kind in KINDS if kind.presented] == ["seven-minute", "practice-learning", "general"]
    for resource in example_read.catalogue.resources:
        offered = example_site.page(resource.address).find("button", class_="present__open")
        assert bool(offered) is (resource.presented and not resource.withdrawn), resource.file
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_served + PONDS)
    assert not page.locator(".present__open").is_visible()
    context.close()
