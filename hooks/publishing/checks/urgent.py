"""Urgent means at a glance: an urgent guide has its five parts, always in the same order, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.content.kinds import UrgentGuide
from publishing.content.text import Text
from publishing.problems.problem import Problem, listed, shortened
from publishing.problems.rule import URGENT, Rule

MOST_WORDS = 360
"""A minute and a half to read, at the silent rate of :mod:`publishing.content.page`; three screens of a phone."""

PARTS = Rule("urgent-parts", URGENT, "an urgent guide has five headings, which are {wanted}; here {what}",
             "{advice}",
             "Somebody with a child in front of them finds the same thing in the same place on every page.",
             {"wanted": "Do now, Do not, Then, Whom to call and Why", "what": "Do not is missing", "advice": "Add ## Do not."})
EMPTY = Rule("urgent-part-empty", URGENT, 'nothing stands below "{part}"', "Write below it what belongs there, in a line or two.",
             "Somebody in a hurry would find a heading and no help.", {"part": "Whom to call"})
TOO_LONG = Rule("urgent-length", URGENT, "this urgent guide has {words} words", "Take out at least {over}: it may have {most}. What explains belongs in a briefing, to which this page can link.",
                "Nobody reads more with a child in front of them.", {"words": 500, "over": 140, "most": MOST_WORDS})


def check(text: Text) -> Iterator[Problem]:
    """Find an urgent guide without its five parts, or one that is too long to be read in a hurry."""
    if not isinstance(text.page, UrgentGuide) or text.page.held:
        return
    found = [heading.title for heading in text.headings if heading.level == 2]
    if found != list(UrgentGuide.parts):
        yield PARTS.problem(text.file, text.lines.get((), 1), wanted=listed(UrgentGuide.parts), **_in_words(found))
    yield from () if text.page.draft else _empty_parts(text)
    if text.page.words > MOST_WORDS:
        yield TOO_LONG.problem(text.file, text.first_line, words=text.page.words, over=text.page.words - MOST_WORDS, most=MOST_WORDS)


def _in_words(found: list[str]) -> dict[str, str]:
    """Return what is wrong with the headings that were found, and what to do."""
    missing, other = [part for part in UrgentGuide.parts if part not in found], [heading for heading in found if heading not in UrgentGuide.parts]
    wrong = [f"{listed(missing)} {'are' if len(missing) > 1 else 'is'} missing"] if missing else []
    quoted = listed(f'"{shortened(heading)}"' for heading in other)
    wrong += [f"{quoted} {'are' if len(other) > 1 else 'is'} none of them"] if other else []
    do = [f"Add {listed(f'## {part}' for part in missing)}."] if missing else []
    do += ["Give each other heading the name of one of the five, or make it bold words below one of them."] if other else []
    return {"what": " and ".join(wrong) or "they stand in another order, or one stands twice", "advice": " ".join(do) or "Put them into that order, each once."}


def _empty_parts(text: Text) -> Iterator[Problem]:
    """Find headings with nothing below them."""
    last: tuple[str, int] | None = None
    for token, inline in zip(text.tokens, [*text.tokens[1:], None], strict=True):
        if token.type == "heading_open" and token.tag == "h2" and inline is not None:
            if last:
                yield EMPTY.problem(text.file, last[1], part=last[0])
            last = inline.content, text.line_of(token)
        elif last and token.type not in ("heading_open", "heading_close", "html_block") and not (token.type == "inline" and token.content == last[0]):
            last = None
    if last:
        yield EMPTY.problem(text.file, last[1], part=last[0])
