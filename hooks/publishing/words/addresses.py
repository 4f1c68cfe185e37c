"""Links between pages: from what an author wrote to the page it means, and from one address to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from publishing.problems.problem import suggestion

GLOSSARY = "/glossary/"
SEARCH = "/search/"
WHATS_NEW = "/whats-new/"
TOPICS = "/topics/"
AUDIENCES = "/for/"
"""Addresses of pages that the site makes itself."""


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
    way = posixpath.relpath(path, folder)
    return f"{way}{'/' if path.endswith('/') else ''}{mark}{fragment}".replace("//", "/")


@dataclass(frozen=True)
class Target:
    """Where a link within the site leads."""

    address: str
    fragment: str = ""
    later: bool = False
    """Whether the page waits for its day: until then the link's words stand without a link."""


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere, and why."""

    message: str
    remedy: str


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

    def resolve(self, link: str, file: str) -> Target | Broken | None:
        """Return where ``link`` in ``file`` leads; ``None`` for a link that leaves the site."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return Broken(f'the link "{link}" is not an address', "Correct it.")
        if parts.scheme or parts.netloc:
            return None
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return Target(self.files.get(file, ""), fragment)
        if path.startswith("/"):
            return self._at_address(path, fragment, link)
        named = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        if named in self.files:
            return Target(self.files[named], fragment)
        if named in self.refused:
            return None
        if named in self.later:
            return Target(self.later[named], fragment, later=True)
        if named in self.unpublished:
            return Broken(f"the link leads to {named}, which is {self.unpublished[named]} and will not be published",
                          "Take the link out until that page is published.")
        return Broken(f'the link "{link}" leads to {named}, which does not exist', self._nearest(named, file))

    def _at_address(self, path: str, fragment: str, link: str) -> Target | Broken:
        if path in self.addresses:
            return Target(path, fragment)
        near = suggestion(path, self.addresses)
        return Broken(f'the link "{link}" leads to an address that this site does not have',
                      near or "Name a page by its file, for example ../general/genogram.md.")

    def _nearest(self, named: str, file: str) -> str:
        name = posixpath.basename(named)
        same_name = sorted(other for other in self.files if posixpath.basename(other) == name)
        if same_name:
            return f'Did you mean "{posixpath.relpath(same_name[0], posixpath.dirname(file))}"?'
        return suggestion(named, self.files) or "Correct the link, or take it out."
