"""Whatever lies in the repository: it is as public as the pages, though nobody thinks of it as published.

Pages and data files have checks of their own. Here is the rest: attachments, what editors leave behind in the content
folders, the guide, the templates, the code and its tests.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO

from publishing.checks.identifying import Known, numbers, plain, turned
from publishing.checks.pieces import of_name, of_passage, of_source, of_table
from publishing.kept.memory import NOTHING, Memory
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allowance
from publishing.reading.attachments import LARGEST, decoded, text_of_attachment
from publishing.reading.encodings import MERGE, merge_row, utf16
from publishing.reading.fields import Key, Place, read_keys, text
from publishing.reading.tree import CONTENT_FOLDERS, IGNORED, SourceFile, read_text
from publishing.reading.yaml_source import parse_yaml

_MESSAGE = "there is a date of birth"
IN_FILE = Rule("private-in-file", PRIVATE, "{message} on this line",
               "Take it out, or take the file away. If all such details in it are invented or public on purpose, add the file and a reason to {home}.",
               "All that lies in the repository is public, whether the site shows it or not.", {"message": _MESSAGE, "home": "hooks/allowed_details.yml"})
IN_ATTACHMENT = Rule("private-in-attachment", PRIVATE, "{message} in this file{where}",
                     "Take it out and save the file again, or take the file away. If it must stand, add to the front matter of a page in the same folder: "
                     + allowance("private-in-attachment", "what it is") + ".",
                     "Whoever opens the file can read it, also where it is hidden; and what editors leave beside a page is public too.",
                     {"message": _MESSAGE, "where": " (sheet Names, column DOB)"}, allowable=True)
IN_NAME = Rule("private-in-name", PRIVATE, "{message} in the name of this file or folder",
               "Give it another name. If it must stand, add to the front matter of the page, or for another file to that of a page in the same folder: " + allowance("private-in-name", "what it is") + ".",
               "The name is part of the address, and stands in every list of files.", {"message": _MESSAGE}, allowable=True)
NOT_NEEDED = Rule("allowed-details-not-needed", PRIVATE, '"{files}" is said to hold details that may stand, and there are none', "Delete the entry.",
                  "What is allowed and not there would one day let something else through.", {"files": "tests/test_a.py"}, WARNING)

TOO_LARGE = Rule("too-large-to-look-at", PRIVATE, "this file has {size} MB, too much to be looked at for details of a person",
                 "Split it into files of less than {limit} MB, or take it away.", "What nobody has looked at must not be published.", {"size": "3.1", "limit": "2.0"})

ALLOWED = "hooks/allowed_details.yml"
"""Which files of code, guide and tests hold details of persons on purpose, and why. Content and data have allowances of their own."""
_ALLOWED_KEYS = (Key("files", text(200), "A file, or a pattern with * for several.", "files: tests/unit/test_a.py", required=True),
                 Key("reason", text(300), "Why such details stand there.", "reason: …", required=True))
_CODE = ("hooks/", "tests/", "tools/", "guide/")
"""Where numbers and addresses that are nobody's may stand as examples."""
_NOBODYS = re.compile(r"0(?:1632960|7700900|8081570|3069990|(?:11[3-8]|121|131|141|151|161)4960|1914980|2079460|2896496|2920180)\d+|\S+@(?:[\w.-]+\.)?(?:example(?:\.\w+)?|test|invalid)")
"""Telephone numbers that Ofcom keeps for drama (https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama), and names
that belong to nobody (RFC 2606 and RFC 6761), as :func:`publishing.checks.identifying.plain` returns them."""

_OF_PAGES = frozenset(("md", "markdown"))
"""Of the names of pages, however they are written: what is found in a page that cannot be read as one is told as in any page."""
_ALLOW = re.compile("^allow:", re.MULTILINE)
_ATTACHMENTS = frozenset(("docx", "pptx", "xlsx", "odt", "odp", "ods", "pdf", "svg", "zip", "mp3", "mp4"))
_NOT_OURS = frozenset(("site", "preview", "report", "node_modules", "__pycache__"))
_HIDDEN_AND_OURS = frozenset((".github", ".ci"))
_LARGEST = 2_000_000
"""Of other files, in bytes: a larger one is no text that somebody wrote."""
_SUMS = re.compile(r"\b[0-9a-f]{32,128}\b")
"""Sums over files, in lists of what is installed."""


def find_files(root: Path, left_out: Collection[str] = ()) -> list[SourceFile]:
    """Return every file of the repository in order of path: what git knows or would take in, and all in the content folders, but for some.

    Where git or its folder is not at hand, every file is returned but for what builds make. Links are left out: what they lead to is not ours.
    """
    found = {file for folder in CONTENT_FOLDERS for file in _walk(root, root / folder)}
    found.update(_known_to_git(root, found) or _walk(root, root))
    return [SourceFile(file, root / file) for file in sorted(found.difference(left_out))]


def _known_to_git(root: Path, found: Collection[str]) -> list[str]:
    """Return the files that git knows or would take in; those that were ``found`` are there."""
    if not (root / ".git").exists():
        return []
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return []
    names = (name.decode("utf-8", "surrogateescape") for name in done.stdout.split(b"\0"))
    return [name for name in names if name in found or (name and os.path.isfile(path := os.path.join(root, name)) and not os.path.islink(path))]


def _walk(root: Path, folder: Path) -> Iterator[str]:
    if folder.is_symlink():
        return
    left = [(os.fspath(folder), "" if folder == root else f"{folder.relative_to(root).as_posix()}/")]
    for inside, within in left:
        try:
            with os.scandir(inside) as found:
                entries = list(found)
        except OSError:  # as in a folder that nobody may look into
            continue
        for entry in entries:
            name = entry.name
            if entry.is_symlink():
                continue
            if entry.is_file():
                yield f"{within}{name}"
            elif entry.is_dir() and (within or (name not in _NOT_OURS and (not name.startswith(".") or name in _HIDDEN_AND_OURS))):
                left.append((entry.path, f"{within}{name}/"))


def check_repository(sources: Sequence[SourceFile], known: Known, found_there: Iterable[list[Problem]], problems: list[Problem]) -> Iterator[Problem]:
    """Find what identifies a person in files that are neither pages nor data; report to ``problems`` what is wrong with the list of exceptions.

    ``found_there`` is what :func:`found_in` has found in each.
    """
    allowed = _allowed(next((source.path for source in sources if source.file == ALLOWED), None), problems)
    seen, used = set[str](), set[str]()
    for source, found in zip(sources, found_there, strict=True):
        entries = [files for files in allowed if fnmatchcase(source.file, files)]
        seen.update(entries)
        for problem in found:
            if entries and problem.rule is IN_FILE:
                used.update(entries)
            else:
                yield problem
    for folder in sorted({folder for source in sources for folder in _folders(source.file)}):
        yield from check_name(folder, known)
    for files in sorted(seen - used):
        yield allowed[files].problem(NOT_NEEDED, files=files)


def found_in(source: SourceFile, known: Known, without_contacts: Known, memory: Memory = NOTHING) -> list[Problem]:
    """Return what identifies a person in a file; ``without_contacts`` is what is ``known`` whatever the contacts are."""
    return memory.of_file(("words of", source.file), source.path, (without_contacts,), partial(_of_file, source, known), holds=lambda seen: known.agrees(seen[1]))[0]


def _folders(file: str) -> Iterator[str]:
    while file := file.rpartition("/")[0]:
        yield file


def _allowed(path: Path | None, problems: list[Problem]) -> dict[str, Place]:
    """Return the places of the exceptions, by the files that they name."""
    if path is None:
        return {}
    document = parse_yaml(read_text(path, ALLOWED, problems) or "", ALLOWED, problems)
    places = (Place(document).at(position) for position in range(len(document.value))) if isinstance(document.value, list) else ()
    return {values["files"]: place for place in places if (values := read_keys(place, _ALLOWED_KEYS)) is not None}


def _of_file(source: SourceFile, known: Known) -> tuple[list[Problem], dict[str, bool]]:
    """Return what is wrong with a file, and what was asked of the contacts for that, with the answers."""
    asked: dict[str, bool] = {}
    return list(check_file(source, known.asking(asked))), asked


def check_file(source: SourceFile, known: Known) -> Iterator[Problem]:
    """Find what identifies a person in the name and in the words of a file."""
    yield from check_name(source.file, known)
    if source.file.partition("/")[0] not in CONTENT_FOLDERS:  # where a name is told to be unusable
        yield from turned(of_name(source.file), source.file)
    try:
        with source.path.open("rb") as opened:
            yield from _of_contents(opened, source, known)
    except OSError:  # gone since it was found, or not ours to read: what nobody can read is not published
        return


def _of_contents(opened: BinaryIO, source: SourceFile, known: Known) -> Iterator[Problem]:
    file, ending = source.file, source.file.rpartition(".")[2].lower()
    has_parts, in_content = ending in _ATTACHMENTS, file.partition("/")[0] in CONTENT_FOLDERS
    size, start, limit = os.fstat(opened.fileno()).st_size, opened.read(8000), LARGEST if has_parts else _LARGEST
    if not has_parts and b"\0" in start and not utf16(start):
        return  # no text: a picture, film or program
    if size > limit:
        if not (in_content and (has_parts or ending == "csv") and size > LARGEST):  # else it is told that it is too large for readers
            yield TOO_LARGE.problem(file, 1, size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.1f}")
        return
    if has_parts:
        yield from _of_attachment(source.path, file, known)
        return
    words = decoded(start + opened.read()).replace("\r\n", "\n").replace("\r", "\n")
    if file.partition("/")[0] not in (*CONTENT_FOLDERS, "data", "tests") and (row := merge_row(words)):  # what others look at, and what tests hold
        yield MERGE.problem(file, row)
    yield from turned(of_source(words), file)
    allows = _ALLOW.search(words) is not None
    for problem in _of_words(words, ending == "csv", known.whoever):
        if known.has(problem.found, problem.rule):
            continue
        elif in_content and ending in _OF_PAGES and not IGNORED.search(file):
            if not allows:  # nobody can read what is allowed
                yield replace(problem, file=file)
        elif in_content:
            yield IN_ATTACHMENT.problem(file, problem.line, found=problem.found, message=_said(problem), where="")
        elif not (file.startswith(_CODE) and _NOBODYS.fullmatch(plain(problem.found))):
            yield IN_FILE.problem(file, problem.line, found=problem.found, message=_said(problem), home=ALLOWED)


def _of_attachment(path: Path, file: str, known: Known) -> Iterator[Problem]:
    told = set[tuple[str, Rule, str]]()
    for passage in text_of_attachment(path):
        for problem in numbers(of_passage(passage), file, known):
            once = passage.where.partition(", column ")[0], problem.rule, problem.found  # a cell stands in its column and in its row
            if once in told:
                continue
            told.add(once)
            yield IN_ATTACHMENT.problem(file, 1, found=problem.found, message=_said(problem), where=f" ({passage.where})" if passage.where else "")


@lru_cache(maxsize=2000)
def _of_words(words: str, is_table: bool, whose: Known) -> tuple[Problem, ...]:
    """Return what is found in a text, whoever it belongs to. Kept, because few files change between two builds of one process."""
    parts = list(of_table(words)) if is_table else []
    return tuple(numbers(parts or of_source(_SUMS.sub("", words)), "", whose))


def check_name(file: str, known: Known) -> Iterator[Problem]:
    """Find what identifies a person in the name of a file."""
    for problem in numbers(of_name(file), file, known):
        yield IN_NAME.problem(file, 1, found=problem.found, message=_said(problem))


def _said(problem: Problem) -> str:
    return problem.rule.message.partition(" on this line")[0]
