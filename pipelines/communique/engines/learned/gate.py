"""The gate before the network: how likely a sentence is to tell of a gathering, cheaply.

What the grammar sees in a sentence (its triggers, parties, offices and the order of its pieces),
hashed into one table of weights (a logistic regression). Most articles tell of no gathering; those
go no further. What passes is read by the network, which decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from communique.engines.learned.network import GATE, WEIGHTS, Floats
from communique.engines.learned.words import Ints
from communique.mentions.lines import Line
from communique.mentions.triggers import find_triggers, read_status

BUCKETS = 1 << 14
_AROUND = 5
_BESIDE = 2


def buckets(line: Line) -> Ints:
    """The table's rows for what the grammar sees in a sentence, each once."""
    return np.unique([crc32(sign.encode()) % BUCKETS for sign in _signs(line)]).astype(np.int64)


def _signs(line: Line) -> Iterator[str]:
    yield f"role {line.role}"
    codes = f"^{line.codes}$"
    for party in line.parties:
        yield f"party {party.kind}"
        yield f"office {party.kind} {party.role_kind}"
    kinds = [party.kind for party in line.parties]
    yield f"persons {min(kinds.count('person'), 3)}"
    yield f"sides {min(len(kinds) - kinds.count('person'), 3)}"
    for trigger in find_triggers(line.text, line.span):
        at = 1 + line.piece_at(trigger.span.start)
        end = 1 + line.piece_at(trigger.span.end - 1)
        yield f"trigger {trigger.surface.casefold()}"
        yield f"frame {trigger.frame} {trigger.tense} {trigger.event_type}"
        yield f"status {trigger.frame} {read_status(line.text, line.span, trigger)}"
        yield f"before {trigger.frame} {codes[max(0, at - _BESIDE) : at]}"
        yield f"after {trigger.frame} {codes[end + 1 : end + 1 + _BESIDE]}"
        for code in set(codes[end + 1 :]):
            yield f"later {trigger.frame} {code}"
    for code in set(codes):
        yield f"code {code}"
    for pair in pairwise(codes):
        yield f"pair {pair[0]}{pair[1]}"
    for word in line.span.cut(line.text).casefold().split():
        yield f"word {word.strip('.,;:()')}"


@cache
def _weights(folder: Path) -> tuple[Floats, float]:
    with np.load(folder / GATE, allow_pickle=False) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def odds(lines: Sequence[Line], folder: Path = WEIGHTS) -> Floats:
    """The logarithm of the odds that each sentence tells of a gathering."""
    weights, bias = _weights(folder)
    return np.array([scored(buckets(line), weights) + bias for line in lines], np.float32)


def scored(rows: Ints, weights: Floats) -> float:
    """The sum of the weights over the root of their number, so that long sentences gain nothing."""
    return float(weights[rows].sum() / max(1.0, len(rows)) ** 0.5)


def around(passed: Sequence[bool]) -> list[int]:
    """The sentences that pass with their neighbours, and the first two: headline and lead."""
    near = {at + step for at, is_in in enumerate(passed) if is_in
            for step in range(-_AROUND, _AROUND + 1)}  # fmt: skip
    return [at for at in range(len(passed)) if at in near or at < 2]
