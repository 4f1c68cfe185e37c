"""What a browser needs to check a page by itself: Python, the packages that the checks use, this project, and what it has published.

Code is compiled here, because a browser would take longer over that than over all else, and what no check runs is left out.
Packages are taken as they are installed, by the hashes of their lock, without what is compiled for this machine; PyYAML is
made of its sources. What a private repository holds is not carried: of its pages no more than anybody can read on the site.
"""

from __future__ import annotations

import ast
import gzip
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import files as files_of
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publishing.checks.case_accounts import Words, words_in
from publishing.content.catalogue import Catalogue
from publishing.content.page import Page
from publishing.content.text import Text
from publishing.data.everything import FOR_SEARCH
from publishing.desk.word.markdown import escaped
from publishing.pages.assets import minified
from publishing.reading.tree import SourceFile
from publishing.reading.yaml_source import parse_yaml
from publishing.site import HOME_FILE, Site
from publishing.templating.fragments import as_modules
from publishing.typesetting.made import Made
from publishing.writing.forms import begins
from publishing.writing.read_before import LINKS, READ, as_read, links_of
from publishing.writing.runtime import FILES, LIBRARY, PYYAML, RUNTIME, compiled, name_of

FOLDER = "write"
"""Where all of it stands on the site."""

PACKED = ".packed"
"""How the names of files end that are packed, which not every host does by itself. By the ending that all know, .gz, some unpack them on the way."""

REPOSITORY = f"repository.json{PACKED}"
"""What the checks read: another after each change of the content. What runs them is another after a change of the code alone."""

TEMPLATES = "templates"
"""The folder of our templates among our modules."""

ROOTS = ("publishing.writing.device",)
"""The modules of ours that the worker imports."""

PACKAGES: Mapping[str, str] = {
    "Jinja2": r"jinja2/.*\.py",
    "MarkupSafe": r"markupsafe/.*\.py",
    "markdown-it-py": r"markdown_it/(?!cli/).*\.py",
    "mdurl": r"mdurl/.*\.py",
    "mdit-py-plugins": r"mdit_py_plugins/(?:(?:footnote|gfm_autolink)/)?[^/]*\.py",
    "html5lib": r"html5lib/(?!tests/|treeadapters/|.*_lxml|.*genshi).*\.py",
    "six": r"six\.py",
    "webencodings": r"webencodings/(?!tests\.py)[^/]*\.py",
    "pyphen": r"pyphen/__init__\.py|pyphen/dictionaries/hyph_en_US\.dic",
    "phonenumbers": r"phonenumbers/(?:[^/]*|data/(?:__init__|alt_format_\d+|region_GB)|shortdata/(?:__init__|region_GB))\.py",
    "tzdata": r"tzdata/(?:__init__|zoneinfo/__init__|zoneinfo/Europe/__init__)\.py|tzdata/zoneinfo/Europe/London",
    "mammoth": r"mammoth/(?!cli\.).*\.py",
    "cobble": r"cobble/.*\.py",
}
"""The packages that a page's checks use, and which of their files: of telephone numbers, time zones those of this country; of syllables, those that are counted. PyYAML stands apart."""

LATE: Mapping[str, Mapping[str, str]] = {"pdf.zip": {"pypdf": r"pypdf/.*\.py"}}
"""Packages that only some pages need, by the archives in which a browser fetches them then: what reads a PDF that goes with a page."""

LEFT_OUT = frozenset((
    "_aix_support _android_support _apple_support _ios_support _osx_support _pydatetime _pydecimal _pyio _pyrepl antigravity asyncio.proactor_events asyncio.tools asyncio.windows_events "
    "asyncio.windows_utils bdb cProfile cmd code colorsys compileall concurrent.futures.process configparser curses dbm doctest ensurepip filecmp fileinput fractions ftplib getopt getpass "
    "graphlib http.cookiejar http.server idlelib imaplib lib2to3 logging.config logging.handlers mailbox modulefinder multiprocessing netrc nturl2path optparse pdb pickletools plistlib poplib profile "
    "pstats pty pyclbr py_compile pydoc pydoc_data rlcompleter runpy sched shelve shlex smtplib socketserver sqlite3 statistics symtable tabnanny tarfile test this timeit tkinter tomllib trace "
    "tracemalloc tty turtle turtledemo unittest venv wave webbrowser wsgiref xmlrpc zipapp").split())
"""What of Python's own library nothing imports that runs there, with all that stands in it; a test looks."""

ENCODINGS = frozenset("__init__ aliases ascii charmap cp1250 cp1252 cp1254 cp1257 cp437 cp932 cp950 gb18030 gb2312 gbk idna iso8859_15 latin_1 mac_roman punycode raw_unicode_escape unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_8 utf_8_sig".split())
"""The encodings that a file, or a text in a PDF, may have; of the others none is read."""


@dataclass(frozen=True)
class Carried:
    """What a browser is sent."""

    version: str
    """A hash of all of it. It stands in the page and names the folder that the page fetches from: so no browser puts the old and the new together."""
    files: Mapping[str, bytes]
    """By their paths on the site."""


def carried(site: Site, made: Made) -> Carried:
    """Return every file that a browser fetches for the checks; ``made`` has what another build has compiled. Raises :class:`~publishing.writing.runtime.NotCompiled`."""
    root = site.catalogue.root
    runtime = {name: (root / RUNTIME / name).read_bytes() for name in FILES}
    wasm = runtime.pop("pyodide.asm.wasm")
    program = {f"pyodide.asm.wasm{PACKED}": made.get(sha256(b"gzip" + wasm).hexdigest(), lambda: gzip.compress(wasm, 9, mtime=0)),
               "python.zip": _libraries(root, made, library(root)),
               **runtime,
               "hooks.zip": _compiled(root, made, False, _zipped(_written(root)), lambda: _zipped((*checks(root), *templates(root))))}
    late = {archive: _libraries(root, made, installed(chosen)) for archive, chosen in LATE.items()}
    of_content = {name: gzip.compress(content, 9, mtime=0) if name.endswith(PACKED) else content for name, content in told(site).items()}
    beside = f"../{_name({**program, **late})}"
    listed = {"files": _sizes({**{f"{beside}/{name}": content for name, content in program.items()}, REPOSITORY: of_content[REPOSITORY]}),
              "late": _sizes({f"{beside}/{name}": content for name, content in late.items()}), "lock": {"info": _info(root), "packages": {}}}
    version = {**of_content,
               **{name: text.encode() for name, text in minified({"worker.js": (root / "overrides/workers/write.js").read_text(encoding="utf-8")}).items()},
               "files.json": json.dumps(listed, indent=1).encode()}
    return Carried(_name(version), {f"{FOLDER}/{_name(files)}/{name}": content for files in ({**program, **late}, version) for name, content in files.items()})


def told(site: Site) -> dict[str, bytes]:
    """Return all that is sent of the content and the data, by the names of its files, unpacked: what the checks read, and what the page's own script does."""
    found: dict[str, Any] = {REPOSITORY: {name: content.decode() for name, content in sorted(project(site))}, "begins.json": {**begins(site.catalogue), "sources": sources(site)}}
    return {name: json.dumps(values, ensure_ascii=False).encode() for name, values in found.items()}


def _sizes(files: Mapping[str, bytes]) -> dict[str, list[int]]:
    """Return how many bytes come of each file: as it is and, where it is packed, as a host may have unpacked it, which its end tells (RFC 1952)."""
    return {name: [len(content), *([int.from_bytes(content[-4:], "little")] if name.endswith(PACKED) else [])] for name, content in files.items()}


def _name(files: Mapping[str, bytes]) -> str:
    """Return the name of a folder: what has this name is the same for ever."""
    return sha256(b"".join(sha256(content).digest() for content in files.values())).hexdigest()[:16]


def _libraries(root: Path, made: Made, files: Iterable[tuple[str, bytes]]) -> bytes:
    zipped = _zipped(files)
    return _compiled(root, made, True, zipped, lambda: zipped)


def _compiled(root: Path, made: Made, without_asserts: bool, made_of: bytes, sources: Callable[[], bytes]) -> bytes:
    return made.get(name_of(root, made_of, without_asserts), lambda: compiled(root, sources(), without_asserts))


def _written(root: Path) -> Iterator[tuple[str, bytes]]:
    """Return all that :func:`checks` and :func:`templates` are made of."""
    yield "jinja2", version("jinja2").encode()
    for pattern in ("hooks/publishing/**/*.py", "overrides/fragments/*.html"):
        yield from ((path.relative_to(root).as_posix(), path.read_bytes()) for path in root.glob(pattern))


def _info(root: Path) -> Any:
    """Return which Python the runtime is, as it asks to be told; of its own packages none is used."""
    return json.loads((root / RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]


def _is_public(catalogue: Catalogue) -> bool:
    repository = catalogue.data.partnership.repository
    return repository is not None and repository.public


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def library(root: Path) -> Iterator[tuple[str, bytes]]:
    """Return the modules of Python's own library and of the packages by their paths."""
    with zipfile.ZipFile(root / RUNTIME / LIBRARY) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist() if not name.endswith("/") and not _is_left_out(name))
    yield from packages(root)


def _is_left_out(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    parts = name.removesuffix(".py").split("/")
    return any(".".join(parts[:length]) in LEFT_OUT for length in range(1, len(parts) + 1)) or (folder == "encodings" and file.removesuffix(".py") not in ENCODINGS)


def packages(root: Path) -> Iterator[tuple[str, bytes]]:
    """Return the modules of the packages that every page needs, by their paths."""
    yield from installed(PACKAGES)
    yield from ((f"yaml/{path.name}", path.read_bytes()) for path in sorted((root / PYYAML / "yaml").glob("*.py")))


def installed(chosen: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Return files of packages by their paths; ``chosen`` says which of each."""
    for package, wanted in chosen.items():
        for file in files_of(package) or ():
            if re.fullmatch(wanted, file.as_posix()):
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def checks(root: Path) -> Iterator[tuple[str, bytes]]:
    """Return our own modules that the worker imports, or that these import, by their paths below ``hooks/``."""
    paths = {path.relative_to(root / "hooks").as_posix(): path for path in (root / "hooks").glob("publishing/**/*.py")}
    modules = {file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): file for file in paths}
    asked, found = list(ROOTS), dict[str, bytes]()
    while asked:
        module = asked.pop()
        file = modules.get(module)
        if file and file not in found:
            found[file] = paths[file].read_bytes()
            asked += (module.rpartition(".")[0], *imported(found[file]))
    yield from found.items()


def templates(root: Path) -> Iterator[tuple[str, bytes]]:
    """Return our templates as modules, by their paths."""
    yield from ((f"{TEMPLATES}/{name}", content) for name, content in as_modules(root / "overrides"))


def imported(source: bytes) -> Iterator[str]:
    """Return the modules that one imports, anywhere in it but for its types alone; with them names of what may be a module or stand in one."""
    left: list[ast.AST] = [ast.parse(source)]
    while left:
        node = left.pop()
        left += node.orelse if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING") else ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def project(site: Site) -> Iterator[tuple[str, bytes]]:
    """Return what kinds of pages begin with, the data, and the content: pages as they are written or as anybody can read them, other files by their names alone."""
    root, catalogue = site.catalogue.root, site.catalogue
    for path in root.glob("templates/*.md"):
        yield path.relative_to(root).as_posix(), path.read_bytes()
    public = _is_public(catalogue)
    files = [*catalogue.files] if public else [source.file for source in site.files]
    untold = frozenset() if public else _names_of(catalogue.waiting, (catalogue.files[file] for file in catalogue.files.keys() - files))
    data: dict[str, str] = {}
    for path in (root / "data").rglob("*.yml"):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        if not public and path.parent.name == "figures" and path.stem not in catalogue.data.figures:
            continue  # a year that is not published yet
        data[file] = text if public else _values(_without(parse_yaml(text, file, []).value, untold))
        if path.stem in FOR_SEARCH:  # large, and a check asks for nothing but which words stand there
            data[file] = f"# {' '.join(sorted(words_in(data[file].replace(_NEW_LINE, ' '))))}\n"
    yield from ((file, text.encode()) for file, text in data.items())
    yield READ, as_read(data).encode()
    yield LINKS, links_of(site, untold).encode()
    for page in catalogue.written:
        markdown = catalogue.front_matter[page.file]
        yield page.file, (markdown.source if public else _as_read(markdown.front_matter.value, site.texts[page.file])).encode()
    yield from ((file, b"") for file in files)


_NEW_LINE = r"\n"
"""As JSON has it within a text."""


def _names_of(pages: Iterable[Page], files: Iterable[SourceFile]) -> frozenset[str]:
    """Return all that pages and files are named by where something leads to them."""
    return frozenset(name for source in (*(page.source for page in pages), *files) for name in (source.file, source.address))


def _without(found: Any, names: Collection[str]) -> Any:
    """Return values without those that lead to something by one of these names; where nothing else is left, the home page takes its place."""
    if isinstance(found, list):
        return [_without(item, names) for item in found if not _leads_to(item, names)] or (found and [HOME_FILE])
    if isinstance(found, dict):
        return {key: _without(value, names) for key, value in found.items()}
    return HOME_FILE if _leads_to(found, names) else found


def _leads_to(value: Any, names: Collection[str]) -> bool:
    return isinstance(value, str) and value.partition("#")[0] in names


_READ_BY_ALL = ("title", "summary", "published", "text", "withdrawn", "replaces", "replaced_by", "topics", "audience", "period", "chapters")
"""The keys whose values stand on a page."""


def _as_read(front: Mapping[str, Any], text: Text) -> str:
    """Return of a page what anybody can read: its keys, its headings, to which links may lead, and the words that it has in small letters, which are nobody's name."""
    keys = "".join(f"{key}: {json.dumps(front[key], ensure_ascii=False)}\n" for key in _READ_BY_ALL if key in front)
    headings = "".join(f"{'#' * heading.level} {escaped(heading.title)}\n\n" for heading in text.headings)
    return f"---\n{keys}---\n\n{headings}{textwrap.fill(' '.join(sorted(Words.of([text], ()).small)), 200)}\n"


def _values(found: Any) -> str:
    """Return values as YAML, without the comments that stood beside them: JSON is YAML."""
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n" if found else ""


def sources(site: Site) -> dict[str, str]:
    """Return the text of every page as it is written, by its file, where anybody may read the repository; else nothing."""
    catalogue = site.catalogue
    return {page.file: catalogue.front_matter[page.file].source for page in catalogue.written} if _is_public(catalogue) else {}
