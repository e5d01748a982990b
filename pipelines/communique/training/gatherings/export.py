"""Writes a trained reader for use without PyTorch: the encoder to ONNX, the heads to numpy."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from communique.engines.learned.network import CARD, ENCODER, HEADS, VOCABULARY
from communique.engines.learned.words import FEATURES
from communique.training.gatherings.network import Reader


def export(
    reader: Reader, encoder: Path, folder: Path, card: dict[str, Any], *, eight_bits: bool = True
) -> None:
    """Writes the weights and their card into ``folder``; ``encoder`` holds the vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    ids = torch.ones((2, 7), dtype=torch.long)
    features = torch.zeros((2, 7, len(FEATURES)), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            reader.encoder, (ids, features), str(plain), input_names=["ids", "features"],
            output_names=["states", "triggers", "tags"], opset_version=17, dynamo=False,
            dynamic_axes={n: {0: "batch", 1: "length"}
                          for n in ("ids", "features", "states", "triggers", "tags")},
        )  # fmt: skip
        if eight_bits:
            quantize_dynamic(
                plain, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gather"],
            )  # fmt: skip
        else:
            shutil.copyfile(plain, folder / ENCODER)
    heads = {k: v.detach().numpy().astype(np.float16) for k, v in reader.heads.state_dict().items()}
    np.savez_compressed(folder / HEADS, **heads)
    shutil.copyfile(encoder / VOCABULARY, folder / VOCABULARY)
    width = reader.encoder.norm.weight.shape[0]
    card = {**card, "sizes": [width, 3, reader.encoder.tags.out_features]}
    (folder / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
