"""Dates as people in Britain type them, so that a message can say, and ``make fix`` write, the date that was meant.

In Britain 5/1/2021 is 5 January: the day comes first. Where that cannot be (1/13/2021), and where the year has two
digits (5/1/21), nobody but the author knows what was meant, and nothing is suggested.
"""

from __future__ import annotations

import calendar
import re

from publishing.words.dates import MONTHS, in_words, parse_day, parse_published

_NUMBERS = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_YEAR_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_WORDS = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)


def standard_spelling(text: str) -> str | None:
    """Return a date as it is to be written, ``2021-01-05`` or ``2021-01``; ``None`` where only its author can know."""
    text = " ".join(text.split())
    year, month, day = _parts(text)
    if not year:
        return None
    spelt = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    return spelt if parse_published(spelt) else None


def _parts(text: str) -> tuple[int, int, int]:
    if match := _NUMBERS.fullmatch(text):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _YEAR_MONTH.fullmatch(text):
        return int(match[1]), int(match[2]), 0
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1]), 0
    if match := _WORDS.fullmatch(text):
        names = [name.lower() for name in MONTHS]
        name = match[2].lower()
        found = [place for place, known in enumerate(names, 1) if name == known or name == known[:3] or (name == "sept" and place == 9)]
        if found:
            return int(match[3]), found[0], int(match[1] or 0)
    return 0, 0, 0


def why_not_a_date(text: str) -> str | None:
    """Return, as a whole sentence, why what looks like a date is none, or what it should be; ``None`` if it looks like nothing."""
    if spelt := standard_spelling(text):
        day = parse_day(spelt)
        return f"Write it as {spelt}" + (f", if you mean {in_words(day)}." if day else ".")
    year, month, day = _parts(" ".join(text.split()))
    if year and month > 12:
        return f"There is no month {month}. Write year, month, day, as 2021-01-05 for 5 January 2021."
    if year and 1 <= month <= 12 and day:
        return f"{MONTHS[month - 1]} {year} has {calendar.monthrange(year, month)[1]} days. Correct the day." if 1 <= year <= 9999 else None
    if re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}", text.strip()):
        return "It can be read in several ways. Write year, month, day with four digits for the year, as 2021-01-05 for 5 January 2021."
    return None
