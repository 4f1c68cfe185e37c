"""Templates that were compiled before are taken from where they are kept, as long as they are the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from projects import write
from publishing.templating import fragments
from publishing.templating.fragments import Fragments


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it has compiled, for this test alone."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "compiled"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that are compiled."""
    names: list[str | None] = []
    as_ever = Environment.compile

    def noted(self: Environment, source: str, name: str | None = None, *more: object) -> object:
        names.append(name)
        return as_ever(self, source, name, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def rendered(overrides: Path) -> str:
    """Return what a template is for a command that begins now."""
    fragments._environment.cache_clear()
    return Fragments(overrides).render("said", str, words="<b>")


def test_a_template_is_compiled_once_and_again_when_it_is_another(tmp_path: Path, compiled: list[str | None]) -> None:
    write(tmp_path, "overrides/fragments/said.html", "It says {{ words }}.\n")
    assert [rendered(tmp_path / "overrides") for _ in range(3)] == ["It says &lt;b&gt;."] * 3
    assert len(compiled) == 1
    write(tmp_path, "overrides/fragments/said.html", "It tells {{ words }}.\n")
    assert [rendered(tmp_path / "overrides") for _ in range(3)] == ["It tells &lt;b&gt;."] * 3
    assert len(compiled) == 2


def test_what_is_damaged_or_cannot_be_kept_is_compiled(tmp_path: Path, kept: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "overrides/fragments/said.html", "It says {{ words }}.\n")
    rendered(tmp_path / "overrides")
    place = next(path for path in kept.rglob("*") if path.is_file())
    for damaged in (b"", place.read_bytes()[:70], b"\0" * 200):
        place.write_bytes(damaged)
        assert rendered(tmp_path / "overrides") == "It says &lt;b&gt;."
    assert len(compiled) == 4
    place.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(tmp_path / "overrides") == "It says &lt;b&gt;." and not place.exists()
    place.mkdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert rendered(tmp_path / "overrides") == "It says &lt;b&gt;."
