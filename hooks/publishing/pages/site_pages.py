"""Every page of the site as Markdown: those that somebody wrote, and those that the site makes from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publishing.content.catalogue import Catalogue
from publishing.content.kinds import Guidance, Newsletter, Page, Report, Resource
from publishing.pages.macros import Macros
from publishing.reading.tree import address_of
from publishing.templating.fragments import Fragments
from publishing.words.addresses import AUDIENCES, GLOSSARY, SEARCH, TOPICS, WHATS_NEW, uri_of

SINCE_PREVIOUS = "Published by the partnership since the previous newsletter"


@dataclass(frozen=True)
class SitePage:
    """A page ready to be rendered."""

    uri: str
    """Its path on the site: ``topics/neglect.md``."""
    title: str
    summary: str
    markdown: str
    """Its text without the title; macros in it are still to be expanded."""
    page: Page | None = None
    """What somebody wrote, where somebody did."""
    crumbs: tuple[tuple[str, str], ...] = ()
    """Titles and addresses of the pages above it, from the second level down."""

    @property
    def address(self) -> str:
        """Where it is found on the site."""
        return address_of(self.uri)


def site_pages(catalogue: Catalogue, fragments: Fragments) -> list[SitePage]:
    """Return every page of the site, in order of path."""
    pages = {page.address: page for page in (*_made(catalogue, fragments), *_written(catalogue, fragments))}
    return sorted(pages.values(), key=lambda page: page.uri)


def _written(catalogue: Catalogue, fragments: Fragments) -> Iterator[SitePage]:
    for page in catalogue.written:
        macros = Macros(catalogue, fragments, page.address)
        yield SitePage(page.source.uri, page.title, page.summary,
                       _with_listing(page, macros) + macros.figures_used(page.body, macros.environment()), page, _crumbs(page, catalogue))


def _with_listing(page: Page, macros: Macros) -> str:
    """Return a page's own text, followed by what its kind lists below it."""
    if isinstance(page, Newsletter):
        return f"{page.body}\n\n## {SINCE_PREVIOUS}\n\n{macros.since_previous_newsletter(page)}\n"
    if isinstance(page, Report) and page.chapters:
        return f"{page.body}\n\n## Chapters\n\n{macros.chapters(page)}\n"
    if isinstance(page, Guidance) and page.address == Guidance.listing():
        return f"{page.body}\n\n## More {Guidance.plural}\n\n{macros.resources(Guidance.kind)}\n"
    return page.body


def _crumbs(page: Page, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    if isinstance(page, Resource):
        own_listing = page.address == page.listing()
        return () if own_listing else ((page.plural, page.listing()),)
    if report := catalogue.report_of(page):
        return ((Report.plural, Report.listing()), (report.title, report.address))
    return ()


def _made(catalogue: Catalogue, fragments: Fragments) -> Iterator[SitePage]:
    """Make the pages that nobody writes. A written page of the same address takes their place."""
    def page(address: str, title: str, summary: str, text: Callable[[Macros], str],
             crumbs: tuple[tuple[str, str], ...] = ()) -> SitePage:
        return SitePage(uri_of(address), title, summary, text(Macros(catalogue, fragments, address)), crumbs=crumbs)

    for kind in catalogue.kinds:
        yield page(kind.listing(), kind.plural, kind.about, lambda macros: macros.listing(kind))
    yield page(TOPICS, "Topics", "Everything the partnership published, by subject.", Macros.topics)
    for topic in catalogue.topics:
        yield page(f"{TOPICS}{topic.id}/", f"Topic: {topic.name}", topic.summary, lambda macros: macros.resources_on(topic.id),
                   (("Topics", TOPICS),))
    yield page(AUDIENCES, "For your work", "Everything the partnership published, by who it is for.", Macros.audiences)
    for audience in catalogue.audiences:
        yield page(f"{AUDIENCES}{audience.id}/", f"For {audience.name[0].lower()}{audience.name[1:]}", audience.summary,
                   lambda macros: macros.resources_for(audience.id), (("For your work", AUDIENCES),))
    yield page(WHATS_NEW, "What's new", "What the partnership published, month by month, newest first.", Macros.whats_new)
    yield page(GLOSSARY, "Glossary", "What the acronyms and names stand for, in plain words.", Macros.glossary)
    yield page(SEARCH, "Search: A to Z", "Every page, topic and glossary term of this site, from A to Z.", Macros.a_to_z)
