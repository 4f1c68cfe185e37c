"""A page that is open while somebody writes shows what is saved: by itself, and loaded once for each time."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect

from projects import PATIENCE, change, previewed


def test_an_open_page_shows_what_is_saved_and_is_loaded_once_for_it(browser: Browser, example: Path) -> None:
    with previewed(example) as address:
        page = browser.new_page()
        _open(page, f"{address}/about/")
        loads = list[str]()
        page.on("load", lambda loaded: loads.append(loaded.url))
        change(example, "docs/about.md", "Nothing here is true.", "Nothing here is true, yet.")
        expect(page.get_by_text("Nothing here is true, yet.")).to_be_visible()
        new = example / "docs/.about.md.new"
        new.write_text((example / "docs/about.md").read_text(encoding="utf-8").replace("title: About us", "title: About all of us"), encoding="utf-8")
        new.replace(example / "docs/about.md")  # as many editors save
        expect(page.get_by_role("heading", level=1, name="About all of us")).to_be_visible()
        page.wait_for_load_state()
        page.reload()  # whatever else the page would have loaded is counted by now
        assert loads == [f"{address}/about/"] * 3
        page.close()


def _open(page: Page, address: str) -> None:
    """Open a page as soon as it is there."""
    for _ in range(10 * PATIENCE):
        try:
            page.goto(address)
            return
        except Error:
            page.wait_for_timeout(100)
    raise AssertionError(f"there is no preview at {address}")
