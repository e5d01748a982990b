"""What a document to stage is, and what became of it: rows, manifest lines and the report.

Pure values from values; the files are written by ``staging``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communique.ids import make_id
from communique.parse import Parsed
from communique.records import DeliveryRow, ParseRow, type_of_table
from communique.store.inbox import Arrival, Inbox
from communique.store.manifest import Entry, Known, Manifest


@dataclass(frozen=True, slots=True)
class Pending:
    """A document to write: its arrival, when it first came, and whether to parse it."""

    arrival: Arrival
    ingested_at: datetime
    is_new_delivery: bool
    is_to_parse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What one call of ``stage`` did; rows count the new batches only."""

    parser_version: str
    batches: tuple[str, ...]
    rows: Mapping[str, int]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    known: tuple[str, ...]
    rejected: tuple[tuple[str, str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    seconds: float


def parse_row(parsed: Parsed, version: str, now: datetime) -> ParseRow:
    """The row that says a document was read."""
    return ParseRow(
        parse_id=make_id("parse", parsed.document_id, version),
        document_id=parsed.document_id,
        parser_version=version,
        parsed_at=now,
        is_rejected=parsed.is_rejected,
        count_articles=len(parsed.articles),
        count_event_mentions=len(parsed.event_mentions),
    )


def delivery_row(work: Pending, now: datetime) -> DeliveryRow:
    """The row that says a document arrived."""
    arrival = work.arrival
    return DeliveryRow(
        delivery_id=make_id("delivery", arrival.document_id, arrival.document_uri),
        document_id=arrival.document_id,
        document_uri=arrival.document_uri,
        byte_length=arrival.byte_length,
        delivered_at=now,
    )


def entry_of(work: Pending, parsed: Mapping[str, Parsed]) -> Entry:
    """The manifest's line on a document."""
    arrival = work.arrival
    one = parsed[arrival.document_id] if work.is_to_parse else None
    return Entry(
        document_uri=arrival.document_uri,
        document_id=arrival.document_id,
        byte_length=arrival.byte_length,
        ingested_at=work.ingested_at,
        is_parsed=one is not None,
        reason=_reason(one) if one and one.is_rejected else None,
    )


def _reason(parsed: Parsed) -> str:
    return next((n.code for n in parsed.parse_notes if n.severity == "rejected"), "no_article")


def report(
    inbox: Inbox,
    known: Known,
    work: Sequence[Pending],
    manifests: Sequence[Manifest],
    version: str,
) -> Staged:
    """What became of the inbox; its seconds are for the caller to fill in."""
    changed = tuple(
        p.arrival.document_uri
        for p in work
        if known.document_at.get(p.arrival.document_uri, p.arrival.document_id)
        != p.arrival.document_id
    )
    fresh = {p.arrival.document_uri for p in work}
    return Staged(
        parser_version=version,
        batches=tuple(m.batch for m in manifests),
        rows={t: sum(m.rows.get(t, 0) for m in manifests) for t in type_of_table},
        new=tuple(p.arrival.document_uri for p in work),
        changed=changed,
        known=tuple(a.document_uri for a in inbox.arrivals if a.document_uri not in fresh),
        rejected=tuple(
            (e.document_uri, e.document_id, e.reason)
            for m in manifests
            for e in m.entries
            if e.reason
        ),
        unreadable=inbox.unreadable,
        seconds=0.0,
    )
