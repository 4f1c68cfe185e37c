"""Every file that carries the catalogue to where readers are: feeds, archives, fragments, calendars, email editions."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from urllib.parse import urljoin

from publishing.content.kinds import Newsletter
from publishing.content.text import Text
from publishing.feeds.archives import Document, documents
from publishing.feeds.calendars import REVIEWS, review_calendar, training_calendars
from publishing.feeds.email_editions import edition_of, email_draft, email_html, email_text, too_long
from publishing.feeds.embedding import FILE, latest
from publishing.feeds.items import Items
from publishing.feeds.json_feed import json_feed
from publishing.feeds.lists import DRAFT_FILE, FORMATS, HTML_FILE, SUBSCRIBE, TEXT_FILE
from publishing.feeds.rss_and_atom import atom, in_feed, rss
from publishing.gate import FRAME, TEMPLATES, Piece, held_back
from publishing.pages.keeping import WORKER
from publishing.pages.security_policy import headers
from publishing.pages.site_pages import SitePage, sessions_page
from publishing.problems.problem import Problem
from publishing.reading.passed import Passed
from publishing.seen import Seen
from publishing.site import Site
from publishing.words.addresses import WRITE


def at_address(site: Site, address: str) -> Site:
    """Return the site as it will stand at an address, which ``SITE_URL`` or a preview may have chosen; it ends with a slash.

    A newsletter that is mailed leads to the site itself, though it be taken from a preview.
    """
    data = site.catalogue.data
    partnership = replace(data.partnership, site_address=address)
    return replace(site, catalogue=replace(site.catalogue, data=replace(data, partnership=partnership)),
                   mailed_from=data.partnership.site_address if site.preview else address)


class TextsAsAsked(Mapping[str, str]):
    """The HTML of each page's text, by the name under which its page is asked for; made when somebody asks."""

    def __init__(self, pages: Mapping[str, SitePage], html: Callable[[SitePage], str]) -> None:
        self._pages, self._html = pages, html

    def __getitem__(self, name: str) -> str:
        return self._html(self._pages[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def by_address(site: Site) -> dict[str, SitePage]:
    """Return the pages of a site by their addresses."""
    return {made.address: made for made in site.pages}


def syndicated_files(site: Site, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Return what is written beside the pages, by its path on the site; ``texts`` has the rendered HTML of each page by its address."""
    return {path: make() for path, make in syndication(site, texts).items()}


def feeds_in(site: Site) -> dict[str, Document]:
    """Return the documents of feeds by their paths on the site, in each format."""
    return {document.at(ending).removeprefix("/"): document for feed in site.feeds.values() for document in documents(feed) for ending in FORMATS}


def texts_in(site: Site) -> dict[str, tuple[Text, ...]]:
    """Return the text that stands in each email, by the path of that on the site. What else is written beside the pages and is no feed holds no text of a page."""
    return {f"{issue.address}{name}".removeprefix("/"): (site.texts[issue.file],) for issue in site.catalogue.of_kind(Newsletter) for name in (HTML_FILE, TEXT_FILE, DRAFT_FILE)}


def syndication(site: Site, texts: Mapping[str, str], seen: Seen | None = None) -> dict[str, Callable[[], bytes]]:
    """Return the same, each file still to be made: of ``texts`` it asks only for those that stand in it, and were not ``seen`` in feeds by an earlier build."""
    catalogue = site.catalogue
    items = Items(catalogue, site.fragments, texts, catalogue.data.partnership.site_address, seen.in_feeds if seen else None, {ending: partial(in_feed, ending=ending) for ending in ("xml", "atom")})
    files: dict[str, Callable[[], bytes | str]] = dict((*_feeds(site, items), *_collections(site, items), *_newsletters(Items(catalogue, site.fragments, texts, site.mailed_from or items.site_address))))
    files[REVIEWS] = partial(review_calendar, catalogue, items.whole)
    files.update(training_calendars(catalogue, items.whole, sessions_page(page.text for page in site.pages if page.text) or "/"))
    return {address.removeprefix("/"): partial(_as_bytes, make) for address, make in sorted(files.items())}


def _as_bytes(make: Callable[[], bytes | str]) -> bytes:
    content = make()
    return content if isinstance(content, bytes) else content.encode()


class Wrong:
    """Finds what only shows once something is written beside the pages: what must not be published, and warnings."""

    def __init__(self, site: Site, files: Collection[str] | None = None) -> None:
        """Of items with the texts of pages, those of these ``files`` are looked at, or all: the others have been, when they were first written."""
        self._files = files
        self._site_address = site.catalogue.data.partnership.site_address
        self._written = {page.address: page.file for page in site.catalogue.written}
        self._passed = Passed()  # an item in short stands in many feeds
        self._issues = {f"{issue.address}{HTML_FILE}".removeprefix("/"): issue for issue in site.catalogue.of_kind(Newsletter)}

    def with_file(self, path: str, content: bytes) -> tuple[Problem, ...]:
        """Return what is wrong with one file."""
        long = too_long(self._issues[path], content.decode()) if path in self._issues else None
        return (*held_back(self._pieces(path, content), self._site_address, self._passed), *((long,) if long else ()))

    def _pieces(self, path: str, content: bytes) -> Iterator[Piece]:
        """Return the HTML in a file, each piece with the file of its page. All formats of a feed hold the same, and an email's draft what the email has."""
        page = self._written.get(f"/{path.rpartition('/')[0]}/", FRAME)
        if path.endswith(".json"):
            for item in json.loads(content)["items"]:
                file = self._written.get(f"/{item['url'].removeprefix(self._site_address)}", FRAME)
                if self._files is None or file in self._files:
                    yield Piece(item["content_html"], "feed", file)
        elif path.endswith(f"/{HTML_FILE}"):
            yield Piece(content.decode(), "email", page)
        elif path.endswith(f"/{FILE}"):
            yield Piece(content.decode(), "fragment", f"{TEMPLATES}/latest.html")


def _feeds(site: Site, items: Items) -> Iterator[tuple[str, Callable[[], bytes | str]]]:
    for feed in site.feeds.values():
        for document in documents(feed):
            yield document.at("xml"), partial(rss, document, items)
            yield document.at("atom"), partial(atom, document, items)
            yield document.at("json"), partial(json_feed, document, items)


def _collections(site: Site, items: Items) -> Iterator[tuple[str, Callable[[], bytes | str]]]:
    for kind in site.catalogue.kinds:
        yield f"{kind.listing()}{FILE}", partial(latest, site.feeds[kind.listing()], items)


def _newsletters(items: Items) -> Iterator[tuple[str, Callable[[], bytes | str]]]:
    for issue in items.catalogue.of_kind(Newsletter):
        edition = cache(partial(edition_of, issue, items))
        html, text = (cache(partial(_made_of, edition, make)) for make in (email_html, email_text))
        yield f"{issue.address}{HTML_FILE}", html
        yield f"{issue.address}{TEXT_FILE}", text
        yield f"{issue.address}{DRAFT_FILE}", partial(email_draft, issue, items, html, text)


def _made_of(edition: Callable[[], str], make: Callable[[str], str]) -> str:
    return make(edition())


def headers_file(site: Site) -> str:
    """Return the file of headers for hosts that take them."""
    pages = [*((page.address, page.webassembly) for page in site.pages), *((old, False) for old in site.redirects)]
    return headers(pages, ("/assets/icon.svg", *(source.address for source in site.files if source.address.endswith(".svg"))), [*([f"/{WORKER}"] if site.keep else ()), *(f"{WRITE}offline.js" for page in site.pages if page.address == WRITE)])


def feed_style(site: Site, style: str) -> str:
    """Return the style sheet of feeds: the partnership's colours, the notice on top, and then ``style``."""
    partnership = site.catalogue.data.partnership
    how = urljoin(partnership.site_address, SUBSCRIBE.removeprefix("/"))
    explained = f" How to follow it: {how}" if SUBSCRIBE in site.links.addresses else ""
    notice = (f"This is a feed: a list of what {partnership.site_name} publishes, for a feed reader to fetch. "
              f"Where only a month is known, its first day stands for it.{explained}")
    return f"{partnership.colours.style()}rss::before {{ content: {_css_text(notice)}; }}\n{style}"


def _css_text(text: str) -> str:
    """Return text as a CSS string: https://www.w3.org/TR/css-syntax-3/#serializing-a-string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'
