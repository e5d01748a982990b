"""The trained network at reading time: the encoder in ONNX Runtime, its small heads in numpy.

Gives numbers only; what is decided from them is ``tellings``' and ``assembly``'s business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from communique.engines.learned.windows import Window
from communique.engines.learned.wordpieces import WordPieces
from communique.engines.learned.words import Ints, Words

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).with_name("weights")
"""The folder of the weights that reading uses."""
ENCODER, HEADS, VOCABULARY, CARD = "encoder.onnx", "heads.npz", "vocab.txt", "card.json"
GATE, COUNTRIES = "gate.npz", "countries.npz"
_SURE = 20.0


@dataclass(frozen=True, slots=True)
class States:
    """What the encoder says of an article's words: a state, three logits of telling (outside,
    first, inside) and the logits of the tags, a row a word.
    """

    words: Floats
    triggers: Floats
    tags: Floats

    def pooled(self, ranges: Sequence[tuple[int, int]]) -> Floats:
        """The mean state of each range of words, (ranges, width)."""
        rows = [self.words[a : max(b, a + 1)].mean(0) for a, b in ranges]
        return np.array(rows, np.float32).reshape(len(rows), self.words.shape[1])


class Network:
    """Encoder, heads and vocabulary of one folder of weights."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Weights become floats when they are loaded, not at each window.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self._encoder = onnxruntime.InferenceSession(
            (folder / ENCODER).read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / HEADS, allow_pickle=False) as stored:
            self._heads = {name: stored[name].astype(np.float32) for name in stored.files}
        self.vocabulary = WordPieces(folder / VOCABULARY)
        self.card: Mapping[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))

    def read(self, words: Words, windows: Sequence[Window]) -> States:
        """The states of all words, each from the window that answers for it."""
        count = len(words.texts)
        found = [np.zeros((count, size), np.float32) for size in self.card["sizes"]]
        for outside in found[1:]:  # words that no window holds tell nothing
            outside[:, 0] = _SURE
        # One at a time: nothing is padded, and so nothing masked.
        for window in windows:
            own = window.own > 0
            for whole, output in zip(found, self._encode(window), strict=True):
                whole[window.words[own]] = output[0, window.heads[own]]
        return States(*found)

    def _encode(self, window: Window) -> list[Floats]:
        asked = {"ids": window.ids[None], "features": window.features[None]}
        outputs: list[Floats] = self._encoder.run(None, asked)
        return outputs

    def classes(self, events: Floats, traits: Floats) -> tuple[Floats, Floats, Floats]:
        """Logits of type, status and salience of gatherings with their states and traits."""
        wide = np.concatenate([events, traits], -1)
        hidden = np.maximum(self._dense(wide, "hidden"), 0)
        return tuple(self._dense(hidden, n) for n in ("types", "status", "main"))  # type: ignore

    def pairs(self, head: str, left: Floats, right: Floats, distance: Ints, kind: Ints) -> Floats:
        """Logits of a head of pairs, (left, right, classes)."""
        weights = self._heads
        other = self._dense(right, f"{head}.right")
        apart, kinds = weights[f"{head}.distance.weight"], weights[f"{head}.kind.weight"]
        found = []
        for no, row in enumerate(left):  # one row at a time: a long article has many pairs
            hidden = self._dense(row, f"{head}.left") + other
            hidden = hidden + self._dense(row * right, f"{head}.both")
            hidden = hidden + apart[distance[no]] + kinds[kind[no]]
            found.append(self._dense(np.maximum(hidden, 0), f"{head}.out"))
        return np.stack(found)

    def _dense(self, rows: Floats, name: str) -> Floats:
        found: Floats = rows @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"]
        return found


def softmax(logits: Floats) -> Floats:
    """Shares that add up to one along the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    found: Floats = powers / powers.sum(-1, keepdims=True)
    return found


@cache
def network(folder: Path = WEIGHTS) -> Network:
    """The network of a folder, built once a process."""
    return Network(folder)


@cache
def weights_digest(folder: Path = WEIGHTS) -> str:
    """SHA-256 over the files of the weights, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in (ENCODER, HEADS, VOCABULARY, CARD, GATE, COUNTRIES):
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")  # in the midst of a training
    return digest.hexdigest()
