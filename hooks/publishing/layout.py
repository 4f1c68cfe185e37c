"""What stands around a page's text: head, header, notices, sources, footer. All of it escaped HTML."""

from __future__ import annotations

import json
import posixpath
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from markupsafe import Markup

from publishing.content.aloud import half_minutes_aloud, in_minutes
from publishing.content.kinds import Newsletter, SevenMinuteBriefing
from publishing.content.page import Page, Resource
from publishing.content.presenting import presenting
from publishing.content.provenance import held_text, whose_text
from publishing.data.contacts import Contact
from publishing.data.opening import bank_holidays, last_known
from publishing.feeds.lists import DRAFT_FILE, FORMATS, HTML_FILE, SUBSCRIBE, TEXT_FILE, concerning, feed_of
from publishing.pages.assets import needed
from publishing.pages.cards import SIZE, card_of, words_of
from publishing.pages.home import home
from publishing.pages.keeping import LOUD
from publishing.pages.schema_org import described
from publishing.pages.security_policy import content_security_policy
from publishing.pages.site_pages import SitePage
from publishing.paper.codes import CODE_FILE
from publishing.paper.everything import Papers
from publishing.site import HOME, Site
from publishing.words.addresses import KEEP, SEARCH, WRITE, relative

DOCUMENT_TYPES = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument text", "pptx": "PowerPoint", "odp": "OpenDocument slides",
                  "xlsx": "Excel", "ods": "OpenDocument sheet", "csv": "CSV", "png": "PNG image", "jpg": "JPEG image",
                  "jpeg": "JPEG image", "svg": "SVG image", "zip": "ZIP", "mp4": "MP4 video", "mp3": "MP3 sound"}


NO_PAPERS = Papers()
"""A check makes none."""

DEEPEST = 8
"""How many folders deep below the site an address may be that is missing, for its page to have its style and script."""


def page_parts(site: Site, made: SitePage, site_address: str, papers: Papers = NO_PAPERS) -> dict[str, Markup]:
    """Return the parts of a page by name: meta, exit, header, intro, contents, call, home, search, outro, beside, footer. Some are empty.

    ``site_address`` is where the site will stand, for the few addresses that must be whole; of ``papers``, those beside
    the page are linked.
    """
    values = _values(site, made, site_address)
    values["papers"] = [{**vars(paper), "size": _size(paper.size)} for paper in papers.beside(made.address)]
    values["code"] = f"{made.address}{CODE_FILE}" if made.page else None
    times = {part.heading.id: part.minutes for part in made.parts}
    values["contents"] = [(heading, times.get(heading.id)) for heading in made.headings if heading.level == 2] if made.page else []
    fragments, url = site.fragments, values.pop("url")
    parts = {name: fragments.render(name, url, **values) for name in ("meta", "contents", "outro", "beside")}
    parts |= same_for_many(site, made)
    if values["code"]:
        parts["footer"] = fragments.render("on-paper", url, **values) + parts["footer"]
    parts["intro"] = fragments.render("home-start" if made.address == HOME else "intro", url, **values)
    if made.address == HOME:
        parts["home"] = fragments.render("home", url, home=home(site.catalogue, site.pages), **values)
    if made.address == SEARCH:
        parts["search"] = fragments.render("search", url, search_filters=_search_filters(site), **values)
        parts["outro"] = fragments.render("search-key", url) + parts["outro"]
    if made.address == KEEP:
        parts["outro"] = fragments.render("keep", url, kept=site.keep, days=LOUD, preview=site.preview) + parts["outro"]
    parts["exit"] = fragments.render("exit", url, to=site.catalogue.data.partnership.exit_to) if made.page and made.page.exit_this_page else Markup()
    return parts


def same_for_many(site: Site, made: SitePage) -> dict[str, Markup]:
    """Return the parts of a page that are the same on many, by name, in the order in which they stand on it."""
    return {name: _same_for_many(site, made, name) for name in ("header", "call", "footer")}


def _same_for_many(site: Site, made: SitePage, name: str) -> Markup:
    """Return a part that says the same on all pages, with its links from this one: rendered once for all pages of a folder to which it does not lead."""
    folder = f"{made.address.rstrip('/').rpartition('/')[0]}/"
    if (name, folder) not in site.same_for_many:
        site.same_for_many[name, folder] = _seen_from(site, name, f"{folder}*/")
    shared, addresses = site.same_for_many[name, folder]
    return _seen_from(site, name, made.address)[0] if any(address.startswith(made.address) for address in addresses) else shared


def _seen_from(site: Site, name: str, address: str) -> tuple[Markup, frozenset[str]]:
    """Return such a part for a page at an address, and the addresses to which it leads."""
    data, leads_to = site.catalogue.data, set[str]()

    def url(target: str) -> str:
        leads_to.add(target)
        return relative(target, address)

    part = site.fragments.render(name, url, site=site, partnership=data.partnership, banner=_banner(site), search=SEARCH, here=address)
    return part, frozenset(leads_to)


def _banner(site: Site) -> dict[str, Contact]:
    data = site.catalogue.data
    return {name: data.contacts[contact] for name, contact in vars(data.partnership.banner).items()}


def _search_filters(site: Site) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Return the search's filters: name, label, what stands for no choice, and the choices with their words."""
    catalogue = site.catalogue
    years = sorted({str(resource.year) for resource in catalogue.resources if resource.year}, reverse=True)
    return [("kind", "Kind", "Every kind", [(kind.singular, kind.singular) for kind in catalogue.kinds]),
            ("topic", "Topic", "Every topic", [(topic.id, topic.name) for topic in catalogue.topics]),
            ("audience", "For", "Everyone", [(audience.id, audience.name) for audience in catalogue.audiences]),
            ("year", "Year", "Every year", [(year, year) for year in years])]


def not_found(site: Site, site_address: str) -> Markup:
    """Return the page for addresses that do not exist.

    A server sends it for any address at any depth, so no link relative to it can work. Its links start at the path of
    ``site_address``; its script mends them where the site stands somewhere else.
    """
    path = urlsplit(urljoin(site_address, ".")).path.strip("/")
    root = f"/{path}/" if path else "/"
    made = SitePage("404.md", "This page does not exist", site.catalogue.data.partnership.summary)
    values = _values(site, made, site_address)
    values.pop("url")
    return site.fragments.render("not-found", lambda address: f"{root}{address.removeprefix('/')}",
                                 ups=["../" * depth for depth in range(DEEPEST)], **values)


def not_kept(site: Site) -> Markup:
    """Return the page that a device without network shows in the place of one that is not kept on it; its links start at the site's root."""
    values = _values(site, SitePage("keep/index.md", "", ""), "/")
    styles, _ = needed('class="keep"')
    return site.fragments.render("not-kept", str, kept=site.keep, styles=styles, **{name: values[name] for name in ("policy", "partnership", "banner")})


def manifest(site: Site) -> str:
    """Return what a browser shows of the site where somebody puts it among their programs (https://www.w3.org/TR/appmanifest/)."""
    partnership = site.catalogue.data.partnership
    return json.dumps({"name": partnership.site_name, "short_name": partnership.short_name, "description": partnership.summary, "lang": "en-GB", "start_url": "./keep/", "scope": "./",
                       "display": "minimal-ui", "theme_color": partnership.colours.light, "background_color": partnership.colours.paper["light"],
                       "icons": [{"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}]}, ensure_ascii=False)


def coloured_files(site: Site) -> dict[str, str]:
    """Return the files that carry the partnership's colours, by their names in ``/assets/``."""
    colours = site.catalogue.data.partnership.colours
    return {"partnership.css": colours.style(), "icon.svg": f"{site.fragments.render('icon', str, colour=colours.light)}\n"}


def open_now_script(text: str, today: date) -> str:
    """Return the script that says which services are open, with what it must know of the calendar; ``text`` is overrides/assets/open-now.js.

    It is the same all through a year, so that browsers keep it: a clock that shows an earlier year than the build's is wrong.
    """
    calendar = {"from": date(today.year, 1, 1).isoformat(), "to": last_known(today).isoformat(), "holidays": [day.isoformat() for day in bank_holidays(today)]}
    return f"const CALENDAR = {json.dumps(calendar)};\n{text}"


def redirects(site: Site, site_address: str) -> dict[str, Markup]:
    """Return the pages at former addresses, by their paths on the site; they lead on without script."""
    titles = {page.address: page.title for page in site.pages}
    return {f"{old.removeprefix('/')}index.html": site.fragments.render(
        "redirect", partial(relative, base=old), target=target, title=titles[target], policy=policy(site),
        canonical=urljoin(site_address, target.removeprefix("/"))) for old, target in site.redirects.items()}


def policy(site: Site, webassembly: bool = False) -> Markup:
    """Return what a page may load and run, as it can stand between double quotes: nothing in it has to be escaped, and every page repeats it.

    A preview has none: what MkDocs adds to it while it is served is a script within the page.
    """
    return Markup("" if site.preview else content_security_policy(webassembly))


def _values(site: Site, made: SitePage, site_address: str) -> dict[str, Any]:
    catalogue, data = site.catalogue, site.catalogue.data
    page = made.page
    resource = page if isinstance(page, Resource) else None
    report = catalogue.report_of(page) if page else None
    partnership = data.partnership

    def whole(address: str) -> str:
        return urljoin(site_address, address.removeprefix("/"))

    canonical = whole(made.address)
    card = "" if site.preview else whole(card_of(made, catalogue))
    return {
        "url": lambda address: relative(address, made.address),
        "site": site,
        "policy": policy(site, made.webassembly),
        "made": made,
        "resource": resource,
        "partnership": partnership,
        "today": catalogue.today,
        "search": SEARCH,
        "preview": site.preview,
        "keep": KEEP,
        "banner": _banner(site),
        "canonical": canonical,
        "presenting": presenting(made.text) if made.text else None,
        "described": described(made, catalogue, whole, card),
        "card": card,
        "card_size": SIZE,
        "card_words": words_of(made, partnership),
        "topics": [data.topics[topic] for topic in resource.topics] if resource else [],
        "audiences": [data.audiences[audience] for audience in resource.audience] if resource else [],
        "whose_text": whose_text(page, partnership) if page else "",
        "held_text": held_text(page) if page else "",
        "as_email": (HTML_FILE, DRAFT_FILE, TEXT_FILE) if site.preview and isinstance(page, Newsletter) else (),
        "asked": data.contacts[partnership.feedback],
        "replaces": catalogue.by_file.get(resource.replaces) if resource and resource.replaces else None,
        "replaced_by": catalogue.by_file.get(resource.replaced_by) if resource and resource.replaced_by else None,
        "team_record": f"{site.team_record}{resource.source.path.stem}" if site.team_record and isinstance(resource, SevenMinuteBriefing) and not resource.withdrawn else None,
        "related": catalogue.related(resource) if resource else (),
        "report": report,
        "report_chapters": catalogue.chapters(report) if report and page is not report else (),
        "reading_age": made.text.reading_age if made.text else None,
        "reading_age_limit": data.language.reading_age,
        "time_aloud": in_minutes(half_minutes) if made.text and (half_minutes := half_minutes_aloud(made.text)) else "",
        "attachments": _attachments(site, page) if page else [],
        "edit_address": partnership.repository.edit_address(page.file) if page and partnership.repository else None,
        "write": WRITE if WRITE in site.addresses else None,
        "feeds": concerning(made.address, page, catalogue, site.feeds),
        "feed": feed_of(made.address, site.feeds),
        "feed_formats": FORMATS,
        "subscribe": SUBSCRIBE if SUBSCRIBE in site.links.addresses else None,
        "feedback": _feedback(data.contacts[partnership.feedback].email, made, canonical),
    }


def _feedback(email: str | None, made: SitePage, canonical: str) -> str:
    subject = quote(f"Something wrong on this page: {made.title}")
    body = quote(f"Page: {made.title}\nAddress: {canonical}\n\nWhat is wrong (please do not name or describe a child):\n")
    return f"mailto:{email}?subject={subject}&body={body}"


def _attachments(site: Site, page: Page) -> list[dict[str, Any]]:
    found = []
    for attachment in page.attachments:
        source = site.catalogue.files[posixpath.join(posixpath.dirname(page.file), attachment.file)]
        ending = source.file.rpartition(".")[2]
        found.append({**vars(attachment), "address": source.address, "type": DOCUMENT_TYPES.get(ending, ending.upper()),
                      "size": _size(source.path.stat().st_size)})
    return found


def _size(length: int) -> str:
    if length < 1_000_000:
        return f"{max(1, round(length / 1000))} KB"
    return f"{length / 1_000_000:.1f} MB"
