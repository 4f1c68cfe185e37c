"""The gate lets through what is on its lists, and nothing else, however it is written."""

from __future__ import annotations

import pytest

from publishing.checks import published
from publishing.checks.published import LISTS, faults

RIGHT = {
    "text": ('<p>Some <strong>words</strong> and a <a href="https://example.org/" title="x">link</a>, <a href="../a/#b">another</a>, <a href="tel:999">999</a>.</p>', "<p>fewer than 5 (&lt;5), R&amp;R</p>",
             '<h2 id="x">A</h2>\n<ul>\n<li>b<br>c</li>\n</ul>', '<div class="table" role="group" aria-label="T" tabindex="0"><table><thead><tr><th scope="col">A</th></tr></thead></table></div>', '<img src="tree.png" alt="A tree">',
             '<svg class="c" role="img" aria-labelledby="t" viewBox="0 0 10 10"><title id="t">T</title><text x="1" y="2">A</text><rect y="1" width="2" height="3"/></svg>', "<details open>\n<summary>More</summary>\n<p>Words.</p>\n</details>",
             '<fieldset class="ask"><legend>A</legend><label><input type="checkbox" id="a" autocomplete="off"> B</label><select id="b" autocomplete="off"><option value="1">C</option></select><textarea id="c" rows="2" readonly></textarea></fieldset>'),
    "page": ('<form role="search" action="../search/" method="get"><label for="q">Search</label><input id="q" type="search" name="q"><button type="submit">Go</button></form>', '<script type="module" src="../assets/a.js"></script>',
             '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">', '<script type="application/ld+json">{"name": "A \\u003c B"}</script>'),
    "redirect": ('<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title><meta http-equiv="refresh" content="0; url=../b/"></head><body><p>A</p></body></html>',),
    "email": ('<p style="margin: 0">A</p><!--[if mso]><table role="presentation" width="600"><tr><td><![endif]--><p>B</p><!--[if mso]></td></tr></table><![endif]-->',),
    "fragment": ('<a href="https://example.org/" target="_top">A</a>',),
}

WRONG = (
    "<script>alert(1)</script>", "<script src=x.js></script>", "<img src=x onerror=alert(1)>", '<img src="https://evil.example/x.png" alt="">', '<img src="//evil.example/x" alt="">', '<img src="data:image/png;base64,x" alt="">',
    "<svg onload=alert(1)></svg>", "<svg><script>alert(1)</script></svg>", '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>', "<svg><foreignObject><p>x</p></foreignObject></svg>", '<svg><use href="x.svg#a"></use></svg>',
    "<math><mi>x</mi></math>", "<iframe srcdoc='x'></iframe>", "<object data=x></object>", "<embed src=x>", "<base href=//evil.example/>", "<link rel=stylesheet href=x.css>", "<style>p{}</style>", '<p style="position:fixed">x</p>',
    '<meta http-equiv="refresh" content="0;url=x">', "<form action=x></form>", "<input autofocus onfocus=alert(1)>", "<template><p>x</p></template>", "<noscript><p>x</p></noscript>", "<video src=x></video>", "<dialog open>x</dialog>",
    '<a href="javascript:alert(1)">x</a>', '<a href="java&#10;script:alert(1)">x</a>', '<a href="&#1;javascript:alert(1)">x</a>', '<a href="//evil.example">x</a>', '<a href="https://a@evil.example">x</a>', '<a ping="x" href="y">x</a>',
    "<p onclick=x>x</p>", "<p contenteditable>x</p>", "<p popover>x</p>", "<custom-element>x</custom-element>", "<p is=x>x</p>", "<p slot=x>x</p>", "<p accesskey=x>x</p>",
    "<!-- a comment -->", "<!--> <img src=x onerror=alert(1)> -->", "<!-- x --!> <img src=x onerror=alert(1)> -->", "<![CDATA[><img src=x onerror=alert(1)>]]>", "<!doctype html><p>x</p>", "<?php echo 1 ?>", "<p>a</p></div><div>",
    "</div>", "</main>", "</body>", "</html>", "<div>", "<b>x", "<b><i>x</b></i>", "<p id=a id=b>x</p>", "<p id=a>x</p><p id=a>y</p>", '<p title="x"class="y">x</p>', "<a href=x><a href=y>z</a></a>", "<p><div>x</div></p>", "<table><p>x</p></table>",
    "<p>&notanentity; &#0; x</p>", "<p>a\0b</p>", "<title>x</title>", "<plaintext>x", "<xmp>x</xmp>", "<p>x</p", "<p x", "<", "</", "<br/x>", "<span/onmouseover=alert(1)>x</span>", "<select onchange=x><option>x</option></select>", "<input type=file accept=x>", "<input type=password>", "<input type=hidden value=x>", "<input form=a>", "<button type=submit>x</button>", "<datalist></datalist>",
)


@pytest.mark.parametrize(("sort", "html"), [(sort, html) for sort, found in RIGHT.items() for html in found])
def test_what_is_listed_passes(sort: str, html: str) -> None:
    assert faults(html, sort) == []


@pytest.mark.parametrize("html", WRONG)
def test_nothing_else_passes_as_a_text(html: str) -> None:
    found = faults(html, "text")
    assert found and all(fault.message.isprintable() and len(fault.message) < 250 for fault in found)


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", '<script src="https://evil.example/x.js"></script>', '<script type="module" src="//evil.example/x.js"></script>', '<script type="module" src="a.js">alert(1)</script>',
                                  '<script type="application/ld+json">alert(1)</script>', '<script type="application/ld+json">{"a": "<!--"}</script>', '<script type="application/ld+json" src="a.js">{}</script>',
                                  '<script type="application/ld+json">[1]</script>', '<script type="application/json">{}</script>', '<script type="text/javascript">{}</script>', '<script>{}</script>',
                                  '<script type="application/ld+json"></script>', '<meta http-equiv="refresh" content="0; url=x">', '<form action="https://evil.example/"></form>', '<form action="//evil.example/"></form>', '<base href="/">', "<style>p{}</style>",
                                  '<input formaction="x">', '<button type="submit" formaction="x">x</button>', '<link rel="preload" href="x">', '<p onclick="x">x</p>', '<iframe src="x"></iframe>'])
def test_no_list_but_that_of_emails_has_a_style_and_none_a_script_within(html: str) -> None:
    assert all(faults(html, sort) for sort in LISTS if not (sort == "email" and "<style" in html) and not (sort == "redirect" and "refresh" in html))


@pytest.mark.parametrize("html", ["<p>A</p>{}<p>B</p>", "<p>A</p> \n {}{}\n<p>B</p>", "<p>A</p>{}B", '<a href="x> {} <b">A</a>', '<a href=x>{}<b>c</b></a>', '<a title="x> {} <" href="javascript:1">A</a>', "<!-- > {} <b> -->", "<script>1 > {}</script>",
                                  "<table><tbody>{}<tr><td>{}</td></tr>{}</tbody></table>", "<table><tbody><tr>{}<p>A</p></tr></tbody></table>", "<textarea>> {} <</textarea>", "<p onclick=x>{}</p>", "<p>{}", "{}"])
def test_what_one_mail_program_reads_changes_no_judgement_wherever_it_stands(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html = html.replace("{}", '<!--[if mso]><table role="presentation"><tr><td><![endif]-->')
    found = faults(html, "email")
    monkeypatch.setattr(published, "_is_plainly_listed", lambda *_: False)
    assert found == faults(html, "email")


def test_an_email_is_read_in_one_pass() -> None:
    """A browser's parser takes fifty times as long."""
    assert published._is_plainly_listed(RIGHT["email"][0], "email", "")


def test_a_redirect_leads_to_our_own_pages() -> None:
    assert faults('<meta http-equiv="refresh" content="0; url=https://evil.example/">', "redirect")
