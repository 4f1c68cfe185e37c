"""Whom resources are for, and what each of them needs first: data/audiences.yml."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.data.topics import SUBJECT_KEYS, Subject
from publishing.reading.fields import Key, many, table_of, text


@dataclass(frozen=True)
class Audience(Subject):
    """Somebody's work."""

    first: tuple[str, ...] = ()
    """The files of the pages that are needed first, most urgent first."""


read_audiences = table_of((*SUBJECT_KEYS, Key("first", many(text()), "The files of the pages that they need first, most urgent first.")), Audience)
