"""The sorts of value that front matter and data files may hold, each read and checked in one place.

A *reader* takes the place where a value stands and returns the value, typed; what it cannot read it reports there and
returns :data:`REFUSED`. A *key* is a reader with a name and a word of help, and a table of keys reads a whole mapping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from publishing.problems.problem import Problem, listed, shortened, suggestion
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.reading.characters import shows_something
from publishing.reading.markup import markup
from publishing.reading.names import plain_name
from publishing.reading.yaml_source import CUT, ENTITY, Document, Path, html_sign
from publishing.words.date_spellings import too_far, why_not_a_date
from publishing.words.dates import parse_day, parse_period, parse_published
from publishing.words.private_addresses import why_private
from publishing.words.roles import looks_like_a_name
from publishing.words.web_addresses import why_not_to_follow

EMPTY = Rule("value-empty", FRONT_MATTER, '"{name}" is empty', "Write something after the colon, or delete the line if the key is not needed.",
             "A key without a value says nothing.", {"name": "summary"})
NEEDED = Rule("needed-value-empty", FRONT_MATTER, '"{name}" is empty', "Write what belongs there: the line is needed.",
              "The site cannot do without it.", {"name": "title"})
NOT_TEXT = Rule("value-not-text", FRONT_MATTER, '"{name}" is not text', 'Write one line of text. If it has a colon in it, put all of it into quotation marks: "…".',
                "This key takes words, not a list and not keys of its own.", {"name": "title"})
TOO_LONG = Rule("value-too-long", FRONT_MATTER, '"{name}" has {length} characters', "Shorten it to at most {longest}.",
                "It stands in lists, search results and previews, which have room for no more.", {"name": "summary", "length": 312, "longest": 200})
MARKUP = Rule("markup-in-text", FRONT_MATTER, '"{name}" holds signs of a tag, a link, emphasis or a formula: {signs}',
              "Write it in words alone, without these signs. Where an address belongs, there is a key for it.",
              "It is shown as it stands, signs and all; a program that read them as more could be misled.", {"name": "title", "signs": "**now**"})
NOT_A_SEGMENT = Rule("not-part-of-an-address", FRONT_MATTER, '"{value}" cannot be part of an address',
                     "Write it in small letters, digits and single hyphens: {better}.",
                     "It stands in addresses, which people type and read out, and in the names of files.", {"value": "Front Door", "better": "front-door"})
NOT_A_FLAG = Rule("not-true-or-false", FRONT_MATTER, '"{name}" is neither true nor false', "Write true or false.",
                  "Nobody could say which of the two is meant.",
                  {"name": "draft"})
NOT_A_WHOLE_NUMBER = Rule("not-a-whole-number", FRONT_MATTER, '"{name}" is not a whole number', "Write it in digits, for example 2026.",
                          "The site counts with it.", {"name": "year"})
NOT_A_DAY = Rule("not-a-day", FRONT_MATTER, "{name}: {shown} is not a day", "Write the day as 2026-01-05: year, month, day.",
                 "What is due, and when, is worked out from it.", {"name": "review", "shown": '"next spring"'})
NOT_A_DATE = Rule("not-a-date", FRONT_MATTER, "{name}: {shown} is not a date",
                  "Write a day as 2026-01-05, or just the month as 2026-01 where the day is not known.",
                  "Pages are listed in the order of their dates.", {"name": "published", "shown": '"last year"'})
NOT_A_PERIOD = Rule("not-a-period", FRONT_MATTER, "{name}: {shown} is not a period", 'Write it as "2020 to 2022" or "April 2020 to March 2021".',
                    "The site says on a page when its period has ended.", {"name": "period", "shown": '"2020-22"'})
NOT_AN_ADDRESS = Rule("not-a-web-address", FRONT_MATTER, '{name}: "{value}" is not a web address', "Write it in full, as https://example.org/page.",
                      "Readers are led there by a link.", {"name": "address", "value": "example.org"})
UNKNOWN = Rule("unknown-word", FRONT_MATTER, '"{value}" is not a known {what}', "{near}Choose one of {known}.",
               "Only these words are understood here.",
               {"value": "curent", "what": "standing", "near": 'Did you mean "current"? ', "known": "current and unknown"})
UNKNOWN_IN_FILE = Rule("unknown-word-of-a-file", FRONT_MATTER, '"{value}" is not a known {what}', "{near}Choose one of {known}, or add it to {home}.",
                       "Only the words of that file are understood; a misspelt one would lead nowhere.",
                       {"value": "neglct", "what": "topic", "near": 'Did you mean "neglect"? ', "known": "health and neglect", "home": "data/topics.yml"})
NONE_KNOWN = Rule("no-words-in-a-file", FRONT_MATTER, '"{value}" is not a known {what}', "Delete it, or add it to {home}.",
                  "The file that keeps these words has none yet.", {"value": "neglect", "what": "topic", "home": "data/topics.yml"})
WORDS_GONE = Rule("words-of-a-file-gone", FRONT_MATTER, "this file is missing or empty, and {count} places name words of it", "Put it back. If it is to go, take the words out: {where}.",
                  "Only the words of that file are understood; without it each of them leads nowhere.", {"count": 12, "where": "docs/about.md and docs/law.md"})
NOT_A_LIST = Rule("not-a-list", FRONT_MATTER, '"{name}" is not a list', "Write it in square brackets: {name}: [one, two].",
                  "This key may have several values, and takes a list even of one.", {"name": "topics"})
NAMED_TWICE = Rule("named-twice", FRONT_MATTER, '"{name}" names "{value}" twice', "Delete one of the two.", "It would be listed twice.",
                   {"name": "topics", "value": "neglect"})
NOT_A_ROLE = Rule("not-a-role", FRONT_MATTER, '"{name}" may name a person: "{value}"', "Write the role, in small letters, as duty manager.",
                  "The files are public, and the role stays when the person leaves.", {"name": "by", "value": "Jo Bloggs"})
NO_ENTRY = Rule("no-entry", FRONT_MATTER, "there is no entry here", "Write a name and a colon, and its keys indented below it.",
                "This file holds entries by their names.")
NO_ITEMS = Rule("no-items", FRONT_MATTER, "this file is not a list of entries", 'Begin each entry with a hyphen, as "- {first}: …", and write its other keys below {first}.',
                "This file holds entries one after the other.", {"first": "id"})
NO_KEYS = Rule("no-keys", FRONT_MATTER, '"{name}" has no keys', "Write its keys below it, each with a colon: {keys}.",
               "What belongs here has several parts, each with a key.", {"name": "withdrawn", "keys": "date and reason"})
ITEM_WITHOUT_KEYS = Rule("entry-without-keys", FRONT_MATTER, 'the entry "{words}" has no keys', "Write it as {example}, and its other keys beside or below that: {keys}.",
                         "What belongs here has several parts, each with a key.", {"words": "form.pdf", "example": "file: form.pdf", "keys": "file and title"})
UNKNOWN_KEY = Rule("unknown-key", FRONT_MATTER, '"{key}" is not a key that is known here', "{near}The known keys are {known}.",
                   "What stands under a misspelt key would be left out without a word.",
                   {"key": "sumary", "near": 'Did you mean "summary"? ', "known": "title, summary and published"})
COMMA = Rule("comma-in-brackets", FRONT_MATTER, 'the text of "{key}" ends at its comma, between curly brackets', "Put quotation marks around all of the text, as in {example}.",
             "Between brackets a comma begins the next key.", {"key": "title", "example": 'title: "Ponds, rivers"'})
MISSING = Rule("key-missing", FRONT_MATTER, '"{name}" is missing', "Add a line: {example}", "The site cannot do without it.",
               {"name": "published", "example": "published: 2026-12"})


TOO_MANY = Rule("list-too-long", FRONT_MATTER, '"{name}" has {count} items', "Keep at most {most}.", "No list that a person wrote is so long; something else was pasted here.",
                {"name": "topics", "count": 30000, "most": 3000})

MOST_FILES = 5
"""That a message names."""

MOST_ITEMS = 3_000
"""Of a list. The longest, of given names, has some 300."""


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
    needed: bool = False
    """Whether something must stand here."""

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

    def problem(self, rule: Rule, /, **values: Any) -> Problem:
        """Return the problem that a rule is broken here; ``values`` stand in the places of its words."""
        return rule.problem(self.document.file, self.line, **values)

    def refuse(self, rule: Rule, /, **values: Any) -> _Refused:
        """Report that a rule is broken here."""
        self.document.problems.append(self.problem(rule, **values))
        return REFUSED


class _Everything:
    """Holds every name: what stands in a file that cannot be read, nobody knows."""

    def __contains__(self, name: object) -> bool:
        return True


class Incomplete(dict[str, Any]):
    """What could be read of a file in which something is wrong, which has been reported.

    ``lost`` has the names in it that could not be read: who asks for one of these has made no mistake.
    """

    def __init__(self, found: Mapping[str, Any] = MappingProxyType({}), lost: Container[Any] = _Everything()) -> None:
        super().__init__(found)
        self.lost = lost


def is_lost(known: Collection[str], name: object) -> bool:
    """Say whether a name may stand among those of ``known`` that could not be read."""
    return isinstance(known, Incomplete) and name in known.lost


Reader = Callable[[Place], Any]


@dataclass(frozen=True)
class Sort:
    """What a reader takes, for a form that asks for it."""

    name: str
    """``text``, ``flag``, ``day``, ``date``, ``period``, ``choice``, ``choices``, ``words`` (a list of texts), ``parts`` (keys of its own),
    ``rows`` (a list of such), ``pairs`` (of names and what belongs to each), or ``yaml`` for all that no form can ask for."""
    longest: int = 0
    """Characters of a text; 0 where there is no limit."""
    known: Collection[str] = ()
    """The words to choose from; a mapping may tell their names."""
    parts: tuple[Key, ...] = ()
    """The keys of each thing that has parts; of choices, those of one that is none of the known words."""


def sort_of(read: Reader) -> Sort:
    """Return what a reader takes."""
    found = getattr(read, "sort", None)
    return found if isinstance(found, Sort) else Sort("yaml")


def of_sort(sort: Sort, read: Reader) -> Reader:
    """Return a reader that says what it takes."""
    read.sort = sort  # type: ignore[attr-defined]  # a function carries what it takes, so that no table has to be kept beside it
    return read


@dataclass(frozen=True)
class Key:
    """One key that a mapping may hold."""

    name: str
    read: Reader
    help: str
    """What it is for, in words for the person who fills it in."""
    example: str = ""
    required: bool = False


def text(longest: int = 0, *, verbatim: bool = False) -> Reader:
    """Read text on one line; of at most ``longest`` characters, where given.

    It is shown as it stands, so it holds no markup, unless it is ``verbatim``: a link, or what stands on a page.
    """

    def read(place: Place) -> Any:
        value = place.value
        if place.path in place.document.cut:
            return place.refuse(CUT)
        if value in (None, [], {}) or (isinstance(value, str) and not shows_something(value)):
            return place.refuse(NEEDED if place.needed else EMPTY, name=place.name)
        if not isinstance(value, str):
            return place.refuse(NOT_TEXT, name=place.name)
        if longest and len(value) > longest:
            return place.refuse(TOO_LONG, name=place.name, length=len(value), longest=longest)
        if not _as_typed(place, value):
            return REFUSED
        words = " ".join(value.split())
        if not verbatim and (found := markup(words)):
            return place.refuse(MARKUP, name=place.name, signs=shortened(found, 40))
        return words

    return of_sort(Sort("text", longest), read)


def _as_typed(place: Place, value: str) -> bool:
    """Say whether a text has no sign written as HTML writes it; report one."""
    if written := html_sign(value):
        place.refuse(ENTITY, **written)
    return not written


def segment(place: Place) -> Any:
    """Read a word that becomes part of an address: an id."""
    return _segment(place, place.value)


def _segment(place: Place, word: Any) -> Any:
    """Return a word that can be part of an address; refuse any other, where it stands."""
    if isinstance(word, str) and is_slug(word):
        return word
    better = plain_name(str(word)).replace("_", "-")[:_LONGEST_SEGMENT].strip("-") or "front-door"
    return place.refuse(NOT_A_SEGMENT, value=shortened(word), better=better)


def flag(place: Place) -> Any:
    """Read ``true`` or ``false``."""
    word = str(place.value).lower()
    return word == "true" if word in ("true", "false") else place.refuse(NOT_A_FLAG, name=place.name)


of_sort(Sort("flag"), flag)


def whole_number(place: Place) -> Any:
    """Read a whole number of one or more."""
    if not isinstance(place.value, str) or not _WHOLE_NUMBER.fullmatch(place.value):
        return place.refuse(NOT_A_WHOLE_NUMBER, name=place.name)
    return int(place.value)


_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def _parsed(parse: Callable[[str], Any], rule: Rule, date: str = "") -> Reader:
    """Read what ``parse`` makes a value of; all else is refused by ``rule``.

    Where a ``date`` belongs here, as ``a day``, what looks like one is refused with how it is to be written.
    """

    def read(place: Place) -> Any:
        if place.value is None:
            return place.refuse(rule, name=place.name, shown="nothing")
        value = parse(str(place.value))
        if value is not None:
            return value
        words = shortened(place.value)
        if wrong := too_far(words, place.name) or (why_not_a_date(words, place.name, date, parse) if date else None):
            return place.refuse(wrong.rule, **wrong.values)
        return place.refuse(rule, name=place.name, shown=f'"{words}"')

    return read


day = of_sort(Sort("day"), _parsed(parse_day, NOT_A_DAY, "a day"))
day_or_month = of_sort(Sort("date"), _parsed(parse_published, NOT_A_DATE, "a date"))
period = of_sort(Sort("period"), _parsed(parse_period, NOT_A_PERIOD))


def address(place: Place) -> Any:
    """Read the address of a page elsewhere."""
    value = place.value
    if isinstance(value, str) and (fault := why_private(value)):
        return place.refuse(fault.rule, **fault.values)
    if not isinstance(value, str) or not re.match("https?://", value):
        return place.refuse(NOT_AN_ADDRESS, name=place.name, value=shortened(value))
    if fault := why_not_to_follow(value):
        return place.refuse(fault.rule, **fault.values)
    return value if _as_typed(place, value) else REFUSED


of_sort(Sort("text"), address)


def role(place: Place) -> Any:
    """Read who does or did something: a role, never a person's name."""
    value = text(60)(place)
    return place.refuse(NOT_A_ROLE, name=place.name, value=value) if isinstance(value, str) and looks_like_a_name(value) else value


def one_of(known: Collection[str], what: str, home: str = "") -> Reader:
    """Read one word out of ``known``; ``home`` names the file in which the words are kept."""

    def read(place: Place) -> Any:
        value = place.value
        if isinstance(value, str) and value in known:
            return value
        if is_lost(known, value):
            return REFUSED
        word = shortened(value)
        if not known:
            return place.refuse(NONE_KNOWN, value=word, what=what, home=home)
        values = {"value": word, "what": what, "near": suggestion(word, known), "known": listed(sorted(known))}
        return place.refuse(UNKNOWN_IN_FILE, **values, home=home) if home else place.refuse(UNKNOWN, **values)

    return of_sort(Sort("choice", known=known), read)


def words_gone(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say once of a file that has no words, and not at each of the places that name one, that it is gone."""
    problems = list(dict.fromkeys(problems))
    homes: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.rule is NONE_KNOWN:
            homes.setdefault(problem.values["home"], []).append(problem)
    many_times = {home: found for home, found in homes.items() if len(found) > 1 and home.startswith("data/")}
    yield from (problem for problem in problems if problem.rule is not NONE_KNOWN or problem.values["home"] not in many_times)
    for home, found in many_times.items():
        files = list(dict.fromkeys(problem.file for problem in sorted(found)))
        where = listed(files) if len(files) <= MOST_FILES else f"{', '.join(files[:MOST_FILES])} and {len(files) - MOST_FILES} more"
        yield WORDS_GONE.problem(home, 1, count=len(found), where=where)


def many(read_item: Reader) -> Reader:
    """Read a list of which every item is read by ``read_item``, without repetition."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, list) or not place.value:
            empty = NEEDED if place.needed else EMPTY
            return place.refuse(empty if place.value in (None, [], {}) else NOT_A_LIST, name=place.name)
        if len(place.value) > MOST_ITEMS:
            return place.at(MOST_ITEMS).refuse(TOO_MANY, name=place.name, count=len(place.value), most=MOST_ITEMS)
        items = [read_item(place.at(position)) for position in range(len(place.value))]
        seen: list[Any] = []
        for position, item in enumerate(items):
            if item is REFUSED:
                continue
            if item in seen:
                place.at(position).refuse(NAMED_TWICE, name=place.name, value=shortened(item))
            else:
                seen.append(item)
        return tuple(seen)

    item = sort_of(read_item)
    plural = {"text": "words", "choice": "choices", "parts": "rows"}.get(item.name)
    return of_sort(replace(item, name=plural) if plural else Sort("yaml"), read)


def mapping_of(keys: Sequence[Key], build: Callable[..., Any] = dict) -> Reader:
    """Read a mapping with the given keys into ``build(**values)``."""

    def read(place: Place) -> Any:
        values = read_keys(place, keys)
        return build(**values) if values is not None else REFUSED

    return of_sort(Sort("parts", parts=tuple(keys)), read)


def named(read_value: Reader) -> Reader:
    """Read a mapping of names, each a word that can be part of an address, to values that ``read_value`` reads."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, dict) or not place.value:
            return place.refuse(NO_ENTRY)
        found = {name: read_value(place.at(name)) for name in place.value if _segment(place.at(name), name) is not REFUSED}
        return {name: value for name, value in found.items() if value is not REFUSED}

    return read


def table_of(keys: Sequence[Key], build: Callable[..., Any]) -> Reader:
    """Read a mapping of names to mappings: each becomes ``build(id=name, **values)``."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, dict):
            return place.refuse(NO_ENTRY)
        named = {name: _segment(place.at(name), name) for name in place.value}
        found = {name: read_keys(place.at(name), keys) for name in place.value}  # also of one whose name cannot stand: all at once
        return {name: build(id=name, **values) for name, values in found.items() if values is not None and named[name] is not REFUSED}

    return read


def either(test: Callable[[Any], bool], first: Reader, second: Reader) -> Reader:
    """Read with ``first`` where ``test`` holds of the value, else with ``second``."""
    return of_sort(replace(sort_of(second), parts=sort_of(first).parts), lambda place: (first if test(place.value) else second)(place))


_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SEGMENT = 100


def is_slug(word: str) -> bool:
    """Say whether a word can stand in an address: small letters, digits and single hyphens."""
    return len(word) <= _LONGEST_SEGMENT and bool(_WORD.fullmatch(word))


_CALLED_ELSEWHERE = {**dict.fromkeys(("date", "created", "pubdate", "publication_date", "publish_date", "date_published"), "published"), **dict.fromkeys(("lastmod", "last_modified", "modified", "last_updated"), "updated"),
                     **dict.fromkeys(("description", "subtitle", "abstract", "excerpt"), "summary"), **dict.fromkeys(("tags", "categories", "category", "keywords"), "topics"),
                     **dict.fromkeys(("aliases", "synonyms"), "also_known_as"), **dict.fromkeys(("documents", "downloads", "files"), "attachments"), **dict.fromkeys(("review_date", "next_review"), "review")}
"""Keys by the names that other systems have for them: what looks nearest is another."""


def read_keys(place: Place, keys: Iterable[Key]) -> dict[str, Any] | None:
    """Read the mapping at ``place`` by a table of keys.

    Returns what was there, by key, without what was refused; ``None`` where a required key is missing or refused, or
    where there is no mapping. Every problem has then been reported.
    """
    table: Mapping[str, Key] = {key.name: key for key in keys}
    if not isinstance(place.value, dict):
        if place.path and isinstance(place.path[-1], int) and isinstance(place.value, (str, int, float)):
            words = shortened(place.value)
            place.refuse(ITEM_WITHOUT_KEYS, words=words, example=f"{next(iter(table))}: {words}", keys=listed(table))
        else:
            place.refuse(NO_KEYS, name=place.name, keys=listed(table))
        return None
    values: dict[str, Any] = {}
    last, parted, without_colon = "", dict[str, list[str]](), set[str]()
    for name in place.value:
        at = place.at(name)
        if name not in table and at.value is None and last in table and place.at(last).line == at.line:  # on a line of its own it would be a key without a value
            parted.setdefault(last, []).append(name)
            continue
        last = name
        if name not in table:
            meant = re.split(r"[\s\uff1a]", str(name))[0]
            if meant in table and meant not in place.value and at.value is None:
                without_colon.add(meant)
            usual = _CALLED_ELSEWHERE.get(str(name).lower().replace("-", "_").replace(" ", "_"), "")
            near = (f'Write a colon and a space after "{meant}". ' if meant in without_colon else f'Did you mean "{usual}"? ' if usual in table
                    else suggestion(shortened(name), table))
            at.refuse(UNKNOWN_KEY, key=shortened(name), near=near, known=listed(table))
            continue
        value = table[name].read(Place(at.document, at.path, table[name].required))
        if value is not REFUSED:
            values[name] = value
    for name, parts in parted.items():
        place.at(parts[0]).refuse(COMMA, key=name, example=f'{name}: "{shortened(", ".join((str(place.at(name).value), *parts)))}"')
    complete = True
    for key in table.values():
        if not key.required:
            continue
        if key.name not in place.value and key.name not in without_colon:
            place.refuse(MISSING, name=key.name, example=key.example or f"{key.name}: …")
        complete = complete and key.name in values
    return values if complete else None
