"""What is copied out of other programs becomes Markdown, and what does not come along is said."""

from __future__ import annotations

import pytest

from publishing.desk.word.clipboard import read_pasted


def item(level: int, sign: str, words: str) -> str:
    """Return an item of a list as Word copies it."""
    return (f"<p class=MsoListParagraph style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
            f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>")


def word(inner: str) -> str:
    """Return what Word puts on the clipboard."""
    return ('<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">'
            "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} @list l0 {mso-list-id:1;} --></style></head>"
            f"<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->{inner}<!--EndFragment--></body></html>")


NOTE = ("<p class=MsoNormal>It is said<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference>[1]</span></a> so.</p>"
        "<div style='mso-element:footnote-list'><br clear=all><hr size=1><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> A guide, page 12.</p></div></div>")
CHANGED = ("<p class=MsoNormal>Ring <span class=msoDel><del cite=\"mailto:Jo\" datetime=\"2031-01-01T10:00\">nobody</del></span><span class=msoIns><ins cite=\"mailto:Jo\" datetime=\"2031-01-01T10:00\">us</ins></span>"
           "<span class=MsoCommentReference><a class=msocomanchor href=\"#_msocom_1\">[JB1]</a></span>.</p>"
           "<div style='mso-element:comment-list'><div style='mso-element:comment'><div id=\"_com_1\"><p class=MsoCommentText>Is Sam meant?</p></div></div></div>")
DOCS = ('<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400;">What it is</span></h2>'
        '<p dir="ltr"><span style="font-weight:400;font-style:normal;white-space:pre-wrap;">A pond is </span><span style="font-weight:700;font-style:normal;">not safe</span><span style="font-weight:400;font-style:italic;"> now</span></p>'
        '<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Ring first</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>then write</span></p></li></ul></ul></b>')
ONLINE = "".join(f'<div class="ListContainerWrapper SCXW1"><{tag} role="list"><li data-listid="1" data-aria-level="{level}" role="listitem"><p class="Paragraph"><span class="TextRun">{words}</span><span class="EOP">&nbsp;</span></p></li></{tag.split()[0]}></div>'
                 for tag, level, words in (("ul", 1, "Ring first"), ("ul", 2, "then write"), ("ul", 1, "Wait"), ("ol start=1", 1, "Look"), ("ol start=2", 1, "Act")))
OUTLOOK = ('<div style="font-family: Aptos; font-size: 12pt;" class="elementToProof">Hello,</div><div class="elementToProof"><br></div>'
           '<div class="elementToProof">Ring <span style="font-weight:bold">us</span> first.</div><ul data-editing-info="{}"><li><div role="presentation" class="elementToProof">one</div></li><li><div role="presentation">two</div></li></ul>')


@pytest.mark.parametrize(("html", "body"), [
    (word("<h1>What it is<o:p></o:p></h1><p class=MsoNormal><span lang=EN-GB>Ice is <b>thin</b>: \u201ccold\u201d\u2019s no floor.<o:p></o:p></span></p>"), "## What it is\n\nIce is **thin**: \u201ccold\u201d\u2019s no floor."),
    (word(item(1, "\u00b7", "Ring first") + item(2, "o", "then write") + item(1, "\u00b7", "Wait")), "- Ring first\n  - then write\n- Wait"),
    (word(item(1, "1.", "Look") + item(1, "2.", "Act")), "1. Look\n2. Act"),
    (word("<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Who<o:p></o:p></p></td><td><p class=MsoNormal>When</p></td></tr><tr><td><p class=MsoNormal>Police</p></td><td><p class=MsoNormal>at once</p></td></tr></table>"),
     "| Who | When |\n| --- | --- |\n| Police | at once |"),
    (word(NOTE), "It is said[^1] so.\n\n[^1]: A guide, page 12."),
    (word(CHANGED), "Ring us."),
    (DOCS, "## What it is\n\nA pond is **not safe** *now*\n\n- Ring first\n  - then write"),
    (OUTLOOK, "Hello,\n\nRing **us** first.\n\n- one\n- two"),
], ids=["words", "list", "numbers", "table", "footnote", "changes and comments", "Google Docs", "Outlook"])
def test_it_becomes_markdown(html: str, body: str) -> None:
    assert read_pasted(html).body == body


def test_what_does_not_come_along_is_said() -> None:
    left = "\n".join(map(str, read_pasted(word(f'{CHANGED}<p>See the <a href="file:///S:/form.docx">form</a>.</p>')).left))
    assert all(words in left for words in ("a comment: none of it is on the page", "2 tracked changes: the page has the text as if all were accepted", 'The link "form" leads to somebody\'s computer'))


@pytest.mark.parametrize(("address", "says"), [
    ("javascript:void(0)", "works only in the page or program"), ("blob:https://a.example/1", "works only in the page"), ("/about/", "works only in the page"), ("about.html", "works only in the page"),
    ("outlook:0001", "works only in the page"), ("form.docx", "somebody's computer"), ("S:\\forms\\a.docx", "somebody's computer"), ("\\\\server\\a.docx", "somebody's computer"),
])
def test_a_link_that_cannot_come_along_is_said_for_what_it_is(address: str, says: str) -> None:
    pasted = read_pasted(f'<p>See <a href="{address}">this form</a>.</p>')
    assert pasted.body == "See this form." and [says in str(fault) for fault in pasted.left] == [True]


def test_of_a_picture_its_address_and_its_words_are_told() -> None:
    found = read_pasted(word('<p class=MsoNormal><img width=30 src="file:///C:/x/clip_image002.png" alt="A pond"></p><p class=MsoNormal>Ice.</p>'))
    assert (found.body, found.pictures) == ("![](#picture-1)\n\nIce.", [("file:///C:/x/clip_image002.png", "A pond")])


@pytest.mark.parametrize(("html", "body"), [
    ("<details><summary>More</summary>Inner</details>", "More\n\nInner"),
    ("<figure><img src=a.png alt=A><figcaption>Pond</figcaption></figure>", "![](#picture-1)\n\nPond"),
    ("<table><caption>Plans</caption><tr><td>A<td>B<tr><td>1<td>2</table>", "Plans\n\n| A | B |\n| --- | --- |\n| 1 | 2 |"),
    ("<table><tr><td>A<table><tr><td>B<td>C<tr><td>D<td>E</table><td>F<tr><td>1<td>2</table>", "A\n\n| B | C |\n| --- | --- |\n| D | E |\n\nF\n\n1\n\n2"),
    ("<table><tr><td>A<td>B<tr><td><td>&nbsp;<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
    (ONLINE, "- Ring first\n  - then write\n- Wait\n1. Look\n2. Act"),
    ('<div><p role="heading" aria-level="1">What it is</p></div><p role="heading" aria-level="2">When</p>', "## What it is\n\n### When"),
    ('<ul><li role="checkbox"><img src="data:image/png;base64,AA" alt="unchecked"><p style="display:inline">Ring</p></li></ul>', "- \u2610\n\n  Ring"),
    ('<p><a href="https://a.example/"><b>The guide</b> to it</a> and <a href="https://a.example/b"><b>more</b></a></p>', "[The guide to it](https://a.example/) and [**more**](https://a.example/b)"),
    ("<ol><li value=4>Four<li>Five</ol>", "4. Four\n5. Five"),
    ("<p>Name: <input value=Sam> <input type=checkbox checked> Yes</p>", "Name: \u2611 Yes"),
    ("<p>Seen <span hidden>a</span><span style='visibility:hidden'>b</span>today</p>", "Seen today"),
    ("<div style='display:none'><p>By Sam</p></div><p style='display:none'>at home</p><ul hidden><li>a</ul><p>Seen</p>", "Seen"),
    ("<table><tr style='display:none'><td>Sam<td>9<tr><td>A<td>B<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
    ("<del datetime='2031-01-01T10:00'><p>Sam was seen.</p></del><p>Seen</p>", "Seen"),
    ("<p class=MsoNormal>Ice is <b style='mso-bidi-font-weight:normal'>thin</b> and <i style='mso-bidi-font-style:normal'>cold</i></p>", "Ice is **thin** and *cold*"),
    ('<p>See <a href="www.ponds.example/ice">the guide</a></p>', "See [the guide](https://www.ponds.example/ice)"),
])
def test_captions_fields_and_what_is_not_shown(html: str, body: str) -> None:
    assert read_pasted(html).body == body


@pytest.mark.parametrize("html", ["<p>Seen <span style='display:none;mso-hide:all'>by Sam </span>today</p>", "<p class=MsoNormal style='mso-hide:all'>By Sam</p><p>Seen today</p>"])
def test_words_that_word_hides_are_named(html: str) -> None:
    pasted = read_pasted(html)
    assert (pasted.body, len(pasted.left)) == ("Seen today", 1) and "hidden words" in str(pasted.left[0])


def test_a_link_whose_words_are_a_picture_is_said_and_does_not_come_along() -> None:
    pasted = read_pasted('<p><a href="https://a.example/guide"><img src="data:image/png;base64,AA" alt="A pond"></a></p>')
    (said,) = map(str, pasted.left)
    assert pasted.body == "![](#picture-1)" and 'A picture was a link to "https://a.example/guide"' in said
