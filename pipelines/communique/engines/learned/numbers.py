"""What the network says of an article's tellings, mentions, times and places, as arrays.

Nothing is decided from the numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from communique.engines.learned.candidates import (
    Mention,
    mentions_of,
    places_of,
    times_of,
)
from communique.engines.learned.network import Floats, Network, States, softmax
from communique.engines.learned.pairing import (
    distance_table,
    kinds_of_mentions,
    kinds_of_places,
    kinds_of_times,
)
from communique.engines.learned.tellings import Telling
from communique.engines.learned.words import Ints, Words
from communique.mentions.lines import Line
from communique.mentions.persons import People
from communique.mentions.pieces import Piece
from communique.mentions.times import TimeWords
from communique.spans import Span

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the network chooses among in one article; integers are indexes of lines."""

    lines: Sequence[Line]
    mentions: Sequence[Mention]
    times: Sequence[tuple[int, TimeWords]]
    places: Sequence[tuple[int, Piece]]


def candidates_of(lines: Sequence[Line], people: People) -> Candidates:
    """The candidates of an article's lines."""
    return Candidates(lines, mentions_of(lines, people), times_of(lines), places_of(lines))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of some tellings: states (tellings, width); shares of parts (tellings, mentions, classes);
    likelihoods of times and places (tellings, candidates).
    """

    tellings: tuple[Telling, ...]
    events: Floats
    parts: Floats
    times: Floats
    places: Floats

    def of(self, group: Sequence[int]) -> Numbers:
        """The same for the tellings of these numbers."""
        rows = list(group)
        return Numbers(
            tuple(self.tellings[no] for no in rows), self.events[rows], self.parts[rows],
            self.times[rows], self.places[rows],
        )  # fmt: skip


class Readings:
    """Asks the network about pairs of an article."""

    def __init__(
        self, network: Network, words: Words, states: States, candidates: Candidates
    ) -> None:
        self._network, self._words, self._states = network, words, states
        self._candidates = candidates

    def numbers(self, tellings: Sequence[Telling], days: Sequence[Span | None]) -> Numbers:
        """Everything about the tellings; ``days`` are the words of each one's day, as the rules
        choose them.
        """
        found, words = self._candidates, self._words
        ranges = [(t.first, t.last) for t in tellings]
        kinds = kinds_of_mentions(found.mentions, found.lines)[None]
        return Numbers(
            tuple(tellings),
            self._states.pooled(ranges),
            self._pairs("parts", ranges, [m.party.span for m in found.mentions],
                        np.broadcast_to(kinds, (len(ranges), kinds.shape[1]))),
            self._pairs("times", ranges, [t.span for _, t in found.times],
                        kinds_of_times(words, found.lines, ranges, days))[:, :, 1],
            self._pairs("places", ranges, [p.span for _, p in found.places],
                        kinds_of_places(words, found.lines, ranges))[:, :, 1],
        )  # fmt: skip

    def same(self, tellings: Sequence[Telling]) -> Floats:
        """How likely each two tellings are of one gathering, the same both ways."""
        ranges = [(t.first, t.last) for t in tellings]
        spans = [self._words.span(*at) for at in ranges]
        nothing = np.zeros((len(ranges), len(ranges)), np.int64)
        one_way = self._pairs("same", ranges, spans, nothing)[:, :, 1]
        return np.asarray((one_way + one_way.T) / 2)

    def classes(self, numbers: Numbers, traits: Floats) -> tuple[Floats, Floats, Floats]:
        """Mean shares of type, status and salience over the tellings."""
        types, status, main = self._network.classes(numbers.events, traits)
        return softmax(types).mean(0), softmax(status).mean(0), softmax(main).mean(0)

    def named(self, span: Span) -> float:
        """How likely the words of ``span`` name a participant of any gathering."""
        first, last = self._words.within(span)
        shares = softmax(self._states.tags[first : max(last, first + 1)])
        return float(1 - shares[:, 0].min())

    def _pairs(self, head: str, left: Sequence[Range], right: Sequence[Span], kind: Ints) -> Floats:
        others = [self._words.within(span) for span in right]
        if not left or not others:
            classes = len(self._network.card["parts"]) if head == "parts" else 2
            return np.zeros((len(left), len(others), classes), np.float32)
        rows, columns = self._states.pooled(left), self._states.pooled(others)
        distance = distance_table(self._words, left, others)
        return softmax(self._network.pairs(head, rows, columns, distance, kind))
