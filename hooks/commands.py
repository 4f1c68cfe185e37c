"""What ``make`` runs: check and repair content, build the site whole or not at all, preview it, keep the ledger.

    python hooks/commands.py check
    python hooks/commands.py fix
    python hooks/commands.py build
    python hooks/commands.py serve
    python hooks/commands.py ledger
    python hooks/commands.py report
    python hooks/commands.py preview
    python hooks/commands.py new
    python hooks/commands.py takeover
    python hooks/commands.py messages
"""

from __future__ import annotations

import os
import sys


def _ended_early(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in words that Ctrl-C came before a command began."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    print("Stopped before it began.", file=sys.stderr)
    os._exit(1)


if __name__ == "__main__":
    sys.excepthook = _ended_early

import argparse
import errno
import functools
import gc
import io
import logging
import signal
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about MkDocs 2: guide/decisions.md says what we do

from publishing.desk.machine import NOT_A_PORT, PORT_TAKEN, sentence
from publishing.output_folder.alone import alone
from publishing.output_folder.replace import aside, kept, recover, replaced, write_whole
from publishing.problems.problem import Fault, printable

if TYPE_CHECKING:
    from publishing.kept.memory import Memory
    from publishing.kept.whole import Since, Whole
    from publishing.output_folder.standing import Standing
    from publishing.site import Checked

# Whatever takes time to import is imported within a command, where Ctrl-C and a missing package end in words.

ROOT = Path(__file__).resolve().parent.parent

PREVIEW_ADDRESS = "https://preview.invalid/"
"""Where a preview says that it stands: a reserved name (RFC 2606), so that nobody takes it for the site."""

PORT = "8000"
"""Where the preview is served, on this computer alone, unless ``PORT`` says otherwise."""


def in_words(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command end in one sentence and status 1 where the computer refuses something, or a person stops it."""
    @functools.wraps(command)
    def run(root: Path = ROOT, *rest: object) -> int:
        try:
            return command(root, *rest)
        except BrokenPipeError:  # whoever read what it prints has gone: nobody is left to tell
            return 1
        except (OSError, MemoryError, ImportError, KeyboardInterrupt) as error:
            print(sentence(error, root), file=sys.stderr)
            return 1

    return run


def _alone(root: Path) -> AbstractContextManager[bool]:
    return alone(root, functools.partial(print, flush=True))


@in_words
def check(root: Path = ROOT) -> int:
    """Say everything that is wrong in content and data, without MkDocs and without making a page."""
    from publishing.kept.whole import Said, heard, say

    whole = _whole(root, "check")
    if whole and (before := whole.before()):
        say(before.said)
        return before.status
    with heard() as said:
        status, is_kept = _checked(root, whole)
    if whole:
        whole.keep(Said(status, said, {}), with_files=is_kept)
    return status


def _whole(root: Path, command: str) -> Whole | None:
    """Return everything that a command is about to read, where results are kept."""
    from publishing.kept.whole import Facts, whole_of
    from publishing.reading.git import all_it_knows
    from publishing.words.dates import today

    def facts() -> Facts:
        said, files = all_it_knows(root)
        return Facts((today().isoformat(), *said, *files), files)

    return whole_of(root, command, facts)


def _checked(root: Path, whole: Whole | None) -> tuple[int, bool]:
    """Check all of it, or those texts again that alone have changed; return the exit status, and whether this reading is kept."""
    from publishing.checks.taken_over import still_to_do
    from publishing.desk.annotations import summary, workflow_commands
    from publishing.desk.text_again import keep_reading
    from publishing.gate import check_published
    from publishing.kept.on_disk import memory_beside
    from publishing.problems.problem import errors, report
    from publishing.words.dates import today

    _keep_most()
    memory = memory_beside(root)
    again = _checked_again(whole, memory) if whole else None
    site, problems, gap = found = again or check_published(root, today(), memory)
    is_kept = whole is not None and not again and keep_reading("check", whole.sum, found, memory)
    memory.keep()
    print(report(problems))
    if to_do := still_to_do(problems):
        print(to_do)
    if gap:
        print(gap, file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print(workflow_commands(problems))
    if to := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(to, "a", encoding="utf-8") as file:
            file.write(summary(root, site, problems))
    return 1 if errors(problems) else 0, is_kept


def _checked_again(whole: Whole, memory: Memory) -> Checked | None:
    """Return what a check finds where few texts alone have changed since all was read; ``None`` where that cannot be said."""
    from publishing.desk.text_again import checked_again, kept_reading

    changed = whole.changed()
    reading = kept_reading("check", *changed, memory) if changed else None
    return checked_again(reading, changed[1]) if changed and reading else None


def _keep_most() -> None:
    """Let Python look less often for what could be thrown away: a run keeps nearly all that it reads, and a third of its time went into looking."""
    gc.set_threshold(100_000, 20)


@in_words
def fix(root: Path = ROOT) -> int:
    """Repair what can be repaired without deciding anything, say what was done, and then what is left."""
    from publishing.desk.repair import repair

    with _alone(root):
        for done in repair(root):
            print(printable(done))
    print()
    return check(root)


@in_words
def build(root: Path = ROOT) -> int:
    """Build ``site/`` below ``root``; return the exit status. A failed build leaves the site that was there."""
    return _built(root, root / "site")


@in_words
def preview(root: Path = ROOT) -> int:
    """Build ``preview/`` with drafts and future resources in it, to be opened from a disk without a server."""
    return _built(root, root / "preview")


def _built(root: Path, target: Path) -> int:
    from publishing.kept.whole import Said, say
    from publishing.output_folder.standing import sums_of

    with _alone(root) as held:
        whole = _whole(root, f"build {target.name}")
        before = whole.before() if whole else None
        if before and held:
            recover(target)
        if before and sums_of(target) == before.files:
            say(before.said)
            news = "as it was: nothing that it is made of has changed"
        else:
            said, built = _built_heard(root, target, held, whole)
            if built is None:
                return 1
            files, can_be_kept, is_kept = built
            if whole and can_be_kept:
                whole.keep(Said(0, said, files), with_files=is_kept)
            news = f"new: {_count_of_pages(files)} pages"
    print(f"{target.name}/ is {news}.")
    from publishing.writing.runtime import has_runtime

    if target.name != "preview" and not has_runtime(root):
        print("write/, the page to write on, is left out: make write fetches what it runs on.")
    return 0


def _count_of_pages(files: Iterable[str]) -> int:
    from publishing.feeds import embedding
    from publishing.feeds.lists import HTML_FILE

    return sum(1 for file in files if file.endswith(".html") and file.rpartition("/")[2] not in (embedding.FILE, HTML_FILE))


def _built_heard(root: Path, target: Path, held: bool, whole: Whole | None) -> tuple[list[tuple[bool, str]], _Built | None]:
    """Build a folder: where texts alone have changed, of these; and all of it where that does not do, after which nobody hears of it. Return what was said, and the same as :func:`_built_anew`."""
    from publishing.kept.memory import NotRead
    from publishing.kept.whole import heard, say

    if whole and target.name == "site" and (since := whole.since()):
        with suppress(NotRead):
            with heard(aloud=False) as said:
                built = _built_anew(root, target, held, whole, since)
            say(said)
            return said, built
    with heard() as said:
        return said, _built_anew(root, target, held, whole, None)


def _built_anew(root: Path, target: Path, held: bool, whole: Whole | None, since: Since | None) -> _Built | None:
    """Build a folder, and take over what stands there where builds are kept, of which the ``whole`` is known; ``None`` where something is wrong, which is said."""
    from publishing.kept.second_process import Meanwhile
    from publishing.output_folder.inside import OutsideError
    from publishing.output_folder.standing import Standing, look

    _keep_most()
    if held:
        recover(target)
    found = Meanwhile(lambda: look(target, aside(target))) if whole else None
    from mkdocs.exceptions import MkDocsException  # what takes long to import is, while that is looked at

    try:
        with replaced(target, clear=False, put_aside=whole is not None) as new:
            return _build_into(new, root, target.name == "preview", functools.cache(lambda: Standing(target, found.result(), aside(target)) if found else Standing()), whole, since)
    except (SystemExit, MkDocsException, OutsideError) as error:
        _say_what_mkdocs_does_not(error)
        print(f"{kept(target)}: nothing was published.", file=sys.stderr)
        return None
    finally:
        if found:
            found.stop()


_Built = tuple[dict[str, str], bool, bool]
"""The sum of each file of a folder that was built, whether no plugin ran that we do not know, and whether the reading is kept from which it was made."""


def _build_into(new: Path, root: Path, preview: bool, standing: Callable[[], Standing], whole: Whole | None, since: Since | None) -> _Built:
    """Let MkDocs build into an empty folder.

    ``standing`` says what may be taken over, and ``since`` what is known of the builds before. Raises what MkDocs raises, and :class:`OSError`.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    from publishing.kept.environment import LAYER, knows_all
    from publishing.output_folder.offline_links import open_from_disk
    from publishing.output_folder.standing import sums_of

    _log(logging.WARNING)
    sys.meta_path.insert(0, _ImportedLate)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(new), strict=True, **({"site_url": PREVIEW_ADDRESS} if preview else {}))
    config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
    layer: Any = config.plugins.get(LAYER)
    if layer:
        state = layer.state
        state.standing, state.since, state.made_of = standing, since, whole.sum if whole and not preview and knows_all(config.plugins) else None
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    if preview:
        open_from_disk(new)
    return sums_of(new, layer.state.new.sums if layer and not preview else {}) or {}, knows_all(config.plugins), bool(layer and layer.state.is_kept)


class _ImportedLate:
    """Finds a module that is imported when somebody asks for what is in it (https://docs.python.org/3/library/importlib.html#importlib.util.LazyLoader).

    mkdocs-macros imports what fetches pages of the web, which takes longer than MkDocs, and of which nothing is asked here.
    """

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """Return where a module is, as Python asks for it; ``None`` of all that is imported as ever."""
        found = PathFinder.find_spec(name, path) if name == "requests" else None
        if found and found.loader:
            found.loader = LazyLoader(found.loader)
        return found


def _say_what_mkdocs_does_not(error: BaseException) -> None:
    """Print why MkDocs stopped, where it has not said so itself, as it does of all but its own mkdocs.yml."""
    if not isinstance(error, SystemExit):
        print(printable(str(error)), file=sys.stderr)


def _log(level: int) -> None:
    """Let MkDocs' own log speak, but not of what ends in a sentence of ours."""
    logging.basicConfig(format="%(message)s", level=level)
    logging.raiseExceptions = False  # or a console that is closed would be told of at length
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    return not isinstance(sys.exc_info()[1], (OSError, MemoryError, KeyboardInterrupt))


@in_words
def serve(root: Path = ROOT, address: str = "") -> int:
    """Serve the site, each page as it is when somebody asks for it; drafts and future resources are shown, marked as such.

    ``address`` is ``127.0.0.1:8000`` or the like; where there is none, this computer's own at the port ``PORT``.
    """
    host, _, port = (address or f"127.0.0.1:{os.environ.get('PORT') or PORT}").rpartition(":")
    if fault := _unusable(host, port):
        print(fault, file=sys.stderr)
        return 1
    print(f"The preview is on http://{host}:{port}/ as soon as everything is read. Ctrl-C ends it.", flush=True)
    from mkdocs.exceptions import MkDocsException

    sys.meta_path.insert(0, _ImportedLate)
    from mkdocs_preview import PagesAsAsked, watched
    from publishing.desk import preview_server

    def refused(error: BaseException) -> str | None:
        if isinstance(error, (OSError, MemoryError)):
            return sentence(error, root)
        return str(error).strip("\n") if isinstance(error, (SystemExit, MkDocsException)) else None  # a report, in lines

    _log(logging.ERROR)
    _keep_most()
    try:
        site = PagesAsAsked(root, f"http://{host}:{port}/")
        preview_server.serve(preview_server.Preview(site, watched(root), refused), host, int(port))
    except (SystemExit, MkDocsException) as error:
        _say_what_mkdocs_does_not(error)
        print("There is no preview yet: mend this, then run make serve again.", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(_unusable(host, port), file=sys.stderr)  # somebody was quicker
        return 1
    return 0


def _unusable(host: str, port: str) -> Fault | None:
    """Say why nothing can be served at a port."""
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        return Fault(NOT_A_PORT, {"port": port})
    if _is_free(host, int(port)):
        return None
    free = next((other for other in range(int(port) + 1, min(int(port) + 100, 65536)) if _is_free(host, other)), 8000)
    return Fault(PORT_TAKEN, {"port": port, "free": free})


def _is_free(host: str, port: int) -> bool:
    """Say whether nothing is served at a port. Raises :class:`OSError` where nothing may be."""
    with socket.socket() as trial:
        if os.name == "posix":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            error.filename = f"Port {port}"
            raise
    return True


@in_words
def ledger(root: Path = ROOT) -> int:
    """Write every published address that is not in the ledger yet into it."""
    from publishing.data.ledger import LEDGER_FILE, updated_ledger
    from publishing.problems.problem import ContentError
    from publishing.site import read_site
    from publishing.words.dates import today

    with _alone(root):
        try:
            site = read_site(root, today())
        except ContentError as error:
            print(error, file=sys.stderr)
            return 1
        data = site.catalogue.data
        addresses = [page.address for page in site.catalogue.written]
        write_whole(root / LEDGER_FILE, updated_ledger(data.ledger, addresses, data.partnership.ids))
    print(f"{LEDGER_FILE} holds {len({*data.ledger, *addresses})} addresses, {len({*addresses} - {*data.ledger})} of them new.")
    return 0


@in_words
def report(root: Path = ROOT) -> int:
    """Write what is due into ``report/``: as a page for people and as JSON for programs, and what of it is new since last week's page.

    ``REPORT_BEFORE`` names the file with last week's page. On GitHub, links lead to the repository that the report runs in.
    """
    from publishing.data.partnership import Repository
    from publishing.desk.freshness import as_json, as_markdown, figures_of, freshness, remembered, what_is_new
    from publishing.problems.problem import ContentError
    from publishing.site import read_site
    from publishing.words.dates import today

    try:
        site = read_site(root, today())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    found = freshness(site, figures_of(site))
    partnership, on = site.catalogue.data.partnership, os.environ
    here = {"GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_REF_NAME"} <= on.keys()
    repository = Repository(f"{on['GITHUB_SERVER_URL']}/{on['GITHUB_REPOSITORY']}", on["GITHUB_REF_NAME"]) if here else partnership.repository
    page = as_markdown(found, repository)
    before = Path(on.get("REPORT_BEFORE") or os.devnull).read_text(encoding="utf-8", errors="replace")
    with _alone(root) as held, replaced(root / "report", clear=held) as folder:
        (folder / "freshness.md").write_text(f"{page}\n{remembered(found)}", encoding="utf-8", newline="\n")
        (folder / "new.md").write_text(what_is_new(found, before, partnership.report, repository), encoding="utf-8", newline="\n")
        (folder / "freshness.json").write_text(as_json(found), encoding="utf-8", newline="\n")
    print(f"{page}\nWritten to report/freshness.md, and as data to report/freshness.json.")
    return 0


@in_words
def new(root: Path = ROOT) -> int:
    """Ask what is to be published, and write its file."""
    from publishing.desk.new_resource import write_new_resource
    from publishing.words.dates import today

    return write_new_resource(root, today(), sys.argv[2:])


@in_words
def takeover(root: Path = ROOT) -> int:
    """Ask who takes the site over, and make it theirs."""
    from publishing.desk.takeover import take_over
    from publishing.words.dates import today

    return take_over(root, today(), sys.argv[2:])


@in_words
def messages(root: Path = ROOT) -> int:
    """Write the guide's page of every message."""
    from publishing.desk.messages import as_markdown as messages_page

    write_whole(root / "guide" / "messages.md", messages_page())
    print("guide/messages.md is written.")
    return 0


COMMANDS = {"messages": messages, "check": check, "fix": fix, "build": build, "preview": preview, "ledger": ledger, "report": report}
"""What can be run without arguments of its own."""


def main() -> int:
    """Run what the command line says; return the exit status."""
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "surrogateescape")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)  # not every console has a letter for every name
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    if sys.argv[1:2] in (["new"], ["takeover"]):  # they have arguments of their own
        return _flushed({"new": new, "takeover": takeover}[sys.argv[1]]())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("serve", "new", "takeover", *COMMANDS))
    parser.add_argument("--address", default="", help=f"where to serve the preview (default: 127.0.0.1:{PORT})")
    arguments = parser.parse_args()
    return _flushed(serve(ROOT, arguments.address) if arguments.command == "serve" else COMMANDS[arguments.command]())


def _stop(number: int, frame: FrameType | None) -> None:
    """End what runs; whoever presses Ctrl-C twice does not stop it from clearing up."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _flushed(status: int) -> int:
    """Print what still waits to be printed; return the exit status, which is 1 where that was refused."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:  # its reader has gone, as head does; what the command did is done
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(sentence(error, ROOT), file=sys.stderr)
        os._exit(1)
    return status


def _end(status: int) -> None:
    """End with an exit status, and leave to the system what Python would take to pieces one by one: all texts of a site."""
    logging.shutdown()
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _end(main())
