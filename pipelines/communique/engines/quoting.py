"""Ties what was read to the words of the article: original spans, surfaces, rows of evidence.

Every row's span passes through here; what a row says is decided by its writer.
"""

from __future__ import annotations

from typing import Any

from communique.article.article import Article
from communique.ids import make_id
from communique.lexicon.normal import Normal
from communique.records import EvidenceRow
from communique.spans import Span


class Quoting:
    """One article's words, and the evidence rows collected over them."""

    def __init__(self, article: Article, normal: Normal, engine: str, version: str) -> None:
        self._text = article.text
        self._normal = normal
        self.article_id = article.row.article_id
        self.engine: dict[str, Any] = {"engine": engine, "engine_version": version}
        self.evidence: dict[str, EvidenceRow] = {}

    def words(self, span: Span) -> dict[str, Any]:
        """Columns span_start, span_end and surface in the original text."""
        original = self._normal.original(span)
        return {
            "span_start": original.start,
            "span_end": original.end,
            "surface": original.cut(self._text),
        }

    def text(self, span: Span | None) -> str | None:
        """The normalised words on one line, None for no span."""
        return " ".join(span.cut(self._normal.text).split()) if span else None

    def evident(
        self,
        event_id: str | None,
        attendee_id: str | None,
        attribute: str,
        value: object,
        span: Span | None,
        rule: str | None = None,
    ) -> None:
        """Keeps one value with its words; nothing when there is no value or are no words."""
        if value is None or span is None:
            return
        words = self.words(span)
        about = attendee_id or event_id or self.article_id
        evidence_id = make_id("ev", about, attribute, words["span_start"], words["span_end"], value)
        row = EvidenceRow(
            evidence_id=evidence_id,
            article_id=self.article_id,
            event_mention_id=event_id,
            attendee_mention_id=attendee_id,
            attribute=attribute,
            value=str(value),
            rule=rule,
            **words,
        )
        self.evidence.setdefault(evidence_id, row)
