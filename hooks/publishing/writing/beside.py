"""A file that will lie beside a page, as it may leave the device: under a name that can stand in an address, without names and places, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from publishing.checks import files
from publishing.checks.identifying import Known
from publishing.checks.repository import check_file
from publishing.problems.problem import Problem
from publishing.reading.names import tidy
from publishing.reading.tree import SourceFile
from publishing.writing.cleaning import cleaned


@dataclass(frozen=True)
class Beside:
    """A file as it may lie beside a page."""

    file: str
    raw: bytes
    taken_out: tuple[Problem, ...]
    """What was found in it as it was, and is there no more."""
    problems: tuple[Problem, ...]
    """What is still wrong with it, as the whole check will say."""


def made_ready(name: str, folder: str, raw: bytes, known: Known, organisations: frozenset[str], anew: bytes | None = None) -> Beside:
    """Return a file, as it was chosen under a ``name``, as it may lie in a folder of the content.

    ``anew`` is a picture that was made anew of the pixels of ``raw``; ``organisations`` may stand as an author, in small letters.
    """
    file = f"{folder}/{tidy(name)}"
    before = _problems(file, raw, known, organisations)
    new = anew or (cleaned(raw, file.rpartition(".")[2], organisations) if before else raw)
    left = _problems(file, new, known, organisations) if new != raw else before
    told = {problem.message for problem in left}
    taken_out = tuple(problem for problem in before if problem.message not in told)
    return Beside(file, new if taken_out or anew else raw, taken_out, tuple(left))


def _problems(file: str, raw: bytes, known: Known, organisations: frozenset[str]) -> Sequence[Problem]:
    """Return what the whole check says of a file's type, contents, name and words."""
    with TemporaryDirectory() as place:
        path = Path(place) / file.rpartition("/")[2]
        path.write_bytes(raw)
        return sorted({*files.check(path, file, organisations), *check_file(SourceFile(file, path), known)})
