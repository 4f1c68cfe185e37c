"""A genogram is drawn so that it can be read: nobody over anybody else, children below their parents, a household round its members alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from families import families
from projects import ROOT
from publishing.data.genograms import Couple, Genogram, Person, generations
from publishing.drawings.genogram import KEY, LETTER, SIZE, Drawing, draw, lines_of, used
from publishing.templating.fragments import Fragments

FAMILIES = families(250)
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9])?")


def places(drawing: Drawing) -> list[tuple[float, float]]:
    """Return the middle of the shape of each person."""
    found = []
    for path in drawing.paths:
        if path.kind == "person":
            corners = [float(number) for number in NUMBER.findall(path.d)]
            circle = "A" in path.d
            xs, ys = (corners[0::7], corners[1::7]) if circle else (corners[0::2], corners[1::2])
            found.append(((min(xs) + max(xs)) / 2, ys[0] if circle else (min(ys) + max(ys)) / 2))
    return found


def sentences(genogram: Genogram) -> list[str]:
    html = Fragments(ROOT / "overrides").render("genogram", str, genogram=genogram, drawing=draw(genogram), key=(), number=1)
    return re.findall(r"<li>(.*?)</li>", html)


def inside(point: tuple[float, float], corners: list[tuple[float, float]]) -> bool:
    x, y = point
    return sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True)) % 2 == 1


def test_people_stand_apart_within_the_drawing_and_children_below_their_parents() -> None:
    for family in FAMILIES:
        drawing = draw(family)
        at = places(drawing)
        assert len(at) == len(family.people)
        for number, (x, y) in enumerate(at):
            assert SIZE / 2 <= x <= drawing.width - SIZE / 2 and SIZE / 2 <= y <= drawing.height - SIZE / 2, family
            assert all(abs(x - x2) > SIZE or abs(y - y2) > SIZE for x2, y2 in at[:number]), family
        for couple in family.couples:
            assert len({at[parent][1] for parent in couple.of}) == 1, family
            assert all(at[child][1] > at[couple.of[0]][1] for child in couple.children), family
        numbers = [float(number) for path in drawing.paths for number in re.findall(r"-?[0-9.]+", path.d)]
        assert min(numbers) >= 0 and max(numbers) <= max(drawing.width, drawing.height), family


def test_names_never_meet() -> None:
    for family in FAMILIES:
        lines: dict[float, list[tuple[float, float]]] = {}
        for one in draw(family).letters:
            if one.kind == "name":
                half = len(one.letters) * LETTER / 2
                lines.setdefault(one.y, []).append((one.x - half, one.x + half))
        for found in lines.values():
            ordered = sorted(found)
            assert all(right + 8 < left for (_, right), (left, _) in pairwise(ordered)), family


def test_brothers_and_sisters_stand_eldest_left() -> None:
    for family in FAMILIES:
        rows, at = generations(family) or [], places(draw(family))
        for couple in family.couples:
            for row in {rows[child] for child in couple.children}:
                across = [at[child][0] for child in couple.children if rows[child] == row]
                tied = [child for child in couple.children if any(child in other.of and any(parent in couple.children for parent in other.of if parent != child) for other in family.couples)]
                assert across == sorted(across) or tied, family


def test_a_dotted_line_goes_round_a_household_and_nobody_else() -> None:
    for family in FAMILIES:
        drawing = draw(family)
        at = places(drawing)
        lines = [path.d for path in drawing.paths if path.kind == "household"]
        if len(family.households) != 1:
            assert bool(lines) == bool(family.households)
            continue
        corners = [[(float(x), float(y)) for x, y in re.findall(r"Q(-?[0-9.]+) (-?[0-9.]+)", d)] for d in lines]
        for person, place in enumerate(at):
            assert (sum(inside(place, line) for line in corners) % 2 == 1) == (person in family.households[0]), (person, family)


def test_a_couple_stands_side_by_side_and_three_partners_have_lines_of_their_own() -> None:
    family = Genogram(tuple(Person(who, "person") for who in ("first", "second", "third", "mother")),
                      (Couple((0, 3), "separated"), Couple((1, 3), "divorced"), Couple((2, 3))))
    at = places(draw(family))
    assert sorted(range(4), key=lambda person: at[person][0]) == [0, 3, 1, 2]
    assert [path.d.count("L") for path in draw(family).paths if path.kind == "tie"] == [1, 1, 1, 1, 1, 3]


def test_everything_drawn_is_said() -> None:
    people = ("grandfather man died", "grandmother woman", "mother woman", "father man", "child boy", "sister girl", "unborn child pregnancy", "dog person", "aunt woman", "cousin person")
    family = Genogram(tuple(Person(*re.fullmatch(r"(.+) (man|woman|boy|girl|person|pregnancy)", words.removesuffix(" died")).groups(), died="died" in words,  # type: ignore[union-attr]
                                   age="9" if words == "child boy" else "") for words in people),
                      (Couple((0, 1), children=(2, 8)), Couple((3, 2), "separated", (4, 5)), Couple((2,), children=(6,)), Couple((8,), children=(9,))), ((1, 2, 4),))
    assert sentences(family) == [
        "Generation 1: grandfather (man, has died) and grandmother (woman).",
        "Generation 2: father (man), mother (woman) and aunt (woman).",
        "Generation 3: child (boy, aged 9), sister (girl), unborn child (not yet born) and cousin.",
        "Grandfather and grandmother are a couple. Their children, eldest first: mother and aunt.",
        "Father and mother have separated. Their children, eldest first: child and sister.",
        "The child of mother: unborn child.",
        "The child of aunt: cousin.",
        "Grandmother, mother and child live together.",
        "Joined to nobody by a line: dog.",
    ]
    assert used(family) == ["square", "circle", "diamond", "triangle", "age", "died", "together", "separated", "children", "household"]


def test_every_sign_of_the_key_is_drawn_and_explained() -> None:
    html = Fragments(ROOT / "overrides").render("genogram-key", str, key=[(sign, draw(family, named=False)) for sign, family in KEY.items()])
    assert html.count("<svg") == len(KEY)
    assert all(re.findall("<p><strong>[A-Z][a-z ;,]+:</strong> [a-z][a-z :,]+</p>", item) for item in re.findall("<li>.*?</li>", html, re.DOTALL))


@pytest.mark.parametrize(("words", "lines"), [
    ("mother", ["Mother"]), ("first partner of mother", ["First partner", "of mother"]), ("step-great-grandmother", ["Step-great-grandmother"]), ("", []),
])
def test_a_name_in_lines(words: str, lines: list[str]) -> None:
    assert lines_of(words) == lines
