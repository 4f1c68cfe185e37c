"""Whom resources are for, the roles of each, and what they need first: data/audiences.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.data.topics import SUBJECT_KEYS, Subject
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, many, table_of, text

FIVE = 5
"""Pages that a role shows on the home page: as many as are seen at a glance."""

_AT_A_GLANCE = f"On the home page somebody in a hurry chooses a role and sees {FIVE} pages for it at a glance."

ROLE_TOO_MANY = Rule("role-with-too-many-pages", PARTNERSHIP, 'the role "{name}" names {count} pages under first:',
                     "Keep at most {most} there. What everybody in the same work needs belongs under first: of the audience.", _AT_A_GLANCE,
                     {"name": "GP", "count": 6, "most": FIVE})
ROLE_TOO_FEW = Rule("role-with-too-few-pages", PARTNERSHIP, 'the role "{name}" has {count} pages, its own and its audience\'s together',
                    "Name {missing} more under first:, either of the role or of the audience.", _AT_A_GLANCE,
                    {"name": "GP", "count": 4, "missing": 1})
ROLE_TWICE = Rule("role-twice", PARTNERSHIP, 'another role is called "{name}" as well', "Give it another name, or delete one of the two.",
                  "On the home page nobody could tell which of the two to choose.", {"name": "GP"})


@dataclass(frozen=True)
class Role:
    """Somebody's job, as they would say it themselves: one of an audience."""

    id: str
    name: str
    first: tuple[str, ...] = ()
    """The files of the pages that come before those of the audience."""


@dataclass(frozen=True)
class Audience(Subject):
    """Somebody's work."""

    first: tuple[str, ...] = ()
    """The files of the pages that are needed first, most urgent first."""
    roles: Mapping[str, Role] = field(default_factory=dict)

    def first_for(self, role: Role) -> tuple[str, ...]:
        """Return the files that a role needs first: its own, then its audience's. Nothing is written twice, so nothing can disagree."""
        return tuple(dict.fromkeys((*role.first, *self.first)))


_FIRST = Key("first", many(text()), "The files of the pages that they need first, most urgent first.")

_read_table = table_of((
    *SUBJECT_KEYS,
    _FIRST,
    Key("roles", table_of((
        Key("name", text(40), "The role, as somebody would say it of themselves.", required=True),
        _FIRST,
    ), Role), "The roles that the home page offers."),
), Audience)


def read_audiences(place: Place) -> Any:
    """Read the whole of audiences.yml."""
    audiences = _read_table(place)
    if audiences is not REFUSED:
        _check_roles(place, audiences)
    return audiences


def _check_roles(place: Place, audiences: Mapping[str, Audience]) -> None:
    taken: set[str] = set()
    for audience in audiences.values():
        roles = place.at(audience.id).at("roles")
        for role in audience.roles.values():
            where = roles.at(role.id)
            if role.name.casefold() in taken:
                where.refuse(ROLE_TWICE, name=role.name)
            taken.add(role.name.casefold())
            own, theirs = _named(where.at("first")), _named(place.at(audience.id).at("first"))
            count = len({*own, *theirs})
            if len(own) > FIVE:
                where.at("first").refuse(ROLE_TOO_MANY, name=role.name, count=len(own), most=FIVE)
            elif count < FIVE:
                where.refuse(ROLE_TOO_FEW, name=role.name, count=count, missing=FIVE - count)


def _named(place: Place) -> list[str]:
    """Return what a list names, be it right or wrong: how many there are to be is one question, which they are is another."""
    return [str(item) for item in place.value] if isinstance(place.value, list) else []
