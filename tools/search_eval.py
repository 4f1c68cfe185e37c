"""Ask the real search box a list of questions in a real browser, and say how often the wanted page came first.

    make search-eval                       the practice queries in tests/practice_queries.tsv
    make search-eval QUERIES=file.tsv      others: query, pattern of the wanted page's title, sort; parted by tabs
    make search-eval JSON=1                the same as JSON
    make search-eval BESIDE=1              totals alone, beside Material's search and Pagefind: tools/search_beside.py

A result counts as the page it leads to, named by that page's h1; several results in one page count once. A pattern of - is a
question without an answer: it is right when the reader is told that nothing here is about it, or not quite. A pattern of . is any page,
as in tests/danger_queries.tsv, of which it is counted above how many whom to ring stands.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from built_site import BuiltSite, serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from projects import CODE, CONTENT

ROOT = Path(__file__).resolve().parent.parent
PRACTICE = ROOT / "tests" / "practice_queries.tsv"
NO_ANSWER = "-"


@dataclass(frozen=True)
class Query:
    """What somebody types, and what the title of the page they want matches."""

    text: str
    wanted: re.Pattern[str] | None
    """``None`` for a question without an answer."""
    sort: str


@dataclass(frozen=True)
class Asked:
    """A query, and the titles of the pages it led to, best first."""

    query: Query
    titles: tuple[str, ...]
    told: bool = False
    """Whether the reader is told that nothing is about it, or not quite."""
    called: bool = False
    """Whether it stands above the results whom to ring when a child is in danger."""

    @property
    def rank(self) -> int | None:
        """The place of the wanted page, from 1; ``None`` where it is not among the results. Of a question without an answer 1, where that is told."""
        if self.query.wanted is None:
            return 1 if self.told else None
        wanted = self.query.wanted
        return next((place for place, title in enumerate(self.titles, 1) if wanted.search(title)), None)


class BadQueries(Exception):
    """A file of queries cannot be read; each argument is a line that says where, what is wrong and what to do."""


def read_queries(path: Path) -> list[Query]:
    """Read a file of queries; lines that start with # are left out.

    Raises :class:`BadQueries` with everything that is wrong in it.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadQueries(f"{path}: this is not a text file that can be read. Name one in UTF-8: make search-eval QUERIES=file.tsv") from None
    found, wrong = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) < 3 or not all(parts[:3]):
            wrong.append(f"{path}:{number}: a line needs three parts, with a tab between: what is typed, a pattern of the page's title, and the sort.")
            continue
        try:
            found.append(Query(parts[0], None if parts[1] == NO_ANSWER else re.compile(parts[1], re.IGNORECASE), parts[2]))
        except re.error as error:
            wrong.append(f"{path}:{number}: \"{parts[1]}\" is no pattern ({error}). Write part of the page's title; put a backslash before signs such as ( and ?.")
    if not found and not wrong:
        wrong.append(f"{path}: there are no queries in this file. Write one on each line.")
    if wrong:
        raise BadQueries(*wrong)
    return found


def ask(page: Page, text: str) -> list[str]:
    """Type a query into the box of an open page; return the addresses that it offers, best first."""
    box = page.get_by_role("combobox", name="Search").or_(page.get_by_role("searchbox", name="Search"))
    text = text.strip()
    box.fill(text)
    page.wait_for_function("text => { const form = document.querySelector('form.search'); return form.dataset.state === 'shown' && form.dataset.asked === text; }",
                           arg=text, timeout=20_000)
    return page.locator("[role=option]").evaluate_all("options => options.map((option) => option.dataset.address)")


def ask_all(queries: Iterable[Query], site: BuiltSite, address: str, browser: Browser) -> list[Asked]:
    """Ask every query on the home page of a served site."""
    prefix = urlsplit(address).path
    page = browser.new_page()
    page.goto(f"{address}/")
    asked = []
    for query in queries:
        paths = [urlsplit(found).path.removeprefix(prefix) for found in ask(page, query.text)]
        told = page.locator("form.search").get_attribute("data-verdict") in ("weak", "nothing")
        asked.append(Asked(query, titles(site, paths), told, page.locator("form.search .search__call").count() > 0))
    page.close()
    return asked


def titles(site: BuiltSite, paths: Iterable[str]) -> tuple[str, ...]:
    """Return what the pages that results lead to are called, each once."""
    return tuple(site.pages[path].title if path in site.pages else path for path in dict.fromkeys(paths))


def scores(asked: Iterable[Asked]) -> list[dict[str, object]]:
    """Return a row for each sort, in the order of the file, and one for all."""
    asked = list(asked)
    sorts = list(dict.fromkeys(one.query.sort for one in asked))
    return [_score(sort, [one for one in asked if one.query.sort == sort]) for sort in sorts] + [_score("all", asked)]


def _score(name: str, asked: list[Asked]) -> dict[str, object]:
    ranks = [one.rank for one in asked]
    number = max(1, len(ranks))
    return {"sort": name, "count": len(ranks),
            "success_at_1": round(sum(rank == 1 for rank in ranks) / number, 3),
            "success_at_3": round(sum(rank is not None and rank <= 3 for rank in ranks) / number, 3),
            "mrr": round(sum(1 / rank for rank in ranks if rank) / number, 3)}


def _needs_building() -> bool:
    """Say whether there is no site, or something that it is made from is newer."""
    built = ROOT / "site" / "assets" / "search-index" / "core.json"
    if not built.is_file():
        return True
    files = (path for name in (*CODE, *CONTENT) for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*")))
    return any(path.is_file() and "__pycache__" not in path.parts and path.stat().st_mtime > built.stat().st_mtime for path in files)


@dataclass(frozen=True)
class Asks:
    """What a command is to ask, of what site, and how it prints what came of it."""

    queries: list[Query]
    site: BuiltSite
    as_json: bool


def ready(description: str | None) -> Asks | None:
    """Read the command and its queries, and build the site if there is none; ``None`` where something of that or the browser is missing, which is said."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("queries", nargs="?", type=Path, default=PRACTICE)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    try:
        queries = read_queries(arguments.queries)
    except BadQueries as problem:
        print(*problem.args, sep="\n", file=sys.stderr)
        return None
    if find() is None:
        print(WHAT_TO_INSTALL, file=sys.stderr)
        return None
    if _needs_building():
        subprocess.run([sys.executable, str(ROOT / "hooks" / "commands.py"), "build"], cwd=ROOT, check=True, stdout=sys.stderr)
    return Asks(queries, BuiltSite(ROOT / "site"), arguments.json)


def main() -> int:
    """Ask, and print."""
    if (asks := ready(__doc__)) is None:
        return 1
    with serving(asks.site.folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=BROWSER_ARGUMENTS)
        asked = ask_all(asks.queries, asks.site, address, browser)
        browser.close()
    rows = scores(asked)
    misses = [{"query": one.query.text, "wanted": one.query.wanted.pattern if one.query.wanted else "nothing", "sort": one.query.sort, "rank": one.rank,
               "first": one.titles[0] if one.titles else ""} for one in asked if one.rank != 1]
    if asks.as_json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        print(row["sort"], row["count"], *(f"{row[name]:.3f}" for name in ("success_at_1", "success_at_3", "mrr")))
    for without, words in ((True, "without an answer"), (False, "with one")):
        if told := [one.told for one in asked if (one.query.wanted is None) == without]:
            print(f'told that nothing is about it: {sum(told)} of {len(told)} {words}, {sum(told) / len(told):.3f}')
    for row in rows[:-1]:
        called = [one.called for one in asked if one.query.sort == row["sort"]]
        if any(called):
            print(f'whom to ring stands above: {sum(called)} of {len(called)} {row["sort"]}, {sum(called) / len(called):.3f}')
    for miss in misses:
        place = f"came as number {miss['rank']}" if miss["rank"] else "did not come"
        print(f'"{miss["query"]}" ({miss["sort"]}): {miss["wanted"]} {place}; first was {miss["first"] or "nothing"}')
    return 0


if __name__ == "__main__":
    sys.exit(main())
