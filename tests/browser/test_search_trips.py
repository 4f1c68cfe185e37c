"""How often the search waits for its server, one wait after the other, and how much it fetches: on a slow phone that is most of the time to a result.

Time itself is measured by ``make search-bench``; here each answer is held back until the page asks for nothing more, and all that are
held then go at once: so many times is that many round trips.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Route

from built_site import BuiltSite, serving

QUIET = 250
"""Milliseconds in which a page asks for what it needs next, on a busy machine too."""
MOST_LOOKS = 80


class Searched(NamedTuple):
    """What a search took up to its first result, and where that leads."""

    trips: int
    first: str
    paths: tuple[str, ...]
    """Of the files that it fetched."""

    def bytes(self, folder: Path) -> int:
        """Return how much it fetched of a site in a folder, compressed as hosts do it, without headers."""
        return sum(len(gzip.compress((folder / path).read_bytes())) for path in self.paths)


@pytest.fixture(scope="module")
def served(example_site: BuiltSite) -> Iterator[str]:
    with serving(example_site.folder) as address:
        yield address


def searched(browser: Browser, address: str, typed: str) -> Searched:
    """Type words at once into the box of a page that has fetched nothing yet."""
    page = browser.new_page()
    held: list[Route] = []
    paths: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)
        paths.append(route.request.url.removeprefix(f"{address}/"))

    page.goto(f"{address}/about/", wait_until="networkidle")
    page.route(re.compile("/assets/search"), hold)
    page.get_by_role("searchbox", name="Search").fill(typed)
    trips, first = 0, page.get_by_role("option").first
    for _ in range(MOST_LOOKS):
        if first.is_visible():
            break
        before = len(held)
        page.wait_for_timeout(QUIET)
        if held and len(held) == before:
            trips += 1
            for route in [held.pop() for _ in range(before)]:
                route.continue_()
    found = first.get_attribute("data-address") or ""
    page.close()
    return Searched(trips, found, tuple(paths))


RIGHT = "river safety strategy ponds"
HIDDEN = "quarry pool ice winter"


@pytest.fixture(scope="module")
def rightly(browser: Browser, served: str) -> dict[str, Searched]:
    return {typed: searched(browser, served, typed) for typed in (RIGHT, HIDDEN)}


@pytest.mark.parametrize(("right", "misspelt"), [
    pytest.param(RIGHT, "rivre safety strategy ponds", id="first of four words"),
    pytest.param(RIGHT, "river saftey strategy ponds", id="second"),
    pytest.param(RIGHT, "river safety startegy ponds", id="third"),
    pytest.param(RIGHT, "river safety strategy pnods", id="last"),
    pytest.param(RIGHT, "river bafety strategy ponds", id="another first letter"),
    pytest.param(RIGHT, "river afety strategy ponds", id="without its first letter"),
    pytest.param(RIGHT, "river asafety strategy ponds", id="a letter before it"),
    pytest.param(RIGHT, "river asfety strategy ponds", id="first two letters swapped"),
    pytest.param(RIGHT, "river sefety strategy ponds", id="another second letter"),
    pytest.param(RIGHT, "river saphety strategy ponds", id="sounds alike"),
    pytest.param(RIGHT, "river safety strtgey ponds", id="two slips"),
    pytest.param(RIGHT, "river safety strat ponds", id="cut off"),
    pytest.param(RIGHT, "riversafety strategy ponds", id="joined"),
    pytest.param(RIGHT, "river safety strat egy ponds", id="parted"),
    pytest.param(HIDDEN, "quary pool ice winter", id="never printed"),
    pytest.param(HIDDEN, "wuarry pool ice winter", id="never printed, another first letter"),
])
def test_a_misspelt_word_takes_no_trip_more(browser: Browser, served: str, rightly: dict[str, Searched], right: str, misspelt: str) -> None:
    mended = searched(browser, served, misspelt)
    assert mended.first.partition("#")[0] == rightly[right].first.partition("#")[0]
    assert mended.trips <= rightly[right].trips == 3


@pytest.mark.parametrize(("typed", "files", "kilobytes"), [
    pytest.param("quarry pool", 13, 20, id="two words"),
    pytest.param("his older brother said the quarry pool is safe for swimming in winter", 32, 23, id="ten words and words of questions"),
])
def test_a_question_fetches_no_more_than_so_many_bytes(browser: Browser, example_site: BuiltSite, served: str, typed: str, files: int, kilobytes: int) -> None:
    found = searched(browser, served, typed)
    assert found.first
    assert len(found.paths) <= files and found.bytes(example_site.folder) <= 1000 * kilobytes
