"""Front matter as it was typed, turned into front matter as it is to be written. Lines that are right stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publishing.content.keys import Vocabulary
from publishing.content.kinds import kind_of
from publishing.problems.problem import Problem
from publishing.reading.tree import SourceFile
from publishing.reading.yaml_source import parse_yaml
from publishing.words.date_spellings import standard_spelling

_DATES = ("published", "written", "updated", "review", "date")
_LISTS = ("topics", "audience", "also_known_as", "sources", "chapters")
_TEXTS = ("title", "summary")
_KEY = re.compile(r"^([A-Za-z_]+)[ ]*:(.*)$")
_NEEDS_QUOTES = re.compile(r":(\s|$)|^[@`%&*!|>{}\[\],?-]")


@dataclass(frozen=True)
class _Part:
    """A key with its value and the lines below it; ``key`` is empty for what stands before the first key."""

    key: str
    lines: tuple[str, ...]


def repaired_front_matter(text: str, file: str) -> tuple[str, list[str]]:
    """Return a Markdown file's text with its front matter repaired, and what was done."""
    known = [key.name for key in kind_of(SourceFile(file, Path(file))).keys(Vocabulary())]
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return text, []
    done: list[str] = []
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        end = _end_of_keys(lines, known)
        if end is None:
            return text, []
        lines.insert(end, "---")
        done.append("closed its front matter with a line of three hyphens")
    front = [line.rstrip() for line in lines[1:end]]
    if front != lines[1:end]:
        done.append("took spaces from the ends of lines in its front matter")
    parts = _parts(front)
    parts = [_repaired(part, known, done) for part in parts]
    parts = _in_order(parts, known, done)
    new = [line for part in parts for line in part.lines]
    if not done or _worse(front, new):
        return text, []
    return "\n".join(["---", *new, *lines[end:]]), done


def _end_of_keys(lines: Sequence[str], known: Sequence[str]) -> int | None:
    """Return where front matter that is not closed ends: after its last known key, where a blank line or a heading follows."""
    row = 1
    while row < len(lines) and (((match := _KEY.match(lines[row])) and match[1].lower() in known) or lines[row].startswith((" ", "- "))):
        row += 1
    return row if row > 1 and (row == len(lines) or not lines[row].strip() or lines[row].startswith("## ")) else None


def _parts(front: Sequence[str]) -> list[_Part]:
    """Part front matter at its keys. Comments and blank lines go with the key below them."""
    parts: list[_Part] = []
    waiting: list[str] = []
    for line in front:
        if match := _KEY.match(line):
            parts.append(_Part(match[1], (*waiting, line)))
            waiting = []
        elif not line.strip() or line.startswith("#") or not parts:
            waiting.append(line)
        else:
            parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, *waiting, line))
            waiting = []
    if waiting:
        parts.append(_Part("", tuple(waiting)))
    return parts


def _repaired(part: _Part, known: Sequence[str], done: list[str]) -> _Part:
    """Repair one key."""
    row = next((row for row, line in enumerate(part.lines) if _KEY.match(line)), None)
    if row is None:
        return part
    written = part.lines[row]
    match = _KEY.match(written)
    assert match is not None
    key, value = match[1], match[2].strip()
    if key not in known and key.lower().replace("-", "_") in known:
        key = key.lower().replace("-", "_")
        done.append(f'wrote the key "{match[1]}" as "{key}"')
    if key not in known:
        return part
    single = row == len(part.lines) - 1
    new = _value(key, value, single, done)
    lines = [*part.lines[:row], f"{key}: {new}" if new else f"{key}:", *(_dated(line, done) for line in part.lines[row + 1:])]
    if value and not match[2].startswith(" "):
        done.append(f'put a space after "{key}:"')
    elif new == value and key == match[1] and re.fullmatch(rf"{key}:( .*)?", written):
        lines[row] = written
    return _Part(key, tuple(lines))


def _value(key: str, value: str, single: bool, done: list[str]) -> str:
    if not value or not single:
        return value
    if key in _DATES:
        return _date(key, value, done)
    if key in _LISTS:
        return _list(key, value, done)
    if key in _TEXTS:
        return _text(key, value, done)
    return value


def _date(key: str, value: str, done: list[str]) -> str:
    bare = value.strip("\"'“”‘’")
    spelt = standard_spelling(bare)
    if spelt is None or spelt == value or (spelt == bare and value[0] in "\"'"):
        return value
    done.append(f'wrote "{key}: {bare}" as {spelt}')
    return spelt


def _dated(line: str, done: list[str]) -> str:
    match = re.match(r"^(\s+(?:- )?date: *)(\S.*)$", line)
    return match[1] + _date("date", match[2], done) if match else line


def _list(key: str, value: str, done: list[str]) -> str:
    if value.startswith("["):
        if value.count("[") == 1 and "]" not in value and value.count('"') % 2 == 0:
            done.append(f'closed the bracket after "{key}"')
            return value.rstrip(" ,") + "]"
        return value
    if re.fullmatch(r"[A-Za-z0-9][\w ',/-]*", value):
        done.append(f'wrote "{key}" as a list')
        return f"[{', '.join(item.strip() for item in value.split(',') if item.strip())}]"
    return value


def _text(key: str, value: str, done: list[str]) -> str:
    first = value[0]
    if first in "“”" and value[-1] in "“”\"" and len(value) > 2:
        done.append(f'put straight quotation marks around "{key}"')
        return _quoted(value[1:-1])
    if first in "\"'":
        inner = value[1:].replace('\\"', "") if first == '"' else value[1:].replace("''", "")
        if first not in inner:
            done.append(f'closed the quotation marks of "{key}"')
            return value + first
        return value
    if _NEEDS_QUOTES.search(value):
        done.append(f'put quotation marks around "{key}"')
        return _quoted(value)
    return value


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _in_order(parts: list[_Part], known: Sequence[str], done: list[str]) -> list[_Part]:
    """Put known keys into their order; leave everything as it is where one is unknown or stands twice."""
    keys = [part.key for part in parts if part.key]
    if len(set(keys)) != len(keys) or not set(keys) <= set(known):
        return parts
    ordered = sorted((part for part in parts if part.key), key=lambda part: known.index(part.key))
    ordered += [part for part in parts if not part.key]
    if ordered != parts:
        done.append("put its keys into their usual order")
    return ordered


def _worse(old: Sequence[str], new: Sequence[str]) -> bool:
    """Say whether a repair made readable front matter unreadable, or lost a key: then it is not made."""
    before: list[Problem] = []
    after: list[Problem] = []
    first, second = parse_yaml("\n".join(old) + "\n", "", before), parse_yaml("\n".join(new) + "\n", "", after)
    if not before and after:
        return True
    if isinstance(first.value, dict) and isinstance(second.value, dict) and not before:
        return len(first.value) != len(second.value)
    return len(after) > len(before)
