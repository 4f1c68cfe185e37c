"""Words that are only matched lead to their page and are printed nowhere; the browser folds words as the index does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from built_site import BuiltSite
from projects import change, problems
from publishing.search.folding import Folder, rules, stem, word_keys, words
from search_eval import ask


def test_match_only_words_lead_to_their_page(example_served: str, browser: Browser) -> None:
    """That none of them is printed anywhere: ``test_listings.py``."""
    page = browser.new_page()
    page.goto(f"{example_served}/")
    for typed, first in (("splashpit", "/briefings/seven-minute/ponds/"), ("quarry pool", "/briefings/seven-minute/ponds/"),
                         ("wobblestone", "/glossary/#ace"), ("zebrawalk", "/briefings/general/journeys/"),
                         ("zebrawlak", "/briefings/general/journeys/")):
        assert ask(page, typed)[0] == f"{example_served}{first}", typed
        assert "zebrawalk" not in page.locator("body").inner_text()
    page.close()


def test_shown_word_can_be_suggested(example_served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{example_served}/")
    assert ask(page, "swimsite")[0] == f"{example_served}/briefings/seven-minute/ponds/"
    page.goto(f"{example_served}/search/?q=swimsiet")
    expect(page.locator("#results--note")).to_contain_text("Did you mean swimsite?")
    page.close()


def test_synonym_of_a_draft_waits_for_it(example: Path) -> None:
    change(example, "docs/strategies/winter.md", "title: ", "draft: true\ntitle: ")
    change(example, "data/synonyms.yml", "docs/strategies/rivers.md]", "docs/strategies/winter.md, briefings/seven-minute/floods.md]")
    assert [problem for problem in problems(example) if problem.startswith("data/synonyms.yml")] == []


def test_words_sleep_until_their_page_is_written(example: Path) -> None:
    group = "\n  - {topic: fens, leads_to: [briefings/general/fens.md, /glossary/#fen, /topics/fens/], typed: [bog]}\n"
    change(example, "data/synonyms.yml", "groups:\n", f"groups:{group}")
    assert len([problem for problem in problems(example) if problem.startswith("data/synonyms.yml")]) == 3
    change(example, "data/synonyms.yml", "groups:\n", "sleeping: [briefings/general/fens.md, '/glossary/#fen']\n\ngroups:\n")
    change(example, "data/topics.yml", "seasons:", "fens: {name: Fens, summary: Nobody has written of them yet.}\nseasons:")  # a topic needs no page
    assert [problem for problem in problems(example) if problem.startswith("data/synonyms.yml")] == []


FORMS = (
    "exploitation exploited exploiting", "referral refer referred referring", "allegation allegations alleged", "children child children's",
    "programme program", "judgement judgment", "radicalisation radicalization", "adviser advisor", "baby babies", "cries cry crying",
    "paediatric pediatric", "behaviour behavior", "organisation organization", "conference conferences", "seven 7", "café cafe",
)


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({tuple(stem(word) for word in words(form)) for form in forms.split()}) == 1


WAYS = (("s.47", "s47", "section 47", "Section 47", "S 47"), ("M.A.S.H.", "mash"), ("7-minute", "seven minute", "7min", "7mb"),
        ("self-harm", "self harm"), ("pre-birth", "prebirth", "pre birth"), ("safe guarding", "safeguarding"), ("15wd", "15 working days"))


@pytest.mark.parametrize("ways", WAYS)
def test_ways_of_writing_are_one(ways: tuple[str, ...]) -> None:
    folder = Folder([("prebirth", "pre-birth"), ("safe guarding", "safeguarding"), ("7mb", "7 minute")])
    assert len({tuple(folder.keys(form)) for form in ways}) == 1


def test_words_that_differ_stay_apart() -> None:
    assert len({stem(word) for word in ("caring", "carer", "neglect", "need", "conference", "consent", "april", "apply")}) == 8


def folds_as_the_index_does(served: str, browser: Browser, typed: list[str]) -> None:
    """Assert that the browser makes of each text what the index makes of it."""
    page = browser.new_page()
    page.goto(f"{served}/")
    folded = page.evaluate("""async (texts) => {
        const { Folding } = await import(new URL('assets/search/ahead.js', location.href));
        const answer = await fetch(new URL('assets/search-index/core.json', location.href));
        const folding = new Folding(await answer.json());
        return texts.map((text) => folding.words(text).map((word) => folding.wordKey(word)));
    }""", typed)
    page.close()
    assert dict(zip(typed, folded, strict=True)) == {text: word_keys(text) for text in typed}


def test_browser_folds_as_the_index_does(example_site: BuiltSite, example_served: str, browser: Browser) -> None:
    texts = {word for page in example_site.pages.values() for word in page.text.split()}
    listed = {word for forms in FORMS for word in forms.split()} | {way for ways in WAYS for way in ways}
    folds_as_the_index_does(example_served, browser, sorted(texts | listed | {"naïve", "children’s"}))


@pytest.mark.exhaustive
def test_browser_folds_every_word_of_the_real_site(real_site: BuiltSite, real_served: str, browser: Browser) -> None:
    folds_as_the_index_does(real_served, browser, sorted({word for page in real_site.pages.values() for word in page.text.split()}))


def test_every_file_of_the_index_is_json_and_small(example_site: BuiltSite) -> None:
    folder = example_site.folder / "assets/search-index"
    core = json.loads((folder / "core.json").read_text(encoding="utf-8"))
    assert core["rules"] == json.loads(json.dumps(rules()))
    sizes = {path.name: path.stat().st_size for path in (folder / core["version"] / "w").iterdir()}
    assert len(sizes) == core["shards"] and max(sizes.values()) < 8000
    for path in folder.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
