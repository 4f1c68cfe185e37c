"""A page's HTML stands alone in a feed: whole addresses, no furniture of the site, nothing unsafe."""

from __future__ import annotations

import pytest

from publishing.feeds.standing_alone import plain, standing_alone

PAGE = "https://resources.example/briefings/general/genogram/"

CASES = {
    "links and images get whole addresses": (
        '<p><a href="../../../glossary/#chat">CHAT</a> <img src="tree.png" alt="A tree"></p>',
        '<p><a href="https://resources.example/glossary/#chat">CHAT</a> '
        '<img src="https://resources.example/briefings/general/genogram/tree.png" alt="A tree"></p>'),
    "a link within the page leads to the page": (
        '<h2 id="one">One</h2><p><a href="#one">Up</a></p>',
        f'<h2>One</h2><p><a href="{PAGE}#one">Up</a></p>'),
    "telephone and mail links stay": (
        '<p><a class="phone" href="tel:999">999</a> <a href="mailto:a@example.org">a@example.org</a></p>',
        '<p><a href="tel:999">999</a> <a href="mailto:a@example.org">a@example.org</a></p>'),
    "the title is not repeated and permalink marks go": (
        '<h1>Genogram</h1><h2>One<a class="headerlink" href="#one">¶</a></h2>', "<h2>One</h2>"),
    "a table leaves the box that scrolls and keeps its headings": (
        '<div class="table" role="group" tabindex="0"><table><caption>C</caption><tr><th scope="col" style="x">A</th></tr>'
        '<tr><td colspan="2">1</td></tr></table></div>',
        '<table><caption>C</caption><tr><th scope="col">A</th></tr><tr><td colspan="2">1</td></tr></table>'),
    "a drawn chart becomes its table": (
        '<figure class="chart"><svg role="img"><title>T</title><text>Label</text><rect width="1"/></svg><figcaption>Plans</figcaption>'
        '<div class="table"><table><tr><td>252</td></tr></table></div></figure>',
        "<figure><figcaption>Plans</figcaption><table><tr><td>252</td></tr></table></figure>"),
    "what a chart has said its table does not say again": (
        "<figure><figcaption><strong>Plans</strong><br>From 204 to 252.</figcaption><table><caption>Plans, 2032</caption><tr><td>252</td></tr></table></figure>"
        "<table><caption>Plans, 2031</caption><tr><td>204</td></tr></table>",
        "<figure><figcaption><strong>Plans</strong><br>From 204 to 252.</figcaption><table><tr><td>252</td></tr></table></figure>"
        "<table><caption>Plans, 2031</caption><tr><td>204</td></tr></table>"),
    "a chart that is a picture stays, with its table": (
        '<figure class="chart"><img src="/chart.png" alt="Half neglect"><details><summary>The figures</summary>'
        '<table><tr><td>53%</td></tr></table></details></figure>',
        '<figure><img src="https://resources.example/chart.png" alt="Half neglect"><p>The figures</p><table><tr><td>53%</td></tr></table></figure>'),
    "scripts, styles, forms, buttons and frames go with what is in them": (
        '<p>a</p><script>x()</script><style>p{}</style><form><button>Go</button><input></form><iframe src="x"></iframe><p>b</p>',
        "<p>a</p><p>b</p>"),
    "handlers and unsafe schemes go, the words stay": (
        '<p onclick="x()" style="color:red"><a href="javascript:alert(1)">here</a> <a href="DATA:text/html,x">there</a></p>',
        "<p><a>here</a> <a>there</a></p>"),
    "comments and hidden parts go": ("<p>a<!-- note --></p><p hidden>b</p>", "<p>a</p>"),
    "text after what is taken out stays": ("<p>a<svg></svg>b<span>c</span>d</p>", "<p>abcd</p>"),
    "pairs of a list leave their boxes": ("<dl><div><dt>A</dt><dd>B</dd></div></dl>", "<dl><dt>A</dt><dd>B</dd></dl>"),
    "a broken address does not stop the build": ('<p><a href="http://[x">y</a></p>', "<p><a>y</a></p>"),
    "an image without words is said to have none": (
        '<img src="x.png">', '<img src="https://resources.example/briefings/general/genogram/x.png" alt="">'),
    "accents, emoji and entities survive": ("<p>Tŷ Gŵyl &amp; &lt;b&gt; \N{BABY} &nbsp;</p>", "<p>Tŷ Gŵyl &amp; &lt;b&gt; \N{BABY} \xa0</p>"),
    "what XML forbids goes": ("<p>a\x0bb\ufffe&#12;</p>", "<p>ab</p>"),
    "an empty page stays empty": ("", ""),
    "preformatted text keeps its lines": ("<pre><code>a\n  b</code></pre>", "<pre><code>a\n  b</code></pre>"),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_content(source: str, expected: str) -> None:
    assert standing_alone(source, PAGE) == expected


def test_plain_text_keeps_all_that_xml_allows() -> None:
    assert plain("a\x00\x1f\ud800<&>\t\N{BABY}ŵ") == "a<&>\t\N{BABY}ŵ"
