"""What a message quotes of a file stays words: it is no command to a log, no sign to a terminal, no markup on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from projects import bytes_of, call, change, write
from publishing.desk.plain_markdown import code, plain
from publishing.problems.problem import printable

HOSTILE = ("x\n::stop-commands::zz", "::error::x", "  ::add-mask::x", "##[stop-commands]zz", "x\r::debug::y", "x\u2028::error::y", "x\x0b::error::y",
           "\x1b[31mred", "\x9b31mred", "\x1b]8;;https://evil.example\x07", "\u202etext", "a\0b", "\ud800")


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_what_is_quoted_is_one_line_and_no_command(words: str) -> None:
    said = printable(words)
    assert said.isprintable() and not said.lstrip().startswith("::") and "##[" not in said
    assert printable(said) == said


@given(st.text())
def test_what_can_be_printed_stays_as_it_is(words: str) -> None:
    said = printable(words)
    assert said.isprintable() and (said == words or not words.isprintable() or "::" in words or "##[" in words)


PLACES = {
    "a key that stands twice": ("briefings/general/new.md", '---\ntitle: A\nsummary: B.\n"{0}": 1\n"{0}": 2\n---\nText.\n'),
    "an unknown key": ("briefings/general/new.md", '---\ntitle: A\nsummary: B.\n"{0}": 1\n---\nText.\n'),
    "an unknown topic": ("briefings/general/new.md", '---\ntitle: A\nsummary: B.\ntopics: ["{0}"]\n---\nText.\n'),
    "a title": ("briefings/general/new.md", '---\ntitle: "{0}"\nsummary: B.\n---\nText.\n'),
    "a key of a data file": ("data/topics.yml", '"{0}": 1\n"{0}": 2\n'),
    "a word of a data file": ("data/sources.yml", '- {{id: "{0}"}}\n'),
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_a_file_speaks_in_the_log_or_on_the_page(example: Path, tmp_path: Path, place: str) -> None:
    file, text = PLACES[place]
    write(example, file, text.format(r"x\n::stop-commands::zz\n##[stop-commands]zz \e[31m<img src=x>|[a](b)\n\n# Head\n"))
    page = tmp_path / "summary.md"
    done = call(example, "check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert "Traceback" not in done.output
    commands = [line for line in done.output.splitlines() if line.startswith("::")]
    assert all(line.startswith(("::error file=", "::warning file=")) for line in commands)
    assert "##[" not in done.output and "\x1b" not in done.output
    assert "<img" not in html_of(page.read_text(encoding="utf-8")) and "Head</h1>" not in html_of(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["x\n::stop-commands::zz.md", "##[error]x.md", "\x1b[31mred.md", "a`<img src=x>`b.md", "a|b.md", "\udcc5.md"], ids=ascii)
def test_nor_does_the_name_of_a_file_and_fix_gives_it_a_plain_one(example: Path, tmp_path: Path, name: str) -> None:
    write(example, f"briefings/general/{name}", "---\ntitle: A new page\nsummary: What to do.\n---\n\nText.\n")
    page = tmp_path / "summary.md"
    done = call(example, "check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert done.status == 1 and "cannot stand in an address" in done.output
    assert all(line.startswith(("::error file=", "::warning file=")) for line in done.output.splitlines() if line.startswith("::"))
    assert "##[" not in done.output and "\x1b" not in done.output and "<img" not in html_of(page.read_text(encoding="utf-8"))
    fixed = call(example, "fix", today=date(2032, 11, 22))
    assert fixed.status == 0 and "\x1b" not in fixed.output and "\n::" not in fixed.output, fixed.output


def html_of(markdown: str) -> str:
    return MarkdownIt("gfm-like2").disable("linkify").use(gfm_autolink_plugin).render(markdown)


@pytest.mark.parametrize("words", [*HOSTILE, "<b>x</b>", "&lt;b&gt;", "[a](https://evil.example)", "https://evil.example", "www.evil.example", "@team", "# x", "| x |", "`x`", "![a](b)"], ids=ascii)
def test_words_on_a_github_page_are_words(words: str) -> None:
    shown = html_of(f"1. {code(words)}: {plain(words)}\n")
    assert not {"<b>", "<a ", "<img", "<h1", "<table"} & {tag for tag in ("<b>", "<a ", "<img", "<h1", "<table") if tag in shown}, shown
    assert "@team" not in plain(words)


def test_the_report_prints_titles_as_words(example: Path) -> None:
    change(example, "docs/about.md", "title: About us", r'title: "::error::About <img src=x> ##[error]us"')
    before = bytes_of(example)
    done = call(example, "report", today=date(2034, 1, 1))
    assert "##[" not in done.output and "<img" not in html_of(done.output)
    assert bytes_of(example).keys() >= before.keys()
