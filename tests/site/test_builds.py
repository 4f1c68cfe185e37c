"""A build gives a whole new site or leaves the old one, and the same bytes wherever it runs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from built_site import BuiltSite
from mkdocs_layer import CLOCK
from projects import TODAY, build, bytes_of, copy_project, on_day, run, write


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


@pytest.mark.parametrize("delays", [(0.0, 0.1), pytest.param((0.03, 0.06, 0.09, 0.12, 0.15), marks=pytest.mark.exhaustive)], ids=["two", "five"])
def test_a_build_killed_at_any_time_leaves_a_whole_site_and_the_next_clears_up(example: Path, example_site: BuiltSite, delays: tuple[float, ...]) -> None:
    shutil.copytree(example_site.folder, example / "site")
    before = bytes_of(example / "site")
    write(example, "docs/new.md", NEW)
    left, leftovers = [], set()
    for delay in delays:
        building = subprocess.Popen([sys.executable, "hooks/commands.py", "build"], cwd=example, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=on_day())
        while building.poll() is None and not any((example / ".site-new").rglob("*.html")):
            time.sleep(0.002)
        time.sleep(delay)
        building.send_signal(signal.SIGKILL)
        building.wait()
        left.append(bytes_of(example / "site"))
        leftovers |= {path.name for path in example.glob(".site-*")}
    assert leftovers, "no build was killed while it was writing"
    assert build(example).status == 0
    after = bytes_of(example / "site")
    assert "new/index.html" in after and not list(example.glob(".site-*"))
    assert all(site in (before, after) for site in left)
