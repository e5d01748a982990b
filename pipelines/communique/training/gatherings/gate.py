"""Trains the gate on sentences of labelled articles: those that hold a telling, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from communique.engines.learned.gate import BUCKETS, buckets, scored
from communique.engines.learned.network import GATE, Floats
from communique.mentions.lines import Line
from communique.mentions.triggers import find_triggers
from communique.training.gatherings.examples import Example

_EPOCHS, _RATE, _DECAY = 30, 0.5, 2e-4
_POSITIVE = 4.0


def sentences(examples: Sequence[Example]) -> tuple[list[Line], list[bool]]:
    """Lines with a word of gathering, and whether each holds a telling, the doubtful left out."""
    texts: list[Line] = []
    tells: list[bool] = []
    for example in examples:
        for no, line in enumerate(example.lines):
            first, last = example.words.bounds[no]
            marks = example.triggers[first:last]
            if not find_triggers(line.text, line.span):
                continue
            if (marks > 0).any() or not (marks < 0).any():
                texts.append(line)
                tells.append(bool((marks > 0).any()))
    return texts, tells


def train_gate(examples: Sequence[Example], folder: Path, seed: int = 0) -> Floats:
    """Writes the gate's table into ``folder``; gives the odds of the tellings it was trained on.

    Stochastic gradient descent on the logistic loss with decaying weights, averaged over the last
    half of the epochs.
    """
    texts, tells = sentences(examples)
    rows = [buckets(text) for text in texts]
    random = np.random.default_rng(seed)
    weights: Floats = np.zeros(BUCKETS, np.float32)
    bias = 0.0
    mean: Floats = np.zeros(BUCKETS, np.float32)
    mean_bias, kept = 0.0, 0
    for epoch in range(_EPOCHS):
        for no in random.permutation(len(rows)).tolist():
            if not len(rows[no]):
                continue
            share = 1 / (1 + np.exp(-(scored(rows[no], weights) + bias)))
            push = (tells[no] - share) * (_POSITIVE if tells[no] else 1.0) * _RATE
            weights[rows[no]] += push / len(rows[no]) ** 0.5
            bias += 0.1 * push
        weights *= 1 - _DECAY * len(rows) / 50
        if epoch >= _EPOCHS // 2:
            mean, mean_bias, kept = mean + weights, mean_bias + bias, kept + 1
    weights = np.asarray(mean / kept, np.float32)
    bias = mean_bias / kept
    np.savez_compressed(folder / GATE, weights=weights.astype(np.float16), bias=np.float32(bias))
    return np.array(
        [scored(r, weights) + bias for r, t in zip(rows, tells, strict=True) if t], np.float32
    )
