"""A check does no more for a page the more pages there are: nothing in it is quadratic."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from generated_pages import generated_resources
from projects import TODAY, copy_project
from publishing.data.everything import read_data
from publishing.gate import check_published
from publishing.problems.problem import errors


def calls(root: Path) -> int:
    """Return how many functions a check of a project calls, whatever they are."""
    counted = 0

    def count(frame: FrameType, event: str, what: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        _, problems = check_published(root, TODAY)
    finally:
        sys.setprofile(None)
    assert not errors(problems)
    return counted


def test_a_page_more_is_as_much_work_as_the_page_before(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    data = read_data(root, [])
    assert data is not None
    resources = list(generated_resources(40, [*data.topics][:2], [*data.audiences][:2]))  # on few topics, so that all are related
    calls(root)  # what is made once in a process
    found = [calls(root)]
    for start in (0, 20):
        for resource in resources[start:start + 20]:
            resource.write(root)
        found.append(calls(root))
    none, some, twice_as_many = found
    assert twice_as_many - some < 1.15 * (some - none)
