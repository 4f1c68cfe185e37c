"""A result is taken from the disk only under the name of all that it was made of, and only where it is whole and ours."""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from publishing.kept import digest, on_disk
from publishing.kept.digest import Digests, NoDigest
from publishing.kept.memory import state_of
from publishing.kept.on_disk import LastingMemory
from publishing.kept.store import Store
from publishing.problems.problem import Problem
from publishing.problems.rule import FILES, Rule

RULE = Rule("only-of-a-test", FILES, "wrong", "Mend it.", "It matters.")


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[object, ...] = ()
    aside: object = field(default=None, compare=False)


DIFFERENT = (None, True, 1, 1.0, "1", b"1", (1,), [1], frozenset({1}), {1: 1}, ("a", "b"), ("ab",), ("a", ("b",)), (("a",), "b"), date(2032, 1, 1), "2032-01-01", PurePosixPath("a"), "a",
             Thing("a"), Thing("a", ("b",)), Thing("ab"), {"a": None}, {"a": ()}, ZoneInfo)
"""All but the last can be looked into."""


def test_what_differs_has_another_name() -> None:
    digests = Digests()
    assert all(digests.of(one) != digests.of(other) for one, other in combinations(DIFFERENT[:-1], 2))
    assert digests.of(Thing("a", (frozenset({"b", "c"}),))) == Digests().of(Thing("a", (frozenset({"c", "b"}),), aside=1))
    with pytest.raises(NoDigest):
        digests.of((Thing("a", (DIFFERENT[-1],)),))


def test_the_program_is_part_of_each_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "HOOKS", tmp_path / "hooks")
    seen = {tuple(digest._of_program())}
    for file, text in (("hooks/a.py", "1"), ("hooks/a.py", "2"), ("hooks/words.txt", "2"), ("templates/a.md", "2"), ("templates/a.md", "3")):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
        seen.add(tuple(digest._of_program()))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "a_package-2.0.dist-info").mkdir()
    seen.add(tuple(digest._of_program()))
    assert len(seen) == 7


class Kept:
    """A file of results, opened anew by each command."""

    def __init__(self, root: Path) -> None:
        self.root, self.made = root, 0

    def asked(self, name: str, *made_of: object) -> list[Problem]:
        """Ask for a result that reports a problem, in a command of its own; return what was reported."""
        memory, problems = LastingMemory(Store(self.root / "kept"), self.root), list[Problem]()

        def make() -> Thing:
            self.made += 1
            problems.append(RULE.problem("a.md", self.made, found="it"))
            return Thing(name, (date(2032, 1, 1), ZoneInfo("Europe/London")))

        thing = memory.told(name, made_of, problems, make)
        assert thing == Thing(name, (date(2032, 1, 1), ZoneInfo("Europe/London")))
        assert memory.result("of it", (thing,), lambda: "made of it", lasting=False) == "made of it"
        memory.keep()
        return problems


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(on_disk, "_OURS", "")  # the things of this test are results too
    return Kept(tmp_path)


def test_the_next_command_takes_over_what_is_made_of_the_same(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept.asked("a", "text", 1)
    again = kept.asked("a", "text", 1)
    assert first == again and again[0].rule is RULE and again[0].found == "it" and kept.made == 1
    assert kept.asked("a", "text", 2)[0].line == 2 and kept.asked("b", "text", 1)[0].line == 3
    assert kept.asked("a", "text", 1)[0].line == 1
    monkeypatch.setattr(on_disk, "program", lambda: b"another")
    assert kept.asked("a", "text", 1)[0].line == 4
    kept.root = kept.root / "elsewhere"
    kept.root.mkdir()
    assert kept.asked("a", "text", 1)[0].line == 5


def test_what_a_computer_says_of_a_file_is_nothing_that_lasts(kept: Kept) -> None:
    for _ in range(2):
        kept.asked("a", state_of(Path(os.__file__)))
    assert kept.made == 2


def test_what_cannot_be_written_is_made_anew(tmp_path: Path) -> None:
    for _ in range(2):
        memory = LastingMemory(Store(tmp_path / "kept"), tmp_path)
        assert memory.result("a", (1,), lambda: [lambda: 1])[0]() == 1
        memory.keep()


def asked_of(root: Path, names: Iterable[str], text: str = "text", apart: bool = False) -> tuple[list[str], list[bytes]]:
    """Ask for a result of each name, in a command of its own; return what was made, and the hashes that were looked up one by one."""
    store = Store(root / "kept")
    memory, made, looked_up, get = LastingMemory(store, root), list[str](), list[bytes](), store.get
    store.get = lambda name: (looked_up.append(name), get(name))[1]  # type: ignore[method-assign]
    for name in names:
        found = (memory.apart if apart else memory.result)((name, "a.md"), (text,), lambda name=name: (made.append(name), {name: [text]})[1])  # type: ignore[misc]
        assert found == {name: [text]}
        found[name].append("changed since")
    memory.keep()
    return made, looked_up


@pytest.mark.parametrize("most", [3, 1000])
def test_what_was_used_is_read_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(on_disk, "MOST_APART", most)
    names = [f"n{number}" for number in range(10)]
    assert asked_of(tmp_path, names)[0] == names
    made, looked_up = asked_of(tmp_path, names)
    assert made == [] and len(looked_up) < 5
    assert asked_of(tmp_path, names[:2], "another")[0] == names[:2]
    assert asked_of(tmp_path, names)[0] == [] and asked_of(tmp_path, [*names, "more"])[0] == ["more"]
    made, looked_up = asked_of(tmp_path, [*names, "more"])
    assert made == [] and len(looked_up) < 5
    monkeypatch.setattr(on_disk, "program", lambda: b"another")
    assert asked_of(tmp_path, names)[0] == names


def test_what_takes_up_much_is_not_read_together(tmp_path: Path) -> None:
    for _ in range(2):
        _, looked_up = asked_of(tmp_path, ["draft"], apart=True)
    assert asked_of(tmp_path, ["draft"], apart=True)[0] == [] and looked_up


def test_what_takes_up_much_does_not_stay_in_the_process(tmp_path: Path) -> None:
    memory, made = LastingMemory(Store(tmp_path / "kept"), tmp_path), list[str]()
    one, other = [memory.apart("draft", ("text",), lambda: [made.append("draft") or "html"]) for _ in range(2)]
    assert one == other and one is not other and made == ["draft"]
    assert memory.apart("draft", ("another",), lambda: ["other html"]) == ["other html"]


class Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("foreign", [b"", b"no pickle", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps((Runs(),))), zlib.compress(pickle.dumps("no result"))])
def test_a_foreign_file_is_not_taken_and_runs_nothing(foreign: bytes) -> None:
    assert on_disk._read(foreign) is None
