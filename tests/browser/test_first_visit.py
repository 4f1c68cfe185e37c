"""A first visit: what a phone fetches for one page of each shape, and that nothing on it jumps."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from built_site import BuiltSite
from publishing.pages.assets import FOLDER, INSTRUMENTS, MOST_AROUND, MOST_BYTES, MOST_OF_INSTRUMENTS, MOST_WITH
from publishing.site import Site
from publishing.words.addresses import SEARCH
from shapes import HEIGHT, shapes

JUMPS = """window.jumps = [];
new PerformanceObserver(list => window.jumps.push(...list.getEntries().map(one => one.value))).observe({type: "layout-shift", buffered: true});"""


def test_a_first_visit_is_light_and_nothing_jumps(example_served: str, example_site: BuiltSite, example_read: Site, browser: Browser) -> None:
    too_heavy, jumped = [], []
    for address in shapes(example_read):
        context = browser.new_context(viewport={"width": 360, "height": HEIGHT})
        page = context.new_page()
        page.clock.set_fixed_time(datetime(2032, 11, 22, 9, tzinfo=UTC))
        page.add_init_script(JUMPS)
        fetched: list[str] = []
        page.on("response", lambda response, fetched=fetched: fetched.append(urlsplit(response.url).path) if response.ok else None)
        page.goto(example_served + address, wait_until="load")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if page.evaluate("window.jumps"):
            jumped.append(address)
        context.close()
        sizes = {path: _compressed(example_site.folder, path) for path in set(fetched)}
        instrument = sum(size for path, size in sizes.items() if path.startswith(f"/{INSTRUMENTS}"))
        around = sum(size for path, size in sizes.items() if path.startswith(f"/{FOLDER}/")) - instrument
        if sum(sizes.values()) - instrument > MOST_BYTES or around > MOST_AROUND or instrument > max(MOST_WITH.get(path[1:], MOST_OF_INSTRUMENTS) for path in sizes):
            too_heavy.append((address, sizes))
    assert too_heavy == []
    assert jumped == []


def test_the_page_stays_in_its_place_when_results_come(example_served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": HEIGHT})
    page.add_init_script(JUMPS)
    page.goto(f"{example_served}{SEARCH}?q=ice")
    page.wait_for_selector("#search--results[data-state=shown]")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert sum(page.evaluate("window.jumps")) < .01, "a card at the lower edge may still move a little"
    expect(page.locator(".a-to-z").first).to_be_hidden()
    page.close()


def _compressed(folder: Path, path: str) -> int:
    return len(gzip.compress((folder / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")).read_bytes(), 9))
