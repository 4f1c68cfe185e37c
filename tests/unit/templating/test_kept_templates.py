"""Templates are kept as they were compiled, and are compiled anew where they, or what compiles them, are another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from jinja2 import Environment

from publishing.kept.on_disk import LastingMemory
from publishing.kept.store import STORE_FILE, Store
from publishing.templating import fragments


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[[], tuple[str, int]]:
    """What one command after the other makes of a template, and how many it compiles for that."""
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments" / "pond.html").write_text("<p>{{ words | capital }}</p>", encoding="utf-8")

    def of_one_command() -> tuple[str, int]:
        fragments._environment.cache_clear()
        memory = LastingMemory(Store(tmp_path / STORE_FILE), tmp_path)
        with mock.patch.object(Environment, "_generate", autospec=True, side_effect=Environment._generate) as compiled:
            html = fragments.Fragments(tmp_path, memory).render("pond", str, words="ice & snow")
        memory.keep()
        return html, compiled.call_count

    return of_one_command


def test_a_template_is_compiled_by_the_first_command(rendered: Callable[[], tuple[str, int]]) -> None:
    assert [rendered(), rendered()] == [("<p>Ice &amp; snow</p>", 1), ("<p>Ice &amp; snow</p>", 0)]


def test_one_that_has_changed_is_compiled_anew(rendered: Callable[[], tuple[str, int]], tmp_path: Path) -> None:
    rendered()
    (tmp_path / "fragments" / "pond.html").write_text("<b>{{ words }}</b>", encoding="utf-8")
    assert rendered() == ("<b>ice &amp; snow</b>", 1)


def test_another_program_compiles_all_anew(rendered: Callable[[], tuple[str, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    rendered()
    monkeypatch.setattr(fragments, "program", lambda: b"another")
    assert rendered() == ("<p>Ice &amp; snow</p>", 1)
