"""Which whole numbers can stand where some are not known, if sums must come out right. It knows nothing of figures.

Each unknown has a least and a greatest value, and each *row* says that some of them, added or taken away, make a number.
Bounds are narrowed row by row until nothing moves. Where no row meets another twice, that is the whole answer: every value
within the bounds then belongs to a solution, because the sum of whole intervals has no gaps. Otherwise what stands in
several rows is tried, half an interval at a time, until a solution is found or none is left.

The work is bounded: whoever asks brings an :class:`Effort`, and :class:`TooMuch` is raised when it is spent. An answer that
is given is exact; no answer is never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = tuple[tuple[tuple[int, int], ...], int]
"""Terms, each a sign (1 or -1) and the number of an unknown, and what they must add up to."""


class TooMuch(Exception):
    """The effort was spent before there was an answer."""


@dataclass
class Effort:
    """How many terms of rows may still be looked at."""

    left: int
    whole: Effort | None = None
    """The effort that this one is a part of."""

    def spend(self, terms: int) -> None:
        """Count so many terms. Raises :class:`TooMuch`."""
        self.left -= terms
        if self.left < 0:
            raise TooMuch
        if self.whole:
            self.whole.spend(terms)


class Unknowns:
    """Unknown whole numbers, between ``low`` and ``high`` each, and the rows that tie them."""

    def __init__(self, low: Sequence[int], high: Sequence[int], rows: Sequence[Row]) -> None:
        self._low = list(low)
        self._high = list(high)
        self._rows = rows
        self._rows_of: list[dict[int, int]] = [{} for _ in low]
        """The rows in which an unknown stands, and its sign in each."""
        for number, (terms, _) in enumerate(rows):
            for sign, unknown in terms:
                self._rows_of[unknown][number] = sign
        self._tried = [unknown for unknown, of in enumerate(self._rows_of) if len(of) > 1] if self._meet_twice() else []
        self._bounds: tuple[list[int], list[int]] | None = None

    def _meet_twice(self) -> bool:
        """Say whether rows and unknowns form a ring anywhere."""
        parent = list(range(len(self._rows) + len(self._low)))

        def root(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for number, (terms, _) in enumerate(self._rows):
            for _, unknown in terms:
                one, other = root(number), root(len(self._rows) + unknown)
                if one == other:
                    return True
                parent[one] = other
        return False

    def bounds(self, effort: Effort) -> tuple[list[int], list[int]] | None:
        """Return the bounds, narrowed; ``None`` where the rows contradict each other. Raises :class:`TooMuch`."""
        if self._bounds is None:
            low, high = list(self._low), list(self._high)
            self._bounds = (low, high) if self._narrow(low, high, range(len(self._rows)), effort) else None
        return self._bounds

    def can(self, values: Mapping[int, int], effort: Effort) -> bool:
        """Say whether there is a solution in which these unknowns have these values. Raises :class:`TooMuch`."""
        low, high = list(self._low), list(self._high)
        for unknown, value in values.items():
            if not low[unknown] <= value <= high[unknown]:
                return False
            low[unknown] = high[unknown] = value
        waiting: list[tuple[list[int], list[int], Iterable[int]]] = [(low, high, range(len(self._rows)))]
        while waiting:
            low, high, rows = waiting.pop()
            if not self._narrow(low, high, rows, effort):
                continue
            effort.spend(len(self._tried))
            open_ones = [one for one in self._tried if low[one] < high[one]]
            if not open_ones:
                return True
            widths = [high[one] - low[one] for one in open_ones]
            unknown = open_ones[widths.index(min(widths))]
            middle = (low[unknown] + high[unknown]) // 2
            effort.spend(2 * len(low))
            upper, lower = (list(low), list(high)), (list(low), list(high))
            upper[0][unknown], lower[1][unknown] = middle + 1, middle
            waiting += [(*upper, self._rows_of[unknown]), (*lower, self._rows_of[unknown])]
        return False

    def every(self, unknown: int, values: Sequence[int], effort: Effort) -> bool:
        """Say whether an unknown can have each of these values. Raises :class:`TooMuch`."""
        if self._tried:
            return all(self.can({unknown: value}, effort) for value in values)
        bounds = self.bounds(effort)
        return bounds is not None and all(bounds[0][unknown] <= value <= bounds[1][unknown] for value in values)

    def alike(self, unknown: int) -> object:
        """Return what is equal for unknowns that could change places: the same bounds, in the same rows, with the same signs."""
        return self._low[unknown], self._high[unknown], tuple(self._rows_of[unknown].items())

    def _narrow(self, low: list[int], high: list[int], rows: Iterable[int], effort: Effort) -> bool:
        """Narrow the bounds in place until nothing moves; say whether anything is left between them.

        One visit to a row is enough for it: whatever bound it leaves belongs to a solution of that row.
        """
        queue = dict.fromkeys(rows)
        while queue:
            number = next(iter(queue))
            del queue[number]
            terms, result = self._rows[number]
            effort.spend(len(terms))
            more = result - sum(low[one] if sign > 0 else -high[one] for sign, one in terms)
            less = sum(high[one] if sign > 0 else -low[one] for sign, one in terms) - result
            if more < 0 or less < 0:
                return False
            for sign, one in terms:
                up, down = (more, less) if sign > 0 else (less, more)
                least, most = max(low[one], high[one] - down), min(high[one], low[one] + up)
                if (least, most) != (low[one], high[one]):
                    low[one], high[one] = least, most
                    queue.update(dict.fromkeys(row for row in self._rows_of[one] if row != number))
        return True
