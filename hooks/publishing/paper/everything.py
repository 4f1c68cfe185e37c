"""Every file that the site makes for paper: its PDFs, and the codes that print beside pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from publishing.pages.site_pages import SitePage
from publishing.paper.codes import CODE_FILE, picture
from publishing.paper.pinned import pinned
from publishing.paper.sheets import Paper, Printer, sheets
from publishing.problems.problem import Problem
from publishing.site import Site
from publishing.typesetting.typst_document import Typesetter
from publishing.words.addresses import ON_PAPER


class Papers:
    """What a site has for paper: that of each page is made once, when somebody asks for it. Without a printer there is none.

    A file that somebody put where one would stand goes before it.
    """

    def __init__(self, printer: Printer | None = None) -> None:
        self._printer = printer
        self._taken = frozenset(source.address for source in printer.site.files) if printer else frozenset()
        self._made: dict[str, tuple[Paper, ...]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about what was made by now: why a page has no PDF, or one on too many sides."""
        return tuple(self._printer.problems) if self._printer else ()

    @cached_property
    def _pages(self) -> dict[str, SitePage]:
        return {made.address: made for made in self._printer.site.pages} if self._printer else {}

    def beside(self, address: str) -> tuple[Paper, ...]:
        """Return the PDFs that stand beside the page at an address."""
        if self._printer is None or address not in self._pages:
            return ()
        if address not in self._made:
            self._made[address] = tuple(paper for paper in self._of_page(self._printer, address) if paper.address not in self._taken)
        return self._made[address]

    def _of_page(self, printer: Printer, address: str) -> tuple[Paper, ...]:
        return (*sheets(printer, self._pages[address]), *(pinned(printer) if address == ON_PAPER else ()))

    def let_go(self, address: str) -> tuple[Paper, ...]:
        """Forget what the PDFs beside a page hold, which are written; return them without it."""
        self.know(address, [replace(paper, content=b"") for paper in self.beside(address)])
        return self._made[address]

    def files_beside(self, address: str) -> dict[str, bytes]:
        """Return what is written beside the page at an address, by its path on the site."""
        found = {**{paper.address: paper.content for paper in self.beside(address)}, **self.code_beside(address)}
        return {where.removeprefix("/"): content for where, content in found.items()}

    def know(self, address: str, papers: Iterable[Paper]) -> None:
        """Take over the PDFs beside the page at an address that were written before."""
        self._made[address] = tuple(papers)

    def code_beside(self, address: str) -> dict[str, bytes]:
        """Return the code that leads back to the page at an address, where it prints one, by its own address."""
        made, where = self._pages.get(address), f"{address}{CODE_FILE}"
        return {where: picture(self._printer.whole(address), self._printer.typesetter.made)} if self._printer and made and made.page and where not in self._taken else {}

    @property
    def pdfs(self) -> tuple[Paper, ...]:
        """All PDFs."""
        return tuple(paper for address in self._pages for paper in self.beside(address))

    @property
    def files(self) -> dict[str, bytes]:
        """Return all that is written, by its path on the site."""
        return {path: content for address in self._pages for path, content in self.files_beside(address).items()}


def papers_of(site: Site, typesetter: Typesetter) -> Papers:
    """Return what a site has for paper; nothing of it is made yet."""
    return Papers(Printer(site, site.catalogue.data.partnership.site_address, typesetter, []))
