"""What the subscribe page tells agencies to paste into their own sites works as it says."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from built_site import BuiltSite
from feed_reading import ADDRESS, read_json

COLLECTION = "briefings/seven-minute"


@contextmanager
def origin(folder: Path, header: str | None = None) -> Iterator[str]:
    """Serve a folder on an origin of its own, with or without leave for other origins to read it."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            if header:
                self.send_header("Access-Control-Allow-Origin", header)
            super().end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Agency:
    """An agency's intranet with what the subscribe page offers, and what it should show."""

    intranet: str
    wanted: list[tuple[str, str]]
    """Titles and addresses, newest first."""


@pytest.fixture(scope="module")
def agency(example_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    """The site on an origin that allows others and on one that does not, and an agency's intranet beside them."""
    intranet = tmp_path_factory.mktemp("intranet")
    with origin(example_site.folder, "*") as open_site, origin(example_site.folder) as closed_site, origin(intranet) as own:
        offered = [element for pre in example_site.page("/subscribe/").find("pre") for element in pre.iter("code")]
        frame, script = ["".join(code.itertext()) for code in offered][:2]
        assert ADDRESS in frame and ADDRESS in script
        for name, text, where in (("frame", frame, open_site), ("script", script, open_site), ("refused", script, closed_site)):
            pasted = text.replace(ADDRESS, f"{where}/")
            (intranet / f"{name}.html").write_text(f"<!doctype html><title>Intranet</title><main>{pasted}</main>", encoding="utf-8")
        items = read_json(example_site.folder / COLLECTION / "feed.json")["items"]
        yield Agency(own, [(item["title"], item["url"]) for item in items][:5])


def test_frame_shows_the_newest_without_any_permission(agency: Agency, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{agency.intranet}/frame.html")
    titles = page.frame_locator('iframe[title="7-minute briefings"]').locator("li a").all_inner_texts()
    page.close()
    assert titles == [title for title, _ in agency.wanted]


def test_script_lists_the_newest_where_the_server_allows_it(agency: Agency, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{agency.intranet}/script.html")
    page.wait_for_selector(f"#latest li:nth-child({len(agency.wanted)})")
    found = page.locator("#latest a").evaluate_all("links => links.map(link => [link.textContent, link.href])")
    page.close()
    assert [tuple(one) for one in found] == agency.wanted


def test_script_is_refused_where_the_server_does_not_allow_it(agency: Agency, browser: Browser) -> None:
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{agency.intranet}/refused.html", wait_until="networkidle")
    listed = page.locator("#latest li").count()
    page.close()
    assert listed == 0 and any("Access-Control-Allow-Origin" in text for text in said)
