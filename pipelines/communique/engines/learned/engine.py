"""The default engine: a small network reads who gathered with whom, grammar and rules the rest.

It puts the parts together and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from communique.article.article import Article
from communique.engines.countries import Settle
from communique.engines.describing import Description
from communique.engines.engine import Reading
from communique.engines.learned.assembly import Assembly
from communique.engines.learned.candidates import amended
from communique.engines.learned.folding import Told
from communique.engines.learned.gate import around, odds
from communique.engines.learned.hearing import spoken_in, with_spoken
from communique.engines.learned.nationality import Nationality
from communique.engines.learned.network import (
    CARD,
    COUNTRIES,
    GATE,
    WEIGHTS,
    network,
    weights_digest,
)
from communique.engines.learned.tellings import find_names, find_tellings
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.windows import windows_of
from communique.engines.learned.words import words_of
from communique.engines.prepared import Prepared, prepared, readable, sayings, with_triggers
from communique.engines.quoting import Quoting
from communique.engines.remedy import EngineNotReadyError
from communique.engines.rows import RowWriter
from communique.ids import make_id
from communique.mentions.gathered import Gathering
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.records import ParseNoteRow

_VERSION = "9"
# Far beyond any article; a file of many texts in one would take minutes and gigabytes.
_MOST_SENTENCES = 300
_HEADS = ("headline", "subhead")


class LearnedEngine:
    """Reads with the network of a folder; the network is built at the first article.

    Raises EngineNotReadyError, with the remedy, when the folder holds no weights.
    """

    name = "learned"
    _needed: tuple[str, ...] = (CARD, GATE, COUNTRIES)

    def __init__(self, folder: Path = WEIGHTS) -> None:
        if not all((folder / name).exists() for name in self._needed):
            raise EngineNotReadyError(
                self.name,
                f"no weights in {folder.name}",
                "reinstall the package, make them (make train), or set COMMUNIQUE_ENGINE=rules",
            )
        self._folder = folder

    @property
    def version(self) -> str:
        """Names the assembly's own version, the limits and the weights."""
        limits = sha256(repr(Thresholds()).encode()).hexdigest()[:4]
        return f"{_VERSION}.{limits}.{weights_digest(self._folder)[:8]}"

    def read(self, article: Article) -> Reading:
        """The gatherings, participants, quotations and citations of ``article``."""
        ready = prepared(article)
        told, lines, people = self._told(ready)
        quoting = Quoting(article, ready.normal, self.name, self.version)
        writer = RowWriter(article, quoting, self._settle(ready, lines, people))
        writer.write_described(
            [(t.gathering, t.description) for t in told], ready.sources(lines, people)
        )
        ready.write_rest(writer, lines, people)
        return replace(writer.reading(), notes=_notes(article))

    def _settle(self, ready: Prepared, lines: Sequence[Line], people: People) -> Settle:
        nationality: Nationality | None = None

        def settle(gathering: Gathering, told: Description) -> None:
            nonlocal nationality  # most articles tell of no gathering
            if nationality is None:
                limits = Thresholds.read(network(self._folder).card.get("thresholds", {}))
                nationality = Nationality(
                    lines, people, ready.home, ready.anchor.written_on, self._folder, limits.land
                )
            nationality.settle(gathering, told)

        return settle

    def _told(self, ready: Prepared) -> tuple[list[Told], list[Line], People]:
        """The gatherings, with the lines as the network amended them."""
        net = network(self._folder)
        limits = Thresholds.read(net.card.get("thresholds", {}))
        passed = self._passed(ready, limits)
        if not passed:
            lines = ready.lines(sayings(ready.article))
            return [], lines, People(lines, ready.home)
        lines = ready.lines(readable(ready.article)[:_MOST_SENTENCES])
        words = words_of(lines)
        chosen = around([line.no in passed for line in lines])
        states = net.read(words, windows_of(words, net.vocabulary, chosen))
        lines = amended(lines, find_names(words, states, limits.name))
        people = People(lines, ready.home)
        tellings = find_tellings(words, states, min(limits.telling, limits.seconded))
        tellings = with_spoken(tellings, words, lines, limits.spoken)
        roles = [lines[int(words.line[t.first])].role for t in tellings]
        body = [t for t, role in zip(tellings, roles, strict=True) if role not in _HEADS]
        lead = [t for t, role in zip(tellings, roles, strict=True) if role != "headline"]
        assembly = Assembly(net, words, states, lines, people, ready.anchor, limits)
        # Headlines tell again what the body tells; a lead may be cut as subhead.
        first = body or tellings
        return assembly.gatherings(first) or assembly.gatherings(lead), lines, people

    def _passed(self, ready: Prepared, limits: Thresholds) -> set[int]:
        """The numbers of the sentences that pass the gate, none where the likeliest is too weak for
        an article that tells of a gathering.
        """
        lines = ready.lines(with_triggers(ready.article))
        found = odds(lines, self._folder)
        spoken = {line.no for line in lines if spoken_in(line)}
        if not spoken and (not lines or found.max() < limits.article):
            return set()
        likely = {line.no for line, told in zip(lines, found, strict=True) if told >= limits.gate}
        return likely | spoken


def _notes(article: Article) -> tuple[ParseNoteRow, ...]:
    """What an analyst must know of the reading: that a very long text was read in part."""
    count = len(readable(article))
    if count <= _MOST_SENTENCES or not with_triggers(article):
        return ()
    row, code = article.row, "learned_read_in_part"
    message = (
        f"the first {_MOST_SENTENCES:,} of {count:,} sentences were read for gatherings: "
        "cut the document into its articles"
    )
    note_id = make_id("note", row.document_id, row.document_uri, code, message)
    return (
        ParseNoteRow(
            parse_note_id=note_id,
            document_id=row.document_id,
            document_uri=row.document_uri,
            severity="warning",
            code=code,
            message=message,
            span_start=None,
            span_end=None,
            parser_version=row.parser_version,
        ),
    )
