"""Our style and scripts: which there are, on which pages each is needed, and how they are published.

A page loads what it uses and nothing else. What it uses is told by the classes in its own HTML, so no page has to say it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

FOLDER = "assets"


@dataclass(frozen=True)
class Asset:
    """A file of ``overrides/assets/``, or one that is made of data and stands there on the site."""

    name: str
    needed_by: str = ""
    """The classes in a page's HTML that need it, parted by spaces: any of them does. Without one, every page does."""
    paint_waits: str = ""
    """Of a script that changes the size of lines: the classes of what it changes. Where one is, browsers wait for it before they paint, so that nothing jumps."""
    media: str = ""
    """What a style is for, where it is not for all: ``print``."""


class Loaded(NamedTuple):
    """A style or a script as one page loads it."""

    path: str
    """Its address on the site, without a leading slash."""
    waits: bool = False
    """Whether browsers wait for it before they paint."""
    media: str = ""


def _at_work(name: str, on: str) -> Asset:
    """Return a script that changes the size of what needs it."""
    return Asset(name, on, paint_waits=on)


PAGES = (
    Asset("partnership.css"),
    Asset("site.css"),
    Asset("listings.css", "cards subjects letters a-to-z doors changes follow glossary feeds results"),
    Asset("urgent.css", "about--brief"),
    Asset("home.css", "home"),
    Asset("figures.css", "figures-note"),
    Asset("drawings.css", "genogram key pathway"),
    Asset("levels.css", "scale"),
    Asset("cube.css", "cube"),
    Asset("instruments/shared.css", "instrument keep"),
    Asset("instruments/forms.css", "instrument--form instrument--sheet steps"),
    Asset("instruments/levels.css", "instrument--levels"),
    Asset("instruments/genogram.css", "instrument--genogram"),
    Asset("search.css", "results"),
    Asset("results.css", "results"),
    Asset("keep.css", "keep"),
    Asset("exit.css", "exit"),
    Asset("write.css", "write"),
    Asset("print.css", media="print"),
    Asset("present-start.js", "present"),
    Asset("search/start.js", paint_waits="results"),
    Asset("open-now.js", "now", paint_waits="now"),
    Asset("moment.js", "instrument keep"),
    _at_work("instruments/shared.js", "instrument"),
    _at_work("instruments/form.js", "instrument--form"),
    _at_work("instruments/sheet.js", "instrument--sheet"),
    _at_work("instruments/escalation.js", "steps__choose"),
    _at_work("instruments/levels.js", "instrument--levels"),
    _at_work("instruments/genogram-drawing.js", "instrument--genogram"),
    _at_work("instruments/genogram.js", "instrument--genogram"),
    Asset("abbr.js", "abbr"),
    Asset("keep.js", "keep"),
    _at_work("exit.js", "exit"),
    Asset("citation.js", "figures-note"),
    Asset("print.js", "on-paper"),
    *(Asset(f"write/{name}.js", "write") for name in ("keys", "names", "picker", "pictures", "rows", "files")),
    Asset("write.js", "write"),
)
"""What pages load, in this order."""

APART = ("not-found.css", "not-found.js", "present.css", "present.js")
"""What is published as well: for the page of missing addresses, or fetched by a script when somebody asks for it."""

WITHOUT_NETWORK = {"present-start.js": ("present.js", "present.css")}
"""What a script fetches when somebody asks for it, and what is asked for where there is no network too: a copy of its page has it."""

MOST_BYTES = 20_000
"""What a first visit to a page may fetch, compressed as hosts do it: HTML, style, script and icon; what works an instrument comes besides."""

MOST_AROUND = 14_100
"""Of these, what all but the text may take; the example's texts are shorter than real ones."""

INSTRUMENTS = f"{FOLDER}/instruments/"
MOST_OF_INSTRUMENTS = 6_500
"""What may work the instruments of a page: there interaction is the point."""

MOST_WITH = {f"{INSTRUMENTS}genogram.js": 16_000}
"""The same of a page with one of these. Where one draws, all its rules are brought along, for once somebody has begun, nothing may be fetched."""

_CLASSES = re.compile(r'class="([^"]*)"')


def needed(html: str) -> tuple[list[Loaded], list[Loaded]]:
    """Return the styles and the scripts that a page with this HTML needs."""
    classes = {name for names in _CLASSES.findall(html) for name in names.split()}
    found = [Loaded(f"{FOLDER}/{asset.name}", not classes.isdisjoint(asset.paint_waits.split()), asset.media)
             for asset in PAGES if not asset.needed_by or not classes.isdisjoint(asset.needed_by.split())]
    return [one for one in found if one.path.endswith(".css")], [one for one in found if one.path.endswith(".js")]


def ours() -> set[str]:
    """Return the paths of all files that are published as they are written, but for what only we read."""
    return {f"{FOLDER}/{name}" for name in (*(asset.name for asset in PAGES), *APART)}


def minified(texts: Mapping[str, str]) -> dict[str, str]:
    """Return style sheets and scripts as browsers get them, by their names, whose endings tell which is which. All at once cost hardly more than one."""
    from rcssmin import cssmin

    shorter = _shorter({name: text for name, text in texts.items() if not name.endswith(".css")})
    return {name: f"{cssmin(text) if name.endswith('.css') else shorter[name]}\n" for name, text in texts.items()}


_SHORTEN = """
import json, sys
from minify import string
json.dump({name: string("application/javascript", text) for name, text in json.load(sys.stdin).items()}, sys.stdout)
"""


def _shorter(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return scripts with short names for what is theirs alone; where the library is not that does it, or where it fails, they only have no comments and no spaces.

    It is written in Go, whose threads no copy of this process would have (:mod:`publishing.kept.second_process`): so it works in a process of its own.
    """
    if find_spec("minify"):
        done = subprocess.run([sys.executable, "-P", "-c", _SHORTEN], input=json.dumps(dict(scripts)), capture_output=True, text=True, check=False)
        if done.returncode == 0:
            shorter: dict[str, str] = json.loads(done.stdout)
            return shorter
    from rjsmin import jsmin

    return {name: jsmin(text) for name, text in scripts.items()}
