"""The words that people type, from ``data/synonyms.yml``, and where each leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from publishing.problems.problem import Fault
from publishing.problems.rule import SEARCH, Rule
from publishing.reading.fields import Key, Place, many, read_keys, text
from publishing.words.addresses import Links, Target

ONE_FORM = Rule("variant-of-one-form", SEARCH, "a spelling variant has only one form", "Give at least two: [safeguarding, safe guarding].",
                "A variant says which ways of writing are the same.")
GROUP_TWICE = Rule("topic-of-words-twice", SEARCH, 'there are two groups "{topic}"', "Put their words into one.",
                   "The search knows a group by its topic.", {"topic": "desk cube"})
BOTH = Rule("typed-and-shown", SEARCH, '"{word}" is both typed and shown', "Keep it in one of the two lists.",
            "A word that is typed is never printed, and one that is shown may be.", {"word": "cube"})
NOWHERE = Rule("words-lead-nowhere", SEARCH, '"{topic}" leads nowhere: {why}', "{remedy}", "Whoever searches with these words would find nothing.",
               {"topic": "desk cube", "why": 'the link "/cube/" leads to an address that this site does not have', "remedy": 'Did you mean "/desk-cube/"?'})
ELSEWHERE = Rule("words-lead-elsewhere", SEARCH, '"{topic}" leads to "{link}", which is not a page of this site',
                 "Name a file, as docs/training.md, or an address, as /glossary/#fgm.", "The search leads to our own pages alone.",
                 {"topic": "desk cube", "link": "https://example.org/"})
NO_SUCH_PLACE = Rule("words-lead-to-no-place", SEARCH, '"{topic}" leads to "{link}", and that page has no such place',
                     "Correct what stands after the #, or take it out.", "Readers would come to the top of a long page and not to what they looked for.",
                     {"topic": "MASH", "link": "/glossary/#mesh"})


@dataclass(frozen=True)
class Group:
    """Words for one subject, and the pages they lead to, best first."""

    topic: str
    leads_to: tuple[str, ...]
    typed: tuple[str, ...] = ()
    """Match-only: folded in the index and printed nowhere."""
    shown: tuple[str, ...] = ()
    """Words that the search may also print, as in "did you mean"."""
    around: str = ""
    """Words that stand in accounts of the subject: each tells a little, several tell much. Match-only."""


@dataclass(frozen=True)
class Synonyms:
    """The whole of synonyms.yml."""

    groups: tuple[Group, ...] = ()
    variants: tuple[tuple[str, ...], ...] = ()
    """Ways of writing the same; the first is the one that the others are folded to."""
    frames: str = ""
    """Words that stand around what is asked for, in any question: they count little beside a subject."""
    elsewhere: str = ""
    """Words of what the site does not answer."""
    sleeping: tuple[str, ...] = ()
    """Pages, as groups name them, that are not written yet: until then, what leads to them leads nowhere."""


GROUP_KEYS = (
    Key("topic", text(), "What the words are for, as people would say it. It is matched, too.", required=True),
    Key("leads_to", many(text(verbatim=True)), "The pages, best first: files, as docs/training.md, or addresses, as /glossary/#fgm.", required=True),
    Key("typed", many(text()), "Other words that people type. Matched, never printed."),
    Key("shown", many(text()), "Other words that people type and that the search may print."),
    Key("around", text(), "Single words that stand in accounts of the subject, with spaces between. Several of them lead here. Matched, never printed."),
)


def read_synonyms(place: Place) -> Any:
    """Read the whole of synonyms.yml; where its words lead is checked by :func:`destinations`."""
    values = read_keys(place, (Key("groups", _groups, "Words and where they lead."),
                               Key("variants", many(many(text())), "Ways of writing the same word."),
                               Key("sleeping", many(text(verbatim=True)), "Pages that are not written yet: words that lead to them wait."),
                               Key("frames", text(), "Single words that stand around what is asked for, with spaces between: they count little beside a subject."),
                               Key("elsewhere", text(), "Single words of what people look for and the site does not answer, with spaces between.")))
    if values is None:
        return Synonyms()
    for position, variant in enumerate(values.get("variants", ())):
        if isinstance(variant, tuple) and len(variant) < 2:
            place.at("variants").at(position).refuse(ONE_FORM)
    return Synonyms(values.get("groups", ()), tuple(variant for variant in values.get("variants", ()) if variant),
                    values.get("frames", ""), values.get("elsewhere", ""), values.get("sleeping", ()))


def _groups(place: Place) -> tuple[Group, ...]:
    groups = []
    seen: dict[str, str] = {}
    for position in range(len(place.value) if isinstance(place.value, list) else 0):
        row = place.at(position)
        if (values := read_keys(row, GROUP_KEYS)) is None:
            continue
        group = Group(**values)
        if group.topic.casefold() in seen:
            row.at("topic").refuse(GROUP_TWICE, topic=group.topic)
        seen[group.topic.casefold()] = group.topic
        both = sorted(set(group.typed) & set(group.shown))
        if both:
            row.refuse(BOTH, word=both[0])
        groups.append(group)
    return tuple(groups)


def destinations(synonyms: Synonyms, place: Place, links: Links, anchors: Mapping[str, Collection[str]],
                 left_out: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """Return for each group the addresses it leads to, best first; report those that do not exist.

    ``anchors`` are the fragments known for an address; of other addresses a fragment is not checked. What stands in
    ``left_out`` need not be in this build: drafts, future resources, listings with nothing in them. Nor need what the file says is sleeping.
    """
    waiting = {*left_out, *synonyms.sleeping}
    found: dict[str, tuple[str, ...]] = {}
    rows = place.at("groups")
    for position in range(len(rows.value) if isinstance(rows.value, list) else 0):
        row = rows.at(position)
        group = next((group for group in synonyms.groups if group.topic == row.at("topic").value), None)
        if group is None or not isinstance(row.at("leads_to").value, list):
            continue
        addresses = []
        for number, link in enumerate(row.at("leads_to").value):
            target = links.resolve(str(link), "")
            where = row.at("leads_to").at(number)
            lost = isinstance(target, Target) and bool(target.fragment) and target.address in anchors and target.fragment not in anchors[target.address]
            if (isinstance(target, Target) and target.later) or (link in waiting and (lost or not (isinstance(target, Target) and target.address))):
                continue
            if isinstance(target, Fault):
                where.refuse(NOWHERE, topic=group.topic, why=target.message, remedy=target.remedy)
            elif not isinstance(target, Target) or not target.address:
                where.refuse(ELSEWHERE, topic=group.topic, link=link)
            elif lost:
                where.refuse(NO_SUCH_PLACE, topic=group.topic, link=link)
            else:
                addresses.append(target.address + (f"#{target.fragment}" if target.fragment else ""))
        found[group.topic] = tuple(addresses)
    return found
