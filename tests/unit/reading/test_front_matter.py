"""What can be wrong in front matter and in the folders is explained in plain words, on the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import write
from publishing.content.keys import Vocabulary
from publishing.content.kinds import read_page
from publishing.problems.problem import Problem
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import SourceFile, find_sources

PAGE = "briefings/general/page.md"


def _problems(front: str, file: str = PAGE) -> list[str]:
    problems: list[Problem] = []
    markdown = split_front_matter(f"{front}\nText.\n", file, problems)
    read_page(SourceFile(file, Path(file)), markdown, Vocabulary())
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_right_front_matter_is_not_named() -> None:
    assert _problems("---\ntitle: 'A: b'\nsummary: B & C *d\npublished: 2021-03\nreview: 2022-01-01\n---") == []


def test_links_to_other_places_on_disk_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.md", "secret")
    write(tmp_path, "briefings/general/page.md", "page")
    (tmp_path / "briefings/general/link.md").symlink_to(tmp_path / "outside/secret.md")
    (tmp_path / "briefings/general/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "newsletters").symlink_to(tmp_path / "outside")
    problems: list[Problem] = []
    assert [source.file for source in find_sources(tmp_path, problems)] == ["briefings/general/page.md"]
    assert [(problem.file, problem.rule.id) for problem in problems] == [
        (file, "symbolic-link") for file in ("briefings/general/folder", "briefings/general/link.md", "newsletters")]


@pytest.mark.parametrize(("name", "better"), [("My Briefing (final).md", "my-briefing-final.md"), ("Génogram.md", "genogram.md"), ("a__b.md", "a-b.md"), ("page.MD", "page.md")])
def test_names_that_cannot_stand_in_an_address(name: str, better: str, tmp_path: Path) -> None:
    write(tmp_path, f"briefings/general/{name}", "page")
    problems: list[Problem] = []
    find_sources(tmp_path, problems)
    assert [(problem.file, problem.rule.id) for problem in problems] == [(f"briefings/general/{name}", "file-name")]
    assert f"Rename it {better}, or run make fix." == problems[0].remedy
