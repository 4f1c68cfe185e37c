"""What is wrong in content or data, said so that the person who can mend it knows where, what and how."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publishing.problems.rule import Rule


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fault:
    """What breaks a rule, before anybody knows where it stands."""

    rule: Rule
    values: Mapping[str, Any] = field(hash=False)
    """What stands in the places of the rule's message and remedy."""

    @property
    def message(self) -> str:
        """What is wrong: a sentence without its full stop."""
        return self.rule.message.format_map(self._printable)

    @property
    def remedy(self) -> str:
        """What to do: one or more whole sentences."""
        return self.rule.remedy.format_map(self._printable)

    @property
    def _printable(self) -> Mapping[str, Any]:
        return {name: printable(value) if isinstance(value, str) else value for name, value in self.values.items()}

    def at(self, file: str, line: int) -> Problem:
        """Return the same as the problem of a place."""
        return Problem(self.rule, self.values, file, line)

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}"


@dataclass(frozen=True)
class Problem(Fault):
    """One thing wrong, at one place. Problems sort by file and line."""

    file: str
    """Path from the project's root, with forward slashes."""
    line: int
    """Counted from 1; for a problem of a whole file, 1."""
    found: str = field(default="", compare=False, repr=False)
    """What an allowance in the file may name. Never printed: it may be somebody's number or address."""

    @property
    def severity(self) -> Severity:
        """Whether it stops the build."""
        return self.rule.severity

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, str, str]:
        return self.file, self.line, self.message, self.remedy

    def __str__(self) -> str:
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{printable(self.file)}:{self.line}: {mark}{super().__str__()}"


class ContentError(Exception):
    """The content or data cannot be published as it stands; ``problems`` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(report(problems))
        self.problems = tuple(problems)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def report(problems: Iterable[Problem]) -> str:
    """Return all problems, each on a line, in the order of file and line, and their count at the end."""
    ordered = sorted(set(problems))
    found = len(errors(ordered))
    counts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((found, "error"), (len(ordered) - found, "warning"))
        if count
    ]
    return "\n".join([*map(str, ordered), f"{' and '.join(counts) or 'No problem'} found."])


def printable(words: str) -> str:
    """Return what somebody wrote, a file's name or a value, as it can be printed: on one line, and taken for a command by nobody.

    A terminal would obey escape sequences, and the log of a GitHub workflow a line that begins with ``::``, or ``##[`` anywhere
    (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
    """
    plain = words if words.isprintable() else "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in words)
    return re.sub(r"^(\s*):(?=:)", r"\1: ", plain).replace("##[", "## [")


def shortened(value: object, longest: int = 60) -> str:
    """Return a value as a message can quote it, which is not for ever. What cannot be printed of it goes when the message is (:func:`printable`)."""
    words = str(value)
    return words if len(words) <= longest else words[: longest - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to ``word``; ``None`` when none is near."""
    return next(iter(difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)), None)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return 'Did you mean "…"? ' for the known word nearest to ``word``, or nothing when none is near."""
    near = nearest(word, known)
    return f'Did you mean "{near}"? ' if near else ""


def listed(words: Iterable[str]) -> str:
    """Return words as prose: ``a, b and c``."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
