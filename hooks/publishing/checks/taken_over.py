"""What is still to do on a site that another partnership has taken over, counted by what stands in its files.

``make takeover`` leaves blanks, ``[to write: whom to tell]``, and writes into ``formerly:`` of data/partnership.yml what belongs to the partnership before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from publishing.content.text import Text
from publishing.data.everything import Data
from publishing.data.partnership import Formerly
from publishing.problems.problem import Problem, listed, shortened
from publishing.problems.rule import PARTNERSHIP, WARNING, Rule

TO_WRITE = Rule("still-to-write", PARTNERSHIP, "this is still to be written: {what}", "Write it in place of the square brackets and what is in them.",
                "The takeover left a blank where only the partnership knows what is true.", {"what": "who the safeguarding partners are"}, WARNING)
FORMER = Rule("former-name", PARTNERSHIP, '"{name}" belongs to the partnership that had this site before',
              "Write your own in its place, or take it out. If it is yours as well, take it out of formerly: in data/partnership.yml.",
              "Readers would take you for others, or go to others for help.", {"name": "Northmoor"}, WARNING)
NOT_CONFIRMED = Rule("contact-not-confirmed", PARTNERSHIP, 'nobody has confirmed "{id}" since the takeover',
                     "Ring or write, and ask for the opening hours too. Then add, with the day on which you did: verified: {{date: 2027-01-31, by: your role, of: the number or address as it stands there}}.",
                     "On a site that is taken over, the numbers are the first thing that must be right.", {"id": "front-door"}, WARNING)
OF_ANOTHER_AREA = Rule("places-of-another-area", PARTNERSHIP, "most of these places are of the area that had this site before: {some}",
                       "Write the places of your own area. If they are yours as well, take them out of formerly: in data/partnership.yml.",
                       "In an account of a case, places near by can tell who somebody was. The checks would ask about those of others.", {"some": "Marsh End and Weir"})

TO_DO = (TO_WRITE, FORMER, NOT_CONFIRMED, OF_ANOTHER_AREA)
"""What is counted down."""

BLANK = re.compile(r"\[to write: ([^\]\n]{1,200})\]")
"""How the takeover leaves a blank."""

PARTNERSHIP_FILE = "data/partnership.yml"


def still_to_do(problems: Iterable[Problem]) -> str:
    """Say in a sentence how much is still to do, if anything is."""
    count = sum(1 for problem in set(problems) if problem.rule in TO_DO)
    return f"{count} thing{'' if count == 1 else 's'} still to do before this site is yours: guide/taking-over.md says how." if count else ""


def check_taken_over(texts: Iterable[Text], data_files: Mapping[str, str | None], data: Data) -> Iterator[Problem]:
    """Find the blanks in texts and data files; and, where a takeover left ``formerly:``, what is not yet the partnership's own."""
    formerly = data.partnership.formerly
    names = pattern(formerly) if formerly else None
    for text in texts:
        whole = text.source
        if text.page is None or not text.page.draft:
            yield from _blanks(text.file, whole, "[to write: " in whole)
        yield from _former(text.file, whole, names)
    for file, source in data_files.items():
        yield from _blanks(file, source or "", "[to write: " in (source or ""))
        yield from _former(file, _without_formerly(source or "") if file == PARTNERSHIP_FILE else source or "", names)
    if formerly:
        yield from _not_their_own(data, formerly)


def of_another_area(places: Collection[str], formerly: Formerly) -> list[str]:
    """Return the places that are of the area before, if they are half of all or more."""
    before = {place.casefold() for place in formerly.places}
    found = sorted(place for place in places if place.casefold() in before)
    return found if places and 2 * len(found) >= len(places) else []


def pattern(formerly: Formerly) -> re.Pattern[str] | None:
    """Return what finds the names, places and hosts as words; names in capitals alone are found in capitals alone."""
    names = sorted({*formerly.names, *formerly.places, *formerly.hosts}, key=lambda name: (-len(name), name))
    spelt = [(re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})").replace(r"\ ", r"\s+") for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)") if spelt else None


def _blanks(file: str, source: str, has: bool) -> Iterator[Problem]:
    if has:
        for row, line in enumerate(source.split("\n"), 1):
            for found in BLANK.finditer(line):
                yield TO_WRITE.problem(file, row, what=shortened(found[1], 120))


def _former(file: str, source: str, names: re.Pattern[str] | None) -> Iterator[Problem]:
    """Find one name on each line."""
    for row, line in enumerate(source.split("\n") if names and names.search(source) else (), 1):
        if names and (found := names.search(line)):
            yield FORMER.problem(file, row, name=found[0])


def _without_formerly(source: str) -> str:
    """Return partnership.yml with the lines of ``formerly:`` empty."""
    return re.sub(r"^formerly:[^\n]*(?:\n[ \t#][^\n]*)*", lambda found: "\n" * found[0].count("\n"), source, flags=re.MULTILINE)


def _not_their_own(data: Data, formerly: Formerly) -> Iterator[Problem]:
    for name, place in data.contact_places.items():
        contact = data.contacts.get(name)
        if contact and place.document is data.documents["contacts"] and contact.standing == "current" and contact.unconfirmed:
            yield place.problem(NOT_CONFIRMED, id=name)
    if some := of_another_area(data.language.places, formerly):
        yield data.place("language").at("places").problem(OF_ANOTHER_AREA, some=listed(some[:5]))
