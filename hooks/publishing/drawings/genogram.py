"""Genograms: where people, lines and names stand, and what the drawing says in words.

Every place is computed from the family alone, so that the same family is the same drawing on every machine. Who draws
a genogram on their own device (``overrides/assets/instruments/genogram-drawing.js``) gets it by the same rules: that
script says the same again, function by function, and ``tests/browser/test_genogram.py`` holds the two equal over
generated families. So whoever changes one changes the other.

Rows are generations. A person's partner stands beside them, or, where somebody stands between, is joined by a line
above. Brothers and sisters stand eldest left. Which family stands left of which is chosen so that the lines are short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from math import floor

from publishing.data.genograms import SHAPES, Couple, Genogram, Person, generations, joined

SIZE = 44
"""The height and width of a shape, in points."""
LETTER = 7.7
"""The width that a letter is given."""
LINE = 17
LINE_LENGTH = 13
"""Letters on a line of a name, where its words allow."""
APART = 18
"""Between the names of two who stand beside each other, and between those of a couple, for their children's line."""
COUPLE_APART = 28
NEAREST = 76
"""From the middle of one shape to the next, at least."""
TRACK = 12
"""Between lines that run side by side."""
AROUND = 7
"""From a name to the dotted line round a household."""
ALONG = 48
"""How far a dotted line goes beside the people of one row to run on straight from the next."""
PHONE = 424
"""The width up to which letters can still be read when a drawing is made as wide as the text on a phone."""
STRAIGHT = 4
"""How far a child may stand beside the middle of their parents for one line straight down."""
SWEEPS = 24
MOST_ORDERED = 4
"""Families of which every order is tried."""


@dataclass(frozen=True)
class Path:
    """A line or shape: what it is, as a class, and its points in the words of SVG's attribute ``d``."""

    kind: str
    d: str


@dataclass(frozen=True)
class Letters:
    """Letters on one line: what they are, the middle of their foot, and themselves."""

    kind: str
    x: float
    y: float
    letters: str


@dataclass(frozen=True)
class Fact:
    """What the drawing says: a sort of sentence, and the people in it by their places, in one or two lists."""

    kind: str
    people: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A drawing, from its top left corner, in points, and what it says."""

    width: float
    height: float
    paths: tuple[Path, ...]
    letters: tuple[Letters, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether its letters would be too small on a phone if all of it were to be seen at once."""
        return self.width > PHONE


def draw(genogram: Genogram, named: bool = True) -> Drawing:
    """Draw a family of one person or more; where it is not ``named``, for a key, without names."""
    names = [lines_of(person.who) if named else [] for person in genogram.people]
    wide = [max([SIZE, *(len(line) * LETTER for line in lines)]) for lines in names]
    rows_of = generations(genogram) or [0] * len(names)
    rows, across = _best(genogram, rows_of, wide)
    return _Pen(genogram, names, wide, rows_of, rows, across).drawing()


def lines_of(words: str) -> list[str]:
    """Return a name in lines, with a capital at its start; a word too long for a line has one of its own."""
    lines: list[str] = []
    for word in (words[:1].upper() + words[1:]).split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def used(genogram: Genogram) -> list[str]:
    """Return the signs of :data:`KEY` that a genogram has, in their order."""
    found = {SHAPES[person.kind] for person in genogram.people}
    found |= {"died" for person in genogram.people if person.died} | {"age" for person in genogram.people if person.age}
    found |= {couple.standing for couple in genogram.couples if len(couple.of) == 2} | {"children" for couple in genogram.couples if couple.children}
    return [sign for sign in KEY if sign in found or (sign == "household" and genogram.households)]


_ONE, _OTHER, _CHILD = Person("", "man"), Person("", "woman"), Person("", "person")

KEY = {
    "square": Genogram((_ONE,)),
    "circle": Genogram((_OTHER,)),
    "diamond": Genogram((_CHILD,)),
    "triangle": Genogram((Person("", "pregnancy"),)),
    "age": Genogram((Person("", "woman", age="9"),)),
    "died": Genogram((Person("", "man", died=True),)),
    "together": Genogram((_ONE, _OTHER), (Couple((0, 1)),)),
    "separated": Genogram((_ONE, _OTHER), (Couple((0, 1), "separated"),)),
    "divorced": Genogram((_ONE, _OTHER), (Couple((0, 1), "divorced"),)),
    "children": Genogram((_ONE, _OTHER, _CHILD, _CHILD), (Couple((0, 1), children=(2, 3)),)),
    "household": Genogram((_OTHER, _CHILD), households=((0, 1),)),
}
"""Each sign that a key explains, as the smallest family that shows it."""


# Who stands beside whom

def _best(genogram: Genogram, rows_of: Sequence[int], wide: Sequence[float]) -> tuple[list[list[int]], list[float]]:
    """Return the people of each row from the left, and the middle of each: of the orders of the families at the top, the one with the shortest lines."""
    groups = joined(len(rows_of), [couple.of for couple in genogram.couples])
    born = {child for couple in genogram.couples for child in couple.children}
    hang = {groups[child] for child in born}
    tops = [group for group in range(len(groups)) if group in groups and group not in hang]
    tied = {person for couple in genogram.couples for person in (*couple.of, *couple.children)}
    families, alone = [top for top in tops if top in tied], [top for top in tops if top not in tied]
    found: list[tuple[float, list[list[int]], list[float]]] = []
    for order in permutations(families) if len(families) <= MOST_ORDERED else [families]:
        rows = _Order(genogram, rows_of).rows([*order, *alone])
        across = _across(genogram, rows, wide)
        found.append((_length(genogram, rows, across), rows, across))
    shortest = min(length for length, _, _ in found)
    _, rows, across = next(one for one in found if one[0] <= shortest + 1)  # about as short is as good: then the order in which they are written
    return rows, across


class _Order:
    """Puts people into rows, each once."""

    def __init__(self, genogram: Genogram, rows_of: Sequence[int]) -> None:
        self.couples = genogram.couples
        self.rows_of = rows_of
        self.placed = [False] * len(rows_of)
        self.parents = [-1] * len(rows_of)
        self.above: list[int] = []
        """People in the rows above, from the left."""
        for number, couple in enumerate(self.couples):
            for child in couple.children:
                self.parents[child] = number

    def rows(self, tops: Sequence[int]) -> list[list[int]]:
        """Return the people of each row; families without parents come as in ``tops``, by one person of each."""
        found = []
        for row in range(max(self.rows_of) + 1):
            here: list[int] = []
            for parent in list(self.above):
                for couple in self.couples:
                    if parent in couple.of:
                        for child in couple.children:
                            if self.rows_of[child] == row and not self.placed[child]:
                                here += self._with_siblings(child)
            for top in tops:
                if self.rows_of[top] == row and not self.placed[top]:
                    here += self._with_siblings(top)
            found.append(here)
            self.above += here
        return found

    def _with_siblings(self, person: int) -> list[int]:
        """Return somebody with their brothers and sisters in the same row, and with who is joined to them."""
        siblings = [child for child in self.couples[self.parents[person]].children if self.rows_of[child] == self.rows_of[person]] if self.parents[person] >= 0 else [person]
        siblings = [one for one in siblings if not self.placed[one]]
        before: list[int] = []
        middle: list[int] = []
        after: list[int] = []
        for one in siblings:
            self.placed[one] = True
        for one in siblings:
            left, right = self._beside(one, before, after)
            middle += [*left, one, *right]
        return [*before, *middle, *after]

    def _beside(self, person: int, before: list[int], after: list[int], sides: str = "both") -> tuple[list[int], list[int]]:
        """Return who stands left and right of somebody as a partner; one with parents of their own comes with their family, ``before`` or ``after`` all siblings.

        Partners of a partner stand on the far side alone: ``sides`` is then "left" or "right".
        """
        left: list[int] = []
        right: list[int] = []
        for couple in self.couples:
            if person not in couple.of or len(couple.of) < 2:
                continue
            other = couple.of[0] if couple.of[1] == person else couple.of[1]
            if self.placed[other]:
                continue
            if self.parents[other] >= 0:
                family = self._with_siblings(other)
                if self._left_of(other, person):
                    before[:] = [*family, *before]
                else:
                    after += family
                continue
            self.placed[other] = True
            at_left = couple.of[0] == other
            if (at_left and left and not right) or (not at_left and right and not left):
                at_left = not at_left
            if sides != "both":
                at_left = sides == "left"
            far_left, far_right = self._beside(other, before, after, "left" if at_left else "right")
            if at_left:
                left = [*far_left, other, *left]
            else:
                right += [other, *far_right]
        return left, right

    def _left_of(self, one: int, other: int) -> bool:
        """Say whether the parents of one stand left of those of the other."""
        if self.parents[other] < 0:
            return False
        return self.above.index(self.couples[self.parents[one]].of[0]) < self.above.index(self.couples[self.parents[other]].of[0])


# How far apart

def _across(genogram: Genogram, rows: Sequence[Sequence[int]], wide: Sequence[float]) -> list[float]:
    """Return the middle of each person: children below their parents as far as there is room."""
    x = [0.0] * len(wide)
    couples = {(couple.of[0], couple.of[-1]) for couple in genogram.couples}
    gaps = []
    for row in rows:
        steps = [0.0]
        for one, other in pairwise(row):
            apart = COUPLE_APART if (one, other) in couples or (other, one) in couples else APART
            steps.append(steps[-1] + max(NEAREST, (wide[one] + wide[other]) / 2 + apart))
        gaps.append(steps)
        for person, step in zip(row, steps, strict=True):
            x[person] = step
    beside = neighbours(rows)
    for sweep in range(SWEEPS):
        up = sweep % 2 == 1
        for number in range(len(rows) - 1, -1, -1) if up else range(len(rows)):
            row = rows[number]
            shift = [0.0] * len(x)
            times = [0] * len(x)
            for couple in genogram.couples:
                if not couple.children:
                    continue
                off = _middle([x[child] for child in couple.children]) - _drop(couple.of, x, beside)
                for person in couple.of if up else couple.children:
                    shift[person] += off if up else -off
                    times[person] += 1
            for couple in genogram.couples:
                for one, other in ((couple.of[0], couple.of[-1]), (couple.of[-1], couple.of[0])):
                    if times[one] and not times[other] and not up:  # a partner comes along
                        shift[other] = shift[one] / times[one]
            wanted = [x[person] + (shift[person] / times[person] if times[person] else shift[person]) for person in row]
            for person, place in zip(row, _apart(wanted, gaps[number]), strict=True):
                x[person] = place
    return x


def neighbours(rows: Sequence[Sequence[int]]) -> dict[tuple[int, int], bool]:
    """Return all pairs who stand beside each other, left one first."""
    return {(one, other): True for row in rows for one, other in pairwise(row)}


def _apart(wanted: Sequence[float], steps: Sequence[float]) -> list[float]:
    """Return places as near as can be to those that are wanted, in order, and as far apart as ``steps`` from the first are.

    Least squares under an order: neighbours who would overlap share their mean (pool adjacent violators,
    https://en.wikipedia.org/wiki/Isotonic_regression).
    """
    pools: list[list[float]] = []
    for want, step in zip(wanted, steps, strict=True):
        pools.append([want - step, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, weight = pools.pop()
            last = pools[-1]
            last[0] = (last[0] * last[1] + mean * weight) / (last[1] + weight)
            last[1] += weight
    free = [mean for mean, weight in pools for _ in range(int(weight))]
    return [place + step for place, step in zip(free, steps, strict=True)]


def _middle(places: Sequence[float]) -> float:
    return (min(places) + max(places)) / 2


def _drop(of: Sequence[int], x: Sequence[float], beside: dict[tuple[int, int], bool]) -> float:
    """Return where the line to the children of a couple leaves theirs: in the middle, or where others stand between, before the one on the right."""
    left, right = sorted((x[of[0]], x[of[-1]]))
    if len(of) == 1 or (of[0], of[1]) in beside or (of[1], of[0]) in beside:
        return (left + right) / 2
    return right - NEAREST / 2


def _length(genogram: Genogram, rows: Sequence[Sequence[int]], x: Sequence[float]) -> float:
    """Return how long the lines across are; a line that has to go above others counts for more."""
    beside = neighbours(rows)
    total = 0.0
    for couple in genogram.couples:
        apart = abs(x[couple.of[0]] - x[couple.of[-1]])
        near = len(couple.of) == 1 or (couple.of[0], couple.of[1]) in beside or (couple.of[1], couple.of[0]) in beside
        total += apart if near else 2 * apart
        if couple.children:
            reach = [x[child] for child in couple.children] + [_drop(couple.of, x, beside)]
            total += max(reach) - min(reach)
    return total


# The drawing

class _Pen:
    """Draws a family of which every person has a place across."""

    def __init__(self, genogram: Genogram, names: Sequence[Sequence[str]], wide: Sequence[float], rows_of: Sequence[int], rows: Sequence[Sequence[int]], across: Sequence[float]) -> None:
        self.genogram, self.names, self.wide, self.rows_of, self.rows = genogram, names, wide, rows_of, rows
        self.beside = neighbours(rows)
        edge = 3 + (AROUND + 3 * len(genogram.households) if genogram.households else 0)
        leftmost = min(across[person] - wide[person] / 2 for person in range(len(wide)))
        self.x = [place - leftmost + edge for place in across]
        self.width = max(self.x[person] + wide[person] / 2 for person in range(len(wide))) + edge
        self.bars = self._bars()
        self.bridges = self._bridges()
        self.top, self.foot = self._heights(edge)
        self.height = self.foot[-1] + edge + (edge if genogram.households else 0)  # a way between two who live together may lead below others

    def drawing(self) -> Drawing:
        """Return the drawing: lines first, shapes over them."""
        paths = [path for number in range(len(self.genogram.couples)) for path in self._couple(number)]
        paths += [path for number in range(len(self.genogram.households)) for path in self._household(number)]
        paths += [path for person in range(len(self.wide)) for path in self._person(person)]
        letters = [one for person in range(len(self.wide)) for one in self._letters(person)]
        return Drawing(rounded(self.width), rounded(self.height), tuple(paths), tuple(letters), self._facts())

    def _bars(self) -> dict[int, tuple[float, float, int]]:
        """Return the line above the children of each couple: its ends, and how many such lines stand below it before the children."""
        spans = []
        for number, couple in enumerate(self.genogram.couples):
            if couple.children:
                places = [self.x[child] for child in couple.children] + [_drop(couple.of, self.x, self.beside)]
                spans.append((min(places), max(places), number))
        return _in_tracks(spans, lambda number: min(self.rows_of[child] for child in self.genogram.couples[number].children))

    def _bridges(self) -> dict[int, tuple[float, float, int]]:
        """Return the line of each couple between whom others stand: its ends, and how many such lines stand below it."""
        spans = []
        for number, couple in enumerate(self.genogram.couples):
            if len(couple.of) == 2 and (couple.of[0], couple.of[1]) not in self.beside and (couple.of[1], couple.of[0]) not in self.beside:
                left, right = sorted((self.x[couple.of[0]], self.x[couple.of[1]]))
                spans.append((left, right, number))
        return _in_tracks(spans, lambda number: self.rows_of[self.genogram.couples[number].of[0]])

    def _heights(self, edge: float) -> tuple[list[float], list[float]]:
        """Return the top of each row's shapes and the foot of its names."""
        top: list[float] = []
        foot: list[float] = []
        for number, row in enumerate(self.rows):
            bars = [bar[2] + 1 for couple, bar in self.bars.items() if min(self.rows_of[child] for child in self.genogram.couples[couple].children) == number]
            bridges = [bridge[2] + 1 for couple, bridge in self.bridges.items() if self.rows_of[self.genogram.couples[couple].of[0]] == number]
            above = (foot[-1] + 3 * AROUND + 14 if foot else edge) + TRACK * (max(bars, default=0) + max(bridges, default=0))
            top.append(above)
            lines = max((len(self.names[person]) for person in row), default=0)
            foot.append(above + SIZE + (lines * LINE + 4 if lines else 0))
        return top, foot

    def _middle_of(self, person: int) -> tuple[float, float]:
        return self.x[person], self.top[self.rows_of[person]] + SIZE / 2

    def _couple(self, number: int) -> list[Path]:
        couple = self.genogram.couples[number]
        row = self.rows_of[couple.of[0]]
        left, right = sorted(couple.of, key=lambda person: self.x[person])[0], sorted(couple.of, key=lambda person: self.x[person])[-1]
        (x1, y), (x2, _) = self._middle_of(left), self._middle_of(right)
        drop = _drop(couple.of, self.x, self.beside)
        found: list[Path] = []
        if number in self.bridges:
            y_line = self.top[row] - TRACK * (self.bridges[number][2] + 1) + 2
            found.append(Path("tie", line((x1 + 11, y), (x1 + 11, y_line), (x2 - 11, y_line), (x2 - 11, y))))
        else:
            y_line = y
            if len(couple.of) == 2:
                found.append(Path("tie", line((x1, y), (x2, y))))
        if len(couple.of) == 2 and couple.standing != "together":
            at = drop - (9 if couple.children else 0)
            for place in (at - 3, at + 3) if couple.standing == "divorced" else (at,):
                found.append(Path("tie", line((place - 4, y_line + 8), (place + 4, y_line - 8))))
        if couple.children:
            start = y_line if len(couple.of) == 2 else self.top[row] + SIZE + (len(self.names[left]) * LINE + 6 if self.names[left] else 0)
            found += self._children(number, drop, start)
        return found

    def _children(self, number: int, drop: float, start: float) -> list[Path]:
        left, right, track = self.bars[number]
        children = self.genogram.couples[number].children
        row = min(self.rows_of[child] for child in children)
        bridges = max((bridge[2] + 1 for couple, bridge in self.bridges.items() if self.rows_of[self.genogram.couples[couple].of[0]] == row), default=0)
        bar = self.top[row] - AROUND - 8 - TRACK * (bridges + track)
        if right - left < STRAIGHT:
            return [Path("tie", line((left, start), (left, self._middle_of(children[0])[1])))]
        found = [Path("tie", line((drop, start), (drop, bar))), Path("tie", line((left, bar), (right, bar)))]
        return found + [Path("tie", line((self.x[child], bar), (self.x[child], self._middle_of(child)[1]))) for child in children]

    def _person(self, number: int) -> list[Path]:
        person = self.genogram.people[number]
        x, y = self._middle_of(number)
        half = SIZE / 2
        shape = SHAPES[person.kind]
        if shape == "circle":
            d = f"M{point((x - half, y))}A{digits(half)} {digits(half)} 0 0 1 {point((x + half, y))}A{digits(half)} {digits(half)} 0 0 1 {point((x - half, y))}Z"
        elif shape == "square":
            d = line((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)) + "Z"
        elif shape == "diamond":
            d = line((x, y - half), (x + half, y), (x, y + half), (x - half, y)) + "Z"
        else:
            d = line((x, y - half), (x + half, y + half), (x - half, y + half)) + "Z"
        found = [Path("person", d)]
        if person.died:
            reach = half if shape == "square" else half * 0.7 if shape == "circle" else half / 2
            found.append(Path("died", line((x - reach, y - reach), (x + reach, y + reach)) + line((x + reach, y - reach), (x - reach, y + reach))))
        return found

    def _letters(self, number: int) -> list[Letters]:
        person = self.genogram.people[number]
        x, y = self._middle_of(number)
        found = [Letters("name", rounded(x), rounded(y + SIZE / 2 + LINE * (place + 1)), words) for place, words in enumerate(self.names[number])]
        if person.age:
            found.append(Letters("age", rounded(x), rounded(y + (14 if SHAPES[person.kind] == "triangle" else 5)), person.age))
        return found

    def _household(self, number: int) -> list[Path]:
        """Return the dotted line round who live together, and round nobody else: a box for those who stand side by side, with ways between the boxes."""
        members = self.genogram.households[number]
        around = AROUND + 3 * number
        boxes: list[list[float]] = []
        rows: list[int] = []
        for row, people in enumerate(self.rows):
            run: list[int] = []
            for person in [*people, -1]:
                if person in members:
                    run.append(person)
                elif run:
                    boxes.append([self.x[run[0]] - self.wide[run[0]] / 2 - around, self.top[row] - around, self.x[run[-1]] + self.wide[run[-1]] / 2 + around, self.foot[row] + around])
                    rows.append(row)
                    run = []
        ways: list[list[float]] = []
        pairs = [(one, other) for one in range(len(boxes)) for other in range(one + 1, len(boxes)) if rows[other] - rows[one] <= 1]
        first = list(range(len(boxes)))
        for near, below in ((True, True), (False, True), (False, False)):  # what lies above each other first, then side by side
            for one, other in pairs:
                left, right = max(boxes[one][0], boxes[other][0]), min(boxes[one][2], boxes[other][2])
                if first[one] == first[other] or (rows[one] != rows[other]) != below or (near and right - left < SIZE / 2):
                    continue
                if near and below:
                    left, right = self._straightened(boxes, rows, one, other)
                if right - left < SIZE / 2:
                    left, right = right - SIZE, left + SIZE
                lower = boxes[other][1] if below else boxes[one][3] + around
                ways.append([left, boxes[one][3] - 1, right, lower + 1])
                first = [first[one] if group == first[other] else group for group in first]
        return [Path("household", outline(points)) for points in edges([*boxes, *ways])]

    def _straightened(self, boxes: list[list[float]], rows: Sequence[int], one: int, other: int) -> tuple[float, float]:
        """Let two boxes above each other end at the same place on the left and right where nobody else stands there; return the ends of the way between them."""
        for edge, furthest in ((0, min), (2, max)):
            reach = furthest(boxes[one][edge], boxes[other][edge])
            for box in (one, other):
                start, end = min(reach, boxes[box][edge]), max(reach, boxes[box][edge])
                if end - start <= ALONG and not any(self.x[person] - self.wide[person] / 2 - 4 < end and start < self.x[person] + self.wide[person] / 2 + 4 for person in self.rows[rows[box]]):
                    boxes[box][edge] = reach
        return max(boxes[one][0], boxes[other][0]), min(boxes[one][2], boxes[other][2])

    def _facts(self) -> tuple[Fact, ...]:
        """Return what is to be read in the drawing: who stands in each row, who is whose, who lives with whom, and who stands alone."""
        couples = self.genogram.couples
        tied = {person for couple in couples for person in (*couple.of, *couple.children)}
        alone = [person for row in self.rows for person in row if person not in tied]
        rows = [[person for person in row if person in tied] for row in self.rows]
        facts = [Fact("row", tuple(row)) for row in rows if row]
        places = {person: place for place, person in enumerate(person for row in self.rows for person in row)}
        for couple in sorted(couples, key=lambda couple: max(places[person] for person in couple.of)):
            of = tuple(sorted(couple.of, key=lambda person: places[person]))
            facts.append(Fact("parent" if len(of) == 1 else couple.standing, of, couple.children))
        facts += [Fact("household", tuple(person for row in self.rows for person in row if person in members)) for members in self.genogram.households]
        return (*facts, Fact("alone", tuple(alone))) if alone else tuple(facts)


def _in_tracks(spans: Iterable[tuple[float, float, int]], row_of: Callable[[int], int]) -> dict[int, tuple[float, float, int]]:
    """Return lines by their numbers: the ends of each, and how many of its row stand below it."""
    taken: dict[int, list[tuple[float, float, int]]] = {}
    return {number: (left, right, _track(taken.setdefault(row_of(number), []), left, right)) for left, right, number in sorted(spans)}


def _track(taken: list[tuple[float, float, int]], left: float, right: float) -> int:
    """Return the lowest track on which a line from ``left`` to ``right`` meets none that is ``taken``, and take it."""
    track = 0
    while any(number == track and left < end + 6 and start - 6 < right for start, end, number in taken):
        track += 1
    taken.append((left, right, track))
    return track


def edges(boxes: Sequence[Sequence[float]]) -> list[list[tuple[float, float]]]:
    """Return the outlines of what boxes (left, top, right, bottom) cover together, each as its corners, clockwise."""
    xs = sorted({edge for box in boxes for edge in (box[0], box[2])})
    ys = sorted({edge for box in boxes for edge in (box[1], box[3])})

    def covered(column: int, row: int) -> bool:
        if not (0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1):
            return False
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        return any(box[0] < x < box[2] and box[1] < y < box[3] for box in boxes)

    ways: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if not covered(column, row):
                continue
            sides = (((column, row), (column + 1, row), (column, row - 1)), ((column + 1, row), (column + 1, row + 1), (column + 1, row)),
                     ((column + 1, row + 1), (column, row + 1), (column, row + 1)), ((column, row + 1), (column, row), (column - 1, row)))
            for start, end, outside in sides:
                if not covered(*outside):
                    ways.setdefault(start, []).append(end)
    found = []
    for start in sorted(ways):
        while ways[start]:
            loop = [start]
            while True:
                end = ways[loop[-1]].pop()
                if end == start:
                    break
                loop.append(end)
            corners = [here for before, here, after in zip([loop[-1], *loop], loop, [*loop[1:], loop[0]], strict=False)
                       if (here[0] - before[0]) * (after[1] - here[1]) != (here[1] - before[1]) * (after[0] - here[0])]
            found.append([(xs[column], ys[row]) for column, row in corners])
    return found


def outline(corners: Sequence[tuple[float, float]], radius: float = 10) -> str:
    """Return a path along corners, rounded."""
    parts: list[str] = []
    for number, here in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        into, out = _towards(here, before, radius), _towards(here, after, radius)
        parts.append(f"{'L' if parts else 'M'}{point(into)}Q{point(here)} {point(out)}")
    return "".join(parts) + "Z"


def _towards(here: tuple[float, float], there: tuple[float, float], far: float) -> tuple[float, float]:
    """Return the point on the way from here to there, straight across or down, ``far`` away, or half way where that is nearer."""
    across, down = there[0] - here[0], there[1] - here[1]
    length = abs(across) + abs(down)
    part = min(far, length / 2) / length
    return here[0] + across * part, here[1] + down * part


def line(*points: tuple[float, float]) -> str:
    """Return the path along some points."""
    return "M" + "L".join(point(place) for place in points)


def point(place: Iterable[float]) -> str:
    """Return a point as SVG has it."""
    return " ".join(digits(number) for number in place)


def digits(number: float) -> str:
    """Return a number with one decimal at most."""
    short = rounded(number)
    return str(int(short)) if short == int(short) else str(short)


def rounded(number: float) -> float:
    """Return a number to one decimal; half way goes up, as in JavaScript."""
    return floor(number * 10 + 0.5) / 10
