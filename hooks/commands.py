"""What ``make`` runs: check and repair content, build the site whole or not at all, preview it, keep the ledger.

    python hooks/commands.py check
    python hooks/commands.py fix
    python hooks/commands.py build
    python hooks/commands.py serve
    python hooks/commands.py ledger
    python hooks/commands.py report
    python hooks/commands.py preview
    python hooks/commands.py new
    python hooks/commands.py messages
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

from publishing.data.ledger import LEDGER_FILE, updated_ledger
from publishing.desk.annotations import summary, workflow_commands
from publishing.desk.freshness import as_json, as_markdown, figures_of, freshness
from publishing.desk.new_resource import write_new_resource
from publishing.desk.repair import repair
from publishing.gate import CACHE_FILE, Passed, check_published
from publishing.problems.problem import ContentError, errors
from publishing.problems.problem import report as problem_report
from publishing.site import read_site
from publishing.words.dates import today

ROOT = Path(__file__).resolve().parent.parent

PREVIEW_ADDRESS = "https://preview.invalid/"
"""Where a preview says that it stands: a reserved name (RFC 2606), so that nobody takes it for the site."""


def check(root: Path = ROOT) -> int:
    """Say everything that is wrong in content and data, without MkDocs and without making a page."""
    gc.disable()  # a short run that keeps all it reads: looking for what could be thrown away takes a third of the time
    site, problems = check_published(root, today(), Passed(_cache(root)))
    print(problem_report(problems))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(workflow_commands(problems))
    if to := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(to, "a", encoding="utf-8") as file:
            file.write(summary(root, site, problems))
    return 1 if errors(problems) else 0


def _cache(root: Path) -> Path | None:
    """Return where it is kept what has passed the gate: on somebody's own machine, where git knows that it is not content."""
    ignored = root / ".gitignore"
    at_home = not os.environ.get("CI") and ignored.is_file() and f"/{CACHE_FILE}" in ignored.read_text(encoding="utf-8", errors="replace")
    return root / CACHE_FILE if at_home else None


def fix(root: Path = ROOT) -> int:
    """Repair what can be repaired without deciding anything, say what was done, and then what is left."""
    for done in repair(root):
        print(done)
    print()
    return check(root)


def build(root: Path = ROOT, preview: bool = False) -> int:
    """Build ``site/`` below ``root``; return the exit status. A failed build leaves the site that was there.

    ``preview`` builds ``preview/`` instead, as :func:`preview` says.
    """
    from mkdocs.commands.build import build as mkdocs_build  # slow to import: the other commands do without
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from publishing.feeds import email_editions, embedding
    from publishing.output_folder.offline_links import open_from_disk
    from publishing.output_folder.replace import new_folder, replace_folder

    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    target = root / ("preview" if preview else "site")
    new = new_folder(target)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(new), strict=True, **({"site_url": PREVIEW_ADDRESS} if preview else {}))
    config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
    try:
        mkdocs_build(config)
    except (SystemExit, MkDocsException):  # what was wrong has been printed
        shutil.rmtree(new)
        kept = f"{target.name}/ is as it was" if target.exists() else f"There is no {target.name}/"
        print(f"{kept}: nothing was published.", file=sys.stderr)
        return 1
    finally:
        config.plugins.on_shutdown()
    if preview:
        open_from_disk(new)
    replace_folder(new, target)
    pages = sum(1 for path in target.rglob("*.html") if path.name not in (embedding.FILE, email_editions.HTML_FILE))
    print(f"{target.name}/ is new: {pages} pages.")
    return 0


def serve(address: str, root: Path = ROOT) -> int:
    """Serve the site and rebuild it on every change; drafts and future resources are shown, marked as such."""
    os.chdir(root)
    print(f"The preview is on http://{address}/ as soon as it is built. Ctrl-C ends it.", flush=True)
    os.execv(sys.executable, [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address])


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


def report(root: Path = ROOT) -> int:
    """Write what is due into ``report/``: as a page for people and as JSON for programs."""
    try:
        site = read_site(root, today())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    found = freshness(site, figures_of(site))
    folder = root / "report"
    folder.mkdir(exist_ok=True)
    page = as_markdown(found, site.catalogue.data.partnership.repository)
    (folder / "freshness.md").write_text(page, encoding="utf-8", newline="\n")
    (folder / "freshness.json").write_text(as_json(found), encoding="utf-8", newline="\n")
    print(f"{page}\nWritten to report/freshness.md, and as data to report/freshness.json.")
    return 0


def preview(root: Path = ROOT) -> int:
    """Build ``preview/`` with drafts and future resources in it, to be opened from a disk without a server."""
    return build(root, preview=True)


def new(root: Path = ROOT) -> int:
    """Ask what is to be published, and write its file."""
    return write_new_resource(root, today(), sys.argv[2:])


def messages(root: Path = ROOT) -> int:
    """Write the guide's page of every message."""
    from publishing.desk.messages import as_markdown as messages_page

    (root / "guide" / "messages.md").write_text(messages_page(), encoding="utf-8", newline="\n")
    print("guide/messages.md is written.")
    return 0


COMMANDS = {"messages": messages, "check": check, "fix": fix, "build": build, "preview": preview, "ledger": ledger, "report": report}
"""What can be run without arguments of its own."""

if __name__ == "__main__":
    if sys.argv[1:2] == ["new"]:  # it has arguments of its own
        sys.exit(new())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("serve", "new", *COMMANDS))
    parser.add_argument("--address", default="127.0.0.1:8000", help="where to serve the preview")
    arguments = parser.parse_args()
    sys.exit(serve(arguments.address) if arguments.command == "serve" else COMMANDS[arguments.command]())
