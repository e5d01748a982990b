"""One document in, its rows out: the whole core on one page.

``parse`` is pure: no clock, no network, no file but the lexicons, which are read once. The same
bytes under the same parser version give the same rows, in any process and any order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from communique import __version__
from communique.article.article import Article
from communique.article.assemble import assemble
from communique.documents.document import Document, Rejection
from communique.documents.readers import read_document
from communique.engines.engine import Engine, Reading
from communique.ids import make_id
from communique.lexicon.load import lexicons_digest
from communique.page.body_model import model_digest
from communique.records import (
    ArticleRow,
    AttendeeMentionRow,
    BlockRow,
    CitationRow,
    DocumentRow,
    EventMentionRow,
    EvidenceRow,
    ParseNoteRow,
    QuoteRow,
)
from communique.spans import quotes_back


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of one document, one tuple per staging table (deliveries and parses aside)."""

    document_id: str
    documents: tuple[DocumentRow, ...] = field(default=())
    blocks: tuple[BlockRow, ...] = field(default=())
    articles: tuple[ArticleRow, ...] = field(default=())
    event_mentions: tuple[EventMentionRow, ...] = field(default=())
    attendee_mentions: tuple[AttendeeMentionRow, ...] = field(default=())
    evidence: tuple[EvidenceRow, ...] = field(default=())
    quotes: tuple[QuoteRow, ...] = field(default=())
    citations: tuple[CitationRow, ...] = field(default=())
    parse_notes: tuple[ParseNoteRow, ...] = field(default=())

    @property
    def is_rejected(self) -> bool:
        """Whether the document gave no article."""
        return not self.articles

    def tables(self) -> dict[str, tuple[Any, ...]]:
        """Rows by table name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "document_id"}


def parser_version(engine: Engine) -> str:
    """Names everything a reading depends on: the core, lexicons, the page cutter, the engine."""
    parts = f"lex.{lexicons_digest()[:8]}+page.{model_digest()[:8]}"
    return f"{__version__}+{parts}+{engine.name}.{engine.version}"


def parse_bytes(data: bytes, document_uri: str, ingested_at: datetime, engine: Engine) -> Parsed:
    """Read raw bytes and parse them; a document that cannot be read gives one rejected note."""
    return parse_read(read_document(data, document_uri, ingested_at), engine)


def parse_read(read: Document | Rejection, engine: Engine) -> Parsed:
    """The rows of what a reader gave; a rejection gives one rejected note."""
    if isinstance(read, Rejection):
        return _rejected(read, engine)
    return parse(read, engine)


def parse(document: Document, engine: Engine) -> Parsed:
    """Cut the page, read its header, let ``engine`` read the gatherings, and verify every span."""
    version = parser_version(engine)
    article = assemble(document, version)
    if isinstance(article, Rejection):
        return _rejected(article, engine, document)
    reading, dropped = _verified(article, engine.read(article), document, version)
    return Parsed(
        document_id=document.document_id,
        documents=(document_row(document),),
        blocks=_block_rows(article),
        articles=(article.row,),
        event_mentions=reading.event_mentions,
        attendee_mentions=reading.attendee_mentions,
        evidence=article.evidence + reading.evidence,
        quotes=reading.quotes,
        citations=reading.citations,
        parse_notes=article.notes + reading.notes + dropped,
    )


def document_row(document: Document) -> DocumentRow:
    """The row of a document that could be read."""
    return DocumentRow(**{f.name: getattr(document, f.name) for f in fields(DocumentRow)})


def _block_rows(article: Article) -> tuple[BlockRow, ...]:
    return tuple(
        BlockRow(
            article_id=article.row.article_id,
            block_no=block.no,
            block_role=block.role,
            role_reason=block.reason,
            span_start=block.span.start,
            span_end=block.span.end,
        )
        for block in article.blocks
    )


def _rejected(rejection: Rejection, engine: Engine, document: Document | None = None) -> Parsed:
    note = ParseNoteRow(
        parse_note_id=make_id(
            "note", rejection.document_id, rejection.document_uri, rejection.code
        ),
        document_id=rejection.document_id,
        document_uri=rejection.document_uri,
        severity="rejected",
        code=rejection.code,
        message=rejection.message,
        span_start=None,
        span_end=None,
        parser_version=parser_version(engine),
    )
    kept = (document_row(document),) if document else ()
    return Parsed(document_id=rejection.document_id, documents=kept, parse_notes=(note,))


def _verified(
    article: Article, reading: Reading, document: Document, version: str
) -> tuple[Reading, tuple[ParseNoteRow, ...]]:
    """The reading without rows whose words are not where they say, and a note for each of those.

    What hangs on a dropped gathering or participant goes with it.
    """
    notes: list[ParseNoteRow] = []

    def stands(row: Any, kind: str) -> bool:
        if quotes_back(article.text, row.span_start, row.span_end, row.surface):
            return True
        notes.append(
            ParseNoteRow(
                parse_note_id=make_id(
                    "note", document.document_id, kind, row.span_start, row.span_end, row.surface
                ),
                document_id=document.document_id,
                document_uri=document.document_uri,
                severity="warning",
                code="span_does_not_quote_back",
                message=f"dropped a row of {kind}: its words are not at its span; "
                "report the engine's fault",
                span_start=None,
                span_end=None,
                parser_version=version,
            )
        )
        return False

    events = tuple(r for r in reading.event_mentions if stands(r, "event_mentions"))
    event_ids = {r.event_mention_id for r in events}
    attendees = tuple(
        r
        for r in reading.attendee_mentions
        if r.event_mention_id in event_ids and stands(r, "attendee_mentions")
    )
    attendee_ids = {r.attendee_mention_id for r in attendees} | {None}
    evidence = tuple(
        r
        for r in reading.evidence
        if r.event_mention_id in event_ids | {None}
        and r.attendee_mention_id in attendee_ids
        and stands(r, "evidence")
    )
    verified = Reading(
        event_mentions=events,
        attendee_mentions=attendees,
        evidence=evidence,
        quotes=tuple(r for r in reading.quotes if stands(r, "quotes")),
        citations=tuple(r for r in reading.citations if stands(r, "citations")),
        notes=reading.notes,
    )
    return verified, tuple(notes)
