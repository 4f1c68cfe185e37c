"""The accessibility statement says what the last run found, and when; it is due again when it no longer speaks for the site."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import accessibility as tool
from projects import copy_project, write
from projects import problems as problems_of
from publishing.data.accessibility import OLDEST, Finding, Run
from publishing.data.everything import read_data
from publishing.desk.freshness import Section, freshness
from publishing.pages.macros import Macros
from publishing.site import Site


def printed(site: Site, run: Run | None) -> str:
    """Return what the macro prints, in words."""
    data = replace(site.catalogue.data, accessibility=run)
    html = Macros(replace(site.catalogue, data=data), site.fragments, "/about/").accessibility()
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def due(site: Site, run: Run | None) -> list[str]:
    catalogue = replace(site.catalogue, data=replace(site.catalogue.data, accessibility=run))
    return [item.detail for item in freshness(replace(site, catalogue=catalogue)).items if item.section is Section.ACCESSIBILITY]


def test_it_says_what_was_tried_and_found(example_read: Site) -> None:
    run = example_read.catalogue.data.accessibility
    assert run is not None
    assert printed(example_read, run) == (
        "Automatic tests last ran on 20 November 2032 . They tried 59 pages, each in every setting: light, 360 pixels wide dark, 1280 pixels wide "
        "They found faults: Elements must meet minimum color contrast ratio thresholds: not so on 2 pages (color-contrast) "
        "They could not decide on these, and a person must look: Links must be distinguishable without relying on color: on 1 page (link-in-text-block) "
        "The tool was axe-core 4.11.0 in Chromium 140.0. It was asked for WCAG 2.0, 2.1 and 2.2, levels A and AA, and best practices. The version of the site was 1a2b3c4.")
    assert "They found no fault." in printed(example_read, replace(run, findings={}, undecided={})) and "decide" not in printed(example_read, replace(run, undecided={}))


def test_where_there_was_no_run_it_says_so(example_read: Site) -> None:
    assert printed(example_read, None) == "No run of automatic tests is recorded for this site."


def test_a_site_without_the_file_is_whole(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    before = problems_of(root)
    (root / "data/accessibility.yml").unlink()
    assert problems_of(root) == before


def test_a_run_is_due_again_when_it_is_old_or_the_site_has_become_another(example_read: Site) -> None:
    run, today = example_read.catalogue.data.accessibility, example_read.catalogue.today
    assert run is not None and due(example_read, run) == [] and due(example_read, None) == []
    now = len(example_read.pages) + 1  # and the page for missing addresses
    assert due(example_read, replace(run, day=today - OLDEST)) == []
    old = today - OLDEST - timedelta(days=1)
    assert due(example_read, replace(run, day=old)) == [f"{old.day} {old:%B} {old.year}, on {run.pages} pages; there are {now} now"]
    for pages, due_again in ((now, 0), (now - 3, 0), (now - 10, 1), (now + 10, 1)):
        assert len(due(example_read, replace(run, pages=pages))) == due_again, pages


def test_what_the_tool_writes_is_read(example_read: Site, tmp_path: Path) -> None:
    run = example_read.catalogue.data.accessibility
    assert run is not None
    root = copy_project(tmp_path / "project")
    for findings in (run.findings, {}, {"html-has-lang": Finding("html-has-lang", "html: it must say 'what language' it is in, #1", 3)}):
        other = replace(run, findings=findings, version="1234567, with changes")
        write(root, "data/accessibility.yml", tool.as_yaml(other))
        problems = []
        data = read_data(root, problems)
        assert problems == [] and data is not None and data.accessibility == other
