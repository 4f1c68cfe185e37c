"""What ``make`` runs: check and repair content, build the site whole or not at all, preview it, keep the ledger.

    python hooks/commands.py check
    python hooks/commands.py fix
    python hooks/commands.py build
    python hooks/commands.py serve
    python hooks/commands.py ledger
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about MkDocs 2: guide/decisions.md says what we do

from publishing.dates import today
from publishing.github import annotations, summary
from publishing.ledger import LEDGER_FILE, updated_ledger
from publishing.problems import ContentError, errors, report
from publishing.repair import repair
from publishing.replace_folder import new_folder, replace_folder
from publishing.whole_site import check_site, read_site

ROOT = Path(__file__).resolve().parent.parent


def check(root: Path = ROOT) -> int:
    """Say everything that is wrong in content and data, without MkDocs and without making a page."""
    gc.disable()  # a short run that keeps all it reads: looking for what could be thrown away takes a third of the time
    site, problems = check_site(root, today())
    print(report(problems))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(annotations(problems))
    if to := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(to, "a", encoding="utf-8") as file:
            file.write(summary(root, site, problems))
    return 1 if errors(problems) else 0


def fix(root: Path = ROOT) -> int:
    """Repair what can be repaired without deciding anything, say what was done, and then what is left."""
    for done in repair(root):
        print(done)
    print()
    return check(root)


def build(root: Path = ROOT) -> int:
    """Build ``site/`` below ``root``; return the exit status. A failed build leaves the site that was there."""
    from mkdocs.commands.build import build as mkdocs_build  # slow to import: the other commands do without
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    target = root / "site"
    new = new_folder(target)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(new), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except (SystemExit, MkDocsException) as error:
        shutil.rmtree(new)
        kept = "site/ is as it was" if target.exists() else "There is no site/"
        print(f"\n{error} {kept}: nothing was published.", file=sys.stderr)
        return 1
    finally:
        config.plugins.on_shutdown()
    replace_folder(new, target)
    pages = sum(1 for _ in target.rglob("*.html"))
    print(f"site/ is new: {pages} pages.")
    return 0


def serve(root: Path = ROOT) -> int:
    """Serve the site on 127.0.0.1:8000 and rebuild it on every change; drafts and future resources are shown."""
    os.chdir(root)
    os.execv(sys.executable, [sys.executable, "-m", "mkdocs", "serve", "--quiet"])


def ledger(root: Path = ROOT) -> int:
    """Write every published address that is not in the ledger yet into it."""
    try:
        site = read_site(root, today())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    data = site.catalogue.data
    addresses = [page.address for page in site.catalogue.written]
    (root / LEDGER_FILE).write_text(updated_ledger(data.ledger, addresses, data.partnership.ids), encoding="utf-8", newline="\n")
    print(f"{LEDGER_FILE} holds {len({*data.ledger, *addresses})} addresses, {len({*addresses} - {*data.ledger})} of them new.")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("check", "fix", "build", "serve", "ledger"))
    sys.exit({"check": check, "fix": fix, "build": build, "serve": serve, "ledger": ledger}[parser.parse_args().command]())
