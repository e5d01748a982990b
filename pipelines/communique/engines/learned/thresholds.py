"""How likely something must be to be told; chosen on validation articles, stored in the card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Least odds at the gate (a logarithm), and least likelihoods of what the names say.

    ``same`` is that two tellings are of one gathering, to which shared people add up to ``alike``
    and differing days take as much; ``person`` and ``side`` are of taking part, ``land`` of a
    person's country. ``joint`` weighs participants against the words of status.
    """

    gate: float = -3.0
    telling: float = 0.5
    name: float = 0.5
    same: float = 0.5
    alike: float = 0.3
    person: float = 0.5
    side: float = 0.5
    time: float = 0.4
    place: float = 0.4
    joint: float = 0.5
    land: float = 0.5
    main: float = 0.5

    def part(self, kind: str) -> float:
        """The least likelihood of taking part for a party of ``kind``."""
        return self.person if kind in ("person", "pronoun", "office") else self.side

    @staticmethod
    def read(told: Mapping[str, Any]) -> Thresholds:
        """From a mapping, as the card stores them."""
        return Thresholds(**{f.name: float(told[f.name]) for f in fields(Thresholds)
                             if f.name in told})  # fmt: skip
