"""Puts the parts of an article together, and says what is missing.

Each part is read by its own module; here they meet in one row, with the words of each header value
as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.article.agencies import Credits, read_credits
from communique.article.article import Article
from communique.article.byline import read_bylines
from communique.article.dateline import Dateline, read_dateline
from communique.article.headline import read_headline
from communique.article.language import SUPPORTED, read_language, stated_language
from communique.article.outlet import Outlet, read_outlet
from communique.article.published import Published, read_published
from communique.article.sentences import read_sentences
from communique.article.shingles import folded_words, shingles
from communique.article.view import Found, View, view_page
from communique.documents.document import Document, Rejection, Remark
from communique.ids import make_id
from communique.page.blocks import cut_document
from communique.records import ArticleRow, EvidenceRow, ParseNoteRow
from communique.spans import Span

_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/[^\s)\]>\"']+")
_ADDRESS_ROLES = {"nav", "share", "byline", "other"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    outlet: Outlet
    published: Published
    dateline: Dateline
    credits: Credits
    bylines: tuple[Found, ...]
    headline: Found | None
    language: str | None


def assemble(document: Document, parser_version: str) -> Article | Rejection:
    """The article of a page, or a rejection with code ``no_article`` when it has no body."""
    blocks = cut_document(document.text, document.marks)
    if not any(block.role == "body" for block in blocks):
        return _no_article(document)
    view = view_page(document.text, blocks)
    header = _header(view, document)
    row = _row(view, header, document, parser_version)
    return Article(
        row=row,
        text=document.text,
        blocks=blocks,
        sentences=read_sentences(document.text, blocks),
        evidence=_evidence(view, header, row.article_id),
        notes=_notes(header, document, parser_version),
        ingested_on=document.ingested_at.date(),
    )


def _no_article(document: Document) -> Rejection:
    return Rejection(
        document_id=document.document_id,
        document_uri=document.document_uri,
        byte_length=document.byte_length,
        ingested_at=document.ingested_at,
        code="no_article",
        message="no paragraph of running text: check that the page was saved with its article "
        "and not as a list, a log-in page or an error",
    )


def _header(view: View, document: Document) -> _Header:
    ingested_on = document.ingested_at.date()
    outlet = read_outlet(view)
    published = read_published(
        view, ingested_on, country_code=outlet.country_code, time_zone=outlet.time_zone
    )
    dateline = read_dateline(view, published.day, ingested_on)
    return _Header(
        outlet=outlet,
        published=published,
        dateline=dateline,
        credits=read_credits(view, dateline, outlet.name),
        bylines=read_bylines(view, outlet.name),
        headline=read_headline(view, outlet.name),
        language=read_language(view.body_text()) or stated_language(view.all_stated("language")),
    )


def _row(view: View, header: _Header, document: Document, parser_version: str) -> ArticleRow:
    body = view.body_text()
    known = header.dateline.known_place
    return ArticleRow(
        article_id=make_id("art", document.document_id, 0),
        document_id=document.document_id,
        document_uri=document.document_uri,
        outlet=header.outlet.name,
        outlet_time_zone=header.outlet.time_zone,
        agencies=header.credits.agencies,
        has_unnamed_agency=header.credits.has_unnamed,
        bylines=tuple(f.value for f in header.bylines),
        headline=header.headline.value if header.headline else None,
        language=header.language,
        canonical_url=_canonical_url(view),
        published_at=header.published.published_at,
        published_precision=header.published.precision,
        published_text=header.published.text,
        published_basis=header.published.basis,
        published_offset=header.published.offset,
        published_day=header.published.day,
        updated_at=header.published.updated_at,
        dateline_place=header.dateline.place,
        dateline_country_code=known.country_code if known else None,
        dateline_time_zone=known.time_zone if known else None,
        dateline_date=header.dateline.day,
        dateline_text=header.dateline.text,
        count_body_words=len(folded_words(body)),
        shingles=shingles(body),
        parser_version=parser_version,
    )


def _canonical_url(view: View) -> str | None:
    """The address that the page states, else the first with a path outside text and captions."""
    for stated in view.all_stated("address"):
        if _ADDRESS.fullmatch(stated.value):
            return stated.value
    for line in view.lines:
        match = _ADDRESS.search(line.text) if line.role in _ADDRESS_ROLES else None
        if match and line.region != "body":
            return match[0].rstrip(".,;")
    return None


def _evidence(view: View, header: _Header, article_id: str) -> tuple[EvidenceRow, ...]:
    found: Iterable[Found] = (
        *((header.headline,) if header.headline else ()),
        *header.outlet.evidence,
        *header.credits.evidence,
        *header.bylines,
        *header.published.evidence,
        *header.dateline.evidence,
    )
    rows = {(f.attribute, f.span, f.value): _row_of(view, f, article_id) for f in found}
    return tuple(rows[key] for key in sorted(rows, key=lambda k: (k[1], k[0], k[2])))


def _row_of(view: View, found: Found, article_id: str) -> EvidenceRow:
    span: Span = found.span
    return EvidenceRow(
        evidence_id=make_id(
            "ev", article_id, found.attribute, found.value, found.rule, span.start, span.end
        ),
        article_id=article_id,
        event_mention_id=None,
        attendee_mention_id=None,
        attribute=found.attribute,
        value=found.value,
        rule=found.rule,
        span_start=span.start,
        span_end=span.end,
        surface=span.cut(view.text),
    )


def _notes(header: _Header, document: Document, parser_version: str) -> tuple[ParseNoteRow, ...]:
    remarks = list(document.remarks)
    if header.language not in (SUPPORTED, None):
        remarks.append(
            Remark(
                "unsupported_language",
                f"the body is in {header.language!r} and only {SUPPORTED!r} is read: the article "
                "is kept without gatherings; give a translation as a document of its own",
            )
        )
    return tuple(_note(remark, document, parser_version) for remark in remarks)


def _note(remark: Remark, document: Document, parser_version: str) -> ParseNoteRow:
    return ParseNoteRow(
        parse_note_id=make_id("note", document.document_id, document.document_uri, remark.code),
        document_id=document.document_id,
        document_uri=document.document_uri,
        severity="warning",
        code=remark.code,
        message=remark.message,
        span_start=None,
        span_end=None,
        parser_version=parser_version,
    )
