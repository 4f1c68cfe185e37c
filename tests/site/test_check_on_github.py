"""On GitHub a check speaks on the lines of the pull request and on a page to read; it starts no MkDocs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from projects import bytes_of, call, change, on_day, problems, write


def test_problems_are_annotations_and_a_summary(example: Path, tmp_path: Path) -> None:
    change(example, "briefings/general/journeys.md", "title: Journeys", "title: Journeys: a map, 100%")
    write(example, "briefings/general/new.md", "---\ntitle: New\nsummary: A new page, in one sentence.\n---\n\nIt was a lifestyle choice.\n")
    page = tmp_path / "summary.md"
    done = call(example, "check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert done.status == 1
    assert "\n::error file=briefings/general/journeys.md,line=2,title=Please mend this::there is a second colon on this line. Put quotation marks" in done.output
    assert "100%25" in done.output
    assert "\n::warning file=briefings/general/new.md,line=6,title=Please look at this::" in done.output
    summary = page.read_text(encoding="utf-8")
    assert "**1 thing to mend before this can be published.** Nothing that is live has changed." in summary
    assert "### Mend first\n\n1. `briefings/general/journeys.md`, line 2: there is a second colon on this line." in summary
    assert "| Files and their names | passed |" in summary
    assert "| Front matter and data | 1 to mend |" in summary
    assert "| Plain and respectful language | passed, 1 to look at |" in summary


def test_the_summary_leads_to_who_must_be_told_and_to_what_mends_itself(example: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    write(example, "briefings/general/new.md", "---\ntitle: New\nsummary: A new page, in one sentence.\n---\n\n\u2022 one\n\u2022 two\n")
    call(example, "check", GITHUB_STEP_SUMMARY=str(page))
    summary = page.read_text(encoding="utf-8")
    assert "write `/fix` as a comment" in summary and "something-about-a-child" not in summary
    page.unlink()
    write(example, "briefings/general/new.md", "---\ntitle: New\nsummary: A new page, in one sentence.\n---\n\nRing 07700 900123.\n")
    call(example, "check", GITHUB_STEP_SUMMARY=str(page), GITHUB_SERVER_URL="https://github.com", GITHUB_REPOSITORY="example/resources")
    assert "https://github.com/example/resources/blob/HEAD/guide/something-about-a-child.md" in page.read_text(encoding="utf-8")


def test_summary_says_what_changes_and_what_is_published(example: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments], cwd=example, check=True, capture_output=True)

    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Before"), ("update-ref", "refs/remotes/origin/main", "HEAD")):
        git(*arguments)
    write(example, "briefings/general/new.md", "---\ntitle: New page\nsummary: A new page, in one sentence.\ndraft: true\n---\n\nText.\n")
    change(example, "briefings/general/maps.md", "title: Maps", "title: All maps")
    git("add", "-A")
    git("commit", "-qm", "After")
    page = tmp_path / "summary.md"
    assert call(example, "check", GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(page)).status == 0
    summary = page.read_text(encoding="utf-8")
    assert "**Nothing is wrong: this can be published.**" in summary
    assert "| changed | All maps | `/briefings/general/maps/` |" in summary
    assert "| new | briefings/general/new.md (a draft) | `/briefings/general/new/` |" in summary
    assert "3 more wait (drafts, and pages dated in the future)" in summary


def test_check_needs_no_mkdocs_and_writes_nothing(example: Path) -> None:
    before = bytes_of(example)
    code = ("import sys; sys.path.insert(0, 'hooks'); import commands_under_test as c; status = c.check(c.ROOT); "
            "sys.exit(status or int(any(name.split('.')[0] in ('mkdocs', 'material', 'mkdocs_macros') for name in sys.modules)))")
    (example / "hooks/commands.py").rename(example / "hooks/commands_under_test.py")
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=example, env=on_day(), capture_output=True, text=True, check=False)
    (example / "hooks/commands_under_test.py").rename(example / "hooks/commands.py")
    assert (done.returncode, done.stdout) == (0, "No problem found.\n"), done.stderr
    assert bytes_of(example) == before


def test_a_future_page_is_checked_today_so_that_its_day_cannot_stop_a_build(example: Path) -> None:
    future = "---\ntitle: {title}\nsummary: {title} and what to do.\npublished: {day}\n---\n\nSee [another]({link}) page. {macro}\n"
    write(example, "briefings/general/first.md", future.format(title="First", day="2033-01-01", link="second.md#no-such-heading", macro=""))
    write(example, "briefings/general/second.md", future.format(title="Second", day="2033-02-01", link="first.md", macro="{{ contct() }}"))
    assert [line.partition(". ")[0] for line in problems(example)] == [
        'briefings/general/first.md:7: the link "second.md#no-such-heading" leads to a heading that /briefings/general/second/ does not have',
        'briefings/general/second.md:7: there is no macro "contct"']


def test_a_page_that_cannot_be_read_does_not_make_others_wrong(example: Path) -> None:
    change(example, "briefings/general/journeys.md", "title: Journeys", "title: Journeys: a map")
    assert len(problems(example)) == 1
