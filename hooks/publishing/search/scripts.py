"""The search's scripts as readers get them: what every search needs as one, and nothing that only we read.

They are written as small modules in ``overrides/assets/search/``. Fetched apart, those of every search would be five more
requests, compress worse, and could meet modules of an older site that a browser has kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publishing.pages.assets import minified

SCRIPTS_FOLDER = "assets/search"

JOINED = ("folding", "index", "spelling", "ranking", "question", "box")
"""The modules of every search, each after those that it imports. No two of them declare the same name."""

JOINED_NAME = "search"
"""What they are called together."""

_JOINED_MODULE = re.compile(rf'"\./(?:{"|".join(JOINED)})\.js"')
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)


def published_scripts(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the scripts by their names; ``modules`` are those of the modules by theirs.

    An import of our modules takes one line.
    """
    joined = "".join(_IMPORT.sub("", modules[name]) for name in JOINED)
    apart = {name: _JOINED_MODULE.sub(f'"./{JOINED_NAME}.js"', text) for name, text in modules.items() if name not in JOINED}
    return {name: minified(f"{name}.js", text) for name, text in {JOINED_NAME: joined, **apart}.items()}
