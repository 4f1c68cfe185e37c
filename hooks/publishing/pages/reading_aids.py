"""What a page adds to a text for its readers: where they are in a briefing, what an abbreviation stands for, and a way to ring 999.

Each is added to the tokens that were checked, as a token of its own, and to none that somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from publishing.content.aloud import Part
from publishing.data.contacts import Contact
from publishing.data.glossary import Term
from publishing.reading.markdown import words_of
from publishing.reading.plain_markdown import PlainLine
from publishing.words.addresses import GLOSSARY
from publishing.words.at_a_glance import words_at_a_glance


def placed_in_parts(tokens: Iterable[Token], parts: Sequence[Part]) -> Iterator[Token]:
    """Return tokens with a line below the heading of each part: which part it is of how many, and about how long it takes."""
    by_id = {part.heading.id: part for part in parts}
    part: Part | None = None
    for token in tokens:
        yield token
        if token.type == "heading_open":
            part = by_id.get(str(token.attrs["id"]))
        elif token.type == "heading_close" and part:
            yield Token("part", "", 0, content=f"Part {part.number} of {part.of}, {part.time}")


class Meaning(NamedTuple):
    """What explains an abbreviation."""

    stands_for: str
    said: str
    """What a reader is told: what it stands for, and the number of whom it names. Nothing of what is a number itself, which is a link."""
    address: str
    """Where that leads."""


def abbreviations(glossary: Iterable[Term], contacts: Iterable[Contact] = ()) -> Mapping[str, Meaning]:
    """Return what explains each abbreviation of the glossary; a term in words is none.

    It leads to the glossary. Where it is the short name of a contact, it has the number and rings it: whoever reads "Ring CHAT" can.
    With them comes 999, where a contact has it: it is typed anywhere (:mod:`publishing.checks.typed_contacts`), and rung from there.
    """
    printable = [contact for contact in contacts if contact.printable]
    rung = {contact.short: contact for contact in printable if contact.short}
    terms = {form: _meaning(term.stands_for, rung.get(form), f"{GLOSSARY}#{anchor}") for term in glossary for form, anchor in zip(term.forms, term.anchors, strict=True)
             if _WORD.fullmatch(form) and any(sign.isupper() or sign.isdigit() for sign in form[1:])}
    return terms | {contact.phone: Meaning("", "", f"tel:{contact.call}") for contact in printable if contact.phone == EMERGENCY}


EMERGENCY = "999"
"""The number that every text may say as it is, and that no count of anything on these pages is likely to be: 101 children are."""


def _meaning(stands_for: str, contact: Contact | None, address: str) -> Meaning:
    if contact is None or contact.phone is None:
        return Meaning(stands_for, stands_for, address)
    number = contact.phone.replace(" ", "\u00a0")  # it stays on one line
    return Meaning(stands_for, f"{stands_for}, {number}{', unconfirmed' if contact.unconfirmed else ''}", f"tel:{contact.call}")


def explained(tokens: Iterable[Token], known: Mapping[str, Meaning]) -> Iterator[Token]:
    """Return tokens in which the first mention of each abbreviation is a token of its own, with what explains it in ``meta``, and 999 a link.

    It is looked for in running text: not in headings, tables, quotations, links or code. Where the text spells it out itself,
    before it as "Emergency Duty Team (EDT)" or behind it, it is explained from then on.
    """
    told: set[str] = set()
    tokens = list(tokens)
    together = "\n".join([words for token in tokens if token.type == "inline" for words in _texts_of(token)])
    known = _mentioned(known, together) if _WITHIN_A_FORM.search(together) else {}
    if not known:
        yield from tokens
        return
    apart = 0
    for token in tokens:
        if token.type in _APART:
            apart += token.nesting
        if token.type == "inline" and not apart and any(form in words for words in _texts_of(token) for form in known):
            yield token.copy(children=list(_explained_in_line(token.children or (), known, told)))
        else:
            yield token


def _texts_of(line: Token) -> Iterable[str]:
    """Return the stretches of text in a line; of a plain one, all of it."""
    return (line.content,) if isinstance(line, PlainLine) else [child.content for child in line.children or () if child.type == "text"]


def _mentioned(known: Mapping[str, Meaning], text: str) -> Mapping[str, Meaning]:
    """Return those abbreviations of which all letters stand in a text as words: no other can be mentioned there."""
    words = words_at_a_glance(text)
    words = words.union(*(_LETTERS_OF_ASCII.findall(word) for word in words if not word.isascii()))
    words = words.union(word[:-1] for word in words if word[-1] == "s")
    return {form: known[form] for form, letters in _letters_of(tuple(known)) if letters <= words}


@lru_cache(maxsize=4)
def _letters_of(forms: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((form, words_at_a_glance(form)) for form in forms)


_WITHIN_A_FORM = re.compile(r"[A-Z0-9](?<=[A-Za-z0-9.&-].)")
"""Stands in each of :func:`abbreviations`: what is no beginning of a word in capitals."""
_LETTERS_OF_ASCII = re.compile("[A-Za-z]+")
_APART = frozenset(f"{name}_{end}" for name in ("heading", "table", "blockquote", "alert_title") for end in ("open", "close"))
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.&-][A-Za-z0-9]+)*")


def _explained_in_line(children: Iterable[Token], known: Mapping[str, Meaning], told: set[str]) -> Iterator[Token]:
    links, said = 0, ""
    for child in children:
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        start = 0
        for match in _WORD.finditer(child.content) if child.type == "text" and not links else ():
            form = match[0] if match[0] in known else match[0].removesuffix("s")
            if form not in known or form in told:
                continue
            meaning = known[form]
            if not meaning.said:
                if not _PART_OF_A_NUMBER.search(f"{child.content[:match.start()][-1:]} {child.content[match.end():][:2]}"):
                    yield Token("text", "", 0, content=child.content[start:match.start()], level=child.level)
                    yield Token("link_open", "a", 1, attrs={"class": "phone", "href": meaning.address}, level=child.level)
                    yield Token("text", "", 0, content=form, level=child.level + 1)
                    yield Token("link_close", "a", -1, level=child.level)
                    start = match.end()
                continue
            before = (said + child.content[max(0, match.start() - _NEAR):match.start()])[-_NEAR:]
            after = child.content[match.end():match.end() + _NEAR]
            if before.endswith("(") and after.startswith(")"):
                if _are_initials(form, before):
                    told.add(form)
                continue
            told.add(form)
            if _plain(meaning.stands_for) in _plain(after):
                continue
            yield Token("text", "", 0, content=child.content[start:match.start()], level=child.level)
            yield Token("abbreviation", "", 0, content=match[0], meta={"said": meaning.said, "address": meaning.address}, level=child.level)
            start = match.end()
        said = (said + words_of([child]))[-_NEAR:]
        yield Token("text", "", 0, content=child.content[start:], level=child.level) if start else child


_PART_OF_A_NUMBER = re.compile(r"^[\d.,:/+#£$€-]| (?:%|[.,:/-]\d)")
"""The sign before and the two signs behind, where they make three digits a part of a longer number, a sum, a share or a day."""

_NEAR = 200
"""How many characters beside an abbreviation can spell it out."""


def _are_initials(form: str, words: str) -> bool:
    """Say whether the letters of an abbreviation begin words of a text, in order: as in "Disclosure and Barring Service (DBS)"."""
    initials = iter([word[0] for word in _plain(words).split()][-2 * len(form):])
    return all(sign in initials for sign in form.casefold() if sign.isalnum())


def _plain(words: str) -> str:
    """Return words without capital letters and signs."""
    return " ".join(_LETTERS.findall(words.casefold()))


_LETTERS = re.compile(r"[^\W_]+")
