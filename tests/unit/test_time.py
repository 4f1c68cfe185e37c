"""No text keeps the checks or the build for long, whatever stands in it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from projects import ROOT
from publishing.problems.problem import errors
from publishing.site import check_site
from repositories import SMALL, WORDS
from unit.messages.test_every_message import DAY
from unit.test_agreement import built_without_mkdocs

SECONDS = 5.0
"""Of the processor: what hangs takes far longer, and a busy machine some times as long as a quiet one, where each text takes less than two."""
HEAD = "---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n\n"
NEW = "briefings/general/new.md"
CHAPTER = "docs/annual-report/2031-32/new.md"
FIGURES = "data/figures/2030-31.yml"


def filled(piece: str, size: int = 190_000) -> str:
    """Return as much of a piece as a page may hold, in lines as long as they may be."""
    line = piece * (19_000 // len(piece)) if "\n" not in piece else piece
    line = line if line.endswith("\n") else f"{line}\n"
    return line * min(size // len(line), 4_900 // line.count("\n"))


TEXTS = {
    "a list in a list, far to the right": (NEW, HEAD + ("-" + " " * 12) * 8 + "x"),
    "double braces and line ends": (NEW, HEAD + "{{\n" * 20_000),
    "long lines of dots": (NEW, HEAD + ("." * 19_000 + "x\n") * 40),
    "tags that are not closed, in a chapter": (CHAPTER, HEAD + "<a\n" * 150_000),
    "a macro thousands of times": (NEW, HEAD + "{{ latest(1000) }}\n\n" * 5_000),
    "headings": (NEW, HEAD + "## Some heading\n\n" * 50_000),
    "a macro with a number of nine thousand digits": (NEW, HEAD + "{{ latest(" + "9" * 9_000 + ") }}"),
    "a heading with a number of five thousand digits": ("briefings/seven-minute/new.md", HEAD + "## " + "1" * 5_000 + ". a\n"),
    "a figure with five thousand digits": (FIGURES, "source: a\nmeasures: {a: {title: A, figures: {b: {label: B, value: " + "9" * 5_000 + "}}}}\n"),
    "a tag with no-break spaces": (NEW, HEAD + "<a b=" + "\u00a0" * 18_000 + "\n"),
    "keys without end": (NEW, "---\n" + "".join(f"a{number}: b\n" for number in range(4_000)) + "---\n\nWords.\n"),
    "keys within keys": ("data/language.yml", "".join(" " * deep + "a:\n" for deep in range(400))),
    "a long list": ("data/language.yml", "given_names:\n" + "".join(f"- A{number}\n" for number in range(60_000))),
    **{f"filled with {piece[:20]!r}": (NEW, HEAD + filled(piece)) for piece in
       ("](", "[", "[a](b)", "[a](maps.md)\n\n", "![a](b.png)", "`", "*a ", "_a", "<", "<b>", "<!--", "&", "{{", "|-", "| a ", "\t\n", "> ", "- ", "[^1]", "[a]: b\n", "www.a.b ", "a@b.c ", "07700 900123 ", "~", ".\n", "a. ", "## a\n", "'", "(", "A1")},
}
QUICK = [name for name in TEXTS if not name.startswith("filled")]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small partnership, to change."""
    root = shutil.copytree(SMALL, tmp_path / "project")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


def took(root: Path, file: str, text: str) -> float:
    """Return how many seconds of the processor the checks take, and the build where they find no error."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    start = time.process_time()
    _, said, _ = check_site(root, DAY)
    checked = time.process_time() - start
    if not errors(said):
        built_without_mkdocs(root)
    return max(checked, (time.process_time() - start) / 2)


@pytest.mark.parametrize("name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.exhaustive) for name in TEXTS])
def test_no_text_keeps_the_checks_or_the_build(small: Path, name: str) -> None:
    assert took(small, *TEXTS[name]) < SECONDS


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
sys.path[:0] = ["hooks", "tests"]
from unit.test_time import fuzzed
fuzzed(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
"""


def fuzzed(first: int, count: int, folder: str) -> None:
    """Check pages made of pieces, again and again repeated, each of which may take so long; say which one is looked at."""
    root = Path(folder)
    for number in range(first, first + count):
        chance = random.Random(number)
        pieces = [chance.choice((chance.choice(WORDS)[:200], chance.choice("[]()<>*_`~|&{}\\!#-+.:\"'@ \n\t"), " ", "\n"))[:200] for _ in range(chance.randint(1, 4))]
        text = HEAD + "".join(piece * chance.choice((1, 1, 50, 3_000)) for piece in pieces)[:20_000] * chance.choice((1, 1, 9))
        print(number, flush=True)
        assert took(root, NEW, text[:199_000]) < SECONDS, number


@pytest.mark.parametrize(("first", "count"), [(0, 25), *(pytest.param(first, 100, marks=pytest.mark.exhaustive) for first in range(25, 2_000, 100))])
def test_generated_texts_end_in_time_and_in_a_gigabyte(small: Path, first: int, count: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED.replace("(20, 20)", f"({20 + count}, {20 + count})"), str(first), str(count), str(small)],
                          cwd=ROOT, text=True, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, (done.stdout.split()[-1:], done.stderr[-2000:])
