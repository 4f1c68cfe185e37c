"""A rule: one thing that can be wrong, in the words in which it is reported and explained.

Every message that a user can see is one: the checks, ``make check``, the build, ``make new`` and the officer's guide all
take their words from here. Each rule is a constant beside the code that finds the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.problems.problem import Fault, Problem, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. ``message`` and ``remedy`` have {places} for what differs from case to case."""

    id: str
    """Its name, which no other rule has. A file allows what a rule finds by this name."""
    group: str
    """What it belongs to, as the guide and the summary of a pull request list it."""
    message: str
    """What is wrong: a sentence without its full stop."""
    remedy: str
    """What to do: whole sentences."""
    means: str
    """Why it matters, for the guide."""
    example: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Values for the places, to show the message with."""
    severity: Severity = Severity.ERROR
    allowable: bool = False
    """Whether a file may allow what it finds, with a reason: then its id is among :data:`ALLOWABLE`."""

    def __post_init__(self) -> None:
        _BY_ID[self.id] = self

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """Let a problem that is kept name its rule, of which there is one alone."""
        return rule_called, (self.id,)

    def problem(self, file: str, line: int, /, *, found: str = "", **values: Any) -> Problem:
        """Return the problem of a place. ``found`` is what an allowance in the file may name; it is never printed."""
        return Problem(self, values, file, line, found)

    @property
    def example_message(self) -> str:
        """The message as somebody may meet it."""
        return Fault(self, self.example).message

    @property
    def example_remedy(self) -> str:
        """The remedy as somebody may meet it."""
        return Fault(self, self.example).remedy


_BY_ID: dict[str, Rule] = {}


def rule_called(name: str) -> Rule:
    """Return the rule with an id. Raises :class:`KeyError` where none has been read that is called so."""
    return _BY_ID[name]


WARNING = Severity.WARNING

FILES = "Files and their names"
FRONT_MATTER = "Front matter and data"
PARTNERSHIP = "The partnership's own data"
FIGURES = "Figures of the annual report"
SEARCH = "Words for the search"
TEXT = "Headings, links and pictures"
MACROS = "Macros: the words in double braces"
SAFE = "Nothing runs or is fetched in a reader's browser"
PRIVATE = "Nothing that identifies a child or a private person"
LANGUAGE = "Plain and respectful language"
SEVEN = "Seven minutes means seven"
URGENT = "Urgent means at a glance"
GROUPS = (FILES, FRONT_MATTER, PARTNERSHIP, FIGURES, SEARCH, TEXT, MACROS, SAFE, PRIVATE, LANGUAGE, SEVEN, URGENT)
"""What ``make check`` looks at, in the order in which it is listed."""

EMAIL = "Newsletters as email"
PAPER = "PDFs"
NEW = "What make new asks"
TAKEOVER = "What make takeover asks"
MACHINE = "What the computer refuses"
OTHER_GROUPS = (EMAIL, PAPER, NEW, TAKEOVER, MACHINE)
"""What only shows elsewhere: when the site is built, when ``make new`` writes a page or ``make takeover`` a site, and when a command cannot go on."""

ALLOWABLE = ("postcode", "email", "phone", "date-of-birth", "nhs-number", "pupil-number", "national-insurance-number", "record-number", "child-name", "name-and-age", "device-address", "account", "exact-place",
             "password", "likely-date-of-birth", "private-in-attachment", "private-in-name", "given-name", "unknown-name", "age-time-place", "child-described", "given-name-and-age", "file-author", "file-place",
             "file-details", "file-changes", "picture-of-text", "left-over", "word-to-avoid", "jargon", "reading-age",
             "nearly-seven-minutes", "same-title-elsewhere")
"""The rules whose finds a file can allow, with a reason: those where only a person can judge.

They stand here because the front matter, which must know their names, is read before any check; a test holds them
against the rules themselves.
"""


REASON = "why it may stand"
"""What stands in a message where a reason belongs."""


def allowance(rule: str, text: str) -> str:
    """Return the line of front matter that allows what ``rule`` finds, as a rule's remedy writes it; ``text`` may have {places}."""
    return f"allow: [{{{{check: {rule}, text: {text}, reason: {REASON}}}}}]"


def allow_in_front_matter(rule: str) -> str:
    """Return the end of a remedy: how a page allows what ``rule`` finds, where a person has judged that it may stand."""
    return " If it must stand, add to the front matter: " + allowance(rule, "what it is") + "."
