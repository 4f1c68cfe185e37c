"""One text of a site read again, where that is all that has changed: what nearly everybody waits for who writes.

The rest of the site stays as it is, by the rule of :mod:`publishing.seen`: of a page's text no other page shows more than how long it
takes to read, and links lead to its headings. Who has read one text so reads the whole site afterwards, which finds what only shows when
texts are looked at side by side, says what is no error, and takes over what is made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from publishing.checks.days import wrong_days_of
from publishing.checks.everything import CONTACTS, Background, check_text
from publishing.checks.links import Destinations, files_named
from publishing.checks.taken_over import check_taken_over
from publishing.content.catalogue import Catalogue, Content, read_again
from publishing.content.page import Page
from publishing.content.text import Text
from publishing.kept.memory import Memory
from publishing.pages.site_pages import SitePage, sessions_page, written_page
from publishing.problems.problem import Problem, errors
from publishing.reading.front_matter import MarkdownFile
from publishing.site import Site, destinations_of, read_data_files, read_texts, rests_on
from publishing.site import check_text as check_links

_P = TypeVar("_P", bound=Page)


def with_text_again(site: Site, file: str, memory: Memory) -> Site | None:
    """Return a preview's site with the text of one ``file`` as it is now; ``None`` where the whole site must be read: where other pages may show the change, or it is wrong.

    ``memory`` is that of the reading that the site comes from. Raises :class:`OSError` where the file cannot be read.
    """
    before, catalogue = site.texts.get(file), site.catalogue
    old = catalogue.by_file.get(file)
    if before is None or old is None:
        return None
    problems: list[Problem] = []
    read = read_again(old, catalogue.data, problems, memory)
    if read is None or _shown_elsewhere(*read) != _shown_elsewhere(catalogue.front_matter[file], old):
        return None
    markdown, page = read
    catalogue = _exchanged(catalogue, markdown, old, page)
    texts, macros = read_texts(Content((), {file: markdown}), catalogue, site.fragments, memory)
    text, texts = texts[file], {**site.texts, **texts}
    made = written_page(page, text, macros.get(file), catalogue, site.fragments, sessions_page(texts[page.file] for page in catalogue.written))
    new = replace(site, catalogue=catalogue, texts=texts, pages=tuple(made if one.uri == made.uri else one for one in site.pages))
    own = next(one for one in site.pages if one.uri == made.uri)
    destinations = _destinations(new)
    if errors(problems) or _leads_elsewhere(site, destinations, before, text, own, made) or rests_on(catalogue, macros).get(file, frozenset()) != site.rests_on.get(file, frozenset()):
        return None
    return None if errors(_found(new, destinations, text, memory)) else new


def _shown_elsewhere(markdown: MarkdownFile, page: Page) -> tuple[str, int]:
    """Return what other pages may show of one: what stands above its text in its file, and how long it takes to read."""
    return markdown.head, page.reading_minutes


def _exchanged(catalogue: Catalogue, markdown: MarkdownFile, old: Page, new: Page) -> Catalogue:
    def exchanged(pages: Iterable[_P]) -> tuple[_P, ...]:
        return tuple(new if page is old else page for page in pages)  # type: ignore[misc]  # of one file, so of one kind

    return replace(catalogue, pages=exchanged(catalogue.pages), resources=exchanged(catalogue.resources), front_matter={**catalogue.front_matter, new.file: markdown})


def _leads_elsewhere(site: Site, new: Destinations, before: Text, text: Text, old_page: SitePage, page: SitePage) -> bool:
    """Say whether what others need of the page may be another: a heading that is gone, a list that its macros print, the files that it shows."""
    named = [files_named(one, of) for of, one in ((_destinations(site), before), (new, text))]
    return named[0] != named[1] or before.identifiers_of_macros != text.identifiers_of_macros or not old_page.identifiers <= page.identifiers


def _destinations(site: Site) -> Destinations:
    return destinations_of(site.catalogue, site.links, {page.address: page for page in site.pages}.get)


def _found(site: Site, destinations: Destinations, text: Text, memory: Memory) -> list[Problem]:
    """Return what is wrong with a text by itself, and with its links; of its words beside those of others, what is said are warnings."""
    data, page = site.catalogue.data, text.page
    data_files = read_data_files(site.catalogue.root, memory)
    alone = {text.file: text}
    background = Background.of(alone, {CONTACTS: None, **data_files}, data.contacts, data.glossary, data.language, memory=memory)
    found = check_text(text, alone, [text.file], background)
    found += check_taken_over([text], {}, data)
    found += wrong_days_of(text)
    return [*found, *(check_links(page, text, destinations, site.catalogue) if page else ())]
