"""The pocket card and the posters, where the partnership wants any: data/paper.yml, which need not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from publishing.data.contacts import Contact
from publishing.data.levels import Levels
from publishing.problems.problem import suggestion
from publishing.problems.rule import PARTNERSHIP, WARNING, Rule
from publishing.reading.fields import Key, Place, day, is_lost, many, mapping_of, table_of, text
from publishing.words.dates import in_words

NO_NUMBER = Rule("paper-without-number", PARTNERSHIP, 'there is no contact "{id}" with a number that can be printed', "{near}Use the id of a current contact with a phone number.",
                 "What is pinned up or carried about is there to be rung.", {"id": "frontdoor", "near": 'Did you mean "front-door"? '})

NUMBERS_OF = Rule("paper-numbers-older", PARTNERSHIP, 'the number of "{name}" was confirmed on {day}, and the card and posters say that theirs are of {before}',
                  "Go through the numbers on the card and the posters, then write the day on which you did at numbers_of.",
                  "Whoever finds an old one tells by that day whether it still holds.", {"name": "Children's Front Door", "day": "31 January 2027", "before": "22 November 2026"}, WARNING)


FACES = 6
"""Of a cube."""

NOT_SIX = Rule("cube-faces", PARTNERSHIP, "a cube has six faces, and data/levels.yml has {count} levels", "Take cube: out of this file, and {{{{ desk_cube() }}}} out of the page that has it.",
               "Each level has a face of its own; what is left are faces for whom to call.", {"count": 7})


@dataclass(frozen=True)
class Card:
    """The pocket card of numbers."""

    title: str
    contacts: tuple[str, ...]


@dataclass(frozen=True)
class Poster:
    """A poster of numbers."""

    id: str
    title: str
    contacts: tuple[str, ...]
    lead: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Cube:
    """The desk cube of the levels of need, to be cut out and folded."""

    title: str
    page: str | None = None


@dataclass(frozen=True)
class OnPaper:
    """What is made for paper besides pages."""

    numbers_of: date | None = None
    """The day on which somebody last went through the numbers on it. It is printed: paper outlives the page."""
    card: Card | None = None
    posters: Mapping[str, Poster] = field(default_factory=dict)
    cube: Cube | None = None
    guides: tuple[str, ...] = ()
    """The files of pages whose first part makes a poster."""


_CONTACTS = Key("contacts", many(text()), "The ids of the contacts on it, most urgent first.", required=True)

read_paper = mapping_of((
    Key("numbers_of", day, "The day on which somebody last went through the numbers on it; it is printed.", required=True),
    Key("card", mapping_of((Key("title", text(60), "What stands at its head.", required=True), _CONTACTS), Card), "The pocket card of numbers."),
    Key("posters", table_of((
        Key("title", text(60), "What is read from across the room.", required=True),
        Key("lead", text(200), "One sentence below it."),
        _CONTACTS,
        Key("page", text(verbatim=True), "The file of the page that its code leads to. Default: the page of contacts."),
    ), Poster), "The posters of numbers, by a word for each, which never changes."),
    Key("cube", mapping_of((
        Key("title", text(60), "What stands beside it on its sheet.", required=True),
        Key("page", text(verbatim=True), "The file of the page that its code leads to. Default: the page of contacts."),
    ), Cube), "The desk cube of the levels of need."),
    Key("guides", many(text(verbatim=True)), "The files of the urgent guides whose first part makes a poster."),
), OnPaper)


def check_numbers(paper: OnPaper, contacts: Mapping[str, Contact], root: Place) -> None:
    """Report contacts that are not there to be printed on paper; ``root`` is the whole of paper.yml."""
    for names, place in _named(paper, root):
        for position, name in enumerate(names):
            contact = contacts.get(name)
            verified = contact.verified if contact else None
            if contact and verified and paper.numbers_of and verified.date > paper.numbers_of:
                root.at("numbers_of").refuse(NUMBERS_OF, name=contact.name, day=in_words(verified.date), before=in_words(paper.numbers_of))
            if not (contact and contact.printable and contact.phone) and not is_lost(contacts, name):
                place.at(position).refuse(NO_NUMBER, id=name, near=suggestion(name, contacts) if contact is None else "")


def check_cube(paper: OnPaper, levels: Levels | None, root: Place) -> None:
    """Report a desk cube that has not a face for each level."""
    if paper.cube and levels and len(levels.levels) > FACES:
        root.at("cube").refuse(NOT_SIX, count=len(levels.levels))


def _named(paper: OnPaper, root: Place) -> Iterator[tuple[tuple[str, ...], Place]]:
    if paper.card:
        yield paper.card.contacts, root.at("card").at("contacts")
    for name, poster in paper.posters.items():
        yield poster.contacts, root.at("posters").at(name).at("contacts")
