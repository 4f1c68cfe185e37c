"""A child described so that people nearby know who it is, on any page: initials, a letter or a given name, an age, and the name of a school, close together; or a given name beside an age or a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from publishing.checks.case_accounts import AGE_OF_A_CHILD
from publishing.checks.identifying import LIKELY_BIRTH, name_and_age
from publishing.checks.pieces import Piece
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allow_in_front_matter
from publishing.words.as_read import as_read
from publishing.words.dates import MONTHS
from publishing.words.patterns import pattern

DESCRIBED = Rule("child-described", PRIVATE, "a child's name, initials or letter, an age or a year, and the name of a school stand close together",
                 "Leave out the name of the school, and write the age roughly: a teenager, at primary school." + allow_in_front_matter("child-described"),
                 "In a school of that name everybody knows who it is, with a letter as with a name.", severity=WARNING, allowable=True)

GIVEN = Rule("given-name-and-age", PRIVATE, "a given name stands beside an age or a school year on this line, and may be a child's",
             "If it is, take it out, or write Child A. A pseudonym can be declared in data/language.yml under pseudonyms." + allow_in_front_matter("given-name-and-age"),
             "Whoever knows the family, the street or the school knows who it is without a surname.", severity=WARNING, allowable=True)

_ONE_NAME = r"[A-Z]\w{1,30}(?:[-'’](?!s\b)\w{1,30})?(?![\w-]| (?!Y\d|Year )[A-Z]| of )"
_GIVEN_AND_AGE = name_and_age(_ONE_NAME)
_GIVEN_AND_DAY = pattern(rf"(?<![\w'’.-])({_ONE_NAME}) \((?=\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b)")
_SCHOOL = pattern(r"\b(?:(?:St\.?|Saint|Our|Holy|Sacred) [A-Z][\w']+|[A-Z][\w']+)(?: [A-Z][\w'.]+){0,4} (?:School|Primary|Academy|Nursery|Preschool|Juniors?|Infants?|High|College)\b")
_INITIALS = pattern(r"(?<![\w.])[A-Z]\. ?[A-Z]\.|\b(?:[Ii]nitials|Child|Baby|Pupil|Sibling|Young [Pp]erson) [A-Z]{1,2}\b")
_LETTER = pattern(r"[A-Z](?:\.|\b(?<=[sdylgn] [A-Z])|[A-Z]\b(?<=[sdylgn] [A-Z]{2}))")
"""Stands in whatever that finds, and is quick to look for: most capitals begin a word."""
_SENTENCE = pattern(r"(?:[^.!?]|(?<=\b[A-Z])\.|(?<=\bSt)\.)+[.!?]*")


_PUPIL = pattern(r"\bYear (?:[Gg]roup )?\d{1,2}\b|\b(?:in|starts|started) (?:Reception|Nursery)\b|\b(?:attends|attended|goes to|went to|pupil (?:at|of))\b")
_SAINT = pattern(r"\b(?:St\.?|Saint) [A-Z][\w']+")


def check(pieces: Iterable[Piece], file: str, names: Set[str] = frozenset()) -> Iterator[Problem]:
    """Find such words in one sentence or two, one behind the other, and a given name beside an age or a day; each piece tells the first once.

    ``names`` are the given names that stand anywhere in the pieces.
    """
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b(?: [A-Z][\w'-]+)?(,? \(?\d{{1,2}}\b)?") if names else None
    for piece in pieces:
        if not ((named and named.search(piece.words)) or (_LETTER.search(piece.words) and _INITIALS.search(piece.words))):
            continue
        read = as_read(piece.words)
        line = read.replace("\n", " ")
        sentences = [(match.start(), match[0]) for match in _SENTENCE.finditer(line)]
        for (start, first), (_, second) in pairwise((*sentences, (0, ""))):
            near = first + second
            if _SCHOOL.search(near) and (told := _told(near, named)):
                yield DESCRIBED.problem(file, piece.line + read.count("\n", 0, start), found=told)
                break
        for rule, beside in ((GIVEN, _GIVEN_AND_AGE), (LIKELY_BIRTH, _GIVEN_AND_DAY)) if named else ():
            for match in beside.finditer(line):
                if (name := match[match.lastindex or 0]) in names and name not in MONTHS:
                    yield rule.problem(file, piece.line + read.count("\n", 0, match.start()), found=match[0])


def _told(near: str, named: re.Pattern[str] | None) -> str:
    """Return how old somebody is, or what year or school they are in, where initials, a letter or a given name say who."""
    age = AGE_OF_A_CHILD.search(near)
    if age and _INITIALS.search(near):
        return age[0]
    called = named.search(_SAINT.sub("", _SCHOOL.sub("", near))) if named else None
    if called and (told := called if called[1] else age or _PUPIL.search(near)):
        return told[0]
    return ""
