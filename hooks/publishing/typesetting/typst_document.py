"""Documents set by Typst: a template of ours, plain values, and out come a PDF or a picture, the same bytes on every machine.

A template in ``overrides/typst/`` reads its values as ``json(bytes(sys.inputs.values))``. So no text ever becomes Typst's
markup, and nothing has to be escaped: a text that looks like code is set as the letters it has. Typst reads no font of
the system, fetches nothing, and of files only those below the project's root that a template asks for.

PDFs are made as PDF/UA-1 (ISO 14289-1): Typst refuses one without a title, a language, an order of headings or the words
of a picture, and tags the rest (https://typst.app/docs/guides/accessibility/).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from publishing.kept.digest import program
from publishing.reading.passed import name_of
from publishing.typesetting.made import Made

TEMPLATES = "overrides/typst"

FONT_PACKAGE = "fontpkg_atkinson_hyperlegible"
"""The Braille Institute's face for readers with low vision: no letter or figure is taken for another. Under the SIL Open Font License."""


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


def _as_pdf(day: date) -> dict[str, Any]:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": int(noon.timestamp())}


def _written(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def sides_of(pdf: bytes) -> int:
    """Return how many pages a PDF has that Typst wrote, which begins with their tree (ISO 32000-2, 7.7.3.2)."""
    if tree := _TREE.match(pdf):
        return int(tree[1])
    from pypdf import PdfReader  # which takes as long to import as a text to set

    return len(PdfReader(io.BytesIO(pdf)).pages)


_TREE = re.compile(rb"%PDF-[0-9.]+\n%[^\n]*\n\n1 0 obj\n<</Type/Pages/Count ([0-9]+)/Kids")


@dataclass(frozen=True)
class Fit:
    """How many sides a document may have, in how many columns, and the sizes that its text may have for that, in points."""

    sides: int
    sizes: tuple[float, ...]
    """From the smallest."""
    columns: int = 1
    most: int = 100_000
    """Characters: with more of them it is not tried, for nothing would come of it."""


class Drawn(NamedTuple):
    """What :meth:`Typesetter.fitted` sets."""

    values: Mapping[str, Any]
    fits: Sequence[Fit]
    files: tuple[str, ...] = ()


class Fitted(NamedTuple):
    """A PDF that is set."""

    content: bytes
    sides: int
    most: int
    """How many sides it may have."""


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
        how = _as_pdf(day)
        return self._kept(template, values, files, how, lambda: self._compiled(template, values, how))

    def fitted(self, template: str, drawn: Drawn, day: date) -> Fitted:
        """Return a PDF as :meth:`pdf` does, of the first of the fits that holds it, as large as it can be; where none does, of the last at its smallest.

        The template finds ``size`` and ``columns`` among its values.
        """
        how, (values, fits, _) = _as_pdf(day), drawn

        def set_at(fit: Fit, size: float) -> bytes:
            return self._compiled(template, {**values, "size": size, "columns": fit.columns}, how)

        def largest() -> bytes:
            length = len(_written(values))
            for fit in fits:
                found, low, high = b"", 0, len(fit.sizes) if length <= fit.most else 0
                while low < high:  # what fits at one size fits at all below it
                    middle = (low + high) // 2
                    made = set_at(fit, fit.sizes[middle])
                    if sides_of(made) <= fit.sides:
                        found, low = made, middle + 1
                    else:
                        high = middle
                if found:
                    return found
            return set_at(fits[-1], fits[-1].sizes[0])

        content = self.made.get(self._name_of_fitted(template, drawn, day), largest)
        return Fitted(content, self.sides(content), fits[-1].sides)

    def fitted_of(self, template: str, made_of: Iterable[str], day: date, draw: Callable[[], Drawn]) -> Fitted:
        """Return the same of what ``draw`` returns, which goes by nothing but what it is ``made_of`` and the program: it is asked where nothing was set of these before."""
        set_now: list[Fitted] = []

        def as_known() -> bytes:
            drawn = draw()
            set_now.append(self.fitted(template, drawn, day))
            return json.dumps([self._name_of_fitted(template, drawn, day), *set_now[0][1:]]).encode()

        name, sides, most = json.loads(self.made.get(name_of(program().hex(), self._versions, self._templates, template, _written(_as_pdf(day)), *made_of), as_known))
        return set_now[0] if set_now else Fitted(self.made.get(name, lambda: self.fitted(template, draw(), day).content), sides, most)

    def _name_of_fitted(self, template: str, drawn: Drawn, day: date) -> str:
        values, fits, files = drawn
        return self._name(template, {**values, "fits": [asdict(fit) for fit in fits]}, files, _as_pdf(day))

    def sides(self, pdf: bytes) -> int:
        """Return how many pages a PDF has: counted once, as it takes longer than to hash it."""
        return int(self.made.get(name_of("sides", sha256(pdf).hexdigest()), lambda: str(sides_of(pdf)).encode()))

    def png(self, template: str, values: Mapping[str, Any], ppi: int = 72, files: tuple[str, ...] = ()) -> bytes:
        """Return a picture of the first page of a document, at ``ppi`` pixels to the inch; a point of the template is one pixel at 72."""
        how = {"format": "png", "ppi": ppi}
        return self._kept(template, values, files, how, lambda: self._compiled(template, values, how))

    def _kept(self, template: str, values: Mapping[str, Any], files: tuple[str, ...], how: Mapping[str, Any], make: Callable[[], bytes]) -> bytes:
        """Return what was set of the same before, else what ``make`` sets."""
        return self.made.get(self._name(template, values, files, how), make)

    def _name(self, template: str, values: Mapping[str, Any], files: tuple[str, ...], how: Mapping[str, Any]) -> str:
        return name_of(self._versions, self._templates, template, _written(values), _written(how), *(sha256((self.root / file).read_bytes()).hexdigest() for file in files))

    def _compiled(self, template: str, values: Mapping[str, Any], how: Mapping[str, Any]) -> bytes:
        import typst

        root = self.root.resolve()
        try:
            made = _compiler(root).compile(input=root / TEMPLATES / f"{template}.typ", sys_inputs={"values": _written(values)}, **how)
        except typst.TypstError as error:
            raise NotSet(error.message) from error
        return bytes(made[0] if isinstance(made, list) else made)

    @cached_property
    def _versions(self) -> str:
        return f"{version('typst')} {version(FONT_PACKAGE)}"

    @cached_property
    def _templates(self) -> str:
        return sha256(b"\0".join(path.read_bytes() for path in sorted((self.root / TEMPLATES).glob("*.typ")))).hexdigest()
