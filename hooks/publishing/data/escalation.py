"""How to disagree with another agency, step by step: data/escalation.yml, which need not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.data.forms import QUESTION_KEYS, Question
from publishing.problems.problem import listed, suggestion
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Key, Place, many, mapping_of, table_of, text

NO_BLANK = Rule("escalation-blank-unknown", PARTNERSHIP, 'no fact fills the blank "[{blank}]"', "{near}The blanks are {known}: each is written as under blank: of its fact.",
                "Somebody would copy the words with the blank in them, and think that they were theirs.",
                {"blank": "what was decidd", "near": 'Did you mean "what was decided"? ', "known": "day and what was decided"})

_BLANK = re.compile(r"\[([^\[\]]{1,80})\]")


@dataclass(frozen=True)
class Fact(Question):
    """What only the person who disagrees can say; it fills a blank in the ready words."""

    blank: str = ""


@dataclass(frozen=True)
class Step:
    """One step: where somebody is, who comes next, and what can be said."""

    id: str
    where: str
    who: str
    do: str
    words: str

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The ready words in pieces, and whether each is a blank."""
        return tuple((piece, position % 2 == 1) for position, piece in enumerate(_BLANK.split(self.words)) if piece)


@dataclass(frozen=True)
class Escalation:
    """All steps in order, what fills their words, and what holds at each of them."""

    steps: Mapping[str, Step] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    always: tuple[str, ...] = ()


_read_keys = mapping_of((
    Key("facts", table_of((*QUESTION_KEYS, Key("blank", text(80), "The words in square brackets that the answer fills.", required=True)), Fact),
        "What only the person who disagrees can say.", required=True),
    Key("steps", table_of((
        Key("where", text(120), "Where somebody is who takes it next.", required=True),
        Key("who", text(160), "Who comes next.", required=True),
        Key("do", text(300), "What to do, in a sentence or two.", required=True),
        Key("words", text(900), "What can be said or written, with blanks in square brackets.", required=True),
    ), Step), "The steps, in order, each by a word that never changes.", required=True),
    Key("always", many(text(200)), "What holds at each step."),
), Escalation)


def read_escalation(place: Place) -> Any:
    """Read the whole of escalation.yml; a blank that no fact fills is reported."""
    escalation = _read_keys(place)
    if escalation is REFUSED or place.document.problems:
        return escalation
    blanks = {fact.blank for fact in escalation.facts.values()}
    for name, step in escalation.steps.items():
        for blank in (words for words, is_blank in step.pieces if is_blank and words not in blanks):
            place.at("steps").at(name).at("words").refuse(NO_BLANK, blank=blank, near=suggestion(blank, blanks), known=listed(sorted(blanks)))
    return escalation
