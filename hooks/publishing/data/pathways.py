"""Ways that something takes from person to person, as a referral does: data/pathways.yml, which need not exist.

    referral:
      title: From a worry to a decision
      steps:
        - who: You
          does: Ring the front door.
          call: [front-door]
          branches:
            - {if: It is closed, then: Ring the duty team., call: [edt]}
        - who: The front door
          decides: true
          does: What happens next.
          by: Within 24 hours, says the procedure.
          unconfirmed: true

A step is what one person or team does; a branch leads off it. The list that comes of it is the diagram and its text in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from publishing.data.contacts import Contact
from publishing.problems.problem import suggestion
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import Key, Place, flag, is_lost, many, mapping_of, table_of, text

NO_CONTACT = Rule("pathway-contact", PARTNERSHIP, 'there is no contact "{id}" that can be printed', "{near}Use the id of a current contact in data/contacts.yml.",
                  "Whoever follows the way has to be able to ring.", {"id": "frontdoor", "near": 'Did you mean "front-door"? '})
ONE_STEP = Rule("pathway-of-one-step", PARTNERSHIP, "this way has one step", "Add the next step, or take the way out.", "A way leads from somewhere to somewhere.")


@dataclass(frozen=True)
class Branch:
    """What happens instead, or besides, and when."""

    when: str
    then: str
    call: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Step:
    """What one person or team does."""

    who: str
    does: str
    decides: bool = False
    by: str = ""
    """The time that it may take, with who says so."""
    unconfirmed: bool = False
    ours: bool = False
    note: str = ""
    call: tuple[str, ...] = ()
    """Contacts, by their ids."""
    page: str = ""
    """The file of the page that tells more."""
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Pathway:
    """Steps in order."""

    id: str
    title: str
    steps: tuple[Step, ...]

    def named(self, place: Place) -> Iterator[tuple[Step | Branch, Place]]:
        """Return each step and branch with its place; ``place`` is that of the way. Of a list in which one was refused none is returned."""
        for step, at in _placed(self.steps, place.at("steps")):
            yield step, at
            yield from _placed(step.branches, at.at("branches"))


_Part = TypeVar("_Part", Step, Branch)


def _placed(parts: Sequence[_Part], place: Place) -> Iterator[tuple[_Part, Place]]:
    whole = isinstance(place.value, list) and len(place.value) == len(parts)
    return ((part, place.at(position)) for position, part in enumerate(parts) if whole)


_LEADS = (Key("call", many(text()), "The ids of the contacts to ring."),
          Key("page", text(verbatim=True), "The file of the page that tells more."))


def _branch(**values: Any) -> Branch:
    return Branch(when=values.pop("if"), **values)


read_pathways = table_of((
    Key("title", text(80), "What stands above it.", required=True),
    Key("steps", many(mapping_of((
        Key("who", text(60), "Who does it: a role or a team.", required=True),
        Key("does", text(300), "What they do, in a sentence or two.", required=True),
        Key("decides", flag, "true where they decide."),
        Key("by", text(200), "By when, and who says so, where a source gives a time."),
        Key("unconfirmed", flag, "true where the partnership has not confirmed the time."),
        Key("ours", flag, "true where the step is our wording, and not the partnership's."),
        Key("note", text(300), "One more sentence."),
        *_LEADS,
        Key("branches", many(mapping_of((
            Key("if", text(120), "When it leads off here.", required=True),
            Key("then", text(300), "What to do then.", required=True),
            *_LEADS), _branch)), "What leads off this step."),
    ), Step)), "The steps, in order.", required=True),
), Pathway)


def check_pathways(pathways: Mapping[str, Pathway], contacts: Mapping[str, Contact], root: Place) -> None:
    """Report ways of one step, and contacts that cannot be printed; ``root`` is the whole of pathways.yml."""
    for name, pathway in pathways.items():
        rows = root.at(name).at("steps").value
        if isinstance(rows, list) and len(rows) == 1:
            root.at(name).at("steps").refuse(ONE_STEP)
        for part, place in pathway.named(root.at(name)):
            for position, contact in enumerate(part.call):
                found = contacts.get(contact)
                if not (found and found.printable) and not is_lost(contacts, contact):
                    place.at("call").at(position).refuse(NO_CONTACT, id=contact, near=suggestion(contact, contacts))
