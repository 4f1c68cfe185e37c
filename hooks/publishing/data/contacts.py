"""Whom to call. A number reaches a page only from here, with what is known of its standing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from publishing.data.opening import Hours, hours
from publishing.data.sources import Source
from publishing.problems.problem import listed, shortened, suggestion
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import NO_ITEMS, REFUSED, Key, Place, address, day, flag, is_lost, mapping_of, one_of, read_keys, role, segment, text
from publishing.reading.yaml_source import CUT
from publishing.words.dates import a_year_after, in_words
from publishing.words.phone_numbers import as_dialled, can_be_rung, costs_extra

ID_TWICE = Rule("contact-twice", PARTNERSHIP, 'the id "{id}" is used twice', "Give each contact its own.",
                "A page that names the contact could print either of the two.", {"id": "front-door"})
NO_OTHER = Rule("no-contact-instead", PARTNERSHIP, 'there is no contact "{id}"', "{near}Use the id of another contact of this file.",
                "Readers are told to use that one.", {"id": "frontdoor", "near": 'Did you mean "front-door"? '})
NOT_TO_RING = Rule("contact-not-to-ring", PARTNERSHIP, 'the contact "{id}" is {standing} and is never printed', "Use the id of one that is current.",
                   "Somebody who finds the one closed would ring a number that is out of date.", {"id": "mash-2018", "standing": "superseded"})
ITSELF = Rule("contact-itself", PARTNERSHIP, '{key}: names the contact itself, "{id}"', "Use the id of another contact of this file.",
              "Readers would be sent round in a circle.", {"key": "if_closed", "id": "front-door"})
CIRCLE = Rule("contacts-in-a-circle", PARTNERSHIP, "instead: leads round in a circle: {ids}", "Let one of them name the contact that is to be used today.",
              "Whoever follows it comes to no number that may be printed.", {"ids": "mash-2018, mash-2019 and mash-2018"})
UNREACHABLE = Rule("contact-unreachable", PARTNERSHIP, '"{id}" has no phone, email or web', "Add one, or write standing: unknown and ask:",
                   "Readers would be told of a service and not how to reach it.", {"id": "front-door"})
NOT_SEEN = Rule("contact-without-origin", PARTNERSHIP, 'nobody knows where the number of "{id}" is from',
                "Add seen: with its source, or verified: with a date, a role and what was confirmed.",
                "The site says of each number where it was seen, so that readers can judge it.", {"id": "front-door"})
NOBODY_TO_ASK = Rule("contact-nobody-to-ask", PARTNERSHIP, '"{id}" has no number and does not say whom to ask', "Add a line ask: with a sentence.",
                     "Readers would be left with a name alone.", {"id": "lado"})
NOTHING_INSTEAD = Rule("contact-nothing-instead", PARTNERSHIP, '"{id}" is {standing} and does not say what to use', "Add a line instead: with another id.",
                       "A page that names the old number is told which one to print.", {"id": "mash-2018", "standing": "superseded"})
NOT_A_PHONE = Rule("not-a-phone-number", PARTNERSHIP, 'phone: "{value}" is not a phone number', 'Write digits and spaces in quotation marks: "0151 496 0000".',
                   "A phone dials it. Without quotation marks the first nought would be lost.", {"value": "0151-496-0000"})
NOT_TO_BE_RUNG = Rule("phone-number-not-possible", PARTNERSHIP, 'what "{id}" has as its phone is no telephone number of Britain',
                      "Count its digits, and compare it with where you saw it: most numbers have eleven, of which the first is 0.",
                      "Somebody who is worried about a child would ring nobody, or a stranger.", {"id": "front-door"})
COSTS = Rule("phone-number-costs", PARTNERSHIP, 'whoever rings "{id}" pays extra, and note: does not say so',
             "Ask the service for a number that begins with 01, 02, 03 or 080, and write that. If it has none, write what a call costs: note: Calls cost 7p a minute, and what your phone company charges.",
             "Of numbers that begin with 084, 087, 09 or 118 the one who is rung sets a charge, which must stand beside them (Ofcom, UK Calling); who has no money left would not ring.",
             {"id": "front-door"})
OF_ANOTHER = Rule("confirmed-another", PARTNERSHIP, 'what was confirmed of "{id}" is another number or address than it has now',
                  "Confirm what stands there now: write the day, your role and of: anew. Or take verified: out, say under seen: where the number is from, and the site marks it unconfirmed.",
                  "A number would pass for confirmed that nobody has rung.", {"id": "front-door"})
NOT_AN_EMAIL = Rule("not-an-email-address", PARTNERSHIP, 'email: "{value}" is not an email address', "Write it as name@example.org.",
                    "Mail to it would not arrive.", {"value": "name at example.org"})

STANDINGS = {
    "current": "the newest number known",
    "superseded": "replaced by another: kept for the record, never printed",
    "conflicting": "sources disagree: kept for the record, never printed",
    "unknown": "there is no number: the page says whom to ask",
}


@dataclass(frozen=True)
class Seen:
    """Where a number was found, and that source's own date in words."""

    source: str
    dated: str


@dataclass(frozen=True)
class Verified:
    """That somebody at the partnership has confirmed a number."""

    date: date
    by: str
    of: str
    """What was confirmed, as it stood then: the number, or the address where there is no number."""


@dataclass(frozen=True)
class Contact:
    """One way to reach one service."""

    id: str
    name: str
    group: str
    use: str
    standing: str
    phone: str | None = None
    email: str | None = None
    web: str | None = None
    post: str | None = None
    hours: Hours | None = None
    seen: Seen | None = None
    verified: Verified | None = None
    national: bool = False
    instead: str | None = None
    ask: str | None = None
    note: str | None = None
    short: str | None = None
    if_closed: str | None = None
    when_closed: str | None = None
    seen_in: Source | None = None
    """The source it was seen in."""
    otherwise: Contact | None = None
    """Whom to ring where this one is closed."""
    stands_in_for: Contact | None = None
    """The one that is closed whenever this one is open."""

    @property
    def printable(self) -> bool:
        """Whether a page may print it: superseded and conflicting ones stay in the data."""
        return self.standing in ("current", "unknown")

    @property
    def call(self) -> str | None:
        """The phone number as a phone dials it."""
        return as_dialled(self.phone) if self.phone else None

    @property
    def reached(self) -> str | None:
        """How it is reached first: by the number, or by an address where there is no number."""
        return self.phone or self.email or self.web or self.post

    @property
    def assurance(self) -> str | None:
        """What a reader must know before relying on it; ``None`` for national emergency numbers."""
        if self.national or self.standing == "unknown":
            return None
        if self.verified:
            return f"confirmed by the partnership on {in_words(self.verified.date)}"
        if self.seen_in is None or self.seen is None:
            return None
        seen_in = f'"{self.seen_in.title}" ({self.seen_in.publisher})'
        return f"seen in {seen_in}, {self.seen.dated}; not yet confirmed by the partnership"

    def to_confirm(self, today: date) -> bool:
        """Say whether somebody has to confirm it: nobody has, or not within a year."""
        return self.printable and not self.national and (self.verified is None or a_year_after(self.verified.date) < today)

    @property
    def unconfirmed(self) -> bool:
        """Whether a page marks it as not confirmed by the partnership."""
        return not (self.national or self.standing == "unknown" or self.verified)

    @property
    def times(self) -> str:
        """When it is open, as the page's script reads it; nothing where nobody knows."""
        if self.stands_in_for and self.stands_in_for.hours and self.stands_in_for.hours.open:
            return f"not {self.stands_in_for.hours.for_script}"
        return self.hours.for_script if self.hours else ""


def contact_keys(sources: Mapping[str, Source]) -> tuple[Key, ...]:
    """Return the keys of a contact; ``sources`` are the documents it may have been seen in."""
    return (
        Key("id", segment, "A word by which pages name it.", required=True),
        Key("name", text(), "As it is printed.", required=True),
        Key("short", text(40), "A shorter name, for the banner; where it is in the glossary, texts that say it get the number too."),
        Key("group", text(), "The heading it stands under.", required=True),
        Key("for", text(200), "When to use it, in one sentence.", required=True),
        Key("phone", _phone, 'The number, in quotation marks: "0151 496 0000".'),
        Key("email", _email, "The email address."),
        Key("web", address, "A page to use."),
        Key("post", text(), "The postal address."),
        Key("hours", hours, "When it answers: times under days, or a sentence."),
        Key("if_closed", text(), "The id of the one to ring when this one is closed."),
        Key("when_closed", text(), "For one that answers whenever another is closed: the id of that other one."),
        Key("seen", mapping_of((
            Key("source", one_of(sources, "source", "data/sources.yml"), "A name from sources.yml.", required=True),
            Key("dated", text(), 'That source\'s own date in words, or "undated".', required=True),
        ), Seen), "Where the number was found."),
        Key("standing", one_of(STANDINGS, "standing"), "Whether it may be printed.", example="standing: current", required=True),
        Key("instead", text(), "For a superseded or conflicting one: the id to use."),
        Key("ask", text(), "Where there is no number: whom to ask."),
        Key("note", text(), "One more sentence, if needed."),
        Key("national", flag, "true for national emergency numbers, which need no confirmation."),
        Key("verified", mapping_of((
            Key("date", day, "When.", required=True),
            Key("by", role, "By whom: a role, not a name.", required=True),
            Key("of", text(), "What was confirmed: the number, or the address where there is none, as it stands above.", required=True),
        ), Verified), "That the partnership has confirmed it."),
    )


def read_contacts(sources: Mapping[str, Source], national: Mapping[str, Contact] = MappingProxyType({})) -> Any:
    """Return a reader of the whole of a contacts.yml, into contacts by id; it may name ``national`` ones, which stand in a file of their own."""
    keys = contact_keys(sources)

    def read(place: Place) -> Any:
        if not isinstance(place.value, list) or not place.value:
            return place.refuse(NO_ITEMS, first="id")
        contacts: dict[str, Contact] = {}
        for position in range(len(place.value)):
            contact = _contact(place.at(position), keys, sources)
            if contact is REFUSED:
                continue
            if contact.id in contacts or contact.id in national:
                place.at(position).at("id").refuse(ID_TWICE, id=contact.id)
            contacts[contact.id] = contact
        named = {*national, *(place.at(position).at("id").value for position in range(len(place.value)))}
        others = {**national, **contacts}
        for position in range(len(place.value)):
            for key in ("instead", "if_closed", "when_closed"):
                other = place.at(position).at(key)
                if other.value is not None and other.value == place.at(position).at("id").value:
                    other.refuse(ITSELF, key=key, id=shortened(other.value))
                elif isinstance(other.value, str) and other.value not in named and not is_lost(national, other.value):
                    other.refuse(NO_OTHER, id=shortened(other.value), near=suggestion(shortened(other.value), others))
                elif key != "instead" and other.value in others and not others[other.value].printable:
                    other.refuse(NOT_TO_RING, id=shortened(other.value), standing=others[other.value].standing)
        _check_circles(place, contacts)
        known = {name: replace(contact, stands_in_for=others.get(contact.when_closed or "")) for name, contact in contacts.items()}
        others = {**national, **known}
        return {name: replace(contact, otherwise=others.get(contact.if_closed or "")) for name, contact in known.items()}

    return read


def _check_circles(place: Place, contacts: Mapping[str, Contact]) -> None:
    """Report contacts whose ``instead`` leads round and never to one that may be printed: each circle once."""
    for position in range(len(place.value)):
        way = [str(place.at(position).at("id").value)]
        while (here := contacts.get(way[-1])) and not here.printable and here.instead and here.instead not in way[1:]:
            way.append(here.instead)
        if len(way) > 2 and way[-1] == way[0] == min(way):
            place.at(position).at("instead").refuse(CIRCLE, ids=listed(map(shortened, way)))


def _contact(place: Place, keys: tuple[Key, ...], sources: Mapping[str, Source]) -> Any:
    values = read_keys(place, keys)
    if values is None:
        return REFUSED
    contact = Contact(use=values.pop("for"), **values)
    given = place.value.keys()  # what is there and was refused has been reported
    if "phone" in given and not contact.phone:  # else whatever prints its number would be told that it has none
        return REFUSED
    if contact.phone and not can_be_rung(contact.phone):
        return place.at("phone").refuse(NOT_TO_BE_RUNG, id=contact.id)
    if contact.phone and contact.printable and costs_extra(contact.phone) and not _COST.search(contact.note or ""):
        place.at("phone").refuse(COSTS, id=contact.id)
    if contact.standing == "current" and not given & {"phone", "email", "web"}:
        return place.refuse(UNREACHABLE, id=contact.id)
    if contact.standing == "current" and not (contact.national or given & {"seen", "verified"}):
        return place.refuse(NOT_SEEN, id=contact.id)
    if contact.standing == "unknown" and "ask" not in given:
        return place.refuse(NOBODY_TO_ASK, id=contact.id)
    if contact.standing in ("superseded", "conflicting") and "instead" not in given:
        return place.refuse(NOTHING_INSTEAD, id=contact.id, standing=contact.standing)
    if contact.verified and contact.reached and not _same(contact.verified.of, contact.reached):
        return place.at("verified").at("of").refuse(OF_ANOTHER, id=contact.id)
    source = sources.get(contact.seen.source) if contact.seen else None
    return replace(contact, seen_in=source)


_COST = re.compile(r"\d ?p\b|£ ?\d|\bpence\b", re.IGNORECASE)
"""What a call costs."""


def _phone(place: Place) -> Any:
    value = place.value
    if place.path in place.document.cut:  # often an extension, or which key to press
        return place.refuse(CUT)
    plain = " ".join(value.split()) if isinstance(value, str) else ""  # Word's spaces, which do not break, look like any other
    if not re.fullmatch(r"\+?[0-9][0-9 ]*", plain):
        return place.refuse(NOT_A_PHONE, value=shortened(value))
    return plain


def _same(confirmed: str, reached: str) -> bool:
    """Say whether two ways of writing a number or an address are of the same one."""
    return re.sub(r"[\s()-]", "", confirmed).casefold() == re.sub(r"[\s()-]", "", reached).casefold()


def _email(place: Place) -> Any:
    value = place.value
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,63}", value):
        return place.refuse(NOT_AN_EMAIL, value=shortened(value))
    return value
