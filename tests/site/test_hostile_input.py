"""Whatever stands in a file, the checks end, say so in words, and leave the last good site alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from built_site import BuiltSite
from projects import TODAY, build, bytes_of, copy_project, run, write
from publishing.problems.problem import errors
from publishing.site import check_site

FILES_AT_ONCE = 50

KEYS = ("title", "summary", "published", "written", "updated", "review", "topics", "audience", "also_known_as", "sources", "attachments", "changes",
        "replaces", "replaced_by", "withdrawn", "text", "draft", "allow", "Title", "sumary", "", "?", "<<", "- a", "&a", "*a", "!!python/object/apply:os.system", "title ")
VALUES = ("Neglect", "2021-03", "2021-02-30", "5/1/2021", "0000-00-00", "99999999999999999999", "1e999", ".inf", ".nan", "0x1F", "1:30:59", "null", "~", "true", "[]", "{}",
          "[water]", "[water, water]", "neglect", "[[[[[[[[", "]]]]", "{a: {b: {c: d}}}", "[" * 3000, "{a: " * 500, "- " * 400, '"', "'", '"open', "a: b: c", "# comment", "| \n  block\n  text",
          "> \n folded", "&a [*a]", "*a", "!!binary aGVsbG8=", "!!set {a}", "!!omap [a: 1]", "? complex", "\t", " \t x", "%TAG", "@at", "`tick", "- item\n- item", "\n  - one\n  - [two]",
          "[{date: 2021-01-01, note: x}]", "[{file: ../../../etc/passwd, title: x}]", "[{check: phone, text: 0151 496 0000, reason: x}]", "[{check: [a], text: {b: c}}]", "{date: x, reason: [y]}",
          "held", "briefings/general/f0.md", "briefings/general/f1.md", "x" * 5000, "é" * 300, "\u202e\u0000", "\ud7ff", "😀" * 50, "\u2028", "1" * 5000, "-" * 3000)
BODIES = ("Some text.", "# Title", "## Heading", "##Heading", "#### Deep", "##", "[a](b.md)", "[click here](https://example.org)", "[](x)", "[x](javascript:alert(1))", "[x](JAVA&#115;cript:alert(1))",
          "[x]: data:text/html,x\n", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//x>", "<!--", "-->", "<![CDATA[", "<?php", "<" * 500, ">" * 500, "> " * 400 + "x",
          "- " * 400 + "x", "[" * 2000, "](" * 500, "![" * 500, "*" * 2000, "_a" * 1000, "**a *b " * 300, "`" * 1001, "~~~", "```", "| a | b |\n| - | - |\n| c | d |", "|" * 1000, "{{ contact(\"first-call\") }}", "{{ contct() }}",
          "{{ '<script>alert(1)</script>' }}", "<scr{# x #}ipt>alert(1)</script>", "{% raw %}<script>alert(1)</script>{% endraw %}", "{{", "}}", "{{ {{ }} }}", "{% for x in y %}", "{# hidden", "{{ ''.__class__ }}", "{{ contact(contact(contact())) }}", "{{ " + "[" * 300 + " }}", "{{ " + "(" * 500, "{{ 9**9**9 }}", "{{ 'a'*10**9 }}", "{: onclick=x }", "{ : #x }",
          "<div markdown>" * 100, "<div>" * 300, "</div>" * 300, "<a " + "x=y " * 500, "&#" * 500, "&amp;" * 500, "x" * 25000, "word " * 3000, "a\nb\n" * 500, "    code", "\t\t\ttabs", "1. a\n   1. b\n      1. c", "*[HTML]: x" * 100,
          "\0", "\x07", "\u200b", "\ufeff", "\r", "\r\n", "\x85", "\x0c", "943 476 5919", "07700 900123", "PR8 1AA", "born on 3 March 2015", "Sam, aged 7, in Netherwick in March 2020.", "![poster](poster.png)", "![](https://x.example/y.png)",
          "[a](../../../../etc/passwd)", "[a](#nowhere)", "[a](%00)", "[a](http://[)", "[a](//)", "[a](index.md#%ff)", "[^1]: x", ": def", "Term\n: def\n" * 100, "\\" * 1000, "a" + "\\*" * 500, "<a@b.c>", "https://example.org/" + "a" * 3000)

_noise = st.one_of(st.sampled_from(("", "", "", "\n")), st.text(max_size=20))
_pair = st.tuples(st.sampled_from(KEYS), st.sampled_from((": ", ": ", ": ", ":", " : ", "\t: ", "= ")), st.sampled_from(VALUES), _noise).map("".join)
_good = st.just("title: A page\nsummary: What to do, in a sentence.")
_front = st.lists(st.one_of(_pair, _pair, _good), max_size=5).map("\n".join)
_body = st.lists(st.one_of(st.sampled_from(BODIES), _noise), max_size=6).flatmap(lambda parts: st.sampled_from(("\n\n", "\n", " ", "")).map(lambda between: between.join(parts)))
_fence = st.sampled_from(("---\n", "---\n", "---\n", "---\n", "--- \r\n", "", "----\n", "\ufeff---\n", "\n---\n", "...\n"))
_file = st.tuples(_fence, _front, st.sampled_from(("\n", "\n", "\n", "")), _fence, _body).map("".join)
_encoding = st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"))


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a file that somebody might hand in by mistake or on purpose."""
    return draw(_file).encode(draw(_encoding), "replace")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code with very little content, so that each run is short."""
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    for folder in ("briefings", "newsletters", "level_of_need", "docs", "data/figures"):
        shutil.rmtree(root / folder)
    for name in ("accounts", "law", "levels", "ledger", "glossary", "synonyms", "training", "paper", "forms", "escalation", "genograms", "pathways"):
        (root / "data" / f"{name}.yml").unlink()
    write(root, "docs/index.md", "---\ntitle: Home\nsummary: Where to start.\nwritten: 2032-11-22\n---\n\nStart here.\n")
    write(root, "data/audiences.yml", "schools: {name: Schools, summary: Teachers and all who work in schools.}\n")
    write(root, "data/navigation.yml", "menu: [{title: Start, items: [docs/index.md]}]\nfooter: [docs/index.md]\nwho_to_call: docs/index.md\n")
    assert check_site(root, TODAY)[1] == ()
    return root


def _put(root: Path, contents: list[bytes]) -> None:
    folder = root / "briefings/general"
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"f{number}.md").write_bytes(content)


def generated(runs: int) -> settings:
    """Return how Hypothesis runs: so many times, always alike, without shrinking."""
    return settings(max_examples=runs, phases=(Phase.generate,), report_multiple_bugs=False, derandomize=True, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))


def end_in_words(root: Path, contents: list[bytes]) -> None:
    """Assert that whatever is said of files is said as it should be."""
    _put(root, contents)
    for problem in check_site(root, TODAY)[1]:
        assert problem.line >= 1
        assert "\n" not in str(problem) and len(str(problem)) < 2000, str(problem)[:300]
        assert problem.remedy.strip(), str(problem)


many = st.lists(files(), min_size=FILES_AT_ONCE, max_size=FILES_AT_ONCE)


@generated(runs=8)
@given(contents=many)
def test_four_hundred_generated_files_end_in_words(small: Path, contents: list[bytes]) -> None:
    end_in_words(small, contents)


@pytest.mark.exhaustive
@generated(runs=200)
@given(contents=many)
def test_ten_thousand_generated_files_end_in_words(small: Path, contents: list[bytes]) -> None:
    end_in_words(small, contents)


HOSTILE = [f"---\ntitle: Page {number}\nsummary: What to do in case {number}.\n---\n\n{body}\n" for number, body in enumerate(BODIES)]


def test_every_hostile_text_is_refused_or_harmless_in_a_real_build(small: Path, tmp_path: Path) -> None:
    """What the checks let through is built: no traceback, and nothing that runs reaches a page."""
    root = copy_project(tmp_path / "project", content=small)
    shutil.rmtree(root / "briefings", ignore_errors=True)
    _put(root, [text.encode("utf-8", "replace") for text in HOSTILE])
    write(root, "site/index.html", "the last good site")
    before = bytes_of(root / "site")
    refused = run(root, "build")
    assert refused.status == 1 and "Traceback" not in refused.output
    assert bytes_of(root / "site") == before
    for file in {problem.file for problem in errors(check_site(root, TODAY)[1])}:
        (root / file).unlink()
    left = list((root / "briefings/general").iterdir())
    built = build(root)
    assert built.status == 0, built.output
    assert len(left) > 20
    pages = [page for address, page in BuiltSite(root / "site").pages.items() if address.startswith("/briefings/general/")]
    assert len(pages) > 20
    for page in pages:
        for element in page.tree.iter():
            assert not [name for name in element.attrib if name.startswith("on")], page.address
            assert element.tag not in ("iframe", "object", "embed", "svg", "form") or element.get("role") == "search", page.address
            assert "alert" not in (element.text or "") or element.tag != "script", page.address
            assert not (element.get("href") or "").lower().strip().startswith(("javascript:", "data:", "vbscript:")), page.address
