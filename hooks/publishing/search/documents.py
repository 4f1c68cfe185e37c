"""What can be found: every page of the site and every row of the glossary, with the words that lead to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import html
from lxml.html import HtmlElement

from publishing.content.kinds import Newsletter, Report, Strategy, UrgentGuide
from publishing.content.page import Resource
from publishing.data.glossary import Term
from publishing.pages.site_pages import SINCE_PREVIOUS, SitePage
from publishing.reading.html import IN_LINES, VOID
from publishing.reading.rendering import MEANING, PLACE
from publishing.search import weights
from publishing.search.folding import Folder
from publishing.seen import Seen
from publishing.site import HOME, Site
from publishing.words.addresses import AUDIENCES, GLOSSARY, TOPICS

LISTS = frozenset(("cards", "subjects", "letters", "a-to-z", "glossary", "chapters"))
"""Classes of what lists other pages: its words belong to those pages."""

NOT_TEXT = frozenset(("script", "style", "svg", "figure", "nav", "template", "button", "select"))

AIDS = frozenset((PLACE, MEANING, "instrument__word"))
"""Classes of what helps to read or use a text and is not of it: else a page would be found by what its abbreviations stand for."""

QUESTIONS = ("{} stand for", "{} mean")
"""What people ask of an acronym: the glossary answers, whatever page the acronym is about."""


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
    around: tuple[tuple[str, float], ...] = ()
    """Words that stand in accounts of it, which are never printed, and how much each text of them counts."""
    accounts: tuple[str, ...] = ()
    """How people tell of it, which is never printed."""
    month: str = ""
    year: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    topic_names: tuple[str, ...] = ()
    resource: bool = False
    """Whether the filters can find it."""
    urgent: bool = False
    """Whether it is for somebody with a child in danger: then whom to ring stands above the results."""
    within: str = ""
    """The title of the page it is a part of, where it is one."""


def sections_of(page: str) -> tuple[Section, ...]:
    """Return the parts of a page's text, given as HTML, without figures and without what lists other pages."""
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    _read_on(html.fragment_fromstring(page, create_parent="div"), found)
    tidy = (Section(identifier, " ".join(heading.split()), " ".join("".join(words).split())) for identifier, heading, words in found)
    return tuple(section for section in tidy if section.heading != SINCE_PREVIOUS)


def _read_on(element: HtmlElement, found: list[tuple[str, str, list[str]]]) -> None:
    """Add an element's words to the last part that was found, and what stands below each heading of the second and third level as one more; blocks are parted from each other."""
    edge = "" if element.tag in _WITHIN_LINES else " "
    found[-1][2].append(edge + (element.text or ""))
    for child in element:
        tag = child.tag
        if tag in ("h2", "h3"):
            found.append((child.get("id", ""), "".join(child.itertext()), []))
        elif isinstance(tag, str) and tag not in NOT_TEXT and child.get("hidden") is None and _OF_OTHERS.isdisjoint(child.get("class", "").split()):
            _read_on(child, found)
        found[-1][2].append(child.tail or "")
    found[-1][2].append(edge)


_WITHIN_LINES, _OF_OTHERS = IN_LINES - VOID, LISTS | AIDS


def documents(site: Site, contents: Mapping[str, str], leads: Mapping[str, tuple[str, ...]], folder: Folder, seen: Seen | None = None) -> list[Document]:
    """Return what can be found, resources first and newest first among them.

    ``contents`` is the HTML of each page by its path on the site; ``leads`` says where each group of synonyms leads;
    the parts of a text that was ``seen`` before are not read again.
    """
    def read(written: Sequence[SitePage]) -> Iterator[tuple[Section, ...]]:
        return (sections_of(contents.get(page.uri, "")) for page in written)

    glossary = [_term(term) for term in site.catalogue.data.glossary]
    order = {resource.address: place for place, resource in enumerate(site.catalogue.resources)}
    pages = sorted((page for page in site.pages if page.address != HOME and not page.unlisted),
                   key=lambda page: (order.get(page.address, len(order)), page.address))
    written = [page for page in pages if page.page]
    sections = dict(zip((page.uri for page in written), seen.of_each("sections", written, read) if seen else read(written), strict=True))
    found = [_page(site, page, sections.get(page.uri, ())) for page in pages]
    found = [replace(document, urgent=isinstance(page.page, UrgentGuide) or page.address == site.who_to_call)
             for page, document in zip(pages, found, strict=True)]
    terms = _terms_by_name(site.catalogue.data.glossary, folder)
    found = [_with_glossary(document, site.catalogue.data.glossary, terms, folder) for document in found]
    return list(_with_groups([*found, *glossary], site, leads))


def _term(term: Term) -> Document:
    return Document(f"{GLOSSARY}#{term.anchors[0]}", f"{' / '.join(term.forms)}: {term.stands_for}", term.means, "Glossary", weights.TERM,
                    names=(*((name, weights.TERM_NAME) for name in (*term.forms, term.stands_for)),
                           *((question.format(form), weights.TERM_NAME) for form in term.forms for question in QUESTIONS),
                           *((typed, weights.TERM_TYPED) for typed in term.typed)),
                    within="Glossary")


_WEIGHTS_OF_LISTS = {"Topic": weights.TOPIC_PAGE, "Audience": weights.AUDIENCE_PAGE, "List": weights.LIST_PAGE}


def _page(site: Site, made: SitePage, sections: tuple[Section, ...]) -> Document:
    page = made.page
    if page is None:
        topic = next((topic for topic in site.catalogue.topics if f"{TOPICS}{topic.id}/" == made.address), None)
        kind = "Topic" if topic else "Audience" if made.address.startswith(AUDIENCES) else "List"
        return Document(made.address, made.title, made.summary, kind, _WEIGHTS_OF_LISTS[kind], topics=(topic.id,) if topic else ())
    document = Document(made.address, made.title, made.summary, "Page", weights.PAGE, sections,
                        tuple((name, weights.OWN_NAME) for name in page.also_known_as))
    if isinstance(page, Newsletter) and page.published:
        months = page.published.month_name, page.published.month_text
        document = replace(document, names=(*document.names, *((f"{month} {page.singular}", weights.OWN_NAME) for month in months)))
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
    asked_of_report = ((f"{report.singular} {name}", weights.OWN_NAME) for name in page.also_known_as)
    return replace(document, kind=f"{report.singular} chapter", weight=weights.CHAPTER, within=report.title, names=(*document.names, *asked_of_report))


def _weight(page: Resource) -> float:
    weight = (weights.NEWSLETTER if isinstance(page, Newsletter) else weights.STRATEGY_OR_REPORT if isinstance(page, (Strategy, Report))
              else weights.RESOURCE_HELD if page.held else weights.RESOURCE)
    return weight * (weights.OUT_OF_USE if page.withdrawn or page.replaced_by else 1)


def _terms_by_name(glossary: Iterable[Term], folder: Folder) -> Mapping[tuple[str, ...], list[int]]:
    """Return the places of terms in the glossary by the keys of their forms."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, term in enumerate(glossary):
        for form in (*term.forms, term.stands_for):
            found[tuple(folder.keys(form))].append(place)
    return found


def _with_glossary(document: Document, glossary: Sequence[Term], terms: Mapping[tuple[str, ...], list[int]], folder: Folder) -> Document:
    """Give a page the other forms of each term that it is named by; ``terms`` are from :func:`_terms_by_name`."""
    more: list[tuple[str, float]] = []
    for place in sorted({place for name in (document.title, *(name for name, _ in document.names)) for place in terms.get(tuple(folder.keys(name)), ())}):
        term = glossary[place]
        more += [(form, weights.FROM_GLOSSARY) for form in (*term.forms, term.stands_for)] + [(typed, weights.GLOSSARY_TYPED) for typed in term.typed]
    return replace(document, names=(*document.names, *more))


def _with_groups(found: Iterable[Document], site: Site, leads: Mapping[str, tuple[str, ...]]) -> Iterator[Document]:
    """Give each page the words of the groups that lead to it."""
    names: dict[str, list[tuple[str, float]]] = defaultdict(list)
    around: dict[str, list[tuple[str, float]]] = defaultdict(list)
    accounts: dict[str, list[str]] = defaultdict(list)
    data = site.catalogue.data
    for group in data.synonyms.groups:
        for place, address in enumerate(leads.get(group.topic, ())):
            weight = weights.FROM_GROUP if place == 0 else weights.LATER_IN_GROUP
            names[address].extend((name, weight) for name in (group.topic, *group.typed, *group.shown))
            if group.around:
                around[address].append((group.around, weights.AROUND if place == 0 else weights.AROUND_LATER))
            if place == 0 or (place == 1 and leads[group.topic][0].startswith(TOPICS)):  # what a topic lists is as much of the subject
                accounts[address].extend(data.accounts.subjects.get(group.topic, ()))
    for document in found:
        lift = 1 if document.resource else max(1, weights.MEANT / document.weight)
        yield replace(document, names=(*document.names, *((name, weight * lift) for name, weight in names[document.address])),
                      around=() if document.kind == "Glossary" else tuple((words, weight * lift) for words, weight in around[document.address]),
                      accounts=() if document.kind == "Glossary" else tuple(accounts[document.address]))
