"""Whatever stops the build, the checks name, with file and line; and the other way round."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from projects import CODE, ROOT, build
from publishing.figures.downloads import download_files
from publishing.gate import check_published, held_back, pieces
from publishing.layout import coloured_files, not_found, page_parts, redirects
from publishing.outputs import Wrong, at_address, syndicated_files
from publishing.problems.problem import ContentError, Problem, errors
from publishing.search.build import search_files
from publishing.site import read_site
from repositories import repository
from unit.messages.test_every_message import DAY

IN_A_TEST = range(0, 100, 10)
EVERY_NIGHT = range(0, 1_000, 10)
TOGETHER = 10


def built_without_mkdocs(root: Path) -> tuple[Problem, ...]:
    """Do all that a build does of its own, which MkDocs only asks for and writes; return what is wrong."""
    try:
        site = read_site(root, DAY)
    except ContentError as error:
        return error.problems
    address = site.catalogue.data.partnership.site_address
    site = at_address(site, address)
    rendered = {made.uri: site.html(made) for made in site.pages}
    for path, content in syndicated_files(site, {made.address: rendered[made.uri] for made in site.pages}).items():
        Wrong(site).with_file(path, content)
    search_files(site, rendered)
    for made in site.pages:
        page_parts(site, made, address)
    redirects(site, address)
    not_found(site, address)
    coloured_files(site)
    download_files(site.catalogue.data.figures)
    return (*site.problems, *held_back(pieces(site), address))


@pytest.mark.parametrize("first", [first if first in IN_A_TEST else pytest.param(first, marks=pytest.mark.exhaustive) for first in EVERY_NIGHT])
def test_checks_and_build_say_the_same_of_generated_repositories(tmp_path: Path, first: int) -> None:
    for number in range(first, first + TOGETHER):
        root = tmp_path / str(number)
        changes = repository(root, number)
        (root / "overrides").symlink_to(ROOT / "overrides")
        _, said, _ = check_published(root, DAY)
        assert {*map(str, said)} == {*map(str, built_without_mkdocs(root))}, (number, changes)
        for problem in said:
            assert problem.file and problem.line >= 1 and "\n" not in str(problem), (number, changes)


LIST = '{{ resources("general") }}'
WHERE_NONE_CAN_STAND = (f"{LIST} - a", f"Text `{LIST}`", f"```\n{LIST}\n```", f"    {LIST}", f"| a | b |\n|---|---|\n| {LIST} | c |", f"## Part {LIST}", f"![{LIST}](a.png)",
                        f"[x {LIST}](https://example.org/)", f'[x](https://example.org/ "{LIST}")', f"> {LIST} x", f"**{LIST}**", f"Text[^1]\n\n[^1]: {LIST} x")


@pytest.mark.parametrize("body", WHERE_NONE_CAN_STAND)
def test_both_refuse_a_list_where_none_can_stand_and_ask_about_none_of_its_words(tmp_path: Path, body: str) -> None:
    """A check does not make the lists that a build makes; the names of pages in them are nobody's."""
    repository(tmp_path, 724)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    page = tmp_path / "briefings/practice-learning/oak.md"
    page.write_text(f"---\ntitle: Oak\nsummary: What was learned together from one review.\npublished: 2031-05\n---\n\n{body}\n", encoding="utf-8")
    _, said, _ = check_published(tmp_path, DAY)
    of_page = [problem for problem in said if problem.file == "briefings/practice-learning/oak.md"]
    assert [problem.rule.id for problem in of_page if problem.rule.id.startswith("macro-")] and not [problem for problem in of_page if problem.rule.id == "unknown-name"]
    assert {*map(str, said)} == {*map(str, built_without_mkdocs(tmp_path))}


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", EVERY_NIGHT)
def test_mkdocs_builds_what_the_checks_pass_and_nothing_else(tmp_path: Path, first: int) -> None:
    """And a refused one leaves the site that was there."""
    for number in range(first, first + TOGETHER):
        root = tmp_path / str(number)
        changes = repository(root, number)
        for name in CODE:
            shutil.copytree(ROOT / name, root / name) if (ROOT / name).is_dir() else shutil.copy2(ROOT / name, root / name)
        old = root / "site" / "old.html"
        old.parent.mkdir()
        old.write_text("the last good site", encoding="utf-8")
        wrong = errors(check_published(root, DAY)[1])
        done = build(root, today=DAY)
        assert done.status == bool(wrong), (number, changes, done.output)
        assert old.exists() is bool(wrong), (number, changes)
        assert "Traceback" not in done.output
        shutil.rmtree(root)
