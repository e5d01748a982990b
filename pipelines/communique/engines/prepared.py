"""What every engine that reads by sentences starts from, and what needs no engine of its own.

Embedded posts, quotations and citations are found by ``mentions`` whoever reads the gatherings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.article.article import Article, Sentence
from communique.engines.rows import RowWriter
from communique.lexicon.normal import Normal, normalise
from communique.mentions.audiences import find_audiences
from communique.mentions.citations import Citation, attributes, find_citations
from communique.mentions.dates import Anchor
from communique.mentions.lines import Line, make_line
from communique.mentions.persons import People
from communique.mentions.posts import find_posts
from communique.mentions.quotes import find_quotes
from communique.mentions.triggers import gate_matcher, signing_matcher
from communique.records import BlockRole
from communique.spans import Span

_READ = ("headline", "subhead", "body", "key_points", "caption")
_MARKS = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_WITH_POSTS: tuple[BlockRole, ...] = ("body", "byline", "caption", "pull_quote", "other")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article over its normalised text; ``home`` is the country it is written from, or ''."""

    article: Article
    normal: Normal
    anchor: Anchor
    home: str
    _made: dict[int, Line] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Lines by the number of their sentence: the gate asks for some before the reader does."""

    def lines(self, sentences: Sequence[Sentence] | None = None) -> list[Line]:
        """``sentences``, those worth reading when None, as the grammar reads them."""
        chosen = worth_reading(self.article) if sentences is None else sentences
        return [self._line(sentence) for sentence in chosen]

    def _line(self, sentence: Sentence) -> Line:
        if sentence.no not in self._made:
            self._made[sentence.no] = make_line(
                self.normal.text, sentence.no, sentence.block_role, sentence.paragraph_no,
                self.normal.normal(sentence.span),
            )  # fmt: skip
        return self._made[sentence.no]

    def sources(self, lines: Sequence[Line], people: People) -> dict[int, Citation]:
        """Whom each line of the body cites, by the line's number."""
        return {line.no: c for line in _told(lines) for c in find_citations([line], people)[:1]}

    def write_rest(self, writer: RowWriter, lines: Sequence[Line], people: People) -> None:
        """Embedded posts, quotations and citations."""
        body, pulled = self._spans("body"), self._spans("pull_quote")
        writer.write_posts(find_posts(self.normal.text, self._spans(*_WITH_POSTS), self.anchor))
        writer.write_quotes(find_quotes(self.normal.text, body, lines, people, pulled))
        writer.write_citations(find_citations(_told(lines), people))
        writer.write_citations(find_citations(self._credits(), people))

    def _spans(self, *roles: BlockRole) -> list[Span]:
        return [self.normal.normal(b.span) for b in self.article.blocks if b.role in roles]

    def _credits(self) -> list[Line]:
        """The lines that credit the copy: "(With inputs from agencies)"."""
        text = self.normal.text
        return [
            make_line(text, -1, "agency_credit", -1, span) for span in self._spans("agency_credit")
        ]


def prepared(article: Article) -> Prepared:
    """The article over its normalised text, with the day it was written on."""
    normal = normalise(article.text)
    return Prepared(
        article=article,
        normal=normal,
        anchor=anchor_of(article, normal),
        home=article.row.dateline_country_code or "",
    )


def anchor_of(article: Article, normal: Normal) -> Anchor:
    """The day of writing: as published, else the dateline's.

    An undated page was written about when the last post in it that tells of a gathering was.
    """
    stated = article.row.published_day or article.row.dateline_date
    anchor = Anchor(written_on=stated, ingested_on=article.ingested_on)
    if stated:
        return anchor
    spans = [normal.normal(b.span) for b in article.blocks if b.role in _WITH_POSTS]
    posts = find_posts(normal.text, spans, anchor)
    told = [p.day for p in posts if p.tells and p.day <= article.ingested_on]
    return replace(anchor, written_on=max(told, default=None))


def worth_reading(article: Article) -> list[Sentence]:
    """What passes the gate: all sentences of an article with a word of gathering, else sayings."""
    return readable(article) if with_triggers(article) else sayings(article)


def readable(article: Article) -> list[Sentence]:
    """The sentences of the blocks that may state facts."""
    return [s for s in article.sentences if s.block_role in _READ]


def with_triggers(article: Article) -> list[Sentence]:
    """Those of them that hold a word of gathering, or tell of somebody who spoke before one; where
    there is none, those that tell of a signing.
    """
    gate = gate_matcher()
    found = [
        s for s in readable(article)
        if gate.find(article.text, s.span) or find_audiences(article.text, s.span)
    ]  # fmt: skip
    signing = signing_matcher()
    return found or [s for s in readable(article) if signing.find(article.text, s.span)]


def sayings(article: Article) -> list[Sentence]:
    """Those of them with a quotation mark, or tied to a source."""
    return [
        s
        for s in readable(article)
        if _MARKS.search(article.text, s.span.start, s.span.end) or attributes(article.text, s.span)
    ]


def _told(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.role == "body"]
