"""The style: of Material's what our pages use, written by a tool, and ours above it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

import theme_style
from built_site import BuiltSite
from projects import ROOT
from publishing.data.partnership import PAPER
from publishing.pages.assets import minified

MARKDOWN = """
<main><article class="md-typeset text">
<h4>x <code>x</code></h4><h5>x <code>x</code></h5><h6>x</h6><p>x<sup><a href="#x"><code>x</code></a></sup></p><hr>
<ol><li><p>x</p><blockquote>x</blockquote><ol><li><ol><li><ol><li><ol><li>x</li></ol></li></ol></li></ol></li></ol><ul><li>x</li></ul></li></ol>
<ul><li><p>x</p><blockquote>x</blockquote><ol><li><ol><li><ol><li><ol><li>x</li></ol></li></ol></li></ol></li></ol><ul><li>x</li></ul></li></ul>
<pre><code>x</code></pre><img src="" alt="">
</article></main>
"""
"""What may stand in any text, though today none may have it."""

UNMATCHED = r"""async ([addresses, specimen]) => {
  const sheet = [...document.styleSheets].find((one) => one.href.endsWith("/assets/material.css"));
  const within = (rule) => rule.selectorText ? [rule.selectorText] : [...rule.cssRules].flatMap(within);
  const stateless = (selector) => selector.replace(/::[\w-]+|:(before|after|hover|focus|target)(?![\w-])/g, "").replace(/(^|[\s>+~])$/, "$1*");
  const selectors = new Set([...sheet.cssRules].flatMap(within).flatMap((list) => list.split(/,(?![^(]*\))/)).map((one) => stateless(one.trim())));
  const found = selectors.size;
  for (const address of [null, ...addresses]) {
    const source = address === null ? specimen : await (await fetch(address)).text();
    const page = new DOMParser().parseFromString(source, "text/html");
    for (const selector of selectors) if (page.querySelector(selector)) selectors.delete(selector);
  }
  return [found, [...selectors]];
}"""


def test_what_is_taken_of_material_is_what_the_tool_takes() -> None:
    """Of the locked version; ``make theme-style`` writes it."""
    assert theme_style.WRITTEN.read_text(encoding="utf-8") == theme_style.used_of(theme_style.material_style())


def test_every_rule_taken_of_material_matches_something(example_site: BuiltSite, example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/")
    found, unmatched = page.evaluate(UNMATCHED, [[example_served + address for address in example_site.pages], MARKDOWN])
    page.close()
    assert found > 20
    assert unmatched == []


def test_rules_for_what_our_pages_have_not_are_left_out() -> None:
    taken = theme_style.used_of("""
        :root { --md-used: var(--md-in-turn); --md-in-turn: 1px; --md-left: 2px }
        :root { --md-left-too: 3px }
        .md-nav, .md-typeset a:hover, [dir=ltr] .md-typeset ul, #id { margin: calc(2 * var(--md-used)) }
        .md-typeset :is(.admonition, details), .md-typeset p:not(.x):is(.y, :first-child) { color: red }
        @media print { .md-nav { color: red } }
        @media print { .md-typeset > p::before { content: "a, b" } }
        @font-face { font-family: x }
    """)
    assert taken.removeprefix(theme_style.HEAD).splitlines() == [
        "",
        "@layer material {",
        ":root { --md-used: var(--md-in-turn); --md-in-turn: 1px; }",
        ".md-typeset a:hover { margin: calc(2 * var(--md-used)); }",
        ".md-typeset p:not(.x):is(.y, :first-child) { color: red; }",
        "@media print {",
        '.md-typeset > p::before { content: "a, b"; }',
        "}",
        "}",
    ]


def test_a_browser_reads_the_same_in_our_style_as_we_write_and_publish_it(browser: Browser) -> None:
    page = browser.new_page()
    written = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "overrides" / "assets").glob("*.css"))]
    read = r"""(texts) => texts.map((text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\s+/g, ",")); })"""
    as_written, as_published = (page.evaluate(read, texts) for texts in (written, [minified("a.css", text) for text in written]))
    page.close()
    assert as_published == as_written


def test_our_style_need_not_fight_the_themes() -> None:
    style = (ROOT / "overrides" / "assets" / "site.css").read_text(encoding="utf-8")
    assert re.findall(r"\.md-[\w-]+|\[dir[^]]*\]|:not\(\[hidden\]\)|!important", style) == []


def test_the_colour_of_paper_is_written_once(example_site: BuiltSite) -> None:
    files = [path for folder in ("hooks", "overrides") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html", ".css", ".js")]
    assert [path.name for path in files if PAPER["dark"] in path.read_text(encoding="utf-8")] == ["partnership.py"]
    email = next(example_site.folder.rglob("email.html"))
    for path in (*(example_site.folder / name for name in ("assets/partnership.css", "assets/feed.css")), email):
        style = path.read_text(encoding="utf-8")
        assert all(colour in style for colour in PAPER.values()), path


def test_nothing_of_the_theme_is_on_a_page_but_the_class_of_its_typography(example_site: BuiltSite) -> None:
    for page in example_site.pages.values():
        classes = {name for element in page.tree.iter() for name in (element.get("class") or "").split()}
        assert {name for name in classes if name.startswith("md-")} <= {"md-typeset"}, page.address
        assert "data-md-" not in page.source and not page.find("meta", name="generator"), page.address
