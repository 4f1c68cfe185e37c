"""A file that will lie beside a page, as it may leave the device: under a name that can stand in an address, without names and places, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from publishing.checks import files
from publishing.checks.attachments.pictures import sort_of
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
    chosen = f"{folder}/{tidy(name)}"
    stem, _, ending = chosen.rpartition(".")
    file = f"{stem}.{sort_of(anew)}" if anew else chosen
    if anew:  # what Word calls a picture need not be what it is
        ending = sort_of(raw) or ending
    looked_at = _found(files.check_contents, f"{stem}.{ending}", raw, organisations) if ending in files.IMAGES | files.DOCUMENTS else ()
    taken_out = {problem.message: problem for problem in looked_at}
    new = anew or (cleaned(raw, ending, organisations) if taken_out else raw)
    for problem in _found(files.check_contents, file, new, organisations) if taken_out else ():
        taken_out.pop(problem.message, None)
    new = new if taken_out or anew else raw
    words = partial(_words, known=known)
    return Beside(file, new, tuple(taken_out.values()), tuple(sorted({*_found(files.check, file, new, organisations), *_found(words, file, new, organisations)})))


def _words(path: Path, file: str, organisations: frozenset[str], known: Known) -> Iterator[Problem]:
    return check_file(SourceFile(file, path), known)


def _found(check: Callable[[Path, str, frozenset[str]], Iterable[Problem]], file: str, raw: bytes, organisations: frozenset[str]) -> list[Problem]:
    """Return what a check says of a file with these bytes."""
    with TemporaryDirectory() as place:
        path = Path(place) / file.rpartition("/")[2]
        path.write_bytes(raw)
        return list(check(path, file, organisations))
