"""A child described so that people nearby know who it is: initials or a letter, an age and the name of a school, close together, on any page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from publishing.checks.case_accounts import AGE_OF_A_CHILD
from publishing.checks.pieces import Piece
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allow_in_front_matter
from publishing.words.as_read import as_read

DESCRIBED = Rule("child-described", PRIVATE, "initials or a letter for a child, an age and the name of a school stand close together",
                 "Leave out the name of the school, and write the age roughly: a teenager, at primary school." + allow_in_front_matter("child-described"),
                 "In a school of that name everybody knows who it is, with a letter as with a name.", severity=WARNING, allowable=True)

_SCHOOL = re.compile(r"\b(?:(?:St\.?|Saint|Our|Holy|Sacred) [A-Z][\w']+|[A-Z][\w']+)(?: [A-Z][\w'.]+){0,4} (?:School|Primary|Academy|Nursery|Preschool|Juniors?|Infants?|High|College)\b")
_INITIALS = re.compile(r"(?<![\w.])[A-Z]\. ?[A-Z]\.|\b(?:[Ii]nitials|Child|Baby|Pupil|Sibling|Young [Pp]erson) [A-Z]{1,2}\b")
_LETTER = re.compile(r"[A-Z](?:\.|\b(?<=[sdylgn] [A-Z])|[A-Z]\b(?<=[sdylgn] [A-Z]{2}))")
"""Stands in whatever that finds, and is quick to look for: most capitals begin a word."""
_SENTENCE = re.compile(r"(?:[^.!?]|(?<=\b[A-Z])\.|(?<=\bSt)\.)+[.!?]*")


def check(pieces: Iterable[Piece], file: str) -> Iterator[Problem]:
    """Find such words in one sentence or two, one behind the other; each piece tells it once."""
    for piece in pieces:
        if not (_LETTER.search(piece.words) and _INITIALS.search(piece.words)):
            continue
        read = as_read(piece.words)
        sentences = [(match.start(), match[0]) for match in _SENTENCE.finditer(read.replace("\n", " "))]
        for (start, first), (_, second) in pairwise((*sentences, (0, ""))):
            near = first + second
            if _INITIALS.search(near) and (age := AGE_OF_A_CHILD.search(near)) and _SCHOOL.search(near):
                yield DESCRIBED.problem(file, piece.line + read.count("\n", 0, start), found=age[0])
                break
