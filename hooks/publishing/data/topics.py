"""The subjects that the partnership files things under: data/topics.yml."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.reading.fields import Key, table_of, text


@dataclass(frozen=True)
class Subject:
    """A topic or an audience: a word in addresses, a name and a sentence."""

    id: str
    name: str
    summary: str


SUBJECT_KEYS = (
    Key("name", text(), "As it is shown.", required=True),
    Key("summary", text(200), "One sentence.", required=True),
)

read_topics = table_of(SUBJECT_KEYS, Subject)
