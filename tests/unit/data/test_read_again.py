"""What a data file says is read again where it, or what it rests on, has changed; and is what is read the first time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from projects import EXAMPLE, change
from publishing.data import everything
from publishing.data.everything import read_data
from publishing.kept.memory import Memory
from publishing.problems.problem import Problem


def test_who_changes_one_file_has_that_and_what_rests_on_it_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, parse = list[str](), everything.parse_yaml

    def noted(text: str, file: str, problems: list[Problem]) -> Any:
        read.append(file)
        return parse(text, file, problems)

    def again() -> list[str]:
        problems, all_problems = list[Problem](), list[Problem]()
        read.clear()
        data = read_data(tmp_path, problems, memory)
        found = sorted(read)
        anew = read_data(tmp_path, all_problems)
        assert data is not None and anew is not None
        assert {name: value for name, value in vars(data).items() if name != "documents"} == {name: value for name, value in vars(anew).items() if name != "documents"}
        assert problems == all_problems and all(document.problems is problems for name, document in data.documents.items())
        return found

    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    monkeypatch.setattr(everything, "parse_yaml", noted)
    memory = Memory()
    assert len(again()) > 15
    assert again() == []
    change(tmp_path, "data/contacts.yml", "name: Northmoor Night Team", "name: Northmoor Team at Night")
    assert again() == ["data/contacts.yml"]
    change(tmp_path, "data/contacts.yml", "standing: superseded", "standing: superceded")
    assert again() == ["data/contacts.yml"]
    assert again() == []
    sources = (tmp_path / "data/sources.yml").read_text(encoding="utf-8")
    (tmp_path / "data/sources.yml").write_text(f"{sources}\nanother-one: {{title: Another, publisher: Somebody, dated: undated}}\n", encoding="utf-8")
    assert {"data/sources.yml", "data/contacts.yml", "data/law.yml", "data/levels.yml"} == {*again()} - {"data/national/contacts.yml"}
