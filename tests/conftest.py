"""What tests share: one build of the real content, one server, one browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from built_site import BuiltSite, serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from projects import copy_project, run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together, where tests run in two processes, those that share something: the browser, or a file's fixtures."""
    for item in items:
        group = "browser" if "browser" in getattr(item, "fixturenames", ()) else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the project with its real content, built once for all processes."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    root = shared / "real" / "project"
    with FileLock(shared / "real.lock"):
        if not (root / "site").exists():
            done = run(copy_project(root), "build")
            assert done.status == 0, done.output
    return root


@pytest.fixture(scope="session")
def site(real_project: Path) -> BuiltSite:
    """The real site."""
    return BuiltSite(real_project / "site")


@pytest.fixture(scope="session")
def served(site: BuiltSite) -> Iterator[str]:
    """The address of the real site on a server of its own, without a slash at its end."""
    with serving(site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Without one the tests that need it fail: they never skip."""
    path = find()
    assert path is not None, WHAT_TO_INSTALL
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the project with its real content, to change."""
    return copy_project(tmp_path / "project")
