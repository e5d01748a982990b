"""How likely each line of a page belongs to the article's body, as a small network has learnt it.

One hidden layer over the numbers of ``line_shape``; its weights lie beside this module and are
made by ``communique.training.body_lines``. What follows from a likelihood is ``review``'s business.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from communique.page.line_shape import Floats, shapes_of
from communique.page.lines import Lines

WEIGHTS = Path(__file__).with_name("body_model.npz")
"""The network that reading uses."""

# Beyond this many deviations from the mean a number says no more.
_CLIP = 6.0
_ROWS = 8


@dataclass(frozen=True)
class Network:
    """Scales the numbers, one layer of rectified units, one output: the logarithm of the odds.

    ``names`` are the columns it was trained on, in their order.
    """

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    out: Floats
    out_bias: float

    def odds(self, shapes: Floats) -> Floats:
        """The logarithm of the odds of body to no body, one a line."""
        count, width = shapes.shape
        # In small pieces, which a BLAS library multiplies without starting threads.
        pieces = np.zeros((-(-count // _ROWS), _ROWS, width), np.float32)
        self._scale(shapes, pieces.reshape(-1, width)[:count])
        hidden = pieces @ self.weights
        hidden += self.bias
        np.clip(hidden, 0, np.inf, out=hidden)
        found: Floats = (hidden @ self.out).ravel()[:count] + np.float32(self.out_bias)
        return found

    def scaled(self, shapes: Floats) -> Floats:
        """The numbers as the network takes them."""
        found = np.empty(shapes.shape, np.float32)
        self._scale(shapes, found)
        return found

    def _scale(self, shapes: Floats, out: Floats) -> None:
        np.subtract(shapes, self.mean, out=out)
        np.multiply(out, self.scale, out=out)
        np.clip(out, -_CLIP, _CLIP, out=out)


def save(network: Network, path: Path) -> None:
    """Writes the network, its weights in half precision."""
    np.savez_compressed(
        path,
        names=np.array(network.names),
        mean=network.mean.astype(np.float32),
        scale=network.scale.astype(np.float32),
        weights=network.weights.astype(np.float16),
        bias=network.bias.astype(np.float32),
        out=network.out.astype(np.float32),
        out_bias=np.float32(network.out_bias),
    )


def load(path: Path) -> Network:
    """Reads a network that ``save`` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return Network(
            names=tuple(str(name) for name in stored["names"]),
            mean=stored["mean"],
            scale=stored["scale"],
            weights=stored["weights"].astype(np.float32),
            bias=stored["bias"],
            out=stored["out"],
            out_bias=float(stored["out_bias"]),
        )


@cache
def body_network() -> Network:
    """The network that reading uses, read once."""
    return load(WEIGHTS)


@cache
def model_digest() -> str:
    """sha256 of the weights; part of the parser version."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()


def body_odds(lines: Lines) -> Floats:
    """For each line the logarithm of the odds that it belongs to the body.

    Raises ValueError when the weights were made for other numbers than ``line_shape`` gives.
    """
    if not len(lines):
        return np.zeros(0, np.float32)
    shapes, names = shapes_of(lines.characters, lines.texts, lines.opens)
    network = body_network()
    if names != network.names:
        raise ValueError(f"{WEIGHTS.name} was made for other numbers: train it again")
    return network.odds(shapes)
