"""The feeds of the example: complete, in order, and saying what the pages say.

That every feed is valid and no link in it leads nowhere is asked of every site: ``properties.py``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from built_site import BuiltSite
from feed_reading import ADDRESS, addresses_in, read, read_json
from publishing.content.page import Resource
from publishing.site import Site

LONDON = ZoneInfo("Europe/London")


def rss_feeds(site: BuiltSite) -> dict[str, Path]:
    """Return every RSS feed by the folder it stands in."""
    return {f"/{path.parent.relative_to(site.folder).as_posix()}/".replace("/./", "/"): path for path in sorted(site.folder.rglob("feed.xml"))}


def ids_of(resources: tuple[Resource, ...]) -> set[str]:
    return {resource.id for resource in resources}


def test_every_collection_topic_and_audience_with_resources_has_a_feed_of_exactly_those(example_site: BuiltSite, example_read: Site) -> None:
    catalogue = example_read.catalogue
    elm, thin_ice = "tag:northmoor.example,2031:briefings/practice-learning/elm", "tag:northmoor.example,2031:urgent/thin-ice"
    wanted = {"/": ids_of(catalogue.listed),
              "/changes/": {f"{elm}/changed/2032-11-02", f"{elm}/changed/2032-10-20", f"{thin_ice}/changed/2032-10-09"}}
    wanted |= {kind.listing(): ids_of(catalogue.of_kind(kind)) for kind in catalogue.kinds}
    wanted |= {f"/topics/{topic.id}/": ids_of(catalogue.on_topic(topic.id)) for topic in catalogue.topics}
    wanted |= {f"/for/{audience.id}/": ids_of(catalogue.for_audience(audience.id)) for audience in catalogue.audiences}
    found = {address: {entry.id for entry in read(path).entries} for address, path in rss_feeds(example_site).items()}
    assert found == wanted
    assert all(found.values()) and not {address for address in found if "sun" in address}


def test_the_three_formats_say_the_same(example_site: BuiltSite) -> None:
    for address, path in rss_feeds(example_site).items():
        rss, atom, json = read(path).entries, read(path.with_suffix(".atom")).entries, read_json(path.with_suffix(".json"))["items"]
        assert [entry.id for entry in rss] == [entry.id for entry in atom] == [item["id"] for item in json], address
        assert [entry.title for entry in rss] == [entry.title for entry in atom] == [item["title"] for item in json]
        assert [entry.link for entry in rss] == [entry.link for entry in atom] == [item["url"] for item in json]
        assert [entry.content[0].value for entry in rss] == [entry.content[0].value for entry in atom]
        assert [entry.get("published_parsed") for entry in rss] == [entry.get("published_parsed") for entry in atom]
        assert [{tag.label or tag.term for tag in entry.tags} for entry in atom] == [set(item["tags"]) for item in json]
        assert [[tag.term for tag in entry.tags] for entry in rss] == [item["tags"] for item in json]


def test_items_are_newest_first_and_dated_by_content_alone(example_site: BuiltSite, example_read: Site) -> None:
    resources = {resource.id: resource for resource in example_read.catalogue.listed}
    for path in rss_feeds(example_site).values():
        moments = [datetime.fromisoformat(item["date_published"]) for item in read_json(path.with_suffix(".json"))["items"] if "date_published" in item]
        assert moments == sorted(moments, reverse=True), path
    for item in read_json(example_site.folder / "feed.json")["items"]:
        resource = resources[item["id"]]
        day = resource.published.first_day if resource.published else resource.written
        stated = datetime.fromisoformat(item["date_published"]) if "date_published" in item else None
        assert stated == (datetime(day.year, day.month, day.day, 12, tzinfo=LONDON) if day else None)
    assert [item["date_published"] for item in read_json(example_site.folder / "newsletters/feed.json")["items"]] == [
        "2032-06-01T12:00:00+01:00", "2031-09-01T12:00:00+01:00", "2031-06-01T12:00:00+01:00"]


def test_a_resource_without_any_day_stands_last_and_gets_no_day_of_its_own(example_site: BuiltSite) -> None:
    for name in ("feed", "level-of-need/feed"):
        last = read(example_site.folder / f"{name}.xml").entries[-1]
        assert last.title == "When you disagree" and "published" not in last
        assert "date_published" not in read_json(example_site.folder / f"{name}.json")["items"][-1]
        assert read(example_site.folder / f"{name}.atom").entries[-1].updated.startswith("2031-01-01T12:00:00")


def test_item_says_its_month_whose_text_it_is_and_what_its_page_says(example_site: BuiltSite) -> None:
    items = {item["url"].removeprefix(ADDRESS): item for item in read_json(example_site.folder / "feed.json")["items"]}
    item = items["briefings/seven-minute/ice/"]
    assert item["id"] == "tag:northmoor.example,2031:briefings/seven-minute/ice"
    assert item["summary"] == "Why ice breaks, what to tell children, and what to do when one has gone in."
    assert item["tags"] == ["7-minute briefing", "Safety near water", "Seasons and weather"]
    assert '7-minute briefing, published in <time datetime="2032-02">February 2032</time>.' in item["content_html"]
    assert "this page was written by the Northmoor business team on 1 March 2032, from public sources." in item["content_html"]
    assert "<h2>7. Questions for the team</h2>" in item["content_html"]
    assert item["authors"] == [{"name": "the Northmoor business team"}]
    assert items["briefings/seven-minute/ponds/"]["authors"] == [{"name": "Northmoor Safeguarding Children Partnership"}]
    assert "<strong>Text held by the partnership.</strong>" in items["newsletters/2031-09/"]["content_html"]


def test_topics_and_audiences_have_summaries_that_lead_to_the_pages(example_site: BuiltSite) -> None:
    whole = {item["id"]: item for item in read_json(example_site.folder / "feed.json")["items"]}
    for path in (path for folder in ("topics", "for") for path in sorted((example_site.folder / folder).rglob("feed.json"))):
        for item in read_json(path)["items"]:
            assert f'<p>Read it on the site: <a href="{item["url"]}">' in item["content_html"] and "<h2>" not in item["content_html"]
            assert item["content_html"].startswith(whole[item["id"]]["content_html"].partition("</p>")[0])
            assert {**item, "content_html": ""} == {**whole[item["id"]], "content_html": ""}


def test_every_feed_says_once_whose_rights_its_texts_are(example_site: BuiltSite, example_read: Site) -> None:
    reuse = example_read.catalogue.data.partnership.reuse
    assert "Open Government Licence" in reuse
    for path in rss_feeds(example_site).values():
        assert read(path).feed.rights == read(path.with_suffix(".atom")).feed.rights == read_json(path.with_suffix(".json"))["_site"]["rights"] == reuse
        assert not [ending for ending in (".xml", ".atom", ".json") if path.with_suffix(ending).read_text(encoding="utf-8").count("Open Government Licence v3") > 1], path


def test_attachments_go_with_their_item(example_site: BuiltSite) -> None:
    folder = f"{ADDRESS}briefings/general/"
    wanted = [(f"{folder}agenda.pdf", "application/pdf"), (f"{folder}times.csv", "text/csv"), (f"{folder}table-plan.png", "image/png")]
    general = read_json(example_site.folder / "briefings/general/feed.json")["items"]
    assert [(found["url"], found["mime_type"]) for found in general[0]["attachments"]] == wanted


def test_macros_are_rendered_and_tables_stay_tables(example_site: BuiltSite) -> None:
    contents = [item["content_html"] for item in read_json(example_site.folder / "feed.json")["items"]]
    assert not [content for content in contents if "{{" in content or "¶" in content]
    tables = [content for content in contents if "<table>" in content]
    assert tables and all("<div><table>" not in content for content in tables)
    assert any('href="tel:999"' in content for content in contents)


def test_every_page_names_the_feeds_that_concern_it(example_site: BuiltSite, example_read: Site) -> None:
    def named(address: str) -> list[str]:
        page = example_site.page(address)
        return [link.get("href") for link in page.find("link", rel="alternate")]

    for page in example_site.pages.values():
        if page.find("link", rel="canonical") and page.find("header"):
            links = named(page.address)
            depth = "../" * (page.address.count("/") - 1)
            assert f"{depth}feed.xml" in links and f"{depth}changes/feed.xml" in links, page.address
    assert named("/newsletters/")[:3] == ["feed.xml", "feed.atom", "feed.json"]
    assert named("/topics/water/")[:3] == ["feed.xml", "feed.atom", "feed.json"]
    assert named("/")[:4] == ["feed.xml", "feed.atom", "feed.json", "changes/feed.xml"]
    assert named("/whats-new/") == [f"../{folder}feed.{ending}" for folder in ("", "changes/") for ending in ("xml", "atom", "json")]
    near = ["../feed.xml", "../../../feed.xml", "../../../changes/feed.xml"]
    assert named("/briefings/seven-minute/ice/")[:3] == near and {"../../../topics/seasons/feed.xml", "../../../for/clubs/feed.xml"} <= set(named("/briefings/seven-minute/ice/"))
    assert not [link for link in named("/briefings/seven-minute/ice/") if not link.endswith(".xml")], "a page that is no list offers each feed once"
    assert "../../feed.xml" in named("/annual-report/2031-32/ratings/")
    types = {link.get("type") for link in example_site.page("/").find("link", rel="alternate")}
    assert types == {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def test_visible_links_lead_to_rss_or_to_the_subscribe_page_only(example_site: BuiltSite, example_read: Site) -> None:
    for page in example_site.pages.values():
        links = [link.get("href") or "" for link in page.find("a")]
        assert not [link for link in links if link.endswith((".atom", "feed.json", "latest.html", "email.html", "email.txt", "email.eml"))]
    catalogue = example_read.catalogue
    listings = [*(kind.listing() for kind in catalogue.kinds), "/whats-new/", *(f"/topics/{topic.id}/" for topic in catalogue.topics),
                *(f"/for/{audience.id}/" for audience in catalogue.audiences)]
    for address in listings:
        follow = example_site.page(address).find("p", class_="follow")
        assert len(follow) == 1, address
        rss, how = (link.get("href") for link in follow[0].iter("a"))
        assert rss == ("../feed.xml" if address == "/whats-new/" else "feed.xml")
        assert how.endswith("subscribe/")


def test_subscribe_page_lists_every_feed_and_is_linked_from_every_page(example_site: BuiltSite) -> None:
    page = example_site.page("/subscribe/")
    listed = {link.get("href") for link in page.find("dl", class_="feeds")[0].iter("a")}
    assert listed == {f"..{address}feed.xml" for address in rss_feeds(example_site)}
    assert all(any((link.get("href") or "").endswith("subscribe/") or link.get("aria-current") for link in other.find("a"))
               for other in example_site.pages.values() if other.find("footer"))


def test_fragments_and_email_editions_are_no_pages(example_site: BuiltSite) -> None:
    found = [path for name in ("latest.html", "email.html", "email.txt", "email.eml") for path in example_site.folder.rglob(name)]
    assert len(found) == 8 + 3 + 3 + 3
    assert not [name for name in ("latest.html", "email") if name in (example_site.folder / "sitemap.xml").read_text(encoding="utf-8")]
    for path in found:
        assert 'rel="alternate"' not in path.read_text(encoding="utf-8")


def test_fragment_has_the_newest_five_with_whole_addresses_and_no_style(example_site: BuiltSite) -> None:
    source = (example_site.folder / "newsletters/latest.html").read_bytes()
    assert source.isascii() and b"style" not in source and b"class" not in source and b"script" not in source
    newest = [item["url"] for item in read_json(example_site.folder / "newsletters/feed.json")["items"]][:5]
    assert addresses_in(source.decode()) == [f"{ADDRESS}newsletters/", *newest]
    assert b"June 2032" in source


def test_opened_in_a_browser_a_feed_is_readable(example_site: BuiltSite, example_served: str, browser: Browser) -> None:
    for width in (320, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{example_served}/newsletters/feed.xml")
        seen = page.evaluate("""() => {
          const shown = e => e && getComputedStyle(e).display !== "none";
          const first = document.querySelector("item");
          return {notice: getComputedStyle(document.documentElement, "::before").content,
                  title: shown(first.querySelector("title")), date: shown(first.querySelector("pubDate")),
                  summary: shown(first.querySelector("description")), guid: shown(first.querySelector("guid")),
                  content: [...first.children].filter(e => e.localName === "encoded").some(shown),
                  wide: document.documentElement.scrollWidth > innerWidth}}""")
        page.close()
        assert seen["notice"].startswith('"This is a feed:') and seen["notice"].endswith(f'{ADDRESS}subscribe/"')
        assert (seen["title"], seen["date"], seen["summary"]) == (True, True, True)
        assert (seen["content"], seen["guid"], seen["wide"]) == (False, False, False)
