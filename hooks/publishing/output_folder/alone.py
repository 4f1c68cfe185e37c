"""One command at a time writes in a project."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAITS = "Another command is writing here. This one waits until it has ended; Ctrl-C stops waiting."

_PAUSE = 0.1
"""Seconds between two looks at whether the other command has ended."""


@contextmanager
def alone(root: Path, say: Callable[[str], object]) -> Iterator[bool]:
    """Hold the project below ``root`` within; where another command holds it, say so, and wait until that has ended.

    The system lets go of it when a process ends, however it ends, so nothing has to be cleared away. Yields whether it is
    held: some network disks know no locks, and then nobody can say what else is running.
    """
    handle = _open(root)
    try:
        held = _lock(handle)
        if held is False:
            say(WAITS)
        while held is False:
            time.sleep(_PAUSE)
            held = _lock(handle)
        yield bool(held)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _open(root: Path) -> int:
        """Windows locks no folders; a byte far behind the end of this file is read by nobody."""
        handle = os.open(root / "mkdocs.yml", os.O_RDONLY)
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        return handle

    def _lock(handle: int) -> bool | None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return None
        return True
else:
    import fcntl

    def _open(root: Path) -> int:
        return os.open(root, os.O_RDONLY)

    def _lock(handle: int) -> bool | None:
        """Say whether the lock was free; ``None`` where the disk knows none."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
