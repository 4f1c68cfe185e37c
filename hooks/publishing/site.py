"""The whole site as plain values: what to render, what to copy, where old addresses lead, and what is wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from publishing.checks import links as link_checks
from publishing.checks import settings
from publishing.checks.attachments.found import AUTHOR
from publishing.checks.case_accounts import AGE, NAME, UNKNOWN
from publishing.checks.days import check_days
from publishing.checks.everything import CONTACTS, UNUSED, Beside, check_everything
from publishing.checks.files import DOCUMENTS, IMAGES
from publishing.checks.identifying import masked
from publishing.checks.language import JARGON
from publishing.checks.repository import NOT_NEEDED, find_files
from publishing.checks.taken_over import check_taken_over
from publishing.checks.typed_numbers import check_typed_numbers, is_of_a_report
from publishing.content.catalogue import Catalogue, Content, read_catalogue, read_content
from publishing.content.kinds import KINDS
from publishing.content.page import Page, Resource
from publishing.content.text import Text, expanded, text_of
from publishing.data.everything import Data, read_data_again
from publishing.data.language import Language
from publishing.data.ledger import redirects
from publishing.data.synonyms import destinations
from publishing.feeds.lists import Feed, all_feeds
from publishing.kept.digest import joined
from publishing.kept.memory import NOTHING, Memory, state_of
from publishing.pages.macros import Macros, shown_of_pages
from publishing.pages.reading_aids import Meaning, abbreviations
from publishing.pages.site_pages import DRAFT, SitePage, drafted, sessions_page, site_pages, team_record_page
from publishing.problems.problem import ContentError, Fault, Problem, errors, nearest, suggestion
from publishing.problems.rule import FILES, PARTNERSHIP, WARNING, Rule
from publishing.reading.encodings import conflict
from publishing.reading.fields import Place, words_gone
from publishing.reading.front_matter import MarkdownFile
from publishing.reading.names import tidy
from publishing.reading.passed import Passed
from publishing.reading.tree import SourceFile, read_text
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import Expanded, MacroEnvironment
from publishing.words.addresses import AUDIENCES, GLOSSARY, KEEP, ON_PAPER, TOPICS, Links, Target, relative

HOME, HOME_FILE = "/", "docs/index.md"

NO_HOME = Rule("home-page-missing", FILES, "the home page is missing", "Put docs/index.md back.", "It is what people find at the site's address.")
NO_ATTACHMENT = Rule("attachment-missing", FILES, 'there is no file "{file}" beside this page', "Put the file into the same folder, or correct its name.",
                     "Readers would find nothing to open.", {"file": "poster.pdf"})
UNNAMED = Rule("file-not-named", FILES, "no page names this file, so it is not published", "Add to {page}, {paste} Or delete the file, if nobody needs it.",
               "It can be read in the repository and is nowhere on the site; whoever uploaded it thinks that it is.",
               {"page": "briefings/general/genogram.md", "paste": "at the top between the two lines of hyphens: attachments: [{file: poster.pdf, title: Poster}]."}, WARNING)
OUTSIDE = Rule("file-outside", FILES, "this file lies where no page can name it, so it is not published", "Upload it into the folder of the page that it belongs to, name it there, and delete it here.",
               "It can be read in the repository and is nowhere on the site; whoever uploaded it thinks that it is.", severity=WARNING)
NO_PAGE_OF_LAW = Rule("law-page-missing", PARTNERSHIP, 'there is no page "{file}" that could rest on this law', "{near}Name the file of a page, as docs/about.md.",
                      "The report of what is due names each page whose law has changed.", {"file": "docs/who-to-cal.md", "near": 'Did you mean "docs/who-to-call.md"? '})
NO_FIRST = Rule("audience-first-missing", PARTNERSHIP, 'there is no page "{file}" to begin with', "{near}Name the file of a page, as docs/about.md.",
                "What somebody needs first in their work would be missing from their page.", {"file": "docs/who-to-cal.md", "near": 'Did you mean "docs/who-to-call.md"? '})
FIRST_OVER = Rule("audience-first-over", PARTNERSHIP, "{file} is {standing}", "Take it out of the list, or name in its place the page that is to be read today.",
                  "Nobody should be sent first to what is no longer to be used.", {"file": "briefings/general/old-genogram.md", "standing": "withdrawn"})
NO_PAGE_ON_PAPER = Rule("paper-page-missing", PARTNERSHIP, 'there is no page "{file}" for a poster', "{near}Name the file of a page, as docs/about.md.",
                        "The code on the poster would lead nowhere, and a poster of a guide would be empty.", {"file": "docs/who-to-cal.md", "near": 'Did you mean "docs/who-to-call.md"? '})
NO_PAGE_OF_PATHWAY = Rule("pathway-page-missing", PARTNERSHIP, 'there is no page "{file}" that could tell more', "{near}Name the file of a page, as docs/about.md.",
                          "The way would lead nowhere.", {"file": "docs/who-to-cal.md", "near": 'Did you mean "docs/who-to-call.md"? '})
NO_PAGE_OF_FORM = Rule("form-page-missing", PARTNERSHIP, 'there is no page "{file}" that could say more', "{near}Name the file of a page, as docs/about.md.",
                       "The question would lead nowhere.", {"file": "docs/who-to-cal.md", "near": 'Did you mean "docs/who-to-call.md"? '})
ON_NO_PAGE = Rule("sessions-on-no-page", PARTNERSHIP, "no page shows the training sessions of this file", "Write {{{{ sessions() }}}}, alone on a line, into a page, for example docs/training.md.",
                  "Only that page says how to book and can be bookmarked; the home page and the newsletter name the next sessions alone.", severity=WARNING)
NO_PAGE_OF_AGE = Rule("age-page-missing", PARTNERSHIP, 'there is no page "{file}" on children of this age', "{near}Name the file of a page, as docs/about.md, or take page: out.",
                      "Who chooses this age would be led nowhere.", {"file": "docs/unborn.md", "near": 'Did you mean "docs/unborn-child.md"? '})
NO_GUIDE_ON_PAPER = Rule("paper-guide-not-urgent", PARTNERSHIP, "{file} is not an urgent guide", "Take it out of guides:. A poster of numbers can lead to it, with page: under posters:.",
                         "The first part of an urgent guide says what to do now; that of another page makes no poster.", {"file": "docs/about.md"})
NOT_A_PAGE = Rule("not-a-page", PARTNERSHIP, '"{item}" is not a page of this site', "Name a file, as docs/about.md, or an address, as /newsletters/.",
                  "The menu and the footer lead to our own pages alone.", {"item": "https://example.org/"})


@dataclass(frozen=True)
class Menu:
    """A heading of the menu with its titles and addresses."""

    title: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Site:
    """Everything that a build needs to know."""

    catalogue: Catalogue
    fragments: Fragments
    pages: tuple[SitePage, ...]
    texts: Mapping[str, Text]
    """The text of every Markdown file that could be read, by its path from the project's root."""
    files: tuple[SourceFile, ...]
    """The images and documents that some page names."""
    redirects: Mapping[str, str]
    """Where each former address leads now."""
    links: Links
    menu: tuple[Menu, ...]
    footer: tuple[tuple[str, str], ...]
    who_to_call: str
    keep: tuple[tuple[str, str], ...]
    """The titles and addresses of the pages that readers may keep on their device."""
    problems: tuple[Problem, ...]
    """Warnings: with an error there is no site."""
    synonyms_lead_to: Mapping[str, tuple[str, ...]]
    """The addresses that each group of data/synonyms.yml leads to, best first."""
    rests_on: Mapping[str, frozenset[str]]
    """The names of the laws that each text rests on, by its file."""
    preview: bool = False
    """Whether drafts and future resources are in it: then no search engine may keep it."""
    mailed_from: str = ""
    """The address to which newsletters as email lead, where it has been chosen; else that of the partnership's site."""

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """Every feed by its address."""
        return all_feeds(self.catalogue)

    @cached_property
    def same_for_many(self) -> dict[tuple[str, str], tuple[Markup, frozenset[str]]]:
        """Parts of its pages that are the same on many, by their name and folder, as :mod:`publishing.layout` has rendered them by now."""
        return {}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where its pages are."""
        return frozenset(page.address for page in self.pages)

    @cached_property
    def team_record(self) -> str | None:
        """Where teams record what they agreed after a briefing, with its name to follow, where there is such a form."""
        return team_record_page(self.catalogue, (page.text for page in self.pages if page.text))

    def environment(self, made: SitePage) -> MacroEnvironment:
        """Return the sandbox in which the macros of one of its pages run."""
        return Macros(self.catalogue, self.fragments, made.address).environment()

    def html(self, made: SitePage) -> str:
        """Return the text of one of its pages as HTML; its links lead from this page to the others that are published by now."""
        if made.uri not in self.rendered:
            self.take_html(made, made.html(self.link_from(made), self._abbreviations))
        return self.rendered[made.uri]

    def take_html(self, made: SitePage, html: str) -> None:
        """Take over the text of one of its pages as HTML, which a copy of this process may have rendered."""
        self.rendered[made.uri] = html
        if made.text:
            made.text.ahead.pop(DRAFT, None)
            made.text.let_go()

    @cached_property
    def rendered(self) -> dict[str, str]:
        """The text of each of its pages as HTML by its path, as far as somebody has asked for it."""
        return {}

    @cached_property
    def _abbreviations(self) -> Mapping[str, Meaning]:
        return _explained_by(self.catalogue.data)

    def link_from(self, made: SitePage) -> Callable[[str], str]:
        """Return what turns an address, as it was written on a page, into a link from it; nothing where the target waits for its day."""
        file = made.page.file if made.page else ""

        def link(written: str) -> str:
            target = self.links.resolve(written, file)
            if not isinstance(target, Target) or written.startswith("#"):
                return written
            if target.later:
                return ""
            return relative(f"{target.address}#{target.fragment}" if target.fragment else target.address, made.address)

        return link


class WithoutListings(Fragments):
    """Renders all but the listings of resources, which take longest and hold nothing that a check looks at."""

    def render(self, name: str, url: Callable[[str], str], **values: Any) -> Markup:
        return Markup() if name in ("cards", "since-previous") else super().render(name, url, **values)


class Checked(NamedTuple):
    """What a check finds."""

    site: Site | None
    """``None`` where there is an error."""
    problems: tuple[Problem, ...]
    gap: str = ""
    """Why not every published address is protected, in one sentence; nothing where each is."""


def check_site(root: Path, today: date, passed: Passed | None = None, memory: Memory = NOTHING) -> Checked:
    """Return every problem of the site below ``root``, in the words of the build; and the site, where there is no error.

    Its listings are empty: it is there to be looked at, not to be published. What has ``passed`` before is not looked at again.
    """
    return _read(root, today, only_check=True, passed=passed, memory=memory)


def read_site(root: Path, today: date, preview: bool = False, only_check: bool = False, memory: Memory = NOTHING) -> Site:
    """Read the site below ``root`` as it is to be published on ``today``.

    ``only_check`` leaves the listings empty, which is much faster; ``memory`` has what the reading before has left. Raises :class:`ContentError` with every problem found when there is an error among them.
    """
    site, problems, _ = _read(root, today, preview, only_check, memory=memory)
    if site is None:
        raise ContentError(problems)
    return site


def _read(root: Path, today: date, preview: bool = False, only_check: bool = False, passed: Passed | None = None, memory: Memory = NOTHING) -> Checked:
    problems: list[Problem] = []
    content = read_content(root, problems, memory)
    data, data_files = read_data_again(root, problems, memory), read_data_files(root, memory)
    rest = find_files(root, {*data_files, *content.markdown, *(source.file for source in content.others)})  # not a page that cannot be read
    beside = Beside({CONTACTS: None, **data_files}, (*content.others, *rest), data.contacts if data else {}, data.glossary if data else (), data.language if data else Language(), passed, memory)
    try:
        catalogue = read_catalogue(root, today, problems, preview, content, memory, data) if data else None
        fragments = (WithoutListings if only_check else Fragments)(root / "overrides")
        texts, macros = read_texts(content, catalogue, fragments, memory)
        problems.extend(_check_content(root, content, catalogue, texts, data_files, rest, memory, beside))
    finally:
        beside.stop()
    if catalogue is None:
        return Checked(None, tuple(told(problems)))
    pages = site_pages(catalogue, texts, macros, fragments)
    links = memory.same("links", links_of(catalogue, (page.address for page in pages)))
    if HOME_FILE not in catalogue.refused and not any(page.address == HOME for page in catalogue.pages):
        problems.append(NO_HOME.problem(HOME_FILE, 1))
    _check_files_named(catalogue)
    problems.extend(check_days(catalogue, texts.values(), memory))
    if catalogue.sessions and not sessions_page(texts[page.file] for page in catalogue.written) and not catalogue.data.unread and not catalogue.refused:
        problems.append(catalogue.data.place("training").problem(ON_NO_PAGE))
    laws = rests_on(catalogue, macros)
    named = _check_texts(catalogue, texts, pages, links, problems, memory)
    menu, footer, who_to_call, keep = navigation(catalogue, pages, links)
    left_out = tuple(sorted({*catalogue.unpublished, *catalogue.refused, TOPICS, AUDIENCES, *(kind.listing() for kind in KINDS),
                             *(f"{TOPICS}{topic}/" for topic in catalogue.data.topics), *(f"{AUDIENCES}{audience}/" for audience in catalogue.data.audiences)}))
    synonyms_lead_to = memory.told("synonyms lead to", (catalogue.data, links, left_out), problems, partial(
        destinations, catalogue.data.synonyms, catalogue.data.place("synonyms"), links,
        {GLOSSARY: {anchor for term in catalogue.data.glossary for anchor in term.anchors}} if "glossary" not in catalogue.data.unread else {}, left_out), lasting=False)
    problems = told(problems)
    if errors(problems):
        return Checked(None, tuple(problems), catalogue.history.gap)
    live = {page.address: page.uri for page in pages}
    site = Site(catalogue, fragments, tuple(pages), texts, tuple(catalogue.files[file] for file in sorted(named)),
                redirects(catalogue.data.ledger, live), links, menu, footer, who_to_call, keep, tuple(problems), synonyms_lead_to, laws, preview)
    return Checked(site, site.problems, catalogue.history.gap)


def links_of(catalogue: Catalogue, addresses: Iterable[str]) -> Links:
    """Return what links can lead to on a site whose pages have these addresses."""
    return Links(
        files={**{page.file: page.address for page in catalogue.written},
               **{file: source.address for file, source in catalogue.files.items()}},
        addresses=frozenset(addresses),
        unpublished=catalogue.unpublished,
        refused=catalogue.refused,
        later={page.file: page.address for page in catalogue.waiting if not page.draft},
        unsure=_unsure(catalogue),
        folders={kind.folder: kind.listing() for kind in KINDS})


def read_texts(content: Content, catalogue: Catalogue | None, fragments: Fragments, memory: Memory) -> tuple[dict[str, Text], dict[str, Macros]]:
    """Return every text by file, and the macros that have run in those that may have any. Without a catalogue macros print nothing."""
    texts: dict[str, Text] = {}
    macros: dict[str, Macros] = {}

    @cache
    def for_all() -> tuple[object, ...]:
        return (catalogue.data, catalogue.today, joined(*shown_of_pages(catalogue), fragments.source)) if catalogue and memory is not NOTHING else ()

    for file, markdown in content.markdown.items():
        page = catalogue.by_any_file.get(file) or catalogue.stand_ins.get(file) if catalogue else None
        read = None
        if "{" in markdown.text:
            if catalogue and page:
                macros[file] = Macros(catalogue, fragments, page.address)
            read = memory.same(("expanded", file), _run(markdown, macros[file], for_all(), memory) if file in macros else expanded(markdown))
        texts[file] = memory.result(("text", file), (markdown, page, read), partial(text_of, file, markdown, page, memory=memory, read=read), lasting=False)
    return texts, macros


def _run(markdown: MarkdownFile, macros: Macros, for_all: tuple[object, ...], memory: Memory) -> Expanded:
    """Return a text with its macros run, which rests on it and on what is the same ``for_all``."""
    run = memory.result(("run", macros.address), (markdown.text, for_all), partial(macros.run, markdown))
    macros.take(run)
    return run.text


def _explained_by(data: Data) -> Mapping[str, Meaning]:
    """Return what explains abbreviations: the same for a text that is drafted while it is checked, and for one that is rendered later."""
    return abbreviations(data.glossary, data.contacts.values())


def _check_content(root: Path, content: Content, catalogue: Catalogue | None, texts: Mapping[str, Text], data_files: Mapping[str, str | None], rest: Iterable[SourceFile],
                   memory: Memory, beside: Beside) -> list[Problem]:
    """Run every check that looks at files one by one or side by side, with as much of the data as could be read."""
    data = catalogue.data if catalogue else None
    partnership = data.partnership if data else None
    found = check_everything(texts, content.others, beside, partnership.names if partnership else (), memory, partial(drafted, known=_explained_by(data)) if data else None)
    found += _outside(rest)
    found += settings.check(root)
    found += check_taken_over(texts.values(), data_files, data) if data else ()
    found += [problem for path in sorted((root / "data").rglob("*")) if path.is_file() and (problem := conflict(path, path.relative_to(root).as_posix()))]
    return judged(found, data, data_files)


def read_data_files(root: Path, memory: Memory = NOTHING) -> dict[str, str | None]:
    """Return the text of each data file; ``None`` where it cannot be read as text."""
    return {file: memory.result(("text of data", file), (state_of(path),), partial(read_text, path, file, []), lasting=False)
            for path in sorted((root / "data").rglob("*.yml")) if (file := path.relative_to(root).as_posix())}


def judged(found: Iterable[Problem], data: Data | None, data_files: Mapping[str, str | None]) -> list[Problem]:
    """Return the problems without those that need what a data file says that cannot be read."""
    unread = {*(data.unread if data else ("glossary", "language", "partnership"))} - {"contacts"}
    if data_files.get(CONTACTS) is None:  # its words are enough, be they right or wrong
        unread.add("contacts")
    open_questions = {rule for name in unread for rule in _JUDGED_BY.get(name, (UNUSED,))}
    return [problem for problem in found if problem.rule not in open_questions]


_JUDGED_BY = {"contacts": (NOT_NEEDED, UNUSED), "glossary": (AGE, JARGON, NAME, UNKNOWN, UNUSED), "language": (AGE, JARGON, NAME, NOT_NEEDED, UNKNOWN, UNUSED), "sources": (UNKNOWN,),
              "partnership": (AUTHOR, UNUSED)}
"""The rules that need what a data file says: where it cannot be read, nothing is found by them."""


def _unsure(catalogue: Catalogue) -> tuple[str, ...]:
    """Return how the addresses begin of the pages that the site might make, could all be read that was written."""
    unread = catalogue.data.unread
    found = [address for name, address in (("topics", TOPICS), ("audiences", AUDIENCES)) if name in unread or catalogue.refused]
    found += [address for name, address in (("paper", ON_PAPER), ("navigation", KEEP)) if name in unread]
    return (*found, *(kind.listing() for kind in KINDS if catalogue.refused))


def told(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems as they are told, each once, without what nobody may read in a log, in what they quote of a file."""
    return [replace(problem, values={name: masked(str(value)) for name, value in problem.values.items()}) for problem in words_gone(problems)]


def _check_texts(catalogue: Catalogue, texts: Mapping[str, Text], pages: Iterable[SitePage], links: Links, problems: list[Problem], memory: Memory) -> set[str]:
    """Check the macros and links of every written text, also of those that wait for their day; return the images and documents named."""
    by_address: dict[str, SitePage | Text] = {**{page.address: texts[page.file] for page in catalogue.waiting}, **{page.address: page for page in pages}}
    destinations = destinations_of(catalogue, links, by_address.get)
    destinations = replace(destinations, files=memory.same("files", destinations.files), withdrawn=memory.same("withdrawn", destinations.withdrawn))
    identifiers = destinations.identifiers
    all_led = (destinations.links, destinations.files, destinations.withdrawn)
    before = memory.result("led", (), lambda: None, lasting=False)
    as_before = before is not None and all(one is other for one, other in zip(all_led, before, strict=True))  # then every link leads where it led

    def looked_at(page: Page) -> _LookedAt:
        asked: dict[str, Collection[str] | None] = {}
        led: dict[str, link_checks.Led] = {}

        def noted(address: str) -> Collection[str] | None:
            asked[address] = identifiers(address)
            return asked[address]

        text = texts[page.file]
        noting = replace(destinations, identifiers=noted, noted=led)
        found, files = list(check_text(page, text, noting, catalogue)), link_checks.files_named(text, noting)
        text.let_go()
        return found, files, asked, {link: there for link, there in led.items() if there[0] is not None}  # of what leads elsewhere nothing here can change

    def holds(page: Page, seen: _LookedAt) -> bool:
        return all(identifiers(address) == there for address, there in seen[2].items()) and (as_before or all(destinations.lead(link, page.file) == there for link, there in seen[3].items()))

    named: set[str] = set()
    for page in catalogue.written:
        found, files, *_ = memory.result(("looked at", page.file), (texts[page.file], catalogue.data if is_of_a_report(page) else None), partial(looked_at, page), holds=partial(holds, page))
        problems.extend(found)
        named.update(files, attachments_of(page, catalogue))
    memory.same("led", all_led)
    for page in catalogue.stand_ins.values():
        problems.extend(check_text(page, texts[page.file], destinations, catalogue))
    later: set[str] = set()
    for page in catalogue.waiting:
        problems.extend(check_text(page, texts[page.file], destinations, catalogue))
        later.update(link_checks.files_named(texts[page.file], _on_its_day(page, destinations, catalogue)), attachments_of(page, catalogue))
    if not catalogue.refused and not catalogue.data.unread:
        problems.extend(_unnamed(catalogue, named | later))
    return named


def named_by(page: Page, memory: Memory) -> set[str]:
    """Return the images and documents that the text of a page names, in the reading of a ``memory``."""
    found: _LookedAt = memory.found(("looked at", page.file))
    return found[1]


_LookedAt = tuple[list[Problem], set[str], dict[str, Collection[str] | None], dict[str, link_checks.Led]]
"""What was found in a text, the images and documents that it names, and what was asked for that: the headings at addresses, and where links lead."""


def destinations_of(catalogue: Catalogue, links: Links, at: Callable[[str], SitePage | Text | None]) -> link_checks.Destinations:
    """Return what links can lead to, down to the headings; ``at`` returns what stands at an address, where anything does."""
    def identifiers(address: str) -> Collection[str] | None:
        page = at(address)
        text = page.text if isinstance(page, SitePage) else page
        if page is None or (catalogue.data.unread and (text is None or text.expanded.printed)):  # nobody knows what macros would print
            return None
        return page.identifiers

    return link_checks.Destinations(links, identifiers,
                                    {source.address: file for file, source in catalogue.files.items()},
                                    {page.address: page.file for page in catalogue.resources if page.withdrawn})


def _unnamed(catalogue: Catalogue, named: Collection[str]) -> Iterator[Problem]:
    """Find images and documents that no page names, not even one that waits for its day."""
    for file in sorted(catalogue.files.keys() - named):
        folder, _, name = file.rpartition("/")
        stem, _, ending = name.rpartition(".")
        name, ending = tidy(name), ending.lower()  # of a name that cannot stand in an address is said that it has to be that one
        if ending not in IMAGES | DOCUMENTS:  # of which is said that they are not published at all
            continue
        beside = {posixpath.basename(page).removesuffix(".md"): page for page in catalogue.by_any_file if posixpath.dirname(page) == folder}
        if not beside:
            yield OUTSIDE.problem(file, 1)
            continue
        likely = next(iter(beside.values())) if len(beside) == 1 else beside.get(nearest(stem, beside) or "")
        title = re.sub(r"[_\W]+", " ", stem).strip().capitalize()
        listed = f"attachments: [{{file: {name}, title: {title}}}]"
        paste = (f"where it belongs: ![What it shows]({name})." if ending in IMAGES else
                 f"at the top between the two lines of hyphens: {listed}. If attachments: stands there already, add to its list what stands here between the square brackets.")
        yield UNNAMED.problem(file, 1, page=likely or "the page that it belongs to, in the same folder", paste=paste)


def _outside(files: Iterable[SourceFile]) -> Iterator[Problem]:
    """Find images and documents at the top of the project, among the data or among the templates: where an upload lands that missed its folder."""
    for source in files:
        if source.file.rpartition("/")[0] in ("", "data", "templates") and source.file.rpartition(".")[2].lower() in IMAGES | DOCUMENTS:
            yield OUTSIDE.problem(source.file, 1)


def check_text(page: Page, text: Text, destinations: link_checks.Destinations, catalogue: Catalogue) -> Iterator[Problem]:
    """Find what is wrong with the macros, typed figures and links of a text; what waits may link to what is there on its day."""
    for line, fault in text.expanded.wrong:
        yield fault.at(page.file, text.first_line + line - 1)
    yield from check_typed_numbers(text, Place(catalogue.front_matter[page.file].front_matter), catalogue.data.figures)
    waits = page.file in catalogue.unpublished or (page.file in catalogue.stand_ins and page.draft)
    yield from link_checks.check(text, _on_its_day(page, destinations, catalogue) if waits else destinations)


def _on_its_day(page: Page, destinations: link_checks.Destinations, catalogue: Catalogue) -> link_checks.Destinations:
    return replace(destinations, links=_links_on_its_day(page, destinations.links, catalogue))


def _links_on_its_day(page: Page, links: Links, catalogue: Catalogue) -> Links:
    """Return what a waiting page can link to on the day it is published, so that no day can stop a build."""
    day = page.published.first_day if isinstance(page, Resource) and page.published else None
    out = {other.file: other for other in catalogue.waiting
           if other.file == page.file or page.draft or (not other.draft and day and isinstance(other, Resource) and other.published and other.published.first_day <= day)}
    return replace(links, files={**links.files, **{file: other.address for file, other in out.items()}},
                   unpublished={file: why for file, why in links.unpublished.items() if file not in out})


def _check_files_named(catalogue: Catalogue) -> None:
    """Report pages that an audience or a role is to begin with, that are to rest on a law, or that a poster, a cube, an age of children or a question is to lead to, and that nobody wrote; what nobody is to begin with any more, or to find on a wall; and posters of what is no guide."""
    data = catalogue.data
    named = [(NO_PAGE_OF_LAW, law.pages, data.place("law").at(name).at("pages")) for name, law in data.law.items()]
    for name, audience in data.audiences.items():
        place = data.place("audiences").at(name)
        named.append((NO_FIRST, audience.first, place.at("first")))
        named += ((NO_FIRST, role.first, place.at("roles").at(word).at("first")) for word, role in audience.roles.items())
    named.append((NO_PAGE_ON_PAPER, data.paper.guides, data.place("paper").at("guides")))
    posters = data.place("paper").at("posters")
    single = [(NO_PAGE_ON_PAPER, poster.page, posters.at(name).at("page")) for name, poster in data.paper.posters.items() if poster.page]
    single += [(NO_PAGE_OF_PATHWAY, part.page, place.at("page")) for name, pathway in data.pathways.items()
               for part, place in pathway.named(data.place("pathways").at(name)) if part.page]
    forms = data.place("forms")
    single += [(NO_PAGE_OF_FORM, question.more, forms.at(name).at("questions").at(word).at("more")) for name, form in data.forms.items() for word, question in form.questions.items() if question.more]
    if data.paper.cube and data.paper.cube.page:
        single.append((NO_PAGE_ON_PAPER, data.paper.cube.page, data.place("paper").at("cube").at("page")))
    single += [(NO_PAGE_OF_AGE, age.page, data.place("levels").at("ages").at(name).at("page")) for name, age in (data.levels.ages if data.levels else {}).items() if age.page]
    for rule, file, place in (*((rule, file, place.at(position)) for rule, files, place in named for position, file in enumerate(files)), *single):
        page = catalogue.by_any_file.get(file)
        if page is None and file not in catalogue.refused:
            place.refuse(rule, file=file, near=suggestion(file, catalogue.by_any_file))
        elif rule is not NO_PAGE_OF_LAW and isinstance(page, Resource) and (page.withdrawn or page.replaced_by):
            place.refuse(FIRST_OVER, file=file, standing=f"replaced by {page.replaced_by}" if page.replaced_by else "withdrawn")
    for position, file in enumerate(data.paper.guides):
        page = catalogue.by_any_file.get(file)
        if page and not (isinstance(page, Resource) and page.at_once):
            data.place("paper").at("guides").at(position).refuse(NO_GUIDE_ON_PAPER, file=file)


def rests_on(catalogue: Catalogue, macros: Mapping[str, Macros]) -> Mapping[str, frozenset[str]]:
    """Return the names of the laws that each text rests on, by its file: those whose standing it prints, and those that name it."""
    by_file = {file: set(printed.rests_on) for file, printed in macros.items()}
    for name, law in catalogue.data.law.items():
        for file in law.pages:
            by_file.setdefault(file, set()).add(name)
    return {file: frozenset(names) for file, names in by_file.items() if names}


def attachments_of(page: Page, catalogue: Catalogue) -> Iterable[str]:
    """Return the files that a page names as going with it; report those that are not there."""
    place = Place(catalogue.front_matter[page.file].front_matter)
    for position, attachment in enumerate(page.attachments):
        file = posixpath.join(posixpath.dirname(page.file), attachment.file)
        if file in catalogue.files:
            yield file
        else:
            place.at("attachments").at(position).refuse(NO_ATTACHMENT, file=attachment.file)


def navigation(catalogue: Catalogue, pages: Iterable[SitePage], links: Links
                ) -> tuple[tuple[Menu, ...], tuple[tuple[str, str], ...], str, tuple[tuple[str, str], ...]]:
    """Return the menu, the footer, the address of whom to call, and what readers may keep; report what leads to no page."""
    titles = {page.address: page.title for page in pages}
    empty_listings = {TOPICS, AUDIENCES, *(kind.listing() for kind in KINDS)} - titles.keys()
    root = catalogue.data.place("navigation")

    def link(place: Place) -> tuple[str, str] | None:
        item = str(place.value)
        target = links.resolve(item, "")
        if isinstance(target, Target) and target.later:
            return None
        if item in empty_listings:  # nothing of that kind, on any topic or for anybody, in this build: left out, not wrong
            return None
        if isinstance(target, Target) and target.address in titles:
            return titles[target.address], target.address
        if isinstance(target, Fault):
            place.refuse(target.rule, **target.values)
        else:
            place.refuse(NOT_A_PAGE, item=item)
        return None

    def items(place: Place) -> tuple[tuple[str, str], ...]:
        found = (link(place.at(position)) for position in range(len(place.value) if isinstance(place.value, list) else 0))
        return tuple(item for item in found if item is not None)

    navigation = catalogue.data.navigation
    sections = (Menu(section.title, items(root.at("menu").at(position).at("items"))) for position, section in enumerate(navigation.menu))
    menu = tuple(section for section in sections if section.links)
    footer = items(root.at("footer"))
    who_to_call = link(root.at("who_to_call"))
    listed = {kind.listing(): [(page.title, page.address) for page in catalogue.of_kind(kind) if not page.held] for kind in catalogue.kinds}
    keep = dict.fromkeys(page for title, address in items(root.at("keep")) for page in ((title, address), *listed.get(address, ())))
    return menu, footer, who_to_call[1] if who_to_call else HOME, tuple(keep)

