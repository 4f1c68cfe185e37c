"""The catalogue: every page and resource of a build once, typed and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from heapq import nsmallest
from pathlib import Path
from typing import Any, TypeVar, cast

from publishing.content.history import History, lost_pages, read_history
from publishing.content.keys import Vocabulary
from publishing.content.kinds import ADDRESS_MADE, KINDS, Report, is_made, kind_of, read_page, stand_in
from publishing.content.page import Page, Resource
from publishing.data.everything import Data, read_data_again
from publishing.data.ledger import check_ledger, line_for
from publishing.data.topics import Subject
from publishing.data.training import Session
from publishing.figures.words import FigureWords, resolve
from publishing.kept.memory import NOTHING, Memory, state_of
from publishing.problems.problem import Problem, listed
from publishing.problems.rule import FILES, FRONT_MATTER, Rule
from publishing.reading.encodings import decode
from publishing.reading.fields import Incomplete, Place
from publishing.reading.front_matter import MarkdownFile, split_front_matter
from publishing.reading.tree import SourceFile, find_sources, read_bytes
from publishing.templating.sandbox import MacroError, NotRead
from publishing.words.dates import a_year_after

ADDRESS_TWICE = Rule("address-twice", FRONT_MATTER, "its address {address} is also that of {other}", "Rename one of the two files.",
                     "Only one of the two could be published.", {"address": "/training/", "other": "docs/training/index.md"})
REPLACEMENT_WAITS = Rule("replacement-waits", FRONT_MATTER, "{file} is {reason}", "Take this line out until that page is published.",
                         "A page that is replaced leads its readers to the one that replaces it, which must be there.",
                         {"file": "briefings/general/genogram.md", "reason": "a draft"})
NO_RESOURCE = Rule("no-such-resource", FRONT_MATTER, "there is no resource {file}",
                   "Write the file's path from the project's root, for example briefings/general/its-name.md.",
                   "A page that is replaced leads its readers to the one that replaces it.", {"file": "genogram.md"})
NO_CHAPTER = Rule("no-such-chapter", FRONT_MATTER, 'there is no chapter "{name}"', "Add {file}, or take the name out of the list.",
                  "A report lists its chapters by this list.", {"name": "audits", "file": "docs/annual-report/2020-21/audits.md"})
NOT_A_CHAPTER = Rule("chapter-not-listed", FRONT_MATTER, "{file} is not among this report's chapters", 'Add "{name}" to the list chapters.',
                     "Readers of the report would not find it.", {"file": "docs/annual-report/2020-21/audits.md", "name": "audits"})
PAGE_GONE = Rule("page-gone", FILES, "this page was published at {address}, and its file is gone",
                 "Put the file back as it was; where nobody should use the page any more, add withdrawn to its front matter. "
                 "Or, where another page takes its place, paste a line at the end of data/ledger.yml, with that page's address at its beginning: {line}",
                 "People have linked to it and printed it: no address that was published may die.",
                 {"address": "/briefings/general/genogram/", "line": "/other/page/: {former: [/briefings/general/genogram/]}"})
PAGE_MOVED = Rule("page-moved", FILES, "this page was published at {old}, where people would now find nothing",
                  "Paste this line at the end of data/ledger.yml: {line}. Or give the file its old name back.",
                  "People have linked to the old address and printed it. With the line, it leads to the new one.",
                  {"old": "/briefings/general/genogram/", "line": "/briefings/general/family-tree/: {former: [/briefings/general/genogram/]}"})
PAGE_HIDDEN = Rule("page-hidden", FILES, "this page was published at {address}, and is now {reason}",
                   "Take that back, so that it stays where people know it. If nobody should use it any more, add withdrawn to its front matter.",
                   "People have linked to it and printed it: no address that was published may die.",
                   {"address": "/briefings/general/genogram/", "reason": "a draft"})

MOST_RELATED = 5

_R = TypeVar("_R", bound=Resource)


@dataclass(frozen=True)
class News:
    """That a page is new, or what changed in it."""

    date: date
    page: Page
    note: str
    """What changed, in its author's words; nothing where the page itself is new."""


@dataclass(frozen=True)
class Catalogue:
    """What a build publishes. Drafts and future resources are in it only for a preview."""

    root: Path
    today: date
    data: Data
    resources: tuple[Resource, ...]
    """Newest first, undated last."""
    pages: tuple[Page, ...]
    """Plain pages, in order of address."""
    files: Mapping[str, SourceFile]
    """Images and documents in the content folders, by their path from the project's root."""
    unpublished: Mapping[str, str] = field(default_factory=dict)
    """Why a file is not in this build, by its path: ``a draft``, ``dated in the future``."""
    front_matter: Mapping[str, MarkdownFile] = field(default_factory=dict)
    waiting: tuple[Page, ...] = ()
    """Drafts and future pages that are not in this build."""
    refused: frozenset[str] = frozenset()
    """Pages that are there and could not be read; why has been reported, so nothing that leads to them is wrong as well."""
    stand_ins: Mapping[str, Page] = field(default_factory=dict)
    """What could be read of them, by file, so that one round names also what is wrong in their texts."""
    history: History = field(default_factory=lambda: History(Path()))
    """What git has as published, and where that is not whole, why."""

    @cached_property
    def written(self) -> tuple[Page, ...]:
        """Every page that somebody wrote: plain pages and resources."""
        return (*self.pages, *self.resources)

    @cached_property
    def by_file(self) -> Mapping[str, Page]:
        """Every written page by its path from the project's root."""
        return {page.file: page for page in self.written}

    @cached_property
    def by_any_file(self) -> Mapping[str, Page]:
        """The same with drafts and future pages that are not in this build."""
        return {page.file: page for page in (*self.written, *self.waiting)}

    @cached_property
    def listed(self) -> tuple[Resource, ...]:
        """The resources that stand in listings: all but the withdrawn."""
        return tuple(resource for resource in self.resources if not resource.withdrawn)

    @cached_property
    def worth_knowing(self) -> tuple[Resource, ...]:
        """The listed resources, what changed last first; those whose text is not here or whose period has ended come last."""
        def order(resource: Resource) -> tuple[Any, ...]:
            past = resource.held or bool(resource.replaced_by) or bool(resource.listing_period and resource.listing_period.ended(self.today))
            days = [day for day in (resource.last_changed, resource.published.first_day if resource.published else None) if day]
            return (past, -max(days, default=date.min).toordinal(), KINDS.index(type(resource)), *resource.newest_first)

        return tuple(sorted(self.listed, key=order))

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What changed on the site, newest first: every dated note, and each resource of which the site has no note when it was written."""
        found = [News(change.date, page, change.note) for page in self.written for change in page.changes
                 if not (isinstance(page, Resource) and page.withdrawn)]
        found += [News(resource.written, resource, "") for resource in self.listed if resource.written and not resource.held and not resource.changes]
        order: dict[type[Page], int] = {kind: place for place, kind in enumerate(KINDS)}
        return tuple(sorted(found, key=lambda news: (-news.date.toordinal(), order.get(type(news.page), len(order)), news.page.title.casefold(), news.note)))

    def of_kind(self, kind: type[_R]) -> tuple[_R, ...]:
        """Return the listed resources of a kind, newest first."""
        return cast(tuple[_R, ...], self._by_kind.get(kind.kind, ()))

    @cached_property
    def kinds(self) -> tuple[type[Resource], ...]:
        """The kinds that have a listed resource."""
        return tuple(kind for kind in KINDS if self.of_kind(kind))

    def on_topic(self, topic: str) -> tuple[Resource, ...]:
        """Return the listed resources on a topic, newest first."""
        return self._by_topic.get(topic, ())

    def for_audience(self, audience: str) -> tuple[Resource, ...]:
        """Return the listed resources for an audience, newest first."""
        return self._by_audience.get(audience, ())

    @cached_property
    def topics(self) -> tuple[Subject, ...]:
        """The topics that some listed resource has, by name."""
        return tuple(sorted((self.data.topics[topic] for topic in self._by_topic), key=lambda topic: topic.name))

    @cached_property
    def audiences(self) -> tuple[Subject, ...]:
        """The audiences that some listed resource has, by name."""
        return tuple(sorted((self.data.audiences[audience] for audience in self._by_audience), key=lambda audience: audience.name))

    def pages_of(self, files: Iterable[str]) -> tuple[Page, ...]:
        """Return the pages of those files that are in this build, in the same order."""
        return tuple(page for file in files if (page := self.by_file.get(file)))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Resource, ...]]:
        return grouped((resource.kind, resource) for resource in self.listed)

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Resource, ...]]:
        return grouped((topic, resource) for resource in self.listed for topic in resource.topics)

    @cached_property
    def _by_audience(self) -> Mapping[str, tuple[Resource, ...]]:
        return grouped((audience, resource) for resource in self.listed for audience in resource.audience)

    def related(self, resource: Resource) -> tuple[Resource, ...]:
        """Return the resources that share most topics with this one, newest first among equals."""
        topics = frozenset(resource.topics)
        if topics not in self._nearest:  # once for all pages on these topics: anew for each page would be quadratic
            found = [other for topic in topics for other in self.on_topic(topic)]
            shared = Counter(other.address for other in found)
            self._nearest[topics] = nsmallest(MOST_RELATED + 1, {other.address: other for other in found}.values(),
                                              key=lambda other: (-shared[other.address], other.held, other.newest_first))
        return tuple(other for other in self._nearest[topics] if other.address != resource.address)[:MOST_RELATED]

    @cached_property
    def _nearest(self) -> dict[frozenset[str], list[Resource]]:
        """The resources that share most with some topics."""
        return {}

    def by_month(self) -> tuple[tuple[str, tuple[Resource, ...]], ...]:
        """Return the listed resources under their month, newest month first; those without a date under ``""``.

        Within a month, what can be read here comes before what the partnership holds. What is read at once is not among
        them: it is no document of a month.
        """
        months = grouped((resource.published.month_text if resource.published else "", resource) for resource in self.listed if not resource.at_once)
        return tuple((month, tuple(sorted(resources, key=lambda resource: resource.held))) for month, resources in months.items())

    def since_previous(self, newsletter: Resource) -> tuple[tuple[Resource, ...], Resource | None]:
        """Return what came out in the months after the issue before, up to and including its own, and that issue.

        Newsletters themselves are left out.
        """
        month, issues = _month(newsletter), type(newsletter)
        previous = next((resource for other, resources in self._by_month.items() if "" < other < month for resource in resources if type(resource) is issues), None)
        after = _month(previous) if previous else ""
        return tuple(resource for other, resources in self._by_month.items() if after < other <= month for resource in resources if type(resource) is not issues), previous

    @cached_property
    def _by_month(self) -> Mapping[str, tuple[Resource, ...]]:
        return grouped((_month(resource), resource) for resource in self.listed)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The training sessions that are not over, the soonest first."""
        return tuple(session for session in self.data.training if not session.over(self.today))

    def sessions_after(self, newsletter: Resource) -> tuple[Session, ...]:
        """Return the sessions that an issue announces: the newest alone announces any, those of the year that begins with it."""
        newest = next(iter(self.of_kind(type(newsletter))), None)
        if newest is not newsletter or newsletter.published is None:
            return ()
        first = newsletter.published.first_day
        return tuple(session for session in self.sessions if first <= session.starts.date() < a_year_after(first))

    def chapters(self, report: Report) -> tuple[Page, ...]:
        """Return a report's other pages, in the order in which its front matter names them."""
        folder = report.file.rpartition("/")[0]
        return self.pages_of(f"{folder}/{name}.md" for name in report.chapters)

    def report_of(self, page: Page) -> Report | None:
        """Return the report that a page is a chapter of, or is itself."""
        folder = page.file.rpartition("/")[0]
        found = self.by_file.get(f"{folder}/index.md")
        return found if isinstance(found, Report) else None


def _month(resource: Resource) -> str:
    return resource.published.month_iso if resource.published else ""


def grouped(pairs: Iterable[tuple[str, Resource]]) -> dict[str, tuple[Resource, ...]]:
    """Return the resources under each name, in the order in which they came."""
    groups: dict[str, list[Resource]] = {}
    for name, resource in pairs:
        groups.setdefault(name, []).append(resource)
    return {name: tuple(group) for name, group in groups.items()}


@dataclass(frozen=True)
class Content:
    """The content folders as they were read, whatever the data files say."""

    sources: tuple[SourceFile, ...]
    markdown: Mapping[str, MarkdownFile]
    """Each Markdown file that could be read as text."""

    @property
    def others(self) -> tuple[SourceFile, ...]:
        """The files that are no pages."""
        return tuple(source for source in self.sources if not source.is_page)


def read_content(root: Path, problems: list[Problem], memory: Memory = NOTHING) -> Content:
    """Read every file of the content folders below ``root``."""
    sources = find_sources(root, problems, memory)
    markdown: dict[str, MarkdownFile] = {}
    for source in sources:
        if source.is_page and (found := _markdown_of(source, problems, memory)) is not None:
            markdown[source.file] = found
    return Content(tuple(sources), markdown)


def _markdown_of(source: SourceFile, problems: list[Problem], memory: Memory) -> MarkdownFile | None:
    found = memory.told(("markdown", source.file), (state_of(source.path),), problems, partial(_read_markdown, source, problems, memory))
    if found is not None:
        found.front_matter.problems = problems  # what is found wrong from now on is of this reading
    return found


def _read_markdown(source: SourceFile, problems: list[Problem], memory: Memory) -> MarkdownFile | None:
    raw = read_bytes(source.path, source.file, problems)

    def split() -> MarkdownFile | None:
        text = decode(raw or b"", source.file, problems)
        return None if text is None else split_front_matter(text, source.file, problems)

    return None if raw is None else memory.told(("split", source.file), (raw,), problems, split)


def read_catalogue(root: Path, today: date, problems: list[Problem], preview: bool = False, content: Content | None = None, memory: Memory = NOTHING,
                   data: Data | None = None) -> Catalogue | None:
    """Read and check every content and data file below ``root``.

    ``preview`` takes drafts and future resources in as well; ``content`` and ``data`` are what :func:`read_content` and
    :func:`read_data` have read, where that was done before. Returns ``None`` where the data allow no catalogue. What is
    wrong is reported to ``problems``; with an error among them the catalogue must not be published.
    """
    data = data or read_data_again(root, problems, memory)
    content = content or read_content(root, problems)
    if data is None:
        return None
    vocabulary = _vocabulary(data, memory)
    sources = {source.file: source for source in content.sources}
    read: list[Page] = []
    stand_ins: dict[str, Page] = {}
    for file, markdown in content.markdown.items():
        if (page := _page_of(sources[file], markdown, data, vocabulary, problems, memory)) is not None:
            read.append(page)
        else:
            stand_ins[file] = stand_in(sources[file], markdown, vocabulary)
    catalogue = replace(_arranged(root, today, data, content.sources, read, preview, memory), front_matter=content.markdown, stand_ins=stand_ins,
                        history=read_history(root, data.partnership.branch, memory))
    _check_together(catalogue, problems)
    return catalogue


def read_again(page: Page, data: Data, problems: list[Problem], memory: Memory) -> tuple[MarkdownFile, Page] | None:
    """Read the file of a page as it is now, as :func:`read_content` and :func:`read_catalogue` would; ``None`` where it makes no page."""
    markdown = _markdown_of(page.source, problems, memory)
    new = None if markdown is None else _page_of(page.source, markdown, data, _vocabulary(data, memory), problems, memory)
    if markdown is None or new is None:
        return None
    return markdown, _in_future(new, memory) if isinstance(new, Resource) and isinstance(page, Resource) and page.future else new


def _in_future(page: Resource, memory: Memory) -> Resource:
    """Return the page as one that is dated in the future: the same as in the reading before, where it is."""
    return memory.result(("in future", page.file), (page,), lambda: replace(page, future=True), lasting=False)


def _vocabulary(data: Data, memory: Memory) -> Vocabulary:
    """Return the words that front matter may use: those of the reading before, where they are the same and whole."""
    words = Vocabulary(data.topics, data.audiences, data.sources, data.partnership.report.roles)
    if any(isinstance(known, Incomplete) for known in (words.topics, words.audiences, words.sources)):
        return memory.result("vocabulary", (data,), lambda: words, lasting=False)
    return memory.same("whole vocabulary", words)


def _page_of(source: SourceFile, markdown: MarkdownFile, data: Data, vocabulary: Vocabulary, problems: list[Problem], memory: Memory) -> Page | None:
    entry = data.ledger.get(source.address)
    identifier = entry.id if entry else data.partnership.ids.mint(source.address)
    front = markdown.front_matter.value
    may_have_figures = kind_of(source) is Report or (isinstance(front, dict) and any("{" in str(front.get(key)) for key in WITH_FIGURES))

    def read() -> Page | None:
        page = read_page(source, markdown, vocabulary)
        return page and memory.same(("same page", source.file), _with_figures(replace(page, id=identifier), data, Place(markdown.front_matter)))

    return memory.told(("page", source.file), (markdown, vocabulary, identifier, data if may_have_figures else None), problems, read)


WITH_FIGURES = ("title", "summary")
"""The keys whose words may have figures in them."""


def _with_figures(page: Page, data: Data, place: Place) -> Page:
    """Return a page with the figures in its title and summary, which then stand wherever these are shown."""
    words: dict[str, Any] = {}
    for key in WITH_FIGURES:
        words[key], wrong = resolve(getattr(page, key), data.figures, page.address)
        if wrong is not None:
            place.at(key).refuse(wrong.rule, **wrong.values)
            words[key] = getattr(page, key)
    if isinstance(page, Report):
        _check_home_figures(page, data, place.at("home_figures"))
    return replace(page, **words)


def _check_home_figures(report: Report, data: Data, place: Place) -> None:
    """Report figures for the home page that the report's year has not."""
    words = FigureWords(data.figures, report.address)
    for name in report.home_figures:
        try:
            words.figure(name)
        except NotRead:
            pass
        except MacroError as error:
            place.at(name).refuse(error.fault.rule, **error.fault.values)


def _arranged(root: Path, today: date, data: Data, sources: Iterable[SourceFile], read: Iterable[Page], preview: bool, memory: Memory) -> Catalogue:
    unpublished: dict[str, str] = {}
    resources: list[Resource] = []
    pages: list[Page] = []
    waiting: list[Page] = []
    for found in read:
        future = isinstance(found, Resource) and found.published is not None and found.published.first_day > today
        page = _in_future(found, memory) if isinstance(found, Resource) and future else found
        if (page.draft or future) and not preview:
            unpublished[page.file] = "a draft" if page.draft else "dated in the future"
            waiting.append(page)
        elif isinstance(page, Resource):
            resources.append(page)
        else:
            pages.append(page)
    return Catalogue(
        root, today, data,
        resources=tuple(sorted(resources, key=lambda resource: resource.newest_first)),
        pages=tuple(sorted(pages, key=lambda page: page.address)),
        files={source.file: source for source in sources if not source.is_page},
        unpublished=unpublished,
        waiting=tuple(waiting),
        refused=frozenset(source.file for source in sources if source.is_page) - {page.file for page in read})


def _check_together(catalogue: Catalogue, problems: list[Problem]) -> None:
    """Report what is wrong between files: addresses, replacements, chapters, the ledger."""
    def place(page: Page) -> Place:
        return Place(catalogue.front_matter[page.file].front_matter)

    taken: dict[str, str] = {}
    for page in (*catalogue.written, *catalogue.waiting):  # those that wait as well, so that no day can stop a build
        if is_made(page.source):
            place(page).refuse(ADDRESS_MADE, address=page.address)
        elif page.address in taken:
            place(page).refuse(ADDRESS_TWICE, address=page.address, other=taken[page.address])
        taken.setdefault(page.address, page.file)
    live = {page.address: page.file for page in catalogue.written}
    for resource in catalogue.resources:
        for key in ("replaces", "replaced_by"):
            named = getattr(resource, key)
            if named is not None and named not in catalogue.refused and not isinstance(catalogue.by_file.get(named), Resource):
                if reason := catalogue.unpublished.get(named):
                    place(resource).at(key).refuse(REPLACEMENT_WAITS, file=named, reason=reason)
                else:
                    place(resource).at(key).refuse(NO_RESOURCE, file=named)
        if isinstance(resource, Report):
            _check_chapters(catalogue, resource, place)
    here = {SourceFile(file, catalogue.root / file).address: file for file in catalogue.refused}
    said = _check_history(catalogue, {*here, *live}, problems)
    check_ledger({address: entry for address, entry in catalogue.data.ledger.items() if address not in said}, {**here, **live}, catalogue.data.place("ledger"))


def _check_history(catalogue: Catalogue, here: Collection[str], problems: list[Problem]) -> set[str]:
    """Report pages that were published and are not, by git's history; return their addresses."""
    files = [page.file for page in catalogue.written if page.address not in catalogue.data.ledger]
    lost = lost_pages(catalogue.history, catalogue.data, here, files, lambda file: catalogue.front_matter[file].source, catalogue.today)
    waiting = {page.address: page for page in catalogue.waiting}
    moved: dict[str, list[str]] = {}
    for gone, file in lost:
        if page := waiting.get(gone.address):
            reason = "a draft" if page.draft else "dated in the future"
            Place(catalogue.front_matter[page.file].front_matter).at("draft" if page.draft else "published").refuse(PAGE_HIDDEN, address=gone.address, reason=reason)
        elif file:
            moved.setdefault(file, []).append(gone.address)
        else:
            problems.append(PAGE_GONE.problem(gone.file, 1, address=gone.address, line=line_for("/other/page/", [gone.address])))
    for file, former in moved.items():
        page = catalogue.by_file[file]
        Place(catalogue.front_matter[file].front_matter).refuse(PAGE_MOVED, old=listed(former), line=line_for(page.address, former))
    return {gone.address for gone, _ in lost}


def _check_chapters(catalogue: Catalogue, report: Report, place: Callable[[Page], Place]) -> None:
    folder = report.file.rpartition("/")[0]
    beside = {page.file for page in catalogue.pages if page.file.rpartition("/")[0] == folder}
    named = {f"{folder}/{name}.md" for name in report.chapters}
    for position, name in enumerate(report.chapters):
        if f"{folder}/{name}.md" not in beside | catalogue.refused:
            place(report).at("chapters").at(position).refuse(NO_CHAPTER, name=name, file=f"{folder}/{name}.md")
    for file in sorted(beside - named):
        place(report).refuse(NOT_A_CHAPTER, file=file, name=Path(file).stem)
