"""Try every page of the built site with axe, and record what came of it for the accessibility statement: ``make accessibility``.

Each page is tried in every setting of ``tests/shapes.py``; with ``--once`` in one, by turns, which takes a quarter of the
time. The record is data/accessibility.yml, which the statement prints: what a tool can find, which is not
all. What was found is printed with its places, for whoever mends it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

import commands
from built_site import BuiltSite, serving
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find
from publishing.data.accessibility import EACH_PAGE, Finding, Run
from publishing.output_folder.replace import write_whole
from publishing.words.dates import today
from shapes import NARROWEST, RULES, SETTINGS, Setting, by_turns, open_page, pages_to_stay_on, width_needed

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "data" / "accessibility.yml"
HEAD = "# The last run of the automatic accessibility tests. Written by make accessibility and printed by the accessibility\n# statement: do not type here.\n\n"

ASKED = "WCAG 2.0, 2.1 and 2.2, levels A and AA, and best practices"
"""The rules of ``shapes.RULES``, in words."""

SIDEWAYS = ("scrolls-sideways", f"A page must not scroll sideways on a screen of {NARROWEST} pixels")
"""What we measure ourselves (WCAG 2.2, success criterion 1.4.10)."""

Found = dict[str, tuple[str, set[str]]]
"""What was found, by the names of rules: what each says, and the addresses of the pages."""


def try_pages(browser: Browser, served: str, tried: Iterable[tuple[str, Setting]]) -> tuple[Found, Found, str]:
    """Return what axe finds, what it cannot decide, and its version; print each find as it comes."""
    by_setting: dict[Setting, list[str]] = defaultdict(list)
    for address, setting in tried:
        by_setting[setting].append(address)
    found: Found = {}
    undecided: Found = {}
    version = ""
    for setting, addresses in by_setting.items():
        page = open_page(browser, *setting)
        for address in addresses:
            page.goto(served + address)
            response = Axe().run(page, options={**RULES, "resultTypes": ["violations", "incomplete"]}).response
            version = response["testEngine"]["version"]
            for kind, into in (("violations", found), ("incomplete", undecided)):
                for rule in response[kind]:
                    into.setdefault(rule["id"], (rule["help"], set()))[1].add(address)
                    if kind == "violations":
                        print(f"{address} {setting}: {rule['id']}: {rule['nodes'][0]['html'][:160]}", flush=True)
            if width_needed(page, NARROWEST) > NARROWEST:
                found.setdefault(SIDEWAYS[0], (SIDEWAYS[1], set()))[1].add(address)
                print(f"{address} {setting}: {SIDEWAYS[0]}", flush=True)
            page.set_viewport_size({"width": setting[1], "height": 800})
        page.close()
    return found, undecided, version


def as_yaml(run: Run) -> str:
    """Return the file that records a run."""
    def table(findings: Iterable[Finding]) -> dict[str, dict[str, object]]:
        return {finding.id: {"says": finding.says, "pages": finding.pages} for finding in findings}

    written = {**vars(run), "day": run.day.isoformat(), "settings": list(run.settings), "findings": table(run.findings.values()), "undecided": table(run.undecided.values())}
    return HEAD + yaml.safe_dump({name: value for name, value in written.items() if value}, sort_keys=False, allow_unicode=True, width=160)


def _findings(found: Found) -> dict[str, Finding]:
    return {finding.id: finding for finding in _in_order(found)}


def _in_order(found: Found) -> Iterator[Finding]:
    for name, (says, addresses) in sorted(found.items()):
        yield Finding(name, says.replace("<", "").replace(">", ""), len(addresses))


def version_of(root: Path) -> str:
    """Return the commit that is tried, and whether something in it has changed since."""
    return subprocess.run(["git", "describe", "--always", "--dirty=, with changes", "--exclude=*"], cwd=root, text=True, capture_output=True, check=True).stdout.strip()


def main() -> int:
    """Build the site, try it and write the record; return the exit status: 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--once", action="store_true", help="try each page in one setting, by turns")
    arguments = parser.parse_args()
    path = find()
    if path is None:
        print(WHAT_TO_INSTALL, file=sys.stderr)
        return 1
    version = version_of(ROOT)
    if commands.build(ROOT) != 0:
        return 1
    addresses = pages_to_stay_on(BuiltSite(ROOT / "site"))
    tried = by_turns(addresses) if arguments.once else [(address, setting) for address in addresses for setting in SETTINGS]
    with serving(ROOT / "site") as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        found, undecided, axe = try_pages(browser, served, tried)
        run = Run(today(), version, f"Chromium {browser.version}", f"axe-core {axe}", ASKED, len(addresses), tuple(f"{scheme}, {width} pixels wide" for scheme, width in SETTINGS),
                  EACH_PAGE[1 if arguments.once else 0], _findings(found), _findings(undecided))
        browser.close()
    write_whole(FILE, as_yaml(run))
    print(f"{len(addresses)} pages, {len(tried)} times tried: {len(found)} kinds of fault, {len(undecided)} to be judged by a person. Written to {FILE.relative_to(ROOT)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
