"""Newsletters as email that mail programs keep intact, and days as calendars."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from pathlib import Path

import html5lib
import pytest
from built_site import BuiltSite, words
from feed_reading import ADDRESS, leads_nowhere, local_name
from icalendar import Calendar
from PIL import Image
from projects import TODAY, change, run, write
from publishing.site import read_site

MONTHS = ("2020-04", "2020-05", "2020-07", "2020-09", "2020-12", "2021-03")
LARGEST = 100_000


def complaints_about_email(source: str) -> list[str]:
    """Return what would not survive a mail program."""
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    found = [] if len(source.encode()) < LARGEST else ["too large"]
    found += [f"<{name}>" for element in tree.iter() if (name := local_name(element)) in ("script", "link", "svg", "form", "iframe", "video", "object")]
    found += [f"{name}={value}" for element in tree.iter() for name in ("href", "src") if (value := element.get(name)) is not None
              and not value.startswith(("https://", "mailto:", "tel:"))]
    found += [f"{word} in a style" for word in ("url(", "@import", "@font-face", "flex", "grid", "var(") if word in source]
    body = tree.find("body")
    found += [f"<{element.tag}> without its style" for element in body.iter() if element.tag in ("p", "h1", "h2", "h3", "ul", "a") and not element.get("style")]
    return found


@pytest.mark.parametrize("month", MONTHS)
def test_newsletter_survives_mail_programs(site: BuiltSite, month: str) -> None:
    source = (site.folder / f"newsletters/{month}/email.html").read_text(encoding="utf-8")
    assert complaints_about_email(source) == []
    assert source.startswith("<!DOCTYPE html>") or source.startswith("<!doctype html>")
    assert "@media (prefers-color-scheme: dark)" in source and 'content="noindex"' in source
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    assert [table.get("role") for table in tree.iter("table")][:2] == ["presentation", "presentation"]
    addresses = [link.get("href") for link in tree.iter("a")]
    assert f"{ADDRESS}newsletters/{month}/" in addresses
    assert not [address for address in addresses if leads_nowhere(address, site.folder)]


@pytest.mark.parametrize("month", MONTHS)
def test_text_edition_has_the_same_words_and_every_address(site: BuiltSite, month: str) -> None:
    folder = site.folder / f"newsletters/{month}"
    tree = html5lib.parse((folder / "email.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    text = (folder / "email.txt").read_text(encoding="utf-8")
    addresses = [link.get("href") for link in tree.iter("a") if link.get("href").startswith("https://")]
    assert [address for address in addresses if f"({address})" not in text] == []
    without = re.sub(r" \(https://[^)]*\)", "", text)
    assert re.findall(r"\w+", without) == re.findall(r"\w+", words(tree.find("body")))
    assert all(len(line) < 998 for line in text.splitlines())  # RFC 5322, section 2.1.1


def test_a_chart_and_a_table_reach_the_email(project: Path) -> None:
    Image.new("RGB", (8, 8)).save(project / "newsletters/plans.png")
    change(project, "newsletters/2020-12.md", "The list that follows comes from the same report.",
           "| Plans | Number |\n| --- | --- |\n| All | 252 |\n\n![Plans: 252](plans.png)\n\nThe list that follows comes from the same report.")
    assert run(project, "build").status == 0
    folder = project / "site/newsletters/2020-12"
    source = (folder / "email.html").read_text(encoding="utf-8")
    assert complaints_about_email(source) == []
    assert f'src="{ADDRESS}newsletters/plans.png"' in source
    assert re.search(r'<td style="[^"]*border: ?1px[^"]*">252</td>', source)
    text = (folder / "email.txt").read_text(encoding="utf-8")
    assert re.search(r"All +252", text) and "Plans: 252" in text


def test_an_email_that_would_be_cut_off_draws_a_warning_and_no_more(project: Path) -> None:
    change(project, "newsletters/2020-12.md", "The list that follows comes from the same report.", "Many words here.\n\n" * 2000)
    done = run(project, "build")
    assert done.status == 0
    assert [re.sub(r"\d+ KB", "N KB", line) for line in done.problems()] == [
        "newsletters/2020-12.md:1: warning: this newsletter as email has N KB, and some mail programs cut it off after 100. "
        "Shorten it, or move some of it to pages of its own and link to them."]


def test_review_days_are_a_calendar(site: BuiltSite, real_project: Path) -> None:
    pages = {page.id: page for page in read_site(real_project, TODAY).catalogue.written if page.review}
    calendar = Calendar.from_ical((site.folder / "calendar/reviews.ics").read_bytes())
    events = {str(event["uid"]).removesuffix("/review"): event for event in calendar.walk("VEVENT")}
    assert set(events) == set(pages)
    icon = events["tag:resources.example,2026:briefings/seven-minute/icon"]
    assert (icon.decoded("dtstart"), icon.decoded("dtend")) == (date(2027, 5, 22), date(2027, 5, 23))
    assert str(icon["summary"]) == "Look again at: ICON: coping with a crying baby"
    assert icon.decoded("dtstamp") == datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
    assert not [str(event["url"]) for event in events.values() if leads_nowhere(str(event["url"]), site.folder)]
    assert not (site.folder / "calendar/training.ics").exists()


def test_training_sessions_are_a_calendar_where_the_data_has_them(project: Path) -> None:
    write(project, "data/training.yml",
          "neglect-july:\n  title: Neglect, a sample session\n  starts: 2027-07-06 09:30\n  ends: 2027-07-06 12:00\n  place: Online\n"
          "  booking: https://example.org/book\n"
          "neglect-january:\n  title: Neglect, another sample\n  starts: 2027-01-19 13:00\n  ends: 2027-01-19 16:00\n")
    assert run(project, "build").status == 0
    events = list(Calendar.from_ical((project / "site/calendar/training.ics").read_bytes()).walk("VEVENT"))
    assert [str(event["uid"]) for event in events] == [
        "tag:resources.example,2026:training/neglect-january", "tag:resources.example,2026:training/neglect-july"]
    assert events[1].decoded("dtstart") == datetime(2027, 7, 6, 8, 30, tzinfo=timezone.utc)
    assert str(events[1]["location"]) == "Online" and str(events[1]["url"]) == "https://example.org/book"
    assert "training.ics" in (project / "site/subscribe/index.html").read_text(encoding="utf-8")


def test_a_wrong_session_is_reported_with_its_line(project: Path) -> None:
    write(project, "data/training.yml",
          "one:\n  title: A\n  starts: 19 January 2027\n  ends: 2027-01-19 16:00\n"
          "two:\n  title: B\n  starts: 2027-01-19 16:00\n  ends: 2027-01-19 13:00\n")
    done = run(project, "build")
    assert done.status == 1
    assert done.problems() == [
        'data/training.yml:3: starts: "19 January 2027" is not a day and a time. Write it as 2027-01-19 09:30.',
        "data/training.yml:8: the session ends before it starts. Correct one of the two times."]
