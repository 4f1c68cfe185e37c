"""Every message that an author can meet, for the guide and for the test that keeps the guide complete.

The checks name theirs as rules. The readers of front matter and data, which have been there longer, say theirs where
they find it; those are collected from the code itself, so that none can be forgotten.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publishing.checks import everything, files, headings, html, identifying, images, language, link_text, reading_age, seven_minutes, together
from publishing.content.kinds import ALLOWABLE
from publishing.problems.problem import Problem, Severity
from publishing.problems.rule import FRONT_MATTER, TEXT, Rule
from publishing.reading import encodings, names

RULES: tuple[Rule, ...] = tuple(rule for module in (names, encodings, files, headings, link_text, images, html, identifying, together, everything,
                                                    language, reading_age, seven_minutes) for rule in module.RULES)


@dataclass(frozen=True)
class Message:
    """One message: its words, with … for what differs from case to case."""

    id: str
    group: str
    severity: Severity
    message: str
    remedy: str
    means: str
    """Why it matters; for a message of a reader, empty: its remedy says it all."""
    allowable: bool = False
    """Whether a file can allow what it finds, with a reason."""


@cache
def messages() -> tuple[Message, ...]:
    """Return every message, rules first."""
    from_rules = [Message(rule.id, rule.group, rule.severity, rule.example_message, rule.example_remedy, rule.means, rule.id in ALLOWABLE) for rule in RULES]
    from_readers = {said.message: said for said in _said_by_readers()}
    return (*from_rules, *(from_readers[message] for message in sorted(from_readers)))


def as_markdown() -> str:
    """Return the guide's page of every message: ``guide/messages.md``, which ``make messages`` writes."""
    groups: dict[str, list[Message]] = {}
    for message in messages():
        groups.setdefault(message.group, []).append(message)
    parts = [_PAGE_HEAD]
    for group, found in groups.items():
        parts.append(f"## {group}\n\n| message | what to do | why |\n| --- | --- | --- |\n"
                     + "".join(_row(message) for message in found))
    return "\n".join(parts)


_PAGE_HEAD = """\
# Every message, and what to do

Written by `make messages` from the checks themselves, so it is complete. An … stands for what differs from case to \
case. A **warning** stops nothing. What is marked *can be allowed* can be kept, with a reason, by the key `allow`.
"""


def _row(message: Message) -> str:
    marks = ("**warning** " if message.severity is Severity.WARNING else "") + message.message
    why = " ".join(filter(None, (message.means, "*Can be allowed.*" if message.allowable else "")))
    cells = (cell.replace("|", "&#124;").replace("<", "&lt;").replace("\n", " ") for cell in (marks, message.remedy, why))
    return f"| {' | '.join(cells)} |\n"


def group_of(problem: Problem) -> str:
    """Return what a problem belongs to, as a summary lists it."""
    groups = {rule.id: rule.group for rule in RULES}
    in_text = problem.file.endswith(".md") and any(word in problem.message for word in ("link", "heading", "macro"))
    return groups.get(problem.rule, TEXT if in_text else FRONT_MATTER)


_PACKAGE = Path(__file__).resolve().parent.parent
_CALLS = {"refuse": 0, "Problem": 2, "say": 1, "problem": 1, "Broken": 0, "_without": 3}
"""What reports a problem, and at which place of its values the message stands; the remedy is the next."""


def _said_by_readers() -> Iterator[Message]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = _CALLS.get(name)
            if place is None or len(node.args) < place + 2:
                continue
            message, remedy = _words(node.args[place]), _words(node.args[place + 1])
            if len(message) > 3 and " " in message.strip("… "):
                yield Message(_id(message), FRONT_MATTER, Severity.ERROR, message, remedy, "")


def _words(node: ast.expr) -> str:
    """Return the constant words of an expression, with … for the others."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(value) if isinstance(value, ast.Constant) else "…" for value in node.values)
    if isinstance(node, ast.BinOp):
        return _words(node.left) + _words(node.right)
    if isinstance(node, ast.IfExp):
        return _words(node.body)
    return "…"


def _id(message: str) -> str:
    return "-".join(re.findall(r"[a-z]+", message.lower())[:8])
