"""YAML as a person wrote it: what was typed, and the line on which it stands.

Every value is the text that was typed, or a list or mapping of such texts: whether it is a number, a day or true is for
whoever asks for one to say (:mod:`publishing.reading.fields`). YAML itself takes 052 for 42, 12:30 for 750 and "No" for
false, and two versions of it disagree. It is stricter than YAML, too, because each of these has published something its
author did not mean: a repeated key (the last one silently wins), an anchor (a copied block), a tag (a word that is lost).
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import Any

import yaml

from publishing.problems.problem import Problem, shortened
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.reading.characters import HTML_SIGN, SPACES, shows_something

TOO_LONG = Rule("too-many-keys", FRONT_MATTER, "there are far too many lines of keys here",
                "Take out what was pasted by mistake. A page's text belongs below the second line of three hyphens.",
                "No file that a person wrote has so many; something else was pasted here.")
TOO_DEEP = Rule("brackets-too-deep", FRONT_MATTER, "brackets or lists stand inside each other far too deep", "Remove the extra brackets, or the extra spaces at the beginning of the lines.",
                "No file that a person wrote is nested so deep; it would take minutes to read.")
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
COLON_IN_BRACKETS = Rule("colon-in-brackets", FRONT_MATTER, "there is a second colon in a text between curly brackets",
                         "Put quotation marks around all of the text, as in {example}.", "A colon and a space end a key there too.", {"example": 'title: "Poster: the pond"'})
TAB_IN_KEYS = Rule("tab-in-keys", FRONT_MATTER, "there is a tab on this line", "Delete it. A line that belongs to the one above begins with two spaces.",
                   "YAML does not allow tabs at the beginning of a line.")
NO_COLON = Rule("no-colon", FRONT_MATTER, "a line has no colon after its key", "Write it as key: value, for example title: Neglect.",
                "Only the colon says where the key ends.")
NO_SPACE = Rule("no-space-after-colon", FRONT_MATTER, 'there is no space behind the colon of "{key}"', "Put one there, as in {example}.",
                "Only a colon with a space behind it ends a key.", {"key": "title", "example": "title: Neglect"})
CURLY = Rule("curly-marks-in-keys", FRONT_MATTER, "the quotation marks around this text are curly, as Word writes them", 'Write straight ones: {example}. If readers are to see the curly ones, put straight ones around them.',
             "Only straight quotation marks hold a text together here; curly ones are part of it, and no number or day begins with one.", {"example": 'of: "0151 496 0000"'})
CUT = Rule("cut-by-hash", FRONT_MATTER, "what stands after the # on this line is left out",
           "Put the whole text into quotation marks; or, if these words are a note of your own, move them to a line above that begins with #.",
           "In these lines a # with a space before it begins a note that nobody sees.")
ENTITY = Rule("html-sign", FRONT_MATTER, '"{written}" is how HTML writes a sign, and would be shown as it stands', "{remedy}",
              "Here texts are plain: each sign stands for itself.", {"written": "&amp;", "remedy": "Write & in its place."})
SIGN_FIRST = Rule("sign-first", FRONT_MATTER, "a text that begins with {sign} is taken for something else than text",
                  "Put quotation marks around all of the text, as in {example}.", "Some signs at the beginning of a text have a meaning of their own in YAML.",
                  {"sign": "@", "example": 'title: "@northmoor is our account"'})
BACKSLASH = Rule("backslash", FRONT_MATTER, "a backslash stands within quotation marks, where it changes what comes after it", "Write it twice: \\\\. Or take it out.",
                 'Within "…" a backslash and an n, for example, make the end of a line.')
SECOND_DOCUMENT = Rule("second-document", FRONT_MATTER, "a line of hyphens or of dots divides this file in two here", "Delete that line.",
                       "Only one of the two parts would be read.")
ODD_SPACE = Rule("odd-space", FRONT_MATTER, "there is a space here that only looks like one", "Delete the space {where} and type it again; or run make fix (on GitHub: comment /fix).",
                 "Web pages and Word have spaces that do not break. YAML takes such a one for a letter.", {"where": "after the colon"})
DOES_NOT_FIT = Rule("line-does-not-fit", FRONT_MATTER, "this line does not fit with the lines around it",
                    "Check that keys start at the beginning of the line, that each has a colon and a space after it, "
                    'and that text with a colon, # or quotation mark in it stands in quotation marks: "…".',
                    "YAML goes by the spaces at the beginning of a line and by its signs.")

OUT_OF_PLACE = Rule("line-out-of-place", FRONT_MATTER, "this line begins further to the left or right than the one above it, to which it belongs",
                    "Put {spaces} spaces before its first word and no more, as many as stand before the first word of the line above.",
                    "YAML goes by the spaces at the beginning of a line.", {"spaces": 2})

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
    cut: set[Path] = field(default_factory=set)
    """The values behind which a sign # begins a note on the same line, so that nobody can say where the text was to end."""
    most: int = 60_000
    """How many keys and values it may have; the largest data file has some 5,000."""
    unreadable: bool = False
    """Whether it is not YAML at all; why has then been reported."""

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the problems, where a document is kept: they are those of one reading."""
        return {**vars(self), "problems": []}

    def line(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest value that leads there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.first_line)


class _Refused(Exception):
    """A sign that YAML knows and that has no place here, at an index of the text."""

    def __init__(self, rule: Rule, index: int) -> None:
        super().__init__(rule.id)
        self.rule = rule
        self.index = index


class _Loader(yaml.BaseLoader):
    """Plain text, lists and mappings, without anchors and tags."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's own
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(COPIED, event.start_mark.index)
        if getattr(event, "tag", None):
            raise _Refused(SIGN_FIRST, event.start_mark.index)
        return super().compose_node(parent, index)


_QUICK = getattr(yaml, "CBaseLoader", None)
"""The same by libyaml, some ten times as fast; where PyYAML was built without it, our own loader reads everything."""

_UNUSUAL = re.compile(r"(?:^|[\s\[{,:\"'])(?:[&*][^\s&*]|[!?])|\t|[|>][^\s|>#]*+#", re.MULTILINE)
"""Signs of anchors and tags, for which our own loader finds the words, and of what the two loaders read differently."""

_QUESTION, _STAND_IN = re.compile(r"(?<=[^\s\[{,])\?|\?(?=\S)"), "\ue000"
"""A question mark that is part of a text. PyYAML's own loader refuses it within brackets, so another character stands for it."""

_ODD_SPACE = re.compile(rf"""^\ *+(?:-\ ++)*+(?:(?P<begin>[{SPACES}])|(?:-|[\w-]+:|["'][^"'\n]*["']:|.*[{{,]\ *\w+:)\ *(?P<after>[{SPACES}]))""",
                        re.MULTILINE | re.VERBOSE)
_PLACES = {"begin": "at the beginning of the line", "after": "after the colon or hyphen"}

LONGEST = 1_000_000
"""Characters of a YAML file or front matter: the largest data file has a tenth of that."""


def _composed(text: str, loader: _Loader) -> yaml.Node | None:
    """Return the tree of a text, by the quick way where nothing about it is unusual and nothing is wrong."""
    if _QUICK is not None and not _UNUSUAL.search(text):
        quick = _QUICK(text)
        try:
            node: yaml.Node | None = quick.get_single_node()
            return node
        except (yaml.YAMLError, ValueError, RecursionError):
            pass  # the slow way below explains it
        finally:
            quick.dispose()
    return loader.get_single_node()


READ_BEFORE: dict[str, tuple[Any, dict[Path, int], set[Path]]] = {}
"""What texts say that were read before without anything wrong: the value, and :class:`Document`'s lines and cuts as of a first line 1. A
browser begins with what the build has read, because PyYAML without libyaml takes long over the data."""


def parse_yaml(text: str, file: str, problems: list[Problem], first_line: int = 1, most: int = Document.most, rounds: int = 5) -> Document:
    """Read ``text``, which starts at ``first_line`` of ``file``; report to ``problems`` what is wrong with it.

    ``most`` is how many keys and values it may have. A line that YAML refuses and whose message says how it must stand is
    reported and then read as that, in up to so many ``rounds``: so that one check names what else is wrong.
    """
    document = Document(file, problems, first_line=first_line, most=most)
    if first_line == 1 and text in READ_BEFORE:
        document.value, document.lines, document.cut = READ_BEFORE[text]
        return document
    if len(text) > LONGEST:
        return _unreadable(document, TOO_LONG, 0)
    if (deep := _too_deep(text)) is not None:
        return _unreadable(document, TOO_DEEP, deep)
    if odd := odd_space(text):
        return _unreadable(document, ODD_SPACE, text.count("\n", 0, odd[0]), where=odd[1])
    if directive := re.search(r"^%", text, re.MULTILINE):
        return _sign_first(text.split("\n"), text.count("\n", 0, directive.start()), document)
    loader = None
    try:
        loader = _Loader(_QUESTION.sub(_STAND_IN, text))
        node = _composed(text, loader)
        if node is not None:
            document.value = _value(node, (), document, text)
    except _Refused as error:
        row = text.count("\n", 0, error.index)
        return _sign_first(text.split("\n"), row, document, text[error.index:]) if error.rule is SIGN_FIRST else _unreadable(document, error.rule, row)
    except yaml.MarkedYAMLError as error:
        return _explained(error, text, document, rounds)
    except (yaml.YAMLError, ValueError) as error:  # a character that PyYAML refuses and we know nothing of
        return _unreadable(document, DOES_NOT_FIT, text.count("\n", 0, getattr(error, "position", 0)))
    except RecursionError:
        return _unreadable(document, TOO_DEEP, 0)
    finally:
        if loader is not None:
            loader.dispose()
    return document


def odd_space(text: str) -> tuple[int, str] | None:
    """Return the first space in a text that stands where YAML needs a plain one and is none: its index, and where that is, in words."""
    found = _ODD_SPACE.search(text)
    return (found.start(found.lastgroup), _PLACES[found.lastgroup]) if found and found.lastgroup else None


DEEPEST = 50
"""How deep brackets may stand inside each other: the data files have three."""


def _too_deep(text: str) -> int | None:
    """Return the row on which brackets or indented lines stand too deep inside each other: YAML itself would take minutes over them."""
    if (indented := _indented_too_deep(text)) is not None:
        return indented
    if text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            return text.count("\n", 0, match.start())
    return None


def _indented_too_deep(text: str) -> int | None:
    open_at: list[int] = []
    for line in _DEEP_LINE.finditer(text) if _DEEP.search(text) else ():
        for column in (*(sign.start() - line.start() for sign in re.finditer("[-?:] ", line[1])), len(line[1])):
            while open_at and open_at[-1] >= column:
                open_at.pop()
            open_at.append(column)
            if len(open_at) > DEEPEST + 1:
                return text.count("\n", 0, line.start())
    return None


_DEEP = re.compile(rf"^[ ?:-]{{{DEEPEST}}}", re.MULTILINE)
_DEEP_LINE = re.compile(r"^([ ?:-]*+)(?:(?=[^\s#])|(?<=[?:-])|(?<=[?:-] ))", re.MULTILINE)


def _unreadable(document: Document, rule: Rule, row: int, **values: Any) -> Document:
    """Return a document of which nothing can be read; report why, with the row to look at, counted from 0."""
    document.problems.append(rule.problem(document.file, document.first_line + row, **values))
    document.value, document.unreadable = None, True
    return document


_NOTE = re.compile(r"(?: *:)?[ \t]+#(?! allowed: )")
"""A note at the end of a line, behind a value or behind a key without one; a note that says why something is allowed is meant as one."""

_IN_CURLY = re.compile("[\u201c\u201d\u201e\u2018]([^\u201c\u201d\u201e\u2018\u2019]++)[\u201d\u201c\u2019]")
"""A whole text within the quotation marks that Word puts in the place of straight ones."""

_CHANGES = re.compile(r'(?:[^\\]|\\["\\])*\Z')
"""What stands within quotation marks and is read as it was typed."""


def _value(node: yaml.Node, path: Path, document: Document, text: str) -> Any:
    document.lines.setdefault(path, document.first_line + node.start_mark.line)
    if len(path) > DEEPEST:
        raise _Refused(TOO_DEEP, node.start_mark.index)
    if len(document.lines) + (len(node.value) if isinstance(node, yaml.CollectionNode) else 0) > document.most:
        raise _Refused(TOO_LONG, node.start_mark.index)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, text)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, _below(path, place), document, text) for place, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    if node.style == '"' and "\\" in (written := text[node.start_mark.index:node.end_mark.index]) and not _CHANGES.match(written):
        document.problems.append(BACKSLASH.problem(document.file, document.first_line + node.start_mark.line))
    elif not node.style and not node.value:
        return None
    elif not node.style and _NOTE.match(text, node.end_mark.index):
        document.cut.add(path)
    elif not node.style and (curly := _IN_CURLY.fullmatch(node.value)):
        key = f"{path[-1]}: " if path and isinstance(path[-1], str) else ""
        document.problems.append(CURLY.problem(document.file, document.first_line + node.start_mark.line, example=f'{key}"{shortened(curly[1])}"'))
    return str(node.value).replace(_STAND_IN, "?")


def _mapping(node: yaml.MappingNode, path: Path, document: Document, text: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = document.first_line + key_node.start_mark.line
        key = sys.intern(key_node.value.replace(_STAND_IN, "?")) if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            raise _Refused(KEY_NOT_TEXT, key_node.start_mark.index)
        if key in mapping:
            document.problems.append(KEY_TWICE.problem(document.file, line, key=key, first=document.line((*path, key))))
            continue
        below = _below(path, key)
        document.lines[below] = line
        mapping[key] = _value(value_node, below, document, text)
        if mapping[key] is None and _NOTE.match(text, key_node.end_mark.index):
            document.cut.add(below)
    return mapping


@lru_cache(maxsize=2_000)
def _below(path: Path, part: str | int) -> Path:
    """Return the path of what stands below another: the front matter of all pages has the same few, which are kept once."""
    return (*path, part)


def _explained(error: yaml.MarkedYAMLError, text: str, document: Document, rounds: int) -> Document:
    """Return a document that YAML refused, its reason in plain words and with the line a person would look at."""
    said = f"{error.context or ''} {error.problem or ''}"
    lines = text.split("\n")

    def read_on(rule: Rule, row: int, as_it_must_stand: str, **values: Any) -> Document:
        found: list[Problem] = []
        mended = "\n".join((*lines[:row], as_it_must_stand, *lines[row + 1:]))
        after = parse_yaml(mended, document.file, found, document.first_line, document.most, rounds - 1) if rounds else None
        refused = _unreadable(document, rule, row, **values)
        if after is None or after.unreadable:
            return refused
        document.problems.extend(found)
        return replace(after, problems=document.problems)

    marks = error.problem_mark, error.context_mark
    row = next((mark.line for mark in marks if mark), 0)
    start = next((mark.line for mark in reversed(marks) if mark), 0)
    glued = next((place for place in (row, start, row - 1) if 0 <= place < len(lines) and _GLUED.match(lines[place])), None)
    if glued is not None:
        key, _, rest = lines[glued].strip(" -").partition(":")
        return read_on(NO_SPACE, glued, lines[glued].replace(":", ": ", 1), key=shortened(key), example=shortened(f"{key}: {rest}"))
    if "escape" in said:
        return _unreadable(document, BACKSLASH, row)
    if "quoted scalar" in said:
        return _unreadable(document, OPEN_QUOTATION, start)
    if "flow sequence" in said or "flow mapping" in said:
        noted = next((place for place in range(start, row + 1) if _NOTE_IN_BRACKETS.match(lines[place])), None)
        second = _SECOND_IN_BRACKETS.search(lines[row]) if row < len(lines) else None
        if noted is None and second:
            meant = f"{lines[row][:second.start(2)]}{_quoted(second[2], LONGEST)}{lines[row][second.end(2):]}"
            return read_on(COLON_IN_BRACKETS, row, meant, example=f'{second[1]}: "{shortened(second[2].strip())}"')
        return _unreadable(document, OPEN_BRACKET, start) if noted is None else _unreadable(document, CUT, noted)
    if "single document" in said or "document start" in said:
        return _unreadable(document, SECOND_DOCUMENT, row)
    if "mapping values are not allowed" in said:
        if (opened := _left_open(lines[:row + 1])) is not None:
            return _unreadable(document, OPEN_QUOTATION, opened)
        if row < len(lines) and re.fullmatch(r" +[\w-]+:(?: [^:]*)?", lines[row]):  # a key like any other, but for the spaces before it
            return _unreadable(document, DOES_NOT_FIT, row)
        if (spaces := _meant_for(lines, row)) is not None:
            return _unreadable(document, OUT_OF_PLACE, row, spaces=spaces)
        key, _, rest = (lines[row] if row < len(lines) else "").partition(":")
        above = lines[row - 1] if 0 < row < len(lines) else ""
        if not re.search(r":(?:\s|$)", rest) and (bare := _WITHOUT_COLON.fullmatch(above)) and not key.startswith(" "):  # the one above it has none: both were taken for one text
            return read_on(NO_COLON, row - 1, f"{bare[1]}: {_quoted(bare[2], LONGEST)}")
        return read_on(SECOND_COLON, row, f"{key}: {_quoted(rest, LONGEST)}", example=f"{key.strip()}: {_quoted(rest)}")
    if "'\\t'" in said:
        return _unreadable(document, TAB_IN_KEYS, row)
    if "could not find expected ':'" in said:
        return _unreadable(document, NO_COLON, start)
    return _sign_first(lines, row, document)


_GLUED = re.compile(r" *+(?:- ++)*+[a-z][a-z_-]*+:(?=[^\s:/])")
"""A key without a space behind its colon; no web address."""

_WITHOUT_COLON = re.compile(r"([A-Za-z][\w-]*)(?: *[=\uff1a] *| +)([^:]*)")
"""A line at the margin that was to be a key and its value."""

_BEGINS = re.compile(r"(?P<key>^[ ]*+(?:- ++)*+(?:[\w-]+: +)?)(?P<text>(?P<sign>[-@`%|>!&*,\]}\[{\"'?]).*)")
"""A line whose text begins with a sign of YAML, behind its key or hyphen."""

_SECOND_IN_BRACKETS = re.compile(r"[{,] *([\w-]{1,40}): ([^\"'{}\[\],:]{1,200}: [^\"'{}\[\],]{0,200})(?=[,}])")

_NOTE_IN_BRACKETS = re.compile(r"""(?:"[^"]*"|'[^']*'|[^"'])*?[ \t]#""")
"""A # outside quotation marks, from which on YAML reads nothing of a line: neither a bracket nor a comma."""


def _sign_first(lines: list[str], row: int, document: Document, refused: str = "") -> Document:
    """Return a document in which a line does not fit, as text that begins with a sign of YAML often does not; ``refused`` begins with such a sign."""
    if (opened := _left_open(lines[:row + 1])) is not None:
        return _unreadable(document, OPEN_QUOTATION, opened)
    begins = _BEGINS.fullmatch(lines[row] if row < len(lines) else "")
    if refused and (begins is None or not refused.startswith(begins["text"])):
        return _unreadable(document, SIGN_FIRST, row, sign=refused[0], example=_quoted(re.split(r"[,\]}\n]", refused)[0]))
    if begins and begins["sign"] == "&" and (written := html_sign(begins["text"])):
        return _unreadable(document, ENTITY, row, **written)
    if (spaces := _meant_for(lines, row)) is not None:
        return _unreadable(document, OUT_OF_PLACE, row, spaces=spaces)
    if begins is None or begins["text"] == "-":
        return _unreadable(document, DOES_NOT_FIT, row)
    return _unreadable(document, SIGN_FIRST, row, sign=begins["sign"], example=f"{begins['key'].lstrip()}{_quoted(begins['text'])}")


_IN_BRACKETS = re.compile(r" *+[\w-]++: ++[{\[].*[}\]] *+")
"""A line that is whole by itself: a key with a list or with keys of its own in brackets."""


def _meant_for(lines: list[str], row: int) -> int | None:
    """Return how many spaces belong before a line that is whole by itself and stands in the wrong column; ``None`` for any other."""
    if row >= len(lines) or not _IN_BRACKETS.fullmatch(lines[row]):
        return None
    try:
        yaml.compose(lines[row].strip(), yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    above = next((line for line in reversed(lines[:row]) if line.strip()), "")
    spaces = len(above) - len(above.lstrip(" -"))
    return spaces if spaces != len(lines[row]) - len(lines[row].lstrip(" ")) else None


_OPENS = re.compile(r"""\ *(?:-\ +)*[\w-]+:\ +(?P<mark>["'])(?P<rest>.*)""", re.VERBOSE)
_KEY = re.compile(r" *(?:- +)*[\w-]+:(?: |$)")


def _left_open(lines: list[str]) -> int | None:
    """Return the row of a quotation mark that is not closed before the next key: YAML takes the next one anywhere for its end."""
    for row, (line, below) in enumerate(itertools.pairwise(lines)):
        if (opens := _OPENS.fullmatch(line)) and opens["mark"] not in opens["rest"] and _KEY.match(below):
            return row
    return None


def html_sign(words: str) -> dict[str, str] | None:
    """Return the first sign in words that is written as HTML writes it, and what to do about it."""
    for match in HTML_SIGN.finditer(words):
        sign = unescape(match[0])
        if sign != match[0]:
            instead = sign if shows_something(sign) else "a space" if sign.isspace() else ""
            return {"written": match[0], "remedy": f"Write {instead} in its place." if instead else "Take it out."}
    return None


def _quoted(words: str, longest: int = 120) -> str:
    """Return words within the quotation marks that leave them as they are; what stood within such marks already, within those."""
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1]
    words = words if len(words) <= longest else words[:longest] + "…"
    if "\\" not in words and '"' not in words:
        return f'"{words}"'
    doubled = words.replace("'", "''")
    return f"'{doubled}'"
