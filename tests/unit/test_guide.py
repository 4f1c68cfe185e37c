"""The officer's guide is complete and true: every key, every message, every picture, every name it mentions."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import markdown
import pytest
import yaml

from projects import EXAMPLE, ROOT
from publishing.content.keys import RESOURCE_ORDER, Vocabulary
from publishing.content.kinds import KINDS
from publishing.content.page import Page
from publishing.content.text import text_alone
from publishing.data.contacts import contact_keys
from publishing.data.genograms import GENOGRAM_KEYS
from publishing.data.law import law_keys
from publishing.data.topics import SUBJECT_KEYS
from publishing.data.training import SESSION_KEYS
from publishing.desk.freshness import NEAR
from publishing.desk.messages import as_markdown, rules
from publishing.reading.fields import Key, Place, day_or_month
from publishing.reading.yaml_source import Document
from publishing.site import Site

GUIDE = ROOT / "guide" / "publishing.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PICTURES = ROOT / "guide" / "pictures"

def part(name: str) -> str:
    """Return what stands between the marks of a part of the guide."""
    found = re.search(rf"<!-- {name}: begin\b.*?-->(.*?)<!-- {name}: end -->", TEXT, re.DOTALL)
    assert found, name
    return found[1]


def rows(name: str) -> list[list[str]]:
    """Return the cells of the tables of a part, without their headings."""
    tables = [line for line in part(name).splitlines() if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in tables
            if not line.startswith(("| message", "| key"))]


def keys() -> dict[str, Key]:
    vocabulary = Vocabulary(roles=("communications officer",))
    return {key.name: key for model in (Page, *KINDS) for key in model.keys(vocabulary)}


def test_every_key_is_explained_in_the_words_of_its_model_and_in_their_order() -> None:
    known = keys()
    order = [*RESOURCE_ORDER, *(name for name in known if name not in RESOURCE_ORDER)]
    expected = [[f"`{name}`", known[name].help + (" Needed." if known[name].required else ""), f"`{known[name].example}`"] for name in order]
    assert rows("keys") == expected


def test_every_key_of_a_page_has_an_example_that_is_yaml() -> None:
    for key in keys().values():
        assert list(yaml.safe_load(key.example)) == [key.name]


def test_what_the_guide_shows_of_yaml_can_be_typed_as_it_stands() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert len(blocks) == 8
    files = [{key.name: key for key in contact_keys({})}, {key.name: key for key in law_keys({})}, {key.name: key for key in SESSION_KEYS}, {key.name: key for key in SUBJECT_KEYS}, {key.name: key for key in GENOGRAM_KEYS}, keys()]
    for block in blocks:
        problems: list[object] = []
        written = yaml.load(block, yaml.BaseLoader)
        named = next(iter(written.values()))
        if isinstance(named, dict) and not any(written.keys() <= file.keys() for file in files):  # an entry of a file that holds them by name
            written = named
        known = next(file for file in files if written.keys() <= file.keys())
        for key, value in written.items():
            known[key].read(Place(Document("", problems, {key: value}), (key,)))
        assert problems == []


def test_the_page_of_messages_is_the_one_that_the_checks_write() -> None:
    """``make messages`` writes it."""
    assert (ROOT / "guide" / "messages.md").read_text(encoding="utf-8") == as_markdown()
    assert "](messages.md)" in part("messages")


def _spellings(file: str) -> list[list[str]]:
    lines = (ROOT / "tests/spellings" / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_the_patterns_for_githubs_push_protection_find_details_and_no_ordinary_sentence() -> None:
    """They are written for Hyperscan, which knows no lookaround, back reference or possessive repeat, and stand after no letter or digit."""
    page = (ROOT / "guide" / "before-it-is-public.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- patterns: begin.*?-->(.*?)<!-- patterns: end -->", page, re.DOTALL)[1]
    patterns = [pattern.replace("\\|", "|") for pattern in re.findall(r"\| `(.+)` \|$", table, re.MULTILINE)]
    assert len(patterns) == 6
    assert not [pattern for pattern in patterns if re.search(r"\(\?|\\[1-9]|[*+?}]\+", pattern)]
    found = [re.compile(rf"(?:\A|[^0-9A-Za-z])(?:{pattern})(?:\Z|[^0-9A-Za-z])") for pattern in patterns]
    caught = {rule for rule, _, words in _spellings("details.tsv") if any(pattern.search(words) for pattern in found)}
    assert caught >= {"nhs-number", "pupil-number", "national-insurance-number", "date-of-birth", "record-number"}
    for pattern in found:
        assert any(pattern.search(words) for _, _, words in _spellings("details.tsv")), pattern.pattern
    stopped = [words for _, words in _spellings("ordinary.tsv") if any(pattern.search(words) for pattern in found)]
    assert len(stopped) < 10, stopped


def test_pages_of_the_guide_lead_to_pages_that_are_there() -> None:
    for page in (ROOT / "README.md", *(page for page in (ROOT / "guide").glob("*.md") if page.stem != "messages")):  # which shows examples
        links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+\.md)", re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8")))
        assert [link for link in links if not (page.parent / link).exists()] == [], page.name


def test_what_to_do_about_a_child_is_found_under_stress() -> None:
    """From where somebody stands who has just seen it: the guide's first lines, the pull request's own text, the README."""
    for file, first in (("guide/publishing.md", 1500), ("README.md", 3500), (".github/pull_request_template.md", 1000)):
        assert "something-about-a-child.md" in (ROOT / file).read_text(encoding="utf-8")[:first]


def test_no_message_is_explained_that_nobody_makes() -> None:
    made = [words for rule in rules() for words in (rule.message.replace("{{", "{"), rule.example_message)]
    assert [message for message, _ in rows("messages")
            if not any(re.fullmatch(".*".join(map(re.escape, message.split("…"))), words) for words in made)] == []


def test_every_macro_is_explained_and_stands_in_the_example(example_read: Site) -> None:
    explained = (ROOT / "guide" / "adding-a-resource.md").read_text(encoding="utf-8")
    used = "".join(path.read_text(encoding="utf-8") for path in EXAMPLE.rglob("*.md"))
    assert [name for name in example_read.environment(example_read.pages[0]).names if f"`{{{{ {name}(" not in explained or f"{{{{ {name}(" not in used] == []


def test_every_advice_says_something() -> None:
    assert all(len(advice) > 5 and advice.endswith(".") for _, advice in rows("messages"))


def test_links_within_the_guide_lead_somewhere() -> None:
    anchors = text_alone(TEXT).identifiers
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert len(links) > 8 and links <= anchors


def test_each_section_stands_in_the_list_at_the_top() -> None:
    assert re.findall(r"^- \[([^\]]+)\]\(#", TEXT, re.MULTILINE) == re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


def test_pictures_are_there_described_used_and_small() -> None:
    pages = [ROOT / "README.md", *(ROOT / "guide").glob("*.md")]
    shown = {file: words for page in pages for words, file in re.findall(r"!\[([^]]*)\]\((?:guide/)?pictures/([^)]+)\)", page.read_text(encoding="utf-8"))}
    assert set(shown) == {path.name for path in PICTURES.iterdir()}
    assert all(len(words) > 30 for words in shown.values())
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 1_000_000
    for path in PICTURES.glob("*.png"):
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        assert path.read_bytes().startswith(b"\x89PNG") and 900 <= width <= 1020 and height > 300


def test_the_picture_script_makes_every_picture() -> None:
    script = (ROOT / "tools" / "take_pictures.py").read_text(encoding="utf-8")
    assert all(f'"{path.stem}"' in script for path in PICTURES.glob("*.png"))


def test_files_and_folders_that_the_guide_names_are_there() -> None:
    named = set(re.findall(r"`((?:briefings|newsletters|level_of_need|docs|data|templates)[\w/.-]*)`", TEXT))
    missing = {name for name in named if not (ROOT / name).exists() and not (name.endswith(".md") and (ROOT / name).parent.is_dir())}  # a page may be an example
    assert len(named) > 10 and missing == set()
    assert all(f"`{kind.folder}/`" in TEXT for kind in KINDS)


def test_the_message_that_is_read_aloud_is_one_that_is_made() -> None:
    shown = re.search(r"```\n(briefings/general/think-family\.md:4: .+)\n```", TEXT)[1]
    document = Document("briefings/general/think-family.md", [], {"published": "5/12/2020"}, first_line=4)
    day_or_month(Place(document, ("published",)))
    assert [str(problem) for problem in document.problems] == [shown]


def test_what_the_guide_says_of_github_is_what_is_set_up() -> None:
    pull_request = (ROOT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    report = (ROOT / ".github" / "workflows" / "report.yml").read_text(encoding="utf-8")
    assert "**Content** and **Tests**" in (ROOT / "guide" / "before-it-is-public.md").read_text(encoding="utf-8") and "open the check **Content**" in TEXT and "name: Content" in pull_request and "name: Tests" in pull_request
    assert '"Look at it before you publish"' in TEXT and "## Look at it before you publish" in pull_request
    assert '"What is due for review"' in TEXT and "TITLE: What is due for review" in report
    assert f"within {NEAR.days} days" in TEXT
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "site-does-not-work.yml").read_text(encoding="utf-8"))
    assert f'("{form["name"]}")' in TEXT


def test_nothing_in_the_guide_is_hidden_by_accident() -> None:
    """A comment sign in a table would swallow what follows it."""
    html = markdown.markdown(TEXT, extensions=["tables", "fenced_code"])
    assert "<code>&lt;!--</code>" in html and html.count("<!--") == 4


@pytest.mark.parametrize("path", sorted(Path(ROOT / "guide").glob("*.md")), ids=lambda path: path.name)
def test_no_machine_is_named(path: Path) -> None:
    assert not re.search(r"(?<![\w.])/(tmp|work|home|root|usr)/", path.read_text(encoding="utf-8"))
