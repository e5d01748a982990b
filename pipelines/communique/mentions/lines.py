"""A sentence made ready for reading: its pieces, parties and times, over the normalised text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from communique.mentions.audiences import Audience, find_audiences, with_bodies
from communique.mentions.neighbours import settle_by_neighbours
from communique.mentions.owners import with_owners
from communique.mentions.people import Party, find_parties
from communique.mentions.pieces import Piece, cut_pieces
from communique.mentions.times import TimeWords, find_times
from communique.records import BlockRole
from communique.spans import Span

_SKIPPED = "wtThMHPXI()DK"
_LINKS = ",a;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence; every span counts in the article's normalised text."""

    no: int
    role: BlockRole
    paragraph_no: int
    span: Span
    text: str
    pieces: tuple[Piece, ...]
    codes: str
    parties: tuple[Party, ...]
    times: tuple[TimeWords, ...]
    audiences: tuple[Audience, ...]

    def piece_at(self, offset: int) -> int:
        """Index of the first piece that ends after ``offset``."""
        return bisect_right(self.pieces, offset, key=lambda piece: piece.span.end)

    def chain_right(self, at: int, skips: int = 5) -> list[Party]:
        """Parties that follow piece ``at``, linked by commas and "and"; few words may intervene."""
        by_first = {party.first: party for party in self.parties}
        while at not in by_first and skips and self._may_skip(at, "W"):
            at, skips = at + 1, skips - 1
        found: list[Party] = []
        while at in by_first:
            found.append(by_first[at])
            at = self._past_links(by_first[at].last)
        return found

    def chain_left(self, at: int, skips: int = 8) -> list[Party]:
        """Parties that stand before piece ``at``, linked likewise, in text order."""
        by_last = {party.last: party for party in self.parties}
        while at not in by_last and skips and at > 0 and self._may_skip(at - 1, ","):
            at, skips = at - 1, skips - 1
        found: list[Party] = []
        while at in by_last:
            party = by_last[at]
            found.append(party)
            at = party.first
            while at > 0 and self.codes[at - 1] in _LINKS:
                at -= 1
        return found[::-1]

    def subject(self, at: int) -> list[Party]:
        """The parties before piece ``at``, else those that open the sentence."""
        near = self.chain_left(at)
        if near:
            return near
        for party in self.parties:
            if party.first > 8 or party.first >= at:
                break
            if party.kind != "group":
                return [p for p in self.chain_right(party.first, 0) if p.last <= at]
        return []

    def _may_skip(self, at: int, more: str) -> bool:
        return 0 <= at < len(self.codes) and self.codes[at] in _SKIPPED + more

    def _past_links(self, at: int) -> int:
        start = at
        while at < len(self.codes) and self.codes[at] in ",a;tWh":
            at += 1
        return at if at > start else -1


def make_line(text: str, no: int, role: BlockRole, paragraph_no: int, span: Span) -> Line:
    """Reads one sentence; ``span`` counts in ``text``."""
    times = tuple(find_times(text, span))
    pieces = tuple(_without_times(settle_by_neighbours(text, cut_pieces(text, span)), times))
    parties = with_owners(pieces, text, find_parties(text, pieces))
    audiences = tuple(find_audiences(text, span))
    return Line(
        no=no, role=role, paragraph_no=paragraph_no, span=span, text=text, pieces=pieces,
        codes="".join(piece.code for piece in pieces),
        parties=tuple(with_bodies(pieces, text, audiences, parties)), times=times,
        audiences=audiences,
    )  # fmt: skip


def _without_times(pieces: list[Piece], times: tuple[TimeWords, ...]) -> list[Piece]:
    """Pieces with those of a date marked as time, so that "May" and "March" are no names."""
    return [
        Piece("T", p.span, p.text) if any(t.span.overlaps(p.span) for t in times) else p
        for p in pieces
    ]
