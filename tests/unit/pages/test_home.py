"""The home page has what the data have, and no bare heading where they have nothing."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import html5lib
import pytest

from projects import TODAY, change, copy_project, problems
from publishing.layout import page_parts
from publishing.pages.home import Home, home
from publishing.site import HOME, Site, read_site

SMALLEST = Path(__file__).parents[1] / "messages" / "partnership"


def home_of(site: Site) -> Home:
    return home(site.catalogue, site.pages)


def start_of(site: Site) -> str:
    """Return what stands on the home page before its author's text."""
    made = next(page for page in site.pages if page.address == HOME)
    return str(page_parts(site, made, "https://northmoor.example/")["home"])


def sections(html: str) -> dict[str, str]:
    """Return the words below each heading of the home page, by the heading."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = {}
    for heading in tree.iter("h2"):
        section = next(section for section in tree.iter("section") if heading in list(section))
        title = "".join(heading.itertext())
        found[title] = " ".join("".join(section.itertext()).split()).removeprefix(title).strip()
    return found


def test_a_role_shows_its_own_pages_and_then_its_audiences_in_five(example_read: Site) -> None:
    coach, head = reversed(home_of(example_read).roles)
    assert (coach.name, [page.file for page in coach.pages]) == ("Skating coach", [
        "briefings/seven-minute/ice.md", "docs/urgent/thin-ice.md", "level_of_need/index.md", "briefings/seven-minute/ponds.md", "docs/contact.md"])
    assert (head.name, len(head.pages)) == ("Head teacher", 4)  # the fifth waits for its day
    assert 'href="for/clubs/">Everything for you: Clubs and groups</a>' in start_of(example_read)


def test_what_waits_takes_its_place_on_its_day(example: Path) -> None:
    head = home_of(read_site(example, date(2033, 2, 1))).roles[0]
    assert [page.file for page in head.pages][2] == "briefings/seven-minute/floods.md" and len(head.pages) == 5


def test_what_a_role_begins_with_must_be_there_and_in_use(example: Path) -> None:
    change(example, "data/audiences.yml", "level_of_need/index.md, docs/contact.md", "level_of_need/indx.md, briefings/general/maps.md")
    assert problems(example) == [
        "data/audiences.yml:8: briefings/general/maps.md is replaced by briefings/general/journeys.md. Take it out of the list, or name in its place the page that is to be read today.",
        'data/audiences.yml:8: there is no page "level_of_need/indx.md" to begin with. Did you mean "level_of_need/index.md"? Name the file of a page, as docs/about.md.']


def test_levels_are_named_and_lead_to_their_place(example_read: Site) -> None:
    names = re.findall(r'<a href="level-of-need/#(level-\w+)"><strong>([^<]*)</strong> <span>([^<]*)</span>', start_of(example_read))
    assert names == [("level-one", "Level one", "Carry on"), ("level-two", "Level two", "Offer help"), ("level-three", "Level three", "Ring First Call")]
    assert "An example only" not in start_of(example_read)


def test_levels_that_are_an_example_say_so(example: Path) -> None:
    change(example, "data/levels.yml", "example: false", "example: true")
    assert "An example only" in sections(start_of(read_site(example, TODAY)))["Level of Need"]


def test_figures_are_those_of_the_newest_report_with_period_and_chapter(example_read: Site) -> None:
    year = example_read.catalogue.data.figures["2031-32"]
    found = [(one.figure, one.chapter.address) for one in home_of(example_read).figures]
    assert found == [(year.figures["plans.all"], "/annual-report/2031-32/data/"), (year.figures["places.abroad"], "/annual-report/2031-32/swimming/")]
    words = sections(unescape(start_of(example_read)))["The year in figures"]
    assert f"{year.figures['plans.all'].text} Children with a plan on 31 March 2032" in words
    assert "fewer than 5 Places abroad Places at swimming lessons 2031-32" in words


@pytest.mark.parametrize(("old", "new", "says"), [
    ("plans.all: data", "plans.al: data", 'there is no figure "plans.al" in 2031-32. Did you mean "plans.all"? The figures are in data/figures/2031-32.yml.'),
    ("plans.all: data", "plans.all: dta", '"dta" is not a known chapter. Did you mean "data"? Choose one of data, ratings, swimming and training, or add it to chapters.'),
    ("{plans.all: data, places.abroad: swimming}", "[plans.all]", '"home_figures" has no keys. Write its keys below it, each with a colon: the name of a figure, then its chapter.'),
])
def test_a_figure_and_its_chapter_must_be_there(example: Path, old: str, new: str, says: str) -> None:
    change(example, "docs/annual-report/2031-32/index.md", old, new)
    assert problems(example) == [f"docs/annual-report/2031-32/index.md:9: {says}"]


def test_news_are_short_and_say_so_where_there_are_none(example_read: Site, tmp_path: Path) -> None:
    assert [news.page.title for news in home_of(example_read).news] == ["Elm", "Elm", "A child is on thin ice", "About us"]
    assert sections(start_of(read_site(copy_project(tmp_path / "project", content=SMALLEST), TODAY)))["New and changed"].startswith("No change is noted yet.")


def test_where_there_is_nothing_there_is_no_heading(example_read: Site, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", content=SMALLEST)
    assert "For your work" in sections(start_of(read_site(root, TODAY)))  # no roles, but an audience
    for path in root.rglob("*.md"):
        path.write_text(re.sub(r"(?m)^(audience|topics): .*\n", "", path.read_text(encoding="utf-8")).replace("{{ levels() }}", "Ask us."), encoding="utf-8")
    for name in ("audiences", "levels", "topics"):
        (root / "data" / f"{name}.yml").unlink()
    bare, whole = sections(start_of(read_site(root, TODAY))), sections(start_of(example_read))
    assert [*bare] == ["Read", "New and changed"]
    assert [*whole] == ["Read", "I am a…", "Level of Need", "New and changed", "Training sessions", "The year in figures", "By subject"]
    assert "" not in {*bare.values(), *whole.values()}
