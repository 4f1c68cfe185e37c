"""The feeds of the real site: complete, in order, valid, and with no link that leads nowhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from built_site import BuiltSite, words
from feed_reading import ADDRESS, addresses_in, complaints_about_atom, complaints_about_json, complaints_about_rss, leads_nowhere, read, read_json
from projects import TODAY
from publishing.content.catalogue import Catalogue
from publishing.site import Site, read_site

CHECKS = {"xml": complaints_about_rss, "atom": complaints_about_atom, "json": complaints_about_json}
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def whole(real_project: Path) -> Site:
    return read_site(real_project, TODAY)


@pytest.fixture(scope="module")
def catalogue(whole: Site) -> Catalogue:
    return whole.catalogue


def rss_feeds(site: BuiltSite) -> dict[str, Path]:
    """Return every RSS feed by the folder it stands in."""
    return {f"/{path.parent.relative_to(site.folder).as_posix()}/".replace("/./", "/"): path for path in sorted(site.folder.rglob("feed.xml"))}


def ids_of(resources: tuple) -> set[str]:
    return {resource.id for resource in resources}


def test_every_collection_topic_and_audience_with_resources_has_a_feed_of_exactly_those(site: BuiltSite, catalogue: Catalogue) -> None:
    wanted = {"/": ids_of(catalogue.listed), "/changes/": set()}
    wanted |= {kind.listing(): ids_of(catalogue.of_kind(kind)) for kind in catalogue.kinds}
    wanted |= {f"/topics/{topic.id}/": ids_of(catalogue.on_topic(topic.id)) for topic in catalogue.topics}
    wanted |= {f"/for/{audience.id}/": ids_of(catalogue.for_audience(audience.id)) for audience in catalogue.audiences}
    found = {address: {entry.id for entry in read(path).entries} for address, path in rss_feeds(site).items()}
    assert found == wanted
    assert [address for address, ids in found.items() if not ids] == ["/changes/"]
    assert len(found["/"]) >= 32


@pytest.mark.parametrize("ending", CHECKS)
def test_every_feed_is_valid_without_a_warning(site: BuiltSite, ending: str) -> None:
    paths = sorted(site.folder.rglob(f"feed.{ending}"))
    assert len(paths) == len(rss_feeds(site))
    found = {path: CHECKS[ending](path, ADDRESS + path.relative_to(site.folder).as_posix()) for path in paths}
    assert {path: complaints for path, complaints in found.items() if complaints} == {}


def test_every_link_and_image_of_every_item_leads_somewhere(site: BuiltSite) -> None:
    seen, dead = 0, set()
    for path in site.folder.rglob("feed.json"):
        feed = read_json(path)
        links = [feed["home_page_url"], feed["feed_url"]]
        for item in feed["items"]:
            links += [item["url"], *addresses_in(item["content_html"])]
        seen += len(links)
        dead |= {(path.name, link) for link in links if leads_nowhere(link, site.folder)}
    assert dead == set()
    assert seen > 1000


def test_the_three_formats_say_the_same(site: BuiltSite) -> None:
    for address, path in rss_feeds(site).items():
        rss, atom, json = read(path).entries, read(path.with_suffix(".atom")).entries, read_json(path.with_suffix(".json"))["items"]
        assert [entry.id for entry in rss] == [entry.id for entry in atom] == [item["id"] for item in json], address
        assert [entry.title for entry in rss] == [entry.title for entry in atom] == [item["title"] for item in json]
        assert [entry.link for entry in rss] == [entry.link for entry in atom] == [item["url"] for item in json]
        assert [entry.content[0].value for entry in rss] == [entry.content[0].value for entry in atom]
        assert [entry.published_parsed for entry in rss] == [entry.published_parsed for entry in atom]
        assert [{tag.label or tag.term for tag in entry.tags} for entry in atom] == [set(item["tags"]) for item in json]
        assert [[tag.term for tag in entry.tags] for entry in rss] == [item["tags"] for item in json]


def test_items_are_newest_first_and_dated_by_content_alone(site: BuiltSite, catalogue: Catalogue) -> None:
    resources = {resource.id: resource for resource in catalogue.listed}
    for path in rss_feeds(site).values():
        moments = [datetime.fromisoformat(item["date_published"]) for item in read_json(path.with_suffix(".json"))["items"]]
        assert moments == sorted(moments, reverse=True), path
    for item in read_json(site.folder / "feed.json")["items"]:
        resource = resources[item["id"]]
        day = resource.published.first_day if resource.published else resource.written
        assert datetime.fromisoformat(item["date_published"]) == datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    assert datetime.fromisoformat("2020-07-01T12:00:00+01:00").isoformat() in {
        item["date_published"] for item in read_json(site.folder / "newsletters/feed.json")["items"]}


def test_item_says_its_month_whose_text_it_is_and_what_its_page_says(site: BuiltSite) -> None:
    items = {item["url"].removeprefix(ADDRESS): item for item in read_json(site.folder / "feed.json")["items"]}
    item = items["briefings/seven-minute/icon/"]
    assert item["id"] == "tag:resources.example,2026:briefings/seven-minute/icon"
    assert item["summary"] == "The four messages every carer of a baby should hear, how to talk about crying, and what to do if a baby may be hurt."
    assert item["tags"] == ["7-minute briefing", "Babies and the unborn child"]
    assert '7-minute briefing, published in <time datetime="2020-10">October 2020</time>.' in item["content_html"]
    assert "this page was written by the makers of this site on 22 November 2026, from public sources." in item["content_html"]
    assert "<h2>7. Questions for the team</h2>" in item["content_html"]
    assert "CC BY 4.0" in item["_site"]["rights"]
    assert item["authors"] == [{"name": "the makers of this site"}]
    assert "<strong>Text held by the partnership.</strong>" in items["newsletters/2020-07/"]["content_html"]


def test_macros_are_rendered_and_tables_stay_tables(site: BuiltSite) -> None:
    contents = [item["content_html"] for item in read_json(site.folder / "feed.json")["items"]]
    assert not [content for content in contents if "{{" in content or "¶" in content]
    tables = [content for content in contents if "<table>" in content]
    assert tables and all("<div><table>" not in content for content in tables)
    assert any('href="tel:999"' in content for content in contents)


def test_every_page_names_the_feeds_that_concern_it(site: BuiltSite, catalogue: Catalogue) -> None:
    def named(address: str) -> list[str]:
        page = site.page(address)
        return [link.get("href") for link in page.find("link", rel="alternate")]

    for page in site.pages.values():
        if page.find("link", rel="canonical") and page.find("header"):
            links = named(page.address)
            depth = "../" * (page.address.count("/") - 1)
            assert f"{depth}feed.xml" in links and f"{depth}changes/feed.xml" in links, page.address
    assert named("/newsletters/")[:3] == ["feed.xml", "feed.atom", "feed.json"]
    assert named("/topics/neglect/")[:3] == ["feed.xml", "feed.atom", "feed.json"]
    assert {"../feed.xml", "../feed.atom", "../feed.json", "../../../topics/babies/feed.xml", "../../../for/health/feed.xml"} <= set(named("/briefings/seven-minute/icon/"))
    assert "../../feed.xml" in named("/annual-report/2020-21/audits/")
    types = {link.get("type") for link in site.page("/").find("link", rel="alternate")}
    assert types == {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def test_visible_links_lead_to_rss_or_to_the_subscribe_page_only(site: BuiltSite, catalogue: Catalogue) -> None:
    for page in site.pages.values():
        links = [link.get("href") or "" for link in page.find("a")]
        assert not [link for link in links if link.endswith((".atom", "feed.json", "latest.html", "email.html", "email.txt"))]
    listings = [*(kind.listing() for kind in catalogue.kinds), "/whats-new/", *(f"/topics/{topic.id}/" for topic in catalogue.topics),
                *(f"/for/{audience.id}/" for audience in catalogue.audiences)]
    for address in listings:
        follow = site.page(address).find("p", class_="follow")
        assert len(follow) == 1, address
        rss, how = (link.get("href") for link in follow[0].iter("a"))
        assert rss == ("../feed.xml" if address == "/whats-new/" else "feed.xml")
        assert how.endswith("subscribe/")


def test_subscribe_page_lists_every_feed_and_is_linked_from_every_page(site: BuiltSite) -> None:
    page = site.page("/subscribe/")
    listed = {link.get("href") for link in page.find("dl", class_="feeds")[0].iter("a")}
    assert listed == {f"..{address}feed.xml" for address in rss_feeds(site)}
    assert all(any((link.get("href") or "").endswith("subscribe/") or link.get("aria-current") for link in other.find("a"))
               for other in site.pages.values() if other.find("footer"))


def test_fragments_and_email_editions_are_no_pages(site: BuiltSite) -> None:
    found = [path for name in ("latest.html", "email.html", "email.txt") for path in site.folder.rglob(name)]
    assert len(found) == 7 + 6 + 6
    assert not [name for name in ("latest.html", "email") if name in (site.folder / "sitemap.xml").read_text(encoding="utf-8")]
    for path in found:
        assert 'rel="alternate"' not in path.read_text(encoding="utf-8")


def test_fragment_has_the_newest_five_with_whole_addresses_and_no_style(site: BuiltSite) -> None:
    source = (site.folder / "newsletters/latest.html").read_bytes()
    assert source.isascii() and b"style" not in source and b"class" not in source and b"script" not in source
    newest = [item["url"] for item in read_json(site.folder / "newsletters/feed.json")["items"]][:5]
    assert addresses_in(source.decode()) == [f"{ADDRESS}newsletters/", *newest]
    assert "March 2021" in words(BuiltSite(site.folder).page("/newsletters/").tree) and b"March 2021" in source


def test_opened_in_a_browser_a_feed_is_readable(site: BuiltSite, served: str, browser) -> None:
    for width in (320, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{served}/newsletters/feed.xml")
        seen = page.evaluate("""() => {
          const shown = e => e && getComputedStyle(e).display !== "none";
          const first = document.querySelector("item");
          return {notice: getComputedStyle(document.documentElement, "::before").content,
                  title: shown(first.querySelector("title")), date: shown(first.querySelector("pubDate")),
                  summary: shown(first.querySelector("description")), guid: shown(first.querySelector("guid")),
                  content: [...first.children].filter(e => e.localName === "encoded").some(shown),
                  wide: document.documentElement.scrollWidth > innerWidth}}""")
        page.close()
        assert seen["notice"].startswith('"This is a feed:') and seen["notice"].endswith('https://resources.example/subscribe/"')
        assert (seen["title"], seen["date"], seen["summary"]) == (True, True, True)
        assert (seen["content"], seen["guid"], seen["wide"]) == (False, False, False)
