"""Links between pages: from what an author wrote to the page it means, and from one address to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from publishing.problems.problem import Fault, nearest
from publishing.problems.rule import TEXT, Rule
from publishing.words.web_addresses import NOT_AN_ADDRESS, why_not_to_follow

NO_ADDRESS_AT_ALL = Rule("link-without-address", TEXT, "a link here has no address", "Write where it leads between its round brackets: [Its title](its-name.md).",
                         "Readers would press it and nothing would happen.")
UNPUBLISHED = Rule("link-to-unpublished", TEXT, "the link leads to {file}, which is {reason} and will not be published",
                   "Take the link out until that page is published.", "Readers would find nothing there.",
                   {"file": "briefings/general/genogram.md", "reason": "a draft"})
NO_FILE = Rule("link-to-no-file", TEXT, 'the link "{link}" leads to {file}, which does not exist', "Correct the link, or take it out.",
               "Readers would find nothing there.", {"link": "poster.pdf", "file": "briefings/general/poster.pdf"})
NEAR_FILE = Rule("link-near-a-file", TEXT, 'the link "{link}" leads to {file}, which does not exist', 'Did you mean "{near}"?',
                 "Readers would find nothing there. Often one letter is wrong, or there is a folder too few or too many.",
                 {"link": "genogram.md", "file": "docs/genogram.md", "near": "../briefings/general/genogram.md"})
NO_PAGE = Rule("link-to-nothing-published", TEXT, 'the link "{link}" leads to {file}, which is no page or file of this site', "Name a page by its file, for example ../general/its-name.md, or take the link out.",
               "Readers would find nothing there: a folder is no page, and what lies outside of those with content is not published.", {"link": "../../README.md", "file": "README.md"})
NO_ADDRESS = Rule("link-to-no-address", TEXT, 'the link "{link}" leads to an address that this site does not have',
                  "Name a page by its file, for example ../general/its-name.md.", "Readers would find nothing there.", {"link": "/family-trees/"})
NEAR_ADDRESS = Rule("link-near-an-address", TEXT, 'the link "{link}" leads to an address that this site does not have', 'Did you mean "{near}"?',
                    "Readers would find nothing there. Often one letter is wrong.", {"link": "/glosary/", "near": "/glossary/"})

GLOSSARY = "/glossary/"
SEARCH = "/search/"
WHATS_NEW = "/whats-new/"
TOPICS = "/topics/"
AUDIENCES = "/for/"
UNCONFIRMED = "/unconfirmed/"
KEEP = "/keep/"
ON_PAPER = "/on-paper/"
WRITE = "/write/"
"""Addresses of pages that the site makes itself."""

DESK_CUBE = f"{ON_PAPER}desk-cube.pdf"
"""The sheet of which the cube of the levels of need is cut out."""


def uri_of(address: str) -> str:
    """Return the Markdown file that makes a page at an address: ``topics/neglect/index.md`` for ``/topics/neglect/``."""
    return f"{address.removeprefix('/')}index.md"


def relative(target: str, base: str) -> str:
    """Return the way from one address of the site to another, so that the site works wherever it is put.

    Both from the site's root, with their slashes: from ``/newsletters/2020-04/`` to ``/glossary/#chat`` it is
    ``../../glossary/#chat``.
    """
    path, mark, fragment = target.partition("#")
    folder = base if base.endswith("/") else posixpath.dirname(base) + "/"
    return f"{_way(path, folder)}{'/' if path.endswith('/') else ''}{mark}{fragment}".replace("//", "/")


def _way(path: str, folder: str) -> str:
    """Return what posixpath.relpath does, which takes much longer: every link of every page comes by here."""
    if path[:1] != "/" or folder[:1] != "/" or "//" in path or "//" in folder or "/." in path or "/." in folder:
        return posixpath.relpath(path, folder)
    there, here = path.strip("/").split("/") if path != "/" else [], folder.strip("/").split("/") if folder != "/" else []
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join((*[".."] * (len(here) - shared), *there[shared:])) or "."


def file_named(path: str, file: str) -> str:
    """Return the file, from the project's root, that the relative ``path`` of a link in ``file`` names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


@dataclass(frozen=True)
class Target:
    """Where a link within the site leads."""

    address: str
    fragment: str = ""
    later: bool = False
    """Whether nobody can say yet: the page waits for its day, and until then the link's words stand without a link; or it could not be read."""


@dataclass(frozen=True)
class Links:
    """Resolves links as authors write them.

    A page is named by its file, relative to the file with the link, as it stands in the repository; what the site makes
    itself, by its address from the root.
    """

    files: Mapping[str, str]
    """The address of each published file, by its path from the project's root."""
    addresses: frozenset[str]
    """Every address of the build."""
    unpublished: Mapping[str, str]
    """Why a file is not in this build, by its path."""
    refused: frozenset[str] = frozenset()
    """Files that are there and could not be read, which has been reported: a link to one is not wrong as well."""
    later: Mapping[str, str] = field(default_factory=dict)
    """The address that each page dated in the future will have, by its path."""
    unsure: tuple[str, ...] = ()
    """How addresses begin that depend on what could not be read."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The address of the listing of each folder that has one."""

    def resolve(self, link: str, file: str) -> Target | Fault | None:
        """Return where ``link`` in ``file`` leads, or why it leads nowhere; ``None`` for a link that leaves the site."""
        if fault := why_not_to_follow(link):
            return fault
        parts = urlsplit(link)
        if parts.scheme:
            return None
        if not parts.path and not parts.fragment:
            return Fault(NO_ADDRESS_AT_ALL, {})
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return Target(self.files.get(file, ""), fragment)
        if path.startswith("/"):
            return self._at_address(path, fragment, link)
        named = file_named(path, file)
        if named in self.files:
            return Target(self.files[named], fragment)
        if named in self.refused:
            return Target("", later=True)
        if named in self.later:
            return Target(self.later[named], fragment, later=True)
        if named in self.unpublished:
            return Fault(UNPUBLISHED, {"file": named, "reason": self.unpublished[named]})
        values = {"link": link, "file": named}
        if _SITE.match(path):
            return Fault(NOT_AN_ADDRESS, {"link": link})
        near = self._nearest(named, file)
        if near is None and self._is_no_content(named):
            return Fault(NO_PAGE, values)
        return Fault(NEAR_FILE, {**values, "near": _with_fragment(near, parts.fragment)}) if near else Fault(NO_FILE, values)

    def _at_address(self, path: str, fragment: str, link: str) -> Target | Fault:
        if path in self.addresses:
            return Target(path, fragment)
        if path.startswith(self.unsure):
            return Target("", later=True)
        near = nearest(path, self.addresses)
        return Fault(NEAR_ADDRESS, {"link": link, "near": _with_fragment(near, fragment)}) if near else Fault(NO_ADDRESS, {"link": link})

    def _nearest(self, named: str, file: str) -> str | None:
        """Return the link that was probably meant, from the file it stands in."""
        named = named.removesuffix("/index.md")  # which says nothing of which page was meant
        if (listing := self.folders.get(named)) in self.addresses:
            return listing
        name = posixpath.basename(named)
        likely = (f"{named}.md", f"{named}/index.md", *sorted(other for other in self.files if posixpath.basename(other) in (name, f"{name}.md")))
        near = next((other for other in likely if other in self.files), None) or (None if self._is_a_folder(named) else self._near_name(name, file))
        return near and posixpath.relpath(near, posixpath.dirname(file))

    def _is_no_content(self, named: str) -> bool:
        """Say whether a path is that of a folder, or lies outside of all that have content."""
        return self._is_a_folder(named) or named.partition("/")[0] not in {other.partition("/")[0] for other in (*self.files, *self.unpublished)}

    def _is_a_folder(self, named: str) -> bool:
        return named == "." or any(other.startswith(f"{named}/") for other in self.files)

    def _near_name(self, name: str, file: str) -> str | None:
        """Return the file whose name is nearest to one: folders say nothing of what was meant, and a document is no page."""
        stem, dot, ending = name.rpartition(".")
        by_name: dict[str, str] = {}
        for other in sorted(self.files.keys() - {file}, key=lambda other: posixpath.dirname(other) != posixpath.dirname(file)):
            own, _, kind = posixpath.basename(other).rpartition(".")
            if not dot or kind == ending.lower() or ending.lower() in ("htm", "html"):
                by_name.setdefault(own.lower(), other)
        near = nearest(stem if dot else name, by_name)
        return by_name[near] if near else None


_SITE = re.compile(r"www\.|[a-z0-9.-]+\.(?:uk|com|net|org)(?:/|\Z)", re.IGNORECASE)
"""The name of a site elsewhere, whose address lacks its https://."""


def _with_fragment(link: str, fragment: str) -> str:
    return f"{link}#{fragment}" if fragment else link
