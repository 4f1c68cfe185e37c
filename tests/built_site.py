"""A built site as its readers meet it: pages, links, and a server under any path."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

NOT_PAGES = ("latest.html", "email.html")
"""HTML that is no page of the site: fragments for other sites to embed, and newsletters as email."""


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a built site."""

    address: str
    path: Path

    @functools.cached_property
    def source(self) -> str:
        """Its HTML."""
        return self.path.read_text(encoding="utf-8")

    @functools.cached_property
    def tree(self) -> Element:
        """Its HTML, parsed as a browser parses it."""
        return html5lib.parse(self.source, namespaceHTMLElements=False)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with a tag and all of the given attributes; write ``class_`` for class."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [element for element in self.tree.iter(tag)
                if all(value in (element.get(name) or "").split() or element.get(name) == value for name, value in wanted.items())]

    @property
    def text(self) -> str:
        """All its visible words, with single spaces."""
        return words(self.tree.find("body"))

    @property
    def title(self) -> str:
        """Its h1."""
        return words(self.find("h1")[0])

    def links(self) -> list[str]:
        """Return every address in it."""
        return [value for element in self.tree.iter() if isinstance(element.tag, str)
                for name in ("href", "src") if (value := element.get(name))]

    def identifiers(self) -> list[str]:
        """Return every id in it, as often as it stands there."""
        return [identifier for element in self.tree.iter() if (identifier := element.get("id"))]


def words(element: Element | None) -> str:
    """Return the text of an element with single spaces, without scripts, styles and comments."""
    def parts(node: Element) -> Iterator[str]:
        if node.tag in ("script", "style") or not isinstance(node.tag, str):
            return
        yield node.text or ""
        for child in node:
            yield from parts(child)
            yield child.tail or ""

    return " ".join("".join(parts(element)).split()) if element is not None else ""


@dataclass(frozen=True)
class BuiltSite:
    """A ``site/`` folder."""

    folder: Path

    @functools.cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML page by its address, ``/404.html`` and redirects included."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            if path.name in NOT_PAGES:
                continue
            file = "/" + path.relative_to(self.folder).as_posix()
            address = file.removesuffix("index.html")
            found[address] = BuiltPage(address, path)
        return found

    def page(self, address: str) -> BuiltPage:
        """Return the page at an address."""
        return self.pages[address]

    def has(self, address: str) -> bool:
        """Say whether something is at an address."""
        path = self.folder / unquote(address).lstrip("/")
        return (path / "index.html").is_file() if address.endswith("/") else path.is_file()

    def within(self, page: BuiltPage, link: str) -> tuple[str, str] | None:
        """Return the address and the fragment that a link of a page leads to; ``None`` where it leaves the site."""
        target = urlsplit(urljoin(f"http://site{page.address}", link))
        return (unquote(target.path), unquote(target.fragment)) if target.scheme in ("http", "https") and target.netloc == "site" else None

    def unreachable(self) -> list[str]:
        """Return the address of every page to which no way of links leads from the home page; redirects need none."""
        met, left = {"/"}, ["/"]
        while left:
            page = self.pages[left.pop()]
            found = {target[0] for link in page.links() if (target := self.within(page, link)) and target[0] in self.pages} - met
            met |= found
            left += sorted(found)
        return [address for address, page in self.pages.items()
                if address not in met and address != "/404.html" and not page.find("meta", http_equiv="refresh")]

    def broken_links(self) -> list[str]:
        """Return every link within the site that leads nowhere, fragments included.

        The page for missing addresses is left out: its links start at the path the site was built for.
        """
        broken = []
        for page in self.pages.values():
            for link in page.links() if page.address != "/404.html" else ():
                target = self.within(page, link)
                if target is None:
                    continue
                address, fragment = target
                if not self.has(address):
                    broken.append(f"{page.address}: {link}")
                elif fragment and fragment not in self.pages[address].identifiers():
                    broken.append(f"{page.address}: {link} (no such place in the page)")
        return broken


@contextmanager
def serving(folder: Path, prefix: str = "", compressed: bool = False) -> Iterator[str]:
    """Serve a site under a path, with its 404 page for what is missing; yield its address.

    ``compressed`` sends files as most web hosts do, with gzip.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            plain = unquote(urlsplit(path).path)
            if not plain.startswith(f"{prefix}/"):
                return str(folder / "nothing is outside the site")
            return str(folder / plain.removeprefix(f"{prefix}/"))

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            if not compressed or not file.is_file():
                return super().do_GET()
            body = gzip.compress(file.read_bytes())
            self.send_response(200)
            for name, value in (("Content-Type", self.guess_type(file)), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            return None

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (folder / "404.html").read_bytes() if code == 404 else (message or "").encode()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: a test's output is for its failures."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
