"""One page checked by itself, beside all that stays as it is: the same problems, in the same words, as when the whole site is checked.

The rest of the repository is read once; of the other pages no more is parsed than links lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.checks.case_accounts import Words, is_about_a_case
from publishing.checks.days import check_days
from publishing.checks.everything import Background, check_text
from publishing.checks.taken_over import check_taken_over
from publishing.content.catalogue import Catalogue, Content, read_catalogue, read_content
from publishing.content.kinds import Newsletter
from publishing.content.page import Page
from publishing.content.text import Text, text_of
from publishing.data.everything import Data, read_data
from publishing.gate import held_back, pieces_of
from publishing.pages.macros import Macros
from publishing.pages.site_pages import SitePage, made_pages, sessions_page, written_page
from publishing.problems.problem import ContentError, Problem, errors
from publishing.reading.encodings import decode
from publishing.reading.front_matter import split_front_matter
from publishing.reading.passed import Passed
from publishing.reading.tree import SourceFile, find_sources
from publishing.site import Site, WithoutListings, attachments_of, destinations_of, judged, links_of, navigation, read_data_files, told
from publishing.site import check_text as check_links
from publishing.words.addresses import Links

if TYPE_CHECKING:
    from publishing.writing.beside import Beside


def _in_order(files: Iterable[str]) -> list[str]:
    """Return files in the order in which folders are read."""
    return sorted(files, key=lambda file: file.split("/"))


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

    def __init__(self, root: Path, today: date) -> None:
        """Read what lies below ``root``. Raises :class:`ContentError` where the data allow no site."""
        self.root = root
        self.today = today
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
        self._pages_read: Mapping[str, Page] = {}
        self._whole: dict[str, tuple[Text, Macros]] = {}

    def problems(self, file: str, raw: bytes) -> list[Problem]:
        """Return what is wrong with a page, in the words of the whole check; ``raw`` is what stands in its ``file``."""
        self._problems.clear()
        read = self._read(file, raw)
        found = self._found(read) if read else []
        return sorted({problem for problem in told([*found, *self._problems]) if problem.file == file})

    def prepare(self) -> None:
        """Read ahead what the first check of a page about a case would have to wait for."""
        _ = self._small

    def view(self, file: str, raw: bytes) -> dict[str, str] | None:
        """Return a page's title, summary, HTML and address as readers would have them, though it may wait or be wrong; nothing where it is no text."""
        self._problems.clear()
        read = self._read(file, raw)
        if read is None:
            return None
        page, catalogue = read.page, read.catalogue
        made = written_page(page, read.text, read.macros, catalogue, None)
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
        found = check_text(text, read.texts, [*read.texts, *catalogue.files], self._background(text))
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

    def _read(self, file: str, raw: bytes) -> _Read | None:
        source = decode(raw, file, self._problems)
        if source is None:
            return None
        markdown = {**self._content.markdown, file: split_front_matter(source, file, self._problems)}
        folder = file.rpartition("/")[0]
        own = {file: self.root / file, **{f"{folder}/{name}": path for name, path in self.beside.items()}}
        sources = {one.file: one for one in find_sources(self.root, self._problems)} | {name: SourceFile(name, path) for name, path in own.items()}
        content = Content(tuple(sources[name] for name in _in_order(sources)), {name: markdown[name] for name in _in_order(markdown)})
        catalogue = read_catalogue(self.root, self.today, self._problems, content=content, data=self.data, known={name: page for name, page in self._pages_read.items() if name != file})
        assert catalogue is not None  # without data there would be none
        self._pages_read = catalogue.by_any_file
        page = catalogue.by_any_file.get(file) or catalogue.stand_ins[file]
        macros = Macros(catalogue, self._fragments, page.address)
        texts = {name: text_of(name, one, catalogue.by_any_file.get(name) or catalogue.stand_ins.get(name), macros.environment() if name == file else None)
                 for name, one in content.markdown.items()}
        return _Read(catalogue, texts, page, texts[file], macros)

    # What it is checked beside

    @cached_property
    def _data_files(self) -> Mapping[str, str | None]:
        return read_data_files(self.root)

    @cached_property
    def _data_alone(self) -> Background:
        return Background.of({}, self._data_files, self.data.contacts, self.data.glossary, self.data.language, self._passed)

    @cached_property
    def _small(self) -> Mapping[str, Words]:
        """The words of each text that are nobody's name, by its file."""
        return {file: Words.of([text_of(file, markdown, None)], ()) for file, markdown in self._content.markdown.items()}

    def _background(self, text: Text) -> Background:
        alone = self._data_alone
        if not is_about_a_case(text):  # who is nobody is asked of these alone
            return alone
        small = Words.of([text], ()).small.union(*(words.small for file, words in self._small.items() if file != text.file))
        return replace(alone, words=replace(alone.words, small=small))

    # Where its links lead

    def _pages(self, read: _Read) -> dict[str, SitePage]:
        """Return, by address, the pages that the site makes, and the page itself where the site would have it."""
        catalogue, page = read.catalogue, read.page
        pages = {made.address: made for made in made_pages(catalogue, self._fragments)}
        if page.file in catalogue.by_file:
            training = sessions_page(self._other(other, catalogue)[0] for other in catalogue.written) if isinstance(page, Newsletter) else None
            pages[page.address] = written_page(page, read.text, read.macros, catalogue, training)
        return pages

    def _at(self, read: _Read, pages: Mapping[str, SitePage], address: str) -> SitePage | Text | None:
        if address in pages or address == read.page.address:
            return pages.get(address, read.text)
        catalogue = read.catalogue
        other = next((other for other in catalogue.by_any_file.values() if other.address == address), None)
        if other is None:
            return None
        text, macros = self._other(other, catalogue)
        return written_page(other, text, macros, catalogue, None) if other.file in catalogue.by_file else text

    def _other(self, page: Page, catalogue: Catalogue) -> tuple[Text, Macros]:
        """Return the whole text of another page, and the macros that have run in it."""
        if page.file not in self._whole:
            macros = Macros(catalogue, self._fragments, page.address)
            self._whole[page.file] = text_of(page.file, catalogue.front_matter[page.file], page, macros.environment()), macros
        return self._whole[page.file]

    # What its page would be

    def _site(self, read: _Read, pages: Mapping[str, SitePage], links: Links) -> Site:
        catalogue = read.catalogue
        menu, footer, who_to_call, keep = navigation(catalogue, self._titled(catalogue, pages), links)
        return Site(catalogue, self._fragments, tuple(pages.values()), read.texts, (), {}, links, menu, footer, who_to_call, keep, (), {}, {})

    def _titled(self, catalogue: Catalogue, pages: Mapping[str, SitePage]) -> Iterator[SitePage]:
        """Return every page of the site with its title, the others without their texts."""
        yield from pages.values()
        yield from (SitePage(page.source.uri, page.title, page.summary) for page in catalogue.written if page.address not in pages)
