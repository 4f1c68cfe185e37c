"""What is cut out of an XML goes whole, and what stays is as it was, byte for byte."""

from __future__ import annotations

import pytest

from publishing.reading.xml import local
from publishing.writing.cleaning.cutting import without

WHOLE = '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<a xmlns:n="é"><n:b t="é&gt;/&gt;">é<c/></n:b><d x=\'>\'/><n:b/><e>ü</e><n:b>1</n:b>tail</a>'


@pytest.mark.parametrize(("gone", "left"), [
    ("b", '<a xmlns:n="é"><d x=\'>\'/><e>ü</e>tail</a>'),
    ("c d e", '<a xmlns:n="é"><n:b t="é&gt;/&gt;">é</n:b><n:b/><n:b>1</n:b>tail</a>'),
    ("b c", '<a xmlns:n="é"><d x=\'>\'/><e>ü</e>tail</a>'),
    ("a", WHOLE.partition("\r\n")[2]),
    ("", WHOLE.partition("\r\n")[2]),
], ids=["with what stands in them", "without", "one in another", "never the root", "none"])
def test_elements_are_cut_out(gone: str, left: str) -> None:
    assert without(WHOLE.encode(), lambda root: (element for element in root.iter() if local(element.tag) in gone.split())).decode() == f"{WHOLE.partition('<a')[0]}{left}"
