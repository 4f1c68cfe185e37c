"""The same files work at a root, under a path and at another host; old addresses lead on."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from built_site import BuiltSite, serving
from playwright.sync_api import Browser
from projects import change, problems, run, write


def test_every_link_works_under_a_path(site: BuiltSite) -> None:
    """Followed through a server, as a reader's browser does."""
    with serving(site.folder, "/some/path") as address:
        tried = set()
        for page in site.pages.values():
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
        assert len(tried) > len(site.pages)


def test_a_server_answers_what_is_missing_with_our_page(site: BuiltSite) -> None:
    with serving(site.folder, "/some/path") as address, pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}/no/such/page/")
    assert missing.value.code == 404
    assert b"This page does not exist" in missing.value.read()


@pytest.mark.parametrize("prefix", ["", "/some/path"])
def test_the_page_for_missing_addresses_leads_home_from_any_depth(site: BuiltSite, browser: Browser, prefix: str) -> None:
    with serving(site.folder, prefix) as address:
        page = browser.new_page()
        for missing in ("/missing", "/briefings/general/missing/", "/a/b/c/d.html"):
            page.goto(address + missing)
            home = page.get_by_role("link", name="home page")
            page.wait_for_function("prefix => document.querySelector('main a[href^=\"/\"]').getAttribute('href') === prefix + '/'", arg=prefix)
            home.click()
            page.wait_for_load_state()
            assert page.url == f"{address}/"
            assert page.get_by_role("heading", level=1).inner_text() == "Safeguarding children in Sefton"
            for name in ("Search", "Who to call"):
                page.goto(address + missing)
                page.wait_for_function("prefix => document.querySelector('main a[href^=\"/\"]').getAttribute('href') === prefix + '/'", arg=prefix)
                page.get_by_role("main").get_by_role("link", name=name).click()
                page.wait_for_load_state()
                assert "does not exist" not in page.content()
        page.close()


def test_the_page_for_missing_addresses_starts_at_the_sites_address(project: Path) -> None:
    assert run(project, "build", SITE_URL="https://other.example/under/here/").status == 0
    site = BuiltSite(project / "site")
    assert '<a href="/under/here/search/">' in site.page("/404.html").source
    assert site.page("/about/").find("link", rel="canonical")[0].get("href") == "https://other.example/under/here/about/"
    assert "resources.example" not in (project / "site" / "sitemap.xml").read_text(encoding="utf-8")


def move(project: Path, old: str, new: str) -> None:
    """Move the genogram briefing as the ledger's head says."""
    (project / f"briefings/general/{old}.md").rename(project / f"briefings/general/{new}.md")
    for path in project.rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(f"{old}.md", f"{new}.md"), encoding="utf-8", newline="\n")
    synonyms = project / "data" / "synonyms.yml"
    synonyms.write_text(synonyms.read_text(encoding="utf-8").replace(f"/{old}.md", f"/{new}.md"), encoding="utf-8", newline="\n")
    change(project, "data/ledger.yml", f"/briefings/general/{old}/:\n  id: tag:resources.example,2026:briefings/general/genogram\n",
           f"/briefings/general/{new}/:\n  id: tag:resources.example,2026:briefings/general/genogram\n  former: [/briefings/general/{old}/]\n")


def test_a_moved_page_keeps_its_id_and_its_old_address_leads_on_without_script(project: Path, browser: Browser) -> None:
    move(project, "genogram", "family-maps")
    assert run(project, "build").status == 0
    site = BuiltSite(project / "site")
    with serving(site.folder, "/some/path") as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/briefings/general/genogram/")
        page.wait_for_url(f"{address}/briefings/general/family-maps/")
        assert page.get_by_role("heading", level=1).inner_text() == "Genogram"
        context.close()
    assert "/briefings/general/genogram/" not in (project / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert site.broken_links() == []


def test_a_page_that_is_gone_is_reported(project: Path) -> None:
    (project / "newsletters" / "2020-04.md").unlink()
    assert [problem for problem in problems(project) if problem.startswith("data/ledger.yml:") and
            "/newsletters/2020-04/ was published and is gone. Put its file back" in problem]


def test_a_former_address_in_use_is_reported(project: Path) -> None:
    move(project, "genogram", "family-maps")
    write(project, "briefings/general/genogram.md", "---\ntitle: Another\nsummary: A page at an address that leads elsewhere.\n---\nText.\n")
    assert [problem for problem in problems(project) if
            "/briefings/general/genogram/ is listed as a former address and is in use by briefings/general/genogram.md. " in problem]


def test_a_page_that_is_not_in_the_ledger_gets_its_id_from_its_address_and_keeps_it(project: Path) -> None:
    write(project, "briefings/general/new.md", "---\ntitle: New\nsummary: A page that nobody has put into the ledger yet.\n---\nText.\n")
    assert problems(project) == []
    done = run(project, "ledger")
    assert done.status == 0 and "1 of them new" in done.output, done.output
    ledger = (project / "data" / "ledger.yml").read_text(encoding="utf-8")
    assert "/briefings/general/new/:\n  id: tag:resources.example,2026:briefings/general/new\n" in ledger
    assert "0 of them new" in run(project, "ledger").output
    assert (project / "data" / "ledger.yml").read_text(encoding="utf-8") == ledger


def test_the_ledger_as_it_is_kept_is_complete(real_project: Path, project: Path) -> None:
    assert "0 of them new" in run(project, "ledger").output
    assert (project / "data" / "ledger.yml").read_bytes() == (real_project / "data" / "ledger.yml").read_bytes()
