"""Writes a trained reader for use without PyTorch: the encoder to ONNX, the heads to numpy.

Weights are stored in eight bits with a scale for each column, and sums are of floats: sums in eight
bits come out otherwise on another processor (with VNNI, with AVX2), and so would the readings.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper

from communique.engines.learned.network import CARD, ENCODER, HEADS, VOCABULARY
from communique.engines.learned.words import FEATURES
from communique.training.gatherings.network import ATTENTION, Reader


def export(
    reader: Reader, encoder: Path, folder: Path, card: dict[str, Any], *, eight_bits: bool = True
) -> None:
    """Writes the weights and their card into ``folder``; ``encoder`` holds the vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    ids = torch.ones((1, 7), dtype=torch.long)
    features = torch.zeros((1, 7, len(FEATURES)), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            reader.encoder, (ids, features), str(plain), input_names=["ids", "features"],
            output_names=["states", "triggers", "tags"], opset_version=17, dynamo=False,
            custom_opsets={ATTENTION.partition("::")[0]: 1},
            dynamic_axes={n: {0: "batch", 1: "length"}
                          for n in ("ids", "features", "states", "triggers", "tags")},
        )  # fmt: skip
        model = onnx.load(plain)
    if eight_bits:
        store_in_eight_bits(model)
    onnx.save(model, folder / ENCODER)
    heads = {k: v.detach().numpy().astype(np.float16) for k, v in reader.heads.state_dict().items()}
    np.savez_compressed(folder / HEADS, **heads)
    shutil.copyfile(encoder / VOCABULARY, folder / VOCABULARY)
    width = reader.encoder.norm.weight.shape[0]
    card = {**card, "sizes": [width, 3, reader.encoder.tags.out_features]}
    (folder / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def store_in_eight_bits(model: onnx.ModelProto) -> None:
    """Stores the matrices and tables of ``model`` in eight bits, with a scale for each column of a
    matrix and each row of a table. A product is still one of floats.
    """
    graph = model.graph
    floats = {
        one.name: numpy_helper.to_array(one)
        for one in graph.initializer
        if one.data_type == onnx.TensorProto.FLOAT
    }
    stored: set[str] = set()
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in floats:
            name, axis = node.input[1], 0
        elif node.op_type == "Gather" and node.input[0] in floats:
            name, axis = node.input[0], 1
        else:
            nodes.append(node)
            continue
        small, scale = f"{name}_eight_bits", f"{name}_scale"
        if name not in stored:
            graph.initializer.extend(_eight_bits(floats[name], axis, small, scale))
        if axis == 0:
            if name not in stored:
                told = [f"{name}_float"]
                nodes.append(helper.make_node("DequantizeLinear", [small, scale], told, axis=1))
            node.input[1] = f"{name}_float"
            nodes.append(node)
        else:  # only the rows that are asked for become floats
            told, rows = node.output[0], node.input[1]
            nodes += [
                helper.make_node("Gather", [small, rows], [f"{told}_small"]),
                helper.make_node("Gather", [scale, rows], [f"{told}_scale"]),
                helper.make_node("Cast", [f"{told}_small"], [f"{told}_cast"], to=1),
                helper.make_node("Mul", [f"{told}_cast", f"{told}_scale"], [told]),
            ]
        stored.add(name)
    left = [one for one in graph.initializer if one.name not in stored]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(left)
    onnx.checker.check_model(model)


def _eight_bits(
    weights: npt.NDArray[np.float32], axis: int, small: str, scale: str
) -> list[onnx.TensorProto]:
    most = np.maximum(np.abs(weights).max(axis, keepdims=True), 1e-9) / 127
    told = most if axis else most[0]
    return [
        numpy_helper.from_array(np.round(weights / most).astype(np.int8), small),
        numpy_helper.from_array(told.astype(np.float32), scale),
    ]
