"""A rule: one thing that can be wrong, in the words in which it is reported and explained.

The checks, ``make check``, the build and the officer's guide all take their words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publishing.problems.problem import Problem, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. ``message`` and ``remedy`` have {places} for what differs from case to case."""

    id: str
    group: str
    """What it belongs to, as the summary of a pull request lists it."""
    message: str
    """What is wrong: a sentence without its full stop."""
    remedy: str
    """What to do: whole sentences."""
    means: str
    """Why it matters, for the guide."""
    example: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Values for the places, to show the message with."""
    severity: Severity = Severity.ERROR

    def problem(self, file: str, line: int, /, *, found: str = "", **values: object) -> Problem:
        """Return the problem of a place. ``found`` is what an allowance in the file may name; it is never printed."""
        return Problem(file, line, self.message.format_map(values), self.remedy.format_map(values), self.severity,
                       rule=self.id, found=found)

    @property
    def example_message(self) -> str:
        """The message as somebody may meet it."""
        return self.message.format_map(self.example)

    @property
    def example_remedy(self) -> str:
        """The remedy as somebody may meet it."""
        return self.remedy.format_map(self.example)


WARNING = Severity.WARNING

FILES = "Files and their names"
FRONT_MATTER = "Front matter and data"
TEXT = "Headings, links and pictures"
SAFE = "Nothing runs or is fetched in a reader's browser"
PRIVATE = "Nothing that identifies a child or a private person"
LANGUAGE = "Plain and respectful language"
SEVEN = "Seven minutes means seven"
GROUPS = (FILES, FRONT_MATTER, TEXT, SAFE, PRIVATE, LANGUAGE, SEVEN)
