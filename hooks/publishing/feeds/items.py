"""The items of feeds: what a reader is told of one resource, or of one change, in every format alike.

A resource has two items with one id: with its whole text, and with its summary and a link to its page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urljoin

from markupsafe import Markup

from publishing.content.catalogue import Catalogue
from publishing.content.page import Page, Resource
from publishing.content.provenance import held_text, whose_text
from publishing.feeds.lists import Changed, moment, noon
from publishing.feeds.standing_alone import plain, standing_alone
from publishing.reading.tree import SourceFile
from publishing.templating.fragments import Fragments

MEDIA_TYPES = {
    "pdf": "application/pdf", "csv": "text/csv", "zip": "application/zip", "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text", "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml", "mp4": "video/mp4", "mp3": "audio/mpeg",
}
"""By the ending of a file's name. Python's own table differs from version to version and from machine to machine."""


_MOST_WHOLE = 100
"""So many items with whole texts are there at a time: those of one or two documents."""


@dataclass(frozen=True)
class Category:
    """A kind or a topic."""

    word: str
    name: str


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an item."""

    address: str
    title: str
    media_type: str
    length: int


@dataclass(frozen=True)
class Item:
    """One item of a feed. Addresses are whole; text is plain; ``content`` is HTML that can stand alone."""

    id: str
    address: str
    title: str
    summary: str
    content: str
    author: str
    published: datetime | None
    """When it came out; ``None`` where the content gives no day."""
    updated: datetime
    """When readers should next look at it: moved by ``updated`` in front matter, and by nothing else."""
    categories: tuple[Category, ...]
    enclosures: tuple[Enclosure, ...] = ()
    written: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """As it is written in a format, by the format's ending, as far as somebody has written it."""


@dataclass(frozen=True)
class Items:
    """Makes the items of a build. A resource in short is made ready once, however many feeds it stands in."""

    catalogue: Catalogue
    fragments: Fragments
    texts: Mapping[str, str]
    """The rendered HTML of each page, by its address."""
    site_address: str
    kept: Callable[[Resource, Callable[[], Item]], Item] | None = None
    """Returns the item of a resource with its whole text, which may be known from an earlier build, or made."""
    formats: Mapping[str, Callable[[Item], bytes]] = field(default_factory=dict)
    """What writes such an item to be kept, by the endings of formats."""
    _made: dict[tuple[str, bool], Item] = field(default_factory=dict, repr=False, compare=False)
    _whole: list[tuple[str, bool]] = field(default_factory=list, repr=False, compare=False)
    """Those of them with a whole text, which take up much, and stand in hardly more than one document."""

    def whole(self, address: str) -> str:
        """Return the whole address of something on the site."""
        return urljoin(self.site_address, address.removeprefix("/"))

    @property
    def beginning(self) -> datetime:
        """The moment that stands for an unknown one where a format demands one: the first day of the ids' year."""
        return noon(date(self.catalogue.data.partnership.ids.year, 1, 1))

    def of(self, entry: Resource | Changed, whole: bool) -> Item:
        """Return the item of an entry, a resource with its ``whole`` text or in short: one does not ask for what stands in the other."""
        name = entry.id, whole or isinstance(entry, Changed)
        if name not in self._made:
            if len(self._whole) > _MOST_WHOLE:
                for one in self._whole:
                    del self._made[one]
                self._whole.clear()
            self._made[name] = self._change(entry) if isinstance(entry, Changed) else self._with_text(entry) if whole else self._resource(entry, whole)
            if whole:
                self._whole.append(name)
        return self._made[name]

    def _with_text(self, resource: Resource) -> Item:
        """Return the item of a resource with its whole text; where it is kept, so is what it is in each format."""
        def made() -> Item:
            item = self._resource(resource, whole=True)
            item.written.update({ending: write(item) for ending, write in self.formats.items()})
            return item

        return self.kept(resource, made) if self.kept else self._resource(resource, whole=True)

    def _resource(self, resource: Resource, whole: bool) -> Item:
        published = moment(resource)
        updated = max((when for when in (published, noon(resource.updated) if resource.updated else None) if when),
                      default=self.beginning)
        enclosures = self.enclosures(resource)
        return Item(
            id=resource.id, address=self.whole(resource.address), title=plain(resource.title), summary=plain(resource.summary),
            content=self.content(resource, enclosures) if whole else self._summary(resource), author=self._author(resource),
            published=published, updated=updated, categories=self._categories(resource), enclosures=enclosures)

    def _change(self, changed: Changed) -> Item:
        resource, when = changed.resource, noon(changed.change.date)
        content = self.fragments.document("feed-change", self.whole, changed=changed)
        return Item(
            id=changed.id, address=self.whole(resource.address), title=plain(f"Changed: {resource.title}"),
            summary=plain(changed.change.note), content=standing_alone(content, self.whole(resource.address)),
            author=self._author(resource), published=when, updated=when, categories=self._categories(resource))

    def _summary(self, resource: Resource) -> str:
        short = self.fragments.document("feed-summary", self.whole, resource=resource, replaced_by=self._replaced_by(resource))
        return standing_alone(short, self.whole(resource.address))

    def _replaced_by(self, resource: Resource) -> Page | None:
        return self.catalogue.by_file.get(resource.replaced_by) if resource.replaced_by else None

    def content(self, page: Resource, enclosures: tuple[Enclosure, ...]) -> str:
        """Return a resource's whole text with what its page says around it: its date, whose text it is, what changed."""
        catalogue = self.catalogue
        whole = self.fragments.document(
            "feed-item", self.whole, resource=page, text=Markup(self.texts.get(page.address, "")), enclosures=enclosures,
            whose_text=whose_text(page, catalogue.data.partnership), held_text=held_text(page),
            asked=catalogue.data.contacts[catalogue.data.partnership.feedback], replaced_by=self._replaced_by(page))
        return standing_alone(whole, self.whole(page.address))

    def enclosures(self, page: Page) -> tuple[Enclosure, ...]:
        """Return the files that go with a page."""
        found = []
        for attachment in page.attachments:
            source: SourceFile = self.catalogue.files[posixpath.join(posixpath.dirname(page.file), attachment.file)]
            ending = source.file.rpartition(".")[2].lower()
            found.append(Enclosure(self.whole(source.address), plain(attachment.title),
                                   MEDIA_TYPES.get(ending, "application/octet-stream"), source.path.stat().st_size))
        return tuple(found)

    def _author(self, page: Page) -> str:
        partnership = self.catalogue.data.partnership
        return plain(partnership.written_by if page.written else partnership.name)

    def _categories(self, resource: Resource) -> tuple[Category, ...]:
        topics = (self.catalogue.data.topics[topic] for topic in resource.topics)
        return Category(resource.kind, resource.singular), *(Category(topic.id, plain(topic.name)) for topic in topics)
