"""What the build before has written, and of what: where that is the same, it need not be made again.

Only its sum is kept. The file itself stands in the old folder; where somebody has changed or taken it, it is made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from publishing.kept.memory import Memory
from publishing.output_folder.standing import Known, NewFolder

Record = tuple[bytes, dict[str, str], Any]
"""A hash of what files were made of; their sums by their paths; and what else came of it."""
Name = tuple[str, str]


class Written:
    """What is written by now, and what was by the build before."""

    _new: NewFolder

    def __init__(self, memory: Memory, name: str) -> None:
        """``memory`` has it of builds of this ``name``."""
        self._memory, self._name = memory, name
        known = memory.known(("written", name), ())
        self._before: Mapping[Name, Record] = known[0] if known else {}
        self.now: dict[Name, Record] = {}

    def begin(self, new: NewFolder) -> None:
        """Write into a folder from now on."""
        self._new = new

    def is_of(self, name: Name, made_of: bytes) -> bool:
        """Say whether the build before has written something of the same."""
        return name in self._before and self._before[name][0] == made_of

    def is_all_in(self, files: Mapping[str, str]) -> bool:
        """Say whether all that the build before has written is among files, which have a path and a sum."""
        return bool(self._before) and all(files.get(path) == found for record in self._before.values() for path, found in record[1].items())

    def take_over_but(self, names: Collection[Name], paths: Collection[str]) -> None:
        """Take over everything that stands but what has one of these names, or lies at one of these paths."""
        self.now = {name: record for name, record in self._before.items() if name not in names}
        self._new.take_over_but({*paths, *(path for name in names if name in self._before for path in self._before[name][1])})

    def again(self, name: Name, made_of: bytes) -> tuple[Any] | None:
        """Write again what was written of the same, and return what else came of it, alone in a tuple; ``None`` where it must be made."""
        record = self._before.get(name)
        if record is None or record[0] != made_of or not self._new.take_over(record[1]):
            return None
        self.now[name] = record
        return (record[2],)

    def write(self, name: Name, made_of: bytes, files: Mapping[str, bytes | str], more: Any = None) -> Record:
        """Write files that were made; return what is to be known of them."""
        record = self.now[name] = (made_of, {path: self._new.write(path, content) for path, content in files.items()}, more)
        return record

    def write_folder(self, folder: str, files: Mapping[str, bytes | str | Known]) -> Record:
        """Write all files of a folder, some of which lie in one that is named after its content."""
        record = self.now["file", folder] = (b"", self._new.write_named_anew(folder, files), ())
        return record

    def same(self, name: Name, record: Record) -> bool:
        """Say whether the build before has written the very same, whatever it was made of."""
        before = self._before.get(name)
        return before is not None and before[1:] == record[1:]

    def know(self, name: Name, record: Record) -> None:
        """Take over what is to be known of files that somebody else has written: a copy of this process, or MkDocs."""
        self.now[name] = record
        self._new.sums.update(record[1])

    def keep(self) -> None:
        """Let the next build know."""
        self._memory.learn(("written", self._name), (), self.now)
