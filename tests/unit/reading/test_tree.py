"""What lies in the content folders: what editors leave behind is no content, and every name can stand on every disk and in an address."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from projects import write
from publishing.content.kinds import is_made
from publishing.desk.repair.names import rename_files
from publishing.problems.problem import Problem
from publishing.reading.names import is_plain, tidy
from publishing.reading.tree import SourceFile, find_sources

FOLDER = "briefings/general"

LEFT_BEHIND = ("#genogram.md#", ".#genogram.md", "genogram.md~", ".genogram.md.swp", "genogram.md.swp", "genogram.md.swo", "4913", "~$genogram.docx", "~WRL0001.tmp", ".~lock.genogram.odt#",
               "._genogram.md", ".DS_Store", "Thumbs.db", "thumbs.db", "Desktop.ini", "Icon\r", "genogram.md.bak", "genogram.md.BAK", "genogram.md.orig", "genogram.md.rej", "genogram.md.save",
               "genogram.md___jb_tmp___", "__MACOSX/genogram.md", "@eaDir/genogram.md", "nppBackup/genogram.md", ".obsidian/app.md", "genogram.temp", ".genogram.md.icloud")


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_programs_leave_behind_is_no_content(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/{name}", "Words")
    problems: list[Problem] = []
    assert find_sources(tmp_path, problems) == [] and problems == []


def test_a_lock_of_emacs_leads_nowhere_and_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/genogram.md", "Words")
    (tmp_path / FOLDER / ".#genogram.md").symlink_to("sam@laptop.4711")
    problems: list[Problem] = []
    assert [source.file for source in find_sources(tmp_path, problems)] == [f"{FOLDER}/genogram.md"] and problems == []


REFUSED = {
    "Genogram.md": "file-name", "my page.md": "file-name", "genogram.md ": "file-name", "genogram.md.": "file-name", "genogram .md": "file-name", " genogram.md": "file-name", "genogram..md": "file-name", "genogram.MD": "file-name",
    "café.md": "file-name", "a--b.md": "file-name", "-a.md": "file-name", "a_.md": "file-name", "a.tar.gz": "file-name", "x" * 101 + ".md": "file-name", "?.md": "file-name", "a&b.md": "file-name", "Part 2.md": "file-name",
    **dict.fromkeys(("con.md", "prn.pdf", "aux.md", "nul.png", "com1.md", "com9.md", "lpt1.csv", "CON.md", "aux", "con.tar.gz", "nul .md", "aux/page.md", "com0.md"), "file-name-of-windows"),
    **dict.fromkeys(("genogram (Sam's conflicted copy 2031-01-01).md", "genogram (conflicted copy 2031-01-01 101010).md", "genogram.sync-conflict-20310101-101010-ABCDEFG.md", "genogram_conflict-20310101-101010.md",
                     "genogram (Case Conflict).md", "genogram [conflict].md", "tree (1).md", "tree - Copy.md", "tree - Copy (2).md", "tree copy.md", "tree 2.md", "tree-DESKTOP-AB12CD3.md", "tree-Sams-Laptop.md"), "second-copy"),
    "Tree.md": "file-name-taken", "tree!.md": "file-name-taken",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_cannot_stand_is_refused_once(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/tree.md", "Words")
    write(tmp_path, f"{FOLDER}/{name}", "Words")
    problems: list[Problem] = []
    find_sources(tmp_path, problems)
    assert [problem.rule.id for problem in problems] == [REFUSED[name]]


@pytest.mark.parametrize("name", [name for name, rule in REFUSED.items() if rule in ("file-name", "file-name-of-windows") and "/" not in name])
def test_the_name_that_a_message_gives_and_make_fix_takes_can_stand(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/{name}", "Words")
    problems: list[Problem] = []
    find_sources(tmp_path, problems)
    assert is_plain(tidy(name)) and f" {tidy(name)}, or run make fix (on GitHub: comment /fix)." in str(problems[0])
    list(rename_files(tmp_path))
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [tidy(name)]


@pytest.mark.parametrize(("name", "plain"), [("søster.md", "soster.md"), ("ØRE.md", "ore.md"), ("Łódź.md", "lodz.md"), ("æble.md", "aeble.md"), ("straße.md", "strasse.md"), ("þing-ð.md", "thing-d.md"), ("naïve.md", "naive.md")])
def test_no_letter_is_lost_from_a_name(name: str, plain: str) -> None:
    assert tidy(name) == plain


@pytest.mark.parametrize("name", [name for name, rule in REFUSED.items() if rule in ("second-copy", "file-name-taken")])
def test_two_versions_are_left_to_a_person(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/tree.md", "One")
    write(tmp_path, f"{FOLDER}/{name}", "Two")
    list(rename_files(tmp_path))
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == sorted(("tree.md", name))


@pytest.mark.parametrize("name", ["genogram.md", "conflict-of-interest.md", "managing-conflict.md", "copy.md", "tree-2.md", "2031-01.md", "console.md", "auxiliary.md", "com10.md", "null.md", "con-1.md", "lpt.md"])
def test_plain_names_pass(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"{FOLDER}/tree.md", "Words")
    write(tmp_path, f"{FOLDER}/{name}", "Words")
    problems: list[Problem] = []
    assert len(find_sources(tmp_path, problems)) == 2 and problems == []


def test_two_names_that_would_become_one_get_two(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        write(tmp_path, f"{FOLDER}/{unicodedata.normalize(form, 'café.md')}", "Words")
    problems: list[Problem] = []
    find_sources(tmp_path, problems)
    assert [(problem.rule.id, problem.values["better"]) for problem in problems] == [("file-name", "cafe.md"), ("file-name-taken", "cafe-2.md")]


@pytest.mark.parametrize(("file", "made"), [
    ("docs/search.md", True), ("docs/topics.md", True), ("docs/whats-new.md", True), ("docs/newsletters.md", True), ("docs/for.md", True), ("docs/glossary.md", True), ("docs/strategies.md", True),
    ("docs/annual-report.md", True), ("docs/search/index.md", True), ("newsletters/index.md", True), ("docs/strategies/index.md", True), ("briefings/general/index.md", True), ("docs/level-of-need.md", True),
    ("level_of_need/index.md", False), ("docs/index.md", False), ("docs/searching.md", False), ("briefings/general/search.md", False)])
def test_pages_that_the_site_makes_are_not_written(file: str, made: bool) -> None:
    assert is_made(SourceFile(file, Path(file))) is made
