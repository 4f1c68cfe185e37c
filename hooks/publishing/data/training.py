"""Training sessions, where the partnership publishes any: data/training.yml, which need not exist.

    working-together-january:
      title: Working together, day 1
      starts: 2027-01-19 09:30
      ends: 2027-01-19 16:00
      place: Online
      booking: https://example.org/book

Times are those of a clock in London.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publishing.problems.problem import shortened
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, address, table_of, text
from publishing.words.date_spellings import too_far
from publishing.words.dates import LOCAL_TIME

NOT_A_MOMENT = Rule("not-a-day-and-time", PARTNERSHIP, '{name}: "{value}" is not a day and a time', "Write it as 2027-01-19 09:30.",
                    "People put it into their calendars.", {"name": "starts", "value": "19 January, 9.30"})
ENDS_FIRST = Rule("ends-before-it-starts", PARTNERSHIP, "the session ends before it starts", "Correct one of the two times.",
                  "Calendars refuse such a session.")


@dataclass(frozen=True)
class Session:
    """One training session."""

    id: str
    title: str
    starts: datetime
    ends: datetime
    summary: str | None = None
    place: str | None = None
    booking: str | None = None


def _moment(place: Place) -> Any:
    value = place.value
    if far := too_far(shortened(value), place.name):
        return place.refuse(far.rule, **far.values)
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL_TIME)
    except ValueError:
        return place.refuse(NOT_A_MOMENT, name=place.name, value=shortened(value))


SESSION_KEYS = (
    Key("title", text(120), "What the session is called.", required=True),
    Key("starts", _moment, "When it starts.", "starts: 2027-01-19 09:30", required=True),
    Key("ends", _moment, "When it ends.", "ends: 2027-01-19 16:00", required=True),
    Key("summary", text(200), "One sentence on it."),
    Key("place", text(), "Where it is."),
    Key("booking", address, "Where to book."),
)


def read_training(place: Place) -> Any:
    """Read the whole of training.yml; a session that ends before it starts is reported."""
    sessions = table_of(SESSION_KEYS, Session)(place)
    if sessions is REFUSED:
        return REFUSED
    for name, session in sessions.items():
        if session.ends <= session.starts:
            place.at(name).at("ends").refuse(ENDS_FIRST)
    return tuple(sessions.values())
