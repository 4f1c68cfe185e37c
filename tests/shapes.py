"""One page of each shape that a site has, and what axe finds on it.

axe-core's rules for WCAG 2.0, 2.1 and 2.2, A and AA, and its best practices. It finds about half of what can be wrong
(its makers say 57 %), so the pages were also looked at and used by hand: docs/accessibility.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle, islice

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from built_site import BuiltSite
from publishing.content.kinds import Newsletter, Report, SevenMinuteBriefing, Strategy, UrgentGuide
from publishing.site import HOME, Site
from publishing.words.addresses import GLOSSARY, KEEP, SEARCH, TOPICS, UNCONFIRMED

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
SETTINGS = [("light", 360), ("dark", 1280), ("dark", 360), ("light", 1280)]
"""Colour schemes and widths of the screen."""

OF_ITS_OWN_SHAPE = (UrgentGuide, SevenMinuteBriefing, Newsletter, Strategy, Report)
"""The kinds whose pages have parts that others have not."""

NARROWEST = 320
"""CSS pixels; the same as 1280 at 400 % zoom (WCAG 2.2, success criterion 1.4.10)."""

HEIGHT = 800

Setting = tuple[str, int]


def shapes(whole: Site) -> list[str]:
    """Return the address of one page of each shape that this site has."""
    catalogue, texts = whole.catalogue, whole.texts
    written = [page.address for page in catalogue.written]
    found = [HOME, "/404.html", SEARCH, GLOSSARY, UNCONFIRMED, whole.who_to_call]
    found += [TOPICS] if catalogue.topics else []
    found += [KEEP] if whole.keep else []
    found += _first(kind.listing() for kind in catalogue.kinds if kind.listing() not in written)
    for kind in OF_ITS_OWN_SHAPE:
        found += _first(page.address for page in catalogue.of_kind(kind) if not page.held)
    found += _first(page.address for page in catalogue.resources if page.held)
    found += _first(page.address for page in catalogue.resources if page.withdrawn)
    found += _first(page.address for page in catalogue.written if page.attachments)
    found += _first(page.address for page in catalogue.pages if catalogue.report_of(page) is None and "{{" not in texts[page.file].body)
    for sign in ("{{ chart(", "{{ table(", "{{ levels(", "{{ which_level(", "{{ desk_cube(", "{{ feeds(", "{{ form(", "{{ escalation(", "{{ genogram(", "{{ genogram_tool(", "{{ pathway(", "\n> ", "[^"):
        found += _first(page.address for page in catalogue.written if sign in texts[page.file].body)
    return list(dict.fromkeys(found))


def _first(addresses: Iterable[str]) -> list[str]:
    return list(islice(addresses, 1))


def by_turns(addresses: Iterable[str]) -> list[tuple[str, Setting]]:
    """Return each address with one setting: all settings are used, and the same site always gives the same."""
    return list(zip(addresses, cycle(SETTINGS)))


def faults_found_by_axe(browser: Browser, served: str, tried: Iterable[tuple[str, Setting]]) -> list[str]:
    """Return what is wrong with pages, each in the setting named with it; that one scrolls sideways is wrong as well."""
    found = []
    for scheme, width in SETTINGS:
        page = open_page(browser, scheme, width)
        for address, setting in tried:
            if setting == (scheme, width):
                page.goto(served + address)
                found += [f"{address} ({scheme}, {width}): {fault}" for fault in violations(page)]
                found += [f"{address}: scrolls sideways at {narrow}, {wide} pixels wide" for narrow in (width, NARROWEST)
                          if (wide := width_needed(page, narrow)) > narrow]
                page.set_viewport_size({"width": width, "height": HEIGHT})
        page.close()
    return found


def open_page(browser: Browser, scheme: str, width: int) -> Page:
    """Open a page as a reader with that colour scheme and that width of screen would."""
    return browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce")


def width_needed(page: Page, width: int) -> int:
    """Return how wide a page is on a screen of that width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page."""
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 5, "axe did not run"
    return [f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:200]}" for fault in found["violations"] for node in fault["nodes"]]


def pages_to_stay_on(site: BuiltSite) -> list[str]:
    """Return every page a reader can stay on: a redirect leads on at once."""
    return [address for address, page in site.pages.items() if not page.find("meta", http_equiv="refresh")]
