"""What must hold of every built site, whatever its content says and whatever day it is.

Each property is a function from a built site, and the same site as values, to what is wrong: nothing, where it holds.
None knows a sentence, a number or a date of any content.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from frictionless import Package
from markdown_it.common.normalize_url import normalizeLink

from built_site import NOT_PAGES, BuiltPage, BuiltSite, words
from feed_reading import addresses_in, complaints_about_atom, complaints_about_json, complaints_about_rss, leads_nowhere, local_name, read_json
from publishing.pages.site_pages import SitePage
from publishing.site import Site

Property = Callable[[BuiltSite, Site], list[str]]

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "headers", "list")

OBSOLETE = frozenset(("align", "bgcolor", "border", "cellpadding", "cellspacing", "frameborder", "valign"))
"""Attributes that HTML has given up, because a style says it."""

LARGEST_EMAIL = 100_000
"""Bytes: some mail programs cut off what is longer."""


def every_page_is_reachable(site: BuiltSite, whole: Site) -> list[str]:
    """From the home page a way of links leads to each page, but for the withdrawn ones: they leave every listing."""
    withdrawn = {resource.address for resource in whole.catalogue.resources if resource.withdrawn}
    return [address for address in site.unreachable() if address not in withdrawn]


def no_link_is_broken(site: BuiltSite, whole: Site) -> list[str]:
    """In pages, feeds and emails, fragments included."""
    base = whole.catalogue.data.partnership.site_address
    broken = site.broken_links()
    seen: set[str] = set()
    for path in sorted(site.folder.rglob("feed.json")):
        feed = read_json(path)
        seen |= {feed["home_page_url"], feed["feed_url"]}
        seen |= {link for item in feed["items"] for link in (item["url"], *addresses_in(item["content_html"]))}
    for path in sorted(site.folder.rglob("email.html")):
        seen |= {link.get("href") for link in html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False).iter("a")}
    return broken + sorted(link for link in seen if leads_nowhere(link, site.folder, base))


def html_is_sound(site: BuiltSite, whole: Site) -> list[str]:
    """It parses without error and is up to date; ids and headings are in order, controls have names, and what points to an id finds it.

    Of the fragments for other sites and of newsletters as email, it parses and is up to date.
    """
    wrong = [f"{address}: {fault}" for address, page in site.pages.items() for fault in faults(page)]
    for path in sorted(path for name in NOT_PAGES for path in site.folder.rglob(name)):
        source, where = path.read_text(encoding="utf-8"), path.relative_to(site.folder).as_posix()
        wrong += [f"{where}: {fault}" for fault in (*parser_errors(source, fragment=path.name == "latest.html"),
                                                    *out_of_date(html5lib.parse(source, namespaceHTMLElements=False)))]
    return wrong


def parser_errors(source: str, fragment: bool = False) -> list[str]:
    """Return what an HTML parser has to mend in a document, or in a fragment."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    (parser.parseFragment if fragment else parser.parse)(source)
    return [f"line {line}: {code}" for (line, _), code, _ in parser.errors]


def out_of_date(tree: Element) -> Iterator[str]:
    """Return what a validator would say of attributes."""
    for element in tree.iter():
        obsolete = OBSOLETE | {"width", "height"} if element.tag in ("table", "td", "th") else OBSOLETE
        for name in sorted(obsolete.intersection(element.keys())):
            yield f"<{element.tag} {name}> is obsolete"
        if element.get("type") in ("checkbox", "radio") and element.get("autocomplete"):
            yield f"autocomplete on a {element.get('type')}"


def nameless_controls(tree: Element) -> Iterator[str]:
    """Return the form's controls that no label with words belongs to."""
    labels = [label for label in tree.iter("label") if words(label)]
    named = {label.get("for") for label in labels}
    within = {control for label in labels for control in label.iter()}
    for control in tree.iter():
        if control.tag in ("input", "select", "textarea") and control.get("id") not in named and control not in within:
            yield f"<{control.tag}> without a label"


def faults(page: BuiltPage) -> Iterator[str]:
    """Return what is wrong with a page's HTML."""
    yield from parser_errors(page.source)
    yield from out_of_date(page.tree)
    yield from nameless_controls(page.tree)
    for identifier, count in Counter(page.identifiers()).items():
        if count > 1:
            yield f"the id {identifier} stands {count} times"
    known = set(page.identifiers())
    elements = [element for element in page.tree.iter() if isinstance(element.tag, str)]
    for element in elements:
        for name in REFERENCES:
            for identifier in (element.get(name) or "").split():
                if identifier not in known:
                    yield f"{name}={identifier} leads nowhere"
    headings = [element for element in elements if re.fullmatch("h[1-6]", element.tag)]
    levels = [int(heading.tag[1]) for heading in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"its headings are {levels}: one h1, and first"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"its headings skip a level: {levels}"
    if any(not words(heading) for heading in headings):
        yield "a heading is empty"


def pages_show_what_was_checked(site: BuiltSite, whole: Site) -> list[str]:
    """Each written page shows the words and the links that the checks saw, in their order, and no others in its text."""
    wrong = []
    for made in whole.pages:
        page = site.pages.get(made.address)
        if made.text is None or page is None:
            continue
        titles = {str(child.attrs["title"]) for token in made.text.tokens for child in token.children or () if "title" in child.attrs}
        seen = "".join("".join(block.words.split()) for block in made.text.blocks if block.words not in titles)
        shown = "".join(words_without_marks(page.find("article")[0]).split())
        if seen not in shown:
            wrong.append(f"{made.address}: its words are not those that were checked")
        links = [link.get("href") for link in page.find("article")[0].iter("a")]
        wrong += [f"{made.address}: the link to {link.target} is not there" for link in made.text.links
                  if not link.image and (href := written_link(whole, made, link.target)) and href not in links]
    return wrong


def words_without_marks(element: Element) -> str:
    """Return an element's words without what the site adds: marks of footnotes, the place of a part, what an abbreviation stands for."""
    if not isinstance(element.tag, str) or element.get("class") in ("footnote-ref", "footnote-back", "part", "abbr__words"):
        return ""
    shown = element.get("alt") or "" if element.tag == "img" else element.text or ""
    return shown + "".join(words_without_marks(child) + (child.tail or "") for child in element)


def written_link(whole: Site, made: SitePage, target: str) -> str:
    """Return a link of a text as its page has it; nothing for one to a page that waits for its day."""
    return normalizeLink(whole.link_from(made)(target))


def every_page_says_what_it_is(site: BuiltSite, whole: Site) -> list[str]:
    """Its language, a title of its own with the site's name, a description and its whole address."""
    partnership = whole.catalogue.data.partnership
    wrong = []
    titles = Counter(words(page.find("title")[0]) for page in site.pages.values())
    wrong += [f"{count} pages have the title {title}" for title, count in titles.items() if count > 1]
    for address, page in site.pages.items():
        if address == "/404.html":
            continue
        descriptions = [meta.get("content", "") for meta in page.find("meta", name="description")]
        canonical = [link.get("href") for link in page.find("link", rel="canonical")]
        leads_on = page.find("meta", http_equiv="refresh")
        wrong += [f"{address}: {what}" for what, right in {
            "language": page.tree.get("lang") == "en",
            "title": leads_on or words(page.find("title")[0]).endswith(f" - {partnership.site_name}"),
            "description": leads_on or (len(descriptions) == 1 and 0 < len(descriptions[0]) <= 200),
            "canonical address": leads_on or canonical == [urljoin(partnership.site_address, address.removeprefix("/"))],
        }.items() if not right]
    return wrong


def nothing_is_fetched_from_elsewhere(site: BuiltSite, whole: Site) -> list[str]:
    """All that a page loads by itself is the site's own, and links within the site are relative: it works at any address."""
    home = whole.catalogue.data.partnership.site_address
    wrong = []
    for address, page in site.pages.items():
        for element in page.tree.iter():
            if not isinstance(element.tag, str) or element.get("rel") == "canonical":
                continue
            loaded = () if element.tag == "a" else ("src", "srcset", "href", "action", "data", "poster")
            wrong += [f"{address}: <{element.tag} {name}={target}>" for name in loaded
                      if (target := element.get(name)) and urlsplit(urljoin("site:///", target)).netloc]
            if address != "/404.html":  # served at any depth: see test_any_address.py
                wrong += [f"{address}: {target}" for name in ("href", "src")
                          if (target := unquote(element.get(name, ""))).startswith(("/", home))]
    for path in sorted(site.folder.rglob("*.css")):
        wrong += [f"{path.name}: {target[:60]}" for target in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8"))
                  if not target.strip("'\"").startswith(("data:", "#", "../", "./"))]
    return wrong


def every_feed_is_valid(site: BuiltSite, whole: Site) -> list[str]:
    """Without a warning, in all three formats."""
    base = whole.catalogue.data.partnership.site_address
    checks = {"xml": complaints_about_rss, "atom": complaints_about_atom, "json": complaints_about_json}
    return [f"{where}: {complaint}" for ending, check in checks.items() for path in sorted(site.folder.rglob(f"feed.{ending}"))
            for where in [path.relative_to(site.folder).as_posix()] for complaint in check(path, base + where)]


def newsletters_survive_mail_programs(site: BuiltSite, whole: Site) -> list[str]:
    """As HTML, and as text with the same words and every address."""
    wrong = []
    for path in sorted(site.folder.rglob("email.html")):
        source = path.read_text(encoding="utf-8")
        text = path.with_name("email.txt").read_text(encoding="utf-8")
        where = path.parent.relative_to(site.folder).as_posix()
        wrong += [f"{where}: {complaint}" for complaint in (*complaints_about_email(source), *differences_of_text_edition(source, text))]
    return wrong


def complaints_about_email(source: str) -> list[str]:
    """Return what would not survive a mail program."""
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    found = [] if len(source.encode()) < LARGEST_EMAIL else ["too large"]
    found += [f"<{name}>" for element in tree.iter() if (name := local_name(element)) in ("script", "link", "svg", "form", "iframe", "video", "object")]
    found += [f"{name}={value}" for element in tree.iter() for name in ("href", "src") if (value := element.get(name)) is not None
              and not value.startswith(("https://", "mailto:", "tel:"))]
    found += [f"{word} in a style" for word in ("url(", "@import", "@font-face", "flex", "grid", "var(") if word in source]
    body = tree.find("body")
    found += [f"<{element.tag}> without its style" for element in body.iter() if element.tag in ("p", "h1", "h2", "h3", "ul", "a") and not element.get("style")]
    return found


def differences_of_text_edition(source: str, text: str) -> list[str]:
    """Return what the text edition of an email has not, or has besides."""
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    addresses = [link.get("href") for link in tree.iter("a") if link.get("href", "").startswith("https://")]
    wrong = [f"no address {address}" for address in addresses if f"({address})" not in text]
    for part in tree.iter():
        if part.get("class") in ("preheader", "what"):  # for lists of messages, and for narrow screens
            part.text = None
    for image in tree.iter("img"):  # its words stand for it
        image.text = f" {image.get('alt')} "
    if re.findall(r"\w+", re.sub(r" \(https://[^)]*\)", "", text)) != re.findall(r"\w+", words(tree.find("body"))):
        wrong.append("other words")
    return wrong + [f"a line of {len(line)}" for line in text.splitlines() if len(line) >= 998]  # RFC 5322, section 2.1.1


def downloads_follow_their_standard(site: BuiltSite, whole: Site) -> list[str]:
    """Each year's figures are a data package that describes every table in it."""
    wrong = []
    for path in sorted(site.folder.rglob("datapackage.json")):
        described = json.loads(path.read_text(encoding="utf-8"))
        wrong += [str(error) for error in Package.metadata_validate(described)]
        with chdir(path.parent):
            report = Package(path.name).validate()
        wrong += [str(error) for error in report.flatten(["type", "note"])]
        if {resource["path"] for resource in described["resources"]} != {table.name for table in path.parent.glob("*.csv")}:
            wrong.append(f"{os.fspath(path)}: not every table is described")
    return wrong


def every_number_has_its_standing(site: BuiltSite, whole: Site) -> list[str]:
    """Beside each number and address for writing that nobody has confirmed stands its mark; what may not be printed is nowhere."""
    contacts = whole.catalogue.data.contacts.values()
    sure = {way for contact in contacts if not contact.unconfirmed for way in (f"tel:{contact.call}", f"mailto:{contact.email}")}
    never = {number for contact in contacts if not contact.printable for number in (contact.phone, contact.email) if number}
    never -= {number for contact in contacts if contact.printable for number in (contact.phone, contact.email)}
    wrong = []
    for address, page in site.pages.items():
        wrong += [f"{address}: {number}" for number in never if number in page.text]
        for contact in (*page.find("span", class_="contact"), *page.find("div", class_="call")):
            links = [link.get("href", "") for link in contact.iter("a")]
            marked = any("mark" in (part.get("class") or "").split() for part in contact.iter("a"))
            unsure = [link for link in links if link.startswith(("tel:", "mailto:")) and link not in sure]
            if unsure and not marked:
                wrong.append(f"{address}: {unsure} without its mark")
    return wrong


def every_published_address_answers(site: BuiltSite, whole: Site) -> list[str]:
    """Those in the ledger, the former ones too; and nothing of a page is left unprinted."""
    ledger = whole.catalogue.data.ledger
    return [address for entry in ledger for address in (entry, *ledger[entry].former) if not site.has(address)]


PROPERTIES: tuple[Property, ...] = (
    every_page_is_reachable, no_link_is_broken, pages_show_what_was_checked, html_is_sound, every_page_says_what_it_is, nothing_is_fetched_from_elsewhere,
    every_feed_is_valid, newsletters_survive_mail_programs, downloads_follow_their_standard, every_number_has_its_standing,
    every_published_address_answers)
