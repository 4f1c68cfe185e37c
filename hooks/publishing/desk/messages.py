"""Every rule of the house in one list, for the guide's page of messages and for the tests that keep it complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import publishing
from publishing.problems.problem import Problem, Severity
from publishing.problems.rule import FRONT_MATTER, GROUPS, OTHER_GROUPS, TEXT, Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule that stands in a module of the package, group by group.

    Raises :class:`ValueError` where two rules have one id.
    """
    found: dict[str, Rule] = {}
    for module in walk_packages(publishing.__path__, "publishing."):
        for rule in vars(import_module(module.name)).values():
            if isinstance(rule, Rule) and found.setdefault(rule.id, rule) is not rule:
                raise ValueError(f'two rules are called "{rule.id}": the second is in {module.name}')
    return tuple(sorted(found.values(), key=lambda rule: (*GROUPS, *OTHER_GROUPS).index(rule.group)))


def as_markdown() -> str:
    """Return the guide's page of every message: ``guide/messages.md``, which ``make messages`` writes."""
    groups: dict[str, list[Rule]] = {}
    for rule in (*rules(), *_said_by_readers()):
        groups.setdefault(rule.group, []).append(rule)
    tables = (f"## {group}\n\n| message | what to do | why |\n| --- | --- | --- |\n" + "".join(map(_row, found)) for group, found in groups.items())
    return "\n".join((_PAGE_HEAD, *tables))


_PAGE_HEAD = """\
# Every message, and what to do

Written by `make messages` from the rules themselves, so it is complete. The names, numbers and dates in it are examples. \
A **warning** stops nothing. What is marked *can be allowed* can be kept, with a reason, by the key `allow`.
"""


def _row(rule: Rule) -> str:
    message = f"**warning** {rule.example_message}" if rule.severity is Severity.WARNING else rule.example_message
    why = f"{rule.means} *Can be allowed.*" if rule.allowable else rule.means
    cells = (cell.replace("|", "&#124;").replace("<", "&lt;").replace("\n", " ") for cell in (message, rule.example_remedy, why))
    return f"| {' | '.join(cells)} |\n"


def group_of(problem: Problem) -> str:
    """Return what a problem belongs to, as a summary lists it."""
    groups = {rule.id: rule.group for rule in rules()}
    in_text = problem.file.endswith(".md") and any(word in problem.message for word in ("link", "heading", "macro"))
    return groups.get(problem.rule, TEXT if in_text else FRONT_MATTER)


_PACKAGE = Path(__file__).resolve().parent.parent
_CALLS = {"refuse": 0, "Problem": 2, "say": 1, "problem": 1, "Broken": 0, "_without": 3}
"""What reports a problem, and at which place of its values the message stands; the remedy is the next."""


def _said_by_readers() -> Iterator[Rule]:
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
                message, remedy = (words.replace("{", "{{").replace("}", "}}") for words in (message, remedy))
                yield Rule("-".join(re.findall(r"[a-z]+", message.lower())[:8]), FRONT_MATTER, message, remedy, "")


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
