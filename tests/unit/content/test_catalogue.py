"""What stands first: what is worth knowing, what is new, and what somebody needs first in their work."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from projects import TODAY, change, write
from publishing.content.catalogue import Catalogue
from publishing.site import read_site

GUIDE = "docs/urgent/thin-ice.md"


def catalogue(root: Path, today: date = TODAY) -> Catalogue:
    return read_site(root, today).catalogue


def titles(root: Path, today: date = TODAY) -> list[str]:
    return [resource.title for resource in catalogue(root, today).worth_knowing]


def test_what_is_held_ended_or_replaced_comes_last_however_new_it_is(example: Path) -> None:
    found = catalogue(example).worth_knowing
    past = [resource.held or bool(resource.replaced_by) or bool(resource.listing_period and resource.listing_period.ended(TODAY)) for resource in found]
    assert past == sorted(past) and 3 < sum(past) < len(past) - 3
    last = [resource.title for resource, over in zip(found, past, strict=True) if over]
    assert {"Maps", "Winter plan", "Oak", "Annual report 2031-32"} <= {*last}
    assert found[0].title == "Elm" and not {resource.title for resource in found} & {"Sun and heat"}
    assert {resource.file for resource in found} == {resource.file for resource in catalogue(example).listed}


@pytest.mark.parametrize(("file", "key"), [
    ("briefings/practice-learning/elm.md", "text: held"),
    ("briefings/practice-learning/elm.md", "replaced_by: briefings/general/journeys.md"),
])
def test_the_first_goes_to_the_end_once_it_is_over(example: Path, file: str, key: str) -> None:
    change(example, file, "review: 2033-10-05\n", f"review: 2033-10-05\n{key}\n")
    if "replaced_by" in key:
        change(example, "briefings/general/journeys.md", "replaces: briefings/general/maps.md", f"replaces: {file}")
        change(example, "briefings/general/maps.md", "replaced_by: briefings/general/journeys.md\n", "")
    found = titles(example)
    assert found[0] == "Asking a family" and found.index("Elm") > found.index("When you disagree")


def test_what_changed_last_comes_first_even_if_it_was_published_long_ago(example: Path) -> None:
    change(example, "briefings/seven-minute/ice.md", "written: 2032-03-01\n", "written: 2032-03-01\nupdated: 2032-11-21\nchanges:\n  - {date: 2032-11-21, note: A new number.}\n")
    assert titles(example)[:2] == ["Ice on open water", "Elm"]


def test_news_are_dated_notes_and_new_pages_newest_first(example: Path) -> None:
    assert [(news.date.isoformat(), news.page.title, news.note) for news in catalogue(example).news] == [
        ("2032-11-02", "Elm", "A new question for teams."),
        ("2032-10-20", "Elm", "A clearer heading."),
        ("2032-10-09", "A child is on thin ice", "Ring before you go near."),
        ("2032-09-01", "About us", "The business team moved to Moor House."),
        ("2032-03-01", "Ice on open water", ""),
        ("2032-01-10", "Winter plan", ""),
    ]


def test_what_is_withdrawn_held_a_draft_or_waits_for_its_day_is_no_news(example: Path) -> None:
    before = catalogue(example).news
    head = "title: Snow\nsummary: What to do in Northmoor. (Snow)\nwritten: 2032-11-20\n"
    more = {"withdrawn": "withdrawn: {date: 2032-11-21, reason: It melted.}\nchanges:\n  - {date: 2032-11-20, note: Deeper.}\n",
            "held": "text: held\npublished: 2032-11\n", "draft": "draft: true\n", "future": "published: 2032-11-30\n"}
    for name, keys in more.items():
        write(example, f"briefings/general/snow-{name}.md", f"---\n{head.replace('Snow', f'Snow {name}')}{keys}---\n\nText.\n")
    assert catalogue(example).news == before
    write(example, "briefings/general/snow.md", f"---\n{head}---\n\nText.\n")
    assert (catalogue(example).news[0].page.title, catalogue(example).news[0].note) == ("Snow", "")


def test_among_news_of_one_day_what_is_urgent_comes_first(example: Path) -> None:
    change(example, GUIDE, "date: 2032-10-09", "date: 2032-11-02")
    assert [news.page.title for news in catalogue(example).news][:2] == ["A child is on thin ice", "Elm"]
