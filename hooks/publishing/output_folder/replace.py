"""Put a finished folder in the place of another so that nobody ever sees half of one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS: sys/stdio.h


def new_folder(target: Path) -> Path:
    """Return an empty folder beside ``target`` to build into; clear away what a killed build left there."""
    recover(target)
    new = _beside(target, "new")
    new.mkdir()
    return new


def recover(target: Path) -> None:
    """Undo what a killed build left: the old folder comes back if it was moved away, half-built ones go."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (old, _beside(target, "new")):
        if leftover.exists():
            shutil.rmtree(leftover)


def replace_folder(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target`` and remove what was there.

    In one step where the system can swap two folders (Linux, macOS). Elsewhere in two, between which a kill leaves no
    ``target``; :func:`recover`, which the next build runs first, then restores it.
    """
    if not target.exists():
        new.rename(target)
        return
    if _swap(new, target):
        shutil.rmtree(new)
        return
    old = _beside(target, "old")
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old)


def _beside(target: Path, name: str) -> Path:
    return target.with_name(f".{target.name}-{name}")


def _swap(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; ``False`` where the system cannot."""
    paths = os.fsencode(first), os.fsencode(second)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return bool(libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*paths, _RENAME_SWAP) == 0)
    except (OSError, AttributeError, TypeError):
        pass
    return False
