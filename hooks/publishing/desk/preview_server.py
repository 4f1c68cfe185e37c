"""What stands before the preview's server: it answers this computer's own browser, and no search engine keeps what it shows.

Drafts are in the preview. A page elsewhere could let its own domain name lead to this computer and read them through the
reader's browser ("DNS rebinding"); the browser then names that domain as the host it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Headers = list[tuple[str, str]]
Answer = Callable[..., Any]
Application = Callable[[dict[str, Any], Answer], Iterable[bytes]]
"""A WSGI application: https://peps.python.org/pep-3333/."""

THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})

NOT_INDEXED = ("X-Robots-Tag", "noindex")


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
