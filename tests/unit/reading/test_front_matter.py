"""What can be wrong in front matter and in the folders is explained in plain words, on the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import write
from publishing.content.kinds import Vocabulary, read_page
from publishing.problems.problem import Problem
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import SourceFile, find_sources

PAGE = "briefings/general/page.md"


def _problems(front: str, file: str = PAGE) -> list[str]:
    problems: list[Problem] = []
    markdown = split_front_matter(f"{front}\nText.\n", file, problems)
    read_page(SourceFile(file, Path(file)), markdown, Vocabulary())
    return [f"{problem.line}: {problem.message}" for problem in problems]


@pytest.mark.parametrize(("front", "said"), [
    ("title: A\nsummary: B", "1: this page does not begin with its front matter"),
    ("---\ntitle: A\nsummary: B", "1: the front matter is not closed"),
    ("---\njust words\n---", "2: the front matter has no keys"),
    ("---\ntitle: A: b\nsummary: B\n---", "2: there is a second colon on this line"),
    ('---\ntitle: "A\nsummary: B\n---', "2: a quotation mark is opened and not closed"),
    ("---\ntitle: A\nsummary: B\ntopics: [a\n---", "4: a bracket is opened and not closed, or a comma is missing"),
    ("---\ntitle: A\n\tsummary: B\n---", "3: there is a tab on this line"),
    ("---\ntitle: A\nsummary: B\ntitle: C\n---", '4: "title" is written twice (first on line 2)'),
    ("---\ntitle: &a A\nsummary: *a\n---", "2: the signs & and * copy text from elsewhere in YAML, which is not allowed here"),
    ("---\ntitle: A\nsummary: " + "[" * 2000 + "\n---", "3: brackets or lists stand inside each other far too deep"),
    ("---\ntitle: A\nsummary: B\n" + "a: b\n" * 50000 + "---", "2: there are far too many lines of keys here"),
    ("---\ntitle: 2024\nsummary: B\n---", '2: "title" is not text'),
    ("---\ntitle: A\nsummary: " + "b" * 201 + "\n---", '3: "summary" has 201 characters'),
    ("---\nsummary: B\n---", '2: "title" is missing'),
    ("---\ntitle: A\nsummary: B\npublished: 2021-13-01\n---", '4: published: "2021-13-01" is not a date'),
    ("---\ntitle: A\nsummary: B\nwritten: 2026-02-30\n---", '4: written: "2026-02-30" is not a day'),
    ("---\ntitle: A\nsummary: B\ntopics: neglect\n---", '4: "topics" is not a list'),
    ("---\ntitle: A\nsummary: B\nrender_macros: false\n---", '4: "render_macros" is not a key that is known here'),
    ("---\ntitle: A\nsummary: B\ndraft: maybe\n---", '4: "draft" is neither true nor false'),
    ("---\ntitle: A\nsummary: B\nsumary: C\n---", '4: "sumary" is not a key that is known here'),
    ("---\ntitle: A\nsummary: B\nallow: [{check: everything, text: a, reason: b}]\n---", '4: "everything" is not a known check that can be allowed'),
    ("---\ntitle: A\nsummary: B\nallow: [{check: postcode, text: a}]\n---", '4: "reason" is missing'),
])
def test_front_matter_is_explained(front: str, said: str) -> None:
    assert _problems(front)[:1] == [said]


def test_right_front_matter_is_not_named() -> None:
    assert _problems("---\ntitle: 'A: b'\nsummary: B & C *d*\npublished: 2021-03\nreview: 2022-01-01\n---") == []


def test_links_to_other_places_on_disk_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.md", "secret")
    write(tmp_path, "briefings/general/page.md", "page")
    (tmp_path / "briefings/general/link.md").symlink_to(tmp_path / "outside/secret.md")
    (tmp_path / "briefings/general/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "newsletters").symlink_to(tmp_path / "outside")
    problems: list[Problem] = []
    assert [source.file for source in find_sources(tmp_path, problems)] == ["briefings/general/page.md"]
    assert [(problem.file, problem.rule) for problem in problems] == [
        (file, "symbolic-link") for file in ("briefings/general/folder", "briefings/general/link.md", "newsletters")]


@pytest.mark.parametrize(("name", "better"), [("My Briefing (final).md", "my-briefing-final.md"), ("Génogram.md", "genogram.md"), ("a__b.md", "a-b.md"), ("page.MD", "page.md")])
def test_names_that_cannot_stand_in_an_address(name: str, better: str, tmp_path: Path) -> None:
    write(tmp_path, f"briefings/general/{name}", "page")
    problems: list[Problem] = []
    find_sources(tmp_path, problems)
    assert [(problem.file, problem.rule) for problem in problems] == [(f"briefings/general/{name}", "file-name")]
    assert f"Rename it {better}, or run make fix." == problems[0].remedy
