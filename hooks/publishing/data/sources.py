"""The public documents that texts and numbers are from: data/sources.yml, and data/national/sources.yml for those of no one area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import Key, Place, Reader, address, table_of, text


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

SOURCE_TWICE = Rule("source-twice", PARTNERSHIP, 'there is a source "{id}" in data/national/sources.yml as well', "Keep one of the two, or give this one another name.",
                    "A page that names it could print either of the two.", {"id": "children-act-1989"})


def read_sources(national: Mapping[str, Source] = MappingProxyType({})) -> Reader:
    """Return a reader of the whole of a sources.yml; no name of it may be one of the ``national`` ones, which stand in a file of their own."""
    entries = table_of(SOURCE_KEYS, Source)

    def read(place: Place) -> Any:
        found = entries(place)
        for name in national.keys() & (found or {}):
            place.at(name).refuse(SOURCE_TWICE, id=name)
        return found

    return read
