"""A page loads the style and script that it uses, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import ROOT
from publishing.pages.assets import APART, PAGES, minified, needed, ours

WRITTEN = {path.relative_to(ROOT / "overrides").as_posix() for path in (ROOT / "overrides" / "assets").rglob("*.*")}
MADE = {"assets/partnership.css"}
IN_FEEDS = {"assets/feed.css"}
JOINED = "assets/search/"
"""The search joins its own scripts: test_modules.py."""


def test_what_every_page_needs_comes_without_a_class() -> None:
    styles, scripts = needed("<p>Nothing</p>")
    everywhere = [f"assets/{asset.name}" for asset in PAGES if not asset.needed_by]
    assert styles and scripts and sorted(everywhere) == sorted(one.path for one in (*styles, *scripts))


def test_what_a_class_needs_comes_where_the_class_is() -> None:
    for asset in PAGES:
        for name in asset.needed_by.split():
            there = needed(f'<p class="first {name} last">x</p>')
            elsewhere = needed(f'<p class="{name}--other" id="{name}">{name}</p>')
            assert any(f"assets/{asset.name}" == one.path for found in there for one in found)
            assert not any(f"assets/{asset.name}" == one.path for found in elsewhere for one in found)


def test_print_has_its_own_style_and_only_what_moves_lines_holds_up_the_first_paint() -> None:
    styles, scripts = needed('<p class="now abbr">x</p>')
    assert [one.path for one in styles if one.media == "print"] == ["assets/print.css"]
    assert [one.path for one in scripts if one.waits] == ["assets/open-now.js"]
    assert {one.path for one in needed('<section class="results">x</section>')[1] if one.waits} == {"assets/search/start.js"}
    assert all(asset.name.endswith(".js") for asset in PAGES if asset.paint_waits) and all(asset.name.endswith(".css") for asset in PAGES if asset.media)


def test_every_asset_is_there_and_every_file_is_an_asset() -> None:
    assert ours() - MADE <= WRITTEN
    assert {path for path in WRITTEN - IN_FEEDS | MADE if not path.startswith(JOINED)} == {path for path in ours() if not path.startswith(JOINED)}
    assert not {asset.name for asset in PAGES} & set(APART)


SCRIPT = "// why\nexport function greet(name) { /* x */\n  return `Hello,  ${ name }`;\n}\n"
WITHOUT_SPACES = "export function greet(name){return`Hello,  ${ name }`;}\n"


def test_what_only_we_read_is_left_out() -> None:
    found = minified({"a.css": "/* why */\n.a > .b { color: red; }\n", "b.js": SCRIPT})
    assert found["a.css"] == ".a>.b{color:red}\n"
    assert len(found["b.js"]) <= len(WITHOUT_SPACES) and found["b.js"].startswith("export function greet(") and "`Hello,  ${" in found["b.js"]


@pytest.mark.parametrize(("library", "published"), [
    pytest.param("def string(kind, text): return text.replace('name', 'n')", SCRIPT.replace("name", "n") + "\n", id="it is there"),
    pytest.param("def string(kind, text): raise ValueError", WITHOUT_SPACES, id="it does not know what a script says"),
    pytest.param("raise ImportError", WITHOUT_SPACES, id="it cannot be loaded"),
    pytest.param("", WITHOUT_SPACES, id="it is another of that name"),
])
def test_a_library_shortens_names_where_it_can(library: str, published: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "minify.py").write_text(library, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert minified({"b.js": SCRIPT}) == {"b.js": published}


def test_where_there_is_no_such_library_spaces_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publishing.pages.assets.find_spec", lambda name: None)
    assert minified({"b.js": SCRIPT}) == {"b.js": WITHOUT_SPACES}


def test_no_script_has_a_template_within_a_template() -> None:
    """rjsmin, where it stands in, reads none, and would take spaces out of what people read: "on Wednesdayat 8am"."""
    for path in (ROOT / "overrides").rglob("*.js"):
        for template in re.findall(r"\$\{[^{}]*+", path.read_text(encoding="utf-8")):
            assert "`" not in template, (path.name, template)
