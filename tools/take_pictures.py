"""Take the pictures of the officer's guide from the real thing: ``make pictures``.

Each is what a reader or author sees: pages of a built copy of the project, and what its commands really print. Run it
again when the look or the wording has changed.
"""

from __future__ import annotations

import shutil
import tempfile
from base64 import b64encode
from datetime import date
from html import escape
from pathlib import Path

import markdown
from playwright.sync_api import Browser, sync_playwright

from built_site import serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from projects import ROOT, change, copy_project, day_of_content, run
from publishing.desk.new_resource import write_new_resource
from takeovers import commit_all

PICTURES = ROOT / "guide" / "pictures"
DAY = day_of_content(ROOT)
"""The day on the pictures: the newest that the content states."""

WIDTH = 900

TERMINAL = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>body {{ margin: 0; padding: 24px; background: #14191f; color: #e8ebee; }}
pre {{ margin: 0; font: 15px/1.6 monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}</style>
<pre>$ make {title}
{output}</pre>"""

SIDE_BY_SIDE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Home</title>
<style>body {{ margin: 0; padding: 20px; background: #e3e8ee; display: flex; gap: 20px; }} img {{ border-radius: 8px; }}</style>{images}"""

PAPER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title>
<style>body {{ margin: 0; padding: 8px 24px; background: #fff; color: #1b1f24; font: 15px/1.5 sans-serif; overflow-wrap: anywhere; }}
code {{ background: #eef1f4; padding: 1px 4px; }}</style>{page}"""


def take_all(browser: Browser, root: Path) -> None:
    """Take every picture from a copy of the project, which is changed on the way."""
    _succeed(root, "build")
    with serving(root / "site") as address:
        _take(browser, f"{address}/briefings/seven-minute/icon/", "briefing", 760)
        _take_side_by_side(browser, f"{address}/", "home")
    status = write_new_resource(root, DAY, ["--kind", "general", "--title", "Chronologies", "--topics", "case-reviews",
                                            "--summary", "How to put what happened into its order, and what it shows."], say=lambda said: None)
    assert status == 0
    _succeed(root, "preview")
    _take(browser, (root / "preview/briefings/general/chronologies/index.html").as_uri(), "draft", 620)
    _take_text(browser, PAPER.format(page=markdown.markdown(_report(root))), "report", 700)
    _take_text(browser, _failed_check(root), "failed-check")


def _report(root: Path) -> str:
    _succeed(root, "report", today=DAY.replace(year=DAY.year + 1, month=4, day=1))
    return (root / "report" / "freshness.md").read_text(encoding="utf-8")


def _failed_check(root: Path) -> str:
    """Make four mistakes that happen to everybody, and show what is said of them."""
    change(root, "docs/strategies/core-group-agreement.md", "title: Core group agreement\n", "title: Core groups: the agreement\n")
    change(root, "briefings/general/think-family.md", "published: 2020-12\n", "published: 5/12/2020\n")
    change(root, "briefings/seven-minute/icon.md", "topics: [babies]\n", "topics: [babys]\n")
    change(root, "docs/how-to-use-a-7-minute-briefing.md", "(training.md)", "(trainings.md)")
    done = run(root, "check", today=DAY)
    assert done.status == 1, done.output
    return TERMINAL.format(title="check", output=escape(done.output.strip()))


def _succeed(root: Path, command: str, today: date = DAY) -> None:
    done = run(root, command, today=today)
    assert done.status == 0, done.output


def _take(browser: Browser, address: str, name: str, height: int) -> None:
    tab = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme="light")
    tab.goto(address)
    tab.screenshot(path=str(PICTURES / f"{name}.png"))
    tab.close()


def _take_side_by_side(browser: Browser, address: str, name: str) -> None:
    """Take a page on a phone and on a desktop screen, in one picture."""
    images = []
    for width in (360, 1000):
        tab = browser.new_page(viewport={"width": width, "height": 700}, color_scheme="light")
        tab.goto(address)
        images.append(f'<img width="{width * 0.7}" src="data:image/png;base64,{b64encode(tab.screenshot()).decode()}">')
        tab.close()
    _take_text(browser, SIDE_BY_SIDE.format(images="".join(images)), name, 530, 1020)


def _take_text(browser: Browser, page: str, name: str, height: int | None = None, width: int = WIDTH) -> None:
    tab = browser.new_page(viewport={"width": width, "height": height or 100})
    tab.set_content(page)
    tab.screenshot(path=str(PICTURES / f"{name}.png"), full_page=height is None)
    tab.close()


if __name__ == "__main__":
    path = find()
    assert path is not None, WHAT_TO_INSTALL
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        project = copy_project(Path(folder) / "project", content=ROOT)
        shutil.copy(ROOT / ".gitignore", project)
        commit_all(project)  # where git does not answer, a check says so
        take_all(chromium, project)
        chromium.close()
    print(f"New pictures in {PICTURES.relative_to(ROOT)}: {', '.join(sorted(path.name for path in PICTURES.glob('*.png')))}.")
