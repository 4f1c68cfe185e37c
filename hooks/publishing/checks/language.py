"""Plain and respectful words. All warnings: a person decides. What is quoted, and what only search knows, is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from publishing.content.text import Text
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import LANGUAGE, WARNING, Rule
from publishing.words.at_a_glance import words_at_a_glance

AVOID = Rule("word-to-avoid", LANGUAGE, '"{words}" is among the words to avoid about children', "Say: {say}. {why}If it is somebody else's word, put it in quotation marks.",
             "Some words put on a child what was done to the child. The list is in data/language.yml, with what to say instead.",
             {"words": "lifestyle choice", "say": "the child is being exploited, harmed or controlled", "why": "A child cannot choose to be exploited. "},
             WARNING, allowable=True)
JARGON = Rule("jargon", LANGUAGE, '"{word}" is explained neither here nor in the glossary',
              "Write it out once, with the short form after it in brackets: Multi-Agency Safeguarding Hub (MASH). Or add it to data/glossary.yml.",
              "Letters that one service uses every day mean nothing, or something else, to another.", {"word": "XYZP"}, WARNING, allowable=True)

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|‘[^‘’]*’")
_ACRONYM = re.compile(r"(?<!\[!)\b[A-Z][A-Za-z]?[A-Z][A-Za-z0-9&]*\b")  # not the kind of a note, as [!NOTE]
_CITATION = re.compile(r"[\[(](?:19|20)\d\d[\])] (?:\d{1,3} )?[A-Z][A-Za-z]{1,7}(?: [A-Z][a-z]{1,6})? \d|\b(?:UK|EW)[A-Z]{2,4}(?: [A-Z][a-z]{1,6})? \d")
"""Of a judgment, as courts and law reports number them: nobody reads its letters as words."""
_CAPITALS = re.compile("[A-Z][A-Za-z]?[A-Z]")
"""Stands in any acronym, and is quicker to look for."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ALL_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:\W+[A-Z]{2,}){2,}\b")


def known_acronyms(language: Language, glossary: tuple[Term, ...]) -> frozenset[str]:
    """Return every short form that needs no explaining on a page."""
    forms = {form for term in glossary for spelling in term.forms for form in (spelling, *re.findall(r"[A-Za-z0-9&]+", spelling))}
    words = {word for term in glossary for word in re.findall(r"\b[A-Z][A-Z0-9&]+\b", term.stands_for)}
    return frozenset(forms | words | language.known_acronyms)


def check(text: Text, language: Language, explained: Callable[[str], bool]) -> Iterator[Problem]:
    """Find words to avoid and letters that nobody explains; ``explained`` says whether a short form is, beside the text."""
    yield from _words_to_avoid(text, language)
    blocks = [block for block in text.blocks if _CAPITALS.search(block.prose)] if _CAPITALS.search("\n".join([block.prose for block in text.blocks])) else []
    written_out = {word for block in text.blocks if "(" in block.words for bracket in _BRACKETS.findall(block.words) for word in _ACRONYM.findall(bracket)} if blocks else set()
    told: set[str] = set()
    for block in blocks:
        if _ALL_CAPITALS.search(block.prose):
            continue
        cited = [found.span() for found in _CITATION.finditer(block.prose)]
        for match in _ACRONYM.finditer(block.prose):  # what a macro prints is explained where its words are kept
            word = match[0].removesuffix("s")
            if not (word.isupper() and word.isalpha()) or word in written_out or word in told or match[0] in written_out or len(word) < 2 or len(word) > 8 or explained(word) or any(start <= match.start() < end for start, end in cited):
                continue
            told.add(word)
            yield JARGON.problem(text.file, block.line + block.prose.count("\n", 0, match.start()), found=word, word=word)


def _words_to_avoid(text: Text, language: Language) -> Iterator[Problem]:
    pattern, entries = language.avoid_pattern
    if pattern is None:
        return
    front: Mapping[str, object] = text.front if isinstance(text.front, dict) else {}
    own = [(1, str(front[key])) for key in ("title", "summary") if isinstance(front.get(key), str)]
    small = {"", *text.folded_vocabulary, *map(str.casefold, frozenset().union(*(words_at_a_glance(words) for _, words in own)))}
    if small.isdisjoint(language.telling_of_avoid) or not any(words <= small for words in language.words_of_avoid):  # far quicker than the pattern, and true of nearly every page
        return
    for line, words, of in (*((line, words, None) for line, words in own), *((block.line, block.words, block) for block in text.blocks if not block.quoted)):
        for match in pattern.finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]) if "\n" not in quoted[0] else re.sub(r"[^\n]", " ", quoted[0]), words)):
            entry = entries[" ".join(match[0].casefold().split())]
            why = f"{entry.why.rstrip('.')}. " if entry.why else ""
            yield AVOID.problem(text.file, of.line_of(match.start()) if of else line, found=match[0],
                                words=" ".join(match[0].split()), say=entry.say.rstrip("."), why=why)
