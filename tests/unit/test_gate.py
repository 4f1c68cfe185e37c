"""What has passed the gate is remembered, and never more than that is known of it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from unittest import mock

import pytest

from projects import call, copy_project, write
from publishing import gate
from publishing.gate import Piece, held_back
from publishing.reading.passed import CACHE_FILE, Passed

GOOD = Piece("<p>Some words.</p>", "text", "docs/a.md")
OTHER = Piece("<p>Other words.</p>", "text", "docs/a.md")
BAD = Piece("<p onclick=x>Some words.</p>", "text", "docs/a.md")


def read_by(passed: Passed, *pieces: Piece, site_address: str = "") -> int:
    """Return how many of the pieces are parsed."""
    with mock.patch.object(gate, "faults", wraps=gate.faults) as parsed:
        held_back(pieces, site_address, passed)
    return parsed.call_count


def test_what_has_passed_is_read_once(tmp_path: Path) -> None:
    first = Passed(tmp_path / "cache")
    assert read_by(first, GOOD, GOOD, BAD) == 2
    first.keep()
    again = Passed(tmp_path / "cache")
    assert read_by(again, GOOD) == 0
    assert read_by(again, BAD) == 1 and held_back([BAD], passed=again), "what did not pass is not kept"
    assert read_by(again, Piece(GOOD.html, "email", GOOD.file)) == 1, "under another list it is another piece"
    assert read_by(again, Piece(f"{GOOD.html} ", "text", GOOD.file)) == 1
    assert read_by(again, GOOD, site_address="https://northmoor.example/") == 1
    with mock.patch.object(gate, "rules_version", return_value="another"):
        assert read_by(again, GOOD) == 1
    again.keep()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "cache"]


def test_what_was_not_asked_for_is_forgotten_by_a_run_that_came_to_its_end(tmp_path: Path) -> None:
    for asks, complete, read in ((GOOD, True, 1), (OTHER, False, 1), (GOOD, False, 0), (OTHER, True, 0), (GOOD, True, 1)):
        passed = Passed(tmp_path / "cache")
        assert read_by(passed, asks) == read
        passed.keep(complete)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"another-version\n" + b"0" * 64, b"<script>", b"\n\n\n"])
def test_what_cannot_be_trusted_is_read_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cache").write_bytes(content)
    passed = Passed(tmp_path / "cache")
    assert read_by(passed, GOOD) == 1
    passed.keep()
    assert re.fullmatch("[0-9a-f]{64}", (tmp_path / "cache").read_text(encoding="ascii"))


def test_where_nothing_can_be_written_the_next_run_reads_again(tmp_path: Path) -> None:
    for file in (tmp_path / "no" / "such" / "folder", tmp_path):
        passed = Passed(file)
        assert read_by(passed, GOOD) == 1
        passed.keep()
    assert not list(tmp_path.iterdir())


def test_a_link_in_its_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "cache").symlink_to(tmp_path / "mine")
    passed = Passed(tmp_path / "cache")
    read_by(passed, GOOD)
    passed.keep()
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine" and not (tmp_path / "cache").is_symlink()


def test_it_is_kept_on_somebodys_own_machine_where_git_ignores_it(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    with mock.patch.dict(os.environ):
        os.environ.pop("CI", None)
        assert call(root, "check").status == 0 and not (root / CACHE_FILE).exists()
        write(root, ".gitignore", f"/{CACHE_FILE}*\n")
        assert call(root, "check", CI="true").status == 0 and not (root / CACHE_FILE).exists()
        assert call(root, "check").status == 0 and (root / CACHE_FILE).exists()
        with mock.patch.object(gate, "faults", side_effect=AssertionError):
            assert call(root, "check").status == 0


@pytest.mark.parametrize("template", ["cards", "since-previous", "header", "contacts", "figure-note"])
def test_every_template_of_a_page_goes_through_it_in_a_check(tmp_path: Path, template: str) -> None:
    root = copy_project(tmp_path / "project")
    path = root / "overrides" / "fragments" / f"{template}.html"
    path.write_text(f"{path.read_text(encoding='utf-8')}<object data=\"x\"></object>\n", encoding="utf-8")
    done = call(root, "check")
    assert done.status == 1 and "an element <object>" in done.output
