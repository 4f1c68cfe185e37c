"""Python for browsers, where somebody has fetched it: with it, a build has the page to write on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

RUNTIME = "runtime/node_modules/pyodide"
"""Where ``make write`` puts it, from the project's root."""

PYYAML = "runtime/node_modules/pyyaml"
"""Where it puts PyYAML, made of its sources without what is compiled."""

FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
"""What a browser needs of the runtime as it is."""

LIBRARY = "python_stdlib.zip"
"""The sources of Python's own library."""

COMPILER = "runtime/compile.mjs"
"""Our program that compiles with it."""


class NotCompiled(Exception):
    """Python for browsers does not compile here; why, in one sentence."""


def has_runtime(root: Path) -> bool:
    """Say whether it is there, with a Node.js in which it can compile."""
    return _node() is not None and all((root / file).is_file() for file in (*(f"{RUNTIME}/{name}" for name in (*FILES, LIBRARY)), f"{PYYAML}/yaml/__init__.py"))


def _node() -> str | None:
    """Return Node.js: the machine's, or the one that ``make write`` has put beside our own Python."""
    return shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))


def name_of(root: Path, made_of: bytes, without_asserts: bool) -> str:
    """Return the name of what :func:`compiled` returns: a hash of what its sources are made of, and of the compiler."""
    parts = (*((root / file).read_bytes() for file in (f"{RUNTIME}/pyodide.asm.wasm", f"{RUNTIME}/{LIBRARY}", COMPILER)), made_of, repr(without_asserts).encode())
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def compiled(root: Path, sources: bytes, without_asserts: bool) -> bytes:
    """Return a ZIP file of modules as one of what the browser's Python makes of them, which is the same each time.

    ``without_asserts`` leaves out what modules say of themselves as well. Raises :class:`NotCompiled`.
    """
    done = subprocess.run([_node() or "node", COMPILER, *(["-OO"] if without_asserts else [])], cwd=root, input=sources, capture_output=True, check=False, env={**os.environ, "NODE_OPTIONS": ""})
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotCompiled(f"write/, the page to write on, could not be made: Node.js stopped over runtime/compile.mjs ({said[-1] if said else 'it said nothing'}). "
                          "Run make clean and then make write, which fetches it anew; or delete runtime/node_modules, and the site is built without that page.")
    return done.stdout
