"""Dates as people in Britain type them, so that a message can say, and ``make fix`` write, the date that was meant.

In Britain 5/1/2021 is 5 January: the day comes first. Where that cannot be (1/13/2021), and where the year has two
digits (5/1/21), nobody but the author knows what was meant, and nothing is suggested.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from publishing.problems.problem import Fault
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.words.dates import MONTHS, YEARS, far_year, in_words, parse_day, parse_published
from publishing.words.patterns import pattern

_NOT_ONE = '{name}: "{value}" is not {what}'

SPELLING_OF_DAY = Rule("day-spelling", FRONT_MATTER, _NOT_ONE, "Write it as {spelt}, if you mean {meant}.",
                       "A date is written in one way alone, so that nobody takes the 5th of January for the 1st of May.",
                       {"name": "published", "value": "5/1/2021", "what": "a date", "spelt": "2021-01-05", "meant": "5 January 2021"})
SPELLING_OF_MONTH = Rule("month-spelling", FRONT_MATTER, _NOT_ONE, "Write it as {spelt}.",
                         "A month is written in one way alone, so that pages can be put in order.",
                         {"name": "published", "value": "January 2021", "what": "a date", "spelt": "2021-01"})
NO_SUCH_MONTH = Rule("no-such-month", FRONT_MATTER, _NOT_ONE, "There is no month {month}. Write year, month, day, as 2021-01-05 for 5 January 2021.",
                     "Often day and month have changed places; only its author knows which day was meant.",
                     {"name": "published", "value": "1/13/2021", "what": "a date", "month": 13})
NO_SUCH_DAY = Rule("no-such-day", FRONT_MATTER, _NOT_ONE, "{month} has {days} days. Correct the day.", "No calendar has such a day.",
                   {"name": "published", "value": "2021-02-30", "what": "a date", "month": "February 2021", "days": 28})
SEVERAL_DATES = Rule("ambiguous-date", FRONT_MATTER, _NOT_ONE,
                     "It can be read in several ways. Write year, month, day with four digits for the year, as 2021-01-05 for 5 January 2021.",
                     "Nobody but its author can say which of the numbers is the year.", {"name": "published", "value": "5/1/21", "what": "a date"})

FAR = Rule("far-date", FRONT_MATTER, '{name}: "{value}" is too far away to be meant', "Correct the year {year}: it lies between {first} and {last}.",
           "What is due, and in which order pages stand, is worked out from it.",
           {"name": "review", "value": "9999-12-31", "year": "9999", "first": YEARS[0], "last": YEARS[-1]})

_NUMBERS = pattern(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = pattern(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_YEAR_MONTH = pattern(r"(\d{4})[/.\-](\d{1,2})")
_MONTH_YEAR = pattern(r"(\d{1,2})[/.\-](\d{4})")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
_WORDS = pattern(rf"{_WEEKDAY}(?:the )?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -])?([a-z]{{3,9}})\.?,?[ -](\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = pattern(rf"{_WEEKDAY}([a-z]{{3,9}})\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_TIME = pattern(r"(?<=\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?")
"""The hours and minutes behind a day, as a program writes it."""


def standard_spelling(text: str) -> str | None:
    """Return a date as it is to be written, ``2021-01-05`` or ``2021-01``; ``None`` where only its author can know."""
    text = " ".join(text.split())
    year, month, day = _parts(text)
    if not year:
        return None
    spelt = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    return spelt if parse_published(spelt) else None


def _parts(text: str) -> tuple[int, int, int]:
    text = _TIME.sub("", re.sub("[\u2010-\u2015\u2212]", "-", text))
    if match := _NUMBERS.fullmatch(text):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _YEAR_MONTH.fullmatch(text):
        return int(match[1]), int(match[2]), 0
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1]), 0
    if (match := _WORDS.fullmatch(text)) and (month := _month(match[2])):
        return int(match[3]), month, int(match[1] or 0)
    if (match := _MONTH_FIRST.fullmatch(text)) and (month := _month(match[1])):
        return int(match[3]), month, int(match[2])
    return 0, 0, 0


def _month(name: str) -> int:
    """Return the number of a month, by its name or its first letters; 0 where it is none."""
    name = name.lower()
    return next((place for place, known in enumerate(MONTHS, 1) if name in (known.lower(), known[:3].lower()) or (name == "sept" and place == 9)), 0)


def too_far(text: str, name: str) -> Fault | None:
    """Return what is wrong with a date, a time or a period of a year that nobody can mean, which was given to the key ``name``."""
    year = far_year(text)
    return Fault(FAR, {"name": name, "value": text, "year": year, "first": YEARS[0], "last": YEARS[-1]}) if year else None


def why_not_a_date(text: str, name: str, what: str, parse: Callable[[str], object | None]) -> Fault | None:
    """Return why what looks like a date is none, or how it is to be written; ``None`` if there is nothing to say.

    ``name`` is the key that it was given to, ``what`` the sort of date that belongs there, as ``a day``, and ``parse`` reads it.
    """
    def fault(rule: Rule, **values: object) -> Fault:
        return Fault(rule, {"name": name, "value": text, "what": what, **values})

    spelt = standard_spelling(text)
    if spelt and parse(spelt):
        day = parse_day(spelt)
        return fault(SPELLING_OF_DAY, spelt=spelt, meant=in_words(day)) if day else fault(SPELLING_OF_MONTH, spelt=spelt)
    whole, month, day_of_month = _parts(" ".join(text.split()))
    if whole and month > 12:
        return fault(NO_SUCH_MONTH, month=month)
    if whole and 1 <= month <= 12 and day_of_month:
        return fault(NO_SUCH_DAY, month=f"{MONTHS[month - 1]} {whole}", days=calendar.monthrange(whole, month)[1])
    if re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}", text.strip()):
        return fault(SEVERAL_DATES)
    return None
