"""What tests share: a build of the example, one of the real content, a server and a browser.

The tests of a file stay in one process (``--dist loadfile``), and so share what is costly to make for them alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, expect, sync_playwright

from built_site import BuiltSite, serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from projects import EXAMPLE, PATIENCE, ROOT, TODAY, build, copy_project, day_of_content
from publishing.site import Site, read_site

sys.dont_write_bytecode = True  # a copy of the project has the files that a command writes, and no others, whatever the machine's settings


@pytest.fixture(scope="session", autouse=True)
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Let all builds of all processes share the PDFs that one of them has made."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    with mock.patch.dict(os.environ, {"MADE": str(shared / "made")}):
        yield


def built_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str, name: str, content: Path, today: date) -> Path:
    """Return a copy of the project with some content, built once for all processes."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    root = shared / name / "project"
    with FileLock(shared / f"{name}.lock"):
        if not (root / "site").exists():
            done = build(copy_project(root, content=content), today=today, PROCESSES="1")  # others are built by more than one
            assert done.status == 0, done.output
    return root


@pytest.fixture(scope="session")
def example_root(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The project with the example's content, built. Nobody changes it."""
    return built_once(tmp_path_factory, worker_id, "example", EXAMPLE, TODAY)


@pytest.fixture(scope="session")
def example_site(example_root: Path) -> BuiltSite:
    """The example's site."""
    return BuiltSite(example_root / "site")


@pytest.fixture(scope="session")
def example_read(example_root: Path) -> Site:
    """The example's site as values, before it is rendered."""
    return read_site(example_root, TODAY)


@pytest.fixture(scope="session")
def example_served(example_site: BuiltSite) -> Iterator[str]:
    """The address of the example's site on a server of its own, without a slash at its end."""
    with serving(example_site.folder) as address:
        yield address


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A fresh copy of the project with the example's content, to change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def real_day() -> date:
    """The day on which the real content is built: the newest that it states."""
    return day_of_content(ROOT)


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory, worker_id: str, real_day: date) -> Path:
    """The project with its real content, built: for the few tests that ask for what must hold of it, whatever it says."""
    return built_once(tmp_path_factory, worker_id, "real", ROOT, real_day)


@pytest.fixture(scope="session")
def real_site(real_root: Path) -> BuiltSite:
    """The real site."""
    return BuiltSite(real_root / "site")


@pytest.fixture(scope="session")
def real_served(real_site: BuiltSite) -> Iterator[str]:
    """The address of the real site on a server of its own, without a slash at its end."""
    with serving(real_site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Without one the tests that need it fail: they never skip. What is expected on a page may take as long as the machine takes."""
    path = find()
    assert path is not None, WHAT_TO_INSTALL
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()
