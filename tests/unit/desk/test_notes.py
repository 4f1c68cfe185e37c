"""``make fix`` writes notes as GitHub shows them, and loses no word of them."""

from __future__ import annotations

import pytest

from publishing.desk.repair.notes import repaired_notes

NOTES = {
    "a note": ("!!! note\n    Ring first.\n", "> [!NOTE]\n> Ring first.\n"),
    "a title": ('!!! warning "Ring first"\n    One.\n\n    Two.\n', "> [!WARNING]\n> **Ring first**\n>\n> One.\n>\n> Two.\n"),
    "curly quotation marks": ("??? danger “Ring first ”\n    One.", "> [!CAUTION]\n> **Ring first**\n>\n> One."),
    "text that follows at once": ("!!! tip\n    One.\nTwo.", "> [!TIP]\n> One.\n\nTwo."),
    "in a list": ("- one\n\n    !!! note\n        two\n", "- one\n\n    > [!NOTE]\n    > two\n"),
    "a note in a note": ("!!! note\n    One.\n\n    !!! tip\n        Two.", "> [!NOTE]\n> One.\n>\n> > [!TIP]\n> > Two."),
    "a hard break": ("!!! note\n    One.  \n    Two.", "> [!NOTE]\n> One.  \n> Two."),
}

LEFT = ("!!! important notice to all staff\n    One.", "!!! note\nNot indented", "    !!! note\n        code", "```\n!!! note\n    code\n```",
        "```\n```x\n!!! note\n    code\n```", "> !!! note\n>     One.", "Nothing to do.")


@pytest.mark.parametrize(("old", "new"), NOTES.values(), ids=NOTES)
def test_a_note_is_written_anew(old: str, new: str) -> None:
    assert repaired_notes(old)[0] == new
    assert repaired_notes(new) == (new, [])


@pytest.mark.parametrize("text", LEFT)
def test_what_only_a_person_can_decide_is_left(text: str) -> None:
    assert repaired_notes(text) == (text, [])
