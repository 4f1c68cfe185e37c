"""What a subscriber is told again, and what not: ids survive everything, small corrections stay quiet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from feed_reading import leads_nowhere, read, read_json
from projects import bytes_of, change, run

ICON = "briefings/seven-minute/icon.md"


def built(root: Path, **environment: str) -> Path:
    done = run(root, "build", **environment)
    assert done.status == 0, done.output
    return root / "site"


def items_of(site: Path, feed: str = "feed") -> dict[str, dict]:
    return {item["id"]: item for item in read_json(site / f"{feed}.json")["items"]}


def updates_of(site: Path) -> dict[str, str]:
    return {entry.id: entry.updated for entry in read(site / "feed.atom").entries}


@pytest.fixture(scope="module")
def before(real_project: Path) -> Path:
    return real_project / "site"


def test_retitled_moved_corrected_and_on_another_host_every_resource_keeps_its_id(project: Path, before: Path) -> None:
    assert run(project, "ledger").status == 0
    change(project, "briefings/general/genogram.md", "title: Genogram", "title: Drawing a family")
    (project / "briefings/general/think-family.md").rename(project / "briefings/general/whole-family.md")
    change(project, "data/ledger.yml", "/briefings/general/think-family/:\n  id: tag:resources.example,2026:briefings/general/think-family\n",
           "/briefings/general/whole-family/:\n  id: tag:resources.example,2026:briefings/general/think-family\n"
           "  former:\n    - /briefings/general/think-family/\n")
    for path in (project / "briefings").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("think-family.md", "whole-family.md"), encoding="utf-8")
    for folder in ("level_of_need", "docs", "newsletters", "data"):
        for path in (project / folder).rglob("*.*"):
            if path.suffix in (".md", ".yml"):
                text = path.read_text(encoding="utf-8")
                path.write_text(text.replace("general/think-family.md", "general/whole-family.md"), encoding="utf-8")
    change(project, ICON, "how to talk about crying", "how to speak about crying")
    after = built(project, SITE_URL="https://other.example.org/sub/")
    assert set(items_of(after)) == set(items_of(before))
    assert updates_of(after) == updates_of(before)
    items = items_of(after)
    moved = items["tag:resources.example,2026:briefings/general/think-family"]
    assert moved["url"] == "https://other.example.org/sub/briefings/general/whole-family/"
    assert (after / "briefings/general/think-family/index.html").is_file()
    assert items["tag:resources.example,2026:briefings/general/genogram"]["title"] == "Drawing a family"
    assert not [item for item in items.values() if not item["url"].startswith("https://other.example.org/sub/")]
    assert not [item["url"] for item in items.values() if leads_nowhere(item["url"], after, "https://other.example.org/sub/")]
    assert items_of(after, "changes/feed") == {}


def test_an_updated_day_is_told_again_and_says_what_changed(project: Path, before: Path) -> None:
    change(project, ICON, "written: 2026-11-22\n", "written: 2026-11-22\nupdated: 2026-11-21\nchanges:\n"
           "  - {date: 2026-11-21, note: New number for the front door.}\n  - {date: 2026-06-02, note: A note without notice.}\n")
    after = built(project)
    icon = "tag:resources.example,2026:briefings/seven-minute/icon"
    old, new = updates_of(before), updates_of(after)
    assert {identifier for identifier in new if new[identifier] != old[identifier]} == {icon}
    assert new[icon].startswith("2026-11-21T12:00:00") and new[icon].endswith("+00:00")
    item = items_of(after)[icon]
    assert item["date_published"] == "2020-10-01T12:00:00+01:00" and item["date_modified"] == "2026-11-21T12:00:00+00:00"
    assert "21 November 2026</time>: New number for the front door." in item["content_html"]
    page = (after / "briefings/seven-minute/icon/index.html").read_text(encoding="utf-8")
    assert "New number for the front door." in page

    changed = read(after / "changes/feed.xml").entries
    assert [(entry.id, entry.title, entry.summary) for entry in changed] == [
        (f"{icon}/changed/2026-11-21", "Changed: ICON: coping with a crying baby", "New number for the front door."),
        (f"{icon}/changed/2026-06-02", "Changed: ICON: coping with a crying baby", "A note without notice.")]
    assert [item["date_published"] for item in items_of(after, "changes/feed").values()] == ["2026-11-21T12:00:00+00:00", "2026-06-02T12:00:00+01:00"]


def test_feed_of_changes_exists_without_entries(before: Path) -> None:
    feed = read(before / "changes/feed.xml")
    assert feed.entries == [] and feed.feed.title == "Changes: Safeguarding children in Sefton"
    assert read(before / "changes/feed.atom").feed.updated == "2026-01-01T12:00:00+00:00"


def test_the_same_commit_gives_the_same_bytes_and_no_feed_knows_the_day(project: Path, before: Path) -> None:
    after = built(project)
    assert bytes_of(after) == bytes_of(before)
    later = run(project, "build", today=date(2028, 11, 29))
    assert later.status == 0
    endings = (".xml", ".atom", ".json", ".ics", "latest.html", "email.html", "email.txt")
    for name, content in bytes_of(after).items():
        if name.endswith(endings):
            assert (project / "site" / name).read_bytes() == content, name


def test_withdrawn_drafts_and_future_resources_stand_in_no_feed(project: Path) -> None:
    change(project, "briefings/general/genogram.md", "written: 2026-11-22\n",
           "written: 2026-11-22\nwithdrawn: {date: 2026-11-20, reason: Out of date.}\nchanges: [{date: 2026-11-20, note: Withdrawn.}]\n")
    (project / "newsletters/2021-05.md").write_text(
        '---\ntitle: "Newsletter, May 2021"\nsummary: Unfinished.\npublished: 2021-05\ndraft: true\n---\n\nText.\n', encoding="utf-8")
    (project / "newsletters/2027-01.md").write_text(
        '---\ntitle: "Newsletter, January 2027"\nsummary: To come.\npublished: 2027-01\n---\n\nText.\n', encoding="utf-8")
    site = built(project)
    for path in sorted(site.rglob("feed.*")):
        if path.suffix in (".xml", ".atom", ".json"):
            text = path.read_text(encoding="utf-8")
            assert "<title>Genogram" not in text and "2027-01" not in text and 'newsletters/2021-05"' not in text, path
            assert "Withdrawn." not in text
    assert not (site / "newsletters/2021-05/email.html").exists()


def test_a_resource_without_any_day_stands_last_and_gets_no_day_of_its_own(project: Path) -> None:
    (project / "level_of_need/undated.md").write_text("---\ntitle: An undated page\nsummary: Nobody knows when.\n---\n\nText.\n", encoding="utf-8")
    site = built(project)
    for name in ("feed", "level-of-need/feed"):
        assert read(site / f"{name}.xml").entries[-1].title == "An undated page"
        assert "published" not in read(site / f"{name}.xml").entries[-1]
        assert "date_published" not in read_json(site / f"{name}.json")["items"][-1]
        assert read(site / f"{name}.atom").entries[-1].updated.startswith("2026-01-01T12:00:00")
