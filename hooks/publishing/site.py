"""The whole site as plain values: what to render, what to copy, where old addresses lead, and what is wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publishing.checks.everything import check_everything
from publishing.checks.identifying import masked
from publishing.checks.typed_numbers import check_typed_numbers
from publishing.content.catalogue import Catalogue, Content, read_catalogue, read_content
from publishing.content.kinds import KINDS, Page, Resource
from publishing.content.text import MACRO, Text
from publishing.data.language import Language
from publishing.data.ledger import redirects
from publishing.data.synonyms import destinations
from publishing.feeds.lists import Feed, all_feeds
from publishing.pages.macros import Macros
from publishing.pages.site_pages import SitePage, site_pages
from publishing.problems.problem import ContentError, Problem, errors, suggestion
from publishing.reading.fields import Place, shortened
from publishing.reading.markdown_links import find_links
from publishing.reading.rendering import identifiers
from publishing.reading.tree import SourceFile, read_text
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import MacroEnvironment, expand
from publishing.words.addresses import GLOSSARY, Broken, Links, Target

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

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """Every feed by its address."""
        return all_feeds(self.catalogue)

    def macros(self, address: str) -> Macros:
        """Return the macros of the page at an address."""
        return Macros(self.catalogue, self.fragments, address)


class _WithoutListings(Fragments):
    """Renders all but the listings of resources, which take longest and hold nothing that a check looks at."""

    def render(self, name: str, url: Callable[[str], str], **values: Any) -> Markup:
        return Markup() if name in ("cards", "since-previous") else super().render(name, url, **values)


def check_site(root: Path, today: date) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return every problem of the site below ``root``, in the words of the build; and the site, where there is no error.

    Its listings are empty: it is there to be looked at, not to be published.
    """
    try:
        site = read_site(root, today, only_check=True)
    except ContentError as error:
        return None, error.problems
    return site, site.problems


def read_site(root: Path, today: date, preview: bool = False, only_check: bool = False) -> Site:
    """Read the site below ``root`` as it is to be published on ``today``.

    ``only_check`` leaves the listings empty, which is much faster. Raises :class:`ContentError` with every problem found when there is an error among them.
    """
    problems: list[Problem] = []
    content = read_content(root, problems)
    catalogue = read_catalogue(root, today, problems, preview, content)
    found, texts = _check_content(root, content, catalogue)
    problems.extend(found)
    if catalogue is None:
        raise ContentError(_printable(problems))
    fragments = (_WithoutListings if only_check else Fragments)(root / "overrides")
    pages = site_pages(catalogue, fragments)
    links = Links(
        files={**{page.file: page.address for page in catalogue.written},
               **{file: source.address for file, source in catalogue.files.items()}},
        addresses=frozenset(page.address for page in pages),
        unpublished=catalogue.unpublished,
        refused=catalogue.refused,
        later={page.file: page.address for page in catalogue.waiting if not page.draft})
    if "docs/index.md" not in catalogue.refused and not any(page.address == HOME for page in catalogue.pages):
        problems.append(Problem("docs/index.md", 1, "the home page is missing", "Put docs/index.md back."))
    named = _check_texts(catalogue, texts, pages, links, fragments, problems)
    menu, footer, who_to_call = _navigation(catalogue, pages, links)
    synonyms_lead_to = destinations(catalogue.data.synonyms, catalogue.data.place("synonyms"), links,
                                    {GLOSSARY: {anchor for term in catalogue.data.glossary for anchor in term.anchors}},
                                    left_out={*catalogue.unpublished, *catalogue.refused, *(kind.listing() for kind in KINDS)})
    problems = _printable(problems)
    if errors(problems):
        raise ContentError(problems)
    live = {page.address: page.uri for page in pages}
    return Site(catalogue, fragments, tuple(pages), tuple(catalogue.files[file] for file in sorted(named)),
                redirects(catalogue.data.ledger, live), links, menu, footer, who_to_call, tuple(problems), synonyms_lead_to)


def _check_content(root: Path, content: Content, catalogue: Catalogue | None) -> tuple[list[Problem], dict[str, Text]]:
    """Run every check that looks at files one by one or side by side, with as much of the data as could be read."""
    data = catalogue.data if catalogue else None
    pages = {page.file: page for page in (*catalogue.written, *catalogue.waiting)} if catalogue else {}
    data_files = {file: text for path in sorted((root / "data").glob("*.yml"))
                  if (text := read_text(path, file := f"data/{path.name}", [])) is not None}
    partnership = data.partnership if data else None
    return check_everything(
        content.markdown, pages, (source for source in content.sources if not source.is_page), data_files,
        data.contacts if data else {}, data.glossary if data else (), data.language if data else Language(),
        (partnership.name, partnership.short_name, partnership.site_name) if partnership else ())


def _printable(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without what nobody may read in a log, in the lines of text that some of them quote."""
    return [replace(problem, message=masked(problem.message), remedy=masked(problem.remedy)) for problem in problems]


def _check_texts(catalogue: Catalogue, texts: Mapping[str, Text], pages: Iterable[SitePage], links: Links, fragments: Fragments,
                 problems: list[Problem]) -> set[str]:
    """Check the macros and links of every written text, also of those that wait for their day; return the images and documents named."""
    bodies = {**{page.address: page.body for page in catalogue.waiting}, **{page.address: page.markdown for page in pages}}
    file_at = {source.address: file for file, source in catalogue.files.items()}

    @cache
    def anchors(address: str) -> set[str]:
        text, wrong = expand(bodies[address], Macros(catalogue, fragments, address).environment())
        return identifiers(text) if wrong is None else set()

    named: set[str] = set()
    waiting = frozenset(page.file for page in catalogue.waiting)
    wrong_macros = _macro_checker(catalogue, fragments)
    for page in (*catalogue.written, *catalogue.waiting):
        def say(line: int, message: str, remedy: str, page: Page = page) -> None:
            problems.append(Problem(page.file, page.body_line + line - 1, message, remedy))

        for wrong in wrong_macros(page):
            say(*wrong)
        check_typed_numbers(page, Place(catalogue.front_matter[page.file].front_matter), catalogue.data.figures, say)
        known = _links_on_its_day(page, links, catalogue) if page.file in waiting else links
        for found in find_links(texts[page.file].tokens):
            if found.sort == "title":
                say(found.line, "this heading is the page's title, which already stands in the front matter",
                    "Delete it, or write it with ## as a heading within the page.")
                continue
            target = known.resolve(found.target, page.file)
            if found.sort == "html":
                if target is not None:
                    say(found.line, f'"{shortened(found.target)}" is linked with HTML, which nobody can check',
                        "Write it in Markdown: [what it leads to](file.md).")
            elif isinstance(target, Broken):
                say(found.line, target.message, target.remedy)
            elif target is not None:
                if target.fragment and target.address in bodies and target.fragment not in anchors(target.address):
                    say(found.line, f'the link "{shortened(found.target)}" leads to a heading that {target.address} does not have',
                        _nearest_anchor(target, anchors(target.address)))
                if page.file not in waiting:
                    named.update({file_at[target.address]} if target.address in file_at else ())
        attached = set(_attachments(page, catalogue))
        if page.file not in waiting:
            named.update(attached)
    return named


def _macro_checker(catalogue: Catalogue, fragments: Fragments) -> Callable[[Page], list[tuple[int, str, str]]]:
    """Return a function from a page to the line, message and remedy of every macro in it that cannot be printed.

    A macro is tried once, and in a report once for each year: only there it depends on where it stands.
    """
    @cache
    def environment(address: str) -> MacroEnvironment:
        return Macros(catalogue, fragments, address).environment()

    @cache
    def wrong_macro(macro: str, address: str) -> tuple[int, str, str] | None:
        return expand(macro, environment(address))[1]

    def wrong_macros(page: Page) -> list[tuple[int, str, str]]:
        body, report = page.body, catalogue.report_of(page)
        address = report.address if report else HOME
        if not any(sign in body for sign in ("{{", "{%", "{#")):
            return []
        found = [(body.count("\n", 0, match.start()) + wrong[0], *wrong[1:]) for match in MACRO.finditer(body)
                 if (wrong := wrong_macro(match[0], address))]
        if not found and any(sign in MACRO.sub("", body) for sign in ("{{", "{%", "{#")):
            wrong = expand(body, environment(address))[1]
            return [wrong] if wrong else []
        return found

    return wrong_macros


def _links_on_its_day(page: Page, links: Links, catalogue: Catalogue) -> Links:
    """Return what a waiting page can link to on the day it is published, so that no day can stop a build."""
    day = page.published.first_day if isinstance(page, Resource) and page.published else None
    out = {other.file: other for other in catalogue.waiting
           if other.file == page.file or page.draft or (not other.draft and day and isinstance(other, Resource) and other.published and other.published.first_day <= day)}
    return replace(links, files={**links.files, **{file: other.address for file, other in out.items()}},
                   unpublished={file: why for file, why in links.unpublished.items() if file not in out})


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
        if isinstance(target, Target) and target.later:
            return None
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

