"""Addresses that work for whoever copied them alone are told from those that every reader can open."""

from __future__ import annotations

import pytest

from publishing.words.private_addresses import why_private

GUIDE = "https://www.example.org/guide"


@pytest.mark.parametrize(("address", "rule"), [
    *((address, "link-to-own-computer") for address in (
        r"C:\Users\me\form.docx", "c:/form.docx", "S:form.docx", "C|/form.docx", "file:///S:/form.docx", "file://server/share/form.docx", r"\\server\share\form.docx",
        "%5C%5Cserver%5Cshare", "/Users/me/Desktop/form.docx", "smb://server/share", f"ms-word:ofe|u|{GUIDE}.docx", "cid:image001.png@01D9", "FILE:///x")),
    *((address, "link-behind-sign-in") for address in (
        "https://council.sharepoint.com/:w:/s/team/abc?e=1", "https://council-my.sharepoint.com/personal/x", "https://onedrive.live.com/view?id=1", "https://1drv.ms/w/s!abc",
        "https://outlook.office.com/mail/id/abc", "https://www.office.com/launch/word", "https://HOST.SharePoint.com/x",
        "https://github.com/user-attachments/files/123/form.docx", "https://github.com/council/resources/files/123/form.docx", "https://app.council.local/form", "https://intranet.council.example/x")),
    *((address, "link-out-of-email") for address in (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fguide&data=05", "https://urldefense.com/v3/__https://www.example.org/guide__;!!abc$",
        "https://urldefense.com/v3/__https:/www.example.org/guide__;!!abc$", "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_guide&d=1", f"https://www.google.com/url?q={GUIDE}&sa=D",
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.example.org%2fguide&c=E,1", "https://secure-web.cisco.com/1abc/https%3A%2F%2Fwww.example.org%2Fguide", "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.org%2Fguide")),
    ("https://protect-eu.mimecast.com/s/abc?domain=example.org", "link-out-of-email-unread"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcouncil.sharepoint.com%2Fx&data=05", "link-behind-sign-in"),
])
def test_address_for_its_writer_alone(address: str, rule: str) -> None:
    fault = why_private(address)
    assert fault is not None and fault.rule.id == rule
    assert fault.values.get("real", GUIDE) == GUIDE


@pytest.mark.parametrize("address", [
    GUIDE, "form.docx", "../general/form.docx", "/briefings/", "#top", "mailto:name@example.org", "tel:116123", "https://forms.office.com/r/abc", "https://www.google.com/maps",
    "https://www.facebook.com/council", "https://github.com/council/resources/blob/main/files/form.md", "https://local.example.org/internal", "https://sharepoint.example.org/x", "https://www.microsoft.com/sharepoint.com", "http://[", "homes/a.md", ""])
def test_address_for_everybody(address: str) -> None:
    assert why_private(address) is None
