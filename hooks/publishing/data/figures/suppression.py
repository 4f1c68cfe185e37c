"""What a reader can work out of the numbers that are hidden, and what else must be hidden so that nobody can.

The data files hold no hidden number, and are as public as the site, so this sees exactly what a reader sees. A reader
knows the figures that are shown, that a figure which is *suppressed* is under its rule's number, that one which is *withheld*
is not (it would be marked otherwise), every total and sum of every year, the percentages that are shown of a total that is
not, and that figures of one label, unit and period are the same number wherever they stand.

The rule: **every value that a suppressed figure may have by its own words must stay possible.** "Fewer than 5" then tells all
that can be known. Statistical offices ask for such an interval, and audit it as an attacker would, by solving the table
(Handbook on Statistical Disclosure Control, chapters on magnitude and frequency tables, https://sdctools.github.io/HandbookSDC/;
Government Statistical Service, guidance on disclosure control for tables from administrative sources). Noughts are small
numbers, and hidden with them. The Department for Education shows them; that tells of every number beside them that it is not
none, and of two that are fewer than five and add up to two that both are one.

What is proposed to be hidden as well is chosen by where it stands, never by its size: from the end of the measure, then its
total with all that it is broken down into and one more in each sum that it is a part of; and when all that is not enough, none
of the figures is called small any more. That more was needed tells something all the same: there was little to hide. By simulation
(``tests/unit/data/test_attacker.py``) a reader who follows this code through every table that there could be is left with all
values but one.

The work is bounded. Where that is not enough, everything that hangs together is proposed to be hidden: never too little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from itertools import islice

from publishing.data.figures.possible import Effort, TooMuch, Unknowns
from publishing.data.figures.ties import Key, Tables, Tie, is_counted
from publishing.data.figures.year import SMALL, Figure, Year

EFFORT = 1_000_000
"""How many terms of sums are looked at in all: about a second."""

EFFORT_AT_ONCE = 100_000
"""How many of them for one question about figures that hang together."""

COST_OF_HIDING = 10
"""How many terms it is worth to look at each term anew when something more is hidden."""


@dataclass(frozen=True)
class Exposed:
    """A hidden figure of which a reader can work out more than its words say."""

    figure: Key
    below: int
    """Under which number it is; 0 where it is withheld, and the numbers around it leave it small."""
    further: Mapping[Key, int]
    """What must be hidden as well: under which number each of them is, or 0 where it is to be withheld."""
    enough: bool = True
    """Whether that protects it. It may not where a total is how many rows a list has, which nobody can hide."""


@dataclass(frozen=True)
class Unfit:
    """A hidden figure that no number fits, whatever it is."""

    figure: Key


def exposures(years: Mapping[str, Year], effort: int = EFFORT) -> Iterator[Exposed | Unfit]:
    """Return the hidden figures that can be narrowed down, one for each group of figures that hang together.

    With everything hidden that is proposed for all of them, there are none; unless the effort was spent: then the rest is not looked for.
    """
    left, settled = Effort(effort), set[frozenset[Key]]()
    seen = Seen(Tables(years), hidden_in(years))
    waiting = seen.groups[::-1]
    while waiting and left.left >= 0:
        group = waiting.pop()
        found = None if group.names in settled else group.exposed(left)
        settled.add(group.names)
        if isinstance(found, Exposed):
            before = seen.hidden
            seen, enough = _protected(seen, found.figure, left)
            settled.update(group.names for group in seen.groups if seen.tables.same[found.figure] in group.unknown)
            waiting = seen.groups[::-1]
            yield replace(found, further={key: below for key, below in seen.hidden.items() if before.get(key) != below}, enough=enough)
        elif found:
            yield found


def hidden_in(years: Mapping[str, Year]) -> dict[Key, int]:
    """Return what is hidden, or must be because it is nought, and under which number each figure is; 0 where it is withheld."""
    hidden = {(year.name, figure.name): figure.suppressed.below if figure.suppressed else 0
              for year in years.values() for figure in year.figures.values() if figure.suppressed or figure.withheld}
    return hidden | {(year.name, figure.name): below for year in years.values() for figure, below in noughts(year)}


def noughts(year: Year) -> list[tuple[Figure, int]]:
    """Return the noughts that are shown although small numbers of their unit are hidden, and under which number those are."""
    below = {figure.unit.casefold(): figure.suppressed.below for figure in year.figures.values() if figure.suppressed}
    return [(figure, below[unit]) for measure in year.measures.values() if not is_counted(measure, year)
            for figure in measure.figures if figure.value == 0 and (unit := figure.unit.casefold()) in below]


def _protected(seen: Seen, key: Key, left: Effort) -> tuple[Seen, bool]:
    """Hide more and more around a figure until its group is protected; say whether it then is."""
    while True:
        group = seen.group_of(key)
        found = group.exposed(left) if group else None
        if group is None or not isinstance(found, Exposed):
            return seen, True
        steps = group.to_hide(found.figure)
        try:
            left.spend(COST_OF_HIDING * seen.tables.size)
            further = [*islice(steps, 1)]
        except TooMuch:
            further = [*steps]
        if not further:
            return seen, False
        seen = Seen(seen.tables, {**seen.hidden, **{key: below for step in further for key, below in step.items()}})


def number_is_small(figure: Figure, below: int) -> bool:
    """Say whether a figure is a count under a number."""
    return figure.value is not None and figure.value < below and figure.value == figure.value.to_integral_value()


class Seen:
    """What a reader sees, with these figures hidden."""

    def __init__(self, tables: Tables, hidden: Mapping[Key, int]) -> None:
        self.tables = tables
        self.hidden = hidden
        self._numbers: dict[Key, Decimal | None] = {}
        self.groups = list(self._groups())

    def shown_of(self, same: Key) -> list[Key]:
        """Return the figures that show a number and could be hidden."""
        return [key for key in self.tables.members[same] if self._shows(key) and key not in self.tables.counted]

    def number(self, same: Key) -> Decimal | None:
        """Return the number of a figure, where it is shown anywhere."""
        if same not in self._numbers:
            self._numbers[same] = next((self.tables.figures[key].value for key in self.tables.members[same] if self._shows(key)), None)
        return self._numbers[same]

    def _shows(self, key: Key) -> bool:
        """Say whether a figure's own number is shown. That of a sum is left to be worked out."""
        figure = self.tables.figures[key]
        return figure.value is not None and not figure.parts and key not in self.hidden

    def group_of(self, key: Key) -> Group | None:
        """Return the group in which a figure stands, where it has anything to protect."""
        same = self.tables.same[key]
        return next((group for group in self.groups if same in group.unknown), None)

    def _groups(self) -> Iterator[Group]:
        """Return the groups of figures that hang together by sums and are hidden, or suppressed and shown elsewhere."""
        marked = {self.tables.same[key] for key, below in self.hidden.items() if below or self.number(self.tables.same[key]) is None}
        sums: dict[Key, list[Tie]] = defaultdict(list)
        for row in self.tables.sums:
            for same in (*row[0], row[1]):
                if self.number(same) is None:
                    sums[same].append(row)
        done: set[Key] = set()
        for start in sorted(marked, key=self.tables.position.__getitem__):
            if start in done:
                continue
            unknown, rows, waiting = {start: None}, dict[Tie, None](), [start]
            while waiting:
                for row in sums[waiting.pop()]:
                    if row not in rows:
                        rows[row] = None
                        new = [same for same in (*row[0], row[1]) if self.number(same) is None and same not in unknown]
                        unknown.update(dict.fromkeys(new))
                        waiting += new
            done.update(unknown)
            yield Group(self, list(unknown), list(rows))


class Group:
    """Hidden figures that hang together by sums; a single one whose number stands elsewhere is a group too."""

    def __init__(self, seen: Seen, unknown: list[Key], sums: list[Tie]) -> None:
        self._seen = seen
        self.unknown = unknown
        self.names = frozenset(unknown)
        self._sums = sums
        self._below = {same: min(below) for same in unknown
                       if (below := [seen.hidden[key] for key in seen.tables.members[same] if seen.hidden.get(key)])}
        self._withheld = [same for same in unknown if same not in self._below and any(key in seen.hidden for key in seen.tables.members[same])]
        self.limit = max(self._below.values(), default=SMALL)
        """What is withheld is not under this number, as a reader takes it, where others are marked as small."""

    def exposed(self, left: Effort) -> Exposed | Unfit | None:
        """Return a figure of which too much can be worked out, or that can have no value at all; ``None`` where all are protected."""
        first = next(iter(self._below or self._withheld))
        if self._seen.number(first) is not None:
            return self._exposed(first)
        if not self._below and all(self._seen.number(same) is None for parts, total in self._sums for same in (*parts, total)):
            return None  # nothing is shown, and nothing is said
        try:
            return self._worked_out(first, Effort(EFFORT_AT_ONCE, left))
        except TooMuch:
            return self._exposed(first)

    def _exposed(self, same: Key) -> Exposed:
        key = self._named(same)
        return Exposed(key, self._seen.hidden[key], {})

    def _worked_out(self, first: Key, effort: Effort) -> Exposed | Unfit | None:
        number_of = {same: number for number, same in enumerate(self.unknown)}
        shares = self._bounds_by_share()
        known = [[self._seen.number(same) or Decimal(0) for same in (*parts, total)] for parts, total in self._sums]
        exponents = [int(number.as_tuple().exponent) for numbers in known for number in numbers]
        scale = 10 ** max(0, -min(exponents, default=0))
        rows = [(tuple((sign, number_of[same]) for sign, same in _signed(parts, total) if same in number_of), int((total_of - sum(of)) * scale))
                for (parts, total), (*of, total_of) in zip(self._sums, known, strict=True)]
        large = sum(abs(result) for _, result in rows) + 2 * scale * self.limit * (len(self.unknown) + 1) + 2 * sum(low for low, _ in shares.values()) * scale
        low = [0] * len(self.unknown)
        high = [(self._below[same] - 1) * scale if same in self._below else large for same in self.unknown]
        for same, (least, most) in shares.items():
            low[number_of[same]] = least * scale
            high[number_of[same]] = min(high[number_of[same]], large if most is None else most * scale)
        base = Unknowns(low, high, rows)
        bounds = base.bounds(effort)
        if bounds is None or not base.can({}, effort):
            return Unfit(self._named(first))
        protected = dict(self._below)
        for same in self._withheld:
            if bounds[1][number_of[same]] < self.limit * scale:  # whatever its mark says, it is small
                protected[same] = self.limit
            elif not self._below and bounds[0][number_of[same]] == bounds[1][number_of[same]]:
                return self._exposed(same)
            elif self._below:
                low[number_of[same]] = max(low[number_of[same]], self.limit * scale)
        reader, done = Unknowns(low, high, rows), set[object]()
        for same, below in protected.items():
            alike = reader.alike(number_of[same]), below
            if alike not in done and not reader.every(number_of[same], [value * scale for value in range(below)], effort):
                return self._exposed(same)
            done.add(alike)
        return None

    def _bounds_by_share(self) -> dict[Key, tuple[int, int | None]]:
        """Return the least and the greatest that a hidden total can be, for the percentages that are shown of it."""
        found: dict[Key, tuple[int, int | None]] = {}
        for total, key in self._seen.tables.shares:
            figure = self._seen.tables.figures[key]
            if total not in self.names or key in self._seen.hidden or not figure.value or figure.as_published is None:
                continue
            half = Decimal(1).scaleb(min(0, int(figure.as_published.as_tuple().exponent))) / 2
            least, most = found.get(total, (0, None))
            least = max(least, int((100 * figure.value / (figure.as_published + half)).to_integral_value(ROUND_FLOOR)) + 1)
            if figure.as_published > half:
                here = int((100 * figure.value / (figure.as_published - half)).to_integral_value(ROUND_FLOOR))
                most = here if most is None else min(most, here)
            found[total] = least, most
        return found

    def to_hide(self, key: Key) -> Iterator[dict[Key, int]]:
        """Return what can be done for an exposed figure, step by step: what to hide, and under which number it is; 0 to withhold it.

        The order is that in which things stand, whatever their size. When all around is hidden, no figure of the group is called small any more.
        """
        tables, start = self._seen.tables, self._seen.tables.same[key]
        if self._seen.number(start) is not None:
            yield self._hiding([start])
            return
        steps, waiting, rest, found = {start: 0}, [start], list(self._sums), dict[Key, tuple[int, bool, bool, int]]()
        for unknown in waiting:
            near, rest = [row for row in rest if unknown in (*row[0], row[1])], [row for row in rest if unknown not in (*row[0], row[1])]
            for parts, total in near:
                for same in (*parts, total):
                    if self._seen.number(same) is None:
                        if same not in steps:
                            steps[same] = steps[unknown] + 1
                            waiting.append(same)
                    elif self._seen.shown_of(same):
                        place = (steps[unknown], tables.stands_in[same] > 1, same == total, -tables.position[same])
                        found[same] = min(place, found.get(same, place))
        for one in sorted(found, key=found.__getitem__):
            yield self._hiding(self._with_neighbours(one) if found[one][2] else [one])
        if self._below:
            yield {key: 0 for small in self._below for key in tables.members[small] if self._seen.hidden.get(key)}

    def _with_neighbours(self, total: Key) -> list[Key]:
        """Return a total and, of each sum that it is a part of, the next figure that is shown; where that is a total, and so on up.

        That a total is hidden tells that it is little more than its hidden parts; the sum that it stands in must not tell how little.
        """
        totals, neighbours = [total], list[Key]()
        for one in totals:
            for parts, whole in self._seen.tables.sums:
                if one not in parts:
                    continue
                shown = [part for part in parts if part != one and self._seen.shown_of(part)]
                if shown:
                    neighbours.append(max(shown, key=self._seen.tables.position.__getitem__))
                elif whole not in totals and self._seen.shown_of(whole):
                    totals.append(whole)
        return totals + neighbours

    def _hiding(self, figures: list[Key]) -> dict[Key, int]:
        """Return what hiding figures means: they are hidden wherever they stand, and so is all that they are broken down into."""
        return {one: self.limit if number_is_small(self._seen.tables.figures[one], self.limit) else 0
                for same in figures for part in self._seen.tables.with_breakdowns(same) for one in self._seen.shown_of(part)}

    def _named(self, same: Key) -> Key:
        """Return the figure that is hidden, of those that are the same."""
        members = self._seen.tables.members[same]
        return next((key for key in members if self._seen.hidden.get(key)), None) or next(key for key in members if key in self._seen.hidden)


def _signed(parts: tuple[Key, ...], total: Key) -> Iterator[tuple[int, Key]]:
    yield from ((1, part) for part in parts)
    yield -1, total
