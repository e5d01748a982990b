"""What a new judgement doubles or contradicts among those before it; nothing is read or written.

Sameness carries on: who is judged the same as one is the same as all who are judged the same as
that one. So a contradiction may lie between rows that share no id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.store.judgements import Pair, Value


@dataclass(frozen=True, slots=True)
class Objections:
    """Rows that say the same already, and rows that cannot stand beside the new one."""

    doubled: tuple[Pair | Value, ...] = ()
    contrary: tuple[Pair | Value, ...] = ()


def to_pair(new: Pair, before: Sequence[Pair]) -> Objections:
    """What of ``before`` the pair doubles or contradicts."""
    here = [pair for pair in before if pair.ends == new.ends]
    doubled = tuple(pair for pair in here if pair.judgement == new.judgement)
    contrary = [pair for pair in here if pair.judgement != new.judgement]
    rest = [pair for pair in before if pair.ends != new.ends]
    if new.judgement == "positive":
        contrary += _parted(new, rest)
    elif new.judgement == "negative":
        contrary += _chain(new, rest)
    return Objections(doubled, tuple(contrary))


def to_value(new: Value, before: Sequence[Value]) -> Objections:
    """What of ``before`` the value doubles or contradicts."""
    here = [value for value in before if value.about == new.about]
    return Objections(
        tuple(value for value in here if value.value == new.value),
        tuple(value for value in here if value.value != new.value),
    )


def _parted(new: Pair, before: Sequence[Pair]) -> list[Pair]:
    """The negative judgements within what the new one would make one thing."""
    ties = [pair for pair in before if pair.judgement == "positive"]
    whole = set(_reached(new.left_id, [*ties, new]))
    return [p for p in before if p.judgement == "negative" and p.ends <= whole]


def _chain(new: Pair, before: Sequence[Pair]) -> list[Pair]:
    """The positive judgements that lead from one end of the new one to the other."""
    ties = [pair for pair in before if pair.judgement == "positive"]
    way = _reached(new.left_id, ties)
    chain, here = [], new.right_id
    while here in way and (tie := way[here]) is not None:
        chain.append(tie)
        (here,) = tie.ends - {here}
    return chain


def _reached(start: str, ties: Sequence[Pair]) -> dict[str, Pair | None]:
    """Each id that ties lead to from ``start``, with the tie that led there."""
    way: dict[str, Pair | None] = {start: None}
    queue = [start]
    for here in queue:
        for tie in ties:
            for there in sorted(tie.ends - {here}) if here in tie.ends else ():
                if there not in way:
                    way[there] = tie
                    queue.append(there)
    return way
