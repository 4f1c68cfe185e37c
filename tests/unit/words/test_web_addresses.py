"""One function says which addresses a link may have: what a browser would first have to mend leads nowhere on this site."""

from __future__ import annotations

import pytest

from publishing.words.web_addresses import DISGUISED, NOT_A_MAILBOX, NOT_AN_ADDRESS, UNSAFE, why_not_to_follow

RIGHT = ("https://example.org/", "https://example.org", "http://www.example.org:8080/a%20b?c=d&e=[f]#g", "https://example.org/a_(b)!$&'*+,;=:@c", "HTTPS://Example.ORG/",
         "https://example.org/?next=https://example.com/", "mailto:first.last+x@example.org", "mailto:office@example.org?subject=A%20word", "tel:999", "tel:+441632960000", "tel:(0151)-496-0000",
         "genogram.md", "../general/genogram.md#how", "/glossary/#chat", "#how", "a/b:c.md", "page.md?x=https://example.org/", "")

WRONG = {
    UNSAFE: ("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\u200bscript:alert(1)", "vbscript:x",
             "data:text/html,x", "intent://x#Intent;end", "ftp://example.org/",
             "view-source:https://example.org/", "web+x:y", "about:blank", "javascript://example.org/%0aalert(1)", "sms:999", "skype:x", "feed:https://example.org/"),
    NOT_AN_ADDRESS: ("//evil.example", "///evil.example", "https:/evil.example", "https:evil.example", "https:///evil.example", "http:relative", "https:\\\\evil.example", "https://good.example\\@evil.example",
                     "/\\evil.example", "https://", "https://?x", "https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://exa mple.org/",
                     "https://example..org/", "https://-a.example/", "https://example.org./", "https://example.org:/", "https://example.org:x/", 'https://example.org/"onclick="x', "https://example.org/<b>",
                     "http://[", "a\u202eb.md", "https://example.org/\u00a0x", "://x", "1:2", "a" * 3000),
    DISGUISED: ("https://council.example@evil.example/", "https://council.example%40evil.example/", "https://a:b@example.org/", "https://@example.org/", "https://ex\u0430mple.org/", "https://xn--exmple-4nf.org/",
                "https://ev%69l.example/", "https://example\u3002org/", "https://example.org\u2215evil.example/"),
    NOT_A_MAILBOX: ("name@example.org", "name@example.org?subject=a", "mailto:", "mailto:name", "mailto:a@b", "mailto://a@example.org", "mailto:a@example.org,b@example.org", "mailto:a@example.org?attach=/etc/passwd", "tel:", "tel:*21*999%23", "tel:0151ext", "tel://999"),
}


@pytest.mark.parametrize("address", RIGHT)
def test_a_right_address_can_be_followed(address: str) -> None:
    assert why_not_to_follow(address) is None


@pytest.mark.parametrize(("rule", "address"), [(rule, address) for rule, addresses in WRONG.items() for address in addresses])
def test_any_other_cannot(rule: object, address: str) -> None:
    fault = why_not_to_follow(address)
    assert fault is not None and fault.rule is rule
    assert fault.message.isprintable() and len(fault.message) < 200
