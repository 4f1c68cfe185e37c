"""What git knows of the project, where there is a git that answers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str, given: str = "") -> str | None:
    """Return what git prints in ``root``; ``None`` where it cannot say. ``given`` is what it reads.

    The project need not be git's, git may be missing (as in a browser), and it refuses folders that belong to somebody
    else ("dubious ownership"). It never asks for a password and fetches nothing.
    """
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", "-c", "core.quotepath=off", *arguments], cwd=root, capture_output=True, check=False,
                              input=given.encode(), env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"})
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def all_it_knows(root: Path) -> tuple[tuple[str, str], tuple[str, ...]]:
    """Return what changes whenever anything does that is asked of git: what its names lead to, and the files that it knows or would take in."""
    files = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard") or ""
    return (str(git(root, "show-ref", "--head")), str(git(root, "rev-parse", "--is-shallow-repository"))), tuple(filter(None, files.split("\0")))
