"""The levels of need and their indicators: one file, so that a partnership replaces ours with its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishing.data.sources import Source
from publishing.reading.fields import REFUSED, Key, Place, flag, many, mapping_of, one_of, read_keys, segment, text


@dataclass(frozen=True)
class Level:
    """How much help a child needs, how it shows, and what to do."""

    id: str
    name: str
    means: str
    indicators: Mapping[str, tuple[str, ...]]
    do: tuple[str, ...]
    agreement: str
    in_short: str
    """What to do, in a few words: for a table of all levels, or for a face of a desk cube."""
    phone_now: tuple[str, ...] = ()
    """Signs on which nobody reads on: they phone."""


@dataclass(frozen=True)
class Levels:
    """All levels, lowest first, and whether they are only an example."""

    example: bool
    domains: Mapping[str, str]
    levels: tuple[Level, ...]
    notice: str = ""
    source: tuple[str, ...] = ()


def read_levels(sources: Mapping[str, Source]) -> Any:
    """Return a reader of the whole of levels.yml."""

    def read(place: Place) -> Any:
        example = place.at("example").value != "false"  # the partnership's own need no such words
        domains = place.at("domains").value
        domains = domains if isinstance(domains, dict) else {}
        indicators = tuple(Key(name, many(text()), f"Signs under {words}.") for name, words in domains.items())
        level = mapping_of((
            Key("id", segment, "A word for its address.", required=True),
            Key("name", text(), "As it is printed.", required=True),
            Key("means", text(), "What it means, in one sentence.", required=True),
            Key("phone_now", many(text()), "Signs on which to phone at once: printed before everything else."),
            Key("indicators", mapping_of(indicators), "How it may show, by domain.", required=True),
            Key("do", many(text()), "What to do, step by step.", required=True),
            Key("in_short", text(120), "What to do, in a few words.", required=True),
            Key("agreement", text(), "What holds for the family's agreement.", required=True),
        ), Level)
        values = read_keys(place, (
            Key("example", flag, "true while these are an example and not the partnership's own.", required=True),
            Key("notice", text(), "Printed above the levels.", required=example),
            Key("source", many(one_of(sources, "source", "data/sources.yml")), "What they were drawn from.", required=example),
            Key("domains", mapping_of(tuple(Key(name, text(), "A domain's name.") for name in domains)),
                "The sides of a child's life that indicators are grouped by.", required=True),
            Key("levels", many(level), "The levels, lowest first.", required=True),
        ))
        return Levels(**values) if values is not None else REFUSED

    return read
