"""Ask our search, Material's and Pagefind's the same questions in a real browser, and say how often the wanted page came first.

    make search-eval BESIDE=1                        the practice queries in tests/practice_queries.tsv
    make search-eval BESIDE=1 QUERIES=file.tsv       others
    make search-eval BESIDE=1 JSON=1                 the same as JSON

Only totals are printed, never a question or what was missed, so that a set which nobody may read can be asked.

Stock Material is given the title, headings and text of each of our pages, without what lists other pages, with which it
finds more than with less; Pagefind our site as it is built, of each page what is in ``main``. Neither has the words that we
print nowhere. Pagefind is asked where it is installed (``pip install 'pagefind[bin]'``, or ``npm install --global pagefind``).
A result counts as in ``search_eval.py``.
"""

from __future__ import annotations

import html
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
from playwright.sync_api import Browser, sync_playwright

from built_site import BuiltPage, BuiltSite, serving
from find_browser import BROWSER_ARGUMENTS, find
from generated_pages import GeneratedPage
from publishing.search.documents import sections_of
from search_bench import stock_site
from search_eval import Asked, Query, ask_all, ready, scores, titles

OURS, MATERIAL, PAGEFIND = "ours", "Material", "Pagefind"
NOT_INSTALLED = "Pagefind is not installed, so it is not asked. To ask it as well: .venv/bin/python -m pip install 'pagefind[bin]'"

TELLS_ANSWERS = """
    window.Worker = class extends Worker {
        constructor(...values) {
            super(...values);
            window.ready = new Promise((done) => this.addEventListener("message", ({ data }) => {
                if (data.type === 1) done();
                if (data.type === 3) dispatchEvent(new CustomEvent("answer", { detail: { text: this.text, pages: data.data.items.map(([page]) => page.location) } }));
            }));
        }
        postMessage(message) {
            if (message.type === 2) this.text = message.data;
            super.postMessage(message);
        }
    };"""
"""Lets a page of Material say what its search answers, and to what, as soon as it does: 1 says that it is ready, 2 asks and 3
answers. Each thing that it answers with is a page and those of its sections that match."""

ASKS_MATERIAL = """(text) => new Promise((done, failed) => {
    const listen = ({ detail }) => {
        if (detail.text !== text) return;
        removeEventListener("answer", listen);
        done(detail.pages);
    };
    addEventListener("answer", listen);
    setTimeout(failed, 20_000, new Error("Material's search did not answer."));
    const words = document.querySelector("input.md-search__input");
    words.value = text;
    words.dispatchEvent(new KeyboardEvent("keyup"));
})"""

ASKS_PAGEFIND = """async ([script, text]) => {
    const { results } = await (await import(script)).search(text);
    return Promise.all(results.slice(0, 3).map(async (result) => (await result.data()).url));
}"""


def listed(site: BuiltSite) -> list[BuiltPage]:
    """Return the pages that may be found: not the page for missing addresses, what has moved, or the officer's page to write on."""
    return [page for page in site.pages.values() if not page.find("meta", name="robots")]


def plain(page: BuiltPage, name: str) -> GeneratedPage:
    """Return the title and the text of a built page by its headings, for an engine that makes pages of Markdown itself."""
    text = lxml.html.document_fromstring(page.source).find(".//main")
    for heading in text.findall(".//h1"):
        heading.drop_tree()
    before, *sections = sections_of(lxml.html.tostring(text, encoding="unicode"))
    return GeneratedPage(name, html.escape(page.title), html.escape(before.text), tuple((html.escape(one.heading), html.escape(one.text)) for one in sections))


def ask_ours(queries: Sequence[Query], site: BuiltSite, browser: Browser, folder: Path) -> list[Asked]:
    """Ask the box of our own site; nothing is put into the folder."""
    with serving(site.folder) as address:
        return ask_all(queries, site, address, browser)


def ask_material(queries: Sequence[Query], site: BuiltSite, browser: Browser, folder: Path) -> list[Asked]:
    """Ask the box of stock Material with the same pages, built in an empty folder."""
    pages = listed(site)
    built = stock_site(folder, [plain(page, str(place)) for place, page in enumerate(pages)])

    def address(location: str) -> str:
        name = location.partition("/")[0]
        return pages[int(name)].address if name else "/"

    with serving(built) as root:
        page = browser.new_page()
        page.add_init_script(TELLS_ANSWERS)
        page.goto(f"{root}/")
        page.locator("input.md-search__input").focus()
        page.evaluate("window.ready")
        return _asked(queries, site, lambda text: map(address, page.evaluate(ASKS_MATERIAL, text)))


def ask_pagefind(queries: Sequence[Query], site: BuiltSite, browser: Browser, folder: Path, command: Sequence[str]) -> list[Asked]:
    """Ask Pagefind of a copy of our site in a folder that is not there yet."""
    found = {page.path for page in listed(site)}
    shutil.copytree(site.folder, folder, ignore=lambda within, names: [name for name in names if name.endswith(".html") and Path(within, name) not in found])
    subprocess.run([*command, "--site", str(folder), "--root-selector", "main", "--silent"], check=True, stdout=subprocess.DEVNULL)
    with serving(folder) as root:
        page = browser.new_page()
        page.goto(f"{root}/")
        return _asked(queries, site, lambda text: (urlsplit(url).path for url in page.evaluate(ASKS_PAGEFIND, [f"{root}/pagefind/pagefind.js", text])))


def _asked(queries: Iterable[Query], site: BuiltSite, ask: Callable[[str], Iterable[str]]) -> list[Asked]:
    """Ask each text once. An engine that cannot say that nothing is about it says so by showing nothing."""
    found = {text: titles(site, ask(text)) for text in dict.fromkeys(query.text for query in queries)}
    return [Asked(query, found[query.text], told=not found[query.text]) for query in queries]


def pagefind() -> list[str]:
    """Return the command that runs Pagefind; an empty one where it is not installed."""
    if command := shutil.which("pagefind"):
        return [command]
    return [sys.executable, "-m", "pagefind"] if importlib.util.find_spec("pagefind") else []


def counted(asked: dict[str, list[Asked]]) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Count for each engine how much it found of the questions with an answer, and how often it showed nothing at all, or said that nothing was about it."""
    def silent(sort: str, each: Sequence[Asked]) -> dict[str, object]:
        number = max(1, len(each))
        return {"sort": sort, "count": len(each), "shown_nothing": round(sum(not one.titles for one in each) / number, 3), "told": round(sum(one.told for one in each) / number, 3)}

    counts = {}
    for engine, each in asked.items():
        without, answered = ([one for one in each if (one.query.wanted is None) == is_without] for is_without in (True, False))
        counts[engine] = {"found": scores(answered), "silent": [silent("without an answer", without), silent("with one", answered)]}
    return counts


def table(counts: dict[str, dict[str, list[dict[str, object]]]]) -> Iterator[str]:
    """Write what was counted as lines, a row for each sort of question and two columns for each engine."""
    for part, (one, other), (head, next_head) in (("found", ("success_at_1", "success_at_3"), ("first", "in three")),
                                                  ("silent", ("shown_nothing", "told"), ("nothing", "or says so"))):
        rows = [row for row in zip(*(engine[part] for engine in counts.values()), strict=True) if row[0]["count"]]
        if rows:
            yield f'{"":24}' + "".join(f"{engine + ': ' + head:>19}{next_head:>12}" for engine in counts)
            yield from (f'{row[0]["sort"]:<18}{row[0]["count"]:>6}' + "".join(f"{engine[one]:>19.3f}{engine[other]:>12.3f}" for engine in row) for row in rows)


def main() -> int:
    """Ask each engine, and print."""
    if (asks := ready(__doc__)) is None:
        return 1
    engines = {OURS: ask_ours, MATERIAL: ask_material}
    if command := pagefind():
        engines[PAGEFIND] = partial(ask_pagefind, command=command)
    else:
        print(NOT_INSTALLED, file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=BROWSER_ARGUMENTS)
        counts = counted({engine: ask(asks.queries, asks.site, browser, Path(temporary) / engine) for engine, ask in engines.items()})
        browser.close()
    print(json.dumps(counts, indent=1) if asks.as_json else "\n".join(table(counts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
