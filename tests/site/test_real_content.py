"""What must hold of the real content, whatever it says. No sentence, number or date of it stands in any test.

Everything else that must hold of content is a check, in ``make check``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from built_site import BuiltSite
from properties import PROPERTIES, Property
from publishing.problems.problem import errors
from publishing.site import Site, check_site, read_site
from shapes import by_turns, faults_found_by_axe, shapes


@pytest.fixture(scope="module")
def real_read(real_root: Path, real_day: date) -> Site:
    """The real site as values."""
    return read_site(real_root, real_day)


def test_check_finds_no_error(real_root: Path, real_day: date) -> None:
    assert errors(check_site(real_root, real_day)[1]) == []


@pytest.mark.parametrize("of_every_site", PROPERTIES, ids=lambda one: one.__name__)
def test_the_real_site_has_it(real_site: BuiltSite, real_read: Site, of_every_site: Property) -> None:
    assert of_every_site(real_site, real_read) == []


def test_axe_finds_nothing_on_any_shape(real_served: str, real_read: Site, browser: Browser) -> None:
    assert faults_found_by_axe(browser, real_served, by_turns(shapes(real_read))) == []
