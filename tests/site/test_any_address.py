"""The same files work at a root, under a path and at another host; old addresses lead on. ``browser/`` follows them in a browser."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from built_site import BuiltSite, serving
from projects import build, call, run, write
from publishing.data.partnership import site_address


def test_every_link_works_under_a_path(example_site: BuiltSite) -> None:
    """Followed through a server, as a reader's browser does."""
    with serving(example_site.folder, "/some/path") as address:
        tried = set()
        for page in example_site.pages.values():
            if page.address == "/404.html":
                continue
            here = f"{address}{page.address}"
            for link in page.links():
                target = urljoin(here, link).partition("#")[0]
                if urlsplit(target).netloc != urlsplit(address).netloc or target in tried:
                    continue
                tried.add(target)
                with urllib.request.urlopen(target) as answer:
                    assert answer.status == 200
        assert len(tried) > len(example_site.pages)


def test_every_page_says_where_it_stands_once_and_whole(example_site: BuiltSite) -> None:
    """Without the question of a search; a redirect names where it leads, and the page for missing addresses stands nowhere."""
    own = "https://northmoor.example/safeguarding"
    for page in example_site.pages.values():
        found = [link.get("href") for link in page.find("link", rel="canonical")]
        leads_on = page.find("meta", **{"http-equiv": "refresh"})
        target = urljoin(f"{own}{page.address}", leads_on[0].get("content").removeprefix("0; url=")) if leads_on else f"{own}{page.address}"
        assert found == ([] if page.address == "/404.html" else [target]), page.address


def test_a_server_answers_what_is_missing_with_our_page(example_site: BuiltSite) -> None:
    with serving(example_site.folder, "/some/path") as address, pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}/no/such/page/")
    assert missing.value.code == 404
    assert b"This page does not exist" in missing.value.read()


def test_a_build_for_another_address_names_it_wherever_an_address_must_be_whole(example: Path) -> None:
    assert build(example, SITE_URL="https://other.example/under/here").status == 0, "a slash at its end makes no difference"
    site = BuiltSite(example / "site")
    assert '<a href="/under/here/search/">' in site.page("/404.html").source
    assert site.page("/about/").find("link", rel="canonical")[0].get("href") == "https://other.example/under/here/about/"
    for file in ("sitemap.xml", "feed.xml", "feed.json", "newsletters/2032-06/email.html", "calendar/reviews.ics", "about/index.html"):
        content = (example / "site" / file).read_text(encoding="utf-8")
        assert "https://other.example/under/here/" in content and "northmoor.example/safeguarding" not in content.replace("\r\n ", ""), file


@pytest.mark.parametrize(("written", "address"), [
    ("https://other.example/under/here", "https://other.example/under/here/"), ("https://other.example", "https://other.example/"),
    ("HTTPS://Other.Example/Under//", "https://other.example/Under/"), ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x/"), ("http://[::1]:80", "http://[::1]:80/"),
    *((wrong, None) for wrong in (
        "other.example/under/here/", "//other.example/", "ftp://other.example/", "https://", "https:///x", "https://a b.example/", "https://other.example/a b/",
        "https://other.example/?q=1", "https://other.example/#a", "https://me:word@other.example/", "https://other.example:99999/", "https://other.example//evil.example/",
        "https://other.example/a/../b/", "https://other.example/a\n", "https://other.example/\x1b[31m", "https://[zz]/", "https://other.example\\a", "https://other.example/<b>")),
])
def test_a_site_stands_in_a_folder(written: str, address: str | None) -> None:
    assert site_address(written) == address


def test_an_address_where_no_site_can_stand_is_one_sentence(example: Path) -> None:
    done = run(example, "build", SITE_URL="https://me:secret@other.example/\x1b[31m")
    assert done.status == 1 and "secret" not in done.output and "\x1b" not in done.output
    assert done.output == (
        '\nSITE_URL: "https://…@other.example/\ufffd[31m" is not an address where a site can stand. Write https://, the name of the domain and, where the site has one, '
        "its folder: https://example.org/resources/.\nThere is no site/: nothing was published.\n")
    assert not list(example.glob(".site*"))


def test_an_old_address_leads_on_and_is_no_page(example_site: BuiltSite) -> None:
    page = example_site.page("/briefings/general/getting-together/")
    assert page.find("meta", http_equiv="refresh")[0].get("content").endswith("url=../meetings/")
    assert page.find("link", rel="canonical")[0].get("href") == "https://northmoor.example/safeguarding/briefings/general/meetings/"
    assert "getting-together" not in (example_site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_a_page_that_is_not_in_the_ledger_gets_its_id_from_its_address_and_keeps_it(example: Path) -> None:
    write(example, "briefings/general/new.md", "---\ntitle: New\nsummary: A page that nobody has put into the ledger yet.\n---\nText.\n")
    before = (example / "data" / "ledger.yml").read_text(encoding="utf-8")
    done = call(example, "ledger")
    assert done.status == 0 and "1 of them new" in done.output, done.output
    ledger = (example / "data" / "ledger.yml").read_text(encoding="utf-8")
    entry = "/briefings/general/new/:\n  id: tag:northmoor.example,2031:briefings/general/new\n"
    assert ledger.replace(f"\n{entry}", "") == before and entry in ledger
    assert "0 of them new" in call(example, "ledger").output
    assert (example / "data" / "ledger.yml").read_text(encoding="utf-8") == ledger
