"""What macros have printed is taken over by the next command: it rests on no more than is said, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import TODAY, change, noting
from publishing.content.catalogue import Catalogue
from publishing.kept.memory import Memory
from publishing.pages.macros import Macros, shown_of_pages
from publishing.pages.site_pages import written_page
from publishing.site import Site, read_site

NOTHING_OF = {"root", "front_matter", "files", "waiting", "by_any_file", "unpublished", "refused", "stand_ins", "history"}
"""What the catalogue has besides data, the day and the pages of this build."""


def test_they_ask_for_nothing_but_data_the_day_and_pages(example_read: Site) -> None:
    asked: set[str] = set()
    catalogue = noting(asked, Catalogue, example_read.catalogue, {name for name in dir(example_read.catalogue) if name not in NOTHING_OF})
    for page in example_read.catalogue.written:
        Macros(catalogue, example_read.fragments, page.address).run(example_read.catalogue.front_matter[page.file])
    assert {"data", "by_file"} <= asked and asked.isdisjoint(NOTHING_OF)


def test_who_takes_over_what_they_printed_stands_as_if_they_had_run(example_read: Site) -> None:
    catalogue = example_read.catalogue
    left: set[str] = set()
    for page in catalogue.written:
        ran, taken = (Macros(catalogue, example_read.fragments, page.address) for _ in range(2))
        run = ran.run(catalogue.front_matter[page.file])
        taken.take(run)
        pages = [written_page(page, example_read.texts[page.file], macros, catalogue, example_read.fragments, None) for macros in (ran, taken)]
        assert pages[0].sections == pages[1].sections and pages[0].offered == pages[1].offered
        assert (taken.rests_on, taken._listed, taken._words.mentioned) == (ran.rests_on, ran._listed, ran._words.mentioned)
        left |= {name for name in ("rests_on", "listed", "mentioned", "offered") if getattr(run, name)}
    assert left == {"rests_on", "listed", "mentioned", "offered"}


@pytest.mark.parametrize(("file", "old", "new", "all_of_them"), [
    ("docs/about.md", "{{ sessions() }}", "{{ sessions() }}\n\nMore of us.", False),
    ("briefings/general/maps.md", "title: ", "title: New ", True),
    ("data/contacts.yml", "\n", "\n# More.\n", True),
    ("overrides/fragments/contact.html", "<", "\n<", True)])
def test_they_run_again_where_anything_is_another_that_they_rest_on(example: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, all_of_them: bool) -> None:
    ran: list[str] = []
    memory, run = Memory(), Macros.run
    monkeypatch.setattr(Macros, "run", lambda self, markdown: (ran.append(self.address), run(self, markdown))[1])
    read_site(example, TODAY, memory=memory)
    read_site(example, TODAY, memory=memory)
    first = len(ran)
    assert first == len({*ran})
    path = example / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="\n")
    read_site(example, TODAY, memory=memory)
    assert len(ran) - first == (first if all_of_them else 1)


def test_of_a_text_they_may_show_the_minutes_alone(example: Path) -> None:
    before = [*shown_of_pages(read_site(example, TODAY).catalogue)]
    change(example, "docs/about.md", "{{ sessions() }}", "{{ sessions() }}\n\nMore of us.")
    assert [*shown_of_pages(read_site(example, TODAY).catalogue)] == before
    change(example, "docs/about.md", "{{ sessions() }}", "{{ sessions() }}\n\n" + "More of us. " * 200)
    assert [*shown_of_pages(read_site(example, TODAY).catalogue)] != before
