"""From the network's likelihoods to confidences that hold: of rows at 0.8, four in five are right.

The scale is Platt's (1999): a logistic curve over the logarithm of the odds, two numbers for
gatherings and two for participants, fitted on validation articles by
``communique.training.gatherings.calibrate`` and stored in the card of the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Scale:
    """A curve from likelihood to confidence; slope 1 and shift 0 leave a likelihood as it is."""

    slope: float = 1.0
    shift: float = 0.0

    def confidence(self, likelihood: float) -> float:
        """The confidence of a likelihood, from 0.01 to 0.99, to two places."""
        found = 1 / (1 + math.exp(-(self.slope * logit(likelihood) + self.shift)))
        return round(min(max(found, 0.01), 0.99), 2)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scales of gatherings and of participants."""

    gathering: Scale = Scale()
    participant: Scale = Scale()

    @staticmethod
    def read(card: Mapping[str, Any]) -> Calibration:
        """As the card stores them; without any, likelihoods stay as they are."""
        told = card.get("calibration", {})
        return Calibration(Scale(*told.get("gathering", ())), Scale(*told.get("participant", ())))


def of_gathering(tellings: Sequence[float], parts: Sequence[float]) -> float:
    """The likelihood of a gathering: its best telling, and its second participant's part.

    One alone meets with nobody, so a gathering is as sure as the second of those who gather.
    """
    second = sorted(parts, reverse=True)[1] if len(parts) > 1 else 0.5
    return math.sqrt(max(tellings) * second)


def of_participant(part: float, gathering: float) -> float:
    """The likelihood that somebody took part in a gathering that there was."""
    return part * math.sqrt(gathering)


def logit(likelihood: float) -> float:
    """The logarithm of the odds, kept from infinity."""
    kept = min(max(likelihood, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
