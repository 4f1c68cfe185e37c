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
    unreadable: bool = False
    """Whether it is not YAML at all; why has then been reported."""

    def line(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest value that leads there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.first_line)


_PLAIN_NUMBERS = {"tag:yaml.org,2002:int": re.compile(r"-?(0|[1-9][0-9]*)$"), "tag:yaml.org,2002:float": re.compile(r"-?[0-9]+\.[0-9]+$")}


class _Loader(yaml.SafeLoader):
    """Safe YAML without dates, and with plain numbers only: what is neither stays the text that was typed.

    A wrong date can then be quoted; and 052 is not read as 42, its value to the base of eight.
    """

    yaml_implicit_resolvers = {
        first: [(tag, _PLAIN_NUMBERS.get(tag, pattern)) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="anchor", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


_COMPOSER = getattr(yaml, "CSafeLoader", None)
"""libyaml, some ten times as fast; where PyYAML was built without it, our own loader reads everything."""

_UNUSUAL = re.compile(r"(?:^|[\s\[{,])(?:[&*][^\s&*]|!)", re.MULTILINE)
"""Signs of anchors and tags: for those our own loader finds the words."""

LONGEST = 200_000
"""Characters of a YAML file or front matter: the largest data file has a tenth of that."""


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


def parse_yaml(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Document:
    """Read ``text``, which starts at ``first_line`` of ``file``; report to ``problems`` what is wrong with it."""
    document = Document(file, problems, first_line=first_line)

    def unreadable(problem: Problem) -> None:
        problems.append(problem)
        document.value, document.unreadable = None, True

    loader = None
    try:
        if len(text) > LONGEST:
            raise yaml.MarkedYAMLError(problem="too long", problem_mark=yaml.Mark(file, 0, 0, 0, None, None))
        if (deep := _too_deep(text)) is not None:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=yaml.Mark(file, 0, deep, 0, None, None))
        loader = _Loader(text)
        node = _composed(text, loader)
        if node is not None:
            document.value = _value(node, (), document, loader)
    except yaml.MarkedYAMLError as error:
        unreadable(_explain(error, text, document))
    except (yaml.YAMLError, ValueError) as error:
        message = "this cannot be read as YAML" if not isinstance(error, yaml.reader.ReaderError) else (
            "there is a character here that cannot be printed")
        line = first_line + text.count("\n", 0, getattr(error, "position", 0))
        unreadable(Problem(file, line, message, "Delete the line and type it again."))
    except RecursionError:
        unreadable(_deep(document, 0))
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


def _deep(document: Document, row: int) -> Problem:
    return Problem(document.file, document.first_line + row, "brackets or lists stand inside each other far too deep", "Remove the extra brackets.")


def _value(node: yaml.Node, path: Path, document: Document, loader: _Loader) -> Any:
    document.lines.setdefault(path, document.first_line + node.start_mark.line)
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
            document.problems.append(Problem(
                document.file, line, "a key is not plain text", "Write the key as one word before the colon. A text that begins with {{ needs quotation marks around it."))
            continue
        if key in mapping:
            document.problems.append(Problem(
                document.file, line, f'"{key}" is written twice (first on line {document.line((*path, key))})',
                "Keep one of the two and delete the other."))
            continue
        document.lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), document, loader)
    return mapping


def _explain(error: yaml.MarkedYAMLError, text: str, document: Document) -> Problem:
    """Turn YAML's own words into plain ones, with the line a person would look at."""
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''} {error.problem or ''}"
    start = error.context_mark or mark
    lines = text.splitlines()

    def problem(row: int, message: str, remedy: str) -> Problem:
        return Problem(document.file, document.first_line + row, message, remedy)

    if error.problem == "too long":
        return problem(0, "there are far too many lines of keys here", "Put the text below the second line of three hyphens, where the page's text belongs.")
    if error.problem == "too deep":
        return _deep(document, mark.line)
    if error.problem == "anchor":
        return problem(mark.line, "the signs & and * copy text from elsewhere in YAML, which is not allowed here",
                       'Write the text out in full, or put it in quotation marks: "R&R".')
    if "quoted scalar" in said:
        return problem(start.line, "a quotation mark is opened and not closed",
                       "Close it at the end of the text, with the same sort of quotation mark.")
    if "flow sequence" in said or "flow mapping" in said:
        return problem(start.line, "a bracket is opened and not closed, or a comma is missing",
                       "Write the list as [one, two], or one item on each line after a hyphen.")
    if "mapping values are not allowed" in said:
        return problem(mark.line, "there is a second colon on this line",
                       f'Put quotation marks around the text after the first colon, as in {_quoted_example(lines, mark.line)}.')
    if "'\\t'" in said:
        return problem(mark.line, "there is a tab on this line", "Use spaces instead of the tab.")
    if "could not find expected ':'" in said:
        return problem(start.line, "a line has no colon after its key", "Write it as key: value, for example title: Neglect.")
    return problem(mark.line, "this line does not fit with the lines around it",
                   "Check that keys start at the beginning of the line, that each has a colon and a space after it, "
                   'and that text with a colon, # or quotation mark in it stands in quotation marks: "…".')


def _quoted_example(lines: list[str], row: int) -> str:
    key, _, rest = (lines[row] if row < len(lines) else "").partition(":")
    return f'{key.strip()}: "{rest.strip()[:60]}"'.replace('""', '"')
