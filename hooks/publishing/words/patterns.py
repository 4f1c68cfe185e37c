"""Patterns that are compiled when somebody first looks for them: of hundreds a command that reads one text again asks for few, and to compile all takes longer than to read it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, ClassVar, cast


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as :func:`re.compile` does; whether it can be compiled shows when somebody looks for it."""
    late = Late(written, flags)
    Late.all.append(late)
    return cast("re.Pattern[str]", late)


def compile_all() -> None:
    """Compile what nobody has looked for: where two processes do the same work, each would compile nearly all by itself."""
    for late in Late.all:
        late.compiled  # noqa: B018  # kept from now on


class Late:
    """What :func:`pattern` returns."""

    all: ClassVar[list[Late]] = []

    def __init__(self, written: str, flags: int) -> None:
        self.pattern, self._flags = written, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return what a pattern has of that name, and from then on without coming by here."""
        found = self.__dict__[name] = getattr(self.compiled, name)
        return found
