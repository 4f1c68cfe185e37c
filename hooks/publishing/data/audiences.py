"""Whom resources are for: data/audiences.yml."""

from __future__ import annotations

from publishing.data.topics import SUBJECT_KEYS, Subject
from publishing.reading.fields import table_of

read_audiences = table_of(SUBJECT_KEYS, Subject)
