"""``make fix`` repairs what needs no decision, says so, and leaves every other byte alone."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

import publishing.desk.repair
from projects import bytes_of, call, problems
from publishing.data.everything import read_data
from publishing.desk.repair import repair, repaired_page
from publishing.desk.repair.encoding import readable
from publishing.desk.repair.front_matter import repaired_front_matter

PAGE = "briefings/general/page.md"
TAIL = "---\n\nText with  two spaces  \nand a break.\n"


def _fixed(front: str) -> tuple[str, list[str]]:
    text, done = repaired_front_matter(f"---\n{front}{TAIL}", PAGE)
    assert text.endswith(TAIL), "the text is left alone"
    return text.removeprefix("---\n").removesuffix(TAIL), done


@pytest.mark.parametrize(("typed", "written"), [
    ("title: Neglect: more\n", 'title: "Neglect: more"\n'),
    ("title: “Neglect: more”\n", 'title: "Neglect: more"\n'),
    ('title: "Neglect\n', 'title: "Neglect"\n'),
    ("title: Say \"no\": now\n", 'title: "Say \\"no\\": now"\n'),
    ("title:Neglect\n", "title: Neglect\n"),
    ("Title: Neglect\n", "title: Neglect\n"),
    ("published: 5/1/2021\n", "published: 2021-01-05\n"),
    ("published: January 2021\n", "published: 2021-01\n"),
    ("review: '5th Jan 2021'\n", "review: 2021-01-05\n"),
    ("review: January 5th, 2021\n", "review: 2021-01-05\n"),
    ("review: 2021–01–05\n", "review: 2021-01-05\n"),
    ("review: Tue 5 Jan 2021\n", "review: 2021-01-05\n"),
    ("review: the 5th of January 2021\n", "review: 2021-01-05\n"),
    ("review: 5-Jan-2021\n", "review: 2021-01-05\n"),
    ("published: 2021-01-05T10:00:00Z\n", "published: 2021-01-05\n"),
    ("published: 01-2021\n", "published: 2021-01\n"),
    ("changes:\n  - date: 5/1/2021\n    note: A new number.\n", "changes:\n  - date: 2021-01-05\n    note: A new number.\n"),
    ("topics: neglect\n", "topics: [neglect]\n"),
    ("topics: neglect, babies\n", "topics: [neglect, babies]\n"),
    ("topics: [neglect, babies\n", "topics: [neglect, babies]\n"),
    ("summary: One.\n# a comment on the title\ntitle: Neglect\n", "# a comment on the title\ntitle: Neglect\nsummary: One.\n"),
    ("title: Neglect   \n", "title: Neglect\n"),
])
def test_front_matter_is_written_as_it_was_meant(typed: str, written: str) -> None:
    found, done = _fixed(typed)
    assert found == written
    assert done
    assert _fixed(written) == (written, []), "a second time there is nothing left to do"


@pytest.mark.parametrize("front", [
    "title: Neglect\nsummary: 'One: two.'\npublished: 2021-01\n", 'title: "A \\"quoted\\" word"\n', "published: 5/1/21\n", "published: 1/13/2021\n", "title: >\n  Folded\n  text\n",
    "sumary: One.\ntitle: Neglect\n", "title: One\ntitle: Two\n", "also_known_as:\n  - one: two\n", "title: Neglect # a comment\n", "title: 2024\n", "title: No\n", "topics: [neglect, babies]\n", "",
])
def test_what_is_right_or_needs_a_decision_stays_byte_for_byte(front: str) -> None:
    assert _fixed(front)[0] == front


@pytest.mark.parametrize(("raw", "said"), [
    ("\ufeff---\ntitle: A\n---\n\n£5\n".encode(), "invisible mark"),
    ("---\ntitle: A\n---\n\n£5\n".encode("utf-16"), "it was UTF-16"),
    ("---\ntitle: A\n---\n\n£5\n".encode("cp1252"), "Please look at these signs in it: £"),
    ("---\r\ntitle: A\r\n---\r\n\r\n£5\r\n".encode(), "ended its lines"),
    ("\n\n---\ntitle: A\n---\n\n£5\n".encode(), "stood before"),
    ("---\ntitle: A\n---\n   \n£5".encode(), "ended its last line"),
    ("---\ntitle: A\n---\n\n£\x075\n".encode(), "cannot be printed"),
])
def test_bytes_become_plain_text(raw: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / PAGE
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    done = "\n".join(repair(tmp_path))
    assert path.read_bytes() == "---\ntitle: A\n---\n\n£5\n".encode()
    assert said in done and done.startswith(f"{PAGE}: ")
    assert list(repair(tmp_path)) == []


@pytest.mark.parametrize(("typed", "written"), [
    ("\u2022 one\n\u2022 two", "- one\n- two"), ("\u2022 one\no two", "- one\n  - two"), ("-\u00a0one", "- one"), ("1.\u00a0one", "1. one"), ("\u2013 one\n\u2013 two", "- one\n- two"),
    ("\uf0b7 one", "- one"), ("\u2713 one\n\u2713 two", "- \u2713 one\n- \u2713 two"), ("##\u00a0Head", "## Head"), ("\u00a0## Head", "## Head"), ("\u200b## Head", "## Head"), ("zebra\u00adfish", "zebrafish"),
    ("1.Look\n2.Act", "1. Look\n2. Act"), ("- one\n-two", "- one\n- two"), ("* one\n*two", "* one\n* two"), ("\xa7 one\n\xa7 two", "- one\n- two"), ("(i) one\n(ii) two", "- (i) one\n- (ii) two"),
    ("\xa7 47 and\n\xa7 17 of it", "\xa7 47 and\n\xa7 17 of it"), ("*One* is\n*then* two", "*One* is\n*then* two"), ("9.30am start\n10.15am end", "9.30am start\n10.15am end"), ("- one\n  -5 degrees", "- one\n  -5 degrees"),
    ("a child\u0092s\u0085", "a child’s…"), ("\u2013 one", "\u2013 one"), ("```\n\u2022 one\n```", "```\n\u2022 one\n```"), ("7\u00a0minutes", "7\u00a0minutes"), ("<<<<<<< a\n\u2022 one", "<<<<<<< a\n\u2022 one"),
])
def test_what_was_pasted_becomes_markdown(typed: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / PAGE
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle:\u00a0A\n---\n\n{typed}\n", encoding="utf-8")
    list(repair(tmp_path))
    assert path.read_text(encoding="utf-8") == (f"---\ntitle: A\n---\n\n{written}\n" if "<<<" not in typed else f"---\ntitle:\u00a0A\n---\n\n{written}\n")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path) -> None:
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "Before")


def test_a_renamed_file_keeps_its_links_its_id_and_its_old_address(example: Path) -> None:
    _commit(example)
    folder = example / "briefings/general"
    (folder / "journeys.md").rename(folder / "Wégs & Ways.md")
    for path in example.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "journeys.md" in text:
            text = text.replace("(journeys.md)", "(<Wégs & Ways.md>)").replace("general/journeys.md)", "general/W%C3%A9gs%20&%20Ways.md)")
            path.write_text(text.replace("replaced_by: briefings/general/journeys.md", "replaced_by: briefings/general/wegs-and-ways.md"), encoding="utf-8")
    done = "\n".join(repair(example))
    assert "Wégs & Ways.md: renamed to briefings/general/wegs-and-ways.md" in done
    assert problems(example) == []
    ledger = read_data(example, []).ledger  # type: ignore[union-attr]
    assert ledger["/briefings/general/wegs-and-ways/"].former == ("/briefings/general/journeys/",)
    assert ledger["/briefings/general/wegs-and-ways/"].id.endswith(":briefings/general/journeys")


@pytest.mark.parametrize(("old", "new", "with_git"), [
    ("briefings/general/meetings.md", "briefings/general/gatherings.md", True), ("briefings/general/journeys.md", "docs/strategies/journeys.md", False)],
    ids=["git", "no git"])
def test_a_moved_file_records_its_redirect_and_links_follow(example: Path, old: str, new: str, with_git: bool) -> None:
    if with_git:
        _commit(example)
        _git(example, "mv", old, new)
    else:
        (example / old).rename(example / new)
    address = f"/{old.removesuffix('.md')}/"
    assert any(f"{address} was published and is gone" in problem for problem in problems(example))
    done = "\n".join(repair(example))
    assert f"{address} now leads to /{new.removeprefix('docs/').removesuffix('.md')}/" in done
    assert problems(example) == []
    ledger = (example / "data/ledger.yml").read_text(encoding="utf-8")
    assert f"    - {address}\n" in ledger and "    - /briefings/general/getting-together/\n" in ledger


def test_a_picture_that_moves_with_its_page_keeps_its_link(example: Path) -> None:
    page, picture = "meetings.md", "table-plan.png"
    for name in (page, picture, "agenda.pdf", "times.csv"):
        (example / "briefings/general" / name).rename(example / "docs/strategies" / name)
    list(repair(example))
    assert f"]({picture})" in (example / "docs/strategies" / page).read_text(encoding="utf-8")
    assert problems(example) == []


def test_the_example_needs_no_repair(example: Path) -> None:
    before = bytes_of(example)
    assert list(repair(example)) == [] and bytes_of(example) == before


@pytest.mark.parametrize("raw", [
    "---\ntitle: A\n---\n\nIt’s £5\n".encode() + b"one \xe9 more\n",
    "---\ntitle: Caf\u00e9 \u2013 \u0141\u00f3d\u017a\n---\n\n".encode() + b"\xff\n",
    b"---\ntitle: A\n---\n\n\x81 \xa35\n",
    b"\xff\xfe-\0-\0-",
], ids=["an accent among curly quotation marks", "a byte that is no text", "nothing that Windows knows", "half a sign of UTF-16"])
def test_where_the_encoding_could_only_be_guessed_the_file_is_left_and_the_check_names_the_line(example: Path, raw: bytes) -> None:
    (example / PAGE).write_bytes(raw)
    assert list(repair(example)) == [] and (example / PAGE).read_bytes() == raw
    said = [problem for problem in problems(example) if problem.startswith(f"{PAGE}:")]
    assert len(said) == 1 and "make fix" not in said[0], said


def test_utf_16_without_its_mark_is_mended_as_the_check_says(example: Path) -> None:
    (example / PAGE).write_bytes("---\ntitle: A page\nsummary: What to do.\n---\n\nText.\n".encode("utf-16-be"))
    assert "or run make fix (on GitHub: comment /fix)" in problems(example)[0]
    assert "it was UTF-16" in "".join(repair(example)) and problems(example) == []


def test_no_link_is_followed_out_of_the_project(example: Path, tmp_path: Path) -> None:
    """Neither a linked file or folder of content or data, nor a folder that a tidied name would lead through."""
    theirs = tmp_path / "theirs"
    (theirs / "inside").mkdir(parents=True)
    needs_repair = b"---\r\ntitle: A\r\n---\r\n\tText."
    for name in ("topics.yml", "page.md", "inside/page.md"):
        (theirs / name).write_bytes(needs_repair)
    before = bytes_of(theirs)
    (example / "data/topics.yml").unlink()
    for link, target in (("data/topics.yml", "topics.yml"), ("docs/page.md", "page.md"), ("docs/strategies/inside", "inside"), ("docs/my-folder", "inside")):
        (example / link).symlink_to(theirs / target)
    (example / "docs/My Folder").mkdir()
    (example / "docs/My Folder/New Page.md").write_bytes(needs_repair)
    list(repair(example))
    assert bytes_of(theirs) == before and (example / "docs/My Folder/New Page.md").exists()
    said = problems(example)
    assert any(problem.startswith("data/topics.yml:1: this is a link to another place on disk") for problem in said)


def test_a_full_disk_leaves_a_file_as_it_was(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (example / PAGE).write_bytes(b"---\r\ntitle: A page\r\nsummary: What to do.\r\n---\r\nText.\r\n")
    before = bytes_of(example)
    monkeypatch.setattr(os, "fsync", full)
    done = call(example, "fix")
    assert done.status == 1 and done.output == "The disk is full: not everything could be written. Make room on it. Then run the same command again.\n"
    assert bytes_of(example) == before


def test_without_a_git_that_answers_it_goes_by_names(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a .git, but git is not installed, or refuses the folder."""
    (example / ".git").mkdir()
    (example / "briefings/general/journeys.md").rename(example / "docs/strategies/journeys.md")
    (example / "briefings/general/meetings.md").rename(example / "briefings/general/My Meetings.md")
    monkeypatch.setenv("PATH", "")
    done = "\n".join(repair(example))
    assert "/briefings/general/journeys/ now leads to /strategies/journeys/" in done and "renamed to briefings/general/my-meetings.md" in done
    assert list(repair(example)) == [], "a second time there is nothing left to do"


def test_breaks_of_word_part_words() -> None:
    """Within a paragraph they are spaces: a line's end would end an item of a list."""
    assert readable("Ring\x0bfirst\u2028now\x0cThen multi\x1eagency\n".encode())[0] == "Ring first now\nThen multi-agency\n"


def test_a_text_that_is_not_read_is_not_read_to_be_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing.desk.repair, "repaired_pasted", lambda body: pytest.fail("it takes a minute"))
    text = f"---\ntitle: A page\n{TAIL}{'[' * 20_000}\n"
    assert repaired_page(text.encode(), PAGE) == (text, [])


@pytest.mark.parametrize(("typed", "written"), [
    ("It’s â€™s and Â£10, cafÃ©.", "It’s ’s and £10, café."),
    ("Ring.\n\n    Then write down what you saw.", "Ring.\n\nThen write down what you saw."),
    ("\tWrite down what you saw.", "Write down what you saw."),
    ("- Ring.\n\n      Then write down what you saw.", "- Ring.\n\n  Then write down what you saw."),
    ("    x = 1; y = 2", "    x = 1; y = 2"),
    ("(1) One\n(2) Two", "- (1) One\n- (2) Two"),
    ("i. One\nii. Two", "- i. One\n- ii. Two"),
    ("Step 1: Ring\nStep 2: Write", "- Step 1: Ring\n- Step 2: Write"),
    ("1: One\n2: Two", "- 1: One\n- 2: Two"),
    ("\u2460 One\n\u2461 Two", "- \u2460 One\n- \u2461 Two"),
    ("Step 1: Ring, then go on\nas it was agreed.", "Step 1: Ring, then go on\nas it was agreed."),
    ("â and Â and Ã", "â and Â and Ã"),
])
def test_what_was_garbled_or_indented_is_as_it_was_meant(typed: str, written: str) -> None:
    text, _ = repaired_page(f"---\ntitle: A page\n---\n\n{typed}\n".encode(), PAGE)
    assert text == f"---\ntitle: A page\n---\n\n{written}\n"
