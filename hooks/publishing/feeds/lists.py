"""Which feeds the site has, and which resources and changes stand in each, in order.

A feed is a folder of the site with the same list in three formats: ``feed.xml`` (RSS 2.0), ``feed.atom`` (Atom 1.0)
and ``feed.json`` (JSON Feed 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from publishing.content.catalogue import Catalogue, grouped
from publishing.content.keys import Change
from publishing.content.page import Page, Resource
from publishing.words.addresses import AUDIENCES, TOPICS, WHATS_NEW
from publishing.words.dates import LOCAL_TIME

FORMATS = {"xml": ("RSS", "application/rss+xml"), "atom": ("Atom", "application/atom+xml"),
           "json": ("JSON", "application/feed+json")}
"""The endings of a feed's files, with the name and media type of each format. Visible links lead to the first only."""

EVERYTHING = "/"
CHANGES = "/changes/"
HTML_FILE, TEXT_FILE, DRAFT_FILE = "email.html", "email.txt", "email.eml"
"""What a newsletter is as an email, beside its page."""

SUBSCRIBE = "/subscribe/"
"""The page that explains feeds, where the site has it."""

GROUPS = ("All of it", "By kind", "By topic", "By who it is for", "What changed")
"""The headings under which feeds are listed for readers."""


@dataclass(frozen=True)
class Changed:
    """A dated note on what changed in a resource, as an item of the feed of changes."""

    resource: Resource
    change: Change
    number: int
    """Which of that day's notes it is, from 1."""

    @property
    def id(self) -> str:
        """Its permanent id: of the resource and the day, so that a corrected note stays the same item."""
        return f"{self.resource.id}/changed/{self.change.date.isoformat()}" + (f"/{self.number}" if self.number > 1 else "")


@dataclass(frozen=True)
class Feed:
    """One list that readers can follow."""

    address: str
    """The folder its files stand in: ``/newsletters/``."""
    name: str
    """What it is called on the site itself."""
    title: str
    """What it is called elsewhere: with the name of the site."""
    about: str
    group: str
    page: str
    """The address of the page on which a person finds the same list."""
    entries: tuple[Resource | Changed, ...]
    """Newest first."""
    complete: bool = False
    """Whether it has archives of what its newest entries have pushed out, as those of everything and of kinds have."""

    def at(self, ending: str = "xml") -> str:
        """Return the address of the feed in one format."""
        return f"{self.address}feed.{ending}"


def noon(day: date) -> datetime:
    """Return the moment that stands for a day in feeds: its noon in London, which is that day all over Europe."""
    return datetime.combine(day, time(12), LOCAL_TIME)


def moment(entry: Resource | Changed) -> datetime | None:
    """Return when an entry came out, from its content alone; ``None`` where the content gives no day at all.

    That is the day of publication; for a month the first of it; for a resource whose day of publication no source
    gives, the day its text was written.
    """
    if isinstance(entry, Changed):
        return noon(entry.change.date)
    day = _day(entry)
    return noon(day) if day else None


def _day(resource: Resource) -> date | None:
    return resource.published.first_day if resource.published else resource.written


def newest_first(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Return resources in the order of feeds: by moment, newest first, then as in listings; without any day, last."""
    def order(resource: Resource) -> tuple[object, ...]:
        day = _day(resource)
        return (-day.toordinal() if day else 0, *resource.newest_first)

    return tuple(sorted(resources, key=order))


def changes(catalogue: Catalogue) -> tuple[Changed, ...]:
    """Return every dated note of every listed resource, newest first."""
    found = []
    for resource in catalogue.listed:
        on_day: dict[date, int] = {}
        for change in resource.changes:
            on_day[change.date] = on_day.get(change.date, 0) + 1
            found.append(Changed(resource, change, on_day[change.date]))
    return tuple(sorted(found, key=lambda changed: (-changed.change.date.toordinal(), changed.resource.title.casefold(),
                                                    changed.resource.address, changed.number)))


def all_feeds(catalogue: Catalogue) -> dict[str, Feed]:
    """Return every feed of the site by its address: none is empty, except that of changes, which always exists."""
    name = catalogue.data.partnership.site_name
    everything = newest_first(catalogue.listed)
    by_kind = grouped((resource.kind, resource) for resource in everything)
    by_topic = grouped((topic, resource) for resource in everything for topic in resource.topics)
    by_audience = grouped((audience, resource) for resource in everything for audience in resource.audience)
    found = [Feed(EVERYTHING, "Everything", name, "Everything the partnership published, newest first.", GROUPS[0], WHATS_NEW, everything, complete=True)]
    found += [Feed(kind.listing(), kind.plural, f"{kind.plural}: {name}", kind.about, GROUPS[1], kind.listing(),
                   by_kind[kind.kind], complete=True) for kind in catalogue.kinds]
    found += [Feed(f"{TOPICS}{topic.id}/", topic.name, f"{topic.name}: {name}", topic.summary, GROUPS[2], f"{TOPICS}{topic.id}/",
                   by_topic[topic.id]) for topic in catalogue.topics]
    found += [Feed(f"{AUDIENCES}{audience.id}/", audience.name, f"For {audience.name[0].lower()}{audience.name[1:]}: {name}",
                   audience.summary, GROUPS[3], f"{AUDIENCES}{audience.id}/", by_audience[audience.id])
              for audience in catalogue.audiences]
    found.append(Feed(CHANGES, "Changes", f"Changes: {name}", "What changed in resources that were already published.", GROUPS[4],
                      WHATS_NEW, changes(catalogue)))
    return {feed.address: feed for feed in found}


def feed_of(address: str, feeds: Mapping[str, Feed]) -> Feed | None:
    """Return the feed that holds the same list as the page at an address."""
    return feeds.get(EVERYTHING if address == WHATS_NEW else address)


def concerning(address: str, page: Page | None, catalogue: Catalogue, feeds: Mapping[str, Feed]) -> list[tuple[Feed, str]]:
    """Return the feeds that concern a page with the ending of each format, the nearest first.

    In every format come those whose list stands on the page, the others as RSS alone, which every program reads: in every format they would be some thirty.
    """
    resource = page if isinstance(page, Resource) else catalogue.report_of(page) if page else None
    of_resource = (*(f"{TOPICS}{topic}/" for topic in resource.topics), *(f"{AUDIENCES}{audience}/" for audience in resource.audience)) if resource else ()
    names = dict.fromkeys((address, *((resource.listing(),) if resource else ()), EVERYTHING, CHANGES, *of_resource))
    return [(feeds[name], ending) for name in names if name in feeds for ending in (FORMATS if address in (name, feeds[name].page) else ("xml",))]
