"""What the rules' own reading adds to the network's numbers: a second opinion, weighed not obeyed.

The rules are precise in lists, remarks of attendance and explicit capacities, and in telling that
two sentences are of one gathering; where they agree with the network it grows surer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from communique.engines.describing import Description, describe
from communique.engines.learned.candidates import Mention
from communique.engines.learned.network import Floats
from communique.engines.learned.numbers import Numbers
from communique.engines.learned.tellings import Telling
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.words import Words
from communique.mentions.dates import Anchor
from communique.mentions.gathered import STRENGTH, Gathering, Key
from communique.mentions.lines import Line
from communique.mentions.persons import Person
from communique.mentions.proposals import Part
from communique.spans import Span

_REACH = 60
_LIST = 3
_TELLING = ("speaker", "chair", "host", "absent")
Opinion = Gathering | None


def opinions(
    tellings: Sequence[Telling], words: Words, gatherings: Sequence[Gathering]
) -> list[Opinion]:
    """For each telling the gathering that the rules read there: the nearest in its line."""
    found: list[Opinion] = []
    for telling in tellings:
        span = words.span(telling.first, telling.last)
        near = [
            (gap, no)
            for no, gathering in enumerate(gatherings)
            for proposal in gathering.proposals
            if proposal.line.span.overlaps(span)
            and (gap := _gap(proposal.span, span)) <= (0 if proposal.is_spoken else _REACH)
            and (proposal.is_spoken or not telling.spoken)
        ]
        found.append(gatherings[min(near)[1]] if near else None)
    return found


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _listed(gathering: Gathering) -> frozenset[Key]:
    """The participants that one sentence lists with several others: there the grammar is surest."""
    told = [(key, part.line_no) for key, a in gathering.attendances.items() for part in a.parts]
    counts = Counter(line for _, line in dict.fromkeys(told))
    return frozenset(key for key, line in told if counts[line] >= _LIST)


def described(
    opinions: Sequence[Opinion], lines: Sequence[Line], anchor: Anchor
) -> dict[int, Description]:
    """How the rules describe each gathering that they read, by its ``id``; once where many tellings
    are of it.
    """
    known = {id(opinion): opinion for opinion in opinions if opinion}
    return {key: describe(o, lines, 0, anchor.written_on) for key, o in known.items()}


def said_days(
    opinions: Sequence[Opinion], descriptions: Mapping[int, Description]
) -> list[Span | None]:
    """The words of the day that the rules choose for each thing that they read."""
    told = (descriptions.get(id(opinion)) for opinion in opinions)
    return [d.day.words.span if d and d.day else None for d in told]


def said_part(opinions: Sequence[Opinion], key: Key) -> Part | None:
    """The part of a participant whose capacity words of its own say ("chaired by", "received"), by
    the rules: the most telling one, with those words where they are known.
    """
    told = [
        part
        for opinion in opinions
        if opinion and key in opinion.attendances
        for part in opinion.attendances[key].parts
        if part.cue or part.participation in _TELLING
    ]
    return max(_without_doubtful(told), key=_telling, default=None)


def _telling(part: Part) -> tuple[int, bool]:
    return STRENGTH.index(part.participation), part.cue is not None


def _without_doubtful(told: list[Part]) -> list[Part]:
    """Of one who is told as host and as received by others, what is told by name: a pronoun or an
    office alone ("as he received the minister") is easily another's.
    """
    capacities = {part.participation for part in told if part.cue}
    named = [part for part in told if part.party.kind == "person"]
    return named if named and {"host", "attendee"} <= capacities else told


def is_said_at_home(opinions: Sequence[Opinion], key: Key) -> bool:
    """Whether the rules read the participant as one whom others met, or who received them."""
    return any(
        part.is_at_home
        for opinion in opinions
        if opinion and key in opinion.attendances
        for part in opinion.attendances[key].parts
    )


def said_principal(opinions: Sequence[Opinion], key: Key) -> Person | None:
    """Whom the participant stands in for, by the rules."""
    told = [o.attendances[key] for o in opinions if o and key in o.attendances]
    return next((a.stands_in_for for a in told if a.stands_in_for), None)


def agreed(opinions: Sequence[Opinion], weight: float) -> Floats:
    """``weight`` for each two tellings that the rules take for one gathering."""
    return np.array(
        [[weight * (a is not None and a is b) for b in opinions] for a in opinions], np.float32
    ).reshape(len(opinions), len(opinions))


def seconded(
    numbers: Numbers, opinions: Sequence[Opinion], mentions: Sequence[Mention],
    capacities: Sequence[str], limits: Thresholds,
) -> Numbers:  # fmt: skip
    """The numbers with the odds of taking part raised where the rules agree, and those of the
    capacity that they read.
    """
    parts = numbers.parts.copy()
    known = {id(opinion): opinion for opinion in opinions if opinion}
    listed = {key: _listed(opinion) for key, opinion in known.items()}
    said = {
        key: {k: capacities.index(a.participation) for k, a in opinion.attendances.items()}
        for key, opinion in known.items()
    }
    for row, opinion in enumerate(opinions):
        for no, mention in enumerate(mentions):
            capacity = said.get(id(opinion), {}).get(mention.key)
            if capacity is not None:
                is_listed = mention.key in listed[id(opinion)]
                raised = parts[row, no]
                raised[1:] *= np.exp(limits.listed if is_listed else limits.second)
                raised[capacity] *= np.exp(limits.capacity)
                parts[row, no] = raised / raised.sum()
    return replace(numbers, parts=parts)


def tie_as_said(gatherings: Sequence[Gathering], opined: Sequence[Sequence[Opinion]]) -> None:
    """Makes a gathering part of another where the rules read it so and nothing else is known."""
    for inner, own in zip(gatherings, opined, strict=True):
        outer_ones = (o.part_of for o in own if o and o.part_of)
        wanted = next((w for w in outer_ones if not any(w is o for o in own)), None)
        if wanted is None or inner.part_of:
            continue
        others = [
            (
                any(o is wanted for o in said),
                len(set(outer.attendances) & set(wanted.attendances)),
                no,
            )
            for no, (outer, said) in enumerate(zip(gatherings, opined, strict=True))
            if not _leads_to(outer, inner)
        ]
        is_known, common, no = max(others, default=(False, 0, 0))
        if is_known or common:
            inner.part_of = gatherings[no]


def _leads_to(gathering: Gathering, part: Gathering) -> bool:
    """Whether a gathering is the other, or part of what is part of it."""
    at: Gathering | None = gathering
    while at is not None and at is not part:
        at = at.part_of
    return at is part
