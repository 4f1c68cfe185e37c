"""What has a day in a calendar: when pages must be looked at again, and training sessions.

Written as iCalendar (RFC 5545) with the icalendar library. Whatever stands in a calendar comes from content: the day of
the build appears nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from publishing.content.catalogue import Catalogue
from publishing.content.page import Page, Resource
from publishing.data.training import Session

if TYPE_CHECKING:
    from icalendar import Event

REVIEWS = "/calendar/reviews.ics"
TRAINING = "/calendar/training.ics"


@dataclass(frozen=True)
class _Entry:
    uid: str
    title: str
    start: date
    end: date
    stamp: date
    text: str
    address: str
    place: str = ""
    status: str = ""
    sequence: int = 0
    """How often it has been changed: what a calendar goes by (https://www.rfc-editor.org/rfc/rfc5545#section-3.8.7.4)."""


def reviewed_pages(catalogue: Catalogue) -> list[tuple[date, Page]]:
    """Return the pages that say when they must be looked at again, with that day, the soonest first."""
    pages = ((page.review, page) for page in catalogue.written if page.review and not (isinstance(page, Resource) and page.withdrawn))
    return sorted(pages, key=lambda due: (due[0], due[1].title.casefold(), due[1].address))


def review_calendar(catalogue: Catalogue, whole: Callable[[str], str]) -> bytes:
    """Return the days by which pages must be looked at again, for the staff who do it."""
    entries = (_Entry(f"{page.id}/review", f"Look again at: {page.title}", day, day + timedelta(days=1),
                      page.last_changed or day, f"{page.file} must be looked at again by this day.", whole(page.address))
               for day, page in reviewed_pages(catalogue))
    return _calendar(f"Review days: {catalogue.data.partnership.site_name}", entries)


def calendar_of(session: Session) -> str:
    """Return the address of the calendar that has one session alone."""
    return f"{TRAINING.removesuffix('.ics')}/{session.id}.ics"


def training_calendars(catalogue: Catalogue, whole: Callable[[str], str], page: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Return the calendar of all training sessions, and one for each, by address, each still to be made; ``page`` is that of the page that has them.

    Those that are over stay in them: who follows a calendar keeps what they went to.
    """
    sessions = catalogue.data.training
    name = f"Training: {catalogue.data.partnership.site_name}"
    if sessions:
        yield TRAINING, partial(_calendar, name, [_session(session, catalogue, whole, page) for session in sessions])
    for session in sessions:
        yield calendar_of(session), partial(_calendar, name, [_session(session, catalogue, whole, page)])


def _session(session: Session, catalogue: Catalogue, whole: Callable[[str], str], page: str) -> _Entry:
    return _Entry(catalogue.data.partnership.ids.mint(f"training/{session.id}"), session.title, session.starts, session.ends, session.starts.date(), session.summary or "",
                  session.booking or whole(page), session.place or "", "CANCELLED" if session.cancelled else "CONFIRMED", bool(session.moved_from) + session.cancelled)


def _calendar(name: str, entries: Iterable[_Entry]) -> bytes:
    from icalendar import Calendar  # here, because a check makes none

    calendar = Calendar()
    calendar.add("prodid", f"-//{name}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: _Entry) -> Event:
    from icalendar import Event

    event = Event()
    values: dict[str, Any] = {
        "uid": entry.uid, "summary": entry.title, "dtstamp": datetime.combine(entry.stamp, time(12), UTC),
        "dtstart": _utc(entry.start), "dtend": _utc(entry.end), "description": entry.text, "location": entry.place,
        "url": entry.address, "status": entry.status, "sequence": entry.sequence, "transp": "OPAQUE" if isinstance(entry.start, datetime) else "TRANSPARENT"}
    for name, value in values.items():
        if value:
            event.add(name, value)
    return event


def _utc(when: date) -> date:
    """Return a moment in UTC, which needs no description of time zones in the file; a day stays a day."""
    return when.astimezone(UTC) if isinstance(when, datetime) else when
