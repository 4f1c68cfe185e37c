"""Tables and texts (.csv, and .txt in a ZIP file): plain UTF-8, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from publishing.checks.attachments.found import ACTIVE, OTHER
from publishing.problems.problem import Fault
from publishing.problems.rule import FILES, Rule

NOT_UTF8 = Rule("table-not-utf-8", FILES, "this table is not saved as UTF-8{inside}", 'In Excel: File, Save As, "CSV UTF-8 (Comma delimited)".',
                "Elsewhere its £ signs and accents would turn into other signs.", {"inside": ""})

_NO_TABLE = re.compile(r"\s*(?:<(?:!doctype|!--|html|head|body|script|svg|\?|iframe|table|meta|title|style|link|div|p|h1|a\s|img)|%PDF|\{\\rtf|#!)", re.IGNORECASE)
_FORMULA = re.compile(r"\s*(?:=\s*[\w(\"'+@$.-]|[@+-][A-Za-z.]++\(|[@+-][^|!]*+\|[^!]*+!)")


def check(raw: bytes, ending: str) -> Iterator[Fault]:
    """Find what is wrong with a table or text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Fault(NOT_UTF8, {})
        return
    if b"\0" in raw:
        yield Fault(OTHER, {"ending": ending})
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Fault(NOT_UTF8, {})
        return
    if _NO_TABLE.match(text):
        yield Fault(OTHER, {"ending": ending})
        return
    try:
        formula = ending == "csv" and _has_formula(text)
    except csv.Error:  # a cell of a hundred thousand signs
        yield Fault(OTHER, {"ending": ending})
        return
    if formula:
        yield Fault(ACTIVE, {"what": "a cell that a spreadsheet would calculate", "advice": "Open it in Excel, copy everything, paste it as values (Paste Special, Values), and save it as CSV UTF-8. Text must not begin with =, + or @."})


def _has_formula(text: str) -> bool:
    rows = csv.reader(text.splitlines(), delimiter=max(",;\t", key=text.partition("\n")[0].count))
    return any(_FORMULA.match(cell) for row in rows for cell in row)
