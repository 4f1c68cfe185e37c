"""What is carried about and pinned up: the pocket card of numbers, and posters. What they say is in data/paper.yml.

Numbers age, and a card outlives the page it came from: so each says of which day they are, and where the site gives them now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from publishing.data.contacts import Contact
from publishing.pages.site_pages import SitePage
from publishing.paper.sheets import Paper, Printer
from publishing.paper.walk import Node, Walk
from publishing.typesetting.typst_document import Fit
from publishing.words.addresses import ON_PAPER
from publishing.words.dates import in_words

FILE = "data/paper.yml"
CARD = (Fit(1, (6, 6.5, 7, 7.5, 8, 8.5, 9)),)
"""The size of the names on a card as large as a playing card; its numbers are larger."""
POSTER = (Fit(1, (10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22)),)


def pinned(printer: Printer) -> Iterator[Paper]:
    """Return the pocket card and the posters."""
    catalogue = printer.site.catalogue
    paper, contacts = catalogue.data.paper, catalogue.data.contacts
    day = paper.numbers_of
    if day is None:
        return
    who_to_call = printer.site.who_to_call
    if paper.card:
        values = {**_leading_to(printer, who_to_call, day), "title": paper.card.title, "contacts": _numbers(contacts[name] for name in paper.card.contacts)}
        yield from printer.made((ON_PAPER, f"{ON_PAPER}pocket-card.pdf", "Pocket card of numbers, eight on a sheet to cut out"), "card", values, day, CARD, FILE)
    for poster in paper.posters.values():
        page = catalogue.by_file.get(poster.page) if poster.page else None
        values = {**_leading_to(printer, page.address if page else who_to_call, day), "title": poster.title, "lead": poster.lead or "", "blocks": [],
                  "contacts": _numbers(contacts[name] for name in poster.contacts)}
        yield from printer.made((ON_PAPER, f"{ON_PAPER}posters/{poster.id}.pdf", f"Poster: {poster.title}"), "poster", values, day, POSTER, FILE)
    written = {made.page.file: made for made in printer.site.pages if made.page}
    for made in (written[file] for file in paper.guides if file in written):
        yield from _of_guide(printer, made, day)


def _of_guide(printer: Printer, made: SitePage, day: date) -> Iterator[Paper]:
    """Return the poster of a guide: its first part, and the numbers that stand at the top of every page."""
    data = printer.site.catalogue.data
    walk = Walk(printer.whole(made.address), printer.pictures.get)
    local = data.contacts[data.partnership.banner.local]
    numbers = [data.contacts[data.partnership.banner.emergency], local, *([local.otherwise] if local.otherwise else [])]
    values = {**_leading_to(printer, made.address, day), "title": made.title, "lead": "", "blocks": _first_part(walk.blocks(printer.site.html(made))),
              "contacts": _numbers(number for number in numbers if number.phone)}
    yield from printer.made((ON_PAPER, f"{ON_PAPER}{made.address.strip('/')}.pdf", f"Poster: {made.title}"), "poster", values, day, POSTER, made.page.file if made.page else FILE, walk.pictures)


def _first_part(blocks: Iterable[Node]) -> list[Node]:
    """Return the first heading of the second level with what stands below it."""
    part: list[Node] = []
    for block in blocks:
        if isinstance(block, dict) and block["is"] == "heading" and block["level"] == 2 and part:
            break
        part.append(block)
    return part


def _leading_to(printer: Printer, address: str, day: date) -> dict[str, Any]:
    """Return what each has that leads to a page of the site."""
    return {**printer.frame, "address": printer.whole(address), "shown": printer.shown(address), "qr": printer.code(address), "day": in_words(day)}


def _numbers(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    return [{"name": contact.name, "use": contact.use, "number": contact.phone, "call": contact.call, "hours": contact.hours.words if contact.hours else "",
             "short": contact.hours.short or contact.hours.words if contact.hours else "", "unconfirmed": contact.unconfirmed} for contact in contacts]
