"""What was typed is what is read, by whichever loader, and what YAML would lose or change is an error."""

from __future__ import annotations

import random
from typing import Any

import pytest

from publishing.problems.problem import Problem
from publishing.reading import yaml_source
from publishing.reading.yaml_source import parse_yaml

TYPED = ("052", "12:30", "0x34", "0b11", "0o17", "1_000", "1e3", ".5", "+5", "5.", "5", "-5", "5.0", ".inf", "-.INF", ".nan", "~", "null", "Null", "yes", "No", "on", "OFF", "y",
         "n", "true", "False", "1,234", "12%", "2021-13-45", "2020-04", "2021-03-05", "2021-03-05 10:00:00", "0151 496 0000", "=", "<<", "1__0", "190:20:30", "a?", "where now?", "x#y")
"""What one YAML or another takes for something else than text."""


def _read(text: str) -> tuple[Any, list[str]]:
    problems: list[Problem] = []
    document = parse_yaml(text, "data/new.yml", problems)
    cut = sorted(map(str, document.cut))
    return document.value, [*(f"{problem.line}: {problem.rule.id}" for problem in problems), *(["cut"] if cut else [])]


def _by_both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[str]]:
    """Return what is read of a text; by libyaml, where that is there, and by Python alone it is the same."""
    quick = _read(text)
    with monkeypatch.context() as without:
        without.setattr(yaml_source, "_QUICK", None)
        assert _read(text) == quick, text
    return quick


@pytest.mark.parametrize("typed", TYPED)
def test_a_value_is_the_text_that_was_typed(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for around, value in (("value: {}\n", {"value": typed}), ("value:   {}   \n", {"value": typed}), ("- {}\n- b\n", [typed, "b"]),
                          ("value: [{}, b]\n", {"value": [*typed.split(","), "b"]}), ("value: {{a: {}}}\n", {"value": {"a": typed}})):
        if "," not in typed or "{{" not in around:
            assert _by_both(around.format(typed), monkeypatch) == (value, [])


@pytest.mark.parametrize(("text", "said"), [
    ("title: ! Stop", ["1: sign-first"]), ("title: !!str Stop", ["1: sign-first"]), ("a: b\ntitle: !Stop now", ["2: sign-first"]), ("a: [!b c]", ["1: sign-first"]),
    ("title: &a b", ["1: yaml-copy"]), ("a: b\nc: *a", ["2: yaml-copy"]), ("<<: *a", ["1: yaml-copy"]), ("title: @us", ["1: sign-first"]), ("title: `us`", ["1: sign-first"]),
    ("title: %5", ["1: sign-first"]), ("% TAG\n---\na: b", ["1: sign-first"]), ("%YAML 1.2\n---\na: b", ["1: sign-first"]), ("title: > 5 years", ["1: sign-first"]), ("title: |x", ["1: sign-first"]), ('title: "a" b', ["1: sign-first"]),
    ("title: 'a' b", ["1: sign-first"]), ("title: [Draft] Neglect", ["1: sign-first"]), ("a:\n  - 'a' b", ["2: sign-first"]), ("title: - a", ["1: sign-first"]), ("title: {a} b", ["1: sign-first"]),
    ("title: ]a", ["1: sign-first"]), ("title: a: b", ["1: second-colon"]), ("title: Neglect:", ["1: second-colon"]), ('title: "Neglect": how', ["1: second-colon"]),
    ("title Ponds\nsummary: a", ["1: no-colon"]), ("title = Ponds\nid: a\nid: b", ["1: no-colon", "3: key-twice"]), ("title\uff1aPonds\nsummary: a", ["1: no-colon"]),
    ("\ttitle: a", ["1: tab-in-keys"]), ("? [a]\n: b", ["1: key-not-text"]), ("a: b\n---\nc: d", ["2: second-document"]), ("a: b\n...\nc: d", ["3: second-document"]),
    ('a: "b\\nc"', ["1: backslash"]), ('a: "b\\xc"', ["1: backslash"]), ('a: "\\u00e9"', ["1: backslash"]), ('a: "C:\\Users"', ["1: backslash"]), ('a: "b\\\n  c"', ["1: backslash"]),
    ("title:\u00a0Page", ["1: odd-space"]), ("a: b\n\u00a0 c: d", ["2: odd-space"]), ("a:\n  -\u2003b", ["2: odd-space"]), ("a: {b: c, d:\u00a0e}", ["1: odd-space"]),
    ("title: &amp; more", ["1: html-sign"]), ("a: [b #2]", ["1: cut-by-hash"]), ("a: {b: !c d}", ["1: sign-first"]), ('title: "open\na: [b]\nc: "d"', ["1: open-quotation"]), ("title: {{ x }}", ["1: key-not-text"]),
    ("a: b\n  c: true", ["2: line-does-not-fit"]), ("a:\n" + "- " * 60 + "b", ["2: brackets-too-deep"]), ("\n".join(" " * row + "a:" for row in range(70)), ["52: brackets-too-deep"]),
    ("title: Form #7", ["cut"]), ("title: # 7", ["cut"]), ("title: #7", ["cut"]), ("a:\n  - option #2\nb: c", ["cut"]), ("a: {b: Form #7\n  }", ["cut"]), ("a: one\n  two #3", ["cut"]),
])
def test_what_would_be_lost_or_changed_is_named_on_its_line(text: str, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _by_both(f"{text}\n", monkeypatch)[1] == said


@pytest.mark.parametrize("text", [
    "a: b # allowed: our own office", "# a note\na: b\n  # another\nc: d", 'a: "b" # a note', "a: [b, c] # a note", "a:  # a note\n  - b", 'a: "b \\" c \\\\ d"', "a: b\u00a0c", "a: b!",
    "a: R&D *now*", "a: >-\n  b\n  c # d", "a: |\n  b # c", "---\na: b", "a: b\n...\n", "a: 'it''s'", "a: b\n  c", "a: C:\\new",
    "a:\n" + "  - b:\n      - c: d\n" * 60, "a: b\n" + " " * 70 + "c",
])
def test_what_means_what_it_says_is_left_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _by_both(f"{text}\n", monkeypatch)[1] == []


def test_examples_in_messages_are_the_same_text_in_quotation_marks() -> None:
    for typed in ('"Neglect": how', "'It's ours", "[Draft] Neglect", '@us "now"', "a: b", "“a”: b", "Neglect:", "a\\b: c", "- a"):
        problems: list[Problem] = []
        parse_yaml(f"title: {typed}\n", "", problems)
        if not problems or "example" not in problems[0].values:
            continue
        assert parse_yaml(f"{problems[0].values['example']}\n", "", []).value == {"title": typed}, typed


_PIECES = [*"abc012 .,:;-?!#&*@`%|><[]{}\"'~\\/\n+=_ £é", "\n  ", "\n- ", ": ", ": \n", "\n---\n", "\n...\n", " #", "'x'", '"y"', "[1, 2]", "{a: b}", "? ", "\n? ", "!!str ", "&a ", "*a", "|\n  x\n", *TYPED]


def test_both_loaders_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of documents put together by chance: the second loader has no libyaml, as in a browser."""
    chance = random.Random(52)
    for around in ("{}", "title: {}\n", "a:\n  - {}\nb: c\n", "a: [{}]\n", "a: {{b: {}, d: e}}\n"):
        for _ in range(300):
            _by_both(around.format("".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 8)))), monkeypatch)
