"""What the page to write on asks of Python while somebody types: plain values in, JSON out. It runs on the officer's device."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from publishing.checks.left_overs import LEFT_OVERS
from publishing.content.help_notes import HELP_LEFT, STILL_THE_TEMPLATES
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE
from publishing.reading.fields import MISSING
from publishing.templating.fragments import take_modules
from publishing.words.addresses import WRITE, relative
from publishing.writing.one_page import Repository
from publishing.writing.read_before import links_below, take_up

if TYPE_CHECKING:
    from publishing.desk.word.pictures import Crop

# What only a repair or a Word file needs is imported then: the page waits for the checks.


class Device:
    """The checks on a device, with all that is published beside the page that somebody writes."""

    def __init__(self, root: str, today: str) -> None:
        """Read the repository below ``root``, and ahead what the first page would have to wait for; ``today`` is a day as ``2027-01-31``."""
        import publishing.desk.repair
        import publishing.desk.word.document  # noqa: F401

        take_up(Path(root))
        take_modules(Path(root) / "overrides", Path(root) / "hooks" / "templates")
        self._repository = Repository(Path(root), date.fromisoformat(today), links_below(Path(root)))
        self._repository.prepare()

    def begin(self, today: str) -> None:
        """Let it be another day than that on which the repository was read: a browser keeps what was read then."""
        self._repository.today = date.fromisoformat(today)

    def lay_beside(self, names: str, raws: Iterable[bytes]) -> None:
        """Take note of the files that will lie beside the page, as its pictures do: a JSON list of their names, and what is in each."""
        folder = Path(tempfile.gettempdir()) / "beside"
        folder.mkdir(exist_ok=True)
        self._repository.beside = {name: folder / name for name in json.loads(names)}
        for path, raw in zip(self._repository.beside.values(), raws, strict=True):
            path.write_bytes(bytes(raw))

    def check(self, file: str, text: str) -> str:
        """Return what is wrong with a page: each problem's line and words, the key that is missing, if one is, whether it keeps the page from leaving the device, and the file of another page, if it is there."""
        return json.dumps([_said(problem, file) for problem in self._repository.problems(file, text.encode("utf-8", "replace"))])

    def mended(self, file: str, text: str) -> str:
        """Return the page as ``make fix`` would leave it, what it would do, and which problems are then gone: their places in the list that :meth:`check` returns."""
        from publishing.desk.repair import repaired_page

        new, done = repaired_page(text.encode("utf-8", "replace"), file)
        if new is None or new == text:
            return json.dumps({"text": text, "done": [], "gone": []})
        left = {(problem.rule.id, problem.message) for problem in self._repository.problems(file, new.encode())}
        before = self._repository.problems(file, text.encode("utf-8", "replace"))
        return json.dumps({"text": new, "done": done, "gone": [place for place, problem in enumerate(before) if (problem.rule.id, problem.message) not in left]})

    def view(self, file: str, text: str) -> str:
        """Return the page's title, summary and text as readers would see them; its links and pictures as they are found from the page to write on."""
        shown = self._repository.view(file, text.encode("utf-8", "replace"))
        return json.dumps(None if shown is None else {**shown, "html": _found_from_here(shown["html"], shown["address"])})

    def word(self, name: str, raw: bytes, kind: str) -> str:
        """Return what came of a Word file: its title, its text in the parts that a kind must have and which of these were not found, what did not come along, and of each picture what it shows, with the part of it that is shown.

        The pictures themselves are left for the device to make anew: :meth:`picture`.
        """
        from publishing.desk.new_resource import in_parts_of, template
        from publishing.desk.word import document

        self._pictures: dict[int, tuple[bytes, Crop]] = {}

        def kept(raw: bytes, crop: Crop) -> tuple[bytes, str] | None:
            self._pictures[len(self._pictures) + 1] = raw, crop
            return (str(len(self._pictures)).encode(), "png") if raw else None

        try:
            found = document.read_word_bytes(name, bytes(raw), kept)
        except document.NotRead as reason:
            return json.dumps({"refused": str(reason)})
        pictures = [{"number": number, "kept": int(picture.raw), "words": " ".join(picture.words.split()), "crop": vars(self._pictures[int(picture.raw)][1])}
                    for number, picture in found.pictures.items()]
        body, missing = in_parts_of(kind, found.body, template(kind))
        return json.dumps({"title": found.title, "body": body, "missing": missing, "left": [str(fault) for fault in found.left], "pictures": pictures})

    def pasted(self, html: str) -> str:
        """Return what was copied out of Word, or of another program that copies HTML: its text, what did not come along, and of each picture its address and its words."""
        from publishing.desk.word.clipboard import read_pasted

        found = read_pasted(html)
        return json.dumps({"body": found.body, "left": [str(fault) for fault in found.left], "pictures": found.pictures})

    def file(self, name: str, folder: str, raw: bytes, anew: bytes | None = None) -> str:
        """Return of a file that is to lie in a page's folder its name there, its size before and after in bytes, what was taken out of it, and what is still wrong with it.

        ``anew`` is a picture that the page has made anew of the file's pixels. The file itself is left for :meth:`file_ready`.
        """
        before = bytes(raw)
        found = self._repository.made_ready(name, folder, before, bytes(anew) if anew else None)
        self._file = found.raw
        return json.dumps({"name": found.file.rpartition("/")[2], "before": len(before), "after": len(found.raw), "takenOut": [problem.message for problem in found.taken_out],
                           "problems": [_said(problem, found.file) for problem in found.problems]})

    def file_ready(self) -> bytes:
        """Return the file that was asked for last, as it may leave the device."""
        return self._file

    def named(self, title: str) -> str:
        """Return the name that the file of a page with a title has, without its ending; nothing where the title has neither a letter nor a digit."""
        from publishing.desk.new_resource import file_name

        return file_name(title)

    def picture(self, number: int) -> bytes:
        """Return a picture of the Word file that was read last, as it lies in it."""
        return self._pictures[number][0]


def _said(problem: Problem, file: str) -> dict[str, Any]:
    stops = problem.rule.group == PRIVATE or problem.rule in (*LEFT_OVERS, HELP_LEFT, STILL_THE_TEMPLATES)
    missing = problem.values["name"] if problem.rule is MISSING else ""
    return {"rule": problem.rule.id, "file": problem.file if problem.file != file else "", "line": problem.line, "missing": missing, "severity": problem.severity, "message": problem.message, "remedy": problem.remedy, "means": problem.rule.means, "stops": stops}


_ADDRESS = re.compile(r'(?<= )(href|src)="([^"]*)"')


def _found_from_here(html: str, address: str) -> str:
    """Return HTML of a page with its own links and pictures as they are found from the page to write on."""
    def here(found: re.Match[str]) -> str:
        return found[0] if re.match(r"[a-z]+:|#", found[2]) else f'{found[1]}="{relative(urljoin(address, found[2]), WRITE)}"'

    return _ADDRESS.sub(here, html)
