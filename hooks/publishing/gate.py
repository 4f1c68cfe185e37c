"""Everything that is to be published goes through the gate of :mod:`publishing.checks.published`, before it is written.

The build asks it of each finished page and file; a check, which makes none, asks it of what pages are put together from.
Both name a problem alike, with the file and line that it comes from. Listings, feeds and emails are made of the same
words and addresses as pages, by templates that escape them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from publishing.checks.published import faults, rules_version
from publishing.content.kinds import Newsletter
from publishing.kept.memory import NOTHING, Memory, News
from publishing.kept.second_process import in_halves
from publishing.layout import not_found, not_kept, page_parts, redirects
from publishing.pages.site_pages import SitePage
from publishing.problems.problem import Fault, Problem, errors
from publishing.reading.passed import Passed, name_of, together_with
from publishing.reading.rendering import render
from publishing.seen import Seen
from publishing.site import HOME, Checked, Site, check_site
from publishing.templating.fragments import Fragments
from publishing.words.addresses import relative

TEMPLATES = "overrides/fragments"
FRAME = "overrides/main.html"
"""The template of every page, and so the file of those that nobody wrote."""

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


def check_published(root: Path, today: date, memory: Memory = NOTHING) -> Checked:
    """Return every problem of the site below ``root``, and the site where there is no error: all that the build would say."""
    passed = Passed(memory.store)
    site, problems, gap = check_site(root, today, passed, memory)
    found = held_back_of(site, Seen(site, memory, "check"), passed) if site else []
    return Checked(None if errors(found) else site, (*problems, *found), gap)


def held_back_of(site: Site, seen: Seen, passed: Passed | None = None) -> list[Problem]:
    """Return the problems for which a site's pages must not be published; those that were ``seen`` before are not made again.

    A second process looks at half of the others.
    """
    passed = passed or Passed()

    def looked_at(pages: Sequence[SitePage]) -> tuple[list[list[Problem]], News]:
        return [_held_back(site, made, passed) for made in pages], passed.news()

    def of_each(pages: Sequence[SitePage]) -> Iterator[list[Problem]]:
        return together_with(passed, in_halves(pages, looked_at))

    of_pages = chain.from_iterable(seen.of_each("held back", site.pages, of_each))
    beside: list[Problem] = seen.result(("held back", "beside"), (), lambda: held_back(pieces_beside(site), passed=passed))
    return list(dict.fromkeys((*of_pages, *beside)))


def _held_back(site: Site, made: SitePage, passed: Passed) -> list[Problem]:
    """Return the problems of one page, of whose text nobody asks for the HTML again: kept, they would take up as much as all texts."""
    found = held_back(pieces_of(site, made), passed=passed)
    site.rendered.pop(made.uri, None)
    return found


def held_back(found: Iterable[Piece], site_address: str = "", passed: Passed | None = None) -> list[Problem]:
    """Return the problems for which pieces must not be published, each once.

    Links that begin with ``site_address`` are the site's own; what has ``passed`` before is not read again.
    """
    passed = passed or Passed()
    return list(dict.fromkeys(fault.at(piece.file, piece.line(fault)) for piece in found for fault in _faults(piece, site_address, passed)))


def _faults(piece: Piece, site_address: str, passed: Passed) -> list[Fault]:
    name = name_of(rules_version(), site_address, piece.sort, piece.html)
    if passed.has(name):
        return []
    found = faults(piece.html, piece.sort, site_address)
    if not found:
        passed.add(name)
    return found


def pieces(site: Site) -> Iterator[Piece]:
    """Return what the pages of a site are put together from: the same as stands on them, and as few pieces as can differ."""
    for made in site.pages:
        yield from pieces_of(site, made)
    yield from pieces_beside(site)


def pieces_beside(site: Site) -> Iterator[Piece]:
    """Return what stands on no page of its own."""
    address = site.catalogue.data.partnership.site_address
    yield Piece(site.fragments.frame(), "page", FRAME)
    yield from _listed(site)
    yield Piece(not_found(site, address), "page", f"{TEMPLATES}/not-found.html")
    yield Piece(not_kept(site), "page", f"{TEMPLATES}/not-kept.html")
    yield from redirect_pieces(redirects(site, address).values())


def pieces_of(site: Site, made: SitePage) -> Iterator[Piece]:
    """Return what one page is put together from."""
    yield Piece(site.html(made), "text" if made.text else "page", made.page.file if made.page else FRAME, partial(_line, site, made))
    for name, part in page_parts(site, made, site.catalogue.data.partnership.site_address).items():
        yield Piece(_HEAD.format(part) if name == "meta" else part, "page", f"{TEMPLATES}/{name}.html")


_HEAD = "<!doctype html><html><head>{}</head><body></body></html>"
"""Where the description of a page stands, and nothing else does."""


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


def page_as_built(site: Site, file: str, html: str, known: Iterable[str] = ()) -> list[Problem]:
    """Return why a finished page, whose template is ``file``, must not be published: with all that is wrong on others, each named where it comes from.

    What is ``known`` of it stands on other pages too, and is read once for all of them.
    """
    address = site.catalogue.data.partnership.site_address
    wrong = faults(html, "page", address, known)
    return held_back(pieces(site), address) or [fault.at(file, 1) for fault in wrong] if wrong else []


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
