"""Twenty mistakes that a communications officer makes: each is named, one by one and all at once, and the site survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from mistakes import MISTAKES, Mistake
from projects import TODAY, Run, bytes_of, call, copy_project, kept, run, write
from publishing.problems.problem import errors
from publishing.site import check_site

CONTROL = "briefings/general/maps.md"
"""A file without a mistake."""


def test_there_are_twenty() -> None:
    assert len(MISTAKES) == 20


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example in which each test makes and takes back one mistake."""
    return copy_project(tmp_path_factory.mktemp("mistakes") / "project")


@pytest.mark.exhaustive
@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_alone_is_the_only_thing_named(one_by_one: Path, mistake: Mistake) -> None:
    with kept(one_by_one):
        mistake.make(one_by_one)
        _, problems, _ = check_site(one_by_one, TODAY)
    said = [str(problem) for problem in errors(problems)]
    assert len(said) == 1 and said[0].startswith(f"{mistake.place}: {mistake.said}. "), said


@pytest.fixture(scope="module")
def all_at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with a site that was built before, and then all twenty mistakes."""
    root = copy_project(tmp_path_factory.mktemp("mistakes") / "project")
    write(root, "site/index.html", "the last good site")
    for mistake in MISTAKES.values():
        mistake.make(root)
    return root


@pytest.fixture(scope="module")
def checked(all_at_once: Path) -> Run:
    """What the check says of all of them."""
    return run(all_at_once, "check")


def test_all_at_once_every_mistake_is_named_in_order(checked: Run) -> None:
    assert checked.status == 1
    for mistake in MISTAKES.values():
        assert any(line.startswith(f"{mistake.place}: {mistake.said}. ") for line in checked.problems()), mistake.place
    assert not [line for line in checked.output.splitlines() if line.startswith(CONTROL)]
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in checked.problems()]
    assert places == sorted(places)
    assert f"{len(MISTAKES)} errors" in checked.output


def test_the_build_says_the_same_in_the_same_words_and_keeps_the_last_good_site(all_at_once: Path, checked: Run) -> None:
    before = bytes_of(all_at_once / "site")
    built = run(all_at_once, "build")
    assert built.status == 1
    assert built.problems() == checked.problems()
    assert bytes_of(all_at_once / "site") == before and not list(all_at_once.glob(".site-*"))
    assert "Traceback" not in built.output and "nothing was published" in built.output


def test_nothing_that_was_found_about_a_person_is_printed(checked: Run) -> None:
    assert "5919" not in checked.output and "900123" not in checked.output


def test_fix_leaves_only_what_needs_a_decision(all_at_once: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", content=all_at_once)
    control = (root / CONTROL).read_bytes()
    done = run(root, "fix")
    left = {f"{mistake.place}: {mistake.said}" for mistake in MISTAKES.values() if mistake.decision}
    assert done.status == 1
    assert {line.partition(". ")[0] for line in done.problems() if ": warning: " not in line} == left
    assert "briefings/general/private-fostering-final.md" in done.output
    assert (root / CONTROL).read_bytes() == control
    again = call(root, "fix")
    assert again.output.lstrip().startswith(done.problems()[0]), "a second run finds nothing more to repair"
