"""Genograms of invented families: data/genograms.yml, which need not exist.

A site that everybody can read shows no real family. So people have no names here, but what they are in the family:

    three-generations:
      title: Three generations
      people:
        - {who: grandmother, is: woman}
        - {who: grandfather, is: man, died: true}
        - {who: mother, is: woman}
        - {who: child 1, is: girl, age: "9"}
      couples:
        - {of: [grandfather, grandmother], children: [mother]}
        - {of: [mother], children: [child 1]}
      households:
        - [grandmother, mother, child 1]

What is drawn, and what is said in its place, is in :mod:`publishing.drawings.genogram`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publishing.problems.problem import listed, shortened, suggestion
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, flag, many, mapping_of, one_of, table_of, text
from publishing.words.roles import looks_like_a_name

NAMED = Rule("genogram-names-somebody", PARTNERSHIP, '"{who}" may be the name of a person', "Write what they are in the family, in small letters, as grandmother or child 1.",
             "A genogram on this site shows an invented family, and nobody may be taken for a real child.", {"who": "Joe"})
NOBODY = Rule("genogram-without-person", PARTNERSHIP, 'nobody under people: is "{who}"', "{near}Use the same words as after who:, or add a line for them there.",
              "A line would lead to nobody.", {"who": "granmother", "near": 'Did you mean "grandmother"? '})
TWICE = Rule("genogram-person-twice", PARTNERSHIP, 'two people under people: are "{who}"', "Give each their own words, as child 1 and child 2.",
             "Nobody could say which of the two a line belongs to.", {"who": "child"})
COUPLE = Rule("genogram-couple", PARTNERSHIP, "a couple here has {count} people in of:", "Name two, or one parent alone.", "A line joins two people.", {"count": 3})
TWO_FAMILIES = Rule("genogram-child-of-two-couples", PARTNERSHIP, '"{who}" is a child of two couples', "Take them out of one of the two. Who brings them up is shown by the household.",
                    "From each person one line goes up to their parents.", {"who": "child 1"})
OWN_ANCESTOR = Rule("genogram-own-ancestor", PARTNERSHIP, "a line of parents and children leads back to where it began", "Look through of: and children: for somebody who is on the wrong side.",
                    "Nobody can stand above their own parents.")
NOT_YET_BORN = Rule("genogram-pregnancy-as-parent", PARTNERSHIP, '"{who}" is a pregnancy, and stands in of: as one of a couple', "Put it under children:, or correct is:.",
                    "A triangle is a child who is not yet born.", {"who": "unborn child"})
ALONE = Rule("genogram-household-of-one", PARTNERSHIP, "a household here has one person", "Name all who live together, or take it out.", "The dotted line goes round people who share a home.")
NO_HOUSEHOLD = Rule("genogram-household-no-list", PARTNERSHIP, '"{who}" stands under households: without a list of its own', "Write each household on a line, after a hyphen and in square brackets: - [mother, child 1].",
                    "There may be several households, each with its people.", {"who": "mother"})
COUPLE_TWICE = Rule("genogram-couple-twice", PARTNERSHIP, "{who} stand in of: twice", "Keep one of the two, with all their children.", "One line joins them.", {"who": "mother and father"})
TOO_LARGE = Rule("genogram-too-large", PARTNERSHIP, "a genogram here has {count} people", "Keep at most {most}: make two of it.", "Nobody could read it on a phone.", {"count": 60, "most": 30})

SHAPES = {"man": "square", "boy": "square", "woman": "circle", "girl": "circle", "person": "diamond", "pregnancy": "triangle"}
"""What somebody may be, and the shape for it; a person is of another gender, or nobody knows."""

STANDINGS = ("together", "separated", "divorced")
MOST_PEOPLE = 30
LONGEST_NAME = 40
LONGEST_AGE = 4


@dataclass(frozen=True)
class Person:
    """Somebody on a genogram."""

    who: str
    kind: str
    """One of :data:`SHAPES`."""
    died: bool = False
    age: str = ""
    """As it is written inside the shape, as "9" or "6m"."""


@dataclass(frozen=True)
class Couple:
    """Two people who are or were a couple, or one parent alone, and their children; people are named by their places in the list of people."""

    of: tuple[int, ...]
    standing: str = "together"
    children: tuple[int, ...] = ()
    """Eldest first."""


@dataclass(frozen=True)
class Genogram:
    """A family."""

    people: tuple[Person, ...]
    couples: tuple[Couple, ...] = ()
    households: tuple[tuple[int, ...], ...] = ()
    id: str = ""
    title: str = ""


def _who(place: Place) -> Any:
    value = text(LONGEST_NAME)(place)
    return place.refuse(NAMED, who=value) if isinstance(value, str) and looks_like_a_name(value) else value


_NAMES = many(text(LONGEST_NAME))


def _household(place: Place) -> Any:
    return _NAMES(place) if isinstance(place.value, list) else place.refuse(NO_HOUSEHOLD, who=shortened(place.value))


class _Row(dict[str, Any]):
    """A row of people or couples. Two rows with the same words are two: what is wrong with that is said below, and better."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]


GENOGRAM_KEYS = (
    Key("title", text(80), "What stands above it.", required=True),
    Key("people", many(mapping_of((
        Key("who", _who, "What they are in the family, in small letters.", required=True, example="who: grandmother"),
        Key("is", one_of(SHAPES, "sort of person"), "The shape follows from it.", required=True, example="is: woman"),
        Key("died", flag, "true for somebody who has died."),
        Key("age", text(LONGEST_AGE), "Written inside the shape."),
    ), _Row)), "Everybody on it.", required=True),
    Key("couples", many(mapping_of((
        Key("of", _NAMES, "Two people, the one on the left first; or one parent alone.", required=True),
        Key("standing", one_of(STANDINGS, "standing of a couple"), "Default: together."),
        Key("children", _NAMES, "Their children, eldest first."),
    ), _Row)), "Couples and their children."),
    Key("households", many(_household), "Who live together."),
)
_TABLE = table_of(GENOGRAM_KEYS, dict)


def read_genograms(place: Place) -> Any:
    """Read the whole of genograms.yml, into genograms by id."""
    found = _TABLE(place)
    if found is REFUSED:
        return REFUSED
    read = {name: _genogram(place.at(name), values) for name, values in found.items()}
    return {name: genogram for name, genogram in read.items() if genogram is not None}


def _genogram(place: Place, values: dict[str, Any]) -> Genogram | None:
    """Return a genogram of which every part fits the others; report what does not."""
    people = place.at("people")
    if len(people.value) > MOST_PEOPLE:
        people.at(MOST_PEOPLE).refuse(TOO_LARGE, count=len(people.value), most=MOST_PEOPLE)
        return None
    written = [row.get("who") if isinstance(row, dict) else None for row in people.value]
    fits = len(values["people"]) == len(written) == sum(row is not REFUSED for row in values["people"])
    for position, who in enumerate(written):
        if who is not None and who in written[:position]:
            people.at(position).at("who").refuse(TWICE, who=who)
            fits = False
    for where in _names(place):
        who = where.value
        if isinstance(who, str) and " ".join(who.split()) not in written:
            where.refuse(NOBODY, who=who, near=suggestion(who, [other for other in written if isinstance(other, str)]))
            fits = False
    fits = all([fits, *_couples_fit(place.at("couples"), {person["who"]: person["is"] for person in values["people"] if isinstance(person, dict)})])
    for where in _items(place.at("households")):
        if isinstance(where.value, list) and len(where.value) == 1:
            where.refuse(ALONE)
            fits = False
    if not fits:
        return None
    at = {who: position for position, who in enumerate(written)}
    couples = tuple(Couple(tuple(at[who] for who in row["of"]), row.get("standing", "together"), tuple(at[who] for who in row.get("children", ())))
                    for row in values.get("couples", ()))
    genogram = Genogram(tuple(Person(row["who"], row["is"], row.get("died", False), row.get("age", "")) for row in values["people"]), couples,
                        tuple(tuple(at[who] for who in row) for row in values.get("households", ())), values["id"], values["title"])
    if generations(genogram) is None:
        place.at("couples").refuse(OWN_ANCESTOR)
        return None
    return genogram


def _items(place: Place) -> Iterator[Place]:
    return (place.at(position) for position in range(len(place.value) if isinstance(place.value, list) else 0))


def _names(place: Place) -> Iterator[Place]:
    """Return each place below ``couples`` and ``households`` where somebody is named."""
    for couple in _items(place.at("couples")):
        yield from _items(couple.at("of"))
        yield from _items(couple.at("children"))
    for household in _items(place.at("households")):
        yield from _items(household)


def _couples_fit(place: Place, kinds: dict[str, str]) -> Iterator[bool]:
    """Report what no two people, or no child, can be."""
    seen: set[Any] = set()
    together: set[frozenset[str]] = set()
    for couple in _items(place):
        of = couple.at("of")
        names = frozenset(str(parent.value) for parent in _items(of))
        if names and names in together:
            yield bool(of.refuse(COUPLE_TWICE, who=listed(str(parent.value) for parent in _items(of))))
        together.add(names)
        if isinstance(of.value, list) and len(of.value) > 2:
            yield bool(of.refuse(COUPLE, count=len(of.value)))
        for parent in _items(of):
            if kinds.get(parent.value) == "pregnancy":
                yield bool(parent.refuse(NOT_YET_BORN, who=parent.value))
        for child in _items(couple.at("children")):
            if child.value in seen:
                yield bool(child.refuse(TWO_FAMILIES, who=child.value))
            seen.add(child.value)


def generations(genogram: Genogram) -> list[int] | None:
    """Return the row of each person, from the top, 0; couples stand in one row, children below both. ``None`` where that cannot be.

    Parents of whom no parents are drawn stand right above their children, and whoever is joined to nobody in the lowest row.
    """
    couples, count = genogram.couples, len(genogram.people)
    rows = [0] * count
    for _ in range(count + 1):
        before = list(rows)
        for couple in couples:
            row = max(rows[parent] for parent in couple.of)
            for parent in couple.of:
                rows[parent] = row
            for child in couple.children:
                rows[child] = max(rows[child], row + 1)
        if rows == before:
            break
    else:
        return None
    groups = joined(count, [couple.of for couple in couples])
    below: Callable[[int], Sequence[int]] = lambda group: [rows[child] for couple in couples if groups[couple.of[0]] == group for child in couple.children]  # noqa: E731
    hang = {groups[child] for couple in couples for child in couple.children}
    for _ in range(count):
        for group in sorted({*groups} - hang):
            row = min(below(group), default=max(rows) + 1) - 1
            for person in range(count):
                if groups[person] == group:
                    rows[person] = max(rows[person], row)
    return rows


def joined(count: int, together: Sequence[Sequence[int]]) -> list[int]:
    """Return for each of ``count`` things the first of those that it is joined to, directly or by way of others."""
    first = list(range(count))
    for _ in range(count):
        for group in together:
            least = min(first[one] for one in group)
            for one in group:
                first[one] = least
    return first
