"""Titles and texts that break careless feeds come through whole, in every format."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from feed_reading import ADDRESS, addresses_in, complaints_about_atom, complaints_about_json, complaints_about_rss, leads_nowhere, read, read_json
from projects import change, copy_project, run, write

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
BODY = """Text & more <b>bold</b> <script>alert(1)</script>

<style>p { color: red }</style>
<form action="https://example.org/"><input name="a"><button>Go</button></form>
<svg><text>drawn</text></svg>
<figure class="chart"><svg role="img"><title>Drawn</title></svg><div class="table"><table><tr><th scope="col">Plans</th></tr><tr><td>252</td></tr></table></div></figure>

| A | B |
| --- | --- |
| 1 &lt; 2 | [ICON](../seven-minute/icon.md#2-the-four-messages) |

[Poster](poster.pdf) and ![A tree](tree.png)

    preformatted
      text
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a project with hostile briefings, one of them with two attachments."""
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    for number, title in enumerate(TITLES):
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        extra = ('attachments:\n  - {file: poster.pdf, title: "Poster & <more>"}\n  - {file: tree.png, title: A tree}\n' if number == 0 else "")
        write(root, f"briefings/general/hostile-{number}.md",
              f'---\ntitle: "{quoted}"\nsummary: "{quoted}"\npublished: 2026-0{number + 1}-28\ntopics: [neglect]\n{extra}---\n\n{BODY}')
    (root / "briefings/general/poster.pdf").write_bytes(b"%PDF-1.4 not a poster")
    (root / "briefings/general/tree.png").write_bytes(b"\x89PNG not a tree")
    # The checks refuse such content; the feeds must be safe even where a check misses something.
    change(root, "hooks/publishing/site.py", "    problems.extend(found)\n", "")
    done = run(root, "build")
    assert done.status == 0, done.output
    return root / "site"


def ours(entries: list) -> list:
    return sorted((entry for entry in entries if "hostile-" in entry["id"]), key=lambda entry: entry["id"])


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
        for where in ("", "briefings/general/", "topics/neglect/"):
            assert check(folder / f"{where}feed.{ending}", f"{ADDRESS}{where}feed.{ending}") == []


def test_content_keeps_its_tables_and_loses_what_is_unsafe(folder: Path) -> None:
    for item in ours(read_json(folder / "feed.json")["items"]):
        content = item["content_html"]
        assert "alert(1)" not in content and "drawn" not in content and "Go" not in content and "color" not in content
        assert '<figure><table><tr><th scope="col">Plans</th></tr><tr><td>252</td></tr></table></figure>' in content
        assert "<td>1 &lt; 2</td>" in content and "preformatted\n  text" in content
        assert not [address for address in addresses_in(content) if leads_nowhere(address, folder)]
        assert f"{ADDRESS}briefings/seven-minute/icon/#2-the-four-messages" in content
        assert f'<img alt="A tree" src="{ADDRESS}briefings/general/tree.png">' in content


def test_attachments_are_enclosures_with_type_and_size(folder: Path) -> None:
    poster = {"url": f"{ADDRESS}briefings/general/poster.pdf", "mime_type": "application/pdf", "title": "Poster & <more>", "size_in_bytes": 21}
    tree = {"url": f"{ADDRESS}briefings/general/tree.png", "mime_type": "image/png", "title": "A tree", "size_in_bytes": 15}
    assert ours(read_json(folder / "feed.json")["items"])[0]["attachments"] == [poster, tree]
    rss = ours(read(folder / "feed.xml").entries)[0]
    assert [(found.href, found.type, found.length) for found in rss.enclosures] == [(poster["url"], "application/pdf", "21")]
    atom = ours(read(folder / "feed.atom").entries)[0]
    assert {(found.href, found.type, found.length) for found in atom.enclosures} == {
        (poster["url"], "application/pdf", "21"), (tree["url"], "image/png", "15")}
    assert "Poster &amp; &lt;more&gt;</a>" in ours(read_json(folder / "feed.json")["items"])[0]["content_html"]


def test_fragment_is_safe_to_embed(folder: Path) -> None:
    source = (folder / "briefings/general/latest.html").read_text(encoding="ascii")
    tree = html5lib.parseFragment(source, namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter()} == {"DOCUMENT_FRAGMENT", "p", "a", "ul", "li", "time", "br"}
    assert "T&#375; Gwydr" in source and "Babies &#128118;" in source
