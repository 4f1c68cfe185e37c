"""What was to be filled in or taken out is named, and ordinary words are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.checks.left_overs import _WAYS, OF_A_HELP_NOTE, TO_FILL_IN, check
from publishing.checks.pieces import of_text
from publishing.content.help_notes import help_notes
from publishing.content.text import text_of
from publishing.problems.rule import Rule
from publishing.reading.front_matter import split_front_matter

PAGE = "briefings/general/page.md"


def found(body: str) -> list[Rule]:
    """Return the rules that a text breaks."""
    source = f"---\ntitle: A page\nsummary: What to do.\n---\n\n{body}\n"
    text = text_of(PAGE, split_front_matter(source, PAGE, []), None)
    return [problem.rule for problem in check(text, tuple(of_text(text)))]


@pytest.mark.parametrize("words", ["Ask [insert name of worker].", "[Name of school] wrote to us.", "Lorem ipsum dolor sit amet.", "The date is TBC.", "TODO: ask the police",
                                   "The child was seen [JB1].", "DRAFT", "Draft v0.3", "DRAFT - not for circulation", "Page 2 of 5", "[date to be confirmed]", "A link goes here.",
                                   "Error! Reference source not found.", "Ring [name] now.", "On XX/XX/2026 we met.", "On dd/mm/yyyy.", "Ring xxxx now.", "It is tbc.", "Date: to be confirmed", "To be confirmed.", "The venue is to be confirmed.", "Name: `____`", "Signed ______ on 3 May.",
                                   "Click or tap here to enter text.", "Is it [?]", "Dear «First_Name»", "See [check with Sam].", "Dear {name}", "Seen [JB2R1].", "Ring 01234 567890.", "&lt;insert name&gt;",
                                   "[TOC]", "PAGEREF _Toc12345 \\h 3", "Look at [cid:image001.png@01D9].", "Sent from my iPhone", "-----Original Message-----", "Formatted: Font: Bold", "Method........5",
                                   "OFFICIAL-SENSITIVE", "Official - Sensitive: Personal", "Private and confidential", "Internal use only", "Say [x] here", "| [x] | Ring |\n| --- | --- |\n| a | b |"])
def test_what_is_left_over(words: str) -> None:
    assert found(f"Some words.\n\n{words}") == [TO_FILL_IN]


@pytest.mark.parametrize("words", ["Write a draft of the referral.", "See the draft[^1].\n\n[^1]: A note.", "Say where you are: come here.", "Tuberculosis (TB) is rare.", "Look at page 2 of 5 in the form.",
                                   "[Genogram](genogram.md)", "Name the worker [and the team].", "Your name here is Sam.", "Toda, todo el mundo.", "Why [the child] ran.", "Names [names changed] are ours.", "What then??", "Abuse does not have to be confirmed.", "To be confirmed as a carer, ask.", "It is a plan: to be confirmed by the court it needs a review.", "Write snake_case or `a___b`.", "It is xx.", "[Name](genogram.md)",
                                   "Files marked OFFICIAL-SENSITIVE are kept apart.", "What she says is private and confidential to her.", "Wait ..... 5 minutes.", "It was sent from my desk.", "The letter was formatted.", "[x] Ring them", "- [x] Ring them"])
def test_what_is_not(words: str) -> None:
    assert found(words) == []


def test_every_help_note_is_known_without_its_signs() -> None:
    assert len(help_notes()) > 10
    for note in help_notes():
        assert OF_A_HELP_NOTE in found(note), note


@pytest.mark.parametrize(("parts", "pattern"), _WAYS)
def test_what_is_looked_for_first_stands_in_all_that_is_found(parts: tuple[str, ...], pattern: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern, re.IGNORECASE | re.MULTILINE)).filter(str.isascii if parts[0].isascii() else bool))
    def holds(words: str) -> None:
        assert any(part in words.lower() for part in parts)

    holds()
