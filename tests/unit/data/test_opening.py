"""Opening hours: read as people write them, printed as they are read, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from publishing.data.opening import DAYS, Hours, bank_holidays, hours, last_known
from publishing.problems.problem import Problem
from publishing.reading.fields import REFUSED, Place
from publishing.reading.yaml_source import parse_yaml


def read(text: str) -> tuple[Hours, list[Problem]]:
    problems: list[Problem] = []
    return hours(Place(parse_yaml(text, "data/contacts.yml", problems))), problems


@pytest.mark.parametrize(("text", "words", "short"), [
    ("Monday, Tuesday and Thursday: 9am to 5:30pm\nFriday: 9am to 4pm\n", "Monday, Tuesday and Thursday 9am to 5:30pm; Friday 9am to 4pm", "Mon, Tue, Thu 9am to 5:30pm; Fri 9am to 4pm"),
    ("Monday to Friday: 9am to 1pm and 2pm to 5pm\nSaturday: closed\nbank holidays: closed\n", "Monday to Friday 9am to 1pm and 2pm to 5pm; closed on bank holidays", "Mon to Fri 9am to 1pm and 2pm to 5pm"),
    ("every day: 8am to midnight\nbank holidays: open\n", "Every day 8am to midnight; open on bank holidays", "every day 8am to midnight"),
    ("every day: day and night\n", "Day and night, every day", "day and night, every day"),
    ("friday to sunday: midday to 2am\n", "Friday to Sunday midday to 2am", "Fri to Sun midday to 2am"),
    ("Ask the office\n", "Ask the office", "Ask the office"),
])
def test_hours_are_printed_as_they_are_meant(text: str, words: str, short: str) -> None:
    found, problems = read(text)
    assert problems == []
    assert (found.words, found.short) == (words, short)


def test_times_are_minutes_of_the_week() -> None:
    found, _ = read("Monday: 9am to 5:30pm\nSunday: 10pm to 6am\nbank holidays: closed\n")
    assert found.open == ((540, 1050), (6 * 1440 + 1320, 6 * 1440 + 1800))
    assert found.for_script == "540-1050 9960-10440 closed"


def test_times_that_touch_are_one() -> None:
    found, _ = read("every day: day and night\n")
    assert found.open == ((0, len(DAYS) * 1440),) and found.for_script == "0-10080 unknown"


@pytest.mark.parametrize(("text", "rule"), [
    ("Mon-Fri: 9am to 5pm\n", "opening-days"), ("weekdays: 9am to 5pm\n", "opening-days"), ("Monday to: 9am to 5pm\n", "opening-days"),
    ("Monday: 9-5\n", "opening-times"), ("Monday: 09:00 to 17:00\n", "opening-times"), ("Monday: 13pm to 2pm\n", "opening-times"), ("Monday: 9am\n", "opening-times"),
    ("Monday: [9am]\n", "opening-times"), ("Monday to Friday: 9am to 5pm\nFriday: 9am to 4pm\n", "opening-day-twice"),
    ("Monday: closed\n", "opening-never"), ("Monday: 9am to 5pm\nbank holidays: sometimes\n", "opening-bank-holidays"),
])
def test_hours_that_cannot_be_reckoned_with_are_refused(text: str, rule: str) -> None:
    found, problems = read(text)
    assert found is REFUSED
    assert [problem.rule.id for problem in problems] == [rule]


def test_bank_holidays_are_those_of_england() -> None:
    """https://www.gov.uk/bank-holidays.json, division england-and-wales, as it stood for these years."""
    found = [day.isoformat() for day in bank_holidays(date(2026, 11, 26))]
    for day in ("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
                "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"):
        assert day in found
    assert "2026-03-17" not in found and "2026-11-30" not in found, "neither Northern Ireland's nor Scotland's"
    assert last_known(date(2026, 11, 26)) == date(2027, 12, 31)
