"""make serve shows what a build would publish and, marked as such, what it would not yet; and follows every change."""

from __future__ import annotations

import os
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from mkdocs_preview import PagesAsAsked
from projects import HANGS, KEPT, PATIENCE, bytes_of, change, on_day, previewed, write
from publishing.pages.keeping import LIST, WORKER
from publishing.typesetting import made
from publishing.words.addresses import KEEP

SERVED = "http://127.0.0.1:8000/"

CHANGES = [
    ("docs/about.md", "title: About us", ("us", "all of us"), "/about/"),
    ("level_of_need/consent.md", "title: Asking a family", ("a family", "families"), "/level-of-need/consent/"),
    ("data/partnership.yml", "site_name: Safeguarding in Northmoor", ("in Northmoor", "everywhere"), "/about/"),
    ("overrides/fragments/footer.html", "<p>{{ partnership.standing }}</p>", ("{{ partnership.standing }}", "Another foot"), "/about/"),
]
"""A file, what stands in it, what is changed there, and the page that then shows it."""

ALONE = [
    ("docs/about.md", "Nothing here is true.", "Nothing here is true, and nothing was."),
    ("docs/about.md", "## Training", "## Where to learn more {more}\n\nHere.\n\n## Training"),
    ("level_of_need/consent.md", "Ask first,", "Always ask first,"),
    ("level_of_need/consent.md", '{{ law("river-reports") }}', 'as the law has it, {{ law("river-reports") }}'),
    ("briefings/seven-minute/ponds.md", "to come along on an outing", "to come along on every outing"),
    ("briefings/general/meetings.md", "and [journeys](journeys.md)", "and, once more, [journeys](journeys.md)"),
    ("docs/urgent/thin-ice.md", "Do not step on the ice.", "Do not step on the ice yourself."),
]
"""A file, what stands in it, and what takes its place, which shows on its own page, and in the PDF, feeds and index that hold its text."""

ELSEWHERE = {
    "a title": ("docs/about.md", "title: About us", "title: About all of us"),
    "a draft": ("docs/about.md", "title: About us", "title: About us\ndraft: true"),
    "a summary that has an error": ("docs/about.md", "summary:", "sumary:"),
    "a heading that others lead to": ("briefings/seven-minute/floods.md", "## 4. What to do", "## 4. What we do"),
    "the list of sessions": ("docs/about.md", "{{ sessions() }}", "None."),
    "another law": ("level_of_need/consent.md", ' ({{ law("river-reports") }})', ""),
    "a picture less": ("briefings/general/meetings.md", "![Six chairs around a table, none of them at its head](table-plan.png)\n", ""),
    "many more words": ("docs/contact.md", "\n---\n", "\n---\n\n" + "Many words are read here. " * 100),
    "a link that leads nowhere": ("docs/about.md", "Nothing here", "[Nothing](nowhere.md) here"),
    "a macro that there is not": ("docs/about.md", "Nothing here", "{{ nothing() }} here"),
    "a number that nobody knows": ("docs/about.md", "Nothing here", "Ring 01632 960 123. Nothing here"),
    "a day of no month": ("docs/about.md", "Nothing here", "On 31 November 2032, nothing here"),
    "no front matter": ("docs/about.md", "---\ntitle", "title"),
}
"""What may show on other pages, or is wrong: a file, what stands in it, and what takes its place."""


AMONG_OTHERS = [
    ("briefings/general/journeys.md", "title: Journeys", "title: Ways to go"),
    ("briefings/general/meetings.md", "summary: How to hold", "summary: When and how to hold"),
    ("briefings/general/meetings.md", "topics: [whole-family]", "topics: [water, whole-family]"),
    ("briefings/general/meetings.md", "audience: [clubs, schools, health]", "audience: [health]"),
    ("briefings/general/meetings.md", "published: 2032-04-12", "published: 2032-09-12"),
    ("briefings/general/meetings.md", "\ntopics:", "\ndraft: true\ntopics:"),
    ("briefings/general/journeys.md", "replaces: briefings/general/maps.md\n", ""),
    ("briefings/general/maps.md", "\naudience:", "\nwithdrawn: {date: 2032-11-21, reason: It melted.}\naudience:"),
    ("briefings/seven-minute/ponds.md", "topics: [water]", "topics: [seasons]"),
    ("briefings/practice-learning/elm.md", "title:", "title: Zorbalina and"),
    ("docs/about.md", "Nothing here is true.", "Zorbalina, zorbalina, is not true."),
    ("docs/about.md", "Nothing here is true.", "[Walks](../briefings/general/night-walks.md#more) at night, [new](../briefings/general/new.md) ones, and [none](../briefings/general/nwe.md)."),
    ("data/contacts.yml", "Two leaflets give two numbers for it.", "Two leaflets give three numbers for it."),
    ("data/topics.yml", "name: ", "name: All "),
    ("briefings/general/night-walks.md", "", ""),
    ("briefings/general/new.md", "", "---\ntitle: Something new\nsummary: What nobody had seen before.\npublished: 2032-11\ntopics: [water]\n---\n\nSee [maps](maps.md).\n"),
    ("docs/further/page.md", "", "---\ntitle: Further\nsummary: In a folder that is no home.\n---\n\nHere.\n"),
]
"""A file, what stands in it, and what takes its place, which shows on other pages or leads there; where nothing stands there, the whole file."""


def read(address: str) -> str:
    """Return a page, or nothing while it is not there."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def shows(address: str, words: str) -> bool:
    """Say whether a page has words in it."""
    return words in read(address)


def until(true: Callable[[], bool], after: str) -> None:
    """Wait until something is true; fail when it does not become so."""
    deadline = time.monotonic() + HANGS
    while not true():
        assert time.monotonic() < deadline, f"nothing came of it: {after}"
        time.sleep(0.2)


def built(example: Path, folder: Path) -> dict[str, bytes]:
    """Build all of a preview as MkDocs does, cold; return its files but for the sitemap, which lists the pages for search engines."""
    config = load_config(str(example / "mkdocs.yml"), site_dir=str(folder), site_url=SERVED)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    return {file: content for file, content in bytes_of(folder).items() if not file.startswith("sitemap")}


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process believe that it is the day of the tests, and keep what it sets with what others have set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", on_day()["SOURCE_DATE_EPOCH"])
    monkeypatch.setattr(made, "made_beside", lambda root: KEPT)


def test_each_file_is_that_of_a_build_whatever_has_changed(day: None, example: Path, tmp_path: Path) -> None:
    site = PagesAsAsked(example, SERVED)
    assert b"Night walks" in (site.file("briefings/general/index.html") or b"")
    for file, old, new, _ in CHANGES:
        change(example, file, old, old.replace(*new))
    (example / "briefings/general/times.csv").write_text("Day,Time\nMonday,09:00\n", encoding="utf-8")
    (example / "briefings/general/night-walks.md").unlink()
    write(example, "briefings/general/new.md", "---\ntitle: Something new\nsummary: What nobody had seen before.\npublished: 2032-11\ntopics: [water]\n---\n\nSee [maps](maps.md).\n")
    whole = built(example, tmp_path / "after")
    site.read()
    assert [file for file, content in whole.items() if site.file(file) != content] == []
    assert site.file("nothing/index.html") is None


def with_one_more_change(root: Path, before: dict[str, str | None], chance: random.Random) -> None:
    """Change one file among others, or take back what was changed in it."""
    file, old, new = chance.choice(AMONG_OTHERS)
    path = root / file
    now = path.read_text(encoding="utf-8") if path.exists() else None
    first = before.setdefault(file, now)
    assert not old or (first and old in first), f"{old!r} does not stand in {file}"
    put(root, file, first if now != first else now.replace(old, new, 1) if old and now else new or None)


def put(root: Path, file: str, text: str | None) -> None:
    """Write a file, or take it away."""
    if text is None:
        (root / file).unlink(missing_ok=True)
    else:
        write(root, file, text)


def read_again_along_a_way(seed: int, steps: int, example: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Change what shows on many pages at random, and compare what is read again after each step with what is read by one that remembers nothing."""
    chance, before = random.Random(seed), dict[str, str | None]()
    site, refused = PagesAsAsked(example, SERVED), 0
    files = [*built(example, folder), "briefings/general/new/index.html"]

    def shown(read: Callable[[], PagesAsAsked]) -> tuple[str, dict[str, bytes | None]]:
        """Return what is said when a site is read, and its files; nothing where it is refused."""
        capsys.readouterr()
        try:
            found = read()
        except PluginError as error:
            return str(error), {}
        return capsys.readouterr().out, {file: found.file(file) for file in files}

    def again() -> PagesAsAsked:
        site.read()
        return site

    for step in range(steps):
        for _ in range(chance.randint(1, 3)):
            with_one_more_change(example, before, chance)
        with mock.patch.dict(os.environ, KEPT="no"):
            wanted = shown(partial(PagesAsAsked, example, SERVED))  # before the other: what MkDocs' hooks have is of one site at a time
        found = shown(again)
        assert found[0] == wanted[0], f"seed {seed}, step {step}"
        assert [file for file in files if found[1].get(file) != wanted[1].get(file)] == [], f"seed {seed}, step {step}"
        refused += not found[1]
        for file, text in before.items() if not found[1] else ():  # else one error may stand until the end
            put(example, file, text)
        while found[1] and chance.random() < 0.9 and site.look_further():
            pass
    assert refused < steps, "nothing was compared but messages"


def test_what_is_read_again_is_what_is_read_the_first_time(day: None, example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read_again_along_a_way(1, 4, example, tmp_path / "before", capsys)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(100, 106))
def test_it_is_so_all_along_a_long_way(seed: int, day: None, example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read_again_along_a_way(seed, 20, example, tmp_path / "before", capsys)


def test_what_is_shown_of_texts_read_alone_is_what_a_build_makes(day: None, example: Path, tmp_path: Path) -> None:
    before, after = {file: (example / file).read_text(encoding="utf-8") for file, *_ in ALONE}, dict[str, str]()
    for file, old, new in ALONE:
        change(example, file, old, new)
        after[file] = (example / file).read_text(encoding="utf-8")
    whole = built(example, tmp_path / "after")
    for file, text in before.items():
        write(example, file, text)
    site = PagesAsAsked(example, SERVED)
    for file, text in after.items():
        assert site.read_text(str(write(example, file, text))), f"{file} is not shown before all is read"
    assert [file for file, content in whole.items() if site.file(file) != content] == []
    site.read()
    assert [file for file, content in whole.items() if site.file(file) != content] == []


def test_what_may_show_elsewhere_or_is_wrong_is_left_to_the_whole_reading(day: None, example: Path) -> None:
    site = PagesAsAsked(example, SERVED)
    before = {address: site.file(address) for address in ("about/index.html", "index.html")}
    for what, (file, old, new) in ELSEWHERE.items():
        text = (example / file).read_text(encoding="utf-8")
        change(example, file, old, new)
        assert not site.read_text(str(example / file)), what
        (example / file).write_text(text, encoding="utf-8", newline="\n")
    assert {address: site.file(address) for address in before} == before
    assert not site.read_text(str(example / "data/contacts.yml"))
    site.read()


def test_the_preview_shows_drafts_and_the_future_and_follows_every_change(example: Path) -> None:
    with previewed(example) as address:
        until(lambda: "Night walks" in read(f"{address}/briefings/general/"), "the preview was started")
        assert "Draft: only in this preview" in read(f"{address}/briefings/general/")
        assert "Not yet published: only in this preview" in read(f"{address}/briefings/seven-minute/")
        assert "This is a draft." in read(f"{address}/briefings/general/night-walks/")
        assert "This is dated in the future." in read(f"{address}/briefings/seven-minute/floods/")

        assert '<meta name="robots" content="noindex">' in read(f"{address}/about/")
        assert "A preview keeps nothing." in read(f"{address}{KEEP}") and read(f"{address}/{LIST}") == ""
        assert "unregister()" in read(f"{address}/{WORKER}") and "fetch" not in read(f"{address}/{WORKER}")
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(urllib.request.Request(f"{address}/about/", headers={"Host": "elsewhere.example"}), timeout=PATIENCE)
        assert refused.value.headers["X-Robots-Tag"] == "noindex" and b"only for the computer it runs on" in refused.value.read()

        for file, old, new, page in CHANGES:
            change(example, file, old, old.replace(*new))
            until(partial(shows, f"{address}{page}", new[1]), f"{file} was changed")

        # MkDocs answers nothing while the sources cannot be built (the terminal says why), and goes on once they can.
        change(example, "docs/about.md", "title: About all of us", "titel: About all of us")
        time.sleep(1)
        change(example, "docs/about.md", "titel: About all of us", "title: About it all")
        until(lambda: "About it all" in read(f"{address}/about/"), "the mistake was mended")
