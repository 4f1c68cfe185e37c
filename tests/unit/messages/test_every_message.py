"""Each rule's message, whole and once: what somebody did to a good project, and the line that is then printed.

The cases stand in the YAML files beside this one, which read as the list of all that can be wrong:

    - rule: heading-space
      body: "##What to do"
      says: |
        briefings/general/new.md:6: this line begins with # and shows as plain text, not as a heading. Put a space after …

``body`` is the text of a new page, ``keys`` are more lines of its front matter, and ``page`` is its file, where it is not
``briefings/general/new.md``. ``write`` has whole files, ``add`` what is written at the end of files, ``delete`` files and
folders, ``link`` links to other places on disk, ``attach`` files made by a call of ``tests/attachments.py``. A text may be a
list of parts; a part ``{times: 9, of: word}`` is long. ``says`` is all that is printed; with ``others: true``, all that is
printed on the files that it names. What then happens to who does what a message says stands in ``mended.yaml``.
"""

from __future__ import annotations

import ast
import errno
import re
import shutil
import socket
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import attachments
import commands
import publishing
from projects import ROOT, bytes_of
from publishing.checks import together
from publishing.checks.settings import check as check_settings
from publishing.content.kinds import Newsletter
from publishing.desk.machine import sentence
from publishing.desk.messages import rules
from publishing.desk.new_resource import write_new_resource
from publishing.desk.repair import repair
from publishing.desk.takeover import take_over
from publishing.feeds.email_editions import too_long
from publishing.gate import check_published
from publishing.paper.sheets import ONE_SIDE, Printer
from publishing.problems.problem import Problem, Severity
from publishing.problems.rule import ALLOWABLE
from publishing.reading.tree import CONTENT_FOLDERS, SourceFile
from publishing.site import check_site, read_site
from publishing.typesetting.typst_document import Typesetter
from publishing.writing.one_page import Repository

EXAMPLE = Path(__file__).parent / "partnership"
"""The smallest partnership that is whole. Nothing is wrong in it, so that what is said is all about the case."""
DAY = date(2033, 1, 10)
"""A day on which nothing in the example waits to be published."""

NEW_PAGE = "briefings/general/new.md"
HEAD = "---\ntitle: A page\nsummary: What to do, in one sentence.\n"
CASES: list[dict[str, Any]] = [case for file in sorted(Path(__file__).parent.glob("*.yml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def text_of(parts: str | bytes | list[Any]) -> bytes:
    """Return what is to be written into a file."""
    if isinstance(parts, bytes):
        return parts
    if isinstance(parts, list):
        return b"".join(part.encode() if isinstance(part, str) else text_of(part["of"]) * part["times"] for part in parts)
    return parts.encode()


def change(root: Path, case: dict[str, Any]) -> None:
    """Do to a project what a case says."""
    files: dict[str, bytes] = {file: text_of(parts) for file, parts in case.get("write", {}).items()}
    if "body" in case or "keys" in case:
        files[case.get("page", NEW_PAGE)] = HEAD.encode() + case.get("keys", "").encode() + b"---\n\n" + text_of(case.get("body", "Some text."))
    files.update({file: eval(call, vars(attachments)) for file, call in case.get("attach", {}).items()})
    for file, parts in case.get("add", {}).items():
        files[file] = ((root / file).read_bytes() if (root / file).exists() else b"") + text_of(parts)
    for name in case.get("delete", ()):
        if (root / name).is_dir():
            shutil.rmtree(root / name)
        else:
            (root / name).unlink(missing_ok=True)
    for file, content in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content)
    for file, target in case.get("link", {}).items():
        (root / file).symlink_to(root / target)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example partnership, in which nothing is wrong, with the fragments that its pages print."""
    root = shutil.copytree(EXAMPLE, tmp_path / "example")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_message(case: dict[str, Any], example: Path) -> None:
    change(example, case)
    _, problems, _ = check_site(example, DAY)
    if case["rule"] != "file-not-named":  # what a case attaches is named by no page
        problems = tuple(problem for problem in problems if problem.rule.id != "file-not-named")
    says = case["says"].splitlines()
    files = {line.partition(":")[0] for line in says}
    assert [str(problem) for problem in sorted(set(problems)) if not case.get("others") or problem.file in files] == says
    assert case["rule"] in {problem.rule.id for problem in problems}
    assert_told_alone(case, example, problems)


def assert_told_alone(case: dict[str, Any], example: Path, problems: tuple[Problem, ...]) -> None:
    """A page that is checked by itself, as on the page to write on, is told the same in the same words."""
    pages = {*case.get("write", ()), *case.get("add", ()), *([case.get("page", NEW_PAGE)] if "body" in case or "keys" in case else [])}
    for page in (page for page in pages if page.endswith(".md") and page.startswith(CONTENT_FOLDERS)):
        alone = Repository(example, DAY).problems(page, (example / page).read_bytes())
        assert [str(problem) for problem in alone] == [str(problem) for problem in sorted(set(problems)) if problem.file == page]


def test_what_mkdocs_is_told_is_right_and_may_say_more(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for text, wrong in ((settings, 0), (f"{settings}\nextra: {{key: !ENV [KEY, none]}}\n", 0), (settings.replace("use_directory_urls: true", "use_directory_urls: false"), 1), ("- a list\n", 4), ("", 4)):
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        assert len([*check_settings(tmp_path)]) == wrong


def test_nothing_is_wrong_in_the_example(example: Path) -> None:
    assert check_site(example, DAY)[1] == ()


def test_a_number_that_a_message_quotes_is_left_out_and_our_own_example_is_not(example: Path) -> None:
    change(example, {"add": {"data/contacts.yml": '- {id: sam, name: Sam, group: Ask, for: Always., phone: "07700-900123", standing: unknown, ask: Us.}\n'}})
    assert str(check_site(example, DAY)[1][0]).endswith(
        'phone: "…" is not a phone number. Write digits and spaces in quotation marks: "0151 496 0000".')


# What no case can show


def test_names_that_differ_only_in_capitals() -> None:
    """Not on every computer can both files be written."""
    found = together.check((), ["briefings/general/Maps.md", "briefings/general/maps.md"], ())
    assert list(map(str, found)) == [
        "briefings/general/maps.md:1: the names of this file and briefings/general/Maps.md differ only in capital letters or in how their accents are stored. Rename one of the two."]


def test_newsletter_that_is_too_long_as_an_email() -> None:
    """Only a page that is built has an email."""
    issue = Newsletter(source=SourceFile("newsletters/2031-06.md", Path("newsletters/2031-06.md")), title="", summary="", words=0)
    assert str(too_long(issue, "x" * 104_000)) == (
        "newsletters/2031-06.md:1: warning: this newsletter as email has 104 KB, and some mail programs cut it off after 100. "
        "Shorten it, or move some of it to pages of its own and link to them.")


@pytest.mark.parametrize(("template", "says"), [
    ("<object data=\"x\"></object>", "what would be published here holds an element <object>, which is not on the list of what may be. Take out what prints it, or write it in Markdown."),
    ("</div>", "what would be published here is not whole HTML: end-tag-too-early (div). Take out the tags and signs < around it, or write it in Markdown.")],
    ids=["not-to-be-published", "not-whole-html"])
def test_what_a_template_prints_goes_through_the_gate(template: str, says: str, example: Path) -> None:
    """Of a text, the other checks would have said it before."""
    (example / "overrides").unlink()
    overrides = example / "overrides"
    overrides.mkdir()
    for part in (ROOT / "overrides").iterdir():
        (overrides / part.name).symlink_to(part)
    (overrides / "fragments").unlink()
    footer = shutil.copytree(ROOT / "overrides/fragments", overrides / "fragments") / "footer.html"
    footer.write_text(f"{footer.read_text(encoding='utf-8')}{template}", encoding="utf-8")
    assert [str(problem) for problem in check_published(example, DAY)[1]] == [f"overrides/fragments/footer.html:1: {says}"]


ASKED = {
    "new-without-name": (["--kind", "general", "--title", "?!"], "No file name can be made from this title. Give it a title with letters or digits."),
    "new-is-there": (["--kind", "general", "--title", "Maps"], "briefings/general/maps.md is there already, and is left as it is. Choose another title, or open that file."),
    "new-address-taken": (["--kind", "general", "--title", "Old maps"],
                          "The address /briefings/general/old-maps/ was published before and still belongs to that page. Choose another title."),
    "new-not-typed": (["--kind", "general", "--title", "Caf\udce9"],
                      'In "Caf\ufffd" there is a sign that cannot be used. Type it again without that sign; you can put it into the file later.'),
    "new-of-windows": (["--kind", "general", "--title", "Con"], 'A computer with Windows cannot store a file named "con.md". Choose a title of more words.'),
    "new-address-of-the-site": (["--kind", "page", "--title", "Search"], "The address /search/ is that of a page which the site makes itself. Choose another title."),
    "new-not-a-month": (["--kind", "newsletter", "--month", "June"], '"June" is not a month. Write it as 2027-01.'),
    "new-not-a-year": (["--kind", "report", "--year", "2031"], '"2031" is not a year from April to March. Write it as 2026-27.'),
    "new-not-known": (["--kind", "newsleter"],
                      '"newsleter" is not a known kind. Did you mean "newsletter"? Type a number from 1 to 10, or one of urgent, seven-minute, practice-learning, general, '
                      "newsletter, guidance, strategy, report, page and figures."),
    "new-no-word-file": (["--from", "nowhere.docx"], 'There is no file "nowhere.docx". Write where it lies: make new FROM="~/Documents/Neglect.docx".'),
    "word-not-read": (["--from", __file__], '"test_every_message.py" cannot be made into a page: it is no Word file. Open it in Word, then File, Save As, Word Document (.docx).'),
}
"""What ``make new`` is given, and why it writes nothing."""


@pytest.mark.parametrize(("given", "reason"), ASKED.values(), ids=ASKED)
def test_new_page_that_cannot_be_written(given: list[str], reason: str, example: Path) -> None:
    (example / "data/ledger.yml").write_text("/briefings/general/maps/: {id: maps, former: [/briefings/general/old-maps/]}\n", encoding="utf-8")
    said: list[str] = []
    assert write_new_resource(example, DAY, [*given, "--summary", "What to do.", "--topics", ""], say=said.append) == 1
    assert said == [f"Nothing was written. {reason}"]


ANSWERS = {"name": "Fenmarch SCP", "short_name": "Fenmarch", "area": "Fenmarch", "places": "Saltby, Aldermere", "colour": "#5b2a86", "front_door": "First Response",
           "front_door_phone": "01632 960001", "out_of_hours": "Night Team", "out_of_hours_phone": "01632 960002", "police": "Fenmarch Constabulary",
           "email": "scp@fenmarch.example", "site_address": "https://fenmarch.example/", "levels": "Well; Help"}
TAKEN_OVER: dict[str, tuple[dict[str, str | None], str]] = {
    "takeover-without-git": ({}, "git does not know this folder. Work in a copy that git cloned: git clone, and the address of the repository."),
    "takeover-not-committed": ({}, "Something here is changed and not yet committed: docs/new.md. Commit it or throw it away, then run the same command again."),
    "takeover-done": ({}, "This site was taken over already: data/partnership.yml says from whom. Change the files in data/ by hand. To start again, go back to the commit before "
                          "the takeover. To take over the site of those who took it over, take formerly: out first."),
    "takeover-answer-wrong": ({"email": "nobody"}, 'email: "nobody" is not an email address. Write it as name@example.org.'),
    "takeover-not-new": ({"area": "northmoor"}, 'area: "northmoor" belongs to the partnership that has this site now. Write your own.'),
    "takeover-their-places": ({"places": "Northmoor"}, "places: most of these places are of the area that has this site now: Northmoor. "
                              "Write the places of your own area. If these are yours as well, name more of your own beside them."),
    "takeover-no-question": ({"nmae": "Fenmarch"}, '"nmae" is not a question of the takeover. Did you mean "name"? The questions are name, short_name, area, site_name, places, colour, '
                             "dark_colour, front_door, front_door_phone, out_of_hours, out_of_hours_phone, police, email, site_address, ids, repository, public and levels."),
    "takeover-no-answer": ({"name": None}, 'The file with the answers has none to "name". Add a line: name: and the answer.'),
    "takeover-too-few": ({"levels": "One"}, "levels: There is only one of them. Write at least two, with a semicolon between them."),
    "takeover-no-id": ({"levels": "Help; help!"}, 'levels: No address can be made of "help!", or the same as of another. Give it letters or digits of its own.'),
    "takeover-not-whole": ({}, "The new site would not build: data/navigation.yml:1: "),
}


@pytest.mark.parametrize("rule", TAKEN_OVER)
def test_takeover_that_cannot_be(rule: str, example: Path, tmp_path: Path) -> None:
    """What is national is not in this example, so it cannot be taken over: nothing is ever written."""
    answers, reason = TAKEN_OVER[rule]
    file = tmp_path / "answers.yml"
    file.write_text(yaml.safe_dump({key: value for key, value in {**ANSWERS, **answers}.items() if value}), encoding="utf-8")
    if rule == "takeover-done":
        change(example, {"add": {"data/partnership.yml": "formerly: {names: [Marsh]}\n"}})
    if rule != "takeover-without-git":
        for arguments in (["init", "-q"], ["add", "."], ["-c", "user.name=Tests", "-c", "user.email=tests@example.org", "commit", "-qm", "Northmoor"]):
            subprocess.run(["git", *arguments], cwd=example, check=True)
    if rule == "takeover-not-committed":
        (example / "docs/new.md").write_text("New.", encoding="utf-8")
    said: list[str] = []
    before = bytes_of(example)
    assert take_over(example, DAY, ["--answers", str(file)], say=said.append) == 1
    assert said[0].startswith(f"Nothing was written. {reason}") and (said == [f"Nothing was written. {reason}"] or rule == "takeover-not-whole")
    assert bytes_of(example) == before


def test_file_that_is_protected(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is the computer's administrator may read everything."""
    def protected(path: Path) -> bytes:
        raise PermissionError(path)

    change(example, {"write": {"data/training.yml": ""}})
    monkeypatch.setattr(Path, "read_bytes", protected)
    assert "data/training.yml:1: this file is protected: it cannot be opened. Give yourself the right to read it: ask whoever put it here." in [
        str(problem) for problem in check_site(example, DAY)[1]]


def test_new_page_whose_folder_is_a_link(example: Path, tmp_path: Path) -> None:
    (example / "level_of_need").rename(tmp_path / "elsewhere")
    (example / "level_of_need").symlink_to(tmp_path / "elsewhere")
    said: list[str] = []
    assert write_new_resource(example, DAY, ["--kind", "guidance", "--title", "New", "--summary", "What to do.", "--topics", ""], say=said.append) == 1
    assert said == ["Nothing was written. On the way to level_of_need/new.md there is a link to another place on disk. Put a folder in its place."]
    assert not (tmp_path / "elsewhere" / "new.md").exists()


def test_what_does_not_come_from_a_word_file(example: Path, tmp_path: Path) -> None:
    file = tmp_path / "maps.docx"
    file.write_bytes(attachments.word("<w:p><w:r><w:t>Ring first.</w:t></w:r><w:ins><w:r><w:t> Then write.</w:t></w:r></w:ins></w:p>"))
    said: list[str] = []
    assert write_new_resource(example, DAY, ["--from", str(file), "--kind", "general", "--title", "New maps", "--summary", "What to do.", "--topics", ""], say=said.append) == 0
    assert said[0].splitlines()[1:] == [
        "What did not come along, or is to be looked at:",
        '  - It has a tracked change, beside "Ring first. Then write.": the page has the text as if all were accepted. Look in Word, under Review, whether all are meant.']


MOVED = {
    "page-gone": (None, "briefings/general/new.md:1: this page was published at /briefings/general/new/, and its file is gone. Put the file back as it was; "
                  "where nobody should use the page any more, add withdrawn to its front matter. Or, where another page takes its place, "
                  "paste a line at the end of data/ledger.yml, with that page's address at its beginning: /other/page/: {former: [/briefings/general/new/]}"),
    "page-moved": ({"page": "docs/moved.md"}, "docs/moved.md:2: this page was published at /briefings/general/new/, where people would now find nothing. "
                   "Paste this line at the end of data/ledger.yml: /moved/: {former: [/briefings/general/new/]}. Or give the file its old name back."),
    "page-hidden": ({"keys": "draft: true\n"}, "briefings/general/new.md:4: this page was published at /briefings/general/new/, and is now a draft. "
                    "Take that back, so that it stays where people know it. If nobody should use it any more, add withdrawn to its front matter."),
}
"""What becomes of a page that git's history has as published, and what is said of it."""


@pytest.mark.parametrize(("new", "says"), MOVED.values(), ids=MOVED)
def test_page_that_was_published(new: dict[str, Any] | None, says: str, example: Path) -> None:
    change(example, {"body": "Some text."})
    for step in (["init", "-q", "-b", "main"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Publish"]):
        subprocess.run(["git", *step], cwd=example, check=True)
    change(example, {"delete": ["briefings/general/new.md"]})
    if new is not None:
        change(example, {"body": "Some text.", **new})
    assert list(map(str, check_site(example, DAY)[1])) == [says]


AGAIN = "Then run the same command again."
REFUSED: dict[str, tuple[BaseException, str]] = {
    "disk-full": (OSError(errno.ENOSPC, "No space left on device", "/project/site/x"), f"The disk is full: not everything could be written. Make room on it. {AGAIN}"),
    "protected": (OSError(errno.EROFS, "Read-only file system", "/project/data/ledger.yml"),
                  "data/ledger.yml cannot be opened or changed: it is protected. "
                  f"Close it if another program has it open, and see that you may read it and write in its folder. {AGAIN}"),
    "not-there": (FileNotFoundError(errno.ENOENT, "No such file or directory", "/project/mkdocs.yml"), f"mkdocs.yml is not there, or no longer. Put it back. {AGAIN}"),
    "refused": (OSError(errno.EIO, "Input/output error", "/elsewhere/x\x1b[31m"), f"/elsewhere/x\ufffd[31m cannot be used: Input/output error. Mend that, or move it away. {AGAIN}"),
    "no-memory": (MemoryError(), f"This computer has too little memory for it. Close other programs. {AGAIN}"),
    "not-installed": (ModuleNotFoundError("No module named 'mkdocs'", name="mkdocs"),
                      'The package "mkdocs" is not installed. Run the command through make, which installs what is missing: make check.'),
    "not-loaded": (ImportError("libc.so.7: cannot open shared object file", name="typst._typst"),
                   "A package is installed and does not run here: libc.so.7: cannot open shared object file. "
                   "Delete the folder .venv, then run the command through make, which installs the packages anew: make check."),
    "stopped": (KeyboardInterrupt(), "Stopped before the end. Run the same command again when you want to."),
}


@pytest.mark.parametrize(("error", "says"), REFUSED.values(), ids=REFUSED)
def test_what_the_computer_refuses(error: BaseException, says: str) -> None:
    assert sentence(error, Path("/project")) == says
    error.add_note("site/ is as it was.")
    assert sentence(error, Path("/project")) == f"{says} site/ is as it was."


PORTS = {"port-taken": "Another program already uses port {port}. End it, often a preview in another window; or choose another port: make serve PORT=",
         "not-a-port": '"eight" is not a port. Choose a number from 1024 to 65535: make serve PORT=8001.\n'}


@pytest.mark.parametrize("rule", PORTS)
def test_port_that_cannot_be_used(rule: str, example: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1]) if rule == "port-taken" else "eight"
        monkeypatch.setenv("PORT", port)
        assert commands.serve(example) == 1
    said = capfd.readouterr()
    assert said.out == "" and said.err.startswith(PORTS[rule].format(port=port))


def test_what_cannot_be_set_on_paper(example: Path) -> None:
    """Both are warnings of a build alone: a check sets nothing."""
    printer, values = Printer(read_site(example, DAY), "https://northmoor.example/", Typesetter(ROOT), []), {
        "title": "Maps", "lead": "", "kind": "", "notices": [], "about": [], "sources": [], "address": "https://northmoor.example/", "shown": "northmoor.example"}
    for words in ("漢", "A pond has an edge. " * 500):
        list(printer.made(("/", "/maps.pdf", "Maps"), "sheet", {**printer.frame, **values, "qr": printer.code("/"), "blocks": [{"is": "p", "of": [words]}]}, DAY, ONE_SIDE, "docs/maps.md"))
    assert [str(problem) for problem in printer.problems] == [
        'docs/maps.md:1: warning: no PDF can be made of this: the text `"漢"` could not be displayed with font `"Atkinson Hyperlegible"`. Take out or change what it names. '
        "Until then the page has no PDF, and prints as it is.",
        "docs/maps.md:1: warning: on paper this takes 2 sides of A4, its letters as small as may be, where 1 would be one sheet. Shorten it, or move some of it to a page of its own and link to it."]


ELSEWHERE = {"names-alike": test_names_that_differ_only_in_capitals, "email-too-long": test_newsletter_that_is_too_long_as_an_email,
             "file-protected": test_file_that_is_protected, "new-leads-elsewhere": test_new_page_whose_folder_is_a_link,
             **dict.fromkeys(("pdf-not-made", "pdf-too-long"), test_what_cannot_be_set_on_paper),
             **dict.fromkeys(("not-to-be-published", "not-whole-html"), test_what_a_template_prints_goes_through_the_gate),
             "word-left-behind": test_what_does_not_come_from_a_word_file,
             **dict.fromkeys(ASKED, test_new_page_that_cannot_be_written), **dict.fromkeys(TAKEN_OVER, test_takeover_that_cannot_be), **dict.fromkeys(REFUSED, test_what_the_computer_refuses),
             **dict.fromkeys(MOVED, test_page_that_was_published),
             **dict.fromkeys(PORTS, test_port_that_cannot_be_used)}
"""The test of each rule that has no case."""


# What to do: whoever follows a message to the letter is rid of the problem, and has no new one


MENDED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "mended.yaml").read_text(encoding="utf-8"))

NOT_TRIED = {
    **dict.fromkeys(ELSEWHERE, "no case shows it: see test_every_message.py"),
    "file-type": "only Word can save an old Word file anew",
    "file-empty": "the file itself must be found again",
    "file-contents": "the file itself must be saved again by its own program",
    "more-than-total": "corrected, its hidden figure can be worked out, which is the next error",
    "hidden-can-be-worked-out": "what is enough depends on every other figure, and is tested with suppression",
}
"""The rules whose remedy no test can apply, and why."""

_PARTS = {"body", "keys", "write", "delete", "restore", "rename", "replace", "in", "link", "attach"}
TRIES = [(rule, number, does) for rule, given in MENDED.items() for number, does in enumerate(given if isinstance(given, list) else [given])]


def _mended(root: Path, case: dict[str, Any], does: Any, file: str) -> None:
    """Do to a project what the case says, and then what its message says."""
    if does == "make fix":
        change(root, case)
        list(repair(root))
        return
    parts = does if set(does) <= _PARTS else {"replace": does}
    again = {name: parts[name] for name in ("body", "keys", "link", "attach") if name in parts}
    change(root, {**case, **again, "write": {**case.get("write", {}), **parts.get("write", {})}})
    for name in parts.get("delete", ()):
        (root / name).unlink()
    for name in parts.get("restore", ()):
        shutil.copy(EXAMPLE / name, root / name)
    for old, new in parts.get("rename", {}).items():
        (root / old).rename(root / new)
    path = root / parts.get("in", file)
    for old, new in parts.get("replace", {}).items():
        text = path.read_bytes().decode()
        assert text.count(old) >= 1, old
        path.write_bytes(text.replace(old, new, 1).encode())


@pytest.mark.parametrize(("rule", "number", "does"), TRIES, ids=[f"{rule}-{number}" for rule, number, _ in TRIES])
def test_who_does_what_the_message_says_is_rid_of_the_problem(rule: str, number: int, does: Any, example: Path) -> None:
    case = next(case for case in CASES if case["rule"] == rule)
    said = case["says"]
    _mended(example, case, does, said.partition(":")[0])
    _, problems, _ = check_site(example, DAY)
    before = {line.split(": ", 1)[1].removeprefix("warning: ") for line in said.splitlines()}
    left = [problem for problem in problems if problem.rule.id == rule or (problem.severity is Severity.ERROR and f"{problem.message}. {problem.remedy}" not in before)]
    assert list(map(str, left)) == []


def test_a_suggestion_is_what_was_typed_instead() -> None:
    """So that "Did you mean" holds as it is written, seen from the file that has the mistake."""
    for case in CASES:
        for near in re.findall(r'Did you mean "([^"]+)"\?', case["says"]):
            done = str(MENDED[case["rule"]])
            assert near in done or case["rule"] == "unknown-folder", case["rule"]


def test_every_remedy_is_tried_or_says_why_not() -> None:
    cases = {case["rule"] for case in CASES}
    assert MENDED.keys() | NOT_TRIED.keys() == cases | ELSEWHERE.keys()
    assert not MENDED.keys() & NOT_TRIED.keys()
    assert {case["rule"] for case in CASES if "make fix" in case["says"]} - {rule for rule, _, does in TRIES if does == "make fix"} == set()


# All of them


def test_every_rule_has_one_case() -> None:
    assert Counter([*(case["rule"] for case in CASES), *ELSEWHERE]) == Counter(rule.id for rule in rules())


def test_each_rule_says_what_is_wrong_what_to_do_and_why() -> None:
    for rule in rules():
        assert rule.message and not rule.message.endswith("."), rule.id
        assert rule.remedy.endswith((".", "?", "…", ":", "}", ")")), rule.id
        assert rule.means.endswith("."), rule.id


def test_the_example_of_each_rule_fills_its_places() -> None:
    for rule in rules():
        places = {name for words in (rule.message, rule.remedy) for _, name, _, _ in Formatter().parse(words) if name is not None}
        assert places == set(rule.example), rule.id
        assert "found" not in places, f"{rule.id}: Rule.problem has another use for that name"


def test_rules_that_can_be_allowed_are_those_that_front_matter_knows() -> None:
    assert {rule.id for rule in rules() if rule.allowable} == set(ALLOWABLE)


def test_rules_are_constants_of_their_modules() -> None:
    """So that none is missing in the list of them all, nor in the guide."""
    for path in sorted(Path(publishing.__path__[0]).rglob("*.py")):
        functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
        assert not [node.lineno for function in functions for node in ast.walk(function)
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"], path
