"""Trains a network of one hidden layer by gradient descent (Adam); numpy alone, seeded.

Knows numbers and labels only; where they come from is ``labelled_pages``'.
Adam: Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from communique.page.body_model import Network
from communique.page.line_shape import Floats

_HIDDEN = 32
_ROUNDS = 15
_BATCH = 256
_RATE = 2e-3
_DECAY = 1e-4
_DROPPED_IN, _DROPPED_HIDDEN = 0.1, 0.2
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
_SMALLEST_SPREAD = 1e-3


def train(
    names: tuple[str, ...], shapes: Floats, labels: Floats, weights: Floats, seeds: Sequence[int]
) -> Network:
    """One network for each seed, set side by side as one that gives the mean of their log odds."""
    mean = shapes.mean(axis=0)
    scale = 1 / (shapes.std(axis=0) + np.float32(_SMALLEST_SPREAD))
    blank = np.zeros((shapes.shape[1], 0), np.float32)
    frame = Network(names, mean, scale, blank, blank[0], blank[0], 0.0)
    scaled = frame.scaled(shapes)
    made = [_Descent(scaled.shape[1], seed).run(scaled, labels, weights) for seed in seeds]
    return Network(
        names=names,
        mean=mean,
        scale=scale,
        weights=np.concatenate([one.into for one in made], axis=1),
        bias=np.concatenate([one.bias for one in made]),
        out=(np.concatenate([one.out[:, 0] for one in made]) / len(made)).astype(np.float32),
        out_bias=float(np.mean([one.out_bias[0] for one in made])),
    )


@dataclass
class _Moments:
    first: Floats
    second: Floats


class _Descent:
    """One network and the state of its descent."""

    def __init__(self, count: int, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.into = self._normal((count, _HIDDEN))
        self.bias = np.zeros(_HIDDEN, np.float32)
        self.out = self._normal((_HIDDEN, 1))
        self.out_bias = np.zeros(1, np.float32)
        parts = self._parts()
        self._moments = [_Moments(np.zeros_like(p), np.zeros_like(p)) for p in parts]
        self._step = 0

    def _normal(self, shape: tuple[int, int]) -> Floats:
        drawn = self._random.standard_normal(shape, dtype=np.float32)
        return drawn * np.float32(sqrt(2 / shape[0]))

    def _parts(self) -> list[Floats]:
        return [self.into, self.bias, self.out, self.out_bias]

    def run(self, shapes: Floats, labels: Floats, weights: Floats) -> _Descent:
        """Goes over all lines several times, in an order of its own each time."""
        batches = len(shapes) // _BATCH
        for _ in range(_ROUNDS):
            order = self._random.permutation(len(shapes))
            for batch in range(batches):
                chosen = order[batch * _BATCH : (batch + 1) * _BATCH]
                gradients = self._gradients(shapes[chosen], labels[chosen], weights[chosen])
                self._descend(gradients, left=1 - self._step / (_ROUNDS * batches + 1))
        return self

    def _mask(self, shape: tuple[int, ...], dropped: float) -> Floats:
        kept = self._random.random(shape, dtype=np.float32) > dropped
        return (kept / (1 - dropped)).astype(np.float32)

    def _gradients(self, shapes: Floats, labels: Floats, weights: Floats) -> list[Floats]:
        seen = shapes * self._mask(shapes.shape, _DROPPED_IN)
        raw = np.maximum(seen @ self.into + self.bias, 0)
        mask = self._mask(raw.shape, _DROPPED_HIDDEN)
        hidden = raw * mask
        odds = (hidden @ self.out + self.out_bias)[:, 0]
        error = ((1 / (1 + np.exp(-odds)) - labels) * weights / len(labels))[:, None]
        back = (error @ self.out.T) * (raw > 0) * mask
        return [
            seen.T @ back + _DECAY * self.into,
            back.sum(axis=0),
            hidden.T @ error + _DECAY * self.out,
            error.sum(axis=0),
        ]

    def _descend(self, gradients: list[Floats], left: float) -> None:
        self._step += 1
        for part, moments, gradient in zip(self._parts(), self._moments, gradients, strict=True):
            moments.first += (1 - _FIRST) * (gradient - moments.first)
            moments.second += (1 - _SECOND) * (gradient * gradient - moments.second)
            first = moments.first / (1 - _FIRST**self._step)
            second = moments.second / (1 - _SECOND**self._step)
            part -= np.float32(_RATE * left) * first / (np.sqrt(second) + np.float32(_TINY))
