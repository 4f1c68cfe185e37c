"""The rooms of the house: imports run down this list only. ``guide/how-a-build-works.md`` shows it."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "hooks" / "publishing"
ROOMS = ("writing", "desk", "outputs", "gate", "layout", "paper", "search", "seen", "site", "pages", "checks", "feeds", "content", "figures", "drawings", "data", "templating", "typesetting", "reading",
         "words", "kept", "output_folder", "problems")


def test_imports_run_down_only() -> None:
    assert {path.stem for path in PACKAGE.iterdir()} - {"__init__", "__pycache__"} == {*ROOMS}
    upward = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publishing."):
                other = (node.module or "").split(".")[1]
                if ROOMS.index(other) < ROOMS.index(room):
                    upward.append(f"{path.relative_to(PACKAGE)} imports publishing.{other}")
    assert upward == []
