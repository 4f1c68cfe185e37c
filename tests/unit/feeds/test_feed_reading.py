"""The checks that the feeds' tests rely on find what they look for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feed_reading import (
    ADDRESS,
    complaints_about_atom,
    complaints_about_content,
    complaints_about_json,
    complaints_about_plain_text,
    complaints_about_rss,
    leads_nowhere,
)

CONTENT = {
    "a script": ("<p>a</p><script>b</script>", ["<script>"]),
    "a handler": ('<p onclick="a()">b</p>', ["onclick= on <p>"]),
    "a relative link": ('<p><a href="../b/">c</a></p>', ["relative ../b/"]),
    "an image without words": ('<img src="https://example.org/a.png">', ["image without alt: https://example.org/a.png"]),
    "a drawing": ("<svg></svg>", ["<svg>"]),
}


@pytest.mark.parametrize(("content", "expected"), CONTENT.values(), ids=CONTENT)
def test_unsafe_content_is_found(content: str, expected: list[str]) -> None:
    assert complaints_about_content(content) == expected


def test_html_that_does_not_nest_is_found() -> None:
    assert complaints_about_content("<p><b>a</p></b>")[0].startswith("not HTML")


def test_a_broken_rss_feed_is_found(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    item = ('<item><title>A</title><link>https://northmoor.example/safeguarding/a/</link><description>d</description>'
            '<guid isPermaLink="true">1</guid><pubDate>2021-03-01</pubDate>'
            '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;a&lt;/p&gt;</content:encoded></item>')
    path.write_text(f'<rss version="2.0"><channel><title>T</title><link>https://northmoor.example/safeguarding/</link>{item}{item}</channel></rss>', encoding="utf-8")
    assert complaints_about_rss(path, f"{ADDRESS}feed.xml") == [
        "no description", "no language", "no lastBuildDate", "no link to itself", "repeated 1", "date 2021-03-01", "date 2021-03-01",
        "1 passes for an address", "1 passes for an address"]


def test_a_broken_atom_feed_is_found(tmp_path: Path) -> None:
    path = tmp_path / "feed.atom"
    entry = "<entry><id>1</id><title>A</title><updated>2021-03-01T12:00:00</updated><summary>s</summary><content>c</content></entry>"
    path.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entry}{entry}</feed>', encoding="utf-8")
    each = ["no author", "content is not html", "not one page"]
    assert complaints_about_atom(path, f"{ADDRESS}feed.atom") == [
        "no id", "no updated", "no rights", "no link to itself", "repeated id 1", "repeated updated 2021-03-01T12:00:00",
        "date without zone 2021-03-01T12:00:00", "date without zone 2021-03-01T12:00:00", *each, *each]


def test_a_broken_json_feed_is_found(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    item = {"id": 1, "url": "u", "title": "t", "summary": "s", "content_html": "<p>a</p>", "date_published": "2021-03-01T12:00:00", "extra": 1}
    path.write_text(json.dumps({"version": "1", "title": "T", "feed_url": "elsewhere", "items": [item]}), encoding="utf-8")
    assert complaints_about_json(path, f"{ADDRESS}feed.json") == ["version", "feed_url", "extra", "id is not text", "date_published without zone"]


def test_plain_text_that_passes_for_html_is_found() -> None:
    lines = ["<title>Tom &lt;Jerry&gt;</title>", "<title>Q&amp;amp;A</title>", "<title>Tom &#x3C;Jerry&gt;</title>", "<title>5 &lt; 6</title>"]
    assert complaints_about_plain_text("\n".join(lines)) == lines[:2]


def test_dead_addresses_are_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<p id="here">', encoding="utf-8")
    assert not leads_nowhere(f"{ADDRESS}a/#here", tmp_path) and not leads_nowhere("https://example.org/", tmp_path)
    assert leads_nowhere(f"{ADDRESS}a/#there", tmp_path) and leads_nowhere(f"{ADDRESS}b/", tmp_path) and leads_nowhere(ADDRESS, tmp_path)
