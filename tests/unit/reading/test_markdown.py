"""The grammar is GitHub's: what an officer sees in GitHub's preview is what the site shows."""

from __future__ import annotations

import pytest

from publishing.reading.markdown import Printed, parse, stand_in
from publishing.reading.rendering import render

CASES = {
    "a list below a line of text": ("Ring if:\n- hurt\n- alone", "<p>Ring if:</p>\n<ul>\n<li>hurt</li>\n<li>alone</li>\n</ul>\n"),
    "a numbered list below a line of text": ("Ring if:\n1. hurt\n2. alone", "<p>Ring if:</p>\n<ol>\n<li>hurt</li>\n<li>alone</li>\n</ol>\n"),
    "a table below a line of text": ("Numbers:\n| a | b |\n|---|---|\n| 1 | 2 |", "<p>Numbers:</p>\n"
                                     '<div class="table" role="group" aria-label="Table, scrolls sideways" tabindex="0">\n<table>\n<thead>\n<tr>\n<th>a</th>\n'
                                     "<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n</div>\n"),
    "a list in a list, by two spaces": ("- A\n- B\n  - c", "<ul>\n<li>A</li>\n<li>B\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"),
    "a list in a numbered list": ("1. Look\n   - twice", "<ol>\n<li>Look\n<ul>\n<li>twice</li>\n</ul>\n</li>\n</ol>\n"),
    "a numbered list with brackets": ("1) Look\n2) Act", "<ol>\n<li>Look</li>\n<li>Act</li>\n</ol>\n"),
    "a letter between fences": ("```\nDear Sir\n\n# line two\n```", "<pre><code>Dear Sir\n\n# line two\n</code></pre>\n"),
    "a note": ("> [!WARNING]\n> Ring first.", '<div class="note note--warning">\n<p class="note__title">Warning</p>\n<p>Ring first.</p>\n</div>\n'),
    "a quotation": ("> Ring first.", "<blockquote>\n<p>Ring first.</p>\n</blockquote>\n"),
    "a line that ends in a backslash": ("one\\\ntwo", "<p>one<br>\ntwo</p>\n"),
    "Markdown within details": ("<details>\n<summary>More</summary>\n\nSome **bold**.\n\n</details>",
                                "<details>\n<summary>More</summary>\n<p>Some <strong>bold</strong>.</p>\n</details>"),
    "a hashtag": ("#ThinkFamily is our campaign.", "<p>#ThinkFamily is our campaign.</p>\n"),
    "a bare name of a host": ("See example.org now.", "<p>See example.org now.</p>\n"),
    "a bare address": ("See https://example.org/a now.", '<p>See <a href="https://example.org/a">https://example.org/a</a> now.</p>\n'),
    "an inline footnote, which GitHub does not know": ("A^[note]", "<p>A^[note]</p>\n"),
    "a comment": ("One.\n\n<!-- two -->\n\nThree <!-- four -->.", "<p>One.</p>\n\n<p>Three .</p>\n"),
    "a reference": ("[Tree][t]\n\n[t]: genogram.md", '<p><a href="genogram.md">Tree</a></p>\n'),
    "an image": ("![A *family* tree](tree.png)", '<p><img src="tree.png" alt="A family tree"></p>\n'),
    "a heading in letters of another script": ("## Дети в опасности", '<h2 id="дети-в-опасности">Дети в опасности</h2>\n'),
    "headings of the same words": ("## What to do?\n## What to do!", '<h2 id="what-to-do">What to do?</h2>\n<h2 id="what-to-do_1">What to do!</h2>\n'),
}


@pytest.mark.parametrize(("markdown", "html"), CASES.values(), ids=CASES)
def test_as_github_shows_it(markdown: str, html: str) -> None:
    assert render(parse(markdown), str) == html


@pytest.mark.parametrize("link", ["[the tree][Tree]", "[tree][]", "[Tree]", "![A tree][tree]"])
def test_a_reference_that_something_mentions_is_used(link: str) -> None:
    """Whoever took its line out, as a message about one that nothing mentions says, would lose the link."""
    assert "reference_unused" not in {token.type for token in parse(f"See {link}.\n\n[Tree]: genogram.md")}


def test_a_footnote_leads_there_and_back() -> None:
    html = render(parse("A claim.[^1] Again.[^1]\n\n[^1]: Guidance 2018, page 12."), str)
    assert '<a href="#footnote--1" id="mention--1" aria-label="Footnote [1]">[1]</a>' in html
    assert '<a href="#footnote--1" id="mention--1-2" aria-label="Footnote [1]">[1]</a>' in html
    assert '<li id="footnote--1">\n<p>Guidance 2018, page 12.' in html
    assert 'href="#mention--1"' in html and 'href="#mention--1-2"' in html


def test_a_footnote_is_found_by_its_name_whatever_its_capitals() -> None:
    html = render(parse("One.[^Note] Two.[^NOTE]\n\n[^note]: Guidance 2018."), str)
    assert html.count('href="#footnote--1"') == 2 and html.count("Guidance 2018.") == 1 and "[^" not in html


def test_what_a_macro_prints_is_never_markdown() -> None:
    printed = (Printed("<table></table>", block=True), Printed("*2* | # [a](b)", block=False))
    text = f"Text:\n{stand_in(0)}\n\n## {stand_in(1)}\n\n**{stand_in(1)}** and `{stand_in(1)}`"
    assert render(parse(text, printed), str) == (
        '<p>Text:</p>\n<table></table>\n<h2 id="2-ab">*2* | # [a](b)</h2>\n'
        "<p><strong>*2* | # [a](b)</strong> and <code>*2* | # [a](b)</code></p>\n")


def test_no_heading_takes_an_identifier_that_is_taken() -> None:
    assert [token.attrs["id"] for token in parse("## Level 4", taken=["level-4"]) if token.type == "heading_open"] == ["level-4_1"]


def test_links_lead_where_they_are_told_to() -> None:
    assert render(parse("[a](x.md) ![b](y.png)"), str.upper) == '<p><a href="X.MD">a</a> <img src="Y.PNG" alt="b"></p>\n'


def test_a_refused_scheme_is_still_a_link() -> None:
    assert any(child.type == "link_open" for token in parse("[x](javascript:alert(1))") for child in token.children or ())


def test_nothing_is_dropped_however_deep_it_stands() -> None:
    assert "deep" in render(parse(">" * 60 + " deep"), str)
