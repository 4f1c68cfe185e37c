"""What lies in the place of a file and is none ends in a sentence, at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from projects import call


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000_000)


def _socket(path: Path) -> None:
    """A socket's address must be short, so it is made from within its folder."""
    back = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(back)


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "dangling link": (lambda path: path.symlink_to("nowhere.yml"), "this is a link to another place on disk, not a file"),
    "link to itself": (lambda path: path.symlink_to(path), "this is a link to another place on disk, not a file"),
    "link out of the project": (lambda path: path.symlink_to("/etc/hostname"), "this is a link to another place on disk, not a file"),
    "folder": (Path.mkdir, "this is a folder, not a file with text"),
    "pipe": (os.mkfifo, "this is a device of the computer, not a file with text"),
    "socket": (_socket, "this is a device of the computer, not a file with text"),
    "huge": (_huge, "this file has 50000000 KB of text"),
}


DATA_FILES = ("topics", "audiences", "sources", "contacts", "glossary", "levels", "figures/2032-33")


def test_what_lies_in_the_place_of_a_data_file_is_named(example: Path) -> None:
    for name, (make, _) in zip(DATA_FILES, MADE.values(), strict=True):
        path = example / "data" / f"{name}.yml"
        path.unlink(missing_ok=True)
        make(path)
    for command in ("check", "fix"):
        done = call(example, command)
        assert done.status == 1
        for name, (_, says) in zip(DATA_FILES, MADE.values(), strict=True):
            assert f"data/{name}.yml:1: {says}. " in done.output


def test_what_lies_in_the_place_of_a_page_is_named_or_passed_over(example: Path) -> None:
    """No page has been lost where it is passed over: git keeps no pipes, no sockets and no empty folders."""
    for number, (make, _) in enumerate(MADE.values()):
        make(example / f"docs/new-{number}.md")
    done = call(example, "check")
    for number, (made, (_, says)) in enumerate(MADE.items()):
        assert (f"docs/new-{number}.md:1: {says}. " in done.output) is (made not in ("folder", "pipe", "socket")), done.output


def test_a_link_to_a_folder_is_named_wherever_it_is_hidden(example: Path) -> None:
    """MkDocs would follow it, to the end of the disk."""
    (example / "docs/.hidden/deep").mkdir(parents=True)
    (example / "docs/.hidden/deep/root").symlink_to("/")
    (example / "newsletters/.root").symlink_to("..")
    said = call(example, "check").output
    assert all(f"{file}:1: this is a link to another place on disk" in said for file in ("docs/.hidden/deep/root", "newsletters/.root")), said


def test_what_an_editor_leaves_is_passed_over(example: Path) -> None:
    for name in ("#maps.md#", ".#maps.md", "maps.md~", ".maps.md.swp", "~$maps.docx", ".#topics.yml", "#topics.yml#"):
        for folder in ("docs", "data", "data/figures", "briefings/general"):
            (example / folder / name).symlink_to("somebody@a-computer.4711")
    assert call(example, "check").status == 0
