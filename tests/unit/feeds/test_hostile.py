"""Titles and texts that break careless feeds come through whole, in every format.

The checks refuse such content; the feeds must be safe even where a check misses something.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from feed_reading import (
    ADDRESS,
    ATOM,
    CONTENT,
    addresses_in,
    complaints_about_atom,
    complaints_about_json,
    complaints_about_rss,
    leads_nowhere,
    read,
    read_json,
)
from projects import EXAMPLE, bytes_of
from publishing.outputs import syndicated_files
from publishing.site import Site

TITLES = (
    'R&R: "quotes" & \'more\'',
    "Under 5 < 18 > 16 & rising",
    "</title><script>alert(1)</script>",
    "Read &amp; write &lt;b&gt; literally",
    "]]> ends CDATA, <![CDATA[ starts it",
    "Tŷ Gwydr: plant a'u teuluoedd, ŵyl, môr",
    "Babies \N{BABY}\N{ZERO WIDTH JOINER}\N{SPARKLES} cry",
    "A \u202eturned\u202c word",
)
TEXT = """<p>Text &amp; more <b title="a]]>b">bold</b> <script>alert(1)</script></p>
<style>p { color: red }</style>
<form action="https://example.org/"><input name="a"><button>Go</button></form>
<svg><text>drawn</text></svg>
<figure class="chart"><svg role="img"><title>Drawn</title></svg><div class="table"><table><tr><th scope="col">Plans</th></tr><tr><td>252</td></tr></table></div></figure>
<table><tr><td>1 &lt; 2</td><td><a href="../../seven-minute/ice/#4-what-to-do">Ice</a></td></tr></table>
<p><a href="../agenda.pdf">Agenda</a> and <img src="../table-plan.png" alt="A table"></p>
<pre><code>preformatted
  text
</code></pre>"""
"""A page of the general briefings as a build might have rendered it."""


@pytest.fixture(scope="module")
def folder(example_root: Path, example_read: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site with eight hostile briefings in its feeds, one of them with attachments."""
    catalogue = example_read.catalogue
    meetings = catalogue.by_file["briefings/general/meetings.md"]
    titled = [replace(meetings.attachments[0], title="Agenda & <more>"), *meetings.attachments[1:]]
    hostile = [replace(meetings, source=replace(meetings.source, file=f"briefings/general/hostile-{number}.md"), id=f"tag:hostile-{number}",
                       title=title, summary=title, attachments=tuple(titled) if number == 0 else ()) for number, title in enumerate(TITLES)]
    others = tuple(resource for resource in catalogue.resources if resource is not meetings)
    site = replace(example_read, catalogue=replace(catalogue, resources=(*hostile, *others)))
    made = syndicated_files(site, {resource.address: TEXT for resource in hostile})
    target = tmp_path_factory.mktemp("hostile") / "site"
    for file, content in {**bytes_of(example_root / "site"), **made}.items():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_bytes(content)
    for resource in hostile:
        (target / resource.address[1:]).mkdir()
        (target / resource.address[1:] / "index.html").write_text(TEXT, encoding="utf-8")
    return target


def ours(entries: list[Any]) -> list[Any]:
    return sorted((entry for entry in entries if "hostile-" in entry["id"]), key=lambda entry: str(entry["id"]))


def test_titles_and_summaries_come_through_as_they_were_written(folder: Path) -> None:
    assert tuple(item["title"] for item in ours(read_json(folder / "feed.json")["items"])) == TITLES
    assert tuple(item["summary"] for item in ours(read_json(folder / "feed.json")["items"])) == TITLES
    atom = ours(read(folder / "feed.atom").entries)
    assert tuple(entry.title for entry in atom) == TITLES
    assert {entry.title_detail.type for entry in atom} == {"text/plain"}
    rss = {item.findtext("guid"): item.findtext("title") for item in ElementTree.parse(folder / "feed.xml").getroot().iter("item")}
    assert tuple(title for guid, title in sorted(rss.items()) if "hostile-" in guid) == TITLES


def test_feeds_stay_valid(folder: Path) -> None:
    checks = {"xml": complaints_about_rss, "atom": complaints_about_atom, "json": complaints_about_json}
    for ending, check in checks.items():
        for where in ("", "briefings/general/", "topics/whole-family/"):
            assert check(folder / f"{where}feed.{ending}", f"{ADDRESS}{where}feed.{ending}") == []


def test_html_that_ends_cdata_ends_no_content(folder: Path) -> None:
    """HTML may have ``]]>`` in an attribute; in an XML document it is the end of CDATA."""
    contents = {item["id"]: item["content_html"] for item in read_json(folder / "feed.json")["items"]}
    rss, atom = (ElementTree.parse(folder / f"feed.{ending}").getroot() for ending in ("xml", "atom"))
    assert len([content for content in contents.values() if '<b title="a]]&gt;b">bold</b>' in content]) == len(TITLES)
    assert {item.findtext("guid"): item.findtext(CONTENT) for item in rss.iter("item")} == contents
    assert {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}content") for entry in atom.iter(f"{ATOM}entry")} == contents


def test_content_keeps_its_tables_and_loses_what_is_unsafe(folder: Path) -> None:
    for item in ours(read_json(folder / "feed.json")["items"]):
        content = item["content_html"]
        assert "alert(1)" not in content and "drawn" not in content and "Go" not in content and "color" not in content
        assert '<figure><table><tr><th scope="col">Plans</th></tr><tr><td>252</td></tr></table></figure>' in content
        assert "<td>1 &lt; 2</td>" in content and "preformatted\n  text" in content
        assert not [address for address in addresses_in(content) if leads_nowhere(address, folder)]
        assert f"{ADDRESS}briefings/seven-minute/ice/#4-what-to-do" in content
        assert f'<img src="{ADDRESS}briefings/general/table-plan.png" alt="A table">' in content


def test_attachments_are_enclosures_with_type_and_size(folder: Path) -> None:
    def enclosure(name: str, media_type: str) -> tuple[str, str, str]:
        return f"{ADDRESS}briefings/general/{name}", media_type, str((EXAMPLE / "briefings/general" / name).stat().st_size)

    wanted = [enclosure("agenda.pdf", "application/pdf"), enclosure("times.csv", "text/csv"), enclosure("table-plan.png", "image/png")]
    first = ours(read_json(folder / "feed.json")["items"])[0]
    assert [(found["url"], found["mime_type"], str(found["size_in_bytes"])) for found in first["attachments"]] == wanted
    assert first["attachments"][0]["title"] == "Agenda & <more>"
    rss = ours(read(folder / "feed.xml").entries)[0]
    assert [(found.href, found.type, found.length) for found in rss.enclosures] == wanted[:1]
    atom = ours(read(folder / "feed.atom").entries)[0]
    assert {(found.href, found.type, found.length) for found in atom.enclosures} == set(wanted)
    assert "Agenda &amp; &lt;more&gt;</a>" in first["content_html"]


def test_fragment_is_safe_to_embed(folder: Path) -> None:
    source = (folder / "briefings/general/latest.html").read_text(encoding="ascii")
    tree = html5lib.parseFragment(source, namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter()} == {"DOCUMENT_FRAGMENT", "p", "a", "ul", "li", "time", "br"}
    assert "&lt;/title&gt;" in source and "Babies &#128118;" in source
