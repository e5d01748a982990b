"""From the network's numbers for words to spans: names, and the tellings of gatherings.

Which tellings are of one gathering, and who belongs to it, is ``assembly``'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from communique.engines.learned.candidates import Seen
from communique.engines.learned.network import Floats, States, softmax
from communique.engines.learned.words import FEATURES, Words
from communique.lexicon.load import entries
from communique.mentions.people import PartyKind

TAGS: tuple[PartyKind, ...] = ("person", "delegation", "organization")
"""Kinds in the order of the tags: outside first, then "first word" and "further word" of each."""
_NONE = -1
_GAP = 2
_SMALL = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A range of words that tells of a gathering, end-exclusive, with its likelihood; ``spoken`` is
    the type of gathering that somebody is said there to have spoken before, or "".
    """

    first: int
    last: int
    odds: float
    spoken: str = ""


def find_tellings(words: Words, states: States, least: float) -> list[Telling]:
    """Runs of words of telling inside one line, each at least ``least`` likely somewhere."""
    shares = softmax(states.triggers)
    inside = shares[:, 1] + shares[:, 2]
    found: list[Telling] = []
    for first, last in words.bounds:
        found += _runs(inside[first:last], shares[first:last, 1], first, least)
    return [telling for telling in found if _tells(words, telling)]


def _tells(words: Words, telling: Telling) -> bool:
    """Whether there is more to it than names: a word of gathering, or one in small letters."""
    at = range(telling.first, telling.last)
    trigger = FEATURES.index("trigger")
    return any(words.features[no, trigger] for no in at) or any(
        words.texts[no].islower()
        and len(words.texts[no]) > _SMALL
        and words.texts[no] not in _function_words()
        for no in at
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(
        row["surface"] for row in entries("function_words") if "en" in row["languages"].split()
    )


def _runs(inside: Floats, begins: Floats, offset: int, least: float) -> list[Telling]:
    marked = np.flatnonzero(inside >= least / 2)
    runs: list[list[int]] = []
    for at in marked.tolist():
        is_new = not runs or at - runs[-1][-1] > _GAP or begins[at] > 0.5
        if is_new:
            runs.append([at])
        else:
            runs[-1].append(at)
    tellings = [
        Telling(offset + run[0], offset + run[-1] + 1, float(inside[run].max())) for run in runs
    ]
    return [t for t in tellings if t.odds >= least]


def find_names(words: Words, states: States, least: float) -> list[Seen]:
    """Names of participants that the network reads, in text order."""
    shares = softmax(states.tags)
    begins, goes_on = shares[:, 1::2], shares[:, 2::2]  # a column each for a kind
    sums = begins + goes_on
    kinds = np.where(sums.max(1) >= least, sums.argmax(1), _NONE).tolist()
    is_further = (goes_on >= 0.5).tolist()
    found: list[Seen] = []
    for first, last in words.bounds:
        at = first
        while at < last:
            kind = kinds[at]
            if kind == _NONE:
                at += 1
                continue
            end = at + 1
            while end < last and is_further[end][kind]:
                end += 1
            is_named = any(not text.islower() and text.isalpha() for text in words.texts[at:end])
            if is_named:  # "allies" and "officials" name nobody
                found.append(Seen(TAGS[kind], words.span(at, end)))
            at = end
    return found
