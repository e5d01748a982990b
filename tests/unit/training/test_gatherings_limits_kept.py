"""A new training goes on from the limits of the weights that stood there before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.engines.learned.network import CARD

pytest.importorskip("torch", reason="only training needs it")
pytest.importorskip("onnx", reason="only training needs it")
pytest.importorskip("safetensors", reason="only training needs it")
from communique.training.gatherings.__main__ import _limits


def test_the_limits_of_the_card_that_stood_there_are_kept_as_they_are(tmp_path: Path) -> None:
    known = {"believed": 0.4, "body": 0.55, "of old": 1}
    card = {"articles": 899, "thresholds": known, "types": ["visit"]}
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert _limits(tmp_path) == known


def test_a_card_without_limits_gives_none(tmp_path: Path) -> None:
    (tmp_path / CARD).write_text('{"articles": 899}', encoding="utf-8")
    assert _limits(tmp_path) == {}


def test_weights_made_anew_have_none(tmp_path: Path) -> None:
    assert _limits(tmp_path) == {}
    assert _limits(tmp_path / "not yet there") == {}


def test_a_folder_by_the_name_of_a_card_is_none(tmp_path: Path) -> None:
    (tmp_path / CARD).mkdir()
    assert _limits(tmp_path) == {}
