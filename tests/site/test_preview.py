"""make serve shows what a build would publish and, marked as such, what it would not yet; and follows every change."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from projects import change, on_day, write

PATIENCE = 40
"""Seconds to wait for something that must happen: a limit against hanging, not a measure."""

BRIEFING = """---
title: {title}
summary: A briefing that no build shows yet, but the preview does.
{key}
topics: [neglect]
---
Text.
"""


CHANGES = [
    ("docs/about.md", "title: About these pages", ("these", "all the"), "/about/"),
    ("briefings/general/genogram.md", "title: Genogram", ("Genogram", "Family map"), "/briefings/general/genogram/"),
    ("newsletters/2020-09.md", 'title: "Newsletter, September 2020"', ("2020", "2020: autumn"), "/newsletters/2020-09/"),
    ("level_of_need/desk-cube.md", 'title: "Level of Need: the desk cube"', ("the desk cube", "a cube"), "/level-of-need/desk-cube/"),
    ("data/partnership.yml", "site_name: Safeguarding children in Sefton", ("in Sefton", "everywhere"), "/about/"),
    ("overrides/fragments/footer.html", "<p>{{ partnership.standing }}</p>", ("{{ partnership.standing }}", "Another foot"), "/about/"),
    ("overrides/assets/site.css", "/* The site's own look,", ("own look", "other look"), "/assets/site.css"),
]
"""A file, what stands in it, what is changed there, and the page that then shows it."""


@contextmanager
def preview(project: Path) -> Iterator[str]:
    """Serve a project as make serve does, on a free port; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "hooks/commands.py", "serve", "--address", f"127.0.0.1:{port}"], cwd=project, env=on_day(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def read(address: str) -> str:
    """Return a page, or nothing while it is not there."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def until(true: Callable[[], bool], after: str) -> None:
    """Wait until something is true; fail when it does not become so."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"nothing came of it: {after}"
        time.sleep(0.2)


def test_the_preview_shows_drafts_and_the_future_and_follows_every_change(project: Path) -> None:
    write(project, "briefings/general/unfinished.md", BRIEFING.format(title="Unfinished", key="draft: true"))
    write(project, "briefings/general/tomorrow.md", BRIEFING.format(title="Tomorrow", key="published: 2030-01-01"))
    with preview(project) as address:
        until(lambda: "Unfinished" in read(f"{address}/briefings/general/"), "the preview was started")
        listing = read(f"{address}/briefings/general/")
        assert "Draft: only in this preview" in listing and "Not yet published: only in this preview" in listing
        assert "This is a draft." in read(f"{address}/briefings/general/unfinished/")
        assert "This is dated in the future." in read(f"{address}/briefings/general/tomorrow/")

        for file, old, new, page in CHANGES:
            change(project, file, old, old.replace(*new))
            until(lambda: new[1] in read(f"{address}{page}"), f"{file} was changed")

        # MkDocs answers nothing while the sources cannot be built (the terminal says why), and goes on once they can.
        change(project, "docs/about.md", "title: About all the pages", "titel: About all the pages")
        time.sleep(2)
        change(project, "docs/about.md", "titel: About all the pages", "title: About it all")
        until(lambda: "About it all" in read(f"{address}/about/"), "the mistake was mended")
