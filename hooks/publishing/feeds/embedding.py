"""The newest of a collection as a small HTML fragment that other sites can show in their own pages."""

from __future__ import annotations

from publishing.content.page import Resource
from publishing.feeds.items import Items
from publishing.feeds.lists import Feed

NEWEST = 5
FILE = "latest.html"


def latest(feed: Feed, items: Items) -> bytes:
    """Return the fragment of a collection.

    Every character beyond ASCII is written as a reference, so that it reads right whatever encoding the page around it
    or the server that sends it declares.
    """
    resources = [entry for entry in feed.entries if isinstance(entry, Resource)][:NEWEST]
    html = items.fragments.document("latest", items.whole, feed=feed, resources=resources)
    lines = (line.strip() for line in html.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode("ascii", "xmlcharrefreplace")
