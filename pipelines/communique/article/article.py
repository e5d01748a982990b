"""What an article is to an engine: its header, its blocks and its sentences, over one text.

An engine gets this and the lexicons, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.page.block import Block
from communique.records import ArticleRow, BlockRole, EvidenceRow, ParseNoteRow
from communique.spans import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block that may state facts (body, headline, subhead, caption, key points).

    ``no`` counts the article's sentences in page order; ``block_no`` and ``block_role`` say where
    it stands. ``paragraph_no`` counts the paragraphs (blank-line or line separated) of the page.
    """

    no: int
    block_no: int
    block_role: BlockRole
    paragraph_no: int
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``text`` is the whole document's text, and every span counts in it.

    ``evidence`` holds what the header says of itself (published_at, outlet, dateline, …);
    ``ingested_on`` is the UTC day of landing, the last witness for an open year.
    """

    row: ArticleRow
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    evidence: tuple[EvidenceRow, ...]
    notes: tuple[ParseNoteRow, ...]
    ingested_on: date
