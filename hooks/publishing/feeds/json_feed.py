"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

What holds for the whole feed, its language and whose rights the texts are, stands in it once.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from publishing.feeds.archives import Document
from publishing.feeds.items import Item, Items
from publishing.feeds.lists import SUBSCRIBE
from publishing.feeds.standing_alone import plain

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(document: Document, items: Items) -> str:
    """Return a document as JSON Feed; ``next_url`` leads to the next older one."""
    partnership, feed, older = items.catalogue.data.partnership, document.feed, document.older_at("json")
    made: dict[str, Any] = {
        "version": VERSION,
        "title": plain(feed.title),
        "home_page_url": items.whole(feed.page),
        "feed_url": items.whole(document.at("json")),
        "description": plain(feed.about),
        **({"next_url": items.whole(older)} if older else {}),
        "language": "en-GB",
        "authors": [{"name": plain(partnership.site_name), "url": items.site_address}],
        "_site": {"about": items.whole(SUBSCRIBE), "rights": plain(partnership.reuse)},
        "items": [_item(items.of(entry, document.whole), items.beginning) for entry in document.entries],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def _item(item: Item, beginning: datetime) -> dict[str, Any]:
    attachments = [{"url": enclosure.address, "mime_type": enclosure.media_type, "title": enclosure.title,
                    "size_in_bytes": enclosure.length} for enclosure in item.enclosures]
    return {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        **({"date_published": item.published.isoformat()} if item.published else {}),
        **({"date_modified": item.updated.isoformat()} if item.updated != (item.published or beginning) else {}),
        "authors": [{"name": item.author}],
        "tags": [category.name for category in item.categories],
        **({"attachments": attachments} if attachments else {}),
    }
