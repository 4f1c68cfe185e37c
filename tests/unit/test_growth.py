"""A check does no more for a page the more pages there are: nothing in it is quadratic."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

from generated_pages import generated_resources
from projects import TODAY, copy_project
from publishing.data.everything import read_data
from publishing.gate import check_published
from publishing.problems.problem import errors
from publishing.reading import plain_html

FEW = 100
"""Calls more or less are no sign of anything: twenty pages are not all alike."""


def calls(root: Path) -> Counter[str]:
    """Return how often a check of a project calls each function of ours, or goes on in a generator."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, what: object) -> None:
        if event == "call" and "/publishing/" in (file := frame.f_code.co_filename.replace("\\", "/")):
            counted[f"{file.rpartition('/publishing/')[2]}: {frame.f_code.co_qualname}, line {frame.f_code.co_firstlineno}"] += 1

    sys.setprofile(count)
    try:
        _, problems, _ = check_published(root, TODAY)
    finally:
        sys.setprofile(None)
    assert not errors(problems)
    return counted


def test_twenty_pages_more_are_as_much_work_as_the_twenty_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESSES", "1")  # what a second process does is not counted
    root = copy_project(tmp_path)
    data = read_data(root, [])
    assert data is not None
    resources = list(generated_resources(40, [*data.topics][:2], [*data.audiences][:2]))  # on few topics, so that all are related
    plain_html._place.cache_clear()  # it begins anew when it is full, and may be so after other tests
    calls(root)  # what is made once in a process
    found = [calls(root)]
    for start in (0, 20):
        for resource in resources[start:start + 20]:
            resource.write(root)
        found.append(calls(root))
    none, some, twice_as_many = found
    assert {name: (some[name] - none[name], twice_as_many[name] - some[name]) for name in twice_as_many
            if twice_as_many[name] - some[name] > 1.15 * (some[name] - none[name]) + FEW} == {}
