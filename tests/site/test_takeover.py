"""A site that an invented partnership has taken over, built: sound as every site is, free of the names before, with feeds, search and levels of its own."""

from __future__ import annotations

from pathlib import Path

from built_site import BuiltSite
from projects import build, bytes_of
from properties import PROPERTIES
from publishing.checks.taken_over import pattern
from publishing.site import read_site
from publishing.words.dates import today
from takeovers import LEVELS, taken_over, to_take_over


def test_a_site_taken_over_is_sound_and_free_of_the_names_before(tmp_path: Path) -> None:
    root, formerly = to_take_over(tmp_path / "project")
    taken_over(root, today())
    whole = read_site(root, today())
    built = build(root, today=today())
    assert built.status == 0, built.output
    names = pattern(formerly)
    assert names is not None
    files = bytes_of(root / "site")
    assert {file: found[0] for file, content in files.items() if (found := names.search(f"{file}\n{content.decode('utf-8', 'replace')}"))} == {}
    site = BuiltSite(root / "site")
    assert all(level in site.page("/level-of-need/").text and level in site.page("/").text for level in LEVELS)
    assert {of_every_site.__name__: wrong for of_every_site in PROPERTIES if (wrong := of_every_site(site, whole))} == {}
    assert all(group.find("dd") is not None for feeds in site.page("/subscribe/").find("dl", class_="feeds") for group in feeds), "no heading stands above nothing"
    assert "Fenmarch" in files["feed.json"].decode() and "tag:fenmarch.example" in files["feed.json"].decode()
    assert any(file.startswith("assets/search-index/") for file in files)
