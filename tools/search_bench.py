"""Measure the search on generated sites of several sizes, beside stock Material search on the same pages.

    make search-bench                          100 and 1,000 pages
    make search-bench SIZES="100 1000 10000"   ten thousand pages take some five minutes in all

Our site is built once, as it is; then it gets an index of its own pages and so many generated ones (``tests/search_index.py``), for the
search fetches nothing of a page but what its index says. Each site is served with gzip, as most hosts do, over HTTP/1 and over HTTP/2, as nearly all do, to headless Chromium,
slowed to 1.6 Mbit/s, 150 ms a trip and a quarter of the processor (Chrome DevTools Protocol). The page is loaded first. The clock runs from opening the box, with the
words typed at once, to the first result on the screen, or to the sentence that nothing is about them; the bytes are those of everything fetched for the search, with their headers, and beside them what they are unpacked: for Material from
the start of the page, because it fetches its index then; for ours from the moment the box is opened. The page
itself is the same cost in both and is not counted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from built_site import serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from generated_pages import GeneratedPage, generated_pages, vocabulary
from http2 import serving_http2
from projects import ROOT, copy_project
from publishing.search.build import INDEX_FOLDER
from search_index import write_index

QUERIES = ("asthma", "housing checklist", "coastal swimming handbook")
OF_OURS = ("ashtma", "is it ok to smack a child who will not listen at bedtime")
"""Asked of ours alone: of a misspelt word, and of what is told in many, Material finds nothing."""
RIGHTLY = "coastal swimming safety handbook"
SLIPS = {"a slip in the middle": "coastal swimmign safety handbook", "a wrong first letter": "coastal awimming safety handbook",
         "sounds alike": "coastal swimming saphety handbook"}
"""The same question, and what it costs more to misspell a word of it: asked of ours alone, in turns, so often:"""
TIMES = 5
MOST_PATIENCE = 1000
"""Up to so many pages, Material is asked every query; beyond, where each takes minutes, the first."""
LONGEST_WAIT = 300
"""Seconds for one answer: Material's on ten thousand pages takes two minutes."""
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
PROTOCOLS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {"HTTP/1": partial(serving, compressed=True), "HTTP/2": serving_http2}
"""How each is served. The browser takes any certificate, for that of the server here is made for this once."""

STOCK = """site_name: Stock
theme: {name: material, font: false}
plugins: [search]
docs_dir: docs
nav: [index.md]
"""
"""Its menu holds one page: with all of ten thousand in it, every page repeats them and the site takes up ten gigabytes."""


@dataclass(frozen=True)
class Measured:
    """What one search cost."""

    query: str
    milliseconds: int
    bytes: int
    unpacked: int
    requests: int


def our_site(folder: Path) -> Path:
    """Build the project."""
    copy_project(folder, content=ROOT)
    subprocess.run([sys.executable, str(folder / "hooks" / "commands.py"), "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def with_index_of(site: Path, pages: Sequence[GeneratedPage]) -> Path:
    """Put into our site an index that has the generated pages as general briefings, in the place of the one it has."""
    shutil.rmtree(site / INDEX_FOLDER)
    write_index(site, pages)
    return site


def stock_site(folder: Path, pages: Sequence[GeneratedPage]) -> Path:
    """Build Material as it comes, with the same pages."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    for page in pages:
        text = "\n\n".join(f"## {heading}\n\n{words}" for heading, words in page.sections)
        (folder / "docs" / f"{page.name}.md").write_text(f"# {page.title}\n\n{page.summary}\n\n{text}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "site"


def slow_page(browser: Browser) -> tuple[Page, dict[str, int]]:
    """Return a page on a slow phone, and what it fetches for searching, counted as it arrives."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, ignore_https_errors=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    fetched = {"bytes": 0, "unpacked": 0, "requests": 0}
    of_search: set[str] = set()

    def started(event: dict) -> None:
        if "search" in event["request"]["url"].partition("//")[2].partition("/")[2]:
            of_search.add(event["requestId"])

    def finished(event: dict) -> None:
        if event["requestId"] in of_search:
            fetched["bytes"] += int(event["encodedDataLength"])
            fetched["requests"] += 1

    def received(event: dict) -> None:
        if event["requestId"] in of_search:
            fetched["unpacked"] += event["dataLength"]

    session.on("Network.requestWillBeSent", started)
    session.on("Network.dataReceived", received)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page, fetched


class NoAnswer(Exception):
    """A search box says nothing; the argument is a sentence for whoever measures."""


FIRST_ANSWER = """([opens, box, answer, query, longest]) => new Promise((done) => {
    const look = () => {
        if (!document.querySelector(answer)) return;
        watching.disconnect();
        requestAnimationFrame(() => done(performance.now() - started));
    };
    setTimeout(() => done(null), longest);
    const watching = new MutationObserver(look);
    const started = performance.now();
    watching.observe(document.body, { childList: true, subtree: true });
    if (opens) document.querySelector(opens).click();
    const words = document.querySelector(box);
    words.focus();
    words.value = query;
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""
"""Opens the box, types, and tells after how many milliseconds the first answer is drawn, or null where none comes, by the page's own
clock: a test library that looks again every half second would see it late."""


def measure_ours(browser: Browser, address: str, query: str) -> Measured:
    """Search the real box of our site."""
    page, fetched = slow_page(browser)
    page.goto(f"{address}/about/", wait_until="networkidle")
    fetched.update(bytes=0, unpacked=0, requests=0)
    return _measured(page, fetched, query, "", "form.search input", "[role=option], .search__note:not([hidden])")


def measure_stock(browser: Browser, address: str, query: str) -> Measured:
    """Search Material's own box."""
    page, fetched = slow_page(browser)
    page.goto(f"{address}/", wait_until="load")
    return _measured(page, fetched, query, "[data-md-toggle=search]", "input.md-search__input", ".md-search-result__item")


def _measured(page: Page, fetched: dict[str, int], query: str, opens: str, box: str, answer: str) -> Measured:
    taken = page.evaluate(FIRST_ANSWER, [opens, box, answer, query, 1000 * LONGEST_WAIT])
    if taken is None:
        raise NoAnswer(f'Asked for "{query}", the search on {page.url} showed neither a result nor a sentence for {LONGEST_WAIT} seconds. '
                       "Try fewer pages (SIZES=100); if it stays so, ask it on a site of your own, and look at what the browser's console says.")
    page.wait_for_timeout(300)
    page.context.close()
    return Measured(query, round(taken), fetched["bytes"], fetched["unpacked"], fetched["requests"])


def measure_slips(browser: Browser, address: str, row: Callable[..., None]) -> None:
    """Print what a question costs in the median, and how much more the same question with a misspelt word, asked in turns."""
    taken: dict[str, list[Measured]] = {query: [] for query in (RIGHTLY, *SLIPS.values())}
    for _ in range(TIMES):
        for query, found in taken.items():
            found.append(measure_ours(browser, address, query))
    rightly = median(one.milliseconds for one in taken[RIGHTLY])
    for kind, query in {"rightly spelt": RIGHTLY, **SLIPS}.items():
        last, milliseconds = taken[query][-1], median(one.milliseconds for one in taken[query])
        row("ours", f"{milliseconds:.0f}", last.bytes, last.unpacked, last.requests, f"{query}: {kind}, {milliseconds - rightly:+.0f} ms")


def print_row(*cells: object) -> None:
    """Print a row of the table; the last cell is as long as it is."""
    *others, last = cells
    print(" ".join(f"{cell:{width}}" for cell, width in zip(others, (">6", "<8", "<15", ">8", ">10", ">10", ">8"), strict=True)), last, sep="  ", flush=True)


def measure_all(sizes: Sequence[int]) -> None:
    """Build, measure and print a row for each size, engine, protocol and query, and the ratios of each size and protocol."""
    print_row("pages", "protocol", "engine", "ms", "bytes", "unpacked", "requests", "query")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        ours = our_site(Path(temporary) / "ours")
        for size in sizes:
            pages = list(generated_pages(size, vocabulary()))
            first: dict[str, dict[str, Measured]] = {protocol: {} for protocol in PROTOCOLS}
            for engine, build, folder, measure, queries in (
                    ("ours", with_index_of, ours, measure_ours, QUERIES + OF_OURS),
                    ("stock Material", stock_site, Path(temporary) / f"stock-{size}", measure_stock, QUERIES if size <= MOST_PATIENCE else QUERIES[:1])):
                site = build(folder, pages)
                for protocol, served in PROTOCOLS.items():
                    browser, row = playwright.chromium.launch(executable_path=find(), args=BROWSER_ARGUMENTS), partial(print_row, size, protocol)
                    with served(site) as address:
                        browser.new_page(ignore_https_errors=True).goto(f"{address}/")  # the first page of a new browser is slower: this one does not count
                        for query in queries:
                            found = measure(browser, address, query)
                            first[protocol].setdefault(engine, found)
                            row(engine, found.milliseconds, found.bytes, found.unpacked, found.requests, found.query)
                        if engine == "ours":
                            measure_slips(browser, address, row)
                        browser.close()
            for protocol, (one, stock) in ((protocol, found.values()) for protocol, found in first.items()):
                print_row(size, protocol, "times less", *(f"{ratio:.1f}" for ratio in (
                    stock.milliseconds / one.milliseconds, stock.bytes / one.bytes, stock.unpacked / one.unpacked, stock.requests / one.requests)), one.query)
            shutil.rmtree(Path(temporary) / f"stock-{size}")


def main(sizes: Sequence[int]) -> int:
    """Measure, and say plainly what is missing for that or does not answer."""
    if find() is None:
        print(WHAT_TO_INSTALL, file=sys.stderr)
        return 1
    try:
        measure_all(sizes)
    except NoAnswer as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 1000]))
