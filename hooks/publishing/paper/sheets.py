"""The sheet of a page: its text on paper, to be handed round, from the same HTML as the page's."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from publishing.content.page import Resource
from publishing.content.provenance import held_text, whose_text
from publishing.data.contacts import Contact
from publishing.pages.site_pages import SitePage
from publishing.paper.codes import drawing
from publishing.paper.walk import Node, Walk
from publishing.problems.problem import Problem
from publishing.problems.rule import PAPER, WARNING, Rule
from publishing.site import Site
from publishing.typesetting.typst_document import Drawn, Fit, Fitted, NotSet, Typesetter

NOT_MADE = Rule("pdf-not-made", PAPER, "no PDF can be made of this: {why}", "Take out or change what it names. Until then the page has no PDF, and prints as it is.",
                "Readers who hand the page round find no PDF of it.", {"why": 'the text "漢" could not be displayed'}, WARNING)
TOO_LONG = Rule("pdf-too-long", PAPER, "on paper this takes {sides} sides of A4, its letters as small as may be, where {most} would be one sheet",
                "Shorten it, or move some of it to a page of its own and link to it.", "What is handed round on several sheets comes apart.", {"sides": 3, "most": 2}, WARNING)

SMALLEST = 9
"""Points: what a text on paper may not fall short of."""
ONE_SHEET = (Fit(1, (12, 13), most=8_000), Fit(1, (10.5, 11, 12, 13), 2, most=11_000), Fit(2, (SMALLEST, 9.5, 10, 10.5, 11, 11.5, 12), 2))
"""A short text goes across one side, a longer one in two columns, and only then on both sides."""
ACROSS = (Fit(1, (10.5, 11, 12, 13), most=11_000), Fit(2, (SMALLEST, 9.5, 10, 10.5, 11, 12)))
"""For a text with a table of more columns than half the width of a sheet can hold."""
ONE_SIDE = (Fit(1, (SMALLEST, 9.5, 10, 10.5, 11, 12, 13)),)
"""For what is read at a glance."""

PICTURES = ("png", "jpg", "jpeg", "svg", "gif", "webp")
"""The endings of pictures that Typst can set."""


@dataclass(frozen=True)
class Paper:
    """A PDF that the site makes."""

    page: str
    """The address of the page that it stands beside."""
    address: str
    """Where it is found on the site."""
    title: str
    """What a link to it says."""
    content: bytes
    """Nothing, once it is written."""
    sides: int
    """How many sides of A4 it has."""
    size: int
    """In bytes."""


@dataclass(frozen=True)
class Printer:
    """Makes the PDFs of a site; what is wrong with one is added to ``problems``, and the others are made all the same."""

    site: Site
    site_address: str
    typesetter: Typesetter
    problems: list[Problem]

    def whole(self, address: str) -> str:
        """Return the whole address of something on the site."""
        return urljoin(self.site_address, address.removeprefix("/"))

    def shown(self, address: str) -> str:
        """Return an address of the site as somebody types it."""
        return self.whole(address).partition("//")[2].removesuffix("/")

    def code(self, address: str) -> str:
        """Return the QR code of an address of the site."""
        return drawing(self.whole(address), self.typesetter.made)

    @cached_property
    def pictures(self) -> dict[str, str]:
        """The files of the site's pictures by their whole addresses."""
        return {self.whole(source.address): source.file for source in self.site.files if source.file.rpartition(".")[2] in PICTURES}

    @cached_property
    def banner(self) -> dict[str, Contact]:
        """The contacts that stand at the top of every page of the site."""
        data = self.site.catalogue.data
        return {name: data.contacts[contact] for name, contact in vars(data.partnership.banner).items()}

    @cached_property
    def frame(self) -> dict[str, Any]:
        """Return what every paper of the site has: its name, its colour, and the line at its foot."""
        partnership = self.site.catalogue.data.partnership
        return {"site": partnership.site_name, "standing": partnership.standing, "colour": partnership.colours.light, "danger": _line(self.nodes("paper-danger", banner=self.banner))}

    @cached_property
    def of_all(self) -> tuple[str, ...]:
        """What every sheet is made of."""
        fragments = sorted((self.site.catalogue.root / "overrides" / "fragments").glob("paper-*.html"))
        return json.dumps(self.frame, sort_keys=True), *(fragment.read_text(encoding="utf-8") for fragment in fragments)

    @cached_property
    def of_pictures(self) -> tuple[str, ...]:
        """What every sheet with a picture is made of: whichever of them it shows."""
        return tuple(part for address, file in self.pictures.items() for part in (address, sha256((self.typesetter.root / file).read_bytes()).hexdigest()))

    def html(self, fragment: str, **values: Any) -> Markup:
        """Return a fragment as HTML, its links whole."""
        return self.site.fragments.render(fragment, self.whole, **values)

    def nodes(self, fragment: str, **values: Any) -> list[Node]:
        """Return a fragment as it is set."""
        return self.set(self.html(fragment, **values))

    def set(self, html: str) -> list[Node]:
        """Return HTML, whose links are whole, as it is set."""
        return Walk(self.site_address).blocks(html)

    def made(self, paper: tuple[str, str, str], template: str, values: Mapping[str, Any], day: date, fits: tuple[Fit, ...], file: str,
             pictures: Iterable[str] = ()) -> Iterator[Paper]:
        """Make a paper, whose page, address and title come first, and which is made of ``file``."""
        return self.paper(paper, lambda: self.typesetter.fitted(template, Drawn(values, fits, tuple(pictures)), day), file)

    def paper(self, paper: tuple[str, str, str], make: Callable[[], Fitted], file: str) -> Iterator[Paper]:
        """Return a paper as :meth:`made` does, that somebody can make."""
        try:
            fitted = make()
        except NotSet as error:
            self.problems.append(NOT_MADE.problem(file, 1, why=str(error).removeprefix("PDF/UA-1 error: ")))
            return
        if fitted.sides > fitted.most:
            self.problems.append(TOO_LONG.problem(file, 1, sides=fitted.sides, most=fitted.most))
        yield Paper(*paper, fitted.content, fitted.sides, len(fitted.content))


def sheets(printer: Printer, made: SitePage) -> Iterator[Paper]:
    """Return the sheet of a page, where its kind has one."""
    if isinstance(made.page, Resource) and made.page.on_paper:
        yield from _sheet(printer, made, made.page)


def _sheet(printer: Printer, made: SitePage, page: Resource) -> Iterator[Paper]:
    """Return the sheet of a page. Its HTML is walked over where it was not set before: that takes longer than all the rest."""
    site, data, html = printer.site, printer.site.catalogue.data, printer.site.html(made)
    about = partial(printer.html, "paper-about", page=page, whose_text=whose_text(page, data.partnership), partnership=data.partnership)
    notices = printer.html("paper-notices", page=page, held_text=held_text(page), asked=data.contacts[data.partnership.feedback],
                           replaced_by=site.catalogue.by_file.get(page.replaced_by) if page.replaced_by else None)
    sources = printer.html("paper-sources", page=page)
    above = {"title": made.title, "lead": made.summary, "kind": page.singular, "address": printer.whole(made.address), "shown": printer.shown(made.address)}

    def draw() -> Drawn:
        walk = Walk(printer.whole(made.address), printer.pictures.get)
        blocks = walk.blocks(html)
        values = {
            **printer.frame,
            **above,
            "notices": [_line([notice]) for notice in printer.set(notices)],
            "blocks": blocks,
            "about": [_line([said]) for said in printer.set(about(left_out=walk.left_out))],
            "sources": [_line(item) for listed in printer.set(sources) if isinstance(listed, dict) for item in listed["items"]],
            "qr": printer.code(made.address),
        }
        return Drawn(values, ONE_SIDE if page.at_once else fits_of(blocks), tuple(walk.pictures))

    made_of = (*printer.of_all, *above.values(), html, notices, about(left_out=()), sources, str(page.at_once), *(printer.of_pictures if "<img" in html else ()))
    day = page.last_changed or date(data.partnership.ids.year, 1, 1)
    yield from printer.paper((made.address, pdf_address(made.address), "This page as a PDF"), partial(printer.typesetter.fitted_of, "sheet", made_of, day, draw), page.file)


def fits_of(blocks: Iterable[Node]) -> tuple[Fit, ...]:
    """Return the sizes for a text on one sheet."""
    return ACROSS if any(isinstance(block, dict) and block["is"] == "table" and block["columns"] > 2 for block in blocks) else ONE_SHEET


def pdf_address(address: str) -> str:
    """Return where the PDF of a page stands: beside it, under a name that says what it is when it has been downloaded."""
    return f"{address}{posixpath.basename(address.rstrip('/'))}.pdf"


def _line(nodes: Iterable[Node]) -> list[Node]:
    """Return what stands within the first of some blocks."""
    return next((node["of"] for node in nodes if isinstance(node, dict)), [])
