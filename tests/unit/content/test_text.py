"""What the checks see of a text is what its page shows, in every construct of the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructs import CONSTRUCTS, SENTENCE
from projects import TODAY
from publishing.content.text import text_alone
from publishing.kept.memory import NOTHING, Memory
from publishing.pages.site_pages import SitePage
from publishing.reading.html import words_of_html
from publishing.reading.rendering import render
from publishing.site import HOME, HOME_FILE, Site, read_site
from publishing.templating.sandbox import MacroEnvironment


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_sentence_is_seen_in_every_construct(construct: str) -> None:
    text = text_alone(f"First.\n\n{construct.replace('{}', SENTENCE)}\n\nLast.")
    assert any(SENTENCE in " ".join(block.words.split()) for block in text.blocks)


@pytest.mark.parametrize("construct", [construct for name, construct in CONSTRUCTS.items() if "reference" not in name and "{}" in construct])
def test_its_line_is_the_line_on_which_it_stands(construct: str) -> None:
    markdown = f"First.\n\n{construct.replace('{}', 'zebra')}\n\nLast."
    found = {block.line_of(block.words.index("zebra")) for block in text_alone(markdown).blocks if "zebra" in block.words}
    assert found == {row for row, line in enumerate(markdown.split("\n"), 1) if "zebra" in line}


def shown(markdown: str, environment: MacroEnvironment | None = None) -> tuple[str, str]:
    """Return the words that the checks see, and those that the page shows, without the marks that lead to footnotes."""
    text = text_alone(markdown, environment)
    titles = [str(child.attrs["title"]) for token in text.tokens for child in token.children or () if "title" in child.attrs]
    seen = [" ".join(block.words.split()) for block in text.blocks if block.words not in titles]
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>|<a class="footnote-back".*?</a>', "", render(text.tokens, str))
    return "".join("".join(seen).split()), "".join(words_of_html(html).split())


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_the_page_shows_what_the_checks_saw(construct: str) -> None:
    seen, page = shown(construct.replace("{}", SENTENCE))
    assert seen == page


def test_what_macros_print_is_seen() -> None:
    environment = MacroEnvironment({"name": lambda: "Olivia", "table": lambda: "<p>Bootle</p>"}, within_lines=("name",))
    assert shown("A worker saw {{ name() }}.\n\n{{ table() }}", environment) == ("AworkersawOlivia.<p>Bootle</p>",) * 2


PIECES = st.sampled_from([
    "word", "two words", "*a*", "**b**", "`c`", "[d](e.md)", "![f](g.png)", "&amp;", "\\*", "<b>h</b>", "https://example.org", "[^1]", "~~i~~", "|", "<!-- j -->", "[!NOTE]"])
LINES = st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
STARTS = st.sampled_from(["", "- ", "1. ", "> ", "> [!NOTE]\n> ", "## ", "    ", "```\n", "| ", "| --- |\n", "[^1]: ", "<div>\n", "<details>\n\n", "  - ", "\n"])
TEXTS = st.lists(st.tuples(STARTS, LINES).map("".join), min_size=1, max_size=8).map("\n".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS)
def test_the_page_shows_what_the_checks_saw_of_any_text(markdown: str) -> None:
    seen, page = shown(markdown)
    assert seen == page


@pytest.mark.parametrize("memory", [NOTHING, Memory()], ids=["nothing kept", "kept"])
def test_what_a_text_parses_to_does_not_stay_when_a_site_has_been_read(example: Path, memory: Memory) -> None:
    def held() -> list[str]:
        return [text.file for text in site.texts.values() if vars(text).keys() & {"tokens", "blocks", "prose", "vocabulary"}]

    site = read_site(example, TODAY, memory=memory)
    assert held() == []
    home = next(page for page in site.pages if page.address == HOME)
    first = site.html(home), home.text and home.text.blocks
    assert held() == [HOME_FILE]
    assert home.text
    home.text.let_go()
    assert held() == [] and (made_of(site, home), home.text.blocks) == first


def made_of(site: Site, page: SitePage) -> str:
    """Return a page's text as HTML, made anew."""
    del site.rendered[page.uri]
    return site.html(page)
