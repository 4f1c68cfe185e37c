"""Repositories with mistakes in them, made at random and always alike: a small partnership, and one to four changes to it.

``changes`` is the catalogue of what can be done to one. It holds what an officer mistypes, pastes or forgets, and what
somebody tries who means harm.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

SMALL = Path(__file__).parent / "unit" / "messages" / "partnership"
"""A partnership of a dozen pages in which nothing is wrong."""

WORDS = ("Some words.", "## A heading", "##No space", "#### Deep", "# The title again", "[words](maps.md)", "[words](nowhere.md)", "[words](#nowhere)", "[click here](https://example.org)",
         "[x](javascript:alert(1))", "[x](//evil.example)", "[x](http://[)", "![](a.png)", "![words](a.png)", "<b>bold</b>", "<script>alert(1)</script>", "<div onclick=x>", "<details>\n",
         "<!-- note -->", "<!--", "-->", "<a b=" + "\u00a0" * 300, "{{ contact(\"police\") }}", "{{ number(\"police\") }}", "{{ contct(\"x\") }}", "{{ latest(3) }}", "{{ latest(9" + "9" * 3000 + ") }}",
         "{{ resources(\"general\") }}", "{{ figure(\"a.b\") }}", "{{ table(\"plans\") }}", "{{ contacts() }}", "{{ levels() }}", "{{ topics() }}", "{{", "}}", "{% if x %}", "{# x #}", "{: #x }",
         "- a\n- b", "- " * 60 + "x", "> " * 60 + "x", "-            " * 8 + "x", "1. a\n1. b", "[^1]", "[^1]: a note", "[a]: b.md", "| a | b |\n| - | - |\n| c | d | e |", "| a | b |", "`code`", "```\ncode", "~~x~~",
         "> [!NOTE]\n> Words.", "!!! note", "Call 07700 900123.", "943 476 5919", "born on 3 March 2015", "PR8 1AA", "sam@example.org", "ABCD", "a\u200bb", "\x07", "\t", "\u202e", "&amp;&lt;", "*" * 3000, "a" * 30_000,
         "## 1" + "1" * 5000 + ". a", ".\n" * 6000, "## a\n\n" * 300, "{{ topics() }}\n\n" * 200, "[a](maps.md)\n\n" * 400)
KEYS = ("title: Another title", "title: ''", "title: A: b", "title: [a]", "title: 12", "title: <b>x</b>", "summary: " + "long " * 60, "summary: A page", "published: 2031-05", "published: 5/1/2031", "published: 2099-01",
        "published: 9999-12-31", "published: 0001-01-01", "published: 99999999999999999999", "updated: 2031-02-30", "review: 2030-01-01", "review: 9999-12-31", "draft: true", "draft: maybe", "topics: [water]", "topics: [watr]",
        "topics: water", "topics: [water, water]", "audience: [schools]", "replaced_by: briefings/general/maps.md", "replaces: briefings/general/nowhere.md", "replaced_by: [a]", "withdrawn: {date: 2031-01-01, reason: Old.}",
        "withdrawn: true", "text: held", "also_known_as: [a, b]", "sources: [nowhere]", "attachments: [{file: a.pdf, title: A}]", "attachments: [{file: ../../x, title: A}]", "allow: [{check: phone, text: x, reason: y}]",
        "changes: [{date: 2031-01-01, note: x}]", "owner: somebody", "&a b: *a", "? [a]", "<<: {}", "sumary: x", "\tx: y", '"open', "[[[[", "{{ x }}: y", "written: !!int x", "period: 2030 to 2029", "chapters: [a]")
HARMLESS_WORDS = ("Some words.", "## Some heading", "- a\n- b", "1. a\n1. b", "**Bold** and *not*.", "> [!NOTE]\n> Words.", "| a | b |\n| - | - |\n| c | d |", "`code`", "```\ncode\n```", "<b>bold</b>", "A note.[^1]\n\n[^1]: The note.",
                  "{{ latest(3) }}", "{{ topics() }}", "{{ contacts() }}", "{{ feeds() }}", '{{ contact("police") }}', '{{ resources("general") }}', "Words & more < words.", "\\*escaped\\*", "[the council](https://example.org/)", "a  \nb")
HARMLESS_KEYS = ("updated: 2031-02-28", "review: 2099-01-01", "draft: true", "topics: [water]", "audience: [schools]", "also_known_as: [a, b]", "text: held", "published: 2099-01", "withdrawn: {date: 2031-01-01, reason: Old.}",
                 "title: Quite another title", "summary: What this is about, in a sentence.", "changes: [{date: 2031-01-01, note: Better.}]", "written: 2031-01-01")
NAMES = ("new.md", "New Page.md", "index.md", "x.txt", "page.html", "404.md", "search.md", "topics.md", "sitemap.xml", "feed.xml", "a.png", "a.svg", "a.pdf", "a.docx", ".hidden.md", "main.py", "assets.md", "maps.markdown", "tags.md",
         "x" * 120 + ".md", "2031-07.md", "con.md", "a.md.md")
FOLDERS = ("briefings/general", "briefings/seven-minute", "briefings/practice-learning", "briefings", "briefings/unknown", "newsletters", "level_of_need", "docs", "docs/strategies", "docs/annual-report/2031-32", "docs/topics",
           "docs/search", "docs/assets", "docs/annual-report", "data", "data/figures")
VALUES = ("", "null", "12", "[]", "{}", "[a, b]", "true", "'x'", "9" * 5000, "1e999", ".nan", "-1", "https://example.org/", "javascript:alert(1)", "<b>x</b>", "../../../x", "//evil.example/", "/briefings/general/maps/", "{a: b}", "x" * 300,
          "2031-02-30", '"a\\nb"', "&x y", "*x", "!!python/name:os.system", "docs/nowhere.md")


def repository(root: Path, seed: int) -> list[str]:
    """Make the repository of a number below ``root``; return what was changed in it."""
    chance = random.Random(seed)
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    return [chance.choice(CHANGES)(root, chance) for _ in range(chance.choice((1, 1, 2, 3, 4)))]


def _some_file(root: Path, chance: random.Random, pattern: str) -> Path | None:
    files = sorted(path for path in root.rglob(pattern) if path.is_file() and "overrides" not in path.parts)
    return chance.choice(files) if files else None


def _front(chance: random.Random) -> str:
    return f"---\ntitle: Page {chance.randrange(99)}\nsummary: What to do in case {chance.randrange(99)}.\n" + "".join(f"{key}\n" for key in chance.sample(KEYS, chance.choice((0, 0, 1)))) + "---\n\n"


def _text(chance: random.Random) -> str:
    return chance.choice(("\n\n", "\n", " ")).join(chance.choices(HARMLESS_WORDS if chance.random() < 0.7 else WORDS, k=chance.randint(1, 3)))


def words(root: Path, chance: random.Random) -> str:
    """Write something into a page's text."""
    if (path := _some_file(root, chance, "*.md")) is None:
        return "nothing"
    text = _text(chance)
    path.write_text(path.read_text(encoding="utf-8", errors="replace") + f"\n\n{text}\n", encoding="utf-8")
    return f"words in {path.relative_to(root)}: {text[:60]!r}"


def key(root: Path, chance: random.Random) -> str:
    """Write a key into a front matter, or take one out."""
    if (path := _some_file(root, chance, "*.md")) is None:
        return "nothing"
    lines, added = path.read_text(encoding="utf-8", errors="replace").split("\n"), chance.choice(HARMLESS_KEYS if chance.random() < 0.7 else KEYS)
    name = added.partition(":")[0]
    lines = [line for line in lines if not line.startswith(f"{name}:")]
    lines.insert(1, added if chance.random() < 0.8 else "")
    path.write_text("\n".join(lines), encoding="utf-8")
    return f"key in {path.relative_to(root)}: {added[:60]!r}"


def value(root: Path, chance: random.Random) -> str:
    """Write another value on a line of a data file, or take the line out."""
    if (path := _some_file(root, chance, "*.yml")) is None:
        return "nothing"
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    row, new = chance.randrange(len(lines)), chance.choice(VALUES)
    before = lines[row]
    lines[row:row + 1] = [before.rpartition(":")[0] + ": " + new] if ":" in before and chance.random() < 0.8 else []
    path.write_text("\n".join(lines), encoding="utf-8")
    return f"value in {path.relative_to(root)}:{row + 1}: {before[:40]!r} to {new[:40]!r}"


def addition(root: Path, chance: random.Random) -> str:
    """Add a file."""
    path = root / chance.choice(FOLDERS) / chance.choice(NAMES)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_front(chance) + (_text(chance) if chance.random() < 0.5 else "Some words on a page.") + "\n", encoding="utf-8")
    return f"addition of {path.relative_to(root)}"


def removal(root: Path, chance: random.Random) -> str:
    """Take a file away."""
    if (path := _some_file(root, chance, chance.choice(("*.md", "*.yml", "*")))) is None:
        return "nothing"
    path.unlink()
    return f"removal of {path.relative_to(root)}"


def move(root: Path, chance: random.Random) -> str:
    """Rename a file, or put it elsewhere."""
    path, to = _some_file(root, chance, "*.md"), root / chance.choice(FOLDERS) / chance.choice(NAMES)
    if path is None or to.exists():
        return "nothing"
    to.parent.mkdir(parents=True, exist_ok=True)
    path.rename(to)
    return f"move of {path.relative_to(root)} to {to.relative_to(root)}"


def bytes_of_a_file(root: Path, chance: random.Random) -> str:
    """Save a file as another program would."""
    if (path := _some_file(root, chance, chance.choice(("*.md", "*.yml")))) is None:
        return "nothing"
    text, encoding = path.read_text(encoding="utf-8", errors="replace"), chance.choice(("utf-16", "cp1252", "utf-8-sig", "utf-32"))
    path.write_bytes(text.replace("\n", chance.choice(("\n", "\r\n", "\r"))).encode(encoding, "replace"))
    return f"{path.relative_to(root)} as {encoding}"


CHANGES: tuple[Callable[[Path, random.Random], str], ...] = (words, words, words, key, key, value, value, addition, addition, removal, move, bytes_of_a_file)
"""What can be done to a repository; what is done more often stands here more often."""
