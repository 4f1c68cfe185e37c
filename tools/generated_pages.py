"""Any number of invented pages, always the same ones, to see how the search and the build stand a large site."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle
from pathlib import Path

WORDS = ("child family school worker plan risk support meeting record agency contact review need health police safe "
         "parent carer worry sign help notice share agree decide write ask listen action team early level").split()
"""The commonest words of generated text."""

SUBJECTS = """attendance housing nutrition dental transport bereavement allotment playground library museum fostering adoption
apprenticeship swimming asthma epilepsy diabetes hearing vision speech language literacy numeracy music sport camping
volunteering recruitment induction appraisal budgeting procurement insurance parking recycling flooding heating lighting
catering cleaning security reception archive printing telephone software payroll pension expenses travel
vaccination screening maternity podiatry physiotherapy nursery crossing cycling pavement licensing""".split()
FORMS = "policy checklist handbook protocol leaflet bulletin procedure overview toolkit factsheet plan review".split()
PLACES = "north south east west central coastal rural urban district county borough regional".split()


@dataclass(frozen=True)
class GeneratedPage:
    """An invented page: paragraphs under headings."""

    name: str
    title: str
    summary: str
    sections: tuple[tuple[str, str], ...]


def vocabulary() -> list[str]:
    """Return the words of generated text: of the field first, then enough others to make a large index."""
    syllables = ("ba", "co", "di", "fe", "gu", "la", "mo", "ni", "pe", "ru", "sa", "to", "vi")
    return WORDS + [a + b for a in syllables for b in syllables] + [a + b + c for a in syllables for b in syllables for c in syllables]


def generated_pages(count: int, words: Sequence[str], parts: int = 4, sentences: int = 4, length: int = 14) -> Iterator[GeneratedPage]:
    """Yield ``count`` pages whose text is drawn from ``words``, the commonest most often, as in real text.

    Each has so many ``parts`` under a heading, each of so many ``sentences``, and each of these so many words (its ``length``).
    """
    chance = random.Random(20261122)
    weights = [*accumulate(1 / (place + 3) for place in range(len(words)))]
    for number in range(count):
        subject, other = chance.sample(SUBJECTS, 2)
        title = f"{chance.choice(PLACES).capitalize()} {subject} and {other} {chance.choice(FORMS)} {number + 1}"

        def text(length: int) -> str:
            return " ".join(chance.choices(words, cum_weights=weights, k=length)).capitalize() + "."

        sections = tuple((f"{chance.choice(SUBJECTS).capitalize()} {chance.choice(FORMS)}", " ".join(text(length) for _ in range(sentences)))
                         for _ in range(parts))
        yield GeneratedPage(f"generated-{number + 1:05}", title, text(14), sections)


PARTS, SENTENCES, LENGTH = 7, 13, 12
"""Of a generated resource: some 1,100 words."""

_KINDS = ("general", "seven-minute", "general", "practice-learning", "general", "strategy", "seven-minute", "general", "newsletter", "seven-minute",
          "general", "practice-learning", "general", "seven-minute", "strategy", "general", "guidance", "practice-learning", "general", "seven-minute")
"""The kinds of twenty resources in a row; each hundredth besides is an urgent guide, and each five hundredth a report."""

_FOLDERS = {"general": "briefings/general", "seven-minute": "briefings/seven-minute", "practice-learning": "briefings/practice-learning", "strategy": "docs/strategies",
            "guidance": "level_of_need", "urgent": "docs/urgent"}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_URGENT = ("Do now", "Do not", "Then", "Whom to call", "Why")


@dataclass(frozen=True)
class GeneratedResource:
    """An invented resource as its file: where it lies, what stands between the two lines of hyphens, and the text."""

    file: str
    title: str
    summary: str
    front_matter: str
    body: str

    def write(self, root: Path) -> None:
        """Write the file of a project."""
        path = root / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{self.front_matter}---\n\n{self.body}", encoding="utf-8", newline="\n")


def generated_resources(count: int, topics: Sequence[str], audiences: Sequence[str]) -> Iterator[GeneratedResource]:
    """Yield ``count`` resources of every kind, with texts of some 1,100 words (an urgent guide's has 250), each on two of ``topics`` for two of ``audiences``."""
    chance = random.Random(20261126)
    issues = 0
    for number, (page, usual) in enumerate(zip(generated_pages(count, vocabulary(), PARTS, SENTENCES, LENGTH), cycle(_KINDS), strict=False)):
        kind = "report" if number % 500 == 50 else "urgent" if number % 100 == 50 else usual
        title, month = page.title, f"{2000 + number % 20}-{1 + number // 20 % 12:02}"
        file = f"{_FOLDERS.get(kind, '')}/{page.name}.md"
        if kind == "newsletter":
            year, place = 2019 - issues // 12, 11 - issues % 12
            month, title = f"{year}-{place + 1:02}", f"Newsletter, {_MONTHS[place]} {year}: {title}"
            file, issues = f"newsletters/{month}.md", issues + 1
        elif kind == "report":
            year = 2019 - number // 500
            title, file = f"Annual report {year}-{(year + 1) % 100:02}", f"docs/annual-report/{year}-{(year + 1) % 100:02}/index.md"
        front = f"title: {title!r}\nsummary: {page.summary}\npublished: {month}\n"
        if number % 10 == 7:
            front += "written: 2021-03-04\nupdated: 2022-05-06\nchanges: [{date: 2022-05-06, note: A part of it is put right.}]\n"
        front += f"topics: [{', '.join(chance.sample(topics, 2))}]\naudience: [{', '.join(chance.sample(audiences, 2))}]\n"
        yield GeneratedResource(file, title, page.summary, front, _body(page, kind))


def _body(page: GeneratedPage, kind: str) -> str:
    """Return a page's parts as Markdown, with the headings of a kind."""
    written = []
    for number, (heading, words) in enumerate(page.sections[:5] if kind == "urgent" else page.sections, 1):
        sentences = words.split(". ")[:3] if kind == "urgent" else words.split(". ")
        first, second, third = ". ".join(sentences[3:8]), sentences[:3], ". ".join(sentences[8:])
        listed = "\n".join(f"- **{sentence.split()[0]}** {' '.join(sentence.split()[1:])}" for sentence in second)
        about = _URGENT[number - 1] if kind == "urgent" else f"{number}. {heading}" if kind == "seven-minute" else heading
        written.append("\n\n".join(filter(None, (f"## {about}", first and f"{first}.", listed, third))))
    return "\n\n".join(written) + "\n"
