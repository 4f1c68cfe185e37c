"""What readers may keep on their device: the pages that data/navigation.yml names under ``keep``, and the files they need.

No page loads any of it but the one that offers it, and that one keeps nothing before its button is pressed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from publishing.kept.memory import NOTHING, Memory
from publishing.pages.assets import FOLDER, WITHOUT_NETWORK
from publishing.reading.html import elements_of
from publishing.words.addresses import KEEP

WORKER = "keep-worker.js"
"""What shows a copy where there is no network. It stands at the root: a worker answers for what lies below it."""

LIST = "keep/copy.json"
"""What the copy consists of."""

LOUD = 31
"""Days after which a copy says loudly how old it is: newsletters are monthly, so by then something may well have changed."""

NOTICE_STYLE = f"{FOLDER}/keep.css"
"""The style of the line at the top of a copy, which the worker puts there."""

_IMPORTED = re.compile(r'(?:\bfrom|\bimport) *"(\.[^"]*)"')
"""What a script of ours cannot run without; ``import("…")`` waits until somebody asks for it."""
_ON_REQUEST = {f"{FOLDER}/{name}": tuple(f"{FOLDER}/{other}" for other in others) for name, others in WITHOUT_NETWORK.items()}


def worker(text: str) -> str:
    """Return the worker; ``text`` is overrides/workers/keep.js."""
    return f"const LOUD = {LOUD};\n{text}"


def copy_list(files: Mapping[str, bytes], addresses: Iterable[str], missing: str, memory: Memory = NOTHING) -> str:
    """Return as JSON what a copy of the pages at ``addresses`` consists of: each path with the hash of what is there.

    The page on which one asks for it is part of it: there it can be deleted.

    ``files`` are those of the finished site by their paths; ``missing`` is the page that stands in for those not kept.
    ``memory`` has what pages load.
    """
    found = {address: files[file] for address in (one.removeprefix("/") for one in (KEEP, *addresses)) for file in [f"{address}index.html"]}
    pages = len(found)
    sums = {address: hashlib.sha256(content).digest() for address, content in found.items()}
    known = memory.known("loaded", ())
    before: dict[str, tuple[bytes, list[str]]] = known[0] if known else {}
    loaded = {address: before[address] if before.get(address, (b"",))[0] == sums[address] else (sums[address], _loaded(content.decode())) for address, content in found.items()}
    if loaded != before:
        memory.learn("loaded", (), loaded)
    paths = {NOTICE_STYLE}.union(*(_needed_by(address, links, files) for address, (_, links) in loaded.items()))
    found |= {path: files[path] for path in paths}
    return json.dumps({"pages": pages - 1, "bytes": sum(map(len, found.values())), "missing": missing,
                       "files": {path: hashlib.sha256(content).hexdigest()[:16] for path, content in sorted(found.items())}}, ensure_ascii=False)


def _loaded(html: str) -> list[str]:
    """Return the links of a page to styles, scripts and pictures that it loads."""
    loads = [attributes for name, attributes in elements_of(html) if name in ("script", "img") or (name == "link" and attributes.get("rel") in ("stylesheet", "icon"))]
    return [attributes.get("href") or attributes.get("src") or "" for attributes in loads]


def _needed_by(address: str, links: Iterable[str], files: Mapping[str, bytes]) -> set[str]:
    """Return the paths of the styles, scripts and pictures of the site that a page at an address loads by these links."""
    found: set[str] = set()
    left = list(_paths(address, links, files))
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += _paths(path, _IMPORTED.findall(files[path].decode()) if path.endswith(".js") else (), files)
            left += _ON_REQUEST.get(path, ())
    return found


def _paths(base: str, links: Iterable[str], files: Mapping[str, bytes]) -> Iterator[str]:
    return (path for link in links if (path := urljoin(f"/{base}", link).removeprefix("/")) in files)
