"""What was pasted from Word is named as what it looks like, and ``make fix`` makes it: no word changes, and a second time there is nothing to do."""

from __future__ import annotations

import pytest

from publishing.checks import pasted
from publishing.content.text import text_alone
from publishing.desk.repair.bullets import repaired_bullets
from publishing.desk.repair.pasted import repaired_pasted

LISTS = {
    "levels by their signs": ("\u2022\tVictims\no\tMany\n\u00a7\tSome\n\u2022\tRing", "- Victims\n  - Many\n    - Some\n- Ring"),
    "a text above and below": ("Ring if:\n\u00b7\thurt\n\u00b7\talone\nThen write.", "Ring if:\n\n- hurt\n- alone\n\nThen write."),
    "levels by tabs": ("\t\u2022\tA\n\t\t\u2022\tB\n\t\u2022\tC", "- A\n  - B\n- C"),
    "spaces that do not break": ("\u2022\u00a0\u00a0\tA\n\u2022\u00a0\tB", "- A\n- B"),
    "empty lines between": ("\u2013\tA\n\n\u2013\tB\n\nText.", "- A\n- B\n\nText."),
    "numbers, with letters and bullets": ("1.\tRing\na)\tnow\nb)\tlater\n2.\tWrite\n\u2022\twhat\n3.\tAsk", "1. Ring\n   - a) now\n   - b) later\n2. Write\n   - what\n3. Ask"),
    "ten": ("9)\tA\n10)\tB\n\u2022\tC", "9) A\n10) B\n    - C"),
    "bullets, then numbers": ("\u2022\tA\n1.\tB\n2.\tC", "- A\n\n1. B\n2. C"),
    "Roman numbers": ("i.\tA\nii.\tB\niv.\tC", "- i. A\n- ii. B\n- iv. C"),
    "one line": ("o\tA", "- A"),
    "a tick": ("\u2713\tA\n\u2713\tB", "- \u2713 A\n- \u2713 B"),
    "below an item of Markdown": ("- A\no\tB", "- A\n  - B"),
}
TABLES = {
    "two columns": ("Year\tPlans\n2031\t12", "| Year | Plans |\n| --- | --- |\n| 2031 | 12 |"),
    "empty cells": ("\tYes\tNo\nHurt\t\t3\nAlone\t1", "|  | Yes | No |\n| --- | --- | --- |\n| Hurt |  | 3 |\n| Alone | 1 |  |"),
    "more tabs than one": ("Year\t\tPlans\n2031\t\t12", "| Year | Plans |\n| --- | --- |\n| 2031 | 12 |"),
    "a sign of tables": ("A|B\tC\nD\tE", "| A\\|B | C |\n| --- | --- |\n| D | E |"),
    "numbered rows": ("1.\tRing\tAll\n2.\tWrite\tSome", "| 1. | Ring | All |\n| --- | --- | --- |\n| 2. | Write | Some |"),
    "in a text": ("The levels:\nA\tB\nC\tD\nThat is all.", "The levels:\n\n| A | B |\n| --- | --- |\n| C | D |\n\nThat is all."),
}
SPACED = {
    "aligned": ("Level      Help        By\n1          Universal   All\n2          Early       Some", "| Level | Help | By |\n| --- | --- | --- |\n| 1 | Universal | All |\n| 2 | Early | Some |"),
    "aligned at the right": ("Year    Plans\n2030      104\n2031       12", "| Year | Plans |\n| --- | --- |\n| 2030 | 104 |\n| 2031 | 12 |"),
    "cells without words": ("Who     Yes   No\nHurt          3\nAlone   1", "| Who | Yes | No |\n| --- | --- | --- |\n| Hurt |  | 3 |\n| Alone | 1 |  |"),
    "wide apart": ("Level 1    Universal\nLevel twelve    Early", "| Level 1 | Universal |\n| --- | --- |\n| Level twelve | Early |"),
    "spaces that do not break": ("A\u00a0\u00a0\u00a0\u00a0B\nC&nbsp;&nbsp;&nbsp; D", "| A | B |\n| --- | --- |\n| C | D |"),
    "in a text": ("The levels:\nA    B\nC    D\nThat is all.", "The levels:\n\n| A | B |\n| --- | --- |\n| C | D |\n\nThat is all."),
}
HEADINGS = {
    "no other heading": ("**What it is**\n\nText.\n\n**What to do**\n\n1. Ring.", "## What it is\n\nText.\n\n## What to do\n\n1. Ring."),
    "below one": ("## What it is\n\n__Where__\n\nText.", "## What it is\n\n### Where\n\nText."),
    "numbered among numbered": ("## 1. What it is\n\nText.\n\n**2. Why it matters**\n\nText.", "## 1. What it is\n\nText.\n\n## 2. Why it matters\n\nText."),
    "its text on the next line": ("**What it is**\nText.", "## What it is\n\nText."),
    "two, one below the other": ("**Storms**\n**What they are**\nText.", "## Storms\n\n## What they are\n\nText."),
    "a question": ("**What *is* it?**\n\nText.", "## What *is* it?\n\nText."),
}
WORD_HTML = {
    "paragraphs": ("<p class=MsoNormal>Ring *now*<o:p></o:p></p>\n\n<p class=MsoNormal>Then <b>write</b>.</p>", "Ring \\*now\\*\n\nThen **write**."),
    "a list": ("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>\u00b7<span>&nbsp; </span></span><![endif]>A</p>\n"
               "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>B</p>", "- A\n  - B"),
    "a table": ("<table class=MsoNormalTable><tr><td><p class=MsoNormal>A</p></td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>", "| A | B |\n| --- | --- |\n| C | D |"),
    "a whole page": ("<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal {margin: 0}</style></head>\n<body><!--[if gte mso 9]><xml></xml><![endif]-->\n<h1>A</h1><p>B</p></body></html>", "# A\n\nB"),
    "below a text": ("Ring.\n<p class=MsoNormal>Write.</p>", "Ring.\nWrite."),
    "a tag in a text": ("Ring **now**<o:p></o:p> and <span style='mso-bidi-font-size:9pt'>write</span>.", "Ring **now** and write."),
}
CASES = [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in (
    ("list-from-word", LISTS), ("table-from-word", TABLES), ("table-of-spaces", SPACED), ("bold-heading", HEADINGS), ("html-from-word", WORD_HTML)) for name, case in cases.items()]


def told(body: str) -> list[str]:
    return sorted({problem.rule.id for problem in pasted.check(text_alone(body))})


@pytest.mark.parametrize(("rule", "before", "after"), CASES)
def test_it_is_named_and_mended(rule: str, before: str, after: str) -> None:
    assert told(before) == [rule]
    assert repaired_pasted(before)[0] == after
    assert told(after) == []
    assert repaired_pasted(after) == (after, [])


def test_what_stands_between_lists_stays() -> None:
    assert repaired_pasted("\u2022\tA\n```\nB\n```\n\u2022\tC")[0] == "- A\n\n```\nB\n```\n\n- C"


@pytest.mark.parametrize("body", [
    "Text with a\ttab.", "```\n\u2022\tcode\no\tcode\n```\n\nText.", "| A\t| B |\n| --- | --- |\n| C\t| D |", "    code\twith\n    code\ttabs\n", "v\tone letter",
    "**Ring first.**\n\nText.", "**Ring:**\n\nText.", "**The Council**\\\nTown Hall", "- **A**\n\n  Text.", "**Ring**", "Text.\n\n**The end**", "**[The form](https://example.org/)**\n\nText.", "> **A**\n>\n> Text.",
    "## A\n\n**The child and family**\n\n- Names.\n- Ages.", "**Bold** and not.\n\nText.", "**A.** Text that goes on.\n\nText.",
    "**2031**\n\n\u00a7 5 of the Act says so.", "<details>\n<summary>More</summary>\n\nText.\n\n</details>", "A mso-word and <br> a break.",
    "One sentence.  Another one.\nA third.  A fourth.\nA fifth.  A sixth.", "We  met on Monday\nand  agreed.", "A line with a break  \nand another  \nand a third", "    A    B\n    C    D", "- A    B\n- C    D", "1. A    B\n2. C    D",
    "| A    | B |\n| ---- | - |\n| C    | D |", "```\nA    B\nC    D\n```", "A line    with a gap.",
])
def test_ordinary_text_is_left_alone(body: str) -> None:
    assert told(body) == []
    assert repaired_pasted(body) == (body, [])


def test_a_text_that_is_all_bold() -> None:
    long = " ".join(["Children tell us so."] * 9)
    body = f"**What it is**\n\n**{long}**\n\n- **They want to be asked.**"
    assert told(body) == ["all-bold"]
    after, _ = repaired_pasted(body)
    assert after == f"## What it is\n\n{long}\n\n- They want to be asked."
    assert told(after) == []
    assert repaired_pasted(after) == (after, [])


def test_what_may_be_a_table_is_told_and_left_to_a_person() -> None:
    body = "Level     Help    By\nUniversal help   All\nEarly  help for some    Some"
    assert told(body) == ["table-of-spaces-perhaps"]
    assert repaired_pasted(body) == (body, [])


@pytest.mark.parametrize("box", ["[ ]", "[]", "[x]", "\\[ \\]", "[\u00a0]"])
def test_boxes_to_tick_begin_a_list(box: str) -> None:
    body = f"Before you ring:\n\n{box} look\n{box} ask\n"
    assert [problem.rule.id for problem in pasted.check(text_alone(body))] == ["bullet-sign"]
    assert repaired_bullets(body)[0] == "Before you ring:\n\n- look\n- ask\n"
