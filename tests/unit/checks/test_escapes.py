"""Nothing escapes the checks: a sentence about a child is found wherever the grammar can show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from constructs import CONSTRUCTS, SENTENCE
from publishing.checks.everything import Beside, check_everything
from publishing.content.keys import Vocabulary
from publishing.content.kinds import read_page
from publishing.content.text import text_of
from publishing.data.language import Avoid, Language
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import SourceFile

PAGE = "briefings/practice-learning/oak.md"
WATCHED = Language(avoid=(Avoid(("lifestyle choice",), "the child is being exploited"),), places=frozenset(("Bootle",)), given_names=frozenset(("Olivia",)))


def rules_broken(body: str) -> set[str]:
    """Return the ids of the rules that a text breaks on a page about a case."""
    problems: list = []
    markdown = split_front_matter(f"---\ntitle: Oak\nsummary: What was learnt.\n---\n\n{body}\n", PAGE, problems)
    text = text_of(PAGE, markdown, read_page(SourceFile(PAGE, Path(PAGE)), markdown, Vocabulary()))
    return {problem.rule.id for problem in check_everything({PAGE: text}, (), Beside({}, (), {}, (), WATCHED), ())}


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_child_is_found_in_every_construct(construct: str) -> None:
    assert {"given-name", "age-time-place"} <= rules_broken(f"First.\n\n{construct.replace('{}', SENTENCE)}\n\nLast.")


@pytest.mark.parametrize("construct", [construct for name, construct in CONSTRUCTS.items() if "{}" in construct and "quotation" not in name])
def test_a_word_to_avoid_is_found_in_every_construct_but_a_quotation(construct: str) -> None:
    assert "word-to-avoid" in rules_broken(f"First.\n\n{construct.replace('{}', 'It was a lifestyle choice.')}\n\nLast.")


@pytest.mark.parametrize(("number", "rule"), [
    (r"olivia\@private.example", "email"), ("olivia&#64;private.example", "email"), ("[Ask](mailto:olivia&#64;private.example)", "email"),
    ("0151 **496** 0123", "phone"), ("943 *476* 5919", "nhs-number"), ("PR8 &#49;AA", "postcode"), (r"DOB\: 12\/05\/2014", "date-of-birth"),
    ("Date of birth:\n12/05/2014", "date-of-birth"),
])
def test_a_number_is_found_however_it_is_written(number: str, rule: str) -> None:
    assert rule in rules_broken(f"Text {number} here.")
