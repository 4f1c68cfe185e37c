"""What a subscriber is told again, and what not: ids survive everything, small corrections stay quiet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from feed_reading import read, read_json
from projects import change, copy_project, syndicated, write

ICE = "tag:northmoor.example,2031:briefings/seven-minute/ice"


def items_of(folder: Path, feed: str = "feed") -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in read_json(folder / f"{feed}.json")["items"]}


def updates_of(folder: Path) -> dict[str, str]:
    return {entry.id: entry.updated for entry in read(folder / "feed.atom").entries}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's feeds."""
    return syndicated(copy_project(tmp_path_factory.mktemp("before") / "project"))


def test_retitled_moved_corrected_and_on_another_host_every_resource_keeps_its_id(example: Path, before: Path) -> None:
    change(example, "briefings/general/maps.md", "title: Maps", "title: Drawing a map")
    (example / "briefings/seven-minute/ice.md").rename(example / "briefings/seven-minute/ice-in-winter.md")
    change(example, "data/law.yml", "seven-minute/ice.md", "seven-minute/ice-in-winter.md")
    change(example, "data/audiences.yml", "seven-minute/ice.md", "seven-minute/ice-in-winter.md")
    change(example, "data/ledger.yml", f"/briefings/seven-minute/ice/:\n  id: {ICE}\n",
           f"/briefings/seven-minute/ice-in-winter/:\n  id: {ICE}\n  former:\n    - /briefings/seven-minute/ice/\n")
    for path in (*example.glob("briefings/**/*.md"), *example.glob("docs/**/*.md"), *example.glob("newsletters/*.md")):
        write(example, path.relative_to(example).as_posix(), re.sub(r"(?<!-)\bice\.md", "ice-in-winter.md", path.read_text(encoding="utf-8")))
    change(example, "briefings/general/meetings.md", "Come on time.", "Come in time.")
    after = syndicated(example, address="https://other.example.org/sub/")
    assert set(items_of(after)) == set(items_of(before))
    assert updates_of(after) == updates_of(before)
    items = items_of(after)
    assert items[ICE]["url"] == "https://other.example.org/sub/briefings/seven-minute/ice-in-winter/"
    assert items["tag:northmoor.example,2031:briefings/general/maps"]["title"] == "Drawing a map"
    assert not [item for item in items.values() if not item["url"].startswith("https://other.example.org/sub/")]
    assert set(items_of(after, "changes/feed")) == set(items_of(before, "changes/feed"))


def test_an_updated_day_is_told_again_and_says_what_changed(example: Path, before: Path) -> None:
    change(example, "briefings/seven-minute/ice.md", "written: 2032-03-01\n", "written: 2032-03-01\nupdated: 2032-11-21\nchanges:\n"
           "  - {date: 2032-11-21, note: New number for the night.}\n  - {date: 2032-06-02, note: A note without notice.}\n")
    after = syndicated(example)
    old, new = updates_of(before), updates_of(after)
    assert {identifier for identifier in new if new[identifier] != old[identifier]} == {ICE}
    assert new[ICE].startswith("2032-11-21T12:00:00") and new[ICE].endswith("+00:00")
    item = items_of(after)[ICE]
    assert item["date_published"] == "2032-02-01T12:00:00+00:00" and item["date_modified"] == "2032-11-21T12:00:00+00:00"
    assert "21 November 2032</time>: New number for the night." in item["content_html"]

    changed = read(after / "changes/feed.xml").entries
    assert [(entry.id, entry.title, entry.summary) for entry in changed if entry.id.startswith(ICE)] == [
        (f"{ICE}/changed/2032-11-21", "Changed: Ice on open water", "New number for the night."),
        (f"{ICE}/changed/2032-06-02", "Changed: Ice on open water", "A note without notice.")]
    assert [item["date_published"] for name, item in items_of(after, "changes/feed").items() if name.startswith(ICE)] == [
        "2032-11-21T12:00:00+00:00", "2032-06-02T12:00:00+01:00"]


def test_feed_of_changes_exists_without_entries(example: Path) -> None:
    change(example, "briefings/practice-learning/elm.md", "changes:\n  - {date: 2032-11-02, note: A new question for teams.}\n"
           "  - {date: 2032-10-20, note: A clearer heading.}\n", "")
    change(example, "docs/urgent/thin-ice.md", "changes:\n  - date: 2032-10-09\n    note: Ring before you go near.\n", "")
    folder = syndicated(example)
    feed = read(folder / "changes/feed.xml")
    assert feed.entries == [] and feed.feed.title == "Changes: Safeguarding in Northmoor"
    assert read(folder / "changes/feed.atom").feed.updated == "2031-01-01T12:00:00+00:00"


def test_withdrawn_drafts_and_future_resources_stand_in_no_feed(before: Path) -> None:
    for path in sorted(before.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert b"Sun and heat" not in content and b"Night walks" not in content and b"Floods" not in content, path
    assert "Sun and heat" not in {entry.title.removeprefix("Changed: ") for entry in read(before / "changes/feed.xml").entries}
