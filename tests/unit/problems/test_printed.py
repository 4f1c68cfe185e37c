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


PAGE = "---\ntitle: {0}\nsummary: What to do where {2}.\n{1}---\n\nText.\n"
VALUE = r"x\n::stop-commands::zz\n##[stop-commands]zz \e[31m<img src=x>|[a](b)\n\n# Head\n"

PLACES = {
    "briefings/general/key-twice.md": PAGE.format("One", f'"{VALUE}": 1\n"{VALUE}": 2\n', "it rains"),
    "briefings/general/unknown-key.md": PAGE.format("Two", f'"{VALUE}": 1\n', "it snows"),
    "briefings/general/unknown-topic.md": PAGE.format("Three", f'topics: ["{VALUE}"]\n', "it blows"),
    "briefings/general/title.md": PAGE.format(f'"{VALUE}"', "", "it thaws"),
    "data/topics.yml": f'"{VALUE}": 1\n"{VALUE}": 2\n',
    "data/sources.yml": f'- {{id: "{VALUE}"}}\n',
}


def test_nothing_in_a_file_speaks_in_the_log_or_on_the_page(example: Path, tmp_path: Path) -> None:
    for file, text in PLACES.items():
        write(example, file, text)
    said, page = checked_on_github(example, tmp_path)
    assert all(f"\n::error file={file},line=" in said for file in PLACES if file != "briefings/general/title.md"), said
    assert "Head</h1>" not in page


NAMES = ("x\n::stop-commands::zz.md", "##[error]x.md", "\x1b[31mred.md", "a`<img src=x>`b.md", "a|b.md", "\udcc5.md")


def test_nor_does_the_name_of_a_file_and_fix_gives_it_a_plain_one(example: Path, tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        write(example, f"briefings/general/{name}", PAGE.format(f"Page number {number}", "", f"number {number} is"))
    said, _ = checked_on_github(example, tmp_path)
    assert said.count("cannot stand in an address. Rename it") >= 2 * len(NAMES)
    fixed = call(example, "fix")
    assert fixed.status == 0 and fixed.output.count(": renamed to briefings/general/") == len(NAMES), fixed.output
    assert "\x1b" not in fixed.output and "\n::" not in fixed.output and "##[" not in fixed.output


def checked_on_github(root: Path, tmp_path: Path) -> tuple[str, str]:
    """Check a project in which something is wrong, as a workflow does; return the log and the summary as HTML."""
    page = tmp_path / "summary.md"
    done = call(root, "check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert done.status == 1
    assert all(line.startswith(("::error file=", "::warning file=")) for line in done.output.splitlines() if line.lstrip().startswith("::"))
    assert "##[" not in done.output and "\x1b" not in done.output
    shown = html_of(page.read_text(encoding="utf-8"))
    assert "<img" not in shown and "<a " not in shown
    return done.output, shown


def html_of(markdown: str) -> str:
    return MarkdownIt("gfm-like2").disable("linkify").use(gfm_autolink_plugin).render(markdown)


@pytest.mark.parametrize("words", [*HOSTILE, "<b>x</b>", "&lt;b&gt;", "[a](https://evil.example)", "https://evil.example", "www.evil.example", "@team", "# x", "| x |", "`x`", "![a](b)"], ids=ascii)
def test_words_on_a_github_page_are_words(words: str) -> None:
    shown = html_of(f"1. {code(words)}: {plain(words)}\n")
    assert not {"<b>", "<a ", "<img", "<h1", "<table"} & {tag for tag in ("<b>", "<a ", "<img", "<h1", "<table") if tag in shown}, shown
    assert "@team" not in plain(words)


def test_the_report_prints_titles_as_words(example: Path) -> None:
    change(example, "docs/about.md", "title: About us", r'title: "::error::About ##[error]us, @team"')
    before = bytes_of(example)
    done = call(example, "report", today=date(2034, 1, 1))
    assert "About " in done.output and "##[" not in done.output and "@team" not in done.output
    assert bytes_of(example).keys() >= before.keys()
