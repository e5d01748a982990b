"""The default engine: a small network reads who gathered with whom, grammar and rules the rest.

It puts the parts together and decides nothing itself.
"""

from __future__ import annotations

from pathlib import Path

from communique.article.article import Article
from communique.engines.engine import Reading
from communique.engines.learned.assembly import Assembly, Told
from communique.engines.learned.candidates import amended
from communique.engines.learned.network import WEIGHTS, network, weights_digest
from communique.engines.learned.tellings import find_names, find_tellings
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.windows import windows_of
from communique.engines.learned.words import words_of
from communique.engines.quoting import Quoting
from communique.engines.rows import RowWriter
from communique.engines.prepared import prepared
from communique.mentions.dates import Anchor
from communique.mentions.lines import Line
from communique.mentions.persons import People


class LearnedEngine:
    """Reads with the network of a folder; the network is built at the first article."""

    name = "learned"

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder

    @property
    def version(self) -> str:
        """The head of the digest of the weights."""
        return weights_digest(self._folder)[:12]

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        ready = prepared(article)
        told, lines, people = self._told(ready.lines(), ready.anchor, ready.home)
        quoting = Quoting(article, ready.normal, self.name, self.version)
        writer = RowWriter(article, quoting)
        writer.write_described(
            [(t.gathering, t.description) for t in told], ready.sources(lines, people)
        )
        ready.write_rest(writer, lines, people)
        return writer.reading()

    def _told(
        self, lines: list[Line], anchor: Anchor, home: str
    ) -> tuple[list[Told], list[Line], People]:
        if not lines:
            return [], lines, People(lines, home)
        net = network(self._folder)
        limits = Thresholds.read(net.card.get("thresholds", {}))
        words = words_of(lines)
        states = net.read(words, windows_of(words, net.tokenizer))
        lines = amended(lines, find_names(words, states, limits.name))
        people = People(lines, home)
        tellings = find_tellings(words, states, limits.telling)
        body = [t for t in tellings if lines[int(words.line[t.first])].role
                not in ("headline", "subhead")]  # fmt: skip
        assembly = Assembly(net, words, states, lines, people, anchor, limits)
        return assembly.gatherings(body or tellings), lines, people
