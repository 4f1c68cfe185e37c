"""Find the browser that the tests use, or fetch one; without one the tests fail, and say what to install.

Run by ``make test`` before pytest; :func:`find` is what the tests themselves call.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync")
"""How Chromium is started everywhere: as any user, and without asking anybody anything."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

WHAT_TO_INSTALL = (
    "The tests need Chromium, and none was found. Install it in one of these ways and try again:\n"
    "  - your system's package: on Debian, sudo apt-get install chromium\n"
    "  - Playwright's own: .venv/bin/python -m playwright install chromium"
)


def find() -> str | None:
    """Return the path of Chromium: one on PATH, else Playwright's own; ``None`` where there is neither."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def fetch() -> None:
    """Install Debian's package when that can be done, else Playwright's own browser."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if find() is None:
        fetch()
    sys.exit(0 if find() else WHAT_TO_INSTALL)
