"""How a long list becomes several documents (RFC 5005, section 4: archived feeds).

The feed itself holds the newest entries; of a complete feed the older ones stand in archives numbered from the oldest,
1. An archive fills up and then keeps its entries: the feed's reader need fetch it only once. Something published with a date older than
the newest archive takes its place among its own time, and shifts what follows by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from publishing.content.page import Resource
from publishing.feeds.lists import EVERYTHING, Changed, Feed, moment

LONGEST = 50
"""How many entries a document holds at most."""


@dataclass(frozen=True)
class Document:
    """One document of a feed."""

    feed: Feed
    number: int | None
    """Which archive it is; ``None`` for the feed itself."""
    older: int | None
    """The archive with the entries next in age."""
    entries: tuple[Resource | Changed, ...]
    """Newest first."""

    @property
    def whole(self) -> bool:
        """Whether it has the whole text of each resource, and not a summary that leads to it.

        Those of everything and of kinds have it; but the archives of everything would only repeat those of the kinds.
        """
        return self.feed.complete and (self.number is None or self.feed.address != EVERYTHING)

    @property
    def texts(self) -> tuple[str, ...]:
        """The files of the pages whose whole texts stand in it."""
        return tuple(entry.file for entry in self.entries if self.whole and isinstance(entry, Resource))

    def at(self, ending: str) -> str:
        """Return its address in one format."""
        return archive_address(self.feed, self.number, ending) if self.number else self.feed.at(ending)

    def older_at(self, ending: str) -> str | None:
        """Return the address of the next older document in one format."""
        return archive_address(self.feed, self.older, ending) if self.older else None


def archive_address(feed: Feed, number: int, ending: str) -> str:
    """Return the address of an archive: ``/newsletters/archive/1.xml``."""
    return f"{feed.address}archive/{number}.{ending}"


def documents(feed: Feed, longest: int = LONGEST) -> list[Document]:
    """Return the documents of a feed: itself, then its archives from the newest to the oldest, where it has any.

    Which entries an archive holds depends on their days and ids alone, so that a new title moves nothing.
    """
    by_age = sorted(feed.entries, key=_age)
    archived = by_age[:-longest] if feed.complete else []
    parts = [archived[start:start + longest] for start in range(0, len(archived), longest)]
    found = [Document(feed, None, len(parts) or None, _in_order(feed, by_age[-longest:]))]
    for number in range(len(parts), 0, -1):
        found.append(Document(feed, number, number - 1 or None, _in_order(feed, parts[number - 1])))
    return found


def _age(entry: Resource | Changed) -> tuple[date, str]:
    when = moment(entry)
    return (when.date() if when else date.min, entry.id)


def _in_order(feed: Feed, entries: Sequence[Resource | Changed]) -> tuple[Resource | Changed, ...]:
    ids = {entry.id for entry in entries}
    return tuple(entry for entry in feed.entries if entry.id in ids)
