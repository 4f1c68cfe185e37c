"""The search's scripts are modules that import downwards only; readers get them as few, and all are asked for at once."""

from __future__ import annotations

import re
from itertools import chain

from projects import ROOT
from publishing.search.scripts import JOINED, SCRIPTS_FOLDER, published_scripts

UPWARDS = ("folding", "vocabulary", "spelling", "ahead", "index", "ranking", "question", "box", "page", "early", "start")
"""Each module imports only from those before it, so there is no circle."""

KNOWING_THE_PAGE = {"box", "page", "early", "start"}


def modules() -> dict[str, str]:
    """Return the text of each module by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "overrides" / SCRIPTS_FOLDER).iterdir()}


def imports(text: str) -> set[str]:
    """Return the names of the modules that one imports, at its start or later."""
    return set(re.findall(r'(?:\bfrom|\bimport\()\s*"\./(\w+)\.js"', text))


def test_imports_run_down_only() -> None:
    found = {name: imports(text) for name, text in modules().items()}
    assert set(found) == set(UPWARDS) and "box" in found["page"]
    upward = [f"{name} imports {other}" for place, name in enumerate(UPWARDS) for other in sorted(found[name] - set(UPWARDS[:place]))]
    assert upward == []


def test_every_published_script_is_asked_for_at_the_start() -> None:
    """One that only another script names would be found one trip later."""
    assert (*chain(*JOINED.values()), "page", "early", "start") == UPWARDS
    published = published_scripts(modules())
    assert set(published) == {*JOINED, "page", "early", "start"}
    assert imports(published["start"]) == {*JOINED, "page"}
    assert imports(published["page"]) == {*JOINED}
    assert imports(published["search"]) == {"ahead"}
    assert imports(published["ahead"]) == set(), "what asks for files of the index waits for nothing else"


def test_joined_modules_are_one() -> None:
    written = {name: f"export const {name} = 1;\n" for name in chain(*JOINED.values())}
    written["box"] = 'import { ahead } from "./ahead.js";\nimport { ranking } from "./ranking.js";\n\nif (ahead) {\n  open();\n}\n'
    written["page"] = 'import { box } from "./box.js";\nimport("./page.js");\n'
    first, others = ([name for name in names if name != "box"] for names in JOINED.values())

    def said(names: list[str], more: str = "") -> str:
        listed, each = ", ".join(names), "".join(f"const {name} = 1;\n" for name in names)
        return f"export const {{ {listed} }} = (() => {{\n{each}{more}return {{ {listed} }};\n}})();\n"

    more = "\nif (ahead) {\n  open();\n}\n"
    assert published_scripts(written) == {
        "ahead": said(first),
        "search": f'import {{ ahead }} from "./ahead.js";\n{said(others, more)}',
        "page": 'import { box } from "./search.js";\n(() => {\nimport("./page.js");\n})();\n'}


def test_published_scripts_export_what_modules_import() -> None:
    exported = {name for text in published_scripts(modules()).values() for names in re.findall(r"^export const \{ (.*) \} =", text, re.MULTILINE) for name in names.split(", ")}
    imported = {name for text in modules().values() for names in re.findall(r"^import \{ (.*) \} from", text, re.MULTILINE) for name in names.split(", ")}
    assert imported and imported <= exported


def test_only_what_readers_see_knows_the_page() -> None:
    knowing = {name for name, text in modules().items() if re.search(r"(?<!\.)\b(?:document|window|location|history|localStorage)\.", text)}
    assert knowing == KNOWING_THE_PAGE
