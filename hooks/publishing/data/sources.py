"""The public documents that texts and numbers are from: data/sources.yml."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.reading.fields import Key, address, table_of, text


@dataclass(frozen=True)
class Source:
    """A public document that text was written from."""

    id: str
    title: str
    publisher: str
    dated: str
    address: str | None = None


SOURCE_KEYS = (
    Key("title", text(), "The document's own title.", required=True),
    Key("publisher", text(), "Who published it.", required=True),
    Key("dated", text(), 'Its date as it gives it, in words, or "undated".', required=True),
    Key("address", address, "Where it was seen."),
)

read_sources = table_of(SOURCE_KEYS, Source)
