"""The preview answers this computer alone, and no search engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from publishing.desk.preview_server import for_this_computer


def ask(host: str | None, path: str = "/", served_at: str = "127.0.0.1") -> tuple[str, dict[str, str]]:
    """Return the status and headers of an answer."""
    said: list[Any] = []

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [b"a draft"]

    environ = {"PATH_INFO": path, "SERVER_PORT": "8000", **({} if host is None else {"HTTP_HOST": host})}
    body = b"".join(for_this_computer(application, served_at)(environ, lambda *answer: said.append(answer)))
    (status, headers), = said
    assert (body == b"a draft") is (status == "200 OK")
    return status, dict(headers)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1"])
def test_this_computer_is_answered_and_told_not_to_index(host: str) -> None:
    assert ask(host) == ("200 OK", {"Content-Type": "text/html", "X-Robots-Tag": "noindex"})


@pytest.mark.parametrize("host", [None, "", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "me@127.0.0.1", "127.0.0.1@evil.example",
                                  "[::1", "0.0.0.0", "192.0.2.1"], ids=ascii)
def test_nobody_else_is(host: str | None) -> None:
    status, headers = ask(host)
    assert status == "403 Forbidden" and headers["X-Robots-Tag"] == "noindex"


def test_nor_any_other_name_but_the_one_it_is_served_at() -> None:
    assert ask("192.0.2.1:8000", served_at="192.0.2.1")[0] == "200 OK"


@pytest.mark.parametrize("path", ["/..\\..\\mkdocs.yml", "/\0", "/a\nb"], ids=ascii)
def test_no_path_leads_out_of_the_site(path: str) -> None:
    assert ask("127.0.0.1:8000", path)[0] == "400 Bad Request"
