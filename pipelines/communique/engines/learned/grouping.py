"""Which tellings are of one gathering, and which gathering is part of which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from communique.engines.learned.network import Floats
from communique.mentions.gathered import Gathering, Key
from communique.mentions.gatherings import NEST_REACH, Proposal, nesting_cues


def alike(people: Sequence[set[Key]], days: Sequence[date | None], weight: float) -> Floats:
    """What people and days of two tellings add to their being one, (tellings, tellings).

    Up to ``weight`` for the same persons, where there are two or more; as much off for days that
    differ.
    """
    count = len(people)
    found = np.zeros((count, count), np.float32)
    for i in range(count):
        for j in range(count):
            both = people[i] | people[j]
            shared = len(people[i] & people[j]) / len(both) if len(both) > 1 else 0.0
            differ = days[i] is not None and days[j] is not None and days[i] != days[j]
            found[i, j] = weight * (shared - differ)
    return found


def grouped(same: Floats, least: float) -> list[list[int]]:
    """Numbers of tellings of one gathering together: average linkage down to ``least``.

    The likeliest two groups join first; of equals, those told first.
    """
    groups = [[no] for no in range(len(same))]
    mean = np.array(same, np.float64)
    np.fill_diagonal(mean, -np.inf)
    while len(groups) > 1:
        one, other = divmod(int(mean.argmax()), len(groups))
        if mean[one, other] < least:
            break
        one, other = min(one, other), max(one, other)
        sizes = len(groups[one]), len(groups[other])
        joined = (sizes[0] * mean[one] + sizes[1] * mean[other]) / sum(sizes)
        mean[one], mean[:, one] = joined, joined
        mean[one, one] = -np.inf
        mean = np.delete(np.delete(mean, other, 0), other, 1)
        groups[one] = sorted(groups[one] + groups.pop(other))
    return sorted(groups)


def tie(gatherings: Sequence[Gathering]) -> None:
    """Makes a gathering told beside "on the sidelines of" part of the one named behind it."""
    by_line: dict[int, list[tuple[Proposal, Gathering]]] = {}
    for gathering in gatherings:
        for proposal in gathering.proposals:
            by_line.setdefault(proposal.line.no, []).append((proposal, gathering))
    for told in by_line.values():
        line = told[0][0].line
        for cue in nesting_cues().find(line.text, line.span):
            after = [p for p in told if 0 <= p[0].span.start - cue.span.end <= NEST_REACH]
            if after:
                _tie_to(min(after, key=lambda p: p[0].span)[1], [g for _, g in told])


def _tie_to(outer: Gathering, others: Sequence[Gathering]) -> None:
    for inner in others:
        if inner is not outer and outer.part_of is not inner:
            inner.part_of = outer
