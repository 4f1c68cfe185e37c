"""Accounts of cases: names of people, and what together tells people nearby who it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.content.kinds import PracticeLearningBriefing
from publishing.content.page import Resource
from publishing.content.text import Block, Text
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allow_in_front_matter
from publishing.words.dates import MONTHS

NAME = Rule("given-name", PRIVATE, "a given name stands on this line of a page about a case",
            "If it is a child's, a parent's or a worker's own, take it out. A pseudonym can be declared in data/language.yml under pseudonyms." + allow_in_front_matter("given-name"),
            "In an account of a case no name may stand that is somebody's own.", severity=WARNING, allowable=True)
AGE = Rule("age-time-place", PRIVATE, "an age, a month or year, and a place stand close together in a page about a case",
           "Leave one of the three out, or write it roughly: a teenager, some years ago, in the area." + allow_in_front_matter("age-time-place"),
           "Together they are often enough for people nearby to know who it was.", severity=WARNING, allowable=True)

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


def check(text: Text, language: Language, glossary: tuple[Term, ...]) -> Iterator[Problem]:
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
