"""The name of a result: a hash of what it is called, of all that it was made of, and of the program that makes it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

HOOKS = Path(__file__).resolve().parents[2]


class NoDigest(Exception):
    """Of a value nobody can say what it is made of: then nothing that is made of it is kept."""


@cache
def program() -> bytes:
    """Return a hash of the program: of every file of ours that runs or is read by it, of Python, and of what is installed with its version, which is in the names of these folders."""
    return joined(b"program", *_of_program())


def _of_program() -> Iterator[bytes]:
    yield repr((sys.version, sys.platform, sys.flags.optimize)).encode()
    for ours in (HOOKS, HOOKS.parent / "templates"):
        yield from contents_of(ours, left_out="__pycache__")
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from (name.encode("utf-8", "surrogateescape") for name in sorted(os.listdir(folder)) if name.endswith((".dist-info", ".egg-info", ".egg-link")))


def contents_of(folder: Path, left_out: str = "") -> Iterator[bytes]:
    """Return the path of each file below a folder, and what is in it, in order; folders that are ``left_out`` by their name are not looked into."""
    above = len(os.path.join(folder.parent, ""))
    for within, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != left_out)
        for name in sorted(files):
            path = os.path.join(within, name)
            if os.path.isfile(path):
                yield path[above:].encode("utf-8", "surrogateescape")
                with open(path, "rb") as file:
                    yield file.read()


def joined(*parts: bytes) -> bytes:
    """Return a hash that two lists of parts have only where they are equal, part by part."""
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


class Digests:
    """The hashes of values. A result that is known by its name need not be looked into again."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def know(self, value: object, digest: bytes) -> None:
        """Remember the name of a result, as long as this lives."""
        if value is not None and not isinstance(value, (str, bytes, int, bool, Enum)):
            self._known[id(value)] = (value, digest)

    def of(self, value: Any) -> bytes:
        """Return a hash that two values have only where they are equal in all that stands in them. Raises :class:`NoDigest`."""
        if type(value) is str:  # most are, and what is joined begins with a length, which no letter can be
            return sha256(b"str" + value.encode("utf-8", "surrogatepass")).digest()
        if type(value) is tuple and all(type(part) is str for part in value):  # a name
            return joined(b"strings", *(part.encode("utf-8", "surrogatepass") for part in value))
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        digest = self._looked_into(value)
        if isinstance(value, (tuple, frozenset)) or is_dataclass(value):
            self.know(value, digest)
        return digest

    def known(self, value: object) -> bytes | None:
        """Return the name of a result, where it is known by one."""
        known = self._known.get(id(value))
        return known[1] if known else None

    def _looked_into(self, value: Any) -> bytes:
        sort = type(value).__qualname__.encode()
        if value is None or isinstance(value, (bool, int, float)):
            return joined(sort, repr(value).encode())
        if isinstance(value, Enum):
            return joined(sort, value.name.encode())
        if isinstance(value, str):
            return joined(sort, value.encode("utf-8", "surrogatepass"))
        if isinstance(value, bytes):
            return joined(sort, value)
        if isinstance(value, (date, datetime, time, PurePath)):
            return joined(sort, repr(value).encode("utf-8", "surrogatepass"))
        if is_dataclass(value) and not isinstance(value, type):
            return joined(b"dataclass", type(value).__module__.encode(), sort, *(part for one in _compared(type(value)) for part in (one.encode(), self.of(getattr(value, one)))))
        if type(value) in (tuple, list):
            return joined(sort, *map(self.of, value))
        if type(value) in (frozenset, set):
            return joined(sort, *sorted(map(self.of, value)))
        if isinstance(value, Mapping) and type(value) in (dict, _PROXY):
            return joined(b"dict", *(part for key, held in value.items() for part in (self.of(key), self.of(held))))
        raise NoDigest(type(value))


@cache
def _compared(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of what two of a dataclass are compared by."""
    return tuple(one.name for one in fields(kind) if one.compare)


_PROXY = type(ModuleType.__dict__)
