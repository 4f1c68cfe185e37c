"""The search's scripts as readers get them: what every search needs as two.

They are written as small modules in ``overrides/assets/search/``. Fetched apart, those of every search would be four more
requests, compress worse, and could meet modules of an older site that a browser has kept. As one, it would be here later than
what a question needs first: which files of the index to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SCRIPTS_FOLDER = "assets/search"

JOINED = {"ahead": ("folding", "vocabulary", "spelling", "ahead"), "search": ("index", "ranking", "question", "box")}
"""The modules of every search by the name of the script that they are together, each after those that it imports: first what asks for
files of the index, then what makes an answer of them. No two of one script declare the same name."""

_SCRIPT_OF = {module: script for script, joined in JOINED.items() for module in joined}
_MODULE = re.compile(r'"\./(\w+)\.js"')
_IMPORT = re.compile(r'^import .*"\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function) (\w+))", re.MULTILINE)


def published_scripts(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the scripts by their names, before they are minified; ``modules`` are those of the modules by theirs.

    An import of our modules takes one line, and so does an export, of one name.
    """
    apart = {name: (name,) for name in modules if name not in _SCRIPT_OF}
    return {script: _joined(script, [modules[name] for name in joined]) for script, joined in {**JOINED, **apart}.items()}


def _joined(script: str, texts: Iterable[str]) -> str:
    """Return the text of a script of modules: what these import stands in it, or in another script.

    What they say stands in a function, for a minifier can shorten no name that stands for itself: another script might mean it.
    """
    text = _MODULE.sub(lambda module: f'"./{_SCRIPT_OF.get(module[1], module[1])}.js"', "".join(texts))
    imported = "".join(found[0] for found in _IMPORT.finditer(text) if found[1] != script)
    names = ", ".join(_EXPORT.findall(text))
    said = _EXPORT.sub("", _IMPORT.sub("", text))
    if not names:
        return f"{imported}(() => {{\n{said}}})();\n"
    return f"{imported}export const {{ {names} }} = (() => {{\n{said}return {{ {names} }};\n}})();\n"
