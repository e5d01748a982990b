"""Counting: hits out of cases, and things found, too many and missed.

What is counted lies elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.scoring.cases import Case

Measure = Mapping[str, float | int | None]
"""One measure's figures: ``value`` first, then ``precision``, ``recall``, ``tp``, ``fp``, ``fn``
for an F1, or ``hits`` and ``of`` for a share. Ratios are rounded to four places."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a scoring found: each measure by name, in a fixed order, and each error in words.

    ``cases`` are the single findings, article by article.
    """

    measures: Mapping[str, Measure]
    errors: tuple[str, ...]
    cases: tuple[Case, ...] = ()


def harmonic(precision: float, recall: float) -> float:
    """The F1 of the two; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_measure(precision: float, recall: float, **counts: int) -> Measure:
    """An F1 with its parts, rounded, and the counts it rests on."""
    return {
        "value": round(harmonic(precision, recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        **counts,
    }


@dataclass(slots=True)
class _Found:
    right: int = 0
    extra: int = 0
    missed: int = 0

    def measure(self) -> Measure:
        found, wanted = self.right + self.extra, self.right + self.missed
        precision = self.right / found if found else 0.0
        recall = self.right / wanted if wanted else 0.0
        return f1_measure(precision, recall, tp=self.right, fp=self.extra, fn=self.missed)


@dataclass(slots=True)
class _Cases:
    hits: int = 0
    of: int = 0

    def measure(self) -> Measure:
        share = round(self.hits / self.of, 4) if self.of else None
        return {"value": share, "hits": self.hits, "of": self.of}


@dataclass(slots=True)
class Tally:
    """A running count of measures by name; names keep the order of their first use."""

    _found: dict[str, _Found] = field(default_factory=dict)
    _cases: dict[str, _Cases] = field(default_factory=dict)
    _errors: list[str] = field(default_factory=list)

    def case(self, name: str, is_hit: bool, note: str = "") -> None:
        """One case that is right or wrong; ``note`` tells of a wrong one."""
        cases = self._cases.setdefault(name, _Cases())
        cases.hits += is_hit
        cases.of += 1
        if note and not is_hit:
            self._errors.append(f"{name}: {note}")

    def found(
        self, name: str, *, right: int = 0, extra: int = 0, missed: int = 0, note: str = ""
    ) -> None:
        """Things found rightly, found too many and missed; ``note`` tells of the latter two."""
        found = self._found.setdefault(name, _Found())
        found.right += right
        found.extra += extra
        found.missed += missed
        if note and (extra or missed):
            self._errors.append(f"{name}: {note}")

    def scorecard(self, more: Mapping[str, Measure], cases: Sequence[Case] = ()) -> Scorecard:
        """All measures (those of found things, of cases, then ``more``), all errors and cases."""
        measures = {name: found.measure() for name, found in self._found.items()}
        measures |= {name: cases.measure() for name, cases in self._cases.items()}
        return Scorecard(measures | dict(more), tuple(self._errors), tuple(cases))
