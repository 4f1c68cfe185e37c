"""What a page is, in the words of https://schema.org, for search engines and other programs.

It says what the page says, and nothing that is only likely: a month is no day, and the partnership has published its own
texts alone. Programs read it as JSON-LD (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from publishing.content.catalogue import Catalogue
from publishing.content.kinds import Report, Strategy
from publishing.content.page import Page, Resource
from publishing.content.provenance import whose_text
from publishing.data.figures.year import Year
from publishing.figures.downloads import downloads_of, package_of
from publishing.pages.macros import SESSIONS
from publishing.pages.site_pages import SitePage
from publishing.words.addresses import GLOSSARY, SEARCH
from publishing.words.dates import reporting_period

Thing = dict[str, Any]


def described(made: SitePage, catalogue: Catalogue, whole: Callable[[str], str], card: str = "") -> Markup:
    """Return what a page is as JSON that can stand within HTML; ``whole`` turns an address of the site into a whole one, ``card`` is that of its card."""
    things = [{**_page(made, catalogue, whole), "image": card}, *_crumbs(made, whole), *_sessions(made, catalogue, whole), *(_dataset(year, catalogue, whole) for year in made.offered)]
    known = [{name: value for name, value in thing.items() if value} for thing in things]
    graph = {"@context": "https://schema.org", **(known[0] if len(known) == 1 else {"@graph": known})}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}))  # so that nothing in it can end the element


def _page(made: SitePage, catalogue: Catalogue, whole: Callable[[str], str]) -> Thing:
    partnership, page = catalogue.data.partnership, made.page
    site = {"@type": "WebSite", "name": partnership.site_name, "url": whole("/")}
    if made.address == "/":  # says for all pages, which are part of it, whose rights they are
        asked = {"@type": "EntryPoint", "urlTemplate": f"{whole(SEARCH)}?q={{words}}"}
        return {**site, "description": partnership.summary, "inLanguage": "en", "copyrightNotice": partnership.reuse,
                "potentialAction": {"@type": "SearchAction", "target": asked, "query-input": "required name=words"}}
    sort = "DefinedTermSet" if made.address == GLOSSARY else _sort(page)
    thing: Thing = {"@type": sort, "headline" if sort == "Article" else "name": made.title, "description": made.summary, "url": whole(made.address),
                    "inLanguage": "en", "isPartOf": site}
    return {**thing, **_written(page, catalogue)} if page else thing


def _sort(page: Page | None) -> str:
    """Return the type of a page. Where the partnership holds the text, the page only tells of it."""
    if page is None:
        return "CollectionPage"
    if not isinstance(page, Resource) or page.held:
        return "WebPage"
    return {Report: "Report", Strategy: "CreativeWork"}.get(type(page), "Article")


def _written(page: Page, catalogue: Catalogue) -> Thing:
    """Return who wrote a text and when, as far as that is known to the day. What we wrote came out when we wrote it, not when the partnership's did."""
    partnership = catalogue.data.partnership
    changed = page.last_changed
    thing: Thing = {"dateCreated": page.written.isoformat() if page.written else "", "dateModified": changed.isoformat() if changed else "",
                    "creditText": whose_text(page, partnership)}
    if isinstance(page, Resource):
        thing["keywords"] = [catalogue.data.topics[topic].name for topic in page.topics]
        thing["creativeWorkStatus"] = "Withdrawn" if page.withdrawn else ""
        if page.written is None and not page.held:
            thing["publisher"] = {"@type": "Organization", "name": partnership.name}
            thing["datePublished"] = page.published.iso if page.published and page.published.day else ""
    return thing


def _crumbs(made: SitePage, whole: Callable[[str], str]) -> Iterator[Thing]:
    """Return the way to a page, where the page shows it. Its last step is the page itself, whose address need not be said again."""
    if made.crumbs:
        steps = [*({"name": title, "item": whole(address)} for title, address in (("Home", "/"), *made.crumbs)), {"name": made.title}]
        yield {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": position, **step} for position, step in enumerate(steps, 1)]}


def _sessions(made: SitePage, catalogue: Catalogue, whole: Callable[[str], str]) -> Iterator[Thing]:
    """Return the training sessions that a page has. Who holds one, and what it costs, no file says."""
    if SESSIONS not in made.identifiers:
        return
    for session in catalogue.sessions:
        standing = "EventCancelled" if session.cancelled else "EventRescheduled" if session.moved_from else "EventScheduled"
        address = whole(f"{made.address}#{session.anchor}")
        offer = {"@type": "Offer", **({"url": session.booking} if session.booking else {}), **({"availability": "https://schema.org/SoldOut"} if session.full else {})}
        location = {"@type": "VirtualLocation", "url": session.booking or address} if session.online else {"@type": "Place", "name": session.place} if session.place else None
        yield {"@type": "Event", "@id": address, "url": address, "name": session.title, "description": session.summary, "inLanguage": "en",
               "startDate": session.starts.isoformat(), "endDate": session.ends.isoformat(), "previousStartDate": session.moved_from.isoformat() if session.moved_from else "",
               "eventStatus": f"https://schema.org/{standing}", "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode" if session.online else "",
               "location": location, "offers": offer if len(offer) > 1 and not session.cancelled else None}


def _dataset(year: Year, catalogue: Catalogue, whole: Callable[[str], str]) -> Thing:
    """Return a year's figures as open data. They are the report's, so no licence is ours to give: the notice says whose they are."""
    period, source = reporting_period(year.name), year.source
    files = [("Data package", package_of(year), "application/json")]
    files += [(what.title, address, sort) for what, *both in downloads_of(year) for address, sort in zip(both, ("text/csv", "application/json"), strict=True)]
    based_on = {"@type": "CreativeWork", "name": source.title, "publisher": {"@type": "Organization", "name": source.publisher},
                **({"url": source.address} if source.address else {})} if source else None
    return {"@type": "Dataset", "@id": whole(package_of(year)), "name": f"Figures of the annual report {year.name}", "description": f"Every measure and list of the annual report {year.name} as a table. "
            "Numbers that could identify a child are left out, and so is what they could be worked out from.",
            "temporalCoverage": f"{period.last_day.year - 1}-04-01/{period.last_day.isoformat()}", "spatialCoverage": catalogue.data.partnership.area,
            "isAccessibleForFree": True, "isBasedOn": based_on, "copyrightNotice": catalogue.data.partnership.reuse,
            "distribution": [{"@type": "DataDownload", "name": name, "contentUrl": whole(address), "encodingFormat": sort} for name, address, sort in files]}
