"""What holds anywhere stands in files of its own, and is one with what an area has."""

from __future__ import annotations

import shutil
from pathlib import Path

from projects import EXAMPLE
from publishing.data.everything import Data, read_data
from publishing.problems.problem import Problem

HELPLINE = "- {id: night-line, name: Night line, group: Helplines, for: At night., phone: '116 123', standing: current, seen: {source: far-law, dated: undated}}\n"


def read(root: Path, files: dict[str, str]) -> tuple[Data, list[str]]:
    shutil.copytree(EXAMPLE / "data", root / "data")
    for file, text in files.items():
        path = root / "data" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")
    problems: list[Problem] = []
    data = read_data(root, problems)
    assert data is not None
    return data, [f"{problem.file}: {problem.rule.id}" for problem in problems]


NATIONAL = {"national/sources.yml": "far-law: {title: A law, publisher: The land, dated: undated}\n",
            "national/contacts.yml": HELPLINE,
            "national/glossary.yml": "- {term: AAA, stands_for: Anybody, means: Whoever it is}\n"}


def test_both_are_one(tmp_path: Path) -> None:
    local = "\n- {id: day-line, name: Day line, group: Helplines, for: By day., phone: '116 000', standing: current, if_closed: night-line, seen: {source: far-law, dated: undated}}\n"
    data, problems = read(tmp_path, {**NATIONAL, "contacts.yml": local})
    assert problems == []
    assert [*data.contacts][-2:] == ["day-line", "night-line"]  # this area's own come first
    assert data.contacts["day-line"].otherwise == data.contacts["night-line"]
    assert "far-law" in data.sources and "AAA" in [term.term for term in data.glossary]
    assert data.contact_places["night-line"].document.file == "data/national/contacts.yml"


def test_what_stands_in_both_is_reported_in_the_areas_own(tmp_path: Path) -> None:
    _, problems = read(tmp_path, {**NATIONAL, "contacts.yml": f"\n{HELPLINE}", "sources.yml": NATIONAL["national/sources.yml"],
                                  "glossary.yml": f"\n{NATIONAL['national/glossary.yml']}"})
    assert problems == ["data/sources.yml: source-twice", "data/contacts.yml: contact-twice", "data/glossary.yml: term-twice"]


def test_a_national_file_that_cannot_be_read_makes_no_other_wrong(tmp_path: Path) -> None:
    local = "\n- {id: day-line, name: Day line, group: Helplines, for: By day., phone: '116 000', standing: current, if_closed: night-line, seen: {source: far-law, dated: undated}}\n"
    _, problems = read(tmp_path, {"national/sources.yml": "{", "national/contacts.yml": "{", "contacts.yml": local})
    assert {problem.partition(":")[0] for problem in problems} == {"data/national/sources.yml", "data/national/contacts.yml"}
