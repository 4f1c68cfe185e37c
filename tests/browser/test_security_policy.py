"""The second wall: should anything get past the checks, the browser itself does not run it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from built_site import BuiltSite, serving
from publishing.checks.published import DATA
from publishing.pages.keeping import WORKER
from publishing.pages.security_policy import HEADERS_FILE, content_security_policy
from publishing.site import HOME, Site
from publishing.words.addresses import GLOSSARY, SEARCH
from shapes import shapes

RUN = "window.top.ran = (window.top.ran || '') + '{}, '"
"""What each attempt would do: write down that it ran."""

ATTEMPTS = {
    "a script within the page": "<script>{run}</script>",
    "an image that fails": '<img src="nowhere" onerror="{run}">',
    "a handler": '<input autofocus onfocus="{run}">',
    "an animation of SVG": '<svg><animate attributeName="x" dur="1s" begin="0s" onbegin="{run}"></animate></svg>',
    "a script of SVG": "<svg><script>{run}</script></svg>",
    "a script from elsewhere": '<script src="{elsewhere}/ran.js"></script>',
    "a module from elsewhere": '<script type="module" src="{elsewhere}/ran.js"></script>',
    "a script in its address": '<script src="data:text/javascript,{run}"></script>',
    "a link that runs": '<a class="press" href="javascript:{run}">Press</a>',
    "a frame with its own text": '<iframe srcdoc="&lt;script>{run}&lt;/script>"></iframe>',
    "a frame that runs": '<iframe src="javascript:{run}"></iframe>',
    "a frame in its address": '<iframe src="data:text/html,<script>parent.postMessage(1)</script>"></iframe>',
    "a frame from elsewhere": '<iframe src="{elsewhere}/framed.html"></iframe>',
    "an object": '<object data="{elsewhere}/framed.html"></object>',
    "an embedded file": '<embed src="{elsewhere}/framed.html">',
    "a form that leads elsewhere": '<form class="sent" action="{elsewhere}/sent"><button>Send</button></form>',
    "a form that runs": '<form class="sent" action="javascript:{run}"><button>Send</button></form>',
    "a picture from elsewhere": '<img src="{elsewhere}/picture.png" alt="">',
    "a style from elsewhere": '<link rel="stylesheet" href="{elsewhere}/style.css">',
    "a style that fetches": '<style>body {{ background: url("{elsewhere}/style.png") }}</style><p style="background: url({elsewhere}/attribute.png)">A</p>',
    "a preload": '<link rel="preload" as="image" href="{elsewhere}/preloaded.png">',
}
"""What a hand would put into a page that was built."""


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Open a page; yield it with what the browser says against it and the addresses that it got something from."""
    context = browser.new_context(bypass_csp=False)
    page = context.new_page()
    said: list[str] = []
    got: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: got.append(response.url))
    page.goto(address)
    yield page, said, got
    context.close()


def test_nothing_that_is_put_into_a_built_page_runs_or_fetches(example_site: BuiltSite, browser: Browser, tmp_path: Path) -> None:
    folder, other = shutil.copytree(example_site.folder, tmp_path / "site"), tmp_path / "elsewhere"
    other.mkdir()
    (other / "ran.js").write_text(RUN.format("elsewhere"), encoding="utf-8")
    (other / "framed.html").write_text(f"<script>{RUN.format('framed')}</script>", encoding="utf-8")
    path = folder / "briefings/general/journeys/index.html"
    with serving(other) as elsewhere, serving(folder) as address:
        put = "\n".join(attempt.format(run=RUN.format(name), elsewhere=elsewhere) for name, attempt in ATTEMPTS.items())
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole.replace("</h1>", f"</h1>{put}", 1), encoding="utf-8")
        with opened(browser, f"{address}/briefings/general/journeys/") as (page, said, got):
            page.evaluate("document.querySelectorAll('.press, .sent button').forEach((pressed) => pressed.click())")
            page.wait_for_timeout(500)
            assert page.evaluate("window.ran") is None and page.url == f"{address}/briefings/general/journeys/"
            assert [url for url in got if url.startswith(elsewhere)] == []
            assert sum("Content Security Policy" in words for words in said) >= len(ATTEMPTS) - 3
        policy = whole[whole.index("<meta http-equiv"):]
        path.write_text(path.read_text(encoding="utf-8").replace(policy[:policy.index(">") + 1], ""), encoding="utf-8")
        with opened(browser, f"{address}/briefings/general/journeys/") as (page, _, _):
            ran = page.evaluate("window.ran") or ""
            assert "a script within the page" in ran and "an image that fails" in ran, "without the policy it would have run"


def test_no_page_of_any_shape_breaks_its_own_policy(example_read: Site, example_served: str, browser: Browser) -> None:
    with opened(browser, example_served) as (page, said, _):
        for address in (*shapes(example_read), "/briefings/general/getting-together/"):
            said.clear()
            page.goto(example_served + address)
            if address in (HOME, SEARCH, GLOSSARY):
                page.fill("#search--words", "safe")
                expect(page.locator("#search--panel a, #results--list a").first).to_be_visible()
            assert [words for words in said if "404" not in words] == [], address  # the page for missing addresses looks for its files in each folder above


def test_the_policy_comes_before_all_that_it_is_about(example_site: BuiltSite) -> None:
    for page in example_site.pages.values():
        head = list(page.tree.find("head"))
        assert head[0].get("charset") == "utf-8" and head[1].get("http-equiv") == "Content-Security-Policy", page.address
        assert head[1].get("content") == content_security_policy(), page.address
        assert [element.tag for element in page.tree.iter() if element.tag == "style" or element.get("style") or (element.tag == "script" and element.get("type") != DATA and (element.text or not element.get("src")))] == [], page.address
        assert page.find("meta", name="referrer")[0].get("content") == "no-referrer", page.address


@pytest.mark.parametrize(("webassembly", "runs"), [(False, "no"), (True, "yes")])
def test_a_page_that_says_so_runs_webassembly_and_makes_no_code_of_text(example_site: BuiltSite, browser: Browser, tmp_path: Path, webassembly: bool, runs: str) -> None:
    (tmp_path / "page.js").write_text("""
        let ran = "yes";
        try { await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); } catch { ran = "no"; }
        try { ran += new Function("return ', and text too'")(); } catch {}
        document.querySelector("p").textContent = ran;""", encoding="utf-8")
    (tmp_path / "index.html").write_text(f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{content_security_policy(webassembly)}"><p></p><script type="module" src="page.js"></script>', encoding="utf-8")
    with serving(tmp_path) as address, opened(browser, f"{address}/index.html") as (page, _, _):
        assert page.inner_text("p") == runs


def test_hosts_that_take_headers_get_them_in_a_file(example_site: BuiltSite) -> None:
    lines = (example_site.folder / HEADERS_FILE).read_text(encoding="utf-8").splitlines()
    rules = {line: [header.strip() for header in lines[place + 1:place + 4] if header.startswith("  ")] for place, line in enumerate(lines) if line.startswith("/")}
    assert "X-Content-Type-Options: nosniff" in rules["/*"] and not any("Policy: default" in header for header in rules["/*"])
    assert rules["/"][0] == f"Content-Security-Policy: {content_security_policy()}; frame-ancestors 'self'"
    assert rules[f"/{WORKER}"] == ["Content-Security-Policy: default-src 'none'; connect-src 'self'"], "it fetches from the site alone"
    framed = {address for address in rules if address not in ("/*", f"/{WORKER}") and not address.endswith(".svg")}
    assert framed == {page.address for page in example_site.pages.values()} - {"/404.html"}
    assert not [address for address in rules if address.endswith((".html", "*")) and address != "/*"], "fragments and emails have another style, or may be framed"
