"""How the limits of the learned reader are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from communique.engines.learned.network import States
from communique.engines.learned.thresholds import Thresholds
from communique.training.gatherings.limits import (
    BLUR,
    STEPS,
    WORTH,
    Limits,
    blurred,
    chosen,
    main,
    worth_of,
)


def _nearness(tries: Sequence[Limits]) -> Iterator[float]:
    """Best where ``person`` is 0.6 and ``main`` 0.3."""
    return (-abs(one["person"] - 0.6) - abs(one["main"] - 0.3) for one in tries)


def test_a_limit_moves_while_that_helps() -> None:
    said: list[str] = []
    first = {name: 0.5 for name in STEPS}
    found = chosen(first, _nearness, 9, said.append)
    assert (found["person"], found["main"]) == (0.6, 0.3)
    assert {name: value for name, value in found.items() if name not in ("person", "main")} == {
        name: 0.5 for name in STEPS if name not in ("person", "main")
    }
    assert said[0].startswith("at first") and len(said) > 5


def test_rounds_are_counted_and_nothing_gained_ends_them() -> None:
    first = {name: 0.5 for name in STEPS}
    assert chosen(first, _nearness, 1, lambda _: None)["main"] == 0.45
    asked: list[int] = []

    def flat(tries: Sequence[Limits]) -> Iterator[float]:
        asked.append(len(tries))
        return (0.0 for _ in tries)

    assert chosen(first, flat, 9, lambda _: None) == first
    assert sum(asked) == 1 + 2 * len(STEPS)


def test_what_lies_under_its_floor_counts_more() -> None:
    fair = {"people": 0.7, "attendees": 0.6}
    assert worth_of(fair, {}) == pytest.approx(0.65)
    assert worth_of(fair, {"people": 0.6}) == pytest.approx(0.65)
    assert worth_of(fair, {"people": 0.8}) < worth_of({"people": 0.69, "attendees": 0.5}, {})
    assert worth_of(fair, {"quotes": 0.5}) < 0.65


def test_what_is_missing_is_said_at_once(tmp_path: Path) -> None:
    asked = ["--articles", str(tmp_path), "--weights", str(tmp_path)]
    with pytest.raises(SystemExit, match="make the weights first"):
        main(asked)
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "card.json").write_text("{}")
    with pytest.raises(SystemExit, match="no labelled articles"):
        main(["--articles", str(tmp_path / "none"), "--weights", str(tmp_path / "w")])


def test_every_step_is_of_a_limit() -> None:
    assert set(STEPS) <= set(Thresholds.__dataclass_fields__)
    assert min(WORTH.values()) > 0


def test_a_view_blurs_the_numbers_as_far_as_it_says_and_always_the_same_way() -> None:
    shape = (400, 50)
    states = States(*(np.full(shape, 2.0, np.float32) for _ in BLUR))
    assert blurred(states, 0) is states
    once, again, other = blurred(states, 1), blurred(states, 1), blurred(states, 2)
    for name, by in BLUR.items():
        numbers = getattr(once, name)
        assert numbers.dtype == np.float32
        assert np.std(numbers) == pytest.approx(by, rel=0.05)
        assert np.mean(numbers) == pytest.approx(2.0, abs=0.01)
        assert np.array_equal(numbers, getattr(again, name))
        assert not np.array_equal(numbers, getattr(other, name))
