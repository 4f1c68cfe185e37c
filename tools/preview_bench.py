"""Measure how long it takes from saving a file until a browser that has its page open shows what is new.

    make preview-bench                            the project as it is, and with 1,000 generated resources more
    make preview-bench SIZES="0 1000 10000"       ten thousand take some half an hour in all

The page is open in headless Chromium at its full speed. The clock runs from the moment at which the file is written, or renamed
into its place, until the browser has drawn a page that has the new word on it, by the clock that both share. Each row is the
median of several times, with the quickest and the slowest: a word at the end of a text; a title, a text more, and a text that
another takes the place of, each looked at in the list of its kind; and the name of the site, which stands in the data. ``ready`` is the time from the command to the first page, with nothing kept and then with what is kept; what is measured
begins when the preview rests, and ``MB`` is what it takes up in the end. Beside it stands MkDocs' own ``serve`` of the same
generated texts with Material as it comes, up to a size at which it takes minutes a time. Other work on the machine makes all of
it longer: a ratio compares rows of one run.
"""

from __future__ import annotations

import os
import queue
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import MEGABYTE, generated, memory_of_all, our_project, stock_project
from find_browser import BROWSER_ARGUMENTS, WHAT_TO_INSTALL, find

TIMES, TIMES_OF_STOCK = 7, 3
MOST_STOCK = 1000
"""Up to so many resources MkDocs' own preview is measured beside ours."""
LONGEST_WAIT = 600
"""Seconds for one change, and for a preview to begin."""
REST = 3.0
"""Seconds between two changes, as somebody looks at what came of the first."""
BUSY = 0.2
"""Seconds of a processor, in so long, that a preview takes which has nothing more to do at most."""

TELL = """addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => {
    drawn(performance.timeOrigin + performance.now(), document.body.textContent);
})));"""
"""Tells when a page has been drawn, and what is on it: behind the frame that the browser was about to draw."""


class NoAnswer(Exception):
    """A preview does not show what it is to show; the argument is a sentence for whoever measures."""


@dataclass(frozen=True)
class Served:
    """A preview that runs."""

    process: subprocess.Popen[bytes]
    address: str
    ready: float
    """Seconds from the command to its first page."""


@contextmanager
def served(command: Sequence[str], folder: Path) -> Iterator[Served]:
    """Run what serves a folder at the address that is put behind it, and end it afterwards. Raises :class:`NoAnswer`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    started = time.monotonic()
    process = subprocess.Popen([*command, place], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(f"http://{place}/"):
            if process.poll() is not None or time.monotonic() - started > LONGEST_WAIT:
                raise NoAnswer(f"There is no preview: {' '.join(command)} in {folder} ended, or said nothing for {LONGEST_WAIT} seconds.")
            time.sleep(0.02)
        yield Served(process, f"http://{place}", time.monotonic() - started)
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:
            return bool(answer.read())
    except (urllib.error.URLError, ConnectionError):
        return False


def settle(served: Served) -> None:
    """Wait until a preview has nothing more to do, as far as ``/proc`` tells: ours looks at each page once after it has begun."""
    deadline, before = time.monotonic() + LONGEST_WAIT, -1.0
    while time.monotonic() < deadline and (now := _processor(served.process.pid)) - before > BUSY:
        before = now
        time.sleep(REST)


def _processor(pid: int) -> float:
    """Return the seconds of processors that a process has taken, where ``/proc`` tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds(browser: Browser, address: str, save: Callable[[str], None], times: int) -> list[float]:
    """Return how long it took until the page at an address showed a word, each of the ``times`` that ``save`` had written one. Raises :class:`NoAnswer`."""
    drawn: queue.SimpleQueue[tuple[float, str]] = queue.SimpleQueue()
    context = browser.new_context()
    page = context.new_page()
    page.expose_function("drawn", lambda moment, text: drawn.put((moment, text)))
    page.add_init_script(TELL)
    page.goto(address)
    found = []
    for number in range(times):
        page.wait_for_timeout(1000 * REST)
        word = f"saved{time.time_ns()}"
        started = time.time()
        save(word)
        while True:
            if time.time() - started > LONGEST_WAIT:
                raise NoAnswer(f"{address} did not show what was saved the {number + 1}. time, within {LONGEST_WAIT} seconds.")
            page.wait_for_timeout(10)
            shown = [moment for moment, text in _all(drawn) if word in text]
            if shown:
                found.append(shown[0] / 1000 - started)
                break
    context.close()
    return found


def _all(waiting: queue.SimpleQueue[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    while not waiting.empty():
        yield waiting.get()


def word_at_the_end(file: Path) -> Callable[[str], None]:
    """Return what writes a word at the end of a text, into the file itself."""
    before = file.read_text(encoding="utf-8").rstrip()
    return lambda word: file.write_text(f"{before} Now {word}.\n", encoding="utf-8") and None


def another_title(file: Path) -> Callable[[str], None]:
    """Return what writes a word into the title, into a new file that takes the place of the old one, as many editors do."""
    before = file.read_text(encoding="utf-8")
    title = next(line for line in before.split("\n") if line.startswith("title:"))

    def save(word: str) -> None:
        new = file.with_name(f".{file.name}.new")
        new.write_text(before.replace(title, f"title: About {word}", 1), encoding="utf-8")
        new.replace(file)

    return save


def another_text(file: Path, takes_its_place: bool = False) -> Callable[[str], None]:
    """Return what writes a text beside another, which it has beneath its own title and summary; it may take the place of the one that was written before."""
    before = file.read_text(encoding="utf-8")
    title, summary = (next(line for line in before.split("\n") if line.startswith(f"{key}:")) for key in ("title", "summary"))
    written: list[Path] = []

    def save(word: str) -> None:
        new = file.with_name(f"{word}.md")
        if takes_its_place and written:
            written[-1].replace(new)
        new.write_text(before.replace(title, f"title: About {word}", 1).replace(summary, f"summary: What {word} helps with.", 1), encoding="utf-8")
        written.append(new)

    return save


def another_name(file: Path) -> Callable[[str], None]:
    """Return what writes a word behind the site's name."""
    before = file.read_text(encoding="utf-8")
    name = next(line for line in before.split("\n") if line.startswith("site_name:"))
    return lambda word: file.write_text(before.replace(name, f"{name} {word}", 1), encoding="utf-8") and None


def measure(size: int, folder: Path, browser: Browser) -> None:
    """Print the rows of one size, and the ratio to MkDocs' own preview where that is measured."""
    resources = generated(size)
    ours = our_project(folder / "ours", resources)
    command = [sys.executable, str(ours / "hooks" / "commands.py"), "serve", "--address"]
    with served(command, ours) as first:
        ready = first.ready
    page = sorted(ours.glob("briefings/general/*.md"))[-1] if resources else sorted(ours.glob("docs/*.md"))[0]
    listing = "briefings/general/"
    with served(command, ours) as again:
        settle(again)
        of = f"{page.relative_to(ours).with_suffix('').as_posix().removeprefix('docs/')}/"
        word = seconds(browser, f"{again.address}/{of}", word_at_the_end(page), TIMES)
        _row(size, "ours, a word", word, f"{ready:>7.1f} {again.ready:>7.1f}")
        if resources:
            for name, save in {"a title": another_title(page), "a text more": another_text(page), "a text for another": another_text(page, takes_its_place=True)}.items():
                _row(size, f"ours, {name}", seconds(browser, f"{again.address}/{listing}", save, TIMES), f"{'':>15}", memory_of_all(again.process.pid))
            _row(size, "ours, the site's name", seconds(browser, f"{again.address}/{listing}", another_name(ours / "data" / "partnership.yml"), TIMES), f"{'':>15}", memory_of_all(again.process.pid))
    if resources and size <= MOST_STOCK:
        stock = stock_project(folder / "stock", resources)
        with served([sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr"], stock) as theirs:
            settle(theirs)
            file = stock / "docs" / "0.md"
            beside = seconds(browser, f"{theirs.address}/0/", word_at_the_end(file), TIMES_OF_STOCK)
            _row(size, "mkdocs serve, a word", beside, f"{theirs.ready:>7.1f} {'':>7}", memory_of_all(theirs.process.pid))
        print(f"{size:>9} {'ours / mkdocs serve':<28} {statistics.median(word) / statistics.median(beside):>8.3f}", flush=True)


def _row(size: int, name: str, found: Sequence[float], ready: str, memory: int | None = None) -> None:
    taken = f"{memory / MEGABYTE:>6.0f}" if memory is not None else ""
    print(f"{size:>9} {name:<28} {statistics.median(found):>8.2f} {min(found):>8.2f} {max(found):>8.2f} {ready} {taken}".rstrip(), flush=True)


def main(sizes: Sequence[int]) -> int:
    """Measure each size; say plainly what is missing for that or does not answer."""
    if find() is None:
        print(WHAT_TO_INSTALL, file=sys.stderr)
        return 1
    print(f"{'resources':>9} {'saved':<28} {'median s':>8} {'least':>8} {'most':>8} {'ready s':>7} {'again':>7} {'MB':>6}", flush=True)
    try:
        with sync_playwright() as playwright:
            for size in sizes:
                browser = playwright.chromium.launch(executable_path=find(), args=BROWSER_ARGUMENTS)
                with tempfile.TemporaryDirectory() as temporary:
                    measure(size, Path(temporary), browser)
                browser.close()
    except NoAnswer as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [0, 1000]))
