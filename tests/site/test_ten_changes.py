"""Ten ordinary changes of an officer leave the check and every test of real content green; so do two years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from built_site import BuiltSite, serving
from projects import ROOT, build, copy_project, write
from properties import PROPERTIES, Property
from publishing.content.kinds import GeneralBriefing, Newsletter
from publishing.content.page import Resource
from publishing.data.everything import Data
from publishing.problems.problem import errors
from publishing.site import Site, check_site, read_site
from publishing.words.dates import MONTHS
from shapes import by_turns, faults_found_by_axe, shapes

UNUSED_NUMBER = "01632 960123"
"""Ofcom's for drama: nobody's."""


@dataclass(frozen=True)
class Officer:
    """Changes a copy of the real content as an officer does, without knowing what it says."""

    root: Path
    before: Site
    today: date

    @property
    def data(self) -> Data:
        """The data as they were."""
        return self.before.catalogue.data

    def in_data(self, name: str, change: Callable[[Any], Any]) -> None:
        """Change a data file by its values."""
        path = self.root / "data" / f"{name}.yml"
        values = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
        write(self.root, f"data/{name}.yml", yaml.safe_dump(change(values), allow_unicode=True, sort_keys=False))

    def in_contact(self, place: int, **keys: Any) -> None:
        """Change a contact that has a number of its own: the first or a later one."""
        numbered = [contact.id for contact in self.data.contacts.values() if contact.printable and contact.phone and not contact.national]
        def changed(contact: dict[str, Any]) -> dict[str, Any]:
            return {**contact, **{key: value(contact) if callable(value) else value for key, value in keys.items()}}

        self.in_data("contacts", lambda contacts: [changed(contact) if contact["id"] == numbered[place] else contact for contact in contacts])

    def in_page(self, file: str, more: str = "", **keys: Any) -> None:
        """Change a page's front matter, and write more at the end of its text."""
        _, front, body = (self.root / file).read_text(encoding="utf-8").split("---\n", 2)
        write(self.root, file, f"---\n{yaml.safe_dump({**yaml.safe_load(front), **keys}, allow_unicode=True, sort_keys=False)}---\n{body}{more}")

    def new_page(self, file: str, body: str = "Some words of text.", **keys: Any) -> None:
        """Write a page that is not there yet."""
        assert not (self.root / file).exists()
        front = yaml.safe_dump({"summary": f"What to do where {file} is needed.", **keys}, allow_unicode=True, sort_keys=False)
        write(self.root, file, f"---\n{front}---\n\n{body}\n")

    def general(self, place: int) -> Resource:
        """Return a general briefing: the first or a later one."""
        return self.before.catalogue.of_kind(GeneralBriefing)[place]


def confirm_a_number(officer: Officer) -> None:
    officer.in_contact(0, verified=lambda contact: {"date": officer.today.isoformat(), "by": "duty manager", "of": contact["phone"]})


def change_a_number(officer: Officer) -> None:
    officer.in_contact(1, phone=UNUSED_NUMBER)


def publish_a_briefing(officer: Officer) -> None:
    officer.new_page("briefings/general/brand-new.md", title="Brand new", published=officer.today.isoformat(), topics=[next(iter(officer.data.topics))])


def date_a_page_tomorrow_and_link_to_it(officer: Officer) -> None:
    tomorrow = officer.today + timedelta(days=1)
    officer.new_page("briefings/seven-minute/for-tomorrow.md", "".join(f"## {part}. Part\n\nWords.\n\n" for part in range(1, 8)),
                     title="For tomorrow", published=tomorrow.isoformat())
    officer.in_page(officer.general(0).file, "\nSee [for tomorrow](../seven-minute/for-tomorrow.md#7-part).\n")


def withdraw_a_page(officer: Officer) -> None:
    officer.in_page(officer.general(1).file, withdrawn={"date": officer.today.isoformat(), "reason": "Use the national guidance."})


def add_a_topic(officer: Officer) -> None:
    officer.in_data("topics", lambda topics: {**topics, "brand-new": {"name": "Brand new things", "summary": "What nobody wrote about before."}})
    officer.new_page("briefings/general/of-the-new-topic.md", title="Of the new topic", published=officer.today.isoformat(), topics=["brand-new"])


def send_a_newsletter(officer: Officer) -> None:
    taken = {issue.source.path.stem for issue in officer.before.catalogue.of_kind(Newsletter)}
    months = ((year, month) for year in range(officer.today.year, 0, -1) for month in range(12, 0, -1) if (year, month) <= (officer.today.year, officer.today.month))
    year, month = next((year, month) for year, month in months if f"{year}-{month:02}" not in taken)
    officer.new_page(f"newsletters/{year}-{month:02}.md", title=f"Newsletter, {MONTHS[month - 1]} {year}", published=f"{year}-{month:02}")


def announce_training(officer: Officer) -> None:
    day = officer.today + timedelta(days=30)
    session = {"title": "A day together", "starts": f"{day} 09:30", "ends": f"{day} 16:00"}
    officer.in_data("training", lambda sessions: {**(sessions or {}), "a-day-together": session})


def add_a_year_of_figures(officer: Officer) -> None:
    newest = list(officer.data.figures)[-1]
    start = int(newest[:4]) + 1
    year = f"{start}-{(start + 1) % 100:02}"
    measure, figure = next((measure, figure) for measure in officer.data.figures[newest].measures.values() for figure in measure.figures if figure.value is not None)
    name = figure.name
    officer.in_data("sources", lambda sources: {**sources, "brand-new-report": {"title": f"Annual report {year}", "publisher": "The partnership", "dated": str(start + 1)}})
    counted = {"title": measure.title, "unit": measure.unit, "period": year, "section": f"Figures of {year}",
               "figures": {name.removeprefix(f"{measure.name}."): {"label": figure.label, "value": int(figure.value or 0) + 100}}}
    write(officer.root, f"data/figures/{year}.yml", yaml.safe_dump({"source": "brand-new-report", "measures": {measure.name: counted}}, sort_keys=False))
    officer.new_page(f"docs/annual-report/{year}/index.md", f'It was {{{{ figure("{name}") }}}}: {{{{ trend("{name}") }}}}.',
                     title=f"Annual report {year}", published=officer.today.isoformat(), period=f"April {start} to March {start + 1}")


def retitle_a_page(officer: Officer) -> None:
    officer.in_page(officer.general(2).file, title="Another title: and more of it")


TEN = (confirm_a_number, change_a_number, publish_a_briefing, date_a_page_tomorrow_and_link_to_it, withdraw_a_page, add_a_topic,
       send_a_newsletter, announce_training, add_a_year_of_figures, retitle_a_page)


def grow(officer: Officer) -> None:
    """Give a site that was taken over a moment ago what the ten change: three general briefings, and a year of figures."""
    for place in range(len(officer.before.catalogue.of_kind(GeneralBriefing)), 3):
        officer.new_page(f"briefings/general/grown-{place}.md", title=f"Grown {place}", published="2020-01")
    if not officer.data.figures:
        training = {"title": "Training", "unit": "sessions", "period": "2019-20", "section": "Training", "figures": {"sessions": {"label": "Sessions", "value": 34}}}
        write(officer.root, "data/figures/2019-20.yml", yaml.safe_dump({"source": next(iter(officer.data.sources)), "measures": {"training": training}}, sort_keys=False))


def ten_changes(root: Path, day: date) -> date:
    """Make all ten on a copy of the real content; return the day to build it on."""
    grow(Officer(root, read_site(root, day), day))
    officer = Officer(root, read_site(root, day), day)
    for change in TEN:
        change(officer)
    return day


def two_years(root: Path, day: date) -> date:
    """Change nothing, and wait."""
    return day + timedelta(days=2 * 365)


@dataclass(frozen=True)
class Later:
    """The real content after what happened to it."""

    happened: str
    root: Path
    today: date
    read: Site
    site: BuiltSite


HAPPENED: Mapping[str, Callable[[Path, date], date]] = {"ten changes": ten_changes, "two years": two_years}


@pytest.fixture(scope="module", params=["ten changes", pytest.param("two years", marks=pytest.mark.exhaustive)])
def later(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real_day: date) -> Later:
    """The real content, checked and built after ten changes, and two years from now."""
    root = copy_project(tmp_path_factory.mktemp("later") / "project", content=ROOT)
    today = HAPPENED[request.param](root, real_day)
    assert errors(check_site(root, today)[1]) == []
    built = build(root, today=today)
    assert built.status == 0, built.output
    return Later(request.param, root, today, read_site(root, today), BuiltSite(root / "site"))


def test_the_ten_are_made(later: Later) -> None:
    """Lest they leave everything green because they change nothing."""
    catalogue = later.read.catalogue
    assert len(TEN) == 10
    assert [
        {"/briefings/general/brand-new/", "/briefings/general/of-the-new-topic/", "/topics/brand-new/"} <= set(later.site.pages),
        "briefings/seven-minute/for-tomorrow.md" in {page.file for page in catalogue.waiting},
        UNUSED_NUMBER in {contact.phone for contact in catalogue.data.contacts.values()},
        "Another title: and more of it" in {page.title for page in catalogue.written},
    ] == [later.happened == "ten changes"] * 4


@pytest.mark.parametrize("of_every_site", PROPERTIES, ids=lambda one: one.__name__)
def test_what_holds_of_real_content_still_holds(later: Later, of_every_site: Property) -> None:
    assert of_every_site(later.site, later.read) == []


@pytest.mark.exhaustive
def test_axe_finds_nothing_on_any_shape(later: Later, browser: Browser) -> None:
    with serving(later.site.folder) as served:
        assert faults_found_by_axe(browser, served, by_turns(shapes(later.read))) == []
