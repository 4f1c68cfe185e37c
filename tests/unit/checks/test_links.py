"""A suggestion is right as it stands, in the file that has the mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from projects import TODAY, problems, write
from publishing.checks import links
from publishing.checks.links import Destinations
from publishing.content.text import Text
from publishing.kept.memory import Memory
from publishing.problems.problem import Fault, Problem
from publishing.site import check_site
from publishing.words.addresses import Links, Target

FILES = {"briefings/general/genogram.md": "/briefings/general/genogram/", "docs/about.md": "/about/", "docs/annual-report/2020-21/index.md": "/annual-report/2020-21/"}
FOLDERS = {"briefings/general": "/briefings/general/", "newsletters": "/newsletters/"}
LINKS = Links(FILES, frozenset((*FILES.values(), "/briefings/general/", "/glossary/")), {}, refused=frozenset({"docs/broken.md"}), unsure=("/topics/",), folders=FOLDERS)


@pytest.mark.parametrize(("link", "file", "near"), [
    ("genogram", "docs/about.md", "../briefings/general/genogram.md"), ("genogram.md#how", "docs/about.md", "../briefings/general/genogram.md#how"),
    ("genogram/", "briefings/general/other.md", "genogram.md"), ("../general/", "briefings/general/genogram.md", "/briefings/general/"), ("../briefings/general", "docs/about.md", "/briefings/general/"),
    ("annual-report/2020-21/", "docs/about.md", "annual-report/2020-21/index.md"), ("abuot.md", "docs/other.md", "about.md"), ("/glosary/#chat", "docs/about.md", "/glossary/#chat"),
    ("/briefings/general/genogram", "docs/about.md", "/briefings/general/genogram/"), ("briefings/general/genogram.md", "docs/about.md", "../briefings/general/genogram.md"),
])
def test_the_link_that_is_suggested_works(link: str, file: str, near: str) -> None:
    fault = LINKS.resolve(link, file)
    assert isinstance(fault, Fault) and fault.values["near"] == near
    assert isinstance(LINKS.resolve(near, file), Target)


@pytest.mark.parametrize(("link", "rule"), [
    ("www.example.org", "link-not-an-address"), ("example.org/page", "link-not-an-address"), ("poster.pdf", "link-to-no-file"), ("zz.md", "link-to-no-file"), ("genogran.pdf", "link-to-no-file"),
])
def test_nothing_is_suggested_that_nobody_can_have_meant(link: str, rule: str) -> None:
    fault = LINKS.resolve(link, "briefings/general/other.md")
    assert isinstance(fault, Fault) and fault.rule.id == rule


@pytest.mark.parametrize("link", ["broken.md", "/topics/water/"])
def test_what_could_not_be_read_is_not_missing(link: str) -> None:
    assert LINKS.resolve(link, "docs/about.md") == Target("", later=True)


def test_a_document_is_no_picture(example: Path) -> None:
    write(example, "docs/poster.md", "---\ntitle: Poster\nsummary: What to hang on a wall.\n---\n\n![An agenda](../briefings/general/agenda.pdf)\n")
    assert [line.split(". ")[0] for line in problems(example)] == ['docs/poster.md:6: the image "../briefings/general/agenda.pdf" is a page or a document, not a picture']


def test_a_page_more_has_only_those_texts_looked_at_again_that_link_to_it(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, check = list[str](), links.check

    def noted(text: Text, destinations: Destinations) -> Iterator[Problem]:
        looked_at.append(text.file)
        return check(text, destinations)

    def looked_at_again() -> list[str]:
        looked_at.clear()
        found.append([str(problem) for problem in check_site(example, TODAY, memory=memory).problems if problem.rule.id.startswith("link-")])
        return sorted({*looked_at} - {"briefings/general/night-walks.md", "briefings/seven-minute/floods.md"})  # which wait, and are looked at each time

    monkeypatch.setattr(links, "check", noted)
    memory, found = Memory(), list[list[str]]()
    write(example, "briefings/general/leads.md", "---\ntitle: Leads\nsummary: What leads to what is to come.\npublished: 2032-11\n---\n\nSee [what is new](new.md).\n")
    assert len(looked_at_again()) > 20 and len(found[-1]) == 1
    new = write(example, "briefings/general/new.md", "---\ntitle: Something new\nsummary: What nobody had seen before.\npublished: 2032-11\n---\n\nSee [maps](maps.md).\n")
    assert looked_at_again() == ["briefings/general/leads.md", "briefings/general/new.md"] and found[-1] == []
    assert looked_at_again() == []
    new.unlink()
    assert looked_at_again() == ["briefings/general/leads.md"] and found[-1] == found[0]
