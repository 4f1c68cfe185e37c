"""What a page may load and run, told to the browser: the second wall, should anything get past the checks.

Every page carries its policy itself, because many hosts, GitHub Pages among them, send no headers of a site's own. For
those that do there is a file of them: it says besides what a page cannot say of itself.
"""

from __future__ import annotations

from collections.abc import Iterable

HEADERS_FILE = "_headers"
"""Netlify, Cloudflare and others read it (https://docs.netlify.com/manage/routing/headers/)."""

_SOURCES = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "media-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'",
            "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'"}
"""https://www.w3.org/TR/CSP3/: files of the site itself, and nothing that stands within a page."""

WEBASSEMBLY = "'wasm-unsafe-eval'"
"""Lets a page compile WebAssembly; JavaScript is still not made out of text (CSP 3, section 4.4)."""

_WITH_WEBASSEMBLY = {"script-src": f"{_SOURCES['script-src']} {WEBASSEMBLY}", "worker-src": f"{_SOURCES['worker-src']} blob:", "img-src": f"{_SOURCES['img-src']} blob:"}
"""A worker that is made of a blob is under the policy of the page that made it (CSP 3, section 4.2.2); one that comes from an
address has the headers of its file alone, which some hosts cannot set. Pictures of a blob were made on the page itself."""

_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
               "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"}

_WORKER = "default-src 'none'; connect-src 'self'"
"""What shows a copy of a page fetches from the site alone."""

_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG that is opened by itself is a document, and needs no more than its own style."""


def content_security_policy(webassembly: bool = False) -> str:
    """Return the policy of a page."""
    return "; ".join(f"{name} {value}" for name, value in {**_SOURCES, **(_WITH_WEBASSEMBLY if webassembly else {})}.items())


def headers(pages: Iterable[tuple[str, bool]], pictures: Iterable[str], workers: Iterable[str]) -> str:
    """Return the file of headers.

    ``pages`` are the addresses of pages and whether each runs WebAssembly, ``pictures`` those of SVG files, ``workers``
    those of scripts that answer in the place of the network. Pages are named one by one: fragments that other sites embed, and emails, whose styles stand within them, must not be held to
    their policy, and hosts add up the headers of all rules that fit.
    """
    rules = [("/*", _EVERYWHERE)]
    rules += [(address, {"Content-Security-Policy": f"{content_security_policy(webassembly)}; frame-ancestors 'self'"}) for address, webassembly in pages]
    rules += [(address, {"Content-Security-Policy": _PICTURE}) for address in pictures]
    rules += [(address, {"Content-Security-Policy": _WORKER}) for address in workers]
    return "\n".join("\n".join((address, *(f"  {name}: {value}" for name, value in found.items()))) for address, found in rules) + "\n"
