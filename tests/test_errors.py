"""Whatever is wrong in content or data stops the build: every problem named with file and line, the old site whole."""

from __future__ import annotations

from pathlib import Path

from projects import Run, bytes_of, change, run, write

FRONT = "---\ntitle: A page\nsummary: A page that somebody added to try the checks of this site.\n{extra}---\n{body}\n"


def page(extra: str = "", body: str = "Text.") -> str:
    """Return a file with a good front matter and what is given besides."""
    return FRONT.format(extra=extra, body=body)


def failed(done: Run) -> Run:
    """Assert that a build stopped as it must, and return it."""
    assert done.status == 1, done.output
    assert "Traceback" not in done.output
    assert "nothing was published" in done.output
    return done


def test_all_mistakes_of_all_folders_in_one_run_and_the_old_site_whole(project: Path) -> None:
    assert run(project, "build").status == 0
    before = bytes_of(project / "site")
    write(project, "briefings/general/new.md", page("topics: [neglct]\n"))
    write(project, "newsletters/2021-05.md", page("published: 2021-06\n"))
    write(project, "level_of_need/new.md", page("", "[x](nowhere.md)"))
    write(project, "docs/new.md", "no front matter")
    change(project, "data/topics.yml", "  name: Neglect\n", "  nam: Neglect\n")
    done = failed(run(project, "build"))
    assert {problem.split(":")[0] for problem in done.problems()} >= {
        "briefings/general/new.md", "newsletters/2021-05.md", "level_of_need/new.md", "docs/new.md", "data/topics.yml"}
    assert done.problems() == sorted(done.problems(), key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    stopping = [problem for problem in done.problems() if ": warning: " not in problem]
    assert f"{len(stopping)} errors" in done.output
    assert bytes_of(project / "site") == before
    assert not list(project.glob(".site-*"))


def test_a_failed_first_build_leaves_no_site(project: Path) -> None:
    write(project, "docs/new.md", "no front matter")
    failed(run(project, "build"))
    assert not (project / "site").exists()


def test_a_warning_of_mkdocs_stops_the_build(project: Path) -> None:
    """The net below our own checks: here a link that only appears once the page is rendered."""
    change(project, "overrides/fragments/levels-notice.html", '<p>{{ levels.notice }}</p>', '<p>{{ levels.notice }}</p></div>\n\n[x](nowhere.md)\n\n<div>')
    done = failed(run(project, "build"))
    assert "nowhere.md" in done.output
