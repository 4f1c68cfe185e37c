"""A result is taken over where, and only where, it would be made of the same."""

from __future__ import annotations

import os
from pathlib import Path

from publishing.kept.memory import NOTHING, Memory, contents_below, state_of


class Maker:
    """Makes something new each time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [self.times]


def test_what_is_made_of_the_same_is_made_once() -> None:
    memory, make, thing = Memory(), Maker(), object()
    assert memory.result("a", ("text", 1, thing), make) is memory.result("a", ("text", 1, thing), make)
    assert make.times == 1


def test_what_is_made_of_anything_else_is_made_anew() -> None:
    memory, make, thing = Memory(), Maker(), [1]
    for made_of in (("text", thing), ("texts", thing), ("text", [1]), ("text", thing, None), (True, thing), (1, thing), (b"text", thing), (("text", (1,)), thing)):
        memory.result("a", made_of, make)
        memory.result("a", made_of, make)
    assert make.times == 8
    memory.result("b", (("text", (1,)), thing), make)
    assert make.times == 9


def test_a_result_may_say_that_it_no_longer_holds() -> None:
    memory, make = Memory(), Maker()
    memory.result("a", (), make)
    assert memory.result("a", (), make, holds=lambda found: found == [1]) == [1]
    assert memory.result("a", (), make, holds=lambda found: found == [2]) == [2]


def test_what_was_reported_is_reported_again() -> None:
    memory, problems = Memory(), list[str]()

    def make() -> str:
        problems.append("within")
        return "made"

    for _ in range(2):
        problems[:] = ["before"]
        assert memory.told("a", (1,), problems, lambda: memory.told("b", (1,), problems, make)) == "made"
        assert problems == ["before", "within"]


def test_what_turns_out_equal_is_what_was_there_before() -> None:
    memory, first = Memory(), [1]
    assert memory.same("a", first) is first and memory.same("a", [1]) is first
    second = memory.same("a", [2])
    assert second == [2] and memory.same("a", [2]) is second
    assert memory.same("a", (2,)) == (2,)


def test_what_nobody_asked_for_is_forgotten() -> None:
    memory, make = Memory(), Maker()
    memory.result("a", (), make)
    memory.forget_the_rest()
    memory.result("a", (), make)
    memory.forget_the_rest()
    memory.forget_the_rest()
    memory.result("a", (), make)
    assert make.times == 2


def test_a_build_remembers_nothing() -> None:
    make = Maker()
    assert NOTHING.result("a", (), make) == [1] and NOTHING.result("a", (), make) == [2]
    assert NOTHING.same("a", 1) == 1 and NOTHING.same("a", 2) == 2


def test_nothing_is_sure_of_a_file_that_changed_just_now(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("text", encoding="utf-8")
    assert state_of(file) != state_of(file)
    assert state_of(tmp_path / "none.md") != state_of(tmp_path / "none.md")
    assert state_of(Path(os.__file__)) == state_of(Path(os.__file__))


def test_a_folder_is_known_by_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "within").mkdir()
    file = tmp_path / "within" / "a.yml"
    file.write_text("a: 1", encoding="utf-8")
    memory, make = Memory(), Maker()
    for change in (lambda: None, lambda: None, lambda: file.write_text("a: 2", encoding="utf-8"), lambda: file.rename(tmp_path / "a.yml"), (tmp_path / "a.yml").unlink):
        change()
        memory.result("a", contents_below(tmp_path), make)
    assert make.times == 4


def test_what_a_result_was_made_with_stays_as_long_as_that_does() -> None:
    memory, make = Memory(), Maker()

    def outer(made_of: str) -> list[int]:
        return memory.result("outer", (made_of,), lambda: [*memory.result("inner", (), make, lasting=False)])

    for _ in range(3):
        outer("a")
        memory.forget_the_rest()
    assert outer("b") == [1]
    memory.forget_the_rest()
    memory.forget_the_rest()
    assert outer("b") == [2]
