"""The home page for somebody in a hurry, with a phone and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 740)])
def test_the_first_screen_of_a_phone_holds_the_search_999_and_the_front_door(browser: Browser, example_served: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{example_served}/")
    for name in ("#search--words", "[href='tel:999']", "[href='tel:01632960001']"):
        box = page.locator(f"{name} >> visible=true").first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] >= 0 and box["y"] + box["height"] <= height, name
    page.close()


def test_a_role_opens_in_its_place_without_script_and_nothing_moves_sideways(browser: Browser, example_served: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 740}, java_script_enabled=False)
    page.goto(f"{example_served}/")
    role = page.locator("details.role").filter(has_text="Skating coach")
    assert role.get_by_role("link").count() == 0
    role.locator("summary").focus()
    page.keyboard.press("Enter")
    assert role.get_by_role("link").all_inner_texts() == [
        "Ice on open water", "A child is on thin ice", "Level of Need", "Ponds in seven minutes", "Contact", "Everything for you: Clubs and groups"]
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_what_the_search_finds_there_is_seen_whole(browser: Browser, example_served: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{example_served}/")
    page.locator("#search--words").press_sequentially("ice")
    page.locator("#search--panel [role=option]").nth(1).wait_for()
    unseen = page.locator("#search--panel").evaluate("""panel => {
        const { left, top, bottom } = panel.getBoundingClientRect();
        return Array.from({ length: Math.floor((bottom - top) / 20) }, (_, row) => top + 10 + row * 20).filter(y => !panel.contains(document.elementFromPoint(left + 40, y)));
    }""")
    assert unseen == []
    page.close()
