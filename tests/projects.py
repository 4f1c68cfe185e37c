"""Copies of the project to build and to break, and what came of it."""

from __future__ import annotations

import copy
import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest import mock

from pypdf import PdfReader

import commands
from publishing.content.catalogue import read_content
from publishing.outputs import at_address, syndicated_files
from publishing.problems.problem import ContentError
from publishing.site import read_site
from publishing.typesetting import made
from publishing.words.dates import parse_published

ROOT = Path(__file__).resolve().parent.parent
CODE = ("hooks", "overrides", "templates", "mkdocs.yml")
CONTENT = ("briefings", "newsletters", "level_of_need", "docs", "data")

EXAMPLE = Path(__file__).resolve().parent / "example"
"""The content of a partnership that does not exist: tests of code run on it."""

KEPT = made.Made(ROOT / made.MADE_FOLDER)
"""What all builds of the tests share, so that each document and picture is made once."""

TODAY = date(2032, 11, 22)
"""The day on which the tests build it, so that they say the same tomorrow."""


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it ended."""

    status: int
    output: str

    def problems(self) -> list[str]:
        """Return the lines that name a file and a line."""
        return [line for line in self.output.splitlines() if line.count(":") >= 2 and line.split(":")[1].isdigit()]


def copy_project(target: Path, *, content: Path = EXAMPLE) -> Path:
    """Copy the code to ``target``, with the content and data below ``content``, and return ``target``."""
    for origin, names in ((ROOT, CODE), (content, CONTENT)):
        for name in names:
            source = origin / name
            if source.is_dir():
                shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target / name)
    return target


def day_of_content(root: Path) -> date:
    """Return the newest day that any page below ``root`` states: on it, everything is published.

    Tests of real content build it on that day, so that they depend on content alone, whenever they run.
    """
    fronts = (markdown.front_matter.value for markdown in read_content(root, []).markdown.values())
    stated = (parse_published(str(front.get(key))) for front in fronts if isinstance(front, dict) for key in ("published", "written", "updated"))
    return max(day.first_day for day in stated if day is not None)


HANGS = 600
"""Seconds after which a command is taken to hang: a machine that does much else takes long, and that is no fault."""


def call(root: Path, command: str, *, today: date = TODAY, **environment: str) -> Run:
    """Run one of ``hooks/commands.py`` on a project with this process's own copy of the code, much faster than :func:`run`.

    What MkDocs itself says of a build that fails is only seen with :func:`run`.
    """
    said = io.StringIO()
    with mock.patch.dict(os.environ, {**on_day(today), **environment}), redirect_stdout(said), redirect_stderr(said), mock.patch.object(made, "made_beside", lambda root: KEPT):
        status = commands.COMMANDS[command](root)
    return Run(status, said.getvalue())


def build(root: Path, *, today: date = TODAY, **environment: str) -> Run:
    """Build a project as :func:`call` does."""
    return call(root, "build", today=today, **environment)


def run(root: Path, command: str, *, today: date = TODAY, **environment: str) -> Run:
    """Run one of ``hooks/commands.py`` in a project as somebody at a terminal does, on a day of its own."""
    done = subprocess.run(
        [sys.executable, str(root / "hooks" / "commands.py"), command], cwd=root, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=HANGS,
        env={**on_day(today), **environment})
    return Run(done.returncode, done.stdout)


PATIENCE = 90
"""Seconds to wait for something that must happen: a limit against hanging, not a measure. In a browser, Python starts in a few, on a machine that does nothing else."""


@contextmanager
def previewed(root: Path) -> Iterator[str]:
    """Serve a project as make serve does, on a free port; yield its address, at which there is nothing before all is read."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "hooks/commands.py", "serve", "--address", f"127.0.0.1:{port}"], cwd=root, env=on_day(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def on_day(today: date = TODAY) -> dict[str, str]:
    """Return an environment in which a command believes that it is noon of a day."""
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return {**os.environ, "SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "PYTHONDONTWRITEBYTECODE": "1"}


def problems(root: Path, today: date = TODAY) -> list[str]:
    """Return what reading a project finds wrong, as lines: what every build does first."""
    try:
        return [str(problem) for problem in sorted(read_site(root, today).problems)]
    except ContentError as error:
        return [str(problem) for problem in sorted(set(error.problems))]


def syndicated(root: Path, *, today: date = TODAY, address: str = "", texts: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Write the feeds, fragments, calendars and emails of a project without rendering a page; return their folder.

    ``texts`` has the HTML of pages by address, as a build would have rendered it; other pages are taken to be empty.
    """
    site = read_site(root, today)
    folder = root / "site"  # no check reads it: what is made is no content
    for file, content in syndicated_files(at_address(site, address) if address else site, texts).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return folder


def write(root: Path, file: str, text: str) -> Path:
    """Write a file of a project, with the folders above it."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace ``old``, which must stand there once, by ``new``."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@contextmanager
def kept(root: Path) -> Iterator[None]:
    """Take back whatever is done below ``root`` within."""
    before = bytes_of(root)
    try:
        yield
    finally:
        for file in bytes_of(root).keys() - before.keys():
            (root / file).unlink()
        for file, content in before.items():
            if not (root / file).is_file() or (root / file).read_bytes() != content:
                (root / file).write_bytes(content)


def readable(folder: Path) -> dict[str, bytes]:
    """Return what can be read in every file below a folder: of a PDF its words, nothing of a picture, whose words are its page's, and else the bytes."""
    def words(file: str, content: bytes) -> bytes:
        if file.endswith(".png"):
            return b""
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode() if file.endswith(".pdf") else content

    return {file: words(file, content) for file, content in bytes_of(folder).items()}


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def noting(asked: set[str], kind: type[Any], value: Any, answered: Collection[str]) -> Any:
    """Return a copy of a site or catalogue that notes what it is asked for; what it asks itself in order to answer what is ``answered`` is not noted."""
    class Noting(kind):
        def __getattribute__(self, name: str) -> Any:
            if not name.startswith("__"):
                asked.add(name)
            return getattr(value, name) if name in answered else super().__getattribute__(name)

    copied = copy.copy(value)
    object.__setattr__(copied, "__class__", Noting)
    return copied
