"""Each check finds what is wrong, where it is, and leaves what is right alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import attachments
from projects import EXAMPLE, TODAY, change, write
from publishing.checks import everything
from publishing.checks.everything import Beside, check_everything
from publishing.checks.identifying import is_nhs_number, is_upn
from publishing.content.keys import Vocabulary
from publishing.content.kinds import read_page
from publishing.content.text import Text, text_of
from publishing.data.everything import Data, read_data
from publishing.data.language import Language
from publishing.kept import second_process
from publishing.kept.memory import Memory
from publishing.kept.second_process import LEAST
from publishing.problems.problem import Problem
from publishing.reading.encodings import decode
from publishing.reading.front_matter import split_front_matter
from publishing.reading.tree import SourceFile
from publishing.site import check_site
from publishing.words.date_spellings import standard_spelling

PAGE = "briefings/general/page.md"
CASE = "briefings/practice-learning/case.md"
SEVEN = "briefings/seven-minute/briefing.md"
HEAD = "---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n\n"
BODY_LINE = 6
PARTS = "".join(f"## {number}. Part\n\nSome words.\n\n" for number in range(1, 8))
LONG_SENTENCE = "Notwithstanding organisational responsibilities, interdisciplinary professionals communicate extraordinarily complicated considerations " * 12


@pytest.fixture(scope="module")
def data() -> Data:
    """The example's data files."""
    found = read_data(EXAMPLE, [])
    assert found is not None
    return found


@dataclass(frozen=True)
class Case:
    """A text that breaks a rule, the line on which it does, and the same thing done well."""

    rule: str
    bad: str
    good: str
    line: int = BODY_LINE
    file: str = PAGE


CASES = (
    Case("control-character", HEAD + "A bell\x07 rings.", HEAD + "A bell rings."),
    Case("not-text", HEAD + "Some\0thing.", HEAD + "Something."),
    Case("text-too-large", HEAD + "word\n" * 210_000, HEAD + "word\n" * 20, line=1),
    Case("line-too-long", HEAD + "word " * 5000, HEAD + "word " * 500),
    Case("byte-order-mark", "\ufeff" + HEAD + "Text.", HEAD + "Text.", line=1),
    Case("line-ends", HEAD.replace("\n", "\r\n") + "Text.", HEAD + "Text.", line=1),
    Case("tab", HEAD + "One\ttwo.", HEAD + "One two."),
    Case("unknown-folder", HEAD + "Text.", HEAD + "Text.", line=1, file="briefings/seven-minutes/page.md"),
    Case("markup-in-text", "---\ntitle: Neglect</b>\nsummary: How to see it early.\n---\n\nText.", "---\ntitle: Under 5 < 18\nsummary: How to see it early.\n---\n\nText.", line=2),
    Case("cut-by-hash", "---\ntitle: Neglect # two\nsummary: How to see it early.\n---\n\nText.", '---\ntitle: "Neglect # two"\nsummary: How to see it early.\n---\n\nText.', line=2),
    Case("summary-repeats-title", "---\ntitle: Neglect\nsummary: Neglect.\n---\n\nText.", "---\ntitle: Neglect\nsummary: How to see it early.\n---\n\nText.", line=3),
    Case("empty-page", HEAD, HEAD.replace("---\n\n", "draft: true\n---\n\n"), line=4),
    Case("heading-level", HEAD + "## One\n\n#### Two", HEAD + "## One\n\n### Two", line=8),
    Case("empty-heading", HEAD + "##\n\nText.", HEAD + "## What to do\n\nText."),
    Case("heading-space", HEAD + "##What to do", HEAD + "## What to do"),
    Case("heading-space", HEAD + "##\u00a0What to do", HEAD + "## What\u00a0to do"),
    Case("heading-space", HEAD + "\u00a0## What to do", HEAD + "## What to do"),
    Case("control-character", HEAD + "One.\n\n\ufeff## Head", HEAD + "One.\n\n## Head", line=8),
    Case("control-character", HEAD + "A zebra\u00adfish.", HEAD + "A zebrafish."),
    Case("control-character", HEAD + "It\u200d is \ufe0f.", HEAD + "A family 👨\u200d👩\u200d👧 ❤\ufe0f, می\u200cخواهم, and \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f."),
    *(Case("control-character", HEAD + f"A ze{sign}bra.", HEAD + "A zebra ❤\ufe0f 1\ufe0f\u20e3 ©\ufe0f ✔\ufe0e.") for sign in ("\ufe0f", "\ufe0e", "\ufffc", "\U0001d173", "\U0001bca0")),
    Case("unseen-sign", HEAD + "A &#0; and a &#xD800;.", HEAD + "A &amp; and a &#163;."),
    *(Case("link-signs", HEAD + bad, HEAD + "Quote [sic] (e.g.) and [1] (p. 12). As (said)[1].") for bad in ("[See this](not here at all)", "[See this] (a.md)", "[See this] (https://example.org/a)", "(See this)[a.md]")),
    Case("control-character", HEAD + "\u3164", HEAD + "Text."),
    Case("control-character", HEAD + "\uf0b7 one", HEAD + "- one"),
    Case("lost-character", HEAD + "The child\ufffds home.", HEAD + "The child’s home."),
    *(Case("merge-conflict", HEAD + f"One.\n{marker}\nTwo.", HEAD + "One.\n=======\nTwo.\n\n> > > > Three.\n", line=7) for marker in ("<<<<<<< HEAD", "  <<<<<<< HEAD", ">>>>>>> 1a2b3c", "||||||| 1a2b3c", "<<<<<<<")),
    *(Case("bullet-sign", HEAD + bad, HEAD + good) for bad, good in (
        ("• one\n• two", "- one\n- two"), ("•one", "- one • two"), ("-\u00a0one", "-  one"), ("1.\u00a0one", "1. one"), ("\u00a0- one", "- one"), ("– one\n– two", "– one"), ("– one\n\n– two", "> One.\n\n— Munro, 2011"),
        ("o one", "o'clock"), ("-hurt\n-alone", "-5 degrees\n-6 degrees"), ("&bull; one", "\\- one\n\\- two"), ("· one", "Year\n2020. The next"), ("> • one", "```\n• one\n```"))),
    *(Case("second-front-matter", HEAD + bad, HEAD + good) for bad, good in (
        ("---\ndraft: true\n---\n\nText.", "One.\n\n---\n\nTwo."), ("---\n\ndraft: true\n\n---\n\nText.", "---\n\nText."), ("---\ndraft: true\n...\nText.", "One.\n\n---\n\nSources: Ofsted."),
        ("...\ndraft: true\n...", "... and so on: yes."), ("draft: true\n\nText.", "Draft: true\n\nText."), ('+++\ntitle = "x"\n+++', "One + two = three."), ("***\ndraft: true\n***", "***\n\nText."), ("---\nlayout: post\ntags: [a]\n---\nText.", "```\n---\ndraft: true\n---\n```"))),
    Case("second-front-matter", HEAD + "Text.\n\n---\ntitle: Other\nsummary: One.\n---\n\nText.", HEAD + "Text.\n\n---\n\nText.", line=8),
    Case("unseen-sign", HEAD + "A zebra&shy;fish and\na quokka&#8203;land.", HEAD + "7&nbsp;minutes and `&shy;`."),
    Case("markdown-in-html", HEAD + "<details>\n<summary>More</summary>\nSome **bold**.\n</details>", HEAD + "<details>\n<summary>More</summary>\nSome words, a_b_c and 5 * 3.\n</details>", line=8),
    Case("address-as-text", HEAD + 'One "https://example.org/a" two', HEAD + "One `https://example.org/a` [two](https://example.org/b)"),
    *(Case("empty-page", HEAD + bad, HEAD + "A word.", line=5) for bad in ("<!-- a note -->", "&nbsp;", "<br>", "---")),
    Case("link-text", HEAD + "To refer,\n[here](genogram.md).", HEAD + "See the\n[genogram](genogram.md).", line=7),
    Case("link-without-words", HEAD + "See [](genogram.md).", HEAD + "See [the genogram](genogram.md)."),
    Case("bare-address", HEAD + "See <https://example.org/page>.", HEAD + "See [the page](https://example.org/page)."),
    Case("superseded-host", HEAD + "See [the news](https://www.old.northmoor.example/news).", HEAD + "See [the news](https://northmoor.example/news)."),
    Case("image-without-words", HEAD + "![](tree.png)", HEAD + "![A family tree](tree.png)"),
    Case("image-words", HEAD + "![tree.png](tree.png)", HEAD + "![A family tree](tree.png)"),
    Case("picture-of-text", HEAD + "![What to do](icon-poster.png)", HEAD + "![A crying baby](icon.png)"),
    Case("remote-image", HEAD + "![A tree](https://example.org/tree.png)", HEAD + "![A tree](tree.png)"),
    Case("script", HEAD + "Text.\n\n<script>alert(1)</script>", HEAD + "Text about <b>scripts</b>.", line=8),
    Case("html-tag", HEAD + "<blink>Now</blink>", HEAD + "<strong>Now</strong>"),
    Case("event-handler", HEAD + 'Some <span onmouseover="x()">words</span>.', HEAD + 'Some <span lang="cy">words</span>.'),
    Case("html-attribute", HEAD + '<mark style="color: white">Words</mark>', HEAD + '<mark lang="cy">Words</mark>'),
    Case("unsafe-address", HEAD + "[words](java&#115;cript:alert(1))", HEAD + "[words](https://example.org/)"),
    Case("too-deep", HEAD + "> " * 40 + "words", HEAD + "> > words"),
    Case("too-many-signs", HEAD + "& " * 2100, HEAD + "[words]"),
    Case("unclosed-comment", HEAD + "Text <!-- a note", HEAD + "Text <!-- a note -->"),
    Case("nhs-number", HEAD + "Number 943 476 5919.", HEAD + "Number 943 476 5918."),
    Case("pupil-number", HEAD + "Pupil H801200001001.", HEAD + "Pupil A801200001001."),
    Case("national-insurance-number", HEAD + "It is AB 12 34 56 C.", HEAD + "It is GB 12 34 56 C."),
    Case("date-of-birth", HEAD + "A boy, born on 3 March 2015.", HEAD + "The board was set up on 3 March 2015."),
    Case("postcode", HEAD + "They live at PR8 1AA.", HEAD + "They live in PR8."),
    Case("email", HEAD + "Write to sam.smith@example.org.", HEAD + "Write to the partnership."),
    Case("phone", HEAD + "Call 07700 900123.", HEAD + "Call 999."),
    Case("given-name", HEAD + "A worker saw Olivia at home.", HEAD + "In April a worker saw Hazel at home.", file=CASE),
    Case("given-name", HEAD + "We met Grace.", HEAD + "Grace was shown to the family.", file=CASE),
    Case("age-time-place", HEAD + "A boy aged 7 was seen. That was in March 2019, in Netherwick.", HEAD + "A boy aged 7 was seen. That was some years ago, in Netherwick.", file=CASE),
    Case("word-to-avoid", HEAD + "It was a lifestyle\nchoice.", HEAD + 'Never write "lifestyle choice".'),
    Case("jargon", HEAD + "See UKXX.", HEAD + "See Re B [2013] UKSC 33, R (A) v B [2010] EWHC 22 (Fam), [2009] EWCA Civ 12, [2005] 1 FLR 43 and UKHL 52."),
    Case("jargon", HEAD + "Ask the QXZP.", HEAD + "Ask the Quick Xylophone Zebra Panel (QXZP). The QXZP knows."),
    Case("reading-age", HEAD + LONG_SENTENCE + ".", HEAD + "We see the child. We ask. We act. " * 30),
    Case("seven-minutes", HEAD + PARTS + "word " * 1300, HEAD + PARTS + "word " * 1000, file=SEVEN),
    Case("nearly-seven-minutes", HEAD + PARTS + "word " * 1230, HEAD + PARTS + "word " * 1100, file=SEVEN),
    Case("allowance-not-needed", HEAD.replace("---\n\n", 'allow: [{check: phone, text: "07700 900123", reason: Made up.}]\n---\n\n') + "No number.",
         HEAD.replace("---\n\n", 'allow: [{check: phone, text: "07700 900123", reason: Made up.}]\n---\n\n') + "Call 07700 900123.", line=4),
)


def _check(content: str | bytes, data: Data, file: str = PAGE, beside: tuple[SourceFile, ...] = (), **more: str) -> list[Problem]:
    """Return the problems of a file, with others beside it where they matter."""
    problems: list[Problem] = []
    texts = {}
    for name, text in {file: content, **more}.items():
        raw = text if isinstance(text, bytes) else text.encode()
        decoded = decode(raw, name, problems)
        if decoded is not None:
            markdown = split_front_matter(decoded, name, problems)
            page = read_page(SourceFile(name, Path(name)), markdown, Vocabulary(data.topics, data.audiences, data.sources))
            texts[name] = text_of(name, markdown, page)
    found = check_everything(texts, beside, Beside({}, beside, data.contacts, data.glossary, data.language), ("Example Partnership",))
    return [*problems, *found]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{number}" for number, case in enumerate(CASES)])
def test_check_finds_what_is_wrong_on_its_line(case: Case, data: Data) -> None:
    found = [problem for problem in _check(case.bad, data, case.file) if problem.rule.id == case.rule]
    assert [problem.line for problem in found][:1] == [case.line]
    assert all(problem.file == case.file and problem.remedy.endswith((".", "].", ")")) for problem in found)


@pytest.mark.parametrize("case", [case for case in CASES if case.rule != "unknown-folder"], ids=[f"{case.rule}-{number}" for number, case in enumerate(CASES) if case.rule != "unknown-folder"])
def test_check_leaves_what_is_right_alone(case: Case, data: Data) -> None:
    assert [str(problem) for problem in _check(case.good, data, case.file) if problem.rule.id == case.rule] == []


@pytest.mark.parametrize(("content", "rule"), [
    ((HEAD + "£5").encode("utf-16"), "utf-16"),
    ((HEAD + "£5").encode("utf-16-be"), "utf-16"),
    ((HEAD + "£5").encode("latin-1"), "not-utf-8"),
    (b"PK\x03\x04\0\0 a Word file", "not-text"),
], ids=["utf-16", "utf-16 without mark", "latin-1", "a Word file named .md"])
def test_encodings_are_named(content: bytes, rule: str, data: Data) -> None:
    assert [problem.rule.id for problem in _check(content, data)] == [rule]


def test_same_title_in_a_folder_is_an_error_and_elsewhere_a_warning(data: Data) -> None:
    other = HEAD.replace("What to do", "What to ask") + "Text."
    alike = _check(HEAD + "Text.", data, **{"briefings/general/other.md": other})
    assert [(problem.file, problem.rule.id, problem.line) for problem in alike] == [("briefings/general/other.md", "same-title", 2)]
    elsewhere = _check(HEAD + "Text.", data, **{"docs/other.md": other})
    assert [problem.rule.id for problem in elsewhere] == ["same-title-elsewhere"]


def test_pages_that_replace_each_other_in_a_circle(data: Data) -> None:
    def text(title: str, key: str, file: str) -> str:
        return f"---\ntitle: {title}\nsummary: What to do on day {title}.\n{key}: briefings/general/{file}\n---\n\nText."

    circle = _check(text("One", "replaced_by", "two.md"), data, **{"briefings/general/two.md": text("Two", "replaced_by", "page.md")})
    assert [(problem.rule.id, problem.file) for problem in circle] == [("replaced-in-a-circle", PAGE)]
    assert _check(text("One", "replaced_by", "two.md"), data, **{"briefings/general/two.md": text("Two", "replaces", "page.md")}) == []


def test_names_that_differ_only_in_capitals(data: Data) -> None:
    found = _check(HEAD + "Text.", data, **{"briefings/general/Page.md": HEAD.replace("A page", "Another").replace("What to do", "What to ask") + "Text."})
    assert [problem.rule.id for problem in found] == ["names-alike"]


# Attachments: what can be wrong in one is in test_attachments.py


def test_what_a_file_says_of_somebody_can_be_allowed_on_a_page_beside_it(tmp_path: Path, data: Data) -> None:
    (tmp_path / "a.pdf").write_bytes(attachments.pdf(information={"/Author": "Sam Smith"}))
    beside = (SourceFile("briefings/general/a.pdf", tmp_path / "a.pdf"),)
    found = _check(HEAD + "Text.", data, beside=beside)
    assert [problem.rule.id for problem in found] == ["file-author"]
    assert "Sam Smith" not in "".join(map(str, found))
    allowed = HEAD.replace("---\n\n", "allow: [{check: file-author, text: a.pdf, reason: Agreed with them.}]\n---\n\n")
    assert _check(allowed + "Text.", data, beside=beside) == []


# Privacy


def test_check_digits() -> None:
    assert is_nhs_number("9434765919") and is_nhs_number("943-476-5919")
    assert not is_nhs_number("9434765918") and not is_nhs_number("1111111111")
    assert is_upn("H801200001001") and not is_upn("H801200001002")


def test_numbers_of_the_contacts_data_are_no_persons_own(data: Data) -> None:
    """They are to be printed by a macro, however they are typed."""
    known = next(contact.phone for contact in data.contacts.values() if contact.phone and len(contact.phone) > 10 and not contact.instead)
    for typed in (known, f"+44 {known[1:]}", f"+44 (0){known[1:]}", known.replace(" ", "-"), known.replace(" ", "."), f"18001 {known}", f"({known.replace(' ', ') ', 1)}"):
        assert [problem.rule.id for problem in _check(f"{HEAD}Call {typed}.", data)] == ["contact-typed"], typed
    assert _check(f"{HEAD}Call 999 or 101, and see page 01632.", data) == []


@pytest.mark.parametrize("secret", ["943 476 5919", "H801200001001", "AB123456C", "3 March 2015", "PR8 1AA", "sam.smith@example.org", "07700 900123"])
def test_what_is_found_is_never_printed_and_is_found_in_front_matter_too(secret: str, data: Data) -> None:
    for text in (f"{HEAD}Born {secret}, seen.", HEAD.replace("summary: What", f"summary: Born {secret}, what") + "Text."):
        found = _check(text, data)
        assert found and not any(secret in str(problem) or secret[-5:] in str(problem) for problem in found)


def test_an_allowance_needs_a_reason_and_names_what_it_allows(data: Data) -> None:
    def page(allow: str) -> str:
        return HEAD.replace("---\n\n", f"allow: [{allow}]\n---\n\n") + "They live at PR8 1AA."

    assert _check(page("{check: postcode, text: PR8 1AA, reason: The town hall's own.}"), data) == []
    assert "postcode" in [problem.rule.id for problem in _check(page("{check: postcode, text: PR8 1AA}"), data)]
    assert "postcode" in [problem.rule.id for problem in _check(page("{check: postcode, text: PR9 9ZZ, reason: Another.}"), data)]


def test_names_are_asked_about_only_in_accounts_of_cases(data: Data) -> None:
    assert _check(HEAD + "A worker saw Olivia at home.", data, "briefings/general/page.md") == []


def test_search_words_and_quotations_may_hold_words_to_avoid(data: Data) -> None:
    text = HEAD.replace("---\n\n", "also_known_as: [child prostitute]\n---\n\n") + "> It was a lifestyle choice.\n\nNot “promiscuous”."
    assert _check(text, data) == []


# Dates


def test_a_date_is_explained_as_it_was_meant() -> None:
    spelt = {"5/1/2021": "2021-01-05", "05.01.2021": "2021-01-05", "2021-1-5": "2021-01-05", "5 January 2021": "2021-01-05", "5th Jan 2021": "2021-01-05",
             "Tuesday 5 January 2021": "2021-01-05", "January 2021": "2021-01", "01/2021": "2021-01", "1/13/2021": None, "5/1/21": None, "31/2/2021": None, "soon": None}
    assert {text: standard_spelling(text) for text in spelt} == spelt


def test_only_what_asks_for_what_has_changed_in_the_data_is_looked_at_again(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, of_text, of_data = list[str](), everything._each_of_text, everything._of_data

    def noted(text: Text, *background: Any) -> Iterator[Problem]:
        looked_at.append(text.file)
        return of_text(text, *background)

    def noted_of_data(file: str, *rest: Any) -> Any:
        looked_at.append(file)
        return of_data(file, *rest)

    def again() -> tuple[list[str], list[str]]:
        looked_at.clear()
        found = check_site(example, TODAY, memory=memory).problems
        return sorted(looked_at), sorted(problem.rule.id for problem in found if problem.file == new)

    monkeypatch.setenv("PROCESSES", "1")
    monkeypatch.setattr(everything, "_each_of_text", noted)
    monkeypatch.setattr(everything, "_of_data", noted_of_data)
    memory, new = Memory(), "briefings/general/new.md"
    write(example, new, "---\ntitle: New\nsummary: What nobody had seen before.\npublished: 2032-11\n---\n\nRing 01632 960002, or the QRS on 01632 960003.\n")
    files, before = again()
    assert len(files) > 40 and before == ["contact-typed", "jargon", "phone"]
    assert again() == ([], before)
    change(example, "data/contacts.yml", "Two leaflets give two numbers for it.", "Two leaflets give three numbers for it.")
    assert again() == (["data/contacts.yml"], before)
    change(example, "data/contacts.yml", 'phone: "01632 960098"', 'phone: "01632 960003"')
    assert again() == ([new, "data/contacts.yml"], ["contact-typed", "jargon", "old-contact-typed"])
    change(example, "data/glossary.yml", "- {term: MAM,", "- {term: QRS, stands_for: Quick river search, means: Who looks in the river}\n- {term: MAM,")
    assert again() == ([new, "data/glossary.yml"], ["contact-typed", "old-contact-typed"])


@pytest.mark.parametrize("how", ["one process", "two processes", "the second comes to nothing"])
def test_what_is_looked_at_beside_is_found_once_whoever_looks_at_it(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "_two_at_once", lambda: how != "one process" and hasattr(os, "fork"))
    here, look, files = os.getpid(), everything.found_in, []
    for number in range(3 * LEAST):
        write(tmp_path, f"notes-{number}.txt", f"{'Words. ' * number}Write to someone.{number}@ponds.example.\n")
        files.append(SourceFile(f"notes-{number}.txt", tmp_path / f"notes-{number}.txt"))

    def look_here_alone(*of: Any) -> list[Problem]:
        if os.getpid() != here:
            os._exit(1)
        return look(*of)

    if how == "the second comes to nothing":
        monkeypatch.setattr(everything, "found_in", look_here_alone)
    beside = Beside({"data/glossary.yml": "- term: Ask\n  stands_for: x@ponds.example\n"}, files, {}, (), Language())
    for _ in range(2):  # who takes part takes what is left, if anything
        beside.take(beside.part())
    of_data, of_files = beside.found()
    beside.stop()
    assert [problem.rule for problem in of_data] == [everything.IN_DATA]
    assert [[(problem.file, problem.found) for problem in found] for found in of_files] == [[(f"notes-{number}.txt", f"someone.{number}@ponds.example")] for number in range(3 * LEAST)]
