"""Everything that is to be published goes through the gate of :mod:`publishing.checks.published`, before it is written.

The build asks it of each finished page and file; a check, which makes none, asks it of what pages are put together from.
Both name a problem alike, with the file and line that it comes from. Listings, feeds and emails are made of the same
words and addresses as pages, by templates that escape them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from publishing.checks.published import faults, rules_version
from publishing.content.kinds import Newsletter
from publishing.layout import not_found, page_parts, redirects
from publishing.pages.site_pages import SitePage
from publishing.problems.problem import Fault, Problem, errors
from publishing.reading.rendering import render
from publishing.site import HOME, Site, check_site
from publishing.templating.fragments import Fragments
from publishing.words.addresses import relative

TEMPLATES = "overrides/fragments"
FRAME = "overrides/main.html"
"""The template of every page, and so the file of those that nobody wrote."""

CACHE_FILE = ".passed-the-gate"
"""Beside the content, and not in the repository."""


@dataclass(frozen=True)
class Piece:
    """A piece of HTML that is published."""

    html: str
    sort: str
    """What it is published as: one of :data:`publishing.checks.published.LISTS`."""
    file: str
    """The file that it comes from."""
    line: Callable[[Fault], int] = lambda fault: 1
    """Finds the line of that file that breaks a rule."""


class Passed:
    """Which pieces have passed the gate before: they need not be read again.

    They are known by their hash, so that a piece that differs in one letter is another; kept in a file that may be thrown
    away. Whatever cannot be read there, or was written under other rules, is not known.
    """

    def __init__(self, file: Path | None = None, site_address: str = "") -> None:
        self._file = file
        self._site_address = site_address
        self._before = self._read()
        self._now: set[str] = set()

    def _read(self) -> frozenset[str]:
        try:
            version, *known = self._file.read_text(encoding="ascii").split() if self._file else ("",)
        except (OSError, ValueError):
            return frozenset()
        return frozenset(known) if version == rules_version() else frozenset()

    def faults(self, piece: Piece) -> list[Fault]:
        """Return what the gate finds in a piece: nothing where it has passed before."""
        name = sha256(f"{piece.sort}\n{piece.html}".encode()).hexdigest()
        found = [] if name in self._now or name in self._before else faults(piece.html, piece.sort, self._site_address)
        if not found:
            self._now.add(name)
        return found

    def keep(self) -> None:
        """Write down what has passed, whole or not at all; where nothing can be written, the next run looks again."""
        if self._file is None or self._now == self._before:
            return
        try:
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f"{self._file.name}-")
        except OSError:
            return
        try:
            with open(handle, "w", encoding="ascii", newline="\n") as file:
                file.write("\n".join((rules_version(), *sorted(self._now))))
            os.replace(name, self._file)
        except OSError:
            Path(name).unlink(missing_ok=True)


def check_published(root: Path, today: date, passed: Passed | None = None) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return every problem of the site below ``root``, and the site where there is no error: all that the build would say."""
    site, problems = check_site(root, today)
    if site is None:
        return None, problems
    passed = passed or Passed()
    found = held_back(pieces(site), passed)
    passed.keep()
    return (None if errors(found) else site), (*problems, *found)


def held_back(found: Iterable[Piece], passed: Passed) -> list[Problem]:
    """Return the problems for which pieces must not be published, each once."""
    return list(dict.fromkeys(fault.at(piece.file, piece.line(fault)) for piece in found for fault in passed.faults(piece)))


def pieces(site: Site) -> Iterator[Piece]:
    """Return what the pages of a site are put together from: the same as stands on them, and as few pieces as can differ."""
    address = site.catalogue.data.partnership.site_address
    for made in site.pages:
        html = site.html(made)
        yield Piece(html, "text" if made.text else "page", made.page.file if made.page else FRAME, partial(_line, site, made))
        for name, part in page_parts(site, made, address).items():
            yield Piece(part, "page", f"{TEMPLATES}/{name}.html")
    yield Piece(site.fragments.frame(), "page", FRAME)
    yield from _listed(site)
    yield Piece(not_found(site, address), "page", f"{TEMPLATES}/not-found.html")
    yield from redirect_pieces(redirects(site, address).values())


def _listed(site: Site) -> Iterator[Piece]:
    """Return what lists are made of, which a check leaves out of its pages: each resource once, in every sort of list."""
    fragments, catalogue = Fragments(site.catalogue.root / "overrides"), site.catalogue
    for resource in catalogue.listed:
        cards = fragments.render("cards", partial(relative, base=HOME), resources=[resource], level=2, today=catalogue.today)
        yield Piece(cards, "page", f"{TEMPLATES}/cards.html")
    for issue in catalogue.of_kind(Newsletter):
        found, previous = catalogue.since_previous(issue)
        since = fragments.render("since-previous", partial(relative, base=HOME), resources=found, previous=previous, newsletter=issue)
        yield Piece(since, "page", f"{TEMPLATES}/since-previous.html")


def redirect_pieces(pages: Iterable[str]) -> Iterator[Piece]:
    """Return the pages at former addresses."""
    return (Piece(html, "redirect", f"{TEMPLATES}/redirect.html") for html in pages)


def page_as_built(site: Site, file: str, html: str) -> list[Problem]:
    """Return why a finished page, whose template is ``file``, must not be published: with all that is wrong on others, each named where it comes from."""
    address = site.catalogue.data.partnership.site_address
    wrong = faults(html, "page", address)
    return held_back(pieces(site), Passed(site_address=address)) or [fault.at(file, 1) for fault in wrong] if wrong else []


def _line(site: Site, made: SitePage, fault: Fault) -> int:
    """Return the line on which the first part of a text begins that has a fault by itself."""
    text = made.text
    if text is None:
        return 1
    start = 0
    for place, token in enumerate(text.tokens):
        if token.level == 0 and token.nesting <= 0:  # here a part ends
            part = text.tokens[start:place + 1]
            if fault in faults(render(part, site.link_from(made)), "text"):
                return text.line_of(part[0])
            start = place + 1
    return text.first_line
