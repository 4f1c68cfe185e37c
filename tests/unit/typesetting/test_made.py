"""What is kept is what was made, or it is made again."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from projects import write
from publishing.typesetting.made import MADE_FOLDER, Made, made_beside

NAME, OTHER = sha256(b"a name").hexdigest(), sha256(b"another").hexdigest()


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    made = [Made(tmp_path / MADE_FOLDER).get(NAME, lambda count=count: b"%d" % count) for count in range(3)]
    assert made == [b"0", b"0", b"0"] and Made(tmp_path / MADE_FOLDER).get(OTHER, lambda: b"other") == b"other"


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 100], ids=["empty", "cut", "overwritten"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    Made(tmp_path).get(NAME, lambda: b"before")
    (tmp_path / NAME).write_bytes(damage)
    assert Made(tmp_path).get(NAME, lambda: b"after") == b"after" == Made(tmp_path).get(NAME, lambda: b"")


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, "file", "no folder")
    made = Made(tmp_path / "file")
    assert made.get(NAME, lambda: b"made") == b"made"
    made.forget_unused()


def test_what_nobody_asked_for_in_a_month_is_forgotten(tmp_path: Path) -> None:
    made = Made(tmp_path)
    for name in (NAME, OTHER):
        made.get(name, lambda: b"made")
        os.utime(tmp_path / name, (time.time() - 31 * 86_400,) * 2)
    made.get(OTHER, lambda: b"")
    made.forget_unused()
    assert [path.name for path in tmp_path.iterdir()] == [OTHER]


def test_it_is_kept_where_git_knows_of_it_and_not_on_a_machine_that_builds_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("MADE")
    made_beside(tmp_path).get(NAME, lambda: b"made")
    write(tmp_path, ".gitignore", f"/{MADE_FOLDER}/\n")
    assert not (tmp_path / MADE_FOLDER).exists()
    monkeypatch.setenv("CI", "true")
    made_beside(tmp_path).get(NAME, lambda: b"made")
    assert not (tmp_path / MADE_FOLDER).exists()
    monkeypatch.delenv("CI")
    made_beside(tmp_path).get(NAME, lambda: b"made")
    assert (tmp_path / MADE_FOLDER / NAME).is_file()
    monkeypatch.setenv("MADE", str(tmp_path / "elsewhere"))
    made_beside(tmp_path).get(OTHER, lambda: b"made")
    assert (tmp_path / "elsewhere" / OTHER).is_file()
