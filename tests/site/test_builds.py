"""A build gives a whole new site or leaves the old one, and the same bytes wherever it runs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from built_site import BuiltSite
from mkdocs_layer import CLOCK
from projects import HANGS, TODAY, build, bytes_of, copy_project, on_day, run, write
from publishing.output_folder.alone import WAITS
from publishing.pages.keeping import LIST


def test_the_next_day_on_another_machine_the_bytes_are_the_same(example_root: Path, tmp_path: Path) -> None:
    """In another folder, under a path with a space, with files written in another order and at another time."""
    other = tmp_path / "another folder" / "project"
    files = sorted((path for path in example_root.rglob("*") if path.is_file() and path.relative_to(example_root).parts[0] != "site"), reverse=True)
    for path in files:
        copy = other / path.relative_to(example_root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (0, 0))
    done = run(other, "build", today=TODAY + timedelta(days=1), LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    assert done.status == 0, done.output
    assert bytes_of(other / "site") == bytes_of(example_root / "site")


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example's site past some review days, on the last day before a page that waits."""
    root = copy_project(tmp_path_factory.mktemp("later") / "project")
    done = build(root, today=date(2033, 1, 31))
    assert done.status == 0, done.output
    return BuiltSite(root / "site")


def test_from_one_day_to_another_only_notices_of_time_change(example_site: BuiltSite, later: BuiltSite) -> None:
    """Review notices, ended periods and future resources may depend on the day, and in another year the bank holidays; nothing else does: no feed, no calendar."""
    before, after = bytes_of(example_site.folder), bytes_of(later.folder)
    assert before.keys() == after.keys()
    changed = [file for file in before if before[file] != after[file]]
    assert before[CLOCK].partition(b"\n")[2] == after[CLOCK].partition(b"\n")[2]
    changed.remove(CLOCK)
    changed.remove(LIST)  # of hashes of pages
    assert changed and all(file.endswith("index.html") for file in changed)
    for file in changed:
        assert without_notices(after[file].decode()) == without_notices(before[file].decode()), file


def without_notices(html: str) -> str:
    """Return a page without what may depend on the day."""
    html = re.sub(r'<div class="notice notice--stop"><p><strong>This page is past its review day.*?</div>\n', "", html)
    html = html.replace("; that day has passed", "").replace(" (ended)", "")
    return re.sub(r' <span class="label label--stop">(Past its review day|Period ended)</span>', "", html)


def test_past_its_review_day_a_page_says_what_to_check(later: BuiltSite) -> None:
    page = later.page("/briefings/general/journeys/")
    assert "This page is past its review day (15 December 2032). Before you rely on it, check its sources below" in page.text
    assert "a day set by the partnership; that day has passed" in page.text


NEW = "---\ntitle: New\nsummary: A page that the killed build was to publish.\n---\nText.\n"


def start(root: Path, command: str) -> subprocess.Popen[str]:
    """Start a command, as somebody at a terminal does: Ctrl-C reaches it, also where the tests run in the background."""
    return subprocess.Popen([sys.executable, "hooks/commands.py", command], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            encoding="utf-8", env=on_day(), preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # noqa: PLW1509 - no thread runs


def begun(root: Path) -> bool:
    """Say whether a build has written a page."""
    return any(name.endswith(".html") for folder in root.glob(".site-new-*") for _, _, names in os.walk(folder) for name in names)  # which does not mind that a folder goes meanwhile


def wait_until_begun(root: Path, building: subprocess.Popen[str]) -> None:
    while building.poll() is None and not begun(root):
        time.sleep(0.002)
    assert building.poll() is None, building.communicate()[0]


@pytest.mark.parametrize("delays", [(0.0, 0.1), pytest.param((0.03, 0.06, 0.09, 0.12, 0.15), marks=pytest.mark.exhaustive)], ids=["two", "five"])
@pytest.mark.parametrize("kept", [False, True], ids=["cold", "kept"])
def test_a_build_killed_at_any_time_leaves_a_whole_site_and_the_next_clears_up(example: Path, example_site: BuiltSite, delays: tuple[float, ...], kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(example_site.folder, example / "site")
    if kept:  # then the new folder has links to the files of the old one
        monkeypatch.delenv("CI", raising=False)
        (example / ".gitignore").write_text("/.kept\n/site/\n", encoding="utf-8")
        assert build(example).status == 0
    before = bytes_of(example / "site")
    write(example, "docs/new.md", NEW)
    left, leftovers = [], set()
    for delay in delays:
        building = start(example, "build")
        while building.poll() is None and not begun(example):
            time.sleep(0.002)
        time.sleep(delay)
        building.send_signal(signal.SIGKILL)
        building.communicate()
        left.append(bytes_of(example / "site"))
        leftovers |= {path.name for path in example.glob(".site-new-*")}
    assert leftovers, "no build was killed while it was writing"
    assert build(example).status == 0
    after = bytes_of(example / "site")
    assert "new/index.html" in after and {path.name for path in example.glob(".site-*")} <= ({".site-before"} if kept else set())
    assert all(site in (before, after) for site in left)


LATER = tuple(pytest.param(seconds, marks=pytest.mark.exhaustive) for seconds in (0.0, 0.2, 0.5, 1.0, 1.7, 2.4, 3.0, 3.7))


@pytest.mark.parametrize("seconds", [None, *LATER], ids=str)
def test_of_two_builds_at_once_both_are_whole_and_the_later_one_stands(example: Path, example_site: BuiltSite, seconds: float | None) -> None:
    """Some seconds apart; or the second while the first is writing."""
    first = start(example, "build")
    if seconds is None:
        wait_until_begun(example, first)
    else:
        time.sleep(seconds)
    write(example, "docs/new.md", NEW)
    second = start(example, "build")
    said = [building.communicate(timeout=HANGS)[0] for building in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], said
    assert all(re.fullmatch(rf"({re.escape(WAITS)}\n)?site/ is new: \d+ pages\.\nwrite/, the page to write on, is left out: [^\n]+\n", one) for one in said), said
    after, usual = (Counter(file.partition("/search-index/")[0] for file in bytes_of(folder)) for folder in (example / "site", example_site.folder))
    assert "new/index.html" in after and after >= usual and not list(example.glob(".site-*"))


@pytest.mark.exhaustive
@pytest.mark.parametrize("other", ["preview", "ledger", "report", "fix", "check"])
def test_another_command_beside_a_build_does_no_harm(example: Path, example_site: BuiltSite, other: str) -> None:
    building = start(example, "build")
    wait_until_begun(example, building)
    beside = start(example, other)
    said = [one.communicate(timeout=HANGS)[0] for one in (building, beside)]
    assert [building.returncode, beside.returncode] == [0, 0], said
    assert bytes_of(example / "site") == bytes_of(example_site.folder) and not list(example.glob(".*-new-*"))


@pytest.mark.parametrize("name", ["SIGTERM", *(pytest.param(name, marks=pytest.mark.exhaustive) for name in ("SIGINT", "SIGHUP"))])
def test_a_build_that_is_stopped_says_so_and_leaves_nothing_behind(example: Path, example_site: BuiltSite, name: str) -> None:
    shutil.copytree(example_site.folder, example / "site")
    building = start(example, "build")
    wait_until_begun(example, building)
    building.send_signal(getattr(signal, name))
    said = building.communicate(timeout=HANGS)[0]
    assert (building.returncode, said) == (1, "Stopped before the end. Run the same command again when you want to. site/ is as it was.\n")
    assert bytes_of(example / "site") == bytes_of(example_site.folder) and not list(example.glob(".site-*"))


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", ["check", "build", "serve", "report"])
def test_ctrl_c_at_any_time_is_no_traceback(example: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """But while Python itself starts, before it has read the first line of ours."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))
    for delay in (0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0):
        running = start(example, command)
        time.sleep(delay)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=HANGS)[0]
        assert "Traceback" not in said or "init_import_site" in said, said
    assert not list(example.glob(".*-new-*"))
