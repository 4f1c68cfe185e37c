"""Our style and scripts: which there are, on which pages each is needed, and how they are published.

A page loads what it uses and nothing else. What it uses is told by the classes in its own HTML, so no page has to say it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FOLDER = "assets"


@dataclass(frozen=True)
class Asset:
    """A file of ``overrides/assets/``, or one that is made of data and stands there on the site."""

    name: str
    needed_by: str = ""
    """The classes in a page's HTML that need it, parted by spaces: any of them does. Without one, every page does."""


PAGES = (
    Asset("partnership.css"),
    Asset("site.css"),
    Asset("listings.css", "cards subjects letters a-to-z doors changes follow glossary feeds results"),
    Asset("urgent.css", "about--brief"),
    Asset("home.css", "home"),
    Asset("figures.css", "figures-note"),
    Asset("levels.css", "scale"),
    Asset("cube.css", "cube"),
    Asset("instruments/shared.css", "instrument keep"),
    Asset("instruments/levels.css", "instrument--levels"),
    Asset("search.css", "results"),
    Asset("keep.css", "keep"),
    Asset("exit.css", "exit"),
    Asset("print.css"),
    Asset("present-start.js", "present"),
    Asset("search/start.js"),
    Asset("open-now.js", "now"),
    Asset("instruments/shared.js", "instrument keep"),
    Asset("instruments/record-sheet.js", "instrument--record-sheet"),
    Asset("instruments/levels.js", "instrument--levels"),
    Asset("abbr.js", "abbr"),
    Asset("keep.js", "keep"),
    Asset("exit.js", "exit"),
    Asset("citation.js", "figures-note"),
    Asset("print.js", "on-paper"),
)
"""What pages load, in this order; ``overrides/main.html`` links ``print.css`` for paper alone."""

APART = ("not-found.css", "not-found.js", "present.css", "present.js")
"""What is published as well: for the page of missing addresses, or fetched by a script when somebody asks for it."""

WITHOUT_NETWORK = {"present-start.js": ("present.js", "present.css")}
"""What a script fetches when somebody asks for it, and what is asked for where there is no network too: a copy of its page has it."""

_CLASSES = re.compile(r'class="([^"]*)"')


def needed(html: str) -> tuple[list[str], list[str]]:
    """Return the styles and the scripts that a page with this HTML needs: their addresses on the site, without a leading slash."""
    classes = {name for names in _CLASSES.findall(html) for name in names.split()}
    found = [f"{FOLDER}/{asset.name}" for asset in PAGES if not asset.needed_by or classes & set(asset.needed_by.split())]
    return [one for one in found if one.endswith(".css")], [one for one in found if one.endswith(".js")]


def ours() -> set[str]:
    """Return the paths of all files that are published as they are written, but for what only we read."""
    return {f"{FOLDER}/{name}" for name in (*(asset.name for asset in PAGES), *APART)}


def minified(name: str, text: str) -> str:
    """Return a style sheet or a script as browsers get it; ``name`` tells by its ending which of the two it is."""
    from rcssmin import cssmin
    from rjsmin import jsmin

    return f"{cssmin(text) if name.endswith('.css') else jsmin(text)}\n"
