"""Instruments on the device: used by keyboard alone, readable without script, and kept nowhere and sent nowhere until somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from publishing.site import Site
from shapes import NARROWEST, SETTINGS, open_page, violations, width_needed

SAID = "Zebra said the ice cracked."
"""What no page says."""

LEFT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie, JSON.stringify(history.state)]"""
NOTHING = [0, 0, 0, 0, "", "null"]

DAY = "05052033"
"""A day as it is typed wherever the month or the day comes first."""


@dataclass(frozen=True)
class Use:
    """One way to use an instrument by its keys: the fields by their ids, what is pressed in each, and the text that comes of it."""

    address: str
    name: str
    keys: dict[str, str]
    text: str
    keeps: bool = True


USES = (
    Use("/record-sheet/", "record-sheet", {"child": "A. B.", "words": SAID, "told": f"{SAID} Then"},
        f"Which child\nA. B.\n\nWhat the child said, in the child's own words\n{SAID}\n\nWhom you told, and when\n{SAID} Then", keeps=False),
    Use("/ask-first-call/", "ask-first-call", {"seen": SAID, "level": "[ArrowDown][ArrowDown]", "since": DAY, "agreed--1": "[ ]", "next": " A call. "},
        f"WHAT YOU SAW\n\nWhat did you see?\n{SAID}\n\nWhich level is it?\nLevel two\n\nSince which day?\n5 May 2033\n\nTHE FAMILY\n\nDo they agree?\nThey agree\n\nWhat is to happen?\nA call."),
    Use("/team-record/", "team-record", {"briefing": "[ArrowDown]", "day": DAY, "change--1-what": SAID, "change--1-who": "the warden", "change--1-when": DAY, "change--2-what": "Look"},
        f"Which briefing\nLanterns: learning from one evening\n\nWhich day\n5 May 2033\n\nWhat will change?\n1. {SAID}, the warden, 5 May 2033\n2. Look"),
    Use("/disagree/", "escalation", {"at-neighbour": "[ ]", "fact-decision": SAID, "fact-day": DAY}, f"I do not agree with this: {SAID}. May we look at it again by 5 May 2033?"),
)
OF_EACH = pytest.mark.parametrize("use", USES, ids=lambda use: use.name)
KEPT = next(use for use in USES if use.name == "ask-first-call")
SHEET = next(use for use in USES if use.name == "team-record")


@pytest.fixture
def context(browser: Browser, example_served: str) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce", timezone_id="Europe/London")
    yield context
    context.close()


def opened(context: BrowserContext, served: str, use: Use) -> Page:
    page = context.new_page()
    page.goto(served + use.address)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips to the page's text
    page.wait_for_url(f"{served}{use.address}#page--content")
    page.evaluate("history.replaceState(null, '', location.pathname)")
    return page


def requests_of(context: BrowserContext) -> list[str]:
    """Return the list of what is asked for from now on; a browser asks for the icon of a page when it likes."""
    sent: list[str] = []
    context.on("request", lambda request: None if request.url.endswith("/icon.svg") else sent.append(request.url))
    return sent


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until what the selector names has the focus, and see that nothing covers it."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("""() => { const box = document.activeElement.getBoundingClientRect();
                return document.activeElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))); }"""), selector
            return
    raise AssertionError(f"the tab key does not reach {selector}")


def type_all(page: Page, use: Use) -> None:
    for name, keys in use.keys.items():
        tab_to(page, f"[id='{use.name}--{name}']")
        for part in keys.replace("[", "\0[").replace("]", "]\0").split("\0"):
            if part.startswith("["):
                page.keyboard.press(part[1:-1])
            else:
                page.keyboard.type(part)


def pressed(page: Page, name: str) -> None:
    tab_to(page, f".instrument__{name}")
    page.keyboard.press("Enter")


def in_fields(page: Page) -> list[str]:
    return [str(value) for value in page.locator(".ask :is(textarea, input, select)").evaluate_all("fields => fields.filter((field) => field.matches(':checked') || (field.type !== 'radio' && field.value)).map((field) => field.value)")]


@OF_EACH
def test_by_keyboard_alone_the_exact_text_is_copied_and_nothing_is_kept_or_sent(context: BrowserContext, example_served: str, use: Use) -> None:
    page = opened(context, example_served, use)
    sent = requests_of(context)
    type_all(page, use)
    pressed(page, "copy")
    expect(page.locator(".instrument__said").first).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.partition("\n\nNOT KNOWN YET")[0] == use.text
    assert page.locator(".instrument__text textarea").input_value() == copied
    assert violations(page) == [], "filled in"
    assert width_needed(page, NARROWEST) == NARROWEST
    assert sent == [] and page.url == example_served + use.address and page.evaluate(LEFT) == NOTHING
    assert SAID not in page.evaluate("document.title") and context.cookies() == []
    for back in (page.reload, lambda: (page.goto(f"{example_served}/about/"), page.go_back())):
        back()
        page.wait_for_load_state("networkidle")
        assert in_fields(page) == [] and page.url == example_served + use.address and page.evaluate(LEFT) == NOTHING
        assert SAID not in page.locator(".instrument").inner_text()
    assert page.locator(".instrument__keep").count() == use.keeps


def test_what_was_not_answered_is_said_at_the_end(context: BrowserContext, example_served: str) -> None:
    page = opened(context, example_served, KEPT)
    assert page.locator(".form__count").inner_text() == "0 of 5 answered"
    page.get_by_label("What did you see?").fill(SAID)
    assert page.locator(".form__count").inner_text() == "1 of 5 answered"
    page.locator(".instrument__text summary").click()
    assert page.locator(".instrument__text textarea").input_value() == (
        f"WHAT YOU SAW\n\nWhat did you see?\n{SAID}\n\nNOT KNOWN YET\n\nWhich level is it?\nSince which day?\nDo they agree?\nWhat is to happen?")
    assert violations(page) == [], "with its text open"


def test_what_somebody_asks_to_keep_is_shown_again_and_deleted_whole(context: BrowserContext, example_served: str) -> None:
    page = opened(context, example_served, KEPT)
    sent = requests_of(context)
    pressed(page, "keep")
    expect(page.locator(".instrument__said")).to_have_text("There is nothing to copy or keep yet.")
    assert page.evaluate(LEFT) == NOTHING
    page.locator(".page").focus()
    type_all(page, KEPT)
    filled = in_fields(page)
    assert "Whoever else uses the device can read it." in page.locator(".instrument__keeping").inner_text()
    pressed(page, "keep")
    expect(page.locator(".instrument__state")).to_contain_text("Kept on this device on")
    assert sent == [] and page.evaluate(LEFT) == [1, *NOTHING[1:]]
    page.close()
    page = opened(context, example_served, KEPT)
    assert in_fields(page) == filled and page.locator(".instrument__text textarea").input_value() == KEPT.text
    assert violations(page) == [], "kept"
    page.get_by_label("What did you see?").fill("Other.")
    expect(page.locator(".instrument__state")).to_contain_text("the change is not kept")
    page.reload()
    assert in_fields(page) == filled
    page.once("dialog", lambda dialog: dialog.dismiss())
    pressed(page, "delete")
    assert in_fields(page) == filled, "asked first, and thought better of it"
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".instrument__delete").click()
    expect(page.locator(".instrument__said")).to_contain_text("Deleted.")
    assert in_fields(page) == [] and page.evaluate(LEFT) == NOTHING and page.evaluate("document.activeElement.className") == "instrument__keep"
    page.reload()
    assert in_fields(page) == [] and page.evaluate(LEFT) == NOTHING


@pytest.mark.parametrize("kept", ["not JSON", '{"version": 0, "values": {"ask-first-call--seen": "Old."}}', "[1]", "7"])
def test_what_cannot_be_shown_any_more_can_be_deleted(context: BrowserContext, example_served: str, kept: str) -> None:
    page = opened(context, example_served, KEPT)
    page.evaluate("(kept) => localStorage.setItem('instrument ask-first-call /', kept)", kept)
    page.reload()
    assert in_fields(page) == []
    expect(page.locator(".instrument__state")).to_contain_text("can no longer show")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".instrument__delete").click()
    assert page.evaluate(LEFT) == NOTHING


def test_where_the_browser_copies_and_keeps_nothing_it_is_said(browser: Browser, example_served: str) -> None:
    context = browser.new_context()
    context.add_init_script("""Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
                               Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });""")
    page = opened(context, example_served, KEPT)
    page.get_by_label("What did you see?").fill(SAID)
    pressed(page, "copy")
    expect(page.locator(".instrument__said")).to_contain_text("copy it by hand")
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)").startswith("WHAT YOU SAW")
    page.locator(".instrument__keep").click()
    expect(page.locator(".instrument__said")).to_contain_text("does not let this page keep anything")
    context.close()


def test_a_button_clears_it_and_a_box_grows_with_its_words(context: BrowserContext, example_served: str) -> None:
    page = opened(context, example_served, USES[0])
    box = page.get_by_label("When: day and time", exact=True)
    before = box.bounding_box()["height"]
    box.fill("One line.\n" * 12)
    assert box.bounding_box()["height"] > before * 2
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear it").click()
    assert "One line." in box.input_value(), "asked first, and thought better of it"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear it").click()
    assert in_fields(page) == [] and abs(box.bounding_box()["height"] - before) < 2
    assert page.evaluate("document.activeElement.id") == "record-sheet--child"


def test_records_add_up_to_a_sheet(context: BrowserContext, example_served: str) -> None:
    page = opened(context, example_served, SHEET)
    seen, sheet, row = page.get_by_label("What did we see?"), page.locator(".sheet"), page.locator(".sheet__row:visible")
    expect(sheet).to_be_hidden()
    type_all(page, SHEET)
    pressed(page, "keep")
    expect(row).to_have_count(1)
    page.get_by_role("button", name="Start another record").click()
    assert in_fields(page) == [] and page.evaluate("document.activeElement.id") == "team-record--briefing"
    seen.fill("=Thin\tice,\neverywhere.")
    page.locator(".instrument__keep").click()
    expect(row).to_have_count(2)
    assert violations(page) == [] and width_needed(page, NARROWEST) == NARROWEST
    page.set_viewport_size({"width": 1000, "height": 800})
    page.get_by_role("button", name="Copy it for a spreadsheet").click()
    expect(page.locator(".sheet__said")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"Briefing\tDay\tWhat we saw\tActions\nLanterns: learning from one evening\t5 May 2033\t\t1. {SAID}, the warden, 5 May 2033 2. Look\n\t\t'=Thin ice, everywhere.\t")
    page.get_by_role("button", name="Copy the sheet as text").click()
    page.wait_for_timeout(50)
    assert page.evaluate("navigator.clipboard.readText()") == f"{SHEET.text}\n\n* * *\n\nWhat did we see?\n=Thin\tice,\neverywhere."
    page.reload()
    expect(row).to_have_count(2)
    assert in_fields(page) == []
    row.nth(1).get_by_role("button", name="Open").click()
    assert seen.input_value() == "=Thin\tice,\neverywhere."
    seen.fill("Ice.")
    page.locator(".instrument__keep").click()
    expect(row).to_have_count(2)
    expect(row.nth(1)).to_contain_text("Ice.")
    for left in (1, 0):
        page.once("dialog", lambda dialog: dialog.accept())
        row.first.get_by_role("button", name="Delete").click()
        expect(row).to_have_count(left)
        assert seen.input_value() == ("Ice." if left else ""), "only what was deleted goes"
    expect(sheet).to_be_hidden()
    assert page.evaluate(LEFT) == NOTHING
    page.evaluate("localStorage.setItem('instrument team-record /', JSON.stringify({ version: 1, kept: 1, values: { records: 5 } }))")
    page.reload()
    expect(page.locator(".instrument__state")).to_contain_text("can no longer show")
    expect(page.locator(".instrument__delete")).to_be_visible()


def test_two_windows_lose_nothing_of_each_other_unasked(context: BrowserContext, example_served: str) -> None:
    one, other = (opened(context, example_served, SHEET) for _ in range(2))
    for page, words in ((one, "First."), (other, "Second.")):
        page.get_by_label("What did we see?").fill(words)
        page.locator(".instrument__keep").click()
    rows = one.locator(".sheet__row:visible")
    expect(rows).to_have_text([re.compile(r"First\."), re.compile(r"Second\.")])
    one.get_by_label("What did we see?").fill("First, and more.")
    other.on("dialog", lambda dialog: dialog.accept())
    other.locator(".sheet__delete:visible").first.click()
    expect(rows).to_have_count(1)
    one.locator(".instrument__keep").click()
    expect(rows).to_have_text([re.compile(r"Second\."), re.compile(r"First, and more\.")])
    other.locator(".instrument__delete").click()
    expect(rows).to_have_count(0)
    one.locator(".instrument__keep").click()
    expect(rows).to_have_text([re.compile(r"First, and more\.")])

    one, other = (opened(context, example_served, KEPT) for _ in range(2))
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    other.on("dialog", refuse)
    for page, words in ((one, "First."), (other, "Second."), (one, "Third.")):
        page.get_by_label("What did you see?").fill(words)
        page.locator(".instrument__keep").click()
    assert len(asked) == 1 and asked[0].startswith("Something else is kept here")
    other.reload()
    assert other.get_by_label("What did you see?").input_value() == "Third."


def test_a_briefing_leads_to_its_record(context: BrowserContext, example_served: str) -> None:
    page = context.new_page()
    page.goto(f"{example_served}/briefings/seven-minute/ponds/")
    page.get_by_role("link", name="Write your team's record").click()
    page.wait_for_url(f"{example_served}/team-record/#team-record--of-ponds")
    assert page.get_by_label("Which briefing").input_value() == "Ponds in seven minutes"


@OF_EACH
def test_without_script_it_can_be_read_and_filled_in_and_has_no_button_that_does_nothing(browser: Browser, example_served: str, use: Use) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_served + use.address)
    assert page.locator(".instrument button:visible").count() == 0
    expect(page.get_by_text("Without JavaScript you can read all of it")).to_be_visible()
    for field in page.locator(".instrument :is(textarea, input, select):visible").all():
        assert field.evaluate("(field) => field.labels.length") == 1
        if field.evaluate("(field) => field.type") == "textarea":
            field.fill(SAID)
            assert field.input_value() == SAID
    for hidden in page.locator(".steps__step").all():
        expect(hidden).to_be_visible()
    context.close()


@pytest.mark.parametrize("setting", [*SETTINGS[:2], ("forced", 320)], ids=str)
def test_axe_finds_nothing_where_its_examples_are_open(browser: Browser, example_served: str, setting: tuple[str, int]) -> None:
    page = open_page(browser, "light" if setting[0] == "forced" else setting[0], setting[1])
    if setting[0] == "forced":
        page.emulate_media(forced_colors="active")
    page.goto(example_served + KEPT.address)
    page.locator(".ask__examples summary").click()
    expect(page.get_by_text("On (day) at (time) the (what) was (how).")).to_be_visible()
    assert violations(page) == []
    page.close()


def test_no_instrument_is_a_form_and_no_field_is_restored_by_the_browser(example_read: Site, browser: Browser, example_served: str) -> None:
    page = browser.new_page()
    for use in USES:
        page.goto(example_served + use.address)
        assert page.locator("form:has(.instrument), .instrument form").count() == 0
        fields = page.locator(".instrument :is(textarea, input, select)")
        assert fields.evaluate_all("fields => fields.filter((field) => (field.autocomplete !== 'off' && field.type !== 'radio') || !field.id || (field.name && field.type !== 'radio')).map((field) => field.outerHTML)") == []
    page.close()
    assert {use.name for use in USES} == {*example_read.catalogue.data.forms, "escalation"}
