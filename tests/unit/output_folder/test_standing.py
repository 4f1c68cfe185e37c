"""A new folder takes over files of the old one, and nothing is ever written into a file that stands."""

from __future__ import annotations

import errno
import gzip
import os
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from projects import bytes_of
from publishing.output_folder.inside import OutsideError
from publishing.output_folder.standing import NewFolder, Standing, files_in, look, packed, sum_of, sums_of

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
    return new, NewFolder(new, Standing(old, look(old, old.with_name("aside")), old.with_name("aside")))


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


def test_what_was_put_aside_is_the_new_folder_but_for_what_is_another(old: Path) -> None:
    aside = old.with_name("aside")
    for path in ("a/index.html", "c.txt"):  # as the old folder has them
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(old / path, aside / path)
    for path in ("b.txt", "gone/index.html", "d/later.txt", "e"):
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        (aside / path).write_bytes(b"Pond")  # of which nothing is known, whatever it holds
    os.link(old / "b.txt", aside / "f.txt")
    os.link(old / "b.txt", aside / "g.txt")
    new, folder = beside(old)
    assert not aside.exists()
    with mock.patch.object(os, "link", wraps=os.link) as link:
        assert folder.take_over({"a/index.html": POND, "c.txt": ICE}) and not link.called
        assert folder.take_over({"b.txt": POND}) and link.called
    folder.write("e/f/index.html", "Snow")  # where a file lay
    folder.write("d", "Snow")  # where a folder lay
    folder.write("f.txt", "Snow")
    with open(folder.place("g.txt"), "w", encoding="utf-8") as theirs:
        theirs.write("Snow")
    folder.take_away_the_rest()
    folder.write("c.txt", "Snow")
    assert bytes_of(new) == {"a/index.html": b"Pond", "b.txt": b"Pond", "c.txt": b"Snow", "d": b"Snow", "e/f/index.html": b"Snow", "f.txt": b"Snow", "g.txt": b"Snow"}
    assert not (new / "gone").exists() and (new / "a/index.html").samefile(old / "a/index.html") and (new / "b.txt").samefile(old / "b.txt")
    assert bytes_of(old) == {"a/index.html": b"Pond", "b.txt": b"Pond", "c.txt": b"Ice"}


def test_all_that_stands_is_taken_over_but_what_is_to_be_another(old: Path) -> None:
    aside = old.with_name("aside")
    aside.mkdir()
    os.link(old / "b.txt", aside / "b.txt")
    os.link(old / "c.txt", aside / "c.txt")
    (aside / "d.txt").write_bytes(b"Snow")
    new, folder = beside(old)
    with mock.patch.object(os, "link", wraps=os.link) as link:
        folder.take_over_but({"c.txt"})
    assert link.call_count == 1, "what lies there already is not linked again"
    folder.take_away_the_rest()
    assert bytes_of(new) == {"a/index.html": b"Pond", "b.txt": b"Pond"} and (new / "b.txt").samefile(old / "b.txt") and folder.sums == sums_of(new)


@pytest.mark.skipif(os.name == "nt", reason="only somebody with more rights may make links there")
def test_a_folder_with_what_no_build_writes_is_not_begun_with(old: Path) -> None:
    aside = old.with_name("aside")
    aside.mkdir()
    assert files_in(aside) is None
    (aside / "c.txt").symlink_to(old / "c.txt")
    new, folder = beside(old)
    assert folder.take_over({"c.txt": ICE}) and (new / "c.txt").samefile(old / "c.txt") and not (new / "c.txt").is_symlink()


def test_what_a_copy_of_the_process_has_put_there_stays(old: Path) -> None:
    aside = old.with_name("aside")
    aside.mkdir()
    (aside / "a.txt").write_bytes(b"Snow")
    new, folder = beside(old)
    (new / "a.txt").unlink()
    (new / "a.txt").write_bytes(b"Ice")
    folder.sums["a.txt"] = ICE  # as it tells
    folder.take_away_the_rest()
    assert bytes_of(new) == {"a.txt": b"Ice"}


def index(old: Path, name: str) -> dict[str, bytes | str]:
    """Put a folder aside that has what stands, under an older ``name`` that comes of its content, and something else; return what is to be written."""
    (old / "index/2").mkdir(parents=True)
    for number in range(9):
        (old / f"index/2/{number}.txt").write_text(str(number), encoding="utf-8")
    (old / "index/core.txt").write_text("It is 2.", encoding="utf-8")
    aside = old.with_name("aside")
    (aside / f"index/{name}").mkdir(parents=True)
    for number in range(8):
        os.link(old / f"index/2/{number}.txt", aside / f"index/{name}/{number}.txt")
    for path in ("8.txt", "more.txt"):
        (aside / f"index/{name}" / path).write_bytes(b"Nobody wrote this.")
    return {"index/core.txt": "It is 3.", **{f"index/3/{number}.txt": str(number) for number in (0, 1, 2, 3, 4, 5, 6, 8)}, "index/3/new.txt": "Snow"}


def test_of_a_folder_whose_name_alone_is_another_nothing_is_linked_again(old: Path) -> None:
    files = index(old, "1")
    new, folder = beside(old)
    with mock.patch.object(os, "link", wraps=os.link) as link:
        assert folder.write_named_anew("index", files) == {path: sum_of(str(content).encode()) for path, content in files.items()}
    assert link.call_count == 1  # of the file that was not known to be what stands
    assert {path: content for path, content in bytes_of(new).items() if path.startswith("index/")} == {path: str(content).encode() for path, content in files.items()}
    assert bytes_of(old)["index/2/8.txt"] == b"8" and (new / "index/3/0.txt").samefile(old / "index/2/0.txt")


def test_a_copy_of_the_process_that_did_not_come_to_its_end_leaves_nothing(old: Path) -> None:
    files = index(old, "1")
    new, folder = beside(old)
    (new / "index/1").rename(new / "index/3")  # as far as it came
    before = bytes_of(old)
    folder.write_named_anew("index", files)
    folder.take_away_the_rest()
    assert bytes_of(new) == {path: str(content).encode() for path, content in files.items()} and bytes_of(old) == before


def test_a_folder_is_not_renamed_where_it_is_not_known_which(old: Path) -> None:
    files = index(old, "1")
    (old.with_name("aside") / "index/0").mkdir()
    os.link(old / "b.txt", old.with_name("aside") / "index/0/b.txt")
    new, folder = beside(old)
    folder.write_named_anew("index", files)
    folder.take_away_the_rest()
    assert bytes_of(new) == {path: str(content).encode() for path, content in files.items()} and [path.name for path in sorted((new / "index").iterdir())] == ["3", "core.txt"]


@pytest.mark.parametrize("links", [True, False])
def test_new_files_of_a_folder_that_are_the_same_are_one_where_there_are_links(old: Path, links: bool) -> None:
    files = {**index(old, "1"), **{f"index/{name}.txt": content for name, content in (("a", "Snow"), ("b", "Rain"), ("c", "Snow"))}}
    new, folder = beside(old)
    with nullcontext() if links else mock.patch.object(os, "link", side_effect=OSError):
        assert folder.write_named_anew("index", files) == {path: sum_of(str(content).encode()) for path, content in files.items()}
    folder.take_away_the_rest()
    assert bytes_of(new) == {path: str(content).encode() for path, content in files.items()}
    assert (new / "index/a.txt").samefile(new / "index/c.txt") == links
    alone = NewFolder(old.with_name("alone"), Standing())
    alone.write_named_anew("index", files)
    assert not old.with_name("alone").joinpath("index/a.txt").samefile(old.with_name("alone") / "index/c.txt")
