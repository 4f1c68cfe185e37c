"""A newsletter as email: fit for mail programs, without what its page says of its own upkeep, and leading to the real site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import html5lib
import pytest

from properties import complaints_about_email, differences_of_text_edition
from publishing.checks.published import faults
from publishing.content.kinds import Newsletter
from publishing.layout import page_parts
from publishing.outputs import at_address, syndicated_files
from publishing.site import Site

ISSUE = "newsletters/2032-06"
Edition = Callable[[str], tuple[str, str]]


@pytest.fixture
def edition(example_read: Site) -> Edition:
    """Returns the email of an issue with a text of its own, as HTML and as plain text."""
    def made(text: str) -> tuple[str, str]:
        files = syndicated_files(example_read, {f"/{ISSUE}/": text.replace("><", ">\n<")})  # as pages have it
        source, plain = files[f"{ISSUE}/email.html"].decode(), files[f"{ISSUE}/email.txt"].decode()
        assert faults(source, "email") == [] and complaints_about_email(source) == [] and differences_of_text_edition(source, plain) == []
        return source, plain

    return made


def test_a_picture_has_a_width_that_outlook_goes_by(edition: Edition) -> None:
    source, _ = edition('<p><img src="../river.png" alt="A river"></p>')
    assert re.search(r'<img [^>]*width="320" height="120" [^>]*max-width: 100%;height: auto', source)


def test_a_drawing_that_no_mail_program_shows_is_its_words_and_a_link(edition: Edition) -> None:
    source, text = edition('<p><img src="../tree.svg" alt="Three generations"></p>')
    within, _ = edition('<p><a href="https://example.org/"><img src="../tree.svg" alt="Three generations"></a></p>')
    assert re.search(r"<span>Three generations</span>\s*</a>", within)
    assert "<img" not in source and f"Three generations (https://northmoor.example/safeguarding/{ISSUE}/)" in text


TABLE = "<table><thead><tr><th>What</th><th>2031</th><th>2032</th></tr></thead><tbody><tr><th>Plans</th><td>204</td><td><b>240</b></td></tr></tbody></table>"


def test_a_table_of_three_columns_stands_row_below_row_on_a_phone(edition: Edition) -> None:
    source, text = edition(TABLE)
    tree = html5lib.parse(source, namespaceHTMLElements=False)
    assert [table.get("class") for table in tree.iter("table")][-1] == "stacks"
    assert [span.text for span in tree.iter("span") if span.get("class") == "what"] == ["2031: ", "2032: "]
    assert "2031: " not in text and "Plans  204   240" in text


def test_other_tables_stay_as_they_are(edition: Edition) -> None:
    for table in (TABLE.replace("<th>2032</th>", "").replace("<td><b>240</b></td>", ""), TABLE.replace("<td>204</td><td>", '<td colspan="2">')):
        assert 'class="what"' not in edition(table)[0]


def test_only_a_word_that_is_wider_than_its_column_is_broken(edition: Edition) -> None:
    source, _ = edition("<table><tr><td>partnership@northmoor.example</td><td>partnership-training-officer</td></tr></table>")
    assert re.findall(r'<td class="long"[^>]*>([^<]*)<', source) == ["partnership@northmoor.example"]


def test_what_a_chart_has_said_its_table_does_not_say_again(edition: Edition) -> None:
    _, text = edition("<figure><figcaption><strong>Plans</strong><br>From 204 to 240.</figcaption><table><caption>Plans, 2032</caption><tr><td>240</td></tr></table></figure>"
                      "<table><caption>Plans, 2031</caption><tr><td>204</td></tr></table>")
    assert text.count("Plans") == 2 and "Plans, 2031" in text and "Plans\nFrom 204 to 240." in text


def test_where_it_is_from_is_on_the_page_and_not_in_the_email(example_read: Site, edition: Edition) -> None:
    _, text = edition('<p>News.</p><div class="figures-note"><p>Period: 2032.</p><p class="figures-note__files"><a href="a.csv">CSV</a></p></div>'
                      '<h2 id="a">Where the numbers are from</h2><ul class="figures-note"><li>Plans: a report.</li></ul>'
                      '<h2 id="b">Next</h2><p>A word.<sup class="footnote-ref"><a href="#footnote--1">[1]</a></sup></p><a class="footnote-back" href="#mention--1">&#8617;</a>')
    assert "Period: 2032." in text and re.search(r"Next\n\nA word\.\s?\[1\]\n", text)
    issue = next(issue for issue in example_read.catalogue.of_kind(Newsletter) if issue.address == f"/{ISSUE}/")
    assert issue.review and not [said for said in ("CSV", "numbers are from", "looked at again", "\N{LEFTWARDS ARROW WITH HOOK}", "published in") if said in text]


def test_a_note_stands_out(edition: Edition) -> None:
    source, _ = edition('<div class="note note--important"><p class="note__title">Important</p><p>Ring first.</p></div>')
    assert re.search(r"<blockquote [^>]*>\s*<p [^>]*><strong>Important</strong></p>", source)


def test_a_list_of_messages_shows_the_summary_and_nothing_behind_it(edition: Edition) -> None:
    source, text = edition("<p>News.</p>")
    body = html5lib.parse(source, namespaceHTMLElements=False).find("body")
    assert body[0].get("class") == "preheader" and body[0].get("aria-hidden") == "true" and "display: none" in body[0].get("style")
    assert body[0].text.startswith("A letter on a wet year, on new briefings and on those who wrote them.\N{COMBINING GRAPHEME JOINER}")
    assert text.count("A letter on a wet year") == 1


def test_in_a_preview_links_lead_to_the_real_site_and_its_page_leads_to_the_email(example_read: Site) -> None:
    site = at_address(replace(example_read, preview=True), "https://preview.invalid/")
    files = syndicated_files(site, {})
    assert not [name for name in files if name.rpartition("/")[2].startswith("email.") and b"preview.invalid" in files[name]]
    assert b"https://northmoor.example/safeguarding/newsletters/2032-06/" in files[f"{ISSUE}/email.html"]
    intro = {preview: page_parts(replace(site, preview=preview), next(made for made in site.pages if made.address == f"/{ISSUE}/"), "")["intro"] for preview in (True, False)}
    assert 'href="email.eml" download' in intro[True] and "email." not in intro[False]


def test_at_another_address_links_lead_there(example_read: Site) -> None:
    assert b"https://other.example/newsletters/2032-06/" in syndicated_files(at_address(example_read, "https://other.example/"), {})[f"{ISSUE}/email.html"]
