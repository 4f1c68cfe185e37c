"""A new folder takes the place of an old one, and what a killed build left is put right."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from projects import bytes_of
from publishing.output_folder import replace as folders
from publishing.output_folder.replace import aside, recover, replaced, write_whole


def make(folder: Path, content: str) -> Path:
    folder.mkdir()
    (folder / "page").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("can_swap", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_swap: bool) -> None:
    if not can_swap:
        monkeypatch.setattr(folders, "_swap", lambda first, second: False)
    target = make(tmp_path / "site", "old")
    with replaced(target) as new:
        (new / "page").write_text("new", encoding="utf-8")
    assert bytes_of(tmp_path) == {"site/page": b"new"}


@pytest.mark.parametrize("can_swap", [True, False])
def test_what_stood_there_can_be_put_aside_until_somebody_removes_what_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_swap: bool) -> None:
    if not can_swap:
        monkeypatch.setattr(folders, "_swap", lambda first, second: False)
    target = make(tmp_path / "site", "first")
    for content, put_aside in (("second", True), ("third", True), ("fourth", False)):
        before = (target / "page").read_bytes()
        with replaced(target, put_aside=put_aside) as new:
            (new / "page").write_text(content, encoding="utf-8")
        assert bytes_of(tmp_path) == {"site/page": content.encode(), **({f"{aside(target).name}/page": before} if put_aside else {})}


def test_a_build_killed_between_the_two_steps_is_put_right_by_the_next(tmp_path: Path) -> None:
    """Where the system cannot swap folders, a kill can leave the old site moved away."""
    make(tmp_path / ".site-old", "old")
    make(tmp_path / ".site-new-0a1b2c3d", "half")
    recover(tmp_path / "site")
    assert bytes_of(tmp_path) == {"site/page": b"old"}


def test_a_folder_that_is_not_finished_leaves_what_was_there(tmp_path: Path) -> None:
    target = make(tmp_path / "site", "old")
    with pytest.raises(KeyboardInterrupt) as stopped, replaced(target) as new:
        (new / "page").write_text("new", encoding="utf-8")
        raise KeyboardInterrupt
    assert bytes_of(tmp_path) == {"site/page": b"old"} and stopped.value.__notes__ == ["site/ is as it was."]


def test_a_second_step_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = make(tmp_path / "site", "old")
    monkeypatch.setattr(folders, "_swap", lambda first, second: False)
    rename = Path.rename

    def refused(path: Path, to: Path) -> Path:
        if path.name.startswith(".site-new"):
            raise PermissionError(to)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), replaced(target):
        pass
    assert bytes_of(tmp_path) == {"site/page": b"old"}


@pytest.mark.parametrize("clear", [True, False])
def test_only_who_is_alone_clears_away_what_another_may_be_building(tmp_path: Path, clear: bool) -> None:
    make(tmp_path / ".site-new-0a1b2c3d", "half")
    with replaced(tmp_path / "site", clear=clear):
        assert (tmp_path / ".site-new-0a1b2c3d").exists() is not clear


def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "theirs")
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".site-new-0a1b2c3d").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError), replaced(tmp_path / "site"):
        pass
    assert (tmp_path / "elsewhere" / "page").read_text(encoding="utf-8") == "theirs" and not list(tmp_path.glob(".site-*"))


def test_a_file_is_written_whole_with_the_mode_it_had(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_whole(path, "new")
    write_whole(tmp_path / "folder" / "other.md", b"new")
    assert bytes_of(tmp_path) == {"page.md": b"new", "folder/other.md": b"new"} and path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_a_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "page.md").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    for file in ("page.md", "new/folder/page.md"):
        with pytest.raises(OSError, match="No space"):
            write_whole(tmp_path / file, "new")
    assert bytes_of(tmp_path) == {"page.md": b"old"} and not (tmp_path / "new").exists()


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs", encoding="utf-8")
    (tmp_path / "page.md").symlink_to(tmp_path / "theirs")
    (tmp_path / folders.BEING_WRITTEN).symlink_to(tmp_path / "theirs")
    write_whole(tmp_path / "page.md", "ours")
    assert bytes_of(tmp_path) == {"page.md": b"ours", "theirs": b"theirs"}
