"""How likely something must be to be told: the limits' names, and where a search for them begins.

Those that reading uses are chosen on validation articles and stand in the card of the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Least odds at the gate (a logarithm) of a sentence and of the likeliest sentence of an
    ``article``, and least likelihoods of what the names say.

    ``same`` is that two tellings are of one gathering, to which shared people add up to ``alike``
    and differing days take as much; ``person`` and ``side`` (``untitled``
    for a name without office or side; ``body`` for a body, where that is more) are of taking part,
    ``again`` of taking part in one more gathering than the surest, told in other sentences;
    ``land`` of the country chosen for a person whose own words say none. ``joint`` weighs
    participants against the words of status.

    ``bare`` is of a telling in a sentence without a word of gathering, ``told`` of a
    gathering with its participants.

    That somebody spoke where he is said to have told a gathering something is ``spoken`` likely, or
    more.

    Where the rules read the same, a telling need only be ``seconded`` likely, two tellings gain
    ``agreed`` towards being one, the share of their type ``typed``, and the logarithms of the odds
    gain: those of a part ``second`` (``listed`` in lists), of its capacity ``capacity``, of the
    status ``stated``, of a time ``timed``, of a place ``placed``. The day and place of the rules
    stand in for the network's where it finds them ``believed`` likely.

    A place that no word says to be one must be ``stray`` likely.

    A gathering is ``main`` from there on; the likeliest of an article already from ``foremost``,
    one long past only from ``past``.
    """

    gate: float = -3.3
    article: float = -0.75
    telling: float = 0.33
    seconded: float = 0.15
    bare: float = 0.5
    told: float = 0.4
    spoken: float = 0.8
    name: float = 0.5
    same: float = 0.45
    alike: float = 0.25
    agreed: float = 0.25
    second: float = 0.5
    listed: float = 2.5
    capacity: float = 1.5
    typed: float = 0.2
    stated: float = 1.0
    timed: float = 0.5
    placed: float = 1.5
    person: float = 0.5
    side: float = 0.65
    body: float = 0.0
    untitled: float = 0.75
    again: float = 0.0
    time: float = 0.4
    place: float = 0.7
    stray: float = 0.6
    believed: float = 0.0
    joint: float = 2.0
    land: float = 0.5
    main: float = 0.39
    foremost: float = 0.35
    past: float = 0.8

    def part(self, kind: str) -> float:
        """The least likelihood of taking part for a party of ``kind``."""
        if kind in ("person", "pronoun", "office"):
            return self.person
        return max(self.side, self.body) if kind == "organization" else self.side

    @staticmethod
    def read(told: Mapping[str, Any]) -> Thresholds:
        """From a mapping, as the card stores them."""
        return Thresholds(**{f.name: float(told[f.name]) for f in fields(Thresholds)
                             if f.name in told})  # fmt: skip
