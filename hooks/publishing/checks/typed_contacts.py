"""Phone numbers of the contacts data that somebody typed into a page, where a macro should print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from publishing.checks.pieces import Piece
from publishing.content.text import Text
from publishing.data.contacts import Contact
from publishing.problems.problem import Problem, shortened
from publishing.problems.rule import TEXT, Rule
from publishing.words.as_read import as_read
from publishing.words.at_a_glance import may_hold_digits
from publishing.words.numbers_read import in_digits, may_have_words
from publishing.words.phone_numbers import RELAY, as_dialled

TYPED = Rule("contact-typed", TEXT, 'the number of "{name}" is typed here', 'Write {{{{ number("{word}") }}}} in its place, or {{{{ contact("{word}") }}}} for its name and number.',
             "A number that is typed stays as it is on this page when it changes in data/contacts.yml.", {"name": "Children's Front Door", "word": "front-door"})
TYPED_OLD = Rule("old-contact-typed", TEXT, 'a number is typed here that is no longer to be used for "{name}"', 'Write {{{{ number("{word}") }}}} in its place: it prints the one of today.',
                 "Somebody would ring it.", {"name": "Children's Front Door", "word": "front-door"})

IN_DATA = Rule("contact-typed-in-data", TEXT, 'the number of "{name}" is typed here, where no macro can print it', "Take the number out, and name the service alone.",
               "In data and front matter it stays as it is when it changes in data/contacts.yml, and shows in lists, in the search and in feeds.", {"name": "Children's Front Door"})

_NUMBERS = tuple(re.compile(rf"(?<![\w/+£$€.-])\+?\(?\d(?:{gap}\d){{6,19}}(?!\w)") for gap in (r"[ ()./*_-]{0,4}", r"[ \n()./,:*_-]{0,4}"))
"""What parts two numbers may stand within one: it is tried as both."""
_SEVEN_DIGITS = re.compile(r"\d(?:[ \n()./,:*_-]{0,4}\d){6}")
"""Stands in any of them, and is quicker to look for."""


def by_number(contacts: Iterable[Contact]) -> Mapping[str, Contact]:
    """Return the contacts by their numbers as they are dialled; those that everybody knows by heart, as 999, are typed anywhere."""
    return {_digits(contact.phone): contact for contact in contacts if contact.phone and len(_digits(contact.phone)) > 6}


Whose = Callable[[str], Contact | None]
"""Returns the contact of a number as it is dialled."""


def check(text: Text, whose: Whose) -> Iterator[Problem]:
    """Find numbers of contacts in a page's text as it was typed, whatever stands between their digits."""
    for row, found, contact in _typed(text.body, whose):
        rule, word = (TYPED_OLD, contact.instead) if contact.instead else (TYPED, contact.id)
        yield rule.problem(text.file, text.first_line + row, found=found, name=shortened(contact.name), word=word)


def check_values(pieces: Iterable[Piece], file: str, whose: Whose) -> Iterator[Problem]:
    """Find numbers of contacts in the values of data or front matter, but where a key asks for one."""
    for piece in pieces:
        for row, found, contact in _typed(piece.words, whose) if not _KEYS.intersection(piece.labels) else ():
            yield IN_DATA.problem(file, piece.line + row, found=found, name=shortened(contact.name))


_KEYS = frozenset(("phone", "of", "text"))
"""Of a contact, of what was confirmed of it, and of what may stand although a check finds it."""


def _typed(words: str, whose: Whose) -> Iterator[tuple[int, str, Contact]]:
    """Yield the row of each number of a contact, from 0, the number as it was typed, and whose it is."""
    read = as_read(words) if may_hold_digits(words) or may_have_words(words) else ""
    told = set[int]()
    if reading := in_digits(read.replace("\n", " ")):
        for found in _NUMBERS[0].finditer(reading.text):
            contact, place = whose(_digits(found[0])), reading.place(found.start(), found.end())
            if contact and place:
                told.add(place[0])
                yield read.count("\n", 0, place[0]), read[place[0]:place[1]], contact
    for found in (found for form in _NUMBERS for found in form.finditer(read)) if _SEVEN_DIGITS.search(read) else ():
        contact = whose(_digits(found[0]))
        if contact and found.start() not in told:
            told.add(found.start())
            yield read.count("\n", 0, found.start()), found[0], contact


def _digits(number: str) -> str:
    dialled = as_dialled(number)
    return re.sub(r"^(?:\+44|0044)0?", "0", dialled.removeprefix(RELAY) or dialled)
