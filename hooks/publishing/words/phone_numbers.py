"""Telephone numbers of Britain: whether one can be rung, and how a phone dials it."""

from __future__ import annotations

import re

RELAY = "18001"
"""Before a number, it puts Relay UK between the two who speak: https://www.relayuk.bt.com/how-to-use-relay-uk.html."""

_SET_ASIDE = re.compile(r"(?:0|\+44)(?:1632960\d{3}|7700900\d{3})")
"""Numbers that lead nowhere and that invented partnerships may have: Ofcom, "Telephone numbers for drama use"."""


def as_dialled(number: str) -> str:
    """Return a number, as it is printed, as a phone dials it: its digits, behind a plus sign where it has one."""
    return ("+" if number.startswith("+") else "") + re.sub(r"\D", "", number)


def can_be_rung(number: str) -> bool:
    """Say whether a number could be one of Britain's: geographic, mobile, free, or short as 116 123; also behind 18001.

    By the tables of libphonenumber, which know how long the numbers of each area are, and not which are in use.
    """
    from phonenumbers import NumberParseException, is_valid_number_for_region, parse
    from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

    dialled = _without_relay(number)
    if _SET_ASIDE.fullmatch(dialled):
        return True
    try:
        read = parse(dialled, "GB")
    except NumberParseException:
        return False
    return is_valid_number_for_region(read, "GB") or is_valid_short_number_for_region(read, "GB")


def costs_extra(number: str) -> bool:
    """Say whether the one who is rung sets a charge beside that of the phone company: 084, 087, 09 and 118 (Ofcom, "The National Telephone Numbering Plan")."""
    return re.match(r"(?:0|\+44)(?:8[47]|9)|118\d{3}\Z", _without_relay(number)) is not None


def _without_relay(number: str) -> str:
    dialled = as_dialled(number)
    return dialled.removeprefix(RELAY) or dialled
