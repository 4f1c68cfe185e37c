"""HTML that is read in one pass is HTML of which html5lib makes the same, and mends nothing."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.reading.plain_html import SVG, Plain, read, tree

NAMES = ("a b br button caption code dd details div dl dt em fieldset form h2 h3 hr i img input label legend li ol option p path pre script select small span strong "
         "style summary svg table tbody td text textarea th thead title tr ul").split()
ATTRIBUTES = ('', ' class="x"', ' id="y" class="z"', ' hidden', " class='x'", ' CLASS="x"', ' title="a &amp; b"', ' title="&copy b"', ' viewBox="0 0 1 1"', ' class="x" class="y"', ' /', '/', ' title=">"')
WORDS = ("", " ", "\n", "Words", "a &lt; b", "a & b", "&#8617;", "a\x0cb", ">", "\u00a0", "\u2003")

_words = st.sampled_from(WORDS)
_tags = st.tuples(st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
_pieces = st.recursive(_words, lambda inner: st.one_of(
    st.tuples(_tags, inner, _words).map(lambda found: f"<{found[0][0]}{found[0][1]}>{found[1]}</{found[0][0]}>{found[2]}"),
    st.tuples(inner, inner).map("".join),
    _tags.map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    st.sampled_from(("<ul>\n<li>{}</li>\n</ul>", "<dl><dt>{}</dt><dd>{}</dd></dl>", "<table><thead><tr><th>{}</th></tr></thead></table>", "<p>{}</p>", "</p>", '<svg viewBox="0 0 1 1"><text>{}</text></svg>'))
    .flatmap(lambda frame: inner.map(lambda words: frame.replace("{}", words))),
), max_leaves=12)


def _by_html5lib(piece: str) -> tuple[list[tuple[str, dict[str, str]]], bool]:
    """Return the elements of a piece with their attributes, and whether anything had to be mended."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    body = parser.parse(f"<!doctype html><html><head><title>A</title></head><body><div>{piece}</div></body></html>").find("body")
    found = [(str(element.tag).replace("{http://www.w3.org/2000/svg}", SVG), dict(element.attrib)) for element in body[0].iter()][1:]
    return found, bool(parser.errors) or len(body) != 1 or bool((body[0].tail or "").strip())


@given(_pieces)
def test_what_is_plain_needs_no_mending(piece: str) -> None:
    if plain := read(piece):
        assert _by_html5lib(piece) == ([(tag.name, dict(tag.attributes)) for tag in plain.tags], False)
        if (found := tree(piece)) is not None:
            assert _all(found) == _all(html5lib.parseFragment(piece, namespaceHTMLElements=False))


@given(_pieces, st.integers(0, 200), st.integers(1, 200))
def test_a_part_that_is_known_changes_nothing(piece: str, start: int, length: int) -> None:
    found = read(f"<ul><li>{piece}</li></ul>{piece}", (piece[start:start + length], piece))
    assert found is None or _said(found) == _said(read(f"<ul><li>{piece}</li></ul>{piece}"))


def test_whole_elements_that_are_known_are_read_once_for_all_that_have_the_same_around_them() -> None:
    top, foot = '<header class="top"><p>A &amp; b</p></header>', "<footer><ul>\n<li>C</li>\n</ul></footer>"
    pages = [f"<main>{top}<p>{words}</p>{foot}</main>" for words in ("One", "Two")]
    assert [_said(read(page, (top, foot))) for page in pages] == [_said(read(page)) for page in pages] != [None, None]


@pytest.mark.parametrize(("before", "known", "after"), [("<ul>", "<li>a</li></ul><p>", "b</p>"), ("<p>", '<script type="x">', "words</script></p>"), ("<table>", "<tbody></tbody>", "words</table>"), ('<p title="', "<b>a</b>", '">b</p>')])
def test_a_part_that_is_no_whole_element_is_not_plain(before: str, known: str, after: str) -> None:
    assert read(f"{before}{known}{after}", (known,)) is None


def _said(plain: Plain | None) -> object:
    return plain and ([(tag.name, tag.attributes) for tag in plain.tags], [(tag.name, words) for tag, words in plain.scripts])


def _all(root: Element) -> list[tuple[str, dict[str, str], str | None, str | None]]:
    return [(element.tag, element.attrib, element.text or None, element.tail or None) for element in root.iter()]


@pytest.mark.parametrize("piece", ['<h2 id="a">A</h2>\n<ul>\n<li>b<br>c</li>\n</ul>', '<dl><div><dt>a</dt><dd><p>b</p></dd></div></dl>', '<p>a <a href="../b/">b</a> &amp; c</p>',
                                   '<svg viewBox="0 0 1 1"><title>A</title><rect x="1"/><path d="M1 2Z"/></svg>', '<table><tbody><tr><td>a</td></tr></tbody></table>'])
def test_what_the_site_writes_is_plain(piece: str) -> None:
    plain = read(piece)
    assert plain is not None and _by_html5lib(piece)[0] == [(tag.name, dict(tag.attributes)) for tag in plain.tags]


def test_a_whole_document_is_plain() -> None:
    document = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A</title>\n</head>\n<body>\n<main id="a"><p id="b">A</p></main>\n</body>\n</html>\n'
    plain = read(document)
    assert plain is not None and plain.identifiers == ("a", "b")
    assert [read(document.replace(old, new)) for old, new in (("<main", "words<table>words<main"), ("</body>", ""), ("<title>", "words<title>"), ("html>", "html PUBLIC>"))] == [None] * 4
