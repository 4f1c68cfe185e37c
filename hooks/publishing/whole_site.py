"""The whole site as plain values: what to render, what to copy, where old addresses lead, and what is wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from publishing.addresses import GLOSSARY, Broken, Links, Target
from publishing.catalogue import Catalogue, read_catalogue
from publishing.fields import Place
from publishing.fragments import Fragments
from publishing.kinds import KINDS, Page
from publishing.ledger import redirects
from publishing.macros import Macros
from publishing.markdown_links import find_links
from publishing.pages import SitePage, site_pages
from publishing.problems import ContentError, Problem, errors, suggestion
from publishing.rendering import identifiers
from publishing.sandbox import expand
from publishing.search.vocabulary import destinations
from publishing.tree import SourceFile

HOME = "/"


@dataclass(frozen=True)
class Menu:
    """A heading of the menu with its titles and addresses."""

    title: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Site:
    """Everything that a build needs to know."""

    catalogue: Catalogue
    fragments: Fragments
    pages: tuple[SitePage, ...]
    files: tuple[SourceFile, ...]
    """The images and documents that some page names."""
    redirects: Mapping[str, str]
    """Where each former address leads now."""
    links: Links
    menu: tuple[Menu, ...]
    footer: tuple[tuple[str, str], ...]
    who_to_call: str
    problems: tuple[Problem, ...]
    """Warnings: with an error there is no site."""
    synonyms_lead_to: Mapping[str, tuple[str, ...]]
    """The addresses that each group of data/synonyms.yml leads to, best first."""

    def macros(self, address: str) -> Macros:
        """Return the macros of the page at an address."""
        return Macros(self.catalogue, self.fragments, address)


def read_site(root: Path, today: date, preview: bool = False) -> Site:
    """Read the site below ``root`` as it is to be published on ``today``.

    Raises :class:`ContentError` with every problem found when there is an error among them.
    """
    problems: list[Problem] = []
    catalogue = read_catalogue(root, today, problems, preview)
    if catalogue is None:
        raise ContentError(problems)
    fragments = Fragments(root / "overrides")
    pages = site_pages(catalogue, fragments)
    links = Links(
        files={**{page.file: page.address for page in catalogue.written},
               **{file: source.address for file, source in catalogue.files.items()}},
        addresses=frozenset(page.address for page in pages),
        unpublished=catalogue.unpublished)
    if not any(page.address == HOME for page in catalogue.pages):
        problems.append(Problem("docs/index.md", 1, "the home page is missing", "Put docs/index.md back."))
    named = _check_texts(catalogue, pages, links, fragments, problems)
    menu, footer, who_to_call = _navigation(catalogue, pages, links)
    synonyms_lead_to = destinations(catalogue.data.synonyms, catalogue.data.place("synonyms"), links,
                                    {GLOSSARY: {anchor for term in catalogue.data.glossary for anchor in term.anchors}},
                                    left_out={*catalogue.unpublished, *(kind.listing() for kind in KINDS)})
    if errors(problems):
        raise ContentError(problems)
    live = {page.address: page.uri for page in pages}
    return Site(catalogue, fragments, tuple(pages), tuple(catalogue.files[file] for file in sorted(named)),
                redirects(catalogue.data.ledger, live), links, menu, footer, who_to_call, tuple(problems), synonyms_lead_to)


def _check_texts(catalogue: Catalogue, pages: Iterable[SitePage], links: Links, fragments: Fragments,
                 problems: list[Problem]) -> set[str]:
    """Check every written text; return the images and documents that the texts name."""
    by_address = {page.address: page for page in pages}

    @cache
    def anchors(address: str) -> set[str]:
        text, wrong = expand(by_address[address].markdown, Macros(catalogue, fragments, address).environment())
        return identifiers(text) if wrong is None else set()

    named: set[str] = set()
    for page in catalogue.written:
        def say(line: int, message: str, remedy: str, page: Page = page) -> None:
            problems.append(Problem(page.file, page.body_line + line - 1, message, remedy))

        _, wrong = expand(page.body, Macros(catalogue, fragments, page.address).environment())
        if wrong is not None:
            say(*wrong)
        for found in find_links(page.body):
            if found.sort == "title":
                say(found.line, "this heading is the page's title, which already stands in the front matter",
                    "Delete it, or write it with ## as a heading within the page.")
                continue
            target = links.resolve(found.target, page.file)
            if found.sort == "html":
                if target is not None:
                    say(found.line, f'"{found.target}" is linked with HTML, which nobody can check',
                        "Write it in Markdown: [what it leads to](file.md).")
            elif isinstance(target, Broken):
                say(found.line, target.message, target.remedy)
            elif target is not None:
                if target.fragment and target.address in by_address and target.fragment not in anchors(target.address):
                    say(found.line, f'the link "{found.target}" leads to a heading that {target.address} does not have',
                        _nearest_anchor(target, anchors(target.address)))
                named.update(file for file in _named_file(target, catalogue))
        named.update(_attachments(page, catalogue))
    return named


def _named_file(target: Target, catalogue: Catalogue) -> Iterable[str]:
    return (file for file, source in catalogue.files.items() if source.address == target.address)


def _nearest_anchor(target: Target, known: set[str]) -> str:
    return suggestion(target.fragment, known) or "Correct what stands after the #, or take it out."


def _attachments(page: Page, catalogue: Catalogue) -> Iterable[str]:
    place = Place(catalogue.front_matter[page.file].front_matter)
    for position, attachment in enumerate(page.attachments):
        file = posixpath.join(posixpath.dirname(page.file), attachment.file)
        if file in catalogue.files:
            yield file
        else:
            place.at("attachments").at(position).refuse(
                f'there is no file "{attachment.file}" beside this page', "Put the file into the same folder, or correct its name.")


def _navigation(catalogue: Catalogue, pages: Iterable[SitePage], links: Links
                ) -> tuple[tuple[Menu, ...], tuple[tuple[str, str], ...], str]:
    titles = {page.address: page.title for page in pages}
    empty_listings = {kind.listing() for kind in KINDS} - titles.keys()
    root = catalogue.data.place("navigation")

    def link(place: Place) -> tuple[str, str] | None:
        item = str(place.value)
        target = links.resolve(item, "")
        if isinstance(target, Target) and target.address in titles:
            return titles[target.address], target.address
        if item in empty_listings:  # nothing of that kind in this build: left out, not wrong
            return None
        message, remedy = (target.message, target.remedy) if isinstance(target, Broken) else (
            f'"{item}" is not a page of this site', "Name a file, as docs/about.md, or an address, as /newsletters/.")
        place.refuse(message, remedy)
        return None

    def items(place: Place) -> tuple[tuple[str, str], ...]:
        found = (link(place.at(position)) for position in range(len(place.value)))
        return tuple(item for item in found if item is not None)

    navigation = catalogue.data.navigation
    menu = tuple(Menu(section.title, items(root.at("menu").at(position).at("items")))
                 for position, section in enumerate(navigation.menu))
    footer = items(root.at("footer"))
    who_to_call = link(root.at("who_to_call"))
    return menu, footer, who_to_call[1] if who_to_call else HOME

