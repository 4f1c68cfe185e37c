"""In an account of a case a name that is in no list is asked about, and bodies, documents and ordinary words are not."""

from __future__ import annotations

import pytest

from publishing.checks.case_accounts import AGE, UNKNOWN, Words, check
from publishing.content.text import text_of
from publishing.data.language import Language
from publishing.problems.rule import Rule
from publishing.reading.front_matter import split_front_matter

PAGE = "briefings/practice-learning/page.md"
WORDS = Words(frozenset("a serious case review centre hospital care police worker child working together local panel report time early help neglect bruising nobody drift staff of wood team".split()),
              frozenset(("ofsted", "merseyside")))
WATCHED = Language(given_names=frozenset(("Olivia",)), pseudonyms=frozenset(("George",)), nobodys_names=frozenset(("Polish",)))


AGES = ("A boy (7) was seen", "A boy, seven, was seen", "A Year 2 pupil was seen", "A 7yo was seen", "He was 7 years and 3 months", "The girl was six weeks", "A 7 yr old was seen", "A girl aged seven was seen")


def found(body: str, words: Words | None = WORDS) -> list[Rule]:
    """Return the rules that a text breaks."""
    source = f"---\ntitle: A page\nsummary: what to do.\n---\n\n{body}\n"
    return [problem.rule for problem in check(text_of(PAGE, split_front_matter(source, PAGE, []), None), WATCHED, ordinary=words.have if words else None)]


@pytest.mark.parametrize("words", [
    "Keir was three when a neighbour rang the police.", "The review found that Zofia had told staff.", "In care, Tyrone's sister knew.", "In care, Mr Brown lived with them.", "The care of Bronagh O'Neill.",
    "In care Siân told staff.", "Keir Smith was known to police.", "A review of Child Keir at home.", "In care, Mary-Jane felt safe.", "**Kofi** was not seen alone.", "Keir, aged 4, lived there.",
    "> Keir said so.", "| Who | When |\n| --- | --- |\n| the child | seen with Zofia |", "- a worker saw Zofia",
    "A worker saw Łukasz.", "Şahin was seen.", "In care, Анна told staff.", "In care, Γιώργος told staff.", "O'Neill family moved.",
    "Keisha rang the police.", "Zayaan hid in the care of nobody.", "Keisha never told staff.", "Zayaan climbed out."])
def test_a_name_that_is_in_no_list_is_asked_about(words: str) -> None:
    assert found(words) == [UNKNOWN]


@pytest.mark.parametrize("words", [
    "A Serious Case Review was held.", "Staff of St George's Centre came.", "The Local Review Panel asked.", "Merseyside Police and Alder Hey Hospital shared it.", "By Ofsted.", "Working Together asks for it.",
    "The Wood Review said it.", "On Monday the police rang.", "Operation Encompass told staff.", "They spoke Polish.", "Neglect was missed. Drift had set in. Nobody asked.", "Bruising was explained away.",
    "Cannabis in the home.", "Multi-agency help was offered.", "They used WhatsApp.", "See https://example.org/Keir of the team.", "By the NSPCC."])
def test_what_is_nobodys_name_is_not(words: str) -> None:
    assert found(words) == []


def test_where_no_words_are_known_nobody_is_asked() -> None:
    assert found("A worker saw Keir.", None) == []


@pytest.mark.parametrize("words", AGES)
def test_an_age_beside_a_time_and_a_place_is_asked_about_however_it_is_written(words: str) -> None:
    watched = Language(places=frozenset(("Merseyside",)))
    source = f"---\ntitle: A page\nsummary: what to do.\n---\n\n{words}, in Merseyside in March 2019.\n"
    assert [problem.rule for problem in check(text_of(PAGE, split_front_matter(source, PAGE, []), None), watched)] == [AGE]


@pytest.mark.parametrize("words", ["The wait was six weeks", "It was two years ago", "The child, one of many, was seen", "Ask about children of seven"])
def test_what_is_no_age_is_not(words: str) -> None:
    source = f"---\ntitle: A page\nsummary: what to do.\n---\n\n{words}, in Merseyside in March 2019.\n"
    assert not list(check(text_of(PAGE, split_front_matter(source, PAGE, []), None), Language(places=frozenset(("Merseyside",)))))
