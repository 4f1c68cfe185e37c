"""The words that the partnership watches in its own texts: data/language.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, many, read_keys, text, whole_number
from publishing.words.at_a_glance import words_at_a_glance

NOT_A_HOST = Rule("not-a-host", PARTNERSHIP, '"{name}" is not the name of a host', "Write it as old.example.org, without https:// and without www.",
                  "Links are compared with it.", {"name": "host"})
NOT_ROWS = Rule("not-rows", PARTNERSHIP, '"{name}" is not a list', "Write each item on lines of its own, after a hyphen.",
                "There may be several, each with keys of its own.", {"name": "avoid"})


@dataclass(frozen=True)
class Avoid:
    """Words to avoid, and what to say instead."""

    words: tuple[str, ...]
    say: str
    why: str = ""


@dataclass(frozen=True)
class Language:
    """What is watched. Without a data/language.yml: nothing."""

    reading_age: int | None = None
    """The highest reading age, in years, that a page may have without a warning."""
    avoid: tuple[Avoid, ...] = ()
    known_acronyms: frozenset[str] = frozenset()
    """Acronyms that need no glossary entry."""
    superseded_hosts: Mapping[str, str] = field(default_factory=dict)
    """Hosts of the web that were given up, and a sentence on what to do."""
    pseudonyms: frozenset[str] = frozenset()
    """Names in published titles that are not a child's own."""
    given_names: frozenset[str] = frozenset()
    """Common given names, to be asked about in case reviews."""

    places: frozenset[str] = frozenset()
    """Names of places, which with an age and a date can tell who somebody was."""

    nobodys_names: frozenset[str] = frozenset()
    """Words with a capital that are nobody's name, beside those of the other data."""
    not_people: frozenset[str] = frozenset()
    """Units of figures of which a few tell of nobody, in small letters."""

    @cached_property
    def avoid_pattern(self) -> tuple[re.Pattern[str] | None, Mapping[str, Avoid]]:
        """One pattern for all words to avoid, and the entry of each."""
        entries = {words.casefold(): entry for entry in self.avoid for words in entry.words}
        spelt = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in sorted(entries, key=len, reverse=True))
        return (re.compile(rf"(?i)\b(?:{spelt})\b") if spelt else None), entries

    @cached_property
    def words_of_avoid(self) -> tuple[frozenset[str], ...]:
        """The single words of each entry, in small letters: where these do not all stand in a text, the entry does not."""
        return tuple(dict.fromkeys(words_at_a_glance(words) for words in self.avoid_pattern[1]))

    @cached_property
    def telling_of_avoid(self) -> frozenset[str]:
        """The longest word of each entry, or "" where it has none: where none of these stands in a text, no entry does."""
        return frozenset(max(sorted(words), key=len, default="") for words in self.words_of_avoid)


def host(place: Place) -> Any:
    """Read the name of a host of the web, without ``www.``."""
    value = place.value
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        return place.refuse(NOT_A_HOST, name=place.name)
    return value


_AVOID_KEYS = (
    Key("words", many(text(80)), "Words to avoid, in each of their forms.", required=True),
    Key("say", text(), "What to say instead.", required=True),
    Key("why", text(), "Why, in a sentence."),
)
_HOST_KEYS = (
    Key("host", host, "The host that was given up.", required=True),
    Key("instead", text(), "What to do, as a sentence.", required=True),
)


def _rows(keys: tuple[Key, ...]) -> Any:
    def read(place: Place) -> Any:
        if not isinstance(place.value, list):
            return place.refuse(NOT_ROWS, name=place.name)
        rows = [read_keys(place.at(position), keys) for position in range(len(place.value))]
        return tuple(row for row in rows if row is not None)

    return read


LANGUAGE_KEYS = (
    Key("reading_age", whole_number, "The highest reading age that a page may have without a warning, in years."),
    Key("avoid", _rows(_AVOID_KEYS), "Words to avoid about children, and what to say instead."),
    Key("known_acronyms", many(text(20)), "Acronyms that everybody knows: they need no entry in the glossary."),
    Key("superseded_hosts", _rows(_HOST_KEYS), "Addresses of the web that were given up."),
    Key("pseudonyms", many(text(40)), "Names in the titles of published reviews that are nobody's own."),
    Key("places", many(text(40)), "Places near by: with an age and a month or year they can tell who somebody was."),
    Key("given_names", many(text(40)), "Common given names: the checks ask about each one in a case review."),
    Key("nobodys_names", many(text(40)), "Words with a capital that are nobody's name: countries, faiths, products."),
    Key("not_people", many(text(40)), "What figures count that is neither people nor families: a few of them tell of nobody."),
)


def read_language(place: Place) -> Any:
    """Read the whole of language.yml."""
    values = read_keys(place, LANGUAGE_KEYS)
    if values is None:
        return REFUSED
    return Language(
        values.get("reading_age"),
        tuple(Avoid(**row) for row in values.get("avoid", ())),
        frozenset(values.get("known_acronyms", ())),
        {row["host"]: row["instead"] for row in values.get("superseded_hosts", ())},
        frozenset(values.get("pseudonyms", ())),
        frozenset(values.get("given_names", ())),
        frozenset(values.get("places", ())),
        nobodys_names=frozenset(values.get("nobodys_names", ())),
        not_people=frozenset(unit.casefold() for unit in values.get("not_people", ())))
