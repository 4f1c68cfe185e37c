"""Pages kept on a device: only where somebody asks, always with their day, never in the place of what is online, and gone when deleted."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from built_site import BuiltSite, serving
from projects import ROOT
from publishing.pages.keeping import LIST, LOUD, WORKER
from publishing.words.addresses import KEEP
from shapes import violations

PREFIX = "/children/safe"
LEFT = "async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length, localStorage.length, (await indexedDB.databases()).length]"
NOTHING = [[], 0, 0, 0]
CHANGED = "Ring the boathouse."
"""What no page says."""


@pytest.fixture(scope="module")
def folder(example_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(example_site.folder, tmp_path_factory.mktemp("kept") / "site")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """The site below a path, as a copy of its own."""
    with serving(folder, PREFIX) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def opened(context: BrowserContext, served: str) -> Page:
    """Open the page on which one asks for a copy, once it has said what it would be."""
    page = context.new_page()
    page.goto(served + KEEP)
    expect(page.locator(".keep__do")).to_be_visible()
    return page


def kept(page: Page) -> None:
    """Press the button, and wait until it is done."""
    page.locator(".keep__keep").click()
    expect(page.locator(".keep__state")).to_contain_text("Kept on")
    expect(page.locator(".keep__delete")).to_be_visible()


def test_nothing_is_kept_or_fetched_unasked_and_its_size_is_said_first(context: BrowserContext, served: str, folder: Path) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = opened(context, served)
    offer = json.loads((folder / LIST).read_text(encoding="utf-8"))
    assert page.locator(".keep__keep").inner_text() == f"Keep {offer['pages']} pages ({round(offer['bytes'] / 1000)} KB) on this device"
    for address in ("/contact/", "/urgent/thin-ice/"):
        page.goto(served + address)
    assert page.evaluate(LEFT) == NOTHING
    assert [url for url in asked if WORKER in url] == [] and [url for url in asked if "/keep" in url.removesuffix(KEEP)] == [
        f"{served}/assets/keep.css", f"{served}/assets/keep.js", f"{served}/{LIST}"]


def test_who_puts_the_site_among_their_programs_finds_its_name_colours_and_icon(example_site: BuiltSite) -> None:
    manifest = json.loads((example_site.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "Safeguarding in Northmoor" and manifest["theme_color"] == "#5b2a86"
    assert example_site.has("/" + manifest["start_url"].removeprefix("./")) and example_site.has("/" + manifest["icons"][0]["src"])
    assert [address for address, page in example_site.pages.items() if page.find("link", rel="manifest")] == [KEEP]


def test_what_was_asked_for_opens_without_network_with_its_day_and_can_be_deleted(context: BrowserContext, served: str) -> None:
    page = opened(context, served)
    kept(page)
    day = re.findall(r"[0-9]+ [A-Z][a-z]+ [0-9]{4} at [0-9]{2}:[0-9]{2}", page.locator(".keep__state").inner_text())[0]
    page.goto(f"{served}/contact")  # the server leads on to the address with a slash
    assert page.url == f"{served}/contact/"
    expect(page.locator(".kept")).to_have_count(0)
    context.set_offline(True)
    for address in ("/contact/", "/urgent/thin-ice/", "/urgent/thin-ice/index.html?from=a#do-now", "/record-sheet/", "/level-of-need/"):
        page.goto(served + address)
        notice = page.locator(".kept")
        expect(notice).to_contain_text(f"Copy kept on {day}.")
        expect(notice).to_contain_text("Numbers may have changed since; check when you are online.")
        assert notice.evaluate("(notice) => getComputedStyle(notice).borderBottomStyle") == "solid", "its style is there"
        assert page.locator("h1").evaluate("(title) => getComputedStyle(title).fontWeight") == "700", "and the page's"
    page.goto(f"{served}/contact?from=paper")
    assert page.url == f"{served}/contact/?from=paper", "as it is typed off paper"
    expect(page.locator(".kept")).to_be_visible()
    page.goto(f"{served}/newsletters/")
    expect(page.locator("h1")).to_have_text("This page is not on this device")
    assert page.locator("a[href^='tel:']").count() == 1 and page.title().startswith("This page is not on this device")
    assert violations(page) == [], "as axe sees it"
    page.get_by_role("link", name="A child is on thin ice").click()
    page.wait_for_url(f"{served}/urgent/thin-ice/")
    assert violations(page) == []
    page.locator(".kept a").click()
    page.wait_for_url(served + KEEP)
    expect(page.locator(".keep__state")).to_contain_text("There is no network now.")
    page.get_by_role("button", name="Delete from this device").click()
    expect(page.locator(".keep__state")).to_contain_text("Nothing is kept on this device.")
    assert page.evaluate(LEFT) == NOTHING
    context.set_offline(False)
    page.goto(f"{served}/contact/")
    assert page.evaluate(LEFT) == NOTHING


def test_online_the_page_is_as_it_is_there_and_a_copy_is_renewed_when_asked(context: BrowserContext, served: str, folder: Path) -> None:
    page = opened(context, served)
    kept(page)
    expect(page.locator(".keep__state")).to_contain_text("They are the same as here today.")
    file, listed = folder / "contact" / "index.html", folder / LIST
    whole, offer = file.read_text(encoding="utf-8"), listed.read_text(encoding="utf-8")
    file.write_text(whole.replace("</h1>", f"</h1><p>{CHANGED}</p>", 1), encoding="utf-8")
    listed.write_text(offer.replace('"contact/": "', '"contact/": "new'), encoding="utf-8")
    try:
        page.goto(f"{served}/contact/")
        expect(page.get_by_text(CHANGED)).to_be_visible()
        context.set_offline(True)
        page.reload()
        expect(page.get_by_text(CHANGED)).to_have_count(0)
        context.set_offline(False)
        page.goto(served + KEEP)
        expect(page.locator(".keep__state")).to_contain_text("Some have changed since.")
        page.get_by_role("button", name="Update").click()
        expect(page.locator(".keep__state")).to_contain_text("They are the same as here today.")
        context.set_offline(True)
        page.goto(f"{served}/contact/")
        expect(page.get_by_text(CHANGED)).to_be_visible()
        expect(page.locator(".kept")).to_be_visible()
    finally:
        file.write_text(whole, encoding="utf-8")
        listed.write_text(offer, encoding="utf-8")


def test_an_old_copy_says_so_loudly_and_not_what_is_open_now(context: BrowserContext, served: str) -> None:
    page = opened(context, served)
    kept(page)
    for days, loud in ((LOUD, False), (LOUD + 1, True)):
        page.evaluate("""async (days) => {
            const [name] = await caches.keys();
            const cache = await caches.open(name);
            const address = (await cache.keys()).map(({ url }) => url).find((url) => url.endsWith("keep/record.json"));
            const record = await (await cache.match(address)).json();
            await cache.put(address, new Response(JSON.stringify({ ...record, kept: Date.now() - days * 86400000 - 1000 })));
        }""", days)
        context.set_offline(True)
        page.goto(f"{served}/contact/")
        expect(page.locator(".kept")).to_contain_text(f", {days} days ago.")
        assert page.locator(".kept--old").count() == loud and bool(page.locator(".now").count()) != loud
        context.set_offline(False)


def test_a_copy_that_cannot_be_whole_is_not_kept(context: BrowserContext, served: str, folder: Path) -> None:
    page = opened(context, served)
    style = folder / "assets" / "site.css"
    style.rename(folder / "away.css")
    try:
        page.locator(".keep__keep").click()
        expect(page.locator(".keep__state")).to_contain_text("The pages could not be fetched, or there is no room for them. Nothing is kept on this device.")
    finally:
        (folder / "away.css").rename(style)
    assert page.evaluate(LEFT) == NOTHING


def test_a_preview_at_the_same_address_takes_the_copy_away(context: BrowserContext, served: str, folder: Path) -> None:
    page = opened(context, served)
    kept(page)
    worker = (folder / WORKER).read_text(encoding="utf-8")
    (folder / WORKER).write_text((ROOT / "overrides" / "workers" / "keep-nothing.js").read_text(encoding="utf-8"), encoding="utf-8")
    try:
        page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
        page.evaluate("""async () => {
            for (let tries = 0; tries < 100 && ((await caches.keys()).length || (await navigator.serviceWorker.getRegistrations()).length); tries++) await new Promise((done) => setTimeout(done, 50));
        }""")
        assert page.evaluate(LEFT) == NOTHING
    finally:
        (folder / WORKER).write_text(worker, encoding="utf-8")


@pytest.mark.parametrize("without", ["script", "a secure address"])
def test_where_it_cannot_be_a_sentence_says_so(browser: Browser, served: str, without: str) -> None:
    context = browser.new_context(java_script_enabled=without != "script")
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })")  # as on http:// elsewhere than on this computer
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served + KEEP)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".keep__cannot")).to_be_visible()
    expect(page.locator(".keep__do")).to_be_hidden()
    assert said == []
    context.close()


def test_a_network_that_does_not_answer_counts_as_none_after_a_while(context: BrowserContext, served: str) -> None:
    page = opened(context, served)
    kept(page)
    context.route("**/contact/", lambda route: None)
    page.goto(f"{served}/contact/")
    expect(page.locator(".kept")).to_be_visible()
