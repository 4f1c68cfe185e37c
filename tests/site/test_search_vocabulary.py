"""Words that are only matched are printed nowhere; the index is the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from built_site import BuiltSite, serving
from projects import ROOT, bytes_of, change, copy_project, day_of_content, run, write
from publishing.search.folding import Folder, rules, stem, word_keys, words
from search_eval import ask

SECRET = "zorblatt"
"""A word that no page has, to be typed and never printed."""


def test_match_only_words_are_matched_and_printed_nowhere(project: Path, browser: Browser) -> None:
    change(project, "data/synonyms.yml", "typed: [cube, desk aid,", f"typed: [cube, {SECRET}one, desk {SECRET}two aid,")
    change(project, "data/glossary.yml", "typed: [aces, trauma,", f"typed: [aces, {SECRET}three, trauma,")
    change(project, "briefings/general/genogram.md", "also_known_as: [family tree,", f"also_known_as: [family tree, {SECRET}four,")
    done = run(project, "build")
    assert done.status == 0, done.output
    holding = [path for path, text in bytes_of(project / "site").items() if SECRET.encode() in text.lower() or SECRET in path]
    assert holding == []
    with serving(project / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        for typed, first in ((f"{SECRET}one", "/level-of-need/desk-cube/"), (f"desk {SECRET}two aid", "/level-of-need/desk-cube/"),
                             (f"{SECRET}three", "/glossary/#ace"), (f"{SECRET}four", "/briefings/general/genogram/"),
                             (f"{SECRET}fuor", "/briefings/general/genogram/")):
            assert ask(page, typed)[0] == f"{address}{first}", typed
            assert "zorblattfour" not in page.locator("body").inner_text()
        page.close()


def test_shown_word_can_be_suggested(project: Path, browser: Browser) -> None:
    change(project, "data/synonyms.yml", "  - topic: desk cube\n", f"  - topic: desk cube\n    shown: [{SECRET}]\n")
    assert run(project, "build").status == 0
    with serving(project / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        assert ask(page, "zorblat")[0] == f"{address}/level-of-need/desk-cube/"
        page.goto(f"{address}/search/?q=zorblaat")
        expect(page.locator("#results--note")).to_contain_text(f"Did you mean {SECRET}?")
        page.close()


def test_synonym_of_a_draft_waits_for_it(project: Path) -> None:
    change(project, "level_of_need/desk-cube.md", "title: ", "draft: true\ntitle: ")
    change(project, "data/synonyms.yml", "typed: [cube,", "typed: [pocket cube,")
    done = run(project, "build")
    assert not [line for line in done.problems() if line.startswith("data/synonyms.yml")], done.output


def test_drafts_and_future_resources_are_not_in_the_index(project: Path) -> None:
    for name, line in (("one", "draft: true"), ("two", f"published: {day_of_content(ROOT).year + 1}-05")):
        write(project, f"briefings/general/{name}.md", f"---\ntitle: {SECRET.capitalize()} {name}\nsummary: About it.\n{line}\n---\n\nText on {SECRET}.\n")
    assert run(project, "build", today=day_of_content(ROOT)).status == 0
    assert [path for path, text in bytes_of(project / "site").items() if SECRET.encode() in text.lower()] == []


def test_index_is_the_same_every_time(real_project: Path, tmp_path: Path) -> None:
    again = copy_project(tmp_path / "again", content=ROOT)
    assert run(again, "build").status == 0
    assert bytes_of(again / "site" / "assets" / "search-index") == bytes_of(real_project / "site" / "assets" / "search-index")


@pytest.mark.parametrize("forms", [
    "exploitation exploited exploiting", "referral refer referred referring", "allegation allegations alleged", "children child children's",
    "programme program", "judgement judgment", "radicalisation radicalization", "adviser advisor", "baby babies", "cries cry crying",
    "paediatric pediatric", "behaviour behavior", "organisation organization", "conference conferences", "seven 7", "café cafe",
])
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({tuple(stem(word) for word in words(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("forms", [("s.47", "s47", "section 47", "Section 47", "S 47"), ("M.A.S.H.", "mash"), ("7-minute", "seven minute", "7min", "7mb"),
                                   ("self-harm", "self harm"), ("pre-birth", "prebirth", "pre birth"), ("safe guarding", "safeguarding"), ("15wd", "15 working days")])
def test_ways_of_writing_are_one(forms: tuple[str, ...], real_project: Path) -> None:
    folder = Folder([("prebirth", "pre-birth"), ("safe guarding", "safeguarding"), ("7mb", "7 minute")])
    assert len({tuple(folder.keys(form)) for form in forms}) == 1


def test_words_that_differ_stay_apart() -> None:
    assert len({stem(word) for word in ("caring", "carer", "neglect", "need", "conference", "consent", "april", "apply")}) == 8


def test_browser_folds_as_the_index_does(site: BuiltSite, served: str, browser: Browser) -> None:
    typed = [*sorted({word for page in site.pages.values() for word in page.text.split()}), "s.47", "M.A.S.H.", "naïve", "15wd", "children’s"]
    page = browser.new_page()
    page.goto(f"{served}/")
    folded = page.evaluate("""async (texts) => {
        const { Folding } = await import(new URL('assets/search/search.js', location.href));
        const core = await fetch(new URL('assets/search-index/core.json', location.href));
        const folding = new Folding(await core.json());
        return texts.map((text) => folding.words(text).map((word) => folding.wordKey(word)));
    }""", typed)
    page.close()
    assert dict(zip(typed, folded, strict=False)) == {text: word_keys(text) for text in typed}


def test_every_file_of_the_index_is_json_and_small(site: BuiltSite) -> None:
    core = json.loads((site.folder / "assets/search-index/core.json").read_text(encoding="utf-8"))
    assert core["rules"] == json.loads(json.dumps(rules()))
    sizes = {path.name: path.stat().st_size for path in (site.folder / "assets/search-index" / core["version"] / "w").iterdir()}
    assert len(sizes) == core["shards"] and max(sizes.values()) < 8000
    for path in (site.folder / "assets/search-index").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
