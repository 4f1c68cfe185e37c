"""The example has every property that any site must have; and each of them would be missed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built_site import BuiltPage, BuiltSite
from projects import change
from properties import PROPERTIES, Property, faults
from publishing.site import Site


@pytest.mark.parametrize("of_every_site", PROPERTIES, ids=lambda one: one.__name__)
def test_the_example_has_it(example_site: BuiltSite, example_read: Site, of_every_site: Property) -> None:
    assert of_every_site(example_site, example_read) == []


MISSED = {
    "every_page_is_reachable": "/lonely/",
    "no_link_is_broken": "/contact/: ../no/such/page/",
    "pages_show_what_was_checked": "/about/: its words are not those that were checked",
    "html_is_sound": "/contact/: aria-labelledby=nothing leads nowhere",
    "every_page_says_what_it_is": "/contact/: language",
    "nothing_is_fetched_from_elsewhere": "/contact/: <img src=https://elsewhere.example/x.png>",
    "every_feed_is_valid": "newsletters/feed.xml: tag:northmoor.example,2031:newsletters/2031-06 passes for an address",
    "newsletters_survive_mail_programs": "newsletters/2031-06: <script>",
    "downloads_follow_their_standard": "type-error",
    "every_number_has_its_standing": "/contact/: 01632 960098",
    "every_published_address_answers": "/briefings/general/getting-together/",
}
"""What each says of a site in which something of everything is wrong."""


@pytest.fixture(scope="module")
def broken(example_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The example's site with something of everything wrong in it."""
    folder = tmp_path_factory.mktemp("broken") / "site"
    shutil.copytree(example_site.folder, folder)
    shutil.copytree(folder / "about", folder / "lonely")
    (folder / "briefings/general/getting-together/index.html").unlink()
    change(folder, "about/index.html", "stands on no map", "stands on a map")
    change(folder, "contact/index.html", '<html lang="en"', '<html lang="cy"')
    change(folder, "contact/index.html", "</main>", '<p aria-labelledby="nothing">01632 960098 <a href="../no/such/page/">x</a>'
           '<img src="https://elsewhere.example/x.png" alt="x"></p></main>')
    source = (folder / "newsletters/feed.xml").read_text(encoding="utf-8")
    (folder / "newsletters/feed.xml").write_text(source.replace('isPermaLink="false"', 'isPermaLink="true"'), encoding="utf-8")
    change(folder, "newsletters/2031-06/email.html", "</body>", "<script></script></body>")
    for path in (folder / "annual-report/2031-32/data").glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b",240,", b",many,"))
    return BuiltSite(folder)


@pytest.mark.parametrize("of_every_site", PROPERTIES, ids=lambda one: one.__name__)
def test_it_would_be_missed(broken: BuiltSite, example_read: Site, of_every_site: Property) -> None:
    found = of_every_site(broken, example_read)
    assert [one for one in found if MISSED[of_every_site.__name__] in one], found


def test_every_fault_of_a_page_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text('<!doctype html><title>x</title><h1 id="a">x</h1><h3 id="a"></h3><label for="b">y</label><p></div>'
                    '<input id="c" type="checkbox" autocomplete="off"><label for="c"></label><table width="9" border="0"></table>', encoding="utf-8")
    found = list(faults(BuiltPage("/", path)))
    assert [fault for fault in found if "end-tag" in fault]
    assert {"the id a stands 2 times", "for=b leads nowhere", "its headings skip a level: [1, 3]", "a heading is empty",
            "autocomplete on a checkbox", "<input> without a label", "<table width> is obsolete", "<table border> is obsolete"} <= set(found)
