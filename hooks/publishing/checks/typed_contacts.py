"""Phone numbers of the contacts data that somebody typed into a page, where a macro should print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publishing.content.text import Text
from publishing.data.contacts import Contact
from publishing.problems.problem import Problem, shortened
from publishing.problems.rule import TEXT, Rule
from publishing.words.phone_numbers import RELAY, as_dialled

TYPED = Rule("contact-typed", TEXT, 'the number of "{name}" is typed here', 'Write {{{{ number("{word}") }}}} in its place, or {{{{ contact("{word}") }}}} for its name and number.',
             "A number that is typed stays as it is on this page when it changes in data/contacts.yml.", {"name": "Children's Front Door", "word": "front-door"})
TYPED_OLD = Rule("old-contact-typed", TEXT, 'a number is typed here that is no longer to be used for "{name}"', 'Write {{{{ number("{word}") }}}} in its place: it prints the one of today.',
                 "Somebody would ring it.", {"name": "Children's Front Door", "word": "front-door"})

_NUMBER = re.compile(r"(?<![\w/+£$€.-])\+?\(?\d(?:[  ()./-]{0,3}\d){6,19}(?!\w)")
_SEVEN_DIGITS = re.compile(r"\d(?:[  ()./-]{0,3}\d){6}")
"""Stand in any of them, and are quicker to look for."""


def by_number(contacts: Iterable[Contact]) -> Mapping[str, Contact]:
    """Return the contacts by their numbers as they are dialled; those that everybody knows by heart, as 999, are typed anywhere."""
    return {_digits(contact.phone): contact for contact in contacts if contact.phone and len(_digits(contact.phone)) > 6}


def check(text: Text, numbers: Mapping[str, Contact]) -> Iterator[Problem]:
    """Find numbers of contacts in a page's text as it was typed."""
    for found in _NUMBER.finditer(text.body) if numbers and _SEVEN_DIGITS.search(text.body) else ():
        if contact := numbers.get(_digits(found[0])):
            rule, word = (TYPED_OLD, contact.instead) if contact.instead else (TYPED, contact.id)
            yield rule.problem(text.file, text.first_line + text.body.count("\n", 0, found.start()), found=found[0], name=shortened(contact.name), word=word)


def _digits(number: str) -> str:
    dialled = as_dialled(number)
    return re.sub(r"^(?:\+44|0044)0?", "0", dialled.removeprefix(RELAY) or dialled)
