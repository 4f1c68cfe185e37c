"""A Markdown file's two parts: what stands between its --- lines, and its text."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.problems.problem import Problem
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.reading.yaml_source import Document, parse_yaml

NO_FRONT_MATTER = Rule("no-front-matter", FRONT_MATTER, "this page does not begin with its front matter",
                       "Begin the file with a line of three hyphens, then title: and summary:, then three hyphens again.",
                       "A page needs a title and a summary, which stand at its top between two lines of hyphens.")
NOT_CLOSED = Rule("front-matter-open", FRONT_MATTER, "the front matter is not closed", "Put a line of three hyphens after its last key, before the text.",
                  "Otherwise nobody could say where the keys end and the text begins.")
WITHOUT_KEYS = Rule("front-matter-without-keys", FRONT_MATTER, "the front matter has no keys", "Write each line as key: value.",
                    "A page needs a title and a summary, each with its key.")


MOST_VALUES = 1_000
"""Keys and values of a front matter: the largest has some 50."""


@dataclass(frozen=True)
class MarkdownFile:
    """Front matter and text, each with the line it starts on."""

    front_matter: Document
    above: str
    """What stands above the text: the front matter between its lines of hyphens, and the empty lines below it."""
    text: str
    """The body without the empty lines around it."""
    below: str
    """The empty lines below the text."""
    body_start: int
    """Where in the file the body begins."""
    body_line: int

    @property
    def source(self) -> str:
        """The whole file. It takes up most, so it is put together when somebody asks."""
        return f"{self.above}{self.text}{self.below}"

    @property
    def head(self) -> str:
        """All that stands above the body."""
        return self.above[:self.body_start]

    @property
    def text_line(self) -> int:
        """The line on which the text begins."""
        return self.body_line + len(self.above) - self.body_start


def split_front_matter(text: str, file: str, problems: list[Problem]) -> MarkdownFile:
    """Part a file's text; report to ``problems`` a front matter that is missing, not closed or not YAML."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _without(text, file, problems, NO_FRONT_MATTER)
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return _without(text, file, problems, NOT_CLOSED)
    document = parse_yaml("\n".join(lines[1:end]) + "\n", file, problems, first_line=2, most=MOST_VALUES)
    if document.value is None and not document.unreadable:
        document.value = {}
    elif not isinstance(document.value, dict) and not document.unreadable:
        problems.append(WITHOUT_KEYS.problem(file, 2))
    return _parted(document, text, sum(map(len, lines[:end + 1])) + end + 1, end + 2)


def _without(text: str, file: str, problems: list[Problem], rule: Rule) -> MarkdownFile:
    problems.append(rule.problem(file, 1))
    return _parted(Document(file, problems, unreadable=True), text, 0, 1)


def _parted(document: Document, source: str, body_start: int, body_line: int) -> MarkdownFile:
    head, body = source[:body_start], source[body_start:]
    begins, text = len(source) - len(body.lstrip("\n")), body.strip("\n")
    return MarkdownFile(document, source[:begins], text, source[begins + len(text):], len(head), body_line)
