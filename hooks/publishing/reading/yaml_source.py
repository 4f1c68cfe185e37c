"""YAML as a person wrote it: plain values, and the line each of them stands on.

Stricter than YAML itself, because each of these has published something its author did not mean: a repeated key (the
last one silently wins), an anchor (a copied block), a date that YAML turns into something else.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import yaml

from publishing.problems.problem import Problem
from publishing.problems.rule import FRONT_MATTER, Rule

NOT_YAML = Rule("not-yaml", FRONT_MATTER, "this cannot be read as YAML", "Delete the line and type it again.",
                "YAML is the way in which keys and values are written here.")
TOO_LONG = Rule("too-many-keys", FRONT_MATTER, "there are far too many lines of keys here",
                "Take out what was pasted by mistake. A page's text belongs below the second line of three hyphens.",
                "No file that a person wrote has so many; something else was pasted here.")
TOO_DEEP = Rule("brackets-too-deep", FRONT_MATTER, "brackets or lists stand inside each other far too deep", "Remove the extra brackets.",
                "No file that a person wrote is nested so deep; it would take minutes to read.")
LONG_NUMBER = Rule("number-too-long", FRONT_MATTER, "there is a number of {length} signs here", "Write it with at most {most}, or in quotation marks if it is no number.",
                   "Programs round such a number, each in its own way.", {"length": 5000, "most": 15})
KEY_NOT_TEXT = Rule("key-not-text", FRONT_MATTER, "a key is not plain text",
                    "Write the key as one word before the colon. A text that begins with {{{{ needs quotation marks around it.",
                    "YAML takes brackets and braces at the beginning for something else than words.")
KEY_TWICE = Rule("key-twice", FRONT_MATTER, '"{key}" is written twice (first on line {first})', "Keep one of the two and delete the other.",
                 "YAML itself would take the last and forget the first without a word.", {"key": "title", "first": 2})
COPIED = Rule("yaml-copy", FRONT_MATTER, "the signs & and * copy text from elsewhere in YAML, which is not allowed here",
              'Write the text out in full, or put it in quotation marks: "R&R".', "What is copied unseen is published where nobody meant it.")
OPEN_QUOTATION = Rule("open-quotation", FRONT_MATTER, "a quotation mark is opened and not closed",
                      "Close it at the end of the text, with the same sort of quotation mark.", "All that follows would be taken for part of the same text.")
OPEN_BRACKET = Rule("open-bracket", FRONT_MATTER, "a bracket is opened and not closed, or a comma is missing",
                    "Write the list as [one, two], or one item on each line after a hyphen.", "All that follows would be taken for part of the same list.")
SECOND_COLON = Rule("second-colon", FRONT_MATTER, "there is a second colon on this line",
                    "Put quotation marks around the text after the first colon, as in {example}.",
                    "A colon and a space end a key, so that YAML takes the words before the second for another key.",
                    {"example": 'title: "Neglect: how to see it"'})
TAB_IN_KEYS = Rule("tab-in-keys", FRONT_MATTER, "there is a tab on this line", "Use spaces instead of the tab.",
                   "YAML does not allow tabs at the beginning of a line.")
NO_COLON = Rule("no-colon", FRONT_MATTER, "a line has no colon after its key", "Write it as key: value, for example title: Neglect.",
                "Only the colon says where the key ends.")
DOES_NOT_FIT = Rule("line-does-not-fit", FRONT_MATTER, "this line does not fit with the lines around it",
                    "Check that keys start at the beginning of the line, that each has a colon and a space after it, "
                    'and that text with a colon, # or quotation mark in it stands in quotation marks: "…".',
                    "YAML goes by the spaces at the beginning of a line and by its signs.")

Path = tuple[Hashable, ...]
"""The keys and positions that lead to a value: ``("sources", 0, "title")``."""


@dataclass
class Document:
    """A YAML mapping or list with the line of each value."""

    file: str
    problems: list[Problem]
    """Where problems of this document are reported: the list of the whole run."""
    value: Any = None
    first_line: int = 1
    lines: dict[Path, int] = field(default_factory=dict)
    most: int = 60_000
    """How many keys and values it may have; the largest data file has some 5,000."""
    unreadable: bool = False
    """Whether it is not YAML at all; why has then been reported."""

    def line(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest value that leads there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.first_line)


_PLAIN_NUMBERS = {"tag:yaml.org,2002:int": re.compile(r"^-?(0|[1-9][0-9]*)$"), "tag:yaml.org,2002:float": re.compile(r"^-?[0-9]+\.[0-9]+$")}


class _Unreadable(Exception):
    """A document breaks a rule as a whole, on a row counted from 0."""

    def __init__(self, rule: Rule, row: int) -> None:
        super().__init__(rule.id)
        self.rule, self.row = rule, row


class _Copied(Exception):
    """There is an anchor or an alias, on a row counted from 0."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class _Loader(yaml.SafeLoader):
    """Safe YAML without dates, and with plain numbers only: what is neither stays the text that was typed.

    A wrong date can then be quoted; and 052 is not read as 42, its value to the base of eight.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML declares it
        first: [(tag, _PLAIN_NUMBERS.get(tag, pattern)) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's own
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Copied(event.start_mark.line)
        return super().compose_node(parent, index)


_COMPOSER = getattr(yaml, "CSafeLoader", None)
"""libyaml, some ten times as fast; where PyYAML was built without it, our own loader reads everything."""

_UNUSUAL = re.compile(r"(?:^|[\s\[{,])(?:[&*][^\s&*]|!)", re.MULTILINE)
"""Signs of anchors and tags: for those our own loader finds the words."""

LONGEST = 1_000_000
"""Characters of a YAML file or front matter: the largest data file has a tenth of that."""
LONGEST_NUMBER = 15
"""Signs of a number: with more, no program reads it alike."""


def _composed(text: str, loader: _Loader) -> yaml.Node | None:
    """Return the tree of a text, by the quick way where nothing about it is unusual and nothing is wrong."""
    if _COMPOSER is not None and not _UNUSUAL.search(text):
        quick = _COMPOSER(text)
        try:
            return _resolved(quick.get_single_node())
        except (yaml.YAMLError, ValueError, RecursionError):
            pass  # the slow way below explains it
        finally:
            quick.dispose()
    return loader.get_single_node()


def _resolved(node: yaml.Node | None) -> yaml.Node | None:
    """Turn dates, which libyaml's loader knows, back into the text that was typed."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:timestamp":
            node.tag = "tag:yaml.org,2002:str"
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _resolved(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _resolved(key)
            _resolved(value)
    return node


def parse_yaml(text: str, file: str, problems: list[Problem], first_line: int = 1, most: int = Document.most) -> Document:
    """Read ``text``, which starts at ``first_line`` of ``file``; report to ``problems`` what is wrong with it.

    ``most`` is how many keys and values it may have.
    """
    document = Document(file, problems, first_line=first_line, most=most)
    if len(text) > LONGEST:
        return _unreadable(document, TOO_LONG, 0)
    if (deep := _too_deep(text)) is not None:
        return _unreadable(document, TOO_DEEP, deep)
    loader = None
    try:
        loader = _Loader(text)
        node = _composed(text, loader)
        if node is not None:
            document.value = _value(node, (), document, loader)
    except _Copied as error:
        return _unreadable(document, COPIED, error.row)
    except _Unreadable as error:
        return _unreadable(document, error.rule, error.row)
    except yaml.MarkedYAMLError as error:
        return _explained(error, text, document)
    except (yaml.YAMLError, ValueError) as error:
        return _unreadable(document, NOT_YAML, text.count("\n", 0, getattr(error, "position", 0)))
    except RecursionError:
        return _unreadable(document, TOO_DEEP, 0)
    finally:
        if loader is not None:
            loader.dispose()
    return document


DEEPEST = 50
"""How deep brackets may stand inside each other: the data files have three."""


def _too_deep(text: str) -> int | None:
    """Return the row on which brackets stand too deep inside each other: YAML itself would take minutes over them."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            return text.count("\n", 0, match.start())
    return None


def _unreadable(document: Document, rule: Rule, row: int, **values: Any) -> Document:
    """Return a document of which nothing can be read; report why, with the row to look at, counted from 0."""
    document.problems.append(rule.problem(document.file, document.first_line + row, **values))
    document.value, document.unreadable = None, True
    return document


def _value(node: yaml.Node, path: Path, document: Document, loader: _Loader) -> Any:
    document.lines.setdefault(path, document.first_line + node.start_mark.line)
    if len(path) > DEEPEST:
        raise _Unreadable(TOO_DEEP, node.start_mark.line)
    if len(document.lines) + (len(node.value) if isinstance(node, yaml.CollectionNode) else 0) > document.most:
        raise _Unreadable(TOO_LONG, node.start_mark.line)
    if isinstance(node, yaml.ScalarNode) and len(node.value) > LONGEST_NUMBER and node.tag in _PLAIN_NUMBERS:
        document.problems.append(LONG_NUMBER.problem(document.file, document.first_line + node.start_mark.line, length=len(node.value), most=LONGEST_NUMBER))
        return node.value
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, loader)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), document, loader) for place, item in enumerate(node.value)]
    return loader.construct_object(node)


def _mapping(node: yaml.MappingNode, path: Path, document: Document, loader: _Loader) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = document.first_line + key_node.start_mark.line
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            document.problems.append(KEY_NOT_TEXT.problem(document.file, line))
            continue
        if key in mapping:
            document.problems.append(KEY_TWICE.problem(document.file, line, key=key, first=document.line((*path, key))))
            continue
        document.lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), document, loader)
    return mapping


def _explained(error: yaml.MarkedYAMLError, text: str, document: Document) -> Document:
    """Return a document that YAML refused, its reason in plain words and with the line a person would look at."""
    said = f"{error.context or ''} {error.problem or ''}"
    marks = error.problem_mark, error.context_mark
    row = next((mark.line for mark in marks if mark), 0)
    start = next((mark.line for mark in reversed(marks) if mark), 0)
    if "quoted scalar" in said:
        return _unreadable(document, OPEN_QUOTATION, start)
    if "flow sequence" in said or "flow mapping" in said:
        return _unreadable(document, OPEN_BRACKET, start)
    if "mapping values are not allowed" in said:
        return _unreadable(document, SECOND_COLON, row, example=_quoted_example(text.splitlines(), row))
    if "'\\t'" in said:
        return _unreadable(document, TAB_IN_KEYS, row)
    if "could not find expected ':'" in said:
        return _unreadable(document, NO_COLON, start)
    return _unreadable(document, DOES_NOT_FIT, row)


def _quoted_example(lines: list[str], row: int) -> str:
    key, _, rest = (lines[row] if row < len(lines) else "").partition(":")
    return f'{key.strip()}: "{rest.strip()[:60]}"'.replace('""', '"')
