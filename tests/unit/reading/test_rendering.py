"""What is known of a page's HTML before its links are is the same HTML, once they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from publishing.content.text import text_alone
from publishing.reading.markdown import parse
from publishing.reading.rendering import draft, render

LINES = ("[a *b*](x.md)", "![a](b.png 'c')", "[a]()", "<https://example.org/ä?b=\"c\">", "[a][b]\n\n[b]: ../c.md#d", "Note[^1].\n\n[^1]: [a](b.md)", "| a | b |\n| :-: | - |\n| [c](d) | e |",
         "> [!NOTE]\n> a", "# a", "- a\n\n  b", "a & b", "&#0;", "`a`", "<b>c</b>", "![a](  )", "[a](<b c> \"d & e\")", "https://example.org/?a=b&c")


def _tokens(lines: list[str]) -> list[Token]:
    return text_alone("\n\n".join(lines)).tokens


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=8))
def test_a_draft_becomes_what_is_rendered(lines: list[str]) -> None:
    def link(written: str) -> str:
        return f"../{written}?ü&" if written else ""

    made = draft(_tokens(lines))
    assert made is not None
    assert made.html(link) == (render(_tokens(lines), link) if all(made.addresses) else None)


def test_a_link_that_leads_nowhere_yet_is_for_the_tokens_to_tell() -> None:
    made = draft(_tokens(["[a](b.md)"]))
    assert made is not None and made.html(lambda written: "") is None
    assert "<span>a</span>" in render(_tokens(["[a](b.md)"]), lambda written: "")


@pytest.mark.parametrize("words", ["a\0b", "&#0;"])
def test_what_stands_for_an_address_stands_in_no_text(words: str) -> None:
    assert draft(parse(words)) is not None and "\0" not in render(parse(words), str)
