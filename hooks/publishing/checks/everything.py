"""Every check of content, in one call: the build and ``make check`` say the same in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publishing.checks import amounts, files, grammar, headings, html, identifying, images, language, link_text, reading_age, seven_minutes, together
from publishing.content.text import Text
from publishing.data.contacts import Contact
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.problems.problem import Problem
from publishing.problems.rule import ALLOWABLE, FRONT_MATTER, PRIVATE, WARNING, Rule
from publishing.reading import encodings
from publishing.reading.tree import SourceFile

UNUSED = Rule("allowance-not-needed", FRONT_MATTER, 'the front matter allows "{check}" for something that is not here',
              "Take the item out of allow:, or write its text exactly as it stands in the file.",
              "What is allowed and not there would one day let something else through.", {"check": "postcode"}, WARNING)
IN_DATA = Rule("private-in-data", PRIVATE, "{message}", "Take it out. If it must stand, write at the end of the line: # allowed: and why.",
               "The data files are as public as the pages.", {"message": identifying.PHONE.message})


def check_everything(texts: Mapping[str, Text], others: Iterable[SourceFile], data_files: Mapping[str, str],
                     contacts: Mapping[str, Contact], glossary: tuple[Term, ...], watched: Language, organisations: Iterable[str]) -> list[Problem]:
    """Return every problem of the texts, images, documents and data files.

    ``texts`` has every Markdown file that could be read as text; ``organisations`` may stand as the author of a file.
    """
    others = list(others)
    known = identifying.KnownContacts.of(contacts, (data_files.get("data/contacts.yml", ""),))
    acronyms = language.known_acronyms(watched, glossary)
    owners = frozenset(name.casefold() for name in organisations)
    problems: list[Problem] = []
    for text in texts.values():
        problems.extend(_of_text(text, known, watched, glossary, acronyms))
    for source in others:
        problems.extend(files.check(source.path, source.file, owners))
    for file, words in data_files.items():
        problems.extend(_of_data(file, words, known))
    reports = {file for file in texts if file.startswith("docs/annual-report/")}
    problems.extend(together.check(texts.values(), [*texts, *(source.file for source in others)], reports))
    return list(_without_allowed(problems, texts))


def _of_text(text: Text, known: identifying.KnownContacts, watched: Language, glossary: tuple[Term, ...], acronyms: frozenset[str]) -> Iterator[Problem]:
    found: list[Problem] = []
    encodings.tabs(text.body, text.file, text.first_line, found)
    yield from found
    yield from html.check(text)
    yield from amounts.check(text)
    yield from grammar.check(text)
    yield from headings.check(text)
    yield from link_text.check(text, watched)
    yield from images.check(text)
    said = list(identifying.numbers(text.source, text.file, known))
    yield from said
    rules_broken = {(problem.rule.id, identifying.plain(problem.found)) for problem in said}
    yield from (problem for problem in identifying.shown_numbers(text, known) if (problem.rule.id, identifying.plain(problem.found)) not in rules_broken)
    yield from identifying.cases(text, watched, glossary)
    yield from language.check(text, watched, acronyms)
    yield from reading_age.check(text, watched)
    yield from seven_minutes.check(text)


def _of_data(file: str, source: str, known: identifying.KnownContacts) -> Iterator[Problem]:
    """Check a data file as a whole; its own comments may say that something on a line is allowed, and why."""
    lines = source.split("\n")
    for problem in identifying.numbers(source, file, known):
        if "# allowed: " not in lines[problem.line - 1]:
            yield IN_DATA.problem(file, problem.line, message=problem.message)


def _allowances(text: Text) -> list[dict[str, Any]]:
    allow = text.front.get("allow") if isinstance(text.front, dict) else None
    return [item for item in allow if isinstance(item, dict)] if isinstance(allow, list) else []


def _without_allowed(problems: Iterable[Problem], texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Leave out what the front matter allows, with a reason; report what is allowed and not there."""
    allowed: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for file, text in texts.items():
        for position, item in enumerate(_allowances(text)):
            key = (str(item.get("check")), _plain(item.get("text")))
            if str(item.get("reason") or "").strip():
                for place in (file, f"{file.rpartition('/')[0]}/"):
                    allowed.setdefault((place, *key), []).append((file, position))
    used: set[tuple[str, int]] = set()
    for problem in problems:
        place = problem.file if problem.file in texts else f"{problem.file.rpartition('/')[0]}/"
        entries = allowed.get((place, problem.rule.id, _plain(problem.found)), []) if problem.rule.allowable else []
        if entries:
            used.update((file, position) for file, position in entries
                        if file != problem.file or problem.line != texts[file].lines.get(("allow", position, "text")))
        else:
            yield problem
    for (place, check, _), entries in allowed.items():
        if place in texts and check in ALLOWABLE:
            for file, position in entries:
                if (file, position) not in used:
                    yield UNUSED.problem(file, texts[file].lines.get(("allow", position), 1), check=check)


def _plain(found: object) -> str:
    return " ".join(str(found).split()).casefold()
