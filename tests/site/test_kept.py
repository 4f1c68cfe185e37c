"""What was kept changes nothing: after whatever was edited, a check and a build say and write what they would without it."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import pytest

from projects import TODAY, bytes_of, call, write
from publishing.desk import text_again
from publishing.desk.text_again import Reading, read_alone
from publishing.kept.on_disk import LastingMemory
from publishing.kept.store import STORE_FILE, Store
from publishing.site import Checked

Chance = random.Random
ACCOUNT = "briefings/practice-learning/elm.md"
PAGES = ("briefings/seven-minute/ice.md", "briefings/general/maps.md", "newsletters/2032-06.md", "docs/about.md", "docs/urgent/thin-ice.md", "level_of_need/consent.md", ACCOUNT)
WORDS = "pond river Quillbury the keeper of an island bridge 999 CHAT never often Rosalind walked".split()


def replaced(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    if path.is_file():
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="\n")


def add_text(root: Path, chance: Chance) -> None:
    page = root / chance.choice(PAGES)
    if page.is_file():
        more = chance.choice(("\n{}\n", "\n## {}\n\nMore.\n", "\n- {}\n", "\n[{}](../general/maps.md#scale)\n", "\n<div>{}\n", "\n{{{{ contact('front-door') }}}} {}\n"))
        page.write_text(page.read_text(encoding="utf-8") + more.format(" ".join(chance.choices(WORDS, k=6))), encoding="utf-8", newline="\n")


def take_text_back(root: Path, chance: Chance) -> None:
    page = root / chance.choice(PAGES)
    if page.is_file():
        page.write_text(page.read_text(encoding="utf-8").rpartition("\n\n")[0] + "\n", encoding="utf-8", newline="\n")


def retitle(root: Path, chance: Chance) -> None:
    replaced(root, chance.choice(PAGES), "title: ", f"title: {chance.choice(WORDS)} ")


def give_topics(root: Path, chance: Chance) -> None:
    replaced(root, chance.choice(PAGES[:3]), "\nsummary: ", f"\ntopics: [{chance.choice(('water', 'seasons', 'nothing'))}]\nsummary: ")


def date_anew(root: Path, chance: Chance) -> None:
    """Change a day in the front matter, or what a page says of itself."""
    page = chance.choice(PAGES[:3])
    replaced(root, page, *chance.choice((("\npublished: 2032-0", "\npublished: 2031-0"), ("\nreview: 2033", "\nreview: 2032"), ("\nsummary: ", "\nsummary: Now, "))))


def draft(root: Path, chance: Chance) -> None:
    page = chance.choice(PAGES)
    if "\ndraft: true" in (root / page).read_text(encoding="utf-8") if (root / page).is_file() else False:
        replaced(root, page, "\ndraft: true", "")
    else:
        replaced(root, page, "\nsummary: ", "\ndraft: true\nsummary: ")


def add_page(root: Path, chance: Chance) -> None:
    name = f"briefings/general/new-{chance.randrange(5)}.md"
    write(root, name, f"---\ntitle: New {chance.randrange(5)}\nsummary: What is new about {chance.choice(WORDS)} {chance.randrange(9)}.\npublished: 2032-{chance.randrange(1, 13):02}\n---\n\nSee [maps](maps.md).\n")


def take_page(root: Path, chance: Chance) -> None:
    (root / chance.choice((*PAGES, *(f"briefings/general/new-{number}.md" for number in range(5))))).unlink(missing_ok=True)


def rename_page(root: Path, chance: Chance) -> None:
    old = root / f"briefings/general/new-{chance.randrange(5)}.md"
    if old.is_file():
        old.rename(old.with_name(f"new-{chance.randrange(5)}.md"))


def change_data(root: Path, chance: Chance) -> None:
    replaced(root, *chance.choice((
        ("data/partnership.yml", "site_name: ", f"site_name: {chance.choice(WORDS)} "), ("data/topics.yml", "name: ", f"name: {chance.choice(WORDS)} "),
        ("data/glossary.yml", "means: ", f"means: {chance.choice(WORDS)} "), ("data/language.yml", "- ", f"- {chance.choice(WORDS)}\n- "), ("data/contacts.yml", "use: ", f"use: {chance.choice(WORDS)} "))))


def change_template(root: Path, chance: Chance) -> None:
    replaced(root, "overrides/fragments/" + chance.choice(("footer.html", "contact.html", "cards.html", "feed-item.html")), "<p", f"<p lang=\"{chance.choice(('en', 'cy'))}\"")


def change_configuration(root: Path, chance: Chance) -> None:
    replaced(root, "mkdocs.yml", "site_name: ", f"site_name: {chance.choice(WORDS)} ")


def change_file(root: Path, chance: Chance) -> None:
    """Change a file that goes with a page."""
    (root / "briefings/general/times.csv").write_text("Day,Time\n" + f"Monday,0{chance.randrange(9)}:00\n" * chance.randrange(1, 500), encoding="utf-8")


def put_back(root: Path, chance: Chance) -> None:
    """Put something back as it was: what was kept of it long ago is asked for again."""
    page = chance.choice(PAGES)
    shutil.copy2(root.parent / "first" / page, root / page)


def damage(root: Path, chance: Chance) -> None:
    """Do something to the file of what is kept."""
    file = root / STORE_FILE
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 50, 2000))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    chance.choice((lambda: file.write_bytes(content), lambda: file.write_bytes(content[:len(content) // 2]), file.unlink, lambda: file.write_text("Not ours.", encoding="utf-8")))()


def nothing(root: Path, chance: Chance) -> None:
    """Change nothing."""


def touch_site(root: Path, chance: Chance) -> None:
    """Change what a build has written."""
    files = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    if files:
        file = chance.choice(files)
        chance.choice((file.unlink, lambda: file.write_bytes(file.read_bytes() + b"."), lambda: file.with_name("more.html").write_bytes(b"")))()


def more_of_a_text(root: Path, chance: Chance) -> None:
    """Change what one page says, and nothing that others show of it."""
    page = root / chance.choice(PAGES)
    if page.is_file():
        page.write_text(f"{page.read_text(encoding='utf-8')}\n{chance.choice(WHOLE)}\n", encoding="utf-8", newline="\n")


def edit_a_text(root: Path, chance: Chance) -> None:
    """Change one text alone: what is added is right, wrong, leads somewhere or is printed by a macro."""
    page = root / chance.choice(PAGES)
    if page.is_file():
        page.write_text(f"{page.read_text(encoding='utf-8')}\n{chance.choice(ALONE)}\n", encoding="utf-8", newline="\n")


Edit = Callable[[Path, Chance], None]

ALONE = ("Rosalind never walked to the island.", "## How the ice is", "- One word more.", "See [maps](../general/maps.md) and [home](/).", "{{ contact('front-door') }}", "[Scale](../general/maps.md#scale)",
         "[Ice](../../docs/urgent/thin-ice.md)", "[None](nowhere.md)", "Ring 01632 960 123.", "<div>One more", "{{ nothing() }}", "![Two ponds](two-ponds.png)", "Ask the NFC, or a DSL.", "{{ number('first-call') }}", "# Once more", "On Monday 23 November 2032.", "[to write: by whom]", "{{ sessions() }}")
"""What may be added to a text."""

OF_TEXTS: tuple[Edit, ...] = (edit_a_text, edit_a_text, edit_a_text, edit_a_text, edit_a_text, edit_a_text, take_text_back, take_text_back, put_back, put_back, put_back, nothing, retitle, give_topics, date_anew)
"""Edits of which most change a text alone, and some what stands above it."""

WHOLE = ("Rosalind never walked to the island.", "See [maps](../general/maps.md).", "## How the ice is", "- One word more.", "{{ contact('front-door') }}")

OF_A_WHOLE_SITE: tuple[Edit, ...] = (more_of_a_text, more_of_a_text, more_of_a_text, more_of_a_text, retitle, give_topics, add_page, change_data, change_template, change_configuration, change_file, put_back, damage, nothing, touch_site)
"""Edits that seldom break anything, so that most builds come to their end."""

EDITS: tuple[Edit, ...] = (
    add_text, add_text, take_text_back, retitle, give_topics, draft, add_page, take_page, rename_page, change_data, change_template, change_configuration, change_file, put_back, put_back, damage, nothing, touch_site)


@pytest.fixture
def project(example: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project on somebody's own machine, and beside it as it was first."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("KEPT", raising=False)
    (example / ".gitignore").write_text(f"/{STORE_FILE}\n/site/\n", encoding="utf-8")
    shutil.copytree(example, example.parent / "first")
    return example


def without_news(said: str) -> str:
    """Return what a build says without whether its site is new."""
    return re.sub(r"^site/ is (?:new: .*|as it was: nothing that it is made of has changed\.)$", "", said, flags=re.MULTILINE)


def differ(project: Path, command: str, today: date) -> str | None:
    """Run a command with what is kept, and without in a copy of the project, so that one build comes after the other; return how the two differ."""
    copy = project.parent / "without"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(f"{STORE_FILE}*", ".site-*"))
    kept, cold = call(project, command, today=today), call(copy, command, today=today, KEPT="no")
    if (kept.status, without_news(kept.output)) != (cold.status, without_news(cold.output)):
        return f"{kept.output}\n--- without:\n{cold.output}"
    site, without = bytes_of(project / "site"), bytes_of(copy / "site")
    return ", ".join(sorted(file for file in {*site, *without} if site.get(file) != without.get(file))) or None


def wander(project: Path, seed: int, edits: Sequence[Edit], steps: int, build_each: int) -> None:
    """Edit a project at random, and compare after each step; every so many steps it is also built."""
    chance, today = random.Random(seed), TODAY
    call(project, "check")
    for step in range(1, steps + 1):
        edit = chance.choice(edits)
        if edit is not damage or (project / STORE_FILE).is_file():
            edit(project, chance)
        today += timedelta(chance.choice((0, 0, 0, 1, 40)))
        for command in ("check", *(["build"] if step % build_each == 0 else [])):
            found = differ(project, command, today)
            assert found is None, f"seed {seed}, step {step}, {edit.__name__}, {command}: {found}"
        if step % build_each == 0:
            comes_again(project, today)


def comes_again(project: Path, today: date) -> None:
    """Build what was just built, which is nothing to do where it could be."""
    before, site = call(project, "build", today=today), bytes_of(project / "site")
    again = call(project, "build", today=today)
    assert without_news(again.output) == without_news(before.output) and bytes_of(project / "site") == site
    assert ("nothing that it is made of has changed" in again.output) == (again.status == 0)


@pytest.mark.parametrize("seed", [1])
def test_a_check_and_a_build_are_those_without_what_was_kept(project: Path, seed: int) -> None:
    wander(project, seed, EDITS, steps=6, build_each=6)
    shutil.copytree(project.parent / "first", project, dirs_exist_ok=True)
    wander(project, seed, OF_A_WHOLE_SITE, steps=2, build_each=1)


@pytest.mark.parametrize(("command", "seed", "steps"), [("check", 8, 10), ("build", 8, 6)])
def test_texts_that_alone_have_changed_are_read_again_without_the_rest(project: Path, command: str, seed: int, steps: int) -> None:
    assert again_alone(project, command, seed, steps) > steps / 4


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("seed", range(300, 310))
def test_they_are_so_all_along_a_long_way_too(project: Path, command: str, seed: int) -> None:
    assert again_alone(project, command, seed, steps=60) > 15


def again_alone(project: Path, command: str, seed: int, steps: int) -> int:
    """Edit texts at random, and compare each check or build; return in how many of them the rest of the site was not read.

    An edit that no build accepts is taken back when it has been met once: else every later build would end there.
    """
    chance = random.Random(seed)
    call(project, command)
    with alone() as taken:
        for step in range(1, steps + 1):
            edit, before = chance.choice(OF_TEXTS), {file: file.read_bytes() for file in project.rglob("*.md")}
            edit(project, chance)
            found = differ(project, command, TODAY)
            assert found is None, f"seed {seed}, step {step}, {edit.__name__}: {found}"
            if command == "build" and call(project, "check").status:
                for file, content in before.items():
                    file.write_bytes(content)
    return sum(taken)


@contextmanager
def alone() -> Iterator[list[bool]]:
    """Yield, of each check or build in which texts alone have changed, whether the rest of the site was not read."""
    taken: list[bool] = []

    def noted(reading: Reading, files: Collection[str], only_check: bool = False) -> Checked | None:
        found = read_alone(reading, files, only_check)
        taken.append(found is not None)
        return found

    with mock.patch.object(text_again, "read_alone", noted):
        yield taken


def test_of_a_word_that_an_account_asked_for_it_is_enough_that_some_text_has_it(project: Path) -> None:
    replaced(project, ACCOUNT, "Six workers", "At Zorbing six workers")
    ice, maps = pages = ("briefings/seven-minute/ice.md", "briefings/general/maps.md")
    before = {file: (project / file).read_text(encoding="utf-8") for file in pages}

    def read_alone_where(*saying: str) -> list[bool]:
        for file in pages:
            write(project, file, before[file] + "\nSome like zorbing.\n" * (file in saying))
        with alone() as taken:
            assert differ(project, "check", TODAY) is None
        return taken

    assert [read_alone_where(*saying) for saying in ((maps,), (maps, ice), (), (maps, ice), (ice,))] == [[], [True], [False], [False], [True]]


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(100, 110))
def test_they_are_so_all_along_a_long_way(project: Path, seed: int) -> None:
    wander(project, seed, EDITS, steps=40, build_each=4)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(200, 205))
def test_builds_are_so_while_nothing_is_wrong(project: Path, seed: int) -> None:
    wander(project, seed, OF_A_WHOLE_SITE, steps=15, build_each=1)


def test_what_is_kept_is_taken_over_and_can_be_switched_off(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(project, "check", KEPT="no").status == 0 and not (project / STORE_FILE).exists()
    assert call(project, "check", CI="true").status == 0 and not (project / STORE_FILE).exists()
    assert call(project, "check").status == 0
    asked: list[bool] = []
    get = Store.get
    monkeypatch.setattr(Store, "get", lambda self, name: (asked.append((found := get(self, name)) is not None), found)[1])
    assert call(project, "check").status == 0
    assert asked == [True]  # nothing has changed
    found: list[bool] = []
    take = LastingMemory._get
    monkeypatch.setattr(LastingMemory, "_get", lambda self, name: (one := take(self, name), found.append(one is not None))[0])
    write(project, ACCOUNT, (project / ACCOUNT).read_text(encoding="utf-8") + "\nMore of us.\n")  # which is never read alone
    assert call(project, "check").status == 0
    assert found.count(True) > 300 and found.count(False) < 20  # what is made of the text of that page
    assert len(asked) < 100, "what is read one by one"


def test_after_an_edit_what_stands_is_taken_over_and_stays_as_it_was_until_then(project: Path) -> None:
    assert call(project, "build").status == 0
    before = {path: (project / "site" / path).stat().st_ino for path in bytes_of(project / "site")}
    kept = project.parent / "kept"
    shutil.copytree(project / "site", kept, copy_function=os.link)  # as another link to each file sees it
    content = bytes_of(kept)
    write(project, PAGES[3], (project / PAGES[3]).read_text(encoding="utf-8") + "\nMore of us.\n")
    assert call(project, "build").status == 0
    now = {path: (project / "site" / path).stat().st_ino for path in bytes_of(project / "site")}
    another = {path for path in before if now.get(path) != before[path] and "search-index" not in path}
    assert "about/index.html" in another and len(another) < 10, another
    assert bytes_of(kept) == content, "nothing is written into a file that stands"


@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_site_before_the_last_is_where_a_build_begins_and_nothing_of_it_is_trusted(project: Path, monkeypatch: pytest.MonkeyPatch, processes: str) -> None:
    monkeypatch.setenv("PROCESSES", processes)

    def more(words: str) -> None:
        write(project, PAGES[3], (project / PAGES[3]).read_text(encoding="utf-8") + f"\n{words}\n")

    assert call(project, "build").status == 0 and not (project / ".site-before").exists()
    for words in ("More of us, still.", "Still more of us."):  # the first build writes files of one content apart, and the second links them to one; and no word is new to the search after the first
        more(words)
        assert differ(project, "build", TODAY) is None
    before = project / ".site-before"
    (before / "more.html").write_bytes(b"Nobody wrote this.")
    for file in ("index.html", "about/index.html", "sitemap.xml", "404.html"):  # of which MkDocs writes some
        (before / file).unlink()
        (before / file).write_bytes(b"Nobody wrote this.")
    inodes = {path: (project / "site" / path).stat().st_ino for path in bytes_of(before) if (project / "site" / path).is_file() and "search-index" not in path}
    more("And more.")
    with mock.patch.object(os, "link", wraps=os.link) as link:
        assert differ(project, "build", TODAY) is None
    assert link.call_count < 20, "what lies there already is not linked again"
    assert sum((project / "site" / path).stat().st_ino == number for path, number in inodes.items()) > len(inodes) - 15
    assert call(project, "build", KEPT="no").status == 0 and not before.exists()


def test_where_there_are_no_links_the_site_is_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(project, "build").status == 0
    write(project, PAGES[3], (project / PAGES[3]).read_text(encoding="utf-8") + "\nMore of us.\n")
    monkeypatch.setattr(os, "link", mock.Mock(side_effect=OSError(errno.EPERM, "Operation not permitted")))
    assert differ(project, "build", TODAY) is None


def test_a_store_of_another_format_is_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / STORE_FILE
    store = Store(file)
    store.put(b"name", b"content")
    store.keep()
    assert Store(file).get(b"name") == b"content" and Store(file).get(b"other") is None
    with sqlite3.connect(file) as opened:
        opened.execute("UPDATE results SET content = content || x'00'")
    assert Store(file).get(b"name") is None
    with sqlite3.connect(file) as opened:
        opened.execute("PRAGMA user_version = 99")
    store = Store(file)
    assert store.get(b"name") is None
    store.put(b"name", b"new")
    store.keep()
    assert Store(file).get(b"name") == b"new"


def filled(file: Path) -> list[bytes]:
    """Write a store of many results, and return their names."""
    names = [b"%d" % number for number in range(200)]
    store = Store(file)
    for name in names:
        store.put(name, name * 100)
    store.keep()
    return names


@pytest.mark.parametrize("ask", [True, False])
def test_a_store_that_is_damaged_within_is_begun_anew(tmp_path: Path, ask: bool) -> None:
    names = filled(file := tmp_path / STORE_FILE)
    whole, page = file.read_bytes(), 4096
    assert len(whole) > 6 * page
    for start in range(0, len(whole), page):
        file.write_bytes(whole[:start] + b"\xff" * page + whole[start + page:])
        store = Store(file)
        assert not ask or None in [store.get(name) for name in names]
        store.put(b"name", b"content")
        store.keep()
        assert Store(file).get(b"name") == b"content", start
        with closing(sqlite3.connect(file)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("damaged", [b"CREATE TABLE", b"ROWID", b"PRIMARY KEY", b"results", b"name", b"used", b"content"])
def test_one_whose_table_is_damaged_is_begun_anew(tmp_path: Path, damaged: bytes) -> None:
    filled(file := tmp_path / STORE_FILE)
    written = file.read_bytes()
    assert damaged in written
    file.write_bytes(written.replace(damaged, damaged[:-2] + b"\xb9" + damaged[-1:]))
    store = Store(file)
    store.put(b"name", b"content")
    store.keep()
    assert Store(file).get(b"name") == b"content"


@pytest.mark.parametrize("held_first", [True, False])
def test_a_store_that_somebody_else_is_writing_is_left_as_it_is(tmp_path: Path, held_first: bool) -> None:
    names = filled(file := tmp_path / STORE_FILE)
    store = None if held_first else Store(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = store or Store(file)
        store.put(b"name", b"content")
        store.keep()
        assert store.get(names[0]) is None
    assert Store(file).get(names[0]) == names[0] * 100


def test_a_link_in_the_place_of_a_store_is_replaced_and_not_followed(tmp_path: Path) -> None:
    file, mine = tmp_path / STORE_FILE, tmp_path / "mine"
    mine.touch()
    file.symlink_to(mine)
    store = Store(file)
    store.put(b"name", b"content")
    store.keep()
    assert mine.read_bytes() == b"" and not file.is_symlink() and Store(file).get(b"name") == b"content"
