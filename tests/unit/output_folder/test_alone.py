"""One command at a time writes in a project; the next waits, and says so."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from projects import ROOT
from publishing.output_folder import alone as locks
from publishing.output_folder.alone import alone


def test_the_second_says_that_it_waits_and_begins_when_the_first_has_ended(tmp_path: Path) -> None:
    waits, begun = threading.Event(), threading.Event()
    said: list[str] = []

    def say(words: str) -> None:
        said.append(words)
        waits.set()

    def second() -> None:
        with alone(tmp_path, say) as held:
            assert held
            begun.set()

    with alone(tmp_path, say) as held:
        assert held and not waits.is_set()
        other = threading.Thread(target=second)
        other.start()
        assert waits.wait(20) and not begun.is_set()
    assert begun.wait(20)
    other.join()
    assert said == [locks.WAITS]
    assert not list(tmp_path.iterdir()), "the lock is no file that somebody would have to clear away"


def test_a_command_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    code = "import os, pathlib, sys, publishing.output_folder.alone as a\nwith a.alone(pathlib.Path(sys.argv[1]), print):\n    os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], env={"PYTHONPATH": str(ROOT / "hooks")}, check=False, timeout=60).returncode
    with alone(tmp_path, lambda said: pytest.fail("nobody is there to wait for")) as held:
        assert held


def test_where_the_disk_knows_no_locks_it_goes_on_and_says_that_it_may_not_be_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_lock", lambda handle: None)
    with alone(tmp_path, lambda said: pytest.fail("it cannot know of another")) as held:
        assert not held
