"""What ties the figures of all years to each other: which are the same number, and which add up to which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from publishing.data.figures.year import TALLY, Figure, Measure, Year

Key = tuple[str, str]
"""A figure: the name of its year, and its own."""

Tie = tuple[tuple[Key, ...], Key]
"""Figures, and the one that they add up to."""


def is_counted(measure: Measure, year: Year) -> bool:
    """Say whether a measure only counts the rows of a list: then nothing in it can be hidden."""
    return measure.name.removesuffix(f".{TALLY}") in year.lists


class Tables:
    """The figures of all years: which are the same number, and which add up to which."""

    def __init__(self, years: Mapping[str, Year]) -> None:
        self.figures: dict[Key, Figure] = {}
        self.counted: set[Key] = set()
        """How many rows a list has, and its tallies: they cannot be hidden."""
        sums: list[Tie] = []
        shares: list[tuple[Key, Key]] = []
        for year in years.values():
            for measure in year.measures.values():
                own = [(year.name, figure.name) for figure in measure.figures]
                self.figures.update(zip(own, measure.figures, strict=True))
                self.figures.update({(year.name, figure.name): figure for figure in measure.sums})
                sums += [(tuple((year.name, part) for part in figure.parts), (year.name, figure.name)) for figure in measure.sums]
                if measure.total and measure.total in year.figures:
                    sums.append((tuple(own), (year.name, measure.total)))
                    shares += [((year.name, measure.total), key) for key in own if self.figures[key].as_published is not None]
                if is_counted(measure, year):
                    self.counted.update(own)
        self.position = {key: position for position, key in enumerate(self.figures)}
        self.same = self._alike(sums)
        self.members: dict[Key, list[Key]] = defaultdict(list)
        for key, same in self.same.items():
            self.members[same].append(key)
        every = dict.fromkeys((tuple(sorted(self.same[part] for part in parts)), self.same[total]) for parts, total in sums)
        self.stands_in = Counter(same for parts, total in every for same in (*parts, total))
        self.sums = [(parts, total) for parts, total in every
                     if self.stands_in[total] > 1 or not all(self.figures[key].parts for key in self.members[total])]
        """Parts and their total. A sum that is worked out, and stands nowhere else, ties nothing."""
        self.shares = [(self.same[total], key) for total, key in shares]
        self.size = sum(len(parts) + 1 for parts, _ in self.sums)

    def with_breakdowns(self, total: Key) -> list[Key]:
        """Return a figure, what it is the total of, and so on down.

        That a total is hidden tells that little more than the hidden parts is left of it; a breakdown that is shown would tell how little.
        """
        found = [total]
        for one in found:
            found += [part for parts, whole in self.sums if whole == one for part in parts if part not in found]
        return found

    def _alike(self, sums: Sequence[Tie]) -> dict[Key, Key]:
        """Return for each figure the first of those that are the same number: those of one label, unit and period.

        They are not, where two of them are shown and differ, one is suppressed and another shown and too large, or both
        stand in one sum.
        """
        groups: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
        for key, figure in self.figures.items():
            groups[figure.label.casefold(), figure.unit.casefold(), figure.period.casefold()].append(key)
        same = {key: key for key in self.figures}
        for keys in groups.values():
            figures = [self.figures[key] for key in keys]
            shown = {figure.value for figure in figures if figure.value is not None}
            below = min((figure.suppressed.below for figure in figures if figure.suppressed), default=None)
            if len(shown) < 2 and (below is None or all(value < below for value in shown)):
                same.update(dict.fromkeys(keys, keys[0]))
        for parts, total in sums:
            row = [same[key] for key in (*parts, total)]
            for twice in {one for one in row if row.count(one) > 1} if len({*row}) < len(row) else ():
                same.update({key: key for key, one in same.items() if one == twice})
        return same
