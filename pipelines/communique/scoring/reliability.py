"""Whether confidences mean something: how often rows of a confidence are right.

Method: expected calibration error over bins of equal width (Naeini, Cooper and Hauskrecht, 2015).
A gathering is right when it answers a label, a participant when it answers one in the gathering
that it is told of; their fields do not matter here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.scoring.cases import Case

BINS = 10
CUT = 0.8
"""Where an analyst who wants few false rows cuts."""
_EVENTS = ("events_main", "events_background")
_PARTICIPANTS = ("attendees",)


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose confidence is at least ``low`` and below ``high`` (1 is in the last bin)."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins with rows, the expected calibration error, and what a cut at ``CUT`` gives.

    ``kept`` is the share of rows at or above the cut, ``kept_right`` how many of those are right,
    ``kept_recall`` the share of all labelled things that are among them. All are None without rows
    or labels to share.
    """

    bins: tuple[Bin, ...]
    error: float | None
    kept: float | None
    kept_right: float | None
    kept_recall: float | None


def reliability(cases: Sequence[Case]) -> dict[str, Reliability]:
    """The reliability of gatherings ("events") and participants ("participants")."""
    return {
        "events": _reliability([c for c in cases if c.field in _EVENTS]),
        "participants": _reliability([c for c in cases if c.field in _PARTICIPANTS]),
    }


def _reliability(cases: Sequence[Case]) -> Reliability:
    rows = [(case.confidence, case.is_right) for case in cases if case.confidence is not None]
    bins = tuple(_bins(rows))
    kept = [is_right for confidence, is_right in rows if confidence >= CUT]
    error = sum(b.count * abs(b.confidence - b.right) for b in bins)
    return Reliability(
        bins=bins,
        error=_share(error, len(rows)),
        kept=_share(len(kept), len(rows)),
        kept_right=_share(sum(kept), len(kept)),
        kept_recall=_share(sum(kept), sum(case.wanted is not None for case in cases)),
    )


def _bins(rows: Iterable[tuple[float, bool]]) -> Iterable[Bin]:
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in rows:
        by_bin.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, is_right))
    for number, held in sorted(by_bin.items()):
        yield Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            count=len(held),
            confidence=sum(confidence for confidence, _ in held) / len(held),
            right=sum(is_right for _, is_right in held) / len(held),
        )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
