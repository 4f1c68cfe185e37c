"""Every pattern of the code, and texts made to keep each one busy.

A pattern that tries the same stretch of text again and again takes minutes over a text that a person can paste in a
second. Which texts do that follows from the pattern itself: what it repeats, and what stands before and after it.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from publishing.words.patterns import Late

CALLS = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
SAMPLES = string.ascii_letters + string.digits + " \n\t-_.,:;/\\'\"()[]{}<>|!?#*`~&@%+=^$£’é\u00a0\x00"
"""Characters of every sort that the patterns tell apart."""
ENDS = ("", "!", "\n", "x", "\x00")
MOST = 15
"""Of the beginnings and repeated parts of one pattern: the rest are much alike."""
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


def modules(package: ModuleType) -> list[ModuleType]:
    """Import and return every module of a package."""
    return [importlib.import_module(found.name) for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def patterns_of(module: ModuleType, sources: str) -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Return every pattern of a module, those it keeps and those it makes as it runs, by where it stands.

    With each, whether it is only tried at the beginning of a text; ``sources`` are those of all modules, which may use it.
    """
    found = {}
    for name, value in vars(module).items():
        kept = {} if name.startswith("__") else dict(_within(f"{module.__name__}.{name}", value))
        ways = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", sources)) if kept else set()
        found.update({place: (pattern, bool(ways) and ways <= {"match", "fullmatch"}) for place, pattern in kept.items()})
    known = {(pattern.pattern, pattern.flags) for pattern, _ in found.values()}
    return {**found, **{place: made for place, made in _inline(module).items() if (made[0].pattern, made[0].flags) not in known}}


def _within(name: str, value: Any, deep: int = 3) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, Late):
        yield name, value.compiled
    elif isinstance(value, re.Pattern):
        yield name, value
    elif deep and isinstance(value, Mapping):
        for key, item in value.items():
            yield from _within(f"{name}[{key!r}]", item, deep - 1)
    elif deep and isinstance(value, (list, tuple, set, frozenset)):
        for place, item in enumerate(value):
            yield from _within(f"{name}[{place}]", item, deep - 1)
    elif deep and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _within(f"{name}.{field.name}", getattr(value, field.name), deep - 1)


def _inline(module: ModuleType) -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Return the patterns that stand in a module's calls of ``re``; a word stands for what only a run would know."""
    assert module.__file__ is not None
    found = {}
    for call in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in CALLS \
                and isinstance(call.func.value, ast.Name) and call.func.value.id == "re" and call.args:
            spelt = _spelt(call.args[0], module)
            flags = next((value for node in (*call.args[1:], *(keyword.value for keyword in call.keywords))
                          if isinstance(value := _evaluated(node, module), re.RegexFlag)), re.NOFLAG)
            if spelt is not None:
                found[f"{module.__name__}:{call.lineno}"] = re.compile(spelt, flags), call.func.attr in ("match", "fullmatch")
    return found


def _spelt(node: ast.expr, module: ModuleType) -> str | bytes | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else str(_evaluated(part.value, module, default="word")) for part in node.values
                       if isinstance(part, (ast.Constant, ast.FormattedValue)))
    value = _evaluated(node, module)
    return value if isinstance(value, (str, bytes)) else None


def _evaluated(node: ast.expr, module: ModuleType, default: object = None) -> object:
    """Return the value of an expression of a module's own names; ``default`` where it has others."""
    try:
        return eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(vars(module)))
    except Exception:
        return default


# What keeps a pattern busy


@dataclasses.dataclass(frozen=True)
class Busy:
    """A text that a pattern nearly matches, again and again, in any length."""

    start: str
    again: str
    end: str

    def text(self, length: int) -> str:
        """Return it with about so many characters."""
        return self.start + self.again * (length // len(self.again)) + self.end


def busy_texts(pattern: re.Pattern[Any]) -> Iterator[Busy]:
    """Return texts that follow from what a pattern repeats, and from how it begins."""
    spelt = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = _parser.parse(spelt, pattern.flags & ~(re.UNICODE | re.LOCALE))
    beginnings = list(dict.fromkeys(filter(None, _beginnings(tree))))[:MOST]
    repeated = list(dict.fromkeys(filter(None, _repeated(tree))))[:MOST]
    for again in dict.fromkeys((*beginnings, *repeated)):
        for between in ("", " ", "\n"):
            for end in ENDS if not between else ENDS[:1]:
                yield Busy("", again + between, end)
    for start in beginnings:
        for again in repeated:
            yield Busy(start, again, "\x00")


def _beginnings(tree: Any) -> Iterator[str]:
    """Return what matches a pattern up to each of its parts."""
    so_far = ""
    for node in tree:
        for inner in _branches(node):
            yield from (so_far + beginning for beginning in _beginnings(inner))
        so_far += _sample([node])
        yield so_far
        if node[0] in REPEATS:
            yield so_far + _sample([node]) * 2


def _branches(node: Any) -> list[Any]:
    operator, argument = node
    if operator is sre.SUBPATTERN:
        return [argument[3]]
    if operator is sre.BRANCH:
        return list(argument[1])
    if operator in REPEATS:
        return [argument[2]]
    if operator in (sre.ASSERT, sre.ASSERT_NOT):
        return [argument[1]]
    return [argument] if operator is getattr(sre, "ATOMIC_GROUP", None) else []


def _repeated(tree: Any) -> Iterator[str]:
    """Return what a pattern repeats, spelt with each sort of character that it takes."""
    for node in tree:
        if node[0] in REPEATS:
            body = list(node[1][2])
            yield _sample(body)
            if len(body) == 1:
                yield from _characters(body[0])
        for inner in _branches(node):
            yield from _repeated(inner)


def _characters(node: Any) -> list[str]:
    """Return a few characters of different sorts that a set takes."""
    operator, argument = node
    if operator is sre.LITERAL:
        return [chr(argument)]
    if operator not in (sre.IN, sre.ANY, sre.NOT_LITERAL):
        return []
    taken = [sign for sign in SAMPLES if _takes(node, sign)]
    return list({(sign.isalpha(), sign.isdigit(), sign.isspace(), "" if sign.isalnum() else sign): sign for sign in reversed(taken)}.values())[-12:]


def _takes(node: Any, sign: str) -> bool:
    operator, argument = node
    if operator is sre.LITERAL:
        return argument == ord(sign)
    if operator is sre.NOT_LITERAL:
        return argument != ord(sign)
    if operator is sre.RANGE:
        return argument[0] <= ord(sign) <= argument[1]
    if operator is sre.ANY:
        return sign != "\n"
    if operator is sre.CATEGORY:
        sort = str(argument).rpartition("_")[2]
        held = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}[sort]
        return held is not ("_NOT_" in str(argument))
    if operator is sre.IN:
        negated = argument and argument[0][0] is sre.NEGATE
        return any(_takes(item, sign) for item in argument if item[0] is not sre.NEGATE) is not bool(negated)
    return False


def _sample(nodes: Any) -> str:
    """Return a short text that nodes of a pattern match."""
    parts = []
    for node in nodes:
        operator, argument = node
        if operator in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
            parts.append(next((sign for sign in SAMPLES if _takes(node, sign)), chr(argument) if operator is sre.LITERAL else ""))
        elif operator in REPEATS:
            parts.append(_sample(argument[2]) * max(1, min(argument[0], 20)))
        elif operator in (sre.SUBPATTERN, sre.BRANCH) or operator is getattr(sre, "ATOMIC_GROUP", None):
            parts.append(_sample(_branches(node)[0]))
    return "".join(parts)
