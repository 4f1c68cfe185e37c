"""What is made of one page's text and of all that pages may show of each other: it is kept for the next command.

The rule is coarse, so that it holds. What any page, feed or PDF may show of another page is in :func:`_of_others`: its whole
front matter, how long it takes to read, and the places in what its macros print, as the training sessions or the levels of need,
to which others lead. Of its text nothing else may be shown elsewhere. So who edits the text of a page alone makes anew what is
made of that text; who changes anything else makes everything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from publishing.content.page import Page
from publishing.content.text import Text
from publishing.kept.digest import joined
from publishing.kept.environment import asks_the_environment, environment
from publishing.kept.memory import NOTHING, Memory
from publishing.pages.site_pages import SitePage
from publishing.site import Site
from publishing.words.addresses import ON_PAPER

_T = TypeVar("_T")

_READ = ("data", "overrides")
"""The folders whose files may stand on any page, besides content."""


class Seen:
    """What was made for a site of which it is known what each page may show."""

    def __init__(self, site: Site, memory: Memory = NOTHING, *more: str) -> None:
        """``memory`` has what was made before; ``more`` is what else every page is made of."""
        self._site, self._more = site, more
        self.memory = memory if memory is not NOTHING and not asks_the_environment(site.catalogue.root) else NOTHING

    @cached_property
    def _others(self) -> bytes:
        return joined(*_of_others(self._site, self._more))

    @cached_property
    def _own(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _pages(self) -> dict[str, bytes]:
        return {}

    def _of_text(self, text: Text) -> bytes:
        if text.file not in self._own:
            self._own[text.file] = joined(text.file.encode("utf-8", "surrogateescape"), _bytes(text.source), _bytes(repr(text.expanded)))
        return self._own[text.file]

    def texts_of(self, made: SitePage) -> tuple[Text, ...]:
        """Return the texts that one page is made of: its own, where it has one; that of paper is made of those of its guides."""
        site = self._site
        if made.address == ON_PAPER:
            return tuple(site.texts[file] for file in site.catalogue.data.paper.guides if file in site.texts)
        return (made.text,) if made.text else ()

    def made_of(self, texts: Iterable[Text]) -> bytes:
        """Return a hash of these texts, and of what pages may show of each other; where nothing is kept, nobody needs one."""
        return joined(self._others, *map(self._of_text, texts)) if self.memory is not NOTHING else b""

    def made_of_page(self, made: SitePage) -> bytes:
        """Return the same of a page."""
        if made.uri not in self._pages:
            self._pages[made.uri] = self.made_of(self.texts_of(made))
        return self._pages[made.uri]

    def result(self, name: tuple[str, str], texts: Iterable[Text], make: Callable[[], _T]) -> _T:
        """Return what ``make`` returns, which may depend on these texts, and on what pages may show of each other."""
        return self.memory.newest(name, (self.made_of(texts),), make) if self.memory is not NOTHING else make()

    def of_each(self, sort: str, pages: Sequence[SitePage], make: Callable[[Sequence[SitePage]], Iterable[_T]]) -> list[_T]:
        """Return what ``make`` returns of each page, which may depend on its own texts, and on what pages may show of each other; it is asked for those of which that is not known.

        What is kept of all of them is read at once: for what is small.
        """
        if self.memory is NOTHING:
            return [*make(pages)]
        known = self.memory.known(sort, ())
        before: dict[str, tuple[bytes, _T]] = known[0] if known else {}
        made_of = {page.uri: self.made_of_page(page) for page in pages}
        new = [page for page in pages if before.get(page.uri, (b"",))[0] != made_of[page.uri]]
        now = {page.uri: (made_of[page.uri], found) for page, found in zip(new, make(new), strict=True)}
        if new or before.keys() != made_of.keys():
            self.memory.learn(sort, (), {uri: now.get(uri) or before[uri] for uri in made_of})
        return [(now.get(page.uri) or before[page.uri])[1] for page in pages]


def _of_others(site: Site, more: Iterable[str]) -> Iterator[bytes]:
    """Return everything that a page may show besides its own text."""
    catalogue = site.catalogue
    yield from map(_bytes, (*more, catalogue.today.isoformat(), str(site.preview), site.mailed_from, catalogue.data.partnership.site_address, *environment()))
    yield (catalogue.root / "mkdocs.yml").read_bytes()
    for folder in _READ:
        for path in sorted((catalogue.root / folder).rglob("*")):
            if path.is_file():
                yield from _of_file(path.relative_to(catalogue.root).as_posix(), path)
    for file, source in sorted(catalogue.files.items()):
        yield from _of_file(file, source.path)
    for page in (*catalogue.written, *catalogue.waiting):
        yield from map(_bytes, (page.file, *_of_page(site, page)))
    yield from map(_bytes, (*sorted(site.addresses), "", *(source.file for source in site.files)))


def _of_page(site: Site, page: Page) -> tuple[str, str, str]:
    """Return what another page may show of one: what stands above its text in its file, how long it takes to read, and the places in what its macros print."""
    return site.catalogue.front_matter[page.file].head, str(page.reading_minutes), " ".join(site.texts[page.file].identifiers_of_macros)


def _of_file(file: str, path: Path) -> tuple[bytes, bytes]:
    return _bytes(file), sha256(path.read_bytes()).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
