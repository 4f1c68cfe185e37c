"""A genogram on the device: drawn as the site draws its own, by keyboard alone, in words too, and kept and sent nowhere unless somebody asks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from families import families
from projects import ROOT
from publishing.data.genograms import Couple, Genogram, Person
from publishing.drawings.genogram import KEY, Drawing, draw, used
from publishing.templating.fragments import Fragments
from shapes import NARROWEST, violations, width_needed

ADDRESS = "/genogram/"
LEFT = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie, JSON.stringify(history.state)]"
NOTHING = [0, 0, 0, 0, "", "null"]

FAMILY = Genogram((Person("grandmother", "woman", died=True), Person("zebra", "woman", age="30"), Person("father", "man"), Person("child 1", "girl", age="9"), Person("child 2", "boy")),
                  (Couple((0,), children=(1,)), Couple((2, 1), "separated", (3, 4))), ((1, 3, 4),))
"""What the tests add. No page of the example speaks of a zebra."""

WORDS = """\
Generation 1: grandmother (woman, has died).
Generation 2: father (man) and zebra (woman, aged 30).
Generation 3: child 1 (girl, aged 9) and child 2 (boy).
The child of grandmother: zebra.
Father and zebra have separated. Their children, eldest first: child 1 and child 2.
Zebra, child 1 and child 2 live together."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 900}, reduced_motion="reduce", timezone_id="Europe/London", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, example_served: str) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time("2032-11-22T09:00:00Z")
    page.goto(example_served + ADDRESS)
    page.wait_for_load_state("networkidle")
    return page


def as_values(family: Genogram) -> dict[str, Any]:
    return {"people": [vars(person) for person in family.people], "couples": [vars(couple) for couple in family.couples], "households": family.households}


def as_drawn(drawing: Drawing) -> list[Any]:
    return [drawing.width, drawing.height, drawing.wide, [[path.kind, path.d] for path in drawing.paths],
            [[one.kind, one.x, one.y, one.letters] for one in drawing.letters], [[fact.kind, [*fact.people], [*fact.others]] for fact in drawing.facts]]


def in_words(family: Genogram) -> list[str]:
    html = Fragments(ROOT / "overrides").render("genogram", str, genogram=family, drawing=draw(family), key=(), number=1)
    return [unescape(words) for words in re.findall(r"<li>(.*?)</li>", html)]


def shown(page: Page) -> list[list[str]]:
    return page.locator(".family__figure svg > path").evaluate_all("paths => paths.map((path) => [path.getAttribute('class'), path.getAttribute('d')])")  # type: ignore[no-any-return]


def add_all(page: Page) -> None:
    """Add a family by its keys alone, from the field that has the focus on."""
    keyboard = page.keyboard
    kinds = ["woman", "man", "girl", "boy", "pregnancy", "person"]

    def choose(name: str, steps: int) -> None:
        assert page.evaluate("document.activeElement.id") == f"genogram--{name}"
        for _ in range(steps):
            keyboard.press("ArrowDown")
        keyboard.press("Tab")

    page.locator("#genogram--who").focus()
    for number, person in enumerate(FAMILY.people):
        assert page.evaluate("document.activeElement.id") == "genogram--who"
        keyboard.type(person.who)
        keyboard.press("Tab")
        choose("is", kinds.index(person.kind))
        keyboard.type(person.age)
        keyboard.press("Tab")
        choose("home", number in FAMILY.households[0])
        if person.died:
            keyboard.press(" ")
        keyboard.press("Tab")
        keyboard.press("Enter")
    people = [person.who for person in FAMILY.people]
    lines = [("zebra", "child", "grandmother", None), ("child 1", "child", "father", "zebra"), ("child 2", "child", "father", "zebra"), ("father", "separated", "zebra", None)]
    hows = ["child", "together", "separated", "divorced"]
    page.locator("#genogram--one").focus()
    for one, how, other, third in lines:
        for name, options, wanted in (("one", people, one), ("how", hows, how), ("other", people, other), ("third", [None, *people], third)):
            if name == "third" and how != "child":
                continue
            assert page.evaluate("document.activeElement.id") == f"genogram--{name}"
            keyboard.press("Home")
            for _ in range(options.index(wanted)):
                keyboard.press("ArrowDown")
            keyboard.press("Tab")
        keyboard.press("Enter")


def test_the_script_draws_and_says_what_the_site_does(page: Page, example_served: str) -> None:
    tried = families(200)
    drawn = page.evaluate("""async ([module, families]) => {
        const { draw, sentences, used } = await import(module), says = (pattern) => document.querySelector(`.says--${pattern}`).textContent;
        return families.map((family) => { const { width, height, wide, paths, letters, facts } = draw(family);
            return [[width, height, wide, paths, letters, facts], sentences(family, facts, says), used(family)]; });
    }""", [f"{example_served}/assets/instruments/genogram-drawing.js", [as_values(family) for family in tried]])
    for family, (drawing, words, signs) in zip(tried, drawn, strict=True):
        assert drawing == as_drawn(draw(family)), family
        assert words == in_words(family) and signs == used(family), family


def test_by_keyboard_alone_it_is_drawn_and_copied_and_nothing_is_kept_or_sent(page: Page, context: BrowserContext, example_served: str) -> None:
    sent: list[str] = []
    context.on("request", lambda request: None if request.url.endswith("/icon.svg") else sent.append(request.url))  # a browser asks for it when it likes
    assert violations(page) == [], "empty"
    add_all(page)
    assert shown(page) == [[path.kind, path.d] for path in draw(FAMILY).paths]
    assert page.locator(".family__words li").all_inner_texts() == WORDS.splitlines()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator(".instrument__said")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"Genogram of 22 November 2032\n\n{WORDS}"
    page.locator("#genogram--who").press("Enter")
    expect(page.locator(".family__said--people")).to_have_text("Write who it is first.")
    assert violations(page) == [], "drawn, with a mistake"
    page.get_by_role("button", name="Change: child 1").click()
    assert violations(page) == [] and width_needed(page, NARROWEST) == NARROWEST, "while somebody is changed"
    assert sent == [] and page.url == example_served + ADDRESS and page.evaluate(LEFT) == NOTHING
    page.reload()
    assert shown(page) == [] and page.locator("#genogram--who").input_value() == "" and "zebra" not in page.content()
    page.goto(f"{example_served}/about/")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert shown(page) == [] and page.evaluate(LEFT) == NOTHING


def test_what_is_kept_is_drawn_again_and_deleted_whole(page: Page) -> None:
    add_all(page)
    drawn = shown(page)
    page.get_by_role("button", name="Keep on this device").click()
    assert page.evaluate(LEFT) == [1, *NOTHING[1:]]
    page.reload()
    assert shown(page) == drawn
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete from this device").click()
    assert shown(page) == [] and page.evaluate(LEFT) == NOTHING
    page.reload()
    assert shown(page) == []


def test_a_picture_that_is_saved_holds_words_and_key_and_is_opened_again(page: Page, context: BrowserContext, tmp_path: Path) -> None:
    add_all(page)
    sent: list[str] = []
    context.on("request", lambda request: None if request.url.startswith("blob:") or request.url.endswith("/icon.svg") else sent.append(request.url))
    drawn = shown(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a picture").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    svg = saved.read_text(encoding="utf-8")
    assert saved.name == "genogram.svg" and WORDS in svg and "A man or boy: a square" in svg and "A pregnancy" not in svg
    page.reload()
    sent.clear()
    for text in ("<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture", svg.replace('"of":[3,2]', '"of":[4,4]').replace('"children":[2]', '"children":[1]')):
        (tmp_path / "other.svg").write_text(text, encoding="utf-8")
        page.locator(".family__chosen").set_input_files(tmp_path / "other.svg")
        expect(page.locator(".instrument__said")).to_have_text("No genogram that this page saved is in that file.")
        assert shown(page) == []
    (tmp_path / "other.svg").write_text(svg.replace('"who":"zebra"', '"who":"&lt;img src=x onerror=alert(1)>"'), encoding="utf-8")
    page.locator(".family__chosen").set_input_files(tmp_path / "other.svg")
    expect(page.locator(".family__words li").first).to_be_visible()
    assert "<img src=x" in page.locator(".family__words").inner_text() and page.locator(".family img").count() == 0
    page.locator(".family__chosen").set_input_files(saved)
    expect(page.locator(".family__words")).to_contain_text("zebra")
    assert shown(page) == drawn and sent == [] and page.evaluate(LEFT) == NOTHING


def test_people_and_lines_are_changed_moved_and_removed_and_mistakes_are_said(page: Page) -> None:
    said, lines = page.locator(".family__said--people"), page.locator(".family__said--lines")

    def person(who: str, kind: str = "woman") -> None:
        page.locator("#genogram--who").fill(who)
        page.locator("#genogram--is").select_option(kind)
        page.get_by_role("button", name="Add this person").click()

    def join(one: str, how: str, other: str, third: str = "nobody else") -> None:
        page.locator("#genogram--how").select_option(how)
        page.locator("#genogram--one").select_option(label=one)
        page.locator("#genogram--other").select_option(label=other)
        if how == "child":
            page.locator("#genogram--third").select_option(label=third)
        page.get_by_role("button", name="Add this line").click()

    for who, kind in (("mother", "woman"), ("father", "man"), ("child 2", "boy"), ("child 1", "girl"), ("unborn child", "pregnancy")):
        person(who, kind)
    person("Mother")
    expect(said).to_contain_text("called Mother already")
    join("mother", "together", "mother")
    expect(lines).to_have_text("Choose two different people.")
    join("mother", "separated", "unborn child")
    expect(lines).to_contain_text("can only be somebody's child")
    for child in ("child 2", "child 1", "unborn child"):
        join(child, "child", "father", "mother")
    join("child 1", "child", "mother")
    expect(lines).to_contain_text("child 1 has parents on it already")
    join("mother", "child", "child 1")
    expect(lines).to_contain_text("would be their own parent")
    page.get_by_role("button", name="Move up: child 1").click()
    expect(page.locator(".family__words")).to_contain_text("eldest first: child 1, child 2 and unborn child")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move up: child 1"
    page.get_by_role("button", name="Change: unborn child").click()
    page.locator("#genogram--who").fill("child 3")
    page.locator("#genogram--is").select_option("person")
    page.get_by_role("button", name="Save the change").click()
    page.get_by_role("button", name="Remove: child 2", exact=True).click()
    page.get_by_role("button", name="Remove: father", exact=True).click()
    assert page.locator(".family__words li").all_inner_texts() == ["Generation 1: mother (woman).", "Generation 2: child 1 (girl) and child 3.", "The children of mother, eldest first: child 1 and child 3."]
    page.get_by_role("button", name="Remove: child 1: a child of mother").click()
    assert "child 1 (girl)" in page.locator(".family__words").inner_text()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear it").click()
    assert shown(page) == [] and page.locator(".family__lists").is_hidden()


def test_it_prints_on_one_side_drawn_or_as_an_empty_sheet_without_script(page: Page, browser: Browser, example_served: str) -> None:
    add_all(page)
    side, = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(side.extract_text().split())
    assert "Zebra, child 1 and child 2 live together." in text and "Genogram of 22 November 2032" in text and "Add this" not in text and "By hand" not in text
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(example_served + ADDRESS)
    assert plain.locator(".key li:visible").count() == len(KEY) and plain.locator(".instrument button:visible").count() == 0
    assert plain.get_by_text("It is an empty sheet with the key.").is_visible()
    assert plain.get_by_text("Without JavaScript nothing is drawn here: print this page and draw by hand.").is_visible()
    side, = PdfReader(io.BytesIO(plain.pdf(prefer_css_page_size=True))).pages
    plain.emulate_media(media="print")
    assert plain.locator(".family__sheet").bounding_box()["height"] > 400  # type: ignore[index]
    context.close()


def test_the_site_draws_its_own_at_every_width(example_served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": NARROWEST, "height": 800})
    page.goto(f"{example_served}/strategies/winter/")
    sizes = page.locator(".genogram svg.drawing").evaluate("""svg => { const box = svg.getBoundingClientRect();
        return [14 * box.width / svg.viewBox.baseVal.width, box.right, getComputedStyle(svg.querySelector('path')).stroke, getComputedStyle(svg.querySelector('.person')).fill]; }""")
    assert sizes[0] >= 11 and sizes[1] <= NARROWEST and sizes[2:] == ["rgb(27, 31, 36)", "rgb(255, 255, 255)"]
    page.close()
