"""What the home page offers below its search: all of it from the catalogue, and nothing of what a partnership has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publishing.content.catalogue import Catalogue, News
from publishing.content.kinds import Report
from publishing.content.page import Page
from publishing.data.audiences import FIVE, Audience
from publishing.data.figures.year import Figure, Measure
from publishing.data.levels import Levels
from publishing.data.training import Session
from publishing.figures.words import FigureWords
from publishing.pages.macros import WHICH_LEVEL, Counted, counted_audiences, counted_topics
from publishing.pages.site_pages import SitePage, sessions_page

MOST_NEWS = 4
MOST_SESSIONS = 3


@dataclass(frozen=True)
class RolePages:
    """What somebody opens first who has this role."""

    name: str
    pages: tuple[Page, ...]
    audience: Audience | None
    """Whose page has everything for them, where it has anything."""


@dataclass(frozen=True)
class InFigures:
    """A figure of the year, and the chapter that says more."""

    figure: Figure
    measure: Measure
    chapter: Page


@dataclass(frozen=True)
class Home:
    """The parts of the home page."""

    roles: tuple[RolePages, ...]
    levels: Levels | None
    levels_page: SitePage | None
    """The page that has these levels one by one; without one, they are not shown."""
    which_level: SitePage | None
    """The page on which one picks signs and sees the level that they point to."""
    news: tuple[News, ...]
    sessions: tuple[Session, ...]
    """The next training sessions."""
    sessions_page: str | None
    """The address of the page that has all of them."""
    report: Report | None
    figures: tuple[InFigures, ...]
    """Those of the newest report that names some for this page."""
    topics: tuple[Counted, ...]
    audiences: tuple[Counted, ...]


def home(catalogue: Catalogue, pages: Iterable[SitePage]) -> Home:
    """Return what stands on the home page; ``pages`` are all pages of the site."""
    pages = tuple(pages)
    report = next((report for report in catalogue.of_kind(Report) if report.home_figures), None)
    return Home(_roles(catalogue), catalogue.data.levels, _page_of_levels(catalogue, pages), next((page for page in pages if WHICH_LEVEL in _printed_on(page)), None), catalogue.news[:MOST_NEWS], catalogue.sessions[:MOST_SESSIONS],
                sessions_page(page.text for page in pages if page.text), report, _figures(catalogue, report) if report else (),
                counted_topics(catalogue), counted_audiences(catalogue))


def _roles(catalogue: Catalogue) -> tuple[RolePages, ...]:
    """Return the roles in the order of the alphabet, in which one finds oneself."""
    found = (RolePages(role.name, catalogue.pages_of(audience.first_for(role))[:FIVE], audience if catalogue.for_audience(audience.id) else None)
             for audience in catalogue.data.audiences.values() for role in audience.roles.values())
    return tuple(sorted(found, key=lambda role: role.name.casefold()))


def _page_of_levels(catalogue: Catalogue, pages: Iterable[SitePage]) -> SitePage | None:
    levels = catalogue.data.levels
    names = {level.id for level in levels.levels} if levels else set()
    return next((page for page in pages if names and names.issubset(_printed_on(page)) and WHICH_LEVEL not in _printed_on(page)), None)


def _printed_on(page: SitePage) -> tuple[str, ...]:
    """Return the places in what the macros of a page's text print: what its author typed shows no levels, whatever it is called."""
    return page.text.identifiers_of_macros if page.text else ()


def _figures(catalogue: Catalogue, report: Report) -> tuple[InFigures, ...]:
    year = FigureWords(catalogue.data.figures, report.address).year(None)
    chapters = {page.source.path.stem: page for page in catalogue.chapters(report)}
    return tuple(InFigures(year.figures[name], year.measure_of(year.figures[name]), chapters[chapter]) for name, chapter in report.home_figures.items())
