"""One page checked by itself, beside all that stays as it is: the same problems, in the same words, as when the whole site is checked.

The rest of the repository is read once; of the other pages no more is parsed than links lead to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from publishing.checks.case_accounts import Words, is_about_a_case
from publishing.checks.days import check_days
from publishing.checks.everything import Background, check_text
from publishing.checks.links import no_heading
from publishing.checks.taken_over import check_taken_over
from publishing.content.catalogue import Catalogue, Content, read_catalogue, read_content
from publishing.content.kinds import Newsletter
from publishing.content.page import Page
from publishing.content.text import Text, text_of
from publishing.data.everything import Data, read_data
from publishing.gate import held_back, pieces_of
from publishing.kept.memory import Memory
from publishing.pages.macros import Macros
from publishing.pages.site_pages import SitePage, made_pages, sessions_page, written_page
from publishing.problems.problem import ContentError, Problem, errors
from publishing.reading.encodings import decode
from publishing.reading.front_matter import MarkdownFile, split_front_matter
from publishing.reading.passed import Passed
from publishing.reading.tree import SourceFile, find_sources
from publishing.site import Site, WithoutListings, attachments_of, destinations_of, judged, links_of, navigation, read_data_files, told
from publishing.site import check_text as check_links
from publishing.words.addresses import Links, Target

if TYPE_CHECKING:
    from publishing.writing.beside import Beside


def _in_order(files: Iterable[str]) -> list[str]:
    """Return files in the order in which folders are read."""
    return sorted(files, key=lambda file: file.split("/"))


@dataclass(frozen=True)
class LinkTo:
    """A link from another page of the site to a heading."""

    file: str
    line: int
    written: str
    """As it stands there."""
    heading: str
    """The identifier that it leads to."""


@dataclass(frozen=True)
class _Read:
    """A page as somebody writes it, among the others."""

    catalogue: Catalogue
    texts: Mapping[str, Text]
    """Its own whole; of the others what stands in their front matter."""
    page: Page
    text: Text
    macros: Macros


class Repository:
    """All that is published beside the one page that somebody writes. It may be asked again and again, and keeps what it has read."""

    def __init__(self, root: Path, today: date, links_to: Mapping[str, Collection[LinkTo]] = MappingProxyType({})) -> None:
        """Read what lies below ``root``; ``links_to`` has what leads to the headings at each address, where that is known. Raises :class:`ContentError` where the data allow no site."""
        self.root = root
        self.today = today
        self._links_to = links_to
        self._problems: list[Problem] = []
        """What every document reports to, also those of other pages."""
        self.beside: Mapping[str, Path] = {}
        """The files that will lie beside the page, in its folder, by their names there, and where each is now."""
        data = read_data(root, self._problems)
        if data is None:
            raise ContentError(self._problems)
        self.data: Data = data
        self._content = read_content(root, self._problems)
        self._fragments = WithoutListings(root / "overrides")
        self._passed = Passed()
        self._memory = Memory()

    def problems(self, file: str, raw: bytes) -> list[Problem]:
        """Return what is wrong with a page, in the words of the whole check, and then what is wrong on others because of it; ``raw`` is what stands in its ``file``."""
        self._problems.clear()
        read = self._read(file, raw)
        found = self._found(read) if read else []
        own = sorted({problem for problem in told([*found, *self._problems]) if problem.file == file})
        return [*own, *(sorted(told(self._lost(read))) if read else ())]

    def prepare(self) -> None:
        """Read ahead what the first check of a page, and of one about a case, would have to wait for."""
        file, page = "docs/new.md", b"---\ntitle: A page\nsummary: In one sentence.\n---\n\nA text.\n"
        self.problems(file, page)
        self.view(file, page)
        if read := self._read(file, page):
            self._small(read)

    def view(self, file: str, raw: bytes) -> dict[str, str] | None:
        """Return a page's title, summary, HTML and address as readers would have them, though it may wait or be wrong; nothing where it is no text."""
        self._problems.clear()
        read = self._read(file, raw)
        if read is None:
            return None
        page, catalogue = read.page, read.catalogue
        made = written_page(page, read.text, read.macros, catalogue, self._fragments, None)
        pages = {**{one.address: one for one in made_pages(catalogue, self._fragments)}, made.address: made}
        links = links_of(catalogue, (*pages, *(other.address for other in catalogue.written)))
        site = self._site(read, pages, replace(links, files={**links.files, file: made.address}))
        return {"title": page.title, "summary": page.summary, "html": site.html(made), "address": made.address}

    def made_ready(self, name: str, folder: str, raw: bytes, anew: bytes | None = None) -> Beside:
        """Return a file, as it was chosen under a ``name``, as it may lie in a page's folder; ``anew`` is a picture that was made of its pixels alone."""
        from publishing.writing.beside import made_ready

        owners = frozenset(name.casefold() for name in self.data.partnership.names)
        return made_ready(name, folder, raw, self._data_alone.known, owners, anew)

    def _found(self, read: _Read) -> list[Problem]:
        catalogue, page, text = read.catalogue, read.page, read.text
        found = check_text(text, read.texts, [*read.texts, *catalogue.files], self._background(read))
        found = judged([*found, *check_taken_over([text], {}, self.data)], self.data, self._data_files)
        found += check_days(catalogue, [text])
        pages = self._pages(read)
        links = links_of(catalogue, (*pages, *(other.address for other in catalogue.written)))
        found += check_links(page, text, destinations_of(catalogue, links, partial(self._at, read, pages)), catalogue)
        if page.file in catalogue.by_any_file:
            list(attachments_of(page, catalogue))
        own = pages.get(page.address)
        if own and own.page and not errors([*found, *(problem for problem in self._problems if problem.file == page.file)]):
            found += held_back(pieces_of(self._site(read, pages, links), own), passed=self._passed)
        return found

    def _lost(self, read: _Read) -> Iterator[Problem]:
        """Find links on other pages to headings that the page does not have any more."""
        address = read.page.address
        links_to = [link for link in self._links_to.get(address, ()) if link.file != read.page.file]
        page = self._at(read, self._pages(read), address) if links_to else None
        if page is not None:
            yield from (no_heading(Target(address, link.heading), page.identifiers, link.written).at(link.file, link.line) for link in links_to if link.heading not in page.identifiers)

    def _read(self, file: str, raw: bytes) -> _Read | None:
        source = decode(raw, file, self._problems)
        if source is None:
            return None
        markdown = {**self._content.markdown, file: split_front_matter(source, file, self._problems)}
        folder = file.rpartition("/")[0]
        own = {file: self.root / file, **{f"{folder}/{name}": path for name, path in self.beside.items()}}
        sources = {one.file: one for one in find_sources(self.root, self._problems)} | {name: SourceFile(name, path) for name, path in own.items()}
        content = Content(tuple(sources[name] for name in _in_order(sources)), {name: markdown[name] for name in _in_order(markdown)})
        catalogue = read_catalogue(self.root, self.today, self._problems, content=content, memory=self._memory, data=self.data)
        assert catalogue is not None  # without data there would be none
        page = catalogue.by_any_file.get(file) or catalogue.stand_ins[file]
        macros = Macros(catalogue, self._fragments, page.address)
        others = {name: self._without_macros(name, one, catalogue.by_any_file.get(name) or catalogue.stand_ins.get(name)) for name, one in content.markdown.items() if name != file}
        text = text_of(file, content.markdown[file], page, macros.environment())
        return _Read(catalogue, {name: others.get(name, text) for name in content.markdown}, page, text, macros)

    def _without_macros(self, file: str, markdown: MarkdownFile, page: Page | None) -> Text:
        """Return the text of another page, whose macros print nothing."""
        return self._memory.result(("without macros", file), (markdown, page), partial(text_of, file, markdown, page))

    # What it is checked beside

    @cached_property
    def _data_files(self) -> Mapping[str, str | None]:
        return read_data_files(self.root)

    @cached_property
    def _data_alone(self) -> Background:
        return Background.of_data(self._data_files, self.data.contacts, self.data.glossary, self.data.language, self._passed).among((), self._data_files)

    def _background(self, read: _Read) -> Background:
        alone = self._data_alone
        if not is_about_a_case(read.text):  # who is nobody is asked of these alone
            return alone
        return replace(alone, words=replace(alone.words, small=self._small(read)))

    def _small(self, read: _Read) -> frozenset[str]:
        """Return the words that are nobody's name, because some text has them in small letters."""
        return Words.of(read.texts.values(), (), self._memory).small

    # Where its links lead

    def _pages(self, read: _Read) -> dict[str, SitePage]:
        """Return, by address, the pages that the site makes, and the page itself where the site would have it."""
        catalogue, page = read.catalogue, read.page
        pages = {made.address: made for made in made_pages(catalogue, self._fragments)}
        if page.file in catalogue.by_file:
            training = sessions_page(self._other(other, catalogue)[0] for other in catalogue.written) if isinstance(page, Newsletter) else None
            pages[page.address] = written_page(page, read.text, read.macros, catalogue, self._fragments, training)
        return pages

    def _at(self, read: _Read, pages: Mapping[str, SitePage], address: str) -> SitePage | Text | None:
        if address in pages or address == read.page.address:
            return pages.get(address, read.text)
        catalogue = read.catalogue
        other = next((other for other in catalogue.by_any_file.values() if other.address == address), None)
        if other is None:
            return None
        text, macros = self._other(other, catalogue)
        return written_page(other, text, macros, catalogue, self._fragments, None) if other.file in catalogue.by_file else text

    def _other(self, page: Page, catalogue: Catalogue) -> tuple[Text, Macros]:
        """Return the whole text of another page, and the macros that have run in it."""
        def whole() -> tuple[Text, Macros]:
            macros = Macros(catalogue, self._fragments, page.address)
            return text_of(page.file, catalogue.front_matter[page.file], page, macros.environment()), macros

        return self._memory.result(("whole", page.file), (page, self.today), whole)

    # What its page would be

    def _site(self, read: _Read, pages: Mapping[str, SitePage], links: Links) -> Site:
        catalogue = read.catalogue
        menu, footer, who_to_call, keep = navigation(catalogue, self._titled(catalogue, pages), links)
        return Site(catalogue, self._fragments, tuple(pages.values()), read.texts, (), {}, links, menu, footer, who_to_call, keep, (), {}, {})

    def _titled(self, catalogue: Catalogue, pages: Mapping[str, SitePage]) -> Iterator[SitePage]:
        """Return every page of the site with its title, the others without their texts."""
        yield from pages.values()
        yield from (SitePage(page.source.uri, page.title, page.summary) for page in catalogue.written if page.address not in pages)
