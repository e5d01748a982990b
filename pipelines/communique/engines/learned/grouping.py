"""Which tellings are of one gathering, and which gathering is part of which."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from communique.engines.learned.network import Floats
from communique.mentions.dates import Resolved
from communique.mentions.gathered import Gathering, Key
from communique.mentions.gatherings import nest_reach, nesting_cues
from communique.mentions.lines import Line
from communique.mentions.proposals import Proposal
from communique.mentions.triggers import find_triggers
from communique.spans import Span

_MANY = 3
_FEW = 2
"""A few of many are no more than one in so many."""


def alike(people: Sequence[set[Key]], times: Sequence[Resolved | None], weight: float) -> Floats:
    """What people and times of two tellings add to their being one, (tellings, tellings).

    Up to ``weight`` for the same people, where there are two or more; up to as much off for times
    that are apart.
    """
    count = len(people)
    found = np.zeros((count, count), np.float32)
    for i in range(count):
        for j in range(count):
            shared = _shared(people[i], people[j])
            found[i, j] = weight * (shared - _apartness(times[i], times[j]))
    return found


def _apartness(one: Resolved | None, other: Resolved | None) -> float:
    """1 where the two times have no day in common, a half where one is a day and the other its
    month or year: an article that knows the day of a gathering seldom tells its month alone.
    """
    if one is None or other is None:
        return 0.0
    if one.start > other.last or other.start > one.last:
        return 1.0
    return 0.0 if one.precision == other.precision else 0.5


def _shared(one: set[Key], other: set[Key]) -> float:
    """The share of people in common; of the shorter list where three or more are in both."""
    common = len(one & other)
    if common >= _MANY:
        return common / min(len(one), len(other))
    return common / len(one | other) if len(one | other) > 1 else 0.0


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


def absorbed(
    groups: Sequence[list[int]], people: Sequence[set[Key]], times: Sequence[Resolved | None],
    bare: Collection[int] = (),
) -> list[list[int]]:  # fmt: skip
    """The groups, without those that tell of another again: with its people alone, and undated; or
    of its day where they are a few of many and have no word of gathering (``bare`` tellings).
    """
    own = [set().union(*(people[no] for no in group)) for group in groups]
    days = [{(t.start, t.last) for no in group if (t := times[no])} for group in groups]
    found = [list(group) for group in groups]
    for at, group in enumerate(groups):
        is_bare = all(no in bare for no in group)
        fuller = [i for i, other in enumerate(own) if i != at and own[at] < other and found[i]]
        if days[at]:
            most = len(own[at]) * _FEW
            fuller = [i for i in fuller if is_bare and days[at] <= days[i] and len(own[i]) >= most]
        if len(own[at]) >= _MANY and fuller:
            outer = max(fuller, key=lambda i: (len(own[i]), -i))
            found[outer] = sorted(found[outer] + group)
            found[at] = []
    return [group for group in found if group]


def is_bare(line: Line, telling: Span) -> bool:
    """Whether words of telling hold no word of gathering but a verb that needs one: "gave
    presentations".
    """
    near = (t for t in find_triggers(line.text, line.span) if t.span.overlaps(telling))
    return all(trigger.frame == "hold" for trigger in near)


def tie(gatherings: Sequence[Gathering]) -> None:
    """Makes a gathering told beside "on the sidelines of" part of the one named behind it."""
    by_line: dict[int, list[tuple[Proposal, Gathering]]] = {}
    for gathering in gatherings:
        for proposal in gathering.proposals:
            by_line.setdefault(proposal.line.no, []).append((proposal, gathering))
    for told in by_line.values():
        line = told[0][0].line
        for cue in nesting_cues().find(line.text, line.span):
            after = [
                (max(p.span.start, cue.span.end), no)
                for no, (p, _) in enumerate(told)
                if p.span.overlaps(cue.span) or 0 <= p.span.start - cue.span.end <= nest_reach(cue)
            ]
            if after:
                _tie_to(told[min(after)[1]][1], [g for _, g in told])


def _tie_to(outer: Gathering, others: Sequence[Gathering]) -> None:
    for inner in others:
        if inner is not outer and outer.part_of is not inner:
            inner.part_of = outer
