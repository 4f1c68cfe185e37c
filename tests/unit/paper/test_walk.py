"""Whatever a text may hold reaches paper: all its words, in order, and none of them as code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from constructs import CONSTRUCTS, SENTENCE
from publishing.content.text import text_alone
from publishing.paper.walk import Node, Walk
from publishing.reading.rendering import render

ADDRESS = "https://northmoor.example/safeguarding/briefings/general/maps/"

ON_THE_PAGE_ALONE = {"details", "text within details", "an image's title", "a link's title", "a reference's title"}
"""What opens and closes nobody can open on paper, and a title shows where a mouse rests."""


def walked(markdown: str) -> list[Node]:
    return Walk(ADDRESS).blocks(render(text_alone(markdown).tokens, str))


def texts_of(nodes: Iterable[Any]) -> Iterator[str]:
    """Return every text in nodes, in order: what is set."""
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        rows = node.get("rows", ())
        yield from texts_of((*node.get("of", ()), *(cell for item in node.get("items", ()) for cell in item), *(cell for row in (rows if isinstance(rows, list) else ()) for cell in row)))


def words(nodes: list[Node]) -> str:
    return " ".join(" ".join(texts_of(nodes)).split())


def one(markdown: str) -> dict[str, Any]:
    node, = walked(markdown)
    assert isinstance(node, dict)
    return node


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_construct_is_set(construct: str) -> None:
    found = words(walked(CONSTRUCTS[construct].replace("{}", SENTENCE)))
    letters = "".join(found.split())
    assert ("".join(SENTENCE.split()) in letters) == (construct not in ON_THE_PAGE_ALONE)


@pytest.mark.parametrize("text", ["#import x", "$x$", "a \\ b", "] } )", "@name", "= one", "// two"])
def test_signs_stay_as_they_are(text: str) -> None:
    assert words(Walk(ADDRESS).blocks(f"<p>{text}</p>")) == text


def test_what_stands_within_a_line() -> None:
    line = one("See **this _and_ that**, `code` and [a page](../icon.md#one), [here](#x).  \nNext")["of"]
    assert line == ["See ", {"is": "strong", "of": ["this ", {"is": "em", "of": ["and"]}, " that"]}, ", ", {"is": "code", "of": ["code"]}, " and ",
                    {"is": "link", "to": "https://northmoor.example/safeguarding/briefings/general/icon.md#one", "of": ["a page"]}, ", ", "here", ".", {"is": "br"}, "Next"]


def test_lists_stand_in_lists_and_count_from_where_they_begin() -> None:
    found = one("3. a\n   - b\n4. c")
    assert (found["is"], found["start"], len(found["items"])) == ("ol", 3, 2)
    assert found["items"][0] == [{"is": "p", "of": ["a"]}, {"is": "ul", "start": 1, "items": [[{"is": "p", "of": ["b"]}]]}]


def test_a_table_has_its_headings_and_sides() -> None:
    found = one("| a | b |\n| --- | ---: |\n| 1 | 2 |")
    assert (found["columns"], found["heads"], len(found["rows"])) == (2, 1, 2)
    assert [cell["align"] for cell in found["rows"][1]] == ["left", "right"] and found["rows"][0][0]["head"]


def test_no_level_of_heading_is_left_out() -> None:
    assert [node["level"] for node in walked("### a\n\n#### b\n\n## c") if isinstance(node, dict)] == [2, 3, 2]


def test_call_cards_marks_and_what_only_a_screen_can_do() -> None:
    html = ('<div class="calls"><div class="call"><p class="call__name">Us</p><p class="call__number"><a class="phone" href="tel:1">1</a> <a class="mark" href="../">unconfirmed</a></p>'
            '<p class="call__now"><span class="now" hidden></span></p><p class="call__web"><a href="https://example.org/">Web</a></p></div></div><button type="button">Print</button>')
    card, = Walk(ADDRESS).blocks(html)[0]["of"]  # type: ignore[index]
    assert card == {"is": "card", "of": [{"is": "p", "of": ["Us"], "sort": "name"},
                                         {"is": "p", "of": [{"is": "strong", "of": [{"is": "link", "to": "tel:1", "of": ["1"]}]}, " ", {"is": "mark", "of": ["unconfirmed"]}], "sort": "number"}]}


def test_a_chart_is_its_words_and_its_table() -> None:
    html = ('<figure class="chart"><figcaption><strong>Ponds</strong><br>Two.</figcaption><svg><text>Two</text></svg><div class="table"><table><caption>Ponds</caption>'
            '<tbody><tr><th scope="row">All</th><td class="figures__number">2</td></tr></tbody></table></div></figure>')
    assert words(Walk(ADDRESS).blocks(html)) == "Ponds Two. Ponds All 2"


def test_what_opens_and_closes_is_named() -> None:
    walk = Walk(ADDRESS)
    assert walk.blocks("<p>a</p><details><summary>More <b>on it</b></summary><p>b</p></details>") == [{"is": "p", "of": ["a"]}]
    assert walk.left_out == ["More on it"]


def test_a_picture_that_cannot_be_set_is_its_words() -> None:
    walk = Walk(ADDRESS, {"https://northmoor.example/safeguarding/briefings/general/plan.png": "briefings/general/plan.png"}.get)
    assert walk.blocks('<p>One<img src="../plan.png" alt="A plan"></p><img src="../film.mp4" alt="A film">') == [
        {"is": "p", "of": ["One"]}, {"is": "picture", "file": "briefings/general/plan.png", "alt": "A plan"}, {"is": "p", "of": ["A film"]}]
    assert walk.pictures == ["briefings/general/plan.png"]


def test_white_space_is_as_html_has_it() -> None:
    assert Walk(ADDRESS).blocks("<div>  a\n <b> b </b>\t c\u00a0 </div>") == [{"is": "p", "of": ["a ", {"is": "strong", "of": ["b "]}, "c\u00a0"]}]
