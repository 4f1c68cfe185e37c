"""A 7-minute briefing goes on one sheet of A4, printed on both sides, to be handed round in a team meeting."""

from __future__ import annotations

import io

from built_site import BuiltSite
from playwright.sync_api import Browser
from pypdf import PdfReader


def test_every_seven_minute_briefing_prints_on_one_sheet(site: BuiltSite, served: str, browser: Browser) -> None:
    briefings = [address for address in site.pages if address.startswith("/briefings/seven-minute/") and address.count("/") == 4]
    assert len(briefings) >= 7
    page = browser.new_page()
    sides = {}
    for address in briefings:
        page.goto(served + address)
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        sides[address] = len(printed.pages)
        text = "".join(side.extract_text() for side in printed.pages)
        assert "Sources" in text and "999" in text and "Menu" not in text
    page.close()
    assert {address: count for address, count in sides.items() if count > 2} == {}
