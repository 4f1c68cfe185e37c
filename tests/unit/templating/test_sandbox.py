"""Macros print what they promise, and a page can do nothing else with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import BuiltSite
from projects import ROOT, problems, run, write
from publishing.pages.macros import AUTHORS_MACROS
from publishing.templating.sandbox import MacroEnvironment, MacroError, expand

PAGE = "---\ntitle: Hostile\nsummary: A page that tries to get out of the sandbox of its macros.\n---\n{body}\n"

HOSTILE = {
    "the shell": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a macro's insides": "{{ contact.__globals__ }}",
    "a macro's owner": "{{ contact.__self__.catalogue }}",
    "what a macro returns": "{{ contact('edt').format('x') }}",
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
    "unpacked values": "{{ contact(*['edt']) }}",
    "a call of a call": "{{ contact('edt')() }}",
    "text alone": "{{ 'x'.upper() }}",
    "a raw part": "{% raw %}{{ contact }}{% endraw %}",
    "a comment": "one {# two #} three",
    "a name alone": "{{ contact }}",
    "an open brace": "{{ contact('edt'",
    "a stray end": "{% endif %}",
}


@pytest.mark.parametrize("attempt", HOSTILE)
def test_a_hostile_page_is_one_plain_problem(project: Path, attempt: str) -> None:
    write(project, "docs/hostile.md", PAGE.format(body=f"First.\n\n{HOSTILE[attempt]}"))
    found = problems(project)
    assert len(found) == 1 and found[0].startswith("docs/hostile.md:7: "), found
    assert "macro" in found[0]


def test_a_build_with_every_hostile_page_fails_cleanly_and_touches_nothing(project: Path) -> None:
    for number, body in enumerate(HOSTILE.values()):
        write(project, f"docs/hostile-{number}.md", PAGE.format(body=body).replace("Hostile", f"Hostile {number}"))
    done = run(project, "build")
    assert done.status == 1 and "Traceback" not in done.output, done.output
    assert len(done.problems()) == len(HOSTILE)
    assert not list(project.rglob("pwned")) and not (project / "site").exists()


def test_the_plugin_itself_renders_in_the_sandbox(project: Path) -> None:
    """Even if our own check missed a hostile page, mkdocs-macros would refuse it: the check is taken out to see."""
    sandbox = project / "hooks" / "publishing" / "whole_site.py"
    sandbox.write_text(sandbox.read_text(encoding="utf-8").replace("        if wrong is not None:\n            say(*wrong)\n", ""), encoding="utf-8")
    write(project, "docs/hostile.md", PAGE.format(body=HOSTILE["jinja's own names"]))
    done = run(project, "build")
    assert done.status == 1, done.output
    assert "hostile.md" in done.output and not list(project.rglob("pwned"))


def test_deep_nesting_is_refused() -> None:
    environment = MacroEnvironment({"say": lambda *words: "said"})
    for text in ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{{ " + "[" * 5000 + "]" * 5000 + " }}", "{{ say(" + "say(" * 3000 + ")" * 3001 + " }}"):
        assert expand(text, environment)[1] is not None


def test_plain_values_reach_a_macro_and_its_words_reach_the_author() -> None:
    def say(*words: object, loud: bool = False) -> str:
        if not words:
            raise MacroError("there is nothing to say", "Give it a word.")
        return "-".join(map(str, words)) + ("!" if loud else "")

    environment = MacroEnvironment({"say": say})
    assert expand("It was {{ say('a', 2, loud=true) }}", environment) == ("It was a-2!", None)
    assert expand("one\n\n{{ say() }}", environment) == ("", (3, "there is nothing to say", "Give it a word."))
    line, message, _ = expand("one\n{{ say('a', softly=true) }}", environment)[1]
    assert (line, message) == (2, "a macro is given something it does not take")


def test_a_contact_prints_its_number_and_standing(site: BuiltSite) -> None:
    page = site.page("/briefings/seven-minute/child-criminal-exploitation/")
    assert ("Children's Help and Advice Team (CHAT), 0151 934 4013 (seen in \"Children's Help and Advice Team (CHAT)\" (Sefton "
            "Council), undated; not yet confirmed by the partnership)") in page.text
    assert "tel:01519344013" in page.links()


def test_superseded_numbers_are_printed_nowhere(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        for number in ("934 4481", "140 0845", "934 4657"):
            assert number not in page.text, address


def test_every_number_printed_has_its_standing(site: BuiltSite) -> None:
    """But for 999, 101 and 111, which everybody knows."""
    for address, page in site.pages.items():
        for contact in (*page.find("span", class_="contact"), *page.find("li", class_="contacts__item")):
            numbers = [link.get("href") for link in contact.iter("a") if link.get("href", "").startswith(("tel:", "mailto:"))]
            if any(number not in ("tel:999", "tel:101", "tel:111") for number in numbers):
                standing = [part for part in contact.iter() if "contact__standing" in (part.get("class") or "")]
                assert standing and "not yet confirmed" in "".join(standing[0].itertext()), f"{address}: {numbers}"


def test_without_a_number_the_page_says_whom_to_ask(site: BuiltSite) -> None:
    assert "Ask your senior manager how to reach the LADO" in site.page("/who-to-call/").text


def test_every_macro_is_documented() -> None:
    """In the guide, or with live examples on the page of the figures' macros."""
    pages = "".join((ROOT / page).read_text(encoding="utf-8") for page in ("guide/adding-a-resource.md", "docs/figures.md"))
    assert [name for name in AUTHORS_MACROS if f"{{{{ {name}(" not in pages] == []
