"""What has passed the gate is remembered, and never more than that is known of it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from projects import TODAY, call, copy_project
from publishing import gate
from publishing.gate import Piece, held_back
from publishing.kept.store import Store
from publishing.reading.passed import Passed

GOOD = Piece("<p>Some words.</p>", "text", "docs/a.md")
OTHER = Piece("<p>Other words.</p>", "text", "docs/a.md")
BAD = Piece("<p onclick=x>Some words.</p>", "text", "docs/a.md")


def read_by(passed: Passed, *pieces: Piece, site_address: str = "") -> int:
    """Return how many of the pieces are parsed."""
    with mock.patch.object(gate, "faults", wraps=gate.faults) as parsed:
        held_back(pieces, site_address, passed)
    return parsed.call_count


def test_what_has_passed_is_read_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert read_by(Passed(store), GOOD, GOOD, BAD) == 2
    store.keep()
    again = Passed(Store(tmp_path / "store"))
    assert read_by(again, GOOD) == 0
    assert read_by(again, BAD) == 1 and held_back([BAD], passed=again), "what did not pass is not kept"
    assert read_by(again, Piece(GOOD.html, "email", GOOD.file)) == 1, "under another list it is another piece"
    assert read_by(again, Piece(f"{GOOD.html} ", "text", GOOD.file)) == 1
    assert read_by(again, GOOD, site_address="https://northmoor.example/") == 1
    with mock.patch.object(gate, "rules_version", return_value="another"):
        assert read_by(again, GOOD) == 1


def test_where_nothing_can_be_written_the_next_run_reads_again(tmp_path: Path) -> None:
    for file in (tmp_path / "no" / "such" / "folder", tmp_path):
        store = Store(file)
        assert read_by(Passed(store), GOOD) == 1
        store.keep()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("template", ["cards", "since-previous", "header", "contacts", "figure-note"])
def test_every_template_of_a_page_goes_through_it_in_a_check(tmp_path: Path, template: str) -> None:
    root = copy_project(tmp_path / "project")
    path = root / "overrides" / "fragments" / f"{template}.html"
    path.write_text(f"{path.read_text(encoding='utf-8')}<object data=\"x\"></object>\n", encoding="utf-8")
    done = call(root, "check")
    assert done.status == 1 and "an element <object>" in done.output


def test_a_check_keeps_the_html_of_no_text(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESSES", "1")
    site = gate.check_published(example, TODAY).site
    assert site and site.pages and not site.rendered
