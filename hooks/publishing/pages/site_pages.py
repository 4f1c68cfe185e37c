"""Every page of the site: those that somebody wrote, and those that the site makes from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from markdown_it.token import Token
from markupsafe import Markup

from publishing.content.aloud import Part, parts_aloud
from publishing.content.catalogue import Catalogue
from publishing.content.kinds import Guidance, Newsletter, Report
from publishing.content.page import Page, Resource
from publishing.content.text import Heading, Text
from publishing.data.figures.year import Year
from publishing.data.forms import BRIEFING
from publishing.data.paper import OnPaper
from publishing.pages.macros import SESSIONS, Macros
from publishing.pages.reading_aids import Meaning, explained, placed_in_parts
from publishing.pages.sections import Section
from publishing.reading.html import identifiers_of_html
from publishing.reading.rendering import Draft, draft, render
from publishing.reading.tree import address_of
from publishing.templating.fragments import Fragments
from publishing.words.addresses import AUDIENCES, GLOSSARY, KEEP, ON_PAPER, SEARCH, TOPICS, UNCONFIRMED, WHATS_NEW, uri_of
from publishing.words.slugs import unique

SINCE_PREVIOUS = "Published by the partnership since the previous newsletter"
NEXT_SESSIONS = "Training sessions"
FIGURES_FROM = "Where the numbers are from"
DRAFT = "draft"
"""What is known of a text ahead: its HTML, but for where its links lead."""


@dataclass(frozen=True)
class SitePage:
    """A page ready to be rendered."""

    uri: str
    """Its path on the site: ``topics/neglect.md``."""
    title: str
    summary: str
    text: Text | None = None
    """What somebody wrote, where somebody did."""
    make_sections: Callable[[], tuple[Section, ...]] = tuple
    """Makes what the site adds below it, or makes the whole page of."""
    crumbs: tuple[tuple[str, str], ...] = ()
    """Titles and addresses of the pages above it, from the second level down."""
    offered: tuple[Year, ...] = ()
    """The years whose figures it offers to be downloaded."""
    webassembly: bool = False
    """Whether a script of the site runs WebAssembly on it, in a worker: then its policy allows these."""
    unlisted: bool = False
    """Whether it is for those who publish alone: no search finds it, and no list has it."""

    @cached_property
    def address(self) -> str:
        """Where it is found on the site."""
        return address_of(self.uri)

    @property
    def page(self) -> Page | None:
        """What its front matter says, where somebody wrote it."""
        return self.text.page if self.text else None

    @property
    def markdown(self) -> str:
        """What somebody wrote, with its macros still to run."""
        return self.text.body if self.text else ""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """What the site adds below it, or makes the whole page of: made when somebody asks, as a list of a thousand takes long."""
        return self.make_sections()

    @cached_property
    def _identified(self) -> tuple[tuple[str, Section], ...]:
        """Its sections, each with an identifier that no heading above it has."""
        taken = set(self.text.identifiers) if self.text else set()
        found = []
        for section in self.sections:
            identifier = unique(section.identifier, taken) if section.heading else ""
            taken.add(identifier)
            found.append((identifier, section))
        return tuple(found)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All its headings but those that macros print, in order."""
        own = self.text.headings if self.text else ()
        return (*own, *(Heading(identifier, section.heading, 2) for identifier, section in self._identified if section.heading))

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Every identifier that a link can lead to."""
        within = (identifier for section in self.sections for identifier in identifiers_of_html(section.html))
        return frozenset((*(self.text.identifiers if self.text else ()), *(heading.id for heading in self.headings), *within))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, where it is a 7-minute briefing."""
        return parts_aloud(self.text) if self.text else ()

    def html(self, link: Callable[[str], str], known: Mapping[str, Meaning]) -> str:
        """Return the page's text as HTML, with what helps to read it.

        ``link`` turns an address as it was written into one from this page; ``known`` are abbreviations to explain.
        """
        shown = [_as_html(self.text, link, known)] if self.text else []
        for identifier, section in self._identified:
            heading = Markup('<h2 id="{}">{}</h2>\n').format(identifier, section.heading) if section.heading else ""
            shown.append(f"{heading}{section.html}\n")
        return "".join(shown)


def _as_html(text: Text, link: Callable[[str], str], known: Mapping[str, Meaning]) -> str:
    made: Draft | None = text.memory.apart((DRAFT, text.file), (text, _meanings(text, known)), lambda: _drafted_ahead(text, known) or draft(_with_aids(text, known)))
    found = made.html(link) if made else None
    return render(_with_aids(text, known), link) if found is None else found


def _drafted_ahead(text: Text, known: Mapping[str, Meaning]) -> Draft | None:
    """Return what was drafted ahead, where abbreviations still mean what they did: a preview may have read the data again before anybody asked for the page."""
    then, made = text.ahead.pop(DRAFT, (None, None))
    return made if then == known else None


def _meanings(text: Text, known: Mapping[str, Meaning]) -> tuple[tuple[str, ...], ...]:
    """Return abbreviations as what a result is made of."""
    return text.memory.same("abbreviations", tuple((word, *meaning) for word, meaning in known.items()))


def _with_aids(text: Text, known: Mapping[str, Meaning]) -> list[Token]:
    return [*explained(placed_in_parts(text.tokens, parts_aloud(text)), known)]


def drafted(text: Text, known: Mapping[str, Meaning]) -> dict[str, tuple[Mapping[str, Meaning], Draft | None]]:
    """Return the HTML of a page's text as far as it depends on nothing but the text and the abbreviations ``known``, and these, by the name under which the text has it ahead."""
    return {DRAFT: (known, draft(_with_aids(text, known)))}


def site_pages(catalogue: Catalogue, texts: Mapping[str, Text], macros: Mapping[str, Macros], fragments: Fragments) -> list[SitePage]:
    """Return every page of the site, in order of path.

    ``texts`` has the text of each written page by its file, and ``macros`` those that have run in it, if any have.
    """
    training = sessions_page(texts[page.file] for page in catalogue.written)
    written = (written_page(page, texts[page.file], macros.get(page.file), catalogue, fragments, training) for page in catalogue.written)
    pages = {page.address: page for page in (*made_pages(catalogue, fragments), *written)}
    return sorted(pages.values(), key=lambda page: page.uri)


def sessions_page(texts: Iterable[Text]) -> str | None:
    """Return the address of the page that has the training sessions, where one of those with these texts prints them."""
    return page_with(SESSIONS, texts)


def page_with(identifier: str, texts: Iterable[Text]) -> str | None:
    """Return the address of the first page, of those with these texts, on which a macro prints an identifier."""
    return next((text.page.address for text in texts if text.page and identifier in text.identifiers_of_macros), None)


def team_record_page(catalogue: Catalogue, texts: Iterable[Text]) -> str | None:
    """Return where a team records what it agreed after a briefing, as the address of the page and the beginning of its place there; the briefing's name follows."""
    form = next((form for form in catalogue.data.forms.values() if any(question.takes == BRIEFING for question in form.questions.values())), None)
    page = page_with(f"instrument--{form.id}", texts) if form else None
    return f"{page}#{form.id}--of-" if form and page else None


def written_page(page: Page, text: Text, macros: Macros | None, catalogue: Catalogue, fragments: Fragments, training: str | None) -> SitePage:
    """Return a page that somebody wrote, with what the site adds below its text; ``macros`` are those that have run in it, and ``training`` is the address of the page with the sessions."""
    def sections() -> tuple[Section, ...]:
        sources = macros.figures.sources_of_mentioned() if macros else None
        return (*_listed_below(page, macros or Macros(catalogue, fragments, page.address), training), *([Section(sources, FIGURES_FROM)] if sources else ()))

    return SitePage(page.source.uri, page.title, page.summary, text, sections, _crumbs(page, catalogue), tuple(macros.figures.offered.values()) if macros else ())


def _listed_below(page: Page, macros: Macros, training: str | None) -> Iterator[Section]:
    """Return what the kind of a page lists below its text."""
    if isinstance(page, Newsletter) and page.published:  # without, it is refused
        if sessions := macros.catalogue.sessions_after(page):
            yield Section(macros.next_sessions(sessions, training), NEXT_SESSIONS)
        yield Section(macros.since_previous_newsletter(page), SINCE_PREVIOUS)
    if isinstance(page, Report) and page.chapters:
        yield Section(macros.chapters(page), "Chapters")
    if isinstance(page, Guidance) and page.address == Guidance.listing():
        yield Section(macros.resources(Guidance.kind), f"More {Guidance.plural}")


def _crumbs(page: Page, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    if isinstance(page, Resource):
        own_listing = page.address == page.listing()
        return () if own_listing else ((page.plural, page.listing()),)
    if report := catalogue.report_of(page):
        return ((Report.plural, Report.listing()), (report.title, report.address))
    return ()


def made_pages(catalogue: Catalogue, fragments: Fragments) -> Iterator[SitePage]:
    """Make the pages that nobody writes: no list of what there is none of. Guidance alone may begin with a written page in the place of its listing."""
    def page(address: str, title: str, summary: str, made: Callable[[Macros], Markup | tuple[Section, ...]],
             crumbs: tuple[tuple[str, str], ...] = ()) -> SitePage:
        def sections() -> tuple[Section, ...]:
            printed = made(Macros(catalogue, fragments, address))
            return printed if isinstance(printed, tuple) else (Section(printed),)

        return SitePage(uri_of(address), title, summary, make_sections=sections, crumbs=crumbs)

    for kind in catalogue.kinds:
        yield page(kind.listing(), kind.plural, kind.about, partial(Macros.listing, kind=kind))
    if catalogue.topics:
        yield page(TOPICS, "Topics", "Everything the partnership published, by subject.", Macros.topics)
    for topic in catalogue.topics:
        yield page(f"{TOPICS}{topic.id}/", f"Topic: {topic.name}", topic.summary, partial(Macros.resources_on, topic=topic.id),
                   (("Topics", TOPICS),))
    if catalogue.audiences:
        yield page(AUDIENCES, "For your work", "Everything the partnership published, by who it is for.", Macros.audiences)
    for audience in catalogue.audiences:
        yield page(f"{AUDIENCES}{audience.id}/", f"For {audience.name[0].lower()}{audience.name[1:]}", audience.summary,
                   partial(Macros.resources_for, audience=audience.id), (("For your work", AUDIENCES),))
    yield page(WHATS_NEW, "What's new", "What changed on this site, and what the partnership published, month by month, newest first.", Macros.whats_new)
    yield page(GLOSSARY, "Glossary", "What the acronyms and names stand for, in plain words.", Macros.glossary)
    yield page(UNCONFIRMED, "What “unconfirmed” means", "What the marks on this site mean, and where each number and address was seen.", Macros.unconfirmed)
    if catalogue.data.navigation.keep:
        yield page(KEEP, "Keep these pages on this device", "What to do, who to call and what to write down, where there is no network.", lambda macros: Markup())
    if catalogue.data.paper != OnPaper():
        yield page(ON_PAPER, "Pocket card and posters", "The numbers to carry about, and posters for the wall, each on one side of A4.", Macros.on_paper)
    yield page(SEARCH, "Search: A to Z", "Every page, topic and glossary term of this site, from A to Z.", Macros.a_to_z)
