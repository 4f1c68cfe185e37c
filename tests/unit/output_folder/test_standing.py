"""A new folder takes over files of the old one, and nothing is ever written into a file that stands."""

from __future__ import annotations

import errno
import gzip
import os
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from publishing.output_folder.inside import OutsideError
from publishing.output_folder.standing import NewFolder, Standing, packed, sum_of, sums_of

POND, ICE = sum_of(b"Pond"), sum_of(b"Ice")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of two files with the same content and one with another."""
    for path, content in (("a/index.html", b"Pond"), ("b.txt", b"Pond"), ("c.txt", b"Ice")):
        (tmp_path / "old" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / path).write_bytes(content)
    return tmp_path / "old"


def beside(old: Path) -> tuple[Path, NewFolder]:
    new = old.with_name("new")
    new.mkdir()
    return new, NewFolder(new, Standing(old, sums_of(old) or {}))


def test_a_file_that_would_be_the_same_is_that_which_stands(old: Path) -> None:
    new, folder = beside(old)
    assert folder.write("a/index.html", "Pond") == POND and folder.write("d/e/index.html", b"Ice") == ICE and folder.write("c.txt", "Snow") not in (POND, ICE)
    assert (new / "a/index.html").samefile(old / "a/index.html") and (new / "d/e/index.html").samefile(old / "c.txt")
    assert (new / "c.txt").read_bytes() == b"Snow" and (old / "c.txt").read_bytes() == b"Ice"
    assert folder.sums == sums_of(new)


def test_what_was_written_before_is_taken_over_wholly_or_not_at_all(old: Path) -> None:
    new, folder = beside(old)
    assert not folder.take_over({"a/index.html": POND, "e.txt": sum_of(b"Snow")}) and not any(new.iterdir())
    assert folder.take_over({"b.txt": POND, "x/c.txt": ICE}) and (new / "b.txt").samefile(old / "b.txt") and (new / "x/c.txt").samefile(old / "c.txt")
    folder.write("b.txt", "Snow")
    assert (new / "b.txt").read_bytes() == b"Snow" and (old / "b.txt").read_bytes() == b"Pond"
    with pytest.raises(OutsideError):
        folder.take_over({"../b.txt": POND})


@pytest.mark.parametrize("refusal", [OSError(errno.EXDEV, "Invalid cross-device link"), OSError(errno.EMLINK, "Too many links"), NotImplementedError()])
def test_where_no_link_can_be_made_it_is_copied(old: Path, refusal: Exception) -> None:
    new, folder = beside(old)
    with mock.patch.object(os, "link", side_effect=refusal):
        folder.write("c.txt", "Ice")
    assert (new / "c.txt").read_bytes() == b"Ice" and not (new / "c.txt").samefile(old / "c.txt")


def test_beside_nothing_everything_is_written(tmp_path: Path) -> None:
    folder = NewFolder(tmp_path, Standing())
    folder.write("a/b.txt", "Pond")
    assert not folder.take_over({"c.txt": POND}) and sums_of(tmp_path) == {"a/b.txt": POND}


def test_what_is_known_is_not_read(old: Path) -> None:
    assert sums_of(old, {"c.txt": "known"}) == {"a/index.html": POND, "b.txt": POND, "c.txt": "known"}


def test_a_packed_file_bears_its_day() -> None:
    assert packed(b"Pond", date(2032, 1, 2)) == packed(b"Pond", date(2032, 1, 2)) != packed(b"Pond", date(2032, 1, 3))
    assert gzip.decompress(packed(b"Pond", date(2032, 1, 2))) == b"Pond"
