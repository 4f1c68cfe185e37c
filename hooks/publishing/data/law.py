"""What the law says today: each duty with its source, its standing and the day on which somebody looked.

It stands in data/law.yml, which need not exist:

    duty-to-share:
      duty: Some bodies must give each other information that may help to keep a child safe.
      source: childrens-wellbeing-act-2026-section-4
      standing: passed
      looked: 2026-11-25
      changed: 2026-11-25
      pages: [briefings/general/think-family.md]

Pages print the standing by the duty's name, so that one line is changed on the day on which a duty starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from publishing.data.sources import Source
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, day, day_or_month, many, one_of, table_of, text
from publishing.words.dates import PublishedDate, in_words

NO_START = Rule("law-without-start", PARTNERSHIP, '"{id}" is passed, and since: gives it a day', "Write standing: in force if it starts on that day, also on a day to come; or take since: out.",
                "Passed means that nobody knows the day on which it starts: pages say so.", {"id": "duty-to-share"})
LOOKED_FIRST = Rule("law-changed-after-look", PARTNERSHIP, "what is known of this law changed after the day of the look", "Give looked: the day of changed:, or a later one.",
                    "Whoever found the change had looked.")
NEVER_LOOKED = Rule("law-never-looked", PARTNERSHIP, '"{id}" is {standing}, and nobody has looked', "Add a line looked: with the day.",
                    "Pages say on which day somebody looked whether it has started.", {"id": "duty-to-share", "standing": "passed"})

STANDINGS = {
    "in force": "it binds; since: has the day on which it started, or will start, where known",
    "passed": "it was made, and no day is known on which it starts",
    "published": "guidance or advice that is out; since: has the day or month, where known",
    "proposed": "not made yet",
    "replaced": "another has taken its place: kept for the pages that speak of its time",
}

OPEN = ("passed", "proposed")
"""The standings that another one follows, nobody knows when."""


@dataclass(frozen=True)
class Law:
    """One duty, offence or piece of guidance, and what is known of it."""

    id: str
    duty: str
    source: str
    standing: str
    since: PublishedDate | None = None
    looked: date | None = None
    """The day on which somebody last looked; none where it is known from general knowledge alone."""
    changed: date | None = None
    """The day on which what is known of it last changed."""
    note: str | None = None
    pages: tuple[str, ...] = ()
    """The files that rest on it, besides those that print its standing."""
    seen_in: Source | None = None

    def words(self, today: date) -> str:
        """Return its standing within a sentence: ``passed; start date not confirmed; we looked on 25 November 2026``."""
        looked = f"; we looked on {in_words(self.looked)}" if self.open and self.looked else ""
        return f"{self.stands(today)}{looked}"

    @property
    def open(self) -> bool:
        """Whether it may start on any day, so that the day of the look belongs to its standing."""
        return self.standing in OPEN

    def stands(self, today: date) -> str:
        """Return its standing, true on ``today``: ``in force since 31 October 2015``."""
        if self.standing == "passed":
            return "passed; start date not confirmed"
        if self.since is None:
            return self.standing
        if self.since.first_day > today:
            return f"not yet {self.standing}; from {self.since.text}"
        if self.standing == "in force":
            return f"in force since {self.since.text}"
        return f"{self.standing} {'on' if self.since.day else 'in'} {self.since.text}"

    def last_changed(self, today: date) -> date | None:
        """Return the day on which it, or what is known of it, last changed: a day to come counts once it has come."""
        days = (self.changed, self.since.first_day if self.since else None)
        return max((found for found in days if found and found <= today), default=None)


def law_keys(sources: Mapping[str, Source]) -> tuple[Key, ...]:
    """Return the keys of a law; ``sources`` are the documents that it may stand in."""
    return (
        Key("duty", text(300), "What somebody must do, in plain words.", required=True),
        Key("source", one_of(sources, "source", "data/sources.yml"), "Where it stands: a name from sources.yml.", required=True),
        Key("standing", one_of(STANDINGS, "standing"), "Whether it binds today.", example="standing: in force", required=True),
        Key("since", day_or_month, "The day or month from which it stands so, where known."),
        Key("looked", day, "The day on which somebody last looked."),
        Key("changed", day, "The day on which what is known of it last changed."),
        Key("note", text(300), "One more sentence, if needed."),
        Key("pages", many(text()), "Files that rest on it, besides those that print its standing."),
    )


def read_law(sources: Mapping[str, Source]) -> Any:
    """Return a reader of the whole of law.yml, into laws by id; ``sources`` are the documents that they stand in."""
    table = table_of(law_keys(sources), Law)

    def read(place: Place) -> Any:
        laws = table(place)
        if laws is REFUSED:
            return REFUSED
        for name, law in laws.items():
            given = place.at(name).value.keys()  # what is there and was refused has been reported
            if law.standing == "passed" and law.since:
                place.at(name).at("since").refuse(NO_START, id=name)
            if law.open and "looked" not in given:
                place.at(name).refuse(NEVER_LOOKED, id=name, standing=law.standing)
            if law.looked and law.changed and law.changed > law.looked:
                place.at(name).at("changed").refuse(LOOKED_FIRST)
        return {name: replace(law, seen_in=sources.get(law.source)) for name, law in laws.items()}

    return read
