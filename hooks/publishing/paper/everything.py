"""Every file that the site makes for paper: its PDFs, and the codes that print beside pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from publishing.paper.codes import CODE_FILE
from publishing.paper.pinned import pinned
from publishing.paper.sheets import Paper, Printer, sheets
from publishing.problems.problem import Problem
from publishing.site import Site
from publishing.typesetting.typst_document import Typesetter


@dataclass(frozen=True)
class Papers:
    """What was made for paper."""

    pdfs: tuple[Paper, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """Warnings: why a page has no PDF, or one on too many sides."""

    def beside(self, address: str) -> tuple[Paper, ...]:
        """Return the PDFs that stand beside the page at an address."""
        return self._by_page.get(address, ())

    @cached_property
    def _by_page(self) -> Mapping[str, tuple[Paper, ...]]:
        found: dict[str, tuple[Paper, ...]] = {}
        for paper in self.pdfs:
            found[paper.page] = (*found.get(paper.page, ()), paper)
        return found

    @property
    def files(self) -> dict[str, bytes | str]:
        """Return what is written, by its path on the site."""
        pdfs: dict[str, bytes | str] = {paper.address: paper.content for paper in self.pdfs}
        return {address.removeprefix("/"): content for address, content in (pdfs | {**self.codes}).items()}


def papers_of(site: Site, typesetter: Typesetter) -> Papers:
    """Make what a site has for paper. A file that somebody put where one would stand goes before it."""
    problems: list[Problem] = []
    printer = Printer(site, site.catalogue.data.partnership.site_address, typesetter, problems)
    taken = {source.address for source in site.files}
    pdfs = tuple(paper for paper in (*sheets(printer), *pinned(printer)) if paper.address not in taken)
    codes = {f"{made.address}{CODE_FILE}": printer.code(made.address) for made in site.pages if made.page}
    typesetter.made.forget_unused()
    return Papers(pdfs, {address: drawn for address, drawn in codes.items() if address not in taken}, tuple(problems))
