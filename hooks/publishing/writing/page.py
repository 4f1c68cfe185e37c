"""The page to write on, ``/write/``: a page of the site that is in no menu, list or search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from publishing.content.help_notes import HELP
from publishing.pages.sections import Section
from publishing.pages.site_pages import SitePage
from publishing.site import Site
from publishing.words.addresses import WRITE, relative, uri_of
from publishing.writing.forms import form_of

TITLE = "Write a page"
SUMMARY = "For whoever publishes here: write a page, see what is wrong with it as you type, and take it to GitHub."


def with_page(site: Site, version: Callable[[], str]) -> Site:
    """Return the site with the page to write on; ``version`` names the folder of what it fetches, when somebody asks for the page."""
    def sections() -> tuple[Section, ...]:
        return (Section(site.fragments.render("write", partial(relative, base=WRITE), form=form_of(site.catalogue), help=HELP, version=version(), today=site.catalogue.today)),)

    page = SitePage(uri_of(WRITE), TITLE, SUMMARY, make_sections=sections, webassembly=True, unlisted=True)
    return replace(site, pages=tuple(sorted((*site.pages, page), key=lambda one: one.uri)))
