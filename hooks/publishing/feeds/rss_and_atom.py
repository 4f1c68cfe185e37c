"""A feed as RSS 2.0 and as Atom 1.0, written by feedgen.

feedgen has traps, each of which a test holds down: the feed's RSS link is its last link; of several enclosures the last
becomes the RSS one, and RSS allows one: the page's first; links of Atom entries lose all but their address; without
``updated`` the time of the build appears; in Atom, CDATA passes for a type of text.

An entry is the same in every feed that holds it in the same form. So feedgen makes each entry by itself, and the feed
without any; what it has made is put together.

Texts are most of what feeds take up. So what every line would repeat is left out: their HTML stands in CDATA, not
escaped sign by sign; nothing is indented; and whose rights they are, the feed says once for all its entries (RFC 4287,
section 4.2.10; the channel's ``copyright`` in RSS).
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from publishing.feeds.archives import Document
from publishing.feeds.items import Item, Items
from publishing.feeds.lists import FORMATS
from publishing.feeds.standing_alone import plain
from publishing.words.addresses import relative

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
STYLE = "/assets/feed.css"

PLAIN_IN_RSS = ("channel/title", "channel/description", "channel/copyright")
PLAIN_IN_ATOM = tuple(f"{{{ATOM}}}{name}" for name in ("title", "subtitle", "rights"))
PLAIN_IN_ENTRIES = {"xml": ("title", "category"), "atom": ("title", "summary")}
"""Elements of a feed and of its entries that hold plain text, which some programs nevertheless read as HTML."""

_NAMESPACES = {"dc": "http://purl.org/dc/elements/1.1/", "fh": HISTORY, "atom": ATOM, "content": "http://purl.org/rss/1.0/modules/content/"}
"""What an RSS feed declares, and its items need not."""

_STANDS_FOR = {"&": ("\ufdd0", b"&#x26;"), "<": ("\ufdd1", b"&#x3C;")}
"""A noncharacter of Unicode, which no text holds, and what is written in its place."""


class HistoryExtension(BaseExtension):
    """RFC 5005: marks an archive, and in RSS writes the links between documents, which feedgen leaves out."""

    def __init__(self) -> None:
        self.archive = False
        self.links: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        return {"fh": HISTORY}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed.find("channel")
        for link in self.links:
            etree.SubElement(channel, f"{{{ATOM}}}link", link)
        self._mark(channel)
        return feed

    def extend_atom(self, feed: Any) -> Any:
        self._mark(feed)
        return feed

    def _mark(self, parent: Any) -> None:
        if self.archive:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")


class DetailsExtension(BaseEntryExtension):
    """What feedgen leaves out of entries: when an RSS item was updated, what each link of an Atom entry is for, and that its text is HTML."""

    def __init__(self) -> None:
        self.updated: datetime | None = None
        self.links: list[dict[str, str]] = []

    def extend_rss(self, item: Any) -> Any:
        if self.updated is not None:
            etree.SubElement(item, f"{{{ATOM}}}updated").text = self.updated.isoformat()
        return item

    def extend_atom(self, entry: Any) -> Any:
        for element, link in zip(entry.findall("link"), self.links, strict=True):
            element.attrib.update(link)
        entry.find("content").set("type", "html")
        return entry


def rss(document: Document, items: Items) -> bytes:
    """Return a document as RSS 2.0, with the style sheet that makes it readable in a browser."""
    made = etree.fromstring(_generator(document, items, "xml").rss_str())
    style = relative(STYLE, document.at("xml"))
    made.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{style}"'))
    return _with_entries(_written(made, PLAIN_IN_RSS), b"\n</channel>", document, items, "xml")


def atom(document: Document, items: Items) -> bytes:
    """Return a document as Atom 1.0."""
    made = etree.fromstring(_generator(document, items, "atom").atom_str())
    return _with_entries(_written(made, PLAIN_IN_ATOM), b"\n</feed>", document, items, "atom")


def _with_entries(frame: bytes, end: bytes, document: Document, items: Items, ending: str) -> bytes:
    """Put a document's entries at the end of its frame, where those of a feed stand.

    In short they stand in many feeds and are written once; with its whole text each stands in hardly more than one.
    """
    start, end, rest = frame.rpartition(end)
    found = [start]
    for item in (items.of(entry, document.whole) for entry in document.entries):
        written = item.written.get(ending) or in_feed(item, ending)
        if not document.whole:
            item.written[ending] = written
        found.append(written)
    return b"".join((*found, end, rest))


def in_feed(item: Item, ending: str) -> bytes:
    """Return an item as an entry of a feed, on lines of its own."""
    made = FeedEntry()
    made.register_extension("dc", DcEntryExtension, atom=False)  # feedgen's own way to load it looks on the disk, each time, for a module that is not there
    made.register_extension("details", DetailsExtension)
    _fill(made, item)
    entry, namespaces = (made.rss_entry(), _NAMESPACES) if ending == "xml" else (made.atom_entry(), {})
    around = etree.Element("feed", nsmap=namespaces)  # declares them in the place of the feed
    around.append(entry)
    etree.indent(entry, "")
    written = _with_numeric_references(entry, PLAIN_IN_ENTRIES[ending], lambda: etree.tostring(around, encoding="UTF-8"))
    return b"\n" + written[written.index(b">") + 1:written.rindex(b"<")]


def _written(root: Any, plain_text: Iterable[str]) -> bytes:
    etree.indent(root, "")
    return _with_numeric_references(root, plain_text, lambda: etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")) + b"\n"


def _with_numeric_references(made: Any, plain_text: Iterable[str], write: Callable[[], bytes]) -> bytes:
    """Write & and < of plain text as numeric references, as the RSS Best Practices Profile asks for.

    To an XML parser they are the same; the W3C's validator takes them as the sign that no HTML is meant
    (https://www.rssboard.org/rss-profile#data-types-characterdata).
    """
    for element in (element for path in plain_text for element in made.iterfind(path)):
        for character, (noncharacter, _) in _STANDS_FOR.items():
            element.text = (element.text or "").replace(character, noncharacter)
    written = write()
    for noncharacter, reference in _STANDS_FOR.values():
        written = written.replace(noncharacter.encode(), reference)
    return written


def _generator(document: Document, items: Items, ending: str) -> FeedGenerator:
    """Return the feed without its entries."""
    partnership, feed = items.catalogue.data.partnership, document.feed
    made = FeedGenerator()
    made.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    made.register_extension("history", HistoryExtension, BaseEntryExtension)
    made.id(partnership.ids.mint(f"{feed.address}feed"))
    made.title(plain(feed.title))
    made.subtitle(plain(feed.about))
    made.language("en-GB")
    made.author(name=plain(partnership.site_name), uri=items.site_address)
    made.rights(plain(partnership.reuse))
    made.updated(max((items.of(entry, document.whole).updated for entry in document.entries), default=items.beginning))
    for link in _links(document, items, ending):
        made.link(**link)
    made.link(href=items.whole(feed.page), rel="alternate", type="text/html")  # last: feedgen takes it for the RSS link
    made.history.archive = document.number is not None
    made.history.links = [link for link in _links(document, items, ending) if link["rel"] != "self"]
    return made


def _links(document: Document, items: Items, ending: str) -> list[dict[str, str]]:
    _, media_type = FORMATS[ending]
    targets = {"self": document.at(ending), "prev-archive": document.older_at(ending),
               "current": document.feed.at(ending) if document.number else None}
    return [{"href": items.whole(target), "rel": rel, "type": media_type} for rel, target in targets.items() if target]


def _fill(made: FeedEntry, item: Item) -> None:
    made.guid(item.id, permalink=False)
    made.title(item.title)
    made.summary(item.summary)
    made.description(html.escape(item.summary, quote=False))  # RSS reads it as HTML, Atom's summary is plain text
    made.content(item.content, type="CDATA")
    made.author(name=item.author, replace=True)
    made.dc.dc_creator(item.author)
    made.category([{"term": category.word, "label": category.name} for category in item.categories])
    links = [{"href": enclosure.address, "rel": "enclosure", "type": enclosure.media_type, "length": str(enclosure.length),
              "title": enclosure.title} for enclosure in reversed(item.enclosures)]
    made.details.links = [*links, {"href": item.address, "rel": "alternate", "type": "text/html"}]
    made.link(made.details.links)
    if item.published:
        made.published(item.published)
    made.updated(_distinct(item))
    made.details.updated = item.updated


def _distinct(item: Item) -> datetime:
    """Return an item's update time with a fraction of a second that is its own.

    Many items share a day, as their sources give months only, and the W3C's validator warns of entries with the same
    ``updated`` (https://validator.w3.org/feed/docs/warning/DuplicateUpdated.html). The fraction comes from the id.
    """
    digest = hashlib.sha256(item.id.encode()).digest()
    return item.updated.replace(microsecond=int.from_bytes(digest[:4], "big") % 999_999 + 1)
