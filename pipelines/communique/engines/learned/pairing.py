"""What the network is told of a pair beside its words: how far apart, and of what kind.

Distances and kinds are small whole numbers; the tables are the same in training and in reading.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.engines.learned.candidates import Mention, Named, places_of, times_of
from communique.engines.learned.words import Ints, Words
from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line
from communique.mentions.merging import is_of_saying
from communique.mentions.pieces import CITY, COUNTRY, DEMONYM, ORGANIZATION, Piece
from communique.mentions.places import find_place
from communique.mentions.rosters import find_remarks
from communique.mentions.times import TimeWords
from communique.spans import Span

_KINDS = ("person", "delegation", "organization", "office", "pronoun")
_CAPACITIES = ("host", "chair", "speaker", "attendee", "invited", "absent")
_LANDS = (COUNTRY, DEMONYM, CITY, ORGANIZATION)
_FAR_LINES = 5
KINDS = 64
"""One more than the largest kind of any pair."""


def distance_table(
    words: Words, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]
) -> Ints:
    """A class of distance for each pair of word ranges, as an array (left, right).

    0 to 5 within one line, by words between and by side; 6 to 11 later, 12 to 16 earlier lines.
    """
    table = np.zeros((len(left), len(right)), np.int64)
    for i, (a, b) in enumerate(left):
        for j, (c, d) in enumerate(right):
            table[i, j] = _distance(words, (a, b), (c, d))
    return table


def _distance(words: Words, one: tuple[int, int], other: tuple[int, int]) -> int:
    last = len(words.line) - 1
    lines = int(words.line[min(other[0], last)] - words.line[min(one[0], last)])
    if lines:
        steps = min(abs(lines), _FAR_LINES)
        return 6 + steps if lines > 0 else 11 + steps
    if other[0] >= one[1]:
        gap = other[0] - one[1]
        return 0 if gap < 4 else 1 if gap < 12 else 2
    if other[1] <= one[0]:
        gap = one[0] - other[1]
        return 3 if gap < 4 else 4 if gap < 12 else 5
    return 6


def kinds_of_mentions(mentions: Sequence[Mention], lines: Sequence[Line]) -> Ints:
    """Of each mention: its party's kind, whether an office or a side is told with it, and eight
    times the capacity that the grammar reads in its sentence (0 for none).
    """
    capacities = [_capacities(line) for line in lines]
    found = []
    for mention in mentions:
        kind = _KINDS.index(mention.party.kind) if mention.party.kind in _KINDS else 5
        is_told = bool(mention.party.role or mention.party.served)
        kind = 6 if kind == 0 and is_told else kind
        found.append(kind + 8 * capacities[mention.at].get(mention.party.span, 0))
    return np.array(found, np.int64)


def _capacities(line: Line) -> dict[Span, int]:
    parts = [part for proposal in find_proposals(line) for part in proposal.parts]
    parts += [part for remark in find_remarks(line, follows_list=False) for part in remark.parts]
    return {part.party.span: 1 + _CAPACITIES.index(part.participation) for part in parts}


def kinds_of_times(
    words: Words, lines: Sequence[Line], tellings: Sequence[tuple[int, int]],
    said: Sequence[Span | None],
) -> Ints:  # fmt: skip
    """Of each pair of telling and time: day and month 0, weekday 1, distance 2, month 3, other 4;
    eight more for the nearest in the telling's line, 16 more for the time of a saying, 32 more
    for the one that the rules choose (``said``).
    """
    times = times_of(lines)
    table = np.zeros((len(tellings), len(times)), np.int64)
    for no, (at, time) in enumerate(times):
        table[:, no] = _kind_of_time(time) + 16 * is_of_saying(lines[at], time)
    for row, (first, last) in enumerate(tellings):
        line = int(words.line[min(first, len(words.line) - 1)])
        span = words.span(first, max(last, first + 1))
        near = [(abs(t.span.start - span.end), no) for no, (at, t) in enumerate(times)
                if at == line and not is_of_saying(lines[at], t)]  # fmt: skip
        if near:
            table[row, min(near)[1]] += 8
        table[row] += 32 * np.array([t.span == said[row] for _, t in times], np.int64)
    return table


def _kind_of_time(words: TimeWords) -> int:
    if words.month and words.day:
        return 0
    if words.weekday is not None:
        return 1
    if words.unit and not words.month:
        return 2
    return 3 if words.month else 4


def kinds_of_places(
    words: Words, lines: Sequence[Line], tellings: Sequence[tuple[int, int]]
) -> Ints:
    """Of each pair of telling and place: city 0, country 1, demonym 2; 4 more when a word of place
    stands before, 8 more for the one that the grammar would choose.
    """
    places = places_of(lines)
    table = np.zeros((len(tellings), len(places)), np.int64)
    for no, (at, piece) in enumerate(places):
        table[:, no] = _kind_of_place(lines[at], piece)
    for row, (first, last) in enumerate(tellings):
        line = lines[int(words.line[min(first, len(words.line) - 1)])]
        chosen = find_place(line, words.span(first, max(last, first + 1)), is_visit=False)
        for no, (_, piece) in enumerate(places):
            if chosen and piece.span == chosen.span:
                table[row, no] += 8
    return table


def _kind_of_place(line: Line, piece: Piece) -> int:
    kind = 0 if piece.code == CITY else 1 if piece.code == COUNTRY else 2
    before = line.piece_at(piece.span.start) - 1
    while before >= 0 and line.codes[before] in "tM":
        before -= 1
    return kind + 4 * (before >= 0 and line.pieces[before].kind == "place")


def kinds_of_lands(mentions: Sequence[Mention], lands: Sequence[Named]) -> Ints:
    """Of each pair of mention and land: country 0, demonym 1, city 2, body 3; four more where the
    grammar reads it as what the mention serves, eight more for a land of the same line.
    """
    table = np.zeros((len(mentions), len(lands)), np.int64)
    for no, land in enumerate(lands):
        for row, mention in enumerate(mentions):
            table[row, no] = _kind_of_land(mention, land)
    return table


def _kind_of_land(mention: Mention, land: Named) -> int:
    served = mention.party.served
    is_served = served is not None and served.span.overlaps(land.span)
    return _LANDS.index(land.code) + 4 * is_served + 8 * (mention.at == land.at)
