"""A new folder takes the place of an old one, and what a killed build left is put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import bytes_of
from publishing.output_folder import replace as folders
from publishing.output_folder.replace import new_folder, recover, replace_folder


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
