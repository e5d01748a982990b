"""The article as an answer is checked against it: blocks, sentences, words with their place.

Every string of an answer passes through ``Page.find``; what is not in the text is noted here and
goes no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.article.article import Article, Sentence
from communique.engines.llm.aligning import Aligner
from communique.engines.llm.answer import Phrase
from communique.ids import make_id
from communique.lexicon.normal import Normal
from communique.mentions.lines import Line, make_line
from communique.mentions.pieces import Piece, cut_pieces
from communique.records import ParseNoteRow, Severity
from communique.spans import Span

_LONGEST_SHOWN = 80


@dataclass(slots=True)
class Count:
    """How many strings of one thing were looked for, and how many stand in the text."""

    given: int = 0
    found: int = 0

    @property
    def share(self) -> float:
        """1.0 when nothing was looked for."""
        return self.found / self.given if self.given else 1.0


class Page:
    """One article with the blocks that a model was shown; collects notes on what it invented."""

    def __init__(self, article: Article, normal: Normal, blocks: Mapping[int, Span]) -> None:
        self._article = article
        self.normal = normal
        self.text = normal.text
        self._aligner = Aligner(normal.text, blocks)
        self._sentences = [s for s in article.sentences if s.block_no in blocks]
        self._lines: dict[int, Line] = {}
        self.notes: dict[str, ParseNoteRow] = {}

    def find(
        self, phrase: Phrase | None, what: str, near: Span | None = None, count: Count | None = None
    ) -> Span | None:
        """Where the words stand; None, with a note that names ``what``, when they do not."""
        if phrase is None:
            return None
        span = self._aligner.find(phrase.block, phrase.words, near.start if near else None)
        if count:
            count.given += 1
            count.found += span is not None
        if span is None:
            shown = _shown(phrase.words)
            self.note(
                "llm_words_not_in_block",
                f"dropped {what} {shown!r}: not in block {phrase.block} as shown to the model",
            )
        return span

    def line_at(self, span: Span) -> Line | None:
        """The sentence in which ``span`` begins, made ready for reading."""
        for sentence in self._sentences:
            where = self.normal.normal(sentence.span)
            if where.start <= span.start < where.end:
                return self._line(sentence, where)
        return None

    def pieces(self, span: Span) -> list[Piece]:
        """The pieces of the words at ``span``."""
        return cut_pieces(self.text, span)

    def words(self, span: Span) -> str:
        """The words at ``span`` on one line."""
        return " ".join(span.cut(self.text).split())

    def note(self, code: str, message: str, severity: Severity = "warning") -> None:
        """Keeps a note on the article; the same twice is kept once."""
        row = note_on(self._article, code, message, severity)
        self.notes.setdefault(row.parse_note_id, row)

    def _line(self, sentence: Sentence, where: Span) -> Line:
        if sentence.no not in self._lines:
            self._lines[sentence.no] = make_line(
                self.text, sentence.no, sentence.block_role, sentence.paragraph_no, where
            )
        return self._lines[sentence.no]


def note_on(
    article: Article, code: str, message: str, severity: Severity = "warning"
) -> ParseNoteRow:
    """A note on an article, without a place in its text."""
    row = article.row
    return ParseNoteRow(
        parse_note_id=make_id("note", row.document_id, row.document_uri, code, message),
        document_id=row.document_id,
        document_uri=row.document_uri,
        severity=severity,
        code=code,
        message=message,
        span_start=None,
        span_end=None,
        parser_version=row.parser_version,
    )


def _shown(words: str) -> str:
    """What a model wrote, short and on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
