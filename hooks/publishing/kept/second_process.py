"""Work that a second process does meanwhile: a copy of this one, which hands over what it has made and ends.

It is only ever faster: where the system makes no such copies, has one processor, or ``PROCESSES`` is 1, where the work is
little, or where the copy ended for whatever reason before it was done, the same is made here. So nothing else has to know of it, and what
goes wrong goes wrong here, and is told as ever. What is made must be values that can be handed over, and nothing that was
changed on the way is: neither what was remembered nor what was reported.
"""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from types import MappingProxyType
from typing import IO, Any, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

LEAST = 20
"""How many pages are worth a second process: to make one costs as much as a page or two."""


def read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Make a mapping again of what :class:`Writer` writes it as."""
    return MappingProxyType(values)


class Writer(pickle.Pickler):
    """Writes plain values, and mappings that cannot be written to."""

    dispatch_table = MappingProxyType({**copyreg.dispatch_table, MappingProxyType: lambda values: (read_only, (dict(values),))})


class Meanwhile(Generic[_T]):
    """Something that is made by a second process, from now until it is asked for."""

    def __init__(self, make: Callable[[], _T], worth_it: bool = True) -> None:
        self._make, self._process = make, 0
        self._handed_over = _file() if worth_it and _two_at_once() else None
        if self._handed_over is not None:
            try:
                self._begin(self._handed_over)
            except BaseException:  # who is stopped meanwhile has nobody left to end it
                self.stop()
                raise

    def _begin(self, file: IO[bytes]) -> None:
        """Begin a copy of this process, where there can be one."""
        gc.freeze()  # else a look for what can be thrown away would copy all that the two have in common
        held = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)  # the copy must not be stopped as if it were this one
        try:
            self._process = os.fork()
            if self._process == 0:
                _end_with(self._make, file, held)
        except OSError:
            self._process = 0
        finally:
            gc.unfreeze()
            signal.pthread_sigmask(signal.SIG_SETMASK, held)  # here it is met that this one was to be stopped

    def result(self) -> _T:
        """Return it as soon as it is there."""
        found = self._from_there()
        if found is None:
            return self._make()
        made: _T = found[0]
        return made

    def _from_there(self) -> tuple[_T] | None:
        if not self._process or self._handed_over is None:
            return None
        status = os.waitpid(self._process, 0)[1]
        self._process = 0
        with self._handed_over as file:
            if status:
                return None
            file.seek(0)
            found: tuple[_T] = pickle.load(file)
            return found

    def stop(self) -> None:
        """End it: nobody will ask for it any more."""
        if self._process and self._handed_over is not None:
            with suppress(OSError), self._handed_over:
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
            self._process = 0


class Pile(Generic[_T]):
    """Pieces of work for this process and for copies that are made of it: whoever is free takes the next, and nobody takes one that was taken."""

    def __init__(self, pieces: Sequence[_T]) -> None:
        self._pieces, self._owner = pieces, os.getpid()
        self._places = _file()
        try:
            if self._places is not None:  # all who have it open read on from one place
                self._places.write(b"".join(place.to_bytes(_PLACE, "big") for place in range(len(pieces))))
                self._places.seek(0)
        except OSError:
            self._places = None

    def __iter__(self) -> Iterator[_T]:
        if self._places is None:  # then a copy takes nothing
            pieces, self._pieces = self._pieces, ()
            yield from pieces if os.getpid() == self._owner else ()
        while self._places is not None and (place := os.read(self._places.fileno(), _PLACE)):
            yield self._pieces[int.from_bytes(place, "big")]

    def close(self) -> None:
        """Let nobody take any more in this process."""
        self._pieces = ()
        if self._places is not None:
            self._places.close()
            self._places = None


_PLACE = 4
"""Bytes in which a pile counts."""


def in_halves(items: Sequence[_T], make: Callable[[Sequence[_T]], _R], worth_it: bool = True) -> list[_R]:
    """Return what ``make`` makes of some items, or of the first, third and so on and of those between them, which it does at the same time."""
    if not worth_it or len(items) < LEAST or not _two_at_once():
        return [make(items)]
    theirs = Meanwhile(lambda: make(items[1::2]))
    try:
        return [make(items[::2]), theirs.result()]
    finally:
        theirs.stop()


def interleaved(halves: Iterable[Sequence[_T]]) -> Iterator[_T]:
    """Return what was made of each item, in order."""
    return (made[0] for row in zip_longest(*([(made,) for made in half] for half in halves)) for made in row if made)


def _two_at_once() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("PROCESSES") == "1" or len(sys._current_frames()) > 1:
        return False  # of other threads a copy has nothing but what they were holding
    return len(os.sched_getaffinity(0)) > 1


def _file() -> IO[bytes] | None:
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return None


_STOPPING = tuple(number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)))
_END_WITH_PARENT = 1
"""The first option of prctl(2): which signal ends a process when the one that began it has ended."""


def _end_with(make: Callable[[], Any], file: IO[bytes], held: Iterable[int]) -> None:
    """Make something, hand it over and end, without a word: whatever this process is a copy of is not to be ended twice."""
    import ctypes  # not everything that reads pages has it

    status = 1
    try:
        for number in _STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        Writer(file, protocol=5).dump((make(),))
        file.flush()
        status = 0
    except BaseException:  # it is made again where it can be told
        status = 1
    finally:
        os._exit(status)
