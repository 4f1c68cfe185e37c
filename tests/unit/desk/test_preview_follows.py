"""The preview follows its files: who asks for a page gets it as it is now, and what is refused is said and changes nothing."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from publishing.desk import preview_server
from publishing.desk.preview_server import NEWS, PATIENCE, Preview, told_of_changes


class Shown:
    """A site of one page, which says what stands in a file. One word more is known to be shown on that page alone."""

    def __init__(self, file: Path) -> None:
        self.source, self.text, self.left, self.done = file, "", 2, list[str]()
        self.read()

    def read_text(self, path: str) -> bool:
        text = Path(path).read_text(encoding="utf-8")
        if "unread" in text:
            raise OSError("Nobody may read it.")
        if text.startswith(self.text):
            self.done.append("read_text")
            self.text = text
            return True
        return False

    def read(self) -> None:
        self.done.append("read")
        text = self.source.read_text(encoding="utf-8")
        if "wrong" in text:
            raise OSError("a.md:1: this is wrong.\na.md:2: and this.")
        self.text = text

    def file(self, path: str) -> bytes | None:
        if path == "broken.html":
            raise OSError("This page must not be published.")
        return {"index.html": f"<body>{self.text}</body>", "a/index.html": "<p>A", "404.html": "Missing"}.get(path, "").encode() or None

    def look_further(self) -> bool:
        self.left -= 1
        return self.left > 0


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("first", encoding="utf-8")
    return tmp_path / "a.md"


@pytest.fixture
def shown(source: Path) -> Shown:
    return Shown(source)


@pytest.fixture
def preview(shown: Shown, source: Path) -> Preview:
    return Preview(shown, [source.parent], lambda error: str(error) if isinstance(error, OSError) else None)


def asked(preview: Preview, path: str) -> tuple[str, dict[str, str], str]:
    got: list[Any] = []
    body = b"".join(preview.answer({"PATH_INFO": path}, lambda status, headers, *more: got.append((status, dict(headers)))))
    return got[0][0], got[0][1], body.decode()


def test_a_page_is_shown_as_it_is_now_and_an_older_one_hears_of_it(preview: Preview, source: Path) -> None:
    before = asked(preview, "/")[2]
    assert "first" in before and NEWS in before and before.index("<script>") < before.index("</body>")
    edition = before.partition(NEWS)[2].partition('"')[0]
    source.write_text("the second", encoding="utf-8")
    assert "the second" in asked(preview, "/index.html")[2]
    assert asked(preview, f"{NEWS}{edition}")[2] > edition
    assert not preview.follow()


def test_what_is_refused_is_said_in_its_lines_and_the_site_stays(preview: Preview, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text("all wrong", encoding="utf-8")
    assert "first" in asked(preview, "/")[2]
    assert capsys.readouterr().out == "a.md:1: this is wrong.\na.md:2: and this.\nThe preview shows the site as it was before, until that is mended.\n"
    assert "first" in asked(preview, "/")[2] and capsys.readouterr().out == ""
    status, headers, body = asked(preview, "/broken.html")
    assert (status[:3], headers["Content-Type"], body) == ("500", "text/plain; charset=utf-8", "This page must not be published.")


def test_an_address_without_its_slash_leads_on_and_one_of_nothing_says_so(preview: Preview) -> None:
    status, headers, _ = asked(preview, "/a")
    assert (status[:3], headers["Location"]) == ("302", "/a/")
    assert asked(preview, "/a/")[2].startswith("<p>A<script>")
    for path in ("/b/", "/b", "/../../etc/passwd", "/a/../../b/"):
        status, _, body = asked(preview, path)
        assert status[:3] == "404" and body.startswith("Missing")


def test_what_nobody_waits_for_is_done_in_steps(preview: Preview) -> None:
    assert preview.look_further() and not preview.look_further()


def test_one_text_is_shown_first_and_the_whole_site_is_read_afterwards(preview: Preview, shown: Shown, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text("first and more", encoding="utf-8")
    assert "first and more" in asked(preview, "/")[2] and shown.done == ["read", "read_text"]
    edition = asked(preview, "/")[2].partition(NEWS)[2].partition('"')[0]
    assert preview.look_further() and shown.done == ["read", "read_text", "read"]
    assert asked(preview, "/")[2].partition(NEWS)[2].partition('"')[0] == edition, "the open page would be loaded twice"
    source.write_text("first and more, unread", encoding="utf-8")
    assert "unread" in asked(preview, "/")[2] and shown.done[3:] == ["read"] and capsys.readouterr().out == ""


def test_what_has_changed_since_a_text_was_read_is_read_once(preview: Preview, shown: Shown, source: Path) -> None:
    source.write_text("first and more", encoding="utf-8")
    assert preview.follow()
    source.with_name("b.md").write_text("b", encoding="utf-8")
    assert preview.look_further() and shown.done == ["read", "read_text", "read"]
    assert preview.look_further() and not preview.look_further()


def test_all_is_read_where_more_than_one_file_has_changed_or_one_is_new_or_gone(preview: Preview, shown: Shown, source: Path) -> None:
    other = source.with_name("b.md")
    other.write_text("b", encoding="utf-8")
    assert preview.follow() and shown.done == ["read", "read"]
    other.write_text("bb", encoding="utf-8")
    source.write_text("first, too", encoding="utf-8")
    assert preview.follow() and shown.done == ["read", "read", "read"]
    other.unlink()
    assert preview.follow() and shown.done == ["read", "read", "read", "read"]


def test_one_text_is_not_shown_beside_what_was_refused(preview: Preview, shown: Shown, source: Path) -> None:
    source.write_text("first is wrong", encoding="utf-8")
    shown.text = "something else"
    assert not preview.follow()
    shown.text = "first"
    source.write_text("first is still wrong", encoding="utf-8")
    assert not preview.follow() and shown.text == "first"
    source.write_text("first is right", encoding="utf-8")
    assert preview.follow() and shown.text == "first is right"


def test_the_computer_tells_of_a_file_that_is_written_or_takes_the_place_of_another(source: Path) -> None:
    with told_of_changes([source.parent]) as told:
        for change in (lambda: source.write_text("second", encoding="utf-8"), lambda: source.replace(source.with_name("b.md")), lambda: source.with_name("b.md").unlink()):
            told.clear()
            change()
            assert told.wait(PATIENCE), "nothing was told"


def test_where_the_computer_cannot_tell_nothing_is_told_and_nothing_wrong(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(observer: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(preview_server.Observer, "start", refused)
    with told_of_changes([source.parent]) as told:
        source.write_text("second", encoding="utf-8")
        assert not told.is_set()
