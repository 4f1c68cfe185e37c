"""A 7-minute briefing goes on one sheet of A4, printed on both sides, to be handed round in a team meeting."""

from __future__ import annotations

import io

from playwright.sync_api import Browser
from pypdf import PdfReader

from publishing.content.aloud import minutes_aloud
from publishing.content.kinds import SevenMinuteBriefing
from publishing.site import Site


def test_every_seven_minute_briefing_prints_on_one_sheet(example_read: Site, example_served: str, browser: Browser) -> None:
    briefings = example_read.catalogue.of_kind(SevenMinuteBriefing)
    assert max(minutes_aloud(example_read.texts[briefing.file].blocks) for briefing in briefings) > 5, "one of them is long"
    page = browser.new_page()
    sides = {}
    for briefing in briefings:
        page.goto(example_served + briefing.address)
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        sides[briefing.address] = len(printed.pages)
        text = "".join(side.extract_text() for side in printed.pages)
        assert "999" in text and "Menu" not in text and (not briefing.sources or "Sources" in text)
    page.close()
    assert {address: count for address, count in sides.items() if count > 2} == {}
