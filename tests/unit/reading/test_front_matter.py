"""What can be wrong in front matter and in the folders is explained in plain words, on the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(("key", "said"), [
    ("topics: []", '"topics" is empty'), ("topics:", '"topics" is empty'), ("topics: {}", '"topics" is empty'), ("owner: Form #7", '"Form" is not a known role'),
    ("also_known_as: [one, two #3\n  ]", "what stands after the # on this line is left out"), ("also_known_as: [care &amp; control]", '"&amp;" is how HTML writes a sign, and would be shown as it stands'),
    ("also_known_as: [2020, Yes, 12:30, null, 0151]", None), ("also_known_as: [AT&T; more]", None), ("changes: [{date: 2026-11-24, note: Form #7 has changed.\n  }]", "what stands after the # on this line is left out"),
    ("published: 2021-03 # no day is known", None), ("changes: [{date: 9999-12-31, note: One.}]", 'date: "9999-12-31" is too far away to be meant'),
    ("published: 0001-01", 'published: "0001-01" is too far away to be meant'),
    ("draft: yes", '"draft" is neither true nor false'), ("draft: True", None), ('replaces: "\u3164"', '"replaces" is empty'), ('replaces: "&nbsp;"', '"&nbsp;" is how HTML writes a sign, and would be shown as it stands'),
])
def test_what_stands_in_front_matter_is_what_was_typed(key: str, said: str | None) -> None:
    found = [problem.partition(": ")[2] for problem in _problems(f"---\ntitle: One\nsummary: Two.\n{key}\n---")]
    assert [problem for problem in found if "topic" not in problem or "empty" in problem][:1] == ([said] if said else [])


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
    assert f"Rename it {better}, or run make fix (on GitHub: comment /fix)." == problems[0].remedy


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["---", "...", "title: One", "\n", "\n\n", "Text.", " ", "--- ", "\n---"]), max_size=9).map("\n".join))
def test_a_file_is_its_parts_one_after_the_other(source: str) -> None:
    markdown = split_front_matter(source, PAGE, [])
    body = source.removeprefix(markdown.head)
    assert markdown.source == source and markdown.text == body.strip("\n") and source.startswith(markdown.above)
    assert markdown.body_line == 1 + markdown.head.count("\n") + (bool(markdown.head) and not markdown.head.endswith("\n"))
    assert not markdown.text or source.split("\n")[markdown.text_line - 1] == markdown.text.split("\n")[0]
