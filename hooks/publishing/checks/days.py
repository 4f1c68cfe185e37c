"""Days that a person would query: to come where something has been done, far from today, or not of the weekday beside them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from publishing.checks.pieces import of_text, of_values
from publishing.content.catalogue import Catalogue
from publishing.content.page import Page, Resource
from publishing.content.text import Text
from publishing.kept.memory import NOTHING, Memory
from publishing.problems.problem import Problem
from publishing.problems.rule import FRONT_MATTER, TEXT, WARNING, Rule
from publishing.reading.fields import Place
from publishing.words.dates import MONTHS, in_words

TO_COME = Rule("day-to-come", FRONT_MATTER, "{name}: {day} is still to come", "Write the day on which it was done.",
               "What is done on a day to come has not been done; and it would not be asked about again for as long.", {"name": "verified", "day": "20 November 2062"})
FAR_AHEAD = Rule("published-far-ahead", FRONT_MATTER, "published: {day} is more than {most} years away", "Correct the year. If it is not decided when, write draft: true instead.",
                 "Until that day nobody sees the page, and nothing says so.", {"day": "20 November 2062", "most": 2})
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
_NAMED = r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|urs|ur)?(?:day)?\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(month[:3] for month in MONTHS)})(?:t?\.?|{'|'.join(month[3:] for month in MONTHS if month[3:])})"
_YEAR = r"(?P<year>\d{4})\b"
_WITH_WEEKDAY = tuple(re.compile(form, re.IGNORECASE) for form in (
    rf"{_NAMED},?[ \n](?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}",
    rf"{_NAMED},?[ \n]{_MONTH} {_DAY},? {_YEAR}",
    rf"{_NAMED},?[ \n](?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>\d{{4}}|\d\d)\b",
    rf"{_NAMED},?[ \n](?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)\b",
    rf"(?<!\d){_DAY} {_MONTH} {_YEAR},? \(?{_NAMED}"))
"""With names in full or short, as Thurs 26 Nov 2026, Thursday 26/11/2026 or 26 November 2026 (Thursday)."""
_ALONE = re.compile(rf"(?<![\d./-]){_DAY}(?: of)? {_MONTH},? {_YEAR}", re.IGNORECASE)
_PERHAPS = re.compile(r"\d(?:\d{3}|[/.]\d)")
"""Stands in whatever these find, and takes a twentieth of their time to look for."""
_MONTHS = tuple(month[:3] for month in MONTHS)


def check_days(catalogue: Catalogue, texts: Iterable[Text], memory: Memory = NOTHING) -> Iterator[Problem]:
    """Find such days in front matter, data and texts. What time alone changes, it only puts right: a day to come arrives."""
    today = catalogue.today
    for page in catalogue.by_any_file.values():
        _of_page(page, Place(catalogue.front_matter[page.file].front_matter), today)
    _of_data(catalogue)
    for text in texts:
        yield from memory.result(("days", text.file), (text,), partial(_wrong_days, text))


def _wrong_days(text: Text) -> list[Problem]:
    problems = []
    for piece in (*of_values(text.front, text.lines, first_line=2), *of_text(text)):
        for found in (found for form in (*_WITH_WEEKDAY, _ALONE) for found in form.finditer(piece.words)) if _PERHAPS.search(piece.words) else ():
            line, dated = piece.line + piece.words.count("\n", 0, found.start()), " ".join(found[0].split())
            right, named = _weekday(found), found.groupdict().get("weekday")
            if right is None and not (named and _ALONE.search(found[0])):  # which is told once
                problems.append(NO_SUCH_DAY.problem(text.file, line, dated=dated))
            elif right and named and right[:3] != named.capitalize():
                problems.append(WEEKDAY.problem(text.file, line, dated=dated, right=right))
    return problems


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
    _to_come([("numbers_of", data.place("paper").at("numbers_of"), data.paper.numbers_of)], catalogue.today)


def _to_come(done: Iterable[tuple[str, Place, date | None]], today: date) -> None:
    for name, place, day in done:
        if day and day > today:
            place.refuse(TO_COME, name=name, day=in_words(day))
