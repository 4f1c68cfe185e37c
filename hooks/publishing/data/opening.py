"""When a service answers: written as people write it, kept as minutes of the week.

    hours:
      Monday, Tuesday and Thursday: 9am to 5:30pm
      Friday: 9am to 1pm and 2pm to 4pm
      bank holidays: closed
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from publishing.problems.problem import listed, shortened
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Place, text

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = "every day"
BANK_HOLIDAYS = "bank holidays"
CLOSED = "closed"
ALL_DAY = "day and night"
A_DAY = 24 * 60
"""Minutes."""

NOT_DAYS = Rule("opening-days", PARTNERSHIP, '"{value}" are not days of the week',
                "Write them in full, as Monday, or Monday and Friday, or Monday to Friday, or every day; and bank holidays on a line of their own.",
                "The site says whether a service is open now, and must know on which days.", {"value": "Mon-Fri"})
NOT_HOURS = Rule("opening-other-key", PARTNERSHIP, '"{value}" stands under hours, where only days belong', "Take away the spaces at the beginning of that line, until it begins below the h of hours:.",
                 "A line that begins further to the right belongs to the one above.", {"value": "verified"})
NOT_TIMES = Rule("opening-times", PARTNERSHIP, '"{value}" are not times of the day', "Write 9am to 5:30pm, or 9am to 1pm and 2pm to 5pm, or day and night, or closed.",
                 "The site says whether a service is open now, and must know from when to when.", {"value": "9-5"})
DAY_TWICE = Rule("opening-day-twice", PARTNERSHIP, "{day} stands twice in these hours", "Write all times of a day on one line: 9am to 1pm and 2pm to 5pm.",
                 "Nobody could say which of the two is true.", {"day": "Friday"})
NEVER = Rule("opening-never", PARTNERSHIP, "these hours have no time at which the service is open", "Add a line as Monday to Friday: 9am to 5pm. Where no hours are known, leave hours: out.",
             "The site would say at every moment that the service is closed.")
BANK_HOLIDAYS_HOW = Rule("opening-bank-holidays", PARTNERSHIP, 'bank holidays are "{value}" here', "Write bank holidays: closed, or bank holidays: open, or leave the line out where nobody knows.",
                         "On a bank holiday the site says that a service is open only where the hours say so.", {"value": "perhaps"})


@dataclass(frozen=True)
class Hours:
    """When a service answers, in words and, where the words allow, as times."""

    words: str
    """As they are printed: ``Monday to Friday 9am to 5pm; closed on bank holidays``."""
    short: str = ""
    """The same with days and times cut short, for the banner: ``Mon to Fri 9am to 5pm``."""
    open: tuple[tuple[int, int], ...] = ()
    """From when to when it is open, in minutes from the beginning of Monday; nothing where only words are known.
    What is open past the end of Sunday ends after the end of the week."""
    bank_holidays: bool | None = None
    """Whether it is open on bank holidays as on other days; ``None`` where nobody said."""

    @property
    def for_script(self) -> str:
        """The times as the page's script reads them: ``540-1050 1980-2490 closed``."""
        on_holidays = {True: "open", False: CLOSED, None: "unknown"}[self.bank_holidays]
        return " ".join([*(f"{start}-{end}" for start, end in self.open), on_holidays]) if self.open else ""


def hours(place: Place) -> Any:
    """Read opening hours: times under the days that have them, or a sentence where there is nothing to reckon with."""
    if not isinstance(place.value, dict):
        words = text()(place)
        return words if words is REFUSED else Hours(words, words)
    week: dict[str, tuple[tuple[int, int], ...]] = {}
    bank_holidays: bool | None = None
    good = True
    for key, value in place.value.items():
        line, said = place.at(key), str(value)
        if isinstance(value, dict):
            line.refuse(NOT_HOURS, value=shortened(key))
            good = False
            continue
        if str(key).strip().lower() == BANK_HOLIDAYS:
            if said not in (CLOSED, "open"):
                line.refuse(BANK_HOLIDAYS_HOW, value=shortened(value))
                good = False
            bank_holidays = said == "open"
            continue
        days, times = _days(str(key)), _times(said)
        if days is None:
            line.refuse(NOT_DAYS, value=shortened(key))
        if times is None:
            line.refuse(NOT_TIMES, value=shortened(value))
        for day in days or ():
            if day in week:
                line.refuse(DAY_TWICE, day=day)
                good = False
            week[day] = times or ()
        good = good and days is not None and times is not None
    if not good:
        return REFUSED
    times_of_week = _together((DAYS.index(day) * A_DAY + start, DAYS.index(day) * A_DAY + end) for day, times in week.items() for start, end in times)
    if not times_of_week:
        return place.refuse(NEVER)
    return Hours(_in_words(week, bank_holidays), _in_words(week, bank_holidays, short=True), times_of_week, bank_holidays)


def bank_holidays(today: date) -> tuple[date, ...]:
    """Return England's bank holidays of this year and the next, as far as the newest release of the library knows them."""
    from holidays import country_holidays  # only a build needs it

    return tuple(sorted(country_holidays("GB", subdiv="ENG", years=(today.year, today.year + 1))))


def last_known(today: date) -> date:
    """Return the last day of which :func:`bank_holidays` can tell whether it is one."""
    return date(today.year + 1, 12, 31)


_DAY = "|".join(DAYS)
_RANGE = re.compile(rf"({_DAY})(?: to ({_DAY}))?", re.IGNORECASE)
_BETWEEN = re.compile(r",? and |, ", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?::(\d\d))?(am|pm)")
_NAMED = {"midnight": 0, "midday": 12 * 60, "noon": 12 * 60}


def _days(words: str) -> tuple[str, ...] | None:
    """Return the days that some words name, in the order of the week from the first named."""
    if words.strip().lower() == EVERY_DAY:
        return DAYS
    found: list[str] = []
    for part in _BETWEEN.split(words.strip()):
        named = _RANGE.fullmatch(part)
        if named is None:
            return None
        first = DAYS.index(named[1].capitalize())
        last = DAYS.index((named[2] or named[1]).capitalize())
        found += [DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    return tuple(found)


def _times(words: str) -> tuple[tuple[int, int], ...] | None:
    """Return from when to when, in minutes of the day; what ends at or before its beginning ends on the next day."""
    if words == CLOSED:
        return ()
    if words == ALL_DAY:
        return ((0, A_DAY),)
    found = []
    for part in _BETWEEN.split(words):
        start, _, end = part.partition(" to ")
        first, last = _minute(start), _minute(end)
        if first is None or last is None:
            return None
        found.append((first, last if last > first else last + A_DAY))
    return tuple(found)


def _minute(words: str) -> int | None:
    if words in _NAMED:
        return _NAMED[words]
    found = _TIME.fullmatch(words)
    if not found or not 1 <= int(found[1]) <= 12 or int(found[2] or 0) > 59:
        return None
    return int(found[1]) % 12 * 60 + int(found[2] or 0) + (12 * 60 if found[3] == "pm" else 0)


def _together(times: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return times in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(times):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _in_words(week: dict[str, tuple[tuple[int, int], ...]], bank_holidays: bool | None, short: bool = False) -> str:
    """Return a week in words; days with the same times stand together, and closed days are left out."""
    by_times: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for day in DAYS:
        if week.get(day):
            by_times.setdefault(week[day], []).append(day)
    parts = [f"{_days_in_words(days, short)} {_times_in_words(times)}" for times, days in by_times.items()]
    if list(by_times) == [((0, A_DAY),)] and len(week) == len(DAYS):
        parts = [f"{ALL_DAY if short else ALL_DAY.capitalize()}, {EVERY_DAY}"]
    if bank_holidays is not None and not short:
        parts.append("open on bank holidays" if bank_holidays else "closed on bank holidays")
    return "; ".join(parts)


def _days_in_words(days: list[str], short: bool) -> str:
    if len(days) == len(DAYS):
        return EVERY_DAY if short else EVERY_DAY.capitalize()
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), key=lambda item: DAYS.index(item[1]) - item[0])]
    named = [part for run in runs for part in ([f"{_name(run[0], short)} to {_name(run[-1], short)}"] if len(run) > 2 else [_name(day, short) for day in run])]
    return ", ".join(named) if short else listed(named)


def _name(day: str, short: bool) -> str:
    return day[:3] if short else day


def _times_in_words(times: tuple[tuple[int, int], ...]) -> str:
    return listed(ALL_DAY if (start, end) == (0, A_DAY) else f"{_clock(start)} to {_clock(end)}" for start, end in times)


def _clock(minute: int) -> str:
    if minute % A_DAY in (0, 12 * 60):
        return "midnight" if minute % A_DAY == 0 else "midday"
    at = time(minute // 60 % 24, minute % 60)
    return f"{at.hour % 12 or 12}{f':{at.minute:02}' if at.minute else ''}{'pm' if at.hour >= 12 else 'am'}"
