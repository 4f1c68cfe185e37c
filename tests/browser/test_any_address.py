"""Under a path, from a page that is missing and at an old address, a reader's browser gets to where it should."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from built_site import BuiltSite, serving


@pytest.mark.parametrize("prefix", ["", "/some/path"])
def test_the_page_for_missing_addresses_leads_on_from_any_depth(example_site: BuiltSite, browser: Browser, prefix: str) -> None:
    """Its links start at the path that the site was built for; its script mends them elsewhere."""
    with serving(example_site.folder, prefix) as address:
        page = browser.new_page()
        mended = f"document.querySelector('main li a').href === '{address}/'"
        for missing in ("/missing", "/a/b/c/d.html", "/a//b/"):
            for link, heading in (("home page", "Where everybody who works with children in Northmoor begins."), ("Search", "Search: A to Z"), ("Who to call", "Contact")):
                page.goto(address + missing)
                page.wait_for_function(mended)
                page.get_by_role("main").get_by_role("link", name=link).click()
                page.wait_for_load_state()
                assert page.get_by_role("heading", level=1).inner_text() == heading
        page.close()


@pytest.mark.parametrize("prefix", ["", "/some/path"])
def test_no_missing_address_leads_its_page_to_another_site(example_site: BuiltSite, browser: Browser, prefix: str) -> None:
    with serving(example_site.folder, prefix) as address:
        page = browser.new_page()
        host = address.removesuffix(prefix)
        for missing in ("//evil.example/x", "//evil.example//x/y", "/\\evil.example/x", "/%2f%2fevil.example/x", "/https://evil.example/x", "/a/..%2f..%2f/evil.example/"):
            page.goto(address + missing, wait_until="networkidle")
            assert page.get_by_role("heading", level=1).inner_text() == "This page does not exist"
            led = page.eval_on_selector_all("main a:not([href^='tel:'])", "links => links.map((link) => link.href)")
            assert len(led) == 3 and all(link.startswith(f"{host}/") for link in [*led, page.eval_on_selector("form", "form => form.action")]), (missing, led)
        page.close()


def test_without_script_the_links_of_the_page_for_missing_addresses_are_those_it_was_built_with(example_site: BuiltSite, browser: Browser) -> None:
    with serving(example_site.folder, "/safeguarding") as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/a/b/missing")
        assert page.evaluate("getComputedStyle(document.querySelector('label')).fontWeight") == "700", "its style is found in one of the folders above"
        page.get_by_role("main").get_by_role("link", name="Who to call").click()
        assert page.url == f"{address}/contact/"
        context.close()


def test_under_a_path_everything_a_page_loads_is_there(example_site: BuiltSite, browser: Browser) -> None:
    with serving(example_site.folder, "/resources") as address:
        page = browser.new_page()
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.goto(f"{address}/newsletters/2032-06/")
        page.click("main a[href*='meetings']")
        assert page.url == f"{address}/briefings/general/meetings/" and failed == []
        page.close()


def test_an_old_address_leads_on_without_script(example_site: BuiltSite, browser: Browser) -> None:
    with serving(example_site.folder, "/some/path") as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/briefings/general/getting-together/")
        page.wait_for_url(f"{address}/briefings/general/meetings/")
        assert page.get_by_role("heading", level=1).inner_text() == "Meetings"
        context.close()
