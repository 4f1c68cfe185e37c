"""The HTML is sound: it parses without error, and everything in it that points somewhere arrives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from built_site import BuiltPage, BuiltSite, words

KNOWN_FAULTS: dict[str, str] = {}
"""Faults of Material's own base template that we cannot mend, with their reason. There is none left."""

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "headers", "list")


def faults(page: BuiltPage) -> Iterator[str]:
    """Return what is wrong with a page's HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page.source)
    for (line, _), code, _ in parser.errors:
        yield f"line {line}: {code}"
    for identifier, count in Counter(page.identifiers()).items():
        if count > 1:
            yield f"the id {identifier} stands {count} times"
    known = set(page.identifiers())
    for element in page.tree.iter():
        for name in REFERENCES:
            for identifier in (element.get(name) or "").split() if isinstance(element.tag, str) else ():
                if identifier not in known:
                    yield f"{name}={identifier} leads nowhere"
    levels = [int(element.tag[1]) for element in page.tree.iter() if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"its headings are {levels}: one h1, and first"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"its headings skip a level: {levels}"
    for element in page.tree.iter():
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag) and not words(element):
            yield "a heading is empty"


def test_every_page_is_sound(site: BuiltSite) -> None:
    found = {f"{address}: {fault}" for address, page in site.pages.items() for fault in faults(page)}
    assert found - KNOWN_FAULTS.keys() == set()
    assert KNOWN_FAULTS.keys() - found == set(), "a known fault is gone: take it off the list"


def test_a_broken_page_would_be_found(tmp_path) -> None:
    path = tmp_path / "index.html"
    path.write_text('<!doctype html><title>x</title><h1 id="a">x</h1><h3 id="a"></h3><label for="b">y</label><p></div>', encoding="utf-8")
    found = list(faults(BuiltPage("/", path)))
    assert [fault for fault in found if "end-tag" in fault]
    assert {"the id a stands 2 times", "for=b leads nowhere", "its headings skip a level: [1, 3]", "a heading is empty"} <= set(found)


def test_no_internal_link_is_broken(site: BuiltSite) -> None:
    assert site.broken_links() == []


def test_every_page_has_title_description_language_and_address(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        if address == "/404.html":
            continue
        assert page.tree.get("lang") == "en", address
        assert words(page.find("title")[0]).endswith("- Safeguarding children in Sefton"), address
        assert 20 < len(page.find("meta", name="description")[0].get("content")) <= 200, address
        assert page.find("link", rel="canonical")[0].get("href") == f"https://resources.example{address}"


def test_titles_are_unique(site: BuiltSite) -> None:
    titles = Counter(words(page.find("title")[0]) for page in site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_asks_anything_of_another_host(site: BuiltSite) -> None:
    """What a page loads by itself: all but links that a reader follows, and the page's own whole address."""
    for page in site.pages.values():
        for element in page.tree.iter():
            if not isinstance(element.tag, str) or element.tag == "a":
                continue
            for name in ("src", "srcset", "href", "action", "data", "poster"):
                target = element.get(name)
                if target and element.get("rel") != "canonical":
                    assert not urlsplit(urljoin("site:///", target)).netloc, f"{page.address}: <{element.tag} {name}={target}>"
    for path in site.folder.rglob("*.css"):
        for target in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert target.strip("'\"").startswith(("data:", "#", "../", "./")), f"{path.name}: {target[:60]}"


def test_links_within_the_site_are_relative(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        if address == "/404.html":  # served at any depth: see test_any_address.py
            continue
        for element in page.tree.iter():
            for name in ("href", "src"):
                target = element.get(name, "") if isinstance(element.tag, str) else ""
                if element.tag == "link" and element.get("rel") == "canonical":
                    continue
                assert not unquote(target).startswith(("/", "https://resources.example")), f"{address}: {target}"
