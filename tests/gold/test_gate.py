"""No engine reads the labelled sets worse than it once did, and the gate can fail."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("gate", Path(__file__).with_name("gate.py"))
assert _SPEC and _SPEC.loader
gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(gate)


@pytest.mark.parametrize("name", gate.SETS)
def test_no_measure_is_under_its_floor(name: str) -> None:
    if not (gate.CORPUS / name).is_dir():
        pytest.skip(f"the labelled set {name} is not here")
    assert gate.below(name, gate.measures(name)) == []


def test_a_measure_under_its_floor_is_told() -> None:
    reached = {**gate.floors()["dev"], "people": 0.01}
    (told,) = gate.below("dev", reached)
    assert told.startswith("dev: people is 0.0100")


def test_a_measure_that_is_gone_is_told() -> None:
    assert len(gate.below("seeds", {})) == len(gate.floors()["seeds"])


def test_raising_never_lowers_a_floor() -> None:
    assert gate.raised({"people": 0.5, "quotes": 0.9}, {"people": 0.3, "quotes": 0.95}) == {
        "people": 0.5,
        "quotes": 0.94,
    }
