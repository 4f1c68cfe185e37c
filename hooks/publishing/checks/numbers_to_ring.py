"""Short numbers that a text tells people to ring, and that nobody answers, such as 911 or 9999. In danger it is the number that counts.

Which short numbers Britain has, libphonenumber knows (:mod:`publishing.words.phone_numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publishing.checks.pieces import Piece
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, Rule
from publishing.words.as_read import as_read
from publishing.words.at_a_glance import FOLDED_OTHERWISE, may_hold_digits
from publishing.words.numbers import WORDS
from publishing.words.patterns import pattern
from publishing.words.phone_numbers import can_be_rung, costs_extra

NO_NUMBER = Rule("number-of-nobody", TEXT, '"{words}": Britain has no such number',
                 "In an emergency it is 999, for the police otherwise 101, for medical advice 111: write the one that is meant. Another service belongs in data/contacts.yml; then write {{{{ number(\"its-name\") }}}} here.",
                 "Somebody in danger would reach nobody.", {"words": "ring 911"})
COSTS = Rule("number-that-costs", TEXT, '"{words}": whoever rings this number pays extra', "Take it out. Where a service is meant, add it to data/contacts.yml with its own number, and write {{{{ number(\"its-name\") }}}} here.",
             "A call to directory enquiries can cost several pounds, and families in need have none to spare.", {"words": "ring 118 118"})

_IN_WORDS = "zero|oh|nought|naught|one|two|eight|nine"
_SHORT = pattern(rf"(?<![\w£$€.,+#-])(?<!\d )(?:118[ -]?\d{{3}}|[019]\d\d|[19]{{4,6}}|(?:(?:{_IN_WORDS})[ -]){{2,4}}(?:{_IN_WORDS}))"
                    r"(?=[\"')*]{0,2}(?:[.,;:!?)]?(?:\Z| (?-i:(?=[A-Z(])))|[.,;:!?)/](?!\d)| (?:if|for|in|at|now|immediately|straight|and|or|when|where|first|to|from|without|because|until|whenever|at once|day|any)\b))", re.IGNORECASE)
_TOLD_TO_RING = pattern(rf"\b(?:ring|call|dial|phone|telephone|ringing|calling|dialling|phoning|emergency (?:number|services?|line))(?:(?: [\w'-]{{1,20}}){{0,6}} (?:on|is)| the number)?:? [\"'(*]{{0,2}}"
                           rf"(?:(?:\d{{3,6}}|(?:(?:{_IN_WORDS})[ -]?){{3}})(?:, ?(?:or )?|/| or | and )){{0,3}}\Z", re.IGNORECASE)
_FARTHEST = 160
_PERHAPS = pattern(rf"(?<![\w£$€.,/+#-])(?:118|[019]\d\d(?!\d)|[19]{{4}})|(?:one|nine|zero|oh|nought|eight)[ -](?:{_IN_WORDS})[ -]", re.IGNORECASE)
"""Stands in each short number, and takes less long to look for."""


def check(pieces: Iterable[Piece], file: str) -> Iterator[Problem]:
    """Find them in what a page or a data file shows."""
    pieces = list(pieces)
    in_words = _may_hold_one_in_words("\n".join([piece.words for piece in pieces]))
    for piece in pieces:
        if not ((may_hold_digits(piece.words, 3) or (in_words and _may_hold_one_in_words(piece.words))) and _PERHAPS.search(piece.words)):
            continue
        read = as_read(piece.words)
        line = read.replace("\n", " ")
        for found in _SHORT.finditer(line):
            said = _TOLD_TO_RING.search(line, max(0, found.start() - _FARTHEST), found.start())
            number = _in_digits(found[0])
            rule = NO_NUMBER if not can_be_rung(number) else COSTS if costs_extra(number) else None
            if said and rule:
                yield rule.problem(file, piece.line + read.count("\n", 0, found.start()), words=f"{said[0].split()[0]} {found[0]}")


def _may_hold_one_in_words(words: str) -> bool:
    """Say whether a short number that is said may stand in words: of most it takes no more than this to know that there is none."""
    small = words.lower()
    return ("one" in small or "nine" in small or "zero" in small or "oh" in small or "nought" in small or "eight" in small
            or any(map(words.__contains__, FOLDED_OTHERWISE)))


def _in_digits(number: str) -> str:
    return "".join(part if part.isdecimal() else str(WORDS.get(part.lower(), 0)) for part in re.split("[ -]", number))
