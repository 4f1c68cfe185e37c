"""A built site as nearly all hosts send it: over HTTP/2. Python's own server, which the tests use, knows HTTP/1 alone."""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config


@contextmanager
def serving_http2(folder: Path) -> Iterator[str]:
    """Serve a site with gzip; yield its address. Its certificate is made for this once: whoever asks has to be told to take it."""
    stop, started = asyncio.Event(), threading.Event()
    loop = asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    with TemporaryDirectory() as kept:
        certificate = trustme.CA().issue_cert("localhost")
        config = Config()
        config.bind, config.alpn_protocols, config.errorlog = [f"fd://{listening.detach()}"], ["h2"], None
        config.certfile, config.keyfile = f"{kept}/certificate.pem", f"{kept}/key.pem"
        certificate.private_key_pem.write_to_path(config.keyfile)
        certificate.cert_chain_pems[0].write_to_path(config.certfile)

        async def until_stopped() -> None:
            started.set()
            await stop.wait()

        running = threading.Thread(target=loop.run_until_complete, args=(serve(_files_of(folder), config, shutdown_trigger=until_stopped),), daemon=True)
        running.start()
        started.wait()
        try:
            yield f"https://localhost:{port}"
        finally:
            loop.call_soon_threadsafe(stop.set)
            running.join()
            loop.close()


def _files_of(folder: Path) -> Any:
    """Return what answers with the files of a folder, each packed once."""
    @cache
    def packed(file: Path) -> bytes:
        return gzip.compress(file.read_bytes())

    async def answer(scope: dict[str, Any], _receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        path = unquote(scope["path"]).lstrip("/")
        file = folder / path / "index.html" if not path or path.endswith("/") else folder / path
        status, body = (200, packed(file)) if file.is_file() else (404, packed(folder / "404.html"))
        headers = {"content-type": mimetypes.guess_type(file)[0] or "application/octet-stream", "content-encoding": "gzip", "content-length": str(len(body))}
        await send({"type": "http.response.start", "status": status, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]})
        await send({"type": "http.response.body", "body": body})

    return answer
