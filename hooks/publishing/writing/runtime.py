"""Python for browsers, where somebody has fetched it: with it, a build has the page to write on."""

from __future__ import annotations

from pathlib import Path

RUNTIME = "runtime/node_modules/pyodide"
"""Where ``make write`` puts it, from the project's root."""

FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""What a browser needs of it."""


def has_runtime(root: Path) -> bool:
    """Say whether it is there."""
    return all((root / RUNTIME / name).is_file() for name in FILES)
