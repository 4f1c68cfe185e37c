"""Problems as GitHub shows them: on the lines of a pull request, and as a page to read.

Workflow commands: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from publishing.desk.plain_markdown import code, plain
from publishing.problems.problem import Problem, Severity, errors, printable
from publishing.problems.rule import GROUPS, PRIVATE
from publishing.reading.git import git
from publishing.reading.tree import CONTENT_FOLDERS, SourceFile
from publishing.site import Site

MOST_SHOWN = 50


def workflow_commands(problems: Iterable[Problem]) -> str:
    """Return one workflow command a problem; GitHub then shows it on its line."""
    return "\n".join(f"::{problem.severity} file={_property(problem.file)},line={problem.line},title={_property(_title(problem))}::{_message(f'{problem.message}. {problem.remedy}')}"
                     for problem in sorted(set(problems)))


def _title(problem: Problem) -> str:
    return "Please mend this" if problem.severity is Severity.ERROR else "Please look at this"


def _message(words: str) -> str:
    return printable(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")


def summary(root: Path, site: Site | None, problems: Iterable[Problem]) -> str:
    """Return the page of a pull request, in Markdown: what to mend first, which checks passed, what changes, what is published."""
    ordered = sorted(set(problems))
    wrong, doubts = errors(ordered), [problem for problem in ordered if problem.severity is Severity.WARNING]
    parts = ["## Content check\n"]
    if wrong:
        parts.append(f"**{_count(len(wrong), 'thing')} to mend before this can be published.** Nothing that is live has changed.\n")
        parts.append("### Mend first\n\n" + _listed(wrong))
        if any("comment /fix" in problem.remedy for problem in wrong):
            parts.append("Some of this can be mended for you: write `/fix` as a comment on the pull request.\n")
    else:
        parts.append("**Nothing is wrong: this can be published.**\n")
    if any(problem.rule.group == PRIVATE for problem in ordered):
        parts.append(f"**Is it about a real child, family or private person?** Then do not only delete it: [the first ten minutes]({_guide('something-about-a-child')}).\n")
    if doubts:
        parts.append(f"### Please look at\n\n{_count(len(doubts), 'thing')} that only a person can judge. None of them stops publishing.\n\n" + _listed(doubts))
    rows = []
    for group in GROUPS:
        found = [problem for problem in ordered if problem.rule.group == group]
        bad = len(errors(found))
        rows.append(f"| {group} | {f'{bad} to mend' if bad else 'passed'}{f', {len(found) - bad} to look at' if len(found) > bad else ''} |")
    parts.append("### Checks\n\n| Check | Result |\n| --- | --- |\n" + "\n".join(rows) + "\n")
    if changed := _changed(root):
        parts.append("### What changes\n\n| What | Page | Address |\n| --- | --- | --- |\n" + "\n".join(_change(root, site, how, file) for how, file in changed) + "\n")
    if site is not None:
        waiting = site.catalogue.unpublished
        parts.append(f"### What is published\n\n{_count(len(site.catalogue.written), 'page')} with text, "
                     f"{len(site.catalogue.resources)} of them resources" + (f"; {len(waiting)} more wait (drafts, and pages dated in the future)" if waiting else "") + ".\n")
    return "\n".join(parts) + "\n"


def _guide(name: str) -> str:
    """Return where a page of the guide is read on GitHub, in the repository that this runs in; without one, its file."""
    file = f"guide/{name}.md"
    repository = os.environ.get("GITHUB_REPOSITORY")
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}/blob/HEAD/{file}" if repository else file


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _listed(problems: list[Problem]) -> str:
    rows = [f"{number}. {code(problem.file)}, line {problem.line}: {plain(problem.message)}. {plain(problem.remedy)}"
            for number, problem in enumerate(problems[:MOST_SHOWN], 1)]
    if len(problems) > MOST_SHOWN:
        rows.append(f"\n… and {len(problems) - MOST_SHOWN} more, which the log of this check names.")
    return "\n".join(rows) + "\n"


def _changed(root: Path) -> list[tuple[str, str]]:
    """Return how and which content files differ from the branch that a pull request is for; nothing where git cannot say."""
    base = os.environ.get("GITHUB_BASE_REF")
    if not base:
        return []
    listing = git(root, "diff", "--name-status", "--find-renames", "-z", f"origin/{base}...HEAD", "--", *CONTENT_FOLDERS, "data")
    parts, found = iter((listing or "").split("\0")), []
    for status in parts:
        if status:
            first = next(parts, "")
            found.append(({"A": "new", "D": "removed", "M": "changed", "R": "moved"}.get(status[0], "changed"), next(parts, "") if status[0] in "RC" else first))
    return sorted(found, key=lambda change: change[1])


def _change(root: Path, site: Site | None, how: str, file: str) -> str:
    page = site.catalogue.by_file.get(file) if site else None
    title = page.title if page else file
    address = SourceFile(file, root / file).address if file.endswith(".md") else ""
    waits = f" ({site.catalogue.unpublished[file]})" if site and file in site.catalogue.unpublished else ""
    return f"| {how} | {plain(title)}{waits} | {code(address) if address else ''} |"
