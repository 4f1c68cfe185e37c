"""Macros print what they promise, and a page can do nothing else with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_site import BuiltSite
from projects import change, copy_project, problems, run, write
from publishing.problems.problem import Fault
from publishing.problems.rule import MACROS, Rule
from publishing.templating.sandbox import NOT_TAKEN, MacroEnvironment, MacroError, expand

PAGE = "---\ntitle: Hostile\nsummary: Hostile is a page that tries to get out of the sandbox of its macros.\n---\n{body}\n"

HOSTILE = {
    "the shell": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a macro's insides": "{{ contact.__globals__ }}",
    "a macro's owner": "{{ contact.__self__.catalogue }}",
    "what a macro returns": "{{ contact('police').format('x') }}",
    "jinja's own names": "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
    "the page": "{{ page.file.abs_src_path }}",
    "the configuration": "{{ config }}",
    "the plugin": "{{ plugin }}",
    "git": "{{ git.short_commit }}",
    "an include": "{% include '/etc/passwd' %}",
    "an import": "{% import 'fragments/macros.html' as x %}",
    "a loop": "{% for a in 'aaaa' %}{% for b in 'aaaa' %}x{% endfor %}{% endfor %}",
    "a definition": "{% set x = 1 %}",
    "a macro of its own": "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
    "a filter": "{{ 'a' | center(1000000000) }}",
    "arithmetic": "{{ 'a' * 1000000000 }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a comparison": "{{ 1 if contact else 2 }}",
    "a dictionary": "{{ {'a': 1}['a'] }}",
    "unpacked values": "{{ contact(*['police']) }}",
    "a call of a call": "{{ contact('police')() }}",
    "text alone": "{{ 'x'.upper() }}",
    "a raw part": "{% raw %}{{ contact }}{% endraw %}",
    "a comment": "one {# two #} three",
    "a name alone": "{{ contact }}",
    "an open brace": "{{ contact('police'",
    "a stray end": "{% endif %}",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a page for each attempt."""
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    for number, body in enumerate(HOSTILE.values()):
        write(root, f"docs/hostile-{number}.md", PAGE.format(body=f"First.\n\n{body}").replace("Hostile", f"Hostile {number}"))
    return root


@pytest.fixture(scope="module")
def said(hostile: Path) -> list[str]:
    """What is said of them."""
    return problems(hostile)


@pytest.mark.parametrize("attempt", HOSTILE)
def test_a_hostile_page_is_a_plain_problem(said: list[str], attempt: str) -> None:
    found = [problem for problem in said if problem.startswith(f"docs/hostile-{list(HOSTILE).index(attempt)}.md:")]
    assert found and all(".md:7: " in problem and "macro" in problem for problem in found), found


def test_a_build_with_every_hostile_page_fails_cleanly_and_touches_nothing(hostile: Path, said: list[str]) -> None:
    done = run(hostile, "build")
    assert done.status == 1 and "Traceback" not in done.output, done.output
    assert done.problems() == said and len(said) >= len(HOSTILE)
    assert not list(hostile.rglob("pwned")) and not (hostile / "site").exists()


def test_the_plugin_itself_renders_in_the_sandbox(example: Path) -> None:
    """Even if our own check missed a hostile page, mkdocs-macros would refuse it: the check is taken out to see."""
    change(example, "hooks/publishing/site.py", "    for line, fault in text.expanded.wrong:\n        yield fault.at(page.file, text.first_line + line - 1)\n", "")
    write(example, "docs/hostile.md", PAGE.format(body=HOSTILE["jinja's own names"]))
    done = run(example, "build")
    assert done.status == 1, done.output
    assert "hostile.md" in done.output and not list(example.rglob("pwned"))


def test_a_file_in_the_root_is_no_code_of_ours(example: Path) -> None:
    """mkdocs-macros would run a main.py or main/ in every build; python -m would take a module from where it is started."""
    code = "import pathlib; pathlib.Path(__file__).with_name('pwned').touch()\ndef define_env(env): pass\n"
    for name in ("main.py", "main/__init__.py", "mkdocs.py", "yaml.py", "logging.py"):
        write(example, name, code)
    assert run(example, "build").status == 0
    assert not list(example.rglob("pwned"))


def test_deep_nesting_is_refused() -> None:
    environment = MacroEnvironment({"say": lambda *words: "said"})
    for text in ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{{ " + "[" * 5000 + "]" * 5000 + " }}", "{{ say(" + "say(" * 3000 + ")" * 3001 + " }}"):
        assert expand(text, environment).wrong


NOTHING_TO_SAY = Rule("nothing-to-say", MACROS, "there is nothing to say", "Give it a word.", "It is an example.")


def test_plain_values_reach_a_macro_and_its_words_reach_the_author() -> None:
    def say(*words: object, loud: bool = False) -> str:
        if not words:
            raise MacroError(NOTHING_TO_SAY)
        return "-".join(map(str, words)) + ("!" if loud else "")

    environment = MacroEnvironment({"say": say})
    assert expand("It was {{ say('a', 2, loud=true) }}", environment).words == "It was a-2!"
    assert expand("one\n\n{{ say() }}", environment).wrong == ((3, Fault(NOTHING_TO_SAY, {})),)
    (line, fault), = expand("one\n{{ say('a', softly=true) }}", environment).wrong
    assert (line, fault.rule) == (2, NOT_TAKEN)


def test_a_contact_prints_its_number_and_standing(example_site: BuiltSite) -> None:
    page = example_site.page("/contact/")
    assert "Northmoor Night Team, 01632 960002 (unconfirmed)" in page.text
    assert "Ring First Call: 01632 960001 (closed? Night Team 01632 960002, unconfirmed)" in page.text, "this one is confirmed"
    assert "tel:01632960002" in page.links()
    marks = example_site.page("/unconfirmed/")
    shown = " ".join(marks.text.split())
    assert "Northmoor Night Team 01632 960002 The Night Team, Northmoor Council, May 2031. Unconfirmed" in shown
    assert "01632 960001 Confirmed by the partnership on 1 May 2032, by the service manager" in shown


def test_without_a_number_the_page_says_whom_to_ask(example_site: BuiltSite) -> None:
    assert "Ask your senior manager how to reach the allegations officer" in example_site.page("/contact/").text


def test_a_word_with_hyphens_and_without_quotation_marks_is_named_whole() -> None:
    environment = MacroEnvironment({"say": lambda word: word})
    for written in ("front-door", "level-4-b"):
        (_, fault), = expand(f"{{{{ say({written}) }}}}", environment).wrong
        assert (fault.rule.id, fault.values["name"]) == ("macro-value-not-quoted", written)
