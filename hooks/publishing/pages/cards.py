"""Social cards: the picture that stands beside a link which somebody shares, with the page's title and kind.

Each is set by Typst in shades of grey, and every shade becomes one of four steps between the partnership's colour and
white: at two bits a pixel a card has some 15 KB, and letters stay smooth. Of pages that are lists, only those of kinds have
one of their own; the rest, as the A to Z, has that of the home page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from importlib.metadata import version as release

from publishing.content.catalogue import Catalogue
from publishing.content.page import Resource
from publishing.data.partnership import Partnership
from publishing.pages.site_pages import SitePage
from publishing.reading.passed import name_of, version
from publishing.typesetting.made import Made
from publishing.typesetting.typst_document import FONT_PACKAGE, TEMPLATES, Typesetter

SIZE = (1200, 630)
"""Pixels: what https://developers.facebook.com/docs/sharing/webmasters/images/ asks for; others cut or scale it."""

_STEPS = 4
_BITS = 2
_TEMPLATE = "social-card"


def card_of(made: SitePage, catalogue: Catalogue) -> str:
    """Return the address of a page's card."""
    own = _has_its_own(made, catalogue) and made.address != "/"
    return f"/assets/cards{made.address.rstrip('/')}.png" if own else "/assets/cards/home.png"


def words_of(made: SitePage, partnership: Partnership) -> dict[str, str]:
    """Return what stands on a page's card. Whose site it is and is not stands on each, because a card is seen without its page."""
    kind = made.page.singular if isinstance(made.page, Resource) else ""
    title = partnership.site_name if made.address == "/" else made.title
    return {"title": title, "summary": made.summary, "kind": kind, "site": partnership.site_name, "standing": partnership.standing}


def social_cards(pages: Iterable[SitePage], catalogue: Catalogue, kept: Made) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Return every card by its path on the site: a name of all that it is made of, and what makes it, or takes it from ``kept``."""
    partnership, root = catalogue.data.partnership, catalogue.root
    setter = Typesetter(root)
    made_of = name_of(version(__name__), *(release(package) for package in ("typst", FONT_PACKAGE, "Pillow")), partnership.colours.light,
                      *((root / TEMPLATES / f"{template}.typ").read_text(encoding="utf-8") for template in ("common", _TEMPLATE)))

    def card(words: dict[str, str]) -> tuple[str, Callable[[], bytes]]:
        name = name_of(made_of, *words.values())
        return name, lambda: kept.get(name, lambda: _in_steps(setter.png(_TEMPLATE, words), partnership.colours.light))

    return {card_of(made, catalogue).removeprefix("/"): card(words_of(made, partnership)) for made in pages if _has_its_own(made, catalogue)}


def _has_its_own(made: SitePage, catalogue: Catalogue) -> bool:
    return made.page is not None or any(made.address == kind.listing() for kind in catalogue.kinds)


def _in_steps(picture: bytes, colour: str) -> bytes:
    """Return a picture in greys with its black as ``colour``, its white as white, and few steps between them."""
    from PIL import Image  # what only a build needs

    last = _STEPS - 1
    grey = Image.open(io.BytesIO(picture)).convert("L").point([round(shade * last / 255) for shade in range(256)])
    grey.putpalette([round(channel + (255 - channel) * step / last) for step in range(_STEPS) for channel in bytes.fromhex(colour.removeprefix("#"))])
    output = io.BytesIO()
    grey.save(output, "PNG", bits=_BITS)
    return output.getvalue()
