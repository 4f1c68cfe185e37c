"""The keys that front matter may hold, in their canonical order, and the small values that they hold.

The checks, the error messages and the list of keys in ``guide/publishing.md`` come from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from publishing.data.sources import Source
from publishing.data.topics import Subject
from publishing.problems.rule import ALLOWABLE, FRONT_MATTER, REASON, Rule
from publishing.reading.fields import Key, Place, Reader, address, day, day_or_month, either, flag, many, mapping_of, of_sort, one_of, sort_of, text

SUMMARY_LENGTH = 200

RESOURCE_ORDER = ("title", "summary", "published", "text", "listed_as", "written", "updated", "changes", "review", "owner", "exit_this_page", "withdrawn",
                  "replaces", "replaced_by", "topics", "audience", "also_known_as", "sources", "attachments", "draft", "allow")
"""The canonical order of a resource's keys; a kind's own keys come last."""


@dataclass(frozen=True)
class Change:
    """A dated note on what changed in a page."""

    date: date
    note: str


@dataclass(frozen=True)
class Withdrawn:
    """Why and when a resource was withdrawn."""

    date: date
    reason: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a page."""

    file: str
    title: str
    language: str = "English"
    accessible: bool | None = None


@dataclass(frozen=True)
class Allowance:
    """That something a check finds may stand in a file, and why."""

    check: str
    text: str
    reason: str


NO_REASON = Rule("reason-missing", FRONT_MATTER, "the reason why this may stand is missing: here are the words with which a message shows where it belongs",
                 "Write the reason in your own words, as: It is the council's own number. Where there is none, take out what was found, and this line.",
                 "Whoever reads it in a year must be able to judge whether it still holds.")


@dataclass(frozen=True)
class Vocabulary:
    """The words that front matter may use, from the data files."""

    topics: Mapping[str, Subject] = field(default_factory=dict)
    audiences: Mapping[str, Subject] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    roles: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> dict[type, tuple[Key, ...]]:
        """The keys of each kind of page that somebody has asked for: they are the same for all of its pages."""
        return {}


def _reason(place: Place) -> Any:
    """Read why something may stand: in somebody's own words, not in those with which a message shows where they belong."""
    words = text()(place)
    return place.refuse(NO_REASON) if isinstance(words, str) and words.strip(" .").casefold() == REASON else words


of_sort(sort_of(text()), _reason)


def page_keys(vocabulary: Vocabulary) -> tuple[Key, ...]:
    """Return the keys of a plain page."""
    return (
        Key("title", text(120), "The title, as it is shown everywhere.", "title: Neglect", required=True),
        Key("summary", text(SUMMARY_LENGTH), "One sentence; it becomes the listing, the search result and the preview.",
            "summary: One sentence on what this page helps with.", required=True),
        Key("written", day, "The day the text on this page was written, where it is not the partnership's own text.", "written: 2026-11-22"),
        Key("updated", day, "The day of the last change that readers should know of.", "updated: 2027-01-31"),
        Key("changes", many(mapping_of((
            Key("date", day, "When.", required=True),
            Key("note", text(), "What changed, in plain words.", required=True),
        ), Change)), "Dated notes on what changed.", "changes: [{date: 2027-01-31, note: New number for the front door.}]"),
        Key("review", day, "The day by which the text must be looked at again.", "review: 2027-05-22"),
        Key("owner", one_of(vocabulary.roles, "role", "the roles under report: in data/partnership.yml"),
            "The role that looks after the page, where it is not the usual one. Never a person's name.", "owner: communications officer"),
        Key("exit_this_page", flag, "true puts the button Exit this page on it: for what somebody may read who is at risk from a person near them.", "exit_this_page: true"),
        Key("also_known_as", many(text(60)), "What people type when they look for it. For search; not shown.", "also_known_as: [county lines, trap house]"),
        Key("sources", many(either(lambda value: isinstance(value, dict), _source_here, _source_named(vocabulary))),
            "Where the facts are from: names from data/sources.yml, or title, publisher, dated and address.", "sources: [children-act-1989]"),
        Key("attachments", many(mapping_of((
            Key("file", text(), "The file's name, beside the page.", required=True),
            Key("title", text(), "What it is called.", required=True),
            Key("language", text(), "Its language; English if not said."),
            Key("accessible", flag, "true or false: whether it works with a screen reader."),
        ), Attachment)), "Files that go with the page.", "attachments: [{file: poster.pdf, title: Poster, accessible: true}]"),
        Key("draft", flag, "true keeps the page out of every build; only the preview shows it.", "draft: true"),
        Key("allow", many(mapping_of((
            Key("check", one_of(ALLOWABLE, "check that can be allowed"), "The check's name, as its message gives it.", required=True),
            Key("text", text(verbatim=True), "What it finds, as it stands in the file.", required=True),
            Key("reason", _reason, "Why it may stand.", required=True),
        ), Allowance)), "What a check may find here, and why it may stand.", "allow: [{check: postcode, text: ZZ99 9ZZ, reason: The office's own address.}]"),
    )


def resource_keys(vocabulary: Vocabulary) -> tuple[Key, ...]:
    """Return a page's keys and those that only a resource has."""
    own = (
        Key("published", day_or_month, "When the partnership published its document: a day, or a month where no day is known.", "published: 2021-03"),
        Key("text", one_of(("held",), "state of the text"), "held, where the partnership has the text and this site has not.", "text: held"),
        Key("listed_as", text(120), "What the partnership's annual report calls it, exactly, where this site has not its text.", "listed_as: ICON Campaign"),
        Key("withdrawn", mapping_of((
            Key("date", day, "When.", required=True),
            Key("reason", text(), "Why, and what to use instead.", required=True),
        ), Withdrawn), "That it is no longer to be used. It keeps its address and leaves the listings.", "withdrawn: {date: 2027-01-31, reason: Replaced by national guidance.}"),
        Key("replaces", text(), "The file that this one replaces.", "replaces: briefings/general/old-genogram.md"),
        Key("replaced_by", text(), "The file that replaces this one.", "replaced_by: briefings/general/genogram.md"),
        Key("topics", many(one_of(vocabulary.topics, "topic", "data/topics.yml")), "Subjects, by their words in data/topics.yml.", "topics: [neglect]"),
        Key("audience", many(one_of(vocabulary.audiences, "audience", "data/audiences.yml")), "Whom it is for, by their words in data/audiences.yml.", "audience: [schools, health]"),
    )
    known = {key.name: key for key in (*page_keys(vocabulary), *own)}
    return tuple(known[name] for name in RESOURCE_ORDER)


def _source_named(vocabulary: Vocabulary) -> Reader:
    named = one_of(vocabulary.sources, "source", "data/sources.yml")

    def read(place: Place) -> Any:
        name = named(place)
        return vocabulary.sources[name] if isinstance(name, str) else name

    return of_sort(sort_of(named), read)


_source_here = mapping_of((
    Key("title", text(), "The document's own title.", required=True),
    Key("publisher", text(), "Who published it.", required=True),
    Key("dated", text(), "Its date, in words.", required=True),
    Key("address", address, "Where it is."),
), lambda **values: Source(id="", **values))
