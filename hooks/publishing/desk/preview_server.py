"""The preview's server: it shows each page as it is now, and shows it anew when a file changes.

It answers this computer's own browser, and no search engine keeps what it shows. Drafts are in the preview: a page
elsewhere could let its own domain name lead to this computer and read them through the reader's browser ("DNS
rebinding"); the browser then names that domain as the host it asks.
"""

from __future__ import annotations

import mimetypes
import os
import posixpath
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from publishing.reading.tree import IGNORED
from publishing.words.dates import today

Headers = list[tuple[str, str]]
Answer = Callable[..., Any]
Application = Callable[[dict[str, Any], Answer], Iterable[bytes]]
"""A WSGI application: https://peps.python.org/pep-3333/."""

THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})

NOT_INDEXED = ("X-Robots-Tag", "noindex")

NEWS = "/--news/"
"""Where a page asks whether there is a newer site than the one it is of. No page of a site has two hyphens in its address."""

LOOK = 0.1
"""Seconds between two looks at the files: a computer does not tell of every change by itself."""
SHARE = 20
"""How many times as long as a look takes the next one waits at least: ten thousand files take some 40 milliseconds."""
SETTLED = 0.03
"""Seconds in which nothing may change before the files are read: a program that saves writes in several steps."""
REST = 1.0
"""Seconds without a change or a question after which is done what nobody waits for."""
PATIENCE = 50
"""Seconds after which a page that waits for news is answered that there is none: no browser waits longer than a minute."""

_TYPES = {".js": "text/javascript", ".atom": "application/atom+xml", ".ics": "text/calendar", ".eml": "message/rfc822", ".webmanifest": "application/manifest+json"}
"""Of endings that a computer's own table may not have."""


class Shown(Protocol):
    """A site that is shown while it changes."""

    def read(self) -> None:
        """Read it again. Where that is refused, it stays as it was before."""

    def read_text(self, path: str) -> bool:
        """Read one file again, of which is known that it alone has changed, if that is enough to show it; return whether it is. What else there is to say of it is said by ``read``."""

    def file(self, path: str) -> bytes | None:
        """Return what is published at a path below the site's root, as it is now; ``None`` where there is nothing."""

    def look_further(self) -> bool:
        """Do a little of what nobody waits for; return whether there is more of it."""


class State(NamedTuple):
    """What a site is made of."""

    day: date
    files: dict[str, tuple[int, int, int]]
    """What the computer says of each file."""


class Preview:
    """Shows a site, and follows the files that it is made of.

    One thing is done at a time: who asks for a page while the site is read again waits for the new one.
    """

    def __init__(self, shown: Shown, watched: Iterable[Path], refused: Callable[[BaseException], str | None]) -> None:
        """Say what is shown, which files and folders it is made of, and how a refusal is told: ``None`` for an error that is none of them."""
        self._shown, self.watched, self._refused = shown, tuple(watched), refused
        self.took = 0.0
        """Seconds that the last look at the files took."""
        self._seen = self._state()
        self._alone, self._news = threading.RLock(), threading.Condition()
        self._edition = time.time_ns()  # a page that an earlier server has shown is older
        self._owes_reading = self._refuses = False
        self._busy = time.monotonic()

    def _state(self) -> State:
        started = time.monotonic()
        state = State(today(), state_below(self.watched))
        self.took = time.monotonic() - started
        return state

    @property
    def rests(self) -> bool:
        """Whether nobody has wanted anything for a while."""
        return time.monotonic() - self._busy >= REST

    def follow(self) -> bool:
        """Read the site again if a file has changed, or the day; return whether it has."""
        with self._alone:
            before, state = self._seen, self._state()
            if state == before:
                return False
            while True:
                time.sleep(SETTLED)
                now = self._state()
                if now == state:
                    break
                state = now
            self._seen, self._busy = state, time.monotonic()
            if not self._read_text(before, state) and not self._read():
                return False
            self._busy = time.monotonic()
            with self._news:
                self._edition = time.time_ns()
                self._news.notify_all()
        return True

    def _read_text(self, before: State, now: State) -> bool:
        """Read again the one file that has changed, where it is one; return whether that was enough."""
        changed = [path for path, state in now.files.items() if before.files.get(path) != state]
        if self._refuses or len(changed) != 1 or before.day != now.day or before.files.keys() != now.files.keys():
            return False
        try:
            self._owes_reading = self._shown.read_text(changed[0])
        except BaseException as error:
            if self._refused(error) is None:
                raise
            return False  # it is told when all is read
        return self._owes_reading

    def _read(self) -> bool:
        self._owes_reading = False
        self._refuses = not self._tried(self._shown.read)
        if self._refuses:
            print("The preview shows the site as it was before, until that is mended.", flush=True)
        return not self._refuses

    def look_further(self) -> bool:
        """Do a little of what nobody waits for; return whether there is more."""
        more = False

        def look() -> None:
            nonlocal more
            more = self._shown.look_further()

        with self._alone:
            if self._owes_reading:
                if not self.follow() and self._owes_reading:  # nothing is read while somebody writes it
                    self._read()
                return True
            self._tried(look)
        return more

    def _tried(self, do: Callable[[], None]) -> bool:
        try:
            do()
        except BaseException as error:
            if (told := self._refused(error)) is None:
                raise
            print(told, flush=True)
            return False
        return True

    def answer(self, environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        """Answer a browser."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path.startswith(NEWS):
            return _sent(start, "200 OK", "text/plain", str(self._newer_than(path.removeprefix(NEWS))).encode())
        if path.endswith(("/", ".html")):
            self.follow()
        edition = self._edition
        try:
            with self._alone:
                file = posixpath.normpath("/" + path).lstrip("/") if not path.endswith("/") else posixpath.normpath(f"/{path}/index.html").lstrip("/")
                content = self._shown.file(file)
                self._busy = time.monotonic()
                if content is None and not path.endswith("/") and self._shown.file(f"{file}/index.html") is not None:
                    start("302 Found", [("Location", quote(f"{path}/")), ("Content-Length", "0")])
                    return []
                status, missing = ("200 OK", None) if content is not None else ("404 Not Found", self._shown.file("404.html"))
        except BaseException as error:
            if (told := self._refused(error)) is None:
                raise
            print(told, flush=True)
            return _sent(start, "500 Internal Server Error", "text/plain; charset=utf-8", told.encode())
        if content is None:
            content, file = missing or b"", "404.html"
        if file.endswith(".html"):
            content = _with_news(content, edition)
        return _sent(start, status, _type_of(file), content)

    def _newer_than(self, edition: str) -> int:
        """Return the newest edition, as soon as there is a newer one than that."""
        with self._news:
            self._news.wait_for(lambda: str(self._edition) != edition, PATIENCE)
            return self._edition


def state_below(paths: Iterable[Path]) -> dict[str, tuple[int, int, int]]:
    """Return the number, size and time of change of each file at or below some paths, but for what editors leave behind."""
    found: dict[str, tuple[int, int, int]] = {}
    left = [os.fspath(path) for path in paths]
    for path in left:
        try:
            if not os.path.isdir(path):
                state = os.stat(path)
                found[path] = (state.st_ino, state.st_size, state.st_mtime_ns)
                continue
            with os.scandir(path) as entries:
                for entry in entries:
                    if IGNORED.search(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        found[entry.path] = (state.st_ino, state.st_size, state.st_mtime_ns)
        except OSError:  # gone since it was listed
            continue
    return found


def _type_of(file: str) -> str:
    ending = posixpath.splitext(file)[1]
    found = _TYPES.get(ending) or mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _sent(start: Answer, status: str, kind: str, body: bytes) -> list[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
    return [body]


_SCRIPT = """<script>
(() => {
    const ask = () => fetch("%(news)s%(edition)s").then((answer) => answer.text()).then((edition) => {
        if (edition !== "%(edition)s") location.reload();
        else wait(0);
    }).catch(() => wait(1000));
    const wait = (time) => setTimeout(() => {
        if (document.visibilityState === "visible") ask();
        else document.addEventListener("visibilitychange", ask, { once: true });
    }, time);
    addEventListener("load", () => wait(0));
})();
</script>"""
"""Loads a page again when there is a newer site."""


def _with_news(page: bytes, edition: int) -> bytes:
    before, end, after = page.rpartition(b"</body>")
    script = (_SCRIPT % {"news": NEWS, "edition": edition}).encode()
    return b"".join((before, script, end, after)) if end else page + script


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # without the name of the host, for which others are asked
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone before its answer came."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(WSGIRequestHandler):
    def log_message(self, *said: Any) -> None:
        """Say nothing: the terminal is for what is wrong in the site."""

    def address_string(self) -> str:
        return str(self.client_address[0])


def serve(preview: Preview, host: str, port: int) -> None:
    """Serve a preview until somebody presses Ctrl-C. Raises :class:`OSError` where the port is taken."""
    server = (_Server6 if ":" in host else _Server)((host.strip("[]"), port), _Handler)
    server.set_app(for_this_computer(preview.answer, host))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        with told_of_changes(preview.watched) as told:
            _follow(preview, told)
    except KeyboardInterrupt:
        return
    finally:
        server.shutdown()
        server.server_close()


def _follow(preview: Preview, told: threading.Event) -> None:
    more = True
    while True:
        told.clear()
        more = preview.follow() or more
        again = time.monotonic() + max(LOOK, SHARE * preview.took)
        while not told.is_set() and (left := again - time.monotonic()) > 0:
            if more and preview.rests:
                more = preview.look_further()
            else:
                told.wait(min(left, REST) if more else left)


@contextmanager
def told_of_changes(paths: Iterable[Path]) -> Iterator[threading.Event]:
    """Within, let the computer say when something below some folders changes, where it can: not of every disk, nor always of as many folders."""
    told, observer = _Told(), Observer()
    try:
        if not isinstance(observer, PollingObserver):  # which looks at the files as we do
            for path in filter(Path.is_dir, paths):
                observer.schedule(told, str(path), recursive=True, event_filter=_CHANGES)
            observer.start()
    except OSError:
        observer.unschedule_all()
    try:
        yield told.event
    finally:
        if observer.is_alive():
            observer.stop()


_CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirCreatedEvent, DirMovedEvent, DirDeletedEvent]
"""Not that a file is opened, as ours are whenever they are read."""


class _Told(FileSystemEventHandler):
    def __init__(self) -> None:
        self.event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.event.set()


def for_this_computer(application: Application, host: str) -> Application:
    """Return an application that answers only requests to this computer's own names, and to ``host``, where it is served."""
    names = THIS_COMPUTER | {host.strip("[]").lower()}

    def answer(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        def start_not_indexed(status: str, headers: Headers, *more: Any) -> Any:
            return start(status, [*headers, NOT_INDEXED], *more)

        if _host(environ) not in names:
            return _refused(start_not_indexed, "403 Forbidden", f"This preview is only for the computer it runs on: http://{host}:{environ['SERVER_PORT']}/")
        if any(sign < " " or sign == "\\" for sign in environ["PATH_INFO"]):  # on Windows a \ leads out of the folder as a / does
            return _refused(start_not_indexed, "400 Bad Request", "That is not an address of this site.")
        return application(environ, start_not_indexed)

    return answer


def _host(environ: dict[str, Any]) -> str:
    """Return the name that a browser asks for, without its port; nothing where it is none."""
    try:
        parts = urlsplit(f"//{environ.get('HTTP_HOST', '')}")
    except ValueError:
        return ""
    return parts.hostname or "" if parts.username is None else ""


def _refused(start: Answer, status: str, why: str) -> Iterable[bytes]:
    body = f"{why}\n".encode()
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
