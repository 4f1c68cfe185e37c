"""What GitHub does for the officer is safe and valid: workflows, forms and owners."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from projects import ROOT, write
from what_fix_changed import changed

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-forms": sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"),
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
}
MADE_BY_THE_CHECKS = {"check"}
"""Targets that come with the checks of content."""


def workflow(name: str) -> dict[str, Any]:
    return yaml.safe_load((GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))


def triggers(content: dict[Any, Any]) -> dict[str, Any]:
    return content[True]  # YAML 1.1 reads the key "on" as true


def steps(name: str, job: str) -> list[dict[str, Any]]:
    return workflow(name)["jobs"][job]["steps"]


def step(name: str, job: str, title: str) -> dict[str, Any]:
    return next(step for step in steps(name, job) if step["name"] == title)


def all_jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in workflow(path.stem)["jobs"].items():
            yield path.stem, name, job


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a tool of the test environment with no way to the network."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    return subprocess.run([str(Path(sys.executable).parent / name), *map(str, arguments)], text=True, check=False, timeout=60,
                          capture_output=True, env={**environment, **nowhere})


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    return tool("zizmor", "--offline", "--persona=pedantic", "--strict-collection", path)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_fit_githubs_schema(schema: str) -> None:
    assert SCHEMAS[schema]
    checked = tool("check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])
    assert checked.returncode == 0, checked.stdout


def test_a_misspelt_workflow_would_be_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text((GITHUB / "workflows" / "publish.yml").read_text(encoding="utf-8").replace("runs-on", "run-on"))
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", broken).returncode == 1


def test_zizmor_finds_nothing_unsafe() -> None:
    found = zizmor(ROOT)
    assert found.returncode == 0, found.stdout
    assert "publish.yml" in found.stderr, "zizmor read no workflow"


@pytest.mark.parametrize(("old", "new", "rule"), [
    ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
    ("run: make check", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
    ("actions/checkout@v6.0.2", "somebody/checkout@v6.0.2", "unpinned-uses"),
    ("permissions: {}", "permissions: write-all", "excessive-permissions"),
], ids=["dangerous trigger", "title as code", "foreign action", "all permissions"])
def test_zizmor_would_find_what_is_unsafe(tmp_path: Path, old: str, new: str, rule: str) -> None:
    shutil.copytree(GITHUB, tmp_path / ".github")
    path = tmp_path / ".github" / "workflows" / "pull-request.yml"
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    found = zizmor(tmp_path)
    assert found.returncode != 0 and rule in found.stdout


def test_actions_stand_at_an_exact_release_or_commit() -> None:
    used = [step["uses"] for _, _, job in all_jobs() for step in job["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@(v\d+\.\d+\.\d+|[0-9a-f]{40})", action)] == []


def test_a_pull_request_gets_no_secret_and_no_right_to_write() -> None:
    content = workflow("pull-request")
    assert list(triggers(content)) == ["pull_request"]
    assert content["permissions"] == {}
    assert [job["permissions"] for job in content["jobs"].values()] == [{"contents": "read"}] * 2
    source = (GITHUB / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    assert "secrets." not in source and "github.token" not in source


def test_only_deploying_the_issue_and_what_is_mended_may_write() -> None:
    writing = {(file, name): job["permissions"] for file, name, job in all_jobs() if "write" in str(job["permissions"])}
    assert writing == {("publish", "deploy"): {"pages": "write", "id-token": "write"}, ("report", "issue"): {"issues": "write"},
                       ("fix", "add"): {"contents": "write", "pull-requests": "write"}}
    for file, name in writing:
        assert not [step for step in steps(file, name) if "checkout" in step.get("uses", "") or "make" in step.get("run", "")]


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for _, _, job in all_jobs() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 6
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_the_workflows_make_can_be_made() -> None:
    wanted = {target for _, _, job in all_jobs() for step in job["steps"]
              for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", ""))}
    assert wanted == {"check", "write", "preview", "report", "test", "test-all", "fix"}
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert wanted - MADE_BY_THE_CHECKS <= set(phony)


@pytest.mark.parametrize(("name", "job"), [("pull-request", "content"), ("publish", "build")])
def test_nothing_is_built_or_kept_before_it_is_checked(name: str, job: str) -> None:
    order = [step.get("run") or step["uses"] for step in steps(name, job)]
    assert order.index("make check") < order.index("make write")
    kept = [place for place, what in enumerate(order) if "upload-" in what]
    assert kept and order.index("make write") < min(kept)
    assert not [step for step in steps(name, job) if "continue-on-error" in step or "if" in step]


def test_only_a_checked_site_of_main_is_deployed_after_each_merge_and_every_night() -> None:
    content = workflow("publish")
    when = triggers(content)
    assert when["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ [1-9]\d* \* \* \*", when["schedule"][0]["cron"]), "in summer midnight in London is 23:00 UTC"
    assert "pull_request" not in when
    assert content["jobs"]["deploy"]["needs"] == "build"
    assert content["concurrency"]["cancel-in-progress"] is False


def test_the_site_is_built_for_the_address_that_pages_gives_it() -> None:
    """Pages names it without a slash at its end; ``site/test_any_address.py`` builds for such an address."""
    assert step("publish", "build", "Build the site")["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"


@pytest.mark.parametrize(("file", "job"), [("pull-request", "content"), ("publish", "build"), ("fix", "mend")])
def test_what_asks_which_pages_were_published_has_all_of_mains_history(file: str, job: str) -> None:
    [checkout] = [step for step in steps(file, job) if "checkout" in step.get("uses", "")]
    assert checkout["with"]["fetch-depth"] == 0


# make fix, asked for with a comment


def test_a_comment_starts_it_and_nothing_else_and_nothing_of_the_comment_is_run() -> None:
    content = workflow("fix")
    assert triggers(content) == {"issue_comment": {"types": ["created"]}}
    assert "startsWith(github.event.comment.body, '/fix')" in content["jobs"]["asked"]["if"] and "github.event.issue.pull_request" in content["jobs"]["asked"]["if"]
    source = (GITHUB / "workflows" / "fix.yml").read_text(encoding="utf-8")
    assert source.count("comment.body") == 1 and "secrets." not in source
    assert content["jobs"]["mend"]["needs"] == "asked" and content["jobs"]["mend"]["if"] == "needs.asked.outputs.commit"
    assert content["jobs"]["add"]["needs"] == ["asked", "mend"]


@pytest.mark.parametrize(("permission", "pull", "told"), [
    ("write", "open example/resources abc123 proposal", "commit=abc123\nbranch=proposal\n"), ("admin", "open example/resources abc123 a/b", "commit=abc123\nbranch=a/b\n"),
    ("read", "open example/resources abc123 proposal", ""), ("none", "open example/resources abc123 proposal", ""), ("", "open example/resources abc123 proposal", ""),
    ("write", "open somebody/resources abc123 proposal", ""), ("write", "closed example/resources abc123 proposal", ""), ("write", "open  abc123 proposal", "")],
    ids=["may write", "may do anything", "may read", "may nothing", "unknown", "a fork", "closed", "a fork that is gone"])
def test_only_who_may_write_is_heard_and_only_of_the_repositorys_own_branches(tmp_path: Path, permission: str, pull: str, told: str) -> None:
    program = tmp_path / "gh"
    program.write_text(f'#!/bin/sh\ncase "$*" in *permission*) [ -n "{permission}" ] && echo "{permission}";; *pulls*) echo "{pull}";; esac\n')
    program.chmod(0o755)
    output = tmp_path / "output"
    output.touch()
    subprocess.run(["bash", "-e", "-c", step("fix", "asked", "Ask who it is and which branch is meant")["run"]], check=True, timeout=30,
                   env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(output), "GH_REPO": "example/resources", "NUMBER": "7", "WHO": "officer"})
    assert output.read_text() == told


def test_the_pull_requests_content_takes_the_place_of_mains_and_nothing_else(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "-b", "main")
    for folder in ("briefings", "newsletters", "level_of_need", "docs", "data", "hooks"):
        write(tmp_path, f"{folder}/page.md", f"{folder} of main\n")
    git("add", "-A")
    git("commit", "-qm", "Main")
    git("checkout", "-qb", "proposal")
    for folder in ("docs", "hooks"):
        write(tmp_path, f"{folder}/page.md", f"{folder} of the proposal\n")
    (tmp_path / "data/page.md").rename(tmp_path / "data/other.md")
    (tmp_path / "docs/elsewhere.md").symlink_to("/etc/hostname")
    git("add", "-A")
    git("commit", "-qm", "Proposal")
    commit = git("rev-parse", "HEAD").strip()
    git("checkout", "-q", "main")
    run = step("fix", "mend", "Put the pull request's content in the place of main's")["run"]
    subprocess.run(["bash", "-e", "-c", run], cwd=tmp_path, env={**os.environ, "COMMIT": commit}, check=True)
    assert (tmp_path / "docs/page.md").read_text() == "docs of the proposal\n" and (tmp_path / "hooks/page.md").read_text() == "hooks of main\n"
    assert not (tmp_path / "data/page.md").exists() and (tmp_path / "data/other.md").exists()
    assert changed(tmp_path, commit) == {"additions": [], "deletions": []}
    write(tmp_path, "docs/page.md", "mended\n")
    (tmp_path / "data/other.md").rename(tmp_path / "data/plain.md")
    write(tmp_path, "hooks/page.md", "not content\n")
    assert changed(tmp_path, commit) == {
        "additions": [{"path": "data/plain.md", "contents": base64.b64encode(b"data of main\n").decode()}, {"path": "docs/page.md", "contents": base64.b64encode(b"mended\n").decode()}],
        "deletions": [{"path": "data/other.md"}]}


def _add(tmp_path: Path, fake_gh: Path, mended: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    (tmp_path / "mended.json").write_text(json.dumps(mended))
    environment = {"PATH": f"{fake_gh}:{os.environ['PATH']}", "GH_CALLS": str(tmp_path / "calls"), "GH_ANSWER": "/dev/null", "GH_BODY": str(tmp_path / "body"),
                   "GH_REPO": "example/resources", "NUMBER": "7", "BRANCH": "proposal", "COMMIT": "abc123"}
    return subprocess.run(["bash", "-e", "-c", step("fix", "add", "Add it to the branch, and say so")["run"]], cwd=tmp_path, env=environment, check=False, timeout=30, text=True,
                          capture_output=True)


def test_what_is_mended_is_added_to_the_branch_as_it_was_and_said(tmp_path: Path, fake_gh: Path) -> None:
    change = {"additions": [{"path": "docs/a b.md", "contents": "bWVuZGVk"}], "deletions": [{"path": "briefings/general/Old.md"}]}
    done = _add(tmp_path, fake_gh, {"said": "docs/a.md: mended\n@somebody <b>", **change})
    assert done.returncode == 0, done.stderr
    call = json.loads((tmp_path / "call.json").read_text())["variables"]["input"]
    assert call["branch"] == {"repositoryNameWithOwner": "example/resources", "branchName": "proposal"}
    assert call["expectedHeadOid"] == "abc123" and call["fileChanges"] == change
    body = (tmp_path / "answer.md").read_text()
    assert "Close pull request" in body and "Reopen pull request" in body and "\n    docs/a.md: mended\n    @somebody <b>\n" in body
    assert [line.split()[:2] for line in (tmp_path / "calls").read_text().splitlines()] == [["api", "graphql"], ["pr", "comment"]]


def test_where_nothing_can_be_mended_only_that_is_said(tmp_path: Path, fake_gh: Path) -> None:
    assert _add(tmp_path, fake_gh, {"said": "docs/a.md:3: it is wrong", "additions": [], "deletions": []}).returncode == 0
    assert not (tmp_path / "call.json").exists()
    assert "nothing here that can be mended" in (tmp_path / "answer.md").read_text()


@pytest.mark.parametrize("path", [".github/workflows/fix.yml", "hooks/commands.py", "docs/../Makefile", "docs/.hidden", "/docs/a.md", "docs", "docs//a.md", "docs/a\nb.md", "Makefile", "datax/a.yml"])
@pytest.mark.parametrize("what", ["additions", "deletions"])
def test_nothing_but_content_and_data_is_ever_added(tmp_path: Path, fake_gh: Path, path: str, what: str) -> None:
    done = _add(tmp_path, fake_gh, {"said": "", "additions": [], "deletions": [], what: [{"path": path, "contents": ""}]})
    assert done.returncode != 0 and not (tmp_path / "calls").exists()


@pytest.fixture
def fake_gh(tmp_path: Path) -> Path:
    """A ``gh`` that answers from ``answer`` and notes in ``calls`` what it was asked to do."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "gh"
    program.write_text('#!/bin/sh\necho "$@" >> "$GH_CALLS"\n'
                       'case "$*" in *list*) cat "$GH_ANSWER";; *comment*) cat > "$GH_BODY.new";; *body-file*) cat > "$GH_BODY";; esac\n'
                       'case "$*" in *create*body-file*) echo https://github.com/example/resources/issues/12;; esac\n')
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(("open_issue", "count", "new", "calls"), [
    ("", "3", "Three are new.", ["issue list", "label create", "issue create", "issue comment 12"]),
    ("7", "3", "One is new.", ["issue list", "issue edit 7", "issue comment 7"]),
    ("7", "3", "", ["issue list", "issue edit 7"]),
    ("7", "0", "", ["issue list", "issue edit 7", "issue close 7"]),
    ("", "0", "", ["issue list"]),
], ids=["opened", "with something new", "brought up to date", "closed", "nothing to do"])
def test_one_issue_holds_what_is_due_and_a_comment_what_is_new(tmp_path: Path, fake_gh: Path, open_issue: str, count: str, new: str, calls: list[str]) -> None:
    found = step("report", "issue", "Open, change or close the issue")
    (tmp_path / "answer").write_text(open_issue)
    page = "# What is due\n\n$(touch harm) `touch harm` \"it's\"\n"
    environment = {"PATH": f"{fake_gh}:{os.environ['PATH']}", "GH_CALLS": str(tmp_path / "calls"), "GH_ANSWER": str(tmp_path / "answer"),
                   "GH_BODY": str(tmp_path / "body"), "COUNT": count, "PAGE": page, "NEW": new,
                   "LABEL": found["env"]["LABEL"], "TITLE": found["env"]["TITLE"]}
    subprocess.run(["bash", "-e", "-c", found["run"]], cwd=tmp_path, env=environment, check=True, timeout=30)
    made = (tmp_path / "calls").read_text().splitlines()
    assert [line[:len(call)] for line, call in zip(made, calls, strict=True)] == calls
    assert not (tmp_path / "harm").exists()
    if len(calls) > 1:
        assert (tmp_path / "body").read_text().rstrip("\n") == page.rstrip("\n")
    assert not new or (tmp_path / "body.new").read_text() == f"{new}\n"


def test_last_weeks_list_is_read_by_a_job_that_cannot_write() -> None:
    job = workflow("report")["jobs"]["report"]
    assert job["permissions"] == {"contents": "read", "issues": "read"}
    read, made = step("report", "report", "Read last week's list"), step("report", "report", "Write the report")
    assert read["env"]["BEFORE"] == made["env"]["REPORT_BEFORE"] and read["env"]["LABEL"] == step("report", "issue", "Open, change or close the issue")["env"]["LABEL"]


def test_the_report_reaches_the_next_job_and_the_summary(tmp_path: Path) -> None:
    program = tmp_path / "make"
    program.write_text("#!/bin/sh\nmkdir -p report\nprintf '# Due\\n\\nA page\\n' > report/freshness.md\n"
                       "echo '{\"count\": 12}' > report/freshness.json; echo 'Twelve are new.' > report/new.md\n")
    program.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}",
                   "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    subprocess.run(["bash", "-e", "-c", step("report", "report", "Write the report")["run"]], cwd=tmp_path, env=environment,
                   check=True, timeout=30)
    output = (tmp_path / "output").read_text()
    assert re.fullmatch(r"count=12\npage<<(end-[0-9a-f]{32})\n# Due\n\nA page\n\1\nnew<<\1\nTwelve are new.\n\1\n", output)
    assert (tmp_path / "summary").read_text() == "# Due\n\nA page\n"


def test_the_summary_says_how_to_open_the_preview(tmp_path: Path) -> None:
    address = "https://github.com/example/resources/actions/runs/1/artifacts/2"
    subprocess.run(["bash", "-e", "-c", step("pull-request", "content", "Say how to open the preview")["run"]], check=True, timeout=30,
                   env={**os.environ, "PREVIEW": address, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")})
    said = (tmp_path / "summary").read_text()
    assert f"[the preview]({address})" in said and "index.html" in said and "Drafts" in said


def code_owners() -> Iterator[tuple[str, list[str]]]:
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, *owners = line.split()
            yield pattern, owners


def test_every_folder_has_an_owner() -> None:
    owners = dict(code_owners())
    assert next(iter(owners)) == "*", "the last line that fits counts: the general one comes first"
    for pattern, teams in owners.items():
        assert teams and all(re.fullmatch(r"@[\w-]+/[\w-]+", team) for team in teams), pattern
        if pattern != "*":
            path = ROOT / pattern.strip("/")
            assert pattern.startswith("/") and (path.is_dir() if pattern.endswith("/") else path.is_file()), pattern
    for folder in ("briefings", "newsletters", "level_of_need", "docs", "data", "templates"):
        assert "@example/communications" in owners[f"/{folder}/"]


def test_forms_and_templates_ask_not_to_name_a_child() -> None:
    forms = [path.read_text(encoding="utf-8") for path in SCHEMAS["vendor.github-issue-forms"]]
    assert all("Never name or describe a child" in form for form in forms)
    content = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert "could identify a child" in content and "code.md" in content
    assert (GITHUB / "PULL_REQUEST_TEMPLATE" / "code.md").is_file()
