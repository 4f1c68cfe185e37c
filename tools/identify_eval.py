"""Say how much of what identifies a person the checks find, over a kept list of spellings, and how often they stop an ordinary sentence.

    make identify-eval                          the lists in tests/spellings/
    make identify-eval DETAILS=a.tsv ORDINARY=b.tsv   others of the same form
    make identify-eval JSON=1                   the same as JSON

A line of the first list has the rule that must find it, where it stands and the words; of the second, where it stands and the
words; parted by tabs. Each stands alone: in a page, in a data file, in a CSV or plain text file beside a page, or as a file's name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.checks.everything import Beside, check_everything
from publishing.content.text import Text, text_of
from publishing.data.language import Language
from publishing.problems.problem import Problem, Severity
from publishing.problems.rule import PRIVATE
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import SourceFile

LISTS = Path(__file__).resolve().parent.parent / "tests" / "spellings"
PAGE = "briefings/general/page.md"
HEAD = "---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n\n"
NAMES = frozenset(("Olivia", "Samuel"))
"""Given names: each partnership keeps its own list in data/language.yml."""
PLACES = ("page", "data", "csv", "text", "name")
SORTS = {"nhs-number": "an NHS number", "pupil-number": "a unique pupil number", "national-insurance-number": "a National Insurance number", "date-of-birth": "a date of birth",
         "postcode": "a full postcode", "email": "an email address", "phone": "a phone number", "record-number": "the number of somebody's record", "child-name": "there is a name", "account": "somebody's account on a social network",
         "name-and-age": "somebody's name stands beside an age or a school year", "device-address": "somebody's computer or phone on the internet", "exact-place": "a place to a few metres", "password": "a password or a key"}
"""The rules, and words by which a message about a file says the same."""


@dataclass(frozen=True)
class Spelling:
    """Words, and the rule that must find something in them: ``""`` where nothing may be found."""

    rule: str
    place: str
    words: str
    line: int

    def problems(self) -> list[Problem]:
        """Return what the checks say of a person's details where these words stand."""
        texts: dict[str, Text] = {}
        beside: list[SourceFile] = []
        data: dict[str, str] = {}
        with tempfile.TemporaryDirectory() as folder:
            if self.place == "page":
                texts[PAGE] = text_of(PAGE, split_front_matter(f"{HEAD}{self.words}\n", PAGE, []), None)
            elif self.place == "data":
                data["data/glossary.yml"] = self.words
            else:
                name = {"csv": "table.csv", "text": "notes.txt.bak"}.get(self.place, self.words)
                path = Path(folder) / name
                path.write_text("" if self.place == "name" else self.words, encoding="utf-8")
                beside.append(SourceFile(f"briefings/general/{name}", path))
            found = check_everything(texts, (), Beside(data, beside, {}, (), Language(given_names=NAMES)), ())
        return [problem for problem in found if problem.rule.group == PRIVATE]

    @cached_property
    def found(self) -> bool:
        """Whether the right rule says so, as an error."""
        return any(problem.severity is Severity.ERROR and (problem.rule.id == self.rule or SORTS[self.rule] in problem.message) for problem in self.problems())


class BadList(Exception):
    """A list cannot be read; each argument is a line that says where and what is wrong."""


def read_list(path: Path, with_rule: bool) -> list[Spelling]:
    """Read a list; lines that start with # are left out. Raises :class:`BadList` with everything that is wrong in it."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise BadList(f"{path}: this is not a text file in UTF-8 that can be read.") from None
    found, wrong = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t", 2 if with_rule else 1)
        rule, place, words = parts if with_rule and len(parts) == 3 else ("", *parts) if not with_rule and len(parts) == 2 else ("", "", "")
        if place not in PLACES or (with_rule and rule not in SORTS):
            wrong.append(f"{path}:{number}: a line needs {'a rule, ' if with_rule else ''}one of {', '.join(PLACES)}, and the words, with a tab between.")
            continue
        found.append(Spelling(rule, place, _written_out(words), number))
    if wrong or not found:
        raise BadList(*(wrong or [f"{path}: there is nothing in this list."]))
    return found


_ESCAPES = {r"\n": "\n", r"\t": "\t", r"\\": "\\"}


def _written_out(words: str) -> str:
    """Return words with their line ends, tabs and signs by number."""
    return re.sub(r"\\n|\\t|\\\\|\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES[match[0]], words)


def main() -> int:
    """Try every line and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--details", type=Path, default=LISTS / "details.tsv")
    parser.add_argument("--ordinary", type=Path, default=LISTS / "ordinary.tsv")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    details, ordinary, wrong = list[Spelling](), list[Spelling](), list[str]()
    for found, path, with_rule in ((details, arguments.details, True), (ordinary, arguments.ordinary, False)):
        try:
            found.extend(read_list(path, with_rule))
        except BadList as problem:
            wrong.extend(problem.args)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    rows = rows_of(details)
    alarms = [(sentence, problems) for sentence in ordinary if (problems := sentence.problems())]
    if arguments.json:
        print(json.dumps({"found": rows, "ordinary": len(ordinary), "false_alarms": len(alarms)}, indent=1))
        return 0
    for row in rows:
        print(row["rule"], row["count"], f"{row['recall']:.3f}")
    print(f"ordinary sentences {len(ordinary)}, false alarms {len(alarms)}")
    for spelling in details:
        if not spelling.found:
            print(f"not found ({spelling.rule}, line {spelling.line}): {spelling.words!r}")
    for sentence, problems in alarms:
        print(f"false alarm ({', '.join(sorted({problem.rule.id for problem in problems}))}, line {sentence.line}): {sentence.words!r}")
    return 0


def rows_of(details: Iterable[Spelling]) -> list[dict[str, object]]:
    """Return a row for each rule that has spellings, and one for all: how many there are, and which part of them is found."""
    found: dict[str, list[bool]] = {}
    for spelling in details:
        for name in (spelling.rule, "all"):
            found.setdefault(name, []).append(spelling.found)
    return [{"rule": name, "count": len(found[name]), "recall": round(sum(found[name]) / len(found[name]), 3)} for name in (*SORTS, "all") if name in found]


if __name__ == "__main__":
    sys.exit(main())
