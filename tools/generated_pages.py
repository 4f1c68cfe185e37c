"""Any number of invented pages, always the same ones, to see how the search stands a large site."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def generated_pages(count: int, words: Sequence[str]) -> Iterator[GeneratedPage]:
    """Yield ``count`` pages whose text is drawn from ``words``, the commonest most often, as in real text."""
    chance = random.Random(20261122)
    weights = [1 / (place + 3) for place in range(len(words))]
    for number in range(count):
        subject, other = chance.sample(SUBJECTS, 2)
        title = f"{chance.choice(PLACES).capitalize()} {subject} and {other} {chance.choice(FORMS)} {number + 1}"

        def text(length: int) -> str:
            return " ".join(chance.choices(words, weights, k=length)).capitalize() + "."

        sections = tuple((f"{chance.choice(SUBJECTS).capitalize()} {chance.choice(FORMS)}", " ".join(text(14) for _ in range(4)))
                         for _ in range(4))
        yield GeneratedPage(f"generated-{number + 1:05}", title, text(14), sections)
