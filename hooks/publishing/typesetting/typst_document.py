"""Documents set by Typst: a template of ours, plain values, and out come a PDF or a picture, the same bytes on every machine.

A template in ``overrides/typst/`` reads its values as ``json(bytes(sys.inputs.values))``. So no text ever becomes Typst's
markup, and nothing has to be escaped: a text that looks like code is set as the letters it has. Typst reads no font of
the system, fetches nothing, and of files only those below the project's root that a template asks for.

PDFs are made as PDF/UA-1 (ISO 14289-1): Typst refuses one without a title, a language, an order of headings or the words
of a picture, and tags the rest (https://typst.app/docs/guides/accessibility/).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publishing.typesetting.made import Made

TEMPLATES = "overrides/typst"

FONT = "Atkinson Hyperlegible"
"""The Braille Institute's face for readers with low vision: no letter or figure is taken for another. It comes as a package, under the SIL Open Font License."""
FONT_PACKAGE = "fontpkg_atkinson_hyperlegible"


class NotSet(Exception):
    """Typst refuses a document; its words are why."""


@cache
def _compiler(root: Path) -> Any:
    """Return Typst for the project below ``root``, with our font and those that Typst itself carries."""
    import typst  # what only a build needs

    return typst.Compiler(root=root, font_paths=[_fonts()], ignore_system_fonts=True)


def _fonts() -> Path:
    spec = find_spec(FONT_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named '{FONT_PACKAGE}'", name=FONT_PACKAGE)
    return Path(spec.submodule_search_locations[0]) / "files"


@dataclass(frozen=True)
class Typesetter:
    """Sets documents for the project below ``root``; what it has set before is taken from ``made``."""

    root: Path
    made: Made = field(default_factory=Made)

    def pdf(self, template: str, values: Mapping[str, Any], day: date, files: tuple[str, ...] = ()) -> bytes:
        """Return a tagged PDF of ``overrides/typst/<template>.typ``, dated on ``day``.

        ``values`` are whatever JSON can hold; ``files`` are the pictures that they name, by their paths from the root.
        Raises :class:`NotSet`.
        """
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        return self._set(template, values, files, {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": int(noon.timestamp())})

    def png(self, template: str, values: Mapping[str, Any], ppi: int = 72, files: tuple[str, ...] = ()) -> bytes:
        """Return a picture of the first page of a document, at ``ppi`` pixels to the inch; a point of the template is one pixel at 72."""
        return self._set(template, values, files, {"format": "png", "ppi": ppi})

    def _set(self, template: str, values: Mapping[str, Any], files: tuple[str, ...], how: Mapping[str, Any]) -> bytes:
        given = json.dumps(values, ensure_ascii=False, sort_keys=True)
        parts = (self._versions, self._templates, template, given, json.dumps(how, sort_keys=True),
                 *(sha256((self.root / file).read_bytes()).hexdigest() for file in files))
        return self.made.get(sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest(), lambda: self._compiled(template, given, how))

    def _compiled(self, template: str, given: str, how: Mapping[str, Any]) -> bytes:
        import typst

        try:
            made = _compiler(self.root.resolve()).compile(input=self.root.resolve() / TEMPLATES / f"{template}.typ", sys_inputs={"values": given}, **how)
        except typst.TypstError as error:
            raise NotSet(error.message) from None
        return bytes(made[0] if isinstance(made, list) else made)

    @cached_property
    def _versions(self) -> str:
        return f"{version('typst')} {version(FONT_PACKAGE)}"

    @cached_property
    def _templates(self) -> str:
        return sha256(b"\0".join(path.read_bytes() for path in sorted((self.root / TEMPLATES).glob("*.typ")))).hexdigest()
