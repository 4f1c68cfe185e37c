"""Which level: signs are picked, by keyboard too; what they point to follows one rule; nothing is kept or sent; and it can be copied and printed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import permutations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from shapes import SETTINGS, open_page, violations, width_needed

ADDRESS = "/which-level/"
LOST, SAYS_SO = "A child is lost: ring the police", "The child says so"
"""Signs on which to phone: of level two, and of level three."""
HURT = "Is hurt"
"""A sign of level three, on any of which people phone."""
TIRED, NOBODY, CARES, PLAYS = "Is often tired", "Has nobody to ask", "Cares", "Plays"
UNSURE, NOTHING = "I am not sure", "Nothing here fits what I see"
STATES = {"nothing": [], "points": [TIRED, CARES], "phone": [TIRED, HURT], "ask": [UNSURE]}
SHOWN = {"nothing": "Nothing is picked yet.", "points": "Points to Level two", "phone": "Phone now", "ask": "Ask before you decide"}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, example_served: str) -> Page:
    page = context.new_page()
    page.goto(example_served + ADDRESS)
    page.wait_for_load_state("networkidle")
    return page


def pick(page: Page, names: Iterable[str]) -> None:
    for name in names:
        page.get_by_label(name, exact=True).check()


def clear(page: Page) -> None:
    picked = page.locator(".instrument input[type=checkbox]:checked")
    while picked.count():
        picked.first.click()


def said(page: Page) -> str:
    """Return what the bar says."""
    return " ".join(page.locator(".which__so p:visible").all_inner_texts()).strip()


def result(page: Page) -> str:
    """Return what stands from the heading of the result on, as it is seen."""
    return page.locator("#instrument--levels").inner_text().split("4. What it points to", 1)[1].partition("In your own words")[0]


def copied(page: Page) -> str:
    page.get_by_role("button", name="Copy as text").click()
    page.locator(".instrument__said:not(:empty)").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_it_points_to_the_highest_level_with_a_sign_and_says_why(page: Page) -> None:
    assert said(page) == SHOWN["nothing"] and "Several signs" in result(page)
    pick(page, [CARES])
    assert said(page) == "Points to Level one" and "Several signs" not in result(page) and "lower levels" not in result(page)
    pick(page, [TIRED])
    shown = result(page)
    assert said(page) == "Points to Level two" and "The child: Is often tired" in shown and "Level one. The family: Cares" in shown
    assert "Several signs can mean more than one." in shown and "You decide" in shown and "Offer help." in shown and "Ask the family first." in shown
    assert "Carry on." not in shown and "Ring First Call at once." not in shown
    assert "Level two" in page.locator(".scale__here").inner_text()
    page.locator(".which__compare a", has_text="Level three").click()
    assert "Ring First Call at once." in result(page), "another level can be compared with it"
    clear(page)
    assert said(page) == SHOWN["nothing"]


@pytest.mark.parametrize("sign", [LOST, SAYS_SO, HURT])
def test_one_sign_on_which_to_phone_ends_the_counting_whenever_it_is_picked(page: Page, sign: str) -> None:
    for order in permutations((sign, TIRED, UNSURE)):
        for name in order:
            pick(page, [name])
            assert said(page).startswith("Phone now") is (sign in order[:order.index(name) + 1]), order
        shown = result(page)
        assert sign in shown and "999" in shown and "01632 960001" in shown and "Ring First Call at once." in shown, order
        assert "points to Level" not in shown and TIRED not in shown and "Offer help." not in shown and "You decide" not in shown, order
        page.get_by_label(sign, exact=True).uncheck()
        assert said(page) == "Ask before you decide Points to Level two", order
        clear(page)


def test_not_sure_and_nothing_fits_lead_to_whom_to_ask_first(page: Page) -> None:
    for name in (UNSURE, NOTHING):
        pick(page, [name])
        assert said(page) == SHOWN["ask"] and result(page).split()[:2] == ["Not", "sure,"] and "01632 960001" in result(page)
        pick(page, [TIRED])
        assert said(page) == f"{SHOWN['ask']} {SHOWN['points']}", "the bar says so as well"
        assert result(page).index("Northmoor First Call") < result(page).index("points to Level two")
        clear(page)


def test_an_age_leaves_out_only_what_cannot_be_about_it_and_a_side_the_others(page: Page) -> None:
    def seen() -> set[str]:
        return {name for name in (LOST, SAYS_SO, HURT, TIRED, NOBODY, CARES, PLAYS) if page.get_by_label(name, exact=True).is_visible()}

    everything = seen()
    assert len(everything) == 7
    page.get_by_label("Before birth", exact=True).check()
    assert everything - seen() == {TIRED, PLAYS} and "Think of the time after the birth." in page.locator("#instrument--levels").inner_text()
    page.get_by_label("Any age", exact=True).check()
    pick(page, [TIRED])
    page.get_by_label("Before birth", exact=True).check()
    assert everything - seen() == {PLAYS}, "what is picked is never left out"
    page.get_by_label("The family", exact=True).check()
    assert seen() >= {NOBODY, CARES, TIRED, LOST, SAYS_SO}
    page.get_by_label(TIRED, exact=True).uncheck()
    assert seen() == {NOBODY, CARES, LOST, SAYS_SO, HURT}, "what asks to phone is never left out, whatever the side"


def test_what_is_copied_is_the_text_to_the_letter(page: Page) -> None:
    pick(page, [TIRED, NOBODY, CARES, UNSURE])
    page.get_by_label("Walks and talks", exact=True).check()
    page.get_by_label("In your own words, for the text that you copy").fill("Sits alone.\nMisses games.")
    assert copied(page) == """Level of Need: reasons

Points to: Level two
What this level means: The family could do with a hand.
Age: Walks and talks

Because of:
- The child: Is often tired
- The family: Has nobody to ask

Also, at lower levels:
- Level one. The family: Cares

I was not sure of the level.

Seen and heard, and what it means for the child:
Sits alone.
Misses games.

The family's agreement: Ask the family first.
Does the family know, and do they agree? If not, why:
The signs help to think. A person decides."""
    pick(page, [HURT, LOST])
    assert copied(page).startswith("""Level of Need: reasons

Age: Walks and talks

Signs on which to phone now:
- A child is lost: ring the police
- Level three. The child: Is hurt

Also picked, and not weighed against it:
- The child: Is often tired
- The family: Cares
- The family: Has nobody to ask

I was not sure"""), "a sign on which to phone is not called by a lower level, and nothing that was seen is lost"
    assert "Points to" not in copied(page) and "Was the family told? If not, why:" in copied(page)


def test_nothing_is_sent_or_kept_or_in_the_address_until_it_is_asked_for(page: Page, context: BrowserContext) -> None:
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url))
    address = page.url

    def kept() -> list[object]:
        return list(page.evaluate("async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, history.state]"))

    pick(page, [TIRED, HURT, NOTHING])
    page.get_by_label("The family", exact=True).check()
    page.get_by_label("In your own words, for the text that you copy").press_sequentially("Zebra")
    page.locator(".which__so a[href='#which--result']:visible").click()
    page.locator(".which__compare a").first.click()
    copied(page)
    page.wait_for_timeout(200)
    sent = [url for url in sent if not url.endswith("/assets/icon.svg")]  # which the browser fetches for itself, when it likes
    assert sent == [] and page.url == address and kept() == [0, 0, 0, 0, None] and context.cookies() == []
    page.reload()
    assert said(page) == SHOWN["nothing"] and page.locator(".instrument input[type=checkbox]:checked").count() == 0
    assert page.url == address and kept() == [0, 0, 0, 0, None]
    page.once("dialog", lambda dialog: dialog.accept())
    pick(page, [TIRED])
    page.get_by_role("button", name="Keep on this device").click()
    page.reload()
    assert said(page) == SHOWN["points"] and kept()[0] == 1
    page.get_by_role("button", name="Delete from this device").click()
    assert said(page) == SHOWN["nothing"] and kept()[0] == 0


def press_to(page: Page, name: str, role: str = "checkbox") -> None:
    """Press Tab until something has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in range(90):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {name}")


def test_every_path_by_keyboard_alone(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true; }")
    press_to(page, SAYS_SO)
    page.keyboard.press("Space")
    assert said(page).startswith("Phone now")
    page.keyboard.press("Space")
    press_to(page, "Any age", "radio")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Before birth", exact=True).is_checked()
    press_to(page, "The family")
    page.keyboard.press("Space")
    press_to(page, NOBODY)
    page.keyboard.press("Space")
    assert said(page) == SHOWN["points"]
    for name in (UNSURE, NOTHING):
        press_to(page, name)
        page.keyboard.press("Space")
    press_to(page, "In your own words, for the text that you copy", "textbox")
    page.keyboard.type("Seen.")
    press_to(page, "Level two", "link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "which--result"
    press_to(page, "Copy as text", "button")
    page.keyboard.press("Enter")
    page.locator(".instrument__said:not(:empty)").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Age: Before birth" in text and "Has nobody to ask" in text and "Seen." in text
    press_to(page, "Print", "button")
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") is True


def test_without_script_it_is_complete_and_every_level_side_and_sign_can_be_linked(browser: Browser, example_served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_served + ADDRESS)
    shown = page.locator("#instrument--levels").inner_text()
    for words in (LOST, SAYS_SO, HURT, TIRED, NOBODY, CARES, PLAYS, "How this counts", "Several signs can mean more than one.", "Think of the time after the birth.", "All is well.", "Carry on.",
                  "Offer help.", "Ask the family first.", "Ring First Call at once.", "01632 960001", "999", "kept nowhere and sent nowhere"):
        assert words in shown, words
    for identifier in ("level-one", "level-two", "level-three", "domain--child", "domain--family", "level-three--is-hurt", "level-two--a-child-is-lost-ring-the-police"):
        page.goto(f"{example_served}{ADDRESS}#{identifier}")
        assert page.locator(f"#{identifier}").is_visible(), identifier
    pick(page, [TIRED])
    assert not page.get_by_role("button", name="Copy as text").is_visible() and not page.locator(".which__here:visible").count()
    pick(page, [HURT])
    assert page.locator(".which__here:visible").inner_text().startswith("Phone now")
    context.close()


def sides(page: Page) -> list[str]:
    return [side.extract_text() for side in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_the_result_prints_on_one_side_and_the_empty_page_has_all_signs_to_tick_by_hand(page: Page) -> None:
    empty = " ".join(" ".join(sides(page)).split())
    assert all(words in empty for words in (LOST, HURT, PLAYS, "Carry on.", "Ring First Call at once."))
    assert "01632 960001" in empty.partition("3. Pick what you see")[0], "whom to ring stands beside the signs on which to phone"
    for name in ("points", "phone"):
        pick(page, STATES[name])
        side, = sides(page)
        assert TIRED not in side if name == "phone" else TIRED in side
        assert "Copy as text" not in side and PLAYS not in side and "01632 960001" in side


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_any_state(browser: Browser, example_served: str, state: str) -> None:
    setting = SETTINGS[[*STATES].index(state)]
    page = open_page(browser, *setting)
    page.goto(example_served + ADDRESS)
    pick(page, STATES[state])
    assert said(page).startswith(SHOWN[state]) and violations(page) == []
    assert width_needed(page, 320) <= 320
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 % zoom
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".instrument__bar").evaluate("bar => getComputedStyle(bar).position") != "sticky"
    page.close()
