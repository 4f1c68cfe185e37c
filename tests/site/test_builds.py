"""A build gives a whole new site or leaves the old one, and the same bytes wherever it runs."""

from __future__ import annotations

import os
import random
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
from PIL import Image
from projects import TODAY, bytes_of, copy_project, on_day, problems, run, write
from publishing.output_folder import replace as folders
from publishing.output_folder.replace import new_folder, recover, replace_folder
from pypdf import PdfWriter

FUTURE = """---
title: From the future
summary: A briefing that is dated after the day of the build, to see that no build shows it.
published: {published}
topics: [neglect]
---
Text.
"""
DRAFT = """---
title: Only a draft
summary: A briefing that is still being written, to see that no build shows it.
topics: [neglect]
draft: true
---
Text.
"""


def test_two_builds_of_one_commit_are_the_same_bytes(real_project: Path, tmp_path: Path) -> None:
    """In another folder, under a path with a space, with files written in another order and at another time."""
    other = tmp_path / "another folder" / "project"
    files = sorted((path for path in real_project.rglob("*") if path.is_file() and "site" not in path.relative_to(real_project).parts[0]), reverse=True)
    for path in files:
        copy = other / path.relative_to(real_project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (0, 0))
    done = run(other, "build", LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    assert done.status == 0, done.output
    assert bytes_of(other / "site") == bytes_of(real_project / "site")


def test_from_one_day_to_another_only_notices_of_time_change(real_project: Path, tmp_path: Path) -> None:
    """Review notices, ended periods and future resources may depend on the day; nothing else does."""
    later = copy_project(tmp_path / "later", content=real_project)
    assert run(later, "build", today=TODAY + timedelta(days=1)).status == 0
    assert bytes_of(later / "site") == bytes_of(real_project / "site")
    assert run(later, "build", today=date(2029, 1, 1)).status == 0
    before, after = bytes_of(real_project / "site"), bytes_of(later / "site")
    assert before.keys() == after.keys()
    changed = [file for file in before if before[file] != after[file]]
    assert changed
    for file in changed:
        assert without_notices(after[file].decode()) == without_notices(before[file].decode()), file


def without_notices(html: str) -> str:
    """Return a page without what may depend on the day."""
    html = re.sub(r'<div class="notice notice--stop"><p><strong>This page is past its review day.*?</div>\n', "", html)
    html = html.replace("; that day has passed", "")
    return re.sub(r'\n?<span class="label">Period ended</span>| \(ended\)', "", html)


def test_drafts_and_the_future_are_in_no_build(project: Path) -> None:
    write(project, "briefings/general/only-a-draft.md", DRAFT)
    write(project, "briefings/general/from-the-future.md", FUTURE.format(published="2026-12"))
    assert run(project, "build").status == 0
    for path in (project / "site").rglob("*"):
        assert "draft" not in path.name and "future" not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert b"Only a draft" not in content and b"From the future" not in content, path
    assert run(project, "build", today=date(2026, 12, 1)).status == 0
    site = BuiltSite(project / "site")
    assert "From the future" in site.page("/whats-new/").text
    assert not site.has("/briefings/general/only-a-draft/")


@pytest.mark.parametrize(("text", "reason"), [(DRAFT, "a draft"), (FUTURE.format(published="2027-01"), "dated in the future")])
def test_a_link_to_what_is_not_published_is_reported(project: Path, text: str, reason: str) -> None:
    write(project, "briefings/general/unfinished.md", text)
    write(project, "docs/new.md", "---\ntitle: New\nsummary: A page that links to what is not published yet.\n---\n[x](../briefings/general/unfinished.md)\n")
    assert problems(project) == [
        f"docs/new.md:5: the link leads to briefings/general/unfinished.md, which is {reason} and will not be published. "
        "Take the link out until that page is published."]


def test_images_and_documents_are_published_only_when_a_page_names_them(project: Path) -> None:
    for name in ("named", "unnamed"):
        Image.new("RGB", (8, 8)).save(project / "docs" / f"{name}.png")
    poster = PdfWriter()
    poster.add_blank_page(100, 100)
    poster.add_attachment("data.bin", random.Random(1).randbytes(700_000))
    poster.write(project / "briefings" / "general" / "poster.pdf")
    write(project, "briefings/general/new.md",
          "---\ntitle: New\nsummary: A page that shows an image and has a poster to download.\n"
          "attachments: [{file: poster.pdf, title: Poster, language: Welsh, accessible: false}]\n---\n![A house](../../docs/named.png)\n")
    assert run(project, "build").status == 0
    site = BuiltSite(project / "site")
    assert site.has("/named.png") and site.has("/briefings/general/poster.pdf") and not site.has("/unnamed.png")
    assert "Poster (PDF, 701 KB, in Welsh; may not work with a screen reader)" in site.page("/briefings/general/new/").text
    assert site.broken_links() == []


# What a killed build leaves

def make(folder: Path, content: str) -> Path:
    folder.mkdir()
    (folder / "page").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("can_swap", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_swap: bool) -> None:
    if not can_swap:
        monkeypatch.setattr(folders, "_swap", lambda first, second: False)
    target = make(tmp_path / "site", "old")
    new = new_folder(target)
    (new / "page").write_text("new", encoding="utf-8")
    replace_folder(new, target)
    assert bytes_of(tmp_path) == {"site/page": b"new"}


def test_a_build_killed_between_the_two_steps_is_put_right_by_the_next(tmp_path: Path) -> None:
    """Where the system cannot swap folders, a kill can leave the old site moved away."""
    make(tmp_path / ".site-old", "old")
    make(tmp_path / ".site-new", "half")
    recover(tmp_path / "site")
    assert bytes_of(tmp_path) == {"site/page": b"old"}


def test_a_build_killed_at_any_time_leaves_a_whole_site_and_the_next_clears_up(project: Path) -> None:
    assert run(project, "build").status == 0
    before = bytes_of(project / "site")
    write(project, "docs/new.md", "---\ntitle: New\nsummary: A page that the killed build was to publish.\n---\nText.\n")
    assert run(project, "build").status == 0
    after = bytes_of(project / "site")
    (project / "docs" / "new.md").unlink()
    assert run(project, "build").status == 0
    write(project, "docs/new.md", "---\ntitle: New\nsummary: A page that the killed build was to publish.\n---\nText.\n")
    leftovers = set()
    for delay in range(6):
        building = subprocess.Popen([sys.executable, "hooks/commands.py", "build"], cwd=project, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=on_day())
        while building.poll() is None and not any((project / ".site-new").rglob("*.html")):
            time.sleep(0.002)
        time.sleep(0.03 * delay)
        building.send_signal(signal.SIGKILL)
        building.wait()
        assert bytes_of(project / "site") in (before, after)
        leftovers |= {path.name for path in project.glob(".site-*")}
    assert leftovers, "no build was killed while it was writing"
    assert run(project, "build").status == 0
    assert bytes_of(project / "site") == after
    assert not list(project.glob(".site-*"))
