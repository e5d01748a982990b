"""The fallback engine: the grammar of ``mentions`` and the lexicons, no model.

It puts the parts together and nothing more: what is a gathering, a person or a day is decided in
``mentions``, what a row holds in ``rows``.
"""

from __future__ import annotations

import re

from communique.article.article import Article, Sentence
from communique.engines.engine import Reading
from communique.engines.quoting import Quoting
from communique.engines.rows import RowWriter
from communique.lexicon.normal import Normal, normalise
from communique.mentions.citations import attributes, find_citations
from communique.mentions.dates import Anchor
from communique.mentions.lines import Line, make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.posts import find_posts
from communique.mentions.quotes import find_quotes
from communique.mentions.triggers import gate_matcher

_READ = ("headline", "subhead", "body", "key_points", "caption")
_MARKS = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_WITH_POSTS = ("body", "caption", "pull_quote", "other")


class RulesEngine:
    """Reads by rules; built once, it keeps no state between articles."""

    name = "rules"
    version = "1"

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        normal = normalise(article.text)
        lines = self.lines(article, normal)
        people = People(lines, article.row.dateline_country_code or "")
        anchor = Anchor(
            written_on=article.row.published_day or article.row.dateline_date,
            ingested_on=article.ingested_on,
        )
        told = [line for line in lines if line.role == "body"]
        sources = {line.no: c for line in told for c in find_citations([line], people)[:1]}
        shown = [normal.normal(b.span) for b in article.blocks if b.role in _WITH_POSTS]
        body = [normal.normal(b.span) for b in article.blocks if b.role == "body"]
        writer = RowWriter(article, Quoting(article, normal, self.name, self.version))
        writer.write_gatherings(Merger(people, anchor).read(lines), lines, sources)
        writer.write_posts(find_posts(normal.text, shown, anchor))
        pulled = [normal.normal(b.span) for b in article.blocks if b.role == "pull_quote"]
        writer.write_quotes(find_quotes(normal.text, body, lines, people, pulled))
        writer.write_citations(find_citations(told, people))
        writer.write_citations(find_citations(_credits(article, normal), people))
        return writer.reading()

    def lines(self, article: Article, normal: Normal) -> list[Line]:
        """The sentences worth reading; an engine that knows more names than the lexicons adds."""
        return [
            make_line(normal.text, s.no, s.block_role, s.paragraph_no, normal.normal(s.span))
            for s in worth_reading(article)
        ]


def _credits(article: Article, normal: Normal) -> list[Line]:
    """The lines that credit the copy: "(With inputs from agencies)"."""
    return [
        make_line(normal.text, -1, b.role, -1, normal.normal(b.span))
        for b in article.blocks
        if b.role == "agency_credit"
    ]


def worth_reading(article: Article) -> list[Sentence]:
    """What passes the gate: all sentences of an article with a word of gathering, else sayings.

    A saying stands between quotation marks or is tied to its source.
    """
    sentences = [s for s in article.sentences if s.block_role in _READ]
    gate = gate_matcher()
    if any(gate.find(article.text, s.span) for s in sentences):
        return sentences
    return [
        s
        for s in sentences
        if _MARKS.search(article.text, s.span.start, s.span.end) or attributes(article.text, s.span)
    ]
