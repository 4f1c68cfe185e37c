"""What GitHub does for the officer is safe and valid: workflows, forms and owners."""

from __future__ import annotations

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

from projects import ROOT

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


def test_only_deploying_and_the_issue_may_write() -> None:
    writing = {(file, name): job["permissions"] for file, name, job in all_jobs() if "write" in str(job["permissions"])}
    assert writing == {("publish", "deploy"): {"pages": "write", "id-token": "write"}, ("report", "issue"): {"issues": "write"}}
    for file, name in writing:
        assert not [step for step in steps(file, name) if "checkout" in step.get("uses", "") or "make" in step.get("run", "")]


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for _, _, job in all_jobs() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 5
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_the_workflows_make_can_be_made() -> None:
    wanted = {target for _, _, job in all_jobs() for step in job["steps"]
              for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", ""))}
    assert wanted == {"check", "build", "preview", "report", "test", "test-all"}
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert wanted - MADE_BY_THE_CHECKS <= set(phony)


@pytest.mark.parametrize(("name", "job"), [("pull-request", "content"), ("publish", "build")])
def test_nothing_is_built_or_kept_before_it_is_checked(name: str, job: str) -> None:
    order = [step.get("run") or step["uses"] for step in steps(name, job)]
    assert order.index("make check") < order.index("make build")
    kept = [place for place, what in enumerate(order) if "upload-" in what]
    assert kept and order.index("make build") < min(kept)
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


@pytest.fixture
def fake_gh(tmp_path: Path) -> Path:
    """A ``gh`` that answers from ``answer`` and notes in ``calls`` what it was asked to do."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "gh"
    program.write_text('#!/bin/sh\necho "$@" >> "$GH_CALLS"\n'
                       'case "$*" in *list*) cat "$GH_ANSWER";; *body-file*) cat > "$GH_BODY";; esac\n')
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(("open_issue", "count", "calls"), [
    ("", "3", ["issue list", "label create", "issue create"]),
    ("7", "3", ["issue list", "issue edit 7"]),
    ("7", "0", ["issue list", "issue edit 7", "issue close 7"]),
    ("", "0", ["issue list"]),
], ids=["opened", "brought up to date", "closed", "nothing to do"])
def test_one_issue_holds_what_is_due(tmp_path: Path, fake_gh: Path, open_issue: str, count: str, calls: list[str]) -> None:
    found = step("report", "issue", "Open, change or close the issue")
    (tmp_path / "answer").write_text(open_issue)
    page = "# What is due\n\n$(touch harm) `touch harm` \"it's\"\n"
    environment = {"PATH": f"{fake_gh}:{os.environ['PATH']}", "GH_CALLS": str(tmp_path / "calls"), "GH_ANSWER": str(tmp_path / "answer"),
                   "GH_BODY": str(tmp_path / "body"), "COUNT": count, "PAGE": page,
                   "LABEL": found["env"]["LABEL"], "TITLE": found["env"]["TITLE"]}
    subprocess.run(["bash", "-e", "-c", found["run"]], cwd=tmp_path, env=environment, check=True, timeout=30)
    made = (tmp_path / "calls").read_text().splitlines()
    assert [line[:len(call)] for line, call in zip(made, calls, strict=True)] == calls
    assert not (tmp_path / "harm").exists()
    if len(calls) > 1:
        assert (tmp_path / "body").read_text().rstrip("\n") == page.rstrip("\n")


def test_the_report_reaches_the_next_job_and_the_summary(tmp_path: Path) -> None:
    program = tmp_path / "make"
    program.write_text("#!/bin/sh\nmkdir -p report\nprintf '# Due\\n\\nA page\\n' > report/freshness.md\n"
                       "echo '{\"count\": 12}' > report/freshness.json\n")
    program.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}",
                   "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    subprocess.run(["bash", "-e", "-c", step("report", "report", "Write the report")["run"]], cwd=tmp_path, env=environment,
                   check=True, timeout=30)
    output = (tmp_path / "output").read_text()
    assert re.fullmatch(r"count=12\npage<<(end-[0-9a-f]{32})\n# Due\n\nA page\n\1\n", output)
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
