"""The fallback engine: the grammar of ``mentions`` and the lexicons, no model.

It puts the parts together and nothing more: what is a gathering, a person or a day is decided in
``mentions``, what a row holds in ``rows``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.article.article import Article, Sentence
from communique.engines.engine import Reading
from communique.engines.quoting import Quoting
from communique.engines.rows import RowWriter
from communique.lexicon.normal import Normal, normalise
from communique.mentions.citations import Citation, find_citations
from communique.mentions.dates import Anchor
from communique.mentions.lines import Line, make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.posts import find_posts
from communique.mentions.quotes import find_quotes
from communique.mentions.triggers import gate_matcher

_READ = ("headline", "subhead", "body", "key_points", "caption")
_WITH_POSTS = ("body", "caption", "pull_quote", "other")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article made ready for reading: the lines that passed the gate, over normalised text."""

    article: Article
    normal: Normal
    lines: list[Line]
    anchor: Anchor
    home: str

    def sources(self, lines: Sequence[Line], people: People) -> dict[int, Citation]:
        """Whom each line of the body cites, by the line's number."""
        told = [line for line in lines if line.role == "body"]
        return {line.no: c for line in told for c in find_citations([line], people)[:1]}

    def write_rest(self, writer: RowWriter, lines: Sequence[Line], people: People) -> None:
        """Embedded posts, quotations and citations, which need no engine of their own."""
        blocks = self.article.blocks
        shown = [self.normal.normal(b.span) for b in blocks if b.role in _WITH_POSTS]
        body = [self.normal.normal(b.span) for b in blocks if b.role == "body"]
        told = [line for line in lines if line.role == "body"]
        writer.write_posts(find_posts(self.normal.text, shown, self.anchor))
        writer.write_quotes(find_quotes(self.normal.text, body, lines, people), people)
        writer.write_citations(find_citations(told, people))
        writer.write_citations(find_citations(_credits(self.article, self.normal), people))


def prepared(article: Article) -> Prepared:
    """What every reader by sentences starts from."""
    normal = normalise(article.text)
    return Prepared(
        article=article,
        normal=normal,
        lines=[
            make_line(normal.text, s.no, s.block_role, s.paragraph_no, normal.normal(s.span))
            for s in worth_reading(article)
        ],
        anchor=Anchor(
            written_on=article.row.published_day or article.row.dateline_date,
            ingested_on=article.ingested_on,
        ),
        home=article.row.dateline_country_code or "",
    )


class RulesEngine:
    """Reads by rules; built once, it keeps no state between articles."""

    name = "rules"
    version = "1"

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        ready = prepared(article)
        people = People(ready.lines, ready.home)
        writer = RowWriter(article, Quoting(article, ready.normal, self.name, self.version))
        gatherings = Merger(people, ready.anchor).read(ready.lines)
        writer.write_gatherings(gatherings, ready.lines, ready.sources(ready.lines, people))
        ready.write_rest(writer, ready.lines, people)
        return writer.reading()


def _credits(article: Article, normal: Normal) -> list[Line]:
    """The lines that credit the copy: "(With inputs from agencies)"."""
    return [
        make_line(normal.text, -1, b.role, -1, normal.normal(b.span))
        for b in article.blocks
        if b.role == "agency_credit"
    ]


def worth_reading(article: Article) -> list[Sentence]:
    """The sentences of an article that passes the gate, else those that quote somebody."""
    sentences = [s for s in article.sentences if s.block_role in _READ]
    gate = gate_matcher()
    if any(gate.find(article.text, s.span) for s in sentences):
        return sentences
    return [s for s in sentences if '"' in s.span.cut(article.text)]
