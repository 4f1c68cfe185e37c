"""The ledger of permanent ids and former addresses, so that no address once published ever dies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publishing.data.partnership import Ids
from publishing.problems.problem import shortened
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import NO_ENTRY, Key, Place, many, read_keys

NOT_OUR_ADDRESS = Rule("not-an-address-of-the-site", PARTNERSHIP, '"{value}" is not an address of this site',
                       "Write it from the root, in small letters, digits and hyphens, with a slash at its end: /briefings/general/its-name/.",
                       "The site keeps a redirect at it, in a folder of that name.", {"value": "genogram"})
NOT_AN_ID = Rule("not-a-permanent-id", PARTNERSHIP, '"{value}" is not a permanent id', "Restore the one it had, which begins with tag: and the domain name.",
                 "Feed readers know a page by its id (RFC 4151).", {"value": "genogram"})
ID_TWICE = Rule("ledger-id-twice", PARTNERSHIP, "this id is also that of {address}", "Each id belongs to one page: restore the one it had.",
                "Feed readers know a page by its id, and would take the two for one.", {"address": "/briefings/general/genogram/"})
GONE = Rule("address-gone", PARTNERSHIP, "{address} was published and is gone",
            "Put its file back (a page that is out of date can say withdrawn:). If the page has moved, paste a line at the end of this file, "
            "with the new address at its beginning: {line}", "People have linked to it and printed it: no address that was published may die.",
            {"address": "/briefings/general/genogram/", "line": "/new/address/: {former: [/briefings/general/genogram/]}"})
FORMER_IN_USE = Rule("former-address-in-use", PARTNERSHIP, "{address} is listed as a former address and is in use by {file}",
                     "Rename that file, or take the address out of this list.", "Whoever follows an old link would come to another page.",
                     {"address": "/genogram/", "file": "docs/genogram.md"})
FORMER_TWICE = Rule("former-address-twice", PARTNERSHIP, "{address} is also a former address of {other}", "Keep it in one of the two lists.",
                    "An old link can lead to only one of the two.", {"address": "/genogram/", "other": "/briefings/general/genogram/"})

LEDGER_FILE = "data/ledger.yml"

_HEAD = """\
# Addresses that were published, with their permanent ids. A page that is not here has the id that its first address
# gives it; its address is known from git's history, and every check and build keeps it alive.
#
#   id        never changes, whatever becomes of the title, the file or the site's address: feed readers know it
#   former    addresses that the page had before: they lead to it for ever, and the first of them gave it its id
#
# To move a page, rename its file: the check says which line to paste here, and `make fix` writes it. `make ledger` puts
# this file in order.

"""


@dataclass(frozen=True)
class Entry:
    """One published address."""

    id: str = ""
    """Nothing where its first address gives it."""
    former: tuple[str, ...] = ()


_ADDRESS = re.compile(r"/(?:[a-z0-9]+(?:[-_][a-z0-9]+)*/)+")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/_~-]*")
"""The signs of a ``tag:`` URI (RFC 4151) that is made of a domain name, a year and an address."""


def _address(place: Place) -> Any:
    value = place.value
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        return place.refuse(NOT_OUR_ADDRESS, value=shortened(value))
    return value


def _id(place: Place) -> Any:
    if not isinstance(place.value, str) or not _ID.fullmatch(place.value):
        return place.refuse(NOT_AN_ID, value=shortened(place.value))
    return place.value


ENTRY_KEYS = (
    Key("id", _id, "The permanent id, where its first address does not give it."),
    Key("former", many(_address), "Addresses it had before."),
)


def read_ledger(place: Place) -> Any:
    """Read the whole of ledger.yml, by address."""
    if not isinstance(place.value, dict):
        return place.refuse(NO_ENTRY)
    ledger: dict[str, Entry] = {}
    ids: dict[str, str] = {}
    for address in place.value:
        values = read_keys(place.at(address), ENTRY_KEYS)
        if values is None:
            continue
        entry = Entry(**values)
        if entry.id:
            if entry.id in ids:
                place.at(address).at("id").refuse(ID_TWICE, address=ids[entry.id])
            ids[entry.id] = address
        ledger[address] = entry
    return ledger


def settled(ledger: Mapping[str, Entry], ids: Ids) -> dict[str, Entry]:
    """Return the ledger with every id in its place.

    An entry takes over those of its former addresses: their ids and what they were called before. So whoever moves a page
    need only add a line, and change none.
    """
    taken = {old for address, entry in ledger.items() for old in entry.former if old != address}

    def whole(address: str, above: tuple[str, ...] = ()) -> Entry:
        entry = ledger.get(address, Entry())
        before = {old: whole(old, (*above, address)) for old in entry.former if old in ledger and old not in (*above, address)}
        former = dict.fromkeys((*entry.former, *(old for other in before.values() for old in other.former)))
        first = entry.former[0] if entry.former else address
        return Entry(entry.id or (before[first].id if first in before else ids.mint(first)), tuple(old for old in former if old != address or old in entry.former))

    return {address: whole(address) for address in ledger if address not in taken}


def check_ledger(ledger: Mapping[str, Entry], live: Mapping[str, str], place: Place) -> None:
    """Report addresses that would die, and former ones that are in use.

    ``live`` has the file behind each address of this build.
    """
    for address in ledger:
        if address not in live:
            place.at(address).refuse(GONE, address=address, line=line_for("/new/address/", [address]))
    former: dict[str, str] = {}
    for address, entry in ledger.items():
        for position, old in enumerate(entry.former):
            line = place.at(address).at("former").at(position)
            if old in live:
                line.refuse(FORMER_IN_USE, address=old, file=live[old])
            elif old in former:
                line.refuse(FORMER_TWICE, address=old, other=former[old])
            former[old] = address


def line_for(address: str, former: Iterable[str]) -> str:
    """Return the line of the ledger that lets former addresses lead to a page's own."""
    return f"{address}: {{former: [{', '.join(former)}]}}"


def redirects(ledger: Mapping[str, Entry], live: Mapping[str, str]) -> dict[str, str]:
    """Return where each former address leads now."""
    return {old: address for address, entry in ledger.items() if address in live for old in entry.former if old not in live}


def updated_ledger(ledger: Mapping[str, Entry], addresses: Iterable[str], ids: Ids) -> str:
    """Return the ledger's text with every one of ``addresses`` in it."""
    entries = dict(ledger)
    for address in addresses:
        entries.setdefault(address, Entry(ids.mint(address)))
    return _HEAD + "\n".join(_entry_text(address, entries[address]) for address in sorted(entries))


def _entry_text(address: str, entry: Entry) -> str:
    former = "".join(f"    - {old}\n" for old in entry.former)
    return f"{address}:\n  id: {entry.id}\n" + (f"  former:\n{former}" if former else "")
