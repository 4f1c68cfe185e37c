"""What a browser needs to check a page by itself: Python, the packages that the checks use, this project, and what it has published.

Packages are taken as they are installed, by the hashes of their lock, without what is compiled: PyYAML and MarkupSafe do
without. What a private repository holds is not carried: of its pages no more than anybody can read on the site.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import files as files_of
from pathlib import Path
from typing import Any

from publishing.checks.case_accounts import Words
from publishing.content.catalogue import Catalogue
from publishing.content.text import Text
from publishing.desk.word.markdown import escaped
from publishing.reading.yaml_source import parse_yaml
from publishing.site import Site
from publishing.writing.forms import begins
from publishing.writing.read_before import READ, as_read
from publishing.writing.runtime import FILES, RUNTIME

FOLDER = "write"
"""Where all of it stands on the site."""

PACKAGES: Mapping[str, str] = {
    "PyYAML": r"yaml/.*\.py",
    "Jinja2": r"jinja2/.*\.py",
    "MarkupSafe": r"markupsafe/.*\.py",
    "markdown-it-py": r"markdown_it/(?!cli/).*\.py",
    "mdurl": r"mdurl/.*\.py",
    "mdit-py-plugins": r"mdit_py_plugins/(?:(?:footnote|gfm_autolink)/)?[^/]*\.py",
    "html5lib": r"html5lib/(?!tests/).*\.py",
    "six": r"six\.py",
    "webencodings": r"webencodings/(?!tests\.py)[^/]*\.py",
    "pyphen": r"pyphen/__init__\.py|pyphen/dictionaries/hyph_en_GB\.dic",
    "phonenumbers": r"phonenumbers/(?:[^/]*|data/(?:__init__|alt_format_\d+|region_GB)|shortdata/(?:__init__|region_GB))\.py",
    "tzdata": r"tzdata/(?:__init__|zoneinfo/__init__|zoneinfo/Europe/__init__)\.py|tzdata/zoneinfo/Europe/London",
    "mammoth": r"mammoth/.*\.py",
    "cobble": r"cobble/.*\.py",
}
"""The packages that a page's checks use, and which of their files: of telephone numbers, time zones and syllables, those of this country."""

LATE: Mapping[str, Mapping[str, str]] = {"pdf.zip": {"pypdf": r"pypdf/.*\.py"}}
"""Packages that only some pages need, by the archives in which a browser fetches them then: what reads a PDF that goes with a page."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive, so that two builds are the same: the first that a ZIP file can say."""


def carried(site: Site) -> dict[str, bytes]:
    """Return every file that a browser fetches for the checks, by its path on the site; ``write/files.json`` lists them.

    They stand in a folder that is named by all that is in them, so that no browser takes an old one for a new one.
    """
    root, catalogue = site.catalogue.root, site.catalogue
    runtime = {name: (root / RUNTIME / name).read_bytes() for name in FILES}
    fetched = {"pyodide.mjs": runtime["pyodide.mjs"], "pyodide.asm.mjs": runtime["pyodide.asm.mjs"],
               "pyodide.asm.wasm.gz": gzip.compress(runtime["pyodide.asm.wasm"], 9, mtime=0),  # not every host packs it
               "python_stdlib.zip": runtime["python_stdlib.zip"],
               "packages.zip": _zipped(packages()),
               "project.zip": _zipped(project(site))}
    late = {archive: _zipped(packages(wanted)) for archive, wanted in LATE.items()}
    version = sha256(b"".join(sha256(content).digest() for content in (*fetched.values(), *late.values()))).hexdigest()[:16]
    return {**{f"{FOLDER}/{version}/{name}": content for name, content in {**fetched, **late}.items()},
            f"{FOLDER}/files.json": json.dumps({"folder": version, "files": {name: len(content) for name, content in fetched.items()}, "late": {name: len(content) for name, content in late.items()}, "lock": {"info": _info(root), "packages": {}}, "today": catalogue.today.isoformat()}, indent=1).encode(),
            f"{FOLDER}/begins.json": json.dumps({**begins(catalogue), "sources": sources(site)}, ensure_ascii=False).encode()}


def _info(root: Path) -> Any:
    """Return which Python the runtime is, as it asks to be told; of its own packages none is used."""
    return json.loads((root / RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]


def _is_public(catalogue: Catalogue) -> bool:
    repository = catalogue.data.partnership.repository
    return repository is not None and repository.public


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def packages(chosen: Mapping[str, str] = PACKAGES) -> Iterator[tuple[str, bytes]]:
    """Return the code of packages by its paths."""
    for package, wanted in chosen.items():
        for file in files_of(package) or ():
            if re.fullmatch(wanted, file.as_posix()):
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def project(site: Site) -> Iterator[tuple[str, bytes]]:
    """Return the code that checks, the templates, the data, and the content: pages as they are written or as anybody can read them, other files by their names alone."""
    root, catalogue = site.catalogue.root, site.catalogue
    for pattern in ("hooks/publishing/**/*.py", "templates/*.md", "overrides/fragments/*.html", "overrides/main.html"):
        for path in root.glob(pattern):
            yield path.relative_to(root).as_posix(), path.read_bytes()
    public = _is_public(catalogue)
    data: dict[str, str] = {}
    for path in (root / "data").rglob("*.yml"):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        if not public and path.parent.name == "figures" and path.stem not in catalogue.data.figures:
            continue  # a year that is not published yet
        data[file] = text if public else _values(parse_yaml(text, file, []).value)
    yield from ((file, text.encode()) for file, text in data.items())
    yield READ, as_read(data).encode()
    for page in catalogue.written:
        markdown = catalogue.front_matter[page.file]
        yield page.file, (markdown.source if public else _as_read(markdown.front_matter.value, site.texts[page.file])).encode()
    for file in catalogue.files:
        yield file, b""


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
