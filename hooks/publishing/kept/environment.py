"""What a command may go by besides files: names of the environment, and plugins."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

LAYER = "hooks/mkdocs_layer.py"
"""Our hooks, as MkDocs names them."""

_PLUGINS = frozenset(("macros", LAYER))
"""What runs in a build, as mkdocs.yml names it."""

COUNTS = re.compile(r"SITE_URL|SOURCE_DATE_EPOCH|MADE|PATH|HOME|LANG|LC_\w+|TZ\w*|XDG_\w+|GIT_\w+|PYTHON\w*")
"""The names of the environment that a command, git or Python may go by."""

_ASKS = re.compile(rb"!ENV\b")
"""In mkdocs.yml, what may ask for any other name of the environment."""


def knows_all(plugins: Collection[str]) -> bool:
    """Say whether these plugins are ours: what another makes pages of, nobody knows, and no page and no build is kept."""
    return _PLUGINS.issuperset(plugins)


def asks_the_environment(root: Path) -> bool:
    """Say whether MkDocs' configuration may go by names of the environment of its own."""
    return _ASKS.search((root / "mkdocs.yml").read_bytes()) is not None


def environment() -> Iterator[str]:
    """Return what the environment says that may count."""
    return (f"{name}={value}" for name, value in sorted(os.environ.items()) if COUNTS.fullmatch(name))
