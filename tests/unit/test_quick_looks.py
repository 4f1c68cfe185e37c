"""What is looked for first, because it is quick to find, stands wherever the pattern that takes long finds something.

Each is compared with the same in its plainest words, on texts that are made of what might tell them apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from unicodedata import combining, normalize
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publishing.checks import birth, case_accounts, days, described, everything, grammar, html, identifying, numbers_to_ring
from publishing.checks.birth import _IN_A_DATE, _ROOM, DATE
from publishing.checks.nearby import around
from publishing.checks.pieces import Piece, of_source, of_values, parted, with_days_of_birth
from publishing.content import aloud, page, reading_age
from publishing.content.reading_age import _SENTENCE_END
from publishing.content.text import Block, text_alone
from publishing.data.language import Language
from publishing.pages import reading_aids
from publishing.pages.reading_aids import Meaning
from publishing.problems.problem import Problem
from publishing.reading import bullets
from publishing.reading.markdown import MACRO_SIGN, parse
from publishing.reading.passed import Passed
from publishing.reading.plain_html import _NOT_PLAIN
from publishing.reading.plain_markdown import PlainLine
from publishing.search import folding
from publishing.words import numbers_read, private_addresses, web_addresses
from publishing.words.as_read import as_read
from publishing.words.at_a_glance import count_of_digits, may_hold_digits, words_at_a_glance
from publishing.words.numbers_read import may_have_words

PLAIN = settings(max_examples=300, deadline=None)


def texts(*parts: str) -> st.SearchStrategy[str]:
    """Return texts of these parts and of any others."""
    return st.lists(st.one_of(st.sampled_from(parts), st.characters()), max_size=12).map("".join)


@PLAIN
@given(texts("at", "AT", "Name", "nAmE", "n", "that", " ", "\n", "(", "[", "-", "<", ">", ")", "&", "@", "7", "٣", "é", "\t", "a", "İ", "\u00ad", "~", "%", "/", "///", "?", ":", "nine", "Two", "double", "aged ", "s old", "-old"))
def test_what_may_hold_a_detail(words: str) -> None:
    in_plain_words = re.search(r"[^\n -~]|[\d&@]|[\s(\[{<-][aA][tT][\s)\]}>-]|[nN][aA][mM][eE]|///|aged |-old|s old", words)
    assert identifying.may_hold(words) == (in_plain_words is not None or may_have_words(words))


LABELS = st.sampled_from(("topics", "title", "Date of birth", "NHS number", "Day of birth", "Month of birth", "Year of birth", "Child's name", "Phone", "Car", "UPN", "Age", "Anna Smith", "note"))
DETAIL = ("Ring ", "07700 900123", "900 000 0001", "office@ponds.example", " at example.org", "3", "May", "2012", "03/05/2012", "Anna Smith", "name", "double seven", "///a.bb.cc", "AB12 CDE", "&#55;", "born", "\n", ": ", " ", "word")
DETAILS = texts(*DETAIL)
MORE = texts(*DETAIL, "insta jane_12", "12 34 56", "car", "uprn ", "1000", "12345678", "wa.me/", "4477", "00900123", "mother: ", "what3words a.b.c", "lives at ", "1 High ", "Street", "nhs", "9", "nine")


@PLAIN
@given(st.lists(st.builds(Piece, st.just(1), DETAILS, st.lists(LABELS, max_size=2).map(tuple), st.sampled_from(("", "Born on", "Date of birth", "NHS number", "What to do", "Car"))), max_size=5))
@example([Piece(1, "Anna", ("Child's name",)), Piece(1, "Smith")])
def test_which_pieces_are_worth_a_look(pieces: list[Piece]) -> None:
    def found(looked_at: list[Piece]) -> list[object]:
        return [find for piece in looked_at for find in identifying.finds(as_read(piece.words), piece.labels, piece.before)]

    assert found([*identifying._worth_a_look(pieces)]) == found([*with_days_of_birth(pieces), *filter(identifying._one_number, parted(pieces))])


DAYS = ("3 May 2012", "twenty first of September, '09", "2012-05-03", "03/05/12", "3.V.2012", "May 3rd, 2012", "3 5 2012", "thirtieth day of Sept. 1999", "2012", "12", "1", "/", "-", "٣/٥/٢٠١٢")
WORDS = ("born", "DOB:", "date of birth", "b. ", "birth", "birthday", " ", ", ", "\u00a0", "on", "she was ", "word " * 15, "|", "(", ")", ". ", "years")
PIECES = st.lists(st.builds(Piece, st.just(1), MORE, st.lists(LABELS, max_size=2).map(tuple), st.sampled_from(("", "Born on", "Car"))), max_size=5)


@PLAIN
@given(PIECES)
def test_what_can_be_found_at_a_glance(pieces: list[Piece]) -> None:
    every = [identifying._Read.of(as_read(piece.words)) for piece in pieces]
    glance = identifying._Glance.at(read.line for read in every)
    for piece, read in zip(pieces, every, strict=True):
        assert [*identifying._finds(read, piece.labels, piece.before, KNOWN, glance)] == [*identifying.finds(read.text, piece.labels, piece.before, KNOWN)]


@PLAIN
@given(PIECES, st.data())
def test_what_was_seen_as_it_is_written_tells_nothing_new(pieces: list[Piece], data: st.DataObject) -> None:
    written = [Piece(1, piece.words, (), data.draw(st.sampled_from(("", "Born on")))) for piece in pieces]

    def told(seen: list[Piece]) -> list[Problem]:
        return [*everything._told_once(identifying.numbers(written, "", replace(KNOWN, passed=Passed())), identifying.numbers(pieces, "", replace(KNOWN, passed=Passed()), seen))]

    assert told(written) == told([])


KNOWN = identifying.Known(names=frozenset(("Anna", "Jane")))


@PLAIN
@given(texts("mother", "Mother", "young person", "child", "nan", "dad", " ", "A", ":", "=", "|", ")", "(", "s", "\n", "ı"))
def test_where_a_relative_is_asked_for(text: str) -> None:
    small = text.lower()
    plainly = re.search(rf"{identifying._RELATED}(?: \w)?(?: ?[:=|]|\))", small)
    assert identifying._names_a_relative(small) == (plainly is not None and any(sign in small for sign in ":=|("))


@PLAIN
@given(texts("born", "Birth", "b\u0131rth", "dob", "D.O.B.", "d / o / b", "d. o. b.", "d0b", "d of b", "date of birth", "birthday", "bday", "b-day", "b.", "b", "1", " ", "-", "a", "dates they were born"))
def test_where_a_word_of_a_birth_may_stand(text: str) -> None:
    assert [word.span() for word in birth._words(text)] == [word.span() for word in birth._WORDS.finditer(text)]


@PLAIN
@given(st.lists(st.sampled_from((*DAYS, *WORDS)), max_size=30).map("".join), st.booleans())
def test_a_day_of_birth_is_found_near_its_words(text: str, labelled: bool) -> None:
    found = [day.span() for day in birth.days_of_birth(text, labelled)]
    with patch.object(birth, "_FARTHEST_DAY", 10_000):  # so that it looks at all days
        assert found == [day.span() for day in birth.days_of_birth(text, labelled)]


@PLAIN
@given(texts("https://", "HTTP://", "wa.me/", "t.me/", "api.whatsapp.com/", "SIGNAL.ME/", "a", "/", " ", "x.org", "7", ")"))
def test_where_an_address_may_stand(line: str) -> None:
    assert not identifying._WEB.search(line) or identifying._may_have_addresses(line)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_an_account_has_one_of_these_words(data: st.DataObject) -> None:
    sought = data.draw(st.sampled_from([sought for sought in identifying.PATTERNS if sought.near is identifying._HANDLE_SIGN]))
    found = data.draw(st.from_regex(re.compile(sought.pattern.pattern, sought.pattern.flags & ~re.UNICODE | re.ASCII), fullmatch=True))
    assert sought.near.pattern.search(found) and any(word in found.lower() for word in sought.near.words)


@pytest.mark.parametrize("sought", identifying.PATTERNS, ids=lambda sought: f"{sought.rule.id} {identifying.PATTERNS.index(sought)}")
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_is_quick_to_find_stands_in_what_is_looked_for_around_it(sought: identifying._Pattern, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(re.compile(sought.pattern.pattern, sought.pattern.flags & ~re.UNICODE | re.ASCII), fullmatch=True))
    near = sought.near
    assert not sought.holds(found) or (near.pattern.search(found) and count_of_digits(found) >= near.digits and near.letters in found.lower() and len(found) < near.room)


@PLAIN
@given(texts("ring ", "999", "9", "118", "one", "nine", "Nine", "zero", "oh", "eight", "nought", "n\u0131ne", "two", " ", "-", "\u0669", ".", "N\u0130NE"))
def test_where_a_short_number_may_stand(words: str) -> None:
    assert not numbers_to_ring._PERHAPS.search(words) or may_hold_digits(words, 3) or numbers_to_ring._may_hold_one_in_words(words)


@PLAIN
@given(texts("A", "B", "J", ".", " ", "initials", "Initials", "Child", "Baby", "Pupil", "Sibling", "young Person", "Young person", "\n", "-"))
def test_where_initials_may_stand(words: str) -> None:
    assert not described._INITIALS.search(words) or described._LETTER.search(words)


@PLAIN
@given(texts("word", "<b>", "</b>", "<!--", "-->", "--", ">", "&lt;", "&gt;", "&#60;!--", "\\", "\\<", "!", "https://a.org/%3C!--", "**", "<details>", "\n", "\n\n", "- ", "> ", " "))
def test_where_html_may_stand(words: str) -> None:
    text = text_alone(words)
    found = [*html._html(text)]
    with patch.object(html, "any", lambda signs: True, create=True):  # so that it looks
        assert found == [*html._html(text)]


@PLAIN
@given(texts("- ", "-", "*", "**", "\u2022", "\u00a0", "&nbsp;", "&bull;", "a", "A", "o", " ", "1.", "a)", "\u2013", "\u2713", "2.1", "\t", "[ ] ", "\\[x\\]"))
def test_what_begins_no_item_of_word(line: str) -> None:
    line = line.replace("\n", "")
    plainly = bullets._ITEM.match(bullets.unescape(line)) or bullets._INDENTED.match(bullets.unescape(line))
    assert not (plainly and bullets._PLAIN.match(line))


@PLAIN
@given(texts("..", "/", "a", "page.md", "#", "-", "_", ":", "//", "C", "home", "users", "?", "%", "@", "mailto", "http", " ", "a" * 1990, "\u0430"))
def test_a_way_beside_a_page_is_well_formed(address: str) -> None:
    found = web_addresses.why_not_to_follow(address)
    with patch.object(web_addresses, "_BESIDE", re.compile("(?!)")):
        assert found == web_addresses.why_not_to_follow(address)


@PLAIN
@given(texts("https://", "a.", "SharePoint.com", "1drv.ms", "intranet.", "corp", "docs.google.com", "/edit", "/drive/", "www.google.com/url?q=", "bit.ly", "goo.gl", "/maps", "t.co", "/", "?", "#", "github.com/a/b/files/1", "@", "\n"))
def test_which_addresses_may_be_private(address: str) -> None:
    found = private_addresses.why_private(address)
    with patch.object(private_addresses, "_ANY_OF_THEM", re.compile("")):
        assert found == private_addresses.why_private(address)


FORMS = {form: Meaning(form, form, "") for form in ("EDT", "CHAT", "MASH", "A&E", "G.P", "999", "ICON", "DSLs", "s")}


@PLAIN
@given(texts("EDT", "EDTs", "CHAT", "A&E", "A", "E", "Es", "s", "ss", "DSL", "DSLs", "DSLss", "G.P", "GP", "999", " ", "\n", "-", "é", "ICONé"))
def test_which_abbreviations_may_be_mentioned(text: str) -> None:
    words = words_at_a_glance(text)
    words = words.union(*(re.findall("[A-Za-z]+", word) for word in words if not word.isascii()))
    assert reading_aids._mentioned(FORMS, text) == {form: FORMS[form] for form in FORMS if all(word in words or f"{word}s" in words for word in words_at_a_glance(form))}
    assert not any(form in text for form in FORMS if form != "s") or reading_aids._WITHIN_A_FORM.search(text)


@PLAIN
@given(st.dictionaries(st.sampled_from(("title", "date_of_birth", "topics")), st.one_of(texts("a", " ", "\n", "\n\n", "\t"), st.lists(texts("a", "\n\n"), max_size=2), st.integers())))
def test_values_are_parted_like_any_text(front: dict[str, object]) -> None:
    values = [(key, value) for key, given in front.items() for value in (given if isinstance(given, list) else [given])]
    plainly = [(piece.line, piece.words, (key.replace("_", " "),), piece.before) for key, value in values for piece in of_source(str(value))]
    assert [tuple(piece) for piece in of_values(front, {})] == plainly


APART = st.sampled_from((" ", "\n", "\u00a0", "&nbsp;", " &nbsp;", "&nbsp; "))
MONTH = st.sampled_from(("May", "Sept.", "february", "NOV"))


@PLAIN
@given(APART, APART, APART, MONTH, st.sampled_from((
    "1{0}{month}{1}2012", "31st{0}of{1}{month}{2}2012", "the{0}1st{1}{month},{2}2012", "{month}{0}1,{1}2012", "Tue.,{0}4/5/12", "2012-05-04{0}(Mon)", "31.11.2026", "4-5-2012,{0}a{1}Monday")))
def test_where_a_day_may_stand(one: str, two: str, three: str, month: str, form: str) -> None:
    words = f"Ring us. {form.format(one, two, three, month=month)}"
    assert any(form.search(as_read(words).replace("\n", " ")) for form in days._DATES)
    assert all(perhaps.search(words) for perhaps in days._PERHAPS)


@PLAIN
@given(texts(".", "!", "?", "\n", "\n\n", " ", '"', "”", ")", "a", "’", "\t"))
def test_where_a_sentence_ends(words: str) -> None:
    assert [found.span() for found in _SENTENCE_END.finditer(words)] == [found.span() for found in re.finditer(r"(?<![.!?])[.!?]++[\"'”’)]*+(?:\s|$)|\n\n", words)]


@PLAIN
@given(texts("&", "&amp;", "&lt;", "&gt", "&#34;", "&#8617;", "amp;", "&nbsp;", "%", "'", "é", "\x0c", "\ufeff", "#", ";"))
def test_what_is_not_plain(html: str) -> None:
    plainly = re.search(r"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\uffef]|&(?!(?:amp|lt|gt|quot|nbsp|#(?:3[49]|8\d{3}));)", html)
    found = _NOT_PLAIN.search(html)
    assert (found and found.start()) == (plainly and plainly.start())


@PLAIN
@given(st.lists(st.sampled_from((*DAYS, *WORDS)), max_size=14).map("".join))
@example(" of ".join(DAYS))
def test_a_date_is_found_among_the_digits_that_it_has(text: str) -> None:
    assert [day.span() for start, end in around(_IN_A_DATE, text, _ROOM) for day in DATE.finditer(text, start, end)] == [day.span() for day in DATE.finditer(text)]


@given(st.from_regex(re.compile(DATE.pattern, DATE.flags), fullmatch=True))
def test_a_date_has_two_digits_in_a_row_and_is_short(date: str) -> None:
    assert _IN_A_DATE.search(date) and len(date) < _ROOM


@PLAIN
@given(st.lists(st.sampled_from(("A girl aged 7 was ill.", "She was", " seven years old", "aged", "7.", "It was", " May", " 2020! ", "They lived in Bootle", " New", "\nTown", ". ", " ", "\n\n")), max_size=12).map("".join))
def test_an_age_a_time_and_a_place_in_two_sentences(words: str) -> None:
    text, place = text_alone(words), re.compile(r"\b(?:Bootle|New Town)\b")
    sentences = [sentence for block in text.blocks for sentence in re.findall(r"[^.!?]+[.!?]*", re.sub(r"\s", " ", block.words))]
    together = [f"{first} {second}" for first, second in pairwise([*sentences, ""])]
    found = [*case_accounts._ages(text, Language(places=frozenset({"Bootle", "New Town"})))]
    assert bool(found) == any(all(sought.search(near) for sought in (place, case_accounts.AGE_OF_A_CHILD, case_accounts._TIME)) for near in together)


@PLAIN
@given(texts("child's", "doesn’t", "m.a.s.h.", "a.b", ".", "s", "47", "section ", "levels 3", "15wd", "7 min", " ", "٣", "É", "ß", "Forty", "safety-", "-", "seven", "\n"))
def test_every_rule_of_a_text_is_applied(text: str) -> None:
    applied = "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).lower()
    for pattern, new in folding._TEXT:
        applied = pattern.sub(new, applied)
    assert folding.plain(text) == applied


@PLAIN
@given(st.lists(texts("child’s", "m.a.s.h.", ".", "s", "47", "section", "level ", "7 min", " ", "É", "ninety ", "-two", "the", "\n", "\r"), max_size=4))
def test_the_words_of_many_texts_are_those_of_each(several: list[str]) -> None:
    assert folding.words_of_each(several) == [folding.words(text) for text in several]


@PLAIN
@given(texts("Anna", "well-being", "don't", "EDT", "x2y", "a_b", "²", "é", "e\u0301", "٣", " ", "\u00a0", "\n", ".", "-", "ı", "ﬁ"))
def test_words_at_a_glance(text: str) -> None:
    assert words_at_a_glance(text) == {*re.findall(r"[^\W\d_]+", text)}


@PLAIN
@given(texts("7", "٣", "&#55;", "a", " ", "é", "\u00ad"))
def test_digits_at_a_glance(text: str) -> None:
    read = as_read(text)
    found = len(re.findall(r"\d", read))
    assert count_of_digits(read) >= found and (found == 0 or may_hold_digits(text, found))


@PLAIN
@given(texts("don't", "well-being", "it’s", "3.5", "1,000", "a", " ", "  ", "\n", "\u00a0", "\x1c", "-", "'", "’", ".", "_", "é", MACRO_SIGN))
def test_words_are_counted_between_spaces(text: str) -> None:
    assert aloud.spoken_words([Block(1, text, prose=text)]) == len(reading_age._SPOKEN.findall(text)) + aloud.SPOKEN_FOR_A_MACRO * text.count(MACRO_SIGN)
    assert page.count_of_words(text) == len(page._WORD.findall(text))


@PLAIN
@given(st.lists(texts("Ask them", " what they see", "don't", "well-being", ". ", "! ", "?) ", "...", "\n", "\n\n", "é", " 7 ", "’", "A b c d e f g h i j. "), max_size=6))
def test_how_old_a_reader_must_be(proses: list[str]) -> None:
    blocks = [Block(1, prose, prose=prose) for prose in (*proses, "Ask a child who saw it. " * 20)]
    found = [words for _, words in reading_age.sentences(blocks)]
    count = sum(map(len, found))
    grade = 0.39 * count / len(found) + 11.8 * sum(reading_age.syllables(word.lower()) for words in found for word in words) / count - 15.59
    assert reading_age.reading_age(blocks) == max(5, round(grade + 5))


@PLAIN
@given(st.from_regex(re.compile(identifying._NAME_AND_AGE.pattern, re.ASCII), fullmatch=True))
def test_an_age_stands_beside_a_name(found: str) -> None:
    assert identifying._AN_AGE.search(found) and len(found) < identifying._LONGEST_NAME_AND_AGE


@PLAIN
@given(texts("mother", "Young person", "child A", "Anna Smith", "Jane", " ", ":", "=", "|", "(", "his ", ")", "**", "\u0130", "word " * 50))
def test_a_name_stands_near_the_sign_that_parts_it_from_a_relative(text: str) -> None:
    near = [found.span() for start, end in around(identifying._SIGN_OF_RELATIVE, text, identifying._LONGEST_NAME) for found in identifying._NAME_OF_RELATIVE.finditer(text, start, end)]
    assert near == [found.span() for found in identifying._NAME_OF_RELATIVE.finditer(text)]


@PLAIN
@given(texts("one two three four five six ", "nought seven double seven ", "born on 3 May ", "twenty twelve ", "O77OO 9OO ", "123 ", "07700 ", "mother: Anna Smith ", "uprn ", ", ", "word " * 90))
def test_numbers_in_words_are_looked_for_around_these_words(text: str) -> None:
    def found(reach: int) -> set[identifying.Find]:
        with patch.object(identifying, "_FARTHEST_REACH", reach):
            return {*identifying._otherwise(text, frozenset(), frozenset(), KNOWN)}

    assert found(400) == found(100_000)


@PLAIN
@given(texts("Words", "{.red}", "$x^2$", "$$", "| a |", "--- | ---", "](b.md)", "] (b.md)", "][", "!!! note", "??? note", "::: tip", ":warning:", ":+1:", "\n: ", "\n", ": ", "**a**", "**", " ", "x", "?", "!", ":"))
@example("Words\n: words")
def test_what_is_found_in_a_plain_line(words: str) -> None:
    tokens = [token for token in parse(f"Words {words}\n\n- {words}\n\n{words}") if isinstance(token, PlainLine)]
    assert [[*grammar._in_line(token, False)] for token in tokens] == [[*grammar._in_line(token.copy(), False)] for token in tokens]


@PLAIN
@given(texts("one", "oh", "nought", "three", "hundred", "fourteen", "sixty", "thousand", "Nineteen", "twenty", "two ", " o", ",", "-", " ", "te", "elf", "x", "\n"))
def test_where_a_number_in_words_may_stand(words: str) -> None:
    assert may_have_words(words) == (any(rare in words.lower() for rare in numbers_read._RARE) and numbers_read._IN_WORDS.search(words.lower()) is not None)
    assert not numbers_read._YEAR.search(words) or not words.isascii() or any(part in words.lower() for part in numbers_read._IN_A_YEAR)


@PLAIN
@given(texts("AB12 CDE", "ab12cde", "B123 XYZ", "12", " ", "car ", "A", "1 the", "\u017f", "K"))
def test_where_the_number_of_a_car_may_stand(text: str) -> None:
    assert all(sort.near is None or sort.near.search(text) for sort in identifying._LABELLED if sort.value.search(text))
