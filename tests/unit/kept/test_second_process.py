"""What a second process makes is what would have been made here, and what goes wrong there goes wrong here."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from publishing.content.text import text_alone
from publishing.kept import second_process
from publishing.kept.memory import News
from publishing.kept.second_process import LEAST, Meanwhile, Pile, in_halves, interleaved
from publishing.kept.store import STORE_FILE, Store
from publishing.problems.problem import Fault
from publishing.problems.rule import rule_called

CAN_COPY = hasattr(os, "fork") and hasattr(signal, "pthread_sigmask")


@pytest.fixture(params=[False, CAN_COPY], ids=["one", "two"], autouse=True)
def two(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether there are two processes. Tests themselves have threads, and then there would be one."""
    monkeypatch.setattr(second_process, "_two_at_once", lambda: request.param)
    return bool(request.param)


def test_half_is_made_elsewhere_and_all_comes_back_in_order(two: bool) -> None:
    for count in (0, 1, LEAST - 1, LEAST, LEAST + 1):
        halves = in_halves(range(count), lambda items: [(item, os.getpid()) for item in items])
        made = list(interleaved(halves))
        assert [item for item, _ in made] == [*range(count)]
        assert len({process for _, process in made}) == (2 if two and count >= LEAST else min(count, 1))


def test_what_is_handed_over_is_what_was_made() -> None:
    text = text_alone("# One\n\nA *word* and [a link](other.md \"Its title\").\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> [!NOTE]\n> See[^1].\n\n[^1]: Said.\n")
    fault = Fault(rule_called("link-to-no-file"), MappingProxyType({"link": "a", "file": "b"}))
    measures, same = Meanwhile(lambda: ({"blocks": text.blocks, "headings": text.headings}, fault)).result()
    assert measures == {"blocks": text.blocks, "headings": text.headings}
    assert same == fault and same.rule is fault.rule


def ends_itself() -> int:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGTERM)
    return 1


def is_refused() -> int:
    if os.getpid() != HERE:
        raise OSError("No space left on device")
    return 1


def cannot_be_handed_over() -> int:
    return 1 if os.getpid() == HERE else lambda: 1  # type: ignore[return-value]


HERE = os.getpid()


@pytest.mark.parametrize("make", [ends_itself, is_refused, cannot_be_handed_over])
def test_where_the_second_process_fails_the_same_is_made_here(make: Callable[[], int]) -> None:
    assert Meanwhile(make).result() == 1


def test_a_mistake_is_raised_here() -> None:
    def halves(items: Sequence[int]) -> list[float]:
        return [1 / (item - 3) for item in items]

    with pytest.raises(ZeroDivisionError):
        in_halves(range(LEAST), halves)


@pytest.mark.parametrize("count", [0, 1, 300, 70_000])
def test_of_a_pile_each_piece_is_taken_by_one(count: int) -> None:
    pile = Pile(range(count))
    theirs = Meanwhile(lambda: [*pile])
    ours = [*pile]
    found = theirs.result()
    assert sorted(ours + found) == [*range(count)]
    assert [*pile] == []
    pile.close()
    assert [*pile] == []


def test_of_a_pile_a_copy_takes_nothing_where_nothing_can_be_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "_file", lambda: None)
    pile = Pile("abc")
    monkeypatch.undo()
    process = os.fork() if CAN_COPY else 0
    if CAN_COPY and process == 0:
        os._exit(len([*pile]))
    assert not CAN_COPY or os.waitpid(process, 0)[1] == 0
    assert [*pile, *pile] == ["a", "b", "c"]


def test_what_nobody_asks_for_any_more_is_ended(tmp_path: Path, two: bool) -> None:
    def write() -> None:
        time.sleep(60)
        (tmp_path / "written").touch()

    meanwhile = Meanwhile(write)
    before = time.monotonic()
    meanwhile.stop()
    meanwhile.stop()
    assert time.monotonic() - before < 30 and not (tmp_path / "written").exists()


def test_who_is_stopped_while_a_copy_begins_leaves_none_behind(two: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, let_through = os.fork, signal.pthread_sigmask
    begun: list[int] = []

    def fork() -> int:
        begun.append(begin())
        return begun[-1]

    def stopped(how: int, signals: Iterable[int]) -> object:
        held = let_through(how, signals)
        if how == signal.SIG_SETMASK and os.getpid() == HERE:  # as where a signal has waited
            raise KeyboardInterrupt
        return held

    monkeypatch.setattr(os, "fork", fork)
    monkeypatch.setattr(signal, "pthread_sigmask", stopped)
    with pytest.raises(KeyboardInterrupt) if two else nullcontext():
        Meanwhile(partial(time.sleep, 60))
    assert len(begun) == two
    for process in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_one_process_where_somebody_wants_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("PROCESSES", "1")
    assert not second_process._two_at_once()


def test_what_a_second_process_keeps_is_handed_over_and_written_by_the_first(tmp_path: Path, two: bool) -> None:
    store = Store(tmp_path / STORE_FILE)
    store.put(b"before", b"written")
    store.keep()
    store.put(b"waiting", b"not yet")

    def made() -> tuple[bytes | None, bytes | None, News]:
        store.put(b"new", b"made")
        store.keep()
        return store.get(b"before"), store.get(b"waiting"), store.news()

    before, waiting, news = Meanwhile(made).result()
    assert (before, waiting) == (b"written", b"not yet")
    assert Store(tmp_path / STORE_FILE).get(b"new") == (None if two else b"made")
    store.take(news)
    store.keep()
    assert Store(tmp_path / STORE_FILE).get(b"new") == b"made"
