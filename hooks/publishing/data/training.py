"""Training sessions, where the partnership publishes any: data/training.yml, which need not exist.

    working-together-january:
      title: Working together, day 1
      starts: 2027-01-19 09:30
      ends: 2027-01-19 16:00
      place: Online
      booking: https://example.org/book

Times are those of a clock in London. A session stays on the site until the day after it has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from publishing.data.opening import DAYS
from publishing.problems.problem import shortened
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, address, one_of, table_of, text
from publishing.words.date_spellings import too_far
from publishing.words.dates import LOCAL_TIME, in_words, on_the_clock

NOT_A_MOMENT = Rule("not-a-day-and-time", PARTNERSHIP, '{name}: "{value}" is not a day and a time', "Write it as 2027-01-19 09:30.",
                    "People put it into their calendars.", {"name": "starts", "value": "19 January, 9.30"})
ENDS_FIRST = Rule("ends-before-it-starts", PARTNERSHIP, "the session ends before it starts", "Correct one of the two times.",
                  "Calendars refuse such a session.")
NOT_MOVED = Rule("moved-from-its-own-time", PARTNERSHIP, "the session was moved from the time that it has", "Write into moved_from when it was to start before, or take the line out.",
                 "Readers would be told of a change that there was not.")

CANCELLED, FULL = "cancelled", "full"


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
    standing: str | None = None
    """Cancelled or full, where it is one of the two."""
    moved_from: datetime | None = None
    """When it was to start before it was moved."""

    @property
    def anchor(self) -> str:
        """Its identifier on the page that has it."""
        return f"session-{self.id}"

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.standing == CANCELLED

    @property
    def full(self) -> bool:
        """Whether nobody more can come."""
        return self.standing == FULL

    @property
    def online(self) -> bool:
        """Whether its place says that it is online, and nothing else."""
        return bool(self.place) and str(self.place).casefold() == "online"

    @property
    def from_words(self) -> str:
        """When it starts: ``Tuesday 19 January 2027, 9:30am``."""
        return moment_in_words(self.starts)

    @property
    def to_words(self) -> str:
        """When it ends: the time alone where that is the same day."""
        return on_the_clock(self.ends) if self.ends.date() == self.starts.date() else moment_in_words(self.ends)

    @property
    def moved_words(self) -> str:
        """When it was to start before."""
        return moment_in_words(self.moved_from) if self.moved_from else ""

    def over(self, today: date) -> bool:
        """Say whether the last day of the session has passed."""
        return self.ends.date() < today


def moment_in_words(moment: datetime) -> str:
    """Return a moment as it is printed: ``Tuesday 19 January 2027, 9:30am``."""
    return f"{DAYS[moment.weekday()]} {in_words(moment.date())}, {on_the_clock(moment)}"


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
    Key("place", text(), "Where it is, or the one word Online."),
    Key("booking", address, "Where to book."),
    Key("standing", one_of((CANCELLED, FULL), "standing"), "cancelled or full, where it is one of the two.", "standing: full"),
    Key("moved_from", _moment, "When it was to start before it was moved.", "moved_from: 2027-01-12 09:30"),
)


def read_training(place: Place) -> Any:
    """Read the whole of training.yml into the sessions, the soonest first; times that do not go together are reported."""
    sessions = table_of(SESSION_KEYS, Session)(place)
    if sessions is REFUSED:
        return REFUSED
    for name, session in sessions.items():
        if session.ends <= session.starts:
            place.at(name).at("ends").refuse(ENDS_FIRST)
        if session.moved_from == session.starts:
            place.at(name).at("moved_from").refuse(NOT_MOVED)
    return tuple(sorted(sessions.values(), key=lambda session: (session.starts, session.id)))
