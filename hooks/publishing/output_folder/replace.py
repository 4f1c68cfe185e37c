"""Put a finished folder or file in the place of another so that nobody ever sees half of one."""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS: sys/stdio.h

BEING_WRITTEN = ".being-written"
"""The name under which a file is written in its folder, before it takes its place; the next one to be written there replaces what a kill left."""


@contextmanager
def replaced(target: Path, clear: bool = True, put_aside: bool = False) -> Iterator[Path]:
    """Yield an empty folder beside ``target`` to write into; at the end, put it in the place of ``target``.

    Where anything goes wrong within, the folder is removed, ``target`` stays as it was, and a note of the exception says so.
    ``clear`` takes away first what killed builds left; only who is :func:`~publishing.output_folder.alone.alone` may do that.
    What stood there is removed in the end, or ``put_aside`` for who writes there next (:func:`aside`).
    Raises :class:`OSError` where the folder cannot be written, and where ``target`` is a file, or a link to another place.
    """
    if clear:
        recover(target)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "it is not a folder of its own", str(target))
    new = _beside(target, f"new-{secrets.token_hex(4)}")
    try:
        new.mkdir()
        yield new
        old = _put(new, target)
    except BaseException as error:
        _remove(new)
        _name(error, new, target)
        error.add_note(f"{kept(target)}.")
        raise
    _remove(aside(target))
    if old and put_aside:
        with suppress(OSError):  # the new folder stands whatever becomes of the old one
            old.rename(aside(target))
    if old:
        _remove(old)


def aside(target: Path) -> Path:
    """Return where that is which stood in the place of a folder before, if it was put aside."""
    return _beside(target, "before")


def kept(target: Path) -> str:
    """Say what became of a folder that was not replaced."""
    return f"{target.name}/ is as it was" if target.exists() else f"There is no {target.name}/"


def recover(target: Path) -> None:
    """Undo what a killed build left: the old folder comes back if it was moved away, half-built ones go."""
    old = _beside(target, "old")
    if old.is_dir() and not target.exists():
        old.rename(target)
    for leftover in (old, _beside(target, "new"), *target.parent.glob(f".{target.name}-new-*")):
        _remove(leftover)


def _put(new: Path, target: Path) -> Path | None:
    """Put a folder in its place; return where what stood there is now.

    In one step where the system can swap two folders (Linux, macOS). Elsewhere in two, between which a kill leaves no
    ``target``; :func:`recover`, which the next build runs first, then restores it.
    """
    if not target.exists():
        new.rename(target)
        return None
    if _swap(new, target):
        return new
    old = _beside(target, "old")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    return old


def _remove(path: Path) -> None:
    """Remove a folder as far as the system allows, or a file or link that lies in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


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


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: beside its place first, and then into it, with the mode and owner of what was there.

    A link in its place is replaced and never followed; folders above it are made. Raises :class:`OSError`, after which
    everything is as it was.
    """
    folders = [folder for folder in path.parents if not folder.exists()]
    new = path.with_name(BEING_WRITTEN)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(new)
        with new.open("xb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())  # a full disk may say so only now
        _take_over(path, new)
        new.replace(path)
    except BaseException as error:
        _remove(new)
        _name(error, new, path)
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        raise


def _name(error: BaseException, new: Path, path: Path) -> None:
    """Let an error name what was to be written, in the place of what is only there meanwhile."""
    if isinstance(error, OSError) and error.filename and Path(os.fsdecode(error.filename)).is_relative_to(new):
        error.filename = str(path / Path(os.fsdecode(error.filename)).relative_to(new))


def _take_over(old: Path, new: Path) -> None:
    """Give a new file the mode and, where that is allowed, the owner of the one that it will replace."""
    try:
        was = old.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISREG(was.st_mode):
        new.chmod(stat.S_IMODE(was.st_mode))
        if sys.platform != "win32":
            with suppress(OSError):
                os.chown(new, was.st_uid, was.st_gid)
