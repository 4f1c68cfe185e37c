"""What is put into any text of the data and of front matter is refused where it stands, or is harmless wherever it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from projects import EXAMPLE, TODAY, build, copy_project
from publishing.gate import check_published, pieces
from publishing.problems.problem import errors
from publishing.reading.html import tree_of
from publishing.reading.yaml_source import Path as Keys
from publishing.reading.yaml_source import parse_yaml
from publishing.site import check_site

FEW = 1
"""How many of each sort are tried in every run of the tests; all of them are in the night."""

MARKUP = ("<img src=x onerror=alert(1)>", "</p><script>alert(1)</script>", "[tap](javascript:alert(1))", "<!--> <img src=x onerror=alert(1)> -->", "`{{ 7 }}` *now*", '{: onclick="alert(1)" }', "see https://evil.example/", "&lt;b onfocus=1&gt; &#60;b onfocus=1&#62;")
"""No text takes these."""

QUOTES = ("x\" onfocus=\"1\" a=' onfocus='1' b=-->]]>\"'>", "x\" onfocus=\"alert(1)\" autofocus=\"1", "x' onfocus='alert(1)' autofocus='1", "-->]]>\"'>", "\\\"; onfocus: 1; } \\a")
"""These are signs that a text may have, and that would end what they are printed in if they were not escaped."""

LOOKED_UP = {"term", "scale", "blank", "topic", *(f"data/partnership.yml:{key}" for key in ("name", "short_name", "site_name", "report"))}
"""By these texts something else goes: links to the glossary, names of figures, blanks in ready words, accounts of a subject, authors of files. Changed, they are missed there."""

DATA = sorted(path.relative_to(EXAMPLE).as_posix() for path in (EXAMPLE / "data").rglob("*.yml"))
PAGES = sorted(path.relative_to(EXAMPLE).as_posix() for folder in ("briefings", "newsletters", "level_of_need", "docs") for path in (EXAMPLE / folder).rglob("*.md"))


def texts_in(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Return the keys that lead to each text."""
    if isinstance(value, str):
        yield keys
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from texts_in(inner, (*keys, key))


def with_text(value: Any, keys: Keys, change: Any) -> Any:
    """Return a value in which the text at ``keys`` is changed."""
    if not keys:
        return change(value)
    copy = value.copy()
    copy[keys[0]] = with_text(value[keys[0]], keys[1:], change)
    return copy


class Source:
    """The YAML of one file, which can be written with texts changed: each text on a line of its own."""

    def __init__(self, root: Path, file: str) -> None:
        self.path, self.file = root / file, file
        source = self.path.read_text(encoding="utf-8")
        _, front, self.rest = source.split("---\n", 2) if file.endswith(".md") else ("", source, "")
        self.value = parse_yaml(front, file, []).value
        self.keys = [keys for keys in texts_in(self.value) if keys[0] != "allow"]  # what it quotes from the page is published nowhere

    def write(self, changes: dict[Keys, str]) -> dict[Keys, int]:
        """Put something behind each of the texts; return the line of each."""
        value = self.value
        for keys, more in changes.items():
            value = with_text(value, keys, lambda text, more=more: f"{text} {more}")
        dumped = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100_000)
        head = "---\n" if self.file.endswith(".md") else ""
        self.path.write_text(f"{head}{dumped}{head}{self.rest}", encoding="utf-8")
        lines = parse_yaml(dumped, self.file, [], 2 if head else 1).lines
        return {keys: lines[keys] for keys in self.keys}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example, to be changed."""
    return copy_project(tmp_path / "project")


def first_few(values: tuple[str, ...]) -> list[Any]:
    """Return values as parameters, of which the later ones are tried in the night."""
    return [pytest.param(value, marks=[] if place < FEW else pytest.mark.exhaustive) for place, value in enumerate(values)]


@pytest.mark.parametrize("hostile", first_few(MARKUP))
@pytest.mark.parametrize("files", [DATA, PAGES], ids=["data", "front matter"])
def test_markup_is_refused_in_every_text_on_its_line(root: Path, files: list[str], hostile: str) -> None:
    sources = [Source(root, file) for file in files]
    left = {source.file: source.keys for source in sources}
    assert sum(map(len, left.values())) > 150
    for _ in range(3):  # what is refused can keep what hangs on it from being read: that is tried alone
        lines = {source.file: source.write(dict.fromkeys(left[source.file], hostile)) for source in sources}
        said = {(problem.file, problem.line) for problem in errors(check_site(root, TODAY)[1])}
        left = {file: [keys for keys in found if (file, lines[file][keys]) not in said] for file, found in left.items()}
    assert {file: found for file, found in left.items() if found} == {}


def put_where_it_is_taken(root: Path, hostile: str) -> int:
    """Put something behind every text that takes it; return how many do."""
    taken = 0
    for files in (DATA, PAGES):
        sources = [Source(root, file) for file in files]
        left = {source.file: {keys: hostile for keys in source.keys if not LOOKED_UP & {*keys, f"{source.file}:{keys[0]}"}} for source in sources}
        for _ in range(6):
            lines = {source.file: source.write(left[source.file]) for source in sources}
            said = {(problem.file, problem.line) for problem in errors(check_site(root, TODAY)[1])}
            if not said:
                break
            left = {file: {keys: more for keys, more in texts.items() if (file, lines[file][keys]) not in said} for file, texts in left.items()}
        taken += sum(map(len, left.values()))
    return taken


@pytest.mark.parametrize("hostile", first_few(QUOTES))
def test_what_a_text_takes_is_escaped_wherever_it_is_printed(root: Path, hostile: str) -> None:
    assert put_where_it_is_taken(root, hostile) > 100
    site, problems, _ = check_published(root, TODAY)
    assert site is not None, errors(problems)
    assert [element.attrib for piece in pieces(site) for element in tree_of(piece.html).iter() if "onfocus" in element.attrib] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("hostile", QUOTES)
def test_it_is_escaped_in_a_whole_build(root: Path, hostile: str) -> None:
    put_where_it_is_taken(root, hostile)
    done = build(root)
    assert done.status == 0, done.output
