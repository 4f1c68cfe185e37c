"""A long collection goes on in archives that fill oldest first and then stay as they are (RFC 5005)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from feedgen.entry import FeedEntry

from feed_reading import ADDRESS, ATOM, HISTORY, complaints_about_atom, complaints_about_json, complaints_about_rss, read, read_json
from projects import TODAY, bytes_of, copy_project, syndicated, write
from publishing.feeds import rss_and_atom
from publishing.feeds.archives import LONGEST, documents
from publishing.feeds.items import Item
from publishing.feeds.lists import all_feeds
from publishing.outputs import syndicated_files
from publishing.site import read_site

GENERAL = "briefings/general"
MADE = 117
"""Beside the three general briefings of the example, which are newer: 120 in all."""


def write_briefing(root: Path, number: int, published: str) -> None:
    write(root, f"{GENERAL}/made-{number:03}.md",
          f'---\ntitle: "Made {number:03}"\nsummary: Number {number} of many.\npublished: {published}\ntopics: [water]\n---\n\nText {number}.\n')


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with 120 general briefings, and their feeds."""
    root = copy_project(tmp_path_factory.mktemp("long") / "project")
    for number in range(MADE):
        write_briefing(root, number, f"{2010 + number // 12}-{number % 12 + 1:02}")
    syndicated(root)
    return root


@pytest.fixture(scope="module")
def folder(long: Path) -> Path:
    return long / "site" / GENERAL


def link(path: Path, rel: str) -> str | None:
    """Return the link with a relation in a feed's own part, of RSS or Atom."""
    root = ElementTree.parse(path).getroot()
    parent = root.find("channel") if root.tag == "rss" else root
    return next((found.get("href") for found in parent.findall(f"{ATOM}link") if found.get("rel") == rel), None)


def test_feed_has_the_newest_fifty_and_archives_the_rest_oldest_first(folder: Path) -> None:
    titles = [entry.title for entry in read(folder / "feed.xml").entries]
    assert titles[:3] == ["Meetings", "Journeys", "Maps"] and len(titles) == LONGEST
    assert titles[3:] == [f"Made {number:03}" for number in range(MADE - 1, MADE - 48, -1)]
    assert [entry.title for entry in read(folder / "archive/1.xml").entries] == [f"Made {number:03}" for number in range(49, -1, -1)]
    assert [entry.title for entry in read(folder / "archive/2.xml").entries] == [f"Made {number:03}" for number in range(69, 49, -1)]
    assert sorted(path.name for path in (folder / "archive").iterdir()) == [
        f"{number}.{ending}" for number in (1, 2) for ending in ("atom", "json", "xml")]


@pytest.mark.parametrize("ending", ["xml", "atom"])
def test_following_the_links_back_meets_every_resource_once(folder: Path, long: Path, ending: str) -> None:
    address, met = f"{ADDRESS}{GENERAL}/feed.{ending}", []
    while address:
        path = long / "site" / address.removeprefix(ADDRESS)
        met += [entry.id for entry in read(path).entries]
        archived = path.parent.name == "archive"
        assert (HISTORY in {element.tag for element in ElementTree.parse(path).iter()}) == archived
        assert link(path, "current") == (f"{ADDRESS}{GENERAL}/feed.{ending}" if archived else None)
        address = link(path, "prev-archive")
    assert len(met) == len(set(met)) == 120


def test_json_goes_on_at_next_url(folder: Path, long: Path) -> None:
    address, met, seen = f"{ADDRESS}{GENERAL}/feed.json", [], []
    while address:
        seen.append(address)
        feed = read_json(long / "site" / address.removeprefix(ADDRESS))
        met += [item["id"] for item in feed["items"]]
        address = feed.get("next_url")
    assert len(met) == len(set(met)) == 120
    assert seen == [f"{ADDRESS}{GENERAL}/{name}.json" for name in ("feed", "archive/2", "archive/1")]


def test_archives_are_valid(folder: Path) -> None:
    checks = {"xml": complaints_about_rss, "atom": complaints_about_atom, "json": complaints_about_json}
    for ending, check in checks.items():
        for name in ("feed", "archive/1", "archive/2"):
            assert check(folder / f"{name}.{ending}", f"{ADDRESS}{GENERAL}/{name}.{ending}") == []


def test_a_full_archive_never_changes_and_the_next_one_fills(long: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", content=long)
    before = bytes_of(long / "site" / GENERAL / "archive")
    write_briefing(root, 900, "2032-10")
    after = bytes_of(syndicated(root) / GENERAL / "archive")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"2.atom", "2.json", "2.xml"}
    assert read(root / "site" / GENERAL / "archive/2.xml").entries[0].title == "Made 070"
    assert read(root / "site" / GENERAL / "feed.xml").entries[0].title == "Made 900"


def test_a_small_collection_stands_whole_in_its_feed(long: Path) -> None:
    folder = long / "site/newsletters"
    assert not (folder / "archive").exists()
    assert link(folder / "feed.xml", "prev-archive") is None
    assert "next_url" not in read_json(folder / "feed.json")
    assert HISTORY not in {element.tag for element in ElementTree.parse(folder / "feed.xml").iter()}


def test_archives_have_whole_texts_by_kind_and_summaries_of_everything(long: Path) -> None:
    def texts(folder: str, name: str) -> list[str]:
        return [item["content_html"] for item in read_json(long / "site" / folder / f"{name}.json")["items"]]

    assert all("Read it on the site" in text for text in texts(".", "archive/1")) and not any("Read it on the site" in text for text in texts(".", "feed"))
    assert not any("Read it on the site" in text for name in ("feed", "archive/1", "archive/2") for text in texts(GENERAL, name))


def test_a_topic_has_the_newest_fifty_in_short_and_no_archive(long: Path) -> None:
    folder, whole = long / "site/topics/water", {item["id"]: item for item in read_json(long / "site/feed.json")["items"]}
    items = read_json(folder / "feed.json")["items"]
    assert len(items) == LONGEST and not (folder / "archive").exists()
    assert link(folder / "feed.xml", "prev-archive") is None and "next_url" not in read_json(folder / "feed.json")
    same = [item for item in items if item["id"] in whole]
    assert same and all({**item, "content_html": ""} == {**whole[item["id"]], "content_html": ""} for item in same)
    made = next(item for item in items if item["title"] == "Made 116")
    assert made["content_html"] == (f"<p>General briefing, published in <time datetime=\"2019-09\">September 2019</time>.</p>\n"
                                    f"<p>Number 116 of many.</p>\n<p>Read it on the site: <a href=\"{ADDRESS}{GENERAL}/made-116/\">Made 116</a>.</p>")


def test_a_new_title_moves_nothing_from_one_document_to_another(long: Path) -> None:
    catalogue = read_site(long, TODAY).catalogue
    same_day = [replace(resource, published=catalogue.listed[0].published) for resource in catalogue.listed]
    retitled = [replace(resource, title=f"{'Z' if number % 2 else 'A'} {resource.title}") for number, resource in enumerate(same_day)]

    def parts(resources: list) -> list[set[str]]:
        feed = all_feeds(replace(catalogue, resources=tuple(resources)))["/"]
        return [{entry.id for entry in document.entries} for document in documents(feed)]

    assert parts(same_day) == parts(retitled) and len(parts(same_day)) == 3


def test_in_short_an_entry_is_written_once_in_a_format_however_many_feeds_it_stands_in(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled: Counter[tuple[str, str]] = Counter()
    fill = rss_and_atom._fill

    def counting(made: FeedEntry, item: Item) -> None:
        filled[item.id, item.content] += 1
        fill(made, item)

    monkeypatch.setattr(rss_and_atom, "_fill", counting)
    site = read_site(long, TODAY)
    syndicated_files(site, {})
    in_short = [times for (_, content), times in filled.items() if "Read it on the site" in content]
    assert len(in_short) > MADE and {*in_short} == {2}  # RSS and Atom
