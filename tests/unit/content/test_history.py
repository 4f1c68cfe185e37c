"""An address is kept alive from the commit that publishes it: by git's history of the main branch, with no command to remember."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from projects import ROOT, change, write
from publishing.content.history import CUT_SHORT, NO_GIT, read_history
from publishing.data.everything import read_data
from publishing.desk.repair import repair
from publishing.site import check_site, read_site

DAY = date(2033, 1, 10)
NEW = "briefings/general/new.md"
PAGE = "---\ntitle: Reading the sky\nsummary: What the clouds say, in one sentence.\n---\n\nClouds that grow tall by noon bring rain by night.\n\nRead them twice a day, and write down what you see.\n"


def git(root: Path, *arguments: str, day: str = "2032-06-01") -> str:
    names = {f"GIT_{who}_{what}": f"{what}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    return subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **names, **when}, check=True, capture_output=True, text=True).stdout


def commit(root: Path, day: str = "2032-06-01") -> None:
    git(root, "add", "-A", day=day)
    git(root, "commit", "-qm", "A step", "--allow-empty", day=day)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A partnership in which nothing is wrong, in git, on its main branch; its ledger is as it was before the page of a test."""
    root = shutil.copytree(ROOT / "tests/unit/messages/partnership", tmp_path / "project")
    (root / "overrides").symlink_to(ROOT / "overrides")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def publish(root: Path, text: str = PAGE, file: str = NEW, day: str = "2032-06-01") -> None:
    write(root, file, text)
    commit(root, day)


def found(root: Path, today: date = DAY) -> list[str]:
    return [str(problem) for problem in check_site(root, today)[1]]


def test_a_page_deleted_in_the_browser_is_named_with_the_line_to_paste(project: Path) -> None:
    publish(project)
    git(project, "checkout", "-qb", "proposal")
    (project / NEW).unlink()
    for _ in range(2):  # before the commit and after it
        [said] = found(project)
        assert said.startswith(f"{NEW}:1: this page was published at /briefings/general/new/, and its file is gone. Put the file back")
        assert said.endswith("/other/page/: {former: [/briefings/general/new/]}")
        commit(project)
    write(project, "data/ledger.yml", "/contact/: {former: [/briefings/general/new/]}\n")
    assert found(project) == []
    assert read_site(project, DAY).redirects["/briefings/general/new/"] == "/contact/"


@pytest.mark.parametrize("target", ["briefings/general/clouds.md", "docs/clouds.md", "briefings/seven-minute/clouds.md"])
def test_a_page_renamed_changed_or_moved_to_another_kind_gives_its_old_address_and_id(project: Path, target: str) -> None:
    publish(project)
    (project / NEW).unlink()
    write(project, target, PAGE.replace("Read them twice a day", "Look at them twice a day") + "\nA line more.\n")
    address = "/" + target.removeprefix("docs/").removesuffix("md")[:-1] + "/"
    line = f"{address}: {{former: [/briefings/general/new/]}}"
    assert (f"{target}:2: this page was published at /briefings/general/new/, where people would now find nothing. "
            f"Paste this line at the end of data/ledger.yml: {line}. Or give the file its old name back.") in found(project)
    write(project, "data/ledger.yml", f"{line}\n")
    assert not [said for said in found(project) if "published at" in said]
    entry = read_data(project, []).ledger[address]  # type: ignore[union-attr]
    assert entry.id.endswith(":briefings/general/new") and entry.former == ("/briefings/general/new/",)


def test_a_page_renamed_twice_keeps_both_addresses_with_one_line(project: Path) -> None:
    publish(project)
    git(project, "mv", NEW, "briefings/general/newer.md")
    commit(project)
    git(project, "mv", "briefings/general/newer.md", "briefings/general/newest.md")
    [said] = found(project)
    assert "/briefings/general/newest/: {former: [/briefings/general/new/, /briefings/general/newer/]}" in said


def test_the_line_also_takes_over_what_the_ledger_has_of_the_old_address(project: Path) -> None:
    publish(project)
    ledger = "/briefings/general/new/: {id: 'tag:northmoor.example,2031:kept', former: [/briefings/general/oldest/]}\n"
    write(project, "data/ledger.yml", ledger)
    git(project, "mv", NEW, "briefings/general/newest.md")
    [said] = found(project)
    assert "Paste this line" in said
    write(project, "data/ledger.yml", ledger + "/briefings/general/newest/: {former: [/briefings/general/new/]}\n")
    assert found(project) == []
    site = read_site(project, DAY)
    assert site.catalogue.by_file["briefings/general/newest.md"].id == "tag:northmoor.example,2031:kept"
    assert {site.redirects[f"/briefings/general/{old}/"] for old in ("new", "oldest")} == {"/briefings/general/newest/"}


def test_make_fix_writes_the_line(project: Path) -> None:
    publish(project)
    write(project, "docs/contact-us.md", "---\ntitle: Us\nsummary: Where to find us.\n---\n\nSee [the sky](../briefings/general/new.md).\n")
    git(project, "mv", NEW, "briefings/general/clouds.md")
    assert "data/ledger.yml: /briefings/general/new/ now leads to /briefings/general/clouds/" in list(repair(project))
    assert found(project) == []
    assert "../briefings/general/clouds.md" in (project / "docs/contact-us.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("hidden", ["draft: true", "published: 2033-02-01"])
def test_a_published_page_is_not_hidden_again(project: Path, hidden: str) -> None:
    publish(project, PAGE.replace("title:", "published: 2032-05\ntitle:"))
    change(project, NEW, "published: 2032-05", hidden)
    [said] = found(project)
    assert said.startswith(f"{NEW}:2: this page was published at /briefings/general/new/, and is now {'a draft' if 'draft' in hidden else 'dated in the future'}. Take that back")


@pytest.mark.parametrize(("text", "gone_on"), [
    (PAGE.replace("title:", "draft: true\ntitle:"), "2032-07-01"), (PAGE.replace("title:", "published: 2032-08-01\ntitle:"), "2032-07-01"), ("no page\n", "2032-07-01")],
    ids=["draft", "dated later", "broken"])
def test_what_was_never_published_may_go(project: Path, text: str, gone_on: str) -> None:
    publish(project, text)
    (project / NEW).unlink()
    commit(project, gone_on)
    assert found(project) == []


def test_what_was_published_on_its_day_may_not_go(project: Path) -> None:
    publish(project, PAGE.replace("title:", "published: 2032-08-01\ntitle:"))
    (project / NEW).unlink()
    commit(project, "2032-08-02")
    assert len(found(project)) == 1
    assert found(project, date(2032, 7, 31)) == [], "built for a day before, it is not missed"


def test_what_came_and_went_within_a_pull_request_was_not_published(project: Path) -> None:
    git(project, "checkout", "-qb", "proposal")
    publish(project)
    git(project, "mv", NEW, "briefings/general/clouds.md")
    commit(project)
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--no-ff", "proposal", "-m", "Merge")
    assert found(project) == []
    (project / "briefings/general/clouds.md").unlink()
    assert len(found(project)) == 1, "what a merge brought was"


def test_a_branch_behind_main_misses_nothing(project: Path) -> None:
    git(project, "checkout", "-qb", "proposal")
    commit(project)
    git(project, "checkout", "-q", "main")
    publish(project)
    git(project, "checkout", "-q", "proposal")
    assert found(project) == []


def test_the_branch_is_the_one_that_the_partnership_names(project: Path) -> None:
    git(project, "checkout", "-qb", "live")
    publish(project)
    (project / NEW).unlink()
    assert found(project) == []
    change(project, "data/partnership.yml", "branch: main", "branch: live")
    assert [said.partition(":")[0] for said in found(project)] == [NEW]


def test_a_new_partnership_answers_for_its_own_pages_alone(project: Path) -> None:
    publish(project)
    (project / NEW).unlink()
    change(project, "data/partnership.yml", "authority: northmoor.example", "authority: southmoor.example")
    assert found(project) == []
    commit(project)
    publish(project, file="docs/sky.md")
    (project / "docs/sky.md").unlink()
    assert [said.partition(":")[0] for said in found(project)] == ["docs/sky.md"]
    write(project, "data/ledger.yml", "/contact/: {id: 'tag:northmoor.example,2031:contact'}\n")
    assert [said.partition(":")[0] for said in found(project)] == [NEW, "docs/sky.md"], "whoever only changed the name keeps what was"


def test_a_copy_without_git_and_one_cut_short_work_and_say_so(project: Path, tmp_path: Path) -> None:
    publish(project)
    assert read_history(project).gap == ""
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "short")
    (tmp_path / "short" / "overrides").unlink()
    (tmp_path / "short" / "overrides").symlink_to(ROOT / "overrides")
    assert read_history(tmp_path / "short").gap == CUT_SHORT
    assert found(tmp_path / "short") == []
    write(tmp_path / "short", "docs/sky.md", "no title")
    site, _, gap = check_site(tmp_path / "short", DAY)
    assert site is None and gap == CUT_SHORT, "said also where there is an error"
    git(project, "checkout", "-q", "--detach")
    git(project, "branch", "-m", "main", "elsewhere")
    assert "git knows no branch main here" in read_history(project).gap
    shutil.rmtree(project / ".git")
    assert read_history(project).gap == NO_GIT
    assert found(project) == []
