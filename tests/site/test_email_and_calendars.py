"""Newsletters as email with what a page holds, and days as calendars. That each survives mail programs: ``properties.py``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import html5lib
from icalendar import Calendar

from built_site import BuiltSite
from feed_reading import ADDRESS, leads_nowhere
from properties import complaints_about_email
from publishing.outputs import Wrong, syndicated_files
from publishing.site import Site


def test_newsletter_is_laid_out_for_mail_programs(example_site: BuiltSite) -> None:
    for month in ("2031-06", "2031-09", "2032-06"):
        source = (example_site.folder / f"newsletters/{month}/email.html").read_text(encoding="utf-8")
        assert source.lower().startswith("<!doctype html>")
        assert "@media (prefers-color-scheme: dark)" in source and 'content="noindex"' in source
        before, frame, after = re.split(r"<!--\[if mso\]>(?:<table [^>]*width=\"600\"[^>]*><tr><td>|</td></tr></table>)<!\[endif\]-->", source)
        assert frame.count("<table") == frame.count("</table>") and before.count("<table") == after.count("</table>") == 1, "Outlook for Windows has a frame of its own"
        tree = html5lib.parse(source, namespaceHTMLElements=False)
        assert [table.get("role") for table in tree.iter("table")][:2] == ["presentation", "presentation"]
        assert f"{ADDRESS}newsletters/{month}/" in [link.get("href") for link in tree.iter("a")]


def test_a_table_and_a_picture_reach_the_email(example_site: BuiltSite) -> None:
    folder = example_site.folder / "newsletters/2032-06"
    source = (folder / "email.html").read_text(encoding="utf-8")
    assert f'src="{ADDRESS}newsletters/river.png"' in source
    assert re.search(r'<td style="[^"]*border: ?1px[^"]*">Clubs</td>', source)
    text = (folder / "email.txt").read_text(encoding="utf-8")
    assert re.search(r"Meetings \(\S+\) +Everybody", text) and "A drawn map of a river with two bridges" in text


def test_a_draft_has_the_html_the_text_and_the_pictures(example_site: BuiltSite) -> None:
    folder = example_site.folder / "newsletters/2032-06"
    message = message_from_bytes((folder / "email.eml").read_bytes(), policy=SMTP)
    assert (message["Subject"], message["Date"], message["X-Unsent"]) == ("Newsletter, June 2032", "Tue, 01 Jun 2032 12:00:00 +0100", "1")
    assert message["Message-ID"] == "<northmoor.example.2031.newsletters.2032-06@northmoor.example>" and not {"From", "To", "Cc", "Bcc"} & set(message.keys())
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    text, source, picture = (part for part in message.walk() if not part.is_multipart())
    assert text.get_content().replace("\r\n", "\n") == (folder / "email.txt").read_text(encoding="utf-8")
    name = picture["Content-ID"].strip("<>")
    assert source.get_content().replace("\r\n", "\n") == (folder / "email.html").read_text(encoding="utf-8").replace(f"{ADDRESS}newsletters/river.png", f"cid:{name}")
    assert picture.get_content() == (folder.parent / "river.png").read_bytes()
    assert [part.get_content_type() for part in message_from_bytes((folder.parent / "2031-06/email.eml").read_bytes()).walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_what_a_mail_program_would_not_keep_is_found() -> None:
    body = '<body><p>x</p><p style="display: flex"><a href="../x/" style="a">y</a></p><script></script></body>'
    assert complaints_about_email(body) == ["<script>", "href=../x/", "flex in a style", "<p> without its style"]


def test_an_email_that_would_be_cut_off_draws_a_warning(example_read: Site) -> None:
    files = syndicated_files(example_read, {"/newsletters/2032-06/": "<p>Many words here.</p>" * 3000})
    assert [re.sub(r"\d+ KB", "N KB", str(problem)) for path, content in files.items() for problem in Wrong(example_read).with_file(path, content)] == [
        "newsletters/2032-06.md:1: warning: this newsletter as email has N KB, and some mail programs cut it off after 100. "
        "Shorten it, or move some of it to pages of its own and link to them."]


def events_of(path: Path) -> dict[str, object]:
    return {str(event["uid"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_review_days_are_a_calendar(example_site: BuiltSite, example_read: Site) -> None:
    events = {uid.removesuffix("/review"): event for uid, event in events_of(example_site.folder / "calendar/reviews.ics").items()}
    assert set(events) == {page.id for page in example_read.catalogue.written if page.review}
    ice = events["tag:northmoor.example,2031:briefings/seven-minute/ice"]
    assert (ice.decoded("dtstart"), ice.decoded("dtend")) == (date(2033, 3, 1), date(2033, 3, 2))
    assert str(ice["summary"]) == "Look again at: Ice on open water"
    assert ice.decoded("dtstamp") == datetime(2032, 3, 1, 12, tzinfo=UTC)
    assert not [str(event["url"]) for event in events.values() if leads_nowhere(str(event["url"]), example_site.folder)]


def test_training_sessions_are_a_calendar_the_soonest_first_in_utc(example_site: BuiltSite) -> None:
    events = events_of(example_site.folder / "calendar/training.ics")
    march, july = "tag:northmoor.example,2031:training/water-march", "tag:northmoor.example,2031:training/water-july"
    assert list(events) == [march, july]
    assert events[march].decoded("dtstart") == datetime(2033, 3, 8, 9, 30, tzinfo=UTC)
    assert events[july].decoded("dtstart") == datetime(2033, 7, 5, 8, 30, tzinfo=UTC)
    assert [events[event].get("sequence") for event in (march, july)] == [None, 1], "moved once: calendars take the new time"
    alone = events_of(example_site.folder / "calendar/training/water-july.ics")
    assert alone == {july: events[july]}
    assert str(events[march]["location"]) == "Moor House" and str(events[march]["url"]) == "https://northmoor.example/book/water"
    assert "training.ics" in (example_site.folder / "subscribe/index.html").read_text(encoding="utf-8")


def test_without_training_sessions_there_is_no_calendar_of_them(example_read: Site) -> None:
    catalogue = example_read.catalogue
    site = replace(example_read, catalogue=replace(catalogue, data=replace(catalogue.data, training=())))
    assert "calendar/training.ics" in syndicated_files(example_read, {}) and "calendar/training.ics" not in syndicated_files(site, {})
