"""Families put together by chance, the same ones on every run."""

from __future__ import annotations

from random import Random

from publishing.data.genograms import SHAPES, STANDINGS, Couple, Genogram, Person, generations

WORDS = ("mother", "grandfather", "step", "unborn", "child", "of the first partner", "großmutter", "2")


def families(count: int, seed: int = 1) -> list[Genogram]:
    """Return families of one to twelve people: couples, single parents, children of several couples, households, people alone."""
    chance = Random(seed)
    found: list[Genogram] = []
    while len(found) < count:
        people = tuple(Person(f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}", chance.choice(list(SHAPES)), chance.random() < .2, chance.choice(("", "", "9", "6m")))
                       for number in range(chance.randint(1, 12)))
        places = list(range(len(people)))
        unborn = [place for place in places if people[place].kind == "pregnancy"]
        free, couples = [*places], []
        for _ in range(chance.randint(0, 5)):
            parents = [place for place in places if place not in unborn]
            of = chance.sample(parents, min(len(parents), chance.choice((1, 2, 2, 2))))
            children = tuple(place for place in free if place not in of and chance.random() < .3)
            if of:
                free = [place for place in free if place not in children]
                couples.append(Couple(tuple(of), chance.choice(STANDINGS), children))
        households = tuple(tuple(sorted(chance.sample(places, chance.randint(2, len(places))))) for _ in range(chance.randint(0, 2)) if len(places) > 2)
        family = Genogram(people, tuple(couples), households)
        if generations(family) is not None:
            found.append(family)
    return found
