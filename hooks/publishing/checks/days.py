"""Days that a person would query: to come where something has been done, far from today, or not of the weekday beside them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from publishing.checks.pieces import Piece, of_text, of_values
from publishing.content.catalogue import Catalogue
from publishing.content.page import Page, Resource
from publishing.content.text import Text
from publishing.kept.memory import NOTHING, Memory
from publishing.problems.problem import Problem
from publishing.problems.rule import FRONT_MATTER, PARTNERSHIP, TEXT, WARNING, Rule
from publishing.reading.fields import Place
from publishing.words.as_read import as_read
from publishing.words.at_a_glance import may_hold_digits
from publishing.words.dates import MONTHS, in_words
from publishing.words.patterns import pattern

TO_COME = Rule("day-to-come", FRONT_MATTER, "{name}: {day} is still to come", "Write the day on which it was done.",
               "What is done on a day to come has not been done; and it would not be asked about again for as long.", {"name": "verified", "day": "20 November 2062"})
FAR_AHEAD = Rule("published-far-ahead", FRONT_MATTER, "published: {day} is more than {most} years away", "Correct the year. If it is not decided when, write draft: true instead.",
                 "Until that day nobody sees the page, and nothing says so.", {"day": "20 November 2062", "most": 2})
SESSION_FAR = Rule("session-far-ahead", PARTNERSHIP, "starts: {day} is more than {most} years away", "Correct the year.",
                   "Until that day it would stand in the calendar and on the pages that list sessions.", {"day": "19 December 2062", "most": 2})
LONG_AGO = Rule("published-long-ago", FRONT_MATTER, "published: {day} is before {first}", "Correct the year. If it is right, nothing needs to be done.",
                "It is often a mistyped year.", {"day": "November 1962", "first": 2000}, WARNING)
REVIEW_FAR = Rule("review-far-away", FRONT_MATTER, "review: {day} is more than {most} years away", "Choose a day within {most} years.",
                  "Law and practice change faster; until that day nobody would be asked to read the page again.", {"day": "22 May 2062", "most": 5})
WEEKDAY = Rule("wrong-weekday", TEXT, '"{dated}": that day is a {right}', "Find out which of the two is right, the weekday or the date, and correct the other.",
               "Somebody would come on the wrong day.", {"dated": "Monday 26 November 2026", "right": "Thursday"})

NO_SUCH_DAY = Rule("day-of-no-month", TEXT, '"{dated}": that month has no such day', "Find out which day is meant, and correct it.", "Nobody could come, or know when it was.", {"dated": "31 November 2026"})

YEARS_AHEAD, YEARS_OF_REVIEW, FIRST_YEAR = 2, 5, 2000
"""Ours. Nothing that the present boards and partnerships published is older; a review after more than five years is none."""

_WEEKDAYS = tuple(calendar.day_name)
_NAMED = r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|urs|ur)?(?:day)?\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(month[:3] for month in MONTHS)})(?:t?\.?|{'|'.join(month[3:] for month in MONTHS if month[3:])})"
_YEAR = r"(?P<year>\d{4})\b"
_BEFORE = rf"(?:(?P<before>{_NAMED})\.?,? \(?)?"
_AFTER = rf"(?:,? (?:\(|a )?(?P<after>{_NAMED})(?:(?=\))|(?<=day)(?=[.,;:]| *\Z))(?!\.?,? (?:the )?(?:\d|{_MONTH.replace('?P<month>', '?:')})))?"
"""What stands behind a day is its weekday, but where that begins other words: Tuesday 24 November 2026, Wednesday 25 November 2026."""
_DATES = tuple(pattern(rf"{_BEFORE}(?<![\d./-]){form}{_AFTER}", re.IGNORECASE) for form in (
    rf"(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)\b(?![/.-]\d)",
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b(?!-\d)"))
"""With a weekday, in full or short, before or behind it, or with none: Thurs 26 Nov 2026, Thursday 26/11/2026, 26 November 2026 (Thursday)."""
_MONTHS = tuple(month[:3] for month in MONTHS)
_PERHAPS = (pattern(r"\d{4}|\d\W\d{1,2}\W\d"),
            pattern(rf"\d\W\d{{1,2}}\W\d|\d.{{0,25}}?\b(?:{'|'.join(_MONTHS)})|\b(?:{'|'.join(_MONTHS)}).{{0,25}}?\d", re.IGNORECASE | re.DOTALL))
"""Stand in whatever these find, also before it is read; the first takes a hundredth of their time to look for, and the second a tenth."""
_LETTER = pattern(r"[^\W\d_]")


def check_days(catalogue: Catalogue, texts: Iterable[Text], memory: Memory = NOTHING) -> Iterator[Problem]:
    """Find such days in front matter, data and texts. What time alone changes, it only puts right: a day to come arrives."""
    today = catalogue.today
    for page in catalogue.by_any_file.values():
        _of_page(page, Place(catalogue.front_matter[page.file].front_matter), today)
    _of_data(catalogue)
    for text in texts:
        yield from memory.result(("days", text.file), (text,), partial(wrong_days_of, text))


DAYS = "days"
"""What is known of a text ahead: the problems of the days in it."""


def wrong_days_of(text: Text) -> list[Problem]:
    """Find them in one text and its front matter, but for what :func:`check_days` says of a page's own days."""
    found: list[Problem] | None = text.ahead.pop(DAYS, None)
    return of_pieces(of_values(text.front, text.lines, first_line=2), of_text(text), text.file) if found is None else found


def of_pieces(front: Iterable[Piece], read: Iterable[Piece], file: str) -> list[Problem]:
    """Find days that no month has, and weekdays that are none of their days, in the pieces of a text's front matter, and in those that its page shows."""
    return [*wrong_days(front, file, keys=True), *wrong_days(read, file)]


def wrong_days(pieces: Iterable[Piece], file: str, keys: bool = False) -> Iterator[Problem]:
    """Find days that no month has, and weekdays that are none of their days. Of ``keys`` that hold a day in digits their own checks tell."""
    for piece in pieces:
        if not may_hold_digits(piece.words, 3) or not all(perhaps.search(piece.words) for perhaps in _PERHAPS) or (keys and not _LETTER.search(piece.words)):
            continue
        words = as_read(piece.words)
        for found in (found for form in _DATES for found in form.finditer(words.replace("\n", " "))):
            line, dated = piece.line + words.count("\n", 0, found.start()), " ".join(found[0].split())
            dated += ")" * dated.count("(")
            right, named = _weekday(found), found["before"] or found["after"]
            if right is None and _meant_as_a_day(found) and not (keys and not named and found["month"].isdigit()):
                yield NO_SUCH_DAY.problem(file, line, dated=dated)
            elif right and named and right[:3] != named[:3].capitalize():
                yield WEEKDAY.problem(file, line, dated=dated, right=right)


def _meant_as_a_day(found: re.Match[str]) -> bool:
    """Say whether signs that are no day were meant as one: other numbers are written with strokes and full stops too."""
    return bool(found["before"] or found["after"]) or not found["month"].isdigit() or (len(found["year"]) == 4 and 1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31)


def _weekday(found: re.Match[str]) -> str | None:
    """Return the weekday of a date; ``None`` where there is no such day."""
    year, month = found["year"] if len(found["year"]) == 4 else f"20{found['year']}", found["month"]
    try:
        return _WEEKDAYS[date(int(year), int(month) if month.isdigit() else _MONTHS.index(month.capitalize()) + 1, int(found["day"])).weekday()]
    except ValueError:
        return None


def _of_page(page: Page, place: Place, today: date) -> None:
    done = [(key, place.at(key), getattr(page, key)) for key in ("written", "updated")]
    done += [("changes", place.at("changes").at(position).at("date"), change.date) for position, change in enumerate(page.changes)]
    opens = page.published.first_day if isinstance(page, Resource) and page.published else today
    _to_come(done, max(today, opens))  # what waits for its day may be written as of that day
    if page.review and page.review.year > today.year + YEARS_OF_REVIEW:
        place.at("review").refuse(REVIEW_FAR, day=in_words(page.review), most=YEARS_OF_REVIEW)
    if isinstance(page, Resource) and page.published:
        if page.published.year > today.year + YEARS_AHEAD:
            place.at("published").refuse(FAR_AHEAD, day=page.published.text, most=YEARS_AHEAD)
        elif page.published.year < FIRST_YEAR:
            place.at("published").refuse(LONG_AGO, day=page.published.text, first=FIRST_YEAR)


def _of_data(catalogue: Catalogue) -> None:
    data = catalogue.data
    laws = data.place("law")
    for name, place in data.contact_places.items():
        contact = data.contacts.get(name)
        if contact and contact.verified:
            _to_come([("verified", place.at("verified").at("date"), contact.verified.date)], catalogue.today)
    for name, law in data.law.items():
        _to_come([(key, laws.at(name).at(key), getattr(law, key)) for key in ("looked", "changed")], catalogue.today)
    for session in data.training:
        if session.starts.year > catalogue.today.year + YEARS_AHEAD:
            data.place("training").at(session.id).at("starts").refuse(SESSION_FAR, day=in_words(session.starts.date()), most=YEARS_AHEAD)
    _to_come([("numbers_of", data.place("paper").at("numbers_of"), data.paper.numbers_of)], catalogue.today)


def _to_come(done: Iterable[tuple[str, Place, date | None]], today: date) -> None:
    for name, place, day in done:
        if day and day > today:
            place.refuse(TO_COME, name=name, day=in_words(day))
