"""What a kept copy consists of: its pages, and whatever they cannot do without."""

from __future__ import annotations

import json

from publishing.pages.keeping import LOUD, NOTICE_STYLE, copy_list, worker

PAGE = '<!doctype html><link rel="stylesheet" href="../assets/a.css"><link rel="canonical" href="../about/"><script type="module" src="../assets/b.js"></script><img src="boat.png" alt=""><a href="../about/">About</a>'
FILES = {"keep/index.html": b"", "urgent/index.html": PAGE.encode(), "urgent/boat.png": b"boat", "about/index.html": b"", "assets/a.css": b"a", NOTICE_STYLE: b"n",
         "assets/b.js": b'import{c}from"./c.js";c(()=>import("./d.js"));', "assets/c.js": b'import"./sub/e.js";export const c=1;', "assets/d.js": b"", "assets/sub/e.js": b'import "../b.js";'}


def test_it_has_the_pages_with_their_styles_scripts_and_pictures_and_no_other_page() -> None:
    found = json.loads(copy_list(FILES, ["/urgent/"], "<p>"))
    assert list(found["files"]) == ["assets/a.css", "assets/b.js", "assets/c.js", NOTICE_STYLE, "assets/sub/e.js", "keep/", "urgent/", "urgent/boat.png"]
    assert found["pages"] == 1 and found["missing"] == "<p>"
    assert found["bytes"] == sum(len(FILES[f"{path}index.html" if path.endswith("/") else path]) for path in found["files"])


def test_a_briefing_that_is_kept_can_be_presented() -> None:
    start = b'<script type="module" src="../assets/present-start.js"></script>'
    files = {**FILES, "urgent/index.html": start, "assets/present-start.js": b'()=>import("./present.js")', "assets/present.js": b"", "assets/present.css": b""}
    assert {"assets/present.js", "assets/present.css"} <= json.loads(copy_list(files, ["/urgent/"], ""))["files"].keys()


def test_a_hash_changes_with_its_file_and_nothing_else_does() -> None:
    before = json.loads(copy_list(FILES, ["/urgent/"], ""))
    after = json.loads(copy_list({**FILES, "assets/a.css": b"b", "about/index.html": b"other"}, ["/urgent/"], ""))
    assert {path for path in before["files"] if before["files"][path] != after["files"][path]} == {"assets/a.css"}
    assert copy_list(dict(reversed(FILES.items())), ["/urgent/"], "") == copy_list(FILES, ["/urgent/"], "")


def test_the_worker_knows_when_a_copy_is_old() -> None:
    assert worker("go();").startswith(f"const LOUD = {LOUD};\n")
