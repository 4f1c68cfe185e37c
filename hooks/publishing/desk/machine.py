"""What stops a command that is not in the content: the computer refuses something, or a person ends it. One sentence for each."""

from __future__ import annotations

import errno
from pathlib import Path

from publishing.problems.problem import Fault
from publishing.problems.rule import MACHINE, Rule

AGAIN = "Then run the same command again."

DISK_FULL = Rule("disk-full", MACHINE, "The disk is full: not everything could be written", f"Make room on it. {AGAIN}",
                 "Nothing half-written is left behind: what was there is as it was.")
PROTECTED = Rule("protected", MACHINE, "{file} cannot be opened or changed: it is protected",
                 f"Close it if another program has it open, and see that you may read it and write in its folder. {AGAIN}",
                 "The computer does not allow it: the folder may be another person's, or read-only.", {"file": "data/ledger.yml"})
NOT_THERE = Rule("not-there", MACHINE, "{file} is not there, or no longer", f"Put it back. {AGAIN}", "The command needs it.", {"file": "mkdocs.yml"})
REFUSED = Rule("refused", MACHINE, "{file} cannot be used: {reason}", f"Mend that, or move it away. {AGAIN}",
               "The computer says so, in its own words.", {"file": "site", "reason": "it is not a folder of its own"})
NO_MEMORY = Rule("no-memory", MACHINE, "This computer has too little memory for it", f"Close other programs. {AGAIN}",
                 "A very large file can be the reason.")
NOT_INSTALLED = Rule("not-installed", MACHINE, 'The package "{package}" is not installed', "Run the command through make, which installs what is missing: make check.",
                     "The packages and their versions stand in requirements.txt.", {"package": "mkdocs"})
NOT_LOADED = Rule("not-loaded", MACHINE, "A package is installed and does not run here: {reason}", "Delete the folder .venv, then run the command through make, which installs the packages anew: make check.",
                  "A package was made for another computer, or part of it is gone.", {"reason": "libc.so.7: cannot open shared object file"})
STOPPED = Rule("stopped", MACHINE, "Stopped before the end", "Run the same command again when you want to.",
               "Somebody pressed Ctrl-C, or the computer ended the command. Nothing half-written is left behind.")
PORT_TAKEN = Rule("port-taken", MACHINE, "Another program already uses port {port}", "End it, often a preview in another window; or choose another port: make serve PORT={free}.",
                  "Two programs cannot serve at one address.", {"port": 8000, "free": 8001})
NOT_A_PORT = Rule("not-a-port", MACHINE, '"{port}" is not a port', "Choose a number from 1024 to 65535: make serve PORT=8001.",
                  "A port is the number at the end of the preview's address.", {"port": "eight"})

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)


def sentence(error: BaseException, root: Path) -> str:
    """Return in words what a computer or a person stopped, with the notes of the exception.

    Takes an :class:`OSError`, :class:`MemoryError`, :class:`ImportError` or :class:`KeyboardInterrupt`.
    """
    return " ".join((str(_fault(error, root)), *getattr(error, "__notes__", ())))


def _fault(error: BaseException, root: Path) -> Fault:
    if isinstance(error, KeyboardInterrupt):
        return Fault(STOPPED, {})
    if isinstance(error, MemoryError):
        return Fault(NO_MEMORY, {})
    if isinstance(error, ModuleNotFoundError):
        return Fault(NOT_INSTALLED, {"package": error.name or "?"})
    if isinstance(error, ImportError):
        return Fault(NOT_LOADED, {"reason": str(error)})
    assert isinstance(error, OSError)
    file = _file(error, root)
    if error.errno in _FULL:
        return Fault(DISK_FULL, {})
    if error.errno in _PROTECTED:
        return Fault(PROTECTED, {"file": file})
    if error.errno == errno.ENOENT or isinstance(error, LookupError):  # as Jinja says that a template is missing
        return Fault(NOT_THERE, {"file": file})
    return Fault(REFUSED, {"file": file, "reason": error.strerror or str(error)})


def _file(error: OSError, root: Path) -> str:
    """Return what an error is about, from the project's root where it lies below it."""
    if not isinstance(error.filename, (str, bytes, Path)):
        return str(getattr(error, "name", error)) if isinstance(error, LookupError) else "Something"
    path = Path(error.filename.decode("utf-8", "replace") if isinstance(error.filename, bytes) else error.filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
