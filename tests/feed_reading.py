"""Feeds of a built site as a subscriber's program reads them, and the rules of the W3C's validator that can be tried here."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib

ADDRESS = "https://northmoor.example/safeguarding/"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HISTORY = "{http://purl.org/syndication/history/1.0}archive"

UNSAFE = {"script", "style", "form", "button", "input", "iframe", "object", "embed", "svg", "link", "meta", "h1", "nav"}


def read(path: Path) -> feedparser.FeedParserDict:
    """Return a feed as feedparser reads it from its bytes alone."""
    parsed = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/xml"})
    assert not parsed.bozo, f"{path}: {parsed.get('bozo_exception')}"
    return parsed


def read_json(path: Path) -> dict:
    """Return a JSON Feed."""
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def addresses_in(content: str) -> list[str]:
    """Return every link and image address in a piece of HTML."""
    tree = html5lib.parseFragment(content, namespaceHTMLElements=False)
    return [value for element in tree.iter() for name in ("href", "src") if (value := element.get(name)) is not None]


def leads_nowhere(address: str, folder: Path, base: str = ADDRESS) -> bool:
    """Say whether an absolute address within the site has nothing behind it in ``folder``."""
    if not address.startswith(base):
        return False
    parts = urlsplit(address.removeprefix(base))
    path = folder / unquote(parts.path)
    file = path / "index.html" if not parts.path or parts.path.endswith("/") else path
    return not file.is_file() or bool(parts.fragment and f'id="{unquote(parts.fragment)}"' not in file.read_text(encoding="utf-8"))


def local_name(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace, which drawings have even in HTML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@cache
def complaints_about_content(content: str) -> list[str]:
    """Return what a validator would say of an item's HTML."""
    found = []
    try:
        html5lib.HTMLParser(strict=True).parseFragment(content)
    except html5lib.html5parser.ParseError as error:
        found.append(f"not HTML: {error}")
    tree = html5lib.parseFragment(content, namespaceHTMLElements=False)
    found += [f"<{name}>" for element in tree.iter() if (name := local_name(element)) in UNSAFE]
    found += [f"{name}= on <{element.tag}>" for element in tree.iter() for name in element.attrib
              if name.startswith(("on", "aria-", "data-")) or name in ("style", "class", "id", "role", "tabindex")]
    found += [f"relative {address}" for address in addresses_in(content) if not urlsplit(address).scheme]
    found += [f"image without alt: {element.get('src')}" for element in tree.iter("img") if element.get("alt") is None]
    return found


def complaints_about_rss(path: Path, address: str) -> list[str]:
    """Return what breaks RSS 2.0 or draws a warning from the W3C's validator; ``address`` is where the feed stands."""
    channel = ElementTree.parse(path).getroot().find("channel")
    found = [f"no {name}" for name in ("title", "link", "description", "language", "lastBuildDate") if not channel.findtext(name)]
    if [link.get("href") for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"] != [address]:
        found.append("no link to itself")
    guids = [item.findtext("guid") for item in channel.findall("item")]
    found += [f"repeated {guid}" for guid in set(guids) if guids.count(guid) > 1]
    dates = [element.text for element in channel.iter() if element.tag in ("pubDate", "lastBuildDate")]
    found += [f"date {date}" for date in dates if not _is_rfc822(date)]
    for item in channel.findall("item"):
        if item.find("guid").get("isPermaLink") != "false":
            found.append(f"{item.findtext('guid')} passes for an address")
        if len(item.findall("enclosure")) > 1:
            found.append("more than one enclosure")
        for enclosure in item.findall("enclosure"):
            found += [f"enclosure without {name}" for name in ("url", "length", "type") if not enclosure.get(name)]
        found += [f"no {name}" for name in ("title", "link", "description", CONTENT) if item.findtext(name) is None]
        found += complaints_about_content(item.findtext(CONTENT)) + complaints_about_content(item.findtext("description"))
    return found + complaints_about_plain_text(path.read_text(encoding="utf-8"))


def complaints_about_plain_text(source: str) -> list[str]:
    """Return the lines of plain text that the W3C's validator takes for HTML.

    It looks for what could be an entity or a tag in lines that have no hexadecimal reference (its class ``nonhtml``).
    """
    lines = [line.strip() for line in source.splitlines()]
    return [line for line in lines if line.startswith(("<title>", "<category>", "<copyright>", "<summary>", "<rights>")) and "&#x" not in line
            and re.search(r"&(amp;|lt;)(\w|#|/)", line)]


def _is_rfc822(text: str) -> bool:
    shape = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
    return bool(re.fullmatch(shape, text)) and parsedate_to_datetime(text).strftime("%a") == text[:3]


def complaints_about_atom(path: Path, address: str) -> list[str]:
    """Return what breaks Atom 1.0 (RFC 4287) or draws a warning from the W3C's validator."""
    feed = ElementTree.parse(path).getroot()
    found = [f"no {name}" for name in ("id", "title", "updated", "rights") if not feed.findtext(f"{ATOM}{name}")]
    if [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] != [address]:
        found.append("no link to itself")
    entries = feed.findall(f"{ATOM}entry")
    for name in ("id", "updated"):
        values = [entry.findtext(f"{ATOM}{name}") for entry in entries]
        found += [f"repeated {name} {value}" for value in set(values) if values.count(value) > 1]
    for element in feed.iter():
        if element.tag in (f"{ATOM}updated", f"{ATOM}published") and datetime.fromisoformat(element.text).tzinfo is None:
            found.append(f"date without zone {element.text}")
    for entry in entries:
        found += [f"no {name}" for name in ("id", "title", "updated", "summary", "content") if entry.find(f"{ATOM}{name}") is None]
        if entry.find(f"{ATOM}author/{ATOM}name") is None:
            found.append("no author")
        if entry.find(f"{ATOM}content").get("type") != "html":
            found.append("content is not html")
        if [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") != 1:
            found.append("not one page")
        found += complaints_about_content(entry.findtext(f"{ATOM}content"))
    return found + complaints_about_plain_text(path.read_text(encoding="utf-8"))


def complaints_about_json(path: Path, address: str) -> list[str]:
    """Return what breaks JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = read_json(path)
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    found += [] if feed["feed_url"] == address else ["feed_url"]
    known = {"version", "title", "home_page_url", "feed_url", "description", "next_url", "language", "authors", "items", "_site"}
    found += sorted(set(feed) - known)
    ids = [item["id"] for item in feed["items"]]
    found += [f"repeated {identifier}" for identifier in set(ids) if ids.count(identifier) > 1]
    for item in feed["items"]:
        known = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified", "authors", "tags", "language",
                 "attachments", "_site"}
        found += sorted(set(item) - known)
        found += [f"{key} is not text" for key in ("id", "url", "title", "summary", "content_html") if not isinstance(item[key], str)]
        found += [f"{key} without zone" for key in ("date_published", "date_modified")
                  if key in item and datetime.fromisoformat(item[key]).tzinfo is None]
        found += [f"attachment without {key}" for attachment in item.get("attachments", ()) for key in ("url", "mime_type")
                  if not attachment.get(key)]
        found += complaints_about_content(item["content_html"])
    return found
