"""What is made of one page's text and of what it may show of others: it is kept for the next command.

The rule is coarse, so that it holds. What any page, feed or PDF may show of another page is in :meth:`Seen._of_page`: its whole
front matter, how long it takes to read, and the places in what its macros print, as the training sessions or the levels of need,
to which others lead. Of its text nothing else may be shown elsewhere. So who edits the text of a page alone makes anew what is
made of that text.

Of a resource it is also known which others it may show (:func:`shown_on`), and what it is made of besides
(:func:`_of_site`), and a feed is made of its entries: so who changes a title or a date makes anew the resources and feeds
that show it, and every page that is no resource, as a list or the home page, for any of these may show any page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from publishing.content.kinds import Guidance, Newsletter
from publishing.content.page import Page, Resource
from publishing.content.text import Text
from publishing.feeds.archives import Document
from publishing.feeds.lists import Changed
from publishing.kept.digest import contents_of, joined
from publishing.kept.environment import asks_the_environment, environment
from publishing.kept.memory import NOTHING, Memory
from publishing.pages.site_pages import SitePage, sessions_page
from publishing.site import Site
from publishing.words.addresses import ON_PAPER

_T = TypeVar("_T")


@dataclass(frozen=True)
class OfTexts:
    """What is known of a site while no more than texts change of which others show nothing that is another: the hashes that what is made of them rests on."""

    shared: bytes
    others: bytes
    on_resources: Mapping[str, bytes]
    texts: Mapping[str, bytes]
    """By the files."""

    def has(self, text: Text) -> bool:
        """Say whether it is the text that it was, and so was not read."""
        return text.file in self.texts

    def without(self, files: Collection[str]) -> OfTexts:
        """Return the same without the texts of some files, which are others now."""
        return replace(self, texts={file: found for file, found in self.texts.items() if file not in files})


_READ = ("data", "overrides")
"""The folders whose files may stand on any page, besides content."""


class Seen:
    """What was made for a site of which it is known what each page may show."""

    def __init__(self, site: Site, memory: Memory = NOTHING, *more: str) -> None:
        """``memory`` has what was made before; ``more`` is what else every page is made of."""
        self._site, self._more = site, more
        self._own: dict[str, bytes] = {}
        self._pages: dict[str, bytes] = {}
        self._entries: dict[tuple[str, bool], bytes] = {}
        self.memory = memory if memory is not NOTHING and not asks_the_environment(site.catalogue.root) else NOTHING

    @classmethod
    def of_known(cls, site: Site, memory: Memory, known: OfTexts) -> Seen:
        """Return the same for a site of which only those texts were read that are not ``known``."""
        seen = cls(site, memory)
        seen._shared, seen._others, seen._on_resources, seen._own = known.shared, known.others, known.on_resources, {**known.texts}
        return seen

    @cached_property
    def _shared(self) -> bytes:
        return joined(*_of_site(self._site, self._more))

    @cached_property
    def _shown(self) -> dict[str, bytes]:
        """What others may show of each page, by its file."""
        return {page.file: joined(*map(_bytes, (page.file, *self._of_page(page)))) for page in (*self._site.catalogue.written, *self._site.catalogue.waiting)}

    def _of_page(self, page: Page) -> tuple[str, ...]:
        """Return what another page may show of one: what stands above its text in its file, how long it takes to read, and the places in what its macros print."""
        site = self._site
        return site.catalogue.front_matter[page.file].head, str(page.reading_minutes), *site.texts[page.file].identifiers_of_macros

    @cached_property
    def _others(self) -> bytes:
        return joined(self._shared, *self._shown.values())

    def _of_text(self, text: Text) -> bytes:
        if text.file not in self._own:
            self._own[text.file] = joined(text.file.encode("utf-8", "surrogateescape"), _bytes(text.source), _bytes(repr(text.expanded)))
        return self._own[text.file]

    def of_texts(self) -> OfTexts:
        """Return what stays known while texts alone change."""
        return OfTexts(self._shared, self._others, self._on_resources, {text.file: self._of_text(text) for made in self._site.pages if (text := made.text)})

    def texts_of(self, made: SitePage) -> tuple[Text, ...]:
        """Return the texts that one page is made of: its own, where it has one; that of paper is made of those of its guides."""
        site = self._site
        if made.address == ON_PAPER:
            return tuple(site.texts[file] for file in site.catalogue.data.paper.guides if file in site.texts)
        return (made.text,) if made.text else ()

    def made_of(self, texts: Iterable[Text]) -> bytes:
        """Return a hash of these texts, and of what pages may show of each other; where nothing is kept, nobody needs one."""
        return joined(self._others, *map(self._of_text, texts)) if self.memory is not NOTHING else b""

    def made_of_page(self, made: SitePage) -> bytes:
        """Return a hash of all that a page and its PDF are made of; where nothing is kept, nobody needs one."""
        if made.uri not in self._pages:
            self._pages[made.uri] = self._of_resource(made.page, self.texts_of(made)) if isinstance(made.page, Resource) and self.memory is not NOTHING else self.made_of(self.texts_of(made))
        return self._pages[made.uri]

    def made_of_document(self, document: Document) -> bytes:
        """Return a hash of all that a document of a feed is made of: what its entries show, and their texts where it has them whole."""
        if self.memory is NOTHING:
            return b""
        entries = ((entry, entry.resource if isinstance(entry, Changed) else entry) for entry in document.entries)
        return joined(b"document", self._shared, _bytes(repr((document.number, document.older, document.whole))),
                      *(part for entry, resource in entries for part in (_bytes(entry.id), self._of_entry(resource, document.whole))))

    def _of_entry(self, resource: Resource, whole: bool) -> bytes:
        if (resource.file, whole) not in self._entries:  # it stands in the feeds of its topics and audiences too
            self._entries[resource.file, whole] = self._of_resource(resource, (self._site.texts[resource.file],) if whole else ())
        return self._entries[resource.file, whole]

    def _of_resource(self, resource: Resource, texts: Iterable[Text]) -> bytes:
        return joined(b"resource", self._on_resources[resource.file], *map(self._of_text, texts))

    def in_feeds(self, resource: Resource, make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns of a resource with its whole text, or has returned when it was made of the same."""
        return self.memory.newest(("in feeds", resource.file), (self._of_entry(resource, True),), make)

    @cached_property
    def _on_resources(self) -> Mapping[str, bytes]:
        """What the page of each resource may show besides texts, by its file: who edits a text changes none of it."""
        def found() -> dict[str, bytes]:
            return {resource.file: joined(self._shared, *(self._shown[page.file] if page else b"" for page in (resource, *shown_on(resource, self._site))))
                    for resource in self._site.catalogue.resources}

        return self.memory.newest(("shown on resources", *self._more), (self._others,), found)

    def result(self, name: tuple[str, str], texts: Iterable[Text], make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns, which may depend on these texts, and on what pages may show of each other."""
        return self.memory.newest(name, (self.made_of(texts),), make) if self.memory is not NOTHING else make()

    def of_each(self, sort: str, pages: Sequence[SitePage], make: Callable[[Sequence[SitePage]], Iterable[_T]]) -> list[_T]:
        """Return what ``make`` returns of each page, which may depend on its own texts, and on what pages may show of each other; it is asked for those of which that is not known.

        What is kept of all of them is read at once: for what is small.
        """
        if self.memory is NOTHING:
            return [*make(pages)]
        known = self.memory.known(sort, ())
        before: dict[str, tuple[bytes, _T]] = known[0] if known else {}
        made_of = {page.uri: self.made_of_page(page) for page in pages}
        new = [page for page in pages if before.get(page.uri, (b"",))[0] != made_of[page.uri]]
        now = {page.uri: (made_of[page.uri], found) for page, found in zip(new, make(new), strict=True)}
        if new or before.keys() != made_of.keys():
            self.memory.learn(sort, (), {uri: now.get(uri) or before[uri] for uri in made_of})
        return [(now.get(page.uri) or before[page.uri])[1] for page in pages]


def shown_on(resource: Resource, site: Site) -> Iterator[Page | None]:
    """Return the other pages that may be shown on that of a resource, list by list; ``None`` stands for one that is not there, and between two lists."""
    catalogue = site.catalogue
    report = catalogue.report_of(resource)
    yield report
    yield from (catalogue.by_file.get(file) if file else None for file in (resource.replaces, resource.replaced_by))
    yield from catalogue.chapters(report) if report else ()
    yield None
    yield from catalogue.related(resource)
    if isinstance(resource, Newsletter):
        since, previous = catalogue.since_previous(resource)
        yield from (None, previous, resource if catalogue.sessions_after(resource) else None, *since)
    if resource.address == Guidance.listing():
        yield from (None, *catalogue.of_kind(Guidance))


def _of_site(site: Site, more: Iterable[str]) -> Iterator[bytes]:
    """Return everything that a page may show besides texts and what stands above them: what it may ask of a site and its catalogue that is no other page."""
    catalogue = site.catalogue
    yield from map(_bytes, (*more, catalogue.today.isoformat(), str(site.preview), site.mailed_from, catalogue.data.partnership.site_address, *environment()))
    yield (catalogue.root / "mkdocs.yml").read_bytes()
    for folder in _READ:
        yield from contents_of(catalogue.root / folder)
    for file, source in sorted(catalogue.files.items()):
        yield from _of_file(file, source.path)
    training = sessions_page(site.texts[page.file] for page in catalogue.written)
    yield from map(_bytes, (str(training), str(site.team_record), *sorted(site.addresses), "", *(source.file for source in site.files), ""))
    yield from map(_bytes, (repr((site.menu, site.footer, site.who_to_call, site.keep)), *site.feeds, "", *(repr(sorted(one.items())) for one in (site.links.files, site.links.unpublished, site.links.later)),
                            repr((sorted(site.links.refused), site.links.unsure, sorted(site.links.folders.items())))))


def _of_file(file: str, path: Path) -> tuple[bytes, bytes]:
    return _bytes(file), sha256(path.read_bytes()).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
