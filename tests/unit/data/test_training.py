"""Training sessions: in order, in words, on the pages that show them, and gone the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from projects import TODAY, change, problems
from publishing.data.training import Session
from publishing.feeds.calendars import training_calendars
from publishing.layout import page_parts
from publishing.site import HOME, Site, read_site
from publishing.words.dates import LOCAL_TIME, on_the_clock

MARCH, JULY = "Water safety for clubs", "Water safety, the long day"


def printed(site: Site, address: str) -> str:
    return site.html(next(page for page in site.pages if page.address == address))


def home_of(site: Site) -> str:
    return str(page_parts(site, next(page for page in site.pages if page.address == HOME), "https://northmoor.example/")["home"])


def test_a_session_is_told_in_words(example_read: Site) -> None:
    march, july = example_read.catalogue.sessions
    assert (march.from_words, march.to_words, march.moved_words) == ("Tuesday 8 March 2033, 9:30am", "midday", "")
    assert (july.from_words, july.to_words, july.moved_words) == ("Tuesday 5 July 2033, 9:30am", "Wednesday 6 July 2033, 4pm", "Tuesday 28 June 2033, 9:30am")
    assert (march.online, july.online, july.full, july.cancelled) == (False, True, True, False)


@pytest.mark.parametrize(("hour", "minute", "words"), [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 30, "9:30am"), (12, 0, "midday"), (12, 15, "12:15pm"), (16, 0, "4pm")])
def test_times_of_the_day_are_written_as_on_gov_uk(hour: int, minute: int, words: str) -> None:
    assert on_the_clock(datetime(2033, 1, 1, hour, minute)) == words


def test_they_are_on_their_page_and_on_the_home_page(example_read: Site) -> None:
    page = printed(example_read, "/about/")
    assert page.index(MARCH) < page.index(JULY)
    assert 'href="https://northmoor.example/book/water" aria-label="Book a place: Water safety for clubs, Tuesday 8 March 2033, 9:30am"' in page
    assert 'href="../calendar/training/water-july.ics"' in page and '<span class="label">Full</span>' in page
    assert "Moved: it was to start on Tuesday 28 June 2033, 9:30am." in page
    assert 'href="about/#session-water-march">Water safety for clubs</a>' in home_of(example_read)


def test_the_newest_newsletter_alone_announces_those_of_its_year(example_read: Site) -> None:
    newest, *older = (printed(example_read, f"/newsletters/{month}/") for month in ("2032-06", "2031-09", "2031-06"))
    assert MARCH in newest and JULY not in newest, "July is more than a year after June of the year before"
    assert not [issue for issue in older if MARCH in issue]


def test_the_day_after_a_session_it_is_gone_but_from_calendars(example: Path) -> None:
    on_the_day, after = (read_site(example, date(2033, 3, 8) + timedelta(days=days)) for days in (0, 1))
    assert MARCH in printed(on_the_day, "/about/") and MARCH in home_of(on_the_day)
    assert [MARCH in printed(after, address) for address in ("/about/", "/newsletters/2032-06/")] == [False, False] and MARCH not in home_of(after)
    assert len(list(training_calendars(after.catalogue, str, "/"))) == 3
    last = read_site(example, date(2033, 7, 7))
    assert "No session is announced on this site now. To ask what is planned: " in printed(last, "/about/") and "Training sessions" not in home_of(last)


def test_what_is_cancelled_says_so_and_cannot_be_booked(example: Path) -> None:
    change(example, "data/training.yml", "  place: Moor House", "  place: Moor House\n  standing: cancelled")
    site = read_site(example, TODAY)
    page = printed(site, "/about/")
    assert f'{MARCH} <span class="label">Cancelled</span>' in page and "book/water" not in page
    assert '"eventStatus":"https://schema.org/EventCancelled"' in page_parts(site, next(page for page in site.pages if page.address == "/about/"), "")["meta"]
    calendars = {address: make() for address, make in training_calendars(site.catalogue, str, "/")}
    assert b"STATUS:CANCELLED" in calendars["/calendar/training/water-march.ics"] and b"SEQUENCE:1" in calendars["/calendar/training/water-march.ics"]


def test_sessions_that_start_together_stand_in_the_order_of_their_names(example: Path) -> None:
    text = (example / "data/training.yml").read_text(encoding="utf-8")
    (example / "data/training.yml").write_text(text.replace("water-july:", "water-ahead:").replace("2033-07-05 09:30", "2033-03-08 09:30").replace("2033-07-06", "2033-03-08"), encoding="utf-8")
    assert [session.id for session in read_site(example, TODAY).catalogue.sessions] == ["water-ahead", "water-march"]


def test_only_the_word_online_says_that_nobody_need_come(example_read: Site) -> None:
    session: Session = example_read.catalogue.sessions[0]
    assert [replace(session, place=place).online for place in ("ONLINE", "Moor House, or online", None)] == [True, False, False]


def test_a_standing_that_nobody_knows_is_named(example: Path) -> None:
    change(example, "data/training.yml", "standing: full", "standing: canceled")
    assert problems(example) == ['data/training.yml:14: "canceled" is not a known standing. Did you mean "cancelled"? Choose one of cancelled and full.']


def test_times_are_those_of_a_clock_in_london(example_read: Site) -> None:
    assert {session.starts.tzinfo for session in example_read.catalogue.sessions} == {LOCAL_TIME}
