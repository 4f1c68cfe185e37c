"""Signs of markup are known from ordinary signs in words, in titles and data as on pages."""

from __future__ import annotations

import pytest

from publishing.checks.grammar import CURLY
from publishing.checks.grammar import check as check_grammar
from publishing.content.text import text_of
from publishing.reading.front_matter import split_front_matter
from publishing.reading.markup import markup

WORDS = ("fewer than 5 (<5)", "R&R", "a < b", "a <b and c", "5*", "A* to C*", "5* and 6* hotels", "see [1]", "under_18s and over_65s", "{name}", "{see page 4}", "Neglect (part 2)", "50% <5 and >2",
         "* see below", "~20 children", "C#", "I am [sic] sure (so)", "2*3*4", "Q&A: what's next?", "(a) {b} [c]", "MAPPA / MARAC", "i < 3 > 2", "it's 5 o'clock ;)", "£5 = €6", "-5 to 0", "+44", "@home", "- none", "-", "a = b", "@home (north)", "www.example.org")

SIGNS = ("<b>now</b>", "<img src=x onerror=alert(1)", "</b>", "<!-- x", "<![CDATA[", "<?php", "[tap](javascript:alert(1))", "![x](y.png)", "[a][b]", "[[a]]", "**now**", "*now*", "so _now_", "__now__",
         "run `x`", "<https://example.org>", "see https://example.org/", "JavaScript:alert(1)", "data:text/html,x", "~~old~~")

ATTRIBUTES = ("{: .box}", "{:.box}", "{#top}", "{ #top }", "{.box}", "{ onclick=alert(1) }", '{ onfocus="alert(1)" tabindex=0 autofocus=1 }', "{ style=position:fixed;inset:0 }", "{target='_blank'}",
              "{ word onclick = x }", "{ @click=x }", "{ data-a=b }")

CONSTRUCTS = ("Some text.\n{}", "Some text. {}", "## A heading {}", "See [the page](https://example.org/){}.", "![A tree](tree.png){}", "Write `so`{}.", "- an item {}", "1. an item\n   {}", "> quoted {}", "> [!NOTE]\n> A note.\n> {}",
              "| a | b |\n| --- | --- |\n| c {} | d |", "A claim.[^1]\n\n[^1]: Its source. {}", "**bold {}**", "*bold*{}", "<b>bold</b>{}", "<details>\n<summary>More {}</summary>\nWords.\n</details>")


@pytest.mark.parametrize("words", WORDS)
def test_ordinary_signs_are_words(words: str) -> None:
    assert markup(words) is None


@pytest.mark.parametrize("words", ['=HYPERLINK("x")', "=1+1", "+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3+cmd|x"])
def test_what_a_table_would_take_for_a_formula_is_found(words: str) -> None:
    assert markup(words)


@pytest.mark.parametrize("words", [*SIGNS, *ATTRIBUTES])
def test_signs_of_markup_are_found(words: str) -> None:
    assert markup(words) and markup(f"Some {words} more.")


def _lines_with_attributes(body: str) -> list[int]:
    return [problem.line for problem in check_grammar(text_of("docs/page.md", split_front_matter(f"---\ntitle: A\n---\n{body}\n", "docs/page.md", []), None)) if problem.rule is CURLY]


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_a_list_of_attributes_is_found_in_every_construct(construct: str, attributes: str) -> None:
    line = 4 + construct[:construct.index("{}")].count("\n")
    assert _lines_with_attributes(construct.replace("{}", attributes)) in ([line], [4])


@pytest.mark.parametrize("words", [*(words for words in WORDS if "{" in words), "`{: .box}`", "```\n{: .box}\n```", "Some {{ number(name='x') }} macro."])
def test_ordinary_curly_brackets_stand(words: str) -> None:
    assert _lines_with_attributes(f"Some {words} more." if "\n" not in words else words) == []


@pytest.mark.parametrize("sign", ["{", "*a ", "<a", "_a ", "{a:", "`", "**a", "{a ", "~~", "*a  ", "[", "{ :"])
def test_no_text_takes_long(sign: str) -> None:
    markup(sign * 100_000)
    markup("{" + sign.strip("{}") * 100_000 + "}")
