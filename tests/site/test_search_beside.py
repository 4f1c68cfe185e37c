"""What other search engines are given of our pages, and how their results are counted beside ours."""

from __future__ import annotations

import re
from pathlib import Path

from built_site import BuiltPage, BuiltSite
from search_beside import counted, listed, plain, table
from search_eval import Asked, Query, titles

PONDS = "/briefings/seven-minute/ponds/"


def test_others_are_given_the_text_of_a_page_by_its_headings(example_site: BuiltSite) -> None:
    page = plain(example_site.page(PONDS), "7")
    assert (page.name, page.title) == ("7", "Ponds in seven minutes")
    assert page.summary.startswith("What to know about ponds and young children.")
    assert dict(page.sections)["1. What a pond is to a child"].startswith("A pond is still, green and close to the ground.")
    assert "garden pond" not in str(page)  # another name of it, which is never printed


def test_others_are_given_text_that_is_no_markup(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text("<main><h1>Frogs &amp; newts</h1><p>Under &lt;b&gt;.</p><nav>Home</nav></main>", encoding="utf-8")
    page = plain(BuiltPage("/", file), "7")
    assert (page.title, page.summary, page.sections) == ("Frogs &amp; newts", "Under &lt;b&gt;.", ())


def test_others_are_given_each_page_that_may_be_found(example_site: BuiltSite) -> None:
    assert example_site.pages.keys() - {page.address for page in listed(example_site)} == {"/404.html", "/briefings/general/getting-together/"}


def test_sections_of_a_page_count_once(example_site: BuiltSite) -> None:
    assert titles(example_site, (PONDS, "/glossary/", PONDS, "/gone/")) == ("Ponds in seven minutes", "Glossary", "/gone/")


def test_engines_stand_beside_each_other() -> None:
    pond, other, without = Query("pond", re.compile("Ponds"), "title"), Query("frog", re.compile("Ponds"), "typing"), Query("parking", None, "nothing")
    ours = [Asked(pond, ("Ponds",)), Asked(other, ("Maps", "Ponds")), Asked(without, ("Maps",), told=True)]
    theirs = [Asked(pond, ("Maps", "Ponds")), Asked(other, (), told=True), Asked(without, ("Maps",))]
    assert [line.split() for line in table(counted({"ours": ours, "Material": theirs}))] == [
        ["ours:", "first", "in", "three", "Material:", "first", "in", "three"],
        ["title", "1", "1.000", "1.000", "0.000", "1.000"],
        ["typing", "1", "0.000", "1.000", "0.000", "0.000"],
        ["all", "2", "0.500", "1.000", "0.000", "0.500"],
        ["ours:", "nothing", "or", "says", "so", "Material:", "nothing", "or", "says", "so"],
        ["without", "an", "answer", "1", "0.000", "1.000", "0.000", "0.000"],
        ["with", "one", "2", "0.000", "0.000", "0.500", "0.500"]]
