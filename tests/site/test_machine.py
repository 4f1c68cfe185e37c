"""Whatever the computer refuses is one sentence and status 1, and nothing is left behind: no traceback, no half of anything."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from projects import bytes_of, call, change, on_day, write

FULL = "The disk is full: not everything could be written. Make room on it. Then run the same command again."


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What is written beyond a size is refused, as by a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(("command", "kept"), [("build", "site/ is as it was."), ("preview", "There is no preview/."), ("report", "There is no report/."),
                                               ("ledger", ""), ("messages", "")])
def test_a_full_disk(example: Path, command: str, kept: str) -> None:
    write(example, "site/index.html", "The old site.")
    write(example, "guide/messages.md", "The old page.")
    before = bytes_of(example)
    with no_file_larger_than(1000):
        done = call(example, command)
    assert (done.status, done.output) == (1, f"{FULL} {kept}".rstrip() + "\n")
    assert bytes_of(example) == before


@pytest.mark.parametrize("command", ["build", "preview", "report", "ledger", "messages", "fix"])
def test_a_folder_that_may_not_be_written(example: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def refused(path: Path, *arguments: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (example / "docs/about.md").write_bytes((example / "docs/about.md").read_bytes().replace(b"\n", b"\r\n"))
    (example / "guide").mkdir()
    before = bytes_of(example)
    real = Path.open
    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(Path, "open", lambda path, mode="r", *rest, **more: real(path, mode, *rest, **more) if mode.startswith("r") else refused(path))
    done = call(example, command)
    what = {"ledger": "data", "messages": "guide", "fix": "docs"}.get(command, command.replace("build", "site"))
    assert done.status == 1 and done.output.startswith(what) and "cannot be opened or changed: it is protected. Close it" in done.output
    assert len(done.output.splitlines()) == 1 and bytes_of(example) == before


@pytest.mark.parametrize("place", ["", "nowhere/summary.md"], ids=["a folder", "in no folder"])
def test_a_summary_that_cannot_be_written(example: Path, place: str) -> None:
    done = call(example, "check", GITHUB_STEP_SUMMARY=str(example / place))
    assert done.status == 1 and done.output.startswith("No problem found.\nAddresses: git does not answer here") and len(done.output.splitlines()) == 3


@pytest.mark.parametrize("encoding", ["ascii", pytest.param("cp1252", marks=pytest.mark.exhaustive)])
def test_a_console_without_the_letters_of_a_name(example: Path, encoding: str) -> None:
    write(example, "docs/\u0141\u00f3d\u017a.md", "---\ntitle: A page\nsummary: What to do.\n---\n\nText.\n")
    done = subprocess.run([sys.executable, "hooks/commands.py", "check"], cwd=example, capture_output=True, check=False, timeout=120,
                          env={**on_day(), "PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert done.returncode == 1 and b"d\\u017a.md" in done.stdout and done.stderr.startswith(b"Addresses: git does not answer here")


def test_a_reader_that_goes_away(example: Path) -> None:
    """As head does: what the command did is done, and nobody is left to be told."""
    change(example, "docs/about.md", "title: About us", "titel: About us")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "hooks/commands.py", "check"], cwd=example, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=120, env=on_day())
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("day", ["x", "-5", "1.5", "99999999999999999"])
def test_a_day_that_is_none(example: Path, day: str) -> None:
    for command in ("check", "build"):
        done = call(example, command, SOURCE_DATE_EPOCH=day)
        assert done.status == 1 and done.output.startswith("SOURCE_DATE_EPOCH cannot be used: it is not a number of seconds since 1970. "), done.output


def test_a_missing_package_is_said_in_words(example: Path) -> None:
    write(example, "hooks/mkdocs/__init__.py", "raise ModuleNotFoundError(\"No module named 'mkdocs'\", name='mkdocs')\n")
    done = subprocess.run([sys.executable, "hooks/commands.py", "build"], cwd=example, capture_output=True, text=True, check=False, timeout=120, env=on_day())
    assert done.returncode == 1 and done.stderr.startswith('The package "mkdocs" is not installed. Run the command through make')


def test_a_configuration_that_mkdocs_cannot_read(example: Path) -> None:
    write(example, "mkdocs.yml", "site_name: [\n")
    done = call(example, "build")
    assert done.status == 1 and "mkdocs.yml" in done.output and done.output.endswith("There is no site/: nothing was published.\n")
    assert not list(example.glob(".site-*"))
