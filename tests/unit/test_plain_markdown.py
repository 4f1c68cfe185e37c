"""Markdown that is read at once is Markdown of which the parser's own rules make the same."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML

from publishing.reading import markdown, rendering
from publishing.reading.markdown import Printed, parse, stand_in
from publishing.reading.plain_markdown import is_plain

with patch.object(markdown, "read_plainly", lambda parser: None):
    PARSER = markdown._parser()
"""By which nothing is read at once."""

SIGNS = ("**", "**", "*", "_", "`", "[", "](b.md)", "!", "<br>", "&amp;", "\\", "~", ":", "://", "www.example.org", "https://a.org", "mailto:a@example.org", "w", "@", "|", "-", "#", ".", "(", ")", "“", "\u00a0", stand_in(0), stand_in(1))
BEGINNINGS = ("", "", "- ", "- ", "* ", "+ ", "1. ", "2) ", "  ", "    ", "\t", "> ", "# ", "## ", "#", "--- | ---", "---", "===", "- - -", "-", "- **", "| ", "[^1]: ", "[a]: b", "<div>", "```", "- [ ] ", stand_in(1))

_words = st.lists(st.one_of(st.sampled_from(("word", "Word", "a", "7", " ", " ", " ", "  ")), st.sampled_from(SIGNS), st.characters()), max_size=8).map("".join)
_lines = st.tuples(st.lists(st.sampled_from(BEGINNINGS), max_size=3).map("".join), _words).map("".join)
_texts = st.lists(st.one_of(_lines, st.just(""), st.sampled_from(("Words", "- words", "- Words", "  words", "Two words", "## A heading", "a | b", "--- | ---"))), max_size=9).map("\n".join)


def the_same(text: str) -> bool:
    """Say whether both make the same tokens of a text."""
    printed = (Printed("<b>7</b>", block=False), Printed("<ul><li>a</li></ul>", block=True))
    found = [token.as_dict() for token in parse(text, printed)]
    with patch.object(markdown, "_PARSER", PARSER):
        return found == [token.as_dict() for token in parse(text, printed)]


@settings(max_examples=600, deadline=None)
@given(_texts)
@example("a | b\n--- | ---\nc | d")
@example("- a | b\n  --- | ---\n  c | d")
@example("- a | b\n--- | ---")
@example("# a | b\n--- | ---")
@example("Words\n- words\n    - words\n\n  words\n\n- words")
@example("- a\n - b\n  - c\n   - d\n    - e")
@example("Words\n===\nwords\n---")
@example("> Words\nwords\n- words")
def test_a_text_is_read_as_by_every_rule(text: str) -> None:
    assert the_same(text)


@settings(max_examples=600, deadline=None)
@given(_words)
@example("**a** b **c.** d **e**, f")
@example("a **b\nc** d\ne")
@example("**a.**. b **c**")
@example("**a**\n**b**")
def test_a_line_is_read_as_by_every_rule(words: str) -> None:
    assert the_same(f"Words {words}") and the_same(f"- **a** {words}")


@settings(max_examples=300, deadline=None)
@given(_texts)
@example("- a\n  > b\n-\n\n**b**")
def test_tags_are_written_as_by_the_parser_itself(text: str) -> None:
    tokens = parse(text)
    written = rendering.render(tokens, str)
    with patch.object(rendering._Renderer, "renderToken", RendererHTML.renderToken), patch.object(rendering._Renderer, "render", RendererHTML.render):
        assert written == rendering.render(parse(text), str)


@pytest.mark.parametrize("words", ["Ring them now.", "**Ask** the child: what is it like?", "One line\nand another", "well-being, 24 hours & more".replace("&", "and")])
def test_what_people_write_is_plain(words: str) -> None:
    assert is_plain(words)


@pytest.mark.parametrize("words", ["a *b* c", "[a](b.md)", "www.example.org", "see https://example.org", "a &amp; b", "a**b**c", "** a**", "two  \nlines", "a@example.org"])
def test_what_is_less_plain_is_left_to_every_rule(words: str) -> None:
    assert not is_plain(words)
