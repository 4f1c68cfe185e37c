"""What the subscribe page tells agencies to paste into their own sites works as it says."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import html5lib
import pytest
from feed_reading import read_json
from projects import copy_project, run


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


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str, Path]]:
    """The site on an origin that allows others and on one that does not, and an agency's intranet beside them."""
    root = copy_project(tmp_path_factory.mktemp("embedded") / "project")
    intranet = tmp_path_factory.mktemp("intranet")
    (root / "site").mkdir()
    with origin(root / "site", "*") as open_site, origin(root / "site") as closed_site, origin(intranet) as own:
        done = run(root, "build", SITE_URL=f"{open_site}/")
        assert done.status == 0, done.output
        tree = html5lib.parse((root / "site/subscribe/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
        frame, script = ["".join(code.itertext()) for pre in tree.iter("pre") for code in pre.iter("code")][:2]
        for name, text in {"frame": frame, "script": script, "refused": script.replace(open_site, closed_site)}.items():
            (intranet / f"{name}.html").write_text(f"<!doctype html><title>Intranet</title><main>{text}</main>", encoding="utf-8")
        yield own, open_site, closed_site, root / "site"


def test_frame_shows_the_newest_five_without_any_permission(agency, browser) -> None:
    own, open_site, closed_site, folder = agency
    page = browser.new_page()
    page.goto(f"{own}/frame.html")
    frame = page.frame_locator('iframe[title="7-minute briefings"]')
    titles = frame.locator("li a").all_inner_texts()
    page.close()
    assert titles == [item["title"] for item in read_json(folder / "briefings/seven-minute/feed.json")["items"]][:5]


def test_script_lists_the_newest_five_where_the_server_allows_it(agency, browser) -> None:
    own, open_site, closed_site, folder = agency
    page = browser.new_page()
    page.goto(f"{own}/script.html")
    page.wait_for_selector("#latest li:nth-child(5)")
    found = page.locator("#latest a").evaluate_all("links => links.map(link => [link.textContent, link.href])")
    page.close()
    items = read_json(folder / "briefings/seven-minute/feed.json")["items"][:5]
    assert found == [[item["title"], item["url"]] for item in items]


def test_script_is_refused_where_the_server_does_not_allow_it(agency, browser) -> None:
    own, open_site, closed_site, folder = agency
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{own}/refused.html", wait_until="networkidle")
    listed = page.locator("#latest li").count()
    page.close()
    assert listed == 0 and any("Access-Control-Allow-Origin" in text for text in said)
