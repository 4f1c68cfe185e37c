"""What can be found: every page of the site and every row of the glossary, with the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from publishing.content.kinds import Newsletter, Report, Resource, Strategy
from publishing.data.glossary import Term
from publishing.pages.site_pages import SINCE_PREVIOUS, SitePage
from publishing.search.folding import Folder
from publishing.site import HOME, Site
from publishing.words.addresses import AUDIENCES, GLOSSARY, TOPICS

LISTS = frozenset(("cards", "subjects", "letters", "a-to-z", "glossary", "chapters"))
"""Classes of what lists other pages: its words belong to those pages."""

SKIPPED = frozenset(("script", "style", "svg", "figure", "nav", "template"))
VOID = frozenset(("br", "img", "hr", "input", "wbr", "source", "col", "link", "meta"))

OWN_NAME, FROM_GROUP, FROM_GLOSSARY, GLOSSARY_TYPED, LATER_IN_GROUP = 0.9, 0.85, 0.55, 0.3, 0.65
"""How much another name of a page counts, by where it comes from; its title counts 1."""

QUESTIONS = ("{} stand for", "{} mean")
"""What people ask of an acronym: the glossary answers, whatever page the acronym is about."""

MEANT = 0.85
"""What a list or a row of the glossary weighs at least for words that the vocabulary leads to it on purpose."""


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading; the first part of a page has none."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One thing that the search can lead to."""

    address: str
    title: str
    summary: str
    kind: str
    """As results show it."""
    weight: float
    """How much it counts beside others that match as well: a resource more than a list that names it."""
    sections: tuple[Section, ...] = ()
    names: tuple[tuple[str, float], ...] = ()
    """Other names, which are never printed, and how much each counts."""
    month: str = ""
    year: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    topic_names: tuple[str, ...] = ()
    resource: bool = False
    """Whether the filters can find it."""
    within: str = ""
    """The title of the page it is a part of, where it is one."""


class _Sections(HTMLParser):
    """Splits a page's HTML at its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self._skipping = 0
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in VOID:
            self._add(" ")
            return
        if self._skipping or tag in SKIPPED or LISTS & set((values.get("class") or "").split()):
            self._skipping += 1
        elif tag in ("h2", "h3"):
            self.found.append([values.get("id") or "", "", ""])
            self._heading = True
        elif tag not in ("a", "strong", "em", "abbr", "code", "span", "time"):
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._skipping:
            self._skipping -= 1
        elif tag in ("h2", "h3"):
            self._heading = False
        elif tag not in ("a", "strong", "em", "abbr", "code", "span", "time"):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._add(data)

    def _add(self, text: str) -> None:
        self.found[-1][1 if self._heading else 2] += text


def sections_of(html: str) -> tuple[Section, ...]:
    """Return the parts of a page's text, without figures and without what lists other pages."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    found = (Section(id, " ".join(heading.split()), " ".join(text.split())) for id, heading, text in parser.found)
    return tuple(section for section in found if section.heading != SINCE_PREVIOUS)


def documents(site: Site, contents: Mapping[str, str], leads: Mapping[str, tuple[str, ...]], folder: Folder) -> list[Document]:
    """Return what can be found, resources first and newest first among them.

    ``contents`` is the HTML of each page by its path on the site; ``leads`` says where each group of synonyms leads.
    """
    glossary = [_term(term) for term in site.catalogue.data.glossary]
    order = {resource.address: place for place, resource in enumerate(site.catalogue.resources)}
    pages = sorted((page for page in site.pages if page.address != HOME),
                   key=lambda page: (order.get(page.address, len(order)), page.address))
    found = [_page(site, page, contents.get(page.uri, "")) for page in pages]
    found = [_with_glossary(document, site.catalogue.data.glossary, folder) for document in found]
    return list(_with_groups([*found, *glossary], site, leads))


def _term(term: Term) -> Document:
    return Document(f"{GLOSSARY}#{term.anchors[0]}", f"{' / '.join(term.forms)}: {term.stands_for}", term.means, "Glossary", 0.5,
                    names=(*((name, 0.95) for name in (*term.forms, term.stands_for)),
                           *((question.format(form), 0.95) for form in term.forms for question in QUESTIONS),
                           *((typed, 0.6) for typed in term.typed)),
                    within="Glossary")


def _page(site: Site, made: SitePage, html: str) -> Document:
    page = made.page
    if page is None:
        topic = next((topic for topic in site.catalogue.topics if f"{TOPICS}{topic.id}/" == made.address), None)
        kind = "Topic" if topic else "Audience" if made.address.startswith(AUDIENCES) else "List"
        return Document(made.address, made.title, made.summary, kind, {"Topic": 0.5, "Audience": 0.4, "List": 0.55}[kind])
    document = Document(made.address, made.title, made.summary, "Page", 0.9, sections_of(html),
                        tuple((name, OWN_NAME) for name in page.also_known_as))
    if isinstance(page, Newsletter) and page.published:
        *_, month, year = page.published.text.split()
        document = replace(document, names=(*document.names, *((f"{when} {page.singular}", OWN_NAME) for when in (month, f"{month} {year}"))))
    if isinstance(page, Resource):
        data = site.catalogue.data
        return replace(
            document, kind=page.singular, weight=_weight(page), resource=True,
            month=page.published.text if page.published else page.listing_period.text if page.listing_period else "",
            year=str(page.year or ""), topics=page.topics, audiences=page.audience,
            topic_names=tuple(data.topics[topic].name for topic in page.topics))
    report = site.catalogue.report_of(page)
    if report is None:
        return document
    asked_of_report = ((f"{report.singular} {name}", OWN_NAME) for name in page.also_known_as)
    return replace(document, kind=f"{report.singular} chapter", weight=0.85, within=report.title, names=(*document.names, *asked_of_report))


def _weight(page: Resource) -> float:
    weight = 0.6 if isinstance(page, Newsletter) else 0.9 if isinstance(page, (Strategy, Report)) else 0.9 if page.held else 1.0
    return weight * (0.5 if page.withdrawn or page.replaced_by else 1.0)


def _with_glossary(document: Document, glossary: Iterable[Term], folder: Folder) -> Document:
    """Give a page the other forms of each term that it is named by."""
    known = {tuple(folder.keys(name)) for name in (document.title, *(name for name, _ in document.names))}
    more: list[tuple[str, float]] = []
    for term in glossary:
        forms = (*term.forms, term.stands_for)
        if any(tuple(folder.keys(form)) in known for form in forms):
            more += [(form, FROM_GLOSSARY) for form in forms] + [(typed, GLOSSARY_TYPED) for typed in term.typed]
    return replace(document, names=(*document.names, *more))


def _with_groups(found: Iterable[Document], site: Site, leads: Mapping[str, tuple[str, ...]]) -> Iterator[Document]:
    """Give each page the words of the groups that lead to it."""
    names: dict[str, list[tuple[str, float]]] = {}
    for group in site.catalogue.data.synonyms.groups:
        for place, address in enumerate(leads.get(group.topic, ())):
            weight = FROM_GROUP if place == 0 else LATER_IN_GROUP
            names.setdefault(address, []).extend((name, weight) for name in (group.topic, *group.typed, *group.shown))
    for document in found:
        lift = 1 if document.resource else max(1, MEANT / document.weight)
        yield replace(document, names=(*document.names, *((name, weight * lift) for name, weight in names.get(document.address, ()))))
