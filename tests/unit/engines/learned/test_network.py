"""The encoder's numbers: of floats, so that they are the same on every processor."""

import numpy as np
import onnxruntime
import pytest

from communique.engines.learned.network import ENCODER, WEIGHTS, Floats
from communique.engines.learned.words import FEATURES

_IN_EIGHT_BITS = (b"MatMulInteger", b"DynamicQuantizeLinear", b"QLinearMatMul")
_NEAR = 1e-3
"""Far below what moves a likelihood; sums in eight bits differ by tenths between processors."""


def _numbers(folding: bool, length: int) -> list[Floats]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    if folding:
        options.add_session_config_entry("session.disable_quant_qdq", "1")
    else:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(
        (WEIGHTS / ENCODER).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    random = np.random.default_rng(length)
    ids = random.integers(1000, 20_000, (1, length))
    features = random.integers(0, 4, (1, length, len(FEATURES)))
    found: list[Floats] = session.run(None, {"ids": ids, "features": features})
    return found


def test_no_sum_is_made_in_eight_bits() -> None:
    graph = (WEIGHTS / ENCODER).read_bytes()
    assert not [name for name in _IN_EIGHT_BITS if name in graph]
    assert b"MultiHeadAttention" in graph and b"DequantizeLinear" in graph


@pytest.mark.parametrize("length", [2, 40, 512])
def test_other_ways_of_reckoning_give_the_same_numbers(length: int) -> None:
    for one, other in zip(_numbers(True, length), _numbers(False, length), strict=True):
        assert one.shape == other.shape
        assert float(np.abs(one - other).max()) < _NEAR
