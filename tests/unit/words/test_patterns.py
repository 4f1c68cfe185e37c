"""A pattern that is compiled late is the same as one that is compiled at once."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from projects import ROOT
from publishing.words.patterns import Late, compile_all, pattern


def test_it_finds_what_the_same_finds_that_is_compiled_at_once() -> None:
    late, at_once = pattern(r"(a)(?P<next>b+)", re.IGNORECASE), re.compile(r"(a)(?P<next>b+)", re.IGNORECASE)
    assert (late.pattern, late.flags, late.groupindex) == (at_once.pattern, at_once.flags, at_once.groupindex)
    for _ in range(2):
        assert [match.span("next") for match in late.finditer("abBcAB")] == [match.span("next") for match in at_once.finditer("abBcAB")]
        assert late.sub("", "xabx") == at_once.sub("", "xabx")
        assert late.search("abc", 1) is None and late.fullmatch("ABB") is not None


def test_it_is_compiled_when_somebody_looks_for_it_and_not_again() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("")
    Late.all.pop()
    late = pattern("a")
    assert "compiled" not in late.__dict__
    late.search("a")
    compiled = late.__dict__["compiled"]
    compile_all()
    assert late.__dict__["compiled"] is compiled


def test_each_in_the_program_can_be_compiled() -> None:
    hooks = ROOT / "hooks"
    for path in (hooks / "publishing").rglob("*.py"):
        if "words.patterns import pattern" in path.read_text(encoding="utf-8"):
            import_module(".".join(path.relative_to(hooks).with_suffix("").parts))
    before = len(Late.all)
    compile_all()
    assert len(Late.all) == before > 100
