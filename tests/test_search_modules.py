"""The search's scripts are modules that import downwards only, and are all asked for at once."""

from __future__ import annotations

import re

from projects import ROOT

UPWARDS = ("folding", "index", "spelling", "ranking", "question", "box", "page", "start")
"""Each module imports only from those before it, so there is no circle."""

KNOWING_THE_PAGE = {"box", "page", "start"}


def modules() -> dict[str, str]:
    """Return the text of each module by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "overrides" / "assets" / "search").iterdir()}


def imports(text: str) -> set[str]:
    """Return the names of the modules that one imports, at its start or later."""
    return set(re.findall(r'(?:\bfrom|\bimport\()\s*"\./(\w+)\.js"', text))


def test_imports_run_down_only() -> None:
    found = {name: imports(text) for name, text in modules().items()}
    assert set(found) == set(UPWARDS) and "box" in found["page"]
    upward = [f"{name} imports {other}" for place, name in enumerate(UPWARDS) for other in sorted(found[name] - set(UPWARDS[:place]))]
    assert upward == []


def test_every_module_is_asked_for_at_the_start() -> None:
    """One that only another module names would be found one trip later."""
    assert imports(modules()["start"]) == set(UPWARDS) - {"start"}


def test_only_what_readers_see_knows_the_page() -> None:
    knowing = {name for name, text in modules().items() if re.search(r"(?<!\.)\b(?:document|window|location|history|localStorage)\.", text)}
    assert knowing == KNOWING_THE_PAGE
