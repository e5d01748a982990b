"""What a document to stage is, and what became of it: rows, manifest lines and the report.

Pure values from values; the files are written by ``staging``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communique.documents.member import Member
from communique.ids import make_id
from communique.parse import Parsed
from communique.records import DeliveryRow, ParseRow, type_of_table
from communique.store.manifest import Entry, Known, Manifest


@dataclass(frozen=True, slots=True)
class Pending:
    """A document to write: its bytes, when it first came, and whether to parse it."""

    member: Member
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
    one = work.member
    return DeliveryRow(
        delivery_id=make_id("delivery", one.document_id, one.document_uri),
        document_id=one.document_id,
        document_uri=one.document_uri,
        byte_length=one.byte_length,
        delivered_at=now,
    )


def entry_of(work: Pending, parsed: Mapping[str, Parsed]) -> Entry:
    """The manifest's line on a document."""
    member = work.member
    one = parsed[member.document_id] if work.is_to_parse else None
    return Entry(
        document_uri=member.document_uri,
        document_id=member.document_id,
        byte_length=member.byte_length,
        ingested_at=work.ingested_at,
        is_parsed=one is not None,
        reason=_reason(one) if one and one.is_rejected else None,
    )


def _reason(parsed: Parsed) -> str:
    return next((n.code for n in parsed.parse_notes if n.severity == "rejected"), "no_article")


def report(
    before: Known,
    manifests: Sequence[Manifest],
    version: str,
    *,
    known: tuple[str, ...],
    unreadable: tuple[tuple[str, str], ...],
) -> Staged:
    """What became of the inbox; its seconds are for the caller to fill in.

    ``before`` is what was known when the run began; ``known`` are the files it passed over.
    """
    entries = [entry for manifest in manifests for entry in manifest.entries]
    changed = tuple(
        e.document_uri
        for e in entries
        if before.document_at.get(e.document_uri, e.document_id) != e.document_id
    )
    return Staged(
        parser_version=version,
        batches=tuple(m.batch for m in manifests),
        rows={t: sum(m.rows.get(t, 0) for m in manifests) for t in type_of_table},
        new=tuple(e.document_uri for e in entries),
        changed=changed,
        known=known,
        rejected=tuple((e.document_uri, e.document_id, e.reason) for e in entries if e.reason),
        unreadable=unreadable,
        seconds=0.0,
    )
