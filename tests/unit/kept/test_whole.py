"""Whether anything at all is different from when a command last ran: every file that it could read, and what else it goes by."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from projects import ROOT
from publishing.kept.environment import COUNTS
from publishing.kept.store import STORE_FILE
from publishing.kept.whole import Facts, Said, Whole, whole_of
from publishing.output_folder.standing import sums_of

SAID = Said(1, [(False, "One problem found.\n"), (True, "A note.\n")], {"index.html": "00"})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project on somebody's own machine."""
    for name in ("CI", "KEPT", "GITHUB_STEP_SUMMARY", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    for file, text in ((".gitignore", f"/{STORE_FILE}\n"), ("mkdocs.yml", "site_name: Pond\n"), ("docs/index.md", "Pond"), ("docs/about.md", "About")):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


def whole(project: Path, *facts: str, name: str = "check") -> Whole:
    found = whole_of(project, name, lambda: Facts(facts))
    assert found is not None
    return found


def test_it_is_known_which_files_have_changed_since_these_were_kept_and_nothing_else_has(project: Path) -> None:
    first = whole(project, "monday")
    assert first.changed() is None
    first.keep(SAID, with_files=True)
    index, new = project / "docs" / "index.md", project / "docs" / "new.md"
    assert whole(project, "monday").changed() == (first.sum, ())
    index.write_text("Pool", encoding="utf-8")
    whole(project, "monday").keep(SAID)  # of other files nothing was kept
    assert whole(project, "monday").changed() == (first.sum, ("docs/index.md",))
    whole(project, "monday").keep(now := SAID._replace(status=0))
    assert whole(project, "monday").since() == (first.sum, ("docs/index.md",), now)
    assert whole(project, "tuesday").since() is whole(project, "tuesday").changed() is None and whole(project, "monday", name="build site").changed() is None
    new.write_bytes(b"")
    assert whole(project, "monday").changed() is None
    new.unlink()
    index.unlink()
    assert whole(project, "monday").changed() is None


def test_what_was_said_is_known_until_anything_differs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(project, "monday").keep(SAID)
    assert whole(project, "monday").before() == SAID
    assert whole(project, "tuesday").before() is None and whole(project, "monday", name="build site").before() is None
    index = project / "docs" / "index.md"

    def differs(change: Callable[[], object]) -> bool:
        change()
        return whole(project, "monday").before() is None

    assert differs(lambda: index.write_text("Pool", encoding="utf-8"))
    assert not differs(lambda: index.write_text("Pond", encoding="utf-8"))
    assert differs(lambda: (project / "docs" / "new.md").write_bytes(b""))
    assert differs(lambda: (project / "docs" / "new.md").rename(project / "new.md"))
    assert not differs((project / "new.md").unlink)
    assert differs(lambda: monkeypatch.setenv("SITE_URL", "https://pond.example/"))
    monkeypatch.delenv("SITE_URL")
    monkeypatch.setenv("EDITOR", "ed")
    for file in ("site/index.html", ".passed", ".made/a", "hooks/__pycache__/a.pyc", ".site-new-1/index.html", ".venv/a", "python/pyvenv.cfg"):
        (project / file).parent.mkdir(exist_ok=True, parents=True)
        (project / file).write_bytes(b"written by a command")
    assert whole(project, "monday").before() == SAID


def test_what_git_says_otherwise_meanwhile_keeps_nothing(project: Path) -> None:
    says = iter(("one commit", "another commit"))
    found = whole_of(project, "check", lambda: Facts((next(says),)))
    assert found
    found.keep(SAID)
    assert whole(project, "one commit").before() is None


def test_a_file_that_is_changed_meanwhile_keeps_nothing(project: Path) -> None:
    found = whole(project)
    (project / "docs" / "index.md").write_text("Pool", encoding="utf-8")
    found.keep(SAID)
    (project / "docs" / "index.md").write_text("Pond", encoding="utf-8")
    assert whole(project).before() is None


@pytest.mark.parametrize("change", [
    lambda project, patch: (project / "docs" / "link.md").symlink_to(project / "mkdocs.yml"),
    lambda project, patch: (project / "mkdocs.yml").write_text("site_name: !ENV POND\n", encoding="utf-8"),
    lambda project, patch: (project / ".gitignore").unlink(),
    lambda project, patch: patch.setenv("CI", "true"), lambda project, patch: patch.setenv("KEPT", "no"), lambda project, patch: patch.setenv("GITHUB_STEP_SUMMARY", "summary")])
def test_nothing_is_kept_where_nobody_can_say_what_is_read(project: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, pytest.MonkeyPatch], None]) -> None:
    change(project, monkeypatch)
    assert whole_of(project, "check", lambda: Facts(())) is None


def test_nothing_is_kept_where_git_knows_a_file_among_those_that_commands_write(project: Path) -> None:
    assert whole_of(project, "check", lambda: Facts((), ("report/by-hand.md",))) is None


def test_every_name_of_the_environment_that_we_go_by_counts() -> None:
    """But for those that say whether anything is kept, what is printed for GitHub, and those of other commands, and how many processes make the same."""
    named = {name for path in (ROOT / "hooks").rglob("*.py") for name in re.findall(r"""(?:os\.environ(?:\.get\(|\[)|\bon(?:\.get\(|\[))["'](\w+)["']""", path.read_text(encoding="utf-8"))}
    others = {"CI", "KEPT", "PORT", "PROCESSES", "REPORT_BEFORE", *(name for name in named if name.startswith("GITHUB_"))}
    assert {name for name in named - others if not COUNTS.fullmatch(name)} == set()
    assert named >= {"SITE_URL", "SOURCE_DATE_EPOCH", "MADE"}


@pytest.mark.parametrize("touch", [
    lambda site: (site / "a" / "index.html").write_text("Pool", encoding="utf-8"), lambda site: (site / "a" / "index.html").unlink(), lambda site: (site / "new").write_text("", encoding="utf-8"),
    lambda site: (site / "empty").mkdir(), lambda site: (site / "link").symlink_to("a"), lambda site: (site / "a" / "index.html").rename(site / "index.html")])
def test_a_folder_that_somebody_has_touched_is_another(tmp_path: Path, touch: Callable[[Path], None]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("Pond", encoding="utf-8")
    before = sums_of(tmp_path)
    os.utime(tmp_path / "a" / "index.html", (0, 0))
    assert before and sums_of(tmp_path) == before
    touch(tmp_path)
    assert sums_of(tmp_path) != before
