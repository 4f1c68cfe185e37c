"""The style."""

from __future__ import annotations

from built_site import BuiltSite
from projects import ROOT
from publishing.partnership import PAPER


def test_the_colour_of_paper_is_written_once(site: BuiltSite) -> None:
    files = [path for folder in ("hooks", "overrides") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html", ".css", ".js")]
    assert [path.name for path in files if PAPER["dark"] in path.read_text(encoding="utf-8")] == ["partnership.py"]
    email = next(site.folder.rglob("email.html"))
    for path in (*(site.folder / name for name in ("assets/partnership.css", "assets/feed.css", "404.html")), email):
        style = path.read_text(encoding="utf-8")
        assert all(colour in style for colour in PAPER.values()), path
