"""The fallback engine: the grammar of ``mentions`` and the lexicons, no model.

It puts the parts together and nothing more: what is a gathering, a person or a day is decided in
``mentions``, what a row holds in ``rows``.
"""

from __future__ import annotations

from communique.article.article import Article, Sentence
from communique.engines.engine import Reading
from communique.engines.rows import RowWriter
from communique.lexicon.normal import normalise
from communique.mentions.citations import find_citations
from communique.mentions.dates import Anchor
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.quotes import find_quotes
from communique.mentions.triggers import gate_matcher

_READ = ("headline", "subhead", "body", "key_points", "caption")
_SPOKEN = ("body",)


class RulesEngine:
    """Reads by rules; built once, it keeps no state between articles."""

    name = "rules"
    version = "1"

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        normal = normalise(article.text)
        lines = [
            make_line(normal.text, s.no, s.block_role, s.paragraph_no, normal.normal(s.span))
            for s in _worth_reading(article)
        ]
        writer = RowWriter(article, normal, self.name, self.version)
        people = People(lines, article.row.dateline_country_code or "")
        body = [normal.normal(b.span) for b in article.blocks if b.role in _SPOKEN]
        writer.write_quotes(find_quotes(normal.text, body, lines, people), people)
        credited = [
            make_line(normal.text, -1, b.role, -1, normal.normal(b.span))
            for b in article.blocks
            if b.role == "agency_credit"
        ]
        told = [line for line in lines if line.role in _SPOKEN]
        writer.write_citations(find_citations(told, people) + find_citations(credited, people))
        anchor = Anchor(
            written_on=article.row.published_day or article.row.dateline_date,
            ingested_on=article.ingested_on,
        )
        writer.write_gatherings(Merger(people, anchor).read(lines), lines)
        return writer.reading()


def _worth_reading(article: Article) -> list[Sentence]:
    sentences = [s for s in article.sentences if s.block_role in _READ]
    gate = gate_matcher()
    if any(gate.find(article.text, s.span) for s in sentences):
        return sentences
    return [s for s in sentences if '"' in s.span.cut(article.text)]
