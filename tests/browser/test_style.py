"""The style: ours alone, and the same minified."""

from __future__ import annotations

from playwright.sync_api import Browser

from built_site import BuiltSite
from projects import ROOT
from publishing.data.partnership import PAPER
from publishing.pages.assets import minified


def test_a_browser_reads_the_same_in_our_style_as_we_write_and_publish_it(browser: Browser) -> None:
    page = browser.new_page()
    written = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "overrides" / "assets").glob("*.css"))]
    read = r"""(texts) => texts.map((text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return [...sheet.cssRules].map((rule) => rule.cssText.replace(/([,:])\s+/g, "$1")); })"""
    as_written, as_published = (page.evaluate(read, texts) for texts in (written, list(minified({f"{place}.css": text for place, text in enumerate(written)}).values())))
    page.close()
    assert as_published == as_written


def test_no_rule_of_our_style_has_to_shout() -> None:
    for path in (ROOT / "overrides" / "assets").glob("*.css"):
        assert path.name == "feed.css" or "!important" not in path.read_text(encoding="utf-8"), path.name


def test_the_colour_of_paper_is_written_once(example_site: BuiltSite) -> None:
    files = [path for folder in ("hooks", "overrides") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html", ".css", ".js")]
    assert [path.name for path in files if PAPER["dark"] in path.read_text(encoding="utf-8")] == ["partnership.py"]
    email = next(example_site.folder.rglob("email.html"))
    for path in (*(example_site.folder / name for name in ("assets/partnership.css", "assets/feed.css")), email):
        style = path.read_text(encoding="utf-8")
        assert all(colour in style for colour in PAPER.values()), path


def test_nothing_of_the_theme_is_on_a_page(example_site: BuiltSite) -> None:
    for page in example_site.pages.values():
        classes = {name for element in page.tree.iter() for name in (element.get("class") or "").split()}
        assert not {name for name in classes if name.startswith("md-")}, page.address
        assert "data-md-" not in page.source and not page.find("meta", name="generator"), page.address
