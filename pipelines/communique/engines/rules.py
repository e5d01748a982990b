"""The fallback engine: the grammar of ``mentions`` and the lexicons, no model.

It puts the parts together and nothing more: what is a gathering, a person or a day is decided in
``mentions``, what a row holds in ``rows``.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.article.article import Article
from communique.engines.countries import Countries, named_in
from communique.engines.engine import Reading
from communique.engines.prepared import Prepared, prepared
from communique.engines.quoting import Quoting
from communique.engines.rows import RowWriter
from communique.mentions.gathered import Gathering
from communique.mentions.lines import Line
from communique.mentions.merging import Merger
from communique.mentions.persons import People

_OF_TWO = ("bilateral_meeting", "call", "negotiation", "signing", "other_meeting")


class RulesEngine:
    """Reads by rules; built once, it keeps no state between articles."""

    name = "rules"
    version = "9"

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        ready = prepared(article)
        lines = self.lines(ready)
        people = People(lines, ready.home)
        countries = Countries(ready.home, ready.anchor.written_on, named_in(lines))
        quoting = Quoting(article, ready.normal, self.name, self.version)
        writer = RowWriter(article, quoting, countries.settle)
        gatherings = _told_in_full(Merger(people, ready.anchor).read(lines))
        sources = ready.sources(lines, people)
        writer.write_gatherings(gatherings, lines, sources, ready.anchor.written_on)
        ready.write_rest(writer, lines, people)
        return writer.reading()

    def lines(self, ready: Prepared) -> list[Line]:
        """The sentences worth reading; an engine that knows more names than the lexicons adds."""
        return ready.lines()


def _told_in_full(gatherings: Sequence[Gathering]) -> list[Gathering]:
    """Without what takes two and has one person alone, on no day, whom another gathering has.

    "After the meeting with Mr Berg" tells again what was told.
    """
    whole = {key for g in gatherings if len(g.attendances) > 1 for key in g.attendances}
    return [g for g in gatherings if not _is_left_open(g) or not whole & set(g.attendances)]


def _is_left_open(gathering: Gathering) -> bool:
    is_of_two = gathering.event_type in _OF_TWO
    return is_of_two and len(gathering.attendances) == 1 and not gathering.days
