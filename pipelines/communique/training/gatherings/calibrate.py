r"""Fits the scales of confidence on labelled articles.

    python -m communique.training.gatherings.calibrate --articles FOLDER [--articles FOLDER] \
        --weights FOLDER

Writes them into the card of the weights. The articles must not be those of the training.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from communique.engines.learned.calibration import logit
from communique.engines.learned.engine import LearnedEngine
from communique.engines.learned.network import CARD
from communique.parse import parse_bytes
from communique.scoring import load_gold
from communique.scoring.gold import GoldArticle
from communique.scoring.pairing import is_same_participant, pair, pair_events
from communique.scoring.reading import Told

_STEPS = 100
_LONGEST_STEP = 0.3
_PRIOR = 1.0
_WHEN = datetime(2026, 11, 1, tzinfo=UTC)
Case = tuple[float, bool]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, and write the card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, action="append", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args(arguments)
    path = options.weights / CARD
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    card.pop("calibration", None)
    _write(path, card)
    gatherings, participants = cases(options.articles, options.weights)
    card["calibration"] = {"gathering": fitted(gatherings), "participant": fitted(participants)}
    _write(path, card)
    for name, scale in card["calibration"].items():
        sys.stdout.write(f"{name}: slope {scale[0]}, shift {scale[1]}\n")


def cases(folders: Sequence[Path], weights: Path) -> tuple[list[Case], list[Case]]:
    """Each gathering and each participant told: its likelihood, and whether it is right."""
    engine = LearnedEngine(weights)
    gatherings: list[Case] = []
    participants: list[Case] = []
    for folder in folders:
        for gold in load_gold(folder):
            found = told_of(gold, engine)
            pairs = pair_events(gold.events, found)
            label_of = {id(told): label for label, told in pairs.matched}
            for told in found:
                label = label_of.get(id(told))
                gatherings.append((told.row["confidence"], label is not None))
                right = (
                    pair(label.attendees, told.attendees, is_same_participant).matched
                    if label
                    else ()
                )
                known = {id(row) for _, row in right}
                participants += [(a["confidence"], id(a) in known) for a in told.attendees]
    return gatherings, participants


def told_of(gold: GoldArticle, engine: LearnedEngine) -> list[Told]:
    """The gatherings that the engine reads in a labelled article, with their participants."""
    parsed = parse_bytes(gold.text.encode(), f"{gold.gold_id}.txt", _WHEN, engine)
    people = [asdict(row) for row in parsed.attendee_mentions]
    return [
        Told(
            asdict(row),
            tuple(p for p in people if p["event_mention_id"] == row.event_mention_id),
        )
        for row in parsed.event_mentions
    ]


def fitted(found: Sequence[Case]) -> list[float]:
    """Slope and shift of the logistic curve that fits the cases best (Newton's steps).

    A weak prior holds the slope near 1 and the shift near 0 where there are few cases.
    """
    slope, shift = 1.0, 0.0
    signs = [logit(likelihood) for likelihood, _ in found]
    for _ in range(_STEPS):
        g0, g1 = -_PRIOR * shift, -_PRIOR * (slope - 1)
        h00, h01, h11 = _PRIOR, 0.0, _PRIOR
        for sign, (_, is_right) in zip(signs, found, strict=True):
            share = 0.5 * (1 + math.tanh((slope * sign + shift) / 2))
            g0, g1 = g0 + is_right - share, g1 + (is_right - share) * sign
            weight = share * (1 - share)
            h00, h01, h11 = h00 + weight, h01 + weight * sign, h11 + weight * sign * sign
        spread = h00 * h11 - h01 * h01
        shift += _bounded((h11 * g0 - h01 * g1) / spread)
        slope += _bounded((h00 * g1 - h01 * g0) / spread)
    return [round(slope, 4), round(shift, 4)]


def _bounded(step: float) -> float:
    """A step that does not overshoot where the curve is flat."""
    return max(-_LONGEST_STEP, min(_LONGEST_STEP, step))


def _write(path: Path, card: dict[str, Any]) -> None:
    path.write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
