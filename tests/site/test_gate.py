"""The build publishes nothing that the gate refuses, and says of it what the check says."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import call, change, run


@pytest.mark.parametrize(("file", "old", "new"), [
    pytest.param("overrides/main.html", "</main>", "<script>alert(1)</script></main>", id="the frame"),
    *(pytest.param(*change, id=name, marks=pytest.mark.exhaustive) for name, change in {
        "a part": ("overrides/fragments/footer.html", "</footer>", "<object data=\"x\"></object></footer>"),
        "the page for missing addresses": ("overrides/fragments/not-found.html", "</form>", "<p style=\"color: red\">x</p></form>"),
        "a redirect": ("overrides/fragments/redirect.html", "</main>", "<iframe src=\"x\"></iframe></main>"),
        "a macro": ("overrides/fragments/contact.html", "{% endif %}\n", "{% endif %}<embed src=\"x\">\n"),
    }.items()),
])
def test_what_a_template_adds_stops_check_and_build_alike(example: Path, file: str, old: str, new: str) -> None:
    path = example / file
    path.write_text(new.join(path.read_text(encoding="utf-8").rsplit(old, 1)), encoding="utf-8")
    checked, built = call(example, "check"), run(example, "build")
    assert checked.status == built.status == 1 and "Traceback" not in built.output
    assert checked.problems() and checked.problems() == built.problems()
    assert not (example / "site").exists()


@pytest.mark.parametrize(("file", "old", "more", "said"), [
    ("email", "{{ content }}", '<object data="x"></object>', "newsletters/2032-06.md:1: what would be published here holds an element <object>"),
    pytest.param("latest", "</ul>", '<embed src="x">', "overrides/fragments/latest.html:1: what would be published here holds an element <embed>", marks=pytest.mark.exhaustive)])
def test_emails_and_fragments_go_through_it(example: Path, file: str, old: str, more: str, said: str) -> None:
    change(example, f"overrides/fragments/{file}.html", old, f"{old}{more}")
    done = run(example, "build")
    assert done.status == 1 and said in done.output, done.output
    assert not (example / "site").exists()
