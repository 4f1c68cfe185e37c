"""Days, months and periods as a partnership's sources give them: often a month, seldom a day."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
YEARS = range(1900, 2100)
"""The years that anybody can mean here. Beyond the calendar's own limits nothing could be worked out from a date."""

LOCAL_TIME = ZoneInfo("Europe/London")


def today() -> date:
    """Return the day of this build.

    ``SOURCE_DATE_EPOCH`` where it is set (https://reproducible-builds.org/specs/source-date-epoch/), else the date in
    London. Read once, by the layer that starts a build, and passed in everywhere else. Raises :class:`OSError` where it is
    set and is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not re.fullmatch(r"[0-9]{1,10}", epoch):
        raise OSError(errno.EINVAL, "it is not a number of seconds since 1970", "SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(LOCAL_TIME).date()


def in_words(day: date) -> str:
    """Return a day as it is printed: ``5 March 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def on_the_clock(moment: datetime) -> str:
    """Return a time of the day as it is printed: ``9:30am``, ``4pm``, ``midday`` (https://www.gov.uk/guidance/style-guide/a-to-z#times)."""
    if moment.minute == 0 and moment.hour % 12 == 0:
        return "midday" if moment.hour else "midnight"
    return f"{moment.hour % 12 or 12}{f':{moment.minute:02}' if moment.minute else ''}{'pm' if moment.hour >= 12 else 'am'}"


def a_year_after(day: date) -> date:
    """Return the same day of the next year; for 29 February the 28th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class PublishedDate:
    """A day, or just a month where the source gives no day."""

    year: int
    month: int
    day: int | None = None

    @property
    def text(self) -> str:
        """As it is printed: ``March 2021`` or ``5 March 2021``."""
        return f"{f'{self.day} ' if self.day else ''}{self.month_text}"

    @property
    def month_name(self) -> str:
        """The month without its year: ``March``."""
        return MONTHS[self.month - 1]

    @property
    def month_text(self) -> str:
        """The month in full: ``March 2021``."""
        return f"{self.month_name} {self.year}"

    @property
    def iso(self) -> str:
        """As machines read it, no more precise than the source: ``2021-03`` or ``2021-03-05``."""
        return self.month_iso + (f"-{self.day:02}" if self.day else "")

    @property
    def month_iso(self) -> str:
        """The month as machines read it: ``2021-03``."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> date:
        """The day itself, or the first of the month."""
        return date(self.year, self.month, self.day or 1)


@dataclass(frozen=True)
class Period:
    """The years or months that a strategy or report covers."""

    text: str
    """As it is printed: ``2020 to 2022``."""
    last_day: date

    @property
    def first_year(self) -> int:
        """The year in which it begins."""
        return int(re.findall(r"\d{4}", self.text)[0])

    def ended(self, today: date) -> bool:
        """Say whether the whole of the period has passed."""
        return today > self.last_day


def reporting_period(year: str) -> Period:
    """Return the period of a reporting year such as ``2020-21``, which runs from April to March."""
    start = int(year[:4])
    return Period(f"{MONTHS[3]} {start} to {MONTHS[2]} {start + 1}", date(start + 1, 3, 31))


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PERIOD = re.compile(rf"(?:({'|'.join(MONTHS)}) )?(\d{{4}}) to (?:({'|'.join(MONTHS)}) )?(\d{{4}})")


def far_year(text: str) -> str | None:
    """Return the first year in a text that nobody can mean, as it is written there."""
    return next((year for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text) if int(year) not in YEARS), None)


def parse_day(text: str) -> date | None:
    """Read ``2021-03-05``; anything else, and a day that no calendar has, gives ``None``."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def parse_published(text: str) -> PublishedDate | None:
    """Read ``2021-03`` or ``2021-03-05``; anything else gives ``None``."""
    if day := parse_day(text):
        return PublishedDate(day.year, day.month, day.day)
    if (match := _MONTH.fullmatch(text)) and int(match[1]) in YEARS and 1 <= int(match[2]) <= 12:
        return PublishedDate(int(match[1]), int(match[2]))
    return None


def parse_period(text: str) -> Period | None:
    """Read ``2020 to 2022`` or ``April 2020 to March 2021``; a period that ends before it starts gives ``None``."""
    match = _PERIOD.fullmatch(text)
    if not match or (match[1] is None) != (match[3] is None) or far_year(text):
        return None
    start = date(int(match[2]), MONTHS.index(match[1]) + 1 if match[1] else 1, 1)
    year, month = int(match[4]), MONTHS.index(match[3]) + 1 if match[3] else 12
    next_month = date(year + month // 12, month % 12 + 1, 1)
    last_day = date.fromordinal(next_month.toordinal() - 1)
    return Period(text, last_day) if last_day > start else None
