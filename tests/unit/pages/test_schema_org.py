"""What pages say of themselves in the words of schema.org has that vocabulary's names, and is true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from markupsafe import Markup

from publishing.content.page import Resource
from publishing.layout import page_parts
from publishing.pages.schema_org import described
from publishing.pages.site_pages import SitePage
from publishing.site import Site
from publishing.words.dates import parse_day

ADDRESS = "https://northmoor.example/safeguarding/"

THING = {"name", "description", "url", "image"}
WORK = THING | {"inLanguage", "isPartOf", "copyrightNotice", "creditText", "dateCreated", "dateModified", "datePublished", "publisher", "keywords", "creativeWorkStatus"}
PROPERTIES = {
    "WebSite": THING | {"inLanguage", "copyrightNotice", "potentialAction"},
    "WebPage": WORK, "CollectionPage": WORK, "DefinedTermSet": WORK, "CreativeWork": WORK, "Report": WORK, "Article": WORK - {"name"} | {"headline"},
    "Dataset": WORK | {"temporalCoverage", "spatialCoverage", "isAccessibleForFree", "isBasedOn", "distribution"},
    "DataDownload": {"name", "contentUrl", "encodingFormat"},
    "BreadcrumbList": {"itemListElement"}, "ListItem": {"position", "name", "item"},
    "SearchAction": {"target", "query-input"}, "EntryPoint": {"urlTemplate"},
    "Organization": {"name"},
    "Event": THING | {"inLanguage", "startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode", "location", "offers"},
    "Place": {"name"}, "VirtualLocation": {"url"}, "Offer": {"url", "availability"},
}
"""The names of https://schema.org/docs/full.html that our pages may use; ``query-input`` is of https://schema.org/docs/actions.html."""


def said(site: Site, address: str) -> list[dict[str, Any]]:
    """Return what the head of a page says that the page is."""
    made = next(page for page in site.pages if page.address == address)
    return said_by(page_parts(site, made, ADDRESS)["meta"])


def said_by(meta: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', meta, re.DOTALL)
    assert len(found) == 1
    graph = json.loads(found[0])
    assert graph.pop("@context") == "https://schema.org"
    return list(graph.get("@graph", [graph]))


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Return every thing that something is made of, itself included."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from things(part)


def test_every_page_uses_the_vocabulary_as_it_is(example_read: Site) -> None:
    for made in example_read.pages:
        for thing in things(said(example_read, made.address)):
            names = thing.keys() - {"@type", "@id"}
            assert names and names <= PROPERTIES[thing["@type"]], made.address
            assert all(value not in ("", None, []) for value in thing.values()), made.address
            addresses = [value for name, value in thing.items() if name in ("url", "item", "contentUrl", "@id") and thing["@type"] not in ("CreativeWork", "Offer")]
            assert all(address.startswith(ADDRESS) for address in addresses), made.address


def test_a_day_is_a_day_that_the_page_states(example_read: Site) -> None:
    published = {}
    for made in example_read.pages:
        own = said(example_read, made.address)[0]
        assert all(parse_day(value) for name, value in own.items() if name.startswith("date"))
        if isinstance(made.page, Resource):
            published[made.address] = own.get("datePublished"), own.get("publisher", {}).get("name")
            assert own.get("dateCreated") == (made.page.written.isoformat() if made.page.written else None)
    assert published["/briefings/seven-minute/ponds/"] == ("2031-05-02", "Northmoor Safeguarding Children Partnership")
    assert published["/newsletters/2031-06/"] == (None, "Northmoor Safeguarding Children Partnership"), "a month is no day"
    assert published["/briefings/seven-minute/ice/"] == (None, None), "its text is not the partnership's"
    assert published["/briefings/seven-minute/sun/"] == (None, None), "its text is not here"


@pytest.mark.parametrize(("address", "sort"), [
    ("/", "WebSite"), ("/briefings/seven-minute/ponds/", "Article"), ("/briefings/seven-minute/sun/", "WebPage"), ("/annual-report/2031-32/", "Report"),
    ("/strategies/rivers/", "CreativeWork"), ("/about/", "WebPage"), ("/newsletters/", "CollectionPage"), ("/glossary/", "DefinedTermSet")])
def test_what_a_page_is(example_read: Site, address: str, sort: str) -> None:
    assert said(example_read, address)[0]["@type"] == sort


def test_who_wrote_a_text_and_what_was_taken_back(example_read: Site) -> None:
    ice, sun = (said(example_read, f"/briefings/seven-minute/{name}/")[0] for name in ("ice", "sun"))
    assert "written by the Northmoor business team on 1 March 2032" in ice["creditText"] and "creativeWorkStatus" not in ice
    assert sun["creativeWorkStatus"] == "Withdrawn"


def test_the_way_to_a_page_is_the_one_that_it_shows(example_read: Site) -> None:
    article, way = said(example_read, "/briefings/seven-minute/ponds/")
    assert [(step["position"], step["name"], step.get("item")) for step in way["itemListElement"]] == [
        (1, "Home", ADDRESS), (2, "7-minute briefings", f"{ADDRESS}briefings/seven-minute/"), (3, article["headline"], None)]


def test_the_site_says_once_whose_rights_its_pages_are(example_read: Site) -> None:
    assert said(example_read, "/")[0]["copyrightNotice"] == example_read.catalogue.data.partnership.reuse
    for address in ("/briefings/seven-minute/ponds/", "/newsletters/", "/about/"):
        own = said(example_read, address)[0]
        assert own["isPartOf"]["url"] == ADDRESS and "copyrightNotice" not in own


def test_the_search_can_be_asked(example_read: Site) -> None:
    assert said(example_read, "/")[0]["potentialAction"]["target"]["urlTemplate"] == f"{ADDRESS}search/?q={{words}}"


def test_figures_are_open_data_where_they_are_offered(example_read: Site) -> None:
    offered = {made.address: found for made in example_read.pages if (found := [thing for thing in said(example_read, made.address) if thing["@type"] == "Dataset"])}
    assert offered.keys() == {"/annual-report/2031-32/"}
    (figures,) = offered["/annual-report/2031-32/"]
    assert figures["temporalCoverage"] == "2031-04-01/2032-03-31" and "license" not in figures
    files = [(file["contentUrl"].removeprefix(ADDRESS), file["encodingFormat"]) for file in figures["distribution"]]
    assert files[0] == ("annual-report/2031-32/data/datapackage.json", "application/json")
    assert ("annual-report/2031-32/data/plans.length.csv", "text/csv") in files and len(files) == len(set(files))


def test_no_word_ends_the_element(example_read: Site) -> None:
    made = SitePage("x.md", "</script><!-- & \u2028", "<b>")
    written = described(made, example_read.catalogue, lambda address: address)
    assert isinstance(written, Markup) and not set("<>&\u2028") & set(written)
    assert json.loads(written)["name"] == made.title


def test_training_sessions_are_events_at_londons_time(example_read: Site) -> None:
    march, july = [thing for thing in said(example_read, "/about/") if thing["@type"] == "Event"]
    assert march == {
        "@type": "Event", "@id": f"{ADDRESS}about/#session-water-march", "url": f"{ADDRESS}about/#session-water-march", "name": "Water safety for clubs",
        "description": "A morning on outings near water.", "inLanguage": "en", "startDate": "2033-03-08T09:30:00+00:00", "endDate": "2033-03-08T12:00:00+00:00",
        "eventStatus": "https://schema.org/EventScheduled", "location": {"@type": "Place", "name": "Moor House"},
        "offers": {"@type": "Offer", "url": "https://northmoor.example/book/water"}}
    assert (july["startDate"], july["previousStartDate"]) == ("2033-07-05T09:30:00+01:00", "2033-06-28T09:30:00+01:00")
    assert july["eventStatus"].endswith("/EventRescheduled") and july["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert july["location"]["@type"] == "VirtualLocation" and july["offers"]["availability"] == "https://schema.org/SoldOut"
