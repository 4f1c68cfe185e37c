"""The levels of need and their indicators: one file, so that a partnership replaces ours with its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from publishing.data.sources import Source
from publishing.problems.rule import PARTNERSHIP, WARNING, Rule
from publishing.reading.fields import REFUSED, Key, Place, either, flag, many, mapping_of, named, one_of, read_keys, segment, table_of, text
from publishing.words.slugs import slug, unique

AGES_OF_PHONE = Rule("phone-sign-with-ages", PARTNERSHIP, "this sign names ages, and on every sign of its level people phone at once", "Take out ages: here, or phone_on_any_sign: from the level.",
                     "A sign on which to phone is shown whatever age somebody chose: a brother or sister may be the one who is hurt.")
NO_AGES = Rule("signs-without-ages", PARTNERSHIP, "signs name ages, and this file has no ages: to choose from", "Write them below ages:, each as a word with its name:, or take ages: out of the signs.",
               "Nobody could choose the age that a sign is about.")
LEVEL_TWICE = Rule("level-twice", PARTNERSHIP, '"{id}" is the id of two levels', "Give one of the two another id.", "A link could lead to one of them alone, and nobody could say which of the two was meant.", {"id": "level-2"})
NOTHING_TO_PHONE_ON = Rule("levels-without-phone", PARTNERSHIP, "no sign of these levels says to phone now",
                           "Write the signs on which nobody should read on under phone_now: of their level, or phone_on_any_sign: true where that holds of every sign of a level.",
                           "Somebody who picks the gravest sign would be told of a level, and not to phone.", severity=WARNING)


@dataclass(frozen=True)
class Age:
    """An age of children that a sign may be about, or children before birth."""

    id: str
    name: str
    note: str | None = None
    """What to think of at this age, shown when it is chosen."""
    page: str | None = None
    """The file of the page that says more."""


@dataclass(frozen=True)
class Sign:
    """One thing that may be seen or heard at a level."""

    words: str
    ages: tuple[str, ...] = ()
    """The ids of the ages that its words can be about; of every age where it names none."""
    id: str = ""
    """Its identifier on a page: that of its level and its own words."""


@dataclass(frozen=True)
class Level:
    """How much help a child needs, how it shows, and what to do."""

    id: str
    name: str
    means: str
    indicators: Mapping[str, tuple[Sign, ...]]
    do: tuple[str, ...]
    agreement: str
    in_short: str
    """What to do, in a few words: for a table of all levels, or for a face of a desk cube."""
    phone_now: tuple[Sign, ...] = ()
    """Signs on which nobody reads on: they phone."""
    phone_on_any_sign: bool = False
    """Whether that holds of every sign of this level."""


@dataclass(frozen=True)
class Levels:
    """All levels, lowest first, and whether they are only an example."""

    example: bool
    domains: Mapping[str, str]
    levels: tuple[Level, ...]
    notice: str = ""
    source: tuple[str, ...] = ()
    ages: Mapping[str, Age] = field(default_factory=dict)
    ages_note: str = ""
    together: str = ""
    """What several signs mean together."""


def read_levels(sources: Mapping[str, Source]) -> Any:
    """Return a reader of the whole of levels.yml."""

    def read(place: Place) -> Any:
        example = place.at("example").value != "false"  # the partnership's own need no such words
        domains, ages = (found if isinstance(found := place.at(name).value, dict) else {} for name in ("domains", "ages"))
        indicators = tuple(Key(name, many(_sign(ages)), f"Signs under {words}.") for name, words in domains.items())
        level = mapping_of((
            Key("id", segment, "A word for its address.", required=True),
            Key("name", text(), "As it is printed.", required=True),
            Key("means", text(), "What it means, in one sentence.", required=True),
            Key("phone_now", many(_words), "Signs on which to phone at once: printed before everything else."),
            Key("phone_on_any_sign", flag, "true where people phone at once on any sign of this level."),
            Key("indicators", mapping_of(indicators), "How it may show, by domain.", required=True),
            Key("do", many(text()), "What to do, step by step.", required=True),
            Key("in_short", text(120), "What to do, in a few words.", required=True),
            Key("agreement", text(), "What holds for the family's agreement.", required=True),
        ), _identified)
        values = read_keys(place, (
            Key("example", flag, "true while these are an example and not the partnership's own.", required=True),
            Key("notice", text(), "Printed above the levels.", required=example),
            Key("source", many(one_of(sources, "source", "data/sources.yml")), "What they were drawn from.", required=example),
            Key("domains", named(text()), "The sides of a child's life that indicators are grouped by, by a word for each.", required=True),
            Key("ages", table_of((
                Key("name", text(60), "As it is chosen.", required=True),
                Key("note", text(), "What to think of at this age."),
                Key("page", text(verbatim=True), "The file of the page that says more."),
            ), Age), "The ages that signs can be about, youngest first."),
            Key("ages_note", text(), "Printed beside the choice of an age."),
            Key("together", text(), "What several signs mean together."),
            Key("levels", many(level), "The levels, lowest first.", required=True),
        ))
        if values is None:
            return REFUSED
        found = Levels(**values)
        _check(found, place.at("levels"))
        return found

    return read


def _words(place: Place) -> Any:
    """Read a sign that is about any age."""
    words = text()(place)
    return words if words is REFUSED else Sign(words)


def _sign(ages: Mapping[str, object]) -> Any:
    """Return a reader of a sign: its words, or its words with the ages that they can be about."""
    with_ages = mapping_of((
        Key("sign", text(), "Its words.", required=True),
        Key("ages", many(one_of(ages, "age", "ages: above") if ages else text()), "The ages that its words can be about."),
    ), lambda sign, ages=(): Sign(sign, ages))
    return either(lambda value: isinstance(value, dict), with_ages, _words)


def _identified(**values: Any) -> Level:
    """Return a level whose signs have their identifiers."""
    level = Level(**values)
    taken: set[str] = set()

    def with_id(sign: Sign) -> Sign:
        identifier = unique(f"{level.id}--{slug(sign.words)}", taken)
        taken.add(identifier)
        return replace(sign, id=identifier)

    return replace(level, phone_now=tuple(map(with_id, level.phone_now)), indicators={domain: tuple(map(with_id, signs)) for domain, signs in level.indicators.items()})


def _check(levels: Levels, place: Place) -> None:
    """Report what only shows when the levels are seen together; ``place`` is their list."""
    seen: set[str] = set()
    for position, row in enumerate(place.value):
        level = next((level for level in levels.levels if isinstance(row, dict) and level.id == row.get("id")), None)
        if level is None:
            continue
        if level.id in seen:
            place.at(position).at("id").refuse(LEVEL_TWICE, id=level.id)
        seen.add(level.id)
        if level.phone_on_any_sign:
            for domain, signs in row["indicators"].items():
                for number, sign in enumerate(signs if isinstance(signs, list) else ()):
                    if isinstance(sign, dict) and "ages" in sign:
                        place.at(position).at("indicators").at(domain).at(number).refuse(AGES_OF_PHONE)
    if not levels.ages and any(sign.ages for level in levels.levels for signs in level.indicators.values() for sign in signs):
        place.refuse(NO_AGES)
    if len(seen) == len(place.value) and not any(level.phone_now or level.phone_on_any_sign for level in levels.levels):
        place.refuse(NOTHING_TO_PHONE_ON)
