"""What could identify a child or a private person. Found things are never printed: a log is public too.

Sources: NHS number, modulus 11: NHS Data Dictionary, "NHS NUMBER". Unique pupil number, modulus 23: Department for
Education, "Unique pupil numbers (UPNs): a guide for schools and local authorities". National Insurance number: HMRC,
NIM39110. Postcodes: Royal Mail, "PAF programmers guide".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from publishing.content.kinds import PracticeLearningBriefing
from publishing.content.page import Resource
from publishing.content.text import Block, Text
from publishing.data.contacts import Contact
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allowance
from publishing.words.dates import MONTHS


def _allow(rule: str) -> str:
    return " If it must stand, add to the front matter: " + allowance(rule, "what it is") + "."


NHS = Rule("nhs-number", PRIVATE, "there is an NHS number on this line",
           "Take it out: nothing about one person belongs on this site." + _allow("nhs-number"),
           "It is one person's for life, and opens their records. The check digit shows that it is no other number.", allowable=True)
UPN = Rule("pupil-number", PRIVATE, "there is a unique pupil number (UPN) on this line",
           "Take it out: nothing about one child belongs on this site." + _allow("pupil-number"),
           "It is one child's through all their schools. The check letter shows that it is nothing else.", allowable=True)
NINO = Rule("national-insurance-number", PRIVATE, "there is a National Insurance number on this line",
            "Take it out: nothing about one person belongs on this site." + _allow("national-insurance-number"),
            "It is one person's for life.", allowable=True)
BIRTH = Rule("date-of-birth", PRIVATE, "there is a date of birth on this line",
             "Take it out. Where age matters, write it roughly: a teenager, a baby." + _allow("date-of-birth"),
             "With little else, a date of birth identifies a child.", allowable=True)
POSTCODE = Rule("postcode", PRIVATE, "there is a full postcode on this line that is not in data/contacts.yml",
                "Take it out, or write its first half alone. A service's address belongs in data/contacts.yml." + _allow("postcode"),
                "A full postcode is some fifteen homes.", allowable=True)
EMAIL = Rule("email", PRIVATE, "there is an email address on this line that is not in data/contacts.yml",
             'Add the service to data/contacts.yml and write {{{{ contact("its-name") }}}} here; take out a person\'s own address.' + _allow("email"),
             "A person's own address must not be published, and a service's is kept in one place, where it can be checked.", allowable=True)
PHONE = Rule("phone", PRIVATE, "there is a phone number on this line that is not in data/contacts.yml",
             'Add the service to data/contacts.yml and write {{{{ contact("its-name") }}}} here; take out a person\'s own number.' + _allow("phone"),
             "A person's own number must not be published, and a service's is kept in one place, where it can be checked.", allowable=True)
NAME = Rule("given-name", PRIVATE, "a given name stands on this line of a page about a case",
            "If it is a child's, a parent's or a worker's own, take it out. A pseudonym can be declared in data/language.yml under pseudonyms." + _allow("given-name"),
            "In an account of a case no name may stand that is somebody's own.", severity=WARNING, allowable=True)
AGE = Rule("age-time-place", PRIVATE, "an age, a month or year, and a place stand close together in a page about a case",
           "Leave one of the three out, or write it roughly: a teenager, some years ago, in the area." + _allow("age-time-place"),
           "Together they are often enough for people nearby to know who it was.", severity=WARNING, allowable=True)

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
_DATE = rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? \d{{4}})\b"
_BORN = r"\b(?:born|birth|birthday|birthdate|d\.? ?o\.? ?b\.?)\b"


@dataclass(frozen=True)
class _Pattern:
    rule: Rule
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda found: True


def is_nhs_number(found: str) -> bool:
    """Say whether ten digits are an NHS number, by their check digit."""
    digits = [int(sign) for sign in found if sign.isdecimal()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return digits[9] == check % 11 and check != 10


def is_upn(found: str) -> bool:
    """Say whether a letter and twelve signs are a unique pupil number, by their check letter."""
    values = [int(sign) if sign.isdecimal() else _UPN_LETTERS.index(sign) for sign in found[1:].upper()]
    return found[0].upper() == _UPN_LETTERS[sum(weight * value for weight, value in zip(range(2, 14), values, strict=False)) % 23]


PATTERNS = (
    _Pattern(NHS, re.compile(r"(?<![\w/.+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-])", re.ASCII), is_nhs_number),
    _Pattern(UPN, re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.ASCII | re.IGNORECASE), is_upn),
    _Pattern(NINO, re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b", re.ASCII | re.IGNORECASE)),
    _Pattern(BIRTH, re.compile(rf"{_BORN}[^\n]{{0,40}}?(?<!\d){_DATE}|(?<!\d){_DATE}[^\n]{{0,20}}?{_BORN}", re.IGNORECASE)),
    _Pattern(POSTCODE, re.compile(r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW])[ ]{0,2}[0-9][ABD-HJLNP-UW-Z]{2})\b", re.ASCII),),
    _Pattern(POSTCODE, re.compile(r"\b[a-pr-uwyz](?:[0-9]{1,2}|[a-hk-y][0-9][0-9]?) [0-9][abd-hjlnp-uw-z]{2}\b", re.ASCII),
             lambda found: found[-3:] not in ("1st", "2nd", "3rd") and not found.endswith("th")),
    _Pattern(EMAIL, re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")),
    _Pattern(PHONE, re.compile(r"(?<![\d/.\-£])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9](?:[ ()-]{0,2}\d){8,9}(?![\d/-])", re.ASCII)),
)
_BIRTH_WORDS = re.compile(_BORN, re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s)\]\">]+")


@dataclass(frozen=True)
class KnownContacts:
    """What the contacts data hold, so that it may stand on a page."""

    values: frozenset[str]

    @classmethod
    def of(cls, contacts: Mapping[str, Contact], extra: Iterable[str] = ()) -> KnownContacts:
        """Collect the numbers, addresses and postcodes of all contacts."""
        texts = [text for contact in contacts.values() for text in (contact.phone, contact.email, contact.post, contact.note, contact.ask) if text]
        found = {plain(match[0]) for text in (*texts, *extra) for known in PATTERNS for match in known.pattern.finditer(text)}
        return cls(frozenset(found | {plain(contact.phone) for contact in contacts.values() if contact.phone}))


def plain(found: str) -> str:
    """Return a number or address without what may be written in it or left out."""
    bare = re.sub(r"[\s()-]", "", found).lower()
    return re.sub(r"^(\+44|0044)0?", "0", bare)


def numbers(source: str, file: str, known: KnownContacts, but: Iterable[Rule] = ()) -> Iterator[Problem]:
    """Find numbers, addresses and dates of birth in the whole of a file, front matter included."""
    but = tuple(but)
    searched = _WEB.sub(" ", source)
    for sought in PATTERNS:
        if sought.rule in but or (sought.rule is BIRTH and not _BIRTH_WORDS.search(searched)):
            continue
        for match in sought.pattern.finditer(searched):
            if sought.holds(match[0]) and plain(match[0]) not in known.values:
                yield sought.rule.problem(file, searched.count("\n", 0, match.start()) + 1, found=match[0])


def shown_numbers(text: Text, known: KnownContacts) -> Iterator[Problem]:
    """Find the same in the words that a page shows and in the addresses of its links, however they are written in the source."""
    for block in text.blocks:
        for problem in numbers(re.sub(r"\s", " ", block.words), text.file, known):
            yield replace(problem, line=block.line)
    for link in text.links:
        if link.target.startswith(("mailto:", "tel:")):
            for problem in numbers(unquote(link.target.partition(":")[2]), text.file, known):
                yield replace(problem, line=link.line)


def masked(words: str) -> str:
    """Return words without anything that :func:`numbers` would find, for messages that quote a line."""
    for sought in PATTERNS:
        words = sought.pattern.sub(lambda match: "…" if sought.holds(match[0]) else match[0], words)  # noqa: B023
    return words


# Accounts of cases

_AGE = re.compile(r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
                  r"[ -](?:year|month|week|day)s?[ -]old\b|\baged? (?:of )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b",
                  re.IGNORECASE)
_TIME = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:['’-][A-Z][a-z]+)?")
_WORDS_TOO = frozenset("Will Grace Mark Rose Hope Faith Joy May June April August Jack Bill Dawn Art Frank Earnest Summer Autumn Ruby Amber Pearl "
                       "Ivy Lily Daisy Poppy Violet Holly Hazel Heather Robin Chase Rob Sue Pat Gene Ray Guy Drew Max Miles Grant Victor Christian "
                       "Paris Sofia Florence Chelsea Israel Jordan Austin Brooklyn Savannah Harmony Melody Destiny Honey Angel Prince King Major "
                       "Iris Olive Sky Storm River Blue Star Kit Tiger Penny Carol Harry Nick Chuck Dean Clay Reed Wade Cliff Dale Glen".split())


def is_about_a_case(text: Text) -> bool:
    """Say whether a page tells of cases that were reviewed."""
    topics = text.front.get("topics") if isinstance(text.front, dict) else None
    return (isinstance(text.page, PracticeLearningBriefing) or text.file.startswith(f"{PracticeLearningBriefing.folder}/")
            or text.file.endswith("/case-reviews.md") or (isinstance(topics, list) and "case-reviews" in topics)
            or (isinstance(text.page, Resource) and "case-reviews" in text.page.topics))


def cases(text: Text, language: Language, glossary: tuple[Term, ...]) -> Iterator[Problem]:
    """Find given names, and ages with time and place, in a page about a case."""
    if not is_about_a_case(text):
        return
    terms = {word for term in glossary for word in _CAPITAL.findall(f"{term.term} {term.stands_for}")}
    names = language.given_names - language.pseudonyms - set(MONTHS) - terms
    own = [Block(1, f"Title: {text.front[key]}") for key in ("title", "summary") if isinstance(text.front, dict) and isinstance(text.front.get(key), str)]
    for block in (*own, *text.blocks):
        for match in _CAPITAL.finditer(block.words):
            if match[0] in names and not (match[0] in _WORDS_TOO and _begins_sentence(block.words, match.start())):
                yield NAME.problem(text.file, block.line_of(match.start()), found=match[0])
    yield from _ages(text, language)


def _begins_sentence(words: str, place: int) -> bool:
    before = words[:place].rstrip(" \n\"“'‘(*")
    return not before or before[-1] in ".!?:;"


def _ages(text: Text, language: Language) -> Iterator[Problem]:
    place = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(language.places)))})\b") if language.places else None
    if place is None:
        return
    parts = [(block.line_of(match.start()), match[0]) for block in text.blocks for match in re.finditer(r"[^.!?]+[.!?]*", re.sub(r"\s", " ", block.words))]
    told = 0
    for (line, first), (_, second) in zip(parts, (*parts[1:], (0, "")), strict=False):
        near = f"{first} {second}"
        age = _AGE.search(near)
        if age and place.search(near) and _TIME.search(near) and line > told:
            told = line
            yield AGE.problem(text.file, line, found=age[0])
