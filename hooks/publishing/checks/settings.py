"""What mkdocs.yml must say so that the site is built of what was checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publishing.kept.environment import LAYER
from publishing.problems.problem import Problem
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.tree import read_text
from publishing.reading.yaml_source import parse_yaml

SETTING = Rule("setting-of-mkdocs", PARTNERSHIP, "this file must say {setting}, and does not", "Write it there again, or take the file as it was before.",
               "By it MkDocs knows what builds and checks the site; name, address and colours stand in data/partnership.yml.", {"setting": "docs_dir: docs"})

FILE = "mkdocs.yml"
_DEFAULTS = {"docs_dir": "docs", "use_directory_urls": "true"}
"""What MkDocs takes where the file says nothing, and what this site needs."""
_THEME = {"name": "material", "custom_dir": "overrides"}


def check(root: Path) -> Iterator[Problem]:
    """Find what of the file cannot be read, and which of the settings that the site needs are others; where there is none, the command says so."""
    if not (root / FILE).is_file():
        return
    problems: list[Problem] = []
    text = read_text(root / FILE, FILE, problems)
    document = parse_yaml((text or "").replace("!ENV", ""), FILE, problems)  # MkDocs' own sign for what the environment says
    yield from problems
    if not problems:
        yield from (SETTING.problem(FILE, document.lines.get((key,), 1), setting=setting) for key, setting in _lacking(document.value))


def _lacking(value: Any) -> Iterator[tuple[str, str]]:
    """Return each setting that is not as the site needs it, with its key."""
    said = value if isinstance(value, dict) else {}
    yield from ((key, f"{key}: {needed}") for key, needed in _DEFAULTS.items() if str(said.get(key, needed)).lower() != needed)
    given = said.get("theme")
    theme = given if isinstance(given, dict) else {}
    yield from (("theme", f"{key}: {needed}, below theme:") for key, needed in _THEME.items() if theme.get(key) != needed)
    yield from ((key, f"- {needed}, below {key}:") for key, needed in (("hooks", LAYER), ("plugins", "macros")) if needed not in _names(said.get(key)))


def _names(listed: Any) -> list[Any]:
    """Return what a list names, be it alone or with settings of its own."""
    return [name for item in listed for name in (item if isinstance(item, dict) else [item])] if isinstance(listed, (list, dict)) else []
