"""How people tell of what the site is about, and of what it is not: data/accounts.yml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.problems.problem import suggestion
from publishing.problems.rule import SEARCH, Rule
from publishing.reading.fields import NO_ENTRY, REFUSED, Key, Place, Reader, read_keys, text

NOT_LINES = Rule("accounts-not-lines", SEARCH, '"{name}" is a list', "Write | after its colon, and below it each account on a line of its own, indented, without a hyphen.",
                 "There are thousands of them: each is a line as somebody would type it, and needs no signs.", {"name": "desk cube"})
NO_GROUP = Rule("accounts-of-no-group", SEARCH, 'no group of data/synonyms.yml has the topic "{topic}"', "{near}Write the topic as it stands there.",
                "The group says which pages the accounts lead to.", {"topic": "desk cubes", "near": 'Did you mean "desk cube"? '})
BOTH = Rule("account-of-danger-and-calm", SEARCH, '"{line}" stands both in danger and in calm', "Keep it where it belongs: in danger if whoever types it may have to ring at once, else in calm.",
            "From these two lists the search learns above which questions whom to ring must stand.", {"line": "boy in the river"})
ONE_SIDED = Rule("danger-without-calm", SEARCH, "there are accounts of {given}, and none of {missing}", "Write some {missing}: lines that people type about the same subjects {when}.",
                 "The search tells danger by what is typed in one and not in the other. With one of them it tells none.",
                 {"given": "danger", "missing": "calm", "when": "when nobody is in danger"})


@dataclass(frozen=True)
class Accounts:
    """The whole of accounts.yml. All of it is match-only: folded in the index and printed nowhere."""

    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What people type whole, a line each, by the topic of the group of synonyms that says where it leads."""
    elsewhere: tuple[str, ...] = ()
    """The same for what the site does not answer."""
    danger: tuple[str, ...] = ()
    """How people tell of a child in danger now, whatever page answers them."""
    calm: tuple[str, ...] = ()
    """How they ask about the same subjects when nobody is in danger."""


NO_ACCOUNTS = Accounts()


def read_accounts(topics: Collection[str] | None) -> Reader:
    """Return a reader of the whole of accounts.yml; ``topics`` are those of the groups of synonyms, where all are known."""

    def of_subjects(place: Place) -> Any:
        if not isinstance(place.value, dict):
            return place.refuse(NO_ENTRY)
        for topic in place.value:
            if topics is not None and topic not in topics:
                place.at(topic).refuse(NO_GROUP, topic=topic, near=suggestion(topic, topics))
        found = {topic: _lines(place.at(topic)) for topic in place.value}
        return {topic: lines for topic, lines in found.items() if lines is not REFUSED}

    keys = (Key("subjects", of_subjects, "How people tell of a subject, a line each, below the topic of its group in synonyms.yml."),
            Key("elsewhere", _lines, "How people ask for what the site does not answer, a line each."),
            Key("danger", _lines, "How people tell of a child in danger now, a line each: whom to ring stands above the results of what sounds like these."),
            Key("calm", _lines, "How people ask about the same subjects when nobody is in danger, a line each."))

    def read(place: Place) -> Any:
        values = read_keys(place, keys)
        if values is None:
            return NO_ACCOUNTS
        accounts = Accounts(**values)
        _refuse_unclear(place, accounts)
        return accounts

    return read


def _refuse_unclear(place: Place, accounts: Accounts) -> None:
    """Refuse accounts of danger and of calm from which the one cannot be told from the other."""
    calm = set(accounts.calm)
    for line in accounts.danger:
        if line in calm:
            place.at("danger").refuse(BOTH, line=line)
    if accounts.danger and not calm:
        place.at("danger").refuse(ONE_SIDED, given="danger", missing="calm", when="when nobody is in danger")
    elif calm and not accounts.danger:
        place.at("calm").refuse(ONE_SIDED, given="calm", missing="danger", when="when a child is in danger now")


def _lines(place: Place) -> Any:
    """Read a text of many lines: what stands on each, once."""
    if isinstance(place.value, list):
        return place.refuse(NOT_LINES, name=place.name)
    if text()(place) is REFUSED:
        return REFUSED
    return tuple(dict.fromkeys(" ".join(line.split()) for line in place.value.splitlines() if line.strip()))
