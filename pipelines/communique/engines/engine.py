"""The protocol of an engine: an article in, a reading out.

Engines are the only place with rivals. An engine proposes; the caller verifies that every row's
span quotes itself back and drops, with a note, what does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from communique.article.article import Article
from communique.records import (
    AttendeeMentionRow,
    CitationRow,
    EventMentionRow,
    EvidenceRow,
    ParseNoteRow,
    QuoteRow,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one engine reads in one article; rows are in text order."""

    event_mentions: tuple[EventMentionRow, ...] = field(default=())
    attendee_mentions: tuple[AttendeeMentionRow, ...] = field(default=())
    evidence: tuple[EvidenceRow, ...] = field(default=())
    quotes: tuple[QuoteRow, ...] = field(default=())
    citations: tuple[CitationRow, ...] = field(default=())
    notes: tuple[ParseNoteRow, ...] = field(default=())


@runtime_checkable
class Engine(Protocol):
    """Reads one article. Pure and picklable: the same article gives the same reading."""

    @property
    def name(self) -> str:
        """Lower-case name, as in the registry."""

    @property
    def version(self) -> str:
        """Changes whenever the same article may give another reading."""

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
