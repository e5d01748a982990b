"""No reader reads the labelled sets worse than it once did, and the gate can fail."""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("gate", Path(__file__).with_name("gate.py"))
assert _SPEC and _SPEC.loader
gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(gate)

PINNED = [
    (reader, name)
    for reader, sets in gate.all_floors().items()
    if reader not in gate.MEASURED_ELSEWHERE
    for name in sets
]


@pytest.mark.parametrize(("reader", "name"), PINNED)
def test_no_measure_is_under_its_floor(reader: str, name: str) -> None:
    if not gate.is_here(name):
        pytest.skip(f"the labelled set {name} is not here")
    assert gate.below(name, gate.measures(name, reader), reader) == []


def test_every_set_is_pinned() -> None:
    assert set(gate.floors("rules")) == set(gate.SETS_OF_ENGINES)
    assert set(gate.floors(gate.GRAMMAR)) == {*gate.SETS_OF_GATE, "weekdays"}


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


def test_no_floor_was_ever_higher_than_it_is() -> None:
    now = gate.all_floors()
    told = {commit: gate.lowered(before, now) for commit, before in gate.floors_before()}
    assert {commit: lines for commit, lines in told.items() if lines} == {}


def test_a_floor_that_was_lowered_or_taken_away_is_told() -> None:
    old = gate.all_floors()
    assert gate.lowered(old, old) == []
    lower, without = copy.deepcopy(old), copy.deepcopy(old)
    lower["rules"]["dev"]["people"] -= 0.001
    (told,) = gate.lowered(old, lower)
    assert told.startswith("rules: dev: people: the floor was")
    del without["rules"]["dev"]["people"]
    assert len(gate.lowered(old, without)) == 1
    assert len(gate.lowered(old, {})) > len(old["rules"]["dev"])


def test_a_floor_without_a_set_and_a_ceiling_are_watched_as_well() -> None:
    old = {"copies": {"pairs_f1": 0.98, "joined_at_most": 0.0}}
    assert gate.lowered(old, {"copies": {"pairs_f1": 0.99, "joined_at_most": 0.0}}) == []
    assert gate.lowered(old, {"copies": {"pairs_f1": 0.97, "joined_at_most": 0.1}}) == [
        "copies: pairs_f1: the floor was 0.98, it is 0.97",
        "copies: joined_at_most: the floor was 0.0, it is 0.1",
    ]


def test_raising_writes_no_floor_down(tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"rules": {"dev": {"people": 0.9, "quotes": 0.2}}}))
    monkeypatch.setattr(gate, "FLOORS", path)
    monkeypatch.setattr(gate, "is_here", lambda name: name == "dev")
    monkeypatch.setattr(gate, "measures", lambda name, reader: {"people": 0.5, "quotes": 0.4})
    assert gate.main(["--raise"]) == 1
    assert json.loads(path.read_text()) == {"rules": {"dev": {"people": 0.9, "quotes": 0.39}}}
    assert "dev: people is 0.5000, its floor 0.9" in capsys.readouterr().out
