"""The words practitioners use, with what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from publishing.problems.problem import shortened
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import NO_ITEMS, Key, Place, is_slug, many, read_keys, text
from publishing.words.slugs import slug

TERM_TWICE = Rule("term-twice", PARTNERSHIP, '"{term}" is in the glossary twice', "Keep one row, or give it another form.",
                  "Links to the term could lead to only one of the two.", {"term": "MASH"})

NO_ANCHOR = Rule("term-without-address", PARTNERSHIP, 'no address can be made of the term "{term}"', "Begin and end it with one of the letters a to z or a digit, and use no underscore.",
                 "Each term of the glossary can be linked to, by its letters and digits.", {"term": "§"})


@dataclass(frozen=True)
class Term:
    """A row of the glossary."""

    term: str
    stands_for: str
    means: str
    typed: tuple[str, ...] = ()
    """What people type when they look for it. For search alone: never printed."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The term's several spellings: ``CSPR / LCSPR`` has two."""
        return tuple(form.strip() for form in self.term.split(" / "))

    @property
    def anchors(self) -> tuple[str, ...]:
        """The fragment of each form on the glossary page."""
        return tuple(slug(form) for form in self.forms)


TERM_KEYS = (
    Key("term", text(), "As it is printed; several forms are parted by / with spaces.", required=True),
    Key("stands_for", text(), "What the letters stand for.", required=True),
    Key("means", text(), "What it is, in plain words.", required=True),
    Key("typed", many(text()), "What people type to find it. For search alone: never printed."),
)


def read_glossary(national: tuple[Term, ...] = ()) -> Any:
    """Return a reader of the whole of a glossary.yml; no term of it may be one of the ``national`` ones, which stand in a file of their own."""

    def read(place: Place) -> Any:
        if not isinstance(place.value, list):
            return place.refuse(NO_ITEMS, first="term")
        terms: list[Term] = []
        anchors = {anchor for term in national for anchor in term.anchors}
        for position in range(len(place.value)):
            row = place.at(position)
            if (values := read_keys(row, TERM_KEYS)) is None:
                continue
            term = Term(**values)
            for form, anchor in zip(term.forms, term.anchors, strict=False):
                if not is_slug(anchor):
                    row.at("term").refuse(NO_ANCHOR, term=shortened(form))
                elif anchor in anchors:
                    row.at("term").refuse(TERM_TWICE, term=form)
                anchors.add(anchor)
            terms.append(term)
        return in_order(terms)

    return read


def in_order(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms from A to Z, as the page lists them."""
    return tuple(sorted(terms, key=lambda term: (term.term.casefold(), term.term)))
