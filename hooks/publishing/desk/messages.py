"""Every rule of the house in one list, for the guide's page of messages and for the tests that keep it complete."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import publishing
from publishing.problems.problem import Severity
from publishing.problems.rule import GROUPS, OTHER_GROUPS, Rule


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
    for rule in rules():
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
