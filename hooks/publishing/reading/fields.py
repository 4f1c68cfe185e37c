"""The sorts of value that front matter and data files may hold, each read and checked in one place.

A *reader* takes the place where a value stands and returns the value, typed; what it cannot read it reports there and
returns :data:`REFUSED`. A *key* is a reader with a name and a word of help, and a table of keys reads a whole mapping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from publishing.problems.problem import Problem, Severity, listed, suggestion
from publishing.problems.rule import Rule
from publishing.reading.yaml_source import Document, Path
from publishing.words.date_spellings import why_not_a_date
from publishing.words.dates import parse_day, parse_period, parse_published


class _Refused:
    """Stands for a value that was wrong and has been reported."""

    def __bool__(self) -> bool:
        return False


REFUSED = _Refused()


@dataclass(frozen=True)
class Place:
    """Where a value stands in a document: the value, its line and the keys that lead to it."""

    document: Document
    path: Path = ()

    def at(self, key: str | int) -> Place:
        """Return the place one step further in."""
        return Place(self.document, (*self.path, key))

    @property
    def value(self) -> Any:
        """The value that stands here; ``None`` where there is none."""
        value = self.document.value
        for key in self.path:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    @property
    def line(self) -> int:
        """The line it stands on."""
        return self.document.line(self.path)

    @property
    def name(self) -> str:
        """The last key that is a word, as an author would call it."""
        return next((str(key) for key in reversed(self.path) if isinstance(key, str)), "this file")

    def problem(self, rule: Rule, /, **values: object) -> Problem:
        """Return the problem that a rule is broken here; ``values`` stand in the places of its words."""
        return rule.problem(self.document.file, self.line, **values)

    def refuse(self, rule: Rule | str, remedy: str = "", severity: Severity = Severity.ERROR, /, **values: object) -> _Refused:
        """Report that a rule is broken here."""
        problem = Problem(self.document.file, self.line, rule, remedy, severity) if isinstance(rule, str) else self.problem(rule, **values)
        self.document.problems.append(problem)
        return REFUSED


Reader = Callable[[Place], Any]


@dataclass(frozen=True)
class Key:
    """One key that a mapping may hold."""

    name: str
    read: Reader
    help: str
    """What it is for, in words for the person who fills it in."""
    example: str = ""
    required: bool = False


def text(longest: int = 0) -> Reader:
    """Read text on one line; of at most ``longest`` characters, where given."""

    def read(place: Place) -> Any:
        value = place.value
        if not isinstance(value, str):
            found = "empty" if value is None else "not text"
            return place.refuse(f'"{place.name}" is {found}', _text_remedy(place, value))
        if not value.strip():
            return place.refuse(f'"{place.name}" is empty', "Write something after the colon, or delete the line.")
        if longest and len(value) > longest:
            return place.refuse(f'"{place.name}" has {len(value)} characters', f"Shorten it to at most {longest}.")
        return " ".join(value.split())

    return read


def _text_remedy(place: Place, value: Any) -> str:
    if value is None:
        return "Write something after the colon, or delete the line."
    if isinstance(value, (bool, int, float)):
        return f'Put it in quotation marks: {place.name}: "…".'
    return f"Write one line of text: {place.name}: …"


def flag(place: Place) -> Any:
    """Read ``true`` or ``false``."""
    if not isinstance(place.value, bool):
        return place.refuse(f'"{place.name}" is neither true nor false', "Write true or false.")
    return place.value


def whole_number(place: Place) -> Any:
    """Read a whole number of one or more."""
    if not isinstance(place.value, int) or isinstance(place.value, bool) or place.value < 1:
        return place.refuse(f'"{place.name}" is not a whole number', "Write it in digits, for example 2026.")
    return place.value


def shortened(value: object, longest: int = 60) -> str:
    """Return a value as it can be quoted in a message: on one line, and not for ever."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(value)[: longest + 1])
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _parsed(parse: Callable[[str], Any], what: str, remedy: str) -> Reader:
    def read(place: Place) -> Any:
        value = parse(str(place.value)) if place.value is not None else None
        if value is None:
            shown = "nothing" if place.value is None else f'"{shortened(place.value)}"'
            return place.refuse(f"{place.name}: {shown} is not {what}", why_not_a_date(str(place.value)[:60]) or remedy)
        return value

    return read


day = _parsed(parse_day, "a day", "Write the day as 2026-01-05: year, month, day.")
day_or_month = _parsed(parse_published, "a date",
                       "Write a day as 2026-01-05, or just the month as 2026-01 where the day is not known.")
period = _parsed(parse_period, "a period", 'Write it as "2020 to 2022" or "April 2020 to March 2021".')


def address(place: Place) -> Any:
    """Read the address of a page elsewhere."""
    value = place.value
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in value:
        return place.refuse(f'{place.name}: "{shortened(value)}" is not a web address', "Write it in full, as https://example.org/page.")
    return value


def one_of(known: Collection[str], what: str, home: str = "") -> Reader:
    """Read one word out of ``known``; ``home`` names the file in which the words are kept."""

    def read(place: Place) -> Any:
        value = place.value
        if isinstance(value, str) and value in known:
            return value
        choices = f"Choose one of {listed(sorted(known))}" + (f", or add it to {home}." if home else ".")
        if not known:
            choices = f"Delete it, or add it to {home}."
        return place.refuse(f'"{shortened(value)}" is not a known {what}', suggestion(shortened(value), known) + choices)

    return read


def many(read_item: Reader) -> Reader:
    """Read a list of which every item is read by ``read_item``, without repetition."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, list) or not place.value:
            return place.refuse(f'"{place.name}" is not a list', f"Write it in square brackets: {place.name}: [one, two].")
        items = [read_item(place.at(position)) for position in range(len(place.value))]
        seen: list[Any] = []
        for position, item in enumerate(items):
            if item is REFUSED:
                continue
            if item in seen:
                place.at(position).refuse(f'"{place.name}" names "{shortened(item)}" twice', "Delete one of the two.")
            else:
                seen.append(item)
        return tuple(seen)

    return read


def mapping_of(keys: Sequence[Key], build: Callable[..., Any] = dict) -> Reader:
    """Read a mapping with the given keys into ``build(**values)``."""

    def read(place: Place) -> Any:
        values = read_keys(place, keys)
        return build(**values) if values is not None else REFUSED

    return read


def table_of(keys: Sequence[Key], build: Callable[..., Any]) -> Reader:
    """Read a mapping of names to mappings: each becomes ``build(id=name, **values)``."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, dict):
            return place.refuse("there is no entry here", "Write a name and a colon, and its keys indented below it.")
        found = {name: read_keys(place.at(name), keys) for name in place.value}
        return {name: build(id=name, **values) for name, values in found.items() if values is not None}

    return read


def either(test: Callable[[Any], bool], first: Reader, second: Reader) -> Reader:
    """Read with ``first`` where ``test`` holds of the value, else with ``second``."""
    return lambda place: (first if test(place.value) else second)(place)


_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_slug(word: str) -> bool:
    """Say whether a word can stand in an address: small letters, digits and single hyphens."""
    return bool(_WORD.fullmatch(word))


def read_keys(place: Place, keys: Iterable[Key]) -> dict[str, Any] | None:
    """Read the mapping at ``place`` by a table of keys.

    Returns what was there, by key, without what was refused; ``None`` where a required key is missing or refused, or
    where there is no mapping. Every problem has then been reported.
    """
    table: Mapping[str, Key] = {key.name: key for key in keys}
    if not isinstance(place.value, dict):
        place.refuse(f'"{place.name}" has no keys', f"Write its keys below it, each with a colon: {listed(table)}.")
        return None
    values: dict[str, Any] = {}
    for name in place.value:
        if name not in table:
            place.at(name).refuse(f'"{shortened(name)}" is not a key that is known here',
                                  f"{suggestion(shortened(name), table)}The known keys are {listed(table)}.")
            continue
        value = table[name].read(place.at(name))
        if value is not REFUSED:
            values[name] = value
    complete = True
    for key in table.values():
        if not key.required:
            continue
        if key.name not in place.value:
            place.refuse(f'"{key.name}" is missing', f"Add a line: {key.example or key.name + ': …'}")
        complete = complete and key.name in values
    return values if complete else None
