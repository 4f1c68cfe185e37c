"""Pieces of HTML that stand in several places: in pages through macros, and in the theme's templates."""

from __future__ import annotations

import marshal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, ModuleLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from publishing.kept.digest import joined, program
from publishing.words.dates import in_words


class _Templates(Environment):
    """Jinja's environment, which copies what all templates have in common whenever one is rendered: of one dictionary that takes a tenth of the time that it takes of a chain of two."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class _Compiled(BytecodeCache):
    """Templates as Python has compiled them, beside this module, where Python keeps it as well: to compile one takes as long as to check a text. Each is known by what stands in it and by the program, which has the filters."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name.replace("/", "-")

    def get_source_checksum(self, source: str) -> str:
        return joined(program(), source.encode("utf-8", "surrogatepass")).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError):  # as where there is none, or it is damaged
            written = Path(_place_of(bucket)).read_bytes()
            if written.startswith(checksum := bucket.checksum.encode()):
                bucket.code = marshal.loads(written[len(checksum):])

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            SourceFileLoader(bucket.key, __file__).set_data(_place_of(bucket), bucket.checksum.encode() + marshal.dumps(bucket.code))  # whole, or not at all


def _place_of(bucket: Bucket) -> str:
    return cache_from_source(str(Path(__file__).with_name(bucket.key)))


@lru_cache(maxsize=4)
def _environment(overrides: Path, state: tuple[tuple[str, int, int], ...]) -> Environment:
    """Return the templates below a folder, compiled once for every site that a process reads while they are in one ``state``."""
    environment = _Templates(loader=FileSystemLoader(overrides), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False, cache_size=-1,
                             bytecode_cache=_Compiled())
    environment.filters["in_words"] = in_words
    environment.filters["capital"] = lambda words: type(words)(words[:1].upper() + words[1:])
    environment.filters["small"] = lambda words: type(words)(words[:1].lower() + words[1:])
    environment.filters["url"] = str  # MkDocs has another, for the template of a page
    return environment


def _files(overrides: Path) -> list[Path]:
    return sorted((*overrides.glob("*.html"), *overrides.glob("fragments/*.html")))


def _state(overrides: Path) -> tuple[tuple[str, int, int], ...]:
    found = ((path.as_posix(), path.stat()) for path in _files(overrides))
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in found)


def _as_now(overrides: Path) -> Environment:
    folder = overrides.resolve()
    return _environment(folder, _state(folder))


def as_modules(overrides: Path) -> Iterator[tuple[str, bytes]]:
    """Return the templates below a folder as modules of Python, by their names: what :func:`take_modules` takes."""
    with TemporaryDirectory() as folder:
        _as_now(overrides).compile_templates(folder, filter_func=lambda name: name.startswith("fragments/"), zip=None, ignore_errors=False)
        yield from ((path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir()))


def take_modules(overrides: Path, folder: Path) -> None:
    """Take the templates below ``overrides`` from the modules in ``folder``, which may be within an archive: a browser takes long to compile them."""
    _as_now(overrides).loader = ModuleLoader(folder)


class Fragments:
    """Renders the templates in ``overrides/fragments/`` as they are now."""

    def __init__(self, overrides: Path) -> None:
        self._overrides, self._environment = overrides, _as_now(overrides)
        self._template = cache(self._environment.get_template)

    @cached_property
    def source(self) -> bytes:
        """A hash of all that it renders, as it is written, and of how."""
        return joined(type(self).__qualname__.encode(), *(part for path in _files(self._overrides) for part in (path.relative_to(self._overrides).as_posix().encode(), path.read_bytes())))

    def render(self, name: str, url: Callable[[str], str], **values: Any) -> Markup:
        """Return a fragment as HTML, without the blank lines and the indentation of its template.

        ``url`` turns an address of the site into a link from the page it stands on.
        """
        html = self._template(f"fragments/{name}.html").render(url=url, **values)
        return Markup("\n".join(filter(None, map(str.strip, html.splitlines()))))

    def document(self, name: str, url: Callable[[str], str], **values: Any) -> Markup:
        """Return a fragment as it stands, for what may hold preformatted text."""
        return Markup(self._template(f"fragments/{name}.html").render(url=url, **values))

    def frame(self) -> Markup:
        """Return the template of a whole page, with nothing in its places; its links are as they stand on the home page."""
        return Markup(self._environment.get_template("main.html").render(parts=defaultdict(str), page=defaultdict(str), styles=[{"path": "assets/a.css", "media": ""}], scripts=[{"path": "assets/a.js", "waits": False}]))
