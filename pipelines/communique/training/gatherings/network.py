"""The network while it learns: encoder, heads and loss, in PyTorch.

The encoder is a BERT whose words also carry what the grammar says of them. ``export`` writes it
without PyTorch; what is decided from its numbers is ``engines.learned``' business.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.engines.learned.pairing import KINDS
from communique.engines.learned.traits import SIZE
from communique.engines.learned.words import FEATURES, SIZES
from communique.training.gatherings.examples import IGNORED, PARTS, STATUSES, TAGS, TYPES

ATTENTION = "com.microsoft::MultiHeadAttention"
PAIR_SIZE = 128
DISTANCES = 17


@dataclass(frozen=True)
class Shape:
    """Sizes of a BERT encoder, as its ``config.json`` gives them."""

    vocab: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int

    @staticmethod
    def read(folder: Path) -> Shape:
        """The shape of the encoder stored in ``folder``."""
        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return Shape(
            told["vocab_size"], told["hidden_size"], told["num_hidden_layers"],
            told["num_attention_heads"], told["intermediate_size"],
            told["max_position_embeddings"],
        )  # fmt: skip


class Attention(torch.autograd.Function):
    """Attention over a whole window as the one operator that ONNX Runtime has for it.

    For ``export`` alone: windows are read one at a time, so nothing is masked.
    """

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """All (batch, length, width); ``heads`` share the width evenly."""
        parts = [x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value)]
        return functional.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator in the exported graph."""
        told = graph.op(ATTENTION, query, key, value, num_heads_i=heads)
        return told.setType(query.type())


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense layers, each with a residual."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.output = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """``states`` is (batch, length, width), ``bias`` (batch, 1, 1, length), None in export."""
        query, key, value = self.query(states), self.key(states), self.value(states)
        if bias is None:
            mixed = Attention.apply(query, key, value, self.heads)
        else:
            parts = [x.unflatten(-1, (self.heads, -1)).transpose(1, 2) for x in (query, key, value)]
            mixed = functional.scaled_dot_product_attention(*parts, attn_mask=bias)
            mixed = mixed.transpose(1, 2).flatten(2)
        states = self.norm(states + self.dropout(self.output(mixed)))
        inner = self.down(functional.gelu(self.up(states)))
        return self.last_norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """Word pieces with features to states, and from them the two rows of tags."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocab, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.features = nn.ModuleList(nn.Embedding(SIZES[n], shape.width) for n in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.out_features = nn.ModuleList(nn.Embedding(SIZES[n], 24) for n in FEATURES)
        wide = shape.width + 24 * len(FEATURES)
        self.triggers = nn.Linear(wide, 3)
        self.tags = nn.Linear(wide, len(TAGS))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``ids`` (batch, length), 0 where there is nothing; ``features`` (batch, length, 6)."""
        at = torch.arange(ids.shape[1]).unsqueeze(0)
        states = self.words(ids) + self.positions(at) + self.kinds.weight[0]
        for no, table in enumerate(self.features):
            states = states + table(features[:, :, no])
        states = self.dropout(self.norm(states))
        bias = None
        if not torch.onnx.is_in_onnx_export():
            bias = ((ids == 0).float() * -10000.0)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        more = [table(features[:, :, no]) for no, table in enumerate(self.out_features)]
        wide = torch.cat([states, *more], -1)
        dropped = self.dropout(wide)
        return states, self.triggers(dropped), self.tags(dropped)


class PairHead(nn.Module):
    """How a gathering and something else of the article go together."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.left = nn.Linear(width, PAIR_SIZE)
        self.right = nn.Linear(width, PAIR_SIZE)
        self.both = nn.Linear(width, PAIR_SIZE)
        self.distance = nn.Embedding(DISTANCES, PAIR_SIZE)
        self.kind = nn.Embedding(KINDS, PAIR_SIZE)
        self.out = nn.Linear(PAIR_SIZE, classes)
        self.dropout = nn.Dropout(0.2)

    def forward(self, left: Tensor, right: Tensor, distance: Tensor, kind: Tensor) -> Tensor:
        """(n, width), (m, width), (n, m), (n, m) to (n, m, classes)."""
        left, right = self.dropout(left), self.dropout(right)
        hidden = self.left(left)[:, None] + self.right(right)[None]
        hidden = hidden + self.both(left[:, None] * right[None])
        hidden = hidden + self.distance(distance) + self.kind(kind)
        return self.out(self.dropout(torch.relu(hidden)))


class Heads(nn.Module):
    """What is read from the states of words: classes of gatherings, and pairs with them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width + SIZE, width)
        self.types = nn.Linear(width, len(TYPES))
        self.status = nn.Linear(width, len(STATUSES))
        self.main = nn.Linear(width, 2)
        self.parts = PairHead(width, len(PARTS))
        self.times = PairHead(width, 2)
        self.places = PairHead(width, 2)
        self.same = PairHead(width, 2)
        self.lands = PairHead(width, 2)
        self.dropout = nn.Dropout(0.1)

    def classes(self, states: Tensor, traits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of type, status and salience of gatherings, from (n, width) and (n, SIZE)."""
        wide = torch.cat([self.dropout(states), self.dropout(traits)], -1)
        hidden = self.dropout(torch.relu(self.hidden(wide)))
        return self.types(hidden), self.status(hidden), self.main(hidden)


class Reader(nn.Module):
    """Encoder and heads together."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.heads = Heads(shape.width)


def load_encoder(reader: Reader, folder: Path) -> None:
    """Puts the weights of the BERT stored in ``folder`` into the encoder."""
    stored = load_file(folder / "model.safetensors")
    stored = {k.removeprefix("bert."): v for k, v in stored.items()}
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key",
        "value": "attention.self.value", "output": "attention.output.dense",
        "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "last_norm": "output.LayerNorm",
    }  # fmt: skip
    for no in range(len(reader.encoder.layers)):
        for ours, theirs in parts.items():
            for what in ("weight", "bias"):
                names[f"layers.{no}.{ours}.{what}"] = f"encoder.layer.{no}.{theirs}.{what}"
    reader.encoder.load_state_dict({k: stored[v] for k, v in names.items()}, strict=False)


def cross_entropy(logits: Tensor, labels: Tensor, weights: Tensor | None = None) -> Tensor:
    """Mean loss over the labels that are not IGNORED; zero when there are none."""
    flat, told = logits.reshape(-1, logits.shape[-1]), labels.reshape(-1)
    if not (told != IGNORED).any():
        return logits.sum() * 0
    return functional.cross_entropy(flat, told, weights, ignore_index=IGNORED)
