"""What git knows of the project, where there is a git that answers."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> str | None:
    """Return what git prints in ``root``; ``None`` where it cannot say.

    The project need not be git's, git may be missing, and it refuses folders that belong to somebody else ("dubious ownership").
    """
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", "-c", "core.quotepath=off", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
