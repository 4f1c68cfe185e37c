"""The last run of the automatic accessibility tests: data/accessibility.yml, which ``make accessibility`` writes and nobody types.

    day: 2032-11-20
    version: 1a2b3c4
    browser: Chromium 140.0
    tool: axe-core 4.11.0
    asked: "WCAG 2.0, 2.1 and 2.2, levels A and AA"
    pages: 60
    settings: ["light, 360 pixels wide", "dark, 1280 pixels wide"]
    each_page: in every setting
    findings:
      color-contrast: {says: Elements must have enough contrast, pages: 2}
    undecided:
      color-contrast: {says: Elements must have enough contrast, pages: 1}

Without the file, no run is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from publishing.reading.fields import Key, Place, day, many, mapping_of, one_of, table_of, text, whole_number

OLDEST = timedelta(days=183)
"""How old a run may be before it is due again: half a year, as pages are looked at again. GOV.UK asks for a review of a
statement at least once a year (https://www.gov.uk/guidance/make-your-website-or-app-accessible-and-publish-an-accessibility-statement)."""

EACH_PAGE = ("in every setting", "in one setting, by turns")
"""How the pages were tried."""


@dataclass(frozen=True)
class Finding:
    """What the tool found, or could not decide, by one of its rules."""

    id: str
    says: str
    pages: int


@dataclass(frozen=True)
class Run:
    """One run over the built site."""

    day: date
    version: str
    """The commit that was tried."""
    browser: str
    tool: str
    asked: str
    pages: int
    settings: tuple[str, ...]
    each_page: str
    findings: Mapping[str, Finding] = field(default_factory=dict)
    undecided: Mapping[str, Finding] = field(default_factory=dict)

    def too_old(self, today: date) -> bool:
        """Say whether it is too old to speak for the site."""
        return today - self.day > OLDEST

    def of_another_site(self, pages: int) -> bool:
        """Say whether the site, with so many pages today, has become another: by more than a tenth."""
        return abs(pages - self.pages) * 10 > self.pages


FINDING_KEYS = (
    Key("says", text(), "What the rule asks for, in the tool's words.", required=True),
    Key("pages", whole_number, "On how many pages.", required=True),
)

RUN_KEYS = (
    Key("day", day, "The day of the run.", required=True),
    Key("version", text(60), "The commit that was tried.", required=True),
    Key("browser", text(60), "The browser and its version.", required=True),
    Key("tool", text(60), "The tool and its version.", required=True),
    Key("asked", text(), "What the tool was asked to look for.", required=True),
    Key("pages", whole_number, "How many pages were tried.", required=True),
    Key("settings", many(text(60)), "Colours and widths of the screen.", required=True),
    Key("each_page", one_of(EACH_PAGE, "way to try pages"), "Whether each page was tried in all of them.", required=True),
    Key("findings", table_of(FINDING_KEYS, Finding), "What it found, by the names of its rules."),
    Key("undecided", table_of(FINDING_KEYS, Finding), "What it left to a person to judge, by the names of its rules."),
)


def read_accessibility(place: Place) -> Any:
    """Read the whole of accessibility.yml into a :class:`Run`."""
    return mapping_of(RUN_KEYS, Run)(place)
